import Foundation
package import Store
import StorePostgres
import StoreSQLite

/// The engines on which every test of the store runs.
///
/// PostgreSQL is the server that `BALGYN_TEST_POSTGRES` names; `bin/with-postgres` starts one. Without it only SQLite
/// is tested, except in CI, where a skipped engine is a failure.
package enum Engine: String, CaseIterable, Sendable {
  case sqlite, postgres

  /// The engines that are here to be tested.
  package static let all: [Engine] = {
    if server != nil || ProcessInfo.processInfo.environment["CI"] != nil { return allCases }
    FileHandle.standardError.write(
      Data("PostgreSQL is not tested: BALGYN_TEST_POSTGRES is not set (see bin/with-postgres)\n".utf8))
    return [.sqlite]
  }()

  static let server = ProcessInfo.processInfo.environment["BALGYN_TEST_POSTGRES"]

  package struct NoServer: Error, CustomStringConvertible {
    package let description = "BALGYN_TEST_POSTGRES is not set: run the tests by bin/with-postgres"
  }

  /// Runs `body` with a fresh store that has the newest schema, and throws the store away.
  @discardableResult
  package func withStore<Result>(_ body: (any Store.Database) async throws -> Result) async throws -> Result {
    try await withPlace { place in
      let store = try await place.open()
      do {
        _ = try await Migration.migrate(store)
        let result = try await body(store)
        await store.close()
        return result
      } catch {
        await store.close()
        throw error
      }
    }
  }

  /// Runs `body` with an empty place for a store, and throws away what is there afterwards.
  @discardableResult
  package func withPlace<Result>(_ body: (Place) async throws -> Result) async throws -> Result {
    let name = "test_\(UInt64.random(in: 0 ... .max))"
    switch self {
    case .sqlite:
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent("balgyn-\(name)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      return try await body(Place { try SQLiteDatabase(path: folder.appendingPathComponent("store.db").path) })
    case .postgres:
      guard let server = Self.server else { throw NoServer() }
      let cellar = try await PostgresDatabase(connection: server, connections: 1)
      _ = try await cellar.write { try $0.run("CREATE SCHEMA \(raw: name)") }
      let outcome: Swift.Result<Result, any Error>
      do {
        outcome = .success(
          try await body(Place { try await PostgresDatabase(connection: server, connections: 4, schema: name) }))
      } catch {
        outcome = .failure(error)
      }
      _ = try await cellar.write { try $0.run("DROP SCHEMA \(raw: name) CASCADE") }
      await cellar.close()
      return try outcome.get()
    }
  }

  /// Where a store is, or will be.
  package struct Place: Sendable {
    /// Opens the store that is there. Whoever opens it closes it.
    package let open: @Sendable () async throws -> any Store.Database
  }
}
