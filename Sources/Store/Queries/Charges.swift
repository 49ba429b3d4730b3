package import Handbook

extension Charge.Kind: Storable {}

extension Reading {
  /// The terms on which anything was sold to be settled by the month.
  package func soldTerms() throws -> [ID<Tariff>] {
    try rows("SELECT id FROM tariff_terms ORDER BY id").map { try $0["id"] }
  }

  /// What the partner's charges of a month follow from, page by page: what was posted in the month, and what is
  /// settled by the month and was in force in it.
  ///
  /// Complexity: two steps into an index a page, and the rows.
  package func forEachCharged(
    of partner: Subscriber.ID, in month: Month, monthly: [ID<Tariff>], pageOf limit: Int = 5_000,
    terms: (ID<Tariff>) throws -> ChargeTerms, day: (Instant) -> Day,
    _ body: (ChargedSubscription) throws -> Void
  ) throws {
    var (last, id): (Int64, Int64) = (Int64(month.first.sinceEpoch), 0)
    while true {
      let page = try rows(
        """
        SELECT \(raw: chargedColumns) FROM subscription b
        WHERE b.partner_id = \(partner) AND b.posted_on >= \(month.first) AND b.posted_on <= \(month.last)
          AND (b.posted_on, b.id) > (\(last), \(id)) AND b.sum > 0
        ORDER BY b.posted_on, b.id LIMIT \(limit)
        """)
      for row in page { try body(ChargedSubscription(row, terms, day)) }
      guard page.count == limit, let end = page.last else { break }
      (last, id) = (try end["posted_on"], try end["id"])
    }
    if monthly.isEmpty { return }
    (last, id) = (Int64(month.first.sinceEpoch), 0)
    while true {
      let page = try rows(
        """
        SELECT \(raw: chargedColumns) FROM subscription b
        WHERE b.partner_id = \(partner) AND b.ends_on >= \(month.first) AND (b.ends_on, b.id) > (\(last), \(id))
          AND b.posted_on < \(month.first) AND b.sum > 0 AND b.terms_id IN (\(list: monthly))
        ORDER BY b.ends_on, b.id LIMIT \(limit)
        """)
      for row in page { try body(ChargedSubscription(row, terms, day)) }
      guard page.count == limit, let end = page.last else { return }
      (last, id) = (try end["ends_on"], try end["id"])
    }
  }

  package func charged(
    _ ids: [Subscription.ID], terms: (ID<Tariff>) throws -> ChargeTerms, day: (Instant) -> Day
  ) throws -> [ChargedSubscription] {
    try ids.isEmpty
      ? []
      : rows(
        "SELECT \(raw: chargedColumns) FROM subscription b WHERE b.id IN (\(list: ids)) AND b.posted_on IS NOT NULL"
      ).map { try ChargedSubscription($0, terms, day) }
  }

  /// What was charged for a subscription, the first first.
  package func charges(of subscription: Subscription.ID) throws -> [Charge] {
    try rows("SELECT * FROM charge WHERE subscription_id = \(subscription) ORDER BY entry_id").map(Charge.init)
  }

  /// What was charged by the partner's closings for months that begin on the day or later, corrections included, and
  /// how often it was corrected.
  package func monthsCharged(
    of partner: Subscriber.ID, from day: Day
  ) throws -> [(key: Charge.Key, sum: Money, revision: Int)] {
    try rows(
      """
      SELECT c.subscription_id, c.kind, c.number, CAST(sum(c.due) AS BIGINT) AS sum,
        CAST(max(c.revision) AS BIGINT) AS revision
      FROM closing k JOIN charge c ON c.entry_id >= k.first_entry AND c.entry_id <= k.last_entry
      WHERE k.partner_id = \(partner) AND k.state = 'closed' AND c.kind = 'month' AND c.starts_on >= \(day)
      GROUP BY c.subscription_id, c.kind, c.number ORDER BY c.subscription_id, c.number
      """
    ).map {
      (
        Charge.Key(try $0["subscription_id"], try $0["kind"], try $0["number"]), try $0["sum"], try $0["revision"]
      )
    }
  }

  /// The lines of a closing, in the order of their entries.
  package func lines(of closing: Closing.ID, after entry: Int64 = 0, limit: Int) throws -> [(
    entry: Int64, charge: Charge
  )] {
    try rows(
      """
      SELECT c.* FROM closing k JOIN charge c ON c.entry_id >= k.first_entry AND c.entry_id <= k.last_entry
      WHERE k.id = \(closing) AND c.entry_id > \(entry) ORDER BY c.entry_id LIMIT \(limit)
      """
    ).map { (try $0["entry_id"], try Charge($0)) }
  }

