package import Handbook
package import Markup

/// «Счёт (создание)» (H-14): the tariff, the extensions, and what it comes to.
package struct BillFormPage: Screen {
  /// A line as it would be.
  package struct Line: Sendable {
    package let line: BillLine
    package let tariff: Tariff

    package init(line: BillLine, tariff: Tariff) {
      self.line = line
      self.tariff = tariff
    }
  }

  let entries: Entries
  let subscriber: SubscriberFacts?
  let tariffs: [Tariff]
  let mains: [SoldSubscription]
  let lines: [Line]
  let today: Day
  let refusals: [Refusal]
  /// What stands in the way, while nothing was asked for yet.
  let obstacles: [Refusal]

  package init(
    entries: Entries, subscriber: SubscriberFacts?, tariffs: [Tariff], mains: [SoldSubscription], lines: [Line],
    today: Day, refusals: [Refusal], obstacles: [Refusal]
  ) {
    self.entries = entries
    self.subscriber = subscriber
    self.tariffs = tariffs
    self.mains = mains
    self.lines = lines
    self.today = today
    self.refusals = refusals
    self.obstacles = obstacles
  }

  package var title: Text { Text(ru: "Счёт (создание)", kk: "Шот (құру)", en: "Bill (new)") }
  private var chosen: Tariff? { tariffs.first { $0.code.description == entries.raw("tariff") } }
  private var card: String? { subscriber.map { Link.subscriber($0.id) } }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title)</h1><div class="commands">
    <button form="bill" class="main" data-hotkey="save-close">\(Text.newBill)</button>
    <button form="bill" formaction="\(Link.newBill)" formmethod="get">\(Text.recount)</button></div></div>
    \(Faults(refusals: refusals, card: card))
    <form method="post" action="\(Link.bills)" id="bill" data-guard>\(frame.sealed)<div class="split"><div>
    <div class="columns">\(client)
    \(FormField(label: .tariff, field: "tariff", kind: .choice(tariffChoices), value: entries.raw("tariff"),
      refusals: refusals))
    \(FormField(label: .periodOfAction, field: "months", kind: .choice(monthChoices), value: entries.raw("months"),
      refusals: refusals))
    \(FormField(label: .actsFrom, field: "start", kind: .day,
      value: entries.has("start") ? entries.raw("start") : today.description, refusals: refusals))
    \(if: !mains.isEmpty,
      HTML(FormField(label: .mainSubscription, field: "main", kind: .choice(mainChoices), value: entries.raw("main"),
        hint: .mainForExtras, refusals: refusals)))
    </div><h2>\(Text.extras)</h2><div class="columns">
    \(tariffs.filter { $0.extra != nil && !$0.standsAlone }.html { tariff in
      FormField(
        label: tariff.name, field: Field("quantity-\(tariff.code)"), kind: .number(0...1000),
        value: entries.typed["quantity-\(tariff.code)"] ?? "0",
        hint: tariff.price(months: 1, on: today).map { .perMonth($0.amount) }, refusals: refusals
      ).body
    })</div>
    \(FormField(label: .cardComment, field: "comment", kind: .text, value: entries.raw("comment"), refusals: refusals))
    </div><aside aria-live="polite"><h2>\(Text.whatIsBilled)</h2>\(account)</aside></div></form>
    """
  }

  private var client: HTML {
    guard let subscriber else {
      return """
        \(FormField(label: .subscriberNumber, field: "subscriber", kind: .text, value: entries.raw("subscriber"),
          hint: .subscriberNumberHint, isRequired: true, refusals: refusals))
        """
    }
    return """
      <div class="field"><span class="label">\(Text.subscriber)</span><output>\
      <a href="\(Link.subscriber(subscriber.id))">\(subscriber.name)</a> <span class="muted">№ \(subscriber.id)</span>\
      </output><input type="hidden" name="subscriber" value="\(subscriber.id)"></div>
      """
  }

  private var account: HTML {
    """
    \(if: lines.isEmpty && obstacles.isEmpty, "<p class=\"empty\">\(Text.chooseForBill)</p>")
    \(if: !obstacles.isEmpty,
      "<div class=\"obstacles\"><h3>\(Text.inTheWay)</h3><ul>\(obstacles.html(obstacle))</ul></div>")
    \(if: !lines.isEmpty, HTML(BillLines(lines: lines.map { ($0.line, $0.tariff) }, today: today)))
    """
  }

  private func obstacle(_ refusal: Refusal) -> HTML {
    if refusal.field == "account" { return "<li>\(refusal.text) <a href=\"\(Link.payee)\">\(Text.payeeTitle)</a></li>" }
    guard let card, let field = refusal.field?.name, field.hasPrefix("card.") else { return "<li>\(refusal.text)</li>" }
    return "<li>\(refusal.text) <a href=\"\(card)#\(String(field.dropFirst(5)))\">\(Text.fillInTheCard)</a></li>"
  }

  private var tariffChoices: [(value: String, label: Text)] {
    [("", .extrasOnly)]
      + tariffs.filter { !$0.isFree && $0.extra == nil && !$0.conditions.contains(.supportContract) }.map {
        ($0.code.description, $0.name)
      }
  }

  private var monthChoices: [(value: String, label: Text)] {
    let periods = chosen.map { $0.periods(on: today) } ?? [1, 3, 6, 12]
    return [("", Text(verbatim: "—"))] + periods.map { (String($0), .months($0)) }
  }

  private var mainChoices: [(value: String, label: Text)] {
    [("", Text(verbatim: "—"))]
      + mains.map { sold in
        let period = sold.facts.period.description
        return (
          sold.facts.id.description,
          Text(
            ru: "\(sold.tariff.name.ru), \(period)", kk: "\(sold.tariff.name.kk), \(period)",
            en: "\(sold.tariff.name.en), \(period)")
        )
      }
  }
}

/// The lines of a bill with their sum.
struct BillLines: View {
  let lines: [(line: BillLine, tariff: Tariff)]
  let today: Day
  /// Whether what was posted is linked.
  var linksPosted = false

  var body: HTML {
    """
    <table class="list"><thead><tr><th scope="col">№</th><th scope="col">\(Text.whatFor)</th>\
    <th scope="col">\(Text.acts)</th><th scope="col" class="num">\(Text.quantity)</th>\
    <th scope="col" class="num">\(Text.sum)</th></tr></thead><tbody>\(lines.html { line, tariff in
      """
      <tr><td class="first">\(line.number)</td><td data-label="\(Text.whatFor)">\(tariff.name)\
      \(posted(line))</td>\
      <td data-label="\(Text.acts)">\(line.period.start) – \(line.period.end) \
      <span class="muted">\(Text.months(line.chargedMonths))</span></td>\
      <td class="num" data-label="\(Text.quantity)">\(line.quantity)</td>\
      <td class="num" data-label="\(Text.sum)">\(line.sum)</td></tr>
      """
    })</tbody><tfoot><tr><td colspan="4">\(Text.total)</td><td class="num" data-label="\(Text.sum)">\
    \(lines.reduce(Money.zero) { $0 + $1.line.sum })</td></tr></tfoot></table>
    """
  }

  private func posted(_ line: BillLine) -> HTML {
    guard linksPosted, let id = line.subscriptionID else { return "" }
    return " <a class=\"code\" href=\"\(Link.subscription(id))\">\(id.nineDigits)</a>"
  }
}

extension Text {
  static let recount = Text(ru: "Посчитать", kk: "Есептеу", en: "Count")
  static let extras = Text(ru: "Расширения", kk: "Кеңейтулер", en: "Extensions")
  static let extrasOnly = Text(ru: "Только расширения", kk: "Тек кеңейтулер", en: "Extensions only")
  static let mainForExtras = Text(
    ru: "Для апгрейда и расширений без нового тарифа.", kk: "Жаңа тарифсіз апгрейд пен кеңейтулер үшін.",
    en: "For an upgrade, and for extensions without a new tariff.")
  static let whatIsBilled = Text(ru: "Что в счёте", kk: "Шотта не бар", en: "What is billed")
  static let whatFor = Text(ru: "За что", kk: "Не үшін", en: "For")
  static let chooseForBill = Text(
    ru: "Выберите тариф или расширения и нажмите «Посчитать»: здесь появятся строки и сумма.",
    kk: "Тарифті немесе кеңейтулерді таңдап, «Есептеу» басыңыз: мұнда жолдар мен сома шығады.",
    en: "Choose a tariff or extensions and press “Count”: the lines and the sum appear here.")
  static let paymentWord = Text(ru: "Оплата", kk: "Төлем", en: "Payment")
  static let paymentSaid = Text(ru: "получение подтвердил(а)", kk: "алынғанын растаған", en: "said to have come by")
  static func byBill(_ name: Text) -> Text {
    Text(ru: "по счёту № \(name.ru)", kk: "\(name.kk) шоты бойынша", en: "by bill \(name.en)")
  }
}
