package import Handbook
import Markup

/// Printed forms: whole documents with their style inside, made into PDF. They fetch nothing.
package enum PrintedForm {
  /// A document with the house's print style.
  static func document(_ title: Text, in language: Language, isWide: Bool = false, _ body: @escaping () -> HTML)
    -> [UInt8]
  {
    HTML.written(in: language) {
      """
      <!DOCTYPE html><html lang="\(language.rawValue)"><head><meta charset="utf-8"><title>\(title)</title><style>\
      @page { size: A4\(if: isWide, " landscape"); margin: 15mm 12mm 18mm;
        @bottom-right { content: counter(page) " / " counter(pages); font: 8pt "Noto Sans", sans-serif; color: #555 } }
      body { font: 9pt/13pt "Noto Sans", sans-serif; color: #111; margin: 0 }
      h1 { font-size: 15pt; line-height: 20pt; margin: 0 0 8pt } h2 { font-size: 11pt; margin: 14pt 0 4pt }
      table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
      thead { display: table-header-group } tr { break-inside: avoid }
      th, td { border: 0.5pt solid #999; padding: 2pt 4pt; text-align: left; vertical-align: top }
      th { background: #f0f0ea; font-weight: 600 } .num { text-align: right; white-space: nowrap }
      .sides td { border: 0; padding: 1pt 6pt 1pt 0 } .sides { width: auto; margin-bottom: 8pt }
      .muted { color: #555 } .words { margin: 8pt 0 } .sign { margin-top: 28pt }
      .sign span { display: inline-block; width: 160pt; border-bottom: 0.5pt solid #333 }</style></head><body>\
      \(body())</body></html>
      """
    }.bytes
  }

  /// A creditor's invoice to a debtor: what it is for, the sum in figures and in words.
  package static func invoice(
    _ invoice: Invoice, parts: [InvoicePart], creditor: SubscriberFacts, debtor: SubscriberFacts, in language: Language
  ) -> [UInt8] {
    document(.invoiceTitle(invoice), in: language) {
      """
      <h1>\(Text.invoiceTitle(invoice))</h1><table class="sides">\(side(.creditorHead, creditor))\
      \(side(.debtorHead, debtor))</table>
      \(if: !parts.isEmpty, "\(PartTable(parts: parts, total: invoice.total, links: false))")
      \(if: parts.isEmpty,
        """
        <table><thead><tr><th>\(Text.ruleHead)</th><th class="num">\(Text.sum)</th></tr></thead><tbody><tr>\
        <td>\(Text.subscriptionsOf(invoice.month))</td><td class="num">\(invoice.total)</td></tr></tbody></table>
        """)
      <table style="margin-top:6pt">\(if: invoice.setOff != .zero, line(.setOffHead, invoice.setOff))\
      \(line(.dueHead, invoice.due))</table>
      <p class="words"><b>\(Text.inWordsHead):</b> \(invoice.due.inWords)</p>
      <p class="sign">\(Text.signedBy) <span></span></p>
      """
    }
  }

  /// A statement: the balance, and every line with its arithmetic.
  ///
  /// - Parameter lines: Those that are printed; `closing.lines` says how many there are.
  package static func statement(_ closing: Closing, _ lines: [StatementLine], in language: Language) -> [UInt8] {
    let title = Text(
      ru: "Отчёт о начислениях за \(closing.month)", kk: "\(closing.month) айының есептеулер есебі",
      en: "Statement of charges for \(closing.month)")
    return document(title, in: language, isWide: true) {
      """
      <h1>\(title)</h1><p>\(closing.partnerName) → \(closing.creditorName)</p>
      <table>\(line(.openingHead, closing.opening))\(line(.chargedHead, closing.charged))\
      \(if: closing.corrected != .zero, line(.correctedHead, closing.corrected))\(line(.paidHead, closing.paid))\
      \(line(.balanceHead, closing.balance))</table>
      <h2>\(Text.linesHead): \(closing.lines)</h2>
      <table><thead><tr><th>\(Text.subscriptionHead)</th><th>\(Text.subscriber)</th><th>\(Text.tariff)</th>\
      <th>\(Text.ruleHead)</th><th>\(Text.arithmeticHead)</th><th class="num">\(Text.dueHead)</th></tr></thead><tbody>\
      \(lines.html { line in
        """
        <tr><td>\(line.charge.key.subscription.nineDigits)</td><td>\(line.subscriberName)</td><td>\(line.tariffName)</td>\
        <td>\(line.charge.reason)</td><td>\(line.charge.arithmetic)</td><td class="num">\(line.charge.due)</td></tr>
        """
      })</tbody></table>
      \(if: lines.count < closing.lines, "<p>\(Text.restInTable(lines.count, closing.lines))</p>")
      """
    }
  }

  private static func line(_ name: Text, _ sum: Money) -> HTML {
    "<tr><th>\(name)</th><td class=\"num\">\(sum.withSign)</td></tr>"
  }

  private static func side(_ name: Text, _ facts: SubscriberFacts) -> HTML {
    """
    <tr><td class="muted">\(name)</td><td><b>\(facts.organisation.isEmpty ? facts.name : facts.organisation)</b>\
    \(facts.bin.map { ", \(Text.binShort) \($0)" as HTML })</td></tr>
    """
  }
}

extension Text {
  static let signedBy = Text(ru: "Выставил", kk: "Шығарған", en: "Issued by")
  static func subscriptionsOf(_ month: Month) -> Text {
    Text(
      ru: "Подписки на тарифы сервиса за \(month) по отчёту о начислениях",
      kk: "\(month) айындағы сервис тарифтеріне жазылымдар, есептеулер есебі бойынша",
      en: "Subscriptions to the service's tariffs for \(month), by the statement of charges")
  }
  static func restInTable(_ shown: Int, _ count: Int) -> Text {
    Text(
      ru: "Напечатаны первые \(shown) строк из \(count); все — в таблице XLSX и в CSV.",
      kk: "\(count) жолдың алғашқы \(shown) басылды; барлығы XLSX кестесінде және CSV-де.",
      en: "The first \(shown) of \(count) lines are printed; all are in the XLSX spreadsheet and in CSV.")
  }
}
