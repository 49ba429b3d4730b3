package import Handbook
import Store

/// Work that the service does by itself, again and again. One process at a time does it, whoever takes the lease.
///
/// A job may be cut off anywhere, and be run again: what it has done it does not do twice, except for letters, which
/// may go out a second time rather than not at all.
package protocol Job: Sendable {
  /// The word by which the command line and the lease know it.
  var name: String { get }
  /// What it does, for `balgyn job --help`.
  var purpose: String { get }
  /// How long after its end it is run again.
  var pause: Instant.Span { get }

  /// Does what is due at the office's moment.
  ///
  /// - Parameter lease: Kept while the work lasts: `try await lease.keep()` between its steps.
  /// - Returns: How many things it did.
  func run(in office: Office, _ lease: Lease) async throws -> Int

  /// How many things are due, without doing any.
  func due(in office: Office) async throws -> Int
}

/// The right to do a job, for a while: another process takes it when it is not kept.
package struct Lease: Sendable {
  let name: String
  let holder: String
  let office: Office
  /// Longer than any step of a job between two keepings.
  static let term = Instant.Span.minutes(5)

  /// Another process has the job now: whoever sees this stops.
  package struct Lost: Error {}

  /// - Returns: Whether it was free, or one's own.
  func take() async throws -> Bool {
    // The lease lives by the clock on the wall, whatever day a job is run for.
    let now = office.world.onTheWall
    return try await office.database.write { tx in
      try tx.lease(name, by: holder, at: now, until: now + Self.term)
    }
  }

  /// - Throws: `Lost`.
  package func keep() async throws {
    guard try await take() else { throw Lost() }
  }

  func give() async throws {
    let now = office.world.onTheWall
    try await office.database.write { tx in
      _ = try tx.lease(name, by: holder, at: now, until: now)
    }
  }
}
