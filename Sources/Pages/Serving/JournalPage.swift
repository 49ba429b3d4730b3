package import Handbook
package import Markup

/// «Подписки на тарифы обслуживаемых абонентов» (X-02): the journal, with «Установить период» (C-12).
package struct JournalPage: Screen {
  let rows: [SoldSubscription]
  let next: String?
  let count: Int
  let sum: Money
  let query: Query
  let today: Day
  let viewer: Subscriber.ID?
  let tariffs: [Tariff]

  package struct Query: Sendable {
    package var search: String
    package var state: Subscription.State?
    package var kind: Subscription.Kind?
    package var tariff: Tariff.Code?
    package var from: Day?
    package var through: Day?
    package var endsFrom: Day?
    package var endsThrough: Day?
    package var order: String
    package var isDescending: Bool

    package init(
      search: String, state: Subscription.State?, kind: Subscription.Kind? = nil, tariff: Tariff.Code? = nil,
      from: Day?, through: Day?, endsFrom: Day? = nil, endsThrough: Day? = nil, order: String, isDescending: Bool
    ) {
      self.search = search
      self.state = state
      self.kind = kind
      self.tariff = tariff
      self.from = from
      self.through = through
      self.endsFrom = endsFrom
      self.endsThrough = endsThrough
      self.order = order
      self.isDescending = isDescending
    }

    func link(state: Subscription.State?, after: String = "", to path: String = Link.journal) -> String {
      url(
        path,
        [
          "q": search, "show": state?.rawValue ?? "", "kind": kind?.rawValue ?? "",
          "tariff": tariff?.description ?? "", "from": from?.description ?? "",
          "through": through?.description ?? "", "ends_from": endsFrom?.description ?? "",
          "ends_through": endsThrough?.description ?? "", "order": order == "number" ? "" : order,
          "asc": isDescending ? "" : "1", "after": after,
        ])
    }

    /// The link that sorts by a column, the other way round if the list is sorted by it already.
    func link(order column: String) -> String {
      var query = self
      query.isDescending = order == column ? !isDescending : true
      query.order = column
      return query.link(state: state)
    }
  }

  package init(
    rows: [SoldSubscription], next: String?, count: Int, sum: Money, query: Query, today: Day, viewer: Subscriber.ID?,
    tariffs: [Tariff]
  ) {
    self.rows = rows
    self.next = next
    self.count = count
    self.sum = sum
    self.query = query
    self.today = today
    self.viewer = viewer
    self.tariffs = tariffs
  }

  package var title: Text { viewer == nil ? .allSubscriptions : .servedSubscriptionsTitle }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title) <span class="muted">\(count)</span></h1><div class="commands">\
    <a class="button main" href="\(Link.newSubscription)" data-hotkey="new">\
    \(Text.issueSubscription)</a> <a class="button" href="\(Link.renewals)">\(Text.renewals)</a> \
    <a class="button" href="\(Link.diagram)">\(Text.diagramTitle)</a> <a class="button" href="\(query.link(state: query.state, to: "/subscriptions.csv"))">\
    \(Text.csv)</a></div></div>
    <nav class="chips" aria-label="\(Text.filter)">\
    \(Chip(text: .all, href: query.link(state: nil), isOn: query.state == nil))\
    \(Subscription.State.allCases.map { Chip(text: $0.text, href: query.link(state: $0), isOn: query.state == $0) })\
    </nav>
    <form class="find" role="search" action="\(Link.journal)" data-period>\
    <input type="hidden" name="show" value="\(query.state?.rawValue ?? "")">
    <input type="search" name="q" value="\(query.search)" aria-label="\(Text.find)" \
    placeholder="\(Text.journalSearchHint)">
    <fieldset class="period"><legend>\(Text.createdIn)</legend>\
    <input class="day" name="from" value="\(query.from?.description ?? "")" placeholder="01.01.2026" \
    aria-label="\(Text.periodFrom)" data-day> – <input class="day" name="through" \
    value="\(query.through?.description ?? "")" placeholder="31.12.2026" aria-label="\(Text.periodThrough)" \
    data-day></fieldset>
    <fieldset class="period"><legend>\(Text.endingIn)</legend>\
    <input class="day" name="ends_from" value="\(query.endsFrom?.description ?? "")" placeholder="01.01.2026" \
    aria-label="\(Text.endsFromWord)" data-day> – <input class="day" name="ends_through" \
    value="\(query.endsThrough?.description ?? "")" placeholder="31.12.2026" aria-label="\(Text.endsThroughWord)" \
    data-day></fieldset>
    <select name="kind" aria-label="\(Text.kindWord)"><option value="">\(Text.anyKind)</option>\
    \(Subscription.Kind.allCases.html {
      "<option value=\"\($0.rawValue)\"\(if: $0 == query.kind, " selected")>\($0.text)</option>"
    })</select> <select name="tariff" aria-label="\(Text.tariff)"><option value="">\(Text.anyTariff)</option>\
    \(tariffs.html { "<option value=\"\($0.code)\"\(if: $0.code == query.tariff, " selected")>\($0.name)</option>" })\
    </select>
    <button>\(Text.setPeriod)</button> \(presets)</form>
    \(if: rows.isEmpty, "<p class=\"empty\">\(Text.nothingFound)</p>")
    \(if: !rows.isEmpty,
      """
      \(SubscriptionTable(rows: rows, showsSubscriber: true, today: today, viewer: viewer, total: sum, sorting: query))
      """)
    \(next.map {
      """
      <nav class="pager"><a class="button" rel="next" href="\(query.link(state: query.state, after: $0))">\
      \(Text.nextPage) →</a></nav>
      """ as HTML
    })
    """
  }

  /// The periods that people ask for.
  private var presets: HTML {
    let week = today - (today.weekday - 1)
    let month = today.month
    let quarter = Month(month.year, (month.number - 1) / 3 * 3 + 1)
    let periods: [(Text, Day, Day)] = [
      (.todayWord, today, today), (.thisWeek, week, week + 6), (.lastWeek, week - 7, week - 1),
      (.thisMonth, month.first, month.last),
      (.lastMonth, month.advanced(by: -1).first, month.advanced(by: -1).last),
      (.thisQuarter, quarter.first, quarter.advanced(by: 2).last),
      (.thisYear, Month(month.year, 1).first, Month(month.year, 12).last),
    ]
    func link(_ from: Day?, _ through: Day?) -> String {
      var query = query
      (query.from, query.through) = (from, through)
      return query.link(state: query.state)
    }
    return """
      <span class="presets">\(periods.html { text, from, through in
        """
        <a href="\(link(from, through))"\
        \(if: query.from == from && query.through == through, " aria-current=\"true\"")>\(text)</a> 
        """
      })\
      \(if: query.from != nil || query.through != nil, "<a href=\"\(link(nil, nil))\">\(Text.reset)</a>")</span>
      """
  }
}

extension Text {
  static let journalSearchHint = Text(
    ru: "Номер подписки или абонент", kk: "Жазылым нөмірі немесе абонент", en: "Subscription number or subscriber")
  static let createdIn = Text(ru: "Созданы за период", kk: "Мерзім ішінде құрылған", en: "Created within")
  static let periodFrom = Text(ru: "Начало периода", kk: "Мерзімнің басы", en: "Period from")
  static let periodThrough = Text(ru: "Конец периода", kk: "Мерзімнің соңы", en: "Period through")
  static let setPeriod = Text(ru: "Установить период", kk: "Мерзімді орнату", en: "Set the period")
  static let endingIn = Text(ru: "Заканчиваются", kk: "Аяқталады", en: "Ending within")
  static let endsFromWord = Text(ru: "Окончание с", kk: "Аяқталуы, бастап", en: "Ends from")
  static let endsThroughWord = Text(ru: "Окончание по", kk: "Аяқталуы, дейін", en: "Ends through")
  static let anyKind = Text(ru: "Любой тип", kk: "Кез келген түр", en: "Any kind")
  static let anyTariff = Text(ru: "Любой тариф", kk: "Кез келген тариф", en: "Any tariff")
  static let todayWord = Text(ru: "Сегодня", kk: "Бүгін", en: "Today")
  static let lastWeek = Text(ru: "Прошлая неделя", kk: "Өткен апта", en: "Last week")
  static let thisQuarter = Text(ru: "Этот квартал", kk: "Осы тоқсан", en: "This quarter")
  static let thisYear = Text(ru: "Этот год", kk: "Осы жыл", en: "This year")
  static let thisWeek = Text(ru: "Эта неделя", kk: "Осы апта", en: "This week")
  static let thisMonth = Text(ru: "Этот месяц", kk: "Осы ай", en: "This month")
  static let lastMonth = Text(ru: "Прошлый месяц", kk: "Өткен ай", en: "Last month")
}
