package import Handbook
import Store

/// What would come of a sale, and what may be sold to whom (PRO-06, PRO-08). Nothing is written.
extension ServingDesk {
  package func quote(_ entries: Entries) async throws -> Quote {
    try actor.require(.serve)
    return try await office.database.read { tx in try prepare(entries, tx).quote }
  }

  /// The tariffs for a client: those that it may have, and the others with the sentences that say why not (PRO-08,
  /// H-09, M-10). Recommended ones stand first (BEY-52).
  package func choices(for id: Subscriber.ID) async throws -> (subscriber: SubscriberFacts, choices: [TariffChoice]) {
    try actor.require(.serve)
    return try await office.database.read { tx in
      let subscriber = try reach(id, tx)
      let offer = try office.catalogues.offer(tx)
      let partner = scope ?? subscriber.partnerID
      let own = try partner.map { try tx.ownTariffs(of: $0) } ?? []
      let prices = try partner.map { try tx.ownPrices(of: $0) } ?? []
      let sold = try office.sold(tx.postedSubscriptions(of: id, from: today.month.first), tx)
      let mains = sold.filter { $0.facts.kind == .main && $0.facts.endsOn >= today && !$0.tariff.isTrial }
      let choices = try offer.catalogue.tariffs(issuedBy: issuer, on: today).map { tariff in
        let shown = own.first { $0.tariff == tariff.code }
        return try choice(
          of: tariff, for: subscriber, mains, isRecommended: shown?.isRecommended ?? false,
          description: shown?.description(or: tariff.descriptionForClients) ?? tariff.descriptionForClients,
          prices: tariff.clientPrices(with: prices, on: today), tx)
      }
      return (subscriber, choices.sorted { $0.order < $1.order })
    }
  }

  /// The limits in force today and how they come about (DEC-27, DEC-28).
  package func limits(of id: Subscriber.ID) async throws -> LimitsAccount {
    try actor.require(.serve)
    return try await office.database.read { tx in
      _ = try reach(id, tx)
      return try office.account(of: id, on: today, tx)
    }
  }

  private func choice(
    of tariff: Tariff, for subscriber: SubscriberFacts, _ mains: [SoldSubscription], isRecommended: Bool,
    description: Text, prices: [TariffChoice.Price], _ tx: any Reading
  ) throws -> TariffChoice {
    let months = tariff.periods(on: today).first.map(String.init) ?? ""
    // The main subscription that the add-on suits, else any, so that the refusal says what is wrong.
    let main = mains.first { $0.tariff.takes(tariff) } ?? mains.first
    func entries(_ start: Day) -> Entries {
      Entries([
        "subscriber": subscriber.id.description, "tariff": tariff.code.description, "start": start.description,
        "months": months, "main": tariff.standsAlone ? "" : main?.facts.id.description ?? "",
      ])
    }
    var quote = try prepare(entries(today), tx).quote
    var start = max(today, main.map { tariff.standsAlone ? today : $0.facts.startsOn } ?? today)
    if let planned = quote.planStart ?? (start > today ? start : nil) {
      start = planned
      quote = try prepare(entries(start), tx).quote
    }
    return TariffChoice(
      tariff: tariff, start: start, main: tariff.standsAlone ? nil : main?.facts.id, refusals: quote.refusals,
      prices: prices, isRecommended: isRecommended, description: description)
  }

  // MARK: Inside

