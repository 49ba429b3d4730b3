/// Who served a subscriber, and when (F-06, S-06).
package struct Servicing: Sendable {
  package let partner: Subscriber.ID
  package let name: String
  package let from: Instant
  /// `nil` while it serves.
  package let until: Instant?

  package init(partner: Subscriber.ID, name: String, from: Instant, until: Instant?) {
    self.partner = partner
    self.name = name
    self.from = from
    self.until = until
  }
}

/// How a subscriber came into the service (G-04).
package struct RegistrationFacts: Sendable {
  package let at: Instant
  /// Who registered it; `nil` where nobody did it by hand.
  package let by: String?
  /// The network address from which it was done.
  package let address: String
  /// The invitation by which it came; `nil` for those whom the vendor made.
  package let invitation: InvitationFacts?
  /// The letter with the code that was used; `nil` if it is not kept.
  package let letter: LetterLine?

  /// A letter by its head.
  package struct LetterLine: Sendable {
    package let id: ID<KeptLetter>
    package let subject: String
    package let createdAt: Instant

    package init(id: ID<KeptLetter>, subject: String, createdAt: Instant) {
      self.id = id
      self.subject = subject
      self.createdAt = createdAt
    }
  }

  package init(at: Instant, by: String?, address: String, invitation: InvitationFacts?, letter: LetterLine?) {
    self.at = at
    self.by = by
    self.address = address
    self.invitation = invitation
    self.letter = letter
  }
}

/// What the tabs of a card show besides its own fields (G-04).
package struct CardTabs: Sendable {
  /// The present one first.
  package let servicing: [Servicing]
  /// Relations that the subscriber provides: access to its infobases given to others' employees (B-20), newest first.
  package let grants: [AccessGrant]
  /// Relations that it provides: how many it serves; 0 for those who serve nobody.
  package let served: Int
  package let registration: RegistrationFacts

  package init(servicing: [Servicing], grants: [AccessGrant], served: Int, registration: RegistrationFacts) {
    self.servicing = servicing
    self.grants = grants
    self.served = served
    self.registration = registration
  }
}
