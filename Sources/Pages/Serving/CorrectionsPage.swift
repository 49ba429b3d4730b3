package import Handbook
package import Markup

/// What partners ask the vendor to correct, and, for a partner, what it asked (M-06, DEC-32).
package struct CorrectionsPage: Screen {
  let requests: [CorrectionRequest]
  let isVendor: Bool
  let today: Day
  let stamp: @Sendable (Instant) -> String

  package init(
    requests: [CorrectionRequest], isVendor: Bool, today: Day, stamp: @escaping @Sendable (Instant) -> String
  ) {
    self.requests = requests
    self.isVendor = isVendor
    self.today = today
    self.stamp = stamp
  }

  package var title: Text { .corrections }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title) <span class="muted">\(requests.count)</span></h1></div>
    \(if: requests.isEmpty, "<p class=\"empty\">\(isVendor ? Text.noRequestsVendor : .noRequestsPartner)</p>")
    \(if: !requests.isEmpty,
      """
      <table class="list" data-rows><thead><tr><th scope="col">\(Text.subscriptionWord)</th>\
      <th scope="col">\(Text.subscriber)</th>\(if: isVendor, "<th scope=\"col\">\(Text.partnerShort)</th>")\
      <th scope="col">\(Text.whatIsAsked)</th><th scope="col">\(Text.reasonWord)</th>\
      <th scope="col">\(Text.askedWord)</th><th scope="col">\(Text.answerBy)</th></tr></thead>\
      <tbody>\(requests.html(row))</tbody></table>
      """)
    """
  }

  private func row(_ request: CorrectionRequest) -> HTML {
    let last = request.kind == .stop ? nil : request.postedOn?.month.last
    return """
      <tr><td class="first"><a class="code" href="\(Link.subscription(request.subscriptionID))#corrections">\
      \(request.subscriptionID.nineDigits)</a></td><td data-label="\(Text.subscriber)">\(request.subscriberName)</td>\
      \(if: isVendor, "<td data-label=\"\(Text.partnerShort)\">\(request.partnerName ?? "—")</td>")\
      <td data-label="\(Text.whatIsAsked)">\(request.kind.text)</td>\
      <td data-label="\(Text.reasonWord)">\(request.reason.text)<br><span class="muted">\(request.comment)</span></td>\
      <td data-label="\(Text.askedWord)">\(stamp(request.askedAt))<br><span class="muted">\
      \(request.askedByName ?? "")</span></td>\
      <td data-label="\(Text.answerBy)">\(last.map { last in
        "\(last) <span class=\"mark \(last - today < 2 ? "bad" : "plan")\">\(Text.inDays(max(0, last - today)))</span>" as HTML
      } ?? "—")</td></tr>
      """
  }
}

/// Corrections of one subscription: those that were made, the request that waits, and what may be done (M-04 … M-06).
struct CorrectionsPart: View {
  let facts: SubscriptionFacts
  let tariff: Tariff
  /// What it may be corrected to: tariffs of its kind.
  let alternatives: [Tariff]
  let corrections: [CorrectionFacts]
  let requests: [CorrectionRequest]
  let isVendor: Bool
  let isOwn: Bool
  let today: Day
  let entries: Entries
  let refusals: [Refusal]
  let seal: HTML
  let stamp: @Sendable (Instant) -> String

  private var waiting: CorrectionRequest? { requests.first { $0.answeredAt == nil } }
  private var isByContract: Bool { tariff.conditions.contains(.supportContract) }
  private var isOpen: Bool {
    facts.cancelledAt == nil && (isByContract || facts.correctableUntil.map { today <= $0 } ?? false)
  }

  var body: HTML {
    """
    <h2 id="corrections">\(Text.corrections)</h2>
    \(facts.correctableUntil.map { last in
      today <= last ? "<p>\(Text.mayBeCorrectedUntil(last))</p>" : "<p class=\"muted\">\(Text.couldBeCorrectedUntil(last))</p>" as HTML
    })
    \(if: !corrections.isEmpty, made)
    \(requests.html(request))
    \(if: isOwn && isOpen && (isVendor || waiting == nil), form)
    """
  }

  private var made: HTML {
    """
    <div class="scroll"><table class="list"><thead><tr><th scope="col">\(Text.when)</th><th scope="col">\(Text.whoDid)</th>\
    <th scope="col">\(Text.actWord)</th><th scope="col">\(Text.reasonWord)</th><th scope="col">\(Text.before)</th>\
    <th scope="col">\(Text.after)</th></tr></thead><tbody>\(corrections.html { made in
      """
      <tr><td data-label="\(Text.when)">\(stamp(made.madeAt))</td>\
      <td data-label="\(Text.whoDid)">\(made.madeByName ?? "")</td><td data-label="\(Text.actWord)">\(made.kind.text)</td>\
      <td data-label="\(Text.reasonWord)">\(made.reason.text)<br><span class="muted">\(made.comment)</span></td>\
      <td class="facts" data-label="\(Text.before)">\(factsLine(made.before))</td>\
      <td class="facts" data-label="\(Text.after)">\(factsLine(made.after))</td></tr>
      """
    })</tbody></table></div>
    """
  }

  private func request(_ request: CorrectionRequest) -> HTML {
    """
    <article class="request"><p><b>\(request.kind.text)</b> · \(request.reason.text) · \(stamp(request.askedAt)), \
    \(request.askedByName ?? "")</p><p>\(request.comment)</p>\
    \(request.isDone.map { isDone in
      """
      <p><span class="mark \(isDone ? "good" : "bad")">\(isDone ? Text.doneWord : .declinedWord)</span> \
      \(request.answer)</p>
      """ as HTML
    } ?? (isVendor ? declining(request) : "<p><span class=\"mark plan\">\(Text.waitsForVendor)</span></p>"))</article>
    """
  }

  private func declining(_ request: CorrectionRequest) -> HTML {
    """
    <form method="post" action="/corrections/\(request.id)/refusal" class="inline">\(seal)\
    <input type="text" name="answer" required maxlength="1000" aria-label="\(Text.answerWord)" \
    placeholder="\(Text.answerWord)"> <button>\(Text.decline)</button></form>
    """
  }

  /// For a partner, asking; for the vendor, doing.
  private var form: HTML {
    let kinds: [Correction.Kind] = isByContract ? [.change, .cancel, .stop] : [.change, .cancel]
    let path = "\(Link.subscription(facts.id))/\(isVendor ? "correction" : "correction-request")"
    return """
      <details\(if: !refusals.isEmpty || waiting != nil && isVendor, " open")>\
      <summary>\(isVendor ? Text.correctIt : .askToCorrect)</summary>\(Faults(refusals: refusals))
      <form method="post" action="\(path)" class="boxed">\(seal)<div class="columns">
      \(FormField(label: .whatIsAsked, field: "kind", kind: .choice(kinds.map { ($0.rawValue, $0.text) }),
        value: entries.has("kind") ? entries.raw("kind") : waiting?.kind.rawValue ?? "", isRequired: true,
        refusals: refusals))
      \(FormField(label: .reasonWord, field: "reason",
        kind: .choice(Correction.Reason.allCases.map { ($0.rawValue, $0.text) }),
        value: entries.has("reason") ? entries.raw("reason") : waiting?.reason.rawValue ?? "", isRequired: true,
        refusals: refusals))
      \(FormField(label: isVendor ? .answerWord : .whatIsWrong, field: isVendor ? "reason_comment" : "comment",
        kind: .area, value: entries.raw(isVendor ? "reason_comment" : "comment"), isRequired: true,
        refusals: refusals))
      </div>\(if: isVendor, vendorFields)
      <p><button class="main">\(isVendor ? Text.correctIt : .sendRequest)</button></p></form></details>
      """
  }

  private var vendorFields: HTML {
    func value(_ field: Field, _ now: String) -> String { entries.has(field) ? entries.raw(field) : now }
    return """
      <p class="hint">\(Text.correctionHint)</p><div class="columns">
      \(FormField(label: .tariff, field: "tariff",
        kind: .choice(alternatives.map { ($0.code.description, $0.name) }),
        value: value("tariff", tariff.code.description), refusals: refusals))
      \(FormField(label: .actsFrom, field: "start", kind: .day, value: value("start", facts.startsOn.description),
        refusals: refusals))
      \(if: facts.months != nil,
        """
        \(FormField(label: .monthsHead, field: "months", kind: .number(1...120),
          value: value("months", facts.months.map(String.init) ?? ""), refusals: refusals))
        """)\
      \(if: tariff.extra != nil,
        """
        \(FormField(label: .quantity, field: "quantity", kind: .number(1...1000),
          value: value("quantity", String(facts.quantity)), refusals: refusals))
        """)
      \(if: isByContract,
        """
        \(FormField(label: .contractNumber, field: "contract_number", kind: .text,
          value: value("contract_number", facts.contract?.number ?? ""), refusals: refusals))\
        \(FormField(label: .contractEnd, field: "contract_end", kind: .day,
          value: value("contract_end", facts.contract?.end?.description ?? ""), refusals: refusals))\
        \(FormField(label: .lastDay, field: "end", kind: .day, value: value("end", ""), refusals: refusals))
        """)</div>
      """
  }
}

extension Text {
  package static let corrections = Text(ru: "Исправления", kk: "Түзетулер", en: "Corrections")
  static let noRequestsVendor = Text(
    ru: "Запросов нет. Партнёр просит об исправлении со страницы подписки.",
    kk: "Сұраулар жоқ. Серіктес түзетуді жазылым бетінен сұрайды.",
    en: "No requests. A partner asks for a correction from the subscription's page.")
  static let noRequestsPartner = Text(
    ru: "Ничего не ждёт ответа. Попросить об исправлении можно на странице подписки.",
    kk: "Жауап күтіп тұрған ештеңе жоқ. Түзетуді жазылым бетінен сұрауға болады.",
    en: "Nothing waits for an answer. Ask for a correction on the subscription's page.")
  static let subscriptionWord = Text(ru: "Подписка", kk: "Жазылым", en: "Subscription")
  static let whatIsAsked = Text(ru: "Что сделать", kk: "Не істеу керек", en: "What to do")
  static let reasonWord = Text(ru: "Причина", kk: "Себебі", en: "Reason")
  static let askedWord = Text(ru: "Запрошено", kk: "Сұралған", en: "Asked")
  static let monthsHead = Text(ru: "Период действия, месяцев", kk: "Қолданылу мерзімі, ай", en: "Period, months")
  static let answerBy = Text(ru: "Ответить до", kk: "Жауап мерзімі", en: "Answer by")
  static let doneWord = Text(ru: "Выполнено", kk: "Орындалды", en: "Done")
  static let declinedWord = Text(ru: "Отклонено", kk: "Қабылданбады", en: "Declined")
  static let waitsForVendor = Text(
    ru: "Ждёт владельца сервиса", kk: "Сервис иесін күтуде", en: "Waits for the vendor")
  static let answerWord = Text(ru: "Ответ партнёру", kk: "Серіктеске жауап", en: "Answer to the partner")
  static let decline = Text(ru: "Отклонить", kk: "Қабылдамау", en: "Decline")
  static let correctIt = Text(ru: "Исправить", kk: "Түзету", en: "Correct it")
  static let askToCorrect = Text(
    ru: "Попросить исправить или отменить", kk: "Түзетуді немесе күшін жоюды сұрау", en: "Ask to correct or cancel it")
  static let whatIsWrong = Text(
    ru: "Что не так и как должно быть", kk: "Не дұрыс емес және қалай болуы керек",
    en: "What is wrong and how it should be")
  static let sendRequest = Text(ru: "Отправить запрос", kk: "Сұрау жіберу", en: "Send the request")
  static let lastDay = Text(
    ru: "Последний день (для остановки)", kk: "Соңғы күні (тоқтату үшін)", en: "Last day (to stop it)")
  static let correctionHint = Text(
    ru:
      "Так подписка должна выглядеть после исправления. Расширения и апгрейды последуют за ней; для отмены поля не важны.",
    kk:
      "Түзетуден кейін жазылым осындай болуы керек. Кеңейтулер мен апгрейдтер оған ереді; күшін жою үшін өрістер маңызды емес.",
    en:
      "How the subscription shall look. Its extensions and upgrades follow it; a cancellation does not need the fields."
  )

  static func mayBeCorrectedUntil(_ day: Day) -> Text {
    Text(
      ru: "Можно исправить или отменить до \(day): до конца месяца проведения (M-05).",
      kk: "\(day) дейін түзетуге немесе күшін жоюға болады: өткізілген айдың соңына дейін (M-05).",
      en: "It can be corrected or cancelled until \(day): the end of the month of posting (M-05).")
  }
  static func couldBeCorrectedUntil(_ day: Day) -> Text {
    Text(
      ru: "Можно было исправить до \(day).", kk: "\(day) дейін түзетуге болатын еді.",
      en: "It could be corrected until \(day).")
  }
}
