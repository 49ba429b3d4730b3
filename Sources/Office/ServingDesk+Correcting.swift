package import Handbook
import Store

/// After posting: what a partner may shorten itself, what it asks the vendor to correct, and what the vendor does
/// (N-06, M-04 … M-06, L-07, DEC-15, DEC-22, DEC-32). Every change of a posted subscription leaves a row.
extension ServingDesk {
  /// A subscription with everything that its page shows.
  package func record(of id: Subscription.ID) async throws -> SubscriptionRecord {
    try actor.require(.serve)
    return try await office.database.read { tx in
      let sold = try reach(id, tx)
      return SubscriptionRecord(
        sold: sold, isOwn: isOwn(sold), addOns: try office.sold(tx.addOns(of: id), tx),
        extensions: try office.catalogues.offer(tx).catalogue.extensions(of: sold.tariff, on: today),
        corrections: try tx.corrections(of: id), requests: try tx.correctionRequests(of: id),
        bill: try tx.bill(of: id), word: try tx.paymentWord(on: id),
        history: try tx.history(of: "subscription", id.number))
    }
  }

  /// Issued by the desk itself; everything is the vendor's.
  func isOwn(_ sold: SoldSubscription) -> Bool { scope == nil || sold.facts.partnerID == scope }

  /// One that the desk may change: issued by itself, or any for the vendor.
  private func own(_ id: Subscription.ID, _ tx: any Reading) throws -> SoldSubscription {
    let sold = try reach(id, tx)
    guard isOwn(sold), sold.facts.postedAt != nil else { throw Missing() }
    return sold
  }

  private func change<Result: Sendable>(
    _ id: Subscription.ID, _ act: @escaping @Sendable (SoldSubscription, any Writing) throws -> Result
  ) async throws -> Result {
    try actor.require(.serve)
    let client = try await office.database.read { try own(id, $0).facts.subscriberID }
    return try await office.database.write(locking: [LockKey("subscriptions", client.number)]) { tx in
      try act(own(id, tx), tx)
    }
  }

  // MARK: Shortening (N-06, DEC-22)

  /// Cuts a monthly subscription to whole months; its extensions and upgrades end with it, and what has not begun by
  /// then is cancelled.
  package func shorten(_ id: Subscription.ID, _ entries: Entries) async throws {
    var entries = entries
    let months = entries.number("months", in: 1...120)
    let comment = entries.line("comment", upTo: 500)
    try entries.accept()
    try await change(id) { sold, tx in
      let draft = Shortening(of: sold, to: months!, on: today)
      try draft.accept()
      let new = NewSubscription(
        sold, period: draft.period, months: months!, sum: sum(of: sold.facts.sum, from: sold, to: months!),
        clientSum: sum(of: sold.facts.clientSum, from: sold, to: months!))
      try rewrite(
        sold, new, .shorten, reason: .wrongTerm, comment: comment, recounting: false, tx)
    }
  }

  /// Of a monthly subscription every month costs the same.
  private func sum(of whole: Money, from sold: SoldSubscription, to months: Int) -> Money {
    Money(tiyn: whole.tiyn / Int64(max(1, sold.facts.months ?? 1)) * Int64(months))
  }

  // MARK: Asking (M-06)

  /// Asks the vendor to correct, cancel or stop a subscription. The rules of the correction itself hold at once, so that
  /// nobody asks in vain.
  @discardableResult
  package func askCorrection(_ id: Subscription.ID, _ entries: Entries) async throws -> ID<CorrectionRequest> {
    try await change(id) { sold, tx in
      let (kind, reason, comment) = try wanted(entries, [.change, .cancel, .stop])
      try draft(kind, reason, comment, sold, tx).accept()
      guard
        let request = try tx.insertCorrectionRequest(
          kind, of: id, reason: reason, comment: comment, by: actor.user, at: now)
      else { throw Refusals("M-06", nil, .isAskedAlready) }
      try record(
        "ask-correction", on: "subscription", id.number, of: sold.facts.subscriberID,
        after: ["kind": kind.rawValue, "reason": reason.rawValue, "comment": comment], tx)
      return request
    }
  }

  private func wanted(_ entries: Entries, _ kinds: [Correction.Kind]) throws -> (
    Correction.Kind, Correction.Reason, String
  ) {
    var entries = entries
    let kind = entries.choice("kind", of: Correction.Kind.self)
    if let kind, !kinds.contains(kind) { entries.refuse("kind", .choose) }
    let reason = entries.choice("reason", of: Correction.Reason.self)
    let comment = entries.paragraph("comment", upTo: 1000)
    try entries.accept()
    return (kind!, reason!, comment)
  }

  func draft(
    _ kind: Correction.Kind, _ reason: Correction.Reason, _ comment: String, _ sold: SoldSubscription,
    _ tx: any Reading
  ) throws -> CorrectionDraft {
    CorrectionDraft(
      kind: kind, reason: reason, comment: comment, postedOn: sold.facts.postedOn,
      isCancelled: sold.facts.cancelledAt != nil, isBilled: try office.isBilled(sold, tx),
      isByContract: sold.tariff.conditions.contains(.supportContract), today: today)
  }

  /// The requests that nobody has answered: a partner's own, or all for the vendor.
  package func correctionRequests() async throws -> [CorrectionRequest] {
    try actor.require(.serve)
    return try await office.database.read { try $0.correctionRequests(partner: scope) }
  }

  // MARK: Inside

