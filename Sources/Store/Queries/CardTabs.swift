package import Handbook

extension Reading {
  /// Who served the subscriber, the present one first.
  package func servicing(of subscriber: Subscriber.ID) throws -> [Servicing] {
    try rows(
      """
      SELECT v.partner_id, p.name, v.from_at, v.until_at FROM servicing v JOIN subscriber p ON p.id = v.partner_id
      WHERE v.subscriber_id = \(subscriber) ORDER BY v.from_at DESC, v.id DESC
      """
    ).map { row in
      try Servicing(partner: row["partner_id"], name: row["name"], from: row["from_at"], until: row["until_at"])
    }
  }

  /// How the subscriber came: its invitation with the letter that was answered, and who did it.
  package func registration(of facts: SubscriberFacts) throws -> RegistrationFacts {
    let invitation = try invitation(by: facts.id)
    let letter = try invitation.flatMap { invitation in
      // The letter was written in the transaction that set the invitation's moment.
      try first(
        """
        SELECT id, subject, created_at FROM outbox
        WHERE subscriber_id = \(invitation.partnerID) AND created_at = \(invitation.sentAt) AND kind = 'invitation'
          AND recipient = \(invitation.email)
        ORDER BY id DESC LIMIT 1
        """
      ).map { row in
        try RegistrationFacts.LetterLine(id: row["id"], subject: row["subject"], createdAt: row["created_at"])
      }
    }
    let act = try first(
      """
      SELECT a.address, u.name FROM audit a LEFT JOIN service_user u ON u.id = a.user_id
      WHERE a.subject = 'subscriber' AND a.subject_id = \(facts.id)
        AND a.act IN ('register', 'add-partner', 'add-distributor', 'set-up')
      ORDER BY a.id LIMIT 1
      """)
    return RegistrationFacts(
      at: invitation?.activatedAt ?? facts.createdAt, by: try act?["name"], address: try act?["address"] ?? "",
      invitation: invitation, letter: letter)
  }
}
