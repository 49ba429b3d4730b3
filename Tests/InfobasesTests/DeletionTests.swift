import Foundation
import GRDB
import Handbook
import Testing

@testable import Infobases

@Suite struct Deletion {
  @Test("a deleted infobase comes back with its copies; a purged one does not")
  func thereAndBack() async throws {
    let play = try Playground()
    _ = try await play.unloaded(7, entries: 3)
    let copy = try #require(try await play.infobases.backUp(7, named: "Книги", as: .demand, at: .noon))
    for _ in 1...2 { try await play.infobases.delete(7) }
    await #expect(throws: InfobaseFault.notFound(7)) { try await play.infobases.open(7) }
    #expect(try await play.infobases.all() == [])
    #expect(try await play.infobases.deleted() == [7])
    #expect(try await play.infobases.backups(of: 7) == [copy])
    await #expect(throws: InfobaseFault.occupied(7, by: nil)) {
      try await play.infobases.provision(7, with: .accounting, at: .noon)
    }
    for _ in 1...2 { try await play.infobases.undelete(7) }
    #expect(try await play.entries(of: 7) == [0, 37, 74])
    #expect(try await play.infobases.backups(of: 7) == [copy])

    try await play.infobases.delete(7)
    for _ in 1...2 { try await play.infobases.purge(7) }
    #expect(play.files == [])
    await #expect(throws: InfobaseFault.notFound(7)) { try await play.infobases.undelete(7) }
    await #expect(throws: InfobaseFault.notFound(7)) { try await play.infobases.delete(7) }
  }

  @Test("deletion waits for those who are at work in the infobase, and nobody comes in after it")
  func waits() async throws {
    let play = try Playground()
    _ = try await play.infobases.provision(1, with: .accounting, at: .noon)
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for turn in 0..<64 {
        group.addTask {
          if turn == 32 {
            try await play.infobases.delete(1)
            return false
          }
          do {
            try await play.infobases.write(1) { db in
              try db.execute(sql: "INSERT INTO entry (account_id, sum) VALUES (1, 1)")
            }
            return true
          } catch InfobaseFault.notFound {
            return false
          }
        }
      }
      let written = try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      try await play.infobases.undelete(1)
      #expect(try await play.entries(of: 1).count == written)
    }
  }
}
