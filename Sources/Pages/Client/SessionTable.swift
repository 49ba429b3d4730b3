import Handbook
import Markup

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
