import Crypto
import Foundation
import Handbook
package import Store

/// The door: signing in and out, passwords, the second factor. Whoever stands here is nobody yet.
package struct Entrance: Sendable {
  package let office: Office
  /// The network address and the browser's own name for itself.
  package let address: String
  package let agent: String

  package init(_ office: Office, from address: String, agent: String) {
    self.office = office
    self.address = address
    self.agent = String(agent.prefix(300))
  }

  var now: Instant { office.world.now() }

  // MARK: Signing in

  /// Opens a sign-in (C-01, C-02). Where a second factor is on, the sign-in waits for it.
  ///
  /// - Throws: `Refusals` with the same words for a wrong login and a wrong password.
  package func signIn(login: String, password: String, foreignComputer: Bool) async throws -> Token {
    let loginHash = Array(SHA256.hash(data: Data(folded(login).utf8)))
    try await checkPatience(loginHash)
    let user = try await office.database.read { tx in try EmailAddress(login).flatMap { try tx.user($0) } }
    let password = String(password.prefix(1000))
    let isRight = try await office.passwords.verify(password, against: user?.password ?? "")
    guard let user, isRight else {
      try await office.database.write { tx in try tx.countFailure(login: loginHash, from: address, at: now) }
      throw Refusals("C-02", "login", .wrongLoginOrPassword)
    }
    let token = Token(office.world)
    // The parameters grow with the years; only here is the password at hand to follow them.
    let stronger =
      office.passwords.outgrows(user.password)
      ? try await office.passwords.hash(password, salt: office.world.random(16)) : nil
    try await office.database.write { tx in
      try tx.forgetFailures(login: loginHash, from: address)
      if let stronger { try tx.strengthenPassword(from: user.password, to: stronger, of: user.id) }
      try open(token, for: user, foreignComputer: foreignComputer, awaitsSecondFactor: user.totpConfirmedAt != nil, tx)
    }
    return token
  }

  func open(
    _ token: Token, for user: UserFacts, foreignComputer: Bool, awaitsSecondFactor: Bool, _ tx: any Writing
  ) throws {
    let first = try tx.memberships(of: user.id).first
    let idle = try idleSpan(foreignComputer: foreignComputer, tx)
    _ = try tx.insertSignIn(
      token: token.hash, user: user.id, subscriber: first?.subscriberID, foreignComputer: foreignComputer,
      awaitsSecondFactor: awaitsSecondFactor, address: address, agent: agent, at: now, until: now + idle)
    try tx.record(
      "sign-in", on: "user", user.id.number, of: first?.subscriberID, before: "", after: "", by: user.id,
      in: first?.subscriberID, from: address, at: now)
  }

  /// Failures of one login from one address make that address wait, ever longer; nobody else is locked out.
  private func checkPatience(_ loginHash: [UInt8]) async throws {
    try await office.database.read { tx in try checkPatience(loginHash, tx) }
  }

  private func checkPatience(_ loginHash: [UInt8], _ tx: any Reading) throws {
    let left = wait(after: try tx.failures(login: loginHash, from: address), free: 5)
    if left.milliseconds > 0 { throw Refusals("C-02", "login", .tooManyTries(left.seconds + 1)) }
  }

  /// How long is left to wait after so many failures: nothing after the first `free` − 1, then ever longer, up to a
  /// quarter of an hour.
  private func wait(after failures: (count: Int, lastAt: Instant)?, free: Int) -> Instant.Span {
    guard let failures, failures.count >= free else { return .seconds(0) }
    return failures.lastAt + .seconds(min(900, 10 << min(failures.count - free, 7))) - now
  }

  /// How long a sign-in lives without a request: 15 minutes on somebody else's computer (C-02).
  private func idleSpan(foreignComputer: Bool, _ tx: any Reading) throws -> Instant.Span {
    foreignComputer ? .minutes(15) : .minutes(try office.catalogues.offer(tx).catalogue.terms.signInIdleMinutes)
  }

  /// Who shows this token; `nil` if nobody, or the sign-in is over.
  ///
  /// The moment of the last request is written at most once a minute.
  package func visitor(_ token: Token) async throws -> Visitor? {
    let now = now
    let found = try await office.database.read { tx -> (Visitor, Instant.Span)? in
      guard let visitor = try tx.visitor(token: token.hash), now < visitor.signIn.expiresAt else { return nil }
      return (visitor, try idleSpan(foreignComputer: visitor.signIn.isForeignComputer, tx))
    }
    guard let (visitor, idle) = found else { return nil }
    if (now - visitor.signIn.seenAt).seconds >= 60 {
      let longest = visitor.signIn.createdAt + .days(30)
      try await office.database.write { tx in
        try tx.touch(visitor.signIn, at: now, until: min(now + idle, longest))
      }
    }
    return visitor
  }

  package func signOut(_ token: Token) async throws {
    try await office.database.write { tx in
      if let signIn = try tx.signIn(token: token.hash) { _ = try tx.end(signIn.id, of: signIn.userID) }
    }
  }

  /// The second factor: six digits of the authenticator, or a recovery code.
  ///
  /// Guesses are counted from everywhere together, too. Whoever guesses here knows the password, so that no stranger
  /// can make the person wait; and the person, once in, starts anew.
  package func passSecondFactor(_ visitor: Visitor, code: String) async throws {
    let user = visitor.signIn.userID
    let attempts = Array(SHA256.hash(data: Data("second factor of \(user)".utf8)))
    let shown = code.filter { !$0.isWhitespace && $0 != "-" }.lowercased()
    // One at a time: many who guess at once would all be let through by the same count.
    let passed = try await office.database.write(locking: [LockKey("second factor", user.number)]) { tx -> Bool in
      try checkPatience(attempts, tx)
      let left = wait(after: try tx.failures(login: attempts, since: now - .days(1)), free: 20)
      if left.milliseconds > 0 { throw Refusals("C-02", "code", .tooManyCodes(left.seconds + 1)) }
      guard let user = try tx.user(user), let secret = user.totpSecret else { return false }
      var isRight = false
      if let step = TOTP.step(of: shown, secret, at: office.world.onTheWall) {
        isRight = try tx.takeTOTP(step: step, of: user.id)
      } else {
        isRight = try tx.takeRecoveryCode(Token(shown: shown).hash, of: user.id, at: now)
      }
      if isRight {
        try tx.passSecondFactor(visitor.signIn.id)
        try tx.forgetFailures(login: attempts)
      } else {
        try tx.countFailure(login: attempts, from: address, at: now)
      }
      return isRight
    }
    if !passed { throw Refusals("C-02", "code", .wrongCode) }
  }

  // MARK: A forgotten password

  /// Sends a link to whoever has the address. Says nothing of whether anybody has.
  package func forgotPassword(login: String) async throws {
    guard let email = EmailAddress(login) else { throw Refusals("C-02", "login", .notAnEmail) }
    let token = Token(office.world)
    let minutes = 60
    let attempts = Array(SHA256.hash(data: Data("reset of \(email)".utf8)))
    try await checkPatience(attempts)
    try await office.database.write { tx in
      try tx.countFailure(login: attempts, from: address, at: now)
      guard let user = try tx.user(email) else { return }
      try tx.insertPasswordReset(token: token.hash, of: user.id, at: now, until: now + .minutes(minutes))
      try office.post(
        .passwordReset(link: office.link("/reset/\(token.text)"), minutes: minutes), to: email, of: nil,
        in: user.language, tx)
    }
  }

  /// Sets a new password by the letter's link, and ends every sign-in of the person.
  package func resetPassword(_ token: Token, password: String, repeated: String) async throws {
    let salt = office.world.random(16)
    // What is wrong with the password itself is said before the link is spent.
    try NewPassword(password, repeated: repeated, for: nil).accept()
    let hash = try await office.passwords.hash(password, salt: salt)
    try await office.database.write { tx in
      guard let id = try tx.takePasswordReset(token: token.hash, at: now), let user = try tx.user(id) else {
        throw Refusals("C-02", nil, .linkIsOver)
      }
      try NewPassword(password, repeated: repeated, for: user.email).accept()
      try tx.setPassword(hash, of: id)
      try tx.endSignIns(of: id, except: nil)
      try tx.record(
        "password-reset", on: "user", id.number, of: nil, before: "", after: "", by: id, in: nil, from: address, at: now
      )
      try office.post(.passwordChanged(address: address), to: user.email, of: nil, in: user.language, tx)
    }
  }
}

