import Handbook
import Store
import TestSupport
import Testing

struct InvitationTests {

  @Test(arguments: Engine.all)
  func `F-03, DEC-13: each state finds its own invitations`(engine: Engine) async throws {
    try await engine.withCast { store, cast in
      let now = Cast.now
      try await store.write { tx in
        func invite(_ name: String, until expiry: Instant) throws -> Invitation.ID {
          try tx.insertInvitation(
            from: cast.partner, to: EmailAddress("\(name)@b.kz")!, code: Array(name.utf8), by: cast.aliya, at: now,
            until: expiry)
        }
        let ids: [Invitation.State: Invitation.ID] = [
          .sent: try invite("sent", until: now + .days(1)), .expired: try invite("expired", until: now),
          .blocked: try invite("blocked", until: now), .activated: try invite("activated", until: now),
        ]
        try tx.block(ids[.blocked]!, at: now, cause: "ошибка")
        try tx.block(ids[.activated]!, at: now, cause: "")
        let (first, second) = (
          try tx.activate(ids[.activated]!, by: cast.client, at: now),
          try tx.activate(ids[.activated]!, by: cast.client, at: now)
        )
        #expect((first, second) == (true, false))
        for state in Invitation.State.allCases {
          let found = try tx.invitations(of: cast.partner, state: state, search: "", at: now, after: nil, limit: 9)
            .items
          #expect(found.map(\.id) == [ids[state]!])
          #expect(found.map { $0.state(at: now) } == [state])
          #expect(found.map(\.createdByName) == ["Әлия"])
        }
        #expect(try tx.invitation(ids[.activated]!, of: cast.partner)?.subscriberName == "Сокжетпес")
        #expect(try tx.invitation(ids[.sent]!, of: cast.rival) == nil)
        func find(_ words: String) throws -> Int {
          try tx.invitations(of: cast.partner, state: nil, search: words, at: now, after: nil, limit: 9).items.count
        }
        #expect(try (find("SENT@"), find("b.kz"), find("%"), find("_lock")) == (1, 4, 0, 0))
      }
    }
  }

  @Test(arguments: Engine.all)
  func `a code sent again replaces the old one`(engine: Engine) async throws {
    try await engine.withCast { store, cast in
      try await store.write { tx in
        let id = try tx.insertInvitation(
          from: cast.partner, to: EmailAddress("a@b.kz")!, code: [1], by: cast.aliya, at: Cast.now, until: Cast.now)
        try tx.resend(id, code: [2], at: Cast.now + .days(2), until: Cast.now + .days(9))
        #expect(try tx.invitation(code: [1]) == nil)
        let facts = try #require(try tx.invitation(code: [2]))
        #expect((facts.id, facts.timesSent, facts.sentAt) == (id, 2, Cast.now + .days(2)))
        #expect((facts.createdAt, facts.expiresAt) == (Cast.now, Cast.now + .days(9)))
        try tx.block(id, at: Cast.now, cause: "x")
        try tx.block(id, at: nil, cause: "")
        #expect(try tx.invitation(code: [2])?.blockedAt == nil)
      }
      await expect(refuses: .unique) {
        try await store.write {
          _ = try $0.insertInvitation(
            from: cast.rival, to: EmailAddress("c@b.kz")!, code: [2], by: cast.aliya, at: Cast.now, until: Cast.now)
        }
      }
    }
  }

  @Test(arguments: Engine.all)
  func `F-03: an invitation is activated by a subscriber at a moment, or neither`(engine: Engine) async throws {
    try await engine.withCast { store, cast in
      let id = try await store.write {
        try $0.insertInvitation(
          from: cast.partner, to: EmailAddress("a@b.kz")!, code: [1], by: cast.aliya, at: Cast.now, until: Cast.now)
      }
      await expect(refuses: .check) { try await store.run("UPDATE invitation SET activated_at = 1 WHERE id = \(id)") }
      await expect(refuses: .check) {
        try await store.run("UPDATE invitation SET subscriber_id = \(cast.client) WHERE id = \(id)")
      }
      await expect(refuses: .foreignKey) {
        try await store.run("UPDATE invitation SET subscriber_id = 999, activated_at = 1 WHERE id = \(id)")
      }
    }
  }
}
