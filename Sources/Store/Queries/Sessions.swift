package import Handbook

extension Reading {
  /// The live sessions of the subscriber, longest idle first.
  package func sessions(of subscriber: Subscriber.ID) throws -> [SessionFacts] {
    try rows(
      """
      SELECT x.id, x.subscriber_id, x.infobase_id, b.name AS infobase_name, x.user_id, u.name AS user_name, x.client,
        x.address, x.opened_at, x.beat_at, x.active_at, x.ends_at, x.end_message
      FROM session x JOIN infobase b ON b.id = x.infobase_id JOIN service_user u ON u.id = x.user_id
      WHERE x.subscriber_id = \(subscriber) ORDER BY x.active_at, x.id
      """
    ).map(SessionFacts.init)
  }

  package func session(token hash: [UInt8]) throws -> SessionFacts? {
    try first(
      """
      SELECT x.id, x.subscriber_id, x.infobase_id, b.name AS infobase_name, x.user_id, u.name AS user_name, x.client,
        x.address, x.opened_at, x.beat_at, x.active_at, x.ends_at, x.end_message
      FROM session x JOIN infobase b ON b.id = x.infobase_id JOIN service_user u ON u.id = x.user_id
      WHERE x.token_hash = \(hash)
      """
    ).map(SessionFacts.init)
  }

  package func countSessions(of subscriber: Subscriber.ID) throws -> Int {
    try value("SELECT count(*) FROM session WHERE subscriber_id = \(subscriber)")
  }

  /// How many sessions of anybody are over but not ended yet.
  package func countSessions(silentSince silent: Instant, idleSince idle: Instant, at now: Instant) throws -> Int {
    try value(
      "SELECT count(*) FROM session WHERE beat_at < \(silent) OR active_at < \(idle) OR ends_at <= \(now)")
  }

  /// The subscribers with nothing in force on the day who have sessions that will not have ended by the moment
  /// (DEC-30). A step into an index for each subscriber with a session.
  package func subscribersInSession(withoutAccessOn day: Day, endingAfter moment: Instant) throws -> [Subscriber.ID] {
    try rows(
      """
      SELECT x.subscriber_id FROM (
        SELECT DISTINCT subscriber_id FROM session WHERE ends_at IS NULL OR ends_at > \(moment)
      ) x
      WHERE NOT EXISTS (
        SELECT 1 FROM subscription b WHERE b.subscriber_id = x.subscriber_id AND b.kind IN ('main', 'grace')
          AND b.posted_at IS NOT NULL AND b.cancelled_at IS NULL AND b.ends_on >= \(day) AND b.starts_on <= \(day))
      ORDER BY x.subscriber_id
      """
    ).map { try $0["subscriber_id"] }
  }
}

/// A session that is over, with what is needed to keep its time of work.
package struct EndedSession: Sendable {
  package let subscriber: Subscriber.ID
  package let infobase: Infobase.ID
  package let user: User.ID
  package let openedAt: Instant
  package let activeAt: Instant

  init(_ row: Row) throws {
    subscriber = try row["subscriber_id"]
    infobase = try row["infobase_id"]
    user = try row["user_id"]
    openedAt = try row["opened_at"]
    activeAt = try row["active_at"]
  }
}

extension Writing {
  /// - Parameter end: When the session ends of itself, if ever.
  package func insertSession(
    of subscriber: Subscriber.ID, infobase: Infobase.ID, user: User.ID, token hash: [UInt8], client: String,
    address: String, at now: Instant, until end: Instant? = nil
  ) throws -> ID<SessionFacts> {
    try run("UPDATE infobase SET used_at = \(now) WHERE id = \(infobase)")
    return try value(
      """
      INSERT INTO session (subscriber_id, infobase_id, user_id, token_hash, client, address, opened_at, beat_at,
        active_at, ends_at)
      VALUES (\(subscriber), \(infobase), \(user), \(hash), \(client), \(address), \(now), \(now), \(now), \(end))
      RETURNING id
      """)
  }

  /// A heart-beat; `nil` if the session is over. `active` when the person did something.
  package func beat(token hash: [UInt8], active: Bool, at now: Instant) throws -> (endsAt: Instant?, message: String)? {
    try first(
      """
      UPDATE session SET beat_at = \(now), active_at = CASE WHEN \(active) = 1 THEN \(now) ELSE active_at END
      WHERE token_hash = \(hash) AND (ends_at IS NULL OR ends_at > \(now)) RETURNING ends_at, end_message
      """
    ).map { (try $0["ends_at"], try $0["end_message"]) }
  }

  package func endSession(token hash: [UInt8]) throws -> EndedSession? {
    try first("DELETE FROM session WHERE token_hash = \(hash) RETURNING *").map(EndedSession.init)
  }

  /// Asks a session to end at a moment (BEY-69), unless it ends earlier of itself.
  package func endSession(
    _ id: ID<SessionFacts>, of subscriber: Subscriber.ID, at moment: Instant, message: String, by user: User.ID
  ) throws -> Bool {
    try run(
      """
      UPDATE session SET ends_at = CASE WHEN ends_at < \(moment) THEN ends_at ELSE \(moment) END,
        end_message = \(message), ended_by = \(user)
      WHERE id = \(id) AND subscriber_id = \(subscriber)
      """) == 1
  }

  /// Asks every session of the subscriber to end at a moment, except those that end earlier; returns how many it asked.
  package func endSessions(of subscriber: Subscriber.ID, at moment: Instant) throws -> Int {
    try run(
      """
      UPDATE session SET ends_at = \(moment)
      WHERE subscriber_id = \(subscriber) AND (ends_at IS NULL OR ends_at > \(moment))
      """)
  }

  /// Takes away the sessions whose heart has stopped, whose person is idle, or whose end has come.
  package func endSessions(
    of subscriber: Subscriber.ID?, silentSince silent: Instant, idleSince idle: Instant, at now: Instant
  ) throws -> [EndedSession] {
    let whose: SQL = subscriber.map { "subscriber_id = \($0) AND " } ?? ""
    return try rows(
      """
      DELETE FROM session
      WHERE \(sql: whose)(beat_at < \(silent) OR active_at < \(idle) OR ends_at <= \(now)) RETURNING *
      """
    ).map(EndedSession.init)
  }

  package func endSessions(of user: User.ID, in infobase: Infobase.ID) throws -> [EndedSession] {
    try rows("DELETE FROM session WHERE user_id = \(user) AND infobase_id = \(infobase) RETURNING *").map(
      EndedSession.init)
  }

  /// Ends the user's sessions in every infobase of the subscriber.
  package func endSessions(of user: User.ID, with subscriber: Subscriber.ID) throws -> [EndedSession] {
    try rows("DELETE FROM session WHERE subscriber_id = \(subscriber) AND user_id = \(user) RETURNING *").map(
      EndedSession.init)
  }

  package func endSessions(in infobase: Infobase.ID) throws -> [EndedSession] {
    try rows("DELETE FROM session WHERE infobase_id = \(infobase) RETURNING *").map(EndedSession.init)
  }

  /// Adds seconds of work of a session on a day (DEC-53).
  package func addWork(_ seconds: Int, of session: EndedSession, on day: Day) throws {
    try run(
      """
      INSERT INTO work_time (subscriber_id, infobase_id, user_id, day, seconds)
      VALUES (\(session.subscriber), \(session.infobase), \(session.user), \(day), \(seconds))
      ON CONFLICT (subscriber_id, day, infobase_id, user_id) DO UPDATE
      SET seconds = work_time.seconds + excluded.seconds
      """)
  }
}
