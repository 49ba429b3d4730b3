import Handbook
import Store
import TestSupport
import Testing

struct SaleTallyTests {
  /// Every question that the tally answers, asked of the rows themselves.
  private func recount(
    _ filter: SubscriptionFilter, _ tx: any Reading
  ) throws -> (count: Int, sum: Money) {
    // Words that the one client's search key holds: then nothing is answered from the tally.
    try tx.subscriptionTotals(filter, search: "сок", on: Cast.today)
  }

  @Test(arguments: Engine.all)
  func `X-02: totals follow whatever is done to subscriptions`(engine: Engine) async throws {
    var chance = Seeded()
    print("seed \(chance.seed)")
    try await engine.withCast { store, cast in
      var (drafts, posted): ([Subscription.ID], [Subscription.ID]) = ([], [])
      func something() -> NewSubscription {
        let start = Cast.today + Int.random(in: -60...60, using: &chance)
        let main = Bool.random(using: &chance) ? nil : posted.randomElement(using: &chance)
        let length = Int.random(in: 0...40, using: &chance)
        let partner = [cast.partner, cast.rival, nil].randomElement(using: &chance)!
        return NewSubscription(
          subscriber: cast.client, partner: partner, terms: cast.terms, kind: main == nil ? .main : .extension,
          main: main, quantity: 1, months: nil, period: Period(start, through: start + length),
          sum: Money(tiyn: .random(in: 0...9_999_99, using: &chance)), accessKind: .paid, comment: "")
      }
      for step in 0..<250 {
        let act = Int.random(in: 0..<10, using: &chance)
        let new = something()
        let day = Cast.today + Int.random(in: 61...90, using: &chance)
        let draft = drafts.randomElement(using: &chance)
        let sold = posted.randomElement(using: &chance)
        let done: Subscription.ID? = try await store.write { tx throws in
          // What belongs to a main subscription ends with it (I-06).
          var new = new
          if let main = new.main {
            let sold = try tx.subscription(main)!
            let (main, end) = (sold.mainID ?? main, sold.endsOn)
            new = NewSubscription(
              subscriber: new.subscriber, partner: new.partner, terms: new.terms, kind: new.kind, main: main,
              quantity: 1, months: nil, period: Period(min(new.period.start, end), through: end), sum: new.sum,
              accessKind: .paid, comment: "")
          }
          switch act {
          case 0...3: return try tx.insertDraft(new, by: nil, at: Cast.now)
          case 4...6:
            guard let draft, try tx.post(draft, by: nil, on: Cast.today, at: Cast.now) else { return nil }
            return draft
          case 7: if let draft { return try tx.deleteDraft(draft) ? draft : nil }
          case 8:
            if let draft, new.main != draft, new.main == nil || act == 8 {
              let version = try tx.subscription(draft)!.version
              return try tx.updateDraft(draft, new, version: version) ? draft : nil
            }
          default:
            guard let sold, try tx.subscription(sold)!.mainID == nil else { return nil }
            // Cancelled, or its end is moved, with what belongs to it.
            let isCancelling = step % 3 == 0
            let change: SQL = isCancelling ? "cancelled_at = \(Cast.now)" : "ends_on = \(day)"
            return try tx.keepingTally(of: sold) {
              try tx.run("UPDATE subscription SET \(sql: change) WHERE id = \(sold)") == 1
            } ? sold : nil
          }
          return nil
        }
        guard let done else { continue }
        switch act {
        case 0...3: drafts.append(done)
        case 4...6:
          drafts.removeAll { $0 == done }
          posted.append(done)
        case 7: drafts.removeAll { $0 == done }
        default: break
        }
      }
      try await store.read { [seed = chance.seed, drafts, posted] tx in
        #expect(try tx.wrongSaleTallies().map { "\($0)" } == [], "seed \(seed)")
        for partner in [nil, cast.partner, cast.rival] {
          for kind in [nil] + Subscription.Kind.allCases {
            for state in [nil] + Subscription.State.allCases {
              let filter = SubscriptionFilter(partner: partner, kind: kind, state: state)
              let (kept, counted) = (try tx.subscriptionTotals(filter, on: Cast.today), try recount(filter, tx))
              #expect(
                (kept.count, kept.sum) == (counted.count, counted.sum),
                "seed \(seed): \(partner as Any) \(kind as Any) \(state as Any)")
            }
          }
        }
        let all = try tx.subscriptionTotals(SubscriptionFilter(), on: Cast.today)
        #expect(all.count == drafts.count + posted.count && all.count > 50)
      }
    }
  }

  @Test(arguments: Engine.all)
  func `PRO-11: totals stay true when many act at once`(engine: Engine) async throws {
    try await engine.withCast { store, cast in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<24 {
          group.addTask {
            let id = try await store.write(locking: [LockKey("drafts", Int64(number % 3))]) {
              try $0.insertDraft(cast.draft(sum: .tenge(10)), by: nil, at: Cast.now)
            }
            // The same draft at once: written over and posted, or deleted and posted.
            let text = cast.draft(sum: .tenge(20))
            async let first = store.write(locking: [LockKey("drafts", Int64(number % 3))]) { tx in
              number % 2 == 0 ? try tx.updateDraft(id, text, version: 1) : try tx.deleteDraft(id)
            }
            async let second = store.write(locking: [LockKey("subscriptions", cast.client.number)]) { tx in
              try tx.post(id, by: nil, on: Cast.today, at: Cast.now)
            }
            _ = try await (first, second)
          }
        }
        try await group.waitForAll()
      }
      try await store.read { tx throws in
        #expect(try tx.wrongSaleTallies().map { "\($0)" } == [])
        #expect(try tx.wrongTallies().map { "\($0)" } == [])
      }
    }
  }

  @Test(arguments: Engine.all)
  func `a store that was there before gets its totals`(engine: Engine) async throws {
    try await engine.withCast { store, cast in
      try await store.write { tx throws in
        for (number, partner) in [cast.partner, cast.partner, nil, cast.rival].enumerated() {
          let new = cast.draft(from: Cast.today - 9 + number, through: Cast.today + 9 * number, sum: .tenge(5))
          let id = try tx.insertDraft(new, by: nil, at: Cast.now)
          try tx.run("UPDATE subscription SET partner_id = \(partner) WHERE id = \(id)")
          if number > 0 { _ = try tx.post(id, by: nil, on: Cast.today, at: Cast.now) }
        }
        for name in ["sale_tally"] { try tx.run("DROP TABLE \(raw: name)") }
        for name in ["subscription_short", "subscription_by_end"] { try tx.run("DROP INDEX \(raw: name)") }
        try tx.run("DELETE FROM migration WHERE number = 7")
      }
      #expect(try await Migration.migrate(store).map(\.number) == [7])
      try await store.read { tx throws in
        #expect(try tx.wrongSaleTallies().map { "\($0)" } == [])
        let all = try tx.subscriptionTotals(SubscriptionFilter(), on: Cast.today)
        #expect((all.count, all.sum) == (4, .tenge(15)))
      }
    }
  }

  @Test(arguments: Engine.all)
  func `a wrong total is told`(engine: Engine) async throws {
    try await engine.withCast { store, cast in
      try await store.write { tx throws in
        _ = try tx.insertDraft(cast.draft(), by: nil, at: Cast.now)
        try tx.run("UPDATE sale_tally SET sum = sum + 1")
        let wrong = try tx.wrongSaleTallies().map { "\($0.line): \($0.kept), \($0.counted)" }
        #expect(wrong == ["partner \(cast.partner.number), main draft: 1 for 10000.01, 1 for 10000.00"])
      }
    }
  }
}
