package import Handbook
package import Markup

/// «Мои приложения»: the infobases of one's subscriber and where one was let in (A-06, PRO-21).
package struct InfobasesPage: Screen {
  let list: [InfobaseFacts]
  let taken: Int
  let limits: Limits
  let sessions: Int
  let accessEnds: Day?
  let groups: [(name: Text, applications: [Application])]
  let grants: [AccessGrant]
  let mayManage: Bool
  let entries: Entries
  let refusals: [Refusal]
  let today: Day
  let names: [Application.Code: Text]
  let stamp: @Sendable (Instant) -> String

  package init(
    list: [InfobaseFacts], taken: Int, limits: Limits, sessions: Int, accessEnds: Day?,
    groups: [(name: Text, applications: [Application])], names: [Application.Code: Text], grants: [AccessGrant],
    mayManage: Bool, entries: Entries, refusals: [Refusal], today: Day, stamp: @escaping @Sendable (Instant) -> String
  ) {
    self.list = list
    self.taken = taken
    self.limits = limits
    self.sessions = sessions
    self.accessEnds = accessEnds
    self.groups = groups
    self.names = names
    self.grants = grants
    self.mayManage = mayManage
    self.entries = entries
    self.refusals = refusals
    self.today = today
    self.stamp = stamp
  }

  package var title: Text { .myApplications }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title)</h1></div>
    \(if: accessEnds == nil, "<p class=\"notice\">\(Text.accessIsClosed)</p>")
    <p class="facts-line">\(accessEnds.map { "\(Text.accessUntil) <b>\($0)</b> · " as HTML })\(Text.bases): <b>\
    \(taken)</b> \(Text.of) \(limits.bases) · <a href="\(Link.sessions)">\(Text.sessionsWord)</a>: <b>\
    \(sessions)</b> \(Text.of) \(limits.sessions)</p>
    \(Faults(refusals: refusals))
    \(if: list.isEmpty, "<p class=\"empty\">\(mayManage ? Text.noInfobases : .noInfobasesForYou)</p>")
    \(if: !list.isEmpty, table(frame))
    \(if: !grants.isEmpty, grantTable(frame))
    \(if: mayManage && accessEnds != nil, creation(frame))
    """
  }

  private func table(_ frame: Frame) -> HTML {
    """
    <table class="list"><thead><tr><th scope="col">\(Text.infobase)</th><th scope="col">\(Text.application)</th>\
    <th scope="col">\(Text.state)</th><th scope="col" class="num">\(Text.sessionsWord)</th>\
    <th scope="col">\(Text.lastUsed)</th><th scope="col"><span class="unseen">\(Text.actWord)</span></th></tr></thead>\
    <tbody>\(list.html { base in
      """
      <tr><td class="first"><a href="\(Link.infobase(base.id))">\(base.name)</a> <span class="muted">\
      \(base.id.nineDigits)</span></td><td data-label="\(Text.application)">\
      \(names[base.application] ?? Text(verbatim: base.application.description))</td><td>\(Mark(base.state))</td>\
      <td class="num minor" data-label="\(Text.sessionsWord)">\(base.sessions)</td>\
      <td class="minor" data-label="\(Text.lastUsed)">\(base.usedAt.map(stamp) ?? "—")</td>\
      <td class="acts">\
      \(if: base.state == .ready && (base.level == .run || base.level == .administer),
        opener(base.application, base.id, frame))</td></tr>
      """
    })</tbody></table>
    """
  }

  private func opener(_ application: Application.Code, _ id: Infobase.ID, _ frame: Frame) -> HTML {
    """
    <form method="post" action="\(Link.open(application, id))" target="_blank">\(frame.sealed)<button class="main">\
    \(Text.open)</button></form>
    """
  }

  private func grantTable(_ frame: Frame) -> HTML {
    """
    <h2>\(Text.letIn)</h2><table class="list"><thead><tr><th scope="col">\(Text.infobase)</th>\
    <th scope="col">\(Text.reason)</th><th scope="col">\(Text.goodUntil)</th><th scope="col">\
    <span class="unseen">\(Text.actWord)</span></th></tr></thead><tbody>\(grants.html { grant in
      """
      <tr><td class="first">\(grant.infobaseName) <span class="muted">\(grant.infobaseID.nineDigits)</span></td>\
      <td data-label="\(Text.reason)">\(grant.reason)</td>\
      <td data-label="\(Text.goodUntil)">\(stamp(grant.untilAt))</td><td class="acts">\
      <form method="post" action="\(Link.infobase(grant.infobaseID))/opening" target="_blank">\(frame.sealed)\
      <button class="main">\(Text.open)</button></form></td></tr>
      """
    })</tbody></table>
    """
  }

  private func creation(_ frame: Frame) -> HTML {
    """
    <section id="new"><h2>\(Text.newInfobase)</h2>\
    <form method="post" action="\(Link.infobases)" class="line-form">\(frame.sealed)
    <div class="field"><label for="application">\(Text.application)\
    <span class="star" aria-hidden="true">*</span></label>\
    <select id="application" name="application" required>\(groups.html { group in
      """
      <optgroup label="\(group.name)">\
      \(group.applications.html {
        """
        <option value="\($0.code)"\(if: entries.raw("application") == $0.code.description, " selected")>\
        \($0.name)</option>
        """
      })</optgroup>
      """
    })</select></div>
    \(FormField(label: .infobaseName, field: "name", kind: .text, value: entries.raw("name"), isRequired: true,
      refusals: refusals))
    <button class="main">\(Text.create)</button></form>
    <details><summary>\(Text.loadFromFile)</summary>\
    <form method="post" action="\(Link.infobases)/upload" enctype="multipart/form-data" class="line-form">\
    \(frame.sealed)
    \(FormField(label: .infobaseName, field: "upload_name", kind: .text, value: "", isRequired: true,
      refusals: refusals))
    <div class="field"><label for="file">\(Text.unloadFile)</label>\
    <input type="file" id="file" name="file" accept=".zip" required></div>\
    <button>\(Text.load)</button></form></details></section>
    """
  }
}

/// An infobase: its state and log, who may open it, its sessions, copies and settings.
package struct InfobasePage: Screen {
  package struct Copy: Sendable {
    package let name: String
    package let takenAt: Instant
    package let kind: Text
    package let size: Int64

    package init(name: String, takenAt: Instant, kind: Text, size: Int64) {
      self.name = name
      self.takenAt = takenAt
      self.kind = kind
      self.size = size
    }
  }

  let facts: InfobaseFacts
  let applicationName: Text
  let subscriberName: String
  let events: [InfobaseEvent]
  let sessions: [SessionFacts]
  let members: [Member]
  let rights: [User.ID: Infobase.Level]
  let grants: [AccessGrant]
  let copies: [Copy]
  let size: Int64?
  let partnerName: String?
  let mayAdminister: Bool
  let mayGrant: Bool
  let entries: Entries
  let refusals: [Refusal]
  let stale: StaleNotice?
  let now: Instant
  let stamp: @Sendable (Instant) -> String

  package init(
    facts: InfobaseFacts, applicationName: Text, subscriberName: String, events: [InfobaseEvent],
    sessions: [SessionFacts], members: [Member], rights: [User.ID: Infobase.Level], grants: [AccessGrant],
    copies: [Copy], size: Int64?, partnerName: String?, mayAdminister: Bool, mayGrant: Bool, entries: Entries,
    refusals: [Refusal], stale: StaleNotice?, now: Instant, stamp: @escaping @Sendable (Instant) -> String
  ) {
    self.facts = facts
    self.applicationName = applicationName
    self.subscriberName = subscriberName
    self.events = events
    self.sessions = sessions
    self.members = members
    self.rights = rights
    self.grants = grants
    self.copies = copies
    self.size = size
    self.partnerName = partnerName
    self.mayAdminister = mayAdminister
    self.mayGrant = mayGrant
    self.entries = entries
    self.refusals = refusals
    self.stale = stale
    self.now = now
    self.stamp = stamp
  }

  package var title: Text { Text(verbatim: facts.name) }

  private var here: String { Link.infobase(facts.id) }

  private func act(_ name: String, _ text: Text, _ frame: Frame, main: Bool = false, confirm: Text? = nil) -> HTML {
    """
    <form method="post" action="\(here)/\(name)"\(confirm.map { " data-confirm=\"\($0)\"" as HTML })>\(frame.sealed)\
    <button\(if: main, " class=\"main\"")>\(text)</button></form>
    """
  }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(facts.name) <span class="muted">\(facts.id.nineDigits)</span> \(Mark(facts.state))</h1>\
    <div class="commands">
    \(if: facts.state == .ready && (facts.level == .run || facts.level == .administer),
      """
      <form method="post" action="\(Link.open(facts.application, facts.id))" target="_blank">\(frame.sealed)\
      <button class="main">\(Text.open)</button></form>
      """)
    \(if: mayAdminister && facts.state == .failed, act("retry", .retry, frame, main: true))
    \(if: mayAdminister && facts.state == .ready, act("backups", .makeCopy, frame))
    \(if: mayAdminister && facts.state == .ready, act("unload", .unloadWord, frame))
    \(if: mayAdminister && (facts.state == .ready || facts.state == .failed),
      act("deletion", .delete, frame, confirm: .deleteInfobaseQuestion))
    \(if: mayAdminister && facts.state == .toDelete, act("return", .takeBack, frame, main: true))
    </div></div>
    <p class="facts-line">\(applicationName) · \(subscriberName)\
    \(size.map { " · \(Text.sizeWord): \(Text.megabytes($0))" as HTML })\
    \(facts.deleteAfter.map { " · \(Text.willBeDeleted) \(stamp($0))" as HTML })</p>
    \(Faults(refusals: refusals))\(stale.map { HTML($0) })
    <div class="tabs" data-tabs><nav aria-label="\(Text.tabs)"><a href="#log">\(Text.logWord)</a>\
    <a href="#live">\(Text.sessionsWord) (\(sessions.count))</a><a href="#rights">\(Text.rightsWord)</a>\
    <a href="#copies">\(Text.copies) (\(copies.count))</a>\
    \(if: mayGrant, "<a href=\"#letting\">\(Text.accessForOthers)</a>")\
    \(if: mayAdminister, "<a href=\"#settings\">\(Text.settings)</a>")</nav>
    <section id="log"><h2>\(Text.logWord)</h2><table class="list"><thead><tr><th scope="col">\(Text.when)</th>\
    <th scope="col">\(Text.state)</th><th scope="col">\(Text.note)</th></tr></thead>\
    <tbody>\
    \(events.html {
      """
      <tr><td class="first">\(stamp($0.at))</td><td>\(Mark($0.state))</td>\
      <td data-label="\(Text.note)">\($0.note)</td></tr>
      """
    })</tbody></table></section>
    <section id="live"><h2>\(Text.sessionsWord)</h2>\
    \(SessionTable(sessions: sessions, now: now, seal: frame.sealed, mayEnd: mayAdminister, stamp: stamp))</section>
    <section id="rights"><h2>\(Text.rightsWord)</h2><table class="list"><thead><tr>\
    <th scope="col">\(Text.personName)</th><th scope="col">\(Text.role)</th>\
    <th scope="col">\(Text.rightInBase)</th></tr></thead>\
    <tbody>\
    \(members.html {
      """
      <tr><td class="first">\($0.name)</td><td data-label="\(Text.role)">\($0.role.text)</td>\
      <td data-label="\(Text.rightInBase)">\(rights[$0.userID]?.text ?? .noRight)</td></tr>
      """
    })</tbody></table>\(if: mayAdminister, "<p><a href=\"\(Link.matrix)\">\(Text.rightsMatrix)</a></p>")</section>
    <section id="copies"><h2>\(Text.copies)</h2><p class="hint">\(Text.copiesHint)</p>\
    \(if: copies.isEmpty, "<p class=\"empty\">\(Text.noCopies)</p>")\(if: !copies.isEmpty, copyTable(frame))</section>
    \(if: mayGrant, letting(frame))
    \(if: mayAdminister, settings(frame))
    </div>
    """
  }

  private func copyTable(_ frame: Frame) -> HTML {
    """
    <table class="list"><thead><tr><th scope="col">\(Text.when)</th><th scope="col">\(Text.kindWord)</th>\
    <th scope="col" class="num">\(Text.sizeWord)</th><th scope="col">\
    <span class="unseen">\(Text.actWord)</span></th></tr></thead><tbody>\(copies.html { copy in
      """
      <tr><td class="first">\(stamp(copy.takenAt))</td><td data-label="\(Text.kindWord)">\(copy.kind)</td>\
      <td class="num" data-label="\(Text.sizeWord)">\(Text.megabytes(copy.size))</td>\
      <td class="acts">\
      \(if: mayAdminister,
        """
        <a class="button plain" href="\(here)/backups/\(copy.name)" download>\
        \(Text.download)</a> <form method="post" action="\(here)/backups/\(copy.name)/restoration">\(frame.sealed)\
        <button class="plain">\(Text.restoreAsNew)</button></form>
        """)</td></tr>
      """
    })</tbody></table>
    """
  }

  private func letting(_ frame: Frame) -> HTML {
    """
    <section id="letting"><h2>\(Text.accessForOthers)</h2><p class="hint">\(Text.lettingHint(partnerName ?? "—"))</p>
    <form method="post" action="\(here)/grants" class="line-form">\(frame.sealed)
    \(FormField(label: .specialistEmail, field: "email", kind: .email, value: entries.raw("email"), isRequired: true,
      refusals: refusals))
    \(FormField(label: .hoursWord, field: "hours", kind: .number(1...168),
      value: entries.has("hours") ? entries.raw("hours") : "24", isRequired: true, refusals: refusals))
    \(FormField(label: .reason, field: "reason", kind: .text, value: entries.raw("reason"), isRequired: true,
      refusals: refusals))
    <button class="main">\(Text.giveAccess)</button></form>\
    \(if: !grants.isEmpty, "\(GrantTable(grants: grants, now: now, seal: frame.sealed, stamp: stamp))")</section>
    """
  }

  private func settings(_ frame: Frame) -> HTML {
    """
    <section id="settings"><h2>\(Text.settings)</h2>\
    <form method="post" action="\(here)" class="form" data-guard>\(frame.sealed)\
    <input type="hidden" name="version" value="\(facts.version)">
    \(FormField(label: .infobaseName, field: "name", kind: .text, value: entries.typed["name"] ?? facts.name,
      isRequired: true, refusals: refusals))
    \(FormField(label: .zoneWord, field: "zone", kind: .text, value: entries.typed["zone"] ?? facts.zone,
      hint: .zoneHint, isRequired: true, refusals: refusals))
    \(FormField(label: .backupHour, field: "backup_hour", kind: .number(0...23),
      value: entries.typed["backup_hour"] ?? facts.backupHour.map(String.init) ?? "", hint: .backupHourHint,
      refusals: refusals))
    <div class="commands"><button class="main">\(Text.save)</button></div></form></section>
    """
  }
}

