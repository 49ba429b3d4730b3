package import Handbook
import Store

/// Closes the month of every partner on the first day of the next one: statements, invoices, entries (P-02, DEC-23).
///
/// Cut off anywhere, it goes on with the partners whose month is not closed: each is closed by one transaction, and
/// never twice.
package struct MonthClose: Job {
  package let name = "month-close"
  package let purpose = "close the month: charges, statements, invoices"
  package let pause = Instant.Span.minutes(5)

  package init() {}

  /// So many partners, or lines, share a commit.
  static let partnersACommit = 64
  static let linesACommit = 20_000

  package func run(in office: Office, _ lease: Lease) async throws -> Int {
    try await run(in: office) { try await lease.keep() }
  }

  /// - Parameter step: Between two commits; what it throws ends the work there.
  func run(in office: Office, _ step: () async throws -> Void) async throws -> Int {
    let facts = try await office.database.read { try ClosingFacts(office, $0) }
    guard facts.vendor != nil else { return 0 }
    var count = 0
    while true {
      let due = try await Self.due(office)
      guard let month = due.map(\.month).min() else { break }
      var rest = due.filter { $0.month == month }.map(\.settling)[...]
      while !rest.isEmpty {
        try Task.checkCancellation()
        try await step()
        let done = try await close(rest, month, facts, office)
        count += done
        rest = rest.dropFirst(done)
      }
      try await invoiceDistributors(through: month, facts, office)
    }
    try await invoiceDistributors(through: office.closable, facts, office)
    return count
  }

  package func due(in office: Office) async throws -> Int {
    let waiting = try await Self.due(office).count
    if waiting > 0 { return waiting }
    return try await office.database.read { try $0.distributorsToInvoice(for: office.closable).count }
  }

  private static func due(_ office: Office) async throws -> [(settling: Settling, month: Month)] {
    try await office.database.read { tx in
      try tx.settlings().compactMap { settling in office.nextMonth(of: settling).map { (settling, $0) } }
    }
  }

  /// Closes the first of the partners, as many as share a commit.
  private func close(
    _ partners: ArraySlice<Settling>, _ month: Month, _ facts: ClosingFacts, _ office: Office
  ) async throws -> Int {
    let some = Array(partners.prefix(Self.partnersACommit))
    do {
      return try await office.database.write(locking: [.ledger]) { tx in
        var (done, lines) = (0, 0)
        for settling in some where lines < Self.linesACommit {
          if case .closed(let count) = try office.close(settling, month, facts, tx) { lines += count }
          done += 1
        }
        return done
      }
    } catch StoreFault.constraint(_, _) {
      // One of them is refused by the schema: it waits for a person, the others do not wait for it (DEC-59).
      for settling in some { try await closeAlone(settling, month, facts, office) }
      return some.count
    }
  }

  private func closeAlone(_ settling: Settling, _ month: Month, _ facts: ClosingFacts, _ office: Office) async throws {
    do {
      _ = try await office.database.write(locking: [.ledger]) { try office.close(settling, month, facts, $0) }
    } catch StoreFault.constraint(_, _) {
      try await office.database.write(locking: [.ledger]) { tx in
        try office.park(settling, month, [.refused], facts, tx)
      }
    }
  }

  /// Month by month, from the first of which no invoice tells: a crash between a month's closings and its invoices
  /// leaves them to be issued as if there had been none.
  private func invoiceDistributors(through last: Month, _ facts: ClosingFacts, _ office: Office) async throws {
    guard var month = try await office.database.read({ try $0.firstOpenPart() }) else { return }
    while month <= last {
      let next = month
      if try await office.database.read({ try !$0.distributorsToInvoice(for: next).isEmpty }) {
        _ = try await office.database.write(locking: [.ledger]) { tx in
          try office.invoiceDistributors(for: next, facts, tx)
        }
      }
      month = month.next
    }
  }
}
