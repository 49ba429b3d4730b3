package import Handbook

package enum SubscriptionOrder: String, CaseIterable, Sendable {
  case number, end

  var column: String {
    switch self {
    case .number: "b.id"
    case .end: "b.ends_on"
    }
  }
}

/// What the journal of subscriptions shows (X-02).
package struct SubscriptionFilter: Sendable {
  package var subscriber: Subscriber.ID?
  package var partner: Subscriber.ID?
  package var kind: Subscription.Kind?
  package var state: Subscription.State?
  package var tariff: Tariff.Code?
  /// Ends on these days, both inclusive.
  package var endsFrom: Day?
  package var endsThrough: Day?
  /// Main ones that nothing continues: access ends with them (DEC-54).
  package var isLast = false
  /// Created on these days, both inclusive: «Установить период» (C-12).
  package var createdFrom: Instant?
  package var createdBefore: Instant?

  package init(
    subscriber: Subscriber.ID? = nil, partner: Subscriber.ID? = nil, kind: Subscription.Kind? = nil,
    state: Subscription.State? = nil, createdFrom: Instant? = nil, createdBefore: Instant? = nil
  ) {
    self.subscriber = subscriber
    self.partner = partner
    self.kind = kind
    self.state = state
    self.createdFrom = createdFrom
    self.createdBefore = createdBefore
  }

  /// What ends within so many days, today among them, is «ending».
  static let daysOfEnding = 14

  func conditions(on today: Day) -> [SQL] {
    var conditions: [SQL] = []
    if let subscriber { conditions.append("b.subscriber_id = \(subscriber)") }
    if let partner { conditions.append("b.partner_id = \(partner)") }
    if let kind { conditions.append("b.kind = \(kind)") }
    if let tariff { conditions.append("b.terms_id IN (SELECT t.id FROM tariff_terms t WHERE t.code = \(tariff))") }
    if let endsFrom { conditions.append("b.ends_on >= \(endsFrom)") }
    if let endsThrough { conditions.append("b.ends_on <= \(endsThrough)") }
    if isLast {
      conditions.append(
        """
        b.kind = 'main' AND b.posted_at IS NOT NULL AND b.cancelled_at IS NULL AND NOT EXISTS (
          SELECT 1 FROM subscription n WHERE n.subscriber_id = b.subscriber_id AND n.kind = 'main'
            AND n.posted_at IS NOT NULL AND n.cancelled_at IS NULL AND n.ends_on > b.ends_on)
        """)
    }
    if let createdFrom { conditions.append("b.created_at >= \(createdFrom)") }
    if let createdBefore { conditions.append("b.created_at < \(createdBefore)") }
    let real: SQL = "b.posted_at IS NOT NULL AND b.cancelled_at IS NULL"
    switch state {
    case .draft?: conditions.append("b.posted_at IS NULL")
    case .cancelled?: conditions.append("b.cancelled_at IS NOT NULL")
    case .planned?: conditions.append("\(sql: real) AND b.starts_on > \(today)")
    case .active?: conditions.append("\(sql: real) AND b.starts_on <= \(today) AND b.ends_on >= \(today)")
    case .ending?:
      conditions += [
        "\(sql: real) AND b.starts_on <= \(today) AND b.ends_on >= \(today)",
        "b.ends_on < \(today + Self.daysOfEnding)",
      ]
    case .ended?: conditions.append("\(sql: real) AND b.ends_on < \(today)")
    case nil: break
    }
    return conditions
  }
}

private let selectSubscription: SQL = """
  SELECT b.id, b.subscriber_id, s.name AS subscriber_name, b.partner_id, p.name AS partner_name, b.terms_id, b.kind,
    b.main_id, b.origin_id, b.quantity, b.months, b.starts_on, b.ends_on, b.sum, b.client_sum, b.access_kind, b.comment,
    b.contract_number, b.contract_level, b.contract_ends_on, b.boost_bases, b.boost_sessions, b.created_at,
    c.name AS created_by_name, b.posted_at, b.posted_on, d.name AS posted_by_name, b.cancelled_at, b.version
  """
private let fromSubscription: SQL = """
   FROM subscription b JOIN subscriber s ON s.id = b.subscriber_id LEFT JOIN subscriber p ON p.id = b.partner_id
  LEFT JOIN service_user c ON c.id = b.created_by LEFT JOIN service_user d ON d.id = b.posted_by
  """

