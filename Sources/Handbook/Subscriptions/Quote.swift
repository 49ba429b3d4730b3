/// What is being sold, worked out as far as the entries allow, with everything that follows from it (PRO-06, PRO-09).
package struct Quote: Sendable {
  package let subscriber: SubscriberFacts?
  package let tariff: Tariff?
  package let period: Period?
  /// «Сумма» at the recommended price, from which the partner's debt is counted.
  package let sum: Money?
  /// What the client pays at the partner's own price (M-07); the recommended price where the partner has none.
  package let clientSum: Money?
  /// The months that are paid for (DEC-3, K-02).
  package let chargedMonths: Int?
  /// The price is made up for the example (DEC-17).
  package let isSample: Bool
  /// What the partner will owe the vendor at its discount, and with which month's bill (P-04, P-05, N-02).
  package let dues: [Due]
  package let limitsBefore: Limits
  package let limitsAfter: Limits?
  /// The applications that it opens and that nothing else does.
  package let newApplications: [Application.Code]
  /// For an upgrade or an extension begun inside a started month: the next day from which it costs less (K-04, PRO-06).
  package let cheaper: Cheaper?
  /// Where something greater, or the same, is in the way: the day from which this could be planned (O-02, PRO-24).
  package let planStart: Day?
  /// The days on which access would stop before it begins (DEC-7).
  package let gap: Period?
  /// The last day on which a mistake could be corrected if it were posted now (M-05, PRO-09).
  package let correctableUntil: Day
  /// What stands in the way of posting.
  package let refusals: [Refusal]
  /// What the tariff gives besides its limits (H-08): services and configurations.
  package let services: [Service]
  package let applications: [Application]
  /// The tariffs that may be chosen.
  package let tariffs: [Tariff]
  /// The client's main subscriptions that an extension or an upgrade may belong to.
  package let mains: [SoldSubscription]

  /// A part of what the partner will owe.
  package struct Due: Hashable, Sendable {
    /// The month whose bill it stands in: the one after posting, or after the accrual (P-05, DEC-21).
    package let month: Month
    package let sum: Money

    package init(month: Month, sum: Money) {
      self.month = month
      self.sum = sum
    }
  }

  package struct Cheaper: Hashable, Sendable {
    package let start: Day
    package let months: Int
    package let sum: Money

    package init(start: Day, months: Int, sum: Money) {
      self.start = start
      self.months = months
      self.sum = sum
    }
  }

  package init(
    subscriber: SubscriberFacts?, tariff: Tariff?, draft: SubscriptionDraft?, clientSum: Money?, discount: Percent?,
    limitsBefore: Limits, limitsAfter: Limits?, newApplications: [Application.Code], catalogue: Catalogue,
    refusals: [Refusal], tariffs: [Tariff], mains: [SoldSubscription], today: Day
  ) {
    self.subscriber = subscriber
    self.tariff = tariff
    period = draft?.period
    sum = draft?.sum
    self.clientSum = clientSum
    chargedMonths = period == nil ? nil : draft?.chargedMonths
    isSample = draft?.price?.isSample ?? false
    dues = draft.flatMap { draft in discount.map { draft.dues(less: $0) } } ?? []
    self.limitsBefore = limitsBefore
    self.limitsAfter = limitsAfter
    self.newApplications = newApplications
    cheaper = draft?.cheaperStart.map { Cheaper(start: $0.start, months: $0.months, sum: $0.sum) }
    planStart = draft?.planStart
    gap = draft?.gap
    correctableUntil = today.month.last
    self.refusals = refusals
    services = tariff?.services.compactMap(catalogue.service) ?? []
    applications = tariff?.applications.compactMap(catalogue.application) ?? []
    self.tariffs = tariffs
    self.mains = mains
  }

  /// What the partner will owe in all.
  package var owed: Money? { dues.isEmpty ? nil : dues.reduce(.zero) { $0 + $1.sum } }
}

extension SubscriptionDraft {
  /// What the partner will owe, by the month of the bill: the whole sum in the month after posting (P-05), or a month's
  /// price for each started month, billed in the month after it starts (N-04, DEC-20, DEC-21).
  ///
  /// - Complexity: O(months).
  package func dues(less discount: Percent) -> [Quote.Due] {
    guard let sum, let period, !tariff.isFree else { return [] }
    guard tariff.settlement == .monthly else {
      return [Quote.Due(month: today.month.next, sum: sum.less(discount))]
    }
    let months = chargedMonths
    guard months > 0, let price = tariff.price(months: 1, on: today)?.amount else { return [] }
    return (0..<months).map { number in
      Quote.Due(
        month: Period.month(number, from: period.start).start.month.next, sum: (price * quantity).less(discount))
    }
  }
}
