import Store
import Testing

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

/// Expects that the schema refuses what `body` does.
func expect(
  refuses constraint: StoreFault.Constraint, _ comment: Comment? = nil, at place: SourceLocation = #_sourceLocation,
  _ body: () async throws -> Void
) async {
  do {
    try await body()
    Issue.record("it was not refused: \(comment ?? "")", sourceLocation: place)
  } catch StoreFault.constraint(let refused, let message) {
    #expect(refused == constraint, "\(comment ?? ""): \(message)", sourceLocation: place)
  } catch {
    Issue.record(error, comment, sourceLocation: place)
  }
}
