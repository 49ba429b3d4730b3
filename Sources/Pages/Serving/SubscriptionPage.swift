package import Handbook
package import Markup

/// A posted subscription: what it is, what belongs to it, and what may still be done with it.
package struct SubscriptionPage: Screen {
  /// Everything that it shows.
  package struct Content: Sendable {
    package let sold: SoldSubscription
    package let isOwn: Bool
    package let addOns: [SoldSubscription]
    package let extensions: [Tariff]
    package let upgrades: [Tariff]
    /// What it may be corrected to.
    package let alternatives: [Tariff]
    package let corrections: [CorrectionFacts]
    package let requests: [CorrectionRequest]
    /// By what it was posted (M-01): a bill, or somebody's word.
    package let bill: BillFacts?
    package let word: (name: String, at: Instant)?
    package let history: [AuditEntry]

    package init(
      sold: SoldSubscription, isOwn: Bool, addOns: [SoldSubscription], extensions: [Tariff], upgrades: [Tariff],
      alternatives: [Tariff], corrections: [CorrectionFacts], requests: [CorrectionRequest], bill: BillFacts?,
      word: (name: String, at: Instant)?, history: [AuditEntry]
    ) {
      self.bill = bill
      self.word = word
      self.sold = sold
      self.isOwn = isOwn
      self.addOns = addOns
      self.extensions = extensions
      self.upgrades = upgrades
      self.alternatives = alternatives
      self.corrections = corrections
      self.requests = requests
      self.history = history
    }
  }

  let content: Content
  let today: Day
  let viewer: Subscriber.ID?
  let entries: Entries
  let refusals: [Refusal]
  let stamp: @Sendable (Instant) -> String

  package init(
    content: Content, today: Day, viewer: Subscriber.ID?, entries: Entries = Entries([:]), refusals: [Refusal] = [],
    stamp: @escaping @Sendable (Instant) -> String
  ) {
    self.content = content
    self.today = today
    self.viewer = viewer
    self.entries = entries
    self.refusals = refusals
    self.stamp = stamp
  }

  private var sold: SoldSubscription { content.sold }
  private var facts: SubscriptionFacts { sold.facts }
  private var isLive: Bool { facts.cancelledAt == nil && facts.endsOn >= today }
  private var shortening: Shortening { Shortening(of: sold, to: 0, on: today) }

  package var title: Text {
    let words = "\(facts.id.nineDigits)"
    let date = stamp(facts.createdAt)
    return Text(
      ru: "Подписка \(words) от \(date)", kk: "\(words) жазылымы, \(date)", en: "Subscription \(words) of \(date)")
  }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title) \(Mark(facts.state(on: today)))</h1><div class="commands">
    \(if: content.isOwn && facts.kind == .main && !sold.tariff.isTrial,
      """
      <a class="button main" href="\(Link.copy(facts.id))" data-hotkey="copy">\(Text.renew)</a>
      """)
    \(if: content.isOwn && isLive && facts.kind == .main && !content.addOns.contains { $0.facts.kind == .upgrade },
      content.upgrades.html(upgrade))
    <a class="button" href="\(Link.diagram(of: facts.subscriberID))">\(Text.diagramTitle)</a>
    </div></div>
    <div class="split"><dl class="facts-list">
    <dt>\(Text.subscriber)</dt><dd><a href="\(Link.subscriber(facts.subscriberID))">\
    \(facts.subscriberName)</a> <span class="muted">№ \(facts.subscriberID)</span></dd>
    <dt>\(Text.partnerWord)</dt><dd>\(facts.partnerName ?? "—")</dd>
    <dt>\(Text.tariff)</dt><dd><a href="\(Link.tariff(sold.tariff.code))">\(sold.tariff.name)</a>\
    \(if: facts.quantity > 1, " × \(facts.quantity)")</dd>
    <dt>\(Text.kindWord)</dt><dd>\(facts.kind.text)\
    \((facts.mainID ?? facts.originID).map { " · <a href=\"\(Link.subscription($0))\">\($0.nineDigits)</a>" as HTML })\
    \(if: sold.tariff.settlement == .monthly, " · \(sold.tariff.settlement.name)")</dd>
    <dt>\(Text.periodOfAction)</dt><dd>\(facts.months.map(Text.months) ?? .byTerms)</dd>
    <dt>\(Text.acts)</dt><dd>\(facts.startsOn) 0:00:00 – \(facts.endsOn) 23:59:59</dd>
    <dt>\(Text.sum)</dt><dd class="sum">\(content.isOwn ? facts.sum.withSign : "—")</dd>
    \(if: content.isOwn && facts.clientSum != facts.sum,
      "<dt>\(Text.clientPays)</dt><dd>\(facts.clientSum.withSign)</dd>")
    \(facts.contract.map(contract))
    \(if: !facts.comment.isEmpty, "<dt>\(Text.cardComment)</dt><dd>\(facts.comment)</dd>")
    <dt>\(Text.postedBy)</dt><dd>\(facts.postedAt.map(stamp) ?? "—"), \
    \(facts.postedByName.map { Text(verbatim: $0) } ?? .system)</dd>
    \(if: content.isOwn, payment)
    \(facts.cancelledAt.map { "<dt>\(Subscription.State.cancelled.text)</dt><dd>\(stamp($0))</dd>" as HTML })
    </dl><aside><h2>\(Text.tariffDescription)</h2>\
    <p>\(LimitsLine(limits: sold.tariff.limits))</p>\
    <p class="description">\(sold.tariff.descriptionForPartners)</p></aside></div>
    \(if: facts.kind == .main && (!content.addOns.isEmpty || !content.extensions.isEmpty), additions(frame))
    \(if: content.isOwn && sold.tariff.settlement == .monthly && facts.kind == .main && isLive, shorten(frame))
    \(if: facts.postedAt != nil && ![.grace, .boost].contains(facts.kind) && !sold.tariff.isTrial,
      HTML(CorrectionsPart(
        facts: facts, tariff: sold.tariff, alternatives: content.alternatives, corrections: content.corrections, requests: content.requests,
        isVendor: viewer == nil, isOwn: content.isOwn, today: today, entries: entries, refusals: refusals,
        seal: frame.sealed, stamp: stamp)))
    <h2>\(Text.history)</h2>\(HistoryTable(entries: content.history, stamp: stamp))
    """
  }

  /// PRO-26: the bill that was paid, or who said that the money came.
  private var payment: HTML {
    if let bill = content.bill {
      return """
        <dt>\(Text.paymentWord)</dt><dd><a href="\(Link.bill(bill.id))">\(Text.byBill(bill.name))</a></dd>
        """
    }
    guard let word = content.word else { return "" }
    return "<dt>\(Text.paymentWord)</dt><dd>\(Text.paymentSaid) \(word.name), \(stamp(word.at))</dd>"
  }

  private func contract(_ contract: SupportContract) -> HTML {
    """
    <dt>\(Text.contractNumber)</dt><dd>\(contract.number) · \(contract.level.text)\
    \(contract.end.map { " · \(Text.until($0))" as HTML })</dd>
    """
  }

  private func upgrade(_ tariff: Tariff) -> HTML {
    let link = url(
      Link.newSubscription,
      [
        "subscriber": facts.subscriberID.description, "tariff": tariff.code.description, "main": facts.id.description,
        "start": max(today, facts.startsOn).description,
      ])
    return "<a class=\"button\" href=\"\(link)\">\(tariff.name)</a>"
  }

  /// Extensions and the upgrade that it has, and a form for more, several kinds at once (I-01, U-05).
  private func additions(_ frame: Frame) -> HTML {
    """
    <h2 id="additions">\(Text.additions)</h2>
    \(if: content.addOns.isEmpty, "<p class=\"empty\">\(Text.noAdditions)</p>")
    \(if: !content.addOns.isEmpty,
      HTML(SubscriptionTable(rows: content.addOns, showsSubscriber: false, today: today, viewer: viewer)))
    \(if: content.isOwn && isLive && !content.extensions.isEmpty, adding(frame))
    """
  }

  private func adding(_ frame: Frame) -> HTML {
    """
    <form method="post" action="\(Link.subscription(facts.id))/extensions" class="boxed">\(frame.sealed)\
    <input type="hidden" name="main" value="\(facts.id)"><div class="columns">
    \(content.extensions.html { tariff in
      FormField(
        label: tariff.name, field: Field("quantity-\(tariff.code)"), kind: .number(0...1000),
        value: entries.typed["quantity-\(tariff.code)"] ?? "0",
        hint: tariff.price(months: 1, on: today).map { .perMonth($0.amount) }, refusals: refusals
      ).body
    })
    \(FormField(label: .actsFrom, field: "start", kind: .day,
      value: entries.has("start") ? entries.raw("start") : max(today, facts.startsOn).description,
      hint: .endsWithMain(facts.endsOn), isRequired: true, refusals: refusals))
    \(if: viewer != nil,
      HTML(FormField(label: .paymentCame, field: "paid", kind: .check, value: entries.isOn("paid") ? "on" : "",
        refusals: refusals)))
    </div><p><button>\(Text.addExtensions)</button></p></form>
    """
  }

  /// N-06: to whole months, no fewer than have started.
  private func shorten(_ frame: Frame) -> HTML {
    let (least, most) = (shortening.startedMonths, (facts.months ?? 1) - 1)
    if least > most { return "" }
    return """
      <h2 id="shortening">\(Text.shortening)</h2><p class="hint">\(Text.shorteningHint)</p>
      <form method="post" action="\(Link.subscription(facts.id))/shortening" class="inline">\(frame.sealed)\
      <label>\(Text.keepMonths) <select name="months">\((least...most).html {
        """
        <option value="\($0)">\(Text.months($0)): \(Text.until(Period(months: $0, from: facts.startsOn).end))</option>
        """
      })</select></label> <button>\(Text.shortenIt)</button></form>
      """
  }
}

extension Text {
  static let additions = Text(
    ru: "Расширения и апгрейд", kk: "Кеңейтулер мен апгрейд", en: "Extensions and upgrade")
  static let noAdditions = Text(
    ru: "Пока ничего не добавлено.", kk: "Әзірге ештеңе қосылмаған.", en: "Nothing added yet.")
  static let addExtensions = Text(ru: "Добавить и провести", kk: "Қосу және өткізу", en: "Add and post")
  static let shortening = Text(ru: "Сокращение", kk: "Қысқарту", en: "Shortening")
  static let shorteningHint = Text(
    ru:
      "Помесячную подписку можно сократить до целого числа месяцев, не меньше начатых; после неё подойдёт любой тариф.",
    kk:
      "Ай сайынғы жазылымды басталған айлардан кем емес толық айларға дейін қысқартуға болады; одан кейін кез келген тариф жарайды.",
    en: "A monthly subscription can be cut to whole months, no fewer than have started; any tariff may follow it.")
  static let keepMonths = Text(ru: "Оставить", kk: "Қалдыру", en: "Keep")
  static let shortenIt = Text(ru: "Сократить", kk: "Қысқарту", en: "Shorten")

  static func perMonth(_ sum: Money) -> Text {
    Text(ru: "\(sum.withSign) в месяц", kk: "айына \(sum.withSign)", en: "\(sum.withSign) a month")
  }
  static func endsWithMain(_ day: Day) -> Text {
    Text(
      ru: "Закончится \(day), вместе с основной", kk: "\(day) негізгімен бірге аяқталады",
      en: "Ends on \(day), with the main one")
  }
}
