import Foundation
import HTTPTypes
import Handbook
import Office
import Pages
import Print
import Sheets
import Store

/// What partners, distributors and the vendor settle: statements, invoices, payments, refunds, reconciliation.
extension Cabinet {
  var settlementDoors: [Door] {
    [
      .get(Link.settlement, .settling) { visit in try await settlement(visit) },
      .get("/settlement.csv", .settling) { visit in try await closingsFile(visit) },
      .get(Link.settlementAudit, .vendor) { visit in
        .screen(DifferencesPage(rows: try await visit.vendor().differences(), stamp: visit.stamp))
      },
      .post("/settlement/closing", .government) { visit in
        _ = try await visit.vendor().closeMonths()
        return .done(Link.settlement, .monthsClosed)
      },
      .get("/settlement/{id}", .settling) { visit in try await statement(visit) },
      .post("/settlement/{id}/release", .government) { visit in
        let id = try visit.id("id", of: Closing.self)
        do {
          try await visit.vendor().release(id, visit.form)
          return .done(Link.statement(id), .released)
        } catch let refusals as Refusals {
          return try await statement(visit, refusals.all)
        }
      },
      .get("/settlement/{id}/csv", .settling) { visit in try await statementFile(visit) },
      .get("/settlement/{id}/xlsx", .settling) { visit in try await statementSheet(visit) },
      .get("/settlement/{id}/pdf", .settling) { visit in
        let (closing, lines) = try await visit.settling().lines(
          of: visit.id("id", of: Closing.self), limit: Self.printedLines)
        guard closing.state == .closed else { throw Missing() }
        return try await printed(
          PrintedForm.statement(closing, lines, in: visit.language),
          name: "statement-\(closing.month.iso)-\(closing.partnerID).pdf")
      },
      .get(Link.invoices, .settling) { visit in
        let desk = try visit.settling()
        let isOurs = try isOurs(visit)
        let page = try await desk.invoices(after: visit.after, isOurs: isOurs)
        return .screen(
          InvoicesPage(kind: desk.actor.kind, rows: page.items, next: page.next?.description, isOurs: isOurs))
      },
      .get("/invoices.csv", .settling) { visit in try await invoicesFile(visit) },
      .get("/invoices/{id}", .settling) { visit in
        let found = try await visit.settling().invoice(visit.id("id", of: Invoice.self))
        return .screen(InvoicePage(invoice: found.invoice, parts: found.parts))
      },
      .get("/invoices/{id}/pdf", .settling) { visit in
        let desk = try visit.settling()
        let found = try await desk.invoice(visit.id("id", of: Invoice.self))
        let sides = try await desk.parties(of: found.invoice)
        return try await printed(
          PrintedForm.invoice(
            found.invoice, parts: found.parts, creditor: sides.creditor, debtor: sides.debtor, in: visit.language),
          name: "invoice-\(found.invoice.title.replacing("/", with: "-")).pdf")
      },
      .get(Link.payments, .settling) { visit in try await payments(visit) },
      .post(Link.payments, .collecting) { visit in
        do {
          _ = try await visit.settling().recordPayment(visit.form)
          return .done(Link.payments, .paymentRecorded)
        } catch let refusals as Refusals {
          return try await payments(visit, refusals.all)
        }
      },
      .get("/payments.csv", .settling) { visit in try await paymentsFile(visit) },
      .post("/payments/{id}/reversal", .collecting) { visit in
        do {
          try await visit.settling().reversePayment(visit.id("id", of: Payment.self), visit.form)
          return .done(Link.payments, .paymentReversed)
        } catch let refusals as Refusals {
          return try await payments(visit, refusals.all)
        }
      },
      .get(Link.reconciliation, .partner) { visit in try await reconciliation(visit) },
      .post(Link.reconciliation, .partner, limit: TableFile.largest + (1 << 20)) { visit in
        do {
          var form = visit.form
          let month = form.month("month")
          try form.accept()
          guard let file = visit.file else { throw Refusals("PRO-25", "file", .fillIn) }
          let found = try await visit.partner().reconcile(month!, with: invoiceLines(file))
          return try await reconciliation(visit, found: found.reconciliation, names: found.names)
        } catch let refusals as Refusals {
          return try await reconciliation(visit, refusals: refusals.all)
        }
      },
    ]
  }

  /// So many lines of a statement are printed; a table has all of them.
  static let printedLines = 1_000
  static let linesAPage = 200

  // MARK: Pages

  private func settlement(_ visit: Visit, _ refusals: [Refusal] = []) async throws -> Answer {
    let desk = try visit.settling()
    let page = try await desk.closings(after: visit.after)
    let vendor = desk as? VendorDesk
    return .screen(
      SettlementPage(
        kind: desk.actor.kind, standing: try await desk.standing(),
        open: try await (desk as? PartnerDesk)?.openMonths() ?? [], debtors: try await desk.debtors(),
        progress: try await vendor?.progress(),
        parked: vendor == nil ? [] : try await desk.closings(state: .parked, limit: 200).items, rows: page.items,
        next: page.next?.description, mayGovern: vendor?.actor.may(.govern) ?? false, refusals: refusals))
  }

