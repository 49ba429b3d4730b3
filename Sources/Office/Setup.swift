package import Handbook
import Store

/// The first act in an empty installation: the vendor and its first owner.
package struct Setup: Sendable {
  package let office: Office

  package init(_ office: Office) {
    self.office = office
  }

  package var isNeeded: Bool {
    get async throws { try await office.database.read { try $0.vendor() } == nil }
  }

  /// - Throws: `Refusals` for wrong entries, and if the installation has a vendor already.
  package func setUp(_ entries: Entries, from address: String) async throws -> User.ID {
    var entries = entries
    let vendor = entries.line("vendor", upTo: 150, required: true)
    let name = entries.line("name", upTo: 100, required: true)
    let email = entries.email("email")
    let password = entries.typed["password"] ?? ""
    if let email {
      for refusal in NewPassword(password, repeated: entries.typed["password_repeated"] ?? "", for: email).refusals {
        entries.refuse(refusal.field!, refusal.text, rule: refusal.rule)
      }
    }
    try entries.accept()
    let language = Language(rawValue: entries.raw("language")) ?? .russian
    let hash = try await office.passwords.hash(password, salt: office.world.random(16))
    let publicID = base64url(office.world.random(12))
    return try await office.database.write(locking: [LockKey("setup", 0)]) { tx in
      let now = office.world.now()
      if try tx.vendor() != nil {
        throw Refusals(
          "DESIGN", nil,
          Text(
            ru: "Сервис уже настроен. Войдите с логином и паролем.",
            kk: "Сервис бапталып қойған. Логин мен құпиясөзбен кіріңіз.",
            en: "The service is set up already. Sign in with a login and a password."))
      }
      let user = try tx.insertUser(email: email!, name: name, language: language, password: hash, at: now)
      let id = try tx.insertSubscriber(
        .vendor, card: Card(name: vendor, organisation: vendor, email: email!.description), publicID: publicID,
        servedBy: nil, at: now)
      try tx.join(user, to: id, as: .owner, at: now)
      try spendToken(tx)
      try tx.record(
        "set-up", on: "subscriber", id.number, of: id, before: "", after: "", by: user, in: id, from: address, at: now)
      return user
    }
  }
}

// MARK: The token of the set-up page

extension Setup {
  private static let setting = "setup-token"

  /// A token that lets whoever reads the server's terminal set the service up in a browser. The last one made counts.
  package func offer() async throws -> Token {
    let token = Token(office.world)
    try await office.database.write { tx in try tx.set(Self.setting, to: base64url(token.hash)) }
    return token
  }

  /// Whether the token is the one that was printed, and nobody has set the service up yet.
  package func admits(_ token: Token) async throws -> Bool {
    try await office.database.read { tx in
      try tx.vendor() == nil && tx.setting(Self.setting) == base64url(token.hash)
    }
  }

  func spendToken(_ tx: any Writing) throws {
    try tx.forgetSetting(Self.setting)
  }
}
