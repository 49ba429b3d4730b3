import BankFile
import Foundation
import Handbook
import Office
import Store

extension Act {
  /// Between a client and its partner: bills, and payments of a bank's files.
  static let bills: [Act] = [
    .value(
      .get, "/bills", "listBills", .bills, .partner, Summary.listBills,
      query: [
        .search, .word("state", of: Bill.State.self), .number("subscriber"), .day("from"), .day("through"),
      ] + Input.paging
    ) { call in
      var filter = BillFilter(
        subscriber: Subscriber.ID(call.query.raw("subscriber")), state: Bill.State(rawValue: call.query.raw("state")))
      (filter.from, filter.through) = (call.day("from"), call.day("through"))
      let found = try await call.partner().bills(
        filter, search: call.query.raw("q"), after: call.after, limit: call.limit)
      return Answer(BillList(page: Listed(found.page), count: found.count, sum: found.sum, open: found.open))
    },
    .value(
      .post, "/bills/quote", "quoteBill", .bills, .partner, Summary.quoteBill, scope: .read,
      body: .fields(billFields)
    ) { call in
      Answer(try await call.partner().billQuote(billEntries(call)))
    },
    .value(.post, "/bills", "makeBill", .bills, .partner, Summary.makeBill, body: .fields(billFields), status: 201) {
      call in
      let id = try await call.partner().makeBill(billEntries(call))
      return Answer(try await call.partner().bill(id), at: "/bills/\(id)")
    },
    .value(.get, "/bills/{id}", "readBill", .bills, .partner, Summary.readBill) {
      Answer(try await $0.partner().bill($0.id(of: Bill.self)))
    },
    .value(
      .post, "/bills/{id}/payment", "payBill", .bills, .partner, Summary.payBill, body: .fields([.day("paid_on")])
    ) { call in
      let id = try call.id(of: Bill.self)
      try await call.partner().payBill(id, call.entries)
      return Answer(try await call.partner().bill(id))
    },
    .value(.post, "/bills/{id}/sending", "sendBill", .bills, .partner, Summary.sendBill) { call in
      let id = try call.id(of: Bill.self)
      return Answer(SentBill(hasForm: try await call.partner().sendBill(id) == nil))
    },
    .form("/bills/{id}/form", "printBill", .bills, .partner, Summary.printBill) {
      try await $0.partner().billForm(of: $0.id(of: Bill.self), in: $0.actor.language)
    },
    .deed(.post, "/bills/{id}/cancellation", "cancelBill", .bills, .partner, Summary.cancelBill) {
      try await $0.partner().cancelBill($0.id(of: Bill.self))
    },
    .value(
      .get, "/bank-payments", "listBankPayments", .bills, .partner, Summary.listBankPayments,
      query: [.flag("only_open")] + Input.paging
    ) { call in
      Answer(
        Listed(
          try await call.partner().payments(
            onlyMisfits: call.wants("only_open"), after: call.after, limit: call.limit)))
    },
    .value(
      .post, "/bank-payments", "loadBankPayments", .bills, .partner, Summary.loadBankPayments, body: .file("text/plain")
    ) { call in
      guard let file = call.file, let bytes = FileManager.default.contents(atPath: file) else { throw Missing() }
      do {
        return Answer(try await call.partner().loadPayments([UInt8](bytes)))
      } catch let faults as BankFile.Faults {
        throw Refusals(
          faults.all.map { Refusal(rule: "PRO-26", field: Field("line \($0.line)"), text: $0.text) })
      }
    },
    .value(.post, "/bank-payments/taking", "takeBankPayments", .bills, .partner, Summary.takeBankPayments) {
      Answer(Listed(try await $0.partner().takePayments()))
    },
    .deed(
      .post, "/bank-payments/{id}/pairing", "pairBankPayment", .bills, .partner, Summary.pairBankPayment,
      body: .fields([.number("bill", required: true)])
    ) { call in
      guard let bill = Bill.ID(call.entries.raw("bill")) else { throw Missing() }
      try await call.partner().pair(call.id(of: BankPayment.self), with: bill)
    },
    .deed(
      .post, "/bank-payments/{id}/setting-aside", "setBankPaymentAside", .bills, .partner, Summary.setBankPaymentAside
    ) {
      try await $0.partner().setAside($0.id(of: BankPayment.self))
    },
    .value(.get, "/payee", "readPayee", .bills, .partner, Summary.readPayee) {
      Answer(Kept(value: try await $0.partner().payee()))
    },
    .deed(
      .put, "/payee", "setPayee", .bills, .partner, Summary.setPayee,
      body: .fields([
        .text("iban", upTo: 34, required: true), .text("bank", upTo: 120, required: true),
        .text("bic", upTo: 11, required: true), .text("beneficiary_code", upTo: 2, required: true),
        .text("address", required: true), .text("head_title", upTo: 100, required: true),
        .text("head", upTo: 100, required: true),
      ])
    ) { try await $0.partner().setPayee($0.entries) },
    .value(.get, "/my-bills", "listMyBills", .bills, .clients, Summary.listMyBills, query: Input.paging) { call in
      let found = try await call.client.bills(after: call.after, limit: call.limit)
      return Answer(BillList(page: Listed(found.page), count: found.count, sum: found.sum, open: found.open))
    },
    .value(.get, "/my-bills/{id}", "readMyBill", .bills, .clients, Summary.readMyBill) {
      Answer(try await $0.client.bill($0.id(of: Bill.self)))
    },
    .form("/my-bills/{id}/form", "printMyBill", .bills, .clients, Summary.printBill) {
      try await $0.client.billForm(of: $0.id(of: Bill.self), in: $0.actor.language)
    },
  ]

  private static let billFields: [Input] = [
    .number("subscriber", required: true), .text("tariff", upTo: 9), .day("start"), .number("months", in: 1...120),
    .number("main"), .number("quantity", in: 1...1000), .number("sessions", in: 0...1000),
    .number("infobases", in: 0...1000), .number("registers", in: 0...1000), .text("comment", upTo: 300),
  ]

  /// The members, as the form would type them: extensions by what they add.
  private static func billEntries(_ call: Call) async throws -> Entries {
    var typed = call.entries.typed
    for tariff in try await call.house.offer().catalogue.tariffs(issuedBy: .partner, on: call.today) {
      let member: Field? =
        switch tariff.extra {
        case .session?: "sessions"
        case .base?: "infobases"
        case .register?: "registers"
        case nil: nil
        }
      if let member { typed["quantity-\(tariff.code)"] = call.entries.raw(member) }
    }
    return Entries(typed)
  }
}
