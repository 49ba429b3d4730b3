package import Handbook

extension Reading {
  package func corrections(of subscription: Subscription.ID) throws -> [CorrectionFacts] {
    try rows(
      """
      SELECT c.*, u.name AS made_by_name FROM correction c LEFT JOIN service_user u ON u.id = c.made_by
      WHERE c.subscription_id = \(subscription) ORDER BY c.id DESC
      """
    ).map {
      CorrectionFacts(
        id: try $0["id"], subscriptionID: try $0["subscription_id"], kind: try $0["kind"], reason: try $0["reason"],
        comment: try $0["comment"], before: try $0["before"], after: try $0["after"], madeAt: try $0["made_at"],
        madeByName: try $0["made_by_name"])
    }
  }

  /// The requests about a subscription, or, without one, those that nobody has answered, the oldest first.
  ///
  /// - Parameter partner: Only those of a partner's own subscriptions.
  package func correctionRequests(
    of subscription: Subscription.ID? = nil, partner: Subscriber.ID? = nil, limit: Int = 200
  ) throws -> [CorrectionRequest] {
    var conditions: [SQL] = [subscription.map { "r.subscription_id = \($0)" } ?? "r.answered_at IS NULL"]
    if let partner { conditions.append("b.partner_id = \(partner)") }
    return try rows(
      """
      SELECT r.*, b.subscriber_id, b.posted_on, s.name AS subscriber_name, p.name AS partner_name,
        a.name AS asked_by_name, d.name AS answered_by_name
      FROM correction_request r JOIN subscription b ON b.id = r.subscription_id
      JOIN subscriber s ON s.id = b.subscriber_id LEFT JOIN subscriber p ON p.id = b.partner_id
      LEFT JOIN service_user a ON a.id = r.asked_by LEFT JOIN service_user d ON d.id = r.answered_by
      WHERE \(sql: conditions.joined(" AND ")) ORDER BY r.id LIMIT \(limit)
      """
    ).map(CorrectionRequest.init)
  }

  package func correctionRequest(_ id: ID<CorrectionRequest>) throws -> CorrectionRequest? {
    try first("SELECT subscription_id FROM correction_request WHERE id = \(id)").flatMap { row in
      try correctionRequests(of: row["subscription_id"]).first { $0.id == id }
    }
  }
}

extension CorrectionRequest {
  init(_ row: Row) throws {
    self.init(
      id: try row["id"], subscriptionID: try row["subscription_id"], subscriberID: try row["subscriber_id"],
      subscriberName: try row["subscriber_name"], partnerName: try row["partner_name"], kind: try row["kind"],
      reason: try row["reason"], comment: try row["comment"], askedAt: try row["asked_at"],
      askedByName: try row["asked_by_name"], postedOn: try row["posted_on"], answeredAt: try row["answered_at"],
      answeredByName: try row["answered_by_name"], isDone: try row["is_done"], answer: try row["answer"])
  }
}

extension Writing {
  package func insertCorrection(
    _ kind: Correction.Kind, of subscription: Subscription.ID, reason: Correction.Reason, comment: String,
    before: String, after: String, by user: User.ID?, at now: Instant
  ) throws {
    try run(
      """
      INSERT INTO correction (subscription_id, kind, reason, comment, before, after, made_at, made_by)
      VALUES (\(subscription), \(kind), \(reason), \(comment), \(before), \(after), \(now), \(user))
      """)
  }

  /// `nil` if a request about the subscription waits already.
  package func insertCorrectionRequest(
    _ kind: Correction.Kind, of subscription: Subscription.ID, reason: Correction.Reason, comment: String,
    by user: User.ID, at now: Instant
  ) throws -> ID<CorrectionRequest>? {
    try first(
      """
      INSERT INTO correction_request (subscription_id, kind, reason, comment, asked_at, asked_by)
      VALUES (\(subscription), \(kind), \(reason), \(comment), \(now), \(user))
      ON CONFLICT (subscription_id) WHERE answered_at IS NULL DO NOTHING RETURNING id
      """)?["id"]
  }

  /// `false` if it was answered before.
  package func answer(
    _ request: ID<CorrectionRequest>, isDone: Bool, _ answer: String, by user: User.ID, at now: Instant
  ) throws -> Bool {
    try run(
      """
      UPDATE correction_request SET is_done = \(isDone), answer = \(answer), answered_at = \(now), answered_by = \(user)
      WHERE id = \(request) AND answered_at IS NULL
      """) == 1
  }
}
