package import Handbook
package import Markup

/// Invoices: what one has to pay, and what others have to pay to one.
package struct InvoicesPage: Screen {
  let kind: Subscriber.Kind
  let rows: [Invoice]
  let next: String?
  /// Those that one has to pay; else those that one has issued.
  let isOurs: Bool

  package init(kind: Subscriber.Kind, rows: [Invoice], next: String?, isOurs: Bool) {
    self.kind = kind
    self.rows = rows
    self.next = next
    self.isOurs = isOurs
  }

  package var title: Text { .invoicesWord }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title)</h1></div>
    \(if: kind == .distributor,
      """
      <nav class="chips"><a class="chip" href="\(Link.invoices)"\(if: isOurs, " aria-current=\"true\"")>\(Text.ourInvoices)</a> \
      <a class="chip" href="\(Link.invoices)?show=partners"\(if: !isOurs, " aria-current=\"true\"")>\(Text.theirInvoices)</a></nav>
      """)
    \(if: rows.isEmpty, "<p class=\"empty\">\(Text.noInvoices)</p>")
    \(if: !rows.isEmpty,
      """
      <p class="commands"><a class="button" href="/invoices.csv\(isOurs ? "" : "?show=partners")">\(Text.csv)</a></p>
      <table class="list" data-rows><thead><tr><th scope="col">\(Text.number)</th><th scope="col">\(Text.monthWord)</th>\
      <th scope="col">\(Text.debtorHead)</th><th scope="col">\(Text.creditorHead)</th>\
      <th scope="col">\(Text.issuedHead)</th><th scope="col" class="num">\(Text.dueHead)</th>\
      <th scope="col" class="num">\(Text.unpaidHead)</th><th scope="col">\(Text.state)</th></tr></thead>\
      <tbody>\(rows.html(row))</tbody></table>
      """)
    \(Further(path: Link.invoices, after: next))
    """
  }

  private func row(_ row: Invoice) -> HTML {
    """
    <tr><td class="first"><a class="code" href="\(Link.invoice(row.id))">\(row.title)</a></td>\
    <td data-label="\(Text.monthWord)">\(row.month)</td>\
    <td class="minor" data-label="\(Text.debtorHead)">\(row.debtorName)</td>\
    <td class="minor" data-label="\(Text.creditorHead)">\(row.creditorName)</td>\
    <td class="minor" data-label="\(Text.issuedHead)">\(row.issuedOn)</td>\
    <td class="num" data-label="\(Text.dueHead)">\(row.due)</td>\
    <td class="num" data-label="\(Text.unpaidHead)">\(row.unpaid)</td>\
    <td data-label="\(Text.state)">\(Mark(row.state))</td></tr>
    """
  }
}

package struct InvoicePage: Screen {
  let invoice: Invoice
  let parts: [InvoicePart]

  package init(invoice: Invoice, parts: [InvoicePart]) {
    self.invoice = invoice
    self.parts = parts
  }

  package var title: Text { .invoiceTitle(invoice) }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title) \(Mark(invoice.state))</h1></div>
    <p>\(invoice.creditorName) → \(invoice.debtorName)</p>
    <p class="commands"><a class="button" href="\(Link.invoice(invoice.id))/pdf">\(Text.asPDF)</a>\
    \(invoice.closing.map { " <a class=\"button\" href=\"\(Link.statement($0))\">\(Text.statementWord)</a>" as HTML })</p>
    <ul class="figures sums">\(Figure(name: .chargedHead, value: invoice.total.withSign))\
    \(if: invoice.setOff != .zero, "\(Figure(name: .setOffHead, value: invoice.setOff.withSign))")\
    \(Figure(name: .dueHead, value: invoice.due.withSign))\(Figure(name: .unpaidHead, value: invoice.unpaid.withSign))</ul>
    <p>\(Text.inWordsHead): \(invoice.due.inWords)</p>
    \(if: !parts.isEmpty, "<h2>\(Text.partOf)</h2>\(PartTable(parts: parts, total: invoice.total, links: true))")
    """
  }
}

/// The partners' months of a vendor's invoice to a distributor.
struct PartTable: View {
  let parts: [InvoicePart]
  let total: Money
  let links: Bool

  var body: HTML {
    """
    <table class="list"><thead><tr><th scope="col">\(Text.partnerHead)</th><th scope="col">\(Text.monthWord)</th>\
    <th scope="col" class="num">\(Text.linesHead)</th><th scope="col" class="num">\(Text.sum)</th></tr></thead>\
    <tbody>\(parts.html { part in
      """
      <tr><td class="first">\(if: links, "<a href=\"\(Link.statement(part.closing))\">\(part.partnerName)</a>")\
      \(if: !links, "\(part.partnerName)")</td><td data-label="\(Text.monthWord)">\(part.month)</td>\
      <td class="num" data-label="\(Text.linesHead)">\(part.lines)</td>\
      <td class="num" data-label="\(Text.sum)">\(part.sum)</td></tr>
      """
    })</tbody><tfoot><tr><th scope="row" colspan="3">\(Text.total)</th><td class="num">\(total)</td></tr></tfoot></table>
    """
  }
}