/// Live sessions: who holds which place, and a way to end one (PRO-01).
struct SessionTable: View {
  let sessions: [SessionFacts]
  let now: Instant
  let seal: HTML
  let mayEnd: Bool
  let stamp: @Sendable (Instant) -> String

  var body: HTML {
    if sessions.isEmpty { return "<p class=\"empty\">\(Text.noSessions)</p>" }
    return """
      <table class="list"><thead><tr><th scope="col">\(Text.personName)</th><th scope="col">\(Text.infobase)</th>\
      <th scope="col">\(Text.addressWord)</th><th scope="col">\(Text.openedAt)</th><th scope="col">\(Text.idleFor)</th>\
      <th scope="col"><span class="unseen">\(Text.actWord)</span></th></tr></thead><tbody>\(sessions.html { session in
        """
        <tr><td class="first">\(session.userName)</td><td data-label="\(Text.infobase)">\(session.infobaseName)</td>\
        <td class="minor" data-label="\(Text.addressWord)">\(session.address) <span class="muted">\
        \(session.client)</span></td><td class="minor" data-label="\(Text.openedAt)">\(stamp(session.openedAt))</td>\
        <td data-label="\(Text.idleFor)">\(Text.minutesLong((now - session.activeAt).seconds))\
        \(session.endsAt.map { " · \(Text.endsAtWord) \(stamp($0))" as HTML })</td>\
        <td class="acts">\
        \(if: mayEnd && session.endsAt.map { $0 - now > .seconds(60) } ?? true,
          """
          <form method="post" action="\(Link.sessions)/\(session.id)/end" class="inline">\(seal)\
          <input name="message" maxlength="300" placeholder="\(Text.endMessage)" aria-label="\(Text.endMessage)"> \
          <button class="plain">\(Text.endIt)</button></form>
          """)</td></tr>
        """
      })</tbody></table>
      """
  }
}

