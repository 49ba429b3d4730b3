/// A month of one partner with its creditor: what was charged, what was paid, what is owed (P-01 … P-04, DEC-23).
package struct Closing: Sendable {
  package typealias ID = Handbook.ID<Closing>

  package let id: ID
  package let partnerID: Subscriber.ID
  package let partnerName: String
  /// To whom the partner pays: its distributor, or the vendor itself (P-02).
  package let creditorID: Subscriber.ID
  package let creditorName: String
  package let month: Month
  package let state: State
  package let lines: Int
  /// The charges of the month, corrections of earlier months among them.
  package let charged: Money
  /// Of these, what corrects earlier months.
  package let corrected: Money
  /// What was owed when the month began, advances taken off: debt is positive.
  package let opening: Money
  /// What the creditor received within the month.
  package let paid: Money
  package let closedAt: Instant?
  /// Why it waits, if it does.
  package let stops: [SafetyStop]
  package let releasedAt: Instant?
  package let releaseReason: String
  package let invoice: Invoice.ID?

  package enum State: String, CaseIterable, Sendable {
    case closed, parked

    package var text: Text {
      switch self {
      case .closed: Text(ru: "Закрыт", kk: "Жабылған", en: "Closed")
      case .parked: Text(ru: "Остановлен", kk: "Тоқтатылған", en: "Parked")
      }
    }
  }

  package init(
    id: ID, partnerID: Subscriber.ID, partnerName: String, creditorID: Subscriber.ID, creditorName: String,
    month: Month, state: State, lines: Int, charged: Money, corrected: Money, opening: Money, paid: Money,
    closedAt: Instant?, stops: [SafetyStop], releasedAt: Instant?, releaseReason: String, invoice: Invoice.ID?
  ) {
    self.id = id
    self.partnerID = partnerID
    self.partnerName = partnerName
    self.creditorID = creditorID
    self.creditorName = creditorName
    self.month = month
    self.state = state
    self.lines = lines
    self.charged = charged
    self.corrected = corrected
    self.opening = opening
    self.paid = paid
    self.closedAt = closedAt
    self.stops = stops
    self.releasedAt = releasedAt
    self.releaseReason = releaseReason
    self.invoice = invoice
  }

  /// What was owed when the month ended.
  package var balance: Money { opening + charged - paid }
}

/// A line of a statement, with the names that a person reads.
package struct StatementLine: Sendable {
  /// The number of its entry in the ledger.
  package let entry: Int64
  package let charge: Charge
  package let subscriberID: Subscriber.ID
  package let subscriberName: String
  package let tariffName: Text

  package init(
    entry: Int64, charge: Charge, subscriberID: Subscriber.ID, subscriberName: String, tariffName: Text
  ) {
    self.entry = entry
    self.charge = charge
    self.subscriberID = subscriberID
    self.subscriberName = subscriberName
    self.tariffName = tariffName
  }
}

/// The month's bill: of a creditor to a partner, or of the vendor to a distributor (P-02, DEC-23).
package struct Invoice: Sendable {
  package typealias ID = Handbook.ID<Invoice>

  package let id: ID
  /// Numbered from 1 by creditor and year.
  package let number: Int
  package let year: Int
  package let creditorID: Subscriber.ID
  package let creditorName: String
  package let debtorID: Subscriber.ID
  package let debtorName: String
  package let month: Month
  /// Of an invoice to a partner: its statement.
  package let closing: Closing.ID?
  package let issuedOn: Day
  package let total: Money
  /// Advances set off against it (W-04).
  package let setOff: Money
  /// What is not paid yet, the oldest invoices being paid first.
  package let unpaid: Money

  package init(
    id: ID, number: Int, year: Int, creditorID: Subscriber.ID, creditorName: String, debtorID: Subscriber.ID,
    debtorName: String, month: Month, closing: Closing.ID?, issuedOn: Day, total: Money, setOff: Money, unpaid: Money
  ) {
    self.id = id
    self.number = number
    self.year = year
    self.creditorID = creditorID
    self.creditorName = creditorName
    self.debtorID = debtorID
    self.debtorName = debtorName
    self.month = month
    self.closing = closing
    self.issuedOn = issuedOn
    self.total = total
    self.setOff = setOff
    self.unpaid = unpaid
  }

  package var due: Money { total - setOff }
  /// `2026/000123`.
  package var title: String {
    let digits = String(number)
    return "\(year)/" + String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits
  }

  package enum State: String, CaseIterable, Sendable {
    case unpaid, partly, paid

    package var text: Text {
      switch self {
      case .unpaid: Text(ru: "Не оплачен", kk: "Төленбеген", en: "Not paid")
      case .partly: Text(ru: "Оплачен частично", kk: "Ішінара төленген", en: "Paid in part")
      case .paid: Text(ru: "Оплачен", kk: "Төленген", en: "Paid")
      }
    }
  }

  package var state: State { unpaid <= .zero ? .paid : unpaid < due ? .partly : .unpaid }
}

/// A partner's part in the vendor's invoice to its distributor.
package struct InvoicePart: Sendable {
  package let closing: Closing.ID
  package let partnerID: Subscriber.ID
  package let partnerName: String
  package let month: Month
  package let lines: Int
  package let sum: Money

  package init(
    closing: Closing.ID, partnerID: Subscriber.ID, partnerName: String, month: Month, lines: Int, sum: Money
  ) {
    self.closing = closing
    self.partnerID = partnerID
    self.partnerName = partnerName
    self.month = month
    self.lines = lines
    self.sum = sum
  }
}