  /// Reads the entries and gathers every fact that the rules need.
  ///
  /// - Parameter corrected: The posted subscription that the entries would change: it is not in its own way.
  func prepare(_ entries: Entries, correcting corrected: SoldSubscription? = nil, _ tx: any Reading) throws -> Prepared
  {
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
    let contract = tariff?.conditions.contains(.supportContract) == true ? self.contract(&entries, subscriber) : nil

    var sold: [SoldSubscription] = []
    var before: InForce?
    if let subscriber {
      let monthStart = today.month.first
      sold = try office.sold(tx.postedSubscriptions(of: subscriber.id, from: min(monthStart, start ?? monthStart)), tx)
        .filter { $0.facts.id != corrected?.facts.id }
      // A main subscription takes over from what is in force on its eve; anything else adds to what its start finds.
      let eve = start.map { tariff?.standsAlone == true ? $0 - 1 : $0 } ?? today
      before = try office.inForce(of: subscriber.id, on: max(today, eve), tx)
    }
    let mains = sold.filter { $0.facts.kind == .main && $0.facts.endsOn >= today && !$0.tariff.isTrial }
    let neighbours = sold.filter { $0.facts.kind == .main }.map { main in
      SubscriptionDraft.Neighbour(
        id: main.facts.id, tariff: main.tariff, period: main.facts.period,
        upgrade: sold.first { $0.facts.kind == .upgrade && $0.facts.mainID == main.facts.id }.map {
          .init(id: $0.facts.id, limits: $0.tariff.limits)
        })
    }
    let partner = scope ?? subscriber?.partnerID
    var draft: SubscriptionDraft?
    var after: Limits?
    var clientSum: Money?
    if let subscriber, let tariff, let start {
      let counts = tariff.isTrial || tariff.mostMonths != nil
      let new = SubscriptionDraft(
        tariff: tariff, start: start, months: months, quantity: quantity, contract: contract,
        main: neighbours.first { $0.id == main },
        client: .init(
          organisation: subscriber.organisation, bin: subscriber.bin, itsNumber: subscriber.itsNumber,
          isIssuer: subscriber.id == actor.subscriber), neighbours: neighbours,
        earlier: counts ? try tx.earlier(of: subscriber.id, tariff.code, but: corrected?.facts.id) : .init(),
        issuer: issuer, today: today)
      after = try office.limits(of: subscriber.id, with: tariff, quantity: quantity, on: max(today, start), tx)
      let ownPrice = try partner.flatMap { partner in
        try new.price.flatMap { try tx.ownPrice(of: partner, tariff.code, months: $0.months) }
      }
      clientSum = new.sum(at: ownPrice)
      draft = new
    }
    var discount: Percent?
    if let partner, let code = try tx.standing(of: partner, on: today) {
      discount = offer.catalogue.standing(code)?.discount
    }
    let opened = before?.applications ?? []
    let quote = Quote(
      subscriber: subscriber, tariff: tariff, draft: draft, clientSum: clientSum, discount: discount,
      limitsBefore: before?.limits ?? .none, limitsAfter: after,
      newApplications: tariff?.applications.filter { !opened.contains($0) } ?? [], catalogue: offer.catalogue,
      refusals: entries.refusals + (draft?.refusals ?? []), tariffs: tariffs, mains: mains, today: today)
    return Prepared(
      quote: quote, draft: draft, terms: tariff.flatMap { offer.terms[$0.code] }, comment: comment)
  }

  /// The support contract as entered; its number is by default the card's «Номер подписки ИТС» (L-08).
  private func contract(_ entries: inout Entries, _ subscriber: SubscriberFacts?) -> SupportContract {
    let number = entries.line("contract_number", upTo: 50)
    let level = entries.choice("contract_level", of: SupportContract.Level.self, required: false)
    let end = entries.day("contract_end", required: false)
    return SupportContract(
      number: number.isEmpty ? subscriber?.itsNumber ?? "" : number, level: level ?? .prof,
      isOurs: entries.raw("contract_with") != "other", end: end)
  }
}

/// The entries read, and what came of them.
struct Prepared {
  let quote: Quote
  let draft: SubscriptionDraft?
  let terms: ID<Tariff>?
  let comment: String

  func new(
    partner: Subscriber.ID?, _ draft: SubscriptionDraft, _ period: Period, _ sum: Money, for subscriber: Subscriber.ID,
    paying clientSum: Money? = nil
  ) -> NewSubscription {
    NewSubscription(
      subscriber: subscriber, partner: partner, terms: terms!, kind: draft.kind,
      main: draft.kind == .main ? nil : draft.main?.id, quantity: draft.quantity, months: draft.months, period: period,
      sum: sum, clientSum: clientSum ?? quote.clientSum, accessKind: draft.accessKind, comment: comment,
      contract: draft.contract)
  }
}
