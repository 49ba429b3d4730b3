/// A line of «Обслуживаемые абоненты», and of every other list of subscribers.
package struct ServedSubscriber: Sendable {
  package let id: Subscriber.ID
  package let kind: Subscriber.Kind
  package let name: String
  package let organisation: String
  package let bin: BIN?
  package let email: String
  package let city: String
  package let partnerID: Subscriber.ID?
  package let partnerName: String?
  package let accessKind: Subscriber.AccessKind
  /// The last day of access; the epoch's first day where there is none.
  package let accessEndsOn: Day
  package let createdAt: Instant

  package init(
    id: Subscriber.ID, kind: Subscriber.Kind, name: String, organisation: String, bin: BIN?, email: String,
    city: String, partnerID: Subscriber.ID?, partnerName: String?, accessKind: Subscriber.AccessKind,
    accessEndsOn: Day, createdAt: Instant
  ) {
    self.id = id
    self.kind = kind
    self.name = name
    self.organisation = organisation
    self.bin = bin
    self.email = email
    self.city = city
    self.partnerID = partnerID
    self.partnerName = partnerName
    self.accessKind = accessKind
    self.accessEndsOn = accessEndsOn
    self.createdAt = createdAt
  }
}
