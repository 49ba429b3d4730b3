package import Handbook
package import Markup

/// A partner: standing with its history, people, totals.
package struct PartnerPage: Screen {
  let partner: PartnerFacts
  let facts: SubscriberFacts
  let standings: [StandingChange]
  let all: [Standing]
  let totals: ServedTotals
  let members: [Member]
  let pending: [PendingUser]
  let history: [AuditEntry]
  let mayGovern: Bool
  let entries: Entries
  let refusals: [Refusal]
  let today: Day
  let stamp: @Sendable (Instant) -> String

  package init(
    partner: PartnerFacts, facts: SubscriberFacts, standings: [StandingChange], all: [Standing], totals: ServedTotals,
    members: [Member], pending: [PendingUser], history: [AuditEntry], mayGovern: Bool, entries: Entries,
    refusals: [Refusal], today: Day, stamp: @escaping @Sendable (Instant) -> String
  ) {
    self.partner = partner
    self.facts = facts
    self.standings = standings
    self.all = all
    self.totals = totals
    self.members = members
    self.pending = pending
    self.history = history
    self.mayGovern = mayGovern
    self.entries = entries
    self.refusals = refusals
    self.today = today
    self.stamp = stamp
  }

  package var title: Text { Text(verbatim: partner.name) }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(partner.name) <span class="muted">№ \(partner.id)</span></h1><div class="commands">\
    <a class="button" href="\(Link.subscriber(partner.id))">\(Text.ownCard)</a></div></div>
    <p class="facts-line">\(Text.partnerCode): <b>\(partner.code)</b> · \(Text.standing): <b>\
    \(all.name(of: partner.standing))</b> · \(Subscriber.Kind.distributor.text): \(partner.distributorName ?? "—")</p>
    \(Faults(refusals: refusals))
    <ul class="figures"><li><b>\(totals.all)</b><span>\(Text.servedCount)</span></li><li><b>\(totals.paid)</b>\
    <span>\(Subscriber.AccessKind.paid.text)</span></li><li><b>\(totals.trial)</b>\
    <span>\(Subscriber.AccessKind.trial.text)</span></li><li><b>\(totals.endingSoon)</b>\
    <span>\(Text.endingSoon)</span></li></ul>
    <section><h2>\(Text.standing)</h2>\(if: mayGovern, standingForm(frame))
    <table class="list"><thead><tr><th scope="col">\(Text.standing)</th>\
    <th scope="col" class="num">\(Text.discount)</th><th scope="col">\(Text.actsFrom)</th>\
    <th scope="col">\(Text.reason)</th><th scope="col">\(Text.whoDid)</th></tr></thead>\
    <tbody>\(standings.html { change in
      """
      <tr><td class="first">\(all.name(of: change.standing))</td>\
      <td class="num" data-label="\(Text.discount)">\
      \(all.first { $0.code == change.standing }.map { $0.discount.description } ?? "")</td>\
      <td data-label="\(Text.actsFrom)">\(change.fromOn)</td><td data-label="\(Text.reason)">\(change.reason)</td>\
      <td class="minor" data-label="\(Text.whoDid)">\(change.setByName ?? "") \(stamp(change.setAt))</td></tr>
      """
    })</tbody></table></section>
    <section><h2>\(Text.usersWord)</h2><table class="list"><thead><tr><th scope="col">\(Text.personName)</th>\
    <th scope="col">\(Text.email)</th><th scope="col">\(Text.role)</th></tr></thead>\
    <tbody>\
    \(members.html {
      """
      <tr><td class="first">\($0.name)</td><td data-label="\(Text.email)">\($0.email)</td>\
      <td data-label="\(Text.role)">\($0.role.text)</td></tr>
      """
    })\
    \(pending.html {
      """
      <tr><td class="first"><span class="muted">\(Text.invitedUsers)</span></td>\
      <td data-label="\(Text.email)">\($0.email)</td><td data-label="\(Text.role)">\($0.role.text)</td></tr>
      """
    })</tbody></table></section>
    <section><h2>\(Text.history)</h2>\(HistoryTable(entries: history, stamp: stamp))</section>
    """
  }

  private func standingForm(_ frame: Frame) -> HTML {
    """
    <form method="post" action="\(Link.partner(partner.id))/standing" class="line-form">\(frame.sealed)
    \(FormField(label: .standing, field: "standing", kind: .choice(all.map { ($0.code.description, $0.name) }),
      value: entries.has("standing") ? entries.raw("standing") : partner.standing.description, refusals: refusals))
    \(FormField(label: .actsFrom, field: "from", kind: .day,
      value: entries.has("from") ? entries.raw("from") : today.description, isRequired: true, refusals: refusals))
    \(FormField(label: .reason, field: "reason", kind: .text, value: entries.raw("reason"), isRequired: true,
      refusals: refusals))
    <button>\(Text.setStanding)</button></form>
    """
  }
}

extension [Standing] {
  func name(of code: Standing.Code) -> Text {
    first { $0.code == code }?.name ?? Text(verbatim: code.description)
  }
}
