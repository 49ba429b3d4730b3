package import Handbook
package import Markup

/// A partner's own prices and words for its clients (M-07, DEC-24, BEY-52).
package struct PricesPage: Screen {
  let tariffs: [Tariff]
  let own: @Sendable (Tariff.Code) -> OwnTariff?
  let price: @Sendable (Tariff.Code, Int) -> Money?
  let today: Day

  package init(
    tariffs: [Tariff], own: @escaping @Sendable (Tariff.Code) -> OwnTariff?,
    price: @escaping @Sendable (Tariff.Code, Int) -> Money?, today: Day
  ) {
    self.tariffs = tariffs
    self.own = own
    self.price = price
    self.today = today
  }

  package var title: Text { .ownPrices }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title)</h1></div><p class="hint">\(Text.ownPricesHint)</p>
    <div class="scroll"><table data-rows><thead><tr><th scope="col">\(Text.tariff)</th><th scope="col">\(Text.months)</th>\
    <th scope="col" class="num">\(Text.recommendedHead)</th><th scope="col" class="num">\(Text.ownPrice)</th>\
    <th scope="col"></th></tr></thead><tbody>\(tariffs.html(rows))</tbody></table></div>
    """
  }

  private func rows(_ tariff: Tariff) -> HTML {
    let prices = tariff.prices.filter { $0.validity.contains(today) }.sorted { $0.months < $1.months }
    let isRecommended = own(tariff.code)?.isRecommended ?? false
    let name: HTML = """
      <a href="\(Link.price(tariff.code))">\(tariff.name)</a>\
      \(if: isRecommended, " <span class=\"mark good\">\(Text.recommended)</span>")
      """
    if prices.isEmpty {
      return """
        <tr><td class="first">\(name)</td><td>—</td><td class="num" data-label="\(Text.recommendedHead)">\
        \(Text.free)</td><td class="num">—</td><td></td></tr>
        """
    }
    return prices.enumerated().html { place, price in
      let mine = self.price(tariff.code, price.months)
      return """
        <tr><td class="first">\(if: place == 0, name)</td><td data-label="\(Text.months)">\(price.months)</td>\
        <td class="num" data-label="\(Text.recommendedHead)">\(price.amount)</td>\
        <td class="num" data-label="\(Text.ownPrice)">\(mine?.description ?? "—")</td><td>\
        \(if: mine.map { $0 < price.amount } ?? false, "<span class=\"mark warn\">\(Text.belowRecommended)</span>")\
        </td></tr>
        """
    }
  }
}

/// The own prices and words of one tariff.
package struct PricePage: Screen {
  let tariff: Tariff
  let entries: Entries
  let today: Day
  let refusals: [Refusal]
  let isEditable: Bool

  package init(tariff: Tariff, entries: Entries, today: Day, refusals: [Refusal], isEditable: Bool) {
    self.tariff = tariff
    self.entries = entries
    self.today = today
    self.refusals = refusals
    self.isEditable = isEditable
  }

  package var title: Text {
    Text(
      ru: "\(tariff.name.ru): свои цены", kk: "\(tariff.name.kk): өз бағалар", en: "\(tariff.name.en): own prices")
  }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title)</h1><div class="commands">\
    \(if: isEditable,
      """
      <button form="price" class="main" data-hotkey="save-close">\(Text.saveAndClose)</button>
      """)</div></div>\(Faults(refusals: refusals))
    <form method="post" action="\(Link.price(tariff.code))" id="price" data-guard>\(frame.sealed)
    <h2>\(Text.pricesWord)</h2><p class="hint">\(Text.ownPricesHint)</p><div class="columns">\
    \(tariff.prices.filter { $0.validity.contains(today) }.sorted { $0.months < $1.months }.html(field))</div>
    <h2>\(Text.wordsForClients)</h2><p class="hint">\(Text.wordsForClientsHint)</p>
    <div class="columns">\(words(.russianWord, "ru"))\(words(.kazakhWord, "kk"))\(words(.englishWord, "en"))</div>
    \(FormField(label: .recommendTariff, field: "recommended", kind: .check, value: entries.raw("recommended")))
    </form>
    """
  }

  private func field(_ price: Price) -> HTML {
    let name = "price-\(price.months)"
    return FormField(
      label: .months(price.months), field: Field(name), kind: .text, value: entries.typed[name] ?? "",
      hint: .recommendedIs(price.amount), refusals: refusals, isReadOnly: !isEditable
    ).body
  }

  private func words(_ label: Text, _ field: Field) -> FormField {
    FormField(
      label: label, field: field, kind: .area, value: entries.typed[field.name] ?? "", refusals: refusals,
      isReadOnly: !isEditable)
  }
}

extension Text {
  package static let ownPrices = Text(ru: "Свои цены", kk: "Өз бағалар", en: "Own prices")
  static let ownPricesHint = Text(
    ru:
      "Своя цена не ниже рекомендованной: ниже — демпинг. Пустая строка — рекомендованная цена. Цена за весь срок — только при оплате сразу.",
    kk:
      "Өз бағаңыз ұсынылғаннан төмен болмайды: төмені — демпинг. Бос жол — ұсынылған баға. Бүкіл мерзім бағасы — тек бірден төлегенде.",
    en:
      "An own price is not below the recommended one: below it is dumping. An empty field means the recommended price. The price of a whole term is for payment at once only."
  )
  static let months = Text(ru: "Месяцев", kk: "Ай", en: "Months")
  static let recommendedHead = Text(ru: "Рекомендованная", kk: "Ұсынылған", en: "Recommended")
  static let ownPrice = Text(ru: "Своя цена", kk: "Өз баға", en: "Own price")
  static let belowRecommended = Text(
    ru: "ниже новой рекомендованной: действует рекомендованная", kk: "жаңа ұсынылғаннан төмен: ұсынылғаны қолданылады",
    en: "below the new recommended price, which applies instead")
  static let pricesWord = Text(ru: "Цены", kk: "Бағалар", en: "Prices")
  static let wordsForClients = Text(
    ru: "Описание для клиентов", kk: "Клиенттерге арналған сипаттама", en: "Description for clients")
  static let wordsForClientsHint = Text(
    ru: "Пустое поле — описание из каталога.", kk: "Бос өріс — каталогтағы сипаттама.",
    en: "An empty field shows the catalogue's description.")
  static let russianWord = Text(ru: "По-русски", kk: "Орысша", en: "In Russian")
  static let kazakhWord = Text(ru: "По-казахски", kk: "Қазақша", en: "In Kazakh")
  static let englishWord = Text(ru: "По-английски", kk: "Ағылшынша", en: "In English")
  static let recommendTariff = Text(
    ru: "Рекомендовать: стоит первым", kk: "Ұсыну: бірінші тұрады", en: "Recommend: stands first")

  static func recommendedIs(_ sum: Money) -> Text {
    Text(
      ru: "Рекомендованная: \(sum.withSign)", kk: "Ұсынылған: \(sum.withSign)", en: "Recommended: \(sum.withSign)")
  }
}
