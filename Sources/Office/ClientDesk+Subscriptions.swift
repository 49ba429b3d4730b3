package import Handbook
import Store

/// What a client sees of its subscriptions, and what its owner takes or asks for without waiting (C-06, C-07, BEY-46,
/// BEY-47, PRO-03).
extension ClientDesk {
  package struct Subscriptions: Sendable {
    /// In force, planned and, with «показать все», past.
    package let sold: [SoldSubscription]
    /// How the limits of today come about.
    package let account: LimitsAccount
    package let catalogue: Catalogue
    /// What is offered to the owner himself now; `nil` where it may not be taken.
    package let grace: Period?
    package let boost: Period?
    /// When access to the applications ends; `nil` if it is over.
    package let accessEnds: Day?
    package let wishes: [Wish]
    /// The tariffs that the partner shows: recommended ones first (BEY-52).
    package let offers: [TariffOffer]
  }

  package func subscriptions(all: Bool) async throws -> Subscriptions {
    try actor.require(.seeHouse)
    return try await office.database.read { tx in
      let catalogue = try office.catalogues.offer(tx).catalogue
      var sold = try office.sold(tx.postedSubscriptions(of: actor.subscriber, from: today), tx)
      let account = LimitsAccount(sold.filter { $0.facts.startsOn <= today })
      let end = sold.filter { $0.facts.startsOn <= today && [.main, .grace].contains($0.facts.kind) }.map(
        \.facts.endsOn
      )
      .max()
      if all {
        let query = ListQuery<SubscriptionOrder>(order: .end, isDescending: true, limit: 500)
        let page = try tx.subscriptions(.init(subscriber: actor.subscriber), query, on: today)
        // A partner's draft is the partner's affair.
        sold = try office.sold(page.items.filter { $0.postedAt != nil }, tx)
      }
      let isOwner = actor.role == .owner
      return Subscriptions(
        sold: sold, account: account, catalogue: catalogue,
        grace: isOwner ? try grace(catalogue, tx).acceptable?.period : nil,
        boost: isOwner ? try boost(catalogue, tx).acceptable?.period : nil, accessEnds: end,
        wishes: try tx.wishes(of: actor.subscriber), offers: try offers(catalogue, tx))
    }
  }

  private func offers(_ catalogue: Catalogue, _ tx: any Reading) throws -> [TariffOffer] {
    guard let partner = try tx.subscriber(actor.subscriber)?.partnerID else { return [] }
    let (own, prices) = (try tx.ownTariffs(of: partner), try tx.ownPrices(of: partner))
    return catalogue.tariffs(issuedBy: .partner, on: today).filter { !$0.conditions.contains(.ownOrganisation) }.map {
      tariff in
      let shown = own.first { $0.tariff == tariff.code }
      return TariffOffer(
        tariff: tariff, isRecommended: shown?.isRecommended ?? false,
        description: shown?.description(or: tariff.descriptionForClients) ?? tariff.descriptionForClients,
        prices: tariff.clientPrices(with: prices, on: today))
    }.sorted { ($0.isRecommended ? 0 : 1, $0.tariff.code) < ($1.isRecommended ? 0 : 1, $1.tariff.code) }
  }

  // MARK: What the owner takes himself

  private func grace(_ catalogue: Catalogue, _ tx: any Reading) throws -> GraceDraft {
    let last = try tx.lastMain(of: actor.subscriber, startedBy: today)
    return GraceDraft(
      terms: catalogue.selfService.grace,
      last: try last.map { .init(end: $0.endsOn, times: try tx.times(.grace, takenFor: $0.id)) }, today: today)
  }

  private func boost(_ catalogue: Catalogue, _ tx: any Reading) throws -> BoostDraft {
    let main = try tx.lastMain(of: actor.subscriber, startedBy: today).flatMap { $0.endsOn >= today ? $0 : nil }
    return BoostDraft(
      terms: catalogue.selfService.boost, main: main?.period,
      times: try main.map { try tx.times(.boost, takenFor: $0.id) } ?? 0, today: today)
  }

  /// «Продлевающая»: a few days more, at once (BEY-46). The applications start again within the same second.
  @discardableResult
  package func takeGrace() async throws -> Subscription.ID {
    try await take(.grace) { catalogue, tx in
      let draft = try grace(catalogue, tx)
      try draft.accept()
      return (draft.period, .none)
    }
  }

