import GRDB
import GRDBSQLite
import Store

/// Steps statements of the connection's cache directly, without a copy between SQLite and `Store.Row`.
final class SQLiteTransaction: Writing {
  private let db: GRDB.Database

  init(_ db: GRDB.Database) {
    self.db = db
  }

  func rows(_ sql: SQL) throws -> [Store.Row] {
    let statement = try prepared(sql)
    let count = Int(sqlite3_column_count(statement))
    var rows: [Store.Row] = []
    var columns: Store.Row.Columns?
    defer { sqlite3_reset(statement) }
    while try advance(statement, sql) {
      let names = columns ?? Store.Row.Columns(count: count) { sqlite3_column_name(statement, Int32($0)) }
      columns = names
      rows.append(Store.Row(names, (0..<Int32(count)).map { Self.value(statement, $0) }))
    }
    return rows
  }

  @discardableResult
  func run(_ sql: SQL) throws -> Int {
    let statement = try prepared(sql)
    defer { sqlite3_reset(statement) }
    while try advance(statement, sql) {}
    return Int(sqlite3_changes(db.sqliteConnection))
  }

  /// A statement of the transaction itself.
  func step(_ text: StaticString) throws {
    try run("\(raw: "\(text)")")
  }

  private func prepared(_ sql: SQL) throws -> OpaquePointer {
    let statement: OpaquePointer
    do {
      statement = try db.cachedStatement(sql: sql.text).sqliteStatement
    } catch let error as DatabaseError {
      throw StoreFault.statement(error.message ?? "\(error.resultCode)", sql: sql.text)
    }
    sqlite3_reset(statement)
    for (place, value) in sql.bindings.enumerated() {
      bind(value, at: Int32(place + 1), to: statement)
    }
    return statement
  }

  private func bind(_ value: Value, at place: Int32, to statement: OpaquePointer) {
    // SQLite copies the bytes before the call returns.
    let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    switch value {
    case .null: sqlite3_bind_null(statement, place)
    case .integer(let number): sqlite3_bind_int64(statement, place, number)
    case .text(var text):
      text.withUTF8 { bytes in
        _ = bytes.withMemoryRebound(to: CChar.self) {
          // An empty buffer has no address, and a null address would bind NULL.
          sqlite3_bind_text64(
            statement, place, $0.baseAddress ?? emptyText, UInt64($0.count), copied, UInt8(SQLITE_UTF8))
        }
      }
    case .bytes(let bytes):
      bytes.withUnsafeBytes {
        _ = sqlite3_bind_blob64(statement, place, $0.baseAddress ?? emptyBytes, UInt64($0.count), copied)
      }
    }
  }

  private func advance(_ statement: OpaquePointer, _ sql: SQL) throws -> Bool {
    switch sqlite3_step(statement) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw fault(sql)
    }
  }

  private func fault(_ sql: SQL) -> StoreFault {
    let message = String(cString: sqlite3_errmsg(db.sqliteConnection))
    let code = sqlite3_extended_errcode(db.sqliteConnection)
    return switch ResultCode(rawValue: code) {
    case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID:
      .constraint(.unique, message)
    case .SQLITE_CONSTRAINT_FOREIGNKEY: .constraint(.foreignKey, message)
    case .SQLITE_CONSTRAINT_CHECK: .constraint(.check, message)
    case .SQLITE_CONSTRAINT_NOTNULL: .constraint(.notNull, message)
    default:
      switch ResultCode(rawValue: code & 0xFF) {
      case .SQLITE_BUSY, .SQLITE_LOCKED: .contended
      case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_CANTOPEN, .SQLITE_READONLY:
        .unavailable(message)
      default: .statement(message, sql: sql.text)
      }
    }
  }

  private static func value(_ statement: OpaquePointer, _ place: Int32) -> Value {
    switch sqlite3_column_type(statement, place) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, place))
    case SQLITE_TEXT:
      let count = Int(sqlite3_column_bytes(statement, place))
      guard let text = sqlite3_column_text(statement, place) else { return .text("") }
      return .text(String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self))
    case SQLITE_BLOB:
      let count = Int(sqlite3_column_bytes(statement, place))
      guard let bytes = sqlite3_column_blob(statement, place) else { return .bytes([]) }
      return .bytes(Array(UnsafeRawBufferPointer(start: bytes, count: count)))
    case SQLITE_FLOAT:
      // Nothing of ours is a fraction: as text it fits no type, and the mistake is seen.
      return .text("\(sqlite3_column_double(statement, place))")
    default: return .null
    }
  }
}

private nonisolated(unsafe) let emptyText = UnsafePointer(UnsafeMutablePointer<CChar>.allocate(capacity: 1))
private nonisolated(unsafe) let emptyBytes = UnsafeRawPointer(emptyText)

// GRDB has an `SQL` and a `Row` too; here the words are the store's.
typealias SQL = Store.SQL
