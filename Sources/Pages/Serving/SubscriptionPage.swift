package import Handbook
package import Markup

/// A posted subscription.
package struct SubscriptionPage: Screen {
  let sold: SoldSubscription
  let history: [AuditEntry]
  let today: Day
  let viewer: Subscriber.ID?
  let mayCopy: Bool
  let stamp: @Sendable (Instant) -> String

  package init(
    sold: SoldSubscription, history: [AuditEntry], today: Day, viewer: Subscriber.ID?, mayCopy: Bool,
    stamp: @escaping @Sendable (Instant) -> String
  ) {
    self.sold = sold
    self.history = history
    self.today = today
    self.viewer = viewer
    self.mayCopy = mayCopy
    self.stamp = stamp
  }

  private var facts: SubscriptionFacts { sold.facts }

  package var title: Text {
    let words = "\(facts.id.nineDigits)"
    let date = stamp(facts.createdAt)
    return Text(
      ru: "Подписка \(words) от \(date)", kk: "\(words) жазылымы, \(date)", en: "Subscription \(words) of \(date)")
  }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title) \(Mark(facts.state(on: today)))</h1><div class="commands">
    \(if: mayCopy && facts.kind == .main,
      """
      <a class="button main" href="\(Link.copy(facts.id))" data-hotkey="copy">\(Text.renew)</a>
      """)
    </div></div>
    <div class="split"><dl class="facts-list">
    <dt>\(Text.subscriber)</dt><dd><a href="\(Link.subscriber(facts.subscriberID))">\
    \(facts.subscriberName)</a> <span class="muted">№ \(facts.subscriberID)</span></dd>
    <dt>\(Text.partnerWord)</dt><dd>\(facts.partnerName ?? "—")</dd>
    <dt>\(Text.tariff)</dt><dd><a href="\(Link.tariff(sold.tariff.code))">\(sold.tariff.name)</a>\
    \(if: facts.quantity > 1, " × \(facts.quantity)")</dd>
    <dt>\(Text.kindWord)</dt><dd>\(facts.kind.text)\
    \(facts.mainID.map { " · <a href=\"\(Link.subscription($0))\">\($0.nineDigits)</a>" as HTML })</dd>
    <dt>\(Text.periodOfAction)</dt><dd>\(facts.months.map(Text.months) ?? .byTerms)</dd>
    <dt>\(Text.acts)</dt><dd>\(facts.startsOn) 0:00:00 – \(facts.endsOn) 23:59:59</dd>
    <dt>\(Text.sum)</dt><dd class="sum">\(viewer == nil || viewer == facts.partnerID ? facts.sum.withSign : "—")</dd>
    \(if: !facts.comment.isEmpty, "<dt>\(Text.cardComment)</dt><dd>\(facts.comment)</dd>")
    <dt>\(Text.postedBy)</dt><dd>\(facts.postedAt.map(stamp) ?? "—"), \
    \(facts.postedByName.map { Text(verbatim: $0) } ?? .system)</dd>
    \(if: viewer != nil && facts.postedAt != nil, "<dt>\(Text.mayBeCorrected)</dt><dd>\(Text.correctedUntil)</dd>")
    </dl><aside><h2>\(Text.tariffDescription)</h2>\
    <p class="description">\(sold.tariff.descriptionForPartners)</p></aside></div>
    <h2>\(Text.history)</h2>\(HistoryTable(entries: history, stamp: stamp))
    """
  }
}
