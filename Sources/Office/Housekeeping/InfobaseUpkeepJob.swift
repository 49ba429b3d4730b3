package import Handbook
import Store

/// Prepares the infobases that a crash left unprepared (PRO-21), and removes those whose time has come.
package struct InfobaseUpkeepJob: Job {
  package let name = "infobases"
  package let purpose = "prepare infobases left unprepared, remove those whose time has come"
  package let pause = Instant.Span.seconds(5)

  package init() {}

  package func run(in office: Office, _ lease: Lease) async throws -> Int {
    try await office.prepareInfobases()
  }

  package func due(in office: Office) async throws -> Int {
    try await office.database.read { tx in try tx.infobasesInWork(at: office.world.now(), limit: 1000).count }
  }
}
