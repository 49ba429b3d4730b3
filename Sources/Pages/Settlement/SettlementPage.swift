package import Handbook
package import Markup

/// «Взаиморасчёты»: a partner's debt and its open month, a distributor's partners, the vendor's month close.
package struct SettlementPage: Screen {
  let kind: Subscriber.Kind
  let standing: DebtorLine
  let open: [OpenMonth]
  let debtors: [DebtorLine]
  let progress: ClosingProgress?
  let parked: [Closing]
  let rows: [Closing]
  let next: String?
  let mayGovern: Bool
  let refusals: [Refusal]

  package init(
    kind: Subscriber.Kind, standing: DebtorLine, open: [OpenMonth], debtors: [DebtorLine], progress: ClosingProgress?,
    parked: [Closing], rows: [Closing], next: String?, mayGovern: Bool, refusals: [Refusal]
  ) {
    self.kind = kind
    self.standing = standing
    self.open = open
    self.debtors = debtors
    self.progress = progress
    self.parked = parked
    self.rows = rows
    self.next = next
    self.mayGovern = mayGovern
    self.refusals = refusals
  }

  package var title: Text { .settlementWord }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title)</h1></div>
    \(Faults(refusals: refusals))
    \(if: kind != .vendor, figures)
    \(progress.map { closing($0, frame) })
    \(if: !parked.isEmpty, waiting)
    \(open.reversed().html(openMonth))
    \(if: kind != .partner, "<h2>\(Text.debtorsTitle)</h2>\(DebtorTable(rows: debtors))")
    <h2>\(Text.statementsTitle)</h2>
    \(if: rows.isEmpty, "<p class=\"empty\">\(Text.noStatements)</p>")
    \(if: !rows.isEmpty,
      """
      <p class="commands"><a class="button" href="/settlement.csv">\(Text.csv)</a></p>\
      \(ClosingTable(rows: rows, showsPartner: kind != .partner))
      """)
    \(Further(path: Link.settlement, after: next))
    """
  }

  private var figures: HTML {
    """
    <ul class="figures sums">\(Figure(name: .debtHead, value: standing.balance.withSign))\
    \(Figure(name: .owedHead, value: standing.owed.withSign))\
    \(if: standing.advance != .zero, "\(Figure(name: .advanceHead, value: standing.advance.withSign))")</ul>
    """
  }

  private func closing(_ progress: ClosingProgress, _ frame: Frame) -> HTML {
    """
    <p>\(Text.closedOf(progress.closed, progress.partners, progress.month)). \(Text.linesHead): \(progress.lines), \
    \(Text.chargedHead): \(progress.charged.withSign)</p>
    \(if: mayGovern,
      """
      <form method="post" action="/settlement/closing">\(frame.sealed)<button>\(Text.closeMonth)</button></form>
      """)
    """
  }

  private var waiting: HTML {
    """
    <h2>\(Text.parkedTitle) <span class="muted">\(parked.count)</span></h2><p class="hint">\(Text.parkedHint)</p>
    <ul>\(parked.html { closing in
      """
      <li><a href="\(Link.statement(closing.id))">\(closing.partnerName), \(closing.month)</a>: \
      \(closing.stops.html { "\($0.text) " })</li>
      """
    })</ul>
    """
  }

  private func openMonth(_ month: OpenMonth) -> HTML {
    """
    <h2>\(Text.openMonthTitle): \(month.month) <span class="muted">\(month.count)</span></h2>
    <p class="hint">\(Text.openMonthHint)</p>
    \(if: !month.lines.isEmpty, "\(StatementTable(lines: month.lines, total: month.sum))")
    \(if: month.lines.count < month.count, "<p>\(Text.onlyFirst(month.lines.count, month.count))</p>")
    """
  }
}

/// A statement: what a month added to the debt, line by line (P-02, DEC-23).
package struct StatementPage: Screen {
  let closing: Closing
  let lines: [StatementLine]
  let next: String?
  let mayGovern: Bool
  let entries: Entries
  let refusals: [Refusal]
  let stamp: @Sendable (Instant) -> String

  package init(
    closing: Closing, lines: [StatementLine], next: String?, mayGovern: Bool, entries: Entries, refusals: [Refusal],
    stamp: @escaping @Sendable (Instant) -> String
  ) {
    self.closing = closing
    self.lines = lines
    self.next = next
    self.mayGovern = mayGovern
    self.entries = entries
    self.refusals = refusals
    self.stamp = stamp
  }

  package var title: Text {
    Text(
      ru: "\(Text.statementWord.ru) \(closing.month)", kk: "\(closing.month) айының есебі",
      en: "\(Text.statementWord.en) for \(closing.month)")
  }

  package func body(in frame: Frame) -> HTML {
    let path = Link.statement(closing.id)
    return """
      <div class="head"><h1>\(title) \(Mark(closing.state))</h1></div>
      <p>\(closing.partnerName) → \(closing.creditorName)\(closing.closedAt.map { " · \(stamp($0))" as HTML })</p>
      \(if: closing.state == .parked, parked(frame))
      \(if: closing.state == .closed,
        """
        <p class="commands">\(closing.invoice.map {
          "<a class=\"button\" href=\"\(Link.invoice($0))\">\(Text.invoiceWord)</a> " as HTML
        })<a class="button" href="\(path)/pdf">\(Text.asPDF)</a> <a class="button" href="\(path)/xlsx">\(Text.asXLSX)</a> \
        <a class="button" href="\(path)/csv">\(Text.csv)</a></p>
        <ul class="figures sums">\(Figure(name: .openingHead, value: closing.opening.withSign))\
        \(Figure(name: .chargedHead, value: closing.charged.withSign))\
        \(if: closing.corrected != .zero, "\(Figure(name: .correctedHead, value: closing.corrected.withSign))")\
        \(Figure(name: .paidHead, value: closing.paid.withSign))\
        \(Figure(name: .balanceHead, value: closing.balance.withSign))</ul>
        \(StatementTable(lines: lines, total: lines.count == closing.lines ? closing.charged : nil))
        \(Further(path: path, after: next))
        """)
      """
  }

  private func parked(_ frame: Frame) -> HTML {
    """
    <div class="faults" role="status"><h2>\(Text.parkedTitle)</h2><ul>\(closing.stops.html { "<li>\($0.text)</li>" })</ul>\
    </div><p class="hint">\(Text.parkedHint)</p>
    \(if: mayGovern,
      """
      \(Faults(refusals: refusals))<form method="post" action="\(Link.statement(closing.id))/release" class="boxed">\
      \(frame.sealed)\(FormField(label: .reasonWord, field: "reason", kind: .area, value: entries.raw("reason"),
        isRequired: true, refusals: refusals))<p><button class="main">\(Text.release)</button></p></form>
      """)
    """
  }
}

/// What the nightly audit found.
package struct DifferencesPage: Screen {
  let rows: [FoundDifference]
  let stamp: @Sendable (Instant) -> String

  package init(rows: [FoundDifference], stamp: @escaping @Sendable (Instant) -> String) {
    self.rows = rows
    self.stamp = stamp
  }

  package var title: Text { .settlementAuditWord }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title) <span class="muted">\(rows.count)</span></h1></div>
    \(if: rows.isEmpty, "<p class=\"empty\">\(Text.noDifferences)</p>")
    \(if: !rows.isEmpty,
      """
      <table class="list" data-rows><thead><tr><th scope="col">\(Text.partnerHead)</th>\
      <th scope="col">\(Text.monthWord)</th><th scope="col">\(Text.subscriptionHead)</th>\
      <th scope="col">\(Text.whatHead)</th><th scope="col" class="num">\(Text.chargedHead)</th>\
      <th scope="col" class="num">\(Text.recomputedHead)</th><th scope="col">\(Text.foundHead)</th></tr></thead>\
      <tbody>\(rows.html(row))</tbody></table>
      """)
    """
  }

  private func row(_ row: FoundDifference) -> HTML {
    """
    <tr><td class="first"><a href="\(Link.statement(row.difference.closing))">\(row.partner)</a></td>\
    <td data-label="\(Text.monthWord)">\(row.month)</td>\
    <td data-label="\(Text.subscriptionHead)">\(row.difference.key.map { "\($0.subscription.nineDigits)" } ?? "—")</td>\
    <td data-label="\(Text.whatHead)">\(row.difference.kind.text)</td>\
    <td class="num" data-label="\(Text.chargedHead)">\(row.difference.charged)</td>\
    <td class="num" data-label="\(Text.recomputedHead)">\(row.difference.owed)</td>\
    <td data-label="\(Text.foundHead)">\(stamp(row.foundAt))</td></tr>
    """
  }
}
