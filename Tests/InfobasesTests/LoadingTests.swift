import Foundation
import GRDB
import Handbook
import Testing

@testable import Infobases

@Suite struct Loading {
  @Test("T-02, T-05, BEY-60, BEY-61: what was unloaded is loaded as a new infobase with the same data")
  func thereAndBack() async throws {
    let play = try Playground()
    let file = try await play.unloaded(7)
    let manifest = try UnloadManifest(json: unzip("manifest.json", from: file))
    #expect(manifest.created == "2026-12-30T12:00:00.000Z")
    #expect(manifest.application == .accounting)
    #expect(manifest.infobase == .init(number: 7, name: "Книги ТОО «Ромашка»"))
    #expect(
      manifest.tables == [
        .init(name: "account", rows: 2), .init(name: "entry", rows: 200), .init(name: "property", rows: 5),
      ])
    let label = try await play.infobases.load(file, as: 8, knowing: .here, at: .noon + .days(1))
    #expect(label == (try await play.infobases.open(8)))
    #expect(label.loadedFrom == manifest.base?.sha256 && label.createdAt == .noon + .days(1))
    #expect(try await play.entries(of: 8) == (try await play.entries(of: 7)))
    await #expect(throws: InfobaseFault.occupied(7, by: .accounting)) {
      try await play.infobases.load(file, as: 7, knowing: .here, at: .noon)
    }
    #expect(play.files == ["000/000/007/base.sqlite", "000/000/008/base.sqlite"])
  }

  @Test("BEY-60: of a random damage to an unload file comes a refusal, or an equal infobase; nothing is left behind")
  func fuzz() async throws {
    let play = try Playground()
    let file = try await play.unloaded(7)
    let good = try Data(contentsOf: URL(fileURLWithPath: file))
    let entries = try await play.entries(of: 7)
    let seed = UInt64.random(in: 0...UInt64.max)
    var dice = SplitMix(state: seed)
    print("fuzz: seed \(seed)")
    var (refused, loaded) = (0, 0)
    for turn in 1...400 {
      var bad = good
      if turn % 5 == 0 {
        bad = bad.prefix(Int.random(in: 0..<good.count, using: &dice))
      } else {
        for _ in 0..<Int.random(in: 1...4, using: &dice) {
          // Half of the flips go where the archive's own structures lie: at its ends.
          let place =
            Bool.random(using: &dice)
            ? Int.random(in: 0..<good.count, using: &dice)
            : (Bool.random(using: &dice)
              ? good.count - 1 - Int.random(in: 0..<300, using: &dice)
              : Int.random(in: 0..<300, using: &dice))
          bad[place] ^= UInt8(1 << Int.random(in: 0..<8, using: &dice))
        }
      }
      let path = play.path("bad.zip")
      try bad.write(to: URL(fileURLWithPath: path))
      if try await play.refusal(of: path) == nil {
        loaded += 1
        #expect(try await play.entries(of: 99) == entries, "seed \(seed), turn \(turn)")
        try await play.infobases.delete(99)
        try await play.infobases.purge(99)
      } else {
        refused += 1
      }
      #expect(play.files == ["000/000/007/base.sqlite"], "seed \(seed), turn \(turn)")
      #expect(try Disk.names(in: play.root + "/kept/work") == [], "seed \(seed), turn \(turn)")
    }
    print("fuzz: \(refused) refused, \(loaded) loaded equal")
    #expect(refused > 300)
  }

  @Test("BEY-61: a file over the limit, and one that unpacks over it, are refused")
  func bombs() async throws {
    var settings = FileInfobases.Settings()
    settings.fileSizeLimit = 2_000_000
    settings.unpackedSizeLimit = 10_000_000
    let play = try Playground(settings: settings)
    let path = play.path("bomb.zip")

    // The list owns up to the size.
    let zeroes = [UInt8](repeating: 0, count: 50_000_000)
    var manifest = try await manifest(of: play, base: zeroes)
    zip([.manifest(manifest), Entry(name: "base.sqlite", bytes: zeroes)], to: path)
    #expect(try #require(try Disk.size(of: path)) < 2_000_000)
    #expect(try await play.refusal(of: path) == .unpacksTooLarge(limit: 10_000_000))

    // The list lies about the size.
    manifest = manifest.replacing("50000000", with: "5000000")
    zip([.manifest(manifest), Entry(name: "base.sqlite", bytes: zeroes)], to: path)
    #expect(try await play.refusal(of: path) == .damaged("base.sqlite"))

    // The list is the bomb.
    zip([Entry(name: "manifest.json", bytes: zeroes)], to: path)
    #expect(try await play.refusal(of: path) == .unpacksTooLarge(limit: UnloadManifest.sizeLimit))

    try Data(count: 2_000_001).write(to: URL(fileURLWithPath: path))
    #expect(try await play.refusal(of: path) == .tooLarge(2_000_001, limit: 2_000_000))
    #expect(play.files == ["000/000/007/base.sqlite"])
  }

  @Test("T-01: files of other programs are refused, each with its reason")
  func foreign() async throws {
    let play = try Playground()
    let path = play.path("foreign.zip")
    func refusal(_ entries: [Entry]) async throws -> LoadRefusal? {
      zip(entries, to: path)
      return try await play.refusal(of: path)
    }
    #expect(try await refusal([Entry(name: "DumpInfo.xml", bytes: [60, 62])]) == .noManifest)
    #expect(try await refusal([.manifest("{")]) == .manifestUnreadable)
    #expect(try await refusal([.manifest(String(repeating: "[", count: 100_000))]) == .manifestUnreadable)
    #expect(try await refusal([.manifest(#"{"format": "pictures", "version": 1}"#)]) == .foreignFormat)
    #expect(try await refusal([.manifest(#"{"format": "balgyn-infobase", "version": 2}"#)]) == .newerFormat(2))
    #expect(try await refusal([.manifest(#"{"format": "balgyn-infobase", "version": 1}"#)]) == .manifestUnreadable)
    #expect(try await refusal((0..<20).map { Entry(name: "\($0)", bytes: []) }) == .unexpectedFile("16"))
    for bytes in [Data(), Data("hello".utf8), Data(repeating: 7, count: 10_000)] {
      try bytes.write(to: URL(fileURLWithPath: path))
      #expect(try await play.refusal(of: path) == .notArchive)
    }
    #expect(try await play.refusal(of: play.root) == .notArchive)
    #expect(play.files == [])
  }

  @Test(
    "BEY-60: paths that lead out, links, passwords and strays are refused",
    arguments: [
      "../base.sqlite", "/etc/passwd", "a/../../b", "a//b", "./a", "C:\\a", "a\\b",
    ])
  func unsafe(_ name: String) async throws {
    let play = try Playground()
    let good = try await play.unloaded(7, entries: 1)
    let path = play.path("unsafe.zip")
    let (list, base) = (try unzip("manifest.json", from: good), try unzip("base.sqlite", from: good))
    let honest = [Entry(name: "manifest.json", bytes: list), Entry(name: "base.sqlite", bytes: base)]
    zip(honest + [Entry(name: name, bytes: [1])], to: path)
    #expect(try await play.refusal(of: path) == .unsafeName(name))

    zip(honest + [Entry(name: "stray.txt", bytes: [1])], to: path)
    #expect(try await play.refusal(of: path) == .unexpectedFile("stray.txt"))
    zip([honest[0]], to: path)
    #expect(try await play.refusal(of: path) == .missingFile("base.sqlite"))
    zip([honest[0], Entry(name: "base.sqlite", bytes: Array("/etc/passwd".utf8), mode: 0o120777)], to: path)
    #expect(try await play.refusal(of: path) == .notFile("base.sqlite"))
    zip([honest[0], Entry(name: "base.sqlite", bytes: base, password: "secret")], to: path)
    #expect(try await play.refusal(of: path) == .encrypted("base.sqlite"))
    zip(honest, to: path)
    #expect(try await play.refusal(of: path) == nil)
  }

  @Test("BEY-60: the application must be one of the service's, and not newer")
  func applications() async throws {
    let play = try Playground()
    let file = try await play.unloaded(7, entries: 1)
    await #expect(throws: LoadRefusal.unknownApplication(.accounting)) {
      try await play.infobases.load(file, as: 8, knowing: KnownApplications(["trade": "9"]), at: .noon)
    }
    await #expect(throws: LoadRefusal.newerApplication(.accounting, newest: "3.0.141.9")) {
      try await play.infobases.load(file, as: 8, knowing: KnownApplications(["accounting": "3.0.141.9"]), at: .noon)
    }
    _ = try await play.infobases.load(file, as: 8, knowing: KnownApplications(["accounting": "3.1"]), at: .noon)
  }

  @Test(
    "BEY-60: data that contradict the list, are broken, or hold what could run by itself are refused",
    arguments: [
      ("DELETE FROM entry", LoadRefusal.wrongCount(table: "entry")),
      ("DROP TABLE entry", .wrongCount(table: "entry")),
      ("CREATE TABLE more (x)", .wrongCount(table: "more")),
      ("UPDATE property SET value = '9' WHERE key = 'infobase'", .contradictory),
      ("UPDATE property SET value = '1.0' WHERE key = 'application.version'", .contradictory),
      ("UPDATE property SET value = x'00' || value WHERE key = 'created'", .baseDamaged),
      ("PRAGMA application_id = 1", .baseDamaged),
      ("PRAGMA user_version = 2", .baseDamaged),
      ("DROP TABLE property", .baseDamaged),
      ("PRAGMA foreign_keys = OFF; UPDATE entry SET account_id = 77", .baseDamaged),
      ("CREATE TRIGGER evil AFTER INSERT ON entry BEGIN DELETE FROM entry; END", .foreignSchema("evil")),
      (
        """
        CREATE TABLE hog (x CHECK (length(zeroblob(x)) > 0));
        PRAGMA ignore_check_constraints = ON; INSERT INTO hog VALUES (900000000);
        """, .baseDamaged
      ),
      ("CREATE VIEW seen AS SELECT 1", .foreignSchema("seen")),
      ("CREATE VIRTUAL TABLE found USING fts5(x)", .foreignSchema("found")),
    ])
  func contents(_ change: String, _ expected: LoadRefusal) async throws {
    let play = try Playground()
    let good = try await play.unloaded(7, entries: 3)
    let base = play.path("changed.sqlite")
    try Data(unzip("base.sqlite", from: good)).write(to: URL(fileURLWithPath: base))
    let old = try UnloadManifest(json: unzip("manifest.json", from: good))
    let database = try DatabaseQueue(path: base)
    try await database.writeWithoutTransaction { try $0.execute(sql: change) }
    try database.close()
    let digest = try Disk.digest(of: base)
    let label = InfobaseLabel(infobase: 7, application: .accounting, createdAt: .noon)
    let manifest = UnloadManifest(label: label, name: "К", at: .noon, base: digest, tables: old.tables)
    let path = play.path("changed.zip")
    zip(
      [
        Entry(name: "manifest.json", bytes: try manifest.json()),
        Entry(name: "base.sqlite", bytes: Array(try Data(contentsOf: URL(fileURLWithPath: base)))),
      ], to: path)
    #expect(try await play.refusal(of: path) == expected)
    #expect(play.files == ["000/000/007/base.sqlite"])
  }

  @Test("BEY-60: SQLite pages damaged behind a true hash are refused, never a crash")
  func pages() async throws {
    let play = try Playground()
    let good = try await play.unloaded(7, entries: 500)
    let bytes = try unzip("base.sqlite", from: good)
    let old = try UnloadManifest(json: unzip("manifest.json", from: good))
    let seed = UInt64.random(in: 0...UInt64.max)
    var dice = SplitMix(state: seed)
    print("pages: seed \(seed)")
    let label = InfobaseLabel(infobase: 7, application: .accounting, createdAt: .noon)
    var refused = 0
    for turn in 1...150 {
      var bad = bytes
      for _ in 0..<Int.random(in: 1...12, using: &dice) {
        bad[Int.random(in: 0..<bad.count, using: &dice)] = UInt8.random(in: 0...255, using: &dice)
      }
      let (base, path) = (play.path("bad.sqlite"), play.path("bad.zip"))
      try Data(bad).write(to: URL(fileURLWithPath: base))
      let manifest = UnloadManifest(
        label: label, name: "К", at: .noon, base: try Disk.digest(of: base), tables: old.tables)
      zip([Entry(name: "manifest.json", bytes: try manifest.json()), Entry(name: "base.sqlite", bytes: bad)], to: path)
      if try await play.refusal(of: path) == nil {
        try await play.infobases.delete(99)
        try await play.infobases.purge(99)
      } else {
        refused += 1
      }
      #expect(play.files == ["000/000/007/base.sqlite"], "seed \(seed), turn \(turn)")
    }
    print("pages: \(refused) refused of 150")
  }

  @Test("T-02: every refusal says in three languages what is wrong")
  func texts() {
    let refusals: [LoadRefusal] = [
      .tooLarge(3_000_000, limit: 2_000_000), .unpacksTooLarge(limit: 1), .notArchive, .noManifest,
      .manifestUnreadable, .foreignFormat, .newerFormat(2), .unsafeName("../a"), .notFile("a"), .encrypted("a"),
      .unexpectedFile("a"), .missingFile("a"), .damaged("a"), .baseDamaged, .foreignSchema("a"), .contradictory,
      .wrongCount(table: "a"), .unknownApplication(.accounting), .newerApplication(.accounting, newest: "1"),
    ]
    #expect(Set(refusals.map(\.text)).count == refusals.count)
    #expect(LoadRefusal.tooLarge(2_000_001, limit: 2_000_000).text.en.contains("2 MB, and no more than 1 MB"))
    #expect(LoadRefusal.damaged("a\u{202E}b\n").text.en.contains("“a?b?”"))
    #expect(LoadRefusal.notArchive.refusal.field == "file")
  }

  private func manifest(of play: Playground, base: [UInt8]) async throws -> String {
    let good = try await play.unloaded(7, entries: 1)
    let old = try UnloadManifest(json: unzip("manifest.json", from: good))
    let path = play.path("base")
    try Data(base).write(to: URL(fileURLWithPath: path))
    let label = InfobaseLabel(infobase: 7, application: .accounting, createdAt: .noon)
    let manifest = UnloadManifest(
      label: label, name: "К", at: .noon, base: try Disk.digest(of: path), tables: old.tables)
    return String(decoding: try manifest.json(), as: UTF8.self)
  }
}

extension Entry {
  static func manifest(_ json: String) -> Entry { Entry(name: "manifest.json", bytes: Array(json.utf8)) }
}

/// Random numbers that a printed seed brings back.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
