import Crypto
package import Handbook
import Store

/// The chain of hashes over the audit: each seal covers the rows after the one before it, and that seal's hash.
/// Whoever changes or removes a sealed row would have to make every later seal anew.
enum AuditChain {
  /// The hash of rows in the order of their numbers, on top of the last seal's.
  struct Link {
    private var hash = SHA256()
    private(set) var rows = 0
    private(set) var lastID: Int64 = 0

    init(after seal: [UInt8]) {
      hash.update(data: seal)
    }

    mutating func append(_ entry: AuditEntry) {
      hash.update(data: entry.canonical)
      rows += 1
      lastID = entry.id.number
    }

    var digest: [UInt8] { Array(hash.finalize()) }
  }

  /// What the first link hangs on.
  static let root = Array(SHA256.hash(data: Array("balgyn audit 1".utf8)))
}

extension AuditEntry {
  /// The row as bytes that no other row has: each field with its length before it; a missing number as length 0xFF.
  var canonical: [UInt8] {
    var bytes: [UInt8] = []
    func append(_ number: Int64?) {
      guard let number else { return bytes.append(0xFF) }
      bytes.append(8)
      bytes += (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * Int64($0))) }
    }
    func append(_ text: String) {
      append(Int64(text.utf8.count))
      bytes += text.utf8
    }
    append(id.number)
    append(at.milliseconds)
    append(userID?.number)
    append(actorID?.number)
    append(subscriberID?.number)
    append(subject)
    append(subjectID)
    append(act)
    append(before)
    append(after)
    append(address)
    return bytes
  }
}

/// Seals the audit, so that nobody changes what was written without a trace.
package struct AuditSealing: Job {
  package let name = "audit-seal"
  package let purpose = "seal the audit with a chain of hashes"
  package let pause = Instant.Span.seconds(30)

  package init() {}

  /// Rows younger than this are left for later: on PostgreSQL one with a smaller number may still be on its way.
  static let ripeness = Instant.Span.seconds(60)
  static let rowsPerSeal = 10_000

  package func run(in office: Office, _ lease: Lease) async throws -> Int {
    var count = 0
    while true {
      try Task.checkCancellation()
      let now = office.world.now()
      let made = try await office.database.read { tx -> (link: AuditChain.Link, last: [UInt8]?)? in
        let last = try tx.lastSeal()
        guard let through = try tx.lastAuditRow(after: last?.lastID ?? 0, before: now - Self.ripeness) else {
          return nil
        }
        var link = AuditChain.Link(after: last?.hash ?? AuditChain.root)
        for entry in try tx.auditRows(after: last?.lastID ?? 0, through: through, limit: Self.rowsPerSeal) {
          link.append(entry)
        }
        return (link, last?.hash)
      }
      guard let made else { return count }
      try await lease.keep()
      let isNext = try await office.database.write { tx in
        guard try tx.lastSeal()?.hash == made.last else { return false }
        try tx.seal(through: made.link.lastID, rows: made.link.rows, hash: made.link.digest, at: now)
        return true
      }
      if !isNext { return count }
      count += made.link.rows
    }
  }

  package func due(in office: Office) async throws -> Int {
    try await office.database.read { tx in
      let last = try tx.lastSeal()?.lastID ?? 0
      guard let through = try tx.lastAuditRow(after: last, before: office.world.now() - Self.ripeness) else { return 0 }
      return try tx.countAuditRows(after: last, through: through)
    }
  }
}
