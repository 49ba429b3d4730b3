import ArgumentParser
import Foundation
import Handbook
import Office
import Store

/// What a partner's desk does with subscriptions, in a store that `seed` has filled: limits in force, from loaded rows
/// and from the store, and renewing many at once, with the preview before it.
struct Selling: AsyncParsableCommand {
  @Option var data: String
  @Option var renewals = 10_000

  func run() async throws {
    let office = try await Office.forMeasuring(in: data)
    let today = office.world.today
    let found = try await office.database.read { [renewals] tx in
      (
        try tx.value("SELECT id FROM subscriber WHERE kind = 'partner'") as Subscriber.ID,
        try tx.value("SELECT id FROM service_user WHERE email = 'bench@example.kz'") as User.ID,
        // As many clients: the last year of each that may be renewed now: it ends within a year.
        try tx.rows(
          """
          SELECT max(id) AS id, subscriber_id FROM subscription GROUP BY subscriber_id
          HAVING max(ends_on) <= \(today + 360) ORDER BY subscriber_id LIMIT \(renewals)
          """
        ).map { (try $0["id"] as Subscription.ID, try $0["subscriber_id"] as Subscriber.ID) }
      )
    }
    let (partner, user, sold) = found
    let actor = Actor(
      user: user, userName: "Bench", email: EmailAddress("bench@example.kz")!, language: .russian, subscriber: partner,
      subscriberName: "Partner", kind: .partner, role: .owner, address: "127.0.0.1")
    let desk = PartnerDesk(office, actor)!

    let clients = sold.prefix(2000).map(\.1)
    var start = ContinuousClock.now
    for client in clients { _ = try await desk.limits(of: client) }
    tell("limits from the store, us", (ContinuousClock.now - start) / clients.count / .microseconds(1))

    let loaded = try await desk.subscriber(clients[0]).subscriptions
    start = ContinuousClock.now
    var lines = 0
    for _ in 0..<20_000 { lines += LimitsAccount(loaded).lines.count }
    tell("limits from loaded rows, us", (ContinuousClock.now - start) / 20_000 / .microseconds(1))
    precondition(lines == 20_000 * loaded.count)

    start = ContinuousClock.now
    let preview = try await desk.renewals(of: sold.map(\.0))
    let seen = ContinuousClock.now
    let made = try await desk.renew(sold.map(\.0), paid: true)
    let done = ContinuousClock.now
    tell("renewals", Double(made.count { $0.posted != nil }))
    tell("renewals refused in the preview", Double(preview.count { !$0.quote.refusals.isEmpty }))
    tell("preview, s", (seen - start) / .seconds(1))
    tell("renewing, s", (done - seen) / .seconds(1))
    await office.database.close()
  }

  private func tell(_ name: String, _ value: Double) { print("\(name)\t\((value * 1000).rounded() / 1000)") }
}
