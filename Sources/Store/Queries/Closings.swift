package import Handbook

extension Closing.State: Storable {}

/// A partner on its way to the next closing.
package struct Settling: Sendable {
  package let partner: Subscriber.ID
  /// Its distributor; `nil` where the vendor itself sends the bill.
  package let distributor: Subscriber.ID?
  package let createdAt: Instant
  /// The last month that is closed.
  package let closed: Month?
  package let closedAt: Instant?
  /// The month that waits for a person.
  package let parked: Month?
  /// It waits no more: a person has released it.
  package let isReleased: Bool
}

/// Which closings a list shows.
package struct ClosingFilter: Sendable {
  package var partner: Subscriber.ID?
  package var creditor: Subscriber.ID?
  package var month: Month?
  package var state: Closing.State?

  package init(
    partner: Subscriber.ID? = nil, creditor: Subscriber.ID? = nil, month: Month? = nil, state: Closing.State? = nil
  ) {
    self.partner = partner
    self.creditor = creditor
    self.month = month
    self.state = state
  }

  var conditions: [SQL] {
    var conditions: [SQL] = []
    if let partner { conditions.append("k.partner_id = \(partner)") }
    if let creditor { conditions.append("k.creditor_id = \(creditor)") }
    if let month { conditions.append("k.month = \(month)") }
    if let state { conditions.append("k.state = \(state)") }
    return conditions
  }
}

extension Reading {
  /// The vendor that the service belongs to: the first.
  package func vendorID() throws -> Subscriber.ID? {
    try first("SELECT id FROM subscriber WHERE kind = 'vendor' ORDER BY id LIMIT 1")?["id"]
  }

  /// Every partner, or one, and how far it is settled.
  package func settlings(of partner: Subscriber.ID? = nil) throws -> [Settling] {
    try rows(
      """
      SELECT p.subscriber_id, p.distributor_id, s.created_at, c.month AS closed, c.closed_at, w.month AS parked,
        w.released_at
      FROM partner p JOIN subscriber s ON s.id = p.subscriber_id
      LEFT JOIN closing c ON c.partner_id = p.subscriber_id AND c.state = 'closed' AND c.month = (
        SELECT max(m.month) FROM closing m WHERE m.partner_id = p.subscriber_id AND m.state = 'closed')
      LEFT JOIN closing w ON w.partner_id = p.subscriber_id AND w.state = 'parked'
      \(sql: partner.map { "WHERE p.subscriber_id = \($0)" } ?? "") ORDER BY p.subscriber_id
      """
    ).map {
      Settling(
        partner: try $0["subscriber_id"], distributor: try $0["distributor_id"], createdAt: try $0["created_at"],
        closed: try $0["closed"], closedAt: try $0["closed_at"], parked: try $0["parked"],
        isReleased: try $0["released_at"] as Instant? != nil)
    }
  }

  /// The last closed month of a partner, and when it was closed.
  package func lastClosing(of partner: Subscriber.ID) throws -> (month: Month, at: Instant)? {
    try first(
      """
      SELECT month, closed_at FROM closing WHERE partner_id = \(partner) AND state = 'closed'
      ORDER BY month DESC LIMIT 1
      """
    ).map { (try $0["month"], try $0["closed_at"]) }
  }

  /// Whether the partner's month is closed, and its invoice issued with it (DEC-15).
  package func isClosed(_ month: Month, of partner: Subscriber.ID) throws -> Bool {
    try first(
      "SELECT id FROM closing WHERE partner_id = \(partner) AND month >= \(month) AND state = 'closed' LIMIT 1") != nil
  }

  /// The totals of the partner's last closed months.
  package func closedTotals(of partner: Subscriber.ID, last count: Int = 12) throws -> [Money] {
    try rows(
      """
      SELECT charged FROM closing WHERE partner_id = \(partner) AND state = 'closed' ORDER BY month DESC LIMIT \(count)
      """
    ).map { try $0["charged"] }
  }

  /// The earliest day from which a standing was set after the moment for days before the month (DEC-20).
  package func standingSetBack(of partner: Subscriber.ID, after moment: Instant, before month: Month) throws -> Day? {
    try value(
      """
      SELECT min(from_on) FROM standing_change
      WHERE partner_id = \(partner) AND set_at > \(moment) AND from_on < \(month.first)
      """)
  }

  package func closing(_ id: Closing.ID) throws -> Closing? {
    try first("\(sql: selectClosing) WHERE k.id = \(id)").map(Closing.init)
  }

