package import Handbook
import Store

/// Renewing (J-01, J-02, DEC-7): a new subscription like the previous one, from the day after its end; for one client,
/// or for many at once, with a preview and a result for each.
extension ServingDesk {
  /// The main subscriptions that end within the period and that nothing continues (DEC-54), the soonest first.
  ///
  /// - Parameter limit: At most so many.
  package func ending(from first: Day, through last: Day, limit: Int = 10_000) async throws -> [SoldSubscription] {
    try actor.require(.serve)
    return try await office.database.read { tx in
      var filter = SubscriptionFilter(partner: scope)
      filter.endsFrom = first
      filter.endsThrough = last
      filter.isLast = true
      let page = try tx.subscriptions(filter, ListQuery(order: .end, limit: limit), on: today)
      return try office.sold(page.items, tx).filter { !$0.tariff.isTrial }
    }
  }

  /// What renewing these would come to, one by one.
  ///
  /// - Parameter months: For how many months, instead of as many as before.
  package func renewals(of ids: [Subscription.ID], months: Int? = nil) async throws -> [Renewal] {
    try actor.require(.serve)
    return try await office.database.read { tx in
      try ids.map { id in
        let sold = try reach(id, tx)
        return Renewal(sold: sold, quote: try prepare(renewal(of: sold, months: months), tx).quote, posted: nil)
      }
    }
  }

  /// Renews them, each by itself: what is refused stands in nobody's way.
  ///
  /// - Parameter paid: Whoever renews says that the money of all of them came (M-01).
  package func renew(_ ids: [Subscription.ID], months: Int? = nil, paid: Bool) async throws -> [Renewal] {
    try actor.require(.serve)
    try PaymentNeed(isFree: false, issuer: issuer, isConfirmed: paid).accept()
    var results: [Renewal?] = Array(repeating: nil, count: ids.count)
    // As many at a time as share a commit well.
    for start in stride(from: 0, to: ids.count, by: 64) {
      try await withThrowingTaskGroup(of: (Int, Renewal).self) { group in
        for place in start..<min(start + 64, ids.count) {
          group.addTask { (place, try await renew(ids[place], months: months, paid: paid)) }
        }
        for try await (place, renewal) in group { results[place] = renewal }
      }
    }
    return results.compactMap { $0 }
  }

  private func renew(_ id: Subscription.ID, months: Int?, paid: Bool) async throws -> Renewal {
    let client = try await office.database.read { try reach(id, $0).facts.subscriberID }
    return try await office.database.write(locking: [LockKey("subscriptions", client.number)]) { tx in
      let sold = try reach(id, tx)
      let entries = renewal(of: sold, months: months)
      let prepared = try prepare(entries, tx)
      guard prepared.quote.refusals.isEmpty else { return Renewal(sold: sold, quote: prepared.quote, posted: nil) }
      return Renewal(
        sold: sold, quote: prepared.quote,
        posted: try post(prepared, over: nil, version: 0, paid: .byWord(paid), tx))
    }
  }

  /// The entries of a new form that repeats a subscription, starting when that one ends (J-02, DEC-7).
  package func copy(_ id: Subscription.ID) async throws -> Entries {
    try actor.require(.serve)
    return try await office.database.read { tx in renewal(of: try reach(id, tx), months: nil) }
  }

  private func renewal(of sold: SoldSubscription, months: Int?) -> Entries {
    let length = months ?? sold.facts.months ?? sold.tariff.periods(on: today).last
    return Entries([
      "subscriber": sold.facts.subscriberID.description, "tariff": sold.tariff.code.description,
      "start": max(sold.facts.endsOn + 1, today).description, "months": length.map(String.init) ?? "",
      "quantity": String(sold.facts.quantity),
      // Another partner's words are its own affair (DEC-35).
      "comment": isOwn(sold) ? sold.facts.comment : "",
      "contract_number": sold.facts.contract?.number ?? "", "contract_level": sold.facts.contract?.level.rawValue ?? "",
    ])
  }
}
