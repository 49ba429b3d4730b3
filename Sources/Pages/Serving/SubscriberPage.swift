package import Handbook
package import Markup

/// «Карточка абонента» (chapter G): its tabs, commands and history. Also the card of one's own subscriber (E-06).
package struct SubscriberPage: Screen {
  let facts: SubscriberFacts
  let entries: Entries
  let refusals: [Refusal]
  let stale: StaleNotice?
  /// Where the card is written.
  let action: String
  let isEditable: Bool
  /// Whether subscriptions may be issued from here.
  let isServed: Bool
  let subscriptions: [SoldSubscription]
  let members: [Member]
  let history: [AuditEntry]
  let limits: Limits?
  let infobases: Int
  let today: Day
  let stamp: @Sendable (Instant) -> String
  /// The viewing partner: prices of others' subscriptions are not shown (DEC-35).
  let viewer: Subscriber.ID?

  package init(
    facts: SubscriberFacts, entries: Entries, refusals: [Refusal] = [], stale: StaleNotice? = nil, action: String,
    isEditable: Bool, isServed: Bool, subscriptions: [SoldSubscription], members: [Member], history: [AuditEntry],
    limits: Limits?, infobases: Int, today: Day, viewer: Subscriber.ID?, stamp: @escaping @Sendable (Instant) -> String
  ) {
    self.facts = facts
    self.entries = entries
    self.refusals = refusals
    self.stale = stale
    self.action = action
    self.isEditable = isEditable
    self.isServed = isServed
    self.subscriptions = subscriptions
    self.members = members
    self.history = history
    self.limits = limits
    self.infobases = infobases
    self.today = today
    self.viewer = viewer
    self.stamp = stamp
  }

  package var title: Text {
    Text(ru: "\(facts.name) (абонент)", kk: "\(facts.name) (абонент)", en: "\(facts.name) (subscriber)")
  }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(facts.name) <span class="muted">№ \(facts.id)</span></h1>
    <div class="commands">
    \(if: isServed,
      """
      <a class="button main" href="\(url(Link.newSubscription, ["subscriber": facts.id.description]))" \
      data-hotkey="new">\(Text.issueSubscription)</a>
      """)
    \(if: isEditable,
      """
      <button form="card" data-hotkey="save">\(Text.save)</button> \
      <button form="card" name="close" value="1" data-hotkey="save-close">\(Text.saveAndClose)</button>
      """)
    </div></div>
    <p class="facts-line">\(Mark(facts.accessKind, ends: facts.accessEndsOn, on: today)) \
    \(if: facts.accessKind != .none, "\(Text.until) \(facts.accessEndsOn)")\(limits.map { limits in
      " · \(Text.bases): \(infobases) \(Text.of) \(limits.bases) · \(Text.sessionsWord): \(limits.sessions)" as HTML
    })</p>
    \(Faults(refusals: refusals))
    \(stale.map { HTML($0) })
    <div class="tabs" data-tabs>
    <nav aria-label="\(Text.tabs)"><a href="#contacts">\(Text.contacts)</a>\
    <a href="#details">\(Text.details)</a>\
    \(if: isServed, "<a href=\"#subscriptions\">\(Text.allSubscriptions) (\(subscriptions.count))</a>")\
    <a href="#servicing">\(Text.servicingTab)</a><a href="#people">\(Text.usersWord) (\(members.count))</a>\
    <a href="#history">\(Text.history)</a></nav>
    <form method="post" action="\(action)" id="card" data-guard>\(frame.sealed)\
    <input type="hidden" name="version" value="\(facts.version)">
    <section id="contacts"><h2>\(Text.contacts)</h2><div class="columns">
    \(field(.cardName, "name", required: true))\(field(.cardCity, "city"))\(field(.cardEmail, "email", .email))\
    \(field(.cardSite, "site"))\(field(.cardPhone, "phone"))\(field(.cardComment, "comment", .area))
    </div></section>
    <section id="details"><h2>\(Text.details)</h2><p class="hint">\(Text.mandatoryForPaid)</p><div class="columns">
    \(field(.cardOrganisation, "organisation"))\(field(.cardBIN, "bin"))\(field(.cardITSNumber, "its_number"))\
    \(if: isServed,
      """
      \(field(.cardLeavingReason, "leaving_reason"))\(field(.cardLeavingComment, "leaving_comment", .area))
      """)
    </div><dl class="facts-list"><dt>\(Text.publicID)</dt><dd><code>\(facts.publicID)</code></dd></dl></section>
    </form>
    \(if: isServed, "<section id=\"subscriptions\"><h2>\(Text.allSubscriptions)</h2>\(subscriptionTable)</section>")
    <section id="servicing"><h2>\(Text.servicingTab)</h2><dl class="facts-list"><dt>\(Text.partnerWord)</dt>\
    <dd>\(facts.partnerName ?? "—")</dd><dt>\(Subscriber.Kind.distributor.text)</dt>\
    <dd>\(facts.distributorName ?? "—")</dd><dt>\(Text.registered)</dt><dd>\(stamp(facts.createdAt))</dd></dl></section>
    <section id="people"><h2>\(Text.usersWord)</h2><table class="list"><thead><tr>\
    <th scope="col">\(Text.personName)</th><th scope="col">\(Text.email)</th>\
    <th scope="col">\(Text.role)</th></tr></thead>\
    <tbody>\
    \(members.html {
      """
      <tr><td class="first">\($0.name)</td><td data-label="\(Text.email)">\($0.email)</td>\
      <td data-label="\(Text.role)">\($0.role.text)</td></tr>
      """
    })</tbody></table></section>
    <section id="history"><h2>\(Text.history)</h2>\(HistoryTable(entries: history, stamp: stamp))</section>
    </div>
    """
  }

  private func field(_ label: Text, _ field: Field, _ kind: FormField.Kind = .text, required: Bool = false) -> FormField
  {
    FormField(
      label: label, field: field, kind: kind, value: entries.typed[field.name] ?? "", isRequired: required,
      refusals: refusals, isReadOnly: !isEditable)
  }

  private var subscriptionTable: HTML {
    if subscriptions.isEmpty { return "<p class=\"empty\">\(Text.noSubscriptions)</p>" }
    return HTML(SubscriptionTable(rows: subscriptions, showsSubscriber: false, today: today, viewer: viewer))
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
