package import Handbook
package import Markup

/// «Продление»: those whose access ends, renewed in one click or many at once, with a preview and a result for each
/// (J-01, J-02, DEC-7, DEC-54).
package struct RenewalsPage: Screen {
  /// What renewing would come to, or came to.
  let rows: [Renewal]
  let days: Int
  let months: Int?
  let today: Day
  /// What was renewed just now: the rows are results.
  let isDone: Bool

  package init(rows: [Renewal], days: Int, months: Int?, today: Day, isDone: Bool) {
    self.rows = rows
    self.days = days
    self.months = months
    self.today = today
    self.isDone = isDone
  }

  package var title: Text { .renewals }

  package func body(in frame: Frame) -> HTML {
    let ready = rows.filter { $0.quote.refusals.isEmpty }
    let sum = ready.compactMap(\.quote.sum).reduce(Money.zero) { $0 + $1 }
    let owed = ready.compactMap(\.quote.owed).reduce(Money.zero) { $0 + $1 }
    return """
      <div class="head"><h1>\(title) <span class="muted">\(rows.count)</span></h1></div>
      \(if: isDone,
        """
        <p class="told" role="status">\(Text.renewedCount(rows.count { $0.posted != nil }, of: rows.count))</p>
        <p><a class="button" href="\(Link.renewals)">\(Text.backToRenewals)</a></p>
        """)
      \(if: !isDone, filter)
      \(if: rows.isEmpty, "<p class=\"empty\">\(Text.nothingToRenew)</p>")
      \(if: !rows.isEmpty,
        """
        <form method="post" action="\(Link.renewals)" id="renewals">\(frame.sealed)\
        <input type="hidden" name="months" value="\(months.map(String.init) ?? "")">
        <table class="list" data-rows><thead><tr>\(if: !isDone, chooseAll)\
        <th scope="col">\(Text.subscriber)</th><th scope="col">\(Text.tariff)</th><th scope="col">\(Text.ends)</th>\
        <th scope="col">\(Text.newPeriod)</th><th scope="col" class="num">\(Text.sum)</th>\
        <th scope="col" class="num">\(Text.owedShort)</th><th scope="col">\(Text.resultWord)</th></tr></thead>\
        <tbody>\(rows.html(row))</tbody><tfoot><tr><td colspan="\(isDone ? 4 : 5)">\(Text.total)</td>\
        <td class="num" data-label="\(Text.sum)">\(sum)</td>\
        <td class="num" data-label="\(Text.owedShort)">\(owed)</td><td></td></tr></tfoot></table>
        \(if: !isDone && !ready.isEmpty,
          """
          \(FormField(label: .paymentsCame, field: "paid", kind: .check, value: "", hint: .paidFirst, isRequired: true))
          <p><button class="main" data-hotkey="save-close">\(Text.renewChosen)</button></p>
          """)</form>
        """)
      """
  }

  private var filter: HTML {
    """
    <form class="find" action="\(Link.renewals)"><label>\(Text.endingWithin) <select name="days">\
    \([7, 14, 30, 60, 90].html { "<option value=\"\($0)\"\(if: $0 == days, " selected")>\(Text.daysCount($0))</option>" })\
    </select></label> <label>\(Text.renewFor) <select name="months"><option value="">\(Text.asBefore)</option>\
    \([1, 3, 6, 12].html { "<option value=\"\($0)\"\(if: $0 == months, " selected")>\(Text.months($0))</option>" })\
    </select></label> <button>\(Text.show)</button></form>
    """
  }

  private func row(_ row: Renewal) -> HTML {
    let facts = row.sold.facts
    let isReady = row.quote.refusals.isEmpty
    return """
      <tr>\(if: !isDone, choose(facts, isReady: isReady))\
      <td class="first"><a href="\(Link.subscriber(facts.subscriberID))">\(facts.subscriberName)</a></td>\
      <td data-label="\(Text.tariff)">\(row.sold.tariff.name)</td>\
      <td class="date" data-label="\(Text.ends)">\(facts.endsOn) <span class="muted">\
      \(if: facts.endsOn >= today, "\(Text.inDays(facts.endsOn - today))")</span></td>\
      <td data-label="\(Text.newPeriod)">\(row.quote.period?.description ?? "—")</td>\
      <td class="num" data-label="\(Text.sum)">\(row.quote.sum?.description ?? "—")</td>\
      <td class="num" data-label="\(Text.owedShort)">\(row.quote.owed?.description ?? "—")</td>\
      <td>\(result(row))</td></tr>
      """
  }

  private var chooseAll: HTML {
    """
    <th scope="col"><input type="checkbox" checked data-all="renewals" aria-label="\(Text.all)"></th>
    """
  }

  private func choose(_ facts: SubscriptionFacts, isReady: Bool) -> HTML {
    if !isReady { return "<td></td>" }
    return """
      <td><input type="checkbox" name="id-\(facts.id)" value="on" checked aria-label="\(facts.subscriberName)"></td>
      """
  }

  private func result(_ row: Renewal) -> HTML {
    if let posted = row.posted {
      return "<a class=\"code\" href=\"\(Link.subscription(posted))\">\(posted.nineDigits)</a>"
    }
    if row.quote.refusals.isEmpty {
      return "<a href=\"\(Link.copy(row.sold.facts.id))\">\(Text.renewOne)</a>"
    }
    return "<span class=\"fault\">\(row.quote.refusals.html { "\($0.text) " })</span>"
  }
}

