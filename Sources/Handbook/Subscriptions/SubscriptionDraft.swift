/// An intention to sell a tariff to a subscriber, with every fact that its rules need.
///
/// The end and the sum are not typed but follow from the tariff, the start and the period (H-03).
package struct SubscriptionDraft: Draft {
  package let tariff: Tariff
  package let start: Day
  /// The chosen period, for tariffs that are sold by it.
  package let months: Int?
  package let quantity: Int
  /// The client's local support contract, for the tariffs that need one (L-01).
  package let contract: SupportContract?
  /// The main subscription that an extension or an upgrade belongs to (I-02, K-01).
  package let main: Neighbour?
  package let client: Client
  /// The client's other posted main subscriptions.
  package let neighbours: [Neighbour]
  /// What the client has had of this tariff before.
  package let earlier: Earlier
  /// Who issues it: a partner, or the vendor's staff (DEC-31).
  package let issuer: Tariff.Issuer
  package let today: Day

  package struct Client: Sendable {
    package let organisation: String
    package let bin: BIN?
    package let itsNumber: String
    /// The issuer's own subscriber (D-07).
    package let isIssuer: Bool

    package init(organisation: String, bin: BIN?, itsNumber: String, isIssuer: Bool) {
      self.organisation = organisation
      self.bin = bin
      self.itsNumber = itsNumber
      self.isIssuer = isIssuer
    }
  }

  package struct Neighbour: Sendable {
    package let id: Subscription.ID
    package let tariff: Tariff
    package let period: Period
    /// The posted upgrade that it has (K-01), with the target's limits (DEC-28).
    package let upgrade: Upgrade?

    package struct Upgrade: Sendable {
      package let id: Subscription.ID
      package let limits: Limits

      package init(id: Subscription.ID, limits: Limits) {
        self.id = id
        self.limits = limits
      }
    }

    package init(id: Subscription.ID, tariff: Tariff, period: Period, upgrade: Upgrade? = nil) {
      self.id = id
      self.tariff = tariff
      self.period = period
      self.upgrade = upgrade
    }

    /// What the client has by it, an upgrade counted.
    package var limits: Limits { upgrade.map { tariff.limits.orMore($0.limits) } ?? tariff.limits }
  }

  /// What a client has had of a tariff, posted and not cancelled.
  package struct Earlier: Sendable {
    package let times: Int
    package let months: Int

    package init(times: Int = 0, months: Int = 0) {
      self.times = times
      self.months = months
    }
  }

  package init(
    tariff: Tariff, start: Day, months: Int?, quantity: Int = 1, contract: SupportContract? = nil,
    main: Neighbour? = nil, client: Client, neighbours: [Neighbour] = [], earlier: Earlier = Earlier(),
    issuer: Tariff.Issuer, today: Day
  ) {
    self.tariff = tariff
    self.start = start
    self.months = months
    self.quantity = quantity
    self.contract = contract
    self.main = main
    self.client = client
    self.neighbours = neighbours
    self.earlier = earlier
    self.issuer = issuer
    self.today = today
  }

  package var kind: Subscription.Kind { tariff.subscriptionKind }

  /// From the start to the end that the tariff's term gives; `nil` while what it needs is missing.
  package var period: Period? {
    switch tariff.term {
    case .months: months.flatMap { $0 > 0 && $0 <= 120 ? Period(months: $0, from: start) : nil }
    case .days(let count): Period(start, through: start + (count - 1))
    case .contract(let most):
      Period(
        start, through: max(start, min(Period(months: most, from: start).end, contract?.end ?? Day(sinceEpoch: .max))))
    case .restOfMain: main.flatMap { start <= $0.period.end ? Period(start, through: $0.period.end) : nil }
    }
  }

  /// The months that are paid for: those chosen, or the least that cover the period (DEC-3, DEC-5).
  package var chargedMonths: Int {
    if case .months = tariff.term { return months ?? 0 }
    return period?.chargedMonths ?? 0
  }

  /// «Сумма» at the recommended price (H-07, DEC-5); `nil` while the period or its price is missing.
  package var sum: Money? {
    period == nil ? nil : tariff.sum(months: chargedMonths, on: today).map { $0 * quantity }
  }

  /// The row of the price list that the sum is worked out from; `nil` for a free tariff.
  package var price: Price? {
    tariff.price(months: tariff.isPricedByMonth ? 1 : chargedMonths, on: today)
  }

  /// What the client pays at the partner's own price; never below the recommended sum, whatever became of the price list
  /// since (M-07, DEC-24).
  package func sum(at ownPrice: Money?) -> Money? {
    guard let sum else { return nil }
    guard let ownPrice, !tariff.isFree else { return sum }
    return max(sum, ownPrice * (tariff.isPricedByMonth ? chargedMonths : 1) * quantity)
  }

  package var accessKind: Subscriber.AccessKind {
    tariff.isTrial ? .trial : tariff.isFree ? .free : .paid
  }

  package static let rules: [Rule<Self>] = [
    .isIssuedByTheRightOnes, .isForTheRightOnes, .hasOrganisationName, .hasBIN, .hasSupportContract,
    .isOwnSupportContract, .isContractOfTheRightLevel, .isContractInForce, .periodIsOffered, .isGivenOnce,
    .isWithinItsMonths, .startsThisMonthOrLater, .startsWithinAYear, .isNotSmaller, .doesNotOverlap, .hasMain,
    .startsNoEarlierThanMain, .isIssuedBeforeMainEnds, .startsTodayOrLater, .mainAllowsIt, .hasNoOtherUpgrade,
  ]
}

