import Handbook
import Markup

/// A labelled field of a form, with what was typed and what is wrong with it.
struct FormField: View {
  enum Kind {
    case text, email, password, search, day
    case number(ClosedRange<Int>)
    case area
    case choice([(value: String, label: Text)])
    case check
  }

  let label: Text
  let field: Field
  let kind: Kind
  let value: String
  var hint: Text?
  var isRequired = false
  var refusals: [Refusal] = []
  /// What browsers may fill in: `email`, `current-password`.
  var autocomplete = "off"
  var isReadOnly = false
  var isFocused = false

  var body: HTML {
    let mine = refusals.filter { $0.field == field }
    let describedBy = (hint == nil ? "" : "\(field.name)-hint ") + (mine.isEmpty ? "" : "\(field.name)-fault")
    let common: HTML = """
       id="\(field.name)" name="\(field.name)" autocomplete="\(autocomplete)"\(if: isRequired, " required")\
      \(if: isReadOnly, " readonly")\(if: isFocused, " autofocus")\
      \(if: !describedBy.isEmpty, " aria-describedby=\"\(describedBy)\"")\(if: !mine.isEmpty, " aria-invalid=\"true\"")
      """
    if case .check = kind {
      return """
        <div class="field check"><input type="checkbox"\(common)\
        \(if: value == "on", " checked")> <label for="\(field.name)">\(label)</label>\(below(mine))</div>
        """
    }
    return """
      <div class="field"><label for="\(field.name)">\(label)\
      \(if: isRequired,
        """
         <span class="unseen">(\(Text.required))</span><span class="star" aria-hidden="true">*</span>
        """)</label>
      \(input(common))\(below(mine))</div>
      """
  }

  private func below(_ mine: [Refusal]) -> HTML {
    """
    \(hint.map { "<p class=\"hint\" id=\"\(field.name)-hint\">\($0)</p>" as HTML })\
    \(if: !mine.isEmpty,
      """
      <p class="fault" id="\(field.name)-fault">\(mine.html { "<span>\($0.text)</span> " })</p>
      """)
    """
  }

  private func input(_ common: HTML) -> HTML {
    switch kind {
    case .area: "<textarea rows=\"3\"\(common)>\(value)</textarea>"
    case .choice(let choices):
      """
      <select\(common)>\
      \(choices.html { "<option value=\"\($0.value)\"\(if: $0.value == value, " selected")>\($0.label)</option>" })\
      </select>
      """
    case .day:
      """
      <input type="text" inputmode="numeric" class="day" placeholder="31.12.2026" maxlength="10" data-day\(common) \
      value="\(value)">
      """
    case .number(let range):
      """
      <input type="number" min="\(range.lowerBound)" max="\(range.upperBound)" class="count"\(common) value="\(value)">
      """
    case .email: "<input type=\"email\" inputmode=\"email\" maxlength=\"254\"\(common) value=\"\(value)\">"
    case .password: "<input type=\"password\" maxlength=\"200\"\(common)>"
    case .search: "<input type=\"search\"\(common) value=\"\(value)\">"
    case .text, .check: "<input type=\"text\"\(common) value=\"\(value)\">"
    }
  }
}

/// Everything that is wrong, on top of the form, each with a link to its field.
struct Faults: View {
  let refusals: [Refusal]
  /// Where fields of another page are: those of the subscriber's card.
  var card: String?

  var body: HTML {
    if refusals.isEmpty { return "" }
    return """
      <div class="faults" role="alert" tabindex="-1"><h2>\(Text.cannotBeDone)</h2><ul>\(refusals.html { refusal in
        """
        <li>\(link(refusal))\(if: refusal.rule != "INPUT", " <span class=\"rule\">\(refusal.rule)</span>")</li>
        """
      })</ul></div>
      """
  }

  private func link(_ refusal: Refusal) -> HTML {
    guard let field = refusal.field else { return "\(refusal.text)" }
    if field.name.hasPrefix("card.") {
      guard let card else { return "\(refusal.text)" }
      return "\(refusal.text) <a href=\"\(card)#\(String(field.name.dropFirst(5)))\">\(Text.fillInTheCard)</a>"
    }
    return "<a href=\"#\(field.name)\">\(refusal.text)</a>"
  }
}

/// A mark of a state: by word, shape and colour together.
struct Mark: View {
  enum Tone: String { case good, warn, bad, quiet, plan }

