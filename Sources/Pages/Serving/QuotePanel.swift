package import Handbook
package import Markup

/// What will happen when the subscription is posted: the end, the sum, the limits, what is owed, and what is in
/// the way.
package struct QuotePanel: View {
  let quote: Quote
  let today: Day
  let card: String?

  package init(quote: Quote, today: Day, card: String?) {
    self.quote = quote
    self.today = today
    self.card = card
  }

  package var body: HTML {
    """
    <h2>\(Text.whatWillHappen)</h2>
    \(if: quote.tariff == nil, "<p class=\"empty\">\(Text.chooseTariffFirst)</p>")
    \(quote.tariff.map(facts))
    \(if: quote.tariff != nil && !quote.refusals.isEmpty,
      """
      <div class="obstacles"><h3>\(Text.inTheWay)</h3><ul>\(quote.refusals.html(obstacle))</ul></div>
      """)
    """
  }

  private func obstacle(_ refusal: Refusal) -> HTML {
    guard let card, let field = refusal.field?.name, field.hasPrefix("card.") else { return "<li>\(refusal.text)</li>" }
    return "<li>\(refusal.text) <a href=\"\(card)#\(String(field.dropFirst(5)))\">\(Text.fillInTheCard)</a></li>"
  }

  private func facts(_ tariff: Tariff) -> HTML {
    """
    <dl class="facts-list">
    \(quote.period.map { "<dt>\(Text.acts)</dt><dd>\($0.start) 0:00:00 – <b>\($0.end) 23:59:59</b></dd>" as HTML })
    \(quote.gap.map { "<dt></dt><dd><span class=\"mark warn\">\(Text.gap($0))</span></dd>" as HTML })
    \(quote.sum.map {
      """
      <dt>\(Text.sum)</dt><dd class="sum"><b>\($0.withSign)</b>\
      \(if: quote.isSample, " <span class=\"mark quiet\">\(Text.sample)</span>")\
      \(if: !tariff.standsAlone, " <span class=\"muted\">\(quote.chargedMonths.map(Text.charged) ?? .free)</span>")</dd>
      """ as HTML
    })
    \(if: quote.clientSum != quote.sum,
      "\(quote.clientSum.map { "<dt>\(Text.clientPays)</dt><dd>\($0.withSign)</dd>" as HTML })")
    \(quote.cheaper.map(side))
    \(if: !quote.dues.isEmpty, "<dt>\(Text.owedToVendor)</dt><dd>\(dues)</dd>")
    \(quote.limitsAfter.map { after in
      """
      <dt>\(Text.limits)</dt><dd>\(LimitsChange(before: quote.limitsBefore, after: after))</dd>
      """ as HTML
    })
    \(if: !quote.newApplications.isEmpty && quote.limitsBefore != .none, "<dt>\(Text.opens)</dt><dd>\(opened)</dd>")
    <dt>\(Text.mistakes)</dt><dd>\(Text.correctableUntil(quote.correctableUntil))</dd>
    </dl>
    \(quote.planStart.map { "<p><button type=\"button\" data-plan=\"\($0)\">\(Text.planFrom($0))</button></p>" as HTML })
    <h3>\(Text.tariffDescription)</h3><p class="description">\(tariff.descriptionForPartners)</p>
    \(if: !quote.services.isEmpty,
      """
      <details><summary>\(Text.servicesCount(quote.services.count))</summary><ul>\
      \(quote.services.html { "<li>\($0.name)</li>" })</ul></details>
      """)
    \(if: !quote.applications.isEmpty,
      """
      <details><summary>\(Text.configurationsCount(quote.applications.count))</summary><ul>\
      \(quote.applications.html { "<li>\($0.name)</li>" })</ul></details>
      """)
    <p><a href="\(Link.tariff(tariff.code))" target="_blank">\(Text.aboutTariff)</a></p>
    """
  }

  /// The chosen day and the cheaper one, side by side (K-03, K-04, PRO-06).
  private func side(_ cheaper: Quote.Cheaper) -> HTML {
    """
    <dt>\(Text.cheaperFrom)</dt><dd>\(cheaper.start): <b>\(cheaper.sum.withSign)</b> \
    <span class="muted">\(Text.charged(cheaper.months))</span> \
    <button type="button" class="plain" data-plan="\(cheaper.start)">\(Text.takeThisDay)</button></dd>
    """
  }

  private var opened: HTML {
    quote.applications.filter { quote.newApplications.contains($0.code) }.enumerated().html { place, application in
      "\(if: place > 0, ", ")\(application.name)"
    }
  }

  private var dues: HTML {
    if let only = quote.dues.first, quote.dues.count == 1 {
      return "\(only.sum.withSign) <span class=\"muted\">\(Text.billed(only.month))</span>"
    }
    let (first, last) = (quote.dues[0], quote.dues[quote.dues.count - 1])
    return """
      \(quote.owed?.withSign ?? "") <span class="muted">\
      \(Text.billedMonthly(first.sum, quote.dues.count, first.month, last.month))</span>
      """
  }
}

