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
  /// When the owner chose that it stays open though there are more than the limit; `nil` if nobody chose it (DEC-29).
  package let keptAt: Instant?
  package let deleteAfter: Instant?
  package let version: Int
  /// The reader's own right in it.
  package let level: Infobase.Level?
  /// How many sessions are live.
  package let sessions: Int

  package init(
    id: Infobase.ID, subscriberID: Subscriber.ID, application: Application.Code, name: String, state: Infobase.State,
    origin: String, zone: String, backupHour: Int?, tries: Int, createdAt: Instant, usedAt: Instant?,
    keptAt: Instant?, deleteAfter: Instant?, version: Int, level: Infobase.Level?, sessions: Int
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
    self.keptAt = keptAt
    self.deleteAfter = deleteAfter
    self.version = version
    self.level = level
    self.sessions = sessions
  }
}

extension [InfobaseFacts] {
  /// Those that stay open under the limit of infobases: first those that the owner chose, the last choice first, then
  /// those used last (DEC-29). Infobases that take no place count neither way.
  package func open(within limit: Int) -> Set<Infobase.ID> {
    let never = Instant(milliseconds: .min)
    let latest = filter(\.state.takesAPlace).sorted {
      ($0.keptAt ?? never, $0.usedAt ?? $0.createdAt, $0.id) > ($1.keptAt ?? never, $1.usedAt ?? $1.createdAt, $1.id)
    }
    return Set(latest.prefix(Swift.max(0, limit)).map(\.id))
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
