package import Handbook

private let selectInvitation: SQL = """
  SELECT i.id, i.partner_id, i.email, i.created_by, u.name AS created_by_name, i.created_at, i.sent_at, i.expires_at,
    i.times_sent, i.subscriber_id, s.name AS subscriber_name, i.activated_at, i.blocked_at, i.block_cause, i.version,
    i.id AS sort_key
  FROM invitation i JOIN service_user u ON u.id = i.created_by LEFT JOIN subscriber s ON s.id = i.subscriber_id
  """

extension Reading {
  /// Newest first.
  package func invitations(
    of partner: Subscriber.ID, state: Invitation.State?, search: String, at now: Instant, after: Cursor?, limit: Int
  ) throws -> Page<InvitationFacts> {
    var conditions: [SQL] = ["i.partner_id = \(partner)"]
    switch state {
    case .activated?: conditions.append("i.activated_at IS NOT NULL")
    case .blocked?: conditions.append("i.activated_at IS NULL AND i.blocked_at IS NOT NULL")
    case .expired?:
      conditions.append("i.activated_at IS NULL AND i.blocked_at IS NULL AND i.expires_at <= \(now)")
    case .sent?: conditions.append("i.activated_at IS NULL AND i.blocked_at IS NULL AND i.expires_at > \(now)")
    case nil: break
    }
    if !search.isEmpty { conditions.append("i.email LIKE \(containing(search)) ESCAPE '\\'") }
    return try page(
      selectInvitation, where: conditions, by: "i.id", number: "i.id", descending: true, after: after, limit: limit,
      InvitationFacts.init)
  }

  package func invitation(_ id: Invitation.ID, of partner: Subscriber.ID) throws -> InvitationFacts? {
    try first("\(sql: selectInvitation) WHERE i.id = \(id) AND i.partner_id = \(partner)").map(InvitationFacts.init)
  }

  /// The invitation by which the subscriber registered.
  func invitation(by subscriber: Subscriber.ID) throws -> InvitationFacts? {
    try first("\(sql: selectInvitation) WHERE i.subscriber_id = \(subscriber)").map(InvitationFacts.init)
  }

  package func invitation(code hash: [UInt8]) throws -> InvitationFacts? {
    try first("\(sql: selectInvitation) WHERE i.code_hash = \(hash)").map(InvitationFacts.init)
  }
}

extension Writing {
  package func insertInvitation(
    from partner: Subscriber.ID, to email: EmailAddress, code hash: [UInt8], by user: User.ID, at now: Instant,
    until expiry: Instant
  ) throws -> Invitation.ID {
    try value(
      """
      INSERT INTO invitation (partner_id, email, code_hash, created_by, created_at, sent_at, expires_at)
      VALUES (\(partner), \(email), \(hash), \(user), \(now), \(now), \(expiry)) RETURNING id
      """)
  }

  /// A new code in place of the old one, which no longer works.
  package func resend(_ invitation: Invitation.ID, code hash: [UInt8], at now: Instant, until expiry: Instant) throws {
    try run(
      """
      UPDATE invitation SET code_hash = \(hash), sent_at = \(now), expires_at = \(expiry), times_sent = times_sent + 1,
        version = version + 1
      WHERE id = \(invitation)
      """)
  }

  package func block(_ invitation: Invitation.ID, at now: Instant?, cause: String) throws {
    try run(
      """
      UPDATE invitation SET blocked_at = \(now), block_cause = \(cause), version = version + 1 WHERE id = \(invitation)
      """)
  }

  /// `false` if it was activated before.
  package func activate(_ invitation: Invitation.ID, by subscriber: Subscriber.ID, at now: Instant) throws -> Bool {
    try run(
      """
      UPDATE invitation SET subscriber_id = \(subscriber), activated_at = \(now), version = version + 1
      WHERE id = \(invitation) AND activated_at IS NULL
      """) == 1
  }
}
