/// A token of the API. The token itself is shown once and kept nowhere.
package struct AccessToken: Sendable {
  package let id: ID<AccessToken>
  package let userID: User.ID
  package let subscriberID: Subscriber.ID
  package let name: String
  package let scopes: String
  package let createdAt: Instant
  package let expiresAt: Instant
  package let usedAt: Instant?
  package let revokedAt: Instant?

  package init(
    id: ID<AccessToken>, userID: User.ID, subscriberID: Subscriber.ID, name: String, scopes: String,
    createdAt: Instant, expiresAt: Instant, usedAt: Instant?, revokedAt: Instant?
  ) {
    self.id = id
    self.userID = userID
    self.subscriberID = subscriberID
    self.name = name
    self.scopes = scopes
    self.createdAt = createdAt
    self.expiresAt = expiresAt
    self.usedAt = usedAt
    self.revokedAt = revokedAt
  }
}
