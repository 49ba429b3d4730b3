import Handbook
import Infobases
import Store

/// Whether everything that the service keeps agrees with itself: what `balgyn verify` does.
package struct Verification: Sendable {
  package let office: Office
  /// What the engine itself finds in its files.
  private let engine: @Sendable () async throws -> [String]

  package struct Fault: Hashable, Sendable, CustomStringConvertible {
    /// Where: `audit`, `schema`, `totals`, `access`, `terms`, `infobases`, `invitations`, `owners`,
    /// `ledger`.
    package let area: String
    package let message: String

    package var description: String { "\(area): \(message)" }
  }

  /// - Parameter engine: Asks the engine to check its files and keys; empty where it has no such check.
  package init(_ office: Office, engine: @escaping @Sendable () async throws -> [String] = { [] }) {
    self.office = office
    self.engine = engine
  }

  /// Everything that is wrong; empty if all is well.
  package func faults() async throws -> [Fault] {
    try await auditFaults() + engine().map { Fault(area: "schema", message: $0) } + registryFaults() + ledgerFaults()
      + infobaseFaults()
  }

  private func auditFaults() async throws -> [Fault] {
    let seals = try await office.database.read { try $0.seals() }
    var faults: [Fault] = []
    var (last, hash) = (Int64(0), AuditChain.root)
    for seal in seals {
      let (after, start) = (last, hash)
      let link = try await office.database.read { tx in
        var (link, next) = (AuditChain.Link(after: start), after)
        while true {
          let rows = try tx.auditRows(after: next, through: seal.lastID, limit: 1000)
          for row in rows { link.append(row) }
          guard let end = rows.last, rows.count == 1000 else { return link }
          next = end.id.number
        }
      }
      if link.rows != seal.rows {
        faults.append(
          Fault(
            area: "audit", message: "rows \(after + 1)…\(seal.lastID): \(seal.rows) were sealed, \(link.rows) are there"
          ))
      } else if link.digest != seal.hash {
        faults.append(Fault(area: "audit", message: "rows \(after + 1)…\(seal.lastID) are not what was sealed"))
      }
      // The next link is checked against what was sealed, so that one fault is told once.
      (last, hash) = (seal.lastID, seal.hash)
    }
    return faults
  }

  private func registryFaults() async throws -> [Fault] {
    try await office.database.read { tx in
      var faults = try tx.wrongTallies().map {
        Fault(
          area: "totals",
          message: "partner \($0.partner), \($0.kind) until \($0.end): kept \($0.kept), counted \($0.counted)")
      }
      faults += try tx.wrongSaleTallies().map {
        Fault(area: "totals", message: "\($0.line): kept \($0.kept), counted \($0.counted)")
      }
      faults += try tx.wrongAccess().map {
        Fault(area: "access", message: "subscriber \($0): the kind or end of access is not what the subscriptions give")
      }
      for terms in try tx.termsSold() {
        do { _ = try office.catalogues.tariff(terms, tx) } catch {
          faults.append(Fault(area: "terms", message: "terms \(terms), on which something was sold, cannot be read"))
        }
      }
      faults += try tx.wrongInvitations().map {
        Fault(
          area: "invitations", message: "invitation \($0.nineDigits): activated without a client, or the reverse (F-03)"
        )
      }
      faults += try tx.clientsWithoutOwner().map {
        Fault(area: "owners", message: "client \($0) has no owner (DEC-34)")
      }
      return faults
    }
  }

  /// Entries are numbered without gaps and add up to the totals; statements and invoices are the sums of their lines;
  /// every closed month is what the subscriptions' history gives (DEC-58, DEC-59).
  private func ledgerFaults() async throws -> [Fault] {
    @Sendable func fault(_ message: String) -> Fault { Fault(area: "ledger", message: message) }
    let faults = try await office.database.read { tx in
      try tx.wrongEntries().map { fault("entry \($0): a gap before it, or no account") }
        + tx.wrongLedgerTotals().map {
          fault("account \($0.account), \($0.day): the total is not the sum of its entries")
        }
        + tx.wrongCharges().map { fault("entry \($0): its line says otherwise") }
        + tx.wrongClosings().map { fault("closing \($0): it is not the sum of its lines") }
        + tx.wrongInvoices().map { fault("invoice \($0): it is not the sum of what it is for") }
        + tx.wrongDebts().map { fault("debtor \($0): the ledger and the documents say different things") }
    }
    let differences = try await office.settlementDifferences(since: Month(0, 1))
    return faults + differences.map { fault("closing \($0.closing): \($0.text.en)") }
  }

  private func infobaseFaults() async throws -> [Fault] {
    var (faults, last): ([Fault], Infobase.ID?) = ([], nil)
    while true {
      let after = last
      let page = try await office.database.read { tx in try tx.infobases(in: [.ready], after: after, limit: 1000) }
      for infobase in page {
        do {
          let label = try await office.keeper.open(infobase.id)
          if label.application.code != infobase.application.description {
            faults.append(
              Fault(
                area: "infobases",
                message: "\(infobase.id.nineDigits) holds \(label.application.code), not \(infobase.application)"))
          }
        } catch {
          faults.append(Fault(area: "infobases", message: "\(infobase.id.nineDigits) does not open: \(error)"))
        }
      }
      guard let end = page.last, page.count == 1000 else { return faults }
      last = end.id
    }
  }
}
