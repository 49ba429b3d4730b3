package import Handbook
package import Store

/// What those who serve clients may do: a partner for the clients it serves, the vendor for everybody.
package protocol ServingDesk: Desk {
  /// Whose clients the desk reaches; `nil` for all.
  var scope: Subscriber.ID? { get }
  /// In whose name subscriptions are issued (DEC-31).
  var issuer: Tariff.Issuer { get }
}

/// A partner's desk: owner and operator act for the clients that the partner serves, and for nobody else.
package struct PartnerDesk: ServingDesk {
  package let office: Office
  package let actor: Actor
  package var scope: Subscriber.ID? { actor.subscriber }
  package var issuer: Tariff.Issuer { .partner }

  /// `nil` unless the person acts for a partner.
  package init?(_ office: Office, _ actor: Actor) {
    guard actor.kind == .partner else { return nil }
    self.office = office
    self.actor = actor
  }
}

extension ServingDesk {
  /// The subscriber, if the desk reaches it.
  func reach(_ id: Subscriber.ID, _ tx: any Reading) throws -> SubscriberFacts {
    guard let facts = try tx.subscriber(id), scope == nil || facts.partnerID == scope else { throw Missing() }
    return facts
  }

  // MARK: Served subscribers (C-08, X-01)

  package func subscribers(
    _ filter: SubscriberFilter, _ query: ListQuery<SubscriberOrder>
  ) async throws -> (page: Page<ServedSubscriber>, totals: ServedTotals?) {
    try actor.require(.serve)
    var filter = filter
    if let scope { filter.partner = scope }
    return try await office.database.read { [filter] tx in
      (try tx.subscribers(filter, query), try scope.map { try tx.servedTotals(of: $0, on: today) })
    }
  }

  /// The card with what its tabs show (G-02 … G-09).
  package func subscriber(_ id: Subscriber.ID) async throws -> SubscriberCard {
    try actor.require(.serve)
    return try await office.database.read { tx in
      let facts = try reach(id, tx)
      let query = ListQuery<SubscriptionOrder>(order: .number, isDescending: true, limit: 50)
      let sold = try tx.subscriptions(.init(subscriber: id), query, on: today).items
      return SubscriberCard(
        facts: facts, subscriptions: try office.sold(sold, tx), members: try tx.members(of: id),
        history: try tx.history(of: "subscriber", id.number), limits: try office.inForce(of: id, on: today, tx).limits,
        infobases: try tx.countInfobases(of: id),
        tabs: try office.tabs(of: facts, grantsTo: scope, tx))
    }
  }

  package func save(_ id: Subscriber.ID, _ entries: Entries, version: Int) async throws {
    try actor.require(.serve)
    try await saveCard(id, entries, version: version) { facts, tx in _ = try reach(facts.id, tx) }
  }

  // MARK: The journal of subscriptions

  package func subscriptions(
    _ filter: SubscriptionFilter, _ query: ListQuery<SubscriptionOrder>
  ) async throws -> (page: Page<SoldSubscription>, count: Int, sum: Money) {
    try actor.require(.serve)
    var filter = filter
    if let scope { filter.partner = scope }
    return try await office.database.read { [filter] tx in
      let page = try tx.subscriptions(filter, query, on: today)
      let totals = try tx.subscriptionTotals(filter, search: query.search, on: today)
      return (Page(items: try office.sold(page.items, tx), next: page.next), totals.count, totals.sum)
    }
  }
}

/// A subscriber's card and what its tabs show.
package struct SubscriberCard: Sendable {
  package let facts: SubscriberFacts
  package let subscriptions: [SoldSubscription]
  package let members: [Member]
  package let history: [AuditEntry]
  package let limits: Limits
  package let infobases: Int
  package let tabs: CardTabs
}

extension Office {
  /// What the tabs of a card show.
  ///
  /// - Parameter organisation: Whose accesses to the infobases are told; everybody's where it is `nil`.
  func tabs(of facts: SubscriberFacts, grantsTo organisation: Subscriber.ID?, _ tx: any Reading) throws -> CardTabs {
    let now = world.now()
    let grants = try tx.grants(of: facts.id).filter { grant in
      grant.revokedAt == nil && grant.untilAt > now && (organisation == nil || grant.organisationID == organisation)
    }
    return CardTabs(
      servicing: try tx.servicing(of: facts.id), grants: grants,
      served: facts.kind == .partner ? try tx.servedTotals(of: facts.id, on: world.today).all : 0,
      registration: try tx.registration(of: facts))
  }

  func sold(_ subscriptions: [SubscriptionFacts], _ tx: any Reading) throws -> [SoldSubscription] {
    try subscriptions.map { SoldSubscription(facts: $0, tariff: try catalogues.tariff($0.termsID, tx)) }
  }
}

extension ServingDesk {
  package func track(of id: Subscriber.ID, within period: Period) async throws -> SubscriberTrack {
    try actor.require(.serve)
    return try await office.database.read { tx in
      let facts = try reach(id, tx)
      return try track(id, facts.name, within: period, tx)
    }
  }

  /// Those that are served, by name, so many on a page.
  package func tracks(
    within period: Period, after: Cursor?, limit: Int = 500
  ) async throws -> (tracks: [SubscriberTrack], next: Cursor?) {
    try actor.require(.serve)
    return try await office.database.read { tx in
      var filter = SubscriberFilter(partner: scope)
      if scope == nil { filter.kind = .client }
      let page = try tx.subscribers(filter, ListQuery(order: .name, after: after, limit: limit))
      return (try page.items.map { try track($0.id, $0.name, within: period, tx) }, page.next)
    }
  }

  private func track(
    _ id: Subscriber.ID, _ name: String, within period: Period, _ tx: any Reading
  ) throws -> SubscriberTrack {
    let sold = try office.sold(tx.postedSubscriptions(of: id, from: period.start), tx)
    return SubscriberTrack(id: id, name: name, sold: sold.filter { $0.facts.startsOn <= period.end })
  }
}
