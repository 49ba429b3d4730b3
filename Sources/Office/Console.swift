package import Handbook
import Store

/// What whoever sits at the machine may do: the person has its files, so that nobody asks for a right. Every act leaves
/// its row in the audit, by nobody, from `console`.
package struct Console: Sendable {
  package let office: Office

  /// What the audit says of where the acts came from.
  package static let address = "console"

  package init(_ office: Office) {
    self.office = office
  }

  private var now: Instant { office.world.now() }

  /// Puts a catalogue in force.
  ///
  /// - Returns: How many tariffs are new or changed; `nil` if it is the one in force.
  package func loadCatalogue(_ text: String) async throws -> Int? {
    try await office.database.write(locking: [LockKey("catalogue", 0)]) { tx in
      let changed = try office.catalogues.load(text, by: nil, at: now, tx)
      if let changed { try record("load-catalogue", on: "catalogue", 0, of: nil, ["changed": String(changed)], tx) }
      return changed
    }
  }

  /// Adds a person to a subscriber: to the vendor, where `subscriber` is empty.
  package func addUser(_ entries: Entries) async throws -> User.ID {
    var entries = entries
    let email = entries.email("email")
    let name = entries.line("name", upTo: 100, required: true)
    let role = entries.choice("role", of: Role.self)
    let language = entries.choice("language", of: Language.self)
    let subscriber = entries.id("subscriber", of: Subscriber.self, required: false)
    let password = entries.typed["password"] ?? ""
    for refusal in NewPassword(password, repeated: password, for: email).refusals {
      entries.refuse(refusal.field!, refusal.text, rule: refusal.rule)
    }
    try entries.accept()
    let hash = try await office.passwords.hash(password, salt: office.world.random(16))
    return try await office.database.write { tx in
      guard let house = try subscriber ?? tx.vendor(), let kind = try tx.subscriber(house)?.kind else {
        throw Refusals("A-04", "subscriber", .choose)
      }
      guard Role.roles(in: kind).contains(role!) else { throw Refusals("BEY-40", "role", .choose) }
      if try tx.user(email!) != nil { throw Refusals("A-11", "email", .loginIsTaken) }
      let user = try tx.insertUser(email: email!, name: name, language: language!, password: hash, at: now)
      try tx.join(user, to: house, as: role!, at: now)
      try record(
        "add-user", on: "subscriber", house.number, of: house, ["user": user.description, "role": role!.rawValue], tx)
      return user
    }
  }

  /// Gives somebody a new password, and ends every sign-in of the person.
  package func resetPassword(_ entries: Entries, endingSecondFactor: Bool) async throws {
    var entries = entries
    let email = entries.email("email")
    let password = entries.typed["password"] ?? ""
    for refusal in NewPassword(password, repeated: password, for: email).refusals {
      entries.refuse(refusal.field!, refusal.text, rule: refusal.rule)
    }
    try entries.accept()
    let hash = try await office.passwords.hash(password, salt: office.world.random(16))
    try await office.database.write { tx in
      guard let user = try tx.user(email!) else { throw Refusals("C-02", "email", .nobodyHasIt) }
      try tx.setPassword(hash, of: user.id)
      if endingSecondFactor { try tx.setTOTP(secret: nil, confirmedAt: nil, of: user.id) }
      try tx.endSignIns(of: user.id, except: nil)
      try record("password-reset", on: "user", user.id.number, of: nil, [:], tx)
      try office.post(.passwordChanged(address: Self.address), to: user.email, of: nil, in: user.language, tx)
    }
  }

  private func record(
    _ act: String, on subject: String, _ id: Int64, of subscriber: Subscriber.ID?, _ after: Facts, _ tx: any Writing
  ) throws {
    try tx.record(
      act, on: subject, id, of: subscriber, before: "", after: after.json, by: nil, in: nil, from: Self.address, at: now
    )
  }
}

extension Text {
  static let loginIsTaken = Text(
    ru: "У этого адреса уже есть вход в сервис.", kk: "Бұл мекенжайдың сервиске кіруі бар.",
    en: "This address has a sign-in already.")
  static let nobodyHasIt = Text(
    ru: "Такого логина нет.", kk: "Мұндай логин жоқ.", en: "There is no such login.")
}
