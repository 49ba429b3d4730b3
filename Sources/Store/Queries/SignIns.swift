package import Handbook

extension Reading {
  package func signIn(token hash: [UInt8]) throws -> SignIn? {
    try first("SELECT * FROM sign_in WHERE token_hash = \(hash)").map(SignIn.init)
  }

  package func signIns(of user: User.ID, at now: Instant) throws -> [SignIn] {
    try rows("SELECT * FROM sign_in WHERE user_id = \(user) AND expires_at > \(now) ORDER BY seen_at DESC").map(
      SignIn.init)
  }

  /// How often the login failed from the address, and when last.
  package func failures(login hash: [UInt8], from address: String) throws -> (count: Int, lastAt: Instant)? {
    guard
      let row = try first(
        "SELECT failures, last_at FROM failed_sign_in WHERE login_hash = \(hash) AND address = \(address)")
    else { return nil }
    return (try row["failures"], try row["last_at"])
  }

  /// How often the login failed from any address that has failed since the moment, and when last.
  package func failures(login hash: [UInt8], since moment: Instant) throws -> (count: Int, lastAt: Instant)? {
    let row = try first(
      """
      SELECT CAST(COALESCE(sum(failures), 0) AS BIGINT) AS count, max(last_at) AS last_at FROM failed_sign_in
      WHERE login_hash = \(hash) AND last_at > \(moment)
      """)
    guard let row, let last: Instant = try row["last_at"] else { return nil }
    return (try row["count"], last)
  }
}

extension Writing {
  package func insertSignIn(
    token hash: [UInt8], user: User.ID, subscriber: Subscriber.ID?, foreignComputer: Bool, awaitsSecondFactor: Bool,
    address: String, agent: String, at now: Instant, until expiry: Instant
  ) throws -> ID<SignIn> {
    try value(
      """
      INSERT INTO sign_in (token_hash, user_id, subscriber_id, is_foreign_computer, awaits_second_factor, address,
        agent, created_at, seen_at, expires_at)
      VALUES (\(hash), \(user), \(subscriber), \(foreignComputer), \(awaitsSecondFactor), \(address), \(agent),
        \(now), \(now), \(expiry)) RETURNING id
      """)
  }

  /// Does nothing to one that was carried on since it was read.
  package func touch(_ signIn: SignIn, at now: Instant, until expiry: Instant) throws {
    try run(
      """
      UPDATE sign_in SET seen_at = \(now), expires_at = \(expiry)
      WHERE id = \(signIn.id) AND created_at = \(signIn.createdAt)
      """)
  }

  /// Carries every sign-in on by the span by which a demo's clock is moved: its people have waited no longer.
  package func carrySignIns(by span: Instant.Span) throws {
    let span = span.milliseconds
    try run(
      """
      UPDATE sign_in SET created_at = created_at + \(span), seen_at = seen_at + \(span), expires_at = expires_at + \(span)
      """)
  }

  package func passSecondFactor(_ signIn: ID<SignIn>) throws {
    try run("UPDATE sign_in SET awaits_second_factor = 0 WHERE id = \(signIn)")
  }

  package func choose(_ subscriber: Subscriber.ID, in signIn: ID<SignIn>) throws {
    try run("UPDATE sign_in SET subscriber_id = \(subscriber) WHERE id = \(signIn)")
  }

  package func end(_ signIn: ID<SignIn>, of user: User.ID) throws -> Bool {
    try run("DELETE FROM sign_in WHERE id = \(signIn) AND user_id = \(user)") == 1
  }

  package func endSignIns(of user: User.ID, except kept: ID<SignIn>?) throws {
    try run("DELETE FROM sign_in WHERE user_id = \(user) AND id <> \(kept?.number ?? 0)")
  }

  package func forgetSignIns(before now: Instant) throws {
    try run("DELETE FROM sign_in WHERE expires_at < \(now)")
  }

  package func countFailure(login hash: [UInt8], from address: String, at now: Instant) throws {
    try run(
      """
      INSERT INTO failed_sign_in (login_hash, address, failures, last_at) VALUES (\(hash), \(address), 1, \(now))
      ON CONFLICT (login_hash, address) DO UPDATE
      SET failures = failed_sign_in.failures + 1, last_at = excluded.last_at
      """)
  }

  package func forgetFailures(login hash: [UInt8], from address: String) throws {
    try run("DELETE FROM failed_sign_in WHERE login_hash = \(hash) AND address = \(address)")
  }

  /// Forgets the failures of the login from everywhere.
  package func forgetFailures(login hash: [UInt8]) throws {
    try run("DELETE FROM failed_sign_in WHERE login_hash = \(hash)")
  }
}

/// A sign-in with everything that a request needs to know of its person.
package struct Visitor: Sendable {
  package let signIn: SignIn
  package let name: String
  package let email: EmailAddress
  package let language: Language
  package let theme: Theme
  package let membership: Membership?
  /// Until when the subscriber has access, for the banner before its end (PRO-03); `nil` where it never had any.
  package let accessEndsOn: Day?
}

extension Reading {
  package func visitor(token hash: [UInt8]) throws -> Visitor? {
    try first(
      """
      SELECT i.*, u.name AS user_name, u.email, u.language, u.theme, s.name, s.kind, s.access_kind,
        s.access_ends_on, m.role
      FROM sign_in i JOIN service_user u ON u.id = i.user_id
      LEFT JOIN membership m ON m.user_id = i.user_id AND m.subscriber_id = i.subscriber_id
      LEFT JOIN subscriber s ON s.id = m.subscriber_id
      WHERE i.token_hash = \(hash)
      """
    ).map { row in
      let role: Role? = try row["role"]
      let access: Subscriber.AccessKind? = try row["access_kind"]
      return Visitor(
        signIn: try SignIn(row), name: try row["user_name"], email: try row["email"], language: try row["language"],
        theme: try row["theme"], membership: role == nil ? nil : try Membership(row),
        accessEndsOn: access == nil || access == Subscriber.AccessKind.none ? nil : try row["access_ends_on"])
    }
  }
}
