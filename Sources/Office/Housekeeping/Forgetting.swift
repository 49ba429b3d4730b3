package import Handbook
import Store

/// Forgets expired sign-ins, failed ones of the day before, answers kept for repeated requests, links long past.
package struct Forgetting: Job {
  package let name = "forgetting"
  package let purpose = "forget expired sign-ins, failed tries and kept answers"
  package let pause = Instant.Span.hours(1)

  package init() {}

  package func run(in office: Office, _ lease: Lease) async throws -> Int {
    let now = office.world.now()
    return try await office.database.write { tx in
      try tx.forgetExpiredSignIns(before: now) + tx.forgetFailures(before: now - .days(1))
        + tx.forgetAnswers(before: now - .days(1)) + tx.forgetPasswordResets(before: now - .days(7))
    }
  }

  package func due(in office: Office) async throws -> Int {
    let now = office.world.now()
    return try await office.database.read { tx in
      try tx.countForgettable(signIns: now, dayOld: now - .days(1), weekOld: now - .days(7))
    }
  }
}
