/// A letter that the service sends, with the facts that it tells. How it reads is written in `Pages`.
package enum Letter: Sendable {
  /// F-01: the invitation's code, as a link.
  case invitation(partner: String, link: String, until: Day)
  /// F-02, R-04: to whoever sent the invitation.
  case invitationActivated(email: String, number: Subscriber.ID, link: String)
  /// BEY-44: somebody is asked into a subscriber.
  case userInvitation(subscriber: String, role: Role, inviter: String, link: String, until: Day)
  /// The first owner of a new partner.
  case welcome(name: String, number: Subscriber.ID, link: String)
  case passwordReset(link: String, minutes: Int)
  case passwordChanged(address: String)
  /// H: a paid subscription was posted for the client.
  case subscriptionPosted(tariff: Text, period: Period, partner: String, link: String)
  /// M-06: to the partner that asked.
  case correctionAnswered(number: String, isDone: Bool, answer: String, link: String)
  /// A client asks its partner for a tariff, or for a renewal.
  case wish(client: String, tariff: Text, comment: String, link: String)
  /// H-14: a bill, with its printed form where one could be made.
  case bill(name: Text, partner: String, sum: Money, dueOn: Day, hasForm: Bool, link: String)
  /// PRO-21.
  case infobaseFailed(name: String, reason: String, link: String)
  /// P-02: the month's invoice, to whoever pays it.
  case invoiceIssued(number: String, creditor: String, month: Month, sum: Money, link: String)
  /// DEC-59: to the vendor, whose decision a closing waits for.
  case closingParked(partner: String, month: Month, reasons: [Text], link: String)
  /// W-02: to the vendor.
  case refundAsked(partner: String, subscription: String, sum: Money, link: String)
  /// W-04: to the partner that asked.
  case refundDecided(subscription: String, granted: Money, answer: String, link: String)
  /// The nightly audit found something otherwise than it was charged: to the vendor.
  case settlementDiffers(count: Int, first: Text, link: String)

  /// The word under which the outbox keeps it.
  package var kind: String {
    switch self {
    case .invitation: "invitation"
    case .invitationActivated: "invitation-activated"
    case .userInvitation: "user-invitation"
    case .welcome: "welcome"
    case .passwordReset: "password-reset"
    case .passwordChanged: "password-changed"
    case .subscriptionPosted: "subscription-posted"
    case .correctionAnswered: "correction-answered"
    case .wish: "wish"
    case .bill: "bill"
    case .infobaseFailed: "infobase-failed"
    case .invoiceIssued: "invoice-issued"
    case .closingParked: "closing-parked"
    case .refundAsked: "refund-asked"
    case .refundDecided: "refund-decided"
    case .settlementDiffers: "settlement-differs"
    }
  }
}

/// A letter as it is sent.
package struct PrintedLetter: Hashable, Sendable {
  package let subject: String
  package let plain: String
  package let html: String

  package init(subject: String, plain: String, html: String) {
    self.subject = subject
    self.plain = plain
    self.html = html
  }
}
