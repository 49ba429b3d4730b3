import ArgumentParser
import CatalogueFile
import Foundation
import Handbook
import Infobases
import Office
import Store
import StorePostgres
import StoreSQLite

/// What `bin/bench` needs besides the product itself: yardsticks of this machine, and a store of any size.
@main
struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    subcommands: [
      Yardsticks.self, Durable.self, Seed.self, Sessions.self, SessionSeed.self, Bases.self,
      Rules.self, Selling.self, Settling.self,
    ])
}

/// The store to measure: PostgreSQL's where `BALGYN_POSTGRES` names one, as for the program itself, else a file.
func openStore(in data: String) async throws -> any Database {
  if let address = ProcessInfo.processInfo.environment["BALGYN_POSTGRES"] {
    return try await PostgresDatabase(connection: address)
  }
  return try SQLiteDatabase(path: "\(data)/balgyn.sqlite")
}

extension Office {
  /// An office over a new store, with passwords that cost nothing.
  static func forMeasuring(in data: String) async throws -> Office {
    let database = try await openStore(in: data)
    _ = try await Migration.migrate(database)
    return Office(
      database: database, world: .real(zone: Zone("Asia/Almaty")!),
      catalogues: Catalogues { try Catalogue(yaml: Array($0.utf8), file: "bench") },
      passwords: PasswordKeeper(cost: 4, parallelism: 1), address: "http://127.0.0.1",
      keeper: try FileInfobases("\(data)/infobases"), print: { _, _ in PrintedLetter(subject: "", plain: "", html: "") }
    )
  }

  /// Clients with a subscription, an infobase and one person each, for measuring sessions.
  func seedClients(_ count: Int) async throws -> [(actor: Actor, infobase: Infobase.ID)] {
    let text = try String(contentsOfFile: "Catalogue/kazakhstan.yaml", encoding: .utf8)
    let (now, today) = (world.now(), world.today)
    return try await database.write { tx in
      _ = try catalogues.load(text, by: nil, at: now, tx)
      let terms = try catalogues.offer(tx).terms
      return try (0..<count).map { number in
        let email = EmailAddress("s\(number)@example.kz")!
        let user = try tx.insertUser(email: email, name: "S", language: .russian, password: "", at: now)
        let id = try tx.insertSubscriber(
          .client, card: Card(name: "Client \(number)"), publicID: "s\(number)", servedBy: nil, at: now)
        try tx.join(user, to: id, as: .owner, at: now)
        let new = NewSubscription(
          subscriber: id, partner: nil, terms: terms["ext"]!, kind: .main, main: nil, quantity: 1, months: 12,
          period: Period(months: 12, from: today), sum: .tenge(110_000), accessKind: .paid, comment: "")
        _ = try tx.sell(new, by: user, on: today, at: now)
        let base = try tx.insertInfobase(
          of: id, application: "accounting", name: "Base", zone: "Asia/Almaty", origin: "", by: user, at: now)
        try tx.setRight(.administer, of: user, in: base)
        try tx.move(base, from: [.preparing], to: .ready, at: now)
        let actor = Actor(
          user: user, userName: "S", email: email, language: .russian, subscriber: id, subscriberName: "Client",
          kind: .client, role: .owner, address: "127.0.0.1")
        return (actor, base)
      }
    }
  }
}
