package import Handbook
package import Markup

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
  /// Closed because there are more infobases than the limit (DEC-29).
  let isClosed: Bool
  let mayKeepOpen: Bool
  let entries: Entries
  let refusals: [Refusal]
  let stale: StaleNotice?
  let now: Instant
  let stamp: @Sendable (Instant) -> String

  package init(
    facts: InfobaseFacts, applicationName: Text, subscriberName: String, events: [InfobaseEvent],
    sessions: [SessionFacts], members: [Member], rights: [User.ID: Infobase.Level], grants: [AccessGrant],
    copies: [Copy], size: Int64?, partnerName: String?, mayAdminister: Bool, mayGrant: Bool, isClosed: Bool,
    mayKeepOpen: Bool, entries: Entries, refusals: [Refusal], stale: StaleNotice?, now: Instant,
    stamp: @escaping @Sendable (Instant) -> String
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
    self.isClosed = isClosed
    self.mayKeepOpen = mayKeepOpen
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
    \(if: mayKeepOpen && (isClosed || facts.keptAt == nil), act("keeping", .keepOpen, frame, main: isClosed))
    \(if: facts.state == .ready && !isClosed && (facts.level == .run || facts.level == .administer),
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
    \(if: isClosed, "<p class=\"notice\">\(Text.closedByLimit)\(if: mayKeepOpen, " \(Text.keepOpenHint)")</p>")\
    \(if: !isClosed && mayKeepOpen && facts.keptAt != nil, "<p class=\"hint\">\(Text.keptOpen)</p>")
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

extension Text {
  static let keepOpen = Text(ru: "Оставить открытой", kk: "Ашық қалдыру", en: "Keep it open")
  static let closedWord = Text(ru: "Закрыта: сверх лимита", kk: "Жабық: лимиттен тыс", en: "Closed: above the limit")
  static let closedByLimit = Text(
    ru: "База закрыта: их больше, чем позволяет тариф. Данные сохранены.",
    kk: "База жабық: олар тариф рұқсат еткеннен көп. Деректер сақталған.",
    en: "This infobase is closed: there are more than the tariff allows. The data are kept.")
  static let keepOpenHint = Text(
    ru: "Можно оставить открытой её: вместо неё закроется та, которой пользовались раньше других.",
    kk: "Осыны ашық қалдыруға болады: оның орнына ең бұрын қолданылғаны жабылады.",
    en: "You may keep this one open: the one used least recently closes in its place.")
  static let keptOpen = Text(
    ru: "Оставлена открытой по выбору владельца.", kk: "Иесінің таңдауымен ашық қалдырылған.",
    en: "Kept open by the owner's choice.")
}