  private func statement(_ visit: Visit, _ refusals: [Refusal] = []) async throws -> Answer {
    let desk = try visit.settling()
    let after = Int64(visit.query.raw("after")) ?? 0
    let (closing, lines) = try await desk.lines(
      of: visit.id("id", of: Closing.self), after: after, limit: Self.linesAPage)
    let next = lines.count == Self.linesAPage ? lines.last.map { String($0.entry) } : nil
    return .screen(
      StatementPage(
        closing: closing, lines: lines, next: next, mayGovern: desk.house == nil && desk.actor.may(.govern),
        entries: visit.form, refusals: refusals, stamp: visit.stamp), refusals.isEmpty ? .ok : .unprocessableContent)
  }

  private func payments(_ visit: Visit, _ refusals: [Refusal] = []) async throws -> Answer {
    let desk = try visit.settling()
    let page = try await desk.payments(after: visit.after)
    return .screen(
      PaymentsPage(
        kind: desk.actor.kind, rows: page.items, next: page.next?.description, debtors: try await desk.debtors(),
        entries: visit.form, refusals: refusals, stamp: visit.stamp), refusals.isEmpty ? .ok : .unprocessableContent)
  }

  private func reconciliation(
    _ visit: Visit, found: Reconciliation? = nil, names: [Subscription.ID: String] = [:], refusals: [Refusal] = []
  ) async throws -> Answer {
    let closed = try await visit.partner().closings(state: .closed, limit: 36).items
    return .screen(
      ReconciliationPage(
        month: visit.form.raw("month"), months: closed.map(\.month), found: found, names: names, refusals: refusals),
      refusals.isEmpty ? .ok : .unprocessableContent)
  }

  /// A partner's invoices are to it; what the vendor and a distributor see is what they have issued, or, for a
  /// distributor, what the vendor has issued to it.
  private func isOurs(_ visit: Visit) throws -> Bool {
    switch try visit.settling().actor.kind {
    case .vendor: false
    case .distributor: visit.query.raw("show") != "partners"
    default: true
    }
  }

  /// A form as PDF; where it cannot be made, that is said, and everything else stands.
  func printed(_ html: [UInt8], name: String) async throws -> Answer {
    do {
      return .bytes(try await settings.printer.pdf(of: html), type: "application/pdf", name: name)
    } catch let fault as PrintFault {
      throw Refusals("PRINT", nil, .cannotPrint(fault.description))
    }
  }

  // MARK: Files

  private func closingsFile(_ visit: Visit) async throws -> Answer {
    let desk = try visit.settling()
    let heads: [Text] = [
      .monthWord, .partnerHead, .creditorHead, .stateHead, .linesHead, .openingHead, .chargedHead, .correctedHead,
      .paidHead, .balanceHead,
    ]
    let lines = try await wholeList {
      try await desk.closings(after: $0, limit: 500)
    } line: { row in
      [
        row.month.iso, row.partnerName, row.creditorName, row.state.text[visit.language], String(row.lines),
        row.opening.plain, row.charged.plain, row.corrected.plain, row.paid.plain, row.balance.plain,
      ]
    }
    return table(heads, lines, visit, name: "settlement")
  }

  private func invoicesFile(_ visit: Visit) async throws -> Answer {
    let desk = try visit.settling()
    let isOurs = try isOurs(visit)
    let heads: [Text] = [
      .numberHead, .monthWord, .debtorHead, .creditorHead, .issuedHead, .chargedHead, .setOffHead, .dueHead,
      .unpaidHead, .stateHead,
    ]
    let lines = try await wholeList {
      try await desk.invoices(after: $0, limit: 500, isOurs: isOurs)
    } line: { row in
      [
        row.title, row.month.iso, row.debtorName, row.creditorName, row.issuedOn.iso, row.total.plain,
        row.setOff.plain, row.due.plain, row.unpaid.plain, row.state.text[visit.language],
      ]
    }
    return table(heads, lines, visit, name: "invoices")
  }

  private func paymentsFile(_ visit: Visit) async throws -> Answer {
    let desk = try visit.settling()
    let heads: [Text] = [.paidOnHead, .debtorHead, .documentHead, .sumHead, .commentHead, .recordedHead, .stateHead]
    let iso = office.world.zone.iso
    let lines = try await wholeList {
      try await desk.payments(after: $0, limit: 500)
    } line: { row in
      [
        row.paidOn.iso, row.debtorName, row.document, row.sum.plain, row.comment, iso(row.recordedAt),
        row.reversalReason,
      ]
    }
    return table(heads, lines, visit, name: "payments")
  }

