import Foundation
import GRDB
package import Store

/// A store in a file of its own that nobody has open: the form in which a copy of an installation keeps it, whatever
/// the installation's engine is.
package enum StoreFile {
  /// Copies the whole store, as it is at one moment, into a new file, while it is in use.
  ///
  /// - Parameter path: Where there is no file yet.
  /// - Throws: `StoreFault`.
  package static func copy(_ store: any Store.Database, to path: String) async throws {
    if let store = store as? SQLiteDatabase { return try store.backup(to: path) }
    let dialect = store.dialect
    // One state of the store from the first table to the last. It may begin again: then so does the file.
    try await store.read { from in
      if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
      try change(path) { to in
        _ = try Migration.migrate(to, on: .sqlite)
        _ = try Transfer(from: from, on: dialect, to: to, on: .sqlite).run()
      }
    }
  }

  /// Puts everything that the file keeps into a store in which there is nothing yet, in one transaction.
  ///
  /// Brings the file to the newest schema first.
  ///
  /// - Throws: `StoreIsNotEmpty`; `StoreFault`, if the file contradicts itself or is of a newer program.
  package static func load(_ path: String, into store: any Store.Database) async throws {
    try change(path) { _ = try Migration.migrate($0, on: .sqlite) }
    let dialect = store.dialect
    try await store.write(locking: [Migration.lock]) { to in
      _ = try Migration.migrate(to, on: dialect)
      guard try Transfer.isEmpty(to) else { throw StoreIsNotEmpty() }
      try change(path) { _ = try Transfer(from: $0, on: .sqlite, to: to, on: dialect).run() }
    }
  }

  /// Runs `body` in one transaction on the file, made if it is not there, and closes it: all of it is in the one file.
  private static func change(_ path: String, _ body: (any Writing) throws -> Void) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    do {
      let file = try DatabaseQueue(path: path, configuration: configuration)
      try file.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
      try file.inTransaction(.immediate) { db in
        try body(SQLiteTransaction(db))
        return .commit
      }
      try file.close()
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      // The commit finds what refers to nothing.
      throw StoreFault.constraint(.foreignKey, "\(path): \(error.message ?? "a row refers to nothing")")
    } catch let error as DatabaseError {
      throw StoreFault.unavailable("\(path): \(error)")
    }
  }
}

/// Something is in the store already: nothing is ever mixed.
package struct StoreIsNotEmpty: Error, Hashable, Sendable {
  package init() {}
}
