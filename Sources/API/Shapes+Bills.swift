package import Handbook
package import Office

extension Bill.State: Written {}
extension BankPayment.Misfit: Written {}

extension BillFacts: Shown {
  package static let shape = Shape<Self>(
    "Bill",
    [
      .init("id") { $0.id }, .init("number") { $0.number }, .init("issued_on") { $0.issuedOn },
      .init("due_on") { $0.dueOn }, .init("state") { $0.state }, .init("partner") { $0.partnerID },
      .init("partner_name") { $0.partnerName }, .init("subscriber") { $0.subscriberID },
      .init("subscriber_name") { $0.subscriberName }, .init("organisation") { $0.organisation },
      .init("bin") { $0.bin.description }, .init("sum") { $0.sum }, .init("comment") { $0.comment },
      .init("created_at") { $0.createdAt }, .init("created_by") { $0.createdByName }, .init("sent_at") { $0.sentAt },
      .init("paid_on") { $0.paidOn }, .init("payment") { $0.paymentID }, .init("cancelled_at") { $0.cancelledAt },
    ])
}

struct BillList: Shown {
  let page: Listed<BillFacts>
  let count: Int
  let sum: Money
  /// Not paid yet.
  let open: Money

  static let shape = Shape<Self>(
    "Bills",
    [
      .init("items") { $0.page.items }, .init("next") { $0.page.next }, .init("count") { $0.count },
      .init("sum") { $0.sum }, .init("open") { $0.open },
    ])
}

/// A line with the tariff that it is for.
struct ShownBillLine: Shown {
  let line: BillLine
  let tariff: Tariff

  static let shape = Shape<Self>(
    "BillLine",
    [
      .init("line") { $0.line.number }, .init("tariff") { $0.tariff.code }, .init("tariff_name") { $0.tariff.name },
      .init("kind") { $0.line.kind }, .init("starts_on") { $0.line.period.start },
      .init("ends_on") { $0.line.period.end }, .init("charged_months") { $0.line.chargedMonths },
      .init("quantity") { $0.line.quantity }, .init("main") { $0.line.mainID }, .init("main_line") { $0.line.mainLine },
      .init("sum") { $0.line.sum }, .init("subscription") { $0.line.subscriptionID },
    ])
}

extension BillCard: Shown {
  package static let shape = Shape<Self>(
    "BillCard",
    [
      .init("bill") { $0.facts },
      .init("lines") { card in card.lines.map { ShownBillLine(line: $0.line, tariff: $0.tariff) } },
    ])
}

extension BillQuote: Shown {
  package static let shape = Shape<Self>(
    "BillQuote",
    [
      .init("subscriber") { $0.subscriber.id }, .init("sum") { $0.sum },
      .init("lines") { quote in quote.lines.map { ShownBillLine(line: $0.line, tariff: $0.tariff) } },
      .init("refusals") { $0.refusals.map(QuoteRefusal.init) },
    ])
}

extension BankPayment: Shown {
  package static let shape = Shape<Self>(
    "BankPayment",
    [
      .init("id") { $0.id }, .init("number") { $0.number }, .init("day") { $0.day }, .init("sum") { $0.sum },
      .init("payer") { $0.payer }, .init("payer_bin") { $0.payerBIN?.description }, .init("purpose") { $0.purpose },
      .init("loaded_at") { $0.loadedAt }, .init("bill") { $0.billID }, .init("misfit") { $0.misfit },
    ])
}

extension PartnerDesk.Loaded: Shown {
  package static let shape = Shape<Self>(
    "LoadedPayments",
    [
      .init("new") { $0.new }, .init("known") { $0.known }, .init("others") { $0.others },
      .init("fitting") { $0.fitting },
    ])
}

extension PartnerDesk.Taken: Shown {
  package static let shape = Shape<Self>(
    "TakenPayment",
    [
      .init("payment") { $0.payment.id }, .init("bill") { $0.bill?.id },
      .init("refusals") { $0.refusals.map(QuoteRefusal.init) },
    ])
}

extension Payee: Shown {
  package static let shape = Shape<Self>(
    "Payee",
    [
      .init("iban") { $0.iban.description }, .init("bank") { $0.bank }, .init("bic") { $0.bic },
      .init("beneficiary_code") { $0.beneficiaryCode }, .init("address") { $0.address },
      .init("head_title") { $0.headTitle }, .init("head") { $0.head },
    ])
}

struct SentBill: Shown {
  /// Whether the printed form went with it.
  let hasForm: Bool

  static let shape = Shape<Self>("SentBill", [.init("has_form") { $0.hasForm }])
}

/// What may be there or not yet.
struct Kept<Value: Shown & Sendable>: Shown {
  let value: Value?

  static var shape: Shape<Self> { Shape("Kept\(Value.shape.name)", [.init("value") { $0.value }]) }
}
