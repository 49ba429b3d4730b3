package import Handbook
package import Markup

/// Partners, as the vendor sees them.
package struct PartnersPage: Screen {
  let rows: [PartnerFacts]
  let next: String?
  let search: String
  let standings: [Standing]
  let mayAdd: Bool

  package init(rows: [PartnerFacts], next: String?, search: String, standings: [Standing], mayAdd: Bool) {
    self.rows = rows
    self.next = next
    self.search = search
    self.standings = standings
    self.mayAdd = mayAdd
  }

  package var title: Text { .partners }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title)</h1><div class="commands">\
    \(if: mayAdd, "<a class=\"button main\" href=\"\(Link.newPartner)\" data-hotkey=\"new\">\(Text.addPartner)</a>")\
    </div></div>
    <form class="find" role="search" action="\(Link.partners)">\
    <input type="search" name="q" value="\(search)" aria-label="\(Text.find)"><button>\(Text.find)</button></form>
    \(if: rows.isEmpty, "<p class=\"empty\">\(search.isEmpty ? Text.noPartners : .nothingFound)</p>")
    \(if: !rows.isEmpty, table)
    \(next.map {
      """
      <nav class="pager"><a class="button" rel="next" href="\(url(Link.partners, ["q": search, "after": $0]))">\
      \(Text.nextPage) →</a></nav>
      """ as HTML
    })
    """
  }

  private var table: HTML {
    """
    <table class="list" data-rows><thead><tr><th scope="col" class="num">\(Text.number)</th>\
    <th scope="col">\(Text.cardName)</th><th scope="col">\(Text.partnerCode)</th><th scope="col">\(Text.standing)</th>\
    <th scope="col">\(Subscriber.Kind.distributor.text)</th><th scope="col">\(Text.cardCity)</th>\
    <th scope="col" class="num">\(Text.servedCount)</th></tr></thead><tbody>\(rows.html { row in
      """
      <tr><td class="num minor" data-label="\(Text.number)">\(row.id)</td><td class="first">\
      <a href="\(Link.partner(row.id))">\(row.name)</a></td><td data-label="\(Text.partnerCode)">\(row.code)</td>\
      <td data-label="\(Text.standing)">\(standings.name(of: row.standing))</td>\
      <td class="minor" data-label="\(Subscriber.Kind.distributor.text)">\(row.distributorName ?? "—")</td>\
      <td class="minor" data-label="\(Text.cardCity)">\(row.city)</td>\
      <td class="num" data-label="\(Text.servedCount)">\(row.served)</td></tr>
      """
    })</tbody></table>
    """
  }
}

/// A partner: standing with its history, people, totals.
package struct PartnerPage: Screen {
  let partner: PartnerFacts
  let facts: SubscriberFacts
  let standings: [StandingChange]
  let all: [Standing]
  let totals: ServedTotals
  let members: [Member]
  let pending: [PendingUser]
  let history: [AuditEntry]
  let mayGovern: Bool
  let entries: Entries
  let refusals: [Refusal]
  let today: Day
  let stamp: @Sendable (Instant) -> String

  package init(
    partner: PartnerFacts, facts: SubscriberFacts, standings: [StandingChange], all: [Standing], totals: ServedTotals,
    members: [Member], pending: [PendingUser], history: [AuditEntry], mayGovern: Bool, entries: Entries,
    refusals: [Refusal], today: Day, stamp: @escaping @Sendable (Instant) -> String
  ) {
    self.partner = partner
    self.facts = facts
    self.standings = standings
    self.all = all
    self.totals = totals
    self.members = members
    self.pending = pending
    self.history = history
    self.mayGovern = mayGovern
    self.entries = entries
    self.refusals = refusals
    self.today = today
    self.stamp = stamp
  }

  package var title: Text { Text(verbatim: partner.name) }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(partner.name) <span class="muted">№ \(partner.id)</span></h1><div class="commands">\
    <a class="button" href="\(Link.subscriber(partner.id))">\(Text.ownCard)</a></div></div>
    <p class="facts-line">\(Text.partnerCode): <b>\(partner.code)</b> · \(Text.standing): <b>\
    \(all.name(of: partner.standing))</b> · \(Subscriber.Kind.distributor.text): \(partner.distributorName ?? "—")</p>
    \(Faults(refusals: refusals))
    <ul class="figures"><li><b>\(totals.all)</b><span>\(Text.servedCount)</span></li><li><b>\(totals.paid)</b>\
    <span>\(Subscriber.AccessKind.paid.text)</span></li><li><b>\(totals.trial)</b>\
    <span>\(Subscriber.AccessKind.trial.text)</span></li><li><b>\(totals.endingSoon)</b>\
    <span>\(Text.endingSoon)</span></li></ul>
    <section><h2>\(Text.standing)</h2>\(if: mayGovern, standingForm(frame))
    <table class="list"><thead><tr><th scope="col">\(Text.standing)</th>\
    <th scope="col" class="num">\(Text.discount)</th><th scope="col">\(Text.actsFrom)</th>\
    <th scope="col">\(Text.reason)</th><th scope="col">\(Text.whoDid)</th></tr></thead>\
    <tbody>\(standings.html { change in
      """
      <tr><td class="first">\(all.name(of: change.standing))</td>\
      <td class="num" data-label="\(Text.discount)">\
      \(all.first { $0.code == change.standing }.map { $0.discount.description } ?? "")</td>\
      <td data-label="\(Text.actsFrom)">\(change.fromOn)</td><td data-label="\(Text.reason)">\(change.reason)</td>\
      <td class="minor" data-label="\(Text.whoDid)">\(change.setByName ?? "") \(stamp(change.setAt))</td></tr>
      """
    })</tbody></table></section>
    <section><h2>\(Text.usersWord)</h2><table class="list"><thead><tr><th scope="col">\(Text.personName)</th>\
    <th scope="col">\(Text.email)</th><th scope="col">\(Text.role)</th></tr></thead>\
    <tbody>\
    \(members.html {
      """
      <tr><td class="first">\($0.name)</td><td data-label="\(Text.email)">\($0.email)</td>\
      <td data-label="\(Text.role)">\($0.role.text)</td></tr>
      """
    })\
    \(pending.html {
      """
      <tr><td class="first"><span class="muted">\(Text.invitedUsers)</span></td>\
      <td data-label="\(Text.email)">\($0.email)</td><td data-label="\(Text.role)">\($0.role.text)</td></tr>
      """
    })</tbody></table></section>
    <section><h2>\(Text.history)</h2>\(HistoryTable(entries: history, stamp: stamp))</section>
    """
  }

  private func standingForm(_ frame: Frame) -> HTML {
    """
    <form method="post" action="\(Link.partner(partner.id))/standing" class="line-form">\(frame.sealed)
    \(FormField(label: .standing, field: "standing", kind: .choice(all.map { ($0.code.description, $0.name) }),
      value: entries.has("standing") ? entries.raw("standing") : partner.standing.description, refusals: refusals))
    \(FormField(label: .actsFrom, field: "from", kind: .day,
      value: entries.has("from") ? entries.raw("from") : today.description, isRequired: true, refusals: refusals))
    \(FormField(label: .reason, field: "reason", kind: .text, value: entries.raw("reason"), isRequired: true,
      refusals: refusals))
    <button>\(Text.setStanding)</button></form>
    """
  }
}

