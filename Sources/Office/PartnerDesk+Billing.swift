package import Handbook
package import Store

/// «Счета»: from a quote to the posted subscriptions (H-14, M-01, PRO-26, BEY-31, BEY-53).
///
/// 1. A bill is made from the chosen tariff and extensions, at the partner's prices, and shows what will come of it.
/// 2. It is sent, with the printed form, and stands in the client's cabinet.
/// 3. Its payment, marked by hand or found in a bank's file, posts its subscriptions in the same act: a bill is paid if
///    and only if everything on it is posted.
extension PartnerDesk {
  package func bills(
    _ filter: BillFilter, search words: String = "", after: Cursor? = nil, limit: Int = 50
  ) async throws -> (page: Page<BillFacts>, count: Int, sum: Money, open: Money) {
    try actor.require(.serve)
    var filter = filter
    filter.partner = actor.subscriber
    return try await office.database.read { [filter] tx in
      let totals = try tx.billTotals(filter, search: words)
      return (
        try tx.bills(filter, search: words, after: after, limit: limit), totals.count, totals.sum, totals.open
      )
    }
  }

  package func bill(_ id: Bill.ID) async throws -> BillCard {
    try actor.require(.serve)
    return try await office.database.read { tx in try office.card(of: own(id, tx), tx) }
  }

  /// What the entries would come to; nothing is written.
  ///
  /// - Parameter entries: `subscriber`, `tariff`, `start`, `months`, `main`, and how many of each extension, under
  ///   `quantity-CODE`.
  package func billQuote(_ entries: Entries) async throws -> BillQuote {
    try actor.require(.serve)
    guard let client = Subscriber.ID(entries.raw("subscriber")) else { throw Missing() }
    do {
      return try await office.database.write(locking: [LockKey("subscriptions", client.number)]) { tx in
        // Posted and undone: what the quote says is what posting does.
        throw Rehearsal(quote: try rehearse(entries, for: client, tx))
      }
    } catch let rehearsal as Rehearsal {
      return rehearsal.quote
    }
  }

  /// What the form of a bill offers, and what its entries come to so far.
  package func billForm(
    _ entries: Entries
  ) async throws -> (subscriber: SubscriberFacts?, tariffs: [Tariff], mains: [SoldSubscription], quote: BillQuote?) {
    try actor.require(.serve)
    let client = Subscriber.ID(entries.raw("subscriber"))
    let (subscriber, tariffs, mains) = try await office.database.read { tx in
      let subscriber = try client.map { try reach($0, tx) }
      let sold = try client.map { try office.sold(tx.postedSubscriptions(of: $0, from: today), tx) } ?? []
      return (
        subscriber, try office.catalogues.offer(tx).catalogue.tariffs(issuedBy: .partner, on: today),
        sold.filter { $0.facts.kind == .main && !$0.tariff.isTrial }
      )
    }
    let asks =
      entries.has("tariff") || entries.typed.contains { $0.key.hasPrefix("quantity-") && (Int($0.value) ?? 0) > 0 }
    return (subscriber, tariffs, mains, asks && subscriber != nil ? try await billQuote(entries) : nil)
  }

  /// Makes a bill; numbers follow one another in a year.
  package func makeBill(_ entries: Entries) async throws -> Bill.ID {
    let quote = try await billQuote(entries)
    if !quote.refusals.isEmpty { throw Refusals(quote.refusals) }
    let partner = actor.subscriber
    return try await office.database.write(locking: [LockKey("bills", partner.number)]) { tx in
      let client = try reach(quote.subscriber.id, tx)
      guard let bin = client.bin else { throw Missing() }
      let id = try tx.insertBill(
        of: partner, to: client, bin: bin, lines: quote.lines.map(\.line), on: today, dueOn: today + Bill.daysToPay,
        comment: quote.comment, by: actor.user, at: now)
      try record("make-bill", on: "bill", id.number, of: client.id, after: ["sum": quote.sum.plain], tx)
      return id
    }
  }

