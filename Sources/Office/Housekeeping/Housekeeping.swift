package import Handbook
import Store

/// The service's own work: sessions, infobases, letters, the audit's seals, what may be forgotten, scheduled copies,
/// the month close and its audit.
package struct Housekeeping: Sendable {
  package let office: Office
  package let jobs: [any Job]
  private let holder: String
  private let tell: @Sendable (_ job: String, _ outcome: Outcome) -> Void

  /// How a run ended.
  package enum Outcome: Sendable {
    case done(Int)
    /// Another process is at it.
    case taken
    case failed(any Error)
  }

  /// - Parameters:
  ///   - post: Who carries letters; `nil` where they are only kept (no SMTP settings).
  ///   - tell: Told how each run ended, for the log.
  package init(
    _ office: Office, post: (any PostOffice)?, tell: @escaping @Sendable (String, Outcome) -> Void = { _, _ in }
  ) {
    self.office = office
    jobs =
      [
        SessionSweep(), InfobaseUpkeepJob(), AuditSealing(), Forgetting(), ScheduledBackups(), MonthClose(),
        SettlementAudit(),
      ]
      + (post.map { [LetterDelivery(post: $0)] } ?? [])
    holder = base64url(office.world.random(9))
    self.tell = tell
  }

  /// Runs every job when its time has come, until the task is cancelled. A job that fails is run again the next time.
  package func run() async {
    await withTaskGroup(of: Void.self) { group in
      for job in jobs {
        group.addTask {
          while !Task.isCancelled {
            await once(job)
            try? await Task.sleep(for: .milliseconds(job.pause.milliseconds))
          }
        }
      }
    }
  }

  private func once(_ job: any Job) async {
    do {
      // Looking costs nothing; taking a lease is a durable write.
      guard try await job.due(in: office) > 0 else { return tell(job.name, .done(0)) }
      tell(job.name, try await perform(job, in: office).map { .done($0) } ?? .taken)
    } catch is CancellationError {
    } catch {
      tell(job.name, .failed(error))
    }
  }

  /// Runs every job once, each after whoever is at it: for a day that a demo's clock passes.
  func runAll() async {
    for job in jobs {
      do {
        // Two seconds: somebody who is at it longer does the work of this day too.
        for _ in 0..<100 {
          guard try await job.due(in: office) > 0, try await perform(job, in: office) == nil else { break }
          try await Task.sleep(for: .milliseconds(20))
        }
      } catch is CancellationError {
      } catch {
        tell(job.name, .failed(error))
      }
    }
  }

  /// Runs a job once, as if it were noon of the day.
  ///
  /// - Parameters:
  ///   - day: The day; now, where it is `nil`.
  ///   - isDryRun: Only tells how much there is to do.
  /// - Returns: How many things it did, or would do; `nil` if another process is at it.
  /// - Throws: `NoSuchJob`, and whatever the job throws.
  package func run(_ name: String, on day: Day? = nil, isDryRun: Bool = false) async throws -> Int? {
    guard let job = jobs.first(where: { $0.name == name }) else { throw NoSuchJob(name: name) }
    var office = office
    if let day {
      let noon = office.world.zone.start(of: day) + .hours(12)
      office = office.at { noon }
    }
    return isDryRun ? try await job.due(in: office) : try await perform(job, in: office)
  }

  package struct NoSuchJob: Error {
    package let name: String
  }

  private func perform(_ job: any Job, in office: Office) async throws -> Int? {
    // The lease is of this office, whose clock is the real one.
    let lease = Lease(name: job.name, holder: holder, office: self.office)
    guard try await lease.take() else { return nil }
    do {
      let count = try await job.run(in: office, lease)
      try await lease.give()
      return count
    } catch {
      try? await lease.give()
      throw error
    }
  }
}
