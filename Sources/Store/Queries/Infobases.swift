package import Handbook

private func selectInfobase(for reader: User.ID, at now: Instant) -> SQL {
  """
  SELECT b.id, b.subscriber_id, b.application, b.name, b.state, b.origin, b.zone, b.backup_hour, b.tries, b.created_at,
    b.used_at, b.kept_at, b.delete_after, b.version,
    (SELECT level FROM infobase_right r WHERE r.infobase_id = b.id AND r.user_id = \(reader)) AS level,
    (SELECT count(*) FROM session x WHERE x.infobase_id = b.id) AS sessions
  FROM infobase b
  """
}

extension Reading {
  /// The subscriber's infobases that are not gone, with the reader's own right in each.
  package func infobases(of subscriber: Subscriber.ID, for reader: User.ID, at now: Instant) throws -> [InfobaseFacts] {
    try rows(
      """
      \(sql: selectInfobase(for: reader, at: now)) WHERE b.subscriber_id = \(subscriber) AND b.state <> 'deleted'
      ORDER BY b.id
      """
    ).map(InfobaseFacts.init)
  }

  package func infobase(_ id: Infobase.ID, for reader: User.ID, at now: Instant) throws -> InfobaseFacts? {
    try first("\(sql: selectInfobase(for: reader, at: now)) WHERE b.id = \(id) AND b.state <> 'deleted'").map(
      InfobaseFacts.init)
  }

  /// Whose infobase it is; `nil` if it is gone.
  package func subscriber(of infobase: Infobase.ID) throws -> Subscriber.ID? {
    try first("SELECT subscriber_id FROM infobase WHERE id = \(infobase) AND state <> 'deleted'")?["subscriber_id"]
  }

  /// How many of the subscriber's infobases count towards its limit.
  package func countInfobases(of subscriber: Subscriber.ID) throws -> Int {
    try value(
      """
      SELECT count(*) FROM infobase
      WHERE subscriber_id = \(subscriber) AND state IN ('preparing', 'ready', 'failed')
      """)
  }

  package func events(of infobase: Infobase.ID) throws -> [InfobaseEvent] {
    try rows("SELECT at, state, note FROM infobase_event WHERE infobase_id = \(infobase) ORDER BY id DESC LIMIT 100")
      .map(InfobaseEvent.init)
  }

  /// Who may what in which of the subscriber's infobases: the matrix (PRO-14).
  package func rights(in subscriber: Subscriber.ID) throws -> [(
    infobase: Infobase.ID, user: User.ID, level: Infobase.Level
  )] {
    try rows(
      """
      SELECT r.infobase_id, r.user_id, r.level FROM infobase_right r JOIN infobase b ON b.id = r.infobase_id
      WHERE b.subscriber_id = \(subscriber)
      """
    ).map { (try $0["infobase_id"], try $0["user_id"], try $0["level"]) }
  }

  /// Infobases whose preparation is owed, or which are to be removed: work for the service.
  package func infobasesInWork(at now: Instant, limit: Int) throws -> [(id: Infobase.ID, state: Infobase.State)] {
    try rows(
      """
      SELECT id, state FROM infobase
      WHERE state = 'preparing' OR (state = 'to_delete' AND delete_after <= \(now)) ORDER BY id LIMIT \(limit)
      """
    ).map { (try $0["id"], try $0["state"]) }
  }

  package func grants(of infobases: SQL) throws -> [AccessGrant] {
    try rows(
      """
      SELECT g.id, g.infobase_id, b.name AS infobase_name, g.organisation_id, o.name AS organisation_name, g.user_id,
        u.name AS user_name, g.reason, w.name AS granted_by_name, g.granted_at, g.until_at, g.revoked_at
      FROM access_grant g JOIN infobase b ON b.id = g.infobase_id JOIN subscriber o ON o.id = g.organisation_id
      JOIN service_user u ON u.id = g.user_id JOIN service_user w ON w.id = g.granted_by
      WHERE \(sql: infobases) ORDER BY g.id DESC LIMIT 200
      """
    ).map(AccessGrant.init)
  }

  package func grants(of subscriber: Subscriber.ID) throws -> [AccessGrant] {
    try grants(of: "b.subscriber_id = \(subscriber)" as SQL)
  }

