package import Handbook
package import Markup

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
    <div class="head"><h1>\(title)</h1><div class="commands"><a class="button" \
    href="\(url("/letters.csv", ["q": search, "show": onlyUnsent ? "unsent" : ""]))">\(Text.csv)</a></div></div>
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
    Mark(text: letter.state, tone: letter.sentAt != nil ? .good : letter.deadAt != nil ? .bad : .plan).body
  }
}

extension KeptLetter {
  package var state: Text { sentAt != nil ? .wasSent : deadAt != nil ? .isDead : .isWaiting }
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
