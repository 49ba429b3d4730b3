import ArgumentParser
import CatalogueFile
import Foundation
import Handbook
import Office
import Store

/// Fills a store with one partner that serves many subscribers, each with three subscriptions, and prints what is needed
/// to ask for them: a token of the API.
struct Seed: AsyncParsableCommand {
  @Option var data: String
  @Option var subscribers: Int
  @Option var buyers = 60_000
  @Option var catalogue = "Catalogue/kazakhstan.yaml"

  func run() async throws {
    try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
    let office = try await Office.forMeasuring(in: data)
    let (database, world, catalogues) = (office.database, office.world, office.catalogues)
    let text = try String(contentsOfFile: catalogue, encoding: .utf8)
    let now = world.now()
    let today = world.today
    let password = try await office.passwords.hash("bench-password", salt: [1, 2, 3])
    let (partner, user, terms) = try await database.write { tx in
      _ = try catalogues.load(text, by: nil, at: now, tx)
      let vendor = try tx.insertSubscriber(.vendor, card: Card(name: "Vendor"), publicID: "v", servedBy: nil, at: now)
      let user = try tx.insertUser(
        email: EmailAddress("bench@example.kz")!, name: "Bench", language: .russian, password: password, at: now)
      let partner = try tx.insertSubscriber(
        .partner, card: Card(name: "Partner"), publicID: "p", servedBy: nil, at: now)
      try tx.insertPartner(partner, code: "77001", distributor: nil, standing: "centre")
      try tx.setStanding("centre", of: partner, from: today - 400, reason: "bench", by: nil, at: now)
      try tx.join(user, to: partner, as: .owner, at: now)
      _ = vendor
      return (partner, user, try catalogues.offer(tx).terms)
    }
    var random = SystemRandomNumberGenerator()
    // Few to a transaction: each statement in it makes SQLite walk over what the act's savepoint has kept so far.
    let batch = 10
    for first in stride(from: 0, to: subscribers, by: batch) {
      let plans = (first..<min(first + batch, subscribers)).map { ($0, Int.random(in: -60...300, using: &random)) }
      try await database.write { tx in
        for (number, offset) in plans {
          let name = "Товарищество № \(number) «\(["Дала", "Көктем", "Алтын", "Сарыарқа"][number % 4])»"
          let card = Card(
            name: name, organisation: "ТОО \(name)", bin: try? BIN("940140000385"), city: "Алматы",
            email: "client\(number)@example.kz", phone: "+7 700 000 00 00")
          let id = try tx.insertSubscriber(.client, card: card, publicID: "c\(number)", servedBy: partner, at: now)
          for (place, start) in [today + offset - 800, today + offset - 400, today + offset - 30].enumerated() {
            let period = Period(months: place == 2 ? 12 : 12, from: start)
            let new = NewSubscription(
              subscriber: id, partner: partner, terms: terms["ext"]!, kind: .main, main: nil, quantity: 1, months: 12,
              period: period, sum: .tenge(110_000), accessKind: .paid, comment: "")
            _ = try tx.sell(new, by: user, on: today, at: now)
          }
        }
      }
    }
    // Buyers: clients with a filled card and no subscription, for the measure of selling.
    var firstBuyer: Subscriber.ID?
    for start in stride(from: 0, to: buyers, by: batch) {
      let ids = try await database.write { [buyers] tx in
        try (start..<min(start + batch, buyers)).map { number in
          let card = Card(
            name: "Покупатель \(number)", organisation: "ТОО «Покупатель \(number)»", bin: try? BIN("940140000385"))
          return try tx.insertSubscriber(.client, card: card, publicID: "b\(number)", servedBy: partner, at: now)
        }
      }
      firstBuyer = firstBuyer ?? ids.first
    }
    let actor = Actor(
      user: user, userName: "Bench", email: EmailAddress("bench@example.kz")!, language: .russian, subscriber: partner,
      subscriberName: "Partner", kind: .partner, role: .owner, address: "127.0.0.1")
    let token = try await HouseDesk(office, actor).makeToken(
      Entries(["name": "bench", "days": "2", "scope": "write"]))
    let signIn = try await Entrance(office, from: "127.0.0.1", agent: "bench").signIn(
      login: "bench@example.kz", password: "bench-password", foreignComputer: false)
    print("token\t\(token.text)")
    print("cookie\t\(signIn.text)")
    print("buyer\t\(firstBuyer?.description ?? "")")
    await database.close()
  }
}

/// How fast the limits in force come from loaded rows.
struct Rules: ParsableCommand {
  func run() throws {
    let grants = [
      Grant(.main, Limits(bases: 10, sessions: 5)), Grant(.upgrade, Limits(bases: 10, sessions: 5)),
      Grant(.extra, Limits(sessions: 1), quantity: 2),
    ]
    let start = ContinuousClock.now
    var sum = 0
    for _ in 0..<1_000_000 { sum += Limits.inForce(grants).sessions }
    print("limits in force\t\((ContinuousClock.now - start) / 1_000_000)\t\(sum)")
  }
}
