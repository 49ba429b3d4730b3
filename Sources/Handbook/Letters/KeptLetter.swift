/// A letter of the outbox, sent or not.
package struct KeptLetter: Sendable {
  package let id: ID<KeptLetter>
  package let kind: String
  package let recipient: EmailAddress
  package let subscriberID: Subscriber.ID?
  package let language: Language
  package let subject: String
  package let plain: String
  package let html: String
  package let createdAt: Instant
  package let nextAt: Instant
  package let tries: Int
  package let sentAt: Instant?
  package let deadAt: Instant?
  package let fault: String

  package init(
    id: ID<KeptLetter>, kind: String, recipient: EmailAddress, subscriberID: Subscriber.ID?, language: Language,
    subject: String, plain: String, html: String, createdAt: Instant, nextAt: Instant, tries: Int, sentAt: Instant?,
    deadAt: Instant?, fault: String
  ) {
    self.id = id
    self.kind = kind
    self.recipient = recipient
    self.subscriberID = subscriberID
    self.language = language
    self.subject = subject
    self.plain = plain
    self.html = html
    self.createdAt = createdAt
    self.nextAt = nextAt
    self.tries = tries
    self.sentAt = sentAt
    self.deadAt = deadAt
    self.fault = fault
  }
}

/// A file that goes with a letter.
package struct LetterAttachment: Hashable, Sendable {
  package let name: String
  /// `application/pdf`.
  package let type: String
  package let bytes: [UInt8]

  package init(name: String, type: String, bytes: [UInt8]) {
    self.name = name
    self.type = type
    self.bytes = bytes
  }
}
