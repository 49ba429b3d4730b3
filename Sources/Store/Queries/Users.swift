package import Handbook

extension Reading {
  package func user(_ id: User.ID) throws -> UserFacts? {
    try first("SELECT * FROM service_user WHERE id = \(id)").map(UserFacts.init)
  }

  package func user(_ email: EmailAddress) throws -> UserFacts? {
    try first("SELECT * FROM service_user WHERE email = \(email)").map(UserFacts.init)
  }

  /// The subscribers that the person belongs to, the vendor's and partners' first.
  package func memberships(of user: User.ID) throws -> [Membership] {
    try rows(
      """
      SELECT s.id AS subscriber_id, s.name, s.kind, m.role FROM membership m
      JOIN subscriber s ON s.id = m.subscriber_id WHERE m.user_id = \(user)
      ORDER BY CASE s.kind WHEN 'vendor' THEN 0 WHEN 'distributor' THEN 1 WHEN 'partner' THEN 2 ELSE 3 END, s.id
      """
    ).map(Membership.init)
  }

  package func role(of user: User.ID, in subscriber: Subscriber.ID) throws -> Role? {
    try first("SELECT role FROM membership WHERE subscriber_id = \(subscriber) AND user_id = \(user)")?["role"]
  }

  package func members(of subscriber: Subscriber.ID) throws -> [Member] {
    try rows(
      """
      SELECT m.user_id, u.name, u.email, m.role, m.joined_at, u.totp_confirmed_at,
        (SELECT max(seen_at) FROM sign_in i WHERE i.user_id = m.user_id) AS seen_at
      FROM membership m JOIN service_user u ON u.id = m.user_id
      WHERE m.subscriber_id = \(subscriber) ORDER BY m.joined_at, m.user_id
      """
    ).map(Member.init)
  }

  package func owners(of subscriber: Subscriber.ID) throws -> Int {
    try value("SELECT count(*) FROM membership WHERE subscriber_id = \(subscriber) AND role = 'owner'")
  }

  /// The users invited into the subscriber who have not answered yet.
  package func pendingUsers(of subscriber: Subscriber.ID, at now: Instant) throws -> [PendingUser] {
    try rows(
      """
      SELECT id, email, role, created_at, expires_at FROM user_invitation
      WHERE subscriber_id = \(subscriber) AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > \(now)
      ORDER BY id
      """
    ).map(PendingUser.init)
  }

  package func userInvitation(token hash: [UInt8]) throws -> (
    invitation: PendingUser, subscriber: Subscriber.ID, isOpen: Bool
  )? {
    guard
      let row = try first(
        """
        SELECT id, email, role, created_at, expires_at, subscriber_id,
          CASE WHEN accepted_at IS NULL AND revoked_at IS NULL THEN 1 ELSE 0 END AS is_open
        FROM user_invitation WHERE token_hash = \(hash)
        """)
    else { return nil }
    return (try PendingUser(row), try row["subscriber_id"], try row["is_open"])
  }
}

extension Writing {
  package func insertUser(
    email: EmailAddress, name: String, language: Language, password: String, at now: Instant
  ) throws -> User.ID {
    try value(
      """
      INSERT INTO service_user (email, name, language, password, created_at)
      VALUES (\(email), \(name), \(language), \(password), \(now)) RETURNING id
      """)
  }

  package func setPassword(_ password: String, of user: User.ID) throws {
    try run("UPDATE service_user SET password = \(password), version = version + 1 WHERE id = \(user)")
  }

  /// Puts a stronger hash of the same password in the place of the old one, unless the password was changed meanwhile.
  package func strengthenPassword(from old: String, to new: String, of user: User.ID) throws {
    try run("UPDATE service_user SET password = \(new) WHERE id = \(user) AND password = \(old)")
  }

  package func setProfile(name: String, language: Language, theme: Theme, of user: User.ID) throws {
    try run(
      """
      UPDATE service_user SET name = \(name), language = \(language), theme = \(theme), version = version + 1
      WHERE id = \(user)
      """)
  }

