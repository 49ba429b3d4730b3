import Handbook
import Markup

/// Lines of a statement: each with its subscription, the rule that it comes from, and its arithmetic.
struct StatementTable: View {
  let lines: [StatementLine]
  let total: Money?

  var body: HTML {
    """
    <table class="list" data-rows><thead><tr><th scope="col">\(Text.subscriptionHead)</th>\
    <th scope="col">\(Text.subscriber)</th><th scope="col">\(Text.tariff)</th><th scope="col">\(Text.ruleHead)</th>\
    <th scope="col">\(Text.arithmeticHead)</th><th scope="col" class="num">\(Text.dueHead)</th></tr></thead>
    <tbody>\(lines.html(row))</tbody>\(total.map(foot))</table>
    """
  }

  private func row(_ line: StatementLine) -> HTML {
    let id = line.charge.key.subscription
    return """
      <tr><td class="first"><a class="code" href="\(Link.subscription(id))">\(id.nineDigits)</a></td>\
      <td data-label="\(Text.subscriber)">\(line.subscriberName)</td>\
      <td data-label="\(Text.tariff)">\(line.tariffName)</td>\
      <td data-label="\(Text.ruleHead)">\(line.charge.reason)</td>\
      <td data-label="\(Text.arithmeticHead)">\(line.charge.arithmetic)</td>\
      <td class="num" data-label="\(Text.dueHead)">\(line.charge.due)</td></tr>
      """
  }

  private func foot(_ total: Money) -> HTML {
    """
    <tfoot><tr><th scope="row" colspan="5">\(Text.total)</th><td class="num">\(total)</td></tr></tfoot>
    """
  }
}

/// Statements of partners, month by month.
struct ClosingTable: View {
  let rows: [Closing]
  let showsPartner: Bool

  var body: HTML {
    """
    <table class="list" data-rows><thead><tr><th scope="col">\(Text.monthWord)</th>\
    \(if: showsPartner, "<th scope=\"col\">\(Text.partnerHead)</th>")<th scope="col">\(Text.state)</th>\
    <th scope="col" class="num">\(Text.linesHead)</th><th scope="col" class="num">\(Text.openingHead)</th>\
    <th scope="col" class="num">\(Text.chargedHead)</th><th scope="col" class="num">\(Text.paidHead)</th>\
    <th scope="col" class="num">\(Text.balanceHead)</th></tr></thead><tbody>\(rows.html(row))</tbody></table>
    """
  }

  private func row(_ row: Closing) -> HTML {
    """
    <tr><td class="first"><a href="\(Link.statement(row.id))">\(row.month)</a></td>\
    \(if: showsPartner, "<td data-label=\"\(Text.partnerHead)\">\(row.partnerName)</td>")\
    <td data-label="\(Text.state)">\(Mark(row.state))</td>\
    <td class="num minor" data-label="\(Text.linesHead)">\(row.lines)</td>\
    <td class="num minor" data-label="\(Text.openingHead)">\(row.opening)</td>\
    <td class="num" data-label="\(Text.chargedHead)">\(row.charged)</td>\
    <td class="num minor" data-label="\(Text.paidHead)">\(row.paid)</td>\
    <td class="num" data-label="\(Text.balanceHead)">\(row.state == .closed ? row.balance.description : "—")</td></tr>
    """
  }
}

struct DebtorTable: View {
  let rows: [DebtorLine]

  var body: HTML {
    """
    <table class="list" data-rows><thead><tr><th scope="col">\(Text.debtorHead)</th>\
    <th scope="col" class="num">\(Text.owedHead)</th><th scope="col" class="num">\(Text.advanceHead)</th>\
    <th scope="col" class="num">\(Text.debtHead)</th></tr></thead><tbody>\(rows.html { row in
      """
      <tr><td class="first">\(row.name) <span class="muted">№ \(row.id)</span></td>\
      <td class="num" data-label="\(Text.owedHead)">\(row.owed)</td>\
      <td class="num" data-label="\(Text.advanceHead)">\(row.advance)</td>\
      <td class="num" data-label="\(Text.debtHead)">\(row.balance)</td></tr>
      """
    })</tbody><tfoot><tr><th scope="row" colspan="3">\(Text.total)</th>\
    <td class="num">\(rows.reduce(Money.zero) { $0 + $1.balance })</td></tr></tfoot></table>
    """
  }
}
