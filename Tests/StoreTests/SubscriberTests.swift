import Handbook
import Store
import TestSupport
import Testing

struct SubscriberTests {

  @Test(arguments: Engine.all)
  func `a card is written once per version, and found by any of its words`(engine: Engine) async throws {
    try await engine.withCast { store, cast in
      try await store.write { tx in
        let facts = try #require(try tx.subscriber(cast.client))
        #expect((facts.kind, facts.name, facts.publicID) == (.client, "Сокжетпес", "public-Сокжетпес"))
        #expect((facts.partnerName, facts.distributorName) == ("Бухгалтер Плюс", "Орталық"))
        #expect((facts.accessKind, facts.accessEndsOn) == (.none, Day(sinceEpoch: 0)))
        let card = Card(
          name: "ТОО «Сокжетпес»", organisation: "Ёлка", bin: try BIN("020440001144"), city: "Бурабай",
          email: "info@sok.kz", site: "sok.kz", phone: "+7 701", comment: "100%_\\", itsNumber: "7", leavingReason: "—",
          leavingComment: "…")
        let second = try tx.setCard(card, of: cast.client, version: facts.version)
        let late = try tx.setCard(Card(name: "Поздно"), of: cast.client, version: facts.version)
        #expect((second, late) == (true, false))
        #expect(try tx.subscriber(cast.client)?.card == card)
        for words in ["СОКЖЕТПЕС", "елка", "бурабай", "020440", "info@", "\(cast.client)"] {
          let found = try tx.subscribers(SubscriberFilter(kind: .client), ListQuery(order: .name, search: words)).items
          #expect(found.map(\.id) == [cast.client], "\(words)")
        }
        for words in ["%", "_", "\\", "' OR 1=1 --"] {
          let found = try tx.subscribers(SubscriberFilter(), ListQuery(order: .name, search: words)).items
          #expect(found.isEmpty, "\(words)")
        }
        #expect(try tx.vendor() == cast.vendor)
        #expect(try tx.subscriber(Subscriber.ID(999)) == nil)
      }
    }
  }

