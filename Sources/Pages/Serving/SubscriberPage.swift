package import Handbook
package import Markup

/// «Карточка абонента» (chapter G): its commands and its tabs. Also the card of one's own subscriber (E-06).
package struct SubscriberPage: Screen {
  /// Whose card it is: a served subscriber's, or one's own.
  package enum Side: Sendable {
    /// How many people and infobases it has, and what its tariffs allow.
    case served(people: Int, infobases: Int, limits: Limits)
    case own
  }

  let facts: SubscriberFacts
  let tabs: CardTabs
  let entries: Entries
  let refusals: [Refusal]
  let stale: StaleNotice?
  let isEditable: Bool
  let side: Side
  /// Whether letters may be read (the vendor).
  let mayReadLetters: Bool
  /// Whether the client is billed from here (a partner).
  let mayBill: Bool
  let today: Day
  /// What this client asks for, and the catalogue that names it.
  let wishes: (list: [Wish], catalogue: Catalogue)?
  let stamp: @Sendable (Instant) -> String

  package init(
    facts: SubscriberFacts, tabs: CardTabs, entries: Entries, refusals: [Refusal] = [], stale: StaleNotice? = nil,
    isEditable: Bool, side: Side, mayReadLetters: Bool, mayBill: Bool = false,
    wishes: (list: [Wish], catalogue: Catalogue)? = nil, today: Day, stamp: @escaping @Sendable (Instant) -> String
  ) {
    self.facts = facts
    self.tabs = tabs
    self.entries = entries
    self.refusals = refusals
    self.stale = stale
    self.isEditable = isEditable
    self.side = side
    self.mayReadLetters = mayReadLetters
    self.mayBill = mayBill
    self.wishes = wishes
    self.today = today
    self.stamp = stamp
  }

  package var title: Text {
    Text(ru: "\(facts.name) (абонент)", kk: "\(facts.name) (абонент)", en: "\(facts.name) (subscriber)")
  }

  private var isServed: Bool { if case .served = side { true } else { false } }
  private var action: String { isServed ? Link.subscriber(facts.id) : Link.card }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(facts.name) <span class="muted">№ \(facts.id)</span></h1>\(commands)</div>
    <p class="facts-line">\(Mark(facts.accessKind, ends: facts.accessEndsOn, on: today)) \
    \(if: facts.accessKind != .none, "\(Text.until(facts.accessEndsOn))")\(use)</p>
    \(Faults(refusals: refusals))
    \(stale.map { HTML($0) })
    \(wishes.map {
      HTML(WishList(
        wishes: $0.list, catalogue: $0.catalogue, showsSubscriber: false, today: today, seal: frame.sealed,
        stamp: stamp))
    })
    <form method="post" action="\(action)" id="card" data-guard>\(frame.sealed)\
    <input type="hidden" name="version" value="\(facts.version)">
    <div class="columns">
    <div class="field"><span class="label">\(Text.number)</span><output>\(facts.id)</output></div>\
    \(field(.cardName, "name", required: true))\
    <div class="field"><span class="label">\(Text.identifier)</span><output>\(facts.publicID)</output></div>\
    \(field(.cardComment, "comment", .area))</div>
    <div class="tabs" data-tabs>
    <nav aria-label="\(Text.tabs)"><a href="#contacts">\(Text.contacts)</a><a href="#details">\(Text.details)</a>\
    <a href="#servicing">\(Text.servicingTab)</a><a href="#relations">\(Text.relationsTab)</a>\
    <a href="#registration">\(Text.registrationTab)</a></nav>
    <section id="contacts"><h2>\(Text.contacts)</h2><div class="columns">
    \(field(.cardCity, "city"))\(field(.cardEmail, "email", .email))\(field(.cardSite, "site"))\
    \(field(.cardPhone, "phone"))</div></section>
    <section id="details"><h2>\(Text.details)</h2>\(details)</section>
    <section id="servicing"><h2>\(Text.servicingTab)</h2>\(servicing)</section>
    <section id="relations"><h2>\(Text.relationsTab)</h2>\(relations)</section>
    <section id="registration"><h2>\(Text.registrationTab)</h2>\(registration)</section>
    </div></form>
    """
  }

  /// G-02.
  private var commands: HTML {
    """
    <div class="commands">\
    \(if: isServed,
      """
      <a class="button main" href="\(url(Link.newSubscription, ["subscriber": facts.id.description]))" \
      data-hotkey="new">\(Text.issueSubscription)</a> 
      """)\
    \(if: isEditable,
      """
      <button form="card" name="close" value="1" data-hotkey="save-close">\(Text.saveAndClose)</button> 
      """)\
    \(if: isServed,
      """
      <a class="button" href="\(Link.subscriptions(of: facts.id))">\(Text.servedSubscriptions)</a> \
      <a class="button" href="\(Link.diagram(of: facts.id))">\(Text.diagramTitle)</a> 
      """)\
    <details class="more"><summary class="button">\(Text.more)</summary><div>\
    \(if: isEditable, "<button form=\"card\" data-hotkey=\"save\">\(Text.save)</button>")\
    \(if: isServed, "<a href=\"\(Link.choice(facts.id))\">\(Text.tariffsForClient)</a>")\
    \(if: isServed && mayBill,
      """
      <a href="\(Link.newBill(for: facts.id))">\(Text.newBill)</a><a href="\(Link.contracts(of: facts.id))">\
      \(Text.contractsTitle)</a>
      """)\(people)<a href="\(isServed ? Link.history(of: facts.id) : Link.ownHistory)">\(Text.history)</a></div></details></div>
    """
  }

  private var people: HTML {
    switch side {
    case .served(let people, _, _): "<a href=\"\(Link.people(of: facts.id))\">\(Text.usersWord) (\(people))</a>"
    case .own: "<a href=\"\(Link.users)\">\(Text.usersWord)</a>"
    }
  }

  private var use: HTML {
    switch side {
    case .served(_, let infobases, let limits):
      " · \(Text.bases): \(infobases) \(Text.of) \(limits.bases) · \(Text.sessionsWord): \(limits.sessions)"
    case .own: ""
    }
  }

  /// G-06; «КПП» is left out (PRO-30).
  private var details: HTML {
    """
    <p class="hint">\(Text.mandatoryForPaid)</p>
    <div class="sheet"><div class="field head-row" aria-hidden="true"><span>\(Text.cardName)</span>\
    <span>\(Text.value)</span></div>\
    <div class="field"><span class="label">\(Text.publicID)</span><output>\(facts.publicID)</output></div>\
    \(if: isServed,
      "\(field(.cardLeavingReason, "leaving_reason"))\(field(.cardLeavingComment, "leaving_comment", .area))")\
    <div class="field"><span class="label">\(Subscriber.Kind.distributor.text)</span>\
    <output>\(facts.distributorName ?? "—")</output></div>\
    <div class="field"><span class="label">\(Text.cardCity)</span>\
    <output>\(facts.city.isEmpty ? "—" : facts.city)</output></div>\
    \(field(.cardITSNumber, "its_number"))\(field(.cardOrganisation, "organisation"))\(field(.cardBIN, "bin"))</div>
    """
  }

  private var servicing: HTML {
    if tabs.servicing.isEmpty { return "<p class=\"empty\">\(Text.servedByNobody)</p>" }
    return """
      <table class="list"><thead><tr><th scope="col">\(Text.partnerWord)</th><th scope="col">\(Text.since)</th>\
      <th scope="col">\(Text.through)</th><th scope="col">\(Subscriber.Kind.distributor.text)</th></tr></thead><tbody>\
      \(tabs.servicing.html { line in
        """
        <tr><td class="first">\(line.name) <span class="muted">№ \(line.partner)</span></td>\
        <td class="date" data-label="\(Text.since)">\(stamp(line.from))</td>\
        <td class="date" data-label="\(Text.through)">\(line.until.map(stamp) ?? "—")</td>\
        <td data-label="\(Subscriber.Kind.distributor.text)">\
        \(line.until == nil ? facts.distributorName ?? "—" : "")</td></tr>
        """
      })</tbody></table>
      """
  }

  private var relations: HTML {
    """
    \(if: facts.kind == .partner, "<p>\(Text.servedSubscribers): <b>\(tabs.served)</b></p>")\
    <h3>\(Text.accessForOthers)</h3>\
    \(if: tabs.grants.isEmpty, "<p class=\"empty\">\(Text.noRelations)</p>")\
    \(if: !tabs.grants.isEmpty,
      """
      <table class="list"><thead><tr><th scope="col">\(Text.organisation)</th><th scope="col">\(Text.personName)</th>\
      <th scope="col">\(Text.bases)</th><th scope="col">\(Text.through)</th></tr></thead><tbody>\
      \(tabs.grants.html { grant in
        """
        <tr><td class="first">\(grant.organisationName)</td>\
        <td data-label="\(Text.personName)">\(grant.userName)</td>\
        <td data-label="\(Text.bases)">\(grant.infobaseName)</td>\
        <td class="date" data-label="\(Text.through)">\(stamp(grant.untilAt))</td></tr>
        """
      })</tbody></table>
      """)
    """
  }

  private var registration: HTML {
    let facts = tabs.registration
    return """
      <dl class="facts-list"><dt>\(Text.registered)</dt><dd>\(stamp(facts.at))</dd>\
      <dt>\(Text.whoRegistered)</dt><dd>\(facts.by.map { Text(verbatim: $0) } ?? .system)\
      \(if: !facts.address.isEmpty, " <span class=\"muted\">\(facts.address)</span>")</dd>\
      \(facts.invitation.map(invitation) ?? "<dt>\(Text.invitationWord)</dt><dd>\(Text.withoutInvitation)</dd>")</dl>
      """
  }

  private func invitation(_ facts: InvitationFacts) -> HTML {
    """
    <dt>\(Text.invitationWord)</dt><dd>№ \(facts.id.nineDigits), \(facts.email)</dd>\
    <dt>\(Text.whoInvited)</dt><dd>\(facts.createdByName), \(stamp(facts.createdAt))</dd>\
    <dt>\(Text.fromLetter)</dt><dd>\
    \(tabs.registration.letter.map { letter in
      let line: HTML = mayReadLetters ? "<a href=\"\(Link.letter(letter.id))\">\(letter.subject)</a>" : "\(letter.subject)"
      return "\(line), \(stamp(letter.createdAt))" as HTML
    } ?? "\(Text.notKept), \(stamp(facts.sentAt))")\
    \(if: facts.timesSent > 1, " <span class=\"muted\">×\(facts.timesSent)</span>")</dd>\
    \(facts.activatedAt.map { "<dt>\(Text.activatedAt)</dt><dd>\(stamp($0))</dd>" as HTML })
    """
  }

  private func field(_ label: Text, _ field: Field, _ kind: FormField.Kind = .text, required: Bool = false) -> FormField
  {
    FormField(
      label: label, field: field, kind: kind, value: entries.typed[field.name] ?? "", isRequired: required,
      refusals: refusals, isReadOnly: !isEditable)
  }
}

/// Somebody else wrote it first: who, when, and what stands there now.
package struct StaleNotice: View {
  let changedBy: String?
  let changedAt: String?
  let current: [(label: Text, value: String)]

  package init(changedBy: String?, changedAt: String?, current: [(label: Text, value: String)]) {
    self.changedBy = changedBy
    self.changedAt = changedAt
    self.current = current
  }

  package var body: HTML {
    """
    <div class="faults" role="alert"><h2>\(Text.changedMeanwhile)</h2>\
    <p>\(changedBy ?? "")\(if: changedAt != nil, ", \(changedAt ?? "")"). \(Text.nothingOverwritten)</p>\
    <dl class="facts-list">\(current.html { "<dt>\($0.label)</dt><dd>\($0.value)</dd>" })</dl></div>
    """
  }
}

extension Text {
  static let issueSubscription = Text(ru: "Оформить подписку", kk: "Жазылым рәсімдеу", en: "Issue a subscription")
  static let tabs = Text(ru: "Закладки", kk: "Қойындылар", en: "Tabs")
  static let contacts = Text(ru: "Контактная информация", kk: "Байланыс ақпараты", en: "Contacts")
  static let details = Text(ru: "Сведения", kk: "Мәліметтер", en: "Details")
  static let servicingTab = Text(
    ru: "Обслуживающие организации", kk: "Қызмет көрсететін ұйымдар", en: "Servicing organisations")
  static let mandatoryForPaid = Text(
    ru: "Для платной подписки обязательны наименование организации и БИН/ИИН.",
    kk: "Ақылы жазылым үшін ұйымның атауы мен БСН/ЖСН міндетті.",
    en: "A paid subscription needs the organisation name and the BIN/IIN.")
  static let identifier = Text(ru: "Идентификатор", kk: "Сәйкестендіргіш", en: "Identifier")
  static let value = Text(ru: "Значение", kk: "Мәні", en: "Value")
  static let relationsTab = Text(
    ru: "Предоставляемые взаимоотношения", kk: "Берілетін өзара қатынастар", en: "Relationships provided")
  static let registrationTab = Text(ru: "Данные регистрации", kk: "Тіркелу деректері", en: "Registration")
  static let servedByNobody = Text(
    ru: "Обслуживающей организации нет.", kk: "Қызмет көрсететін ұйым жоқ.", en: "No organisation serves it.")
  static let since = Text(ru: "С", kk: "Басталуы", en: "From")
  static let through = Text(ru: "По", kk: "Аяқталуы", en: "Until")
  static let noRelations = Text(
    ru: "Доступа в базы другим организациям сейчас нет.",
    kk: "Қазір басқа ұйымдарға базаларға қолжетімділік берілмеген.",
    en: "No other organisation has access to its infobases now.")
  static let whoRegistered = Text(ru: "Кто зарегистрировал", kk: "Кім тіркеді", en: "Registered by")
  static let whoInvited = Text(ru: "Кто пригласил", kk: "Кім шақырды", en: "Invited by")
  static let invitationWord = Text(ru: "Приглашение", kk: "Шақыру", en: "Invitation")
  static let withoutInvitation = Text(
    ru: "без приглашения: завёл владелец сервиса", kk: "шақырусыз: сервис иесі қосты",
    en: "none: the vendor made it")
  static let fromLetter = Text(ru: "Из письма", kk: "Қай хаттан", en: "From the letter")
  static let notKept = Text(ru: "письмо не хранится", kk: "хат сақталмаған", en: "the letter is not kept")
  static let publicID = Text(ru: "Публичный идентификатор", kk: "Жария сәйкестендіргіш", en: "Public identifier")
  static let registered = Text(ru: "Зарегистрирован", kk: "Тіркелген", en: "Registered")
  static let personName = Text(ru: "Имя", kk: "Аты", en: "Name")
  static let noSubscriptions = Text(
    ru: "Подписок ещё не было.", kk: "Жазылымдар әлі болған жоқ.", en: "No subscriptions yet.")
  static let changedMeanwhile = Text(
    ru: "Пока вы правили, запись изменили.", kk: "Сіз түзетіп жатқанда жазба өзгертілді.",
    en: "It was changed while you were editing.")
  static let nothingOverwritten = Text(
    ru: "Ваши правки ниже, чужие не затёрты. Сейчас записано:",
    kk: "Түзетулеріңіз төменде, басқалардікі өшірілген жоқ. Қазір жазылғаны:",
    en: "Your edits are below, theirs are untouched. What is written now:")
  static let kindWord = Text(ru: "Тип", kk: "Түрі", en: "Kind")
  static let bases = Text(ru: "Базы", kk: "Базалар", en: "Infobases")
  static let of = Text(ru: "из", kk: "/", en: "of")
}
