package import Handbook
import Store

extension PartnerDesk {
  /// What the months that are not closed yet hold so far: from the first of them through today's.
  ///
  /// - Parameter limit: How many lines are shown; all are counted and added up.
  package func openMonths(limit: Int = 200) async throws -> [OpenMonth] {
    try actor.require(.serve)
    return try await office.database.read { tx in
      let facts = try ClosingFacts(office, tx)
      guard let settling = try tx.settlings(of: actor.subscriber).first else { return [] }
      let discounts = Discounts(try tx.standingLines(of: actor.subscriber), facts.rates)
      var months: [OpenMonth] = []
      // What is further back than a year waits for the vendor, and is not the partner's to look through.
      let first = settling.closed?.next ?? office.world.zone.day(of: settling.createdAt).month
      var next = max(first, today.month.advanced(by: -12))
      while next <= today.month {
        var (shown, count, sum): ([Charge], Int, Money) = ([], 0, .zero)
        try office.forEachCharged(of: actor.subscriber, in: next, facts, tx) { sold in
          // A month that has not started is not charged yet (N-04).
          for charge in (try? sold.charges(in: next, discounts)) ?? []
          where charge.due != .zero && (charge.key.kind == .term || charge.period.start <= today) {
            count += 1
            sum += charge.due
            if shown.count < limit { shown.append(charge) }
          }
        }
        months.append(
          OpenMonth(month: next, lines: try office.named(shown.map { (0, $0) }, tx), count: count, sum: sum))
        next = next.next
      }
      return months
    }
  }

  /// What the service charged in a month, to hold the distributor's invoice against (PRO-25).
  package func reconcile(_ month: Month, with theirs: [Reconciliation.Item]) async throws -> (
    reconciliation: Reconciliation, names: [Subscription.ID: String]
  ) {
    try actor.require(.serve)
    return try await office.database.read { tx in
      var ours: [Reconciliation.Item] = []
      if let closing = try tx.closing(of: actor.subscriber, month), closing.state == .closed {
        var last: Int64 = 0
        while true {
          let lines = try tx.lines(of: closing.id, after: last, limit: 5_000)
          ours += lines.map { .init(subscription: $0.charge.key.subscription, sum: $0.charge.due) }
          guard lines.count == 5_000, let end = lines.last else { break }
          last = end.entry
        }
      } else {
        throw Refusals("PRO-25", "month", .monthIsNotClosed(month))
      }
      let found = Reconciliation(ours: ours, theirs: theirs)
      // Only one's own names: the number of somebody else's subscription tells nothing.
      let names = try tx.names(of: found.lines.filter { $0.ours != nil }.map(\.subscription))
      return (found, names.mapValues(\.name))
    }
  }
}

extension Text {
  static func monthIsNotClosed(_ month: Month) -> Text {
    Text(
      ru: "Месяц \(month) ещё не закрыт: сверять пока не с чем.",
      kk: "\(month) айы әлі жабылмаған: салыстыратын ештеңе жоқ.",
      en: "The month \(month) is not closed yet: there is nothing to hold it against.")
  }
}
