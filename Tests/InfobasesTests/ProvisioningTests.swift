import Foundation
import GRDB
import Handbook
import Synchronization
import Testing

@testable import Infobases

@Suite struct Provisioning {
  @Test("A-06: a new infobase lies at a place of its own and says whose it is")
  func lies() async throws {
    let play = try Playground()
    let label = try await play.infobases.provision(123, with: .accounting, at: .noon)
    #expect(label == InfobaseLabel(infobase: 123, application: .accounting, createdAt: .noon))
    #expect(play.files == ["000/000/123/base.sqlite"])
    #expect(try await play.infobases.open(123) == label)
    let pragmas = try await play.infobases.write(123) { db in
      [
        try String.fetchOne(db, sql: "PRAGMA journal_mode"), try String.fetchOne(db, sql: "PRAGMA synchronous"),
        try String.fetchOne(db, sql: "PRAGMA foreign_keys"),
      ]
    }
    #expect(pragmas == ["wal", "2", "1"])
    #expect(InfobasePaths.shard(1_234_567_890) == "1234/567/890")
  }

  @Test("PRO-21: provisioning that is repeated ends as the first did; a number is never given to another application")
  func repeats() async throws {
    let play = try Playground()
    let first = try await play.infobases.provision(5, with: .accounting, at: .noon)
    try await play.infobases.write(5) { try $0.execute(sql: "INSERT INTO entry VALUES (1, 1, 100)") }
    #expect(try await play.infobases.provision(5, with: .accounting, at: .noon + .days(1)) == first)
    #expect(try await play.entries(of: 5) == [100])
    await #expect(throws: InfobaseFault.occupied(5, by: .accounting)) {
      try await play.infobases.provision(5, with: .trade, at: .noon)
    }
    await #expect(throws: InfobaseFault.notFound(6)) { try await play.infobases.open(6) }
    await #expect(throws: InfobaseFault.notFound(0)) {
      try await play.infobases.provision(0, with: .trade, at: .noon)
    }
  }

  @Test("PRO-21: what a crash left half made is swept up, and what another process is making is not")
  func sweeps() async throws {
    let play = try Playground()
    let work = play.root + "/kept/work"
    try FileManager.default.createDirectory(atPath: "\(work)/abcdef", withIntermediateDirectories: true)
    try Data("half a base".utf8).write(to: URL(fileURLWithPath: "\(work)/abcdef/base.sqlite"))
    try FileManager.default.createDirectory(atPath: play.root + "/kept/000/000/005", withIntermediateDirectories: true)
    let busy = try WorkFolder(in: work)
    defer { busy.remove() }
    let again = try FileInfobases(play.root + "/kept", furnish: Playground.ledger)
    #expect(try Disk.names(in: work) == [String(busy.path.suffix(6))])
    await #expect(throws: InfobaseFault.notFound(5)) { try await again.open(5) }
    _ = try await again.provision(5, with: .accounting, at: .noon)
    #expect(try await again.all() == [5])
  }

  @Test("PRO-21: of many who provision one number at once, one makes the infobase and all get it")
  func atOnce() async throws {
    let play = try Playground()
    let labels = try await withThrowingTaskGroup(of: InfobaseLabel.self) { group in
      for second in 0..<16 {
        group.addTask { try await play.infobases.provision(1, with: .accounting, at: .noon + .seconds(second)) }
      }
      return try await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(labels.count == 1)
    #expect(play.files == ["000/000/001/base.sqlite"])
  }

  @Test("an infobase that fails to be furnished leaves nothing behind")
  func failure() async throws {
    let play = try Playground { _, _ in throw CancellationError() }
    await #expect(throws: CancellationError.self) {
      try await play.infobases.provision(1, with: .accounting, at: .noon)
    }
    #expect(play.files == [])
    #expect(try Disk.names(in: play.root + "/kept/work") == [])
  }

  @Test("PRO-21: an edition is furnished once, however many infobases are made of it")
  func furnishedOnce() async throws {
    let furnished = Mutex(0)
    let play = try Playground { db, edition in
      furnished.withLock { $0 += 1 }
      try Playground.ledger(db, edition)
    }
    for number in 1...20 {
      _ = try await play.infobases.provision(ID(Int64(number)), with: .accounting, at: .noon)
    }
    #expect(furnished.withLock { $0 } == 1)
    #expect(play.files.count == 20)
    #expect(try Disk.names(in: play.root + "/kept/work") == [])
    _ = try await play.infobases.provision(21, with: .trade, at: .noon)
    #expect(furnished.withLock { $0 } == 2)
  }
}
