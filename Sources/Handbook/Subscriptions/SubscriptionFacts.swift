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
  /// The main subscription that grace days or a temporary extra were taken for (BEY-46, BEY-47).
  package let originID: Subscription.ID?
  package let quantity: Int
  package let months: Int?
  package let startsOn: Day
  package let endsOn: Day
  /// At the recommended price: what the partner's debt is counted from.
  package let sum: Money
  /// At the price that the partner sold it for (M-07).
  package let clientSum: Money
  package let accessKind: Subscriber.AccessKind
  package let comment: String
  /// The client's support contract by which it was issued (L-01).
  package let contract: SupportContract?
  /// What a temporary extra adds (BEY-47).
  package let boost: Limits
  package let createdAt: Instant
  package let createdByName: String?
  package let postedAt: Instant?
  /// The civil day of posting: its month is the one in which it can be corrected (M-05).
  package let postedOn: Day?
  package let postedByName: String?
  package let cancelledAt: Instant?
  package let version: Int

  package init(
    id: Subscription.ID, subscriberID: Subscriber.ID, subscriberName: String, partnerID: Subscriber.ID?,
    partnerName: String?, termsID: ID<Tariff>, kind: Subscription.Kind, mainID: Subscription.ID?,
    originID: Subscription.ID?, quantity: Int,
    months: Int?, startsOn: Day, endsOn: Day, sum: Money, clientSum: Money, accessKind: Subscriber.AccessKind,
    comment: String, contract: SupportContract?, boost: Limits,
    createdAt: Instant, createdByName: String?, postedAt: Instant?, postedOn: Day?, postedByName: String?,
    cancelledAt: Instant?,
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
    self.originID = originID
    self.quantity = quantity
    self.months = months
    self.startsOn = startsOn
    self.endsOn = endsOn
    self.sum = sum
    self.clientSum = clientSum
    self.accessKind = accessKind
    self.comment = comment
    self.contract = contract
    self.boost = boost
    self.createdAt = createdAt
    self.createdByName = createdByName
    self.postedAt = postedAt
    self.postedOn = postedOn
    self.postedByName = postedByName
    self.cancelledAt = cancelledAt
    self.version = version
  }

  /// Of one that was cancelled before it began, when its main subscription was shortened: the day of its start.
  package var period: Period { Period(startsOn, through: max(startsOn, endsOn)) }
  package func state(on today: Day) -> Subscription.State {
    Subscription.State(period: period, isPosted: postedAt != nil, isCancelled: cancelledAt != nil, on: today)
  }

  /// The last day on which the vendor may correct it on the partner's request (M-05, PRO-09); `nil` for a draft.
  package var correctableUntil: Day? { postedOn?.month.last }
}