  /// Whose a subscription is and of which tariff, for the lines of a statement.
  package func names(
    of subscriptions: [Subscription.ID]
  ) throws -> [Subscription.ID: (subscriber: Subscriber.ID, name: String, terms: ID<Tariff>)] {
    var names: [Subscription.ID: (subscriber: Subscriber.ID, name: String, terms: ID<Tariff>)] = [:]
    for start in stride(from: 0, to: subscriptions.count, by: 500) {
      let some = Array(subscriptions[start..<min(start + 500, subscriptions.count)])
      for row in try rows(
        """
        SELECT b.id, b.terms_id, b.subscriber_id, s.name FROM subscription b JOIN subscriber s ON s.id = b.subscriber_id
        WHERE b.id IN (\(list: some))
        """)
      { names[try row["id"]] = (try row["subscriber_id"], try row["name"], try row["terms_id"]) }
    }
    return names
  }

  /// The standings of a partner in the order in which they were set (DEC-20).
  package func standingLines(of partner: Subscriber.ID) throws -> [Discounts.Line] {
    try rows("SELECT standing, from_on, set_at FROM standing_change WHERE partner_id = \(partner) ORDER BY id").map {
      Discounts.Line(standing: try $0["standing"], from: try $0["from_on"], setAt: try $0["set_at"])
    }
  }

  /// The versions of the catalogue, and when each was loaded.
  package func catalogueVersions() throws -> [(number: Int, at: Instant)] {
    try rows("SELECT id, loaded_at FROM catalogue ORDER BY id").map { (try $0["id"], try $0["loaded_at"]) }
  }
}

extension Writing {
  /// Writes the charges of a closing: a line and an entry each.
  ///
  /// - Returns: The numbers of the first and the last entry.
  /// - Throws: `StoreFault.constraint(.unique, _)` if a period was charged before (DEC-58).
  package func charge(
    _ charges: [Charge], of partner: Subscriber.ID, to creditor: Subscriber.ID, by closing: Closing.ID, on day: Day
  ) throws -> (first: Int64, last: Int64) {
    let posting = try Posting(self)
    let first = posting.next
    var rows = Bulk(
      into: "charge",
      """
      entry_id, closing_id, subscription_id, kind, number, revision, starts_on, ends_on, price, times, quantity, \
      discount, was, due
      """, width: 14)
    let (debit, credit) = (Account(.accrued, of: partner), Account(.sales, of: creditor))
    for charge in charges {
      guard
        let entry = LedgerEntry(
          charge.revision == 0 ? .charge : .correction, charge.due, debit: debit, credit: credit, on: day,
          document: closing.number)
      else { continue }
      let number = try posting.add(entry)
      try rows.append(
        { row in
          row.append(.integer(number))
          row.append(closing.stored)
          row.append(charge.key.subscription.stored)
          row.append(charge.key.kind.stored)
          row.append(.integer(Int64(charge.key.number)))
          row.append(.integer(Int64(charge.revision)))
          row.append(charge.period.start.stored)
          row.append(charge.period.end.stored)
          row.append(charge.price.stored)
          row.append(.integer(Int64(charge.times)))
          row.append(.integer(Int64(charge.quantity)))
          row.append(charge.discount.stored)
          row.append(charge.was.stored)
          row.append(charge.due.stored)
        }, self)
    }
    try rows.finish(self)
    try posting.finish()
    return (first, posting.next - 1)
  }
}

/// In this order they are read by place: a month close reads millions.
private let chargedColumns = """
  b.id, b.terms_id, b.quantity, b.months, b.starts_on, b.ends_on, b.sum, b.posted_on, b.posted_at, b.cancelled_at
  """

extension ChargedSubscription {
  init(_ row: Row, _ terms: (ID<Tariff>) throws -> ChargeTerms, _ day: (Instant) -> Day) throws {
    func number(_ place: Int) throws -> Int64 {
      guard case .integer(let number) = row.values[place] else {
        throw StoreFault.wrongColumn("\(place) of \(chargedColumns)", "\(row.values[place])")
      }
      return number
    }
    let cancelled: Day? = row.values[9] == .null ? nil : day(Instant(milliseconds: try number(9)))
    self.init(
      id: ID(try number(0)), terms: try terms(ID(try number(1))), quantity: Int(try number(2)),
      months: row.values[3] == .null ? nil : Int(try number(3)), startsOn: Day(sinceEpoch: Int(try number(4))),
      endsOn: Day(sinceEpoch: Int(try number(5))), sum: Money(tiyn: try number(6)),
      postedOn: Day(sinceEpoch: Int(try number(7))), postedAt: Instant(milliseconds: try number(8)),
      cancelledOn: cancelled)
  }
}

extension Charge {
  init(_ row: Row) throws {
    self.init(
      key: Key(try row["subscription_id"], try row["kind"], try row["number"]), revision: try row["revision"],
      period: Period(try row["starts_on"], through: try row["ends_on"]), price: try row["price"],
      times: try row["times"], quantity: try row["quantity"], discount: try row["discount"], was: try row["was"])
  }
}