extension Text {
  static let wrongLoginOrPassword = Text(
    ru: "Логин или пароль не подходят. Проверьте раскладку и Caps Lock или задайте новый пароль по ссылке ниже.",
    kk:
      """
      Логин немесе құпиясөз сәйкес емес. Пернетақта тілі мен Caps Lock-ты тексеріңіз немесе төмендегі сілтемемен жаңа \
      құпиясөз қойыңыз.
      """,
    en:
      """
      The login or the password is wrong. Check the keyboard layout and Caps Lock, or set a new password by the link \
      below.
      """
  )
  static let wrongCode = Text(
    ru: "Код не подошёл. Каждый код действует полминуты и только один раз.",
    kk: "Код сәйкес келмеді. Әр код жарты минут және бір рет қана жарамды.",
    en: "The code is wrong. A code is good for half a minute and works once.")
  static let linkIsOver = Text(
    ru: "Эта ссылка уже использована или устарела. Запросите новую.",
    kk: "Бұл сілтеме пайдаланылған немесе ескірген. Жаңасын сұраңыз.",
    en: "This link was used or is too old. Ask for a new one.")

  static func tooManyTries(_ seconds: Int) -> Text {
    let minutes = (seconds + 59) / 60
    return Text(
      ru: "Слишком много попыток с этого компьютера. Подождите \(minutes) мин. и попробуйте снова.",
      kk: "Бұл компьютерден әрекет тым көп. \(minutes) мин. күтіп, қайта көріңіз.",
      en: "Too many tries from this computer. Wait \(minutes) min and try again.")
  }

  static func tooManyCodes(_ seconds: Int) -> Text {
    let minutes = (seconds + 59) / 60
    return Text(
      ru: "Слишком много неверных кодов. Подождите \(minutes) мин. и попробуйте снова.",
      kk: "Қате код тым көп. \(minutes) мин. күтіп, қайта көріңіз.",
      en: "Too many wrong codes. Wait \(minutes) min and try again.")
  }
}
