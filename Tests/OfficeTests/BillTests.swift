import BankFile
import Foundation
import Handbook
import TestSupport
import Testing

@testable import Office
@testable import Store

/// From the quote to the posted subscription: bills, their payment by hand and by a bank's file (H-14, M-01, M-03,
/// PRO-26, BEY-31, BEY-53).
@Suite(.serialized) struct BillTests {
  @Test(
    "A paid subscription without a paid bill wants a word that the money came, and keeps whose it was (M-01)",
    arguments: Engine.all)
  func word(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      try await cast.place.fillCard(of: cast.client, by: cast.partner)
      #expect(
        try await refusedRules {
          try await cast.place.sell("ext", months: 12, to: cast.client, by: cast.partner, ["paid": ""])
        } == ["M-01"])
      let sold = try await cast.place.sell("ext", months: 12, to: cast.client, by: cast.partner)
      let record = try await cast.partner.record(of: sold)
      #expect(record.word?.name == "Динара")
      #expect(record.word?.at == cast.office.world.now())
      #expect(record.bill == nil)
      // What is free wants nobody's word.
      let free = try await cast.place.sell(
        "its-prof", to: cast.client, by: cast.partner,
        ["paid": "", "start": "13.07.2023", "contract_number": "7", "contract_level": "prof"])
      #expect(try await cast.partner.record(of: free).word == nil)
    }
  }

  @Test(
    "Acceptance example 1 by a bill: РАСШИРЕННЫЙ for a month from 12.07.2022, 10 000,00, until 11.08.2022",
    arguments: Engine.all)
  func oneMonth(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      try await cast.mayBill()
      let quote = try await cast.partner.billQuote(cast.order("ext", months: 1))
      #expect(quote.refusals.isEmpty)
      #expect(quote.sum == .tenge(10_000))
      // A quote writes nothing.
      #expect(try await cast.sold().isEmpty)
      let id = try await cast.partner.makeBill(cast.order("ext", months: 1))
      let bill = try await cast.partner.bill(id)
      #expect((bill.facts.number, bill.facts.state, bill.facts.sum) == (1, .draft, .tenge(10_000)))
      #expect(bill.facts.dueOn == Day(2022, 7, 22))
      #expect(try await cast.sold().isEmpty)

      try await cast.partner.payBill(id, Entries([:]))
      let paid = try await cast.partner.bill(id)
      #expect(paid.facts.state == .paid)
      #expect(paid.facts.paidOn == Day(2022, 7, 12))
      let sold = try await cast.sold()
      #expect(sold.map(\.endsOn) == [Day(2022, 8, 11)])
      #expect(paid.lines[0].line.subscriptionID == sold[0].id)
      let record = try await cast.partner.record(of: sold[0].id)
      #expect(record.bill?.id == id)
      #expect(record.word == nil)
    }
  }

  @Test("A tariff with its extensions is one bill, posted all or none (BEY-53, I-01)", arguments: Engine.all)
  func withExtensions(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      try await cast.mayBill()
      let order = cast.order("ext", months: 12, ["quantity-x-session": "2", "quantity-x-base": "3"])
      let id = try await cast.partner.makeBill(order)
      let card = try await cast.partner.bill(id)
      #expect(card.lines.map(\.line.kind) == [.main, .extension, .extension])
      #expect(card.lines.map(\.line.mainLine) == [nil, 1, 1])
      #expect(card.lines.map(\.line.chargedMonths) == [12, 12, 12])
      #expect(card.facts.sum == card.lines.reduce(.zero) { $0 + $1.line.sum })

      // Somebody posts the same tariff meanwhile: nothing of the bill can be posted, and it stays as it was.
      let other = try await cast.place.sell("ext", months: 1, to: cast.client, by: cast.partner)
      #expect(try await refusedRules { try await cast.partner.payBill(id, Entries([:])) } == ["DEC-7"])
      #expect(try await cast.partner.bill(id).facts.state == .draft)
      #expect(try await cast.sold().map(\.id) == [other])
      try await cast.vendor.correct(
        other, Entries(["kind": "cancel", "reason": "twice", "reason_comment": "дважды"]))

      try await cast.partner.payBill(id, Entries([:]))
      #expect(
        try await cast.sold().filter { $0.cancelledAt == nil }.map(\.kind).sorted { $0.rawValue < $1.rawValue }
          == [.extension, .extension, .main])
      #expect(try await cast.limits() == Limits(bases: 13, sessions: 7, users: nil))
    }
  }

  @Test("A bill is paid once, in full, and not after it was cancelled (M-03, BEY-31)", arguments: Engine.all)
  func once(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      try await cast.mayBill()
      let first = try await cast.partner.makeBill(cast.order("ext", months: 1))
      try await cast.partner.payBill(first, Entries([:]))
      #expect(try await refusedRules { try await cast.partner.payBill(first, Entries([:])) }.contains("BEY-31"))
      #expect(try await refusedRules { try await cast.partner.cancelBill(first) } == ["BEY-31"])
      let second = try await cast.partner.makeBill(cast.order("ext", months: 1, ["start": "12.08.2022"]))
      #expect(
        try await refusedRules { try await cast.partner.payBill(second, Entries(["paid_on": "13.07.2022"])) } == [
          "M-01"
        ])
      try await cast.partner.cancelBill(second)
      #expect(try await refusedRules { try await cast.partner.payBill(second, Entries([:])) } == ["BEY-31"])
      #expect(try await cast.sold().count == 1)
    }
  }

  @Test("What a bill lacks is told before it is made (G-01, H-14, M-01, Q-01)", arguments: Engine.all)
  func refusals(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      #expect(
        try await refusedRules { _ = try await cast.partner.makeBill(cast.order("ext", months: 1)) } == [
          "G-01", "G-01",
        ])
      try await cast.place.fillCard(of: cast.client, by: cast.partner)
      #expect(try await refusedRules { _ = try await cast.partner.makeBill(cast.order("ext", months: 1)) } == ["Q-01"])
      try await cast.mayBill()
      #expect(try await refusedRules { _ = try await cast.partner.makeBill(cast.order("", months: 1)) } == ["H-14"])
      #expect(
        try await refusedRules { _ = try await cast.partner.makeBill(cast.order("k-basic", months: 1)) } == ["M-01"])
      #expect(
        try await refusedRules { _ = try await cast.partner.makeBill(cast.order("ext", months: 5)) } == ["DEC-18"])
    }
  }

  @Test("Numbers follow one another in a partner's year", arguments: Engine.all)
  func numbers(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      try await cast.mayBill()
      var numbers: [Int] = []
      for _ in 0..<3 {
        numbers.append(try await cast.number(of: cast.partner.makeBill(cast.order("ext", months: 1))))
      }
      cast.place.clock.advance(by: .days(181))
      numbers.append(
        try await cast.number(of: cast.partner.makeBill(cast.order("ext", months: 1, ["start": "09.01.2023"]))))
      #expect(numbers == [1, 2, 3, 1])
    }
  }

  @Test(
    "The client pays the partner's own price, and a bill keeps the price that it was made at (M-07)",
    arguments: Engine.all)
  func ownPrice(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      try await cast.mayBill()
      try await cast.partner.setTariff(.init("ext")!, Entries(["price-12": "120000"]))
      let id = try await cast.partner.makeBill(cast.order("ext", months: 12))
      #expect(try await cast.partner.bill(id).facts.sum == .tenge(120_000))
      try await cast.partner.setTariff(.init("ext")!, Entries(["price-12": "130000"]))
      try await cast.partner.payBill(id, Entries([:]))
      let sold = try await cast.sold()[0]
      #expect((sold.sum, sold.clientSum) == (.tenge(110_000), .tenge(120_000)))
    }
  }

  // MARK: A bank's file (PRO-26)

  @Test(
    "A bank's payment with a bill's number, payer and sum pays it; a file loaded twice pays once",
    arguments: Engine.all)
  func bankFile(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      try await cast.mayBill()
      let id = try await cast.partner.makeBill(cast.order("ext", months: 12))
      let file = cast.statement(
        ("451", "110000.00", DemoStage.bin(7).description, "Оплата по счету № 000001 от 12.07.2022"))
      let loaded = try await cast.partner.loadPayments(file)
      #expect((loaded.new, loaded.known, loaded.fitting) == (1, 0, 1))
      // Loading alone posts nothing.
      #expect(try await cast.sold().isEmpty)
      let taken = try await cast.partner.takePayments()
      #expect(taken.map(\.bill?.id) == [id])
      #expect(try await cast.partner.bill(id).facts.state == .paid)
      #expect(try await cast.sold().count == 1)

      let again = try await cast.partner.loadPayments(file)
      #expect((again.new, again.known) == (0, 1))
      #expect(try await cast.partner.takePayments().isEmpty)
      #expect(try await cast.sold().count == 1)
    }
  }

  @Test(
    "What does not agree in number, payer and sum is shown with the reason, and a person decides",
    arguments: Engine.all)
  func misfits(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      try await cast.mayBill()
      let id = try await cast.partner.makeBill(cast.order("ext", months: 12))
      let bin = DemoStage.bin(7).description
      _ = try await cast.partner.loadPayments(
        cast.statement(
          ("1", "110000.00", bin, "За программу"), ("2", "110000.00", bin, "Счет 999"),
          ("3", "110000.00", "940140000385", "Счет 1"), ("4", "100000.00", bin, "Счет 1")))
      #expect(try await cast.partner.takePayments().isEmpty)
      let rows = try await cast.partner.payments(onlyMisfits: true).items
      #expect(rows.map(\.misfit) == [.otherSum, .otherPayer, .unknownNumber, .noNumber])

      // A part of the sum is no payment of the bill (M-03).
      #expect(try await refusedRules { try await cast.partner.pair(rows[0].id, with: id) } == ["M-03"])
      // Somebody else's organisation paid for the client: a person says so.
      try await cast.partner.pair(rows[1].id, with: id)
      #expect(try await cast.partner.bill(id).facts.paymentID == rows[1].id)
      #expect(try await cast.sold().count == 1)
      try await cast.partner.setAside(rows[3].id)
      #expect(try await cast.partner.payments(onlyMisfits: true).items.map(\.number) == ["4", "2"])
      await #expect(throws: Missing.self) { try await cast.partner.setAside(rows[1].id) }
    }
  }

  @Test(
    "A payment that fits but whose subscriptions cannot be posted waits, and is taken when they can",
    arguments: Engine.all)
  func refusedThenTaken(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      try await cast.mayBill()
      let id = try await cast.partner.makeBill(cast.order("ext", months: 12))
      let inTheWay = try await cast.place.sell("ext", months: 1, to: cast.client, by: cast.partner)
      _ = try await cast.partner.loadPayments(
        cast.statement(("5", "110000.00", DemoStage.bin(7).description, "счёт №1")))
      let first = try await cast.partner.takePayments()
      #expect(first.map { $0.refusals.map(\.rule) } == [["DEC-7"]])
      #expect(try await cast.partner.bill(id).facts.state == .draft)
      #expect(try await cast.partner.payments(onlyMisfits: true).items.map(\.misfit) == [.refused])
      try await cast.vendor.correct(
        inTheWay, Entries(["kind": "cancel", "reason": "twice", "reason_comment": "лишняя"]))
      #expect(try await cast.partner.takePayments().map(\.refusals.count) == [0])
      #expect(try await cast.partner.bill(id).facts.state == .paid)
    }
  }

  @Test("Of many who take the same payments at once, one pays each bill", arguments: Engine.all)
  func atOnce(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      try await cast.mayBill()
      let id = try await cast.partner.makeBill(cast.order("ext", months: 12))
      _ = try await cast.partner.loadPayments(
        cast.statement(("5", "110000.00", DemoStage.bin(7).description, "счёт 1")))
      let taken = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<8 {
          group.addTask { try await cast.partner.takePayments().filter(\.refusals.isEmpty).count }
        }
        return try await group.reduce(0, +)
      }
      #expect(taken == 1)
      #expect(try await cast.partner.bill(id).facts.state == .paid)
      #expect(try await cast.sold().count == 1)
      #expect(try await Verification(cast.office).faults().isEmpty)
    }
  }

  @Test("A file that is wrong anywhere leaves nothing", arguments: Engine.all)
  func brokenFile(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      try await cast.mayBill()
      let file = cast.statement(
        ("5", "110000.00", DemoStage.bin(7).description, "счёт 1"), ("6", "много", "", "счёт 2"))
      await #expect(throws: BankFile.Faults.self) { _ = try await cast.partner.loadPayments(file) }
      #expect(try await cast.partner.payments(onlyMisfits: false).items.isEmpty)
    }
  }

  @Test("Another partner's bills and payments are not there", arguments: Engine.all)
  func foreign(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      try await cast.mayBill()
      let id = try await cast.partner.makeBill(cast.order("ext", months: 12))
      _ = try await cast.partner.loadPayments(cast.statement(("5", "110000.00", "", "счёт 1")))
      let payment = try await cast.partner.payments(onlyMisfits: false).items[0].id
      _ = try await cast.vendor.addPartner(
        Entries(["name": "Сайран", "owner_email": "rival@example.kz", "code": "S-1", "standing": "partner"]))
      try await cast.place.join("welcome", "Сая")
      let rival = PartnerDesk(cast.office, try await cast.place.actor("rival@example.kz"))!
      await #expect(throws: Missing.self) { _ = try await rival.bill(id) }
      await #expect(throws: Missing.self) { try await rival.payBill(id, Entries([:])) }
      await #expect(throws: Missing.self) { try await rival.setAside(payment) }
      await #expect(throws: Missing.self) { try await rival.pair(payment, with: id) }
      // The client sees what it was sent, and no draft.
      await #expect(throws: Missing.self) { _ = try await cast.desk.bill(id) }
    }
  }
}

