package import Handbook
package import Markup

/// Who opens what: users × infobases (PRO-14).
package struct MatrixPage: Screen {
  let members: [Member]
  let infobases: [InfobaseFacts]
  let level: @Sendable (User.ID, Infobase.ID) -> Infobase.Level?

  package init(
    members: [Member], infobases: [InfobaseFacts], level: @escaping @Sendable (User.ID, Infobase.ID) -> Infobase.Level?
  ) {
    self.members = members
    self.infobases = infobases
    self.level = level
  }

  package var title: Text { .rightsMatrix }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title)</h1></div><p class="hint">\(Text.matrixHint)</p>
    \(if: infobases.isEmpty, "<p class=\"empty\">\(Text.noInfobases)</p>")
    \(if: !infobases.isEmpty, table(frame))
    """
  }

  private func table(_ frame: Frame) -> HTML {
    """
    <div class="scroll"><table class="matrix"><thead><tr>\
    <th scope="col">\(Text.personName)</th>\
    \(infobases.html { "<th scope=\"col\"><a href=\"\(Link.infobase($0.id))\">\($0.name)</a></th>" })</tr></thead>\
    <tbody>\(members.html { member in
      """
      <tr><th scope="row">\(member.name)<br><span class="muted">\(member.role.text)</span></th>\
      \(infobases.html { cell(member, $0, frame) })</tr>
      """
    })</tbody></table></div>
    """
  }

  private func cell(_ member: Member, _ base: InfobaseFacts, _ frame: Frame) -> HTML {
    let current = level(member.userID, base.id)
    return """
      <td><form method="post" action="\(Link.infobase(base.id))/rights" class="inline" data-submits>\(frame.sealed)\
      <input type="hidden" name="user" value="\(member.userID)">\
      <select name="level" aria-label="\(member.name): \(base.name)">\
      <option value="">\(Text.noRight)</option>\
      \(Infobase.Level.allCases.html {
        """
        <option value="\($0.rawValue)"\(if: $0 == current, " selected")>\($0.text)</option>
        """
      })</select> <button class="plain">\(Text.save)</button></form></td>
      """
  }
}

/// Live sessions of the subscriber (PRO-01, PRO-02).
package struct SessionsPage: Screen {
  let sessions: [SessionFacts]
  let limit: Int
  let mayEnd: Bool
  let now: Instant
  /// All places were taken when somebody tried to open an infobase.
  let obstacle: Text?
  let stamp: @Sendable (Instant) -> String

  package init(
    sessions: [SessionFacts], limit: Int, mayEnd: Bool, now: Instant, obstacle: Text? = nil,
    stamp: @escaping @Sendable (Instant) -> String
  ) {
    self.sessions = sessions
    self.limit = limit
    self.mayEnd = mayEnd
    self.now = now
    self.obstacle = obstacle
    self.stamp = stamp
  }

  package var title: Text { .sessionsWord }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title) <span class="muted">\(sessions.count) \(Text.of) \(limit)</span></h1></div>
    \(obstacle.map { "<div class=\"faults\" role=\"alert\"><p>\($0)</p></div>" as HTML })
    \(SessionTable(sessions: sessions, now: now, seal: frame.sealed, mayEnd: mayEnd, stamp: stamp))
    <p class="hint">\(Text.sessionsHint)</p>
    """
  }
}

