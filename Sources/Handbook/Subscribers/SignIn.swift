/// A browser in which a person is signed in.
package struct SignIn: Sendable {
  package let id: ID<SignIn>
  package let userID: User.ID
  package let subscriberID: Subscriber.ID?
  /// «Чужой компьютер»: ends with the browser and after 15 idle minutes (C-02).
  package let isForeignComputer: Bool
  package let awaitsSecondFactor: Bool
  package let address: String
  package let agent: String
  package let createdAt: Instant
  package let seenAt: Instant
  package let expiresAt: Instant

  package init(
    id: ID<SignIn>, userID: User.ID, subscriberID: Subscriber.ID?, isForeignComputer: Bool, awaitsSecondFactor: Bool,
    address: String, agent: String, createdAt: Instant, seenAt: Instant, expiresAt: Instant
  ) {
    self.id = id
    self.userID = userID
    self.subscriberID = subscriberID
    self.isForeignComputer = isForeignComputer
    self.awaitsSecondFactor = awaitsSecondFactor
    self.address = address
    self.agent = agent
    self.createdAt = createdAt
    self.seenAt = seenAt
    self.expiresAt = expiresAt
  }
}
