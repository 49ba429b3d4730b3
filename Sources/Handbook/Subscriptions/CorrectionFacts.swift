/// A correction that was made.
package struct CorrectionFacts: Sendable {
  package let id: Correction.ID
  package let subscriptionID: Subscription.ID
  package let kind: Correction.Kind
  package let reason: Correction.Reason
  package let comment: String
  /// What it was, as JSON: tariff, period, quantity, sum.
  package let before: String
  package let after: String
  package let madeAt: Instant
  package let madeByName: String?

  package init(
    id: Correction.ID, subscriptionID: Subscription.ID, kind: Correction.Kind, reason: Correction.Reason,
    comment: String, before: String, after: String, madeAt: Instant, madeByName: String?
  ) {
    self.id = id
    self.subscriptionID = subscriptionID
    self.kind = kind
    self.reason = reason
    self.comment = comment
    self.before = before
    self.after = after
    self.madeAt = madeAt
    self.madeByName = madeByName
  }
}

/// What a partner asks the vendor to mend (M-06, DEC-32).
package struct CorrectionRequest: Sendable {
  package let id: ID<CorrectionRequest>
  package let subscriptionID: Subscription.ID
  package let subscriberID: Subscriber.ID
  package let subscriberName: String
  package let partnerName: String?
  package let kind: Correction.Kind
  package let reason: Correction.Reason
  package let comment: String
  package let askedAt: Instant
  package let askedByName: String?
  /// When the subscription was posted: the request must be answered within that month (M-05).
  package let postedOn: Day?
  package let answeredAt: Instant?
  package let answeredByName: String?
  /// `nil` while nobody has answered.
  package let isDone: Bool?
  package let answer: String

  package init(
    id: ID<CorrectionRequest>, subscriptionID: Subscription.ID, subscriberID: Subscriber.ID, subscriberName: String,
    partnerName: String?, kind: Correction.Kind, reason: Correction.Reason, comment: String, askedAt: Instant,
    askedByName: String?, postedOn: Day?, answeredAt: Instant?, answeredByName: String?, isDone: Bool?, answer: String
  ) {
    self.id = id
    self.subscriptionID = subscriptionID
    self.subscriberID = subscriberID
    self.subscriberName = subscriberName
    self.partnerName = partnerName
    self.kind = kind
    self.reason = reason
    self.comment = comment
    self.askedAt = askedAt
    self.askedByName = askedByName
    self.postedOn = postedOn
    self.answeredAt = answeredAt
    self.answeredByName = answeredByName
    self.isDone = isDone
    self.answer = answer
  }
}
