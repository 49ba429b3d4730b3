package import Handbook

/// What the tally of sales needs to know of a subscription.
struct Sale: Hashable {
  let partner: Int64
  let kind: Subscription.Kind
  var isPosted: Bool
  let isCancelled: Bool
  let start: Day
  let end: Day
  let sum: Money

  /// Columns that `init(_:)` reads.
  static let columns = "partner_id, kind, posted_at, cancelled_at, starts_on, ends_on, sum"

  init(_ row: Row) throws {
    partner = try row["partner_id"] ?? 0
    kind = try row["kind"]
    isPosted = try (row["posted_at"] as Instant?) != nil
    isCancelled = try (row["cancelled_at"] as Instant?) != nil
    start = try row["starts_on"]
    end = try row["ends_on"]
    sum = try row["sum"]
  }

  /// A draft.
  init(_ new: NewSubscription) {
    partner = new.partner?.number ?? 0
    kind = new.kind
    (isPosted, isCancelled) = (false, false)
    (start, end) = (new.period.start, new.period.end)
    sum = new.sum
  }

  /// The lines in which it stands, each with its day.
  var lines: [(line: String, day: Day)] {
    let none = Day(sinceEpoch: 0)
    if !isPosted { return [("draft", none)] }
    if isCancelled { return [("cancelled", none)] }
    return [("end", end), ("sold", none), ("start", start)]
  }
}

/// The key of a row of the tally.
private struct TallyLine: Hashable {
  let partner: Int64
  let line: String
  let kind: Subscription.Kind
  let day: Day
}

extension Writing {
  /// Does something to a subscription, and to what belongs to it and moves with it; the totals follow. Whatever changes
  /// a subscription's partner, kind, state, days or sum is done within this.
  ///
  /// - Parameter change: Answers whether it did anything.
  package func keepingTally(of id: Subscription.ID, _ change: () throws -> Bool) throws -> Bool {
    // Changes nothing, and makes whoever else changes it wait until this is committed.
    let before = try rows(
      """
      UPDATE subscription SET version = version WHERE id = \(id) OR main_id = \(id) RETURNING \(raw: Sale.columns)
      """
    ).map(Sale.init)
    guard try change() else { return false }
    let after = try rows("SELECT \(raw: Sale.columns) FROM subscription WHERE id = \(id) OR main_id = \(id)")
    try tally(from: before, to: after.map(Sale.init))
    return true
  }

  func tally(from old: [Sale], to new: [Sale]) throws {
    var changes: [TallyLine: (count: Int, sum: Int64)] = [:]
    for (sales, sign) in [(old, -1), (new, 1)] {
      for sale in sales {
        for (line, day) in sale.lines {
          let key = TallyLine(partner: sale.partner, line: line, kind: sale.kind, day: day)
          let was = changes[key] ?? (0, 0)
          changes[key] = (was.count + sign, was.sum + Int64(sign) * sale.sum.tiyn)
        }
      }
    }
    // Sorted: whoever changes several lines at once takes them in the same order.
    let lines = changes.filter { $0.value != (0, 0) }.sorted {
      ($0.key.partner, $0.key.line, $0.key.kind.rawValue, $0.key.day)
        < ($1.key.partner, $1.key.line, $1.key.kind.rawValue, $1.key.day)
    }
    if lines.isEmpty { return }
    var text = SQL.StringInterpolation(literalCapacity: 500, interpolationCount: 6 * lines.count)
    text.appendLiteral("INSERT INTO sale_tally (partner_id, line, kind, day, subscriptions, sum) VALUES ")
    for (place, (key, change)) in lines.enumerated() {
      text.appendLiteral(place == 0 ? "(" : ", (")
      text.appendInterpolation(list: [
        Bound(key.partner.stored), Bound(key.line.stored), Bound(key.kind.stored), Bound(key.day.stored),
        Bound(change.count.stored), Bound(change.sum.stored),
      ])
      text.appendLiteral(")")
    }
    text.appendLiteral(
      """
       ON CONFLICT (partner_id, line, kind, day) DO UPDATE
      SET subscriptions = sale_tally.subscriptions + excluded.subscriptions, sum = sale_tally.sum + excluded.sum
      """)
    try run(SQL(stringInterpolation: text))
  }
}

extension Reading {
  /// Totals of the journal where no more is asked for than a partner, a kind and a state; `nil` otherwise.
  ///
  /// Complexity: a row of the tally for each partner, kind and, where a state depends on the day, each day from today
  /// on; however many subscriptions there are, and however old the service is.
  func talliedTotals(_ filter: SubscriptionFilter, on today: Day) throws -> (count: Int, sum: Money)? {
    guard filter.subscriber == nil, filter.createdFrom == nil, filter.createdBefore == nil, filter.tariff == nil,
      filter.endsFrom == nil, filter.endsThrough == nil, !filter.isLast
    else { return nil }
    let soon = today + SubscriptionFilter.daysOfEnding
    switch filter.state {
    case nil:
      let sold = try tallied("line = 'sold'", filter)
      let others = try tallied("line IN ('draft', 'cancelled')", filter)
      return (sold.count + others.count, sold.sum)
    case .draft: return try tallied("line = 'draft'", filter)
    case .cancelled: return try tallied("line = 'cancelled'", filter)
    case .planned: return try tallied("line = 'start' AND day > \(today)", filter)
    case .active:
      // Who has not begun has not ended either.
      return try tallied("line = 'end' AND day >= \(today)", filter)
        - tallied("line = 'start' AND day > \(today)", filter)
    case .ending:
      return try tallied("line = 'end' AND day >= \(today) AND day < \(soon)", filter)
        - short(filter, startingAfter: today, endingBefore: soon)
    case .ended:
      return try tallied("line = 'sold'", filter) - tallied("line = 'end' AND day >= \(today)", filter)
    }
  }

