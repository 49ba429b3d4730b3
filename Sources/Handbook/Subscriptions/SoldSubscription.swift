/// A subscription with the tariff on whose terms it was sold.
package struct SoldSubscription: Sendable {
  package let facts: SubscriptionFacts
  package let tariff: Tariff

  package init(facts: SubscriptionFacts, tariff: Tariff) {
    self.facts = facts
    self.tariff = tariff
  }
}