extension Text {
  static let renewals = Text(ru: "Продление подписок", kk: "Жазылымдарды ұзарту", en: "Renewals")
  static let backToRenewals = Text(ru: "К списку", kk: "Тізімге", en: "Back to the list")
  static let nothingToRenew = Text(
    ru: "За это время ни одна подписка не заканчивается без продолжения.",
    kk: "Бұл мерзімде бірде-бір жазылым жалғассыз аяқталмайды.",
    en: "Nothing ends within this time without being continued.")
  static let newPeriod = Text(ru: "Новый период", kk: "Жаңа мерзім", en: "New period")
  static let owedShort = Text(ru: "Владельцу сервиса", kk: "Сервис иесіне", en: "To the vendor")
  static let resultWord = Text(ru: "Продление", kk: "Ұзарту", en: "Renewal")
  static let renewChosen = Text(ru: "Продлить выбранные", kk: "Таңдалғандарды ұзарту", en: "Renew the chosen ones")
  static let renewOne = Text(ru: "Продлить…", kk: "Ұзарту…", en: "Renew…")
  static let paymentsCame = Text(
    ru: "Оплата от отмеченных клиентов получена", kk: "Белгіленген клиенттерден төлем алынды",
    en: "The payments of the chosen clients have come")
  static let paidFirst = Text(
    ru: "Продлевайте тех, от кого пришла оплата за весь срок.", kk: "Бүкіл мерзімге төлегендерді ұзартыңыз.",
    en: "Renew those who have paid for the whole term.")
  static let endingWithin = Text(ru: "Заканчиваются за", kk: "Аяқталатын мерзімі", en: "Ending within")
  static let renewFor = Text(ru: "Продлить на", kk: "Ұзарту мерзімі", en: "Renew for")
  static let asBefore = Text(ru: "столько же", kk: "бұрынғыдай", en: "as long as before")
  static let show = Text(ru: "Показать", kk: "Көрсету", en: "Show")

  static func daysCount(_ count: Int) -> Text {
    Text(ru: "\(count) дней", kk: "\(count) күн", en: "\(count) days")
  }

  static func renewedCount(_ done: Int, of all: Int) -> Text {
    Text(ru: "Продлено: \(done) из \(all).", kk: "Ұзартылды: \(all) ішінен \(done).", en: "Renewed: \(done) of \(all).")
  }
}
