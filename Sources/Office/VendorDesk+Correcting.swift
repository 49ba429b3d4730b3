package import Handbook
import Store

/// Only the vendor corrects (DEC-32).
extension VendorDesk {
  /// Corrects, cancels or stops a posted subscription, and answers the request about it if there is one.
  ///
  /// - Parameter entries: `kind`, `reason`, `comment`; for a change the entries of the subscription as it shall be; for a
  ///   stop `end`, its new last day.
  package func correct(_ id: Subscription.ID, _ entries: Entries) async throws {
    try actor.require(.serve)
    let client = try await office.database.read { try reach(id, $0).facts.subscriberID }
    var entries = entries
    let kind = entries.choice("kind", of: Correction.Kind.self)
    let reason = entries.choice("reason", of: Correction.Reason.self)
    let comment = entries.paragraph("reason_comment", upTo: 1000, required: true)
    let end = kind == .stop ? entries.day("end") : nil
    if kind == .shorten { entries.refuse("kind", .choose) }
    try entries.accept()
    try await office.database.write(locking: [LockKey("subscriptions", client.number)]) { [entries] tx in
      let sold = try reach(id, tx)
      try draft(kind!, reason!, comment, sold, tx).accept()
      switch kind! {
      case .cancel: try cancelWhole(sold, reason: reason!, comment: comment, tx)
      case .stop:
        guard sold.facts.startsOn <= end!, end! < sold.facts.endsOn else {
          throw Refusals("L-07", "end", .stopsWithin(sold.facts.period))
        }
        let period = Period(sold.facts.startsOn, through: end!)
        let new = NewSubscription(
          sold, period: period, months: sold.facts.months, sum: sold.facts.sum, clientSum: sold.facts.clientSum)
        try rewrite(sold, new, .stop, reason: reason!, comment: comment, recounting: false, tx)
      case .change, .shorten: try change(sold, entries, reason: reason!, comment: comment, tx)
      }
      if let request = try tx.correctionRequests(of: id).first(where: { $0.answeredAt == nil }) {
        _ = try tx.answer(request.id, isDone: true, comment, by: actor.user, at: now)
        try tell(request, isDone: true, comment, tx)
      }
    }
  }

  private func change(
    _ sold: SoldSubscription, _ entries: Entries, reason: Correction.Reason, comment: String, _ tx: any Writing
  ) throws {
    var typed = entries.typed
    typed["subscriber"] = sold.facts.subscriberID.description
    typed["main"] = sold.facts.mainID?.description
    let prepared = try prepare(Entries(typed), correcting: sold, tx)
    var refusals = prepared.quote.refusals
    if let draft = prepared.draft {
      // Nothing that it has may be orphaned by another tariff.
      for addOn in try office.sold(tx.addOns(of: sold.facts.id), tx) where !draft.tariff.takes(addOn.tariff) {
        refusals.append(Refusal(rule: "I-01", field: "tariff", text: .doesNotTake(addOn)))
      }
      if draft.kind != sold.facts.kind { refusals.append(Refusal(rule: "DEC-32", field: "tariff", text: .otherKind)) }
    }
    if !refusals.isEmpty { throw Refusals(refusals) }
    guard let draft = prepared.draft, let period = draft.period, let sum = draft.sum else { throw Missing() }
    let new = prepared.new(partner: sold.facts.partnerID, draft, period, sum, for: sold.facts.subscriberID)
    try rewrite(sold, new, .change, reason: reason, comment: comment, recounting: true, tx)
  }

  /// Declines a request, with the reason.
  package func decline(_ request: ID<CorrectionRequest>, _ entries: Entries) async throws {
    try actor.require(.serve)
    var entries = entries
    let answer = entries.paragraph("answer", upTo: 1000, required: true)
    try entries.accept()
    try await office.database.write { tx in
      guard let facts = try tx.correctionRequest(request),
        try tx.answer(request, isDone: false, answer, by: actor.user, at: now)
      else { throw Missing() }
      try record(
        "decline-correction", on: "subscription", facts.subscriptionID.number, of: facts.subscriberID,
        after: ["answer": answer], tx)
      try tell(facts, isDone: false, answer, tx)
    }
  }

  /// Tells whoever serves the client at the partner that asked.
  private func tell(_ request: CorrectionRequest, isDone: Bool, _ answer: String, _ tx: any Writing) throws {
    guard let partner = try tx.subscription(request.subscriptionID)?.partnerID else { return }
    try office.postToServing(
      .correctionAnswered(
        number: request.subscriptionID.nineDigits, isDone: isDone, answer: answer,
        link: office.link("/subscriptions/\(request.subscriptionID)")), partner, tx)
  }
}

extension Text {
  static func stopsWithin(_ period: Period) -> Text {
    Text(
      ru: "Остановить можно днём с \(period.start) по \(period.end - 1).",
      kk: "\(period.start) мен \(period.end - 1) аралығындағы күнмен тоқтатуға болады.",
      en: "It can be stopped on a day from \(period.start) to \(period.end - 1).")
  }
  static func doesNotTake(_ addOn: SoldSubscription) -> Text {
    let number = addOn.facts.id.nineDigits
    return Text(
      ru: "К этому тарифу не подходит подписка \(number) «\(addOn.tariff.name.ru)»: сначала отмените её.",
      kk: "Бұл тарифке \(number) «\(addOn.tariff.name.kk)» жазылымы сәйкес келмейді: алдымен оның күшін жойыңыз.",
      en: "Subscription \(number) «\(addOn.tariff.name.en)» does not suit this tariff: cancel it first.")
  }
  static let otherKind = Text(
    ru: "Исправление не меняет тип подписки: отмените эту и оформите другую.",
    kk: "Түзету жазылым түрін өзгертпейді: мұның күшін жойып, басқасын рәсімдеңіз.",
    en: "A correction does not change the kind: cancel this one and issue another.")
}
