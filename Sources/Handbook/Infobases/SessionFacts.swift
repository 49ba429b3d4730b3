/// A live session: who holds which place, since when (PRO-01).
package struct SessionFacts: Sendable {
  package let id: ID<SessionFacts>
  package let subscriberID: Subscriber.ID
  package let infobaseID: Infobase.ID
  package let infobaseName: String
  package let userID: User.ID
  package let userName: String
  package let client: String
  package let address: String
  package let openedAt: Instant
  package let beatAt: Instant
  package let activeAt: Instant
  package let endsAt: Instant?
  package let endMessage: String

  package init(
    id: ID<SessionFacts>, subscriberID: Subscriber.ID, infobaseID: Infobase.ID, infobaseName: String,
    userID: User.ID, userName: String, client: String, address: String, openedAt: Instant, beatAt: Instant,
    activeAt: Instant, endsAt: Instant?, endMessage: String
  ) {
    self.id = id
    self.subscriberID = subscriberID
    self.infobaseID = infobaseID
    self.infobaseName = infobaseName
    self.userID = userID
    self.userName = userName
    self.client = client
    self.address = address
    self.openedAt = openedAt
    self.beatAt = beatAt
    self.activeAt = activeAt
    self.endsAt = endsAt
    self.endMessage = endMessage
  }
}
