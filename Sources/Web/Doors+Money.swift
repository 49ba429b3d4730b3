import BankFile
import Foundation
import HTTPTypes
import Handbook
import Office
import Pages
import Print
import Store

/// Between a client and its partner: bills, payments of a bank's files, where to pay.
extension Cabinet {
  var moneyDoors: [Door] {
    [
      .get(Link.bills, .partner) { visit in
        let desk = try visit.partner()
        let (query, filter) = billQuery(visit)
        let found = try await desk.bills(filter, search: query.search, after: visit.after)
        return .screen(
          BillsPage(
            rows: found.page.items, next: found.page.next?.description, count: found.count, sum: found.sum,
            open: found.open, query: query, today: visit.today, isClient: false))
      },
      .get("/bills.csv", .partner) { visit in try await billsFile(visit) },
      .get(Link.newBill, .partner) { visit in try await billForm(visit, visit.query) },
      .post(Link.bills, .partner) { visit in
        do {
          return .done(Link.bill(try await visit.partner().makeBill(visit.form)), .billMade)
        } catch let refusals as Refusals {
          return try await billForm(visit, visit.form, refusals.all)
        }
      },
      .get("/bills/{id}", .partner) { visit in try await bill(visit) },
      .post("/bills/{id}/sending", .partner) { visit in
        let id = try visit.id("id", of: Bill.self)
        do {
          let fault = try await visit.partner().sendBill(id)
          return .done(Link.bill(id), fault == nil ? .billSent : .billSentWithoutForm)
        } catch let refusals as Refusals {
          return try await bill(visit, refusals.all)
        }
      },
      .get("/bills/{id}/form", .partner) { visit in
        let id = try visit.id("id", of: Bill.self)
        return try await form("bill-\(id).pdf") { try await visit.partner().billForm(of: id, in: visit.language) }
      },
      .post("/bills/{id}/payment", .partner) { visit in
        try await act(visit, .billPaid) { try await $0.payBill($1, visit.form) }
      },
      .post("/bills/{id}/cancellation", .partner) { visit in
        try await act(visit, .billCancelled) { try await $0.cancelBill($1) }
      },
      .get(Link.bankPayments, .partner) { visit in try await payments(visit) },
      .post(Link.bankPayments, .partner, limit: BankFile.limit + 4096) { visit in
        let bytes = try visit.file.map { [UInt8](try Data(contentsOf: URL(fileURLWithPath: $0))) } ?? []
        do {
          let loaded = try await visit.partner().loadPayments(bytes)
          return try await payments(
            visit,
            .loaded(new: loaded.new, known: loaded.known, others: loaded.others, fitting: loaded.fitting))
        } catch let faults as BankFile.Faults {
          return try await payments(visit, .faulty(faults.all.map { ($0.line, $0.text) }), .unprocessableContent)
        } catch let refusals as Refusals {
          return try await payments(visit, nil, .unprocessableContent, refusals.all)
        }
      },
      .post("/bank-payments/taking", .partner) { visit in
        let taken = try await visit.partner().takePayments()
        return try await payments(
          visit,
          .taken(
            paid: taken.filter(\.refusals.isEmpty).compactMap(\.bill),
            refused: taken.filter { !$0.refusals.isEmpty }.compactMap { one in one.bill.map { ($0, one.refusals) } }))
      },
      .post("/bank-payments/{id}/pairing", .partner) { visit in
        guard let bill = Bill.ID(visit.form.raw("bill")) else { throw Missing() }
        do {
          try await visit.partner().pair(visit.id("id", of: BankPayment.self), with: bill)
          return .done(Link.bankPayments, .paired)
        } catch let refusals as Refusals {
          return try await payments(visit, nil, .unprocessableContent, refusals.all)
        }
      },
      .post("/bank-payments/{id}/setting-aside", .partner) { visit in
        try await visit.partner().setAside(visit.id("id", of: BankPayment.self))
        return .done(Link.bankPayments, .setAside)
      },
      .get(Link.payee, .partner) { visit in try await payee(visit) },
      .post(Link.payee, .partner) { visit in
        do {
          try await visit.partner().setPayee(visit.form)
          return .done(Link.payee, .saved)
        } catch let refusals as Refusals {
          return try await payee(visit, refusals.all)
        }
      },
      .get(Link.myBills, .clients) { visit in
        let found = try await visit.client().bills(after: visit.after)
        return .screen(
          BillsPage(
            rows: found.page.items, next: found.page.next?.description, count: found.count, sum: found.sum,
            open: found.open, query: .init(search: "", state: nil, from: nil, through: nil), today: visit.today,
            isClient: true))
      },
      .get("/my-bills/{id}", .clients) { visit in
        let card = try await visit.client().bill(visit.id("id", of: Bill.self))
        return .screen(page(of: card, visit, isClient: true))
      },
      .get("/my-bills/{id}/form", .clients) { visit in
        let id = try visit.id("id", of: Bill.self)
        return try await form("bill-\(id).pdf") { try await visit.client().billForm(of: id, in: visit.language) }
      },
    ]
  }

  /// A printed form; a form that cannot be made says so.
  func form(_ name: String, _ print: () async throws -> [UInt8]) async throws -> Answer {
    do {
      return .bytes(try await print(), type: "application/pdf", name: name)
    } catch is PrintFault {
      return .screen(ErrorPage(title: .noFormTitle, text: .noFormText), .serviceUnavailable)
    }
  }

