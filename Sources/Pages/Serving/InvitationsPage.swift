package import Handbook
package import Markup

/// «Приглашения для регистрации» (C-09, F-01 … F-03), with the form that sends one: 30 seconds (B-16).
package struct InvitationsPage: Screen {
  let rows: [InvitationFacts]
  let next: String?
  let state: Invitation.State?
  let search: String
  let now: Instant
  let entries: Entries
  let refusals: [Refusal]
  let stamp: @Sendable (Instant) -> String

  package init(
    rows: [InvitationFacts], next: String?, state: Invitation.State?, search: String, now: Instant, entries: Entries,
    refusals: [Refusal], stamp: @escaping @Sendable (Instant) -> String
  ) {
    self.rows = rows
    self.next = next
    self.state = state
    self.search = search
    self.now = now
    self.entries = entries
    self.refusals = refusals
    self.stamp = stamp
  }

  package var title: Text { .registrationInvitations }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title)</h1><div class="commands"><a class="button" \
    href="\(url("/invitations.csv", ["q": search, "show": state?.rawValue ?? ""]))">\(Text.csv)</a></div></div>
    <form method="post" action="\(Link.invitations)" class="line-form">\(frame.sealed)\(Faults(refusals: refusals))
    \(FormField(label: .clientEmail, field: "email", kind: .email, value: entries.raw("email"), isRequired: true,
      refusals: refusals, isFocused: true))
    \(FormField(label: .letterLanguage, field: "language",
      kind: .choice(Language.allCases.map { ($0.rawValue, Text(verbatim: $0.name)) }),
      value: entries.has("language") ? entries.raw("language") : frame.language.rawValue))
    <button class="main">\(Text.sendInvitation)</button></form>
    <p class="hint">\(Text.invitationHint)</p>
    <nav class="chips" aria-label="\(Text.filter)">\
    \(Chip(text: .all, href: url(Link.invitations, ["q": search]), isOn: state == nil))\
    \(Invitation.State.allCases.map { Chip(text: $0.text,
      href: url(Link.invitations, ["show": $0.rawValue, "q": search]), isOn: state == $0) })</nav>
    \(if: rows.isEmpty,
      """
      <p class="empty">\(state == nil && search.isEmpty ? Text.noInvitations : Text.nothingFound)</p>
      """)
    \(if: !rows.isEmpty, table(frame))
    \(next.map {
      """
      <nav class="pager"><a class="button" rel="next" \
      href="\(url(Link.invitations, ["show": state?.rawValue ?? "", "q": search, "after": $0]))">\
      \(Text.nextPage) →</a></nav>
      """ as HTML
    })
    """
  }

  private func table(_ frame: Frame) -> HTML {
    """
    <table class="list"><thead><tr><th scope="col">\(Text.number)</th><th scope="col">\(Text.email)</th>\
    <th scope="col">\(Text.state)</th><th scope="col">\(Text.sentAt)</th><th scope="col">\(Text.goodUntil)</th>\
    <th scope="col">\(Text.subscriber)</th><th scope="col">\(Text.activatedAt)</th><th scope="col">\
    <span class="unseen">\(Text.actWord)</span></th></tr></thead><tbody>\(rows.html { row($0, frame) })</tbody></table>
    """
  }

  private func row(_ row: InvitationFacts, _ frame: Frame) -> HTML {
    let state = row.state(at: now)
    return """
      <tr><td class="minor date" data-label="\(Text.number)">\(row.id.nineDigits)</td>\
      <td class="first">\(row.email)</td><td>\(Mark(state))\
      \(if: !row.blockCause.isEmpty, " <span class=\"muted\">\(row.blockCause)</span>")</td>\
      <td class="minor" data-label="\(Text.sentAt)">\(stamp(row.sentAt))\
      \(if: row.timesSent > 1, " <span class=\"muted\">×\(row.timesSent)</span>")</td>\
      <td class="minor" data-label="\(Text.goodUntil)">\(if: state == .sent, "\(stamp(row.expiresAt))")</td>\
      <td data-label="\(Text.subscriber)">\
      \(row.subscriberID.map { id in
        """
        <a href="\(Link.subscriber(id))">\(row.subscriberName ?? "")</a> <span class="muted">№ \(id)</span>
        """ as HTML
      })</td><td data-label="\(Text.activatedAt)">\(row.activatedAt.map(stamp) ?? "")</td>\
      <td class="acts">\(acts(row, state, frame))</td></tr>
      """
  }

  private func acts(_ row: InvitationFacts, _ state: Invitation.State, _ frame: Frame) -> HTML {
    func button(_ act: String, _ text: Text) -> HTML {
      """
      <form method="post" action="\(Link.invitation(row.id))/\(act)">\(frame.sealed)<button class="plain">\
      \(text)</button></form>
      """
    }
    return switch state {
    case .activated: ""
    case .blocked: button("unblocking", .unblock)
    case .sent, .expired: "\(button("resending", .resend))\(button("blocking", .block))"
    }
  }
}

extension Text {
  static let clientEmail = Text(ru: "Почта клиента", kk: "Клиенттің поштасы", en: "Client's e-mail")
  static let letterLanguage = Text(ru: "Язык письма", kk: "Хат тілі", en: "Letter's language")
  static let sendInvitation = Text(ru: "Отправить приглашение", kk: "Шақыру жіберу", en: "Send the invitation")
  static let invitationHint = Text(
    ru: "Клиент откроет ссылку из письма, придумает пароль и сразу начнёт тестовый период. Вы получите письмо.",
    kk: "Клиент хаттағы сілтемені ашып, құпиясөз ойлап табады және сынақ мерзімін бірден бастайды. Сізге хат келеді.",
    en: "The client opens the letter's link, chooses a password and starts the test period at once. You get a letter.")
  static let noInvitations = Text(
    ru: "Вы ещё никого не приглашали. Введите почту клиента выше.",
    kk: "Сіз әлі ешкімді шақырған жоқсыз. Жоғарыда клиенттің поштасын енгізіңіз.",
    en: "You have invited nobody yet. Type a client's e-mail above.")
  static let sentAt = Text(ru: "Отправлено", kk: "Жіберілді", en: "Sent")
  static let goodUntil = Text(ru: "Действует до", kk: "Жарамды мерзімі", en: "Good until")
  static let activatedAt = Text(ru: "Дата активации", kk: "Белсендірілген күні", en: "Activated")
  static let resend = Text(ru: "Отправить снова", kk: "Қайта жіберу", en: "Send again")
  static let block = Text(ru: "Заблокировать", kk: "Бұғаттау", en: "Block")
  static let unblock = Text(ru: "Снять блокировку", kk: "Бұғатты алу", en: "Unblock")
}
