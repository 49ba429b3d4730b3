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
    let crowd = Crowd(partner: partner, seller: user, terms: terms["ext"]!, today: today, now: now)
    let firstBuyer = try await crowd.fill(database, clients: subscribers, buyers: buyers)
    let actor = Actor(
      user: user, userName: "Bench", email: EmailAddress("bench@example.kz")!, language: .russian, subscriber: partner,
      subscriberName: "Partner", kind: .partner, role: .owner, address: "127.0.0.1")
    let token = try await HouseDesk(office, actor).makeToken(
      Entries(["name": "bench", "days": "2", "scope": "write"]))
    let signIn = try await Entrance(office, from: "127.0.0.1", agent: "bench").signIn(
      login: "bench@example.kz", password: "bench-password", foreignComputer: false)
    print("token\t\(token.text)")
    print("cookie\t\(signIn.text)")
    print("buyer\t\(firstBuyer)")
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
