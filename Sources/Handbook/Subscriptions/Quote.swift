/// What is being sold, worked out as far as the entries allow, with everything that follows from it (PRO-06, PRO-09).
package struct Quote: Sendable {
  package let subscriber: SubscriberFacts?
  package let tariff: Tariff?
  package let period: Period?
  package let sum: Money?
  /// The price is made up for the example (DEC-17).
  package let isSample: Bool
  /// What the partner will owe the vendor at its discount (P-04).
  package let owed: Money?
  package let limitsBefore: Limits
  package let limitsAfter: Limits?
  /// What stands in the way of posting.
  package let refusals: [Refusal]
  /// The tariffs that may be chosen.
  package let tariffs: [Tariff]
  /// The client's main subscriptions that an extension may belong to.
  package let mains: [SoldSubscription]

  package init(
    subscriber: SubscriberFacts?, tariff: Tariff?, period: Period?, sum: Money?, isSample: Bool, owed: Money?,
    limitsBefore: Limits,
    limitsAfter: Limits?, refusals: [Refusal], tariffs: [Tariff], mains: [SoldSubscription]
  ) {
    self.subscriber = subscriber
    self.tariff = tariff
    self.period = period
    self.sum = sum
    self.isSample = isSample
    self.owed = owed
    self.limitsBefore = limitsBefore
    self.limitsAfter = limitsAfter
    self.refusals = refusals
    self.tariffs = tariffs
    self.mains = mains
  }
}