/// Access given to specialists.
struct GrantTable: View {
  let grants: [AccessGrant]
  let now: Instant
  let seal: HTML
  let stamp: @Sendable (Instant) -> String

  var body: HTML {
    """
    <table class="list"><thead><tr><th scope="col">\(Text.personName)</th><th scope="col">\(Text.organisation)</th>\
    <th scope="col">\(Text.infobase)</th><th scope="col">\(Text.reason)</th><th scope="col">\(Text.goodUntil)</th>\
    <th scope="col">\(Text.givenBy)</th><th scope="col"><span class="unseen">\(Text.actWord)</span></th></tr></thead>\
    <tbody>\(grants.html { grant in
      """
      <tr><td class="first">\(grant.userName)</td><td data-label="\(Text.organisation)">\(grant.organisationName)</td>\
      <td data-label="\(Text.infobase)">\(grant.infobaseName)</td><td data-label="\(Text.reason)">\(grant.reason)</td>\
      <td data-label="\(Text.goodUntil)">\(stamp(grant.untilAt))\
      \(if: grant.revokedAt != nil, " \(Mark(text: .revoked, tone: .quiet))")</td>\
      <td class="minor" data-label="\(Text.givenBy)">\(grant.grantedByName)</td>\
      <td class="acts">\
      \(if: grant.isInForce(at: now),
        """
        <form method="post" action="\(Link.grants)/\(grant.id)/revocation">\(seal)<button class="plain">\
        \(Text.revoke)</button></form>
        """)</td></tr>
      """
    })</tbody></table>
    """
  }
}

