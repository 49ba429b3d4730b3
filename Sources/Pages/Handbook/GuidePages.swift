package import Handbook
package import Markup

/// A line of the handbook's contents.
package struct ChapterLine: Sendable {
  package let name: String
  package let title: String

  package init(name: String, title: String) {
    self.name = name
    self.title = title
  }
}

/// A chapter of the handbook, beside the contents. The chapters are in Russian, whatever the language of the frame.
package struct ChapterPage: Screen {
  package let title: Text
  /// `nil` for the handbook's first page.
  let name: String?
  let text: HTML
  let sources: String
  let chapters: [ChapterLine]

  package init(title: String, name: String?, text: HTML, sources: String, chapters: [ChapterLine]) {
    self.title = Text(verbatim: title)
    self.name = name
    self.text = text
    self.sources = sources
    self.chapters = chapters
  }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="book"><div>\(GuideSearch(query: ""))\(GuideLanguage(frame: frame))
    <article class="prose" lang="ru">\(text)\
    \(if: !sources.isEmpty, "<p class=\"hint\">\(sources)</p>")</article>\(if: name != nil, neighbours)</div>
    <nav aria-label="\(Text.chapters)"><h2>\(Text.chapters)</h2><ol lang="ru">\
    <li><a href="\(Link.handbook)"\(if: name == nil, " aria-current=\"page\"")>\(Text.guideContents.ru)</a></li>\
    \(chapters.html { chapter in
      """
      <li><a href="\(Link.chapter(chapter.name))"\(if: chapter.name == name, " aria-current=\"page\"")>\
      \(chapter.title)</a></li>
      """
    })</ol></nav></div>
    """
  }

  private var neighbours: HTML {
    let place = chapters.firstIndex { $0.name == name } ?? 0
    let before = place > 0 ? chapters[place - 1] : nil
    let after = place + 1 < chapters.count ? chapters[place + 1] : nil
    return """
      <nav class="pager" aria-label="\(Text.pages)" lang="ru">\
      \(before.map { "<a class=\"button\" rel=\"prev\" href=\"\(Link.chapter($0.name))\">← \($0.title)</a>" as HTML })\
      \(after.map { "<a class=\"button\" rel=\"next\" href=\"\(Link.chapter($0.name))\">\($0.title) →</a>" as HTML })</nav>
      """
  }
}

/// What was found in the handbook.
package struct GuideSearchPage: Screen {
  package struct Hit: Sendable {
    let link: String
    let chapter: String
    /// The part's own heading; empty where it is the chapter's.
    let title: String
    let snippet: [(text: String, isFound: Bool)]

    package init(link: String, chapter: String, title: String, snippet: [(text: String, isFound: Bool)]) {
      self.link = link
      self.chapter = chapter
      self.title = title
      self.snippet = snippet
    }
  }

  let query: String
  let hits: [Hit]

  package init(query: String, hits: [Hit]) {
    self.query = query
    self.hits = hits
  }

  package var title: Text { .searchInHelp }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="book"><div><div class="head"><h1>\(title) <span class="muted">\(hits.count)</span></h1></div>
    \(GuideSearch(query: query))\(GuideLanguage(frame: frame))
    \(if: hits.isEmpty, "<p class=\"empty\">\(Text.nothingInHelp)</p>")
    <ol class="hits" lang="ru">\(hits.html { hit in
      """
      <li><a href="\(hit.link)">\(hit.title.isEmpty ? hit.chapter : hit.title)</a>\
      \(if: !hit.title.isEmpty, " <span class=\"muted\">\(hit.chapter)</span>")\
      <p>\(hit.snippet.html { $0.isFound ? "<mark>\($0.text)</mark>" : "\($0.text)" })</p></li>
      """
    })</ol>
    <p><a class="button" href="\(Link.handbook)">\(Text.guideContents)</a></p></div></div>
    """
  }
}

private struct GuideSearch: View {
  let query: String

  var body: HTML {
    """
    <form class="find" role="search" action="\(Link.handbook)"><input type="search" name="q" value="\(query)" \
    maxlength="100" aria-label="\(Text.searchInHelp)" placeholder="\(Text.searchInHelp)">\
    <button>\(Text.find)</button></form>
    """
  }
}

/// Says in which language the chapters are, to those who read another.
private struct GuideLanguage: View {
  let frame: Frame

