package import Handbook
import Office

extension Closing.State: Written {}
extension Charge.Kind: Written {}
extension Invoice.State: Written {}
extension Refund.State: Written {}
extension Refund.Ground: Written {}
extension Refund.Paper: Written {}
extension DocumentType: Written {}
extension SettlementDifference.Kind: Written {}

/// A month: `2026-03`.
extension Month: Written {
  package static var schema: Schema { .string }
  package func write(into json: inout JSON) { json.string(iso) }
}

extension SafetyStop: Shown {
  package static let shape = Shape<Self>("SafetyStop", [.init("text") { $0.text }])
}

extension Closing: Shown {
  package static let shape = Shape<Self>(
    "Statement",
    [
      .init("id") { $0.id }, .init("partner") { $0.partnerID }, .init("partner_name") { $0.partnerName },
      .init("creditor") { $0.creditorID }, .init("creditor_name") { $0.creditorName }, .init("month") { $0.month },
      .init("state") { $0.state }, .init("lines") { $0.lines }, .init("opening") { $0.opening },
      .init("charged") { $0.charged }, .init("corrected") { $0.corrected }, .init("paid") { $0.paid },
      .init("balance") { $0.balance }, .init("closed_at") { $0.closedAt }, .init("stops") { $0.stops },
      .init("invoice") { $0.invoice },
    ])
}

extension StatementLine: Shown {
  package static let shape = Shape<Self>(
    "StatementLine",
    [
      .init("entry") { $0.entry }, .init("subscription") { $0.charge.key.subscription },
      .init("kind") { $0.charge.key.kind }, .init("number") { $0.charge.key.number },
      .init("revision") { $0.charge.revision }, .init("subscriber") { $0.subscriberID },
      .init("subscriber_name") { $0.subscriberName }, .init("tariff_name") { $0.tariffName },
      .init("starts_on") { $0.charge.period.start }, .init("ends_on") { $0.charge.period.end },
      .init("price") { $0.charge.price }, .init("times") { $0.charge.times }, .init("quantity") { $0.charge.quantity },
      .init("discount_hundredths") { $0.charge.discount.hundredths }, .init("was") { $0.charge.was },
      .init("due") { $0.charge.due }, .init("reason") { $0.charge.reason },
      .init("arithmetic") { $0.charge.arithmetic },
    ])
}

/// A page of a statement's lines; the next begins after `next`.
struct StatementLines: Shown {
  let lines: [StatementLine]
  let next: Int64?

  static let shape = Shape<Self>("StatementLines", [.init("items") { $0.lines }, .init("next") { $0.next }])
}

extension OpenMonth: Shown {
  package static let shape = Shape<Self>(
    "OpenMonth",
    [.init("month") { $0.month }, .init("count") { $0.count }, .init("sum") { $0.sum }, .init("lines") { $0.lines }])
}

extension DebtorLine: Shown {
  package static let shape = Shape<Self>(
    "Debt",
    [
      .init("debtor") { $0.id }, .init("debtor_name") { $0.name }, .init("accrued") { $0.accrued },
      .init("owed") { $0.owed }, .init("advance") { $0.advance }, .init("balance") { $0.balance },
    ])
}

extension Invoice: Shown {
  package static let shape = Shape<Self>(
    "Invoice",
    [
      .init("id") { $0.id }, .init("number") { $0.title }, .init("month") { $0.month },
      .init("creditor") { $0.creditorID }, .init("creditor_name") { $0.creditorName },
      .init("debtor") { $0.debtorID }, .init("debtor_name") { $0.debtorName }, .init("statement") { $0.closing },
      .init("issued_on") { $0.issuedOn }, .init("total") { $0.total }, .init("set_off") { $0.setOff },
      .init("due") { $0.due }, .init("unpaid") { $0.unpaid }, .init("state") { $0.state },
    ])
}

extension InvoicePart: Shown {
  package static let shape = Shape<Self>(
    "InvoicePart",
    [
      .init("statement") { $0.closing }, .init("partner") { $0.partnerID }, .init("partner_name") { $0.partnerName },
      .init("month") { $0.month }, .init("lines") { $0.lines }, .init("sum") { $0.sum },
    ])
}

/// An invoice with the partners' months that it is made up of.
struct WholeInvoice: Shown {
  let invoice: Invoice
  let parts: [InvoicePart]

  static let shape = Shape<Self>("WholeInvoice", [.init("invoice") { $0.invoice }, .init("parts") { $0.parts }])
}

extension Payment: Shown {
  package static let shape = Shape<Self>(
    "Payment",
    [
      .init("id") { $0.id }, .init("creditor") { $0.creditorID }, .init("debtor") { $0.debtorID },
      .init("debtor_name") { $0.debtorName }, .init("sum") { $0.sum }, .init("paid_on") { $0.paidOn },
      .init("document") { $0.document }, .init("comment") { $0.comment }, .init("recorded_at") { $0.recordedAt },
      .init("recorded_by") { $0.recordedByName }, .init("reversed_at") { $0.reversedAt },
      .init("reversal_reason") { $0.reversalReason },
    ])
}

extension Refund.Document: Shown {
  package static let shape = Shape<Self>(
    "RefundDocument",
    [
      .init("paper") { $0.paper }, .init("name") { $0.name }, .init("type") { $0.type }, .init("size") { $0.size },
    ])
}

extension Refund: Shown {
  package static let shape = Shape<Self>(
    "Refund",
    [
      .init("id") { $0.id }, .init("subscription") { $0.subscriptionID }, .init("partner") { $0.partnerID },
      .init("partner_name") { $0.partnerName }, .init("subscriber_name") { $0.subscriberName },
      .init("ground") { $0.ground }, .init("cause") { $0.cause }, .init("stopped_on") { $0.stoppedOn },
      .init("state") { $0.state }, .init("granted") { $0.granted }, .init("answer") { $0.answer },
      .init("asked_at") { $0.askedAt }, .init("decided_at") { $0.decidedAt }, .init("documents") { $0.documents },
    ])
}

extension AdvanceProposal.Part: Shown {
  package static let shape = Shape<Self>(
    "AdvancePart",
    [
      .init("starts_on") { $0.period.start }, .init("ends_on") { $0.period.end }, .init("share") { $0.share },
      .init("is_used") { $0.isUsed },
    ])
}

extension RefundCase: Shown {
  package static let shape = Shape<Self>(
    "RefundCase",
    [
      .init("refund") { $0.refund }, .init("proposed") { $0.proposal.sum }, .init("charged") { $0.proposal.charged },
      .init("months") { $0.proposal.months },
    ])
}

extension ClosingProgress: Shown {
  package static let shape = Shape<Self>(
    "ClosingProgress",
    [
      .init("month") { $0.month }, .init("partners") { $0.partners }, .init("closed") { $0.closed },
      .init("parked") { $0.parked }, .init("lines") { $0.lines }, .init("charged") { $0.charged },
    ])
}

extension FoundDifference: Shown {
  package static let shape = Shape<Self>(
    "SettlementDifference",
    [
      .init("statement") { $0.difference.closing }, .init("partner_name") { $0.partner }, .init("month") { $0.month },
      .init("kind") { $0.difference.kind }, .init("subscription") { $0.difference.key?.subscription },
      .init("charged") { $0.difference.charged }, .init("recomputed") { $0.difference.owed },
      .init("found_at") { $0.foundAt }, .init("text") { $0.difference.text },
    ])
}
