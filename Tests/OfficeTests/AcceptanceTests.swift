import Foundation
import Handbook
import TestSupport
import Testing

@testable import Office
@testable import Store

// One after another: its races take all the connections that a store may have.
@Suite(.serialized) struct AcceptanceTests {
  @Test(
    "Example 1: РАСШИРЕННЫЙ from 12.07.2022 for a month ends on 11.08.2022 and costs 10 000,00", arguments: Engine.all)
  func soldForAMonth(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      try await cast.place.fillCard(of: cast.client, by: cast.partner)
      let id = try await cast.place.sell("ext", months: 1, to: cast.client, by: cast.partner)
      let sold = try await cast.partner.subscription(id).sold
      #expect(sold.facts.endsOn == Day(2022, 8, 11))
      #expect(sold.facts.sum == .tenge(10_000))
    }
  }

  @Test(
    "Example 2: without a card a paid subscription is refused naming both fields; the test period is there (G-01, F-04)",
    arguments: Engine.all)
  func paidNeedsCard(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      do {
        try await cast.place.sell("ext", months: 1, to: cast.client, by: cast.partner)
        Issue.record("it was sold")
      } catch let refusals as Refusals {
        #expect(Set(refusals.all.compactMap { $0.field?.name }) == ["card.organisation", "card.bin"])
      }
      let facts = try await cast.partner.subscriber(cast.client).facts
      #expect(facts.accessKind == .trial)
      #expect(facts.accessEndsOn == Day(2022, 7, 12)! + 29)
    }
  }

  @Test(
    "Example 8: the 6th session is refused with who holds the places, an extra session lets it in; the 11th base is refused",
    arguments: Engine.all)
  func limits(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let main = try await cast.withExtended()
      let desk = try await cast.desk
      var bases: [Infobase.ID] = []
      for number in 1...10 { bases.append(try await cast.base("База \(number)")) }
      #expect(try await refusedRules { try await cast.base("Лишняя") } == ["M-13"])
      for number in 0..<5 { _ = try await desk.open(bases[number], client: "tab \(number)") }
      do {
        _ = try await desk.open(bases[5], client: "tab 6")
        Issue.record("a sixth session")
      } catch let taken as PlacesTaken {
        #expect(taken.limit == 5)
        #expect(taken.holders.count == 5)
      }
      try await cast.place.sell("x-session", to: cast.client, by: cast.partner, ["main": main.description])
      _ = try await desk.open(bases[5], client: "tab 6")
    }
  }

  @Test(
    "Example 12: «Партнерский» gives 10 bases and 6 sessions for 12 months at 0, and only the vendor extends it (D-01 … D-07)",
    arguments: Engine.all)
  func partnersOwn(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let own = ClientDesk(cast.office, cast.partner.actor)
      let mine = try await own.subscriptions(all: false)
      let (sold, limits) = (mine.sold, mine.account.limits)
      #expect(limits.bases == 10)
      #expect(limits.sessions == 6)
      #expect(sold.map(\.facts.sum) == [.zero])
      #expect(sold.first?.facts.endsOn == Day(2023, 7, 11))
      await #expect(throws: (any Error).self) {
        try await cast.place.sell("partner", months: 12, to: cast.partner.actor.subscriber, by: cast.partner)
      }
      let next = Entries([
        "subscriber": cast.partner.actor.subscriber.description, "tariff": "partner", "months": "12",
        "start": "12.07.2023",
      ])
      _ = try await cast.vendor.post(next, over: nil, version: 0)
    }
  }

  @Test(
    "The quote of a renewal tells the limits of its eve: 10 → 10; of an extension, those of its start (PRO-09, M-13)",
    arguments: Engine.all)
  func renewalQuote(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      _ = try await cast.withExtended()
      func quote(_ more: [String: String]) async throws -> Quote {
        try await cast.partner.quote(Entries(["subscriber": cast.client.description].merging(more) { $1 }))
      }
      let renewal = try await quote(["tariff": "ext", "months": "12", "start": "12.07.2023"])
      #expect(renewal.refusals.isEmpty)
      #expect((renewal.limitsBefore.bases, renewal.limitsAfter?.bases) == (10, 10))
      // After a gap nothing is in force on the eve.
      let late = try await quote(["tariff": "ext", "months": "12", "start": "13.07.2023"])
      #expect((late.limitsBefore.bases, late.limitsAfter?.bases) == (0, 10))
      let next = try await cast.place.sell(
        "ext", months: 12, to: cast.client, by: cast.partner, ["start": "12.07.2023"])
      let extra = try await quote(["tariff": "x-session", "start": "12.07.2023", "main": next.description])
      #expect((extra.limitsBefore.sessions, extra.limitsAfter?.sessions) == (5, 6))
    }
  }

  @Test("64 tasks at once never take more places than the limit (A-12, DEC-26)", arguments: Engine.all)
  func race(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      _ = try await cast.withExtended()
      let base = try await cast.base()
      let desk = try await cast.desk
      let opened = await withTaskGroup(of: Bool.self) { group in
        for number in 0..<64 {
          group.addTask { (try? await desk.open(base, client: "tab \(number)")) != nil }
        }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(opened == 5)
      #expect(try await desk.sessions().count == 5)
    }
  }
  @Test(
    "Nobody is left in an infobase that is closed to him while he opens it (BEY-41, B-20, BEY-6)",
    arguments: Engine.all, ["right", "grant", "user", "deletion"])
  func closing(engine: Engine, way: String) async throws {
    try await Cast.on(engine) { cast async throws in
      _ = try await cast.withExtended()
      let base = try await cast.base()
      let desk = try await cast.desk
      let isGranted = way == "grant"
      let guest = ClientDesk(cast.office, isGranted ? cast.partner.actor : try await cast.user())
      for _ in 0..<(way == "right" || isGranted ? 8 : 1) {
        if isGranted {
          try await desk.grant(base, Entries(["email": "partner@example.kz", "hours": "2", "reason": "Сверка"]))
        } else {
          try await desk.set(.run, of: guest.actor.user, in: base)
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
          for number in 0..<12 {
            if number == 4 {
              group.addTask {
                switch way {
                case "right": try await desk.set(nil, of: guest.actor.user, in: base)
                case "grant": try await desk.revoke(desk.grants()[0].id)
                case "user": try await HouseDesk(cast.office, desk.actor).change(guest.actor.user, to: nil)
                default: try await desk.delete(base)
                }
              }
            }
            group.addTask { _ = try? await guest.open(base, client: "tab \(number)") }
          }
          try await group.waitForAll()
        }
        #expect(try await desk.sessions().isEmpty)
      }
    }
  }
}