  private static let statementHeads: [(head: Text, width: Double)] = [
    (.subscriptionHead, 12), (.subscriberHead, 32), (.tariffHead, 28), (.ruleHead, 44), (.startHead, 12),
    (.endHead, 12), (.priceHead, 14), (.timesHead, 9), (.pieces, 10), (.discountHead, 9), (.dueHead, 14),
    (.arithmeticHead, 70), (.entryHead, 10),
  ]

  private func forEachLine(_ visit: Visit, _ body: (Closing, StatementLine) throws -> Void) async throws -> Closing {
    let desk = try visit.settling()
    let id = try visit.id("id", of: Closing.self)
    var last: Int64 = 0
    while true {
      let (closing, lines) = try await desk.lines(of: id, after: last, limit: 5_000)
      for line in lines { try body(closing, line) }
      guard lines.count == 5_000, let end = lines.last else { return closing }
      last = end.entry
    }
  }

  private func statementFile(_ visit: Visit) async throws -> Answer {
    var lines: [[String]] = []
    let closing = try await forEachLine(visit) { _, line in
      let charge = line.charge
      lines.append([
        charge.key.subscription.nineDigits, line.subscriberName, line.tariffName[visit.language],
        charge.reason[visit.language], charge.period.start.iso, charge.period.end.iso, charge.price.plain,
        String(charge.times), String(charge.quantity), charge.discount.description, charge.due.plain,
        charge.arithmetic[visit.language], String(line.entry),
      ])
    }
    return table(
      Self.statementHeads.map(\.head), lines, visit, name: "statement-\(closing.month.iso)-\(closing.partnerID)")
  }

  private func statementSheet(_ visit: Visit) async throws -> Answer {
    let path = "\(settings.uploads)/sheet-\(UUID().uuidString).xlsx"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let language = visit.language
    let sheet = try XLSXFile(
      path, sheet: Text.statementWord[language],
      columns: Self.statementHeads.map { ($0.head[language], $0.width) })
    let closing = try await forEachLine(visit) { _, line in
      let charge = line.charge
      try sheet.append([
        .text(charge.key.subscription.nineDigits), .text(line.subscriberName), .text(line.tariffName[language]),
        .text(charge.reason[language]), .day(charge.period.start), .day(charge.period.end), .money(charge.price),
        .number(Int64(charge.times)), .number(Int64(charge.quantity)), .percent(charge.discount), .money(charge.due),
        .text(charge.arithmetic[language]), .number(line.entry),
      ])
    }
    try sheet.append(
      [.text(Text.totalWord[language])] + Array(repeating: .empty, count: 9) + [.money(closing.charged)], isBold: true)
    try sheet.close()
    guard let bytes = FileManager.default.contents(atPath: path) else { throw SheetFault.cannotWrite(path) }
    return .bytes(
      Array(bytes), type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      name: "statement-\(closing.month.iso)-\(closing.partnerID).xlsx")
  }

  private func table(_ heads: [Text], _ lines: [[String]], _ visit: Visit, name: String) -> Answer {
    .download(
      csv([heads.map { $0[visit.language] }] + lines), type: "text/csv; charset=utf-8", name: "\(name).csv")
  }

  /// The lines of the distributor's invoice: the column whose head speaks of a subscription, and the one of the sum.
  private func invoiceLines(_ path: String) throws -> [Reconciliation.Item] {
    let rows: [[String]]
    do {
      rows = try TableFile(path: path).rows
    } catch let fault as SheetFault {
      throw Refusals("PRO-25", "file", .notATable(fault.description))
    }
    return try InvoiceFile(rows).items
  }
}

extension Audience {
  static let settling = Audience.acting([.partner, .distributor, .vendor], .serve)
  /// Those who are paid.
  static let collecting = Audience.acting([.distributor, .vendor], .serve)
}

extension Visit {
  /// The desk of whoever settles anything.
  func settling() throws -> any SettlingDesk {
    guard let actor else { throw Missing() }
    if let desk = PartnerDesk(office, actor) { return desk }
    if let desk = DistributorDesk(office, actor) { return desk }
    if let desk = VendorDesk(office, actor) { return desk }
    throw Missing()
  }
}

extension Text {
  fileprivate static let totalWord = Text(ru: "Итого", kk: "Барлығы", en: "Total")
  static func cannotPrint(_ why: String) -> Text {
    Text(
      ru: "Печатную форму сделать не удалось: \(why). Всё записанное на месте; таблица доступна.",
      kk: "Баспа нысанын жасау мүмкін болмады: \(why). Жазылғанның бәрі орнында; кесте қолжетімді.",
      en: "The form could not be printed: \(why). Everything that was recorded stands; the table is there.")
  }
  static func notATable(_ why: String) -> Text {
    Text(
      ru: "Файл не читается как таблица: \(why).", kk: "Файл кесте ретінде оқылмайды: \(why).",
      en: "The file cannot be read as a table: \(why).")
  }
}
