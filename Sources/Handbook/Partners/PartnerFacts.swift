/// A partner, as the vendor sees it.
package struct PartnerFacts: Sendable {
  package let id: Subscriber.ID
  package let name: String
  /// The partner's code with the vendor (Y-05).
  package let code: String
  package let standing: Standing.Code
  package let distributorID: Subscriber.ID?
  package let distributorName: String?
  package let city: String
  package let email: String
  /// How many subscribers it serves.
  package let served: Int
  package let createdAt: Instant

  package init(
    id: Subscriber.ID, name: String, code: String, standing: Standing.Code, distributorID: Subscriber.ID?,
    distributorName: String?, city: String, email: String, served: Int, createdAt: Instant
  ) {
    self.id = id
    self.name = name
    self.code = code
    self.standing = standing
    self.distributorID = distributorID
    self.distributorName = distributorName
    self.city = city
    self.email = email
    self.served = served
    self.createdAt = createdAt
  }
}

/// When a partner's standing changed, and why (DEC-20, DEC-38).
package struct StandingChange: Sendable {
  package let standing: Standing.Code
  package let fromOn: Day
  package let reason: String
  package let setByName: String?
  package let setAt: Instant

  package init(
    standing: Standing.Code, fromOn: Day, reason: String, setByName: String?, setAt: Instant
  ) {
    self.standing = standing
    self.fromOn = fromOn
    self.reason = reason
    self.setByName = setByName
    self.setAt = setAt
  }
}
