import Foundation
import Store
import StorePostgres
import TestSupport
import Testing

/// What only a server can do to us.
@Suite(.enabled(if: Engine.all.contains(.postgres)))
struct PostgresTests {

  private func session(_ store: any Store.Database) async throws -> Int {
    try await store.value("SELECT pg_backend_pid()")
  }

  private func withServer(_ body: (String) async throws -> Void) async throws {
    try await body(try #require(ProcessInfo.processInfo.environment["BALGYN_TEST_POSTGRES"]))
  }

  @Test func `a connection lost while idle is opened again`() async throws {
    try await withServer { server in
      let (store, hand) = (
        try await PostgresDatabase(connection: server, connections: 1),
        try await PostgresDatabase(connection: server, connections: 1)
      )
      let before = try await session(store)
      _ = try await hand.write { try $0.rows("SELECT pg_terminate_backend(CAST(\(before) AS INTEGER))") }
      let after = try await session(store)
      #expect(after != before)
      await store.close()
      await hand.close()
    }
  }

  @Test func `a connection lost in an act fails the act, and the next one has a new connection`() async throws {
    try await withServer { server in
      let store = try await PostgresDatabase(connection: server, connections: 1)
      do {
        try await store.write { _ = try $0.rows("SELECT pg_terminate_backend(pg_backend_pid())") }
        Issue.record("nothing was thrown")
      } catch StoreFault.unavailable {}
      _ = try await session(store)
      await store.close()
    }
  }

  @Test func `an address without a server is unavailable`() async throws {
    do {
      _ = try await PostgresDatabase(connection: "host=/nowhere dbname=none")
      Issue.record("nothing was thrown")
    } catch StoreFault.unavailable(let why) {
      #expect(why.contains("/nowhere"))
    }
  }

  @Test func `a swallowed fault does not become a commit`() async throws {
    try await Engine.postgres.withStore { store in
      do {
        try await store.write { tx in
          try tx.set("kept", to: "no")
          _ = try? tx.run("INSERT INTO setting (name, value) VALUES (\("kept"), \("twice"))")
        }
        Issue.record("nothing was thrown")
      } catch StoreFault.constraint(.unique, _) {}
      let kept = try await store.read { try $0.setting("kept") }
      #expect(kept == nil)
    }
  }

  @Test func `a fraction is seen as our mistake`() async throws {
    try await Engine.postgres.withStore { store in
      await #expect(throws: StoreFault.self) { _ = try await store.value("SELECT 1.5 AS half") as Int }
    }
  }

  @Test func `more statements than are kept can be run, and the schema may change under them`() async throws {
    try await Engine.postgres.withPlace { place in
      let store = try await place.open()
      try await store.run("CREATE TABLE thing (a BIGINT)")
      for number in 0..<600 {
        #expect(try await store.read { try $0.value("SELECT count(*) + \(raw: "\(number)") FROM thing") } == number)
      }
      for width in 1...5 {
        for _ in 0..<20 {
          let row = try await store.write { try $0.first("INSERT INTO thing (a) VALUES (1) RETURNING *") }
          #expect(row?.values.count == width)
        }
        try await store.run("ALTER TABLE thing ADD COLUMN b\(raw: "\(width)") BIGINT")
      }
      await store.close()
    }
  }
}
