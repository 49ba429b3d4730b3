import Foundation
import Handbook
import TestSupport
import Testing

@testable import Office
@testable import Store

/// Random histories of everybody's acts through the desks, month after month, on both engines: the ledger balances, an
/// invoice is the sum of its lines, no period is charged twice or never, and a closed month never changes.
@Suite(.serialized) struct RandomSettlementTests {
  static let acts = 90

  @Test(
    "Any history of acts gives the ledger that an independent recomputation gives, and the same on both engines (DEC-58)"
  )
  func anyHistory() async throws {
    let seed = UInt64.random(in: 0 ... .max)
    var told: [[String]] = []
    for engine in Engine.all {
      try await Cast.on(engine) { cast async throws in told.append(try await Self.play(cast, Seeded(seed))) }
    }
    for other in told.dropFirst() { #expect(other == told[0], "seed \(seed)") }
  }

  @Test("A month close that is cut off anywhere, again and again, ends as one that is not, to the tiyn")
  func cutOff() async throws {
    let seed = UInt64.random(in: 0 ... .max)
    for engine in Engine.all {
      var ledgers: [[String]] = []
      for cuts in [false, true] {
        try await Cast.on(engine) { cast async throws in
          var random = Seeded(seed)
          let partners = try await Self.manyPartners(cast, 3)
          _ = partners
          cast.place.clock.advance(by: .days(55))
          struct Cut: Error {}
          var runs = 0
          while cuts, try await MonthClose().due(in: cast.office) > 0, runs < 200 {
            runs += 1
            // One partner a commit, and the work thrown away in the middle of a transaction at random.
            let office = cast.office
            let facts = try await office.database.read { try ClosingFacts(office, $0) }
            let settlings = try await office.database.read { try $0.settlings() }
            for settling in settlings {
              guard let month = office.nextMonth(of: settling) else { continue }
              let isCut = Bool.random(using: &random)
              _ = try? await office.database.write(locking: [.ledger]) { tx in
                _ = try office.close(settling, month, facts, tx)
                if isCut { throw Cut() }
              }
            }
            // And the job itself, stopped between two of its commits.
            var steps = Int.random(in: 0...2, using: &random)
            _ = try? await MonthClose().run(in: office) {
              steps -= 1
              if steps < 0 { throw Cut() }
            }
          }
          _ = try await MonthClose().run(in: cast.office) {}
          #expect(try await Verification(cast.office).faults() == [], "seed \(seed)")
          ledgers.append(try await Self.ledger(cast).sorted())
        }
      }
      #expect(ledgers[0] == ledgers[1], "seed \(seed)")
      #expect(ledgers[0].count > 5)
    }
  }

  // MARK: A history

  private static func play(_ cast: Cast, _ chance: Seeded) async throws -> [String] {
    var random = chance
    let seed = chance.seed
    let distributor = try await cast.distributor()
    let beside = try await cast.partnerBeside("P-2", distributor: distributor.actor.subscriber)
    try await cast.place.fillCard(of: cast.client, by: cast.partner)
    var clients: [(Subscriber.ID, PartnerDesk)] = [(cast.client, cast.partner)]
    for number in 0..<3 {
      let desk = number == 0 ? cast.partner : beside
      let client = try await cast.place.register("c\(number)@example.kz", by: desk)
      try await cast.place.fillCard(of: client, by: desk)
      clients.append((client, desk))
    }
    let tariffs = ["ext", "ext-month", "ext-month", "basic", "x-session", "x-base", "up-ext", "ext-month"]
    var closed: [Closing.ID: [String]] = [:]
    var orders: [Entries] = []
    for number in 0..<acts {
      let (client, desk) = clients.randomElement(using: &random)!
      let ids = try await subscriptions(cast)
      let some = ids.randomElement(using: &random)
      let times = Int.random(in: 1...5, using: &random)
      let tariff = tariffs.randomElement(using: &random)!
      let (months, quantity) = (
        [1, 3, 6, 12].randomElement(using: &random)!, Int.random(in: 1...3, using: &random)
      )
      let start = desk.today + Int.random(in: -3...25, using: &random)
      let choice = Int.random(in: 0..<16, using: &random)
      let days = Int.random(in: 1...20, using: &random)
      let sum = Int64.random(in: 1...60_000, using: &random)
      do {
        switch choice {
        case 0..<4:
          cast.place.clock.advance(by: .days(days))
          for _ in 0..<times { _ = try await MonthClose().run(in: cast.office) {} }
        case 4:
          if let some {
            try await cast.vendor.correct(
              some, Entries(["kind": "cancel", "reason": "twice", "reason_comment": "Дубль"]))
          }
        case 5: if let some { try await cast.partner.shorten(some, Entries(["months": String(months)])) }
        case 6: if let some { try await beside.shorten(some, Entries(["months": String(months)])) }
        case 7:
          let standing = ["centre", "partner"].randomElement(using: &random)!
          let day = desk.today - Int.random(in: 0...40, using: &random)
          cast.place.clock.advance(by: .seconds(1))
          try await cast.vendor.setStanding(
            of: desk.actor.subscriber, Entries(["standing": standing, "from": day.description, "reason": "так"]))
          cast.place.clock.advance(by: .seconds(1))
        case 8:
          let order = Entries([
            "debtor": beside.actor.subscriber.description, "sum": String(sum), "paid_on": desk.today.description,
            "document": String(number),
          ])
          orders.append(order)
          for _ in 0..<times { _ = try await distributor.recordPayment(order) }
        case 9: if let order = orders.randomElement(using: &random) { _ = try await distributor.recordPayment(order) }
        case 10:
          if let parked = try await cast.vendor.closings(state: .parked).items.first {
            for _ in 0..<times {
              do { try await cast.vendor.release(parked.id, Entries(["reason": "верно"])) } catch is Missing {}
            }
          }
        default:
          try await cast.place.sell(
            tariff, to: client, by: desk,
            [
              "months": String(months), "start": start.description, "main": some?.description ?? "",
              "quantity": String(quantity),
            ])
        }
      } catch is Refusals {} catch is Missing {}
      try await check(cast, &closed, "seed \(seed), act \(number)")
    }
    #expect(try await Verification(cast.office).faults() == [], "seed \(seed)")
    return try await ledger(cast)
  }

  private static func subscriptions(_ cast: Cast) async throws -> [Subscription.ID] {
    try await cast.office.database.read {
      try $0.rows("SELECT id FROM subscription WHERE posted_on IS NOT NULL ORDER BY id").map { try $0["id"] }
    }
  }

  private static func ledger(_ cast: Cast) async throws -> [String] {
    try await cast.office.database.read { tx in
      try tx.rows(
        """
        SELECT e.day, e.kind, d.kind AS dk, d.owner_id AS o1, c.kind AS ck, c.owner_id AS o2, e.amount,
          h.subscription_id, h.kind AS hk, h.number, h.revision
        FROM ledger_entry e JOIN ledger_account d ON d.id = e.debit_id JOIN ledger_account c ON c.id = e.credit_id
        LEFT JOIN charge h ON h.entry_id = e.id ORDER BY e.id
        """
      ).map { row in row.values.map { "\($0)" }.joined(separator: " ") }
    }
  }

  /// What must hold after every act.
  private static func check(_ cast: Cast, _ closed: inout [Closing.ID: [String]], _ place: String) async throws {
    let office = cast.office
    let (balance, faults) = try await office.database.read { tx -> (Int64, [String]) in
      let balance: Int64 = try tx.value(
        """
        SELECT CAST(COALESCE(sum(t.debit - t.credit), 0) AS BIGINT) FROM ledger_total t
        WHERE t.day = (SELECT max(l.day) FROM ledger_total l WHERE l.account_id = t.account_id)
        """)
      let wrong: [String] =
        try tx.wrongEntries().map { "entry \($0)" } + tx.wrongLedgerTotals().map { "total \($0)" }
        + tx.wrongCharges().map { "charge \($0)" } + tx.wrongClosings().map { "closing \($0)" }
        + tx.wrongInvoices().map { "invoice \($0)" } + tx.wrongDebts().map { "debt \($0)" }
      return (balance, wrong)
    }
    #expect(balance == 0, "\(place)")
    #expect(faults == [], "\(place)")

    // A closed month never changes.
    for closing in try await cast.vendor.closings(state: .closed, limit: 500).items {
      let lines = try await cast.lines(of: closing).map { "\($0.entry) \($0.charge)" } + ["\(closing.charged)"]
      if let before = closed[closing.id] { #expect(before == lines, "\(place)") }
      closed[closing.id] = lines
    }
    try await recompute(cast, place)
  }

  /// What was charged, against what a day-by-day walk over the subscriptions' own rows gives: by nothing of the
  /// settlement's code.
  private static func recompute(_ cast: Cast, _ place: String) async throws {
    let office = cast.office
    try await office.database.read { tx in
      let sold = try tx.rows("SELECT id FROM subscription WHERE posted_on IS NOT NULL AND sum > 0").compactMap {
        try tx.subscription($0["id"])
      }
      for facts in sold {
        guard let partner = facts.partnerID, let posted = facts.postedOn, let last = try tx.lastClosing(of: partner)
        else { continue }
        let tariff = try office.catalogues.tariff(facts.termsID, tx)
        let catalogue = try office.catalogues.offer(tx).catalogue
        let standings = try tx.standingLines(of: partner)
        func discount(_ day: Day, known: Instant) throws -> Percent {
          let lines = standings.filter { $0.setAt <= known }
          let found = lines.enumerated().filter { $0.element.from <= day }.max {
            ($0.element.from, $0.offset) < ($1.element.from, $1.offset)
          }
          let line = try #require(found?.element ?? lines.min { $0.from < $1.from })
          return catalogue.standing(line.standing)!.discount
        }
        let charged = try tx.charges(of: facts.id)
        let cancelledOn = facts.cancelledAt.map { office.world.zone.day(of: $0) }
        if tariff.settlement == .wholeTerm {
          let isVoid = cancelledOn.map { $0.month == posted.month } ?? false
          let owed =
            posted.month <= last.month && !isVoid
            ? facts.sum.less(try discount(posted, known: facts.postedAt!)) : .zero
          #expect(charged.reduce(.zero) { $0 + $1.due } == owed, "\(place): \(facts.id)")
          continue
        }
        let month = Money(tiyn: facts.sum.tiyn / Int64(facts.months!))
        for number in 0..<facts.months! {
          // The first day that n months do not cover.
          var start = facts.startsOn
          if number > 0 { start = Period(months: number, from: facts.startsOn).end + 1 }
          let isStarted = cancelledOn.map { start <= $0 } ?? true
          let isClosed = max(start.month, posted.month) <= last.month
          let owed = isStarted && isClosed ? month.less(try discount(start, known: last.at)) : .zero
          let got = charged.filter { $0.key.number == number }.reduce(Money.zero) { $0 + $1.due }
          #expect(got == owed, "\(place): \(facts.id), month \(number)")
        }
        #expect(charged.allSatisfy { $0.key.number < facts.months! }, "\(place): \(facts.id)")
      }
    }
  }

  private static func manyPartners(_ cast: Cast, _ count: Int) async throws -> [PartnerDesk] {
    let distributor = try await cast.distributor()
    var desks: [PartnerDesk] = []
    for number in 0..<count {
      let desk = try await cast.partnerBeside(
        "M-\(number)", distributor: number % 2 == 0 ? distributor.actor.subscriber : nil)
      for which in 0..<2 {
        let client = try await cast.place.register("m\(number)-\(which)@example.kz", by: desk)
        try await cast.place.fillCard(of: client, by: desk)
        try await cast.place.sell(which == 0 ? "ext" : "ext-month", months: 12, to: client, by: desk)
      }
      desks.append(desk)
    }
    return desks
  }
}
