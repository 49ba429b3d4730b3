package import Handbook
import Store

/// What anybody may do in his own subscriber, whatever kind it is: its card, its users, himself.
package struct HouseDesk: Desk {
  package let office: Office
  package let actor: Actor

  package init(_ office: Office, _ actor: Actor) {
    self.office = office
    self.actor = actor
  }

  // MARK: The subscriber's own card (E-06, E-07)

  package func card() async throws -> SubscriberFacts {
    try actor.require(.seeHouse)
    return try await office.database.read { tx in
      guard let facts = try tx.subscriber(actor.subscriber) else { throw Missing() }
      return facts
    }
  }

  /// What the tabs of the own card show (G-04).
  package func cardTabs() async throws -> CardTabs {
    try actor.require(.seeHouse)
    return try await office.database.read { tx in
      guard let facts = try tx.subscriber(actor.subscriber) else { throw Missing() }
      return try office.tabs(of: facts, grantsTo: nil, tx)
    }
  }

  package func save(_ entries: Entries, version: Int) async throws {
    try actor.require(.editOwnCard)
    try await saveCard(actor.subscriber, entries, version: version) { _, _ in }
  }

  // MARK: Users and roles

  package struct Users: Sendable {
    package let members: [Member]
    package let pending: [PendingUser]
    package let owners: Int
  }

  package func users() async throws -> Users {
    try actor.require(.seeHouse)
    return try await office.database.read { tx in
      Users(
        members: try tx.members(of: actor.subscriber), pending: try tx.pendingUsers(of: actor.subscriber, at: now),
        owners: try tx.owners(of: actor.subscriber))
    }
  }

  /// Asks somebody in by letter (E-02, BEY-44).
  @discardableResult
  package func invite(_ entries: Entries) async throws -> ID<PendingUser> {
    try actor.require(.manageUsers)
    var entries = entries
    let email = entries.email("email")
    let role = entries.choice("role", of: Role.self)
    try entries.accept()
    let token = Token(world)
    return try await office.database.write { tx in
      try RoleChange(
        from: .user, to: role!, owners: 1, kind: actor.kind, mayChangeOwners: actor.may(.manageOwners)
      ).accept()
      if let user = try tx.user(email!), try tx.role(of: user.id, in: actor.subscriber) != nil {
        throw Refusals("A-11", "email", .userIsHere)
      }
      let until = now + .days(14)
      let id = try tx.insertUserInvitation(
        to: actor.subscriber, email: email!, role: role!, token: token.hash, by: actor.user, at: now, until: until)
      try office.post(
        .userInvitation(
          subscriber: actor.subscriberName, role: role!, inviter: actor.userName,
          link: office.link("/join/\(token.text)"), until: world.zone.day(of: until)),
        to: email!, of: actor.subscriber, in: actor.language, tx)
      try record(
        "invite-user", on: "subscriber", actor.subscriber.number, of: actor.subscriber,
        after: ["email": email!.description, "role": role!.rawValue, "invitation": id.description], tx)
      return id
    }
  }

  package func revokeInvitation(_ id: ID<PendingUser>) async throws {
    try actor.require(.manageUsers)
    try await office.database.write { tx in
      guard try tx.revokeUserInvitation(id, of: actor.subscriber, at: now) else { throw Missing() }
      try record(
        "revoke-invitation", on: "subscriber", actor.subscriber.number, of: actor.subscriber,
        after: ["invitation": id.description], tx)
    }
  }

  /// Gives a user another role, or takes the user out with `nil` (DEC-34): his live sessions end, and their work stays.
  package func change(_ user: User.ID, to role: Role?) async throws {
    try actor.require(.manageUsers)
    let house = actor.subscriber.number
    try await office.database.write(locking: [LockKey("members", house), LockKey("sessions", house)]) { tx in
      guard let old = try tx.role(of: user, in: actor.subscriber) else { throw Missing() }
      try RoleChange(
        from: old, to: role, owners: tx.owners(of: actor.subscriber), kind: actor.kind,
        mayChangeOwners: actor.may(.manageOwners)
      ).accept()
      if let role {
        _ = try tx.setRole(role, of: user, in: actor.subscriber)
      } else {
        for session in try tx.endSessions(of: user, with: actor.subscriber) { try office.keepWork(of: session, tx) }
        try tx.remove(user, from: actor.subscriber)
      }
      try record(
        role == nil ? "remove-user" : "change-role", on: "subscriber", actor.subscriber.number, of: actor.subscriber,
        before: ["user": user.description, "role": old.rawValue],
        after: ["user": user.description, "role": role?.rawValue ?? ""], tx)
    }
  }

  // MARK: History

  package func history() async throws -> [AuditEntry] {
    try actor.require(.seeHouse)
    return try await office.database.read { try $0.history(of: "subscriber", actor.subscriber.number) }
  }

  // MARK: Tokens of the API

  package func tokens() async throws -> [AccessToken] {
    try actor.require(.manageTokens)
    return try await office.database.read { try $0.tokens(of: actor.subscriber) }
  }

  /// The token's text is in the answer and nowhere else.
  package func makeToken(_ entries: Entries) async throws -> Token {
    try actor.require(.manageTokens)
    var entries = entries
    let name = entries.line("name", upTo: 100, required: true)
    let days = entries.number("days", in: 1...730)
    let scope = entries.choice("scope", of: TokenScope.self)
    try entries.accept()
    let token = Token(world)
    try await office.database.write { tx in
      let id = try tx.insertToken(
        token.hash, name: name, scopes: scope!.rawValue, of: actor.user, in: actor.subscriber, at: now,
        until: now + .days(days!))
      try record(
        "make-token", on: "subscriber", actor.subscriber.number, of: actor.subscriber,
        after: ["token": id.description, "name": name, "scope": scope!.rawValue], tx)
    }
    return token
  }

  package func revokeToken(_ id: ID<AccessToken>) async throws {
    try actor.require(.manageTokens)
    try await office.database.write { tx in
      guard try tx.revokeToken(id, of: actor.subscriber, at: now) else { throw Missing() }
      try record(
        "revoke-token", on: "subscriber", actor.subscriber.number, of: actor.subscriber,
        after: ["token": id.description], tx)
    }
  }
}