  let text: Text
  let tone: Tone

  var body: HTML { "<span class=\"mark \(tone.rawValue)\">\(text)</span>" }
}

extension Mark {
  init(_ state: Subscription.State) {
    let tone: Tone =
      switch state {
      case .draft: .quiet
      case .planned: .plan
      case .active: .good
      case .ending: .warn
      case .ended, .cancelled: .bad
      }
    self.init(text: state.text, tone: tone)
  }

  init(_ state: Bill.State) {
    let tone: Tone =
      switch state {
      case .draft: .quiet
      case .sent: .plan
      case .paid: .good
      case .cancelled: .bad
      }
    self.init(text: state.text, tone: tone)
  }

  init(_ state: Invitation.State) {
    let tone: Tone =
      switch state {
      case .sent: .plan
      case .activated: .good
      case .blocked: .bad
      case .expired: .quiet
      }
    self.init(text: state.text, tone: tone)
  }

  init(_ state: Infobase.State) {
    let tone: Tone =
      switch state {
      case .preparing: .plan
      case .ready: .good
      case .failed: .bad
      case .toDelete, .deleted: .quiet
      }
    self.init(text: state.text, tone: tone)
  }

  /// Access of a subscriber on a day.
  init(_ kind: Subscriber.AccessKind, ends: Day, on today: Day) {
    if kind != .none, ends < today {
      self.init(text: Subscription.State.ended.text, tone: .bad)
    } else {
      self.init(
        text: kind.text, tone: kind == .none ? .quiet : ends - today < 14 ? .warn : kind == .trial ? .plan : .good)
    }
  }
}

/// A filter above a list: what it filters is said by its words.
struct Chip: View {
  let text: Text
  let href: String
  let isOn: Bool
  var count: Int?

  var body: HTML {
    """
    <a class="chip" href="\(href)"\(if: isOn, " aria-current=\"true\"")>\(text)\
    \(count.map { " <b>\($0)</b>" as HTML })</a>
    """
  }
}

/// A head of a column by which the list can be sorted.
struct SortHead: View {
  let text: Text
  /// The link that sorts by this column, the other way round if it is sorted by it already.
  let href: String
  /// `nil` if the list is not sorted by this column.
  let isDescending: Bool?
  var isNumber = false

  var body: HTML {
    let sort = isDescending.map { $0 ? "descending" : "ascending" } ?? "none"
    return """
      <th scope="col" aria-sort="\(sort)"\(if: isNumber, " class=\"num\"")>\
      <a href="\(href)">\(text)\
      \(if: isDescending != nil, "<span aria-hidden=\"true\">\(isDescending == true ? " ↓" : " ↑")</span>")</a></th>
      """
  }
}

/// What was done with a thing, newest first.
struct HistoryTable: View {
  let entries: [AuditEntry]
  let stamp: @Sendable (Instant) -> String

  var body: HTML {
    if entries.isEmpty { return "<p class=\"empty\">\(Text.noHistory)</p>" }
    return """
      <div class="scroll"><table class="list"><thead><tr><th scope="col">\(Text.when)</th>\
      <th scope="col">\(Text.whoDid)</th><th scope="col">\(Text.actWord)</th><th scope="col">\(Text.before)</th>\
      <th scope="col">\(Text.after)</th></tr></thead><tbody>\(entries.html { entry in
        """
        <tr><td data-label="\(Text.when)">\(stamp(entry.at))</td>\
        <td data-label="\(Text.whoDid)">\(if: entry.userName == nil, "\(Text.system)")\(entry.userName ?? "")</td>\
        <td data-label="\(Text.actWord)">\(Text.act(entry.act))</td>\
        <td class="facts" data-label="\(Text.before)">\(factsLine(entry.before))</td>\
        <td class="facts" data-label="\(Text.after)">\(factsLine(entry.after))</td></tr>
        """
      })</tbody></table></div>
      """
  }
}

/// `{"name":"A","bin":""}` as «Наименование: A»: what is empty says nothing.
func factsLine(_ json: String) -> HTML {
  let filled = AuditFacts(json).pairs.filter { !$0.value.isEmpty }
  return filled.enumerated().html { place, fact in
    "\(if: place > 0, "; ")\(Text.fact(fact.name)): \(Text.value(fact.value, of: fact.name))"
  }
}

