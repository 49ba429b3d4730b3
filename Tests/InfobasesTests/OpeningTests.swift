import Foundation
import GRDB
import Handbook
import Testing

@testable import Infobases

@Suite struct Opening {
  @Test("A-06: a thousand infobases are opened in turn through 64 handles")
  func thousand() async throws {
    let play = try Playground()
    for number in 1...1000 {
      _ = try await play.infobases.provision(ID(Int64(number)), with: .accounting, at: .noon)
    }
    let before = try Disk.names(in: "/proc/self/fd").count
    var most = 0
    for number in 1...1000 {
      try await play.infobases.write(ID(Int64(number))) { db in
        try db.execute(sql: "INSERT INTO entry VALUES (1, 1, ?)", arguments: [number])
      }
      most = max(most, await play.infobases.bases.count)
    }
    #expect(most == 64)
    #expect(try Disk.names(in: "/proc/self/fd").count - before < 64 * 6 + 200)
    for number in [1, 500, 1000] { #expect(try await play.entries(of: ID(Int64(number))) == [number]) }
    #expect(try await play.infobases.all().count == 1000)
    await play.infobases.close()
    #expect(await play.infobases.bases.count == 0)
  }

  @Test("A-06: 32 who write one infobase at once lose nothing")
  func together() async throws {
    let play = try Playground()
    _ = try await play.infobases.provision(1, with: .accounting, at: .noon)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for task in 0..<32 {
        group.addTask {
          for turn in 0..<10 {
            try await play.infobases.write(1) { db in
              try db.execute(sql: "INSERT INTO entry (account_id, sum) VALUES (1, ?)", arguments: [task * 10 + turn])
            }
            _ = try await play.entries(of: 1)
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await play.entries(of: 1).sorted() == Array(0..<320))
  }

  @Test("A-06: more infobases than handles are used at once, each waiting for its turn")
  func crowd() async throws {
    var settings = FileInfobases.Settings()
    settings.openInfobases = 3
    let play = try Playground(settings: settings)
    for number in 1...12 { _ = try await play.infobases.provision(ID(Int64(number)), with: .accounting, at: .noon) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for turn in 0..<240 {
        group.addTask {
          try await play.infobases.write(ID(Int64(turn % 12 + 1))) { db in
            try db.execute(sql: "INSERT INTO entry (account_id, sum) VALUES (1, ?)", arguments: [turn])
          }
        }
      }
      try await group.waitForAll()
    }
    for number in 1...12 { #expect(try await play.entries(of: ID(Int64(number))).count == 20) }
    #expect(await play.infobases.bases.count <= 3)
  }

  @Test("an error in an act rolls it back")
  func rollback() async throws {
    let play = try Playground()
    _ = try await play.infobases.provision(1, with: .accounting, at: .noon)
    await #expect(throws: CancellationError.self) {
      try await play.infobases.write(1) { db in
        try db.execute(sql: "INSERT INTO entry VALUES (1, 1, 100)")
        throw CancellationError()
      }
    }
    #expect(try await play.entries(of: 1) == [])
  }

  @Test("a file that is no infobase, and one that bears another number, are not opened")
  func damaged() async throws {
    let play = try Playground()
    for number: Int64 in 1...2 { _ = try await play.infobases.provision(ID(number), with: .accounting, at: .noon) }
    await play.infobases.close()
    let paths = play.infobases.paths
    try Data("this is no database at all".utf8).write(to: URL(fileURLWithPath: paths.base(1)))
    try FileManager.default.createDirectory(atPath: paths.folder(3), withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: paths.base(2), toPath: paths.base(3))
    for id: Infobase.ID in [1, 3] {
      await #expect { try await play.infobases.open(id) } throws: { error in
        if case .damaged(id, _) = error as? InfobaseFault { true } else { false }
      }
    }
    let found = try await play.infobases.verify()
    #expect(found.infobases == 3 && found.faults.count == 2)
  }
}
