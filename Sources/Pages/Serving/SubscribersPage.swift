package import Handbook
package import Markup

/// «Обслуживаемые абоненты» (X-01): those a partner serves, or, for the vendor, all.
package struct SubscribersPage: Screen {
  let rows: [ServedSubscriber]
  let next: String?
  let totals: ServedTotals?
  let query: Query
  let today: Day
  let isVendor: Bool

  /// What the page's links carry.
  package struct Query: Sendable {
    package var search: String
    package var filter: String
    package var order: String
    package var isDescending: Bool

    package init(search: String, filter: String, order: String, isDescending: Bool) {
      self.search = search
      self.filter = filter
      self.order = order
      self.isDescending = isDescending
    }

    func link(filter: String? = nil, order: String? = nil, after: String = "") -> String {
      let newOrder = order ?? self.order
      let descending = order == nil ? isDescending : order == self.order && !isDescending
      return url(
        Link.subscribers,
        [
          "q": search, "show": filter ?? self.filter, "order": newOrder, "desc": descending ? "1" : "", "after": after,
        ])
    }
  }

  package init(
    rows: [ServedSubscriber], next: String?, totals: ServedTotals?, query: Query, today: Day, isVendor: Bool
  ) {
    self.rows = rows
    self.next = next
    self.totals = totals
    self.query = query
    self.today = today
    self.isVendor = isVendor
  }

  package var title: Text { isVendor ? .allSubscribers : .servedSubscribers }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title)\(totals.map { " <span class=\"muted\">\($0.all)</span>" as HTML })</h1>
    <div class="commands">\
    \(if: !isVendor,
      """
      <a class="button main" href="\(Link.invitations)#email" data-hotkey="new">\(Text.inviteClient)</a>
      """)
    <a class="button" href="\(url("/subscribers.csv", ["q": query.search, "show": query.filter]))">\
    \(Text.csv)</a></div></div>
    <nav class="chips" aria-label="\(Text.filter)">\(chips)</nav>
    <form class="find" role="search" action="\(Link.subscribers)">\
    <input type="hidden" name="show" value="\(query.filter)">\
    <input type="search" name="q" value="\(query.search)" aria-label="\(Text.searchSubscribers)" \
    placeholder="\(Text.searchHint)"><button>\(Text.find)</button>\
    \(if: !query.search.isEmpty,
      """
       <a class="button" href="\(url(Link.subscribers, ["show": query.filter]))">\(Text.reset)</a>
      """)</form>
    \(if: rows.isEmpty, empty)
    \(if: !rows.isEmpty, table)
    \(next.map {
      """
      <nav class="pager"><a class="button" href="\(query.link(after: $0))" rel="next">\(Text.nextPage) →</a></nav>
      """ as HTML
    })
    """
  }

  private var chips: HTML {
    let counts = totals
    let filters: [(String, Text, Int?)] = [
      ("", .all, counts?.all), ("trial", Subscriber.AccessKind.trial.text, counts?.trial),
      ("paid", Subscriber.AccessKind.paid.text, counts?.paid), ("free", Subscriber.AccessKind.free.text, counts?.free),
      ("ending", .endingSoon, counts?.endingSoon), ("ended", .accessEnded, counts?.ended),
    ]
    return filters.html {
      HTML(Chip(text: $0.1, href: query.link(filter: $0.0), isOn: query.filter == $0.0, count: $0.2))
    }
  }

  private var empty: HTML {
    if !query.search.isEmpty || !query.filter.isEmpty { return "<p class=\"empty\">\(Text.nothingFound)</p>" }
    if isVendor { return "<p class=\"empty\">\(Text.noSubscribersVendor)</p>" }
    return """
      <div class="empty"><p>\(Text.noSubscribers)</p><p>\
      <a class="button main" href="\(Link.invitations)#email">\(Text.inviteClient)</a></p></div>
      """
  }

  private func head(_ text: Text, _ order: String, number: Bool = false) -> SortHead {
    SortHead(
      text: text, href: query.link(order: order), isDescending: query.order == order ? query.isDescending : nil,
      isNumber: number)
  }

  private var table: HTML {
    """
    <table class="list" data-rows><thead><tr>\(head(.number, "number", number: true))\(head(.cardName, "name"))\
    <th scope="col">\(Text.cardOrganisation)</th><th scope="col">\(Text.binShort)</th>\
    \(if: isVendor, "<th scope=\"col\">\(Text.partnerShort)</th>")<th scope="col">\(Text.access)</th>\
    \(head(.ends, "end"))</tr></thead><tbody>\(rows.html(row))</tbody></table>
    """
  }

  private func row(_ row: ServedSubscriber) -> HTML {
    """
    <tr><td class="num minor" data-label="\(Text.number)">\(row.id)</td><td class="first">\
    <a href="\(Link.subscriber(row.id))">\(row.name)</a></td>\
    <td data-label="\(Text.cardOrganisation)">\(row.organisation)</td>\
    <td class="minor" data-label="\(Text.binShort)">\(row.bin?.description ?? "")</td>\
    \(if: isVendor, "<td class=\"minor\" data-label=\"\(Text.partnerShort)\">\(row.partnerName ?? "")</td>")<td>\
    \(Mark(row.accessKind, ends: row.accessEndsOn, on: today))</td>\
    <td class="date" data-label="\(Text.ends)">\(if: row.accessKind != .none, "\(row.accessEndsOn)")</td></tr>
    """
  }
}

extension HTML {
  /// A view as a part of a page.
  init(_ view: some View) { self = view.body }
}

extension Text {
  static let inviteClient = Text(ru: "Пригласить клиента", kk: "Клиентті шақыру", en: "Invite a client")
  static let filter = Text(ru: "Показать", kk: "Көрсету", en: "Show")
  static let searchHint = Text(
    ru: "Номер, наименование, БИН, почта, телефон", kk: "Нөмірі, атауы, БСН, пошта, телефон",
    en: "Number, name, BIN, e-mail, phone")
  static let endingSoon = Text(ru: "Заканчиваются за 14 дней", kk: "14 күнде аяқталады", en: "Ending within 14 days")
  static let accessEnded = Text(ru: "Доступ закончился", kk: "Қолжетімділік аяқталды", en: "Access ended")
  static let nothingFound = Text(
    ru: "Ничего не найдено. Измените запрос или сбросьте отбор.",
    kk: "Ештеңе табылмады. Сұрауды өзгертіңіз немесе іріктеуді алып тастаңыз.",
    en: "Nothing found. Change the search or reset the filter.")
  static let noSubscribers = Text(
    ru:
      """
      Клиентов пока нет. Отправьте приглашение: клиент зарегистрируется по ссылке из письма и сразу начнёт тестовый \
      период.
      """,
    kk: "Клиенттер әзірге жоқ. Шақыру жіберіңіз: клиент хаттағы сілтемемен тіркеліп, сынақ мерзімін бірден бастайды.",
    en:
      """
      No clients yet. Send an invitation: the client registers by the letter's link and starts the test period at once.
      """
  )
  static let noSubscribersVendor = Text(
    ru: "Абонентов пока нет: их приглашают партнёры.", kk: "Абоненттер әзірге жоқ: оларды серіктестер шақырады.",
    en: "No subscribers yet: partners invite them.")
  static let binShort = Text(ru: "БИН/ИИН", kk: "БСН/ЖСН", en: "BIN/IIN")
  static let partnerShort = Text(ru: "Партнёр", kk: "Серіктес", en: "Partner")
  static let access = Text(ru: "Доступ", kk: "Қолжетімділік", en: "Access")
}
