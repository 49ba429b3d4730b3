/// An account of the ledger: what kind it is, and whose.
///
/// A charge goes from the creditor's sales to the partner's accrued debt; an invoice from accrued to owed; a payment
/// from owed to the creditor's money; an advance comes from the creditor's refunds, and is set off against what is owed.
package struct Account: Hashable, Comparable, Sendable {
  package let kind: Kind
  package let owner: Subscriber.ID

  package init(_ kind: Kind, of owner: Subscriber.ID) {
    self.kind = kind
    self.owner = owner
  }

  package enum Kind: String, CaseIterable, Sendable {
    /// Charged, not invoiced yet.
    case accrued
    /// Invoiced, not paid yet.
    case owed
    /// Granted, not set off yet (W-04).
    case advance
    /// What a creditor has sold.
    case sales
    /// What a creditor was paid.
    case money
    /// What a creditor granted as advances.
    case refunds

    package var text: Text {
      switch self {
      case .accrued:
        Text(ru: "Начислено, счёт не выставлен", kk: "Есептелді, шот шығарылмаған", en: "Charged, not invoiced")
      case .owed: Text(ru: "Выставлено, не оплачено", kk: "Шот шығарылған, төленбеген", en: "Invoiced, not paid")
      case .advance: Text(ru: "Аванс", kk: "Аванс", en: "Advance")
      case .sales: Text(ru: "Продажи", kk: "Сатылым", en: "Sales")
      case .money: Text(ru: "Получено", kk: "Алынған ақша", en: "Received")
      case .refunds: Text(ru: "Перезачёты", kk: "Қайта есепке алу", en: "Refunds to advance")
      }
    }
  }

  package static func < (one: Self, other: Self) -> Bool {
    (one.owner, one.kind.rawValue) < (other.owner, other.kind.rawValue)
  }
}

/// An entry of the ledger: one sum, into one account and out of another. It balances by what it is, and is never
/// changed.
package struct LedgerEntry: Hashable, Sendable {
  package let day: Day
  package let kind: Kind
  package let debit: Account
  package let credit: Account
  /// Positive.
  package let amount: Money
  /// The closing, the invoice, the payment or the refund that it came from.
  package let document: Int64

  package enum Kind: String, CaseIterable, Sendable {
    case charge, correction, invoice, payment, reversal, advance
    case setOff = "set-off"

    package var text: Text {
      switch self {
      case .charge: Text(ru: "Начисление", kk: "Есептеу", en: "Charge")
      case .correction: Text(ru: "Исправление", kk: "Түзету", en: "Correction")
      case .invoice: Text(ru: "Счёт", kk: "Шот", en: "Invoice")
      case .payment: Text(ru: "Оплата", kk: "Төлем", en: "Payment")
      case .reversal: Text(ru: "Сторно оплаты", kk: "Төлемді сторно ету", en: "Payment reversed")
      case .advance: Text(ru: "Аванс", kk: "Аванс", en: "Advance")
      case .setOff: Text(ru: "Зачёт аванса", kk: "Авансты есепке алу", en: "Advance set off")
      }
    }
  }

  /// `nil` where there is nothing to post. A negative sum goes the other way.
  package init?(
    _ kind: Kind, _ sum: Money, debit: Account, credit: Account, on day: Day, document: Int64
  ) {
    if sum == .zero { return nil }
    self.kind = kind
    self.day = day
    self.document = document
    amount = Money(tiyn: abs(sum.tiyn))
    (self.debit, self.credit) = sum > .zero ? (debit, credit) : (credit, debit)
  }
}

/// What went into an account and out of it.
package struct Turnover: Hashable, Sendable {
  package var debit: Money
  package var credit: Money

  package init(debit: Money = .zero, credit: Money = .zero) {
    self.debit = debit
    self.credit = credit
  }

  package var balance: Money { debit - credit }
  package static func - (one: Self, other: Self) -> Self {
    Self(debit: one.debit - other.debit, credit: one.credit - other.credit)
  }
  package static func + (one: Self, other: Self) -> Self {
    Self(debit: one.debit + other.debit, credit: one.credit + other.credit)
  }
}

extension Money {
  package static func += (one: inout Money, other: Money) { one = one + other }
}
