package import Handbook
package import Markup

/// Which tariffs this client may have now, for how much, and why not the others (PRO-08, H-08 … H-10).
package struct TariffChoicePage: Screen {
  let subscriber: SubscriberFacts
  let choices: [TariffChoice]
  let catalogue: Catalogue

  package init(subscriber: SubscriberFacts, choices: [TariffChoice], catalogue: Catalogue) {
    self.subscriber = subscriber
    self.choices = choices
    self.catalogue = catalogue
  }

  package var title: Text {
    Text(
      ru: "Тарифы для «\(subscriber.name)»", kk: "«\(subscriber.name)» үшін тарифтер",
      en: "Tariffs for «\(subscriber.name)»")
  }

  package func body(in frame: Frame) -> HTML {
    let available = choices.filter(\.isAvailable)
    let others = choices.filter { !$0.isAvailable }
    return """
      <div class="head"><h1>\(title)</h1><div class="commands">\
      <a class="button" href="\(Link.subscriber(subscriber.id))">\(Text.toTheCard)</a></div></div>
      <h2>\(Text.mayBeIssued) <span class="muted">\(available.count)</span></h2>
      \(if: available.isEmpty, "<p class=\"empty\">\(Text.noneMayBeIssued)</p>")
      <div class="offers">\(available.html(card))</div>
      \(if: !others.isEmpty, "<h2>\(Text.notNow) <span class=\"muted\">\(others.count)</span></h2>")
      <div class="offers">\(others.html(card))</div>
      """
  }

  private func card(_ choice: TariffChoice) -> HTML {
    let tariff = choice.tariff
    return """
      <article class="offer\(choice.isAvailable ? "" : " shut")"><h3><a href="\(Link.tariff(tariff.code))">\
      \(tariff.name)</a> \(if: choice.isRecommended, "<span class=\"mark good\">\(Text.recommended)</span>")</h3>
      <p class="muted">\(tariff.kind.name) · \(tariff.line.name)</p>
      <p>\(LimitsLine(limits: tariff.limits))</p>
      \(PriceList(prices: choice.prices, isFree: tariff.isFree, showsRecommended: true))
      <p class="description">\(choice.description)</p>
      \(if: !tariff.services.isEmpty || !tariff.applications.isEmpty, contents(tariff))
      \(if: choice.isAvailable,
        """
        <p><a class="button main" href="\(link(choice))">\(Text.issueFrom(choice.start))</a></p>
        """)\
      \(if: !choice.isAvailable, "<ul class=\"obstacles\">\(choice.refusals.html(obstacle))</ul>")</article>
      """
  }

  private func contents(_ tariff: Tariff) -> HTML {
    """
    <details><summary>\(Text.servicesAndApplications(tariff.services.count, tariff.applications.count))</summary>\
    <ul>\(tariff.applications.compactMap(catalogue.application).html { "<li><b>\($0.name)</b></li>" })\
    \(tariff.services.compactMap(catalogue.service).html { "<li>\($0.name)</li>" })</ul></details>
    """
  }

  private func obstacle(_ refusal: Refusal) -> HTML {
    let card = Link.subscriber(subscriber.id)
    return """
      <li>\(refusal.text) <span class="rule">\(refusal.rule)</span>\
      \(if: refusal.field?.name.hasPrefix("card.") == true,
        """
         <a href="\(card)#\(String(refusal.field?.name.dropFirst(5) ?? ""))">\(Text.fillInTheCard)</a>
        """)</li>
      """
  }

  private func link(_ choice: TariffChoice) -> String {
    url(
      Link.newSubscription,
      [
        "subscriber": subscriber.id.description, "tariff": choice.tariff.code.description,
        "start": choice.start.description, "main": choice.main?.description ?? "",
        "months": choice.prices.last.map { String($0.months) } ?? choice.tariff.longestMonths.map(String.init) ?? "",
      ])
  }
}

/// Limits in a line: those that there are.
struct LimitsLine: View {
  let limits: Limits

  var body: HTML {
    """
    \(parts.enumerated().html { place, part in
      "\(if: place > 0, " · ")\(part.name): <b>\(part.value)</b>"
    })
    """
  }

  /// Nothing is said of what a tariff does not give: an extra session gives a session.
  private var parts: [(name: Text, value: Text)] {
    let all: [(Text, Int?)] = [
      (.bases, limits.bases), (.sessionsWord, limits.sessions), (.usersWord, limits.users),
      (LimitsAccount.Measure.registers.text, limits.registers),
    ]
    return all.filter { $0.1 != 0 }.map { ($0.0, $0.1.map { Text(verbatim: String($0)) } ?? .unlimited) }
  }
}

/// What a tariff costs for each term; of many terms the shortest and the longest, and the others on request.
struct PriceList: View {
  let prices: [TariffChoice.Price]
  let isFree: Bool
  var showsRecommended = false

  var body: HTML {
    if isFree { return "<p><b>\(Text.free)</b></p>" }
    if prices.count <= 4 { return list(prices) }
    return """
      \(list([prices[0], prices[prices.count - 1]]))\
      <details><summary>\(Text.allTerms(prices.count))</summary>\(list(prices))</details>
      """
  }

  private func list(_ prices: [TariffChoice.Price]) -> HTML {
    """
    <ul class="prices">\(prices.html { price in
      """
      <li><span>\(Text.months(price.months))</span><b>\(price.amount.withSign)</b>\
      \(if: showsRecommended && price.amount != price.recommended,
        "<small>\(Text.recommendedPrice) \(price.recommended)</small>")</li>
      """
    })</ul>
    """
  }
}

extension Tariff {
  /// The longest period that may be chosen.
  fileprivate var longestMonths: Int? { if case .months(let months) = term { months.last } else { nil } }
}

extension Text {
  static let toTheCard = Text(ru: "К карточке", kk: "Карточкаға", en: "To the card")
  static let mayBeIssued = Text(ru: "Можно оформить", kk: "Рәсімдеуге болады", en: "May be issued")
  static let noneMayBeIssued = Text(
    ru: "Сейчас ни один тариф оформить нельзя: причины ниже.",
    kk: "Қазір бірде-бір тарифті рәсімдеуге болмайды: себептері төменде.",
    en: "No tariff may be issued now: the reasons are below.")
  static let notNow = Text(ru: "Сейчас нельзя", kk: "Қазір болмайды", en: "Not now")
  static let recommended = Text(ru: "рекомендуем", kk: "ұсынамыз", en: "recommended")
  static func allTerms(_ count: Int) -> Text {
    Text(ru: "Все сроки: \(count)", kk: "Барлық мерзімдер: \(count)", en: "All \(count) terms")
  }
  static let recommendedPrice = Text(ru: "рекомендованная", kk: "ұсынылған", en: "recommended")

  static func issueFrom(_ day: Day) -> Text {
    Text(ru: "Оформить с \(day)", kk: "\(day) бастап рәсімдеу", en: "Issue from \(day)")
  }
}
