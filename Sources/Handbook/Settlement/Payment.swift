/// What a debtor paid, as the creditor recorded it (P-01).
package struct Payment: Sendable {
  package typealias ID = Handbook.ID<Payment>

  package let id: ID
  package let creditorID: Subscriber.ID
  package let debtorID: Subscriber.ID
  package let debtorName: String
  package let sum: Money
  /// The day of the payment order.
  package let paidOn: Day
  /// The number of the payment order: with its day, it is recorded once.
  package let document: String
  package let comment: String
  package let recordedAt: Instant
  package let recordedByName: String?
  package let reversedAt: Instant?
  package let reversalReason: String

  package init(
    id: ID, creditorID: Subscriber.ID, debtorID: Subscriber.ID, debtorName: String, sum: Money, paidOn: Day,
    document: String, comment: String, recordedAt: Instant, recordedByName: String?, reversedAt: Instant?,
    reversalReason: String
  ) {
    self.id = id
    self.creditorID = creditorID
    self.debtorID = debtorID
    self.debtorName = debtorName
    self.sum = sum
    self.paidOn = paidOn
    self.document = document
    self.comment = comment
    self.recordedAt = recordedAt
    self.recordedByName = recordedByName
    self.reversedAt = reversedAt
    self.reversalReason = reversalReason
  }
}

/// A payment that somebody records.
package struct PaymentDraft: Draft {
  package let sum: Money
  package let paidOn: Day
  /// Whether the debtor settles with whoever records it (P-02).
  package let isOurDebtor: Bool
  /// A payment by the same order on the same day, of another sum.
  package let isOrderTaken: Bool
  package let today: Day

  package init(sum: Money, paidOn: Day, isOurDebtor: Bool, isOrderTaken: Bool, today: Day) {
    self.sum = sum
    self.paidOn = paidOn
    self.isOurDebtor = isOurDebtor
    self.isOrderTaken = isOrderTaken
    self.today = today
  }

  package static let rules: [Rule<Self>] = [
    Rule(
      "P-02",
      Text(
        ru: "Оплату записывает тот, кому платят: владелец сервиса или дистрибьютор — от своих партнёров.",
        kk: "Төлемді ақша алушы жазады: сервис иесі немесе дистрибьютор — өз серіктестерінен.",
        en: "A payment is recorded by whoever is paid: the vendor, or a distributor for its own partners."),
      field: "debtor"
    ) { $0.isOurDebtor },
    Rule(
      "P-01",
      Text(
        ru: "Сумма оплаты больше нуля.", kk: "Төлем сомасы нөлден артық.", en: "A payment is more than zero."),
      field: "sum"
    ) { $0.sum > .zero },
    Rule(
      "P-03",
      Text(
        ru: "День оплаты не позже сегодняшнего.", kk: "Төлем күні бүгіннен кеш емес.",
        en: "The day of a payment is not after today."),
      field: "paid_on"
    ) { $0.paidOn <= $0.today },
    Rule(
      "DEC-58",
      Text(
        ru: "Платёжное поручение записывают один раз: поручение с этим номером и днём уже есть, на другую сумму.",
        kk: "Төлем тапсырмасы бір рет жазылады: осы нөмірі мен күні бар, сомасы басқа тапсырма бұрыннан бар.",
        en: "A payment order is recorded once: one of this number and day is here already, of another sum."),
      field: "document"
    ) { !$0.isOrderTaken },
  ]
}