  /// Writes a posted subscription anew, with everything that belongs to it, and keeps what it was.
  ///
  /// - Parameter recounting: Whether the sums of what belongs to it are counted anew by its months: within the month of
  ///   posting (M-05). A shortening later takes nothing back that was paid for (O-01).
  func rewrite(
    _ sold: SoldSubscription, _ new: NewSubscription, _ kind: Correction.Kind, reason: Correction.Reason,
    comment: String, recounting: Bool, _ tx: any Writing
  ) throws {
    let addOns = try office.sold(tx.addOns(of: sold.facts.id), tx)
    for addOn in addOns where addOn.facts.startsOn > new.period.end {
      try cancel(addOn, kind, reason: reason, comment: comment, tx)
    }
    try tx.correct(sold.facts.id, new)
    try keep(kind, of: sold, reason: reason, comment: comment, after: after(new, tx), tx)
    for addOn in addOns where addOn.facts.startsOn <= new.period.end {
      let period = Period(max(addOn.facts.startsOn, new.period.start), through: new.period.end)
      var (sum, clientSum) = (addOn.facts.sum, addOn.facts.clientSum)
      if recounting, period != addOn.facts.period {
        let (was, months) = (Int64(addOn.facts.period.chargedMonths), Int64(period.chargedMonths))
        sum = Money(tiyn: sum.tiyn / was * months)
        clientSum = Money(tiyn: clientSum.tiyn / was * months)
      }
      let moved = NewSubscription(addOn, period: period, months: addOn.facts.months, sum: sum, clientSum: clientSum)
      try tx.correct(addOn.facts.id, moved)
      try keep(kind, of: addOn, reason: reason, comment: comment, after: after(moved, tx), tx)
    }
  }

  /// Cancels a posted subscription and everything that belongs to it.
  func cancelWhole(
    _ sold: SoldSubscription, reason: Correction.Reason, comment: String, _ tx: any Writing
  ) throws {
    for addOn in try office.sold(tx.addOns(of: sold.facts.id) + tx.taken(for: sold.facts.id), tx) {
      try cancel(addOn, .cancel, reason: reason, comment: comment, tx)
    }
    try cancel(sold, .cancel, reason: reason, comment: comment, tx)
  }

  private func cancel(
    _ sold: SoldSubscription, _ kind: Correction.Kind, reason: Correction.Reason, comment: String, _ tx: any Writing
  ) throws {
    guard try tx.cancel(sold.facts.id, at: now) else { throw Missing() }
    try keep(kind, of: sold, reason: reason, comment: comment, after: ["state": "cancelled"], tx)
  }

  private func keep(
    _ kind: Correction.Kind, of sold: SoldSubscription, reason: Correction.Reason, comment: String, after: Facts,
    _ tx: any Writing
  ) throws {
    let before: Facts = [
      "tariff": sold.tariff.code.description, "period": sold.facts.period.description,
      "quantity": String(sold.facts.quantity), "sum": sold.facts.sum.plain,
    ]
    try tx.insertCorrection(
      kind, of: sold.facts.id, reason: reason, comment: comment, before: before.json, after: after.json, by: actor.user,
      at: now)
    try record(
      kind.rawValue, on: "subscription", sold.facts.id.number, of: sold.facts.subscriberID, before: before,
      after: after,
      tx)
  }

  private func after(_ new: NewSubscription, _ tx: any Reading) throws -> Facts {
    [
      "tariff": try office.catalogues.tariff(new.terms, tx).code.description, "period": new.period.description,
      "quantity": String(new.quantity), "sum": new.sum.plain,
    ]
  }
}

/// A subscription with everything that its page shows.
package struct SubscriptionRecord: Sendable {
  package let sold: SoldSubscription
  /// Issued by whoever looks; else shown without its price (DEC-35).
  package let isOwn: Bool
  package let addOns: [SoldSubscription]
  /// The extension tariffs that it may have.
  package let extensions: [Tariff]
  package let corrections: [CorrectionFacts]
  package let requests: [CorrectionRequest]
  /// By what it was posted (M-01): a paid bill, or somebody's word that the money came.
  package let bill: BillFacts?
  package let word: (name: String, at: Instant)?
  package let history: [AuditEntry]
}

extension Office {
  /// Whether the bill of the month in which it was posted has been issued (DEC-15): the partner's month is closed.
  func isBilled(_ sold: SoldSubscription, _ tx: any Reading) throws -> Bool {
    guard let posted = sold.facts.postedOn, let partner = sold.facts.partnerID else { return false }
    return try tx.isClosed(posted.month, of: partner)
  }

  /// A letter to everybody who serves clients at a partner.
  func postToServing(_ letter: Letter, _ partner: Subscriber.ID, _ tx: any Writing) throws {
    for member in try tx.members(of: partner) where member.role.may(.serve) {
      guard let user = try tx.user(member.userID) else { continue }
      try post(letter, to: user.email, of: partner, in: user.language, tx)
    }
  }
}

extension NewSubscription {
  /// The same subscription with another period and sum.
  init(_ sold: SoldSubscription, period: Period, months: Int?, sum: Money, clientSum: Money) {
    let facts = sold.facts
    self.init(
      subscriber: facts.subscriberID, partner: facts.partnerID, terms: facts.termsID, kind: facts.kind,
      main: facts.mainID, quantity: facts.quantity, months: months, period: period, sum: sum, clientSum: clientSum,
      accessKind: facts.accessKind, comment: facts.comment, contract: facts.contract, origin: facts.originID,
      boost: facts.boost)
  }
}

extension Text {
  static let isAskedAlready = Text(
    ru: "Запрос об этой подписке уже ждёт ответа.", kk: "Бұл жазылым туралы сұрау жауап күтіп тұр.",
    en: "A request about this subscription already waits for an answer.")
}
