package import Handbook
package import Markup

/// What will happen when the subscription is posted: the end, the sum, the limits, what is owed, and what is in
/// the way.
package struct QuotePanel: View {
  let quote: Quote
  let today: Day
  let card: String?

  package init(quote: Quote, today: Day, card: String?) {
    self.quote = quote
    self.today = today
    self.card = card
  }

  package var body: HTML {
    """
    <h2>\(Text.whatWillHappen)</h2>
    \(if: quote.tariff == nil, "<p class=\"empty\">\(Text.chooseTariffFirst)</p>")
    \(quote.tariff.map(facts))
    \(if: quote.tariff != nil && !quote.refusals.isEmpty,
      """
      <div class="obstacles"><h3>\(Text.inTheWay)</h3><ul>\(quote.refusals.html(obstacle))</ul></div>
      """)
    """
  }

  private func obstacle(_ refusal: Refusal) -> HTML {
    guard let card, let field = refusal.field?.name, field.hasPrefix("card.") else { return "<li>\(refusal.text)</li>" }
    return "<li>\(refusal.text) <a href=\"\(card)#\(String(field.dropFirst(5)))\">\(Text.fillInTheCard)</a></li>"
  }

  private func facts(_ tariff: Tariff) -> HTML {
    """
    <dl class="facts-list">
    \(quote.period.map { "<dt>\(Text.acts)</dt><dd>\($0.start) 0:00:00 – <b>\($0.end) 23:59:59</b></dd>" as HTML })
    \(quote.sum.map {
      """
      <dt>\(Text.sum)</dt><dd class="sum"><b>\($0.withSign)</b>\
      \(if: quote.isSample, " <span class=\"mark quiet\">\(Text.sample)</span>")</dd>
      """ as HTML
    })
    \(quote.owed.map { "<dt>\(Text.owedToVendor)</dt><dd>\($0.withSign)</dd>" as HTML })
    \(quote.limitsAfter.map { after in
      """
      <dt>\(Text.limits)</dt><dd>\(LimitsChange(before: quote.limitsBefore, after: after))</dd>
      """ as HTML
    })
    <dt>\(Text.contents)</dt><dd>\(Text.servicesAndApplications(tariff.services.count, tariff.applications.count))</dd>
    </dl>
    <p class="description">\(tariff.descriptionForPartners)</p>
    <p><a href="\(Link.tariff(tariff.code))" target="_blank">\(Text.aboutTariff)</a></p>
    """
  }
}

/// Limits before → after.
struct LimitsChange: View {
  let before: Limits
  let after: Limits

  var body: HTML {
    """
    \(Text.bases): \(change(before.bases, after.bases)); \(Text.sessionsWord): \
    \(change(before.sessions, after.sessions))\
    \(if: after.registers > 0, "; \(Text.registers): \(change(before.registers, after.registers))")
    """
  }

  private func change(_ before: Int, _ after: Int) -> HTML {
    before == after ? "\(after)" : "\(before) → <b>\(after)</b>"
  }
}
