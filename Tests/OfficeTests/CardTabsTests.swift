import Foundation
import Handbook
import TestSupport
import Testing

@testable import Office
@testable import Store

@Suite struct CardTabsTests {
  @Test(
    "The card tells the invitation, the letter that was answered, and who registered when (G-04)",
    arguments: Engine.all)
  func registration(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let clock = cast.place.clock
      let id = try await cast.partner.invite(Entries(["email": "late@example.kz"]))
      clock.advance(by: .days(2))
      try await cast.partner.resend(id)
      let sent = clock.now
      clock.advance(by: .hours(3))
      _ = try await cast.place.entrance.register(
        cast.place.token("invitation"), visitor: nil, name: "Сауле", password: Place.password,
        repeated: Place.password, language: .russian)
      let client = try await cast.place.actor("late@example.kz").subscriber

      let facts = try await cast.partner.subscriber(client).tabs.registration
      #expect(facts.at == clock.now && facts.by == "Сауле" && facts.address == "203.0.113.5")
      #expect(facts.invitation?.id == id && facts.invitation?.timesSent == 2)
      #expect(facts.invitation?.createdByName == "Динара")
      // Of the two letters, the one whose code was used.
      #expect(facts.letter?.createdAt == sent)
      #expect(facts.letter?.id == (try await cast.place.letters("invitation")[0].id))

      let own = try await HouseDesk(cast.office, cast.place.actor("late@example.kz")).cardTabs().registration
      #expect(own.invitation?.id == id)
      let partner = try await HouseDesk(cast.office, cast.partner.actor).cardTabs().registration
      #expect(partner.invitation == nil && partner.letter == nil && partner.by == "Айгүл")
    }
  }

  @Test(
    "The card tells who serves and served the subscriber, the present one first (G-04, S-06)", arguments: Engine.all)
  func servicing(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let now = cast.place.clock.now
      let first = try await cast.partner.subscriber(cast.client).tabs.servicing
      #expect(first.map(\.name) == ["Көктем"] && first[0].until == nil && first[0].from == now)
      let other = try await cast.vendor.addPartner(
        Entries(["name": "Сайран", "owner_email": "other@example.kz", "code": "S-1", "standing": "partner"]))
      let later = now + .days(30)
      _ = try await cast.office.database.write { tx in
        try tx.run("UPDATE servicing SET until_at = \(later) WHERE subscriber_id = \(cast.client)")
        try tx.run(
          "INSERT INTO servicing (subscriber_id, partner_id, from_at) VALUES (\(cast.client), \(other), \(later))")
      }
      let both = try await cast.vendor.subscriber(cast.client).tabs.servicing
      #expect(both.map(\.name) == ["Сайран", "Көктем"])
      #expect(both.map(\.until) == [nil, later])
    }
  }

  @Test(
    "A partner sees the accesses given to its own people; the client and the vendor see all in force (G-04, B-20)",
    arguments: Engine.all)
  func relations(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let base = try await cast.base()
      let desk = try await cast.desk
      for email in ["partner@example.kz", "vendor@example.kz"] {
        try await desk.grant(base, Entries(["email": email, "hours": "5", "reason": "Сверка"]))
      }
      func people(_ tabs: CardTabs) -> Set<String> { Set(tabs.grants.map(\.organisationName)) }
      #expect(people(try await cast.partner.subscriber(cast.client).tabs) == ["Көктем"])
      #expect(people(try await cast.vendor.subscriber(cast.client).tabs) == ["Көктем", "Балғын"])
      #expect(people(try await HouseDesk(cast.office, cast.owner).cardTabs()) == ["Көктем", "Балғын"])
      cast.place.clock.advance(by: .hours(6))
      #expect(people(try await cast.vendor.subscriber(cast.client).tabs).isEmpty)
      #expect(try await cast.vendor.subscriber(cast.partner.actor.subscriber).tabs.served == 1)
    }
  }
}
