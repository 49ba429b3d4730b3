import Foundation
import Handbook
import Infobases
import StoreSQLite
import TestSupport
import Testing

@testable import Office
@testable import Store

@Suite struct SafekeepingTests {
  /// Everything that a store keeps, row by row, and the last number given in each table.
  private func everything(in store: any Database) async throws -> [String: [[Value]]] {
    let dialect = store.dialect
    return try await store.read { tx in
      var all: [String: [[Value]]] = [:]
      for table in Table.all {
        let order = table.key.joined(separator: ", ")
        all[table.name] = try tx.rows("SELECT * FROM \(raw: table.name) ORDER BY \(raw: order)").map(\.values)
        guard table.hasCounter else { continue }
        let counter: Int64 =
          dialect == .postgres
          ? try tx.value("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM \(raw: table.name)_id_seq")
          : try tx.first("SELECT seq FROM sqlite_sequence WHERE name = \(table.name)")?["seq"] ?? 0
        all[table.name]?.append([.integer(counter)])
      }
      return all
    }
  }

  /// An installation with something in most tables: sales, a client served by a younger partner, a deleted draft with
  /// the greatest number, a sealed audit, an infobase with a copy.
  private func fill(_ cast: Cast) async throws -> Infobase.ID {
    let base = try await cast.base()
    try await cast.desk.backUp(base)
    _ = try await cast.withExtended()
    _ = try await cast.desk.open(base, client: "tab")
    let draft = try await cast.partner.saveDraft(
      Entries([
        "subscriber": cast.client.description, "tariff": "ext", "months": "1",
        "start": (cast.office.world.today + 400).description,
      ]), over: nil, version: 0)
    try await cast.partner.deleteDraft(draft)
    cast.place.clock.advance(by: .hours(1))
    #expect(try await Housekeeping(cast.office, post: nil).run("audit-seal") != 0)
    return base
  }

  private func copy(_ cast: Cast) async throws -> String {
    let copy = "\(cast.place.folder)/copy"
    let store = cast.office.database
    _ = try await InstallationCopy.make(
      in: copy, store: { try await StoreFile.copy(store, to: $0) }, infobases: cast.place.infobases,
      at: cast.place.clock.now)
    return copy
  }

  private func restore(_ copy: String, to data: String, _ store: any Database) async throws -> Int {
    try await InstallationCopy.restore(
      from: copy, to: data, infobases: "\(data)/infobases", open: { try SQLiteDatabase(path: $0) },
      place: { try await StoreFile.load($0, into: store) })
  }

  @Test(
    "A copy of either engine restores into either: all of it, and numbers go on (PRO-22)",
    arguments: Engine.all, Engine.all)
  func thereAndElsewhere(from: Engine, to: Engine) async throws {
    try await Cast.on(from) { cast async throws in
      let base = try await fill(cast)
      let copy = try await copy(cast)
      let data = "\(cast.place.folder)/restored"
      try await to.withPlace { elsewhere async throws in
        let store = try await elsewhere.open()
        #expect(try await restore(copy, to: data, store) == 1)
        #expect(try await everything(in: store) == everything(in: cast.office.database))

        let place = try await Place(Day(2022, 7, 12)!, store, data)
        place.clock.advance(by: .hours(2))
        #expect(try await Verification(place.office).faults() == [])
        let desk = ClientDesk(place.office, try await place.actor("client@example.kz"))
        #expect(try await desk.infobases().list.map(\.id) == [base])
        #expect(try await desk.backups(of: base).count == 1)
        let second = try await desk.create(Entries(["name": "Вторая", "application": "accounting"]))
        #expect(second.number == base.number + 1)
        // What the database itself keeps true, it goes on keeping true.
        await #expect(throws: StoreFault.self) {
          try await store.write { try $0.run("UPDATE subscription SET subscriber_id = 999 WHERE id = 1") }
        }
        await place.infobases.close()
        await store.close()
      }
    }
  }

  @Test("Nothing is restored into a store in which there is something", arguments: Engine.all)
  func notEmpty(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let copy = try await copy(cast)
      let data = "\(cast.place.folder)/restored"
      let before = try await everything(in: cast.office.database)
      await #expect(throws: StoreIsNotEmpty()) { try await restore(copy, to: data, cast.office.database) }
      #expect(try await everything(in: cast.office.database) == before)
      #expect((try? FileManager.default.contentsOfDirectory(atPath: data)) ?? [] == [])
      try FileManager.default.createDirectory(atPath: "\(data)/x", withIntermediateDirectories: true)
      await #expect(throws: CopyFault.notEmpty(data)) { try await restore(copy, to: data, cast.office.database) }
    }
  }

  @Test("A store that contradicts itself is not restored, and leaves nothing", arguments: Engine.all)
  func contradiction(engine: Engine) async throws {
    try await Cast.on(.sqlite) { cast async throws in
      let path = "\(cast.place.folder)/store.sqlite"
      try await StoreFile.copy(cast.office.database, to: path)
      let spoilt = try SQLiteDatabase(path: path)
      // A table without its keys takes a member who is nobody.
      try await spoilt.write { tx in
        try tx.run("CREATE TABLE keyless AS SELECT * FROM membership")
        try tx.run("DROP TABLE membership")
        try tx.run("ALTER TABLE keyless RENAME TO membership")
        try tx.run("UPDATE membership SET user_id = 999 WHERE subscriber_id = \(cast.client)")
      }
      await spoilt.close()
      try await engine.withPlace { elsewhere async throws in
        let store = try await elsewhere.open()
        await #expect(throws: StoreFault.self) { try await StoreFile.load(path, into: store) }
        _ = try await Migration.migrate(store)
        #expect(try await store.read { try Transfer.isEmpty($0) })
        await store.close()
      }
    }
  }

  @Test(
    "A damaged copy is refused, and nothing is made",
    arguments: ["balgyn.sqlite", "infobases/000/000/001/base.sqlite", "infobases/infobases.json", "backup.json"])
  func damaged(name: String) async throws {
    for engine in Engine.all {
      try await Cast.on(engine) { cast async throws in
        try await cast.base()
        let copy = try await copy(cast)
        let data = "\(cast.place.folder)/restored"
        var bytes = try Data(contentsOf: URL(fileURLWithPath: "\(copy)/\(name)"))
        bytes[bytes.count / 2] ^= 0x20
        try bytes.write(to: URL(fileURLWithPath: "\(copy)/\(name)"))
        try await engine.withStore { store async throws in
          await #expect(throws: (any Error).self) { try await restore(copy, to: data, store) }
          #expect(try await store.read { try Transfer.isEmpty($0) })
        }
        #expect(((try? FileManager.default.contentsOfDirectory(atPath: data)) ?? []).isEmpty)
      }
    }
  }
}
