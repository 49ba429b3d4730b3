package import Handbook
package import Markup

/// «Счета» (BEY-31): what clients were asked to pay.
package struct BillsPage: Screen {
  package struct Query: Sendable {
    package var search: String
    package var state: Bill.State?
    package var from: Day?
    package var through: Day?

    package init(search: String, state: Bill.State?, from: Day?, through: Day?) {
      self.search = search
      self.state = state
      self.from = from
      self.through = through
    }

    func link(state: Bill.State?, after: String = "", to path: String = Link.bills) -> String {
      url(
        path,
        [
          "q": search, "show": state?.rawValue ?? "", "from": from?.description ?? "",
          "through": through?.description ?? "", "after": after,
        ])
    }
  }

  let rows: [BillFacts]
  let next: String?
  let count: Int
  let sum: Money
  let open: Money
  let query: Query
  let today: Day
  /// A client looks at what it was asked to pay.
  let isClient: Bool

  package init(
    rows: [BillFacts], next: String?, count: Int, sum: Money, open: Money, query: Query, today: Day, isClient: Bool
  ) {
    self.rows = rows
    self.next = next
    self.count = count
    self.sum = sum
    self.open = open
    self.query = query
    self.today = today
    self.isClient = isClient
  }

  package var title: Text { .bills }
  private var path: String { isClient ? Link.myBills : Link.bills }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title) <span class="muted">\(count)</span></h1>\(if: !isClient, commands)</div>
    \(if: !isClient, filter)
    \(if: rows.isEmpty, "<p class=\"empty\">\(isClient ? Text.noBillsClient : .noBills)</p>")
    \(if: !rows.isEmpty, table)
    \(next.map {
      """
      <nav class="pager"><a class="button" rel="next" href="\(query.link(state: query.state, after: $0, to: path))">\
      \(Text.nextPage) →</a></nav>
      """ as HTML
    })
    """
  }

  private var commands: HTML {
    """
    <div class="commands"><a class="button main" href="\(Link.newBill)" data-hotkey="new">\(Text.newBill)</a> \
    <a class="button" href="\(Link.bankPayments)">\(Text.bankPayments)</a> \
    <a class="button" href="\(query.link(state: query.state, to: "/bills.csv"))">\(Text.csv)</a></div>
    """
  }

  private var filter: HTML {
    """
    <nav class="chips" aria-label="\(Text.filter)">\
    \(Chip(text: .all, href: query.link(state: nil), isOn: query.state == nil))\
    \(Bill.State.allCases.map { Chip(text: $0.text, href: query.link(state: $0), isOn: query.state == $0) })</nav>
    <form class="find" role="search" action="\(Link.bills)" data-period>\
    <input type="hidden" name="show" value="\(query.state?.rawValue ?? "")">
    <input type="search" name="q" value="\(query.search)" aria-label="\(Text.find)" placeholder="\(Text.billSearchHint)">
    <fieldset class="period"><legend>\(Text.madeIn)</legend>\
    <input class="day" name="from" value="\(query.from?.description ?? "")" placeholder="01.01.2026" \
    aria-label="\(Text.periodFrom)" data-day> – <input class="day" name="through" \
    value="\(query.through?.description ?? "")" placeholder="31.12.2026" aria-label="\(Text.periodThrough)" data-day>\
    </fieldset> <button>\(Text.setPeriod)</button></form>
    """
  }

  private var table: HTML {
    """
    <table class="list" data-rows><thead><tr><th scope="col">\(Text.billWord)</th>\
    <th scope="col">\(isClient ? Text.partnerShort : .subscriber)</th><th scope="col">\(Text.payBy)</th>\
    <th scope="col" class="num">\(Text.sum)</th><th scope="col">\(Text.stateWord)</th></tr></thead>\
    <tbody>\(rows.html(row))</tbody><tfoot><tr><td colspan="3">\(Text.total) · \(Text.notPaidYet) \(open)</td>\
    <td class="num" data-label="\(Text.sum)">\(sum)</td><td></td></tr></tfoot></table>
    """
  }

  private func row(_ bill: BillFacts) -> HTML {
    """
    <tr><td class="first"><a href="\(isClient ? Link.myBill(bill.id) : Link.bill(bill.id))">№ \(bill.number)</a> \
    <span class="muted">\(bill.issuedOn)</span></td>\
    <td data-label="\(isClient ? Text.partnerShort : .subscriber)">\(isClient ? bill.partnerName : bill.subscriberName)</td>\
    <td class="date" data-label="\(Text.payBy)">\(bill.dueOn)\
    \(if: bill.isOpen && bill.dueOn < today, " <span class=\"mark warn\">\(Text.overdue)</span>")</td>\
    <td class="num" data-label="\(Text.sum)">\(bill.sum)</td>\
    <td>\(Mark(bill.state))\(bill.paidOn.map { " <span class=\"muted\">\($0)</span>" as HTML })</td></tr>
    """
  }
}

extension Text {
  static let money = Text(ru: "Деньги", kk: "Ақша", en: "Money")
  package static let bills = Text(ru: "Счета", kk: "Шоттар", en: "Bills")
  static let newBill = Text(ru: "Выставить счёт", kk: "Шот қою", en: "Make a bill")
  static let billWord = Text(ru: "Счёт", kk: "Шот", en: "Bill")
  package static let bankPayments = Text(ru: "Банковские платежи", kk: "Банк төлемдері", en: "Bank payments")
  static let payeeTitle = Text(ru: "Реквизиты для счетов", kk: "Шот деректемелері", en: "Details for bills")
  static let billSearchHint = Text(
    ru: "Номер счёта, клиент, БИН", kk: "Шот нөмірі, клиент, БСН", en: "Bill number, client, BIN")
  static let madeIn = Text(ru: "Выставлены", kk: "Қойылған", en: "Made")
  static let payBy = Text(ru: "Оплатить до", kk: "Төлеу мерзімі", en: "Pay by")
  static let overdue = Text(ru: "срок прошёл", kk: "мерзімі өтті", en: "overdue")
  static let notPaidYet = Text(ru: "не оплачено", kk: "төленбегені", en: "not paid yet")
  static let stateWord = Text(ru: "Состояние", kk: "Күйі", en: "State")
  static let noBills = Text(
    ru: "Счетов ещё нет. Выставьте первый: он посчитает сумму по вашим ценам, а оплата сама проведёт подписки.",
    kk:
      "Шоттар әлі жоқ. Алғашқысын қойыңыз: ол соманы өз бағаларыңызбен есептейді, ал төлем жазылымдарды өзі өткізеді.",
    en:
      "There are no bills yet. Make the first: it counts the sum at your prices, and its payment posts the subscriptions."
  )
  static let noBillsClient = Text(
    ru: "Вам ещё не выставляли счетов.", kk: "Сізге әлі шот қойылған жоқ.", en: "You have no bills yet.")
}
