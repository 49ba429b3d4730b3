/// A posted subscription with what its charges follow from, and nothing else: a month close reads millions of them.
package struct ChargedSubscription: Sendable {
  package let id: Subscription.ID
  package let terms: ChargeTerms
  package let quantity: Int
  /// The chosen period; `nil` where the term is the rest of a main subscription.
  package let months: Int?
  package let startsOn: Day
  package let endsOn: Day
  /// At the recommended price, for all the months and pieces.
  package let sum: Money
  package let postedOn: Day
  package let postedAt: Instant
  package let cancelledOn: Day?

  package init(
    id: Subscription.ID, terms: ChargeTerms, quantity: Int, months: Int?, startsOn: Day, endsOn: Day, sum: Money,
    postedOn: Day, postedAt: Instant, cancelledOn: Day?
  ) {
    self.id = id
    self.terms = terms
    self.quantity = quantity
    self.months = months
    self.startsOn = startsOn
    self.endsOn = endsOn
    self.sum = sum
    self.postedOn = postedOn
    self.postedAt = postedAt
    self.cancelledOn = cancelledOn
  }
}

/// Of a tariff, what charges follow from.
package struct ChargeTerms: Hashable, Sendable {
  package let settlement: Tariff.Settlement
  package let isPricedByMonth: Bool
  /// Every price that the tariff has, by months: what a charge is held against (DEC-59).
  package let prices: [Price]

  package init(_ tariff: Tariff) {
    self.init(settlement: tariff.settlement, isPricedByMonth: tariff.isPricedByMonth, prices: tariff.prices)
  }

  package init(settlement: Tariff.Settlement, isPricedByMonth: Bool, prices: [Price]) {
    self.settlement = settlement
    self.isPricedByMonth = isPricedByMonth
    self.prices = prices
  }
}

extension ChargedSubscription {
  /// What is charged in the month: nothing for free ones.
  ///
  /// - A whole term is charged in the month of posting (P-05), unless it was cancelled within it (M-05). What was
  ///   cancelled later, with its shortened main subscription, stays charged (O-01).
  /// - A month is charged as soon as it starts (N-04), or in the month of posting if it started before. A cancelled
  ///   subscription is charged for the months that had started by then: one day is a month (N-05).
  ///
  /// - Complexity: O(1), but for the month of posting.
  /// - Throws: `NoDiscount` if nobody has said what the partner's discount is.
  package func charges(in month: Month, _ discounts: Discounts) throws(NoDiscount) -> [Charge] {
    guard sum > .zero, postedOn.month <= month else { return [] }
    switch terms.settlement {
    case .wholeTerm:
      guard postedOn.month == month, !isCancelledInMonthOfPosting else { return [] }
      return [try whole(discounts)]
    case .monthly:
      var charges: [Charge] = []
      for number in numbers(in: month) { charges.append(try started(number, discounts)) }
      return charges
    }
  }

  /// Everything that is charged by the end of the month.
  ///
  /// - Complexity: O(months).
  package func charges(through month: Month, _ discounts: Discounts) throws(NoDiscount) -> [Charge] {
    var (charges, next): ([Charge], Month) = ([], postedOn.month)
    let last = min(month, max(next, endsOn.month.next))
    while next <= last {
      charges += try self.charges(in: next, discounts)
      next = next.next
    }
    return charges
  }

  /// The charge of the key as it should be, whenever it was made.
  package func charge(_ key: Charge.Key, _ discounts: Discounts) throws(NoDiscount) -> Charge {
    key.kind == .term ? try whole(discounts) : try started(key.number, discounts)
  }

  private var isCancelledInMonthOfPosting: Bool { cancelledOn.map { $0.month <= postedOn.month } ?? false }

  /// How many months it has in all.
  private var count: Int { months ?? Period(startsOn, through: max(startsOn, endsOn)).chargedMonths }

  private func period(of number: Int) -> Period { Period.month(number, from: startsOn) }

  private func numbers(in month: Month) -> [Int] {
    let distance = (month.year - startsOn.month.year) * 12 + month.number - startsOn.month.number
    // A clamped month moves its follower by a day, at most into the next month (DEC-2).
    let first = postedOn.month == month ? 0 : max(0, distance - 1)
    let last = min(count - 1, distance + 1)
    guard first <= last else { return [] }
    return (first...last).filter { number in
      let start = period(of: number).start
      if let cancelledOn, start > cancelledOn { return false }
      return max(start.month, postedOn.month) == month
    }
  }

  private func whole(_ discounts: Discounts) throws(NoDiscount) -> Charge {
    let period = Period(startsOn, through: max(startsOn, endsOn))
    let times = terms.isPricedByMonth ? times(over: period) : 1
    guard let discount = discounts.frozen(at: postedAt, on: postedOn) else { throw NoDiscount(subscription: id) }
    return Charge(
      key: .init(id, .term, 0), period: period, price: price(times), times: times, quantity: quantity,
      discount: discount)
  }

  private func started(_ number: Int, _ discounts: Discounts) throws(NoDiscount) -> Charge {
    let period = period(of: number)
    guard let discount = discounts.accrual(on: period.start) else { throw NoDiscount(subscription: id) }
    return Charge(
      key: .init(id, .month, number), period: period, price: price(count), times: 1, quantity: quantity,
      discount: discount)
  }

  /// The months that the sum pays for. A shortened main subscription cuts the period of what belongs to it and not its
  /// sum (O-01): then the months are those by which the price list makes the sum.
  private func times(over period: Period) -> Int {
    let months = period.chargedMonths
    let units = terms.prices.lazy.filter { $0.months == 1 && $0.amount > .zero }.map {
      $0.amount.tiyn * Int64(quantity)
    }
    if units.contains(where: { $0 * Int64(months) == sum.tiyn }) { return months }
    let paid = units.first { sum.tiyn % $0 == 0 && sum.tiyn / $0 > Int64(months) }
    return paid.map { Int(sum.tiyn / $0) } ?? months
  }

  private func price(_ times: Int) -> Money { Money(tiyn: sum.tiyn / (Int64(times) * Int64(quantity))) }
}

/// Nobody has said what the partner's discount is: its charges cannot be worked out.
package struct NoDiscount: Error, Sendable {
  package let subscription: Subscription.ID

  package init(subscription: Subscription.ID) {
    self.subscription = subscription
  }
}
