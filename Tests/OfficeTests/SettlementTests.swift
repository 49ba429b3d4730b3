import Foundation
import Handbook
import TestSupport
import Testing

@testable import Office
@testable import Store

/// From a subscription to a statement, an invoice and a payment (chapters N, P, W, DEC-20 … DEC-23, DEC-58, DEC-59).
@Suite(.serialized) struct SettlementTests {
  @Test(
    "Example 5: 1С:ЦСК, РАСШИРЕННЫЙ for 12 months: the next month's invoice is 55 000; помесячно 12 × 5 000 = 60 000; cancelled after a day 5 000",
    arguments: Engine.all)
  func example5(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      try await cast.set("centre", from: "12.07.2022")
      try await cast.place.fillCard(of: cast.client, by: cast.partner)
      try await cast.place.sell("ext", months: 12, to: cast.client, by: cast.partner)
      let second = try await cast.another("monthly@example.kz")
      let monthly = try await cast.place.sell("ext-month", months: 12, to: second, by: cast.partner)
      let third = try await cast.another("oneday@example.kz")
      let oneDay = try await cast.place.sell("ext-month", months: 12, to: third, by: cast.partner)
      cast.place.clock.advance(by: .days(1))
      try await cast.partner.shorten(oneDay, Entries(["months": "1"]))

      try await cast.closeMonths(through: Day(2022, 8, 1)!)
      let july = try #require(try await cast.closing(Month(2022, 7)))
      #expect(july.charged == .tenge(55_000 + 5_000 + 5_000))
      let lines = try await cast.lines(of: july)
      #expect(lines.map(\.charge.due).sorted() == [.tenge(5_000), .tenge(5_000), .tenge(55_000)])
      let invoice = try #require(try await cast.invoices().first)
      #expect((invoice.total, invoice.due, invoice.month) == (.tenge(65_000), .tenge(65_000), Month(2022, 7)))

      try await cast.closeMonths(through: Day(2023, 8, 1)!)
      let charged = try await cast.office.database.read { try $0.charges(of: monthly) }
      #expect(charged.map(\.due) == Array(repeating: .tenge(5_000), count: 12))
      #expect(charged.reduce(.zero) { $0 + $1.due } == .tenge(60_000))
      let once = try await cast.office.database.read { try $0.charges(of: oneDay) }
      #expect(once.map(\.due) == [.tenge(5_000)])
      let invoiced = try await cast.invoices().reduce(Money.zero) { $0 + $1.total }
      #expect(invoiced == .tenge(55_000 + 60_000 + 5_000))
      #expect(try await Verification(cast.office).faults() == [])
    }
  }

  @Test("Example 6: a partner with 20 %: 110 000 → 88 000 due (P-04)", arguments: Engine.all)
  func example6(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      _ = try await cast.withExtended()
      try await cast.closeMonths(through: Day(2022, 8, 1)!)
      let closing = try #require(try await cast.closing(Month(2022, 7)))
      let line = try #require(try await cast.lines(of: closing).first)
      #expect(
        (line.charge.list, line.charge.discount, line.charge.due) == (.tenge(110_000), Percent(20), .tenge(88_000)))
      #expect(try await cast.invoices().map(\.due) == [.tenge(88_000)])
      #expect(try await cast.letters("invoice-issued").count == 1)
      #expect(try await Verification(cast.office).faults() == [])
    }
  }

  @Test("A month is closed once, however often and by however many it is asked (DEC-58)", arguments: Engine.all)
  func closedOnce(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      _ = try await cast.withExtended()
      cast.place.clock.advance(by: .days(21))
      let office = cast.office
      let counts = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<5 { group.addTask { try await MonthClose().run(in: office) {} } }
        return try await group.reduce(0, +)
      }
      #expect(counts >= 1)
      let last = try await office.database.read { try $0.lastEntry() }
      #expect(last == 2)
      #expect(try await MonthClose().due(in: office) == 0)
      #expect(try await Verification(office).faults() == [])
    }
  }

  @Test("Within its month a subscription is corrected; after the bill it is not (DEC-15, M-05)", arguments: Engine.all)
  func billed(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let id = try await cast.withExtended()
      let correction = Entries(["kind": "cancel", "reason": "twice", "reason_comment": "Дубль"])
      try await cast.closeMonths(through: Day(2022, 8, 1)!)
      let sold = try await cast.partner.subscription(id).sold
      #expect(try await cast.office.database.read { try cast.office.isBilled(sold, $0) })
      #expect(try await refusedRules { try await cast.vendor.correct(id, correction) } == ["M-05", "DEC-15"])
    }
  }

  @Test(
    "The first hour of a month closes nothing: what was posted before midnight may still be on its way",
    arguments: [Engine.sqlite])
  func firstHour(engine: Engine) async throws {
    try await Place.on(engine) { place in
      let zone = place.office.world.zone
      let midnight = zone.start(of: Day(2022, 8, 1)!)
      func closable(_ after: Instant.Span) -> Month { place.office.at { midnight + after }.closable }
      #expect(closable(.seconds(0)) == Month(2022, 6))
      #expect(closable(.minutes(59)) == Month(2022, 6))
      #expect(closable(.minutes(60)) == Month(2022, 7))
      #expect(closable(.days(30)) == Month(2022, 7))
    }
  }

  @Test(
    "A standing set back over closed months becomes corrections of the open one; the closed stay as they are (DEC-20)",
    arguments: Engine.all)
  func setBack(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      try await cast.place.fillCard(of: cast.client, by: cast.partner)
      let id = try await cast.place.sell("ext-month", months: 6, to: cast.client, by: cast.partner)
      let whole = try await cast.another("whole@example.kz")
      let wholeTerm = try await cast.place.sell("ext", months: 12, to: whole, by: cast.partner)
      try await cast.closeMonths(through: Day(2022, 9, 1)!)
      let before = try await cast.office.database.read { try $0.closings(ClosingFilter()).items.map(\.charged) }
      #expect(before == [.tenge(8_000), .tenge(96_000)])
      cast.place.clock.advance(by: .minutes(1))
      try await cast.set("centre", from: "12.07.2022")
      try await cast.closeMonths(through: Day(2022, 10, 1)!)
      // Five less six: less than nothing, so that it waits for a person (DEC-59).
      let parked = try #require(try await cast.closing(Month(2022, 9)))
      #expect((parked.state, parked.stops) == (.parked, [.negativeTotal(.tenge(-1_000))]))
      #expect(try await cast.letters("closing-parked").count == 1)
      #expect(try await MonthClose().due(in: cast.office) == 0)
      try await cast.vendor.release(parked.id, Entries(["reason": "Статус задним числом, всё верно"]))
      let charges = try await cast.office.database.read { try $0.charges(of: id) }
      #expect(charges.map(\.due) == [.tenge(8_000), .tenge(8_000), .tenge(5_000), .tenge(-3_000), .tenge(-3_000)])
      #expect(charges.map(\.revision) == [0, 0, 0, 1, 1])
      #expect(try await cast.office.database.read { try $0.charges(of: wholeTerm) }.map(\.due) == [.tenge(88_000)])
      #expect(
        try await cast.office.database.read { try $0.closings(ClosingFilter()).items.map(\.charged) }
          == [.tenge(-1_000)] + before)
      // Nothing is left to correct.
      try await cast.closeMonths(through: Day(2022, 11, 1)!)
      #expect(try await cast.office.database.read { try $0.charges(of: id) }.map(\.due).last == .tenge(5_000))
      #expect(try await Verification(cast.office).faults() == [])
    }
  }

  @Test("What the catalogue does not know parks its partner; the others go on (DEC-59)", arguments: Engine.all)
  func parked(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let id = try await cast.withExtended()
      let other = try await cast.partnerBeside("P-2", distributor: nil)
      let theirs = try await cast.place.register("theirs@example.kz", by: other)
      try await cast.place.fillCard(of: theirs, by: other)
      try await cast.place.sell("ext", months: 12, to: theirs, by: other)
      _ = try await cast.office.database.write {
        try $0.run("UPDATE subscription SET sum = 990000000 WHERE id = \(id)")
      }
      try await cast.closeMonths(through: Day(2022, 8, 1)!)
      let closing = try #require(try await cast.closing(Month(2022, 7)))
      #expect(closing.stops == [.strangePrice(id, .tenge(9_900_000))])
      #expect(try await cast.lines(of: closing).isEmpty)
      let beside = try await cast.office.database.read { try $0.closing(of: other.actor.subscriber, Month(2022, 7)) }
      #expect(beside?.state == .closed)
      #expect(beside?.charged == .tenge(88_000))
    }
  }

  @Test("A partner of a distributor pays it, and it pays the vendor (P-02)", arguments: Engine.all)
  func distributor(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let distributor = try await cast.distributor()
      let partner = try await cast.partnerBeside("P-2", distributor: distributor.actor.subscriber)
      let client = try await cast.place.register("theirs@example.kz", by: partner)
      try await cast.place.fillCard(of: client, by: partner)
      try await cast.place.sell("ext", months: 12, to: client, by: partner)
      _ = try await cast.withExtended()
      try await cast.closeMonths(through: Day(2022, 8, 1)!)

      let theirs = try await distributor.invoices(isOurs: false).items
      #expect(theirs.map(\.due) == [.tenge(88_000)])
      let ours = try await distributor.invoices().items
      #expect(ours.map(\.due) == [.tenge(88_000)])
      #expect(try await distributor.invoice(ours[0].id).parts.map(\.sum) == [.tenge(88_000)])
      #expect(try await distributor.debtors().map(\.balance) == [.tenge(88_000)])
      #expect(try await partner.standing().owed == .tenge(88_000))
      // Whom it does not concern, to him it is not there.
      await #expect(throws: Missing.self) { try await cast.partner.invoice(theirs[0].id) }

      let order = Entries([
        "debtor": partner.actor.subscriber.description, "sum": "50000", "paid_on": "01.08.2022", "document": "17",
      ])
      let paid = try await distributor.recordPayment(order)
      for _ in 0..<3 { #expect(try await distributor.recordPayment(order) == paid) }
      #expect(try await partner.standing().owed == .tenge(38_000))
      #expect(try await distributor.invoices(isOurs: false).items.map(\.state) == [.partly])
      // The vendor is not whom this partner pays.
      #expect(try await refusedRules { _ = try await cast.vendor.recordPayment(order) } == ["P-02"])
      var another = order.typed
      another["sum"] = "51000"
      #expect(try await refusedRules { _ = try await distributor.recordPayment(Entries(another)) } == ["DEC-58"])
      try await distributor.reversePayment(paid, Entries(["reason": "Не тот партнёр"]))
      #expect(try await partner.standing().owed == .tenge(88_000))
      _ = try await distributor.recordPayment(Entries(order.typed.merging(["sum": "88000"]) { $1 }))
      #expect(try await partner.standing().balance == .zero)
      #expect(try await distributor.invoices(isOurs: false).items.map(\.state) == [.paid])
      _ = try await cast.vendor.recordPayment(
        Entries([
          "debtor": distributor.actor.subscriber.description, "sum": "88000", "paid_on": "01.08.2022", "document": "1",
        ]))
      #expect(try await distributor.standing().balance == .zero)
      #expect(try await Verification(cast.office).faults() == [])
    }
  }

  @Test(
    "A refund: three documents, no refund for non-payment, an advance that is set off until it is used (W-02 … W-04)",
    arguments: Engine.all)
  func refund(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let id = try await cast.withExtended()
      try await cast.closeMonths(through: Day(2022, 8, 1)!)
      var asked = [
        "subscription": id.description, "ground": "not-paid", "cause": "Клиент не заплатил", "stopped_on": "11.09.2022",
      ]
      #expect(try await refusedRules { _ = try await cast.partner.beginRefund(Entries(asked)) } == ["W-03"])
      asked["ground"] = "client-closed"
      let refund = try await cast.partner.beginRefund(Entries(asked))
      #expect(try await refusedRules { _ = try await cast.partner.beginRefund(Entries(asked)) } == ["W-02"])
      #expect(try await refusedRules { try await cast.partner.sendRefund(refund) } == ["W-02"])
      let pdf = Array("%PDF-1.7 …".utf8)
      #expect(
        try await refusedRules {
          try await cast.partner.attach(Array("MZ".utf8), named: "a.pdf", as: .cheque, to: refund)
        } == ["W-02"])
      for paper in Refund.Paper.allCases {
        try await cast.partner.attach(pdf, named: "\(paper).pdf", as: paper, to: refund)
      }
      // Before it is sent the vendor sees nothing of it.
      await #expect(throws: Missing.self) { try await cast.vendor.refund(refund) }
      try await cast.partner.sendRefund(refund)
      let proposal = try await cast.vendor.refund(refund).proposal
      #expect(proposal.months.count == 12)
      // Ten of twelve months of 88 000.
      #expect(proposal.sum == Money(tiyn: 7_333_333))
      try await cast.vendor.decideRefund(
        refund, Entries(["decision": "grant", "sum": proposal.sum.plain, "answer": "По расчёту"]))
      #expect(try await cast.partner.standing().advance == proposal.sum)
      await #expect(throws: Missing.self) {
        try await cast.vendor.decideRefund(refund, Entries(["decision": "grant", "sum": "1", "answer": "Ещё"]))
      }
      let next = try await cast.another("next@example.kz")
      try await cast.place.sell("ext-month", months: 12, to: next, by: cast.partner)
      try await cast.place.sell(
        "ext", months: 12, to: cast.another("third@example.kz"), by: cast.partner)
      try await cast.closeMonths(through: Day(2022, 11, 1)!)
      let invoices = try await cast.invoices()
      // 88 000 before; then 96 000 less all of the advance; then 8 000 a month.
      #expect(invoices.map(\.total) == [.tenge(88_000), .tenge(96_000), .tenge(8_000), .tenge(8_000)])
      #expect(invoices.map(\.setOff) == [.zero, proposal.sum, .zero, .zero])
      #expect(try await cast.partner.standing().advance == .zero)
      #expect(try await Verification(cast.office).faults() == [])
    }
  }

  @Test("Nobody adds to a closed month (P-02)", arguments: Engine.all)
  func frozen(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      _ = try await cast.withExtended()
      try await cast.closeMonths(through: Day(2022, 8, 1)!)
      let partner = cast.partner.actor.subscriber
      await #expect(throws: MonthIsClosed.self) {
        try await cast.office.database.write(locking: [.ledger]) { tx in
          try tx.post(
            [
              LedgerEntry(
                .payment, .tenge(1), debit: Account(.money, of: partner), credit: Account(.owed, of: partner),
                on: Day(2022, 7, 31)!, document: 1)
            ].compactMap { $0 })
        }
      }
    }
  }

  @Test("The nightly audit finds what was charged otherwise, and tells once (DEC-59)", arguments: Engine.all)
  func audit(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let id = try await cast.withExtended()
      try await cast.closeMonths(through: Day(2022, 8, 1)!)
      let office = cast.office
      func audit() async throws -> Int {
        try await SettlementAudit().run(in: office, Lease(name: "settlement-audit", holder: "test", office: office))
      }
      #expect(try await SettlementAudit().due(in: office) == 1)
      _ = try await audit()
      #expect(try await SettlementAudit().due(in: office) == 0)
      #expect(try await cast.vendor.differences().isEmpty)
      _ = try await office.database.write { try $0.run("UPDATE subscription SET sum = 1000000 WHERE id = \(id)") }
      _ = try await audit()
      _ = try await audit()
      let found = try await cast.vendor.differences()
      #expect(found.map(\.difference.kind) == [.different])
      #expect(found.first?.difference.owed == .tenge(8_000))
      #expect(try await cast.letters("settlement-differs").count == 1)
      #expect(try await !Verification(office).faults().isEmpty)
    }
  }

  @Test("Reconciliation holds the distributor's invoice against what was charged (PRO-25)", arguments: Engine.all)
  func reconciliation(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let id = try await cast.withExtended()
      let other = try await cast.another("other@example.kz")
      let second = try await cast.place.sell("ext", months: 1, to: other, by: cast.partner)
      #expect(try await refusedRules { _ = try await cast.partner.reconcile(Month(2022, 7), with: []) } == ["PRO-25"])
      try await cast.closeMonths(through: Day(2022, 8, 1)!)
      let found = try await cast.partner.reconcile(
        Month(2022, 7),
        with: [
          .init(subscription: id, sum: .tenge(88_000), place: 2),
          .init(subscription: .init(999), sum: .tenge(1), place: 3),
        ])
      #expect(found.reconciliation.lines.map(\.subscription) == [id, second, .init(999)])
      #expect(found.reconciliation.lines.map(\.verdict) == [.equal, .missing, .extra])
      #expect(found.names[.init(999)] == nil)
    }
  }
}

