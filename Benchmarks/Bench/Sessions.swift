import ArgumentParser
import CatalogueFile
import Foundation
import Handbook
import Infobases
import Office
import Store
import StoreSQLite

/// How many sessions a second are opened and closed, through the desks, by many clients at once.
struct Sessions: AsyncParsableCommand {
  @Option var data: String
  @Option var clients = 64
  @Option var seconds: Double = 3

  func run() async throws {
    try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
    let office = try await Office.forMeasuring(in: data)
    let text = try String(contentsOfFile: "Catalogue/kazakhstan.yaml", encoding: .utf8)
    let (now, today) = (office.world.now(), office.world.today)
    let people = try await office.database.write { [clients] tx -> [(actor: Actor, infobase: Infobase.ID)] in
      _ = try office.catalogues.load(text, by: nil, at: now, tx)
      let terms = try office.catalogues.offer(tx).terms
      return try (0..<clients).map { number in
        let email = EmailAddress("s\(number)@example.kz")!
        let user = try tx.insertUser(email: email, name: "S", language: .russian, password: "", at: now)
        let id = try tx.insertSubscriber(
          .client, card: Card(name: "Client \(number)"), publicID: "s\(number)", servedBy: nil, at: now)
        try tx.join(user, to: id, as: .owner, at: now)
        let new = NewSubscription(
          subscriber: id, partner: nil, terms: terms["ext"]!, kind: .main, main: nil, quantity: 1, months: 12,
          period: Period(months: 12, from: today), sum: .tenge(110_000), accessKind: .paid, comment: "")
        _ = try tx.post(try tx.insertDraft(new, by: user, at: now), by: user, on: today, at: now)
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
    let start = ContinuousClock.now
    let pairs = try await withThrowingTaskGroup(of: Int.self) { group in
      for person in people {
        group.addTask { [seconds] in
          let desk = ClientDesk(office, person.actor)
          var pairs = 0
          while ContinuousClock.now - start < .seconds(seconds) {
            let token = try await desk.open(person.infobase, client: "bench")
            try await desk.close(token)
            pairs += 1
          }
          return pairs
        }
      }
      return try await group.reduce(0, +)
    }
    let passed = (ContinuousClock.now - start) / .seconds(1)
    print("sessions\t\(Int(Double(pairs) / passed))")
    await office.database.close()
  }
}

extension Office {
  /// An office over a new store, with passwords that cost nothing.
  static func forMeasuring(in data: String) async throws -> Office {
    let database = try SQLiteDatabase(path: "\(data)/balgyn.sqlite")
    _ = try await Migration.migrate(database)
    return Office(
      database: database, world: .real(zone: Zone("Asia/Almaty")!),
      catalogues: Catalogues { try Catalogue(yaml: Array($0.utf8), file: "bench") },
      passwords: PasswordKeeper(cost: 4, parallelism: 1), address: "http://127.0.0.1",
      keeper: try FileInfobases("\(data)/infobases"), print: { _, _ in PrintedLetter(subject: "", plain: "", html: "") })
  }
}