extension [Standing] {
  func name(of code: Standing.Code) -> Text {
    first { $0.code == code }?.name ?? Text(verbatim: code.description)
  }
}

/// A new partner.
package struct NewPartnerPage: Screen {
  let standings: [Standing]
  let distributors: [(id: Subscriber.ID, name: String)]
  let entries: Entries
  let refusals: [Refusal]

  package init(
    standings: [Standing], distributors: [(id: Subscriber.ID, name: String)], entries: Entries, refusals: [Refusal]
  ) {
    self.standings = standings
    self.distributors = distributors
    self.entries = entries
    self.refusals = refusals
  }

  package var title: Text { Text(ru: "Новый партнёр", kk: "Жаңа серіктес", en: "New partner") }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title)</h1></div>\(Faults(refusals: refusals))
    <form method="post" action="\(Link.partners)" class="form" data-guard>\(frame.sealed)<div class="columns">
    \(field(.cardName, "name", required: true))\(field(.partnerCode, "code", required: true))
    \(FormField(label: .standing, field: "standing", kind: .choice(standings.map { ($0.code.description, $0.name) }),
      value: entries.raw("standing"), refusals: refusals))
    \(FormField(label: Subscriber.Kind.distributor.text, field: "distributor",
      kind: .choice([("", Text(verbatim: "—"))] + distributors.map { ($0.id.description, Text(verbatim: $0.name)) }),
      value: entries.raw("distributor"), refusals: refusals))
    \(FormField(label: .ownerEmail, field: "owner_email", kind: .email, value: entries.raw("owner_email"),
      hint: .ownerEmailHint, isRequired: true, refusals: refusals))
    \(field(.cardOrganisation, "organisation"))\(field(.cardBIN, "bin"))\(field(.cardCity, "city"))\
    \(field(.cardEmail, "email"))\(field(.cardPhone, "phone"))\(field(.cardSite, "site"))
    </div><div class="commands"><button class="main" data-hotkey="save-close">\(Text.addPartner)</button></div></form>
    """
  }

  private func field(_ label: Text, _ field: Field, required: Bool = false) -> FormField {
    FormField(
      label: label, field: field, kind: .text, value: entries.raw(field), isRequired: required, refusals: refusals)
  }
}

/// The catalogue in force, with what is only a sample marked (DEC-17).
package struct CataloguePage: Screen {
  let catalogue: Catalogue
  let number: Int
  let today: Day

  package init(catalogue: Catalogue, number: Int, today: Day) {
    self.catalogue = catalogue
    self.number = number
    self.today = today
  }

  package var title: Text { .catalogueWord }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title) <span class="muted">№ \(number)</span></h1></div>\
    <p class="hint">\(Text.catalogueHint)</p>
    \(if: !samples.isEmpty,
      """
      <p class="notice">\(Text.samplePrices): \
      \(samples.enumerated().html {
        """
        \(if: $0.offset > 0, ", ")<a href="\(Link.tariff($0.element.code))">\($0.element.name)</a>
        """
      })</p>
      """)
    <h2>\(Text.standing)</h2><table class="list"><thead><tr><th scope="col">\(Text.standing)</th>\
    <th scope="col" class="num">\(Text.discount)</th><th scope="col">\(Text.conditions)</th></tr></thead>\
    <tbody>\
    \(catalogue.standings.html {
      """
      <tr><td class="first">\($0.name)</td><td class="num" data-label="\(Text.discount)">\($0.discount)</td>\
      <td>\($0.requirements.html { "<p>\($0)</p>" })</td></tr>
      """
    })</tbody></table>
    <h2>\(Text.configurations) (\(catalogue.applications.count))</h2>\(catalogue.groups.html { group in
      """
      <h3>\(group.name)</h3><ul class="dense">\
      \(catalogue.applications(in: group).html {
        """
        <li><b>\($0.name)</b> <span class="muted">\($0.version)</span> — \($0.summary)</li>
        """
      })</ul>
      """
    })
    <p><a class="button" href="\(Link.tariffs)">\(Text.tariffs) (\(catalogue.tariffs.count))</a></p>
    """
  }

  private var samples: [Tariff] { catalogue.tariffs.filter { $0.hasSamplePrices(on: today) } }
}

