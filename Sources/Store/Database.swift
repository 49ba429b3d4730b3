/// A store: an open SQLite file or a PostgreSQL database.
///
/// Closures run synchronously inside one transaction and have no side effects outside of it, because a contended
/// transaction is run again: letters go to the `outbox` table, files are written before or after.
package protocol Database: Sendable {
  var dialect: Dialect { get }

  /// Runs `body` in one transaction and returns when it is durable. A thrown error rolls everything back.
  ///
  /// Acts that would fight over the same rows name them in `keys`: they then queue instead of retrying.
  /// - Throws: What `body` throws, or `StoreFault`.
  func write<Result: Sendable>(
    locking keys: [LockKey], _ body: @escaping @Sendable (any Writing) throws -> Result
  ) async throws -> Result

  /// Runs `body` on one consistent state of the store.
  func read<Result: Sendable>(_ body: @escaping @Sendable (any Reading) throws -> Result) async throws -> Result

  /// Finishes what is under way and closes.
  func close() async
}

extension Database {
  package func write<Result: Sendable>(
    _ body: @escaping @Sendable (any Writing) throws -> Result
  ) async throws -> Result {
    try await write(locking: [], body)
  }
}

package enum Dialect: String, Sendable {
  case sqlite, postgres
}

/// What acts queue on instead of fighting: a subscriber's sessions, a sequence.
package struct LockKey: Hashable, Comparable, Sendable {
  /// 64 bits, the same in every process.
  package let number: Int64

  /// - Parameters:
  ///   - kind: What is locked, in a word.
  ///   - number: Which of them.
  package init(_ kind: StaticString, _ number: Int64) {
    // FNV-1a over the kind, then the number: stable between processes and versions.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    kind.withUTF8Buffer { for byte in $0 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 } }
    hash = (hash ^ UInt64(bitPattern: number)) &* 0x100_0000_01b3
    self.number = Int64(bitPattern: hash)
  }

  package static func < (one: Self, other: Self) -> Bool { one.number < other.number }
}

/// A transaction that can look.
package protocol Reading: AnyObject {
  func rows(_ sql: SQL) throws -> [Row]
}

/// A transaction that can change.
package protocol Writing: Reading {
  /// Returns how many rows it touched.
  @discardableResult
  func run(_ sql: SQL) throws -> Int
}

extension Reading {
  package func first(_ sql: SQL) throws -> Row? {
    try rows(sql).first
  }

  /// The single value of a statement that returns one, such as `SELECT count(*) …` or `INSERT … RETURNING id`.
  package func value<Column: Storable>(_ sql: SQL) throws -> Column {
    guard let row = try rows(sql).first, let value = row.values.first else { throw StoreFault.noColumn("the only one") }
    guard let column = Column(stored: value) else {
      throw StoreFault.wrongColumn("the only one", "\(value) is no \(Column.self)")
    }
    return column
  }
}

extension Writing {
  /// Does a part of the transaction that may fail by itself: what it threw is thrown on, and what it wrote is undone,
  /// while the rest of the transaction goes on.
  package func attempt<Result>(_ part: () throws -> Result) throws -> Result {
    try run("SAVEPOINT part")
    do {
      let result = try part()
      try run("RELEASE SAVEPOINT part")
      return result
    } catch {
      try run("ROLLBACK TO SAVEPOINT part")
      try run("RELEASE SAVEPOINT part")
      throw error
    }
  }
}
