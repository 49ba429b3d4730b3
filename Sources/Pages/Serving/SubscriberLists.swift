package import Handbook
package import Markup

/// What the commands of a card lead to: each a page of its own, with the way back to the card.
private func head(_ title: Text, of facts: SubscriberFacts, card: String, _ commands: HTML = "") -> HTML {
  """
  <div class="head"><h1>\(title) <span class="muted">\(facts.name) № \(facts.id)</span></h1>\
  <div class="commands">\(commands)<a class="button" href="\(card)">\(Text.ownCard)</a></div></div>
  """
}

private func issue(_ facts: SubscriberFacts) -> HTML {
  """
  <a class="button main" href="\(url(Link.newSubscription, ["subscriber": facts.id.description]))" \
  data-hotkey="new">\(Text.issueSubscription)</a> 
  """
}

/// «Подписки на тарифы» of a card (G-02, G-09).
package struct SubscriberSubscriptionsPage: Screen {
  let facts: SubscriberFacts
  let subscriptions: [SoldSubscription]
  let today: Day
  let viewer: Subscriber.ID?

  package init(facts: SubscriberFacts, subscriptions: [SoldSubscription], today: Day, viewer: Subscriber.ID?) {
    self.facts = facts
    self.subscriptions = subscriptions
    self.today = today
    self.viewer = viewer
  }

  package var title: Text { .servedSubscriptions }

  package func body(in frame: Frame) -> HTML {
    """
    \(head(title, of: facts, card: Link.subscriber(facts.id),
      """
      \(issue(facts))<a class="button" href="\(Link.diagram(of: facts.id))">\(Text.diagram)</a> 
      """))
    \(if: subscriptions.isEmpty, "<p class=\"empty\">\(Text.noSubscriptions)</p>")
    \(if: !subscriptions.isEmpty,
      "\(SubscriptionTable(rows: subscriptions, showsSubscriber: false, today: today, viewer: viewer))")
    """
  }
}

/// «Диаграмма подписок» (G-10): a line of time that can be read without a legend, and the table behind it.
package struct DiagramPage: Screen {
  let facts: SubscriberFacts
  let subscriptions: [SoldSubscription]
  let today: Day
  let viewer: Subscriber.ID?

  package init(facts: SubscriberFacts, subscriptions: [SoldSubscription], today: Day, viewer: Subscriber.ID?) {
    self.facts = facts
    self.subscriptions = subscriptions.sorted {
      ($0.facts.mainID ?? $0.facts.id, $0.facts.id) < ($1.facts.mainID ?? $1.facts.id, $1.facts.id)
    }
    self.today = today
    self.viewer = viewer
  }

  package var title: Text { .diagram }

  package func body(in frame: Frame) -> HTML {
    """
    \(head(title, of: facts, card: Link.subscriber(facts.id), issue(facts)))
    \(if: subscriptions.isEmpty, "<p class=\"empty\">\(Text.noSubscriptions)</p>")
    \(if: !subscriptions.isEmpty,
      """
      <div class="scroll" tabindex="0" role="region" aria-label="\(title)">\(picture(frame.language))</div>
      <h2>\(Text.servedSubscriptions)</h2>
      \(SubscriptionTable(rows: subscriptions, showsSubscriber: false, today: today, viewer: viewer))
      """)
    """
  }

  // The picture's own units: 1000 wide, 40 for each subscription.
  private static let (left, width, top, step) = (16, 968, 40, 40)

  private var first: Day { min(subscriptions.map(\.facts.startsOn).min() ?? today, today).month.first }
  private var last: Day { max(subscriptions.map(\.facts.endsOn).max() ?? today, today).month.last }

  private func place(_ day: Day) -> Int { Self.left + (day - first) * Self.width / max(1, last - first + 1) }

  private func picture(_ language: Language) -> HTML {
    let height = Self.top + subscriptions.count * Self.step + 12
    // At most some twelve names of months fit beside each other.
    let months = (last.date.year - first.date.year) * 12 + last.date.month - first.date.month + 1
    let ticks = stride(from: 0, to: months, by: (months + 11) / 12).map { first.month.advanced(by: $0).first }
    return """
      <svg class="gantt" viewBox="0 0 1000 \(height)" role="img" aria-label="\(title[language])">\
      \(ticks.html { day in
        """
        <line class="tick" x1="\(place(day))" y1="24" x2="\(place(day))" y2="\(height)"/>\
        <text class="tick-label" x="\(place(day) + 3)" y="16">\(String(day.description.dropFirst(3)))</text>
        """
      })<line class="now" x1="\(place(today))" y1="24" x2="\(place(today))" y2="\(height)"/>\
      \(subscriptions.enumerated().html { bar($1, Self.top + $0 * Self.step) })\
      <text class="now-label" x="\(place(today) > 900 ? place(today) - 4 : place(today) + 4)" y="34"\
      \(if: place(today) > 900, " text-anchor=\"end\"")>\(today)</text></svg>
      """
  }

  private func bar(_ sold: SoldSubscription, _ y: Int) -> HTML {
    let facts = sold.facts
    let (from, to) = (place(facts.startsOn), place(facts.endsOn + 1))
    // A label begins with its bar; where it would run out of the picture, it ends with it.
    let isLate = from > 640
    return """
      <text x="\(isLate ? to : from)" y="\(y + 14)"\(if: isLate, " text-anchor=\"end\"")>\(sold.tariff.name)\
      \(if: facts.quantity > 1, " × \(facts.quantity)"), \(facts.startsOn) – \(facts.endsOn), \
      \(facts.state(on: today).text)</text>\
      <rect class="\(Mark(facts.state(on: today)).tone.rawValue)" x="\(from)" y="\(y + 20)" \
      width="\(max(4, to - from))" height="12" rx="3"/>
      """
  }
}

/// The people of a served subscriber.
package struct SubscriberPeoplePage: Screen {
  let facts: SubscriberFacts
  let members: [Member]

  package init(facts: SubscriberFacts, members: [Member]) {
    self.facts = facts
    self.members = members
  }

  package var title: Text { .usersWord }

  package func body(in frame: Frame) -> HTML {
    """
    \(head(title, of: facts, card: Link.subscriber(facts.id)))
    <table class="list"><thead><tr><th scope="col">\(Text.personName)</th><th scope="col">\(Text.email)</th>\
    <th scope="col">\(Text.role)</th></tr></thead><tbody>\(members.html {
      """
      <tr><td class="first">\($0.name)</td><td data-label="\(Text.email)">\($0.email)</td>\
      <td data-label="\(Text.role)">\($0.role.text)</td></tr>
      """
    })</tbody></table>
    """
  }
}

/// Who did what with a subscriber, newest first.
package struct SubscriberHistoryPage: Screen {
  let facts: SubscriberFacts
  let history: [AuditEntry]
  let isOwn: Bool
  let stamp: @Sendable (Instant) -> String

  package init(
    facts: SubscriberFacts, history: [AuditEntry], isOwn: Bool, stamp: @escaping @Sendable (Instant) -> String
  ) {
    self.facts = facts
    self.history = history
    self.isOwn = isOwn
    self.stamp = stamp
  }

  package var title: Text { .history }

  package func body(in frame: Frame) -> HTML {
    """
    \(head(title, of: facts, card: isOwn ? Link.card : Link.subscriber(facts.id)))
    \(HistoryTable(entries: history, stamp: stamp))
    """
  }
}
