import Handbook
import Office
import Store

extension Act {
  /// What partners, distributors and the vendor settle.
  static let settlement: [Act] = [
    .value(
      .get, "/statements", "listStatements", .settlement, .settling, Summary.listStatements,
      query: [.text("month", upTo: 7), .word("state", of: Closing.State.self)] + Input.paging
    ) { call in
      let month = try call.month()
      return Answer(
        Listed(
          try await call.settling().closings(
            month: month, state: Closing.State(rawValue: call.query.raw("state")), after: call.after,
            limit: call.limit)))
    },
    .value(.get, "/statements/{id}", "readStatement", .settlement, .settling, Summary.readStatement) {
      Answer(try await $0.settling().closing($0.id(of: Closing.self)))
    },
    .value(
      .get, "/statements/{id}/lines", "listStatementLines", .settlement, .settling, Summary.listStatementLines,
      query: [.number("after_entry"), .number("limit", in: 1...5_000)]
    ) { call in
      let limit = call.number("limit") ?? 200
      let lines = try await call.settling().lines(
        of: call.id(of: Closing.self), after: Int64(call.number("after_entry") ?? 0), limit: limit
      ).lines
      return Answer(StatementLines(lines: lines, next: lines.count == limit ? lines.last?.entry : nil))
    },
    .value(
      .post, "/statements/{id}/release", "releaseStatement", .settlement, .government, Summary.releaseStatement,
      body: .fields([.text("reason", upTo: 1000, required: true)])
    ) { call in
      let id = try call.id(of: Closing.self)
      try await call.vendor().release(id, call.entries)
      return Answer(try await call.vendor().closing(id))
    },
    .value(.get, "/open-months", "listOpenMonths", .settlement, .partner, Summary.listOpenMonths) {
      Answer(Listed(try await $0.partner().openMonths()))
    },
    .value(
      .get, "/debt", "readDebt", .settlement, .indebted, Summary.readDebt, query: [.day("on")]
    ) { Answer(try await $0.settling().standing(on: $0.day("on"))) },
    .value(
      .get, "/debtors", "listDebtors", .settlement, .collecting, Summary.listDebtors, query: [.day("on")]
    ) { Answer(Listed(try await $0.settling().debtors(on: $0.day("on")))) },
    .value(
      .get, "/invoices", "listInvoices", .settlement, .settling, Summary.listInvoices,
      query: [.flag("issued")] + Input.paging
    ) { call in
      let desk = try call.settling()
      return Answer(
        Listed(
          try await desk.invoices(
            after: call.after, limit: call.limit, isOurs: desk.house != nil && !call.wants("issued"))))
    },
    .value(.get, "/invoices/{id}", "readInvoice", .settlement, .settling, Summary.readInvoice) {
      let found = try await $0.settling().invoice($0.id(of: Invoice.self))
      return Answer(WholeInvoice(invoice: found.invoice, parts: found.parts))
    },
    .value(.get, "/payments", "listPayments", .settlement, .settling, Summary.listPayments, query: Input.paging) {
      Answer(Listed(try await $0.settling().payments(after: $0.after, limit: $0.limit)))
    },
    .value(
      .post, "/payments", "recordPayment", .settlement, .collecting, Summary.recordPayment,
      body: .fields([
        .number("debtor", required: true), .text("sum", upTo: 30, required: true), .day("paid_on", required: true),
        .text("document", upTo: 50, required: true), .text("comment", upTo: 300),
      ]), status: 201
    ) { Answer(Made(try await $0.settling().recordPayment($0.entries)), at: "/payments") },
    .deed(
      .post, "/payments/{id}/reversal", "reversePayment", .settlement, .collecting, Summary.reversePayment,
      body: .fields([.text("reason", upTo: 300, required: true)])
    ) { try await $0.settling().reversePayment($0.id(of: Payment.self), $0.entries) },
    .value(.get, "/refunds", "listRefunds", .settlement, .serving, Summary.listRefunds, query: Input.paging) {
      Answer(Listed(try await $0.settling().refunds(after: $0.after, limit: $0.limit)))
    },
    .value(
      .post, "/refunds", "beginRefund", .settlement, .partner, Summary.beginRefund,
      body: .fields([
        .number("subscription", required: true), .word("ground", of: Refund.Ground.self, required: true),
        .text("cause", upTo: 1000, required: true), .day("stopped_on", required: true),
      ]), status: 201
    ) { call in
      let id = try await call.partner().beginRefund(call.entries)
      return Answer(try await call.partner().refund(id), at: "/refunds/\(id)")
    },
    .value(.get, "/refunds/{id}", "readRefund", .settlement, .serving, Summary.readRefund) {
      Answer(try await $0.settling().refund($0.id(of: Refund.self)))
    },
    .deed(.delete, "/refunds/{id}", "dropRefund", .settlement, .partner, Summary.dropRefund) {
      try await $0.partner().dropRefund($0.id(of: Refund.self))
    },
    .value(.post, "/refunds/{id}/sending", "sendRefund", .settlement, .partner, Summary.sendRefund) {
      let id = try $0.id(of: Refund.self)
      try await $0.partner().sendRefund(id)
      return Answer(try await $0.partner().refund(id))
    },
    .value(
      .post, "/refunds/{id}/decision", "decideRefund", .settlement, .government, Summary.decideRefund,
      body: .fields([
        .word("decision", of: RefundDecision.self, required: true), .text("sum", upTo: 30),
        .text("answer", upTo: 1000, required: true),
      ])
    ) { call in
      let id = try call.id(of: Refund.self)
      try await call.vendor().decideRefund(id, call.entries)
      return Answer(try await call.vendor().refund(id))
    },
    .value(
      .get, "/month-close", "readMonthClose", .settlement, .vendor, Summary.readMonthClose,
      query: [.text("month", upTo: 7)]
    ) { Answer(try await $0.vendor().progress(of: $0.month())) },
    .value(.post, "/month-close", "closeMonths", .settlement, .government, Summary.closeMonths) {
      _ = try await $0.vendor().closeMonths()
      return Answer(try await $0.vendor().progress())
    },
    .value(
      .get, "/settlement-differences", "listSettlementDifferences", .settlement, .vendor,
      Summary.listSettlementDifferences
    ) { Answer(Listed(try await $0.vendor().differences())) },
  ]
}

enum RefundDecision: String, CaseIterable { case grant, refuse }

extension Access {
  static let settling = Access(kinds: [.partner, .distributor, .vendor], right: .serve)
  /// Those who are paid.
  static let collecting = Access(kinds: [.distributor, .vendor], right: .serve)
  /// Those who pay.
  static let indebted = Access(kinds: [.partner, .distributor], right: .serve)
}

extension Call {
  func settling() throws -> any SettlingDesk {
    if let desk = PartnerDesk(office, actor) { return desk }
    if let desk = DistributorDesk(office, actor) { return desk }
    return try vendor()
  }

  func month() throws -> Month? {
    var query = query
    let month = query.month("month", required: false)
    try query.accept()
    return month
  }
}
