package import Handbook
package import Markup

/// Partners, as the vendor sees them.
package struct PartnersPage: Screen {
  let rows: [PartnerFacts]
  let next: String?
  let search: String
  let standings: [Standing]
  let mayAdd: Bool

  package init(rows: [PartnerFacts], next: String?, search: String, standings: [Standing], mayAdd: Bool) {
    self.rows = rows
    self.next = next
    self.search = search
    self.standings = standings
    self.mayAdd = mayAdd
  }

  package var title: Text { .partners }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title)</h1><div class="commands">\
    \(if: mayAdd, "<a class=\"button main\" href=\"\(Link.newPartner)\" data-hotkey=\"new\">\(Text.addPartner)</a>")\
    </div></div>
    <form class="find" role="search" action="\(Link.partners)">\
    <input type="search" name="q" value="\(search)" aria-label="\(Text.find)"><button>\(Text.find)</button></form>
    \(if: rows.isEmpty, "<p class=\"empty\">\(search.isEmpty ? Text.noPartners : .nothingFound)</p>")
    \(if: !rows.isEmpty, table)
    \(next.map {
      """
      <nav class="pager"><a class="button" rel="next" href="\(url(Link.partners, ["q": search, "after": $0]))">\
      \(Text.nextPage) →</a></nav>
      """ as HTML
    })
    """
  }

  private var table: HTML {
    """
    <table class="list" data-rows><thead><tr><th scope="col" class="num">\(Text.number)</th>\
    <th scope="col">\(Text.cardName)</th><th scope="col">\(Text.partnerCode)</th><th scope="col">\(Text.standing)</th>\
    <th scope="col">\(Subscriber.Kind.distributor.text)</th><th scope="col">\(Text.cardCity)</th>\
    <th scope="col" class="num">\(Text.servedCount)</th></tr></thead><tbody>\(rows.html { row in
      """
      <tr><td class="num minor" data-label="\(Text.number)">\(row.id)</td><td class="first">\
      <a href="\(Link.partner(row.id))">\(row.name)</a></td><td data-label="\(Text.partnerCode)">\(row.code)</td>\
      <td data-label="\(Text.standing)">\(standings.name(of: row.standing))</td>\
      <td class="minor" data-label="\(Subscriber.Kind.distributor.text)">\(row.distributorName ?? "—")</td>\
      <td class="minor" data-label="\(Text.cardCity)">\(row.city)</td>\
      <td class="num" data-label="\(Text.servedCount)">\(row.served)</td></tr>
      """
    })</tbody></table>
    """
  }
}
