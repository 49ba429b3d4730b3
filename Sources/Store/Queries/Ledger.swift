package import Handbook

extension Account.Kind: Storable {}
extension LedgerEntry.Kind: Storable {}

/// Months are kept as their count since the year 0.
extension Month: Storable {
  package var stored: Value { .integer(Int64(year * 12 + number - 1)) }
  package init?(stored: Value) {
    guard case .integer(let count) = stored, count >= 0 else { return nil }
    self.init(Int(count / 12), Int(count % 12) + 1)
  }
}

extension Reading {
  /// What went into the account and out of it through the day.
  ///
  /// Complexity: one step into an index, whatever the history is.
  package func turnover(of account: Account, through day: Day) throws -> Turnover {
    try first(
      """
      SELECT t.debit, t.credit FROM ledger_total t JOIN ledger_account a ON a.id = t.account_id
      WHERE a.owner_id = \(account.owner) AND a.kind = \(account.kind) AND t.day <= \(day)
      ORDER BY t.day DESC LIMIT 1
      """
    ).map { Turnover(debit: try $0["debit"], credit: try $0["credit"]) } ?? Turnover()
  }

  /// What went into the account and out of it within the days.
  package func turnover(of account: Account, within period: Period) throws -> Turnover {
    try turnover(of: account, through: period.end) - turnover(of: account, through: period.start - 1)
  }

  /// What a debtor owes on the day: accrued and invoiced, advances taken off.
  package func debt(of debtor: Subscriber.ID, on day: Day) throws -> Money {
    try [Account.Kind.accrued, .owed, .advance].reduce(.zero) {
      try $0 + turnover(of: Account($1, of: debtor), through: day).balance
    }
  }

  /// The number of the last entry; 0 if there is none.
  package func lastEntry() throws -> Int64 {
    try value("SELECT CAST(COALESCE(max(id), 0) AS BIGINT) FROM ledger_entry")
  }
}

/// Somebody wants to add to a month that is closed: what is to be said about it is said in the open one.
package struct MonthIsClosed: Error, Sendable {
  package let partner: Subscriber.ID
  package let month: Month
}

extension Writing {
  /// Adds entries to the ledger, and to the totals of their accounts.
  ///
  /// Whoever calls it holds the lock `LockKey.ledger`: entries are numbered without gaps, and totals are sums.
  /// - Returns: The number of the first.
  /// - Throws: `MonthIsClosed`; nothing must then be kept.
  @discardableResult
  package func post(_ entries: [LedgerEntry]) throws -> Int64 {
    try Posting(self).post(entries, isClosing: false)
  }
}

extension LockKey {
  /// One after another: the entries' numbers have no gaps.
  package static let ledger = LockKey("ledger", 0)
}

/// Entries on their way into the ledger: written as they come, their totals at the end.
final class Posting {
  private let tx: any Writing
  private var accounts: [Account: Int64] = [:]
  private var turnovers: [Total: Turnover] = [:]
  private var rows = Bulk(
    into: "ledger_entry", "id, day, kind, debit_id, credit_id, amount, document_id", width: 7)
  private(set) var next: Int64

  private struct Total: Hashable {
    let account: Int64
    let day: Day
  }

  init(_ tx: any Writing) throws {
    self.tx = tx
    next = try tx.lastEntry() + 1
  }

  func post(_ entries: [LedgerEntry], isClosing: Bool) throws -> Int64 {
    let first = next
    if !isClosing { try checkMonths(of: entries) }
    for entry in entries { try add(entry) }
    try finish()
    return first
  }

  /// - Returns: The entry's number.
  @discardableResult
  func add(_ entry: LedgerEntry) throws -> Int64 {
    let (debit, credit) = (try id(of: entry.debit), try id(of: entry.credit))
    let number = next
    next += 1
    turnovers[Total(account: debit, day: entry.day), default: Turnover()].debit += entry.amount
    turnovers[Total(account: credit, day: entry.day), default: Turnover()].credit += entry.amount
    try rows.append(
      { row in
        row.append(.integer(number))
        row.append(entry.day.stored)
        row.append(entry.kind.stored)
        row.append(.integer(debit))
        row.append(.integer(credit))
        row.append(entry.amount.stored)
        row.append(.integer(entry.document))
      }, tx)
    return number
  }

  func finish() throws {
    try rows.finish(tx)
    let order = turnovers.sorted { ($0.key.account, $0.key.day) < ($1.key.account, $1.key.day) }
    for (total, turnover) in order {
      // A day that had none yet stands on the last before it.
      try tx.run(
        """
        INSERT INTO ledger_total (account_id, day, debit, credit)
        SELECT CAST(\(total.account) AS BIGINT), CAST(\(total.day) AS INTEGER),
          CAST(COALESCE(max(t.debit), 0) AS BIGINT), CAST(COALESCE(max(t.credit), 0) AS BIGINT)
        FROM ledger_total t WHERE t.account_id = \(total.account) AND t.day = (
          SELECT max(l.day) FROM ledger_total l WHERE l.account_id = \(total.account) AND l.day < \(total.day))
        ON CONFLICT (account_id, day) DO NOTHING
        """)
      // An entry of an earlier day stands in every total since.
      try tx.run(
        """
        UPDATE ledger_total SET debit = debit + \(turnover.debit), credit = credit + \(turnover.credit)
        WHERE account_id = \(total.account) AND day >= \(total.day)
        """)
    }
    turnovers = [:]
  }

  private func id(of account: Account) throws -> Int64 {
    if let id = accounts[account] { return id }
    try tx.run(
      """
      INSERT INTO ledger_account (owner_id, kind) VALUES (\(account.owner), \(account.kind))
      ON CONFLICT (owner_id, kind) DO NOTHING
      """)
    let id: Int64 = try tx.value(
      "SELECT id FROM ledger_account WHERE owner_id = \(account.owner) AND kind = \(account.kind)")
    accounts[account] = id
    return id
  }

  private func checkMonths(of entries: [LedgerEntry]) throws {
    var asked: Set<Total> = []
    for entry in entries {
      for account in [entry.debit, entry.credit] where [.accrued, .owed, .advance].contains(account.kind) {
        let owner = Total(account: account.owner.number, day: entry.day.month.first)
        guard asked.insert(owner).inserted else { continue }
        if let closed = try tx.lastClosing(of: account.owner)?.month, entry.day.month <= closed {
          throw MonthIsClosed(partner: account.owner, month: entry.day.month)
        }
      }
    }
  }
}
