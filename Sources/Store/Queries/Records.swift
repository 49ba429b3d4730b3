package import Handbook

extension Reading {
  /// What was done with one subject, newest first.
  package func history(of subject: String, _ id: Int64, limit: Int = 100) throws -> [AuditEntry] {
    try rows(
      """
      SELECT a.*, u.name AS user_name FROM audit a LEFT JOIN service_user u ON u.id = a.user_id
      WHERE a.subject = \(subject) AND a.subject_id = \(id) ORDER BY a.id DESC LIMIT \(limit)
      """
    ).map(AuditEntry.init)
  }

  /// The whole audit log, or a subscriber's, newest first.
  package func audit(of subscriber: Subscriber.ID?, after: Cursor?, limit: Int) throws -> Page<AuditEntry> {
    let conditions: [SQL] = subscriber.map { ["a.subscriber_id = \($0)"] } ?? []
    return try page(
      """
      SELECT a.*, u.name AS user_name, a.id AS sort_key FROM audit a LEFT JOIN service_user u ON u.id = a.user_id
      """,
      where: conditions, by: "a.id", number: "a.id", descending: true, after: after, limit: limit, AuditEntry.init)
  }

  package func lastSeal() throws -> (lastID: Int64, hash: [UInt8])? {
    try first("SELECT last_id, hash FROM audit_seal ORDER BY last_id DESC LIMIT 1").map {
      (try $0["last_id"], try $0["hash"])
    }
  }

  package func seals() throws -> [(lastID: Int64, rows: Int, hash: [UInt8])] {
    try rows("SELECT last_id, rows_sealed, hash FROM audit_seal ORDER BY last_id").map {
      (try $0["last_id"], try $0["rows_sealed"], try $0["hash"])
    }
  }

  /// Audit rows in order, for sealing and for checking the seals.
  package func auditRows(after id: Int64, through last: Int64, limit: Int) throws -> [AuditEntry] {
    try rows(
      """
      SELECT a.*, NULL AS user_name FROM audit a WHERE a.id > \(id) AND a.id <= \(last) ORDER BY a.id LIMIT \(limit)
      """
    ).map(AuditEntry.init)
  }

  package func tokens(of subscriber: Subscriber.ID) throws -> [AccessToken] {
    try rows("SELECT * FROM api_token WHERE subscriber_id = \(subscriber) ORDER BY id DESC").map(AccessToken.init)
  }

  package func token(_ hash: [UInt8]) throws -> AccessToken? {
    try first("SELECT * FROM api_token WHERE hash = \(hash)").map(AccessToken.init)
  }

  package func setting(_ name: String) throws -> String? {
    try first("SELECT value FROM setting WHERE name = \(name)")?["value"]
  }

  package func answer(of token: ID<AccessToken>, key: String) throws -> (
    requestHash: [UInt8], status: Int, location: String, body: String
  )? {
    try first(
      "SELECT request_hash, status, location, body FROM idempotent_answer WHERE token_id = \(token) AND key = \(key)"
    ).map { (try $0["request_hash"], try $0["status"], try $0["location"], try $0["body"]) }
  }
}

extension Writing {
  package func record(
    _ act: String, on subject: String, _ id: Int64, of subscriber: Subscriber.ID?, before: String, after: String,
    by user: User.ID?, in actor: Subscriber.ID?, from address: String, at now: Instant
  ) throws {
    try run(
      """
      INSERT INTO audit (at, user_id, actor_id, subscriber_id, subject, subject_id, act, before, after, address)
      VALUES (\(now), \(user), \(actor), \(subscriber), \(subject), \(id), \(act), \(before), \(after), \(address))
      """)
  }

  package func seal(through last: Int64, rows count: Int, hash: [UInt8], at now: Instant) throws {
    try run(
      "INSERT INTO audit_seal (last_id, rows_sealed, hash, sealed_at) VALUES (\(last), \(count), \(hash), \(now))")
  }

  package func insertToken(
    _ hash: [UInt8], name: String, scopes: String, of user: User.ID, in subscriber: Subscriber.ID, at now: Instant,
    until expiry: Instant
  ) throws -> ID<AccessToken> {
    try value(
      """
      INSERT INTO api_token (user_id, subscriber_id, name, hash, scopes, created_at, expires_at)
      VALUES (\(user), \(subscriber), \(name), \(hash), \(scopes), \(now), \(expiry)) RETURNING id
      """)
  }

  package func revokeToken(_ id: ID<AccessToken>, of subscriber: Subscriber.ID, at now: Instant) throws -> Bool {
    try run(
      """
      UPDATE api_token SET revoked_at = \(now) WHERE id = \(id) AND subscriber_id = \(subscriber) AND revoked_at IS NULL
      """) == 1
  }

  package func keepAnswer(
    of token: ID<AccessToken>, key: String, requestHash: [UInt8], status: Int, location: String, body: String,
    at now: Instant
  ) throws {
    try run(
      """
      INSERT INTO idempotent_answer (token_id, key, request_hash, status, location, body, created_at)
      VALUES (\(token), \(key), \(requestHash), \(status), \(location), \(body), \(now))
      """)
  }

  package func set(_ name: String, to value: String) throws {
    try run(
      """
      INSERT INTO setting (name, value) VALUES (\(name), \(value))
      ON CONFLICT (name) DO UPDATE SET value = excluded.value
      """)
  }

  /// Takes, or keeps, the lease of a job; `false` if another process has it.
  package func lease(_ name: String, by holder: String, at now: Instant, until expiry: Instant) throws -> Bool {
    try run(
      """
      INSERT INTO job_lease (name, holder, until_at) VALUES (\(name), \(holder), \(expiry))
      ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until_at = excluded.until_at
      WHERE job_lease.holder = excluded.holder OR job_lease.until_at <= \(now)
      """) == 1
  }
}