  /// Sends the bill to the client's owners, or to the address of its card, with the printed form. Where that cannot be
  /// made, the letter goes without it, and the link in it shows the bill all the same.
  ///
  /// - Returns: Why there is no printed form; `nil` if there is one.
  package func sendBill(_ id: Bill.ID) async throws -> (any Error)? {
    try actor.require(.serve)
    let (card, readers) = try await office.database.read { tx in
      let bill = try own(id, tx)
      return (try office.card(of: bill, tx), try office.payers(of: bill, tx))
    }
    guard card.facts.isOpen else {
      throw Refusals(BillPayment(of: card.facts, paid: nil, on: today, today: today).refusals)
    }
    if readers.isEmpty { throw Refusals("H-14", "card.email", .noAddressee) }
    // Printed before the transaction: it takes a second.
    var forms: [Language: LetterAttachment] = [:]
    var fault: (any Error)?
    for language in Set(readers.map(\.language)) {
      do {
        forms[language] = LetterAttachment(
          name: "bill-\(card.facts.number).pdf", type: "application/pdf",
          bytes: try await office.pdf(.bill(card.paper()), in: language))
      } catch { fault = error }
    }
    try await office.database.write { [forms] tx in
      let bill = try own(id, tx)
      guard bill.isOpen else { throw Missing() }
      try tx.sent(id, at: now)
      for reader in readers {
        let form = forms[reader.language]
        try office.post(
          .bill(
            name: bill.name, partner: actor.subscriberName, sum: bill.sum, dueOn: bill.dueOn, hasForm: form != nil,
            link: office.link("/my-bills/\(id)")), to: reader.email, of: bill.subscriberID, in: reader.language,
          with: form.map { [$0] } ?? [], tx)
      }
      try record(
        "send-bill", on: "bill", id.number, of: bill.subscriberID,
        after: ["to": readers.map(\.email.description).joined(separator: ", ")], tx)
    }
    return fault
  }

  /// The printed form of a bill.
  ///
  /// - Throws: `PrintFault`.
  package func billForm(of id: Bill.ID, in language: Language) async throws -> [UInt8] {
    let card = try await bill(id)
    return try await office.pdf(.bill(card.paper()), in: language)
  }

  /// The money came: marks the bill as paid, and posts what is on it.
  ///
  /// - Parameter entries: `paid_on`, by default today.
  package func payBill(_ id: Bill.ID, _ entries: Entries) async throws {
    try actor.require(.serve)
    var entries = entries
    let day = entries.day("paid_on", required: false) ?? today
    try entries.accept()
    let client = try await office.database.read { try own(id, $0).subscriberID }
    try await office.database.write(locking: [LockKey("subscriptions", client.number)]) { tx in
      try pay(own(id, tx), paid: nil, on: day, by: nil, tx)
    }
  }

  package func cancelBill(_ id: Bill.ID) async throws {
    try actor.require(.serve)
    try await office.database.write { tx in
      let bill = try own(id, tx)
      try BillPayment(of: bill, paid: nil, on: today, today: today).accept()
      guard try tx.cancelBill(id, at: now) else { throw Missing() }
      try record("cancel-bill", on: "bill", id.number, of: bill.subscriberID, tx)
    }
  }

  // MARK: «Реквизиты для счетов»

  package func payee() async throws -> Payee? {
    try actor.require(.serve)
    return try await office.database.read { try $0.payee(actor.subscriber) }
  }

  package func setPayee(_ entries: Entries) async throws {
    if actor.role != .owner { throw Denied(.manageOwners) }
    var entries = entries
    guard let payee = Payee(&entries) else { throw Refusals(entries.refusals) }
    try await office.database.write { tx in
      let old = try tx.payee(actor.subscriber)
      try tx.set(payee, of: actor.subscriber)
      var (before, after): (Facts, Facts) = ([], [])
      before.pairs = old?.fields.map { ($0.field.name, $0.value) } ?? []
      after.pairs = payee.fields.map { ($0.field.name, $0.value) }
      try record(
        "set-payee", on: "subscriber", actor.subscriber.number, of: actor.subscriber,
        before: before.changed(from: after), after: after.changed(from: before), tx)
    }
  }

  // MARK: Inside

  func own(_ id: Bill.ID, _ tx: any Reading) throws -> BillFacts {
    guard let bill = try tx.bill(id), bill.partnerID == actor.subscriber else { throw Missing() }
    return bill
  }

