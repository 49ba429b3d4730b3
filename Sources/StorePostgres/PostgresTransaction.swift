import Store

/// An open transaction, as its body sees it.
final class PostgresTransaction: Writing {
  private var connection: PostgresConnection?

  /// Another transaction was in the way of one of the statements, whatever the body made of it.
  private(set) var hasLost = false
  /// The first statement that failed: after it the server runs no other.
  private(set) var failure: StoreFault?

  init(_ connection: PostgresConnection) {
    self.connection = connection
  }

  /// What a body keeps of its transaction is of no use afterwards.
  func end() {
    connection = nil
  }

  func rows(_ sql: SQL) throws -> [Row] {
    try execute(sql).rows()
  }

  @discardableResult
  func run(_ sql: SQL) throws -> Int {
    try execute(sql).touched
  }

  private func execute(_ sql: SQL) throws -> Answer {
    guard let connection else { throw StoreFault.unavailable("the transaction has ended") }
    do {
      return try connection.execute(sql)
    } catch {
      if error.isLost { hasLost = true }
      let fault = failure ?? error.fault
      failure = fault
      throw fault
    }
  }
}
