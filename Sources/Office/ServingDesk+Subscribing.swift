package import Handbook
import Store

/// «Подписка (создание)» (H-01 … H-12, PRO-09): a draft does nothing; posting makes it real.
extension ServingDesk {
  /// What would come of the entries. Nothing is written.
  package func quote(_ entries: Entries) async throws -> Quote {
    try actor.require(.serve)
    return try await office.database.read { tx in try prepare(entries, tx).quote }
  }

  /// A tariff and everything about it, without a subscription (M-11).
  package func tariffs() async throws -> Catalogues.Offer {
    try await office.database.read { try office.catalogues.offer($0) }
  }

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
      let prepared = try prepare(entries, tx)
      if !prepared.quote.refusals.isEmpty { throw Refusals(prepared.quote.refusals) }
      let isNew = id == nil
      let posted: Subscription.ID
      if let id {
        posted = try keep(prepared, over: id, version: version, tx)
        guard try tx.post(posted, by: actor.user, on: today, at: now) else { throw Missing() }
      } else {
        posted = try tx.sell(text(of: prepared), by: actor.user, on: today, at: now)
      }
      try record(
        "post", on: "subscription", posted.number, of: prepared.quote.subscriber!.id,
        before: ["state": isNew ? "" : "draft"],
        after: [
          "state": "posted", "tariff": prepared.draft!.tariff.code.description,
          "period": prepared.draft!.period!.description,
          "sum": prepared.draft!.sum!.plain,
        ], tx)
      try tellOwners(of: prepared, posted, tx)
      return posted
    }
  }

  package func deleteDraft(_ id: Subscription.ID) async throws {
    try actor.require(.serve)
    try await office.database.write(locking: [LockKey("drafts", actor.subscriber.number)]) { tx in
      let sold = try reach(id, tx)
      guard scope == nil || sold.facts.partnerID == scope, try tx.deleteDraft(id) else { throw Missing() }
      try record("delete-draft", on: "subscription", id.number, of: sold.facts.subscriberID, tx)
    }
  }

  /// The entries of a new form that repeats a subscription, starting when that one ends (J-02, DEC-7).
  package func copy(_ id: Subscription.ID) async throws -> Entries {
    try actor.require(.serve)
    return try await office.database.read { tx in
      let sold = try reach(id, tx)
      let start = max(sold.facts.endsOn + 1, today)
      return Entries([
        "subscriber": sold.facts.subscriberID.description, "tariff": sold.tariff.code.description,
        "start": start.description, "months": sold.facts.months.map(String.init) ?? "",
        "quantity": String(sold.facts.quantity), "comment": sold.facts.comment,
      ])
    }
  }

  /// The entries of a draft's form.
  package func entries(of sold: SoldSubscription) -> Entries {
    Entries([
      "subscriber": sold.facts.subscriberID.description, "tariff": sold.tariff.code.description,
      "start": sold.facts.startsOn.description, "months": sold.facts.months.map(String.init) ?? "",
      "quantity": String(sold.facts.quantity), "main": sold.facts.mainID?.description ?? "",
      "comment": sold.facts.comment,
      // The end was typed, and is kept as what came of it.
      "contract_end": isByContract(sold.tariff) ? sold.facts.endsOn.description : "",
    ])
  }

  private func isByContract(_ tariff: Tariff) -> Bool { if case .contract = tariff.term { true } else { false } }

  // MARK: Inside

  private func keep(
    _ prepared: Prepared, over id: Subscription.ID?, version: Int, _ tx: any Writing
  ) throws -> Subscription.ID {
    let new = try text(of: prepared)
    guard let id else { return try tx.insertDraft(new, by: actor.user, at: now) }
    let sold = try reach(id, tx)
    guard scope == nil || sold.facts.partnerID == scope, sold.facts.postedAt == nil else { throw Missing() }
    guard try tx.updateDraft(id, new, version: version) else {
      let last = try tx.history(of: "subscription", id.number, limit: 1).first
      throw Stale(changedBy: last?.userName, changedAt: last?.at, current: [], version: sold.facts.version)
    }
    return id
  }

  /// What is written down of it. For a draft only what it cannot be without must hold.
  private func text(of prepared: Prepared) throws -> NewSubscription {
    let mustHold: Set<String> = ["INPUT", "DEC-18", "I-02", "DEC-31"]
    let inTheWay = prepared.quote.refusals.filter { mustHold.contains($0.rule) }
    guard inTheWay.isEmpty, let draft = prepared.draft, let period = draft.period, let sum = draft.sum,
      let subscriber = prepared.quote.subscriber
    else { throw Refusals(inTheWay.isEmpty ? prepared.quote.refusals : inTheWay) }
    return NewSubscription(
      subscriber: subscriber.id, partner: scope ?? subscriber.partnerID, terms: prepared.terms!, kind: draft.kind,
      main: draft.kind == .main ? nil : draft.main?.id, quantity: draft.quantity, months: draft.months, period: period,
      sum: sum, accessKind: draft.accessKind, comment: prepared.comment)
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

  private func prepare(_ entries: Entries, _ tx: any Reading) throws -> Prepared {
    var entries = entries
    let offer = try office.catalogues.offer(tx)
    let today = today
    var subscriber: SubscriberFacts?
    if let id = entries.id("subscriber", of: Subscriber.self) {
      subscriber = try reach(id, tx)
    }
    let tariffs = offer.catalogue.tariffs(issuedBy: issuer, on: today)
    var tariff: Tariff?
    if let code = Tariff.Code(entries.raw("tariff")) { tariff = tariffs.first { $0.code == code } }
    if tariff == nil { entries.refuse("tariff", .choose) }
    let start = entries.day("start")
    var months: Int?
    if case .months? = tariff?.term { months = entries.number("months", in: 1...120) }
    let quantity = tariff?.extra == nil ? 1 : entries.number("quantity", in: 1...1000, required: false) ?? 1
    let comment = entries.line("comment", upTo: 500)
    let main = entries.has("main") ? entries.id("main", of: Subscription.self) : nil
    let contractEnd = entries.day("contract_end", required: false)

    var sold: [SoldSubscription] = []
    var before = Limits.none
    if let subscriber {
      let monthStart = today.month.first
      sold = try office.sold(tx.postedSubscriptions(of: subscriber.id, from: min(monthStart, start ?? monthStart)), tx)
      // A main subscription takes over from what is in force on its eve; anything else adds to what its start finds.
      let isMain = tariff?.kind == .main || tariff?.kind == .trial
      let eve = start.map { isMain ? $0 - 1 : $0 } ?? today
      before = try office.limits(of: subscriber.id, on: max(today, eve), tx)
    }
    let mains = sold.filter { $0.facts.kind == .main && $0.facts.endsOn >= today && !$0.tariff.isTrial }
    let neighbours = sold.filter { $0.facts.kind == .main }.map {
      SubscriptionDraft.Neighbour(id: $0.facts.id, tariff: $0.tariff, period: $0.facts.period)
    }
    var draft: SubscriptionDraft?
    var after: Limits?
    if let subscriber, let tariff, let start {
      draft = SubscriptionDraft(
        tariff: tariff, start: start, months: months, quantity: quantity, contractEnd: contractEnd,
        main: neighbours.first { $0.id == main },
        client: .init(
          organisation: subscriber.organisation, bin: subscriber.bin, itsNumber: subscriber.itsNumber,
          isIssuer: subscriber.id == actor.subscriber), neighbours: neighbours, issuer: issuer, today: today)
      after = try office.limits(of: subscriber.id, with: tariff, quantity: quantity, on: max(today, start), tx)
    }
    var owed: Money?
    if let sum = draft?.sum, let partner = scope ?? subscriber?.partnerID,
      let code = try tx.standing(of: partner, on: today), let standing = offer.catalogue.standing(code)
    {
      owed = sum.less(standing.discount)
    }
    let quote = Quote(
      subscriber: subscriber, tariff: tariff, period: draft?.period, sum: draft?.sum,
      isSample: draft?.price?.isSample ?? false, owed: owed, limitsBefore: before,
      limitsAfter: after, refusals: entries.refusals + (draft?.refusals ?? []), tariffs: tariffs, mains: mains)
    return Prepared(
      quote: quote, draft: draft, terms: tariff.flatMap { offer.terms[$0.code] }, comment: comment)
  }
}

/// The entries read, and what came of them.
private struct Prepared {
  let quote: Quote
  let draft: SubscriptionDraft?
  let terms: ID<Tariff>?
  let comment: String
}
