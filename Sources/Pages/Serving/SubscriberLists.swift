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
  let account: LimitsAccount
  let today: Day
  let viewer: Subscriber.ID?

  package init(
    facts: SubscriberFacts, subscriptions: [SoldSubscription], account: LimitsAccount, today: Day,
    viewer: Subscriber.ID?
  ) {
    self.facts = facts
    self.subscriptions = subscriptions
    self.account = account
    self.today = today
    self.viewer = viewer
  }

  package var title: Text { .servedSubscriptions }

  package func body(in frame: Frame) -> HTML {
    """
    \(head(title, of: facts, card: Link.subscriber(facts.id),
      """
      \(issue(facts))<a class="button" href="\(Link.choice(facts.id))">\(Text.tariffsForClient)</a> \
      <a class="button" href="\(Link.diagram(of: facts.id))">\(Text.diagramTitle)</a> 
      """))
    \(if: subscriptions.isEmpty, "<p class=\"empty\">\(Text.noSubscriptions)</p>")
    \(if: !subscriptions.isEmpty,
      "\(SubscriptionTable(rows: subscriptions, showsSubscriber: false, today: today, viewer: viewer))")
    \(if: !account.lines.isEmpty,
      """
      <h2>\(Text.whyTheseLimits)</h2><p class="hint">\(Text.limitsRule)</p>\(LimitsTable(account: account))
      """)
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

extension Text {
  static let tariffsForClient = Text(ru: "Подобрать тариф", kk: "Тариф таңдау", en: "Choose a tariff")
}
