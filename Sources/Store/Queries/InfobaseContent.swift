package import Handbook

/// What the service needs to know of an infobase to prepare it, to copy it and to remove it; no reader is asked for.
package struct InfobaseUpkeep: Sendable {
  package let id: Infobase.ID
  package let subscriberID: Subscriber.ID
  package let application: Application.Code
  package let name: String
  package let state: Infobase.State
  package let origin: String
  package let zone: String
  package let backupHour: Int?
  /// The day, in the infobase's zone, for which the scheduled copy was last attended to.
  package let backedUpOn: Day?
  package let createdAt: Instant
  package let deleteAfter: Instant?

  init(_ row: Row) throws {
    id = try row["id"]
    subscriberID = try row["subscriber_id"]
    application = try row["application"]
    name = try row["name"]
    state = try row["state"]
    origin = try row["origin"]
    zone = try row["zone"]
    backupHour = try row["backup_hour"]
    backedUpOn = try row["backed_up_on"]
    createdAt = try row["created_at"]
    deleteAfter = try row["delete_after"]
  }
}

extension Reading {
  package func upkeep(of infobase: Infobase.ID) throws -> InfobaseUpkeep? {
    try first("SELECT * FROM infobase WHERE id = \(infobase)").map(InfobaseUpkeep.init)
  }

  /// Every infobase in one of the states, by number, `limit` at a time.
  package func infobases(in states: [Infobase.State], after id: Infobase.ID?, limit: Int) throws -> [InfobaseUpkeep] {
    try rows(
      """
      SELECT * FROM infobase WHERE id > \(id?.number ?? 0) AND state IN (\(list: states)) ORDER BY id LIMIT \(limit)
      """
    ).map(InfobaseUpkeep.init)
  }

  /// Infobases with a scheduled copy that was not attended to on the day or later.
  package func infobasesToBackUp(before day: Day, after id: Infobase.ID?, limit: Int) throws -> [InfobaseUpkeep] {
    try rows(
      """
      SELECT * FROM infobase WHERE id > \(id?.number ?? 0) AND state = 'ready' AND backup_hour IS NOT NULL
        AND (backed_up_on IS NULL OR backed_up_on < \(day))
      ORDER BY id LIMIT \(limit)
      """
    ).map(InfobaseUpkeep.init)
  }
}

extension Writing {
  /// What the loaded file turned out to be an infobase of.
  package func setApplication(_ application: Application.Code, of infobase: Infobase.ID) throws {
    try run("UPDATE infobase SET application = \(application) WHERE id = \(infobase)")
  }

  package func wasBackedUp(_ infobase: Infobase.ID, on day: Day) throws {
    try run("UPDATE infobase SET backed_up_on = \(day) WHERE id = \(infobase)")
  }

  /// Takes an infobase that never came to be out of the registry, as if nobody had asked for it.
  ///
  /// - Returns: `false` if it is no longer being prepared.
  @discardableResult
  package func forgetUnprepared(_ infobase: Infobase.ID) throws -> Bool {
    // The state is locked first, so that nobody makes it ready meanwhile.
    guard
      try run("UPDATE infobase SET version = version + 1 WHERE id = \(infobase) AND state = 'preparing'") == 1
    else { return false }
    try run("DELETE FROM infobase_right WHERE infobase_id = \(infobase)")
    try run("DELETE FROM infobase_event WHERE infobase_id = \(infobase)")
    return try run("DELETE FROM infobase WHERE id = \(infobase)") == 1
  }
}
