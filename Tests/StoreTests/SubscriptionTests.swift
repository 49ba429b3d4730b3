import Handbook
import Store
import TestSupport
import Testing

struct SubscriptionTests {

  @Test(arguments: Engine.all)
  func `each state finds its own subscriptions, and the totals count them`(engine: Engine) async throws {
    try await engine.withCast { store, cast in
      try await store.write { tx in
        // From the day to the day, posted or not: a subscription for each border.
        let spans: [(from: Int, through: Int, isPosted: Bool)] = [
          (-30, -1, true), (-30, 0, true), (-30, 13, true), (-30, 14, true), (0, 30, true), (1, 30, true),
          (0, 30, false),
        ]
        for span in spans {
          let new = cast.draft(from: Cast.today + span.from, through: Cast.today + span.through, sum: .tenge(100))
          let id = try tx.insertDraft(new, by: cast.aliya, at: Cast.now)
          if span.isPosted { _ = try tx.post(id, by: cast.aliya, on: Cast.today, at: Cast.now) }
        }
        let all = try tx.subscriptions(SubscriptionFilter(), ListQuery(order: .number), on: Cast.today).items
        let cancelled = all[4].id
        _ = try tx.keepingTally(of: cancelled) {
          try tx.run("UPDATE subscription SET cancelled_at = \(Cast.now) WHERE id = \(cancelled)") == 1
        }

        let listed = try tx.subscriptions(SubscriptionFilter(), ListQuery(order: .number), on: Cast.today).items
        for state in Subscription.State.allCases {
          let filter = SubscriptionFilter(partner: cast.partner, state: state)
          let found = try tx.subscriptions(filter, ListQuery(order: .end), on: Cast.today).items
          // «Действует» finds those that soon end, too.
          let expected = listed.filter {
            $0.state(on: Cast.today) == state || (state == .active && $0.state(on: Cast.today) == .ending)
          }
          #expect(Set(found.map(\.id)) == Set(expected.map(\.id)), "\(state)")
          let totals = try tx.subscriptionTotals(filter, on: Cast.today)
          #expect((totals.count, totals.sum) == (expected.count, .tenge(100 * Int64(expected.count))))
        }
        #expect(Set(listed.map { $0.state(on: Cast.today) }) == Set(Subscription.State.allCases))
        let everything = try tx.subscriptionTotals(SubscriptionFilter(), on: Cast.today)
        // All seven are shown; the draft and the cancelled one are no sales.
        #expect((everything.count, everything.sum) == (7, .tenge(500)))
        let named = try tx.subscriptionTotals(SubscriptionFilter(), search: "СОКЖЕТ", on: Cast.today)
        #expect((named.count, named.sum) == (7, .tenge(500)))
        let numbered = try tx.subscriptionTotals(SubscriptionFilter(), search: all[0].id.nineDigits, on: Cast.today)
        #expect((numbered.count, numbered.sum) == (1, .tenge(100)))
        let unknown = try tx.subscriptionTotals(SubscriptionFilter(), search: "никто", on: Cast.today)
        #expect((unknown.count, unknown.sum) == (0, .zero))
        let none = try tx.subscriptionTotals(SubscriptionFilter(subscriber: cast.rival), on: Cast.today)
        #expect((none.count, none.sum) == (0, .zero))
      }
    }
  }

