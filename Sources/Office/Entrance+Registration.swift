package import Handbook
package import Store

/// Registration by a letter's link: a client by a partner's invitation (F-01 … F-06), a person by a subscriber's.
extension Entrance {
  package struct OpenInvitation: Sendable {
    package let facts: InvitationFacts
    package let partnerName: String
    package let trialDays: Int
    package let registration: Registration
  }

  /// What the invitation's page shows.
  ///
  /// - Throws: `Missing` for a code that nobody sent.
  package func invitation(_ code: Token, visitor: Visitor?) async throws -> OpenInvitation {
    try await office.database.read { tx in
      guard let facts = try tx.invitation(code: code.hash), let partner = try tx.subscriber(facts.partnerID) else {
        throw Missing()
      }
      let catalogue = try office.catalogues.offer(tx).catalogue
      var days = 0
      if case .days(let count)? = catalogue.tariff(catalogue.terms.trial)?.term { days = count }
      return OpenInvitation(
        facts: facts, partnerName: partner.name, trialDays: days, registration: try registration(facts, visitor, tx))
    }
  }

  private func registration(_ facts: InvitationFacts, _ visitor: Visitor?, _ tx: any Reading) throws -> Registration {
    Registration(
      state: facts.state(at: now), addressIsTaken: try tx.user(facts.email) != nil,
      isSignedInAsThatPerson: visitor?.email == facts.email)
  }

  /// Makes the client: a subscriber served by the partner (F-06), named by the e-mail (F-05), its owner (E-01, DEC-33),
  /// and the test period from today (F-04, DEC-13). Answers with a sign-in, unless the person has one.
  package func register(
    _ code: Token, visitor: Visitor?, name: String, password: String, repeated: String, language: Language
  ) async throws -> Token? {
    var entries = Entries(["name": name])
    let name = entries.line("name", upTo: 100, required: visitor == nil)
    let facts = try await invitation(code, visitor: visitor)
    try facts.registration.accept()
    if visitor == nil {
      let draft = NewPassword(password, repeated: repeated, for: facts.facts.email)
      for refusal in draft.refusals { entries.refuse(refusal.field!, refusal.text, rule: refusal.rule) }
    }
    try entries.accept()
    let hash =
      visitor == nil ? try await office.passwords.hash(password, salt: office.world.random(16)) : ""
    let token = Token(office.world)
    let publicID = base64url(office.world.random(12))
    return try await office.database.write { tx in
      guard let facts = try tx.invitation(code: code.hash) else { throw Missing() }
      try registration(facts, visitor, tx).accept()
      let user: User.ID
      if let visitor {
        user = visitor.signIn.userID
      } else {
        user = try tx.insertUser(email: facts.email, name: name, language: language, password: hash, at: now)
      }
      let card = Card(name: facts.email.description, email: facts.email.description)
      let client = try tx.insertSubscriber(.client, card: card, publicID: publicID, servedBy: facts.partnerID, at: now)
      try tx.join(user, to: client, as: .owner, at: now)
      guard try tx.activate(facts.id, by: client, at: now) else { throw Missing() }
      try giveTrial(to: client, of: facts.partnerID, tx)
      try tx.record(
        "register", on: "subscriber", client.number, of: client, before: "", after: Facts(card).json, by: user,
        in: client, from: address, at: now)
      if let sender = try tx.user(facts.createdBy) {
        try office.post(
          .invitationActivated(
            email: facts.email.description, number: client, link: office.link("/subscribers/\(client)")),
          to: sender.email, of: facts.partnerID, in: sender.language, tx)
      }
      if let visitor {
        try tx.choose(client, in: visitor.signIn.id)
        return nil
      }
      try open(token, for: tx.user(user)!, foreignComputer: false, awaitsSecondFactor: false, tx)
      return token
    }
  }

  /// F-04: the test period comes by itself.
  private func giveTrial(to client: Subscriber.ID, of partner: Subscriber.ID, _ tx: any Writing) throws {
    let offer = try office.catalogues.offer(tx)
    guard let tariff = offer.catalogue.tariff(offer.catalogue.terms.trial), let terms = offer.terms[tariff.code] else {
      return
    }
    let draft = SubscriptionDraft(
      tariff: tariff, start: office.world.today, months: nil,
      client: .init(organisation: "", bin: nil, itsNumber: "", isIssuer: false), issuer: .automatic,
      today: office.world.today)
    try draft.accept()
    _ = try tx.sell(
      NewSubscription(
        subscriber: client, partner: partner, terms: terms, kind: .main, main: nil, quantity: 1, months: nil,
        period: draft.period!, sum: .zero, accessKind: draft.accessKind, comment: ""), by: nil, on: office.world.today,
      at: now)
  }

  // MARK: A person asked into a subscriber

  package struct OpenUserInvitation: Sendable {
    package let email: EmailAddress
    package let role: Role
    package let subscriberName: String
    package let addressIsTaken: Bool
    package let isOpen: Bool
  }

  package func userInvitation(_ token: Token) async throws -> OpenUserInvitation {
    try await office.database.read { tx in
      guard let found = try tx.userInvitation(token: token.hash), let subscriber = try tx.subscriber(found.subscriber)
      else { throw Missing() }
      return OpenUserInvitation(
        email: found.invitation.email, role: found.invitation.role, subscriberName: subscriber.name,
        addressIsTaken: try tx.user(found.invitation.email) != nil,
        isOpen: found.isOpen && now < found.invitation.expiresAt)
    }
  }

  /// Accepts the invitation; a person without a sign-in chooses a name and a password.
  package func join(
    _ invitation: Token, visitor: Visitor?, name: String, password: String, repeated: String, language: Language
  ) async throws -> Token? {
    let open = try await userInvitation(invitation)
    guard open.isOpen else { throw Refusals("BEY-44", nil, .linkIsOver) }
    if open.addressIsTaken {
      guard let visitor, visitor.email == open.email else {
        throw Refusals("BEY-44", nil, Registration.rules[1].sentence)
      }
      try await office.database.write { tx in try accept(invitation, visitor.signIn.userID, visitor.signIn.id, tx) }
      return nil
    }
    var entries = Entries(["name": name])
    let name = entries.line("name", upTo: 100, required: true)
    for refusal in NewPassword(password, repeated: repeated, for: open.email).refusals {
      entries.refuse(refusal.field!, refusal.text, rule: refusal.rule)
    }
    try entries.accept()
    let hash = try await office.passwords.hash(password, salt: office.world.random(16))
    let token = Token(office.world)
    try await office.database.write { tx in
      let user = try tx.insertUser(email: open.email, name: name, language: language, password: hash, at: now)
      try accept(invitation, user, nil, tx)
      try self.open(token, for: tx.user(user)!, foreignComputer: false, awaitsSecondFactor: false, tx)
    }
    return token
  }

  private func accept(_ token: Token, _ user: User.ID, _ signIn: ID<SignIn>?, _ tx: any Writing) throws {
    guard let found = try tx.userInvitation(token: token.hash),
      try tx.acceptUserInvitation(found.invitation.id, at: now)
    else { throw Refusals("BEY-44", nil, .linkIsOver) }
    if try tx.role(of: user, in: found.subscriber) == nil {
      try tx.join(user, to: found.subscriber, as: found.invitation.role, at: now)
    }
    if let signIn { try tx.choose(found.subscriber, in: signIn) }
    try tx.record(
      "join", on: "subscriber", found.subscriber.number, of: found.subscriber, before: "",
      after: (["role": found.invitation.role.rawValue] as Facts).json, by: user, in: found.subscriber, from: address,
      at: now)
  }
}
