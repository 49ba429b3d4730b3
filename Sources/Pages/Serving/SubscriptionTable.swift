import Handbook
import Markup

/// Rows of subscriptions, on a card and in the journal.
struct SubscriptionTable: View {
  let rows: [SoldSubscription]
  let showsSubscriber: Bool
  let today: Day
  let viewer: Subscriber.ID?
  var total: Money?
  /// How the list is sorted, where it can be.
  var sorting: JournalPage.Query?
  var hidesSums = false
  var link: @Sendable (Subscription.ID) -> String? = { Link.subscription($0) }

  var body: HTML {
    """
    <table class="list" data-rows><thead><tr>\(head(.number, "number"))\
    \(if: showsSubscriber, "<th scope=\"col\">\(Text.subscriber)</th>")<th scope="col">\(Text.tariff)</th>\
    <th scope="col">\(Text.kindWord)</th><th scope="col">\(Text.state)</th>\
    <th scope="col">\(Text.starts)</th>\(head(.ends, "end"))\(if: !hidesSums, "<th scope=\"col\" class=\"num\">\(Text.sum)</th>")</tr></thead>\
    <tbody>\(rows.html(row))</tbody>\(total.map { total in
      """
      <tfoot><tr><td colspan="\(showsSubscriber ? 7 : 6)">\(Text.total)</td><td class="num" \
      data-label="\(Text.sum)">\(total)</td></tr></tfoot>
      """ as HTML
    })</table>
    """
  }

  private func head(_ text: Text, _ column: String) -> HTML {
    guard let sorting else { return "<th scope=\"col\">\(text)</th>" }
    return SortHead(
      text: text, href: sorting.link(order: column),
      isDescending: sorting.order == column ? sorting.isDescending : nil
    ).body
  }

  private func row(_ sold: SoldSubscription) -> HTML {
    let facts = sold.facts
    let number: HTML =
      link(facts.id).map { "<a class=\"code\" href=\"\($0)\">\(facts.id.nineDigits)</a>" } ?? "\(facts.id.nineDigits)"
    // DEC-35: another partner's price is its own affair.
    let isVisible = viewer == nil || viewer == facts.partnerID
    return """
      <tr><td class="first">\(number)</td>\
      \(if: showsSubscriber,
        """
        <td data-label="\(Text.subscriber)"><a href="\(Link.subscriber(facts.subscriberID))">\
        \(facts.subscriberName)</a></td>
        """)<td data-label="\(Text.tariff)">\(sold.tariff.name)\(if: facts.quantity > 1, " × \(facts.quantity)")</td>\
      <td class="minor" data-label="\(Text.kindWord)">\(facts.kind.text)</td><td>\(Mark(facts.state(on: today)))</td>\
      <td class="date minor" data-label="\(Text.starts)">\(facts.startsOn)</td>\
      <td class="date" data-label="\(Text.ends)">\(facts.endsOn)</td>\
      \(if: !hidesSums, "<td class=\"num\" data-label=\"\(Text.sum)\">\(isVisible ? facts.sum.description : "—")</td>")</tr>
      """
  }
}