  @Test(arguments: Engine.all)
  func `the journal is narrowed by kind, client, partner and period, and searched`(engine: Engine) async throws {
    try await engine.withCast { store, cast in
      try await store.write { tx in
        let main = try tx.insertDraft(cast.draft(), by: cast.aliya, at: Cast.now)
        let extra = try tx.insertDraft(cast.draft(of: .extension, to: main), by: nil, at: Cast.now + .days(1))
        func find(_ filter: SubscriptionFilter, _ words: String = "") throws -> [Subscription.ID] {
          try tx.subscriptions(filter, ListQuery(order: .number, search: words), on: Cast.today).items.map(\.id)
        }
        #expect(try find(SubscriptionFilter(kind: .extension)) == [extra])
        #expect(try find(SubscriptionFilter(subscriber: cast.client)) == [main, extra])
        #expect(try find(SubscriptionFilter(subscriber: cast.rival)) == [])
        #expect(try find(SubscriptionFilter(createdFrom: Cast.now + .hours(1))) == [extra])
        #expect(try find(SubscriptionFilter(createdBefore: Cast.now + .hours(1))) == [main])
        #expect(try find(SubscriptionFilter(), "СОКЖЕТ") == [main, extra])
        #expect(try find(SubscriptionFilter(), extra.nineDigits).contains(extra))
        #expect(try find(SubscriptionFilter(), "никто") == [])
        let facts = try #require(try tx.subscription(extra))
        #expect((facts.mainID, facts.createdByName, facts.subscriberName) == (main, nil, "Сокжетпес"))
        #expect(
          (facts.period, facts.sum, facts.months) == (Period(Cast.today, through: Cast.today + 30), .tenge(10_000), nil)
        )
      }
    }
  }

  @Test(arguments: Engine.all)
  func `PRO-09: a draft does nothing, is posted once, and then neither changes nor goes`(engine: Engine) async throws {
    try await engine.withCast { store, cast in
      try await store.write { tx in
        let id = try tx.insertDraft(cast.draft(), by: cast.aliya, at: Cast.now)
        #expect(try tx.postedSubscriptions(of: cast.client, from: Cast.today).isEmpty)
        #expect(try tx.grantsInForce(of: cast.client, on: Cast.today).isEmpty)
        #expect(try tx.subscriber(cast.client)?.accessKind == Subscriber.AccessKind.none)

        let longer = cast.draft(through: Cast.today + 60)
        let (first, second) = (try tx.updateDraft(id, longer, version: 1), try tx.updateDraft(id, longer, version: 1))
        #expect((first, second) == (true, false))
        let (posted, again) = (
          try tx.post(id, by: nil, on: Cast.today, at: Cast.now), try tx.post(id, by: nil, on: Cast.today, at: Cast.now)
        )
        #expect((posted, again) == (true, false))
        #expect(try tx.postedSubscriptions(of: cast.client, from: Cast.today + 60).map(\.id) == [id])
        #expect(try tx.postedSubscriptions(of: cast.client, from: Cast.today + 61).isEmpty)
        #expect(try tx.grantsInForce(of: cast.client, on: Cast.today + 60).map(\.terms) == [cast.terms])
        #expect(try tx.grantsInForce(of: cast.client, on: Cast.today - 1).isEmpty)
        #expect(try tx.subscriber(cast.client)?.accessEndsOn == Cast.today + 60)

        let (updated, deleted) = (try tx.updateDraft(id, longer, version: 3), try tx.deleteDraft(id))
        #expect((updated, deleted) == (false, false))
        let other = try tx.insertDraft(cast.draft(), by: cast.aliya, at: Cast.now)
        #expect(try tx.deleteDraft(other))
        #expect(try tx.subscription(other) == nil)
      }
    }
  }

  @Test(arguments: Engine.all)
  func `I-06: an extension ends with its main subscription, and moves with it`(engine: Engine) async throws {
    try await engine.withCast { store, cast in
      let (main, extra) = try await store.write { tx in
        let main = try tx.insertDraft(cast.draft(), by: nil, at: Cast.now)
        return (main, try tx.insertDraft(cast.draft(of: .extension, to: main), by: nil, at: Cast.now))
      }
      try await store.run("UPDATE subscription SET ends_on = \(Cast.today + 99) WHERE id = \(main)")
      let end: Day = try await store.value("SELECT ends_on FROM subscription WHERE id = \(extra)")
      #expect(end == Cast.today + 99)

      await expect(refuses: .foreignKey) {
        try await store.run("UPDATE subscription SET ends_on = \(Cast.today + 98) WHERE id = \(extra)")
      }
      await expect(refuses: .foreignKey) {
        try await store.write {
          _ = try $0.insertDraft(cast.draft(of: .upgrade, to: main, through: Cast.today + 1), by: nil, at: Cast.now)
        }
      }
    }
  }

  @Test(arguments: Engine.all)
  func `the schema refuses subscriptions that cannot be`(engine: Engine) async throws {
    try await engine.withCast { store, cast in
      let id = try await store.write { try $0.insertDraft(cast.draft(), by: nil, at: Cast.now) }
      let impossible: [(StoreFault.Constraint, SQL)] = [
        (.check, "quantity = 0"), (.check, "months = 0"), (.check, "sum = -1"), (.check, "kind = 'gift'"),
        (.check, "access_kind = 'none'"), (.check, "starts_on = ends_on + 1, posted_at = 1, posted_on = 1"),
        (.check, "posted_at = 1"),
        (.check, "posted_on = 1"), (.check, "kind = 'extension'"), (.check, "main_id = id"),
        (.notNull, "comment = NULL"),
        (.foreignKey, "subscriber_id = 999"), (.foreignKey, "terms_id = 999"),
      ]
      for (constraint, change) in impossible {
        await expect(refuses: constraint, "\(change.text)") {
          try await store.run("UPDATE subscription SET \(sql: change) WHERE id = \(id)")
        }
      }
    }
  }
}