extension Reading {
  package func subscriptions(
    _ filter: SubscriptionFilter, _ query: ListQuery<SubscriptionOrder>, on today: Day
  ) throws -> Page<SubscriptionFacts> {
    return try page(
      "\(sql: selectSubscription), \(raw: query.order.column) AS sort_key\(sql: fromSubscription)",
      where: filter.conditions(on: today) + search(query.search), by: query.order.column, number: "b.id",
      descending: query.isDescending, after: query.after, limit: query.limit, SubscriptionFacts.init)
  }

  private func search(_ words: String) -> [SQL] {
    if words.isEmpty { return [] }
    let named: SQL = "s.search_key LIKE \(containing(words)) ESCAPE '\\'"
    return [Subscription.ID(words).map { "(b.id = \($0) OR \(sql: named))" } ?? named]
  }

  package func subscription(_ id: Subscription.ID) throws -> SubscriptionFacts? {
    try first("\(sql: selectSubscription)\(sql: fromSubscription) WHERE b.id = \(id)").map(SubscriptionFacts.init)
  }

  /// Everything posted and not cancelled that ends on the day or later.
  package func postedSubscriptions(of subscriber: Subscriber.ID, from day: Day) throws -> [SubscriptionFacts] {
    try rows(
      """
      \(sql: selectSubscription)\(sql: fromSubscription)
      WHERE b.subscriber_id = \(subscriber) AND b.posted_at IS NOT NULL AND b.cancelled_at IS NULL
        AND b.ends_on >= \(day)
      ORDER BY b.starts_on, b.id
      """
    ).map(SubscriptionFacts.init)
  }

  /// What is in force on the day: enough to work out the limits, and nothing more.
  package func grantsInForce(of subscriber: Subscriber.ID, on day: Day) throws -> [GrantFacts] {
    try rows(
      """
      SELECT kind, terms_id, quantity, boost_bases, boost_sessions FROM subscription
      WHERE subscriber_id = \(subscriber) AND posted_at IS NOT NULL AND cancelled_at IS NULL
        AND ends_on >= \(day) AND starts_on <= \(day)
      """
    ).map(GrantFacts.init)
  }

  /// What belongs to a main subscription, posted and not cancelled.
  package func addOns(of main: Subscription.ID) throws -> [SubscriptionFacts] {
    try rows(
      """
      \(sql: selectSubscription)\(sql: fromSubscription)
      WHERE b.main_id = \(main) AND b.posted_at IS NOT NULL AND b.cancelled_at IS NULL ORDER BY b.id
      """
    ).map(SubscriptionFacts.init)
  }

  /// What the owner took for a main subscription himself: grace days and temporary extras, not cancelled.
  package func taken(for main: Subscription.ID) throws -> [SubscriptionFacts] {
    try rows(
      """
      \(sql: selectSubscription)\(sql: fromSubscription)
      WHERE b.origin_id = \(main) AND b.posted_at IS NOT NULL AND b.cancelled_at IS NULL ORDER BY b.id
      """
    ).map(SubscriptionFacts.init)
  }

  /// The main subscription or trial that begins no later than the day and ends last.
  package func lastMain(of subscriber: Subscriber.ID, startedBy day: Day) throws -> SubscriptionFacts? {
    try first(
      """
      \(sql: selectSubscription)\(sql: fromSubscription)
      WHERE b.subscriber_id = \(subscriber) AND b.kind = 'main' AND b.posted_at IS NOT NULL AND b.cancelled_at IS NULL
        AND b.starts_on <= \(day)
      ORDER BY b.ends_on DESC, b.id DESC LIMIT 1
      """
    ).map(SubscriptionFacts.init)
  }

  /// How many times an owner took grace days or a temporary extra for a main subscription.
  package func times(_ kind: Subscription.Kind, takenFor main: Subscription.ID) throws -> Int {
    try value(
      """
      SELECT count(*) FROM subscription WHERE origin_id = \(main) AND kind = \(kind) AND cancelled_at IS NULL
      """)
  }

  /// How often, and for how many months, a subscriber has had a tariff (U-02, DEC-45), but for one subscription.
  package func earlier(
    of subscriber: Subscriber.ID, _ tariff: Tariff.Code, but id: Subscription.ID? = nil
  ) throws -> SubscriptionDraft.Earlier {
    let row = try first(
      """
      SELECT count(*) AS times, CAST(COALESCE(sum(b.months), 0) AS BIGINT) AS months
      FROM subscription b JOIN tariff_terms t ON t.id = b.terms_id
      WHERE b.subscriber_id = \(subscriber) AND t.code = \(tariff) AND b.kind = 'main' AND b.posted_at IS NOT NULL
        AND b.cancelled_at IS NULL AND b.id <> \(id?.number ?? 0)
      """)!
    return SubscriptionDraft.Earlier(times: try row["times"], months: try row["months"])
  }

