package import Handbook

extension Reading {
  package func partner(_ id: Subscriber.ID) throws -> PartnerFacts? {
    try first("\(sql: selectPartner) WHERE p.subscriber_id = \(id)").map(PartnerFacts.init)
  }

  package func partners(_ query: ListQuery<SubscriberOrder>) throws -> Page<PartnerFacts> {
    var conditions: [SQL] = []
    if !query.search.isEmpty {
      conditions.append(
        """
        (s.search_key LIKE \(containing(query.search)) ESCAPE '\\'
          OR lower(p.code) LIKE \(containing(query.search)) ESCAPE '\\')
        """)
    }
    return try page(
      """
      SELECT s.id, s.name, p.code, p.standing, p.distributor_id, d.name AS distributor_name, s.city, s.email,
        \(sql: served) AS served, s.created_at, \(raw: query.order.column) AS sort_key
      FROM partner p JOIN subscriber s ON s.id = p.subscriber_id LEFT JOIN subscriber d ON d.id = p.distributor_id
      """,
      where: conditions, by: query.order.column, number: "s.id", descending: query.isDescending, after: query.after,
      limit: query.limit, PartnerFacts.init)
  }

  package func standingHistory(of partner: Subscriber.ID) throws -> [StandingChange] {
    try rows(
      """
      SELECT c.standing, c.from_on, c.reason, u.name AS set_by_name, c.set_at FROM standing_change c
      LEFT JOIN service_user u ON u.id = c.set_by WHERE c.partner_id = \(partner) ORDER BY c.from_on DESC, c.id DESC
      """
    ).map(StandingChange.init)
  }

  /// The standing in force on the day (DEC-20).
  package func standing(of partner: Subscriber.ID, on day: Day) throws -> Standing.Code? {
    try first(
      """
      SELECT standing FROM standing_change WHERE partner_id = \(partner) AND from_on <= \(day)
      ORDER BY from_on DESC, id DESC LIMIT 1
      """)?["standing"]
  }

  package func distributors() throws -> [(id: Subscriber.ID, name: String)] {
    try rows("SELECT id, name FROM subscriber WHERE kind = 'distributor' ORDER BY name_key, id").map {
      (try $0["id"], try $0["name"])
    }
  }
}

private let served: SQL = """
  (SELECT CAST(COALESCE(sum(subscribers), 0) AS BIGINT) FROM served_tally t WHERE t.partner_id = p.subscriber_id)
  """

private let selectPartner: SQL = """
  SELECT s.id, s.name, p.code, p.standing, p.distributor_id, d.name AS distributor_name, s.city, s.email,
    \(sql: served) AS served, s.created_at
  FROM partner p JOIN subscriber s ON s.id = p.subscriber_id LEFT JOIN subscriber d ON d.id = p.distributor_id
  """

extension Writing {
  package func insertPartner(
    _ id: Subscriber.ID, code: String, distributor: Subscriber.ID?, standing: Standing.Code
  ) throws {
    try run(
      """
      INSERT INTO partner (subscriber_id, code, distributor_id, standing)
      VALUES (\(id), \(code), \(distributor), \(standing))
      """)
  }

  package func setStanding(
    _ standing: Standing.Code, of partner: Subscriber.ID, from day: Day, reason: String, by user: User.ID?,
    at now: Instant
  ) throws {
    try run("UPDATE partner SET standing = \(standing) WHERE subscriber_id = \(partner)")
    try run(
      """
      INSERT INTO standing_change (partner_id, standing, from_on, reason, set_by, set_at)
      VALUES (\(partner), \(standing), \(day), \(reason), \(user), \(now))
      """)
  }
}