  /// Takes money for a bill and posts its lines, all or none.
  ///
  /// - Parameters:
  ///   - paid: What came by a bank's file; `nil` where a person says that all did.
  ///   - payment: The payment of the file.
  func pay(
    _ bill: BillFacts, paid: Money?, on day: Day, by payment: ID<BankPayment>?, _ tx: any Writing
  ) throws {
    try BillPayment(of: bill, paid: paid, on: day, today: today).accept()
    var posted: [Int: Subscription.ID] = [:]
    for line in try tx.lines(of: bill.id) {
      let prepared = try prepare(entries(of: line, of: bill, posted, tx), tx)
      let id = try post(prepared, over: nil, version: 0, paid: .byBill(line.sum), tx)
      try tx.posted(id, by: line.number, of: bill.id)
      posted[line.number] = id
    }
    guard try tx.pay(bill.id, on: day, by: actor.user, payment: payment, at: now) else { throw Missing() }
    try record(
      "pay-bill", on: "bill", bill.id.number, of: bill.subscriberID,
      after: ["paid_on": day.description, "payment": payment?.description ?? ""], tx)
  }

  /// What is posted for a line: as the bill says, and, where the money came later than the rules let it begin, from
  /// today.
  private func entries(
    of line: BillLine, of bill: BillFacts, _ posted: [Int: Subscription.ID], _ tx: any Reading
  ) throws -> Entries {
    let tariff = try office.catalogues.tariff(line.termsID, tx)
    let earliest = line.kind == .main ? today.month.first : today
    return Entries([
      "subscriber": bill.subscriberID.description, "tariff": tariff.code.description,
      "start": (line.period.start < earliest ? today : line.period.start).description,
      "months": line.months.map(String.init) ?? "", "quantity": String(line.quantity),
      "main": (line.mainLine.flatMap { posted[$0] } ?? line.mainID)?.description ?? "",
    ])
  }

  private func rehearse(_ entries: Entries, for client: Subscriber.ID, _ tx: any Writing) throws -> BillQuote {
    var entries = entries
    let subscriber = try reach(client, tx)
    let catalogue = try office.catalogues.offer(tx).catalogue
    let comment = entries.line("comment", upTo: 300)
    var wanted: [Entries] = []
    let main = entries.raw("main")
    if entries.has("tariff") {
      wanted.append(
        Entries(
          entries.typed.filter { ["subscriber", "tariff", "start", "months", "quantity", "main"].contains($0.key) })
      )
    }
    let chief = catalogue.tariffs(issuedBy: .partner, on: today).first { $0.code.description == entries.raw("tariff") }
    let start = entries.day("start", required: false) ?? today
    for tariff in catalogue.tariffs(issuedBy: .partner, on: today) where tariff.extra != nil && !tariff.standsAlone {
      let field = Field("quantity-\(tariff.code)")
      guard let quantity = entries.number(field, in: 0...1000, required: false), quantity > 0 else { continue }
      wanted.append(
        Entries([
          "subscriber": client.description, "tariff": tariff.code.description, "quantity": String(quantity),
          "start": max(start, today).description, "main": chief?.standsAlone == true ? "line 1" : main,
        ]))
    }
    var lines: [BillQuote.Line] = []
    var refusals = entries.refusals
    var first: Subscription.ID?
    for (place, line) in wanted.enumerated() where refusals.isEmpty {
      let isOfFirst = line.raw("main") == "line 1"
      var typed = line.typed
      if isOfFirst { typed["main"] = first?.description ?? "" }
      let prepared = try prepare(Entries(typed), tx)
      refusals += prepared.quote.refusals
      guard let draft = prepared.draft, let terms = prepared.terms, let period = draft.period,
        let sum = prepared.quote.clientSum, refusals.isEmpty
      else { break }
      lines.append(
        BillQuote.Line(
          line: BillLine(
            number: place + 1, termsID: terms, kind: draft.kind, period: period, months: draft.months,
            chargedMonths: draft.chargedMonths, quantity: draft.quantity,
            mainID: isOfFirst || draft.kind == .main ? nil : draft.main?.id, mainLine: isOfFirst ? 1 : nil, sum: sum),
          tariff: draft.tariff, quote: prepared.quote))
      if place + 1 < wanted.count {
        let id = try post(prepared, over: nil, version: 0, paid: .byBill(sum), tx)
        if place == 0 { first = id }
      }
    }
    let quote = BillQuote(subscriber: subscriber, lines: lines, comment: comment, refusals: refusals)
    if !refusals.isEmpty { return quote }
    let draft = BillDraft(
      lines: lines.count, sum: quote.sum,
      client: .init(
        organisation: subscriber.organisation, bin: subscriber.bin, itsNumber: subscriber.itsNumber, isIssuer: false),
      hasAccount: try tx.payee(actor.subscriber) != nil)
    return BillQuote(subscriber: subscriber, lines: lines, comment: comment, refusals: draft.refusals)
  }
}