/// Access given to specialists, over all infobases (B-20).
package struct GrantsPage: Screen {
  let grants: [AccessGrant]
  let now: Instant
  let stamp: @Sendable (Instant) -> String

  package init(grants: [AccessGrant], now: Instant, stamp: @escaping @Sendable (Instant) -> String) {
    self.grants = grants
    self.now = now
    self.stamp = stamp
  }

  package var title: Text { .accessForOthers }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title)</h1></div>
    \(if: grants.isEmpty,
      """
      <p class="empty">\(Text.noGrants) <a href="\(Link.infobases)">\(Text.myApplications)</a></p>
      """)
    \(if: !grants.isEmpty, "\(GrantTable(grants: grants, now: now, seal: frame.sealed, stamp: stamp))")
    """
  }
}

/// What opens: the infobase's own start page, with its session. The application is mounted here.
package struct StartPage: Screen {
  let facts: InfobaseFacts
  let applicationName: Text
  let subscriberName: String
  let openedAt: String
  let members: Int
  let sessions: Int
  /// Where the heart beats, and how often.
  let pulse: String
  let details: [(label: Text, value: String)]

  package init(
    facts: InfobaseFacts, applicationName: Text, subscriberName: String, openedAt: String, members: Int, sessions: Int,
    pulse: String, details: [(label: Text, value: String)]
  ) {
    self.facts = facts
    self.applicationName = applicationName
    self.subscriberName = subscriberName
    self.openedAt = openedAt
    self.members = members
    self.sessions = sessions
    self.pulse = pulse
    self.details = details
  }

  package var title: Text { Text(verbatim: facts.name) }

  package func body(in frame: Frame) -> HTML {
    """
    <div data-pulse="\(pulse)" data-lost="\(Text.sessionLost)">
    <div class="head"><h1>\(facts.name) <span class="muted">\(applicationName)</span></h1><div class="commands">
    <a class="button" href="\(Link.infobase(facts.id))">\(Text.manageInfobase)</a>
    <form method="post" action="\(pulse)/end">\(frame.sealed)<button class="main">\
    \(Text.endSession)</button></form></div></div>
    <p class="strip" role="status" hidden data-warning></p>
    <dl class="facts-list"><dt>\(Text.subscriber)</dt><dd>\(subscriberName)</dd><dt>\(Text.openedAt)</dt>\
    <dd>\(openedAt)</dd><dt>\(Text.sessionsWord)</dt><dd>\(sessions)</dd><dt>\(Text.usersWord)</dt>\
    <dd>\(members)</dd>\(details.html { "<dt>\($0.label)</dt><dd>\($0.value)</dd>" })</dl>
    <p class="hint">\(Text.startHint)</p></div>
    """
  }
}

extension Text {
  static let activeSubscriptions = Text(ru: "Активные подписки", kk: "Белсенді жазылымдар", en: "Active subscriptions")
  static let allMySubscriptions = Text(ru: "Все подписки", kk: "Барлық жазылымдар", en: "All subscriptions")
  static let showAll = Text(ru: "Показать все", kk: "Барлығын көрсету", en: "Show all")
  static let onlyActive = Text(ru: "Только активные", kk: "Тек белсенді", en: "Only active")
  static let matrixHint = Text(
    ru: "Роль говорит, что человек может в абоненте; право — что он может в базе. Это разные вещи.",
    kk: "Рөл адамның абонентте не істей алатынын, құқық — базада не істей алатынын білдіреді. Бұл екі бөлек нәрсе.",
    en:
      """
      A role says what a person may do in the subscriber; a right says what he may do in an infobase. They are \
      different things.
      """
  )
  static let sessionsHint = Text(
    ru: "Сеанс — открытая база. Если вкладка закрылась или связь пропала, место освободится само в течение минуты.",
    kk: "Сеанс — ашық база. Қойынды жабылса немесе байланыс үзілсе, орын бір минут ішінде өзі босайды.",
    en:
      """
      A session is an open infobase. When its tab is closed or the connection is lost, the place is free again within \
      a minute.
      """
  )
  static let noGrants = Text(
    ru: "Вы никого не пускали в свои базы. Доступ дают в карточке базы.",
    kk: "Сіз базаларыңызға ешкімді кіргізген жоқсыз. Қолжетімділік база карточкасында беріледі.",
    en: "You have let nobody into your infobases. Access is given on an infobase's page.")
  static let endSession = Text(ru: "Завершить сеанс", kk: "Сеансты аяқтау", en: "End the session")
  static let sessionLost = Text(
    ru: "Сеанс завершён. Данные сохранены; откройте базу снова.",
    kk: "Сеанс аяқталды. Деректер сақталған; базаны қайта ашыңыз.",
    en: "The session is over. The data are kept; open the infobase again.")
  static let manageInfobase = Text(ru: "Управление базой", kk: "Базаны басқару", en: "Manage the infobase")
  static let startHint = Text(
    ru: "База открыта и занимает одно место из лимита сеансов, пока открыта эта страница.",
    kk: "База ашық және осы бет ашық тұрғанда сеанс лимитінен бір орын алады.",
    en: "The infobase is open and holds one place of the session limit while this page is open.")

  static func noActiveSubscriptions(_ partner: String?) -> Text {
    let name = partner.map { " («\($0)»)" } ?? ""
    return Text(
      ru: "Сейчас ничего не действует. Попросите обслуживающую организацию\(name) оформить подписку.",
      kk: "Қазір ештеңе қолданыста емес. Қызмет көрсететін ұйымнан\(name) жазылым рәсімдеуді сұраңыз.",
      en: "Nothing is in force now. Ask your servicing organisation\(name) for a subscription.")
  }
}