  /// How many subscriptions the filter and the search find, and for how much they were sold. Drafts and cancelled ones
  /// are no sales: they are added up only where the filter asks for them.
  ///
  /// Complexity: that of `talliedTotals`; a walk over what is found where a client, a time of creation or words are
  /// asked for.
  package func subscriptionTotals(
    _ filter: SubscriptionFilter, search words: String = "", on today: Day
  ) throws -> (count: Int, sum: Money) {
    if words.isEmpty, let totals = try talliedTotals(filter, on: today) { return totals }
    let conditions = filter.conditions(on: today) + search(words)
    let found: SQL = conditions.isEmpty ? "" : " WHERE \(sql: conditions.joined(" AND "))"
    let named: SQL = words.isEmpty ? "" : " JOIN subscriber s ON s.id = b.subscriber_id"
    let sold: SQL =
      filter.state == .draft || filter.state == .cancelled
      ? "b.sum" : "CASE WHEN b.posted_at IS NOT NULL AND b.cancelled_at IS NULL THEN b.sum ELSE 0 END"
    let row = try first(
      """
      SELECT count(*) AS count, CAST(COALESCE(sum(\(sql: sold)), 0) AS BIGINT) AS sum
      FROM subscription b\(sql: named)\(sql: found)
      """)!
    return (try row["count"], try row["sum"])
  }
}

/// A subscription as it is written down.
package struct NewSubscription: Sendable {
  package let subscriber: Subscriber.ID
  package let partner: Subscriber.ID?
  package let terms: ID<Tariff>
  package let kind: Subscription.Kind
  package let main: Subscription.ID?
  package let quantity: Int
  package let months: Int?
  package let period: Period
  package let sum: Money
  package let clientSum: Money
  package let accessKind: Subscriber.AccessKind
  package let comment: String
  package let contract: SupportContract?
  package let origin: Subscription.ID?
  package let boost: Limits

  package init(
    subscriber: Subscriber.ID, partner: Subscriber.ID?, terms: ID<Tariff>, kind: Subscription.Kind,
    main: Subscription.ID?, quantity: Int, months: Int?, period: Period, sum: Money, clientSum: Money? = nil,
    accessKind: Subscriber.AccessKind, comment: String, contract: SupportContract? = nil,
    origin: Subscription.ID? = nil, boost: Limits = .none
  ) {
    self.subscriber = subscriber
    self.partner = partner
    self.terms = terms
    self.kind = kind
    self.main = main
    self.quantity = quantity
    self.months = months
    self.period = period
    self.sum = sum
    self.clientSum = clientSum ?? sum
    self.accessKind = accessKind
    self.comment = comment
    self.contract = contract
    self.origin = origin
    self.boost = boost
  }
}

/// What a subscription in force gives.
package struct GrantFacts: Sendable {
  package let kind: Subscription.Kind
  package let terms: ID<Tariff>
  package let quantity: Int
  package let boost: Limits

  init(_ row: Row) throws {
    kind = try row["kind"]
    terms = try row["terms_id"]
    quantity = try row["quantity"]
    boost = Limits(bases: try row["boost_bases"], sessions: try row["boost_sessions"])
  }
}

extension Writing {
  package func insertDraft(_ new: NewSubscription, by user: User.ID?, at now: Instant) throws -> Subscription.ID {
    let id: Subscription.ID = try value(
      """
      INSERT INTO subscription (subscriber_id, partner_id, terms_id, kind, main_id, origin_id, quantity, months,
        starts_on, ends_on, sum, client_sum, access_kind, comment, contract_number, contract_level, contract_ends_on,
        boost_bases, boost_sessions, created_at, created_by)
      VALUES (\(new.subscriber), \(new.partner), \(new.terms), \(new.kind), \(new.main), \(new.origin), \(new.quantity),
        \(new.months), \(new.period.start), \(new.period.end), \(new.sum), \(new.clientSum), \(new.accessKind),
        \(new.comment), \(new.contract?.number), \(new.contract?.level), \(new.contract?.end), \(new.boost.bases),
        \(new.boost.sessions), \(now), \(user))
      RETURNING id
      """)
    try tally(from: [], to: [Sale(new)])
    return id
  }