  private func tallied(_ lines: SQL, _ filter: SubscriptionFilter) throws -> (count: Int, sum: Money) {
    var conditions = [lines]
    if let partner = filter.partner { conditions.append("partner_id = \(partner)") }
    if let kind = filter.kind { conditions.append("kind = \(kind)") }
    return try total(
      """
      SELECT CAST(COALESCE(sum(subscriptions), 0) AS BIGINT) AS count, CAST(COALESCE(sum(sum), 0) AS BIGINT) AS sum
      FROM sale_tally WHERE \(sql: conditions.joined(" AND "))
      """)
  }

  /// Sold ones that begin after a day and end before another, not more than `daysOfEnding` later: few, and indexed.
  private func short(
    _ filter: SubscriptionFilter, startingAfter day: Day, endingBefore soon: Day
  ) throws -> (count: Int, sum: Money) {
    var filter = filter
    filter.state = nil
    let conditions: [SQL] =
      filter.conditions(on: day) + [
        "b.posted_at IS NOT NULL AND b.cancelled_at IS NULL AND b.starts_on > \(day) AND b.ends_on < \(soon)",
        "b.ends_on - b.starts_on < \(raw: String(SubscriptionFilter.daysOfEnding))",
      ]
    return try total(
      """
      SELECT count(*) AS count, CAST(COALESCE(sum(b.sum), 0) AS BIGINT) AS sum
      FROM subscription b WHERE \(sql: conditions.joined(" AND "))
      """)
  }

  private func total(_ sql: SQL) throws -> (count: Int, sum: Money) {
    let row = try first(sql)!
    return (try row["count"], try row["sum"])
  }

  /// Lines of the tally that are not what a recount gives.
  package func wrongSaleTallies() throws -> [(line: String, kept: String, counted: String)] {
    let real: SQL = "posted_at IS NOT NULL AND cancelled_at IS NULL"
    let counts: SQL = "count(*) AS subscriptions, CAST(sum(sum) AS BIGINT) AS sum FROM subscription"
    return try rows(
      """
      WITH counted AS (
        SELECT COALESCE(partner_id, 0) AS partner_id, CASE WHEN posted_at IS NULL THEN 'draft'
          WHEN cancelled_at IS NULL THEN 'sold' ELSE 'cancelled' END AS line, kind, 0 AS day, \(sql: counts)
        GROUP BY 1, 2, 3
        UNION ALL SELECT COALESCE(partner_id, 0), 'start', kind, starts_on, \(sql: counts) WHERE \(sql: real)
        GROUP BY 1, 2, 3, 4
        UNION ALL SELECT COALESCE(partner_id, 0), 'end', kind, ends_on, \(sql: counts) WHERE \(sql: real)
        GROUP BY 1, 2, 3, 4
      ), both_of_them AS (
        SELECT partner_id, line, kind, day, subscriptions AS kept, sum AS kept_sum, 0 AS counted, 0 AS counted_sum
        FROM sale_tally
        UNION ALL SELECT partner_id, line, kind, day, 0, 0, subscriptions, sum FROM counted
      )
      SELECT partner_id, line, kind, day, CAST(sum(kept) AS BIGINT) AS kept, CAST(sum(kept_sum) AS BIGINT) AS kept_sum,
        CAST(sum(counted) AS BIGINT) AS counted, CAST(sum(counted_sum) AS BIGINT) AS counted_sum
      FROM both_of_them GROUP BY partner_id, line, kind, day
      HAVING sum(kept) <> sum(counted) OR sum(kept_sum) <> sum(counted_sum) ORDER BY partner_id, line, kind, day
      """
    ).map { row in
      let (partner, line, kind): (Int64, String, String) = (try row["partner_id"], try row["line"], try row["kind"])
      let (day, kept, counted): (Day, Int, Int) = (try row["day"], try row["kept"], try row["counted"])
      let (keptSum, countedSum): (Money, Money) = (try row["kept_sum"], try row["counted_sum"])
      let at = line == "start" || line == "end" ? " \(day)" : ""
      return (
        "partner \(partner), \(kind) \(line)\(at)", "\(kept) for \(keptSum.plain)", "\(counted) for \(countedSum.plain)"
      )
    }
  }
}

private func - (one: (count: Int, sum: Money), other: (count: Int, sum: Money)) -> (count: Int, sum: Money) {
  (one.count - other.count, one.sum - other.sum)
}
