package import Handbook
package import Store

/// What people see of settlement: a partner its own, a distributor its partners' and its own, the vendor everybody's.
package protocol SettlingDesk: Desk {
  /// `nil` for the vendor, who sees everything.
  var house: Subscriber.ID? { get }
}

extension PartnerDesk: SettlingDesk {
  package var house: Subscriber.ID? { actor.subscriber }
}

extension VendorDesk: SettlingDesk {
  package var house: Subscriber.ID? { nil }
}

/// The distributor's desk: its partners' statements, its invoices to them, what they pay, and what it owes itself (P-02).
package struct DistributorDesk: SettlingDesk {
  package let office: Office
  package let actor: Actor
  package var house: Subscriber.ID? { actor.subscriber }

  /// `nil` unless the person acts for a distributor.
  package init?(_ office: Office, _ actor: Actor) {
    guard actor.kind == .distributor else { return nil }
    self.office = office
    self.actor = actor
  }
}

extension SettlingDesk {
  /// What somebody who is not there, or whom it does not concern, learns: nothing.
  func reach(_ id: Closing.ID, _ tx: any Reading) throws -> Closing {
    guard let closing = try tx.closing(id),
      house.map({ $0 == closing.partnerID || $0 == closing.creditorID }) ?? true
    else { throw Missing() }
    return closing
  }

  func reach(_ id: Invoice.ID, _ tx: any Reading) throws -> Invoice {
    guard let invoice = try tx.invoice(id),
      house.map({ $0 == invoice.debtorID || $0 == invoice.creditorID }) ?? true
    else { throw Missing() }
    return invoice
  }

  /// Where a debtor stands today: three steps into an index, whatever the history is.
  func line(of debtor: Subscriber.ID, _ name: String, on day: Day, _ tx: any Reading) throws -> DebtorLine {
    func balance(_ kind: Account.Kind) throws -> Money {
      try tx.turnover(of: Account(kind, of: debtor), through: day).balance
    }
    return DebtorLine(
      id: debtor, name: name, accrued: try balance(.accrued), owed: try balance(.owed),
      advance: .zero - (try balance(.advance)))
  }

  /// The desk's own debt on a day; today, where none is said.
  package func standing(on day: Day? = nil) async throws -> DebtorLine {
    try actor.require(.serve)
    return try await office.database.read { tx in
      try line(of: actor.subscriber, actor.subscriberName, on: day ?? today, tx)
    }
  }

  /// Those who pay to this desk, and where each stands on the day.
  package func debtors(on day: Day? = nil) async throws -> [DebtorLine] {
    try actor.require(.serve)
    return try await office.database.read { tx in
      guard actor.kind != .partner, let creditor = try house ?? tx.vendorID() else { return [] }
      return try tx.debtors(of: creditor, isVendor: house == nil).map {
        try line(of: $0.id, $0.name, on: day ?? today, tx)
      }
    }
  }

  /// Statements, the newest first: a partner's own; a distributor's partners'; everybody's.
  package func closings(
    month: Month? = nil, state: Closing.State? = nil, after: Cursor? = nil, limit: Int = 50
  ) async throws -> Page<Closing> {
    try actor.require(.serve)
    return try await office.database.read { tx in
      var filter = ClosingFilter(month: month, state: state)
      if actor.kind == .partner { filter.partner = house } else { filter.creditor = house }
      return try tx.closings(filter, after: after, limit: limit)
    }
  }

  package func closing(_ id: Closing.ID) async throws -> Closing {
    try actor.require(.serve)
    return try await office.database.read { try reach(id, $0) }
  }

  /// The lines of a statement, each with its subscription, its rule and its arithmetic.
  package func lines(
    of id: Closing.ID, after entry: Int64 = 0, limit: Int = 200
  ) async throws -> (closing: Closing, lines: [StatementLine]) {
    try actor.require(.serve)
    return try await office.database.read { tx in
      let closing = try reach(id, tx)
      return (closing, try office.named(tx.lines(of: id, after: entry, limit: limit), tx))
    }
  }

  package func invoices(after: Cursor? = nil, limit: Int = 50, isOurs: Bool = true) async throws -> Page<Invoice> {
    try actor.require(.serve)
    return try await office.database.read { tx in
      // What one has to pay; or what others have to pay to one.
      let filter = isOurs ? DebtFilter(debtor: house) : DebtFilter(creditor: house)
      return try tx.invoices(filter, after: after, limit: limit)
    }
  }

