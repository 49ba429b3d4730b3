package import Handbook
import Store

/// «Подписка (создание)» (H-01 … H-12, PRO-09): a draft does nothing; posting makes it real.
extension ServingDesk {
  package func subscription(_ id: Subscription.ID) async throws -> (sold: SoldSubscription, history: [AuditEntry]) {
    try actor.require(.serve)
    return try await office.database.read { tx in
      (try reach(id, tx), try tx.history(of: "subscription", id.number))
    }
  }

  func reach(_ id: Subscription.ID, _ tx: any Reading) throws -> SoldSubscription {
    guard let facts = try tx.subscription(id) else { throw Missing() }
    // One's own, or, read-only, a served subscriber's that another issued (DEC-35).
    if let scope, facts.partnerID != scope { _ = try reach(facts.subscriberID, tx) }
    return SoldSubscription(facts: facts, tariff: try office.catalogues.tariff(facts.termsID, tx))
  }

  /// «Записать»: keeps a draft. What stands in the way of posting may still be missing.
  ///
  /// - Parameters:
  ///   - id: The draft to write over, or `nil` for a new one.
  ///   - version: The version of it that the person saw.
  package func saveDraft(_ entries: Entries, over id: Subscription.ID?, version: Int) async throws -> Subscription.ID {
    try actor.require(.serve)
    // Drafts meet in the partner's totals: they wait for each other there rather than try again.
    return try await office.database.write(locking: [LockKey("drafts", actor.subscriber.number)]) { tx in
      try keep(prepare(entries, tx), over: id, version: version, tx)
    }
  }

  /// «Провести»: keeps the draft and makes it real, or tells everything that is in the way.
  package func post(_ entries: Entries, over id: Subscription.ID?, version: Int) async throws -> Subscription.ID {
    try actor.require(.serve)
    let client = Subscriber.ID(entries.raw("subscriber"))
    return try await office.database.write(locking: client.map { [LockKey("subscriptions", $0.number)] } ?? []) { tx in
      try post(entries, over: id, version: version, tx)
    }
  }

  /// Extra sessions, bases or registers, several kinds at once, to one main subscription (I-01, U-05): all, or none.
  ///
  /// - Parameter entries: `main`, `start`, and how many of each extension tariff, under `quantity-CODE`.
  package func extend(_ entries: Entries) async throws -> [Subscription.ID] {
    try actor.require(.serve)
    var entries = entries
    guard let main = entries.id("main", of: Subscription.self) else { throw Refusals(entries.refusals) }
    let client = try await office.database.read { try reach(main, $0).facts.subscriberID }
    return try await office.database.write(locking: [LockKey("subscriptions", client.number)]) { [entries] tx in
      let sold = try reach(main, tx)
      var entries = entries
      var wanted: [(code: Tariff.Code, quantity: Int)] = []
      for tariff in try office.catalogues.offer(tx).catalogue.extensions(of: sold.tariff, on: today) {
        let field = Field("quantity-\(tariff.code)")
        if let quantity = entries.number(field, in: 0...1000, required: false), quantity > 0 {
          wanted.append((tariff.code, quantity))
        }
      }
      if wanted.isEmpty && entries.refusals.isEmpty { entries.refuse("quantity", .howManyExtensions, rule: "I-01") }
      try entries.accept()
      return try wanted.map { extra in
        let line = Entries([
          "subscriber": client.description, "tariff": extra.code.description, "main": main.description,
          "start": entries.raw("start"), "quantity": String(extra.quantity), "comment": entries.raw("comment"),
          "paid": entries.raw("paid"),
        ])
        return try post(line, over: nil, version: 0, tx)
      }
    }
  }

  func post(_ entries: Entries, over id: Subscription.ID?, version: Int, _ tx: any Writing) throws -> Subscription.ID {
    try post(prepare(entries, tx), over: id, version: version, paid: .byWord(entries.isOn("paid")), tx)
  }

