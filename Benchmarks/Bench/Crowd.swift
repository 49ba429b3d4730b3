import Handbook
import Store

/// Clients of one partner by the hundred thousand: what the desks would write, worked out in SQL, many to a statement.
///
/// 1. Clients, each with an end of access of its own, nine months to twenty-one ahead, and their servicing.
/// 2. Three paid years of each, one after another.
/// 3. Buyers: clients with a filled card and no subscription.
/// 4. The tallies, counted once at the end.
struct Crowd {
  let partner: Subscriber.ID
  let seller: User.ID
  let terms: ID<Tariff>
  let today: Day
  let now: Instant
  /// Rows of `plan`: the first and the last day of each of the three years, for clients with this remainder.
  private let years: String
  private static let spread = 361
  private static let words = ["Дала", "Көктем", "Алтын", "Сарыарқа"]

  init(partner: Subscriber.ID, seller: User.ID, terms: ID<Tariff>, today: Day, now: Instant) {
    (self.partner, self.seller, self.terms, self.today, self.now) = (partner, seller, terms, today, now)
    years = (0..<Self.spread).flatMap { remainder in
      // Clients beside each other in the list do not end one after another.
      let offset = remainder * 338 % Self.spread - 60
      return [offset - 800, offset - 400, offset - 30].enumerated().map { place, start in
        let period = Period(months: 12, from: today + start)
        return "(\(remainder), \(place), \(period.start.sinceEpoch), \(period.end.sinceEpoch))"
      }
    }.joined(separator: ", ")
  }

  /// - Returns: The first buyer; the others follow it.
  func fill(_ database: any Database, clients: Int, buyers: Int) async throws -> Subscriber.ID {
    let batch = 20_000
    for first in stride(from: 0, to: clients, by: batch) {
      try await database.write { tx in try insertClients(first, min(batch, clients - first), database.dialect, tx) }
    }
    let buyer = try await database.write { tx in try insertBuyers(buyers, tx) }
    try await database.write { tx in try count(tx) }
    let sample = try await database.read { tx in
      try tx.first("SELECT name, name_key, id FROM subscriber WHERE public_id = 'c1'")
    }
    if let sample {
      let (name, key): (String, String) = (try sample["name"], try sample["name_key"])
      precondition(folded(name) == key, "the words in SQL are not what the program would write")
    }
    return buyer
  }

  private func insertClients(_ first: Int, _ count: Int, _ dialect: Dialect, _ tx: any Writing) throws {
    if dialect == .sqlite { try tx.run("PRAGMA cache_size = -400000") }
    let word = { (words: [String]) in
      "CASE i % 4 " + words.enumerated().map { "WHEN \($0) THEN '\($1)'" }.joined(separator: " ") + " END"
    }
    let newest = try newest(tx)
    try tx.run(
      """
      WITH RECURSIVE n (i) AS (SELECT \(raw: "\(first)") UNION ALL SELECT i + 1 FROM n WHERE i < \(raw: "\(first + count - 1)")),
        plan (remainder, place, starts_on, ends_on) AS (VALUES \(raw: years)),
        made AS (
          SELECT i, 'Товарищество № ' || CAST(i AS TEXT) || ' «' || \(raw: word(Self.words)) || '»' AS name,
            'товарищество № ' || CAST(i AS TEXT) || ' «' || \(raw: word(Self.words.map(folded))) || '»' AS name_key
          FROM n)
      INSERT INTO subscriber (id, kind, name, name_key, search_key, public_id, organisation, bin, city, email, phone,
        partner_id, access_kind, access_ends_on, created_at, version)
      SELECT \(newest) + 1 + i - \(raw: "\(first)"), 'client', name, name_key,
        CAST(\(newest) + 1 + i - \(raw: "\(first)") AS TEXT) || ' ' || name_key || ' тоо ' || name_key
          || ' 940140000385 client' || CAST(i AS TEXT) || '@example.kz +7 700 000 00 00 алматы',
        'c' || CAST(i AS TEXT), 'ТОО ' || name, '940140000385', 'Алматы', 'client' || CAST(i AS TEXT) || '@example.kz',
        '+7 700 000 00 00', \(partner), 'paid', ends_on, \(now), 2
      FROM made CROSS JOIN plan
      WHERE plan.place = 2 AND plan.remainder = (\(newest) + 1 + i - \(raw: "\(first)")) % \(raw: "\(Self.spread)")
      """)
    try serve(after: newest, tx)
    try tx.run(
      """
      WITH plan (remainder, place, starts_on, ends_on) AS (VALUES \(raw: years))
      INSERT INTO subscription (subscriber_id, partner_id, terms_id, kind, quantity, months, starts_on, ends_on, sum,
        client_sum, access_kind, created_at, created_by, posted_at, posted_on, posted_by, version)
      SELECT s.id, \(partner), \(terms), 'main', 1, 12, plan.starts_on, plan.ends_on, 11000000, 11000000, 'paid',
        \(now), \(seller), \(now), \(today), \(seller), 2
      FROM subscriber s CROSS JOIN plan
      WHERE s.id > \(newest) AND plan.remainder = s.id % \(raw: "\(Self.spread)")
      """)
  }

  private func insertBuyers(_ count: Int, _ tx: any Writing) throws -> Subscriber.ID {
    let newest = try newest(tx)
    if count > 0 {
      try tx.run(
        """
        WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < \(raw: "\(count - 1)"))
        INSERT INTO subscriber (id, kind, name, name_key, search_key, public_id, organisation, bin, partner_id,
          created_at, version)
        SELECT \(newest) + 1 + i, 'client', 'Покупатель ' || CAST(i AS TEXT), 'покупатель ' || CAST(i AS TEXT),
          CAST(\(newest) + 1 + i AS TEXT) || ' покупатель ' || CAST(i AS TEXT) || ' тоо «покупатель '
            || CAST(i AS TEXT) || '» 940140000385', 'b' || CAST(i AS TEXT),
          'ТОО «Покупатель ' || CAST(i AS TEXT) || '»', '940140000385', \(partner), \(now), 2
        FROM n
        """)
      try serve(after: newest, tx)
    }
    return Subscriber.ID(newest + 1)
  }

  private func newest(_ tx: any Reading) throws -> Int64 { try tx.value("SELECT max(id) FROM subscriber") }

  private func serve(after newest: Int64, _ tx: any Writing) throws {
    try tx.run(
      """
      INSERT INTO servicing (subscriber_id, partner_id, from_at)
      SELECT id, \(partner), \(now) FROM subscriber WHERE id > \(newest)
      """)
  }

  private func count(_ tx: any Writing) throws {
    try tx.run("DELETE FROM served_tally")
    try tx.run("DELETE FROM sale_tally")
    try tx.run(
      """
      INSERT INTO served_tally (partner_id, access_kind, ends_on, subscribers)
      SELECT partner_id, access_kind, access_ends_on, count(*) FROM subscriber WHERE partner_id IS NOT NULL
      GROUP BY partner_id, access_kind, access_ends_on
      """)
    for (line, day) in [("sold", "0"), ("start", "starts_on"), ("end", "ends_on")] {
      try tx.run(
        """
        INSERT INTO sale_tally (partner_id, line, kind, day, subscriptions, sum)
        SELECT partner_id, \(line), kind, \(raw: day), count(*), CAST(sum(sum) AS BIGINT) FROM subscription
        GROUP BY 1, 2, 3, 4
        """)
    }
  }
}
