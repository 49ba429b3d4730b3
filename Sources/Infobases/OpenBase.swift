import GRDB
import GRDBSQLite
import Handbook

/// An open infobase: a connection that writes and one that reads, so that a long report does not keep people from
/// entering documents. WAL, `synchronous=FULL`: what has been written survives the loss of power.
final class OpenBase: Sendable {
  let label: InfobaseLabel
  let writer: DatabaseQueue
  let reader: DatabaseQueue

  /// - Throws: `InfobaseFault` if there is no infobase of this number at the path, or it cannot be read.
  init(_ id: Infobase.ID, at path: String) throws {
    guard Disk.isFile(path) else { throw InfobaseFault.notFound(id) }
    do {
      writer = try DatabaseQueue(path: path, configuration: .infobase)
      label = try writer.writeWithoutTransaction { db in
        let label = try InfobaseLabel(in: db)
        guard try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL") == "wal" else {
          throw InfobaseLabel.Unreadable("no write-ahead log")
        }
        return label
      }
      guard label.infobase == id else { throw InfobaseLabel.Unreadable("bears the number \(label.infobase)") }
      reader = try DatabaseQueue(path: path, configuration: .infobase)
    } catch {
      throw try InfobaseFault(id, error)
    }
  }

  func close() throws {
    // The writer goes last: the last to close folds the log into the file, and only the writer is sure to be able to.
    try reader.close()
    try writer.close()
  }
}

extension Configuration {
  /// How every connection to an infobase is set up.
  static var infobase: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { db in
      // An infobase may have come from a stranger's computer: its schema is not trusted, its pages are checked.
      // Cache: 1 MiB a connection, of which there may be two for each open infobase.
      try db.execute(
        sql: """
          PRAGMA synchronous = FULL;
          PRAGMA trusted_schema = OFF;
          PRAGMA cell_size_check = ON;
          PRAGMA cache_size = -1024;
          PRAGMA journal_size_limit = 4194304;
          """)
      // 256 MiB for a value or a row, not SQLite's gigabyte: a stranger's expression cannot ask for all the memory.
      sqlite3_limit(db.sqliteConnection, SQLITE_LIMIT_LENGTH, 256 << 20)
    }
    return configuration
  }

  /// For a file that nobody else sees and that a crash may take: its maker forces it to the disk when it is ready.
  static var draft: Configuration {
    var configuration = infobase
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY; PRAGMA temp_store = MEMORY;")
    }
    return configuration
  }
}

extension InfobaseFault {
  /// What an error that was met while reading an infobase says of it: the infobase is damaged, or the error is
  /// another's and is passed on.
  init(_ id: Infobase.ID, _ error: any Error) throws {
    switch error {
    case let fault as InfobaseFault: self = fault
    case let unreadable as InfobaseLabel.Unreadable: self = .damaged(id, reason: unreadable.reason)
    case let fault as DatabaseError where fault.isDamage: self = .damaged(id, reason: fault.description)
    default: throw error
    }
  }
}

extension DatabaseError {
  /// The file is to blame, not the machine.
  var isDamage: Bool {
    switch resultCode.primaryResultCode {
    case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR, .SQLITE_FORMAT, .SQLITE_TOOBIG, .SQLITE_SCHEMA: true
    default: false
    }
  }
}
