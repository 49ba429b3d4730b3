/// «Счёт»: what a partner asks a client to pay before it posts subscriptions (H-14, M-01, BEY-31).
package enum Bill {
  package typealias ID = Handbook.ID<Bill>

  /// A draft does nothing; a sent one waits for its money; a paid one has posted its subscriptions (BEY-53).
  package enum State: String, CaseIterable, Sendable {
    case draft, sent, paid, cancelled

    package var text: Text {
      switch self {
      case .draft: Text(ru: "Черновик", kk: "Жоба", en: "Draft")
      case .sent: Text(ru: "Выставлен", kk: "Қойылды", en: "Sent")
      case .paid: Text(ru: "Оплачен", kk: "Төленді", en: "Paid")
      case .cancelled: Text(ru: "Отменён", kk: "Күші жойылды", en: "Cancelled")
      }
    }
  }

  /// How long a bill may be paid, in days after the one on which it was made.
  package static let daysToPay = 10
  /// The most lines of a bill.
  package static let mostLines = 20
}

/// What is on a bill: a tariff from a day on, at the partner's price.
package struct BillLine: Sendable {
  /// From 1.
  package let number: Int
  package let termsID: ID<Tariff>
  package let kind: Subscription.Kind
  package let period: Period
  /// The chosen period of tariffs that are sold by it.
  package let months: Int?
  /// The months that are paid for (K-02, DEC-5).
  package let chargedMonths: Int
  package let quantity: Int
  /// The posted main subscription that an extension or an upgrade belongs to (I-02).
  package let mainID: Subscription.ID?
  /// Or the line of this bill that will be one.
  package let mainLine: Int?
  /// What the client pays for it (M-07).
  package let sum: Money
  /// What was posted of it once the bill was paid.
  package let subscriptionID: Subscription.ID?

  package init(
    number: Int, termsID: ID<Tariff>, kind: Subscription.Kind, period: Period, months: Int?, chargedMonths: Int,
    quantity: Int, mainID: Subscription.ID?, mainLine: Int?, sum: Money, subscriptionID: Subscription.ID? = nil
  ) {
    self.number = number
    self.termsID = termsID
    self.kind = kind
    self.period = period
    self.months = months
    self.chargedMonths = chargedMonths
    self.quantity = quantity
    self.mainID = mainID
    self.mainLine = mainLine
    self.sum = sum
    self.subscriptionID = subscriptionID
  }
}

/// A bill as it is stored. Who pays, how much and for what stays as it was when the bill was made.
package struct BillFacts: Sendable {
  package let id: Bill.ID
  /// Counted by partner and year: «17» of 2026.
  package let number: Int
  package let issuedOn: Day
  package let dueOn: Day
  package let partnerID: Subscriber.ID
  package let partnerName: String
  package let subscriberID: Subscriber.ID
  package let subscriberName: String
  /// Of the payer.
  package let organisation: String
  package let bin: BIN
  package let sum: Money
  package let comment: String
  package let createdAt: Instant
  package let createdByName: String?
  package let sentAt: Instant?
  package let paidAt: Instant?
  /// The day on which the money came.
  package let paidOn: Day?
  /// Who marked it as paid; `nil` where a bank's file did and before.
  package let paidByName: String?
  /// The payment of a bank's file that paid it.
  package let paymentID: ID<BankPayment>?
  package let cancelledAt: Instant?
  package let version: Int

  package init(
    id: Bill.ID, number: Int, issuedOn: Day, dueOn: Day, partnerID: Subscriber.ID, partnerName: String,
    subscriberID: Subscriber.ID, subscriberName: String, organisation: String, bin: BIN, sum: Money, comment: String,
    createdAt: Instant, createdByName: String?, sentAt: Instant?, paidAt: Instant?, paidOn: Day?, paidByName: String?,
    paymentID: ID<BankPayment>?, cancelledAt: Instant?, version: Int
  ) {
    self.id = id
    self.number = number
    self.issuedOn = issuedOn
    self.dueOn = dueOn
    self.partnerID = partnerID
    self.partnerName = partnerName
    self.subscriberID = subscriberID
    self.subscriberName = subscriberName
    self.organisation = organisation
    self.bin = bin
    self.sum = sum
    self.comment = comment
    self.createdAt = createdAt
    self.createdByName = createdByName
    self.sentAt = sentAt
    self.paidAt = paidAt
    self.paidOn = paidOn
    self.paidByName = paidByName
    self.paymentID = paymentID
    self.cancelledAt = cancelledAt
    self.version = version
  }

  package var state: Bill.State {
    if cancelledAt != nil { return .cancelled }
    if paidAt != nil { return .paid }
    return sentAt == nil ? .draft : .sent
  }

  /// Whether money still may come for it.
  package var isOpen: Bool { state == .draft || state == .sent }

  /// «17 от 12.11.2026»: how people call it, and how it stands in a payment's purpose.
  package var name: Text {
    Text(
      ru: "\(number) от \(issuedOn)", kk: "\(issuedOn) № \(number)", en: "\(number) of \(issuedOn)")
  }
}
