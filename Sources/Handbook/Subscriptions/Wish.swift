/// What a client asks its partner for: a tariff, or the renewal of a subscription.
package struct Wish: Sendable {
  package let id: ID<Wish>
  package let subscriberID: Subscriber.ID
  package let subscriberName: String
  package let tariff: Tariff.Code
  /// The subscription to renew.
  package let subscriptionID: Subscription.ID?
  package let comment: String
  package let askedAt: Instant
  package let askedByName: String
  package let settledAt: Instant?
  /// `nil` while the partner has not answered.
  package let isMet: Bool?
  package let answer: String

  package init(
    id: ID<Wish>, subscriberID: Subscriber.ID, subscriberName: String, tariff: Tariff.Code,
    subscriptionID: Subscription.ID?, comment: String, askedAt: Instant, askedByName: String, settledAt: Instant?,
    isMet: Bool?, answer: String
  ) {
    self.id = id
    self.subscriberID = subscriberID
    self.subscriberName = subscriberName
    self.tariff = tariff
    self.subscriptionID = subscriptionID
    self.comment = comment
    self.askedAt = askedAt
    self.askedByName = askedByName
    self.settledAt = settledAt
    self.isMet = isMet
    self.answer = answer
  }
}