extension Text {
  static let accessUntil = Text(ru: "Доступ до", kk: "Қолжетімділік мерзімі", en: "Access until")
  static let accessIsClosed = Text(
    ru: "Доступ закончился: приложения не запускаются, данные сохранены",
    kk: "Қолжетімділік аяқталды: қолданбалар іске қосылмайды, деректер сақталған",
    en: "Access has ended: applications do not start, data are kept")
  static let noInfobases = Text(
    ru: "Баз ещё нет. Выберите приложение ниже: база будет готова за секунду.",
    kk: "Базалар әлі жоқ. Төменнен қолданбаны таңдаңыз: база бір секундта дайын болады.",
    en: "No infobases yet. Choose an application below: it is ready in a second.")
  static let noInfobasesForYou = Text(
    ru: "Вам ещё не открыли ни одной базы. Это делает владелец или администратор.",
    kk: "Сізге әлі ешбір база ашылмаған. Оны иесі немесе әкімшісі жасайды.",
    en: "No infobase was opened to you yet. The owner or an administrator does that.")
  static let infobase = Text(ru: "База", kk: "База", en: "Infobase")
  static let application = Text(ru: "Приложение", kk: "Қолданба", en: "Application")
  static let lastUsed = Text(ru: "Последняя работа", kk: "Соңғы жұмыс", en: "Last used")
  static let open = Text(ru: "Открыть", kk: "Ашу", en: "Open")
  static let letIn = Text(
    ru: "Базы клиентов, куда вас пустили", kk: "Сізге рұқсат берілген клиент базалары",
    en: "Clients' infobases you were let into")
  static let reason = Text(ru: "Причина", kk: "Себебі", en: "Reason")
  static let newInfobase = Text(ru: "Новая база", kk: "Жаңа база", en: "New infobase")
  static let infobaseName = Text(ru: "Название базы", kk: "База атауы", en: "Infobase name")
  static let create = Text(ru: "Создать", kk: "Құру", en: "Create")
  static let loadFromFile = Text(
    ru: "Загрузить из файла выгрузки", kk: "Шығару файлынан жүктеу", en: "Load from an unload file")
  static let unloadFile = Text(ru: "Файл выгрузки (.zip)", kk: "Шығару файлы (.zip)", en: "Unload file (.zip)")
  static let load = Text(ru: "Загрузить", kk: "Жүктеу", en: "Load")
  static let retry = Text(ru: "Попробовать снова", kk: "Қайта көру", en: "Try again")
  static let makeCopy = Text(ru: "Сделать копию", kk: "Көшірме жасау", en: "Make a copy")
  static let unloadWord = Text(ru: "Выгрузить в файл", kk: "Файлға шығару", en: "Unload to a file")
  static let takeBack = Text(ru: "Вернуть", kk: "Қайтару", en: "Take back")
  static let deleteInfobaseQuestion = Text(
    ru: "Пометить базу на удаление? Вернуть её можно 30 дней.",
    kk: "Базаны жоюға белгілеу керек пе? Оны 30 күн ішінде қайтаруға болады.",
    en: "Mark the infobase for deletion? You can take it back for 30 days.")
  static let willBeDeleted = Text(ru: "будет удалена", kk: "жойылады:", en: "will be deleted")
  static let sizeWord = Text(ru: "Размер", kk: "Көлемі", en: "Size")
  static let logWord = Text(ru: "Журнал", kk: "Журнал", en: "Log")
  static let rightsWord = Text(ru: "Права", kk: "Құқықтар", en: "Rights")
  static let copies = Text(ru: "Копии", kk: "Көшірмелер", en: "Copies")
  static let settings = Text(ru: "Настройки", kk: "Баптаулар", en: "Settings")
  static let note = Text(ru: "Примечание", kk: "Ескертпе", en: "Note")
  static let rightInBase = Text(ru: "Право в базе", kk: "Базадағы құқық", en: "Right")
  static let noRight = Text(ru: "базы не видит", kk: "базаны көрмейді", en: "does not see it")
  static let copiesHint = Text(
    ru: "Копии по расписанию хранятся 7 дней и на конец каждого года; если ничего не изменилось, новая не делается.",
    kk: "Кесте бойынша көшірмелер 7 күн және әр жыл соңында сақталады; өзгеріс болмаса, жаңасы жасалмайды.",
    en: "Scheduled copies are kept for 7 days and for each year's end; none is made when nothing has changed.")
  static let noCopies = Text(ru: "Копий пока нет.", kk: "Көшірмелер әзірге жоқ.", en: "No copies yet.")
  static let download = Text(ru: "Скачать", kk: "Жүктеп алу", en: "Download")
  static let restoreAsNew = Text(
    ru: "Восстановить новой базой", kk: "Жаңа база ретінде қалпына келтіру", en: "Restore as a new one")
  static let specialistEmail = Text(ru: "Почта специалиста", kk: "Маманның поштасы", en: "Specialist's e-mail")
  static let hoursWord = Text(ru: "Часов", kk: "Сағат", en: "Hours")
  static let giveAccess = Text(ru: "Дать доступ", kk: "Қолжетімділік беру", en: "Give access")
  static let zoneWord = Text(ru: "Часовой пояс", kk: "Уақыт белдеуі", en: "Time zone")
  static let zoneHint = Text(
    ru: "Имя из базы tz, например Asia/Almaty.", kk: "tz базасындағы атау, мысалы Asia/Almaty.",
    en: "A name of the tz database, such as Asia/Almaty.")
  static let backupHour = Text(
    ru: "Час копии по расписанию", kk: "Кесте бойынша көшірме сағаты", en: "Hour of the scheduled copy")
  static let backupHourHint = Text(ru: "Пусто — не делать.", kk: "Бос болса — жасалмайды.", en: "Empty for none.")
  static let noSessions = Text(
    ru: "Сейчас никто не работает.", kk: "Қазір ешкім жұмыс істеп жатқан жоқ.", en: "Nobody is working now.")
  static let openedAt = Text(ru: "Открыт", kk: "Ашылған", en: "Opened")
  static let idleFor = Text(ru: "Без дела", kk: "Әрекетсіз", en: "Idle")
  static let endsAtWord = Text(ru: "завершится", kk: "аяқталады", en: "ends")
  static let endMessage = Text(
    ru: "Сообщение (необязательно)", kk: "Хабарлама (міндетті емес)", en: "Message (optional)")
  static let givenBy = Text(ru: "Дал", kk: "Берген", en: "Given by")
  static let revoked = Text(ru: "отозван", kk: "кері алынған", en: "revoked")

