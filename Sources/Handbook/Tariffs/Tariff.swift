/// A tariff: what a subscription gives, for how long, for how much, and who may issue it (M-10…M-14, BEY-49).
package struct Tariff: Hashable, Sendable, Coded {
  package typealias Code = Handbook.Code<Tariff>

  /// BEY-20.
  package static let longestCode = 9

  package let code: Code
  package let name: Text
  package let line: ProductLine
  package let kind: Kind
  package let issuer: Issuer
  package let settlement: Settlement
  package let term: Term
  /// A free tariff has no prices; its sum is zero.
  package let isFree: Bool
  /// Of an extension: what one of it adds. Of an upgrade: the target's (DEC-28).
  package var limits: Limits
  package let conditions: [Condition]
  /// A subscriber may have it for at most so many months altogether (U-02); `nil` where nothing is said.
  package let mostMonths: Int?
  package let descriptionForPartners: Text
  package let descriptionForClients: Text
  /// «Услуги (14)» (H-08).
  package var services: [Service.Code]
  /// «Конфигурации (4)» (H-08).
  package var applications: [Application.Code]
  /// The extension tariffs that may be put on a subscription of this one.
  package let extensions: [Code]
  package let prices: [Price]
  /// The days on which it may be issued.
  package let validity: Validity

  package init(
    code: Code, name: Text, line: ProductLine, kind: Kind, issuer: Issuer, settlement: Settlement, term: Term,
    isFree: Bool, limits: Limits, conditions: [Condition] = [], mostMonths: Int? = nil, descriptionForPartners: Text,
    descriptionForClients: Text, services: [Service.Code] = [], applications: [Application.Code] = [],
    extensions: [Code] = [], prices: [Price] = [], validity: Validity
  ) {
    self.code = code
    self.name = name
    self.line = line
    self.kind = kind
    self.issuer = issuer
    self.settlement = settlement
    self.term = term
    self.isFree = isFree
    self.limits = limits
    self.conditions = conditions
    self.mostMonths = mostMonths
    self.descriptionForPartners = descriptionForPartners
    self.descriptionForClients = descriptionForClients
    self.services = services
    self.applications = applications
    self.extensions = extensions
    self.prices = prices
    self.validity = validity
  }
}

extension Tariff {
  /// What a subscription of the tariff is (BEY-45).
  package enum Kind: Hashable, Sendable {
    /// «Основная».
    case main
    /// A free try-out that the service gives by itself (F-04, U-02).
    case trial
    /// «Расширение основного тарифа»: bound to a main subscription (I-01).
    case extra(Extra)
    /// Raises a main subscription to a greater tariff (K-01).
    case upgrade(from: Code, to: Code)
  }

  /// What an extension adds, one of it at a time.
  package enum Extra: String, CaseIterable, Sendable {
    case session, base, register

    package var limits: Limits {
      switch self {
      case .session: Limits(sessions: 1)
      case .base: Limits(bases: 1)
      case .register: Limits(registers: 1)
      }
    }
  }

  /// Who may issue a subscription of the tariff (DEC-31).
  package enum Issuer: String, CaseIterable, Sendable {
    /// The serving organisation, and the vendor's staff.
    case partner
    /// The vendor's staff only (D-06).
    case vendor
    /// The service itself, when a client registers.
    case automatic
  }

  /// How the partner settles with the vendor (N-01).
  package enum Settlement: String, CaseIterable, Sendable {
    /// The whole term at once.
    case wholeTerm = "whole-term"
    /// «помесячно»: in equal parts, a month at a time.
    case monthly
  }

  /// How the end of a subscription follows from its start.
  package enum Term: Hashable, Sendable {
    /// One of these numbers of months, ascending.
    case months([Int])
    /// So many days, the first included (F-04, U-02).
    case days(Int)
    /// To the end of the client's support contract, at most so many months from its start (L-03, DEC-8).
    case contract(atMost: Int)
    /// To the end of the main subscription (I-06, DEC-4), charged by whole months (K-02).
    case restOfMain
  }

  /// What must be so for the tariff to be issued.
  package enum Condition: String, CaseIterable, Sendable {
    /// The client has an active local support contract «ИТС ПРОФ» with this partner (L-01, L-04).
    case supportContract = "support-contract"
    /// Only for the partner's own organisation (D-07).
    case ownOrganisation = "own-organisation"
  }
}

extension Tariff {
  package var isTrial: Bool { kind == .trial }

  /// What a subscription of the tariff is; what owners take themselves has no tariff of its own.
  package var subscriptionKind: Subscription.Kind {
    switch kind {
    case .main, .trial: .main
    case .extra: .extension
    case .upgrade: .upgrade
    }
  }

  /// Stands on its own; extensions and upgrades do not.
  package var standsAlone: Bool { kind == .main || kind == .trial }

  package var extra: Extra? { if case .extra(let extra) = kind { extra } else { nil } }

  /// The price row of exactly so many months on the day. Nothing is interpolated (DEC-18).
  package func price(months: Int, on day: Day) -> Price? {
    prices.first { $0.months == months && $0.validity.contains(day) }
  }

  /// What a subscription of so many months costs in all, one of it (H-07); `nil` if it cannot be had on the day.
  ///
  /// - Parameter months: The period; for the rest of a main subscription, its charged months (DEC-3, DEC-5).
  package func sum(months: Int, on day: Day) -> Money? {
    guard months > 0, validity.contains(day) else { return nil }
    switch term {
    case .days: return isFree ? .zero : nil
    case .contract(let most): if months > most { return nil }
    case .months(let allowed): if !allowed.contains(months) { return nil }
    case .restOfMain: break
    }
    if isFree { return .zero }
    return isPricedByMonth
      ? price(months: 1, on: day).map { $0.amount * months } : price(months: months, on: day)?.amount
  }

  /// One price, of a month, times the months: monthly settlement, extensions and upgrades (K-02, N-02, DEC-5).
  package var isPricedByMonth: Bool { settlement == .monthly || term == .restOfMain }

  /// The periods, in months, that may be chosen on the day, ascending.
  package func periods(on day: Day) -> [Int] {
    guard case .months(let months) = term else { return [] }
    return months.filter { sum(months: $0, on: day) != nil }
  }

  /// Whether any price in force on the day is made up for the example (DEC-17).
  package func hasSamplePrices(on day: Day) -> Bool {
    prices.contains { $0.isSample && $0.validity.contains(day) }
  }
}
