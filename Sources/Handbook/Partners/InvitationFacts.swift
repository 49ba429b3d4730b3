/// A line of «Приглашения для регистрации» (F-03).
package struct InvitationFacts: Sendable {
  package let id: Invitation.ID
  package let partnerID: Subscriber.ID
  package let email: EmailAddress
  package let createdBy: User.ID
  package let createdByName: String
  package let createdAt: Instant
  package let sentAt: Instant
  package let expiresAt: Instant
  package let timesSent: Int
  package let subscriberID: Subscriber.ID?
  package let subscriberName: String?
  package let activatedAt: Instant?
  package let blockedAt: Instant?
  package let blockCause: String
  package let version: Int

  package init(
    id: Invitation.ID, partnerID: Subscriber.ID, email: EmailAddress, createdBy: User.ID, createdByName: String,
    createdAt: Instant, sentAt: Instant, expiresAt: Instant, timesSent: Int, subscriberID: Subscriber.ID?,
    subscriberName: String?, activatedAt: Instant?, blockedAt: Instant?, blockCause: String, version: Int
  ) {
    self.id = id
    self.partnerID = partnerID
    self.email = email
    self.createdBy = createdBy
    self.createdByName = createdByName
    self.createdAt = createdAt
    self.sentAt = sentAt
    self.expiresAt = expiresAt
    self.timesSent = timesSent
    self.subscriberID = subscriberID
    self.subscriberName = subscriberName
    self.activatedAt = activatedAt
    self.blockedAt = blockedAt
    self.blockCause = blockCause
    self.version = version
  }

  package func state(at now: Instant) -> Invitation.State {
    activatedAt != nil ? .activated : blockedAt != nil ? .blocked : expiresAt <= now ? .expired : .sent
  }
}
