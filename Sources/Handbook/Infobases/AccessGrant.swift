/// Access to a client's infobase given to somebody of another organisation, for hours, with a reason (B-20, DEC-57).
package struct AccessGrant: Sendable {
  package let id: ID<AccessGrant>
  package let infobaseID: Infobase.ID
  package let infobaseName: String
  package let organisationID: Subscriber.ID
  package let organisationName: String
  package let userID: User.ID
  package let userName: String
  package let reason: String
  package let grantedByName: String
  package let grantedAt: Instant
  package let untilAt: Instant
  package let revokedAt: Instant?

  package init(
    id: ID<AccessGrant>, infobaseID: Infobase.ID, infobaseName: String, organisationID: Subscriber.ID,
    organisationName: String, userID: User.ID, userName: String, reason: String, grantedByName: String,
    grantedAt: Instant, untilAt: Instant, revokedAt: Instant?
  ) {
    self.id = id
    self.infobaseID = infobaseID
    self.infobaseName = infobaseName
    self.organisationID = organisationID
    self.organisationName = organisationName
    self.userID = userID
    self.userName = userName
    self.reason = reason
    self.grantedByName = grantedByName
    self.grantedAt = grantedAt
    self.untilAt = untilAt
    self.revokedAt = revokedAt
  }

  package func isInForce(at now: Instant) -> Bool { revokedAt == nil && now < untilAt }
}