  /// Writes a subscription down and makes it real at once: what `insertDraft` and `post` do, in fewer steps.
  package func sell(_ new: NewSubscription, by user: User.ID?, on day: Day, at now: Instant) throws -> Subscription.ID {
    let id: Subscription.ID = try value(
      """
      INSERT INTO subscription (subscriber_id, partner_id, terms_id, kind, main_id, origin_id, quantity, months,
        starts_on, ends_on, sum, client_sum, access_kind, comment, contract_number, contract_level, contract_ends_on,
        boost_bases, boost_sessions, created_at, created_by, posted_at, posted_on, posted_by, version)
      VALUES (\(new.subscriber), \(new.partner), \(new.terms), \(new.kind), \(new.main), \(new.origin), \(new.quantity),
        \(new.months), \(new.period.start), \(new.period.end), \(new.sum), \(new.clientSum), \(new.accessKind),
        \(new.comment), \(new.contract?.number), \(new.contract?.level), \(new.contract?.end), \(new.boost.bases),
        \(new.boost.sessions), \(now), \(user), \(now), \(day), \(user), 2)
      RETURNING id
      """)
    var sold = Sale(new)
    sold.isPosted = true
    try refreshAccess(of: new.subscriber)
    try tally(from: [], to: [sold])
    return id
  }

  /// Rewrites a draft that nobody has changed since `version` and that is not posted.
  package func updateDraft(_ id: Subscription.ID, _ new: NewSubscription, version: Int) throws -> Bool {
    try keepingTally(of: id) {
      try run(
        """
        UPDATE subscription SET subscriber_id = \(new.subscriber), terms_id = \(new.terms), kind = \(new.kind),
          main_id = \(new.main), quantity = \(new.quantity), months = \(new.months), starts_on = \(new.period.start),
          ends_on = \(new.period.end), sum = \(new.sum), client_sum = \(new.clientSum),
          access_kind = \(new.accessKind), comment = \(new.comment), contract_number = \(new.contract?.number),
          contract_level = \(new.contract?.level), contract_ends_on = \(new.contract?.end), version = version + 1
        WHERE id = \(id) AND version = \(version) AND posted_at IS NULL
        """) == 1
    }
  }

  package func deleteDraft(_ id: Subscription.ID) throws -> Bool {
    guard
      let row = try first(
        "DELETE FROM subscription WHERE id = \(id) AND posted_at IS NULL RETURNING \(raw: Sale.columns)")
    else { return false }
    try tally(from: [Sale(row)], to: [])
    return true
  }

  /// Makes a draft real; `false` if it is so already.
  package func post(_ id: Subscription.ID, by user: User.ID?, on day: Day, at now: Instant) throws -> Bool {
    guard
      let row = try first(
        """
        UPDATE subscription SET posted_at = \(now), posted_on = \(day), posted_by = \(user), version = version + 1
        WHERE id = \(id) AND posted_at IS NULL RETURNING subscriber_id, \(raw: Sale.columns)
        """)
    else { return false }
    let sold = try Sale(row)
    var draft = sold
    draft.isPosted = false
    // Everybody takes the totals of access before those of sales: nobody waits in a circle.
    let subscriber: Subscriber.ID = try row["subscriber_id"]
    try refreshAccess(of: subscriber)
    try tally(from: [draft], to: [sold])
    return true
  }

  /// Writes a posted subscription anew: only a correction does so (DEC-32). What belongs to it moves to its new end
  /// (I-06); what would begin after it must have been cancelled before.
  package func correct(_ id: Subscription.ID, _ new: NewSubscription) throws {
    _ = try keepingTally(of: id) {
      try run(
        """
        UPDATE subscription SET terms_id = \(new.terms), quantity = \(new.quantity), months = \(new.months),
          starts_on = \(new.period.start), ends_on = \(new.period.end), sum = \(new.sum),
          client_sum = \(new.clientSum), access_kind = \(new.accessKind), contract_number = \(new.contract?.number),
          contract_level = \(new.contract?.level), contract_ends_on = \(new.contract?.end), version = version + 1
        WHERE id = \(id)
        """) == 1
    }
    try refreshAccess(of: new.subscriber)
  }

  /// Cancels a posted subscription, and works out access anew; `false` if it was cancelled already.
  package func cancel(_ id: Subscription.ID, at now: Instant) throws -> Bool {
    let isDone = try keepingTally(of: id) {
      try run(
        """
        UPDATE subscription SET cancelled_at = \(now), version = version + 1
        WHERE id = \(id) AND posted_at IS NOT NULL AND cancelled_at IS NULL
        """) == 1
    }
    guard isDone,
      let subscriber: Subscriber.ID = try first("SELECT subscriber_id FROM subscription WHERE id = \(id)")?[
        "subscriber_id"]
    else { return false }
    try refreshAccess(of: subscriber)
    return true
  }
}