/// What a bill would be.
package struct BillQuote: Sendable {
  package let subscriber: SubscriberFacts
  package let lines: [Line]
  package let comment: String
  package let refusals: [Refusal]

  package struct Line: Sendable {
    package let line: BillLine
    package let tariff: Tariff
    package let quote: Quote
  }

  package var sum: Money { lines.reduce(.zero) { $0 + $1.line.sum } }
}

/// A bill with what is on it.
package struct BillCard: Sendable {
  package let facts: BillFacts
  package let lines: [(line: BillLine, tariff: Tariff)]
  package let payee: Payee?
  /// The partner's organisation and БИН, as they stand in its card.
  package let seller: SubscriberFacts
  package let history: [AuditEntry]
}

/// Thrown to undo what a quote did to learn what would come of it.
private struct Rehearsal: Error {
  let quote: BillQuote
}

extension BillCard {
  /// What is printed.
  ///
  /// - Throws: `Missing` where the partner has not said where to pay.
  func paper() throws -> BillPaper {
    guard let payee else { throw Missing() }
    return BillPaper(
      bill: facts, lines: lines.map { ($0.line, $0.tariff.name) }, payee: payee,
      sellerName: seller.organisation.isEmpty ? seller.name : seller.organisation, sellerBIN: seller.bin)
  }
}

extension Office {
  /// Who gets a bill: the client's owners, or, where there is none, the address of its card.
  func payers(of bill: BillFacts, _ tx: any Reading) throws -> [(email: EmailAddress, language: Language)] {
    let owners = try tx.members(of: bill.subscriberID).filter { $0.role == .owner }.compactMap {
      try tx.user($0.userID).map { ($0.email, $0.language) }
    }
    if !owners.isEmpty { return owners }
    let card = try tx.subscriber(bill.subscriberID).flatMap { EmailAddress($0.email) }
    return card.map { [($0, Language.russian)] } ?? []
  }

  func card(of bill: BillFacts, _ tx: any Reading) throws -> BillCard {
    guard let seller = try tx.subscriber(bill.partnerID) else { throw Missing() }
    return BillCard(
      facts: bill, lines: try tx.lines(of: bill.id).map { ($0, try catalogues.tariff($0.termsID, tx)) },
      payee: try tx.payee(bill.partnerID), seller: seller, history: try tx.history(of: "bill", bill.id.number))
  }
}

/// By what a paid subscription is posted (M-01, PRO-26).
enum PaymentGround {
  /// By a paid bill, at what the client paid for the line.
  case byBill(Money)
  /// By the word of whoever posts it that the money came; `false` where he does not give it.
  case byWord(Bool)

  /// What the client paid, where a bill says it.
  var clientSum: Money? { if case .byBill(let sum) = self { sum } else { nil } }

  func refusals(of tariff: Tariff?, issuer: Tariff.Issuer) -> [Refusal] {
    guard case .byWord(let isGiven) = self, let tariff else { return [] }
    return PaymentNeed(isFree: tariff.isFree, issuer: issuer, isConfirmed: isGiven).refusals
  }
}

extension Text {
  fileprivate static let noAddressee = Text(
    ru: "Отправлять некому: у абонента нет ни владельца, ни почты в карточке.",
    kk: "Жіберетін ешкім жоқ: абоненттің иесі де, карточкасында поштасы да жоқ.",
    en: "There is nobody to send it to: the subscriber has neither an owner nor an address on its card.")
}
