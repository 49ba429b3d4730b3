import CLibPQ
import Store

/// The statements that the server has prepared for a connection: those used last, and not too many.
struct StatementCache {
  final class Statement {
    let name: String
    fileprivate let key: Key
    fileprivate var usedAt = 0
    /// The names of the answer's columns, once it was seen.
    var columns: Row.Columns?

    fileprivate init(name: String, key: Key) {
      self.name = name
      self.key = key
    }
  }

  /// One text is prepared anew for values of other kinds: `NULL` has none, and the server then works it out.
  fileprivate struct Key: Hashable {
    let text: String
    let kinds: [Oid]
  }

  private static let most = 256

  private var statements: [Key: Statement] = [:]
  private var uses = 0

  init() {}

  /// An empty cache whose names were never those of `other`.
  init(after other: StatementCache) {
    uses = other.uses
  }

  mutating func find(_ text: String, _ kinds: [Oid]) -> Statement? {
    guard let statement = statements[Key(text: text, kinds: kinds)] else { return nil }
    uses += 1
    statement.usedAt = uses
    return statement
  }

  /// - Returns: The new statement, and the name of the one that has to make room.
  mutating func add(_ text: String, _ kinds: [Oid]) -> (Statement, forgotten: String?) {
    var forgotten: Statement?
    if statements.count >= Self.most {
      forgotten = statements.values.min { $0.usedAt < $1.usedAt }
      if let forgotten { statements[forgotten.key] = nil }
    }
    uses += 1
    let statement = Statement(name: "s\(uses)", key: Key(text: text, kinds: kinds))
    statement.usedAt = uses
    statements[statement.key] = statement
    return (statement, forgotten?.name)
  }

  mutating func remove(_ statement: Statement) {
    statements[statement.key] = nil
  }
}