  /// «Расширяющая» for a few days (BEY-47).
  @discardableResult
  package func takeBoost() async throws -> Subscription.ID {
    try await take(.boost) { catalogue, tx in
      let draft = try boost(catalogue, tx)
      try draft.accept()
      return (draft.period, draft.terms.limits)
    }
  }

  private func take(
    _ kind: Subscription.Kind,
    _ terms: @escaping @Sendable (Catalogue, any Reading) throws -> (period: Period, boost: Limits)
  ) async throws -> Subscription.ID {
    if actor.role != .owner { throw Denied(.manageOwners) }
    return try await office.database.write(locking: [LockKey("subscriptions", actor.subscriber.number)]) { tx in
      let (period, boost) = try terms(office.catalogues.offer(tx).catalogue, tx)
      guard let main = try tx.lastMain(of: actor.subscriber, startedBy: today) else { throw Missing() }
      let id = try tx.insertDraft(
        NewSubscription(
          subscriber: actor.subscriber, partner: main.partnerID, terms: main.termsID, kind: kind, main: nil,
          quantity: 1, months: nil, period: period, sum: .zero, accessKind: .free, comment: "", origin: main.id,
          boost: boost), by: actor.user, at: now)
      _ = try tx.post(id, by: actor.user, on: today, at: now)
      try record(
        "take-\(kind.rawValue)", on: "subscription", id.number, of: actor.subscriber,
        after: ["period": period.description], tx)
      return id
    }
  }

  // MARK: What the owner asks the partner for

  /// Asks the serving organisation for a tariff, or for the renewal of a subscription; a letter goes to its people.
  @discardableResult
  package func ask(_ entries: Entries) async throws -> ID<Wish> {
    if actor.role != .owner { throw Denied(.manageOwners) }
    var entries = entries
    let comment = entries.line("comment", upTo: 500)
    let renewed = entries.has("subscription") ? entries.id("subscription", of: Subscription.self) : nil
    let code = Tariff.Code(entries.raw("tariff"))
    if renewed == nil && code == nil { entries.refuse("tariff", .choose) }
    try entries.accept()
    return try await office.database.write(locking: [LockKey("wishes", actor.subscriber.number)]) { tx in
      guard let subscriber = try tx.subscriber(actor.subscriber), let partner = subscriber.partnerID else {
        throw Missing()
      }
      let catalogue = try office.catalogues.offer(tx).catalogue
      let sold = try renewed.map { id in
        guard let facts = try tx.subscription(id), facts.subscriberID == actor.subscriber else { throw Missing() }
        return facts
      }
      let terms = try sold.map { try office.catalogues.tariff($0.termsID, tx).code } ?? code!
      guard let tariff = catalogue.tariffs(issuedBy: .partner, on: today).first(where: { $0.code == terms }) else {
        throw Refusals("INPUT", "tariff", .choose)
      }
      if try tx.wishes(of: actor.subscriber).contains(where: { $0.settledAt == nil && $0.tariff == tariff.code }) {
        throw Refusals("INPUT", "tariff", .isWishedAlready)
      }
      let wish = try tx.insertWish(
        of: actor.subscriber, to: partner, for: tariff.code, renewing: sold?.id, comment: comment, by: actor.user,
        at: now)
      try record(
        "ask", on: "wish", wish.number, of: actor.subscriber,
        after: ["tariff": tariff.code.description, "comment": comment], tx)
      try office.postToServing(
        .wish(
          client: subscriber.name, tariff: tariff.name, comment: comment,
          link: office.link("/subscribers/\(subscriber.id)")), partner, tx)
      return wish
    }
  }
}

extension Draft {
  /// Itself, if no rule is in its way.
  fileprivate var acceptable: Self? { refusals.isEmpty ? self : nil }
}

extension Text {
  static let notASum = Text(
    ru: "Введите сумму в тенге: 10 000 или 10 000,50.", kk: "Теңгемен соманы енгізіңіз: 10 000 немесе 10 000,50.",
    en: "Enter a sum in tenge: 10 000 or 10 000,50.")
  static let isWishedAlready = Text(
    ru: "Вы уже попросили об этом: партнёр видит просьбу.", kk: "Бұл туралы сұрадыңыз: серіктес өтінішті көреді.",
    en: "You have asked for this already: your partner sees it.")
}