extension Cast {
  /// A filled card of the client, and a partner that says where to pay.
  func mayBill() async throws {
    try await place.fillCard(of: client, by: partner)
    try await partner.setPayee(
      Entries([
        "iban": "KZ86125KZT5004100100", "bank": "Банк", "bic": "ABCDKZKA", "beneficiary_code": "17",
        "address": "Алматы", "head_title": "Директор", "head": "Д. Серікова",
      ]))
  }

  func order(_ tariff: String, months: Int, _ more: [String: String] = [:]) -> Entries {
    Entries(
      [
        "subscriber": client.description, "tariff": tariff, "months": String(months),
        "start": office.world.today.description,
      ].merging(more) { $1 })
  }

  func sold() async throws -> [SubscriptionFacts] {
    try await partner.subscriptions(.init(subscriber: client), ListQuery(order: .number)).page.items.map(\.facts)
      .filter { $0.accessKind != .trial && $0.postedAt != nil }
  }

  func number(of bill: Bill.ID) async throws -> Int { try await partner.bill(bill).facts.number }

  func statement(_ payments: (number: String, sum: String, bin: String, purpose: String)...) -> [UInt8] {
    let sections = payments.map { payment in
      """
      СекцияДокумент=Платежное поручение
      Номер=\(payment.number)
      Дата=\(office.world.today)
      Сумма=\(payment.sum)
      ПлательщикНаименование=ТОО «Наурыз»
      ПлательщикБИН_ИИН=\(payment.bin)
      ПолучательИИК=KZ86125KZT5004100100
      НазначениеПлатежа=\(payment.purpose)
      КонецДокумента

      """
    }
    return Array("1CClientBankExchange\n\(sections.joined())КонецФайла\n".utf8)
  }
}
