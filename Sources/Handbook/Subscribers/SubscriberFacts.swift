/// Everything that the card of a subscriber shows (chapter G).
package struct SubscriberFacts: Sendable {
  package let id: Subscriber.ID
  package let kind: Subscriber.Kind
  package let publicID: String
  package let name: String
  package let organisation: String
  package let bin: BIN?
  package let city: String
  package let email: String
  package let site: String
  package let phone: String
  package let comment: String
  package let itsNumber: String
  package let leavingReason: String
  package let leavingComment: String
  /// The servicing organisation.
  package let partnerID: Subscriber.ID?
  package let partnerName: String?
  package let distributorName: String?
  package let accessKind: Subscriber.AccessKind
  package let accessEndsOn: Day
  package let createdAt: Instant
  /// Grows by one at each change; what a person edits carries it back.
  package let version: Int

  package init(
    id: Subscriber.ID, kind: Subscriber.Kind, publicID: String, name: String, organisation: String, bin: BIN?,
    city: String, email: String, site: String, phone: String, comment: String, itsNumber: String,
    leavingReason: String, leavingComment: String, partnerID: Subscriber.ID?, partnerName: String?,
    distributorName: String?, accessKind: Subscriber.AccessKind, accessEndsOn: Day, createdAt: Instant, version: Int
  ) {
    self.id = id
    self.kind = kind
    self.publicID = publicID
    self.name = name
    self.organisation = organisation
    self.bin = bin
    self.city = city
    self.email = email
    self.site = site
    self.phone = phone
    self.comment = comment
    self.itsNumber = itsNumber
    self.leavingReason = leavingReason
    self.leavingComment = leavingComment
    self.partnerID = partnerID
    self.partnerName = partnerName
    self.distributorName = distributorName
    self.accessKind = accessKind
    self.accessEndsOn = accessEndsOn
    self.createdAt = createdAt
    self.version = version
  }

  package var card: Card {
    Card(
      name: name, organisation: organisation, bin: bin, city: city, email: email, site: site, phone: phone,
      comment: comment, itsNumber: itsNumber, leavingReason: leavingReason, leavingComment: leavingComment)
  }
}
