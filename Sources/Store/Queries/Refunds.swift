package import Handbook

extension Refund.Ground: Storable {}
extension Refund.State: Storable {}
extension Refund.Paper: Storable {}
extension DocumentType: Storable {}

extension Reading {
  package func refund(_ id: Refund.ID) throws -> Refund? {
    try first("\(sql: selectRefund) WHERE r.id = \(id)").map { try refund($0) }
  }

  /// Refund requests, the newest first; drafts only for their partner.
  package func refunds(of partner: Subscriber.ID?, after: Cursor? = nil, limit: Int = 50) throws -> Page<Refund> {
    try page(
      selectRefund, where: [partner.map { "r.partner_id = \($0)" } ?? "r.state <> 'draft'"], by: "r.id", number: "r.id",
      descending: true, after: after, limit: limit
    ) { try refund($0) }
  }

  package func refund(about subscription: Subscription.ID) throws -> Refund? {
    try first("\(sql: selectRefund) WHERE r.subscription_id = \(subscription) AND r.state <> 'refused'").map {
      try refund($0)
    }
  }

  package func document(_ paper: Refund.Paper, of refund: Refund.ID) throws -> (
    name: String, type: DocumentType, bytes: [UInt8]
  )? {
    try first("SELECT name, type, bytes FROM refund_document WHERE refund_id = \(refund) AND paper = \(paper)").map {
      (try $0["name"], try $0["type"], try $0["bytes"])
    }
  }

  private func refund(_ row: Row) throws -> Refund {
    let id: Refund.ID = try row["id"]
    let documents = try rows(
      """
      SELECT paper, name, type, CAST(length(bytes) AS BIGINT) AS size FROM refund_document WHERE refund_id = \(id)
      ORDER BY paper
      """
    ).map {
      Refund.Document(paper: try $0["paper"], name: try $0["name"], type: try $0["type"], size: try $0["size"])
    }
    return Refund(
      id: id, subscriptionID: try row["subscription_id"], partnerID: try row["partner_id"],
      partnerName: try row["partner_name"], subscriberName: try row["subscriber_name"], ground: try row["ground"],
      cause: try row["cause"], stoppedOn: try row["stopped_on"], askedAt: try row["asked_at"],
      askedByName: try row["asked_by_name"], state: try row["state"], granted: try row["granted"],
      answer: try row["answer"], decidedAt: try row["decided_at"], decidedByName: try row["decided_by_name"],
      documents: documents)
  }
}

private let selectRefund: SQL = """
  SELECT r.*, r.id AS sort_key, p.name AS partner_name, s.name AS subscriber_name, a.name AS asked_by_name,
    d.name AS decided_by_name
  FROM refund r JOIN subscriber p ON p.id = r.partner_id JOIN subscription b ON b.id = r.subscription_id
  JOIN subscriber s ON s.id = b.subscriber_id LEFT JOIN service_user a ON a.id = r.asked_by
  LEFT JOIN service_user d ON d.id = r.decided_by
  """

extension Writing {
  package func insertRefund(
    about subscription: Subscription.ID, of partner: Subscriber.ID, _ ground: Refund.Ground, cause: String,
    stoppedOn: Day, by user: User.ID, at now: Instant
  ) throws -> Refund.ID {
    try value(
      """
      INSERT INTO refund (subscription_id, partner_id, ground, cause, stopped_on, asked_at, asked_by, state)
      VALUES (\(subscription), \(partner), \(ground), \(cause), \(stoppedOn), \(now), \(user), 'draft') RETURNING id
      """)
  }

  package func keep(
    _ bytes: [UInt8], named name: String, _ type: DocumentType, as paper: Refund.Paper, of refund: Refund.ID
  ) throws {
    try run(
      """
      INSERT INTO refund_document (refund_id, paper, name, type, bytes)
      VALUES (\(refund), \(paper), \(name), \(type), \(bytes))
      ON CONFLICT (refund_id, paper) DO UPDATE SET name = excluded.name, type = excluded.type, bytes = excluded.bytes
      """)
  }

  /// `false` if it was not in the state.
  package func move(_ refund: Refund.ID, from: Refund.State, to: Refund.State, at now: Instant) throws -> Bool {
    try run(
      "UPDATE refund SET state = \(to), asked_at = \(now) WHERE id = \(refund) AND state = \(from)") == 1
  }

  /// `false` if it was decided before.
  package func decide(
    _ refund: Refund.ID, _ state: Refund.State, granted: Money, answer: String, by user: User.ID, at now: Instant
  ) throws -> Bool {
    try run(
      """
      UPDATE refund SET state = \(state), granted = \(granted), answer = \(answer), decided_at = \(now),
        decided_by = \(user) WHERE id = \(refund) AND state = 'sent'
      """) == 1
  }

  package func deleteDraft(_ refund: Refund.ID, of partner: Subscriber.ID) throws -> Bool {
    guard
      try first(
        "SELECT id FROM refund WHERE id = \(refund) AND partner_id = \(partner) AND state = 'draft'") != nil
    else { return false }
    try run("DELETE FROM refund_document WHERE refund_id = \(refund)")
    return try run("DELETE FROM refund WHERE id = \(refund)") == 1
  }
}
