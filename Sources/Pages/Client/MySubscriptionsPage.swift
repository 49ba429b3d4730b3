package import Handbook
package import Markup

/// «Мои подписки» (C-06, C-07): what is in force, planned and past, what limits follow from what, and what the owner may
/// take or ask for himself (BEY-46, BEY-47).
package struct MySubscriptionsPage: Screen {
  let rows: [SoldSubscription]
  let account: LimitsAccount
  let showsAll: Bool
  let today: Day
  let partnerName: String?
  let accessEnds: Day?
  let grace: Period?
  let boost: (period: Period, limits: Limits)?
  let wishes: [Wish]
  let offers: [TariffOffer]
  let isOwner: Bool
  let refusals: [Refusal]

  package init(
    rows: [SoldSubscription], account: LimitsAccount, showsAll: Bool, today: Day, partnerName: String?,
    accessEnds: Day?, grace: Period?, boost: (period: Period, limits: Limits)?, wishes: [Wish], offers: [TariffOffer],
    isOwner: Bool, refusals: [Refusal] = []
  ) {
    self.rows = rows
    self.account = account
    self.showsAll = showsAll
    self.today = today
    self.partnerName = partnerName
    self.accessEnds = accessEnds
    self.grace = grace
    self.boost = boost
    self.wishes = wishes
    self.offers = offers
    self.isOwner = isOwner
    self.refusals = refusals
  }

  package var title: Text { .mySubscriptions }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title)</h1></div>\(Faults(refusals: refusals))
    <p class="facts-line">\(LimitsLine(limits: account.limits))\
    \(accessEnds.map { " · \(Text.accessUntil) <b>\($0)</b> (\(Text.inDays($0 - today)))" as HTML })</p>
    \(grace.map { graceOffer($0, frame) })
    \(if: isOwner, "\(renewable.map { renewalOffer($0, frame) })")
    <h2>\(showsAll ? Text.allMySubscriptions : .activeSubscriptions)</h2>
    \(if: rows.isEmpty, "<p class=\"empty\">\(Text.noActiveSubscriptions(partnerName))</p>")
    \(if: !rows.isEmpty,
      """
      \(SubscriptionTable(rows: rows, showsSubscriber: false, today: today, viewer: nil, hidesSums: true,
        link: { _ in nil }))
      """)
    <p><a class="button" href="\(showsAll ? Link.mine : url(Link.mine, ["all": "1"]))">\
    \(showsAll ? Text.onlyActive : .showAll)</a></p>
    \(if: !account.lines.isEmpty, explanation)
    \(boost.map { boostOffer($0.period, $0.limits, frame) })
    \(if: !wishes.isEmpty, asked)
    \(if: partnerName != nil && !offers.isEmpty, asking(frame))
    """
  }

  /// What ends soon, or has ended, and can be asked for again: the last main subscription that nothing continues.
  private var renewable: SoldSubscription? {
    guard partnerName != nil,
      let last = rows.filter({ $0.facts.kind == .main && !$0.tariff.isTrial && $0.facts.cancelledAt == nil }).max(by: {
        $0.facts.endsOn < $1.facts.endsOn
      }), last.facts.endsOn - today < 30, !wishes.contains(where: { $0.isMet == nil && $0.tariff == last.tariff.code })
    else { return nil }
    return last
  }

  private func renewalOffer(_ sold: SoldSubscription, _ frame: Frame) -> HTML {
    """
    <form method="post" action="\(Link.mine)/wishes" class="offer-line">\(frame.sealed)\
    <input type="hidden" name="subscription" value="\(sold.facts.id)"><p><b>\(Text.renewTitle)</b> \
    \(Text.renewText(sold.tariff.name, sold.facts.endsOn))</p><button>\(Text.askToRenew)</button></form>
    """
  }

  private func graceOffer(_ period: Period, _ frame: Frame) -> HTML {
    """
    <form method="post" action="\(Link.mine)/grace" class="offer-line">\(frame.sealed)<p><b>\(Text.graceTitle)</b> \
    \(Text.graceText(period))</p><button class="main">\(Text.takeGrace)</button></form>
    """
  }

  private func boostOffer(_ period: Period, _ limits: Limits, _ frame: Frame) -> HTML {
    """
    <form method="post" action="\(Link.mine)/boost" class="offer-line">\(frame.sealed)<p><b>\(Text.boostTitle)</b> \
    \(Text.boostText(limits, period))</p><button>\(Text.takeBoost)</button></form>
    """
  }

  /// How the limits come about (DEC-27, DEC-28).
  private var explanation: HTML {
    """
    <h2>\(Text.whyTheseLimits)</h2><p class="hint">\(Text.limitsRule)</p>\(LimitsTable(account: account))
    """
  }

  private var asked: HTML {
    """
    <h2>\(Text.askedForTitle)</h2><ul>\(wishes.html { wish in
      """
      <li>\(name(wish.tariff)) \(state(wish)) \(if: !wish.answer.isEmpty, "— \(wish.answer)")</li>
      """
    })</ul>
    """
  }

  private func state(_ wish: Wish) -> HTML {
    switch wish.isMet {
    case nil: "<span class=\"mark plan\">\(Text.waitsForPartner)</span>"
    case true?: "<span class=\"mark good\">\(Text.doneWord)</span>"
    case false?: "<span class=\"mark bad\">\(Text.declinedWord)</span>"
    }
  }

  private func name(_ code: Tariff.Code) -> Text {
    offers.first { $0.tariff.code == code }?.tariff.name ?? Text(verbatim: code.description)
  }

  private func asking(_ frame: Frame) -> HTML {
    """
    <h2>\(Text.partnersTariffs(partnerName ?? ""))</h2><div class="offers">\(offers.html { offer in
      """
      <article class="offer"><h3>\(offer.tariff.name) \
      \(if: offer.isRecommended, "<span class=\"mark good\">\(Text.recommended)</span>")</h3>
      <p>\(LimitsLine(limits: offer.tariff.limits))</p>
      \(PriceList(prices: offer.prices, isFree: offer.tariff.isFree))
      <p class="description">\(offer.description)</p>\(if: isOwner, ask(offer.tariff, frame))</article>
      """
    })</div>
    """
  }

  private func ask(_ tariff: Tariff, _ frame: Frame) -> HTML {
    if wishes.contains(where: { $0.isMet == nil && $0.tariff == tariff.code }) { return "" }
    return """
      <form method="post" action="\(Link.mine)/wishes" class="inline">\(frame.sealed)\
      <input type="hidden" name="tariff" value="\(tariff.code)"><input type="text" name="comment" maxlength="500" \
      aria-label="\(Text.cardComment)" placeholder="\(Text.cardComment)"> <button>\(Text.askForIt)</button></form>
      """
  }
}

/// Limits line by line: what each subscription gives, and what of it counts.
struct LimitsTable: View {
  let account: LimitsAccount

  private var measures: [LimitsAccount.Measure] {
    LimitsAccount.Measure.allCases.filter { measure in
      account.limits[measure] != 0 || account.lines.contains { $0.grant.limits[measure] != 0 }
    }
  }

  var body: HTML {
    """
    <div class="scroll"><table class="list"><thead><tr><th scope="col">\(Text.subscriptionWord)</th>\
    \(measures.html { "<th scope=\"col\" class=\"num\">\($0.text)</th>" })</tr></thead>\
    <tbody>\(account.lines.html(row))</tbody><tfoot><tr><td>\(Text.inForceTogether)</td>\
    \(measures.html { "<td class=\"num\" data-label=\"\($0.text)\">\(number(account.limits[$0]))</td>" })</tr></tfoot></table></div>
    """
  }

  private func row(_ line: LimitsAccount.Line) -> HTML {
    """
    <tr><td class="first">\(line.tariff.name)\(if: line.grant.quantity > 1, " × \(line.grant.quantity)") \
    <span class="muted">\(line.facts.kind.text), \(line.facts.id.nineDigits)</span></td>\
    \(measures.html { cell(line, $0) })</tr>
    """
  }

  private func cell(_ line: LimitsAccount.Line, _ measure: LimitsAccount.Measure) -> HTML {
    let isExtra = line.grant.kind == .extra
    let value = line.grant.limits[measure].map { $0 * (isExtra ? line.grant.quantity : 1) }
    let counts = line.counts.contains(measure)
    if value == 0 { return "<td class=\"num muted\" data-label=\"\(measure.text)\">—</td>" }
    return """
      <td class="num\(counts ? "" : " muted")" data-label="\(measure.text)">\(if: isExtra, "+")\
      \(if: counts, "<b>\(number(value))</b>")\
      \(if: !counts, "<s>\(number(value))</s><span class=\"unseen\"> \(Text.doesNotCount)</span>")</td>
      """
  }

  private func number(_ value: Int?) -> HTML { value.map { "\($0)" as HTML } ?? "\(Text.unlimited)" }
}

extension Text {
  static let renewTitle = Text(ru: "Продлить?", kk: "Ұзарту керек пе?", en: "Renew?")
  static let askToRenew = Text(ru: "Попросить продлить", kk: "Ұзартуды сұрау", en: "Ask to renew")
  static func renewText(_ tariff: Text, _ end: Day) -> Text {
    Text(
      ru: "«\(tariff.ru)» действует до \(end). Обслуживающая организация получит вашу просьбу письмом.",
      kk: "«\(tariff.kk)» \(end) дейін қолданыста. Қызмет көрсететін ұйым өтінішіңізді хатпен алады.",
      en: "«\(tariff.en)» is in force until \(end). Your servicing organisation gets the request as a letter.")
  }
  static let graceTitle = Text(
    ru: "Нужно ещё несколько дней?", kk: "Тағы бірнеше күн керек пе?", en: "Need a few more days?")
  static let takeGrace = Text(ru: "Взять дни отсрочки", kk: "Қосымша күндерді алу", en: "Take the grace days")
  static let boostTitle = Text(
    ru: "Не хватает сеансов или баз?", kk: "Сеанс не база жетпей ме?", en: "Short of sessions or infobases?")
  static let takeBoost = Text(ru: "Взять на время", kk: "Уақытша алу", en: "Take them for a while")
  static let whyTheseLimits = Text(
    ru: "Из чего складываются лимиты", kk: "Лимиттер неден құралады", en: "Where the limits come from")
  static let limitsRule = Text(
    ru: "Основные подписки не складываются: по каждому лимиту берётся наибольшая. Расширения прибавляются к ней.",
    kk: "Негізгі жазылымдар қосылмайды: әр лимит бойынша ең үлкені алынады. Кеңейтулер оған қосылады.",
    en: "Main subscriptions are not added up: for each limit the greatest counts. Extensions are added to it.")
  static let inForceTogether = Text(ru: "Действует сейчас", kk: "Қазір қолданыста", en: "In force now")
  static let doesNotCount = Text(
    ru: "(не складывается)", kk: "(қосылмайды)", en: "(does not count)")
  static let askedForTitle = Text(ru: "Вы просили", kk: "Сіз сұрадыңыз", en: "You asked for")
  static let waitsForPartner = Text(
    ru: "Партнёр видит просьбу", kk: "Серіктес өтінішті көреді", en: "Your partner sees it")
  static let askForIt = Text(ru: "Попросить", kk: "Сұрау", en: "Ask for it")

  static func graceText(_ period: Period) -> Text {
    Text(
      ru: "Возьмите отсрочку один раз: приложения будут работать \(period), бесплатно.",
      kk: "Бір рет мерзім ұзартыңыз: қолданбалар \(period) тегін жұмыс істейді.",
      en: "Take them once: the applications will work \(period), free of charge.")
  }
  static func boostText(_ limits: Limits, _ period: Period) -> Text {
    Text(
      ru: "Один раз за подписку: ещё \(limits.sessions) сеанса и до \(limits.bases) баз, \(period), бесплатно.",
      kk: "Жазылымға бір рет: тағы \(limits.sessions) сеанс және \(limits.bases) базаға дейін, \(period), тегін.",
      en:
        "Once for a subscription: \(limits.sessions) more sessions and up to \(limits.bases) infobases, \(period), free."
    )
  }
  static func partnersTariffs(_ partner: String) -> Text {
    Text(ru: "Тарифы у «\(partner)»", kk: "«\(partner)» тарифтері", en: "Tariffs at «\(partner)»")
  }
}
