package import Handbook
package import Store

/// The vendor's desk: partners, every subscriber, the catalogue, the letters, the audit.
package struct VendorDesk: ServingDesk {
  package let office: Office
  package let actor: Actor
  package var scope: Subscriber.ID? { nil }
  package var issuer: Tariff.Issuer { .vendor }

  /// `nil` unless the person acts for the vendor.
  package init?(_ office: Office, _ actor: Actor) {
    guard actor.kind == .vendor else { return nil }
    self.office = office
    self.actor = actor
  }

  // MARK: Partners

  package func partners(_ query: ListQuery<SubscriberOrder>) async throws -> (
    page: Page<PartnerFacts>, catalogue: Catalogue
  ) {
    try actor.require(.serve)
    return try await office.database.read { tx in
      (try tx.partners(query), try office.catalogues.offer(tx).catalogue)
    }
  }

  package struct PartnerCard: Sendable {
    package let partner: PartnerFacts
    package let facts: SubscriberFacts
    package let standings: [StandingChange]
    package let catalogue: Catalogue
    package let totals: ServedTotals
    package let members: [Member]
    package let pending: [PendingUser]
    package let history: [AuditEntry]
  }

  package func partner(_ id: Subscriber.ID) async throws -> PartnerCard {
    try actor.require(.serve)
    return try await office.database.read { tx in
      guard let partner = try tx.partner(id), let facts = try tx.subscriber(id) else { throw Missing() }
      return PartnerCard(
        partner: partner, facts: facts, standings: try tx.standingHistory(of: id),
        catalogue: try office.catalogues.offer(tx).catalogue, totals: try tx.servedTotals(of: id, on: today),
        members: try tx.members(of: id), pending: try tx.pendingUsers(of: id, at: now),
        history: try tx.history(of: "subscriber", id.number))
    }
  }

  package func partnerForm() async throws -> (catalogue: Catalogue, distributors: [(id: Subscriber.ID, name: String)]) {
    try actor.require(.govern)
    return try await office.database.read { tx in
      (try office.catalogues.offer(tx).catalogue, try tx.distributors())
    }
  }

  /// Makes a partner: its subscriber, its standing, its own tariff (D-01 … D-07), and a letter to its first owner
  /// (E-01).
  package func addPartner(_ entries: Entries) async throws -> Subscriber.ID {
    try actor.require(.govern)
    var entries = entries
    let card = Card(&entries)
    let owner = entries.email("owner_email")
    let code = entries.line("code", upTo: 20, required: true)
    let standing = Standing.Code(entries.raw("standing"))
    if standing == nil { entries.refuse("standing", .choose) }
    let distributor = entries.id("distributor", of: Subscriber.self, required: false)
    try entries.accept()
    let token = Token(world)
    let publicID = base64url(world.random(12))
    return try await office.database.write { tx in
      let offer = try office.catalogues.offer(tx)
      guard offer.catalogue.standing(standing!) != nil else { throw Refusals("B-05", "standing", .choose) }
      if let distributor, try tx.subscriber(distributor)?.kind != .distributor {
        throw Refusals("P-02", "distributor", .choose)
      }
      let id = try tx.insertSubscriber(.partner, card: card, publicID: publicID, servedBy: nil, at: now)
      do {
        try tx.insertPartner(id, code: code, distributor: distributor, standing: standing!)
      } catch StoreFault.constraint(.unique, _) {
        throw Refusals(
          "Y-05", "code",
          Text(
            ru: "Партнёр с таким кодом уже есть.", kk: "Мұндай коды бар серіктес бұрыннан бар.",
            en: "There is a partner with this code already."))
      }
      try tx.setStanding(standing!, of: id, from: today, reason: "—", by: actor.user, at: now)
      try giveOwnTariff(to: id, offer, tx)
      let until = now + .days(14)
      _ = try tx.insertUserInvitation(
        to: id, email: owner!, role: .owner, token: token.hash, by: actor.user, at: now, until: until)
      try office.post(
        .welcome(name: card.name, number: id, link: office.link("/join/\(token.text)")), to: owner!, of: id,
        in: actor.language, tx)
      try record("add-partner", on: "subscriber", id.number, of: id, after: Facts(card), tx)
      return id
    }
  }

  /// D-01 … D-07: the tariff for the partner's own organisation, issued by the vendor.
  private func giveOwnTariff(to partner: Subscriber.ID, _ offer: Catalogues.Offer, _ tx: any Writing) throws {
    guard let tariff = offer.catalogue.tariff(offer.catalogue.terms.ownTariff), let terms = offer.terms[tariff.code],
      case .months(let periods) = tariff.term
    else { return }
    let draft = SubscriptionDraft(
      tariff: tariff, start: today, months: periods.max(),
      client: .init(organisation: "", bin: nil, itsNumber: "", isIssuer: false), issuer: .vendor, today: today)
    try draft.accept()
    _ = try tx.sell(
      NewSubscription(
        subscriber: partner, partner: nil, terms: terms, kind: .main, main: nil, quantity: 1, months: draft.months,
        period: draft.period!, sum: .zero, accessKind: draft.accessKind, comment: ""), by: actor.user, on: today,
      at: now)
  }

  /// Changes a partner's standing from a day on (B-05, DEC-20).
  package func setStanding(of partner: Subscriber.ID, _ entries: Entries) async throws {
    try actor.require(.govern)
    var entries = entries
    let standing = Standing.Code(entries.raw("standing"))
    if standing == nil { entries.refuse("standing", .choose) }
    let from = entries.day("from")
    let reason = entries.line("reason", upTo: 300, required: true)
    try entries.accept()
    try await office.database.write { tx in
      guard let old = try tx.partner(partner) else { throw Missing() }
      guard try office.catalogues.offer(tx).catalogue.standing(standing!) != nil else {
        throw Refusals("B-05", "standing", .choose)
      }
      try tx.setStanding(standing!, of: partner, from: from!, reason: reason, by: actor.user, at: now)
      try record(
        "set-standing", on: "subscriber", partner.number, of: partner, before: ["standing": old.standing.description],
        after: ["standing": standing!.description, "from": from!.iso, "reason": reason], tx)
    }
  }

  // MARK: The catalogue

  package func loadCatalogue(_ text: String) async throws -> Int? {
    try actor.require(.govern)
    return try await office.database.write(locking: [LockKey("catalogue", 0)]) { tx in
      let changed = try office.catalogues.load(text, by: actor.user, at: now, tx)
      if let changed {
        try record("load-catalogue", on: "catalogue", 0, of: actor.subscriber, after: ["changed": String(changed)], tx)
      }
      return changed
    }
  }

  // MARK: Letters and audit

  package func letters(search: String, onlyUnsent: Bool, after: Cursor?, limit: Int = 50) async throws -> Page<
    KeptLetter
  > {
    try actor.require(.govern)
    return try await office.database.read { tx in
      try tx.letters(search: search, onlyUnsent: onlyUnsent, after: after, limit: limit)
    }
  }

  package func letter(_ id: ID<KeptLetter>) async throws -> KeptLetter {
    try actor.require(.govern)
    return try await office.database.read { tx in
      guard let letter = try tx.letter(id) else { throw Missing() }
      return letter
    }
  }

  package func sendAgain(_ id: ID<KeptLetter>) async throws {
    try actor.require(.govern)
    try await office.database.write { tx in
      guard try tx.sendLetterAgain(id, at: now) else { throw Missing() }
      try record("send-again", on: "letter", id.number, of: nil, tx)
    }
  }

  package func audit(of subscriber: Subscriber.ID?, after: Cursor?, limit: Int = 100) async throws -> Page<AuditEntry> {
    try actor.require(.govern)
    return try await office.database.read { try $0.audit(of: subscriber, after: after, limit: limit) }
  }
}