extension Cast {
  func set(_ standing: String, from day: String) async throws {
    try await vendor.setStanding(
      of: partner.actor.subscriber, Entries(["standing": standing, "from": day, "reason": "Сертификаты"]))
  }

  /// Another partner, and its desk.
  func partnerBeside(_ code: String, distributor: Subscriber.ID?) async throws -> PartnerDesk {
    let email = "\(code.lowercased())@example.kz"
    _ = try await vendor.addPartner(
      Entries([
        "name": code, "owner_email": email, "code": code, "standing": "partner",
        "distributor": distributor?.description ?? "",
      ]))
    try await place.join("welcome", code)
    return PartnerDesk(office, try await place.actor(email))!
  }

  func distributor() async throws -> DistributorDesk {
    _ = try await vendor.addDistributor(Entries(["name": "Орталық", "owner_email": "distributor@example.kz"]))
    try await place.join("welcome", "Ерлан")
    return DistributorDesk(office, try await place.actor("distributor@example.kz"))!
  }

  func another(_ email: String) async throws -> Subscriber.ID {
    let client = try await place.register(email, by: partner)
    try await place.fillCard(of: client, by: partner)
    return client
  }

  /// Goes through the days until the noon of `day`, and closes what is over on each first one.
  func closeMonths(through day: Day) async throws {
    var next = office.world.today.month.next.first
    while next <= day {
      place.clock.advance(by: .days(next - office.world.today))
      _ = try await MonthClose().run(in: office) {}
      next = next.month.next.first
    }
  }

  func closing(_ month: Month) async throws -> Closing? {
    try await office.database.read { try $0.closing(of: partner.actor.subscriber, month) }
  }

  func lines(of closing: Closing) async throws -> [(entry: Int64, charge: Charge)] {
    try await office.database.read { try $0.lines(of: closing.id, limit: 1_000) }
  }

  func invoices() async throws -> [Invoice] {
    try await office.database.read { try $0.invoices(DebtFilter(debtor: partner.actor.subscriber)).items.reversed() }
  }

  func letters(_ kind: String) async throws -> [KeptLetter] { try await place.letters(kind) }
}
