package import Handbook
package import Store

/// What a person may do with his own sign-in, whatever subscriber he works in.
package struct PersonDesk: Sendable {
  package let office: Office
  package let visitor: Visitor
  package let address: String

  package init(_ office: Office, _ visitor: Visitor, from address: String) {
    self.office = office
    self.visitor = visitor
    self.address = address
  }

  private var now: Instant { office.world.now() }
  private var user: User.ID { visitor.signIn.userID }

  package struct Profile: Sendable {
    package let facts: UserFacts
    package let memberships: [Membership]
    package let signIns: [SignIn]
    package let grants: [AccessGrant]
  }

  package func profile() async throws -> Profile {
    try await office.database.read { tx in
      guard let facts = try tx.user(user) else { throw Missing() }
      return Profile(
        facts: facts, memberships: try tx.memberships(of: user), signIns: try tx.signIns(of: user, at: now),
        grants: try tx.grants(to: user, at: now))
    }
  }

  package func save(_ entries: Entries) async throws {
    var entries = entries
    let name = entries.line("name", upTo: 100, required: true)
    let language = entries.choice("language", of: Language.self)
    let theme = entries.choice("theme", of: Theme.self)
    try entries.accept()
    try await office.database.write { tx in
      try tx.setProfile(name: name, language: language!, theme: theme!, of: user)
    }
  }

  /// Works in another of his subscribers from now on.
  package func choose(_ subscriber: Subscriber.ID) async throws {
    try await office.database.write { tx in
      guard try tx.role(of: user, in: subscriber) != nil else { throw Missing() }
      try tx.choose(subscriber, in: visitor.signIn.id)
    }
  }

  package func changePassword(_ entries: Entries) async throws {
    let profile = try await profile()
    let typed = entries.typed
    guard try await office.passwords.verify(typed["current"] ?? "", against: profile.facts.password) else {
      throw Refusals(
        "C-02", "current",
        Text(
          ru: "Текущий пароль не подходит.", kk: "Қазіргі құпиясөз сәйкес емес.", en: "The current password is wrong."))
    }
    let password = typed["password"] ?? ""
    try NewPassword(password, repeated: typed["password_repeated"] ?? "", for: profile.facts.email).accept()
    let hash = try await office.passwords.hash(password, salt: office.world.random(16))
    try await office.database.write { tx in
      try tx.setPassword(hash, of: user)
      try tx.endSignIns(of: user, except: visitor.signIn.id)
      try record("change-password", tx)
      try office.post(.passwordChanged(address: address), to: visitor.email, of: nil, in: visitor.language, tx)
    }
  }

  package func end(_ signIn: ID<SignIn>) async throws {
    try await office.database.write { tx in
      guard try tx.end(signIn, of: user) else { throw Missing() }
      try record("end-sign-in", tx)
    }
  }

  // MARK: The second factor

  /// A secret to put into an authenticator; nothing is on until a code of it is shown.
  package func beginTOTP() async throws -> [UInt8] {
    let secret = office.world.random(20)
    try await office.database.write { tx in
      guard let facts = try tx.user(user), facts.totpConfirmedAt == nil else { throw Missing() }
      try tx.setTOTP(secret: secret, confirmedAt: nil, of: user)
    }
    return secret
  }

  /// Switches the second factor on; answers with ten recovery codes, each good for once.
  package func confirmTOTP(code: String) async throws -> [String] {
    let codes = (0..<10).map { _ in TOTP.base32(office.world.random(10)).lowercased() }
    try await office.database.write { tx in
      guard let facts = try tx.user(user), let secret = facts.totpSecret, facts.totpConfirmedAt == nil else {
        throw Missing()
      }
      guard let step = TOTP.step(of: code.filter { !$0.isWhitespace }, secret, at: office.world.onTheWall) else {
        throw Refusals("C-02", "code", .wrongCode)
      }
      try tx.setTOTP(secret: secret, confirmedAt: now, of: user)
      _ = try tx.takeTOTP(step: step, of: user)
      for code in codes { try tx.insertRecoveryCode(Token(shown: code).hash, of: user) }
      try record("second-factor-on", tx)
    }
    return codes
  }

  package func endTOTP(password: String) async throws {
    let profile = try await profile()
    guard try await office.passwords.verify(password, against: profile.facts.password) else {
      throw Refusals("C-02", "password", .wrongLoginOrPassword)
    }
    try await office.database.write { tx in
      try tx.setTOTP(secret: nil, confirmedAt: nil, of: user)
      try record("second-factor-off", tx)
    }
  }

  private func record(_ act: String, _ tx: any Writing) throws {
    try tx.record(
      act, on: "user", user.number, of: visitor.signIn.subscriberID, before: "", after: "", by: user,
      in: visitor.signIn.subscriberID, from: address, at: now)
  }
}
