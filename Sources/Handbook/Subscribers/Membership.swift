/// A subscriber that a person belongs to, and as what.
package struct Membership: Sendable {
  package let subscriberID: Subscriber.ID
  package let name: String
  package let kind: Subscriber.Kind
  package let role: Role

  package init(
    subscriberID: Subscriber.ID, name: String, kind: Subscriber.Kind, role: Role
  ) {
    self.subscriberID = subscriberID
    self.name = name
    self.kind = kind
    self.role = role
  }
}

/// A person of a subscriber.
package struct Member: Sendable {
  package let userID: User.ID
  package let name: String
  package let email: EmailAddress
  package let role: Role
  package let joinedAt: Instant
  /// When the second factor was switched on.
  package let totpConfirmedAt: Instant?
  /// The last request of the person's sign-ins.
  package let seenAt: Instant?

  package init(
    userID: User.ID, name: String, email: EmailAddress, role: Role, joinedAt: Instant, totpConfirmedAt: Instant?,
    seenAt: Instant?
  ) {
    self.userID = userID
    self.name = name
    self.email = email
    self.role = role
    self.joinedAt = joinedAt
    self.totpConfirmedAt = totpConfirmedAt
    self.seenAt = seenAt
  }
}

/// Somebody who was asked into a subscriber and has not answered (BEY-44).
package struct PendingUser: Sendable {
  package let id: ID<PendingUser>
  package let email: EmailAddress
  package let role: Role
  package let createdAt: Instant
  package let expiresAt: Instant

  package init(
    id: ID<PendingUser>, email: EmailAddress, role: Role, createdAt: Instant, expiresAt: Instant
  ) {
    self.id = id
    self.email = email
    self.role = role
    self.createdAt = createdAt
    self.expiresAt = expiresAt
  }
}
