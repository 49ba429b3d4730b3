package import Handbook
import Store

/// Gives back the places of dead tabs, idle people and ended sessions (PRO-01, BEY-69), and keeps their time of work.
package struct SessionSweep: Job {
  package let name = "sessions"
  package let purpose = "give back the places of dead tabs and idle people"
  package let pause = Instant.Span.seconds(10)

  package init() {}

  package func run(in office: Office, _ lease: Lease) async throws -> Int {
    try await office.database.write { tx in
      // An installation without a catalogue has no sessions, and no idle time to go by.
      try tx.newestCatalogue() == nil ? 0 : office.endStaleSessions(of: nil, tx)
    }
  }

  package func due(in office: Office) async throws -> Int {
    try await office.database.read { tx in
      guard try tx.newestCatalogue() != nil else { return 0 }
      let (silent, idle, now) = try office.staleness(tx)
      return try tx.countSessions(silentSince: silent, idleSince: idle, at: now)
    }
  }
}
