import Handbook
import Store

/// How a partner's month becomes a statement and an invoice (P-01 … P-04, DEC-23):
///
/// 1. `closable` says which months are over; a partner's months are closed one after another.
/// 2. Its charges of the month follow from its subscriptions, and nothing else (`ChargedSubscription`).
/// 3. What was said since about months already closed becomes corrections of this one (DEC-20).
/// 4. A safety stop parks the closing, with an explanation and a letter to the vendor; others go on (DEC-59).
/// 5. The charges are written, each a line and a balanced entry; then the invoice, less what is set off (W-04).
/// 6. From then on the month does not change: whatever is posted later is of an open month.
///
/// All of it is one transaction: a crash leaves a month closed or open, and never anything between.
extension Office {
  /// An hour after midnight whatever was posted in the month has been committed.
  static let closingHour = Instant.Span.hours(1)

  /// The last month that can be closed now.
  var closable: Month {
    let month = world.today.month
    let begun = world.zone.start(of: month.first) + Self.closingHour
    return month.advanced(by: world.now() < begun ? -2 : -1)
  }

  /// The next month of the partner to be closed; `nil` while it waits for a person, or if all are.
  func nextMonth(of settling: Settling) -> Month? {
    let next = settling.closed?.next ?? world.zone.day(of: settling.createdAt).month
    if next > closable { return nil }
    return settling.parked == nil || settling.isReleased ? next : nil
  }

  enum Closed: Sendable {
    case closed(lines: Int)
    case parked
    /// Somebody else has closed it.
    case done
  }

  /// Closes the partner's next month. Whoever calls it holds `LockKey.ledger`.
  func close(_ settling: Settling, _ month: Month, _ facts: ClosingFacts, _ tx: any Writing) throws -> Closed {
    let partner = settling.partner
    guard let creditor = settling.distributor ?? facts.vendor,
      let closing = try tx.beginClosing(of: partner, month, to: creditor)
    else { return .done }
    if settling.closed.map({ $0.next != month }) ?? false { throw StoreFault.unavailable("a month was left out") }

    var charges: [Charge] = []
    var stops: [SafetyStop] = []
    do {
      (charges, stops) = try self.charges(of: settling, in: month, facts, tx)
    } catch let missing as NoDiscount {
      stops = [.noDiscount(missing.subscription)]
    }
    let charged = charges.reduce(Money.zero) { $0 + $1.due }
    let mayNotPass = stops.contains { if case .noDiscount = $0 { true } else { false } }
    if !stops.isEmpty, !settling.isReleased || mayNotPass {
      try tx.park(closing, stops, charged: charged)
      try tellVendor(of: closing, partner, month, stops, tx)
      return .parked
    }

    let entries = try tx.charge(charges, of: partner, to: creditor, by: closing, on: month.last)
    let corrected = charges.reduce(Money.zero) { $1.revision > 0 ? $0 + $1.due : $0 }
    let opening = try tx.debt(of: partner, on: month.first - 1)
    let balance = try tx.debt(of: partner, on: month.last)
    try tx.finishClosing(
      closing, entries: entries, charged: charged, corrected: corrected, opening: opening,
      paid: opening + charged - balance, at: world.now())
    if charged != .zero {
      try invoice(partner, from: creditor, for: month, closing: closing, total: charged, tx)
    }
    return .closed(lines: charges.count)
  }

  /// Everything that the month adds to the partner's debt, and what is odd about it.
  private func charges(
    of settling: Settling, in month: Month, _ facts: ClosingFacts, _ tx: any Reading
  ) throws -> ([Charge], [SafetyStop]) {
    let discounts = Discounts(try tx.standingLines(of: settling.partner), facts.rates)
    var lines: [(charge: Charge, terms: ChargeTerms?)] = []
    try forEachCharged(of: settling.partner, in: month, facts, tx) { sold in
      for charge in try sold.charges(in: month, discounts) where charge.due != .zero {
        lines.append((charge, sold.terms))
      }
    }
    if let since = settling.closedAt,
      let day = try tx.standingSetBack(of: settling.partner, after: since, before: month)
    {
      lines += try corrections(of: settling.partner, from: day, discounts, facts, tx).map { ($0, nil) }
    }
    let stops = SafetyStop.found(in: lines, history: try tx.closedTotals(of: settling.partner))
    return (lines.map(\.charge), stops)
  }

  /// Months of closed closings that would be charged otherwise now that a standing was set for a day in the past
  /// (DEC-20).
  private func corrections(
    of partner: Subscriber.ID, from day: Day, _ discounts: Discounts, _ facts: ClosingFacts, _ tx: any Reading
  ) throws -> [Charge] {
    let charged = try tx.monthsCharged(of: partner, from: day)
    var sold: [Subscription.ID: ChargedSubscription] = [:]
    let ids = Set(charged.map(\.key.subscription)).sorted()
    for start in stride(from: 0, to: ids.count, by: 500) {
      let some = Array(ids[start..<min(start + 500, ids.count)])
      for subscription in try tx.charged(some, terms: { try facts.terms($0) }, day: world.zone.day) {
        sold[subscription.id] = subscription
      }
    }
    return try charged.compactMap { key, sum, revision in
      guard let now = try sold[key.subscription]?.charge(key, discounts), now.whole != sum else { return nil }
      return now.correcting(sum, revision: revision + 1)
    }
  }

