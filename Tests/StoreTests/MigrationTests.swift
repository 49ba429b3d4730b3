import Store
import TestSupport
import Testing

struct MigrationTests {

  @Test(arguments: Engine.all)
  func `migrations run once, in order`(engine: Engine) async throws {
    try await engine.withPlace { place in
      let store = try await place.open()
      let first = try await Migration.migrate(store).map(\.number)
      let second = try await Migration.migrate(store)
      #expect(first == Migration.all.map(\.number))
      #expect(second.isEmpty)
      #expect(Migration.all.map(\.number) == Array(1...Migration.all.count))
      await store.close()
    }
  }

  @Test(arguments: Engine.all)
  func `migrations can be raced by several processes`(engine: Engine) async throws {
    try await engine.withPlace { place in
      var stores: [any Store.Database] = []
      for _ in 0..<4 { stores.append(try await place.open()) }
      let counts = try await withThrowingTaskGroup(of: Int.self) { group in
        for store in stores { group.addTask { try await Migration.migrate(store).count } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(counts.sorted() == [0, 0, 0, Migration.all.count])
      for store in stores { await store.close() }
    }
  }

  @Test(arguments: Engine.all)
  func `a migration that fails leaves nothing of itself`(engine: Engine) async throws {
    try await engine.withStore { store in
      let next = Migration.all.count + 1
      let broken = Migration(next, "broken", "CREATE TABLE half (a BIGINT);\nCREATE TABLE half (a BIGINT);\n")
      await #expect(throws: StoreFault.self) { try await Migration.migrate(store, to: Migration.all + [broken]) }
      let count = try await store.count("migration")
      #expect(count == Migration.all.count)
      await #expect(throws: StoreFault.self) { try await store.read { _ = try $0.rows("SELECT * FROM half") } }
    }
  }

  @Test(arguments: Engine.all)
  func `every table is known by its name and key, so that a backup has it`(engine: Engine) async throws {
    try await engine.withStore { store in
      let (dialect, known) = (store.dialect, Table.all)
      let (names, keyed): ([String], Int) = try await store.read { tx in
        let list: SQL =
          dialect == .postgres
          ? "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()"
          : "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        let keyed = try known.count { table in
          let key = table.key.joined(separator: ", ")
          return try tx.rows("SELECT 1 AS one FROM \(raw: table.name) GROUP BY \(raw: key) HAVING count(*) > 1").isEmpty
        }
        return (try tx.rows(list).map { try $0["name"] }, keyed)
      }
      #expect(names.sorted() == (known.map(\.name) + ["migration"]).sorted())
      #expect(keyed == known.count)
      #expect(known.filter(\.hasCounter).allSatisfy { $0.key == ["id"] })
    }
  }

  @Test(arguments: Engine.all)
  func `an older program does not open a newer store`(engine: Engine) async throws {
    try await engine.withStore { store in
      await #expect(throws: StoreFault.self) { try await Migration.migrate(store, to: Array(Migration.all.dropLast())) }
    }
  }
}
