package import Handbook
package import Markup

/// The catalogue in force, with what is only a sample marked (DEC-17).
package struct CataloguePage: Screen {
  let catalogue: Catalogue
  let number: Int
  let today: Day

  package init(catalogue: Catalogue, number: Int, today: Day) {
    self.catalogue = catalogue
    self.number = number
    self.today = today
  }

  package var title: Text { .catalogueWord }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title) <span class="muted">№ \(number)</span></h1></div>\
    <p class="hint">\(Text.catalogueHint)</p>
    \(if: !samples.isEmpty,
      """
      <p class="notice">\(Text.samplePrices): \
      \(samples.enumerated().html {
        """
        \(if: $0.offset > 0, ", ")<a href="\(Link.tariff($0.element.code))">\($0.element.name)</a>
        """
      })</p>
      """)
    <h2>\(Text.standing)</h2><table class="list"><thead><tr><th scope="col">\(Text.standing)</th>\
    <th scope="col" class="num">\(Text.discount)</th><th scope="col">\(Text.conditions)</th></tr></thead>\
    <tbody>\
    \(catalogue.standings.html {
      """
      <tr><td class="first">\($0.name)</td><td class="num" data-label="\(Text.discount)">\($0.discount)</td>\
      <td>\($0.requirements.html { "<p>\($0)</p>" })</td></tr>
      """
    })</tbody></table>
    <h2>\(Text.configurations) (\(catalogue.applications.count))</h2>\(catalogue.groups.html { group in
      """
      <h3>\(group.name)</h3><ul class="dense">\
      \(catalogue.applications(in: group).html {
        """
        <li><b>\($0.name)</b> <span class="muted">\($0.version)</span> — \($0.summary)</li>
        """
      })</ul>
      """
    })
    <p><a class="button" href="\(Link.tariffs)">\(Text.tariffs) (\(catalogue.tariffs.count))</a></p>
    """
  }

  private var samples: [Tariff] { catalogue.tariffs.filter { $0.hasSamplePrices(on: today) } }
}
