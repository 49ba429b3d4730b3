package import Handbook

/// A token of the API with the person whose it is, as that person stands now.
package struct Bearer: Sendable {
  package let token: AccessToken
  package let userName: String
  package let email: EmailAddress
  package let language: Language
  package let membership: Membership
}

extension Reading {
  /// Whose token this is; `nil` if nobody's, or the person has left the subscriber.
  package func bearer(_ hash: [UInt8]) throws -> Bearer? {
    try first(
      """
      SELECT t.*, u.name AS user_name, u.email, u.language, s.name AS subscriber_name, s.kind, m.role FROM api_token t
      JOIN service_user u ON u.id = t.user_id
      JOIN membership m ON m.user_id = t.user_id AND m.subscriber_id = t.subscriber_id
      JOIN subscriber s ON s.id = t.subscriber_id
      WHERE t.hash = \(hash)
      """
    ).map { row in
      let token = try AccessToken(row)
      return Bearer(
        token: token, userName: try row["user_name"], email: try row["email"], language: try row["language"],
        membership: Membership(
          subscriberID: token.subscriberID, name: try row["subscriber_name"], kind: try row["kind"],
          role: try row["role"]))
    }
  }

  /// What is known of a repeated request; a status of 0 or 1 is not an answer yet, see `reserveAnswer`.
  package func kept(_ key: String, of token: ID<AccessToken>) throws -> KeptAnswer? {
    try first(
      """
      SELECT request_hash, status, location, body, created_at FROM idempotent_answer
      WHERE token_id = \(token) AND key = \(key)
      """
    ).map { row in
      KeptAnswer(
        requestHash: try row["request_hash"], status: try row["status"], location: try row["location"],
        body: try row["body"], at: try row["created_at"])
    }
  }
}

/// What was answered to a request with a key, or how far it has come.
package struct KeptAnswer: Sendable {
  package let requestHash: [UInt8]
  /// 0: reserved, nothing done; 1: done, not answered; else the answer's status.
  package let status: Int
  package let location: String
  package let body: String
  package let at: Instant
}

extension Writing {
  package func touch(_ token: ID<AccessToken>, at now: Instant) throws {
    try run("UPDATE api_token SET used_at = \(now) WHERE id = \(token)")
  }

  /// Takes a key before anything is done under it; `false` if it is taken. A reservation under which nothing was done
  /// since `silent` is taken over: whoever made it is gone. What is older than `dayOld` is forgotten.
  package func reserveAnswer(
    of token: ID<AccessToken>, key: String, requestHash: [UInt8], at now: Instant, silent: Instant, dayOld: Instant
  ) throws -> Bool {
    try run(
      """
      INSERT INTO idempotent_answer (token_id, key, request_hash, status, location, body, created_at)
      VALUES (\(token), \(key), \(requestHash), 0, '', '', \(now))
      ON CONFLICT (token_id, key) DO UPDATE
      SET request_hash = excluded.request_hash, status = 0, location = '', body = '', created_at = excluded.created_at
      WHERE idempotent_answer.created_at < \(dayOld)
        OR (idempotent_answer.status = 0 AND idempotent_answer.created_at < \(silent)
          AND idempotent_answer.request_hash = excluded.request_hash)
      """) == 1
  }

  /// Says that whoever reserved the key is still at it.
  package func renewAnswer(of token: ID<AccessToken>, key: String, at now: Instant) throws {
    try run(
      "UPDATE idempotent_answer SET created_at = \(now) WHERE token_id = \(token) AND key = \(key) AND status = 0")
  }

  /// Says, in the transaction of the act, that the act is done.
  package func markDone(_ key: String, of token: ID<AccessToken>) throws {
    try run("UPDATE idempotent_answer SET status = 1 WHERE token_id = \(token) AND key = \(key) AND status = 0")
  }

  package func setAnswer(of token: ID<AccessToken>, key: String, status: Int, location: String, body: String) throws {
    try run(
      """
      UPDATE idempotent_answer SET status = \(status), location = \(location), body = \(body)
      WHERE token_id = \(token) AND key = \(key)
      """)
  }

  /// Gives a key back under which nothing was done; `false` if something was.
  package func releaseAnswer(of token: ID<AccessToken>, key: String) throws -> Bool {
    try run("DELETE FROM idempotent_answer WHERE token_id = \(token) AND key = \(key) AND status = 0") == 1
  }
}
