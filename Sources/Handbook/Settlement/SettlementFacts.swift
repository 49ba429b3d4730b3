/// Where a debtor stands with its creditor.
package struct DebtorLine: Sendable {
  package let id: Subscriber.ID
  package let name: String
  /// Charged in closed months and not invoiced: nothing, but for a moment.
  package let accrued: Money
  /// Invoiced, and not paid.
  package let owed: Money
  /// Granted, and not set off yet.
  package let advance: Money

  package init(id: Subscriber.ID, name: String, accrued: Money, owed: Money, advance: Money) {
    self.id = id
    self.name = name
    self.accrued = accrued
    self.owed = owed
    self.advance = advance
  }

  package var balance: Money { accrued + owed - advance }
}

/// What a month that is not closed yet holds.
package struct OpenMonth: Sendable {
  package let month: Month
  package let lines: [StatementLine]
  package let count: Int
  package let sum: Money

  package init(month: Month, lines: [StatementLine], count: Int, sum: Money) {
    self.month = month
    self.lines = lines
    self.count = count
    self.sum = sum
  }
}

/// A refund request with what the service would grant, and how it comes about.
package struct RefundCase: Sendable {
  package let refund: Refund
  package let proposal: AdvanceProposal
  package let tariff: Text
  package let period: Period

  package init(refund: Refund, proposal: AdvanceProposal, tariff: Text, period: Period) {
    self.refund = refund
    self.proposal = proposal
    self.tariff = tariff
    self.period = period
  }
}

/// How far the closing of a month is.
package struct ClosingProgress: Sendable {
  package let month: Month
  package let partners: Int
  package let closed: Int
  package let parked: Int
  package let lines: Int
  package let charged: Money

  package init(month: Month, partners: Int, closed: Int, parked: Int, lines: Int, charged: Money) {
    self.month = month
    self.partners = partners
    self.closed = closed
    self.parked = parked
    self.lines = lines
    self.charged = charged
  }
}

/// What the nightly audit found.
package struct SettlementDifference: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case missing, extra, different, totals

    package var text: Text {
      switch self {
      case .missing: Text(ru: "Не начислено", kk: "Есептелмеген", en: "Not charged")
      case .extra: Text(ru: "Начислено лишнее", kk: "Артық есептелген", en: "Charged without cause")
      case .different: Text(ru: "Начислена другая сумма", kk: "Басқа сома есептелген", en: "Charged otherwise")
      case .totals: Text(ru: "Итоги не сходятся", kk: "Қорытынды сәйкес емес", en: "Totals do not agree")
      }
    }
  }

  package let closing: Closing.ID
  package let kind: Kind
  /// `nil` where it is about the totals.
  package let key: Charge.Key?
  package let charged: Money
  package let owed: Money

  package init(closing: Closing.ID, kind: Kind, key: Charge.Key?, charged: Money, owed: Money) {
    self.closing = closing
    self.kind = kind
    self.key = key
    self.charged = charged
    self.owed = owed
  }

  package var text: Text {
    let what = key.map { "\($0.subscription.nineDigits), \($0.kind.rawValue) \($0.number + 1)" } ?? ""
    return Text(
      ru: "\(kind.text.ru): \(what) начислено \(charged), по пересчёту \(owed)",
      kk: "\(kind.text.kk): \(what) есептелгені \(charged), қайта есептегенде \(owed)",
      en: "\(kind.text.en): \(what) charged \(charged), recomputed \(owed)")
  }
}

/// A difference as the vendor sees it.
package struct FoundDifference: Sendable {
  package let difference: SettlementDifference
  package let partner: String
  package let month: Month
  package let foundAt: Instant

  package init(difference: SettlementDifference, partner: String, month: Month, foundAt: Instant) {
    self.difference = difference
    self.partner = partner
    self.month = month
    self.foundAt = foundAt
  }
}