/// The outbox: letters sent, waiting and dead.
package struct LettersPage: Screen {
  let rows: [KeptLetter]
  let next: String?
  let search: String
  let onlyUnsent: Bool
  let stamp: @Sendable (Instant) -> String

  package init(
    rows: [KeptLetter], next: String?, search: String, onlyUnsent: Bool, stamp: @escaping @Sendable (Instant) -> String
  ) {
    self.rows = rows
    self.next = next
    self.search = search
    self.onlyUnsent = onlyUnsent
    self.stamp = stamp
  }

  package var title: Text { .letters }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title)</h1></div>
    <nav class="chips" aria-label="\(Text.filter)">\
    \(Chip(text: .all, href: url(Link.letters, ["q": search]), isOn: !onlyUnsent))\
    \(Chip(text: .unsent, href: url(Link.letters, ["q": search, "show": "unsent"]), isOn: onlyUnsent))</nav>
    <form class="find" role="search" action="\(Link.letters)">\
    <input type="search" name="q" value="\(search)" aria-label="\(Text.find)"><button>\(Text.find)</button></form>
    \(if: rows.isEmpty, "<p class=\"empty\">\(Text.nothingFound)</p>")
    \(if: !rows.isEmpty,
      """
      <table class="list" data-rows><thead><tr><th scope="col">\(Text.recipient)</th>\
      <th scope="col">\(Text.subjectWord)</th><th scope="col">\(Text.created)</th>\
      <th scope="col">\(Text.state)</th></tr></thead>\
      <tbody>\
      \(rows.html { row in
        """
        <tr><td class="first">\(row.recipient)</td><td><a href="\(Link.letter(row.id))">\(row.subject)</a></td>\
        <td class="minor" data-label="\(Text.created)">\(stamp(row.createdAt))</td>\
        <td>\(LetterState(letter: row)) <span class="muted">\(row.fault)</span></td></tr>
        """
      })</tbody></table>
      """)
    \(next.map {
      """
      <nav class="pager"><a class="button" rel="next" \
      href="\(url(Link.letters, ["q": search, "show": onlyUnsent ? "unsent" : "", "after": $0]))">\
      \(Text.nextPage) →</a></nav>
      """ as HTML
    })
    """
  }
}

struct LetterState: View {
  let letter: KeptLetter

  var body: HTML {
    letter.sentAt != nil
      ? Mark(text: .wasSent, tone: .good).body
      : letter.deadAt != nil ? Mark(text: .isDead, tone: .bad).body : Mark(text: .isWaiting, tone: .plan).body
  }
}

/// A letter as it is kept. Its text is shown as text: nothing of it runs here.
package struct LetterPage: Screen {
  let letter: KeptLetter
  let stamp: @Sendable (Instant) -> String

  package init(letter: KeptLetter, stamp: @escaping @Sendable (Instant) -> String) {
    self.letter = letter
    self.stamp = stamp
  }

  package var title: Text { Text(verbatim: letter.subject) }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(letter.subject) \(LetterState(letter: letter))</h1>\
    <div class="commands">\
    \(if: letter.sentAt == nil,
      """
      <form method="post" action="\(Link.letter(letter.id))/sending">\(frame.sealed)<button>\
      \(Text.resend)</button></form>
      """)</div></div>
    <dl class="facts-list"><dt>\(Text.recipient)</dt><dd>\(letter.recipient)</dd><dt>\(Text.created)</dt>\
    <dd>\(stamp(letter.createdAt))</dd>\(letter.sentAt.map { "<dt>\(Text.wasSent)</dt><dd>\(stamp($0))</dd>" as HTML })\
    \(if: !letter.fault.isEmpty, "<dt>\(Text.note)</dt><dd>\(letter.fault)</dd>")</dl>
    <pre class="letter">\(letter.plain)</pre>
    """
  }
}