  /// - Parameter ground: By what a paid subscription is posted (M-01).
  func post(
    _ prepared: Prepared, over id: Subscription.ID?, version: Int, paid ground: PaymentGround, _ tx: any Writing
  ) throws -> Subscription.ID {
    let refusals = prepared.quote.refusals + ground.refusals(of: prepared.quote.tariff, issuer: issuer)
    if !refusals.isEmpty { throw Refusals(refusals) }
    guard let draft = prepared.draft, let period = draft.period, let subscriber = prepared.quote.subscriber else {
      throw Missing()
    }
    let isNew = id == nil
    let posted: Subscription.ID
    if let id {
      posted = try keep(prepared, over: id, version: version, tx)
      guard try tx.post(posted, by: actor.user, on: today, at: now) else { throw Missing() }
    } else {
      posted = try tx.sell(text(of: prepared, for: ground.clientSum), by: actor.user, on: today, at: now)
    }
    if case .byWord = ground, issuer == .partner, !draft.tariff.isFree {
      try tx.keepWord(of: actor.user, on: posted, at: now)
    }
    if let partner = scope, draft.kind != .main {
      try office.supplement(posted, prepared, of: partner, by: actor, tx)
    }
    try tx.meetWishes(of: subscriber.id, for: draft.tariff.code, by: actor.user, at: now)
    try record(
      "post", on: "subscription", posted.number, of: subscriber.id, before: ["state": isNew ? "" : "draft"],
      after: [
        "state": "posted", "tariff": draft.tariff.code.description, "period": period.description,
        "sum": draft.sum!.plain,
      ], tx)
    try tellOwners(of: prepared, posted, tx)
    return posted
  }

  package func deleteDraft(_ id: Subscription.ID) async throws {
    try actor.require(.serve)
    try await office.database.write(locking: [LockKey("drafts", actor.subscriber.number)]) { tx in
      let sold = try reach(id, tx)
      guard isOwn(sold), try tx.deleteDraft(id) else { throw Missing() }
      try record("delete-draft", on: "subscription", id.number, of: sold.facts.subscriberID, tx)
    }
  }

  /// The entries of a draft's form.
  package func entries(of sold: SoldSubscription) -> Entries {
    Entries([
      "subscriber": sold.facts.subscriberID.description, "tariff": sold.tariff.code.description,
      "start": sold.facts.startsOn.description, "months": sold.facts.months.map(String.init) ?? "",
      "quantity": String(sold.facts.quantity), "main": sold.facts.mainID?.description ?? "",
      "comment": sold.facts.comment,
      "contract_number": sold.facts.contract?.number ?? "",
      "contract_level": sold.facts.contract?.level.rawValue ?? "",
      "contract_end": sold.facts.contract?.end?.description ?? "",
    ])
  }

  // MARK: Inside

  private func keep(
    _ prepared: Prepared, over id: Subscription.ID?, version: Int, _ tx: any Writing
  ) throws -> Subscription.ID {
    let new = try text(of: prepared)
    guard let id else { return try tx.insertDraft(new, by: actor.user, at: now) }
    let sold = try reach(id, tx)
    guard isOwn(sold), sold.facts.postedAt == nil else { throw Missing() }
    guard try tx.updateDraft(id, new, version: version) else {
      let last = try tx.history(of: "subscription", id.number, limit: 1).first
      throw Stale(changedBy: last?.userName, changedAt: last?.at, current: [], version: sold.facts.version)
    }
    return id
  }

  /// What is written down of it. For a draft only what it cannot be without must hold.
  ///
  /// - Parameter clientSum: What the client paid, where that is settled already.
  private func text(of prepared: Prepared, for clientSum: Money? = nil) throws -> NewSubscription {
    let mustHold: Set<String> = ["INPUT", "DEC-18", "I-02", "DEC-31"]
    let inTheWay = prepared.quote.refusals.filter { mustHold.contains($0.rule) }
    guard inTheWay.isEmpty, let draft = prepared.draft, let period = draft.period, let sum = draft.sum,
      let subscriber = prepared.quote.subscriber
    else { throw Refusals(inTheWay.isEmpty ? prepared.quote.refusals : inTheWay) }
    return prepared.new(
      partner: scope ?? subscriber.partnerID, draft, period, sum, for: subscriber.id, paying: clientSum)
  }

  private func tellOwners(of prepared: Prepared, _ id: Subscription.ID, _ tx: any Writing) throws {
    guard let subscriber = prepared.quote.subscriber, let draft = prepared.draft, let period = draft.period else {
      return
    }
    for owner in try tx.members(of: subscriber.id) where owner.role == .owner {
      guard let user = try tx.user(owner.userID) else { continue }
      try office.post(
        .subscriptionPosted(
          tariff: draft.tariff.name, period: period, partner: actor.subscriberName,
          link: office.link("/subscriptions")),
        to: user.email, of: subscriber.id, in: user.language, tx)
    }
  }
}

extension Text {
  static let howManyExtensions = Text(
    ru: "Укажите, сколько добавить.", kk: "Қанша қосу керегін көрсетіңіз.", en: "Say how many to add.")
}
