import Handbook
import Store

/// What a subscriber has by the subscriptions in force on a day (DEC-27, DEC-28, DEC-30).
struct InForce: Sendable {
  let limits: Limits
  /// The applications that its tariffs open.
  let applications: Set<Application.Code>
  /// Whether applications start at all: extensions alone open nothing.
  let hasAccess: Bool
}

extension Office {
  /// - Complexity: one step into an index, and the subscriptions in force.
  func inForce(of subscriber: Subscriber.ID, on day: Day, _ tx: any Reading) throws -> InForce {
    var grants: [Grant] = []
    var applications: Set<Application.Code> = []
    for facts in try tx.grantsInForce(of: subscriber, on: day) {
      let tariff = try catalogues.tariff(facts.terms, tx)
      grants.append(grant(facts, tariff))
      if facts.kind != .boost { applications.formUnion(tariff.applications) }
    }
    let hasAccess = grants.contains { $0.kind != .extra }
    return InForce(
      limits: Limits.inForce(grants), applications: hasAccess ? applications : [], hasAccess: hasAccess)
  }

  private func grant(_ facts: GrantFacts, _ tariff: Tariff) -> Grant {
    Grant(facts.kind, of: tariff, quantity: facts.quantity, boost: facts.boost)
  }

  /// The limits if `tariff` came into force too.
  func limits(of subscriber: Subscriber.ID, with tariff: Tariff, quantity: Int, on day: Day, _ tx: any Reading) throws
    -> Limits
  {
    let new = Grant(tariff.subscriptionKind, of: tariff, quantity: quantity, boost: .none)
    return Limits.inForce(
      try tx.grantsInForce(of: subscriber, on: day).map { try grant($0, catalogues.tariff($0.terms, tx)) } + [new])
  }

  /// How the limits of a day come about, line by line (DEC-27, PRO-09).
  func account(of subscriber: Subscriber.ID, on day: Day, _ tx: any Reading) throws -> LimitsAccount {
    LimitsAccount(
      try sold(tx.postedSubscriptions(of: subscriber, from: day), tx).filter { $0.facts.startsOn <= day })
  }
}
