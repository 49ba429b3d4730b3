/// A subscription as it is stored; its tariff is what `termsID` says, whatever the catalogue says today.
package struct SubscriptionFacts: Sendable {
  package let id: Subscription.ID
  package let subscriberID: Subscriber.ID
  package let subscriberName: String
  package let partnerID: Subscriber.ID?
  package let partnerName: String?
  package let termsID: ID<Tariff>
  package let kind: Subscription.Kind
  package let mainID: Subscription.ID?
  package let quantity: Int
  package let months: Int?
  package let startsOn: Day
  package let endsOn: Day
  package let sum: Money
  package let accessKind: Subscriber.AccessKind
  package let comment: String
  package let createdAt: Instant
  package let createdByName: String?
  package let postedAt: Instant?
  package let postedByName: String?
  package let cancelledAt: Instant?
  package let version: Int

  package init(
    id: Subscription.ID, subscriberID: Subscriber.ID, subscriberName: String, partnerID: Subscriber.ID?,
    partnerName: String?, termsID: ID<Tariff>, kind: Subscription.Kind, mainID: Subscription.ID?, quantity: Int,
    months: Int?, startsOn: Day, endsOn: Day, sum: Money, accessKind: Subscriber.AccessKind, comment: String,
    createdAt: Instant, createdByName: String?, postedAt: Instant?, postedByName: String?, cancelledAt: Instant?,
    version: Int
  ) {
    self.id = id
    self.subscriberID = subscriberID
    self.subscriberName = subscriberName
    self.partnerID = partnerID
    self.partnerName = partnerName
    self.termsID = termsID
    self.kind = kind
    self.mainID = mainID
    self.quantity = quantity
    self.months = months
    self.startsOn = startsOn
    self.endsOn = endsOn
    self.sum = sum
    self.accessKind = accessKind
    self.comment = comment
    self.createdAt = createdAt
    self.createdByName = createdByName
    self.postedAt = postedAt
    self.postedByName = postedByName
    self.cancelledAt = cancelledAt
    self.version = version
  }

  package var period: Period { Period(startsOn, through: endsOn) }
  package func state(on today: Day) -> Subscription.State {
    Subscription.State(period: period, isPosted: postedAt != nil, isCancelled: cancelledAt != nil, on: today)
  }
}