  func forEachCharged(
    of partner: Subscriber.ID, in month: Month, _ facts: ClosingFacts, _ tx: any Reading,
    _ body: (ChargedSubscription) throws -> Void
  ) throws {
    try tx.forEachCharged(
      of: partner, in: month, monthly: facts.monthly, terms: { try facts.terms($0) }, day: world.zone.day, body)
  }

  /// Makes the month wait for a person without anything charged.
  func park(
    _ settling: Settling, _ month: Month, _ stops: [SafetyStop], _ facts: ClosingFacts, _ tx: any Writing
  ) throws {
    guard let creditor = settling.distributor ?? facts.vendor,
      let closing = try tx.beginClosing(of: settling.partner, month, to: creditor)
    else { return }
    try tx.park(closing, stops, charged: .zero)
    try tellVendor(of: closing, settling.partner, month, stops, tx)
  }

  // MARK: Invoices

  /// Issues the invoice, less the debtor's advance (W-04), and tells the debtor.
  @discardableResult
  func invoice(
    _ debtor: Subscriber.ID, from creditor: Subscriber.ID, for month: Month, closing: Closing.ID?, total: Money,
    _ tx: any Writing
  ) throws -> Invoice.ID {
    let today = world.today
    // An advance is owed to the debtor: its balance is less than zero.
    let advance = Money.zero - (try tx.turnover(of: Account(.advance, of: debtor), through: today).balance)
    let setOff = max(.zero, min(total, advance))
    let id = try tx.insertInvoice(
      from: creditor, to: debtor, for: month, closing: closing, on: today, at: world.now(), total: total,
      setOff: setOff)
    let owed = Account(.owed, of: debtor)
    let source = closing == nil ? Account(.sales, of: creditor) : Account(.accrued, of: debtor)
    try tx.post(
      [
        LedgerEntry(.invoice, total, debit: owed, credit: source, on: today, document: id.number),
        LedgerEntry(
          .setOff, setOff, debit: Account(.advance, of: debtor), credit: owed, on: today, document: id.number),
      ].compactMap { $0 })
    if let invoice = try tx.invoice(id) {
      try postToServing(
        .invoiceIssued(
          number: invoice.title, creditor: invoice.creditorName, month: month, sum: invoice.due,
          link: link("/invoices/\(id)")), debtor, tx)
    }
    return id
  }

  /// The vendor's invoices to the distributors whose partners' months are all closed, or wait (P-02).
  func invoiceDistributors(for month: Month, _ facts: ClosingFacts, _ tx: any Writing) throws -> Int {
    guard let vendor = facts.vendor else { return 0 }
    let settlings = try tx.settlings()
    var count = 0
    for distributor in try tx.distributorsToInvoice(for: month) {
      let isReady = settlings.allSatisfy { settling in
        settling.distributor != distributor || settling.parked.map { $0 <= month } ?? false
          || settling.closed.map { $0 >= month } ?? (world.zone.day(of: settling.createdAt).month > month)
      }
      guard isReady else { continue }
      let parts = try tx.openParts(of: distributor, through: month)
      let id = try invoice(
        distributor, from: vendor, for: month, closing: nil, total: parts.reduce(.zero) { $0 + $1.sum }, tx)
      for part in parts { try tx.insertPart(part.closing, of: id, sum: part.sum) }
      count += 1
    }
    return count
  }

  private func tellVendor(
    of closing: Closing.ID, _ partner: Subscriber.ID, _ month: Month, _ stops: [SafetyStop], _ tx: any Writing
  ) throws {
    guard let vendor = try tx.vendorID(), let facts = try tx.subscriber(partner) else { return }
    try postToServing(
      .closingParked(
        partner: facts.name, month: month, reasons: stops.map(\.text), link: link("/settlement/\(closing)")), vendor, tx
    )
  }
}

/// What closings have in common: read once, not for each partner.
struct ClosingFacts: Sendable {
  let vendor: Subscriber.ID?
  let rates: [Discounts.Rates]
  /// The terms of the tariffs that are settled by the month.
  let monthly: [ID<Tariff>]
  private let allTerms: [ID<Tariff>: ChargeTerms]

  init(_ office: Office, _ tx: any Reading) throws {
    vendor = try tx.vendorID()
    rates = try tx.catalogueVersions().map { version in
      let catalogue = try office.catalogues.version(version.number, tx)
      return Discounts.Rates(
        at: version.at, on: office.world.zone.day(of: version.at),
        discounts: Dictionary(catalogue.standings.map { ($0.code, $0.discount) }) { first, _ in first })
    }
    var (monthly, allTerms): ([ID<Tariff>], [ID<Tariff>: ChargeTerms]) = ([], [:])
    for id in try tx.soldTerms() {
      let terms = ChargeTerms(try office.catalogues.tariff(id, tx))
      allTerms[id] = terms
      if terms.settlement == .monthly { monthly.append(id) }
    }
    self.monthly = monthly
    self.allTerms = allTerms
  }

  func terms(_ id: ID<Tariff>) throws -> ChargeTerms {
    guard let terms = allTerms[id] else { throw StoreFault.unavailable("terms \(id) are not in any catalogue") }
    return terms
  }
}