  package func invoice(_ id: Invoice.ID) async throws -> (invoice: Invoice, parts: [InvoicePart]) {
    try actor.require(.serve)
    return try await office.database.read { tx in
      let invoice = try reach(id, tx)
      return (invoice, invoice.closing == nil ? try tx.parts(of: id) : [])
    }
  }

  /// The requisites of both sides, for a printed form.
  package func parties(of invoice: Invoice) async throws -> (creditor: SubscriberFacts, debtor: SubscriberFacts) {
    try actor.require(.serve)
    return try await office.database.read { tx in
      _ = try reach(invoice.id, tx)
      guard let creditor = try tx.subscriber(invoice.creditorID), let debtor = try tx.subscriber(invoice.debtorID)
      else { throw Missing() }
      return (creditor, debtor)
    }
  }

  // MARK: Payments

  /// What was paid: to this desk, or by it.
  package func payments(after: Cursor? = nil, limit: Int = 50) async throws -> Page<Payment> {
    try actor.require(.serve)
    return try await office.database.read { tx in
      let filter =
        actor.kind == .partner ? DebtFilter(debtor: house) : DebtFilter(creditor: try house ?? tx.vendorID())
      return try tx.payments(filter, after: after, limit: limit)
    }
  }

  /// Records what a debtor paid (P-01). The same payment order is recorded once, however often it is sent.
  package func recordPayment(_ entries: Entries) async throws -> Payment.ID {
    try actor.require(.serve)
    guard actor.kind != .partner else { throw Missing() }
    var entries = entries
    let debtor = entries.id("debtor", of: Subscriber.self)
    let sum = entries.money("sum")
    let paidOn = entries.day("paid_on")
    let document = entries.line("document", upTo: 50, required: true)
    let comment = entries.line("comment", upTo: 300)
    try entries.accept()
    return try await office.database.write(locking: [.ledger]) { tx in
      guard let creditor = try house ?? tx.vendorID() else { throw Missing() }
      let before = try tx.payment(by: document, on: paidOn!, from: debtor!, to: creditor)
      if let before, before.sum == sum { return before.id }
      try PaymentDraft(
        sum: sum!, paidOn: paidOn!,
        isOurDebtor: try tx.debtors(of: creditor, isVendor: house == nil).contains { $0.id == debtor },
        isOrderTaken: before != nil, today: today
      ).accept()
      let id = try tx.insertPayment(
        from: debtor!, to: creditor, sum: sum!, on: paidOn!, document: document, comment: comment, by: actor.user,
        at: now)
      try tx.post(
        [
          LedgerEntry(
            .payment, sum!, debit: Account(.money, of: creditor), credit: Account(.owed, of: debtor!), on: today,
            document: id.number)
        ].compactMap { $0 })
      try record(
        "record-payment", on: "payment", id.number, of: debtor!,
        after: ["sum": sum!.plain, "paid_on": paidOn!.iso, "document": document], tx)
      return id
    }
  }

  /// Takes a payment back that was recorded by mistake: by an entry of its own.
  package func reversePayment(_ id: Payment.ID, _ entries: Entries) async throws {
    try actor.require(.serve)
    guard actor.kind != .partner else { throw Missing() }
    var entries = entries
    let reason = entries.line("reason", upTo: 300, required: true)
    try entries.accept()
    try await office.database.write(locking: [.ledger]) { tx in
      guard let payment = try tx.payment(id), payment.creditorID == (try house ?? tx.vendorID()),
        try tx.reverse(id, reason: reason, by: actor.user, at: now)
      else { throw Missing() }
      try tx.post(
        [
          LedgerEntry(
            .reversal, payment.sum, debit: Account(.owed, of: payment.debtorID),
            credit: Account(.money, of: payment.creditorID), on: today, document: id.number)
        ].compactMap { $0 })
      try record(
        "reverse-payment", on: "payment", id.number, of: payment.debtorID, before: ["sum": payment.sum.plain],
        after: ["reason": reason], tx)
    }
  }
}

extension Office {
  /// Charges with the names that a person reads.
  func named(_ lines: [(entry: Int64, charge: Charge)], _ tx: any Reading) throws -> [StatementLine] {
    let names = try tx.names(of: Set(lines.map(\.charge.key.subscription)).sorted())
    return try lines.map { entry, charge in
      guard let name = names[charge.key.subscription] else { throw Missing() }
      return StatementLine(
        entry: entry, charge: charge, subscriberID: name.subscriber, subscriberName: name.name,
        tariffName: try catalogues.tariff(name.terms, tx).name)
    }
  }
}
