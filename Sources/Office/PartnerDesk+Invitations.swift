package import Handbook
package import Store

/// «Приглашения для регистрации» (C-09, F-01 … F-05, BEY-30).
extension PartnerDesk {
  package func invitations(
    state: Invitation.State?, search: String, after: Cursor?, limit: Int = 50
  ) async throws -> Page<InvitationFacts> {
    try actor.require(.serve)
    return try await office.database.read { tx in
      try tx.invitations(of: actor.subscriber, state: state, search: search, at: now, after: after, limit: limit)
    }
  }

  package func invitation(_ id: Invitation.ID) async throws -> InvitationFacts {
    try actor.require(.serve)
    return try await office.database.read { tx in
      guard let facts = try tx.invitation(id, of: actor.subscriber) else { throw Missing() }
      return facts
    }
  }

  /// Sends a code to an e-mail (B-16, F-01).
  @discardableResult
  package func invite(_ entries: Entries) async throws -> Invitation.ID {
    try actor.require(.serve)
    var entries = entries
    let email = entries.email("email")
    let language = entries.choice("language", of: Language.self, required: false) ?? actor.language
    try entries.accept()
    let code = Token(world)
    return try await office.database.write { tx in
      let until = try expiry(tx)
      let id = try tx.insertInvitation(
        from: actor.subscriber, to: email!, code: code.hash, by: actor.user, at: now, until: until)
      try send(code, to: email!, until: until, in: language, tx)
      try record("invite", on: "invitation", id.number, of: actor.subscriber, after: ["email": email!.description], tx)
      return id
    }
  }

  /// Sends a new code in place of the old one, with a new term.
  package func resend(_ id: Invitation.ID) async throws {
    try await change(id, .resend) { facts, tx in
      let code = Token(world)
      let until = try expiry(tx)
      try tx.resend(id, code: code.hash, at: now, until: until)
      try send(code, to: facts.email, until: until, in: actor.language, tx)
      try record("resend", on: "invitation", id.number, of: actor.subscriber, tx)
    }
  }

  package func block(_ id: Invitation.ID, _ entries: Entries) async throws {
    var entries = entries
    let cause = entries.line("cause", upTo: 300)
    try entries.accept()
    try await change(id, .block) { _, tx in
      try tx.block(id, at: now, cause: cause)
      try record("block", on: "invitation", id.number, of: actor.subscriber, after: ["cause": cause], tx)
    }
  }

  package func unblock(_ id: Invitation.ID) async throws {
    try await change(id, .unblock) { _, tx in
      try tx.block(id, at: nil, cause: "")
      try record("unblock", on: "invitation", id.number, of: actor.subscriber, tx)
    }
  }

  private func change(
    _ id: Invitation.ID, _ act: InvitationAct.Act,
    _ consequence: @escaping @Sendable (InvitationFacts, any Writing) throws -> Void
  ) async throws {
    try actor.require(.serve)
    try await office.database.write { tx in
      guard let facts = try tx.invitation(id, of: actor.subscriber) else { throw Missing() }
      try InvitationAct(act, in: facts.state(at: now)).accept()
      try consequence(facts, tx)
    }
  }

  private func expiry(_ tx: any Reading) throws -> Instant {
    now + .days(try office.catalogues.offer(tx).catalogue.terms.invitationDays)
  }

  private func send(
    _ code: Token, to email: EmailAddress, until: Instant, in language: Language, _ tx: any Writing
  ) throws {
    try office.post(
      .invitation(
        partner: actor.subscriberName, link: office.link("/register/\(code.text)"), until: world.zone.day(of: until)),
      to: email, of: actor.subscriber, in: language, tx)
  }
}
