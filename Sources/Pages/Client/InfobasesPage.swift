package import Handbook
package import Markup

/// «Мои приложения»: the infobases of one's subscriber and where one was let in (A-06, PRO-21).
package struct InfobasesPage: Screen {
  let list: [InfobaseFacts]
  let taken: Int
  /// Closed because there are more than the limit (DEC-29).
  let closed: Set<Infobase.ID>
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
    list: [InfobaseFacts], taken: Int, closed: Set<Infobase.ID>, limits: Limits, sessions: Int, accessEnds: Day?,
    groups: [(name: Text, applications: [Application])], names: [Application.Code: Text], grants: [AccessGrant],
    mayManage: Bool, entries: Entries, refusals: [Refusal], today: Day, stamp: @escaping @Sendable (Instant) -> String
  ) {
    self.list = list
    self.taken = taken
    self.closed = closed
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
      \(names[base.application] ?? Text(verbatim: base.application.description))</td><td>\(closed.contains(base.id)
        ? "<span class=\"mark quiet\">\(Text.closedWord)</span>" : HTML(Mark(base.state)))</td>\
      <td class="num minor" data-label="\(Text.sessionsWord)">\(base.sessions)</td>\
      <td class="minor" data-label="\(Text.lastUsed)">\(base.usedAt.map(stamp) ?? "—")</td>\
      <td class="acts">\
      \(if: base.state == .ready && !closed.contains(base.id) && (base.level == .run || base.level == .administer),
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
