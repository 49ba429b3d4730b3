package import Handbook

/// The orders of lists of subscribers.
package enum SubscriberOrder: String, CaseIterable, Sendable {
  case number, name, end

  var column: String {
    switch self {
    case .number: "s.id"
    case .name: "s.name_key"
    case .end: "s.access_ends_on"
    }
  }
}

/// What a list of subscribers shows: all, or those whose access is so and ends then.
package struct SubscriberFilter: Sendable {
  package var partner: Subscriber.ID?
  package var kind: Subscriber.Kind?
  package var access: Subscriber.AccessKind?
  /// Access ends on these days, both inclusive.
  package var endsFrom: Day?
  package var endsThrough: Day?

  package init(
    partner: Subscriber.ID? = nil, kind: Subscriber.Kind? = nil, access: Subscriber.AccessKind? = nil,
    endsFrom: Day? = nil, endsThrough: Day? = nil
  ) {
    self.partner = partner
    self.kind = kind
    self.access = access
    self.endsFrom = endsFrom
    self.endsThrough = endsThrough
  }
}

extension Reading {
  package func subscribers(
    _ filter: SubscriberFilter, _ query: ListQuery<SubscriberOrder>
  ) throws -> Page<ServedSubscriber> {
    var conditions: [SQL] = []
    if let partner = filter.partner { conditions.append("s.partner_id = \(partner)") }
    if let kind = filter.kind { conditions.append("s.kind = \(kind)") }
    // Few matches are found by their end and sorted; many are met soon on a walk in the list's own order, within the
    // kind of access if one is asked for. The tally knows which, and an expression instead of a bare column keeps the
    // engine off the other way.
    let walks = try query.order != .end && hasMatches(filter, moreThan: 2000)
    if let access = filter.access { conditions.append("s.access_kind = \(access)") }
    let end: SQL = walks ? "s.access_ends_on + 0" : "s.access_ends_on"
    if let day = filter.endsFrom { conditions.append("\(sql: end) >= \(day)") }
    if let day = filter.endsThrough { conditions.append("\(sql: end) <= \(day)") }
    if !query.search.isEmpty { conditions.append("s.search_key LIKE \(containing(query.search)) ESCAPE '\\'") }
    return try page(
      """
      SELECT s.id, s.kind, s.name, s.organisation, s.bin, s.email, s.city, s.partner_id, p.name AS partner_name,
        s.access_kind, s.access_ends_on, s.created_at, \(raw: query.order.column) AS sort_key
      FROM subscriber s LEFT JOIN subscriber p ON p.id = s.partner_id
      """,
      where: conditions, by: query.order.column, number: "s.id", descending: query.isDescending, after: query.after,
      limit: query.limit, ServedSubscriber.init)
  }

  /// Whether the filter finds more subscribers than that, without looking at them.
  private func hasMatches(_ filter: SubscriberFilter, moreThan enough: Int) throws -> Bool {
    var conditions: [SQL] = []
    if let partner = filter.partner { conditions.append("partner_id = \(partner)") }
    if let access = filter.access { conditions.append("access_kind = \(access)") }
    if let day = filter.endsFrom { conditions.append("ends_on >= \(day)") }
    if let day = filter.endsThrough { conditions.append("ends_on <= \(day)") }
    if conditions.isEmpty || filter.endsFrom == nil && filter.endsThrough == nil && filter.access == nil { return true }
    // Where there are very many, a few days of the tally say so.
    for days in [16, 1_000_000] {
      let found: Int = try value(
        """
        SELECT CAST(COALESCE(sum(subscribers), 0) AS BIGINT) FROM (
          SELECT subscribers FROM served_tally WHERE \(sql: conditions.joined(" AND ")) LIMIT \(days)) AS found
        """)
      if found > enough { return true }
    }
    return false
  }

  /// Complexity: a row for each day on which access of served subscribers ends, however many they are.
  package func servedTotals(of partner: Subscriber.ID, on today: Day, soon: Int = 14) throws -> ServedTotals {
    var totals = ServedTotals()
    // Grouped in the key's own order: one walk over the partner's part of the tally.
    for row in try rows(
      """
      SELECT access_kind, CAST(sum(subscribers) AS BIGINT) AS total,
        CAST(sum(CASE WHEN ends_on < \(today) THEN subscribers ELSE 0 END) AS BIGINT) AS ended,
        CAST(sum(CASE WHEN ends_on >= \(today) AND ends_on < \(today + soon) THEN subscribers ELSE 0 END) AS BIGINT)
          AS soon
      FROM served_tally WHERE partner_id = \(partner) GROUP BY access_kind
      """)
    {
      let total: Int = try row["total"]
      let kind: Subscriber.AccessKind = try row["access_kind"]
      totals.all += total
      if kind == .none { continue }
      let ended: Int = try row["ended"]
      totals.ended += ended
      totals.endingSoon += try row["soon"]
      switch kind {
      case .trial: totals.trial += total - ended
      case .free: totals.free += total - ended
      case .paid: totals.paid += total - ended
      case .none: break
      }
    }
    return totals
  }