  var body: HTML {
    frame.language == .russian ? "" : "<p class=\"notice\">\(Text.chaptersAreRussian)</p>"
  }
}

/// The chapter that is about a page; the contents where there is none.
package func helpLink(on path: String, _ kind: Subscriber.Kind?) -> String {
  if path == Link.handbook || path.hasPrefix(Link.handbook + "/") { return Link.handbook }
  if path == Link.home {
    return switch kind {
    case .partner: Link.chapter("01-first-steps")
    case .client: Link.chapter("09-infobases")
    case .vendor: Link.chapter("13-vendor")
    case .distributor, nil: Link.handbook
    }
  }
  // Pages of a card that have chapters of their own.
  if path.hasSuffix("/diagram") { return Link.chapter("23-chart") }
  if path.hasPrefix(Link.subscribers + "/"), path.hasSuffix("/contracts") { return Link.chapter("25-contracts") }
  if path.hasPrefix(Link.subscribers + "/"), path.hasSuffix("/tariffs") { return Link.chapter("20-prices") }
  let found = chaptersOfPages.first { path == $0.page || path.hasPrefix($0.page + "/") }
  return found.map { Link.chapter($0.chapter) } ?? Link.handbook
}

/// By the beginning of the path, the first that fits.
package let chaptersOfPages: [(page: String, chapter: String)] = [
  (Link.invitations, "01-first-steps"), ("/register", "02-test-period"), ("/join", "07-users"),
  (Link.subscribers, "03-card"), (Link.card, "03-card"), (Link.journal, "04-subscription"),
  (Link.renewals, "18-renewal"), (Link.prices, "20-prices"), (Link.corrections, "21-corrections"),
  (Link.diagram, "23-chart"), (Link.bills, "24-bills"), (Link.bankPayments, "24-bills"), (Link.payee, "24-bills"),
  (Link.myBills, "24-bills"), ("/contracts", "25-contracts"), (Link.contractTemplate, "25-contracts"),
  (Link.myContracts, "25-contracts"), (Link.entityChecks, "25-contracts"),
  (Link.settlement, "26-settlement"), (Link.invoices, "26-settlement"), (Link.payments, "26-settlement"),
  (Link.reconciliation, "26-settlement"), (Link.refunds, "26-settlement"),
  (Link.tariffs, "05-tariffs"), (Link.mine, "22-my-subscriptions"), (Link.users, "07-users"), (Link.matrix, "07-users"),
  (Link.profile, "08-sign-in"), (Link.signIn, "08-sign-in"), (Link.secondFactor, "08-sign-in"),
  (Link.forgot, "08-sign-in"), ("/reset", "08-sign-in"), (Link.infobases, "09-infobases"),
  (Link.sessions, "10-sessions"), ("/a", "10-sessions"), (Link.grants, "12-access"), (Link.partners, "13-vendor"),
  (Link.distributors, "13-vendor"), (Link.catalogue, "13-vendor"), (Link.letters, "13-vendor"),
  (Link.audit, "13-vendor"), (Link.tokens, "14-api"), ("/api", "14-api"), (Link.setup, "15-operation"),
  (Link.clock, "15-operation"),
]

extension Text {
  fileprivate static let chapters = Text(ru: "Главы", kk: "Тараулар", en: "Chapters")
  fileprivate static let guideContents = Text(ru: "Содержание", kk: "Мазмұны", en: "Contents")
  fileprivate static let searchInHelp = Text(ru: "Поиск в справке", kk: "Анықтамадан іздеу", en: "Search the help")
  fileprivate static let nothingInHelp = Text(
    ru: "Ничего не нашлось. Попробуйте другие слова или откройте содержание.",
    kk: "Ештеңе табылмады. Басқа сөздерді қолданып көріңіз немесе мазмұнды ашыңыз.",
    en: "Nothing was found. Try other words, or open the contents.")
  fileprivate static let chaptersAreRussian = Text(
    ru: "Главы написаны по-русски.",
    kk: "Тараулар әзірге тек орыс тілінде; іздеу де орысша сөздер бойынша жүреді.",
    en: "The chapters are in Russian only so far; the search goes by Russian words too.")
  fileprivate static let pages = Text(ru: "Соседние главы", kk: "Көрші тараулар", en: "Neighbouring chapters")
}