  @Test(arguments: Engine.all)
  func `after random acts the totals are what a count finds`(engine: Engine) async throws {
    var random = Seeded()
    let seed = random.seed
    // What is planned here is done there, and counted from the plan alone.
    struct Plan: Sendable {
      var partner: Int
      var subscriptions: [(kind: Subscriber.AccessKind, end: Int, isMain: Bool, isPosted: Bool)]
    }
    let plans = (0..<60).map { _ in
      Plan(
        partner: .random(in: 0...2, using: &random),
        subscriptions: (0..<Int.random(in: 0...4, using: &random)).map { _ in
          (
            [.trial, .free, .paid].randomElement(using: &random)!, .random(in: -20...40, using: &random),
            .random(in: 0...4, using: &random) > 0, .random(in: 0...3, using: &random) > 0
          )
        })
    }
    @Sendable func totals(_ place: Int) -> ServedTotals {
      var expected = ServedTotals()
      if place == 0 { expected.all += 1 }  // the cast's own client, without a subscription
      for plan in plans where plan.partner == place {
        expected.all += 1
        let real = plan.subscriptions.filter { $0.isMain && $0.isPosted }
        let best = real.filter { $0.kind != .trial }.map(\.end).max() ?? real.map(\.end).max()
        guard let best else { continue }
        let kinds = real.filter { $0.kind != .trial && $0.end == best }.map(\.kind)
        if best < 0 {
          expected.ended += 1
          continue
        }
        if best < 14 { expected.endingSoon += 1 }
        // Of two that end together the later one counts.
        switch kinds.last {
        case .paid?: expected.paid += 1
        case .free?: expected.free += 1
        default: expected.trial += 1
        }
      }
      return expected
    }
    try await engine.withCast { store, cast in
      let partners = [cast.partner, cast.rival, nil]
      try await withThrowingTaskGroup(of: Void.self) { group in
        for (number, plan) in plans.enumerated() {
          group.addTask {
            let id = try await store.write { tx in
              try tx.insertSubscriber(
                .client, card: Card(name: "Клиент \(number)"), publicID: "\(number)", servedBy: partners[plan.partner],
                at: Cast.now)
            }
            for subscription in plan.subscriptions {
              try await store.write(locking: number % 2 == 0 ? [LockKey("subscriptions", id.number)] : []) { tx in
                let start = Cast.today - 30
                var new = cast.draft(
                  for: id, from: start, through: Cast.today + subscription.end, access: subscription.kind)
                if !subscription.isMain {
                  let main = try tx.insertDraft(new, by: cast.aliya, at: Cast.now)
                  new = cast.draft(
                    for: id, of: .extension, to: main, from: start, through: Cast.today + subscription.end,
                    access: subscription.kind)
                }
                let draft = try tx.insertDraft(new, by: cast.aliya, at: Cast.now)
                if subscription.isPosted { _ = try tx.post(draft, by: cast.aliya, on: Cast.today, at: Cast.now) }
              }
            }
          }
        }
        try await group.waitForAll()
      }

      for (place, partner) in [cast.partner, cast.rival].enumerated() {
        let expected = totals(place)
        try await store.read { tx in
          let totals = try tx.servedTotals(of: partner, on: Cast.today)
          #expect(
            [totals.all, totals.trial, totals.free, totals.paid, totals.ended, totals.endingSoon]
              == [expected.all, expected.trial, expected.free, expected.paid, expected.ended, expected.endingSoon],
            "seed \(seed)")
          #expect(try tx.partner(partner)?.served == expected.all, "seed \(seed)")
          let listed = try tx.subscribers(SubscriberFilter(partner: partner), ListQuery(order: .number, limit: 1000))
            .items
          #expect(listed.count == expected.all)
          #expect(listed.count { $0.accessKind != .none && $0.accessEndsOn < Cast.today } == expected.ended)
          let ending = try tx.subscribers(
            SubscriberFilter(partner: partner, endsFrom: Cast.today, endsThrough: Cast.today + 13),
            ListQuery(order: .end, limit: 1000)
          ).items
          #expect(ending.count == expected.endingSoon, "seed \(seed)")
          let trial = try tx.subscribers(
            SubscriberFilter(partner: partner, access: .trial, endsFrom: Cast.today),
            ListQuery(order: .end, limit: 1000)
          ).items
          #expect(trial.count == expected.trial, "seed \(seed)")
          let negative: Int = try tx.value("SELECT count(*) FROM served_tally WHERE subscribers < 0")
          #expect(negative == 0)
        }
      }
    }
  }

  @Test(arguments: Engine.all)
  func `a subscriber is counted once, whoever posts for it at the same moment`(engine: Engine) async throws {
    try await engine.withCast { store, cast in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 1...30 {
          group.addTask {
            let keys = number % 2 == 0 ? [LockKey("subscriptions", cast.client.number)] : []
            try await store.write(locking: keys) { tx in
              let new = cast.draft(through: Cast.today + number, access: number % 3 == 0 ? .trial : .paid)
              let draft = try tx.insertDraft(new, by: nil, at: Cast.now)
              _ = try tx.post(draft, by: nil, on: Cast.today, at: Cast.now)
            }
          }
        }
        try await group.waitForAll()
      }
      try await store.read { tx in
        let totals = try tx.servedTotals(of: cast.partner, on: Cast.today)
        #expect((totals.all, totals.paid, totals.trial) == (1, 1, 0))
        #expect(try tx.subscriber(cast.client)?.accessEndsOn == Cast.today + 29)
        let rows = try tx.rows("SELECT subscribers FROM served_tally WHERE subscribers <> 0")
        #expect(rows.map(\.values) == [[.integer(1)]])
      }
    }
  }

  @Test(arguments: Engine.all)
  func `partners are listed with whom they serve, and found by name and code`(engine: Engine) async throws {
    try await engine.withCast { store, cast in
      try await store.write { tx in
        #expect(try tx.partners(ListQuery(order: .number)).items.map(\.id) == [cast.partner, cast.rival])
        for words in ["плюс", "kz-100", "KZ-100"] {
          #expect(try tx.partners(ListQuery(order: .name, search: words)).items.map(\.id) == [cast.partner], "\(words)")
        }
        let partner = try #require(try tx.partner(cast.partner))
        #expect((partner.code, partner.served, partner.distributorName) == ("KZ-100", 1, "Орталық"))
        #expect(try tx.partner(cast.client) == nil)
        #expect(try tx.distributors().map(\.name) == ["Орталық"])

        try tx.setStanding("partner", of: cast.partner, from: Cast.today, reason: "—", by: nil, at: Cast.now)
        try tx.setStanding(
          "centre", of: cast.partner, from: Cast.today + 10, reason: "ЦСК", by: cast.aliya, at: Cast.now)
        #expect(try tx.standing(of: cast.partner, on: Cast.today - 1) == nil)
        #expect(try tx.standing(of: cast.partner, on: Cast.today + 9) == "partner")
        #expect(try tx.standing(of: cast.partner, on: Cast.today + 10) == "centre")
        #expect(try tx.standingHistory(of: cast.partner).map(\.setByName) == ["Әлия", nil])
      }
    }
  }
}