extension SubscriptionDraft {
  /// The posted main subscription of the same line that gives more, within the period: a smaller tariff has no place
  /// there, paid or free (O-01). A trial stands in nobody's way (F-07).
  var greater: Neighbour? {
    guard kind == .main, !tariff.isTrial, let period else { return nil }
    return neighbours.first {
      !$0.tariff.isTrial && $0.tariff.line == tariff.line && $0.period.overlaps(period)
        && $0.limits != tariff.limits && $0.limits.covers(tariff.limits)
    }
  }

  /// The posted main subscription of the same line, neither or both free, that is in force within the period.
  /// A trial stands in nobody's way (F-07); a paid tariff may stand over a free one (U-04).
  var overlapping: Neighbour? {
    guard kind == .main, !tariff.isTrial, let period else { return nil }
    return neighbours.first {
      !$0.tariff.isTrial && $0.tariff.line == tariff.line && $0.tariff.isFree == tariff.isFree
        && $0.period.overlaps(period)
    }
  }

  /// The first day on which a main subscription of the tariff could follow what is in its way: the day after the last
  /// end (O-02, DEC-7); `nil` if nothing is in its way now.
  package var planStart: Day? {
    guard greater != nil || overlapping != nil else { return nil }
    return neighbours.filter { !$0.tariff.isTrial && $0.tariff.line == tariff.line }.map(\.period.end).max().map {
      $0 + 1
    }
  }

  /// The day before the start on which nothing of the line is in force though something was: access would stop for
  /// these days (DEC-7).
  package var gap: Period? {
    guard kind == .main, !tariff.isTrial,
      let end = neighbours.filter({ !$0.tariff.isTrial && $0.tariff.line == tariff.line }).map(\.period.end).max(),
      end + 1 < start, end >= today - 1
    else { return nil }
    return Period(end + 1, through: start - 1)
  }

  /// The next day from which the same upgrade or extension costs a month less, if the chosen one does not stand on such
  /// a day itself: K-04 takes six months from 25 June where K-03 takes five from 15 July (PRO-06).
  package var cheaperStart: (start: Day, months: Int, sum: Money)? {
    guard tariff.term == .restOfMain, let main, start > main.period.start, start <= main.period.end else { return nil }
    func months(from day: Day) -> Int { Period(day, through: main.period.end).chargedMonths }
    let now = months(from: start)
    guard now > 1, months(from: start - 1) == now else { return nil }
    var day = start + 1
    while day <= main.period.end, months(from: day) == now { day = day + 1 }
    guard day <= main.period.end, let sum = tariff.sum(months: months(from: day), on: today) else { return nil }
    return (day, months(from: day), sum * quantity)
  }
}
