import CLibPQ
import Store

/// What the server answered to a statement, in its binary format. Freed with the object.
final class Answer {
  private let answer: OpaquePointer
  private let statement: StatementCache.Statement

  init(_ answer: OpaquePointer, _ statement: StatementCache.Statement) {
    self.answer = answer
    self.statement = statement
  }

  deinit {
    PQclear(answer)
  }

  /// How many rows the statement touched.
  var touched: Int { Int(String(cString: PQcmdTuples(answer))) ?? 0 }

  /// - Throws: `StoreFault.wrongColumn` for a column of a type that we do not keep, such as `NUMERIC`.
  func rows() throws -> [Row] {
    let width = PQnfields(answer)
    let columns =
      statement.columns ?? Row.Columns(count: Int(width)) { UnsafePointer(PQfname(answer, Int32($0))!) }
    statement.columns = columns
    let kinds = (0..<width).map { PQftype(answer, $0) }
    return try (0..<PQntuples(answer)).map { row in
      Row(columns, try (0..<width).map { try value(row, $0, kinds[Int($0)], columns) })
    }
  }

  private func value(_ row: Int32, _ column: Int32, _ kind: Oid, _ columns: Row.Columns) throws -> Value {
    if PQgetisnull(answer, row, column) == 1 { return .null }
    let bytes = UnsafeRawBufferPointer(
      start: PQgetvalue(answer, row, column), count: Int(PQgetlength(answer, row, column)))
    switch kind {
    case Kind.int8: return .integer(Int64(bigEndian: bytes.loadUnaligned(as: Int64.self)))
    case Kind.int4: return .integer(Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self))))
    case Kind.int2: return .integer(Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self))))
    case Kind.bool: return .integer(bytes[0] == 0 ? 0 : 1)
    case Kind.text, Kind.varchar, Kind.name, Kind.literal: return .text(String(decoding: bytes, as: UTF8.self))
    case Kind.bytea: return .bytes(Array(bytes))
    case Kind.void: return .null
    default:
      throw StoreFault.wrongColumn(
        columns.names[Int(column)], "the server's type \(kind) has no value here: CAST it")
    }
  }
}
