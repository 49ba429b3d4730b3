import Store

extension Store.Database {
  /// One statement in a transaction of its own.
  func run(_ sql: SQL) async throws {
    try await write { _ = try $0.run(sql) }
  }

  /// The single value that a statement returns.
  func value<Column: Storable>(_ sql: SQL) async throws -> Column {
    try await read { try $0.value(sql) }
  }

  func count(_ table: String) async throws -> Int {
    try await value("SELECT count(*) FROM \(raw: table)")
  }
}