/// What was paid; for whoever is paid, with the form that records it.
package struct PaymentsPage: Screen {
  let kind: Subscriber.Kind
  let rows: [Payment]
  let next: String?
  let debtors: [DebtorLine]
  let entries: Entries
  let refusals: [Refusal]
  let stamp: @Sendable (Instant) -> String

  package init(
    kind: Subscriber.Kind, rows: [Payment], next: String?, debtors: [DebtorLine], entries: Entries,
    refusals: [Refusal], stamp: @escaping @Sendable (Instant) -> String
  ) {
    self.kind = kind
    self.rows = rows
    self.next = next
    self.debtors = debtors
    self.entries = entries
    self.refusals = refusals
    self.stamp = stamp
  }

  package var title: Text { .paymentsWord }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title)</h1></div>
    \(Faults(refusals: refusals))
    \(if: kind != .partner && !debtors.isEmpty, form(frame))
    \(if: rows.isEmpty, "<p class=\"empty\">\(Text.noPayments)</p>")
    \(if: !rows.isEmpty,
      """
      <p class="commands"><a class="button" href="/payments.csv">\(Text.csv)</a></p>
      <table class="list" data-rows><thead><tr><th scope="col">\(Text.paidOnHead)</th>\
      <th scope="col">\(Text.debtorHead)</th><th scope="col">\(Text.documentHead)</th>\
      <th scope="col" class="num">\(Text.sum)</th><th scope="col">\(Text.recordedHead)</th>\
      \(if: kind != .partner, "<th scope=\"col\"></th>")</tr></thead>\
      <tbody>\(rows.html { row($0, frame) })</tbody></table>
      """)
    \(Further(path: Link.payments, after: next))
    """
  }

  private func form(_ frame: Frame) -> HTML {
    func field(_ label: Text, _ field: Field, _ kind: FormField.Kind, _ isRequired: Bool = true) -> FormField {
      FormField(
        label: label, field: field, kind: kind, value: entries.raw(field), isRequired: isRequired, refusals: refusals)
    }
    return """
      <form method="post" action="\(Link.payments)" class="boxed">\(frame.sealed)<div class="columns">
      \(field(.debtorHead, "debtor", .choice([("", .choose)] + debtors.map {
        ($0.id.description, Text(verbatim: "\($0.name) — \($0.owed.withSign)"))
      })))
      \(field(.sum, "sum", .text))\(field(.paidOnHead, "paid_on", .day))\(field(.documentHead, "document", .text))
      \(field(.commentHead, "comment", .text, false))</div>
      <p><button class="main">\(Text.recordPayment)</button></p></form>
      """
  }

  private func row(_ row: Payment, _ frame: Frame) -> HTML {
    """
    <tr><td class="first">\(row.paidOn)</td><td data-label="\(Text.debtorHead)">\(row.debtorName)</td>\
    <td data-label="\(Text.documentHead)">\(row.document)\(if: !row.comment.isEmpty,
      "<br><span class=\"muted\">\(row.comment)</span>")</td>\
    <td class="num" data-label="\(Text.sum)">\(row.sum)</td>\
    <td data-label="\(Text.recordedHead)">\(stamp(row.recordedAt))<br><span class="muted">\
    \(row.recordedByName ?? "")</span>\(if: row.reversedAt != nil,
      "<br>\(Mark(text: .reversedWord, tone: .bad)) <span class=\"muted\">\(row.reversalReason)</span>")</td>\
    \(if: kind != .partner, "<td>\(if: row.reversedAt == nil, reversal(row, frame))</td>")</tr>
    """
  }

  private func reversal(_ row: Payment, _ frame: Frame) -> HTML {
    """
    <details><summary>\(Text.reversePayment)</summary><form method="post" action="/payments/\(row.id)/reversal" \
    class="inline">\(frame.sealed)<input type="text" name="reason" required maxlength="300" \
    aria-label="\(Text.reasonWord)" placeholder="\(Text.reasonWord)"> <button>\(Text.reversePayment)</button></form>\
    </details>
    """
  }
}

extension Text {
  static func invoiceTitle(_ invoice: Invoice) -> Text {
    Text(
      ru: "Счёт № \(invoice.title) от \(invoice.issuedOn) за \(invoice.month)",
      kk: "\(invoice.month) үшін № \(invoice.title) шот, \(invoice.issuedOn)",
      en: "Invoice № \(invoice.title) of \(invoice.issuedOn) for \(invoice.month)")
  }
}