/// What a token of the API lets a program do.
package enum TokenScope: String, CaseIterable, Sendable {
  case read, write

  package var text: Text {
    switch self {
    case .read: Text(ru: "Только чтение", kk: "Тек оқу", en: "Read only")
    case .write: Text(ru: "Чтение и запись", kk: "Оқу және жазу", en: "Read and write")
    }
  }
}

extension Desk {
  /// Writes a card over the version that the person saw, or tells who changed it meanwhile.
  func saveCard(
    _ id: Subscriber.ID, _ entries: Entries, version: Int,
    check: @escaping @Sendable (SubscriberFacts, any Reading) throws -> Void
  ) async throws {
    var entries = entries
    let card = Card(&entries)
    try entries.accept()
    try await office.database.write { tx in
      guard let old = try tx.subscriber(id) else { throw Missing() }
      try check(old, tx)
      guard try tx.setCard(card, of: id, version: version) else {
        let last = try tx.history(of: "subscriber", id.number, limit: 1).first
        throw Stale(
          changedBy: last?.userName, changedAt: last?.at,
          current: old.card.fields.map { ($0.label, $0.value) }, version: old.version)
      }
      let (before, after) = (Facts(old.card), Facts(card))
      try record(
        "change-card", on: "subscriber", id.number, of: id, before: before.changed(from: after),
        after: after.changed(from: before), tx)
    }
  }
}

extension Text {
  static let userIsHere = Text(
    ru: "Этот человек уже работает у вас.", kk: "Бұл адам сізде жұмыс істейді.", en: "This person is here already.")
}
