/// How the limits in force come about, line by line (DEC-27, DEC-28): what a person reads, and what counts.
package struct LimitsAccount: Sendable {
  package let limits: Limits
  package let lines: [Line]

  /// What one subscription in force gives.
  package struct Line: Sendable {
    package let facts: SubscriptionFacts
    package let tariff: Tariff
    package let grant: Grant
    /// Of a main one or an upgrade: the measures for which it gives the most, and which therefore count. Main ones are
    /// never added together (U-04).
    package let counts: Set<Measure>
  }

  /// What is limited.
  package enum Measure: String, CaseIterable, Sendable {
    case bases, sessions, users, registers

    package var text: Text {
      switch self {
      case .bases: Text(ru: "Информационные базы", kk: "Ақпараттық базалар", en: "Infobases")
      case .sessions: Text(ru: "Одновременные сеансы", kk: "Бір мезгілдегі сеанстар", en: "Sessions at a time")
      case .users: Text(ru: "Пользователи", kk: "Пайдаланушылар", en: "Users")
      case .registers: Text(ru: "Кассы", kk: "Кассалар", en: "Cash registers")
      }
    }
  }

  /// - Parameter sold: What is in force on the day.
  /// - Complexity: O(subscriptions).
  package init(_ sold: [SoldSubscription]) {
    let grants = sold.map(\.grant)
    let greatest = grants.filter { $0.kind != .extra }.reduce(Limits.none) { $0.orMore($1.limits) }
    let hasMain = grants.contains { $0.kind != .extra }
    var taken: Set<Measure> = []
    lines = zip(sold, grants).map { sold, grant in
      let counts: Set<Measure>
      if grant.kind == .extra {
        counts = hasMain ? Set(Measure.allCases.filter { grant.limits[$0] != 0 }) : []
      } else {
        counts = Set(Measure.allCases.filter { grant.limits[$0] == greatest[$0] && greatest[$0] != 0 }).subtracting(
          taken)
        taken.formUnion(counts)
      }
      return Line(facts: sold.facts, tariff: sold.tariff, grant: grant, counts: counts)
    }
    limits = Limits.inForce(grants)
  }
}

extension Limits {
  /// `nil` where there is no limit.
  package subscript(measure: LimitsAccount.Measure) -> Int? {
    switch measure {
    case .bases: bases
    case .sessions: sessions
    case .users: users
    case .registers: registers
    }
  }
}

extension SoldSubscription {
  /// What it gives towards the limits while it is in force.
  package var grant: Grant { Grant(facts.kind, of: tariff, quantity: facts.quantity, boost: facts.boost) }
}
