/// A tariff as it stands for one client: may it be had, from when, for how much, and if not, why (PRO-08).
package struct TariffChoice: Sendable {
  package let tariff: Tariff
  /// The first day on which it could begin.
  package let start: Day
  /// The main subscription that an extension or an upgrade would belong to.
  package let main: Subscription.ID?
  package let refusals: [Refusal]
  /// What the client pays, by months.
  package let prices: [Price]
  /// The partner recommends it (BEY-52).
  package let isRecommended: Bool
  /// For the client, in the partner's words or the catalogue's.
  package let description: Text

  package struct Price: Hashable, Sendable {
    package let months: Int
    package let amount: Money
    /// The recommended price that the partner's own one stands on.
    package let recommended: Money
    package let isSample: Bool

    package init(months: Int, amount: Money, recommended: Money, isSample: Bool) {
      self.months = months
      self.amount = amount
      self.recommended = recommended
      self.isSample = isSample
    }
  }

  package init(
    tariff: Tariff, start: Day, main: Subscription.ID?, refusals: [Refusal], prices: [Price], isRecommended: Bool,
    description: Text
  ) {
    self.tariff = tariff
    self.start = start
    self.main = main
    self.refusals = refusals
    self.prices = prices
    self.isRecommended = isRecommended
    self.description = description
  }

  package var isAvailable: Bool { refusals.isEmpty }

  /// Where it stands: what may be had now, what is recommended, main ones before what adds to them.
  package var order: (Int, Int, Int, Tariff.Code) {
    (isAvailable ? 0 : 1, isRecommended ? 0 : 1, tariff.standsAlone ? 0 : 1, tariff.code)
  }
}

extension Tariff {
  /// Whether a subscription of this tariff may have an extension or an upgrade of the other (I-01, K-01).
  package func takes(_ addOn: Tariff) -> Bool {
    switch addOn.kind {
    case .extra: extensions.contains(addOn.code)
    case .upgrade(let from, _): code == from
    case .main, .trial: false
    }
  }

  /// What clients of a partner pay, by months: its own price where it is above the recommended one (M-07).
  package func clientPrices(with own: [OwnPrice], on day: Day) -> [TariffChoice.Price] {
    prices.filter { $0.validity.contains(day) }.map { price in
      let mine = own.first { $0.tariff == code && $0.months == price.months }?.amount ?? price.amount
      return TariffChoice.Price(
        months: price.months, amount: max(mine, price.amount), recommended: price.amount, isSample: price.isSample)
    }.sorted { $0.months < $1.months }
  }
}
