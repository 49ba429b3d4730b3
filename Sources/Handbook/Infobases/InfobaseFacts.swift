/// An infobase as the cabinet knows it.
package struct InfobaseFacts: Sendable {
  package let id: Infobase.ID
  package let subscriberID: Subscriber.ID
  package let application: Application.Code
  package let name: String
  package let state: Infobase.State
  package let origin: String
  package let zone: String
  /// The hour of the scheduled copy, in the infobase's zone.
  package let backupHour: Int?
  package let tries: Int
  package let createdAt: Instant
  package let usedAt: Instant?
  package let deleteAfter: Instant?
  package let version: Int
  /// The reader's own right in it.
  package let level: Infobase.Level?
  /// How many sessions are live.
  package let sessions: Int

  package init(
    id: Infobase.ID, subscriberID: Subscriber.ID, application: Application.Code, name: String, state: Infobase.State,
    origin: String, zone: String, backupHour: Int?, tries: Int, createdAt: Instant, usedAt: Instant?,
    deleteAfter: Instant?, version: Int, level: Infobase.Level?, sessions: Int
  ) {
    self.id = id
    self.subscriberID = subscriberID
    self.application = application
    self.name = name
    self.state = state
    self.origin = origin
    self.zone = zone
    self.backupHour = backupHour
    self.tries = tries
    self.createdAt = createdAt
    self.usedAt = usedAt
    self.deleteAfter = deleteAfter
    self.version = version
    self.level = level
    self.sessions = sessions
  }
}

/// What happened to an infobase (PRO-21).
package struct InfobaseEvent: Sendable {
  package let at: Instant
  package let state: Infobase.State
  package let note: String

  package init(
    at: Instant, state: Infobase.State, note: String
  ) {
    self.at = at
    self.state = state
    self.note = note
  }
}