  /// The grants in force that let the person into other subscribers' infobases, for as long as he belongs to the
  /// organisation in whose name he was let in (DEC-57).
  package func grants(to user: User.ID, at now: Instant) throws -> [AccessGrant] {
    try grants(
      of: """
        g.user_id = \(user) AND g.until_at > \(now) AND g.revoked_at IS NULL AND b.state = 'ready'
          AND EXISTS (SELECT 1 FROM membership m WHERE m.subscriber_id = g.organisation_id AND m.user_id = g.user_id)
        """ as SQL)
  }
}

extension Writing {
  package func insertInfobase(
    of subscriber: Subscriber.ID, application: Application.Code, name: String, zone: String, origin: String,
    by user: User.ID?, at now: Instant
  ) throws -> Infobase.ID {
    let id: Infobase.ID = try value(
      """
      INSERT INTO infobase (subscriber_id, application, name, state, origin, zone, created_at, created_by)
      VALUES (\(subscriber), \(application), \(name), 'preparing', \(origin), \(zone), \(now), \(user)) RETURNING id
      """)
    try note(.preparing, of: id, "", at: now)
    return id
  }

  package func note(_ state: Infobase.State, of infobase: Infobase.ID, _ note: String, at now: Instant) throws {
    try run(
      "INSERT INTO infobase_event (infobase_id, at, state, note) VALUES (\(infobase), \(now), \(state), \(note))")
  }

  /// Moves the infobase on, if it still is where it was thought to be.
  @discardableResult
  package func move(
    _ infobase: Infobase.ID, from states: [Infobase.State], to state: Infobase.State, note text: String = "",
    deleteAfter: Instant? = nil, at now: Instant
  ) throws -> Bool {
    let moved =
      try run(
        """
        UPDATE infobase SET state = \(state), delete_after = \(deleteAfter), version = version + 1,
          tries = tries + \(state == .failed ? 1 : 0)
        WHERE id = \(infobase) AND state IN (\(list: states))
        """) == 1
    if moved { try note(state, of: infobase, text, at: now) }
    return moved
  }

  package func rename(_ infobase: Infobase.ID, name: String, zone: String, backupHour: Int?, version: Int) throws
    -> Bool
  {
    try run(
      """
      UPDATE infobase SET name = \(name), zone = \(zone), backup_hour = \(backupHour), version = version + 1
      WHERE id = \(infobase) AND version = \(version)
      """) == 1
  }

  /// The owner wants it open when there are more than the limit (DEC-29).
  package func keepOpen(_ infobase: Infobase.ID, at now: Instant) throws {
    try run("UPDATE infobase SET kept_at = \(now) WHERE id = \(infobase)")
  }

  package func setRight(_ level: Infobase.Level?, of user: User.ID, in infobase: Infobase.ID) throws {
    if let level {
      try run(
        """
        INSERT INTO infobase_right (infobase_id, user_id, level) VALUES (\(infobase), \(user), \(level))
        ON CONFLICT (infobase_id, user_id) DO UPDATE SET level = excluded.level
        """)
    } else {
      try run("DELETE FROM infobase_right WHERE infobase_id = \(infobase) AND user_id = \(user)")
    }
  }

  package func insertGrant(
    to user: User.ID, of organisation: Subscriber.ID, in infobase: Infobase.ID, reason: String, by granter: User.ID,
    at now: Instant, until expiry: Instant
  ) throws -> ID<AccessGrant> {
    try value(
      """
      INSERT INTO access_grant (infobase_id, organisation_id, user_id, reason, granted_by, granted_at, until_at)
      VALUES (\(infobase), \(organisation), \(user), \(reason), \(granter), \(now), \(expiry)) RETURNING id
      """)
  }

  package func revokeGrant(_ id: ID<AccessGrant>, of subscriber: Subscriber.ID, by user: User.ID, at now: Instant)
    throws -> Bool
  {
    try run(
      """
      UPDATE access_grant SET revoked_at = \(now), revoked_by = \(user)
      WHERE id = \(id) AND revoked_at IS NULL
        AND infobase_id IN (SELECT id FROM infobase WHERE subscriber_id = \(subscriber))
      """) == 1
  }
}