  package func setTOTP(secret: [UInt8]?, confirmedAt: Instant?, of user: User.ID) throws {
    try run(
      """
      UPDATE service_user SET totp_secret = \(secret), totp_confirmed_at = \(confirmedAt), totp_last_step = NULL,
        version = version + 1 WHERE id = \(user)
      """)
    try run("DELETE FROM recovery_code WHERE user_id = \(user)")
  }

  /// Takes a time step's code; `false` if it, or a later one, was taken before.
  package func takeTOTP(step: Int, of user: User.ID) throws -> Bool {
    try run(
      """
      UPDATE service_user SET totp_last_step = \(step)
      WHERE id = \(user) AND (totp_last_step IS NULL OR totp_last_step < \(step))
      """) == 1
  }

  package func insertRecoveryCode(_ hash: [UInt8], of user: User.ID) throws {
    try run("INSERT INTO recovery_code (user_id, hash) VALUES (\(user), \(hash))")
  }

  package func takeRecoveryCode(_ hash: [UInt8], of user: User.ID, at now: Instant) throws -> Bool {
    try run(
      "UPDATE recovery_code SET used_at = \(now) WHERE user_id = \(user) AND hash = \(hash) AND used_at IS NULL") == 1
  }

  package func join(_ user: User.ID, to subscriber: Subscriber.ID, as role: Role, at now: Instant) throws {
    try run(
      """
      INSERT INTO membership (subscriber_id, user_id, role, joined_at) VALUES (\(subscriber), \(user), \(role), \(now))
      """)
  }

  package func setRole(_ role: Role, of user: User.ID, in subscriber: Subscriber.ID) throws -> Bool {
    try run("UPDATE membership SET role = \(role) WHERE subscriber_id = \(subscriber) AND user_id = \(user)") == 1
  }

  /// Takes the person out of the subscriber, with the rights in its infobases. The live sessions are to be ended first.
  package func remove(_ user: User.ID, from subscriber: Subscriber.ID) throws {
    try run(
      """
      DELETE FROM infobase_right WHERE user_id = \(user)
        AND infobase_id IN (SELECT id FROM infobase WHERE subscriber_id = \(subscriber))
      """)
    try run("UPDATE api_token SET revoked_at = created_at WHERE user_id = \(user) AND subscriber_id = \(subscriber)")
    try run("DELETE FROM membership WHERE subscriber_id = \(subscriber) AND user_id = \(user)")
  }

  package func insertUserInvitation(
    to subscriber: Subscriber.ID, email: EmailAddress, role: Role, token hash: [UInt8], by user: User.ID?,
    at now: Instant, until expiry: Instant
  ) throws -> ID<PendingUser> {
    try value(
      """
      INSERT INTO user_invitation (subscriber_id, email, role, token_hash, invited_by, created_at, expires_at)
      VALUES (\(subscriber), \(email), \(role), \(hash), \(user), \(now), \(expiry)) RETURNING id
      """)
  }

  package func revokeUserInvitation(_ id: ID<PendingUser>, of subscriber: Subscriber.ID, at now: Instant) throws -> Bool
  {
    try run(
      """
      UPDATE user_invitation SET revoked_at = \(now)
      WHERE id = \(id) AND subscriber_id = \(subscriber) AND accepted_at IS NULL AND revoked_at IS NULL
      """) == 1
  }

  package func acceptUserInvitation(_ id: ID<PendingUser>, at now: Instant) throws -> Bool {
    try run(
      """
      UPDATE user_invitation SET accepted_at = \(now)
      WHERE id = \(id) AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > \(now)
      """) == 1
  }

  package func insertPasswordReset(token hash: [UInt8], of user: User.ID, at now: Instant, until expiry: Instant) throws
  {
    try run(
      """
      INSERT INTO password_reset (token_hash, user_id, created_at, expires_at)
      VALUES (\(hash), \(user), \(now), \(expiry))
      """)
  }

  /// Takes a reset link: whose it was, or `nil` if it is unknown, used or late.
  package func takePasswordReset(token hash: [UInt8], at now: Instant) throws -> User.ID? {
    try first(
      """
      UPDATE password_reset SET used_at = \(now)
      WHERE token_hash = \(hash) AND used_at IS NULL AND expires_at > \(now) RETURNING user_id
      """)?["user_id"]
  }
}