  private func billQuery(_ visit: Visit) -> (query: BillsPage.Query, filter: BillFilter) {
    var period = visit.query
    let query = BillsPage.Query(
      search: String(visit.query.raw("q").prefix(100)), state: Bill.State(rawValue: visit.query.raw("show")),
      from: period.day("from", required: false), through: period.day("through", required: false))
    var filter = BillFilter(state: query.state)
    (filter.from, filter.through) = (query.from, query.through)
    return (query, filter)
  }

  private func billsFile(_ visit: Visit) async throws -> Answer {
    let desk = try visit.partner()
    let (query, filter) = billQuery(visit)
    let language = visit.language
    let heads: [Text] = [.numberHead, .startHead, .cardName, .cardBIN, .sumHead, .stateHead, .paidOnHead]
    let lines = try await wholeList { after in
      try await desk.bills(filter, search: query.search, after: after, limit: 1000).page
    } line: { bill in
      [
        String(bill.number), bill.issuedOn.iso, bill.subscriberName, bill.bin.description, bill.sum.plain,
        bill.state.text[language], bill.paidOn?.iso ?? "",
      ]
    }
    return .download(csv([heads.map { $0[language] }] + lines), type: "text/csv; charset=utf-8", name: "bills.csv")
  }

  private func billForm(_ visit: Visit, _ entries: Entries, _ refusals: [Refusal] = []) async throws -> Answer {
    let desk = try visit.partner()
    let form = try await desk.billForm(entries)
    return .screen(
      BillFormPage(
        entries: entries, subscriber: form.subscriber, tariffs: form.tariffs, mains: form.mains,
        lines: form.quote?.lines.map { .init(line: $0.line, tariff: $0.tariff) } ?? [], today: visit.today,
        refusals: refusals, obstacles: refusals.isEmpty ? form.quote?.refusals ?? [] : []),
      refusals.isEmpty ? .ok : .unprocessableContent)
  }

  private func bill(_ visit: Visit, _ refusals: [Refusal] = []) async throws -> Answer {
    let card = try await visit.partner().bill(visit.id("id", of: Bill.self))
    return .screen(
      page(of: card, visit, isClient: false, refusals), refusals.isEmpty ? .ok : .unprocessableContent)
  }

  private func page(of card: BillCard, _ visit: Visit, isClient: Bool, _ refusals: [Refusal] = []) -> BillPage {
    BillPage(
      bill: card.facts, lines: card.lines, payee: card.payee, seller: card.seller, history: card.history,
      today: visit.today, isClient: isClient, refusals: refusals, entries: visit.form, stamp: visit.stamp)
  }

  /// An act on a bill; what is refused stands on its page.
  private func act(
    _ visit: Visit, _ told: Told, _ act: (PartnerDesk, Bill.ID) async throws -> Void
  ) async throws -> Answer {
    let id = try visit.id("id", of: Bill.self)
    do {
      try await act(visit.partner(), id)
      return .done(Link.bill(id), told)
    } catch let refusals as Refusals {
      return try await bill(visit, refusals.all)
    }
  }

  private func payments(
    _ visit: Visit, _ outcome: BankPaymentsPage.Outcome? = nil, _ status: HTTPResponse.Status = .ok,
    _ refusals: [Refusal] = []
  ) async throws -> Answer {
    let desk = try visit.partner()
    let onlyMisfits = visit.query.raw("show") != "all"
    let page = try await desk.payments(onlyMisfits: onlyMisfits, after: visit.after)
    let open = try await desk.bills(BillFilter(state: .sent), limit: 500).page.items
    let drafts = try await desk.bills(BillFilter(state: .draft), limit: 500).page.items
    return .screen(
      BankPaymentsPage(
        rows: page.items, next: page.next?.description, onlyMisfits: onlyMisfits, openBills: open + drafts,
        outcome: outcome, refusals: refusals, stamp: visit.stamp), status)
  }

  private func payee(_ visit: Visit, _ refusals: [Refusal] = []) async throws -> Answer {
    let desk = try visit.partner()
    let kept = try await desk.payee()
    let typed = Dictionary((kept?.fields ?? []).map { ($0.field.name, $0.value) }) { $1 }
    return .screen(
      PayeePage(
        entries: visit.typed(or: Entries(typed)), refusals: refusals, isEditable: desk.actor.role == .owner),
      refusals.isEmpty ? .ok : .unprocessableContent)
  }
}

extension Text {
  static let noFormTitle = Text(ru: "Форма не напечаталась", kk: "Форма басылмады", en: "The form was not printed")
  static let noFormText = Text(
    ru:
      "Сам документ в порядке. Попробуйте через минуту; если не поможет, скажите администратору, что не работает печать.",
    kk: "Құжаттың өзі дұрыс. Бір минуттан кейін көріңіз; болмаса, әкімшіге басып шығару істемейтінін айтыңыз.",
    en:
      "The document itself is sound. Try in a minute; if it does not help, tell the administrator that printing does not work."
  )
  static let paidOnHead = Text(ru: "Оплачен", kk: "Төленген", en: "Paid on")
}
