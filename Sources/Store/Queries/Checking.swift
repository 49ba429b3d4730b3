package import Handbook

/// What the store must say of itself if nothing is wrong; each question answers with what is.
extension Reading {
  /// Partners whose totals are not what a recount gives.
  package func wrongTallies() throws -> [(partner: Subscriber.ID, kind: String, end: Day, kept: Int, counted: Int)] {
    try rows(
      """
      WITH counted AS (
        SELECT partner_id, access_kind, access_ends_on AS ends_on, count(*) AS subscribers FROM subscriber
        WHERE partner_id IS NOT NULL GROUP BY partner_id, access_kind, access_ends_on
      ), kept AS (
        SELECT partner_id, access_kind, ends_on, subscribers FROM served_tally WHERE subscribers <> 0
      )
      SELECT c.partner_id, c.access_kind, c.ends_on, CAST(COALESCE(k.subscribers, 0) AS BIGINT) AS kept,
        CAST(c.subscribers AS BIGINT) AS counted
      FROM counted c LEFT JOIN kept k
        ON k.partner_id = c.partner_id AND k.access_kind = c.access_kind AND k.ends_on = c.ends_on
      WHERE k.subscribers IS NULL OR k.subscribers <> c.subscribers
      UNION ALL
      SELECT k.partner_id, k.access_kind, k.ends_on, k.subscribers, CAST(0 AS BIGINT) FROM kept k LEFT JOIN counted c
        ON k.partner_id = c.partner_id AND k.access_kind = c.access_kind AND k.ends_on = c.ends_on
      WHERE c.subscribers IS NULL
      """
    ).map {
      (try $0["partner_id"], try $0["access_kind"], try $0["ends_on"], try $0["kept"], try $0["counted"])
    }
  }

  /// Subscribers whose kind or end of access is not what their subscriptions give.
  package func wrongAccess() throws -> [Subscriber.ID] {
    try rows(
      """
      WITH best AS (
        SELECT subscriber_id, access_kind, ends_on, ROW_NUMBER() OVER (
          PARTITION BY subscriber_id
          ORDER BY CASE access_kind WHEN 'trial' THEN 0 ELSE 1 END DESC, ends_on DESC, id DESC) AS place
        FROM subscription
        WHERE kind IN ('main', 'grace') AND posted_at IS NOT NULL AND cancelled_at IS NULL
      )
      SELECT s.id FROM subscriber s LEFT JOIN best b ON b.subscriber_id = s.id AND b.place = 1
      WHERE s.access_kind <> COALESCE(b.access_kind, 'none') OR s.access_ends_on <> COALESCE(b.ends_on, 0)
      ORDER BY s.id
      """
    ).map { try $0["id"] }
  }

  /// The terms on which anything was sold.
  package func termsSold() throws -> [ID<Tariff>] {
    try rows("SELECT DISTINCT terms_id FROM subscription WHERE posted_at IS NOT NULL ORDER BY terms_id").map {
      try $0["terms_id"]
    }
  }

  /// Activated invitations whose client is not there, and others that have one (F-03).
  package func wrongInvitations() throws -> [Invitation.ID] {
    try rows(
      """
      SELECT i.id FROM invitation i LEFT JOIN subscriber s ON s.id = i.subscriber_id
      WHERE (i.subscriber_id IS NULL) <> (i.activated_at IS NULL) OR (i.subscriber_id IS NOT NULL AND s.id IS NULL)
      ORDER BY i.id
      """
    ).map { try $0["id"] }
  }

  /// Clients without an owner (DEC-33, DEC-34).
  package func clientsWithoutOwner() throws -> [Subscriber.ID] {
    try rows(
      """
      SELECT s.id FROM subscriber s WHERE s.kind = 'client' AND NOT EXISTS (
        SELECT 1 FROM membership m WHERE m.subscriber_id = s.id AND m.role = 'owner') ORDER BY s.id
      """
    ).map { try $0["id"] }
  }

  /// Infobases of which the registry says that they are kept: their content may be there.
  package func knownInfobases() throws -> Set<Infobase.ID> {
    Set(try rows("SELECT id FROM infobase WHERE state <> 'deleted'").map { try $0["id"] as Infobase.ID })
  }
}
