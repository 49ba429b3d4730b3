package import Handbook
import Store

/// Gives back the places of dead tabs, idle people and ended sessions (PRO-01, BEY-69), and keeps their time of work.
/// Asks the sessions to end whose subscriber's access is over (DEC-30): heart-beats do not look for that.
package struct SessionSweep: Job {
  package let name = "sessions"
  package let purpose = "give back the places of dead tabs and idle people"
  package let pause = Instant.Span.seconds(10)

  package init() {}

  package func run(in office: Office, _ lease: Lease) async throws -> Int {
    let leaving = try await office.database.read { tx in try office.subscribersToLeave(tx) }
    return try await office.database.write { tx in
      // An installation without a catalogue has no sessions, and no idle time to go by.
      guard try tx.newestCatalogue() != nil else { return 0 }
      let ended = try office.endStaleSessions(of: nil, tx)
      return try leaving.reduce(ended) { try $0 + office.endSessionsWithoutAccess(of: $1, tx) }
    }
  }

  package func due(in office: Office) async throws -> Int {
    try await office.database.read { tx in
      guard try tx.newestCatalogue() != nil else { return 0 }
      let (silent, idle, now) = try office.staleness(tx)
      let over = try tx.countSessions(silentSince: silent, idleSince: idle, at: now)
      // One that is over and without access counts twice: this is an estimate of the work.
      return try office.subscribersToLeave(tx).reduce(over) { try $0 + tx.countSessions(of: $1) }
    }
  }
}