extension Text {
  static let cannotBeDone = Text(ru: "Так не получится:", kk: "Бұлай болмайды:", en: "This cannot be done:")
  static let fillInTheCard = Text(ru: "Заполнить в карточке", kk: "Карточкада толтыру", en: "Fill in on the card")
  static let noHistory = Text(
    ru: "Изменений ещё не было.", kk: "Өзгерістер әлі болған жоқ.", en: "Nothing has changed yet.")
  static let when = Text(ru: "Когда", kk: "Қашан", en: "When")
  static let whoDid = Text(ru: "Кто", kk: "Кім", en: "Who")
  static let actWord = Text(ru: "Действие", kk: "Әрекет", en: "Act")
  static let before = Text(ru: "Было", kk: "Болған", en: "Before")
  static let after = Text(ru: "Стало", kk: "Болды", en: "After")

  /// The act of an audit row, in words.
  static func act(_ word: String) -> Text {
    wordsOfActs[word] ?? Text(verbatim: word)
  }

  private static let wordsOfActs: [String: Text] = [
    "sign-in": Text(ru: "вход", kk: "кіру", en: "sign-in"),
    "register": Text(ru: "регистрация", kk: "тіркелу", en: "registration"),
    "join": Text(ru: "вступление", kk: "қосылу", en: "joined"),
    "change-card": Text(ru: "изменение карточки", kk: "карточканы өзгерту", en: "card changed"),
    "invite": Text(ru: "приглашение", kk: "шақыру", en: "invitation"),
    "resend": Text(ru: "повторная отправка", kk: "қайта жіберу", en: "sent again"),
    "block": Text(ru: "блокировка", kk: "бұғаттау", en: "blocked"),
    "unblock": Text(ru: "снятие блокировки", kk: "бұғатты алу", en: "unblocked"),
    "post": Text(ru: "проведение", kk: "өткізу", en: "posted"),
    "delete-draft": Text(ru: "удаление черновика", kk: "қараламаны жою", en: "draft deleted"),
    "invite-user": Text(ru: "приглашение пользователя", kk: "пайдаланушыны шақыру", en: "user invited"),
    "revoke-invitation": Text(ru: "отзыв приглашения", kk: "шақыруды қайтару", en: "invitation revoked"),
    "change-role": Text(ru: "смена роли", kk: "рөлді өзгерту", en: "role changed"),
    "remove-user": Text(ru: "отключение пользователя", kk: "пайдаланушыны ажырату", en: "user removed"),
    "create": Text(ru: "создание базы", kk: "база құру", en: "infobase created"),
    "change": Text(ru: "изменение", kk: "өзгерту", en: "changed"),
    "keep-open": Text(ru: "оставлена открытой", kk: "ашық қалдырылды", en: "kept open"),
    "retry": Text(ru: "повтор подготовки", kk: "дайындауды қайталау", en: "preparation retried"),
    "delete": Text(ru: "пометка на удаление", kk: "жоюға белгілеу", en: "marked for deletion"),
    "undelete": Text(ru: "возврат", kk: "қайтару", en: "taken back"),
    "set-right": Text(ru: "право в базе", kk: "базадағы құқық", en: "right in an infobase"),
    "grant": Text(ru: "доступ специалисту", kk: "маманға қолжетімділік", en: "access for a specialist"),
    "revoke": Text(ru: "отзыв доступа", kk: "қолжетімділікті қайтару", en: "access revoked"),
    "open-by-grant": Text(ru: "открытие специалистом", kk: "маман ашты", en: "opened by a specialist"),
    "end-session": Text(ru: "завершение сеанса", kk: "сеансты аяқтау", en: "session ended"),
    "add-partner": Text(ru: "новый партнёр", kk: "жаңа серіктес", en: "partner added"),
    "set-standing": Text(ru: "смена статуса", kk: "мәртебені өзгерту", en: "standing changed"),
    "load-catalogue": Text(ru: "загрузка каталога", kk: "каталогты жүктеу", en: "catalogue loaded"),
    "correct": Text(ru: "исправление", kk: "түзету", en: "corrected"),
    "cancel": Text(ru: "отмена", kk: "күшін жою", en: "cancelled"),
    "stop": Text(ru: "остановка", kk: "тоқтату", en: "stopped"),
    "shorten": Text(ru: "сокращение", kk: "қысқарту", en: "shortened"),
    "ask-correction": Text(ru: "запрос на исправление", kk: "түзету сұрауы", en: "correction asked for"),
    "decline-correction": Text(ru: "запрос отклонён", kk: "сұрау қабылданбады", en: "request declined"),
    "take-grace": Text(ru: "дни отсрочки", kk: "қосымша күндер", en: "grace days taken"),
    "take-boost": Text(ru: "временное расширение", kk: "уақытша кеңейту", en: "temporary extra taken"),
    "set-prices": Text(ru: "свои цены", kk: "өз бағалар", en: "own prices set"),
    "ask": Text(ru: "просьба партнёру", kk: "серіктеске өтініш", en: "asked the partner"),
    "decline": Text(ru: "отказ", kk: "бас тарту", en: "declined"),
    "make-token": Text(ru: "новый токен", kk: "жаңа токен", en: "token made"),
    "revoke-token": Text(ru: "отзыв токена", kk: "токенді қайтару", en: "token revoked"),
    "close-months": Text(ru: "закрытие месяца", kk: "айды жабу", en: "months closed"),
    "release-closing": Text(ru: "закрытие отпущено", kk: "жабу жіберілді", en: "closing released"),
    "record-payment": Text(ru: "запись оплаты", kk: "төлемді жазу", en: "payment recorded"),
    "reverse-payment": Text(ru: "сторно оплаты", kk: "төлемді сторно ету", en: "payment reversed"),
    "begin-refund": Text(ru: "заявка на перезачёт", kk: "қайта есепке алу өтінімі", en: "refund begun"),
    "attach-document": Text(ru: "приложен документ", kk: "құжат тіркелді", en: "document attached"),
    "send-refund": Text(ru: "заявка отправлена", kk: "өтінім жіберілді", en: "refund sent"),
    "grant-refund": Text(ru: "перезачёт одобрен", kk: "қайта есепке алу мақұлданды", en: "refund granted"),
    "refuse-refund": Text(ru: "перезачёт отклонён", kk: "қайта есепке алу қабылданбады", en: "refund refused"),
    "make-contract": Text(ru: "составление договора", kk: "шарт жасау", en: "contract made"),
    "set-clauses": Text(ru: "свои условия договора", kk: "шарттың өз талаптары", en: "own clauses set"),
    "change-entity": Text(ru: "смена юрлица", kk: "заңды тұлғаның ауысуы", en: "legal entity changed"),
    "check-entity": Text(ru: "проверка юрлица", kk: "заңды тұлғаны тексеру", en: "legal entity checked"),
    "make-bill": Text(ru: "выставление счёта", kk: "шот қою", en: "bill made"),
    "send-bill": Text(ru: "отправка счёта", kk: "шотты жіберу", en: "bill sent"),
    "pay-bill": Text(ru: "оплата счёта", kk: "шотты төлеу", en: "bill paid"),
    "cancel-bill": Text(ru: "отмена счёта", kk: "шоттың күшін жою", en: "bill cancelled"),
    "set-payee": Text(ru: "реквизиты для счетов", kk: "шот деректемелері", en: "details for bills"),
    "load-payments": Text(ru: "загрузка выписки", kk: "үзінді жүктеу", en: "statement loaded"),
    "set-aside": Text(ru: "платёж отложен", kk: "төлем кейінге қалдырылды", en: "payment set aside"),
    "set-up": Text(ru: "установка", kk: "орнату", en: "set up"),
    "change-password": Text(ru: "смена пароля", kk: "құпиясөзді өзгерту", en: "password changed"),
    "password-reset": Text(ru: "новый пароль по ссылке", kk: "сілтеме арқылы жаңа құпиясөз", en: "password reset"),
    "second-factor-on": Text(ru: "второй фактор включён", kk: "екінші фактор қосылды", en: "second factor on"),
    "second-factor-off": Text(ru: "второй фактор отключён", kk: "екінші фактор өшірілді", en: "second factor off"),
    "end-sign-in": Text(ru: "завершение входа", kk: "кіруді аяқтау", en: "sign-in ended"),
    "move-clock": Text(ru: "перевод часов", kk: "сағатты жылжыту", en: "clock moved"),
    "back-up": Text(ru: "копия базы", kk: "база көшірмесі", en: "infobase backed up"),
    "unload": Text(ru: "выгрузка в файл", kk: "файлға шығару", en: "unloaded to a file"),
    "load": Text(ru: "загрузка из файла", kk: "файлдан жүктеу", en: "loaded from a file"),
  ]
}