/// Limits before → after.
struct LimitsChange: View {
  let before: Limits
  let after: Limits

  var body: HTML {
    """
    \(Text.bases): \(change(before.bases, after.bases)); \(Text.sessionsWord): \
    \(change(before.sessions, after.sessions))\
    \(if: after.registers > 0, "; \(Text.registers): \(change(before.registers, after.registers))")
    """
  }

  private func change(_ before: Int, _ after: Int) -> HTML {
    before == after ? "\(after)" : "\(before) → <b>\(after)</b>"
  }
}

extension Text {
  static let opens = Text(ru: "Открывает", kk: "Ашады", en: "Opens")
  static func servicesCount(_ count: Int) -> Text {
    Text(ru: "Услуги (\(count))", kk: "Қызметтер (\(count))", en: "Services (\(count))")
  }
  static func configurationsCount(_ count: Int) -> Text {
    Text(ru: "Конфигурации (\(count))", kk: "Конфигурациялар (\(count))", en: "Configurations (\(count))")
  }
  static let clientPays = Text(ru: "Клиент платит", kk: "Клиент төлейді", en: "The client pays")
  static let cheaperFrom = Text(ru: "Выгоднее начать", kk: "Бастау тиімдірек", en: "Cheaper to begin on")
  static let takeThisDay = Text(ru: "Взять этот день", kk: "Осы күнді алу", en: "Take this day")
  static let mistakes = Text(ru: "Ошибки", kk: "Қателер", en: "Mistakes")

  static func correctableUntil(_ day: Day) -> Text {
    Text(
      ru: "можно исправить до \(day) через владельца сервиса", kk: "\(day) дейін сервис иесі арқылы түзетуге болады",
      en: "can be corrected until \(day) through the vendor")
  }

  static func planFrom(_ day: Day) -> Text {
    Text(ru: "Запланировать с \(day)", kk: "\(day) бастап жоспарлау", en: "Plan it from \(day)")
  }

  static func gap(_ period: Period) -> Text {
    Text(
      ru: "Доступа не будет: \(period)", kk: "Қолжетімділік болмайды: \(period)", en: "No access: \(period)")
  }

  static func charged(_ months: Int) -> Text {
    Text(
      ru: "за \(Text.months(months).ru)", kk: "\(Text.months(months).kk) үшін", en: "for \(Text.months(months).en)")
  }

  static func billed(_ month: Month) -> Text {
    Text(ru: "в счёте за \(month)", kk: "\(month) шотында", en: "in the bill of \(month)")
  }

  static func billedMonthly(_ sum: Money, _ count: Int, _ first: Month, _ last: Month) -> Text {
    Text(
      ru: "по \(sum.withSign) в счетах с \(first) по \(last)",
      kk: "\(first) – \(last) шоттарында \(sum.withSign)-ден",
      en: "\(sum.withSign) in each of the bills from \(first) to \(last)")
  }
}
