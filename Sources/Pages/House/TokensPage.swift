package import Handbook
package import Markup

/// Tokens by which programs use the API.
package struct TokensPage: Screen {
  let tokens: [AccessToken]
  /// The text of a new token: shown once.
  let made: String?
  let scopes: [(value: String, label: Text)]
  let entries: Entries
  let refusals: [Refusal]
  let now: Instant
  let stamp: @Sendable (Instant) -> String

  package init(
    tokens: [AccessToken], made: String?, scopes: [(value: String, label: Text)], entries: Entries, refusals: [Refusal],
    now: Instant, stamp: @escaping @Sendable (Instant) -> String
  ) {
    self.tokens = tokens
    self.made = made
    self.scopes = scopes
    self.entries = entries
    self.refusals = refusals
    self.now = now
    self.stamp = stamp
  }

  package var title: Text { .apiTokens }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title)</h1></div><p class="hint">\(Text.tokensHint)</p>
    \(made.map {
      """
      <div class="notice"><p>\(Text.tokenOnce)</p><p><code class="secret">\($0)</code></p></div>
      """ as HTML
    })
    <form method="post" action="\(Link.tokens)" class="line-form">\(frame.sealed)\(Faults(refusals: refusals))
    \(FormField(label: .tokenName, field: "name", kind: .text, value: entries.raw("name"), isRequired: true,
      refusals: refusals))
    \(FormField(label: .tokenScope, field: "scope", kind: .choice(scopes), value: entries.raw("scope"),
      refusals: refusals))
    \(FormField(label: .tokenDays, field: "days", kind: .number(1...730),
      value: entries.has("days") ? entries.raw("days") : "365", refusals: refusals))
    <button class="main">\(Text.makeToken)</button></form>
    \(if: tokens.isEmpty, "<p class=\"empty\">\(Text.noTokens)</p>")
    \(if: !tokens.isEmpty,
      """
      <table class="list"><thead><tr><th scope="col">\(Text.tokenName)</th><th scope="col">\(Text.tokenScope)</th>\
      <th scope="col">\(Text.created)</th><th scope="col">\(Text.goodUntil)</th><th scope="col">\(Text.state)</th>\
      <th scope="col"><span class="unseen">\(Text.actWord)</span></th></tr></thead>\
      <tbody>\(tokens.html { row($0, frame) })</tbody></table>
      """)
    """
  }

  private func row(_ token: AccessToken, _ frame: Frame) -> HTML {
    let isLive = token.revokedAt == nil && now < token.expiresAt
    return """
      <tr><td class="first">\(token.name)</td><td data-label="\(Text.tokenScope)">\
      \(scopes.first { $0.value == token.scopes }?.label ?? Text(verbatim: token.scopes))</td>\
      <td class="minor" data-label="\(Text.created)">\(stamp(token.createdAt))</td>\
      <td data-label="\(Text.goodUntil)">\(stamp(token.expiresAt))</td>\
      <td>\(isLive ? HTML(Mark(text: .on, tone: .good)) : HTML(Mark(text: .off, tone: .quiet)))</td>\
      <td class="acts">\
      \(if: isLive,
        """
        <form method="post" action="\(Link.tokens)/\(token.id)/revocation">\(frame.sealed)<button class="plain">\
        \(Text.revoke)</button></form>
        """)</td></tr>
      """
  }
}
