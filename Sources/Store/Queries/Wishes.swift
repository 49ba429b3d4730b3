package import Handbook

extension Reading {
  /// What clients wait for: of a partner, those not settled; of a subscriber, all, the newest first.
  package func wishes(of subscriber: Subscriber.ID? = nil, to partner: Subscriber.ID? = nil) throws -> [Wish] {
    var conditions: [SQL] = []
    if let subscriber { conditions.append("w.subscriber_id = \(subscriber)") }
    if let partner { conditions.append("w.partner_id = \(partner) AND w.settled_at IS NULL") }
    let filter: SQL = conditions.isEmpty ? "w.settled_at IS NULL" : conditions.joined(" AND ")
    return try rows(
      """
      SELECT w.*, s.name AS subscriber_name, u.name AS asked_by_name FROM wish w
      JOIN subscriber s ON s.id = w.subscriber_id JOIN service_user u ON u.id = w.asked_by
      WHERE \(sql: filter) ORDER BY w.id DESC LIMIT 200
      """
    ).map {
      Wish(
        id: try $0["id"], subscriberID: try $0["subscriber_id"], subscriberName: try $0["subscriber_name"],
        tariff: try $0["tariff"], subscriptionID: try $0["subscription_id"], comment: try $0["comment"],
        askedAt: try $0["asked_at"], askedByName: try $0["asked_by_name"], settledAt: try $0["settled_at"],
        isMet: try $0["is_met"], answer: try $0["answer"])
    }
  }
}

extension Writing {
  package func insertWish(
    of subscriber: Subscriber.ID, to partner: Subscriber.ID, for tariff: Tariff.Code, renewing: Subscription.ID?,
    comment: String, by user: User.ID, at now: Instant
  ) throws -> ID<Wish> {
    try value(
      """
      INSERT INTO wish (subscriber_id, partner_id, tariff, subscription_id, comment, asked_at, asked_by)
      VALUES (\(subscriber), \(partner), \(tariff), \(renewing), \(comment), \(now), \(user)) RETURNING id
      """)
  }

  /// `false` if it was settled before, or is another partner's.
  package func settle(
    _ wish: ID<Wish>, of partner: Subscriber.ID, isMet: Bool, answer: String, by user: User.ID, at now: Instant
  ) throws -> Bool {
    try run(
      """
      UPDATE wish SET is_met = \(isMet), answer = \(answer), settled_at = \(now), settled_by = \(user)
      WHERE id = \(wish) AND partner_id = \(partner) AND settled_at IS NULL
      """) == 1
  }

  /// What a posted subscription gave its client as asked for: its wishes for the tariff are met.
  package func meetWishes(of subscriber: Subscriber.ID, for tariff: Tariff.Code, by user: User.ID, at now: Instant)
    throws
  {
    try run(
      """
      UPDATE wish SET is_met = \(true), settled_at = \(now), settled_by = \(user)
      WHERE subscriber_id = \(subscriber) AND tariff = \(tariff) AND settled_at IS NULL
      """)
  }
}
