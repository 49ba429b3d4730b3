package import Handbook
package import Markup

/// The home page: what needs attention now, by what one is (C-05, C-06, C-08).
package struct HomePage: Screen {
  /// A line that asks for something, with where to do it.
  package struct Call: Sendable {
    package let text: Text
    package let link: String
    package let count: Int

    package init(text: Text, link: String, count: Int) {
      self.text = text
      self.link = link
      self.count = count
    }
  }

  let name: String
  let calls: [Call]
  let figures: [Call]
  let ending: [ServedSubscriber]
  let recent: [SoldSubscription]
  let today: Day
  let viewer: Subscriber.ID?
  let quick: [Call]
  /// «Мои подписки» of a partner (C-05); nothing for the vendor.
  let links: [Call]
  /// What clients ask this partner for, and the catalogue that names it.
  let wishes: (list: [Wish], catalogue: Catalogue)?
  let stamp: @Sendable (Instant) -> String

  package init(
    name: String, calls: [Call], figures: [Call], ending: [ServedSubscriber], recent: [SoldSubscription], quick: [Call],
    links: [Call] = [], wishes: (list: [Wish], catalogue: Catalogue)? = nil, today: Day, viewer: Subscriber.ID?,
    stamp: @escaping @Sendable (Instant) -> String
  ) {
    self.name = name
    self.calls = calls
    self.figures = figures
    self.ending = ending
    self.recent = recent
    self.quick = quick
    self.links = links
    self.wishes = wishes
    self.stamp = stamp
    self.today = today
    self.viewer = viewer
  }

  package var title: Text { .home }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(name)</h1><div class="commands">\(quick.enumerated().html { place, call in
      "<a class=\"button\(place == 0 ? " main" : "")\" href=\"\(call.link)\">\(call.text)</a> "
    })</div></div>
    \(if: !calls.isEmpty,
      """
      <section class="calls"><h2>\(Text.needsAttention)</h2>\
      <ul>\
      \(calls.html { "<li><a href=\"\($0.link)\">\($0.text)</a>\(if: $0.count > 0, " <b>\($0.count)</b>")</li>" })</ul>\
      </section>
      """)
    \(wishes.map {
      HTML(WishList(
        wishes: $0.list, catalogue: $0.catalogue, showsSubscriber: true, today: today, seal: frame.sealed, stamp: stamp))
    })
    <ul class="figures">\
    \(figures.html { "<li><a href=\"\($0.link)\"><b>\($0.count)</b><span>\($0.text)</span></a></li>" })</ul>
    \(if: !links.isEmpty,
      """
      <section class="block"><h2>\(Text.mySubscriptions)</h2>\
      <ul>\(links.html { "<li><a href=\"\($0.link)\">\($0.text)</a></li>" })</ul></section>
      """)
    <div class="split even">
    <section><h2><a href="\(url(Link.subscribers, ["show": "ending", "order": "end"]))">\(Text.endingSoon)</a></h2>\
    \(if: ending.isEmpty, "<p class=\"empty\">\(Text.nothingEnds)</p>")\(if: !ending.isEmpty, endingTable)</section>
    <section><h2><a href="\(Link.journal)">\(Text.lastSubscriptions)</a></h2>\
    \(if: recent.isEmpty, "<p class=\"empty\">\(Text.noSubscriptions)</p>")\(if: !recent.isEmpty, recentTable)</section>
    </div>
    """
  }

  private var endingTable: HTML {
    """
    <table class="list" data-rows><thead><tr><th scope="col">\(Text.subscriber)</th><th scope="col">\(Text.access)</th>\
    <th scope="col">\(Text.ends)</th></tr></thead><tbody>\(ending.html { row in
      """
      <tr><td class="first"><a href="\(Link.subscriber(row.id))">\
      \(row.organisation.isEmpty ? row.name : row.organisation)</a> <span class="muted">№ \(row.id)</span></td>\
      <td>\(Mark(row.accessKind, ends: row.accessEndsOn, on: today))</td>\
      <td class="date" data-label="\(Text.ends)">\(row.accessEndsOn) <span class="muted">\
      \(Text.inDays(row.accessEndsOn - today))</span></td></tr>
      """
    })</tbody></table>
    """
  }

  private var recentTable: HTML {
    """
    <table class="list" data-rows><thead><tr><th scope="col">\(Text.number)</th><th scope="col">\(Text.subscriber)</th>\
    <th scope="col">\(Text.tariff)</th><th scope="col">\(Text.state)</th></tr></thead><tbody>\(recent.html { sold in
      """
      <tr><td class="first"><a class="code" href="\(Link.subscription(sold.facts.id))">\
      \(sold.facts.id.nineDigits)</a></td><td data-label="\(Text.subscriber)">\(sold.facts.subscriberName)</td>\
      <td data-label="\(Text.tariff)">\(sold.tariff.name)</td><td>\(Mark(sold.facts.state(on: today)))</td></tr>
      """
    })</tbody></table>
    """
  }
}

extension Text {
  static let needsAttention = Text(ru: "Требует внимания", kk: "Назар аударуды қажет етеді", en: "Needs attention")
  static let nothingEnds = Text(
    ru: "В ближайшие 14 дней ни у кого доступ не заканчивается.",
    kk: "Жақын 14 күнде ешкімнің қолжетімділігі аяқталмайды.",
    en: "Nobody's access ends within 14 days.")
  static let lastSubscriptions = Text(ru: "Последние подписки", kk: "Соңғы жазылымдар", en: "Latest subscriptions")

  package static func inDays(_ days: Int) -> Text {
    switch days {
    case 0: Text(ru: "сегодня", kk: "бүгін", en: "today")
    case 1: Text(ru: "завтра", kk: "ертең", en: "tomorrow")
    default: Text(ru: "через \(days) дн.", kk: "\(days) күннен кейін", en: "in \(days) days")
    }
  }
}
