import CLibPQ
import Foundation
import Store

/// One connection to the server, used by one thread.
final class PostgresConnection {
  private let address: PostgresAddress
  private var line: OpaquePointer?
  private var statements = StatementCache()

  /// How often a transaction that loses against others is tried.
  private static let tries = 40

  init(_ address: PostgresAddress) {
    self.address = address
  }

  deinit {
    close()
  }

  func close() {
    if let line { PQfinish(line) }
    line = nil
    statements = StatementCache()
  }

  /// Runs `body` in a transaction, again if another transaction was in its way.
  ///
  /// - Throws: What `body` throws, or `StoreFault`. If the connection is lost during the commit itself, nobody can know
  ///   whether it happened: the fault is `unavailable`.
  func transaction<Result>(_ isolation: Isolation, _ body: (any Writing) throws -> Result) throws -> Result {
    for attempt in 1...Self.tries {
      do {
        return try once(isolation, body)
      } catch is Lost {
        // From half a millisecond up to 64, and never the same for two.
        let longest: UInt32 = 1000 << min(UInt32(attempt), 6)
        if attempt < Self.tries { usleep(.random(in: 500...longest)) }
      }
    }
    throw StoreFault.contended
  }

  /// The transaction lost against another one, or against a change of the schema, and can be run again.
  private struct Lost: Error {}

  private func once<Result>(_ isolation: Isolation, _ body: (any Writing) throws -> Result) throws -> Result {
    try begin(isolation)
    let transaction = PostgresTransaction(self)
    let result: Result
    do {
      result = try body(transaction)
      transaction.end()
    } catch {
      transaction.end()
      rollBack()
      throw transaction.hasLost ? Lost() : error
    }
    guard let line, PQtransactionStatus(line) == PQTRANS_INTRANS else {
      // A statement failed, `body` went on, and the server would take the commit for a rollback.
      rollBack()
      throw transaction.hasLost ? Lost() : transaction.failure ?? StoreFault.unavailable("the transaction was lost")
    }
    do {
      try simple("COMMIT")
    } catch {
      rollBack()
      throw error.isLost ? Lost() : error.fault
    }
    return result
  }

  /// Begins; connects if there is no connection, or if it turns out to have died since it was used last.
  private func begin(_ isolation: Isolation) throws {
    if line == nil { try connect() }
    do {
      try simple(isolation.begin)
    } catch  where !isAlive {
      close()
      try connect()
      do { try simple(isolation.begin) } catch { throw given(up: error) }
    } catch {
      throw given(up: error)
    }
  }

  private func given(up failure: Failure) -> any Error {
    rollBack()
    return failure.isLost ? Lost() : failure.fault
  }

  private func rollBack() {
    guard isAlive, let line else { return close() }
    if PQtransactionStatus(line) == PQTRANS_IDLE { return }
    do { try simple("ROLLBACK") } catch { close() }
  }

  private var isAlive: Bool {
    guard let line else { return false }
    return PQstatus(line) == CONNECTION_OK
  }

  private func connect() throws {
    let parameters = address.parameters
    let names = parameters.map { strdup($0.name) }
    let values = parameters.map { strdup($0.value) }
    defer { for text in names + values { free(text) } }
    let fresh = (names.map { UnsafePointer($0) } + [nil]).withUnsafeBufferPointer { names in
      (values.map { UnsafePointer($0) } + [nil]).withUnsafeBufferPointer { values in
        PQconnectdbParams(names.baseAddress, values.baseAddress, 1)
      }
    }
    line = fresh
    guard let fresh, PQstatus(fresh) == CONNECTION_OK else {
      let message = fresh.map { trimmed(PQerrorMessage($0)) } ?? "out of memory"
      close()
      throw StoreFault.unavailable(message)
    }
    do {
      try simple(address.greeting)
    } catch {
      close()
      throw error.fault
    }
  }

  /// Statements of our own without values or rows.
  private func simple(_ text: String) throws(Failure) {
    let answer = PQexec(line, text)
    defer { PQclear(answer) }
    if let failure = failure(answer, text) { throw failure }
  }

  /// Runs one statement with its values.
  func execute(_ sql: SQL) throws(Failure) -> Answer {
    let kinds = sql.bindings.map(\.kind)
    let statement: StatementCache.Statement
    if let known = statements.find(sql.text, kinds) {
      statement = known
    } else {
      let (fresh, forgotten) = statements.add(sql.text, kinds)
      if let forgotten { try simple("DEALLOCATE \(forgotten)") }
      let answer = PQprepare(line, fresh.name, sql.text, Int32(kinds.count), kinds)
      defer { PQclear(answer) }
      if let failure = failure(answer, sql.text) {
        statements.remove(fresh)
        throw failure
      }
      statement = fresh
    }
    let answer = Parameters(sql.bindings).withPointers { count, values, lengths, formats in
      PQexecPrepared(line, statement.name, count, values, lengths, formats, 1)
    }
    if let failure = failure(answer, sql.text) {
      PQclear(answer)
      if failure.isStale { statements = StatementCache(after: statements) }
      throw failure
    }
    return Answer(answer!, statement)
  }

  private func failure(_ answer: OpaquePointer?, _ text: String) -> Failure? {
    switch PQresultStatus(answer) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return nil
    default:
      let said = trimmed(PQresultErrorMessage(answer))
      return Failure(
        state: PQresultErrorField(answer, sqlStateField).map { String(cString: $0) } ?? "",
        message: said.isEmpty ? trimmed(PQerrorMessage(line)) : said, sql: text, isAlive: isAlive)
    }
  }
}

private func trimmed(_ text: UnsafePointer<CChar>?) -> String {
  guard let text else { return "" }
  return String(cString: text).trimmingCharacters(in: .whitespacesAndNewlines)
}

/// `PG_DIAG_SQLSTATE`: a macro that Swift does not import.
private let sqlStateField = Int32(UInt8(ascii: "C"))
