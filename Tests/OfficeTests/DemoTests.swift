import Foundation
import Handbook
import TestSupport
import Testing

@testable import Office
@testable import Store

@Suite struct DemoTests {
  @Test(
    "The demo makes every state, agrees with itself, and is made once", arguments: Engine.all,
    [
      Day(2026, 3, 31)!, Day(2024, 2, 29)!, Day(2026, 11, 23)!, Day(2025, 1, 1)!, Day(2026, 5, 30)!,
    ])
  func everyState(engine: Engine, day: Day) async throws {
    try await Place.on(engine, day) { place async throws in
      #expect(try await Demo(place.office).create() == .made)
      #expect(try await Demo(place.office).create() == .wasThere)
      #expect(try await Verification(place.office).faults() == [])
      let now = place.clock.now

      func all(_ sql: SQL) async throws -> Set<String> {
        Set(try await place.office.database.read { try $0.rows(sql).map { try $0["x"] as String } })
      }
      #expect(try await all("SELECT DISTINCT kind AS x FROM subscriber").count == 4)
      #expect(try await all("SELECT DISTINCT access_kind AS x FROM subscriber") == ["none", "trial", "free", "paid"])
      #expect(try await all("SELECT DISTINCT role AS x FROM membership").count == Role.allCases.count)
      #expect(try await all("SELECT DISTINCT standing AS x FROM partner") == ["partner", "centre"])
      #expect(try await all("SELECT email AS x FROM subscriber WHERE kind = 'client'").count >= 12)
      let ends = try await all("SELECT CAST(access_ends_on AS TEXT) AS x FROM subscriber WHERE kind = 'client'")
      #expect(ends.contains(String(day.sinceEpoch + 3)))

      let (states, invitations) = try await place.office.database.read { tx in
        let subscriptions = try tx.subscriptions(.init(), .init(order: .number, limit: 500), on: day).items
        let partners = try tx.partners(.init(order: .number)).items
        return (
          Set(subscriptions.map { $0.state(on: day) }),
          Set(
            try partners.flatMap { partner in
              try tx.invitations(of: partner.id, state: nil, search: "", at: now, after: nil, limit: 500).items.map {
                $0.state(at: now)
              }
            })
        )
      }
      #expect(states.isSuperset(of: [.draft, .planned, .active, .ending, .ended, .cancelled]))
      #expect(invitations == Set(Invitation.State.allCases))
      #expect(
        try await all("SELECT DISTINCT kind AS x FROM subscription")
          == Set(Subscription.Kind.allCases.map(\.rawValue)))
      #expect(try await all("SELECT DISTINCT kind AS x FROM correction").isSuperset(of: ["cancel", "shorten"]))
      // What waits for somebody: the vendor's answer, the partner's.
      let owner = try await place.actor("vendor@example.kz")
      let vendor = try #require(VendorDesk(place.office, owner))
      #expect(try await vendor.correctionRequests().map(\.subscriberName) == ["Наурыз Трейд"])
      let seller = try await place.actor("partner@example.kz")
      let partner = try #require(PartnerDesk(place.office, seller))
      #expect(try await Set(partner.wishes().map(\.subscriberName)) == ["Алтай Сервис", "test@example.kz"])
      #expect(try await partner.priceList().own.filter(\.isRecommended).map(\.tariff.description) == ["ext"])
      let letters = try await place.letters()
      #expect(letters.contains { $0.sentAt != nil } && letters.contains { $0.deadAt != nil })

      let limited = try await ClientDesk(place.office, place.actor("limit@example.kz")).infobases()
      #expect(limited.taken == limited.limits.bases)
      let working = try await ClientDesk(place.office, place.actor("client@example.kz")).infobases()
      #expect(working.sessions == 2)
      for signIn in Demo.signIns {
        _ = try await place.entrance.signIn(login: signIn.email, password: Demo.password, foreignComputer: false)
      }
    }
  }

  @Test("The demo keeps out of a real installation", arguments: Engine.all)
  func realInstallation(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      await #expect(throws: Refusals.self) { _ = try await Demo(cast.office).create() }
    }
  }
}
