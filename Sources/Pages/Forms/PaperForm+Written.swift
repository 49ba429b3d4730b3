package import Handbook
package import Markup

extension PaperForm {
  /// The form as a whole document, its print CSS inside.
  ///
  /// - Parameter markdown: Makes HTML that can be trusted of a contract's Markdown.
  package func written(in language: Language, markdown: (String) -> HTML) -> [UInt8] {
    HTML.written(in: language) {
      let (title, body): (HTML, HTML) =
        switch self {
        case .bill(let paper): ("\(BillSheet.title(of: paper.bill))", BillSheet(paper: paper).body)
        case .contract(let paper):
          ("\(paper.title)", ContractSheet(paper: paper, text: markdown(paper.body)).body)
        }
      return """
        <!DOCTYPE html><html lang="\(language.rawValue)"><head><meta charset="utf-8"><title>\(title)</title>\
        <style>\(paperStyle)</style></head><body>\(body)</body></html>
        """
    }.bytes
  }
}

/// A4, black on white; Noto has the letters of Kazakh.
private let paperStyle: HTML = """
  @page { size: A4; margin: 18mm 16mm 20mm 20mm;
    @bottom-right { content: counter(page) " / " counter(pages); font: 8pt "Noto Sans", sans-serif; color: #555; } }
  body { font: 10pt/1.4 "Noto Sans", sans-serif; color: #000; margin: 0; }
  h1 { font-size: 15pt; line-height: 1.25; margin: 0 0 4mm; } h2 { font-size: 11pt; margin: 5mm 0 2mm; }
  p { margin: 0 0 2.5mm; } table { border-collapse: collapse; width: 100%; margin: 0 0 4mm; }
  th, td { border: 0.4pt solid #000; padding: 1.4mm 2mm; text-align: left; vertical-align: top; }
  th { font-weight: 600; } .num { text-align: right; white-space: nowrap; } .plain td { border: 0; padding: 0.6mm 2mm 0.6mm 0; }
  .bank td { height: 9mm; } .small { font-size: 8pt; color: #444; } tfoot td { font-weight: 600; }
  .sign { margin-top: 10mm; } .sign td { border: 0; padding-top: 6mm; } .line { border-bottom: 0.4pt solid #000 !important; }
  .hash { position: running(hash); } thead { display: table-header-group; } tr { break-inside: avoid; }
  """

/// «Счёт на оплату», as banks and accountants of Kazakhstan know it.
private struct BillSheet: View {
  let paper: BillPaper

  static func title(of bill: BillFacts) -> Text {
    let name = bill.name
    return Text(
      ru: "Счёт на оплату № \(name.ru)", kk: "Төлемге арналған шот № \(bill.number), \(bill.issuedOn)",
      en: "Bill № \(bill.number) of \(bill.issuedOn)")
  }

  private var bill: BillFacts { paper.bill }
  private var payee: Payee { paper.payee }

  var body: HTML {
    """
    <table class="bank"><tr><td colspan="2">\(Text.beneficiary): <b>\(paper.sellerName)</b><br>\
    \(Text.binShort) \(paper.sellerBIN?.description ?? "—")</td><td>\(Text.ibanWord)<br><b>\(payee.iban.description)</b></td>\
    <td>\(Text.beneficiaryCode)<br><b>\(payee.beneficiaryCode)</b></td></tr>\
    <tr><td colspan="2">\(Text.bankOfBeneficiary): \(payee.bank)</td><td colspan="2">\(Text.bicWord)<br>\
    <b>\(payee.bic)</b></td></tr></table>
    <h1>\(Self.title(of: bill))</h1>
    <table class="plain"><tr><td>\(Text.sellerWord):</td><td><b>\(paper.sellerName)</b>, \(Text.binShort) \
    \(paper.sellerBIN?.description ?? "—"), \(payee.address)</td></tr>\
    <tr><td>\(Text.payerWord):</td><td><b>\(bill.organisation)</b>, \(Text.binShort) \(bill.bin.description)</td></tr>\
    <tr><td>\(Text.payBy):</td><td><b>\(bill.dueOn)</b></td></tr>\
    <tr><td>\(Text.purposeWord):</td><td>\(Text.purposeOf(bill.name))</td></tr></table>
    <table><thead><tr><th>№</th><th>\(Text.whatFor)</th><th class="num">\(Text.quantity)</th>\
    <th class="num">\(Text.monthsWord)</th><th class="num">\(Text.sum), ₸</th></tr></thead><tbody>\
    \(paper.lines.html(row))</tbody><tfoot><tr><td colspan="4" class="num">\(Text.total)</td>\
    <td class="num">\(bill.sum)</td></tr></tfoot></table>
    <p>\(Text.totalOf(paper.lines.count)) <b>\(bill.sum.withSign)</b></p>
    <p><b>\(bill.sum.inWords)</b></p>
    \(if: !bill.comment.isEmpty, "<p>\(bill.comment)</p>")
    <table class="sign"><tr><td>\(payee.headTitle)</td><td class="line"></td><td>\(payee.head)</td></tr></table>
    """
  }

  private func row(_ line: BillLine, _ tariff: Text) -> HTML {
    """
    <tr><td>\(line.number)</td><td>\(tariff)<br><span class="small">\(line.period.start) – \(line.period.end)</span></td>\
    <td class="num">\(line.quantity)</td><td class="num">\(line.chargedMonths)</td><td class="num">\(line.sum)</td></tr>
    """
  }
}

/// A contract, an agreement or an act, and the hash of its text.
private struct ContractSheet: View {
  let paper: ContractPaper
  let text: HTML

  var body: HTML {
    let hash = paper.hash.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    return "\(text)<p class=\"small\">SHA-256: \(hash)</p>"
  }
}

extension Text {
  fileprivate static let bankOfBeneficiary = Text(
    ru: "Банк бенефициара", kk: "Бенефициар банкі", en: "Beneficiary's bank")
  fileprivate static let sellerWord = Text(ru: "Поставщик", kk: "Жеткізуші", en: "Seller")
  fileprivate static let monthsWord = Text(ru: "Месяцев", kk: "Ай", en: "Months")
  fileprivate static func totalOf(_ lines: Int) -> Text {
    Text(
      ru: "Всего наименований: \(lines), на сумму", kk: "Барлық атаулар: \(lines), сомасы",
      en: "Lines: \(lines), for a total of")
  }
}