/// The audit log.
package struct AuditPage: Screen {
  let rows: [AuditEntry]
  let next: String?
  let stamp: @Sendable (Instant) -> String

  package init(rows: [AuditEntry], next: String?, stamp: @escaping @Sendable (Instant) -> String) {
    self.rows = rows
    self.next = next
    self.stamp = stamp
  }

  package var title: Text { .auditLog }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title)</h1></div>\(HistoryTable(entries: rows, stamp: stamp))
    \(next.map {
      """
      <nav class="pager"><a class="button" rel="next" href="\(url(Link.audit, ["after": $0]))">\
      \(Text.nextPage) →</a></nav>
      """ as HTML
    })
    """
  }
}

extension Text {
  static let addPartner = Text(ru: "Добавить партнёра", kk: "Серіктес қосу", en: "Add a partner")
  static let noPartners = Text(
    ru: "Партнёров ещё нет. Добавьте первого: его владелец получит письмо.",
    kk: "Серіктестер әлі жоқ. Біріншісін қосыңыз: иесі хат алады.",
    en: "No partners yet. Add the first: its owner gets a letter.")
  static let partnerCode = Text(ru: "Код партнёра", kk: "Серіктес коды", en: "Partner's code")
  static let standing = Text(ru: "Статус", kk: "Мәртебе", en: "Standing")
  static let servedCount = Text(ru: "Абонентов", kk: "Абоненттер", en: "Subscribers")
  static let discount = Text(ru: "Скидка", kk: "Жеңілдік", en: "Discount")
  static let setStanding = Text(ru: "Изменить статус", kk: "Мәртебені өзгерту", en: "Change the standing")
  static let ownerEmail = Text(ru: "Почта владельца", kk: "Иесінің поштасы", en: "Owner's e-mail")
  static let ownerEmailHint = Text(
    ru: "Ему придёт приглашение.", kk: "Оған шақыру барады.", en: "The invitation goes there.")
  static let catalogueHint = Text(
    ru: "Каталог загружается файлом: balgyn catalogue load. Проданное раньше остаётся на прежних условиях.",
    kk: "Каталог файлмен жүктеледі: balgyn catalogue load. Бұрын сатылғандар бұрынғы шарттарда қалады.",
    en: "The catalogue is loaded from a file: balgyn catalogue load. What was sold keeps its terms.")
  static let samplePrices = Text(
    ru: "Цены-примеры есть у тарифов", kk: "Мысал бағалары бар тарифтер", en: "Tariffs with sample prices")
  static let recipient = Text(ru: "Кому", kk: "Кімге", en: "To")
  static let subjectWord = Text(ru: "Тема", kk: "Тақырып", en: "Subject")
  static let unsent = Text(ru: "Не отправленные", kk: "Жіберілмегендер", en: "Unsent")
  static let wasSent = Text(ru: "Отправлено", kk: "Жіберілді", en: "Sent")
  static let isDead = Text(ru: "Не доставлено", kk: "Жеткізілмеді", en: "Not delivered")
  static let isWaiting = Text(ru: "Ждёт отправки", kk: "Жіберуді күтуде", en: "Waiting")
}
