package import Handbook
package import Markup

/// One's own profile: name, language, look, password, second factor, sign-ins, subscribers.
package struct ProfilePage: Screen {
  let user: UserFacts
  let memberships: [Membership]
  let current: Subscriber.ID?
  let signIns: [SignIn]
  let currentSignIn: ID<SignIn>
  let entries: Entries
  let refusals: [Refusal]
  /// The secret to put into an authenticator, while the second factor is being switched on.
  let secret: String?
  /// Shown once.
  let recoveryCodes: [String]
  let stamp: @Sendable (Instant) -> String

  package init(
    user: UserFacts, memberships: [Membership], current: Subscriber.ID?, signIns: [SignIn], currentSignIn: ID<SignIn>,
    entries: Entries, refusals: [Refusal], secret: String?, recoveryCodes: [String],
    stamp: @escaping @Sendable (Instant) -> String
  ) {
    self.user = user
    self.memberships = memberships
    self.current = current
    self.signIns = signIns
    self.currentSignIn = currentSignIn
    self.entries = entries
    self.refusals = refusals
    self.secret = secret
    self.recoveryCodes = recoveryCodes
    self.stamp = stamp
  }

  package var title: Text { Text(ru: "Мой профиль", kk: "Менің профилім", en: "My profile") }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(user.name) <span class="muted">\(user.email)</span></h1></div>
    \(Faults(refusals: refusals))
    \(if: !recoveryCodes.isEmpty,
      """
      <div class="notice"><h2>\(Text.recoveryCodes)</h2><p>\(Text.recoveryHint)</p>\
      <ol class="codes">\(recoveryCodes.html { "<li><code>\($0)</code></li>" })</ol></div>
      """)
    <div class="split even"><div>
    <section id="subscribers"><h2>\(Text.mySubscribers)</h2>\
    \(if: memberships.isEmpty, "<p class=\"empty\">\(Text.noSubscribersOfMine)</p>")<ul class="choices">\
    \(memberships.html { membership in
      """
      <li><form method="post" action="\(Link.profile)/subscriber">\(frame.sealed)\
      <input type="hidden" name="subscriber" value="\(membership.subscriberID)">\
      <button class="plain"\(if: membership.subscriberID == current, " aria-current=\"true\"")>\
      \(membership.name) <span class="muted">№ \(membership.subscriberID) · \
      \(membership.role.text)</span></button></form></li>
      """
    })</ul></section>
    <form method="post" action="\(Link.profile)" class="form"><h2>\(Text.aboutMe)</h2>\(frame.sealed)
    \(FormField(label: .yourName, field: "name", kind: .text,
      value: entries.has("name") ? entries.raw("name") : user.name, isRequired: true, refusals: refusals,
      autocomplete: "name"))
    \(FormField(label: .languageWord, field: "language",
      kind: .choice(Language.allCases.map { ($0.rawValue, Text(verbatim: $0.name)) }), value: user.language.rawValue))
    \(FormField(label: .theme, field: "theme", kind: .choice(Theme.allCases.map { ($0.rawValue, $0.text) }),
      value: user.theme.rawValue))
    <div class="commands"><button class="main">\(Text.save)</button></div></form>
    </div><div>
    <form method="post" action="\(Link.profile)/password" class="form"><h2>\(Text.changePassword)</h2>\(frame.sealed)
    \(FormField(label: .currentPassword, field: "current", kind: .password, value: "", isRequired: true,
      refusals: refusals, autocomplete: "current-password"))
    \(PasswordFields(refusals: refusals))
    <div class="commands"><button>\(Text.changePassword)</button></div></form>
    <section class="form"><h2>\(Text.secondFactor)</h2>\(secondFactor(frame))</section>
    </div></div>
    <section><h2>\(Text.mySignIns)</h2><table class="list"><thead><tr><th scope="col">\(Text.browser)</th>\
    <th scope="col">\(Text.addressWord)</th><th scope="col">\(Text.signedInAt)</th>\
    <th scope="col">\(Text.lastSeen)</th><th scope="col"><span class="unseen">\(Text.actWord)</span></th></tr></thead>\
    <tbody>\(signIns.html { signIn in
      """
      <tr><td class="first">\(signIn.agent)\
      \(if: signIn.isForeignComputer, " <span class=\"muted\">\(Text.foreignComputer)</span>")</td>\
      <td data-label="\(Text.addressWord)">\(signIn.address)</td>\
      <td class="minor" data-label="\(Text.signedInAt)">\(stamp(signIn.createdAt))</td>\
      <td data-label="\(Text.lastSeen)">\(stamp(signIn.seenAt))</td>\
      <td class="acts">\(if: signIn.id == currentSignIn, "<span class=\"muted\">\(Text.thisBrowser)</span>")\
      \(if: signIn.id != currentSignIn,
        """
        <form method="post" action="\(Link.profile)/sign-ins/\(signIn.id)/end">\(frame.sealed)<button class="plain">\
        \(Text.endIt)</button></form>
        """)</td></tr>
      """
    })</tbody></table></section>
    """
  }

  private func secondFactor(_ frame: Frame) -> HTML {
    if user.totpConfirmedAt != nil {
      return """
        <p>\(Mark(text: .on, tone: .good))</p><form method="post" action="\(Link.profile)/second-factor/end">\
        \(frame.sealed)\
        \(FormField(label: .currentPassword, field: "second_password", kind: .password, value: "", isRequired: true,
          autocomplete: "current-password"))<button>\(Text.switchOff)</button></form>
        """
    }
    if let secret {
      return """
        <p>\(Text.putIntoAuthenticator)</p><p><code class="secret">\(secret)</code></p>\
        <form method="post" action="\(Link.profile)/second-factor/confirmation">\(frame.sealed)\
        \(FormField(label: .codeOfAuthenticator, field: "code", kind: .text, value: "", isRequired: true,
          refusals: refusals, autocomplete: "one-time-code"))<button class="main">\(Text.switchOn)</button></form>
        """
    }
    return """
      <p>\(Text.secondFactorPromise)</p><form method="post" action="\(Link.profile)/second-factor">\(frame.sealed)\
      <button>\(Text.switchOn)</button></form>
      """
  }
}