  static func lettingHint(_ partner: String) -> Text {
    Text(
      ru:
        """
        Пустите в базу сотрудника обслуживающей организации («\(partner)») или сервиса: на 1–168 часов, с причиной. \
        Всё записывается, отозвать можно сразу.
        """,
      kk:
        """
        Базаға қызмет көрсететін ұйымның («\(partner)») немесе сервистің қызметкерін кіргізіңіз: 1–168 сағатқа, \
        себебімен. Бәрі жазылады, бірден кері алуға болады.
        """,
      en:
        """
        Let in somebody of your servicing organisation («\(partner)») or of the service: for 1–168 hours, with a \
        reason. Everything is logged; revoke at once.
        """
    )
  }

  static func megabytes(_ bytes: Int64) -> Text {
    let tenths = (bytes * 10 + (1 << 19)) >> 20
    let number = tenths < 1 ? "< 0,1" : "\(tenths / 10),\(tenths % 10)"
    return Text(ru: "\(number) МБ", kk: "\(number) МБ", en: "\(number.replacing(",", with: ".")) MB")
  }

  static func minutesLong(_ seconds: Int) -> Text {
    let minutes = seconds / 60
    return minutes == 0
      ? Text(ru: "меньше минуты", kk: "бір минуттан аз", en: "under a minute")
      : Text(ru: "\(minutes) мин.", kk: "\(minutes) мин.", en: "\(minutes) min")
  }
}