  package func subscriber(_ id: Subscriber.ID) throws -> SubscriberFacts? {
    try first(
      """
      SELECT s.*, p.name AS partner_name, d.name AS distributor_name FROM subscriber s
      LEFT JOIN subscriber p ON p.id = s.partner_id
      LEFT JOIN partner pp ON pp.subscriber_id = s.partner_id
      LEFT JOIN subscriber d ON d.id = pp.distributor_id
      WHERE s.id = \(id)
      """
    ).map(SubscriberFacts.init)
  }

  /// The vendor's own subscriber: there is one in an installation that was set up.
  package func vendor() throws -> Subscriber.ID? {
    try first("SELECT id FROM subscriber WHERE kind = 'vendor' ORDER BY id LIMIT 1")?["id"]
  }
}

extension Writing {
  package func insertSubscriber(
    _ kind: Subscriber.Kind, card: Card, publicID: String, servedBy partner: Subscriber.ID?, at now: Instant
  ) throws -> Subscriber.ID {
    let id: Subscriber.ID = try value(
      """
      INSERT INTO subscriber (kind, name, name_key, search_key, public_id, partner_id, created_at)
      VALUES (\(kind), \(card.name), \(folded(card.name)), '', \(publicID), \(partner), \(now)) RETURNING id
      """)
    try setCard(card, of: id, version: 1)
    if let partner {
      try run("INSERT INTO servicing (subscriber_id, partner_id, from_at) VALUES (\(id), \(partner), \(now))")
      try tally(partner, .none, Day(sinceEpoch: 0), by: 1)
    }
    return id
  }

  /// Writes the card if nobody has changed it since `version`; `false` if somebody has.
  @discardableResult
  package func setCard(_ card: Card, of subscriber: Subscriber.ID, version: Int) throws -> Bool {
    try run(
      """
      UPDATE subscriber SET name = \(card.name), name_key = \(folded(card.name)),
        search_key = \(card.searchKey(number: subscriber)), organisation = \(card.organisation), bin = \(card.bin),
        city = \(card.city), email = \(card.email), site = \(card.site), phone = \(card.phone),
        comment = \(card.comment), its_number = \(card.itsNumber), leaving_reason = \(card.leavingReason),
        leaving_comment = \(card.leavingComment), version = version + 1
      WHERE id = \(subscriber) AND version = \(version)
      """) == 1
  }

  /// Works out anew until when the subscriber has access, and of which kind, and keeps the partner's totals true.
  package func refreshAccess(of subscriber: Subscriber.ID) throws {
    // Changes nothing, and makes whoever else works it out wait until this is committed: totals are never counted twice.
    guard
      let was = try first(
        """
        UPDATE subscriber SET access_kind = access_kind WHERE id = \(subscriber)
        RETURNING partner_id, access_kind, access_ends_on
        """)
    else { return }
    let best = try first(
      """
      SELECT access_kind, ends_on FROM subscription
      WHERE subscriber_id = \(subscriber) AND kind IN ('main', 'grace') AND posted_at IS NOT NULL AND cancelled_at IS NULL
      ORDER BY CASE access_kind WHEN 'trial' THEN 0 ELSE 1 END DESC, ends_on DESC, id DESC LIMIT 1
      """)
    let kind: Subscriber.AccessKind = try best?["access_kind"] ?? .none
    let end: Day = try best?["ends_on"] ?? Day(sinceEpoch: 0)
    let (oldKind, oldEnd): (Subscriber.AccessKind, Day) = (try was["access_kind"], try was["access_ends_on"])
    if (kind, end) == (oldKind, oldEnd) { return }
    try run("UPDATE subscriber SET access_kind = \(kind), access_ends_on = \(end) WHERE id = \(subscriber)")
    if let partner: Subscriber.ID = try was["partner_id"] {
      try tally(partner, oldKind, oldEnd, by: -1)
      try tally(partner, kind, end, by: 1)
    }
  }

  private func tally(_ partner: Subscriber.ID, _ kind: Subscriber.AccessKind, _ end: Day, by change: Int) throws {
    try run(
      """
      INSERT INTO served_tally (partner_id, access_kind, ends_on, subscribers)
      VALUES (\(partner), \(kind), \(end), \(change))
      ON CONFLICT (partner_id, access_kind, ends_on) DO UPDATE
      SET subscribers = served_tally.subscribers + excluded.subscribers
      """)
    if change < 0 {
      try run(
        """
        DELETE FROM served_tally
        WHERE partner_id = \(partner) AND access_kind = \(kind) AND ends_on = \(end) AND subscribers = 0
        """)
    }
  }
}