  package func closing(of partner: Subscriber.ID, _ month: Month) throws -> Closing? {
    try first("\(sql: selectClosing) WHERE k.partner_id = \(partner) AND k.month = \(month)").map(Closing.init)
  }

  /// Closings, the newest first.
  package func closings(_ filter: ClosingFilter, after: Cursor? = nil, limit: Int = 50) throws -> Page<Closing> {
    try page(
      "\(sql: selectClosing)", where: filter.conditions, by: "k.id", number: "k.id", descending: true, after: after,
      limit: limit, Closing.init)
  }

  /// How many partners have the month closed, and how many wait.
  package func progress(of month: Month) throws -> (closed: Int, parked: Int, lines: Int, charged: Money) {
    let row = try first(
      """
      SELECT CAST(COALESCE(sum(CASE WHEN state = 'closed' THEN 1 ELSE 0 END), 0) AS BIGINT) AS closed,
        CAST(COALESCE(sum(CASE WHEN state = 'parked' THEN 1 ELSE 0 END), 0) AS BIGINT) AS parked,
        CAST(COALESCE(sum(lines), 0) AS BIGINT) AS lines, CAST(COALESCE(sum(charged), 0) AS BIGINT) AS charged
      FROM closing WHERE month = \(month)
      """)!
    return (try row["closed"], try row["parked"], try row["lines"], try row["charged"])
  }

  package func closingRange(_ id: Closing.ID) throws -> (first: Int64, last: Int64)? {
    try first("SELECT first_entry, last_entry FROM closing WHERE id = \(id)").map {
      (try $0["first_entry"], try $0["last_entry"])
    }
  }
}

private let selectClosing: SQL = """
  SELECT k.*, k.id AS sort_key, p.name AS partner_name, c.name AS creditor_name, i.id AS invoice_id
  FROM closing k JOIN subscriber p ON p.id = k.partner_id JOIN subscriber c ON c.id = k.creditor_id
  LEFT JOIN invoice i ON i.closing_id = k.id
  """

extension Closing {
  init(_ row: Row) throws {
    let stops: String = try row["stops"]
    self.init(
      id: try row["id"], partnerID: try row["partner_id"], partnerName: try row["partner_name"],
      creditorID: try row["creditor_id"], creditorName: try row["creditor_name"], month: try row["month"],
      state: try row["state"], lines: try row["lines"], charged: try row["charged"], corrected: try row["corrected"],
      opening: try row["opening"], paid: try row["paid"], closedAt: try row["closed_at"],
      stops: stops.split(separator: "\n").compactMap { SafetyStop(kept: $0) }, releasedAt: try row["released_at"],
      releaseReason: try row["release_reason"], invoice: try row["invoice_id"])
  }
}

extension Writing {
  /// Begins a closing, or takes up one that waits. It waits until it is finished.
  ///
  /// - Returns: `nil` if the month is closed already.
  package func beginClosing(
    of partner: Subscriber.ID, _ month: Month, to creditor: Subscriber.ID
  ) throws -> Closing.ID? {
    try run(
      """
      INSERT INTO closing (partner_id, creditor_id, month, state)
      VALUES (\(partner), \(creditor), \(month), 'parked') ON CONFLICT (partner_id, month) DO NOTHING
      """)
    return try first(
      "SELECT id FROM closing WHERE partner_id = \(partner) AND month = \(month) AND state = 'parked'")?["id"]
  }

  package func park(_ id: Closing.ID, _ stops: [SafetyStop], charged: Money) throws {
    try run(
      """
      UPDATE closing SET stops = \(stops.map(\.kept).joined(separator: "\n")), charged = \(charged),
        released_at = NULL, released_by = NULL, release_reason = ''
      WHERE id = \(id) AND state = 'parked'
      """)
  }

  package func finishClosing(
    _ id: Closing.ID, entries: (first: Int64, last: Int64), charged: Money, corrected: Money, opening: Money,
    paid: Money, at now: Instant
  ) throws {
    try run(
      """
      UPDATE closing SET state = 'closed', first_entry = \(entries.first), last_entry = \(entries.last),
        lines = \(entries.last - entries.first + 1), charged = \(charged), corrected = \(corrected),
        opening = \(opening), paid = \(paid), closed_at = \(now)
      WHERE id = \(id) AND state = 'parked'
      """)
  }

  /// `false` if it does not wait.
  package func release(_ id: Closing.ID, reason: String, by user: User.ID, at now: Instant) throws -> Bool {
    try run(
      """
      UPDATE closing SET released_at = \(now), released_by = \(user), release_reason = \(reason)
      WHERE id = \(id) AND state = 'parked'
      """) == 1
  }
}
