import Foundation
import GRDB
import Handbook
import Testing

@testable import Infobases

@Suite struct Backups {
  @Test("PRO-18, BEY-57: a copy is listed, read, deleted, and restored as a new infobase")
  func copies() async throws {
    let play = try Playground()
    _ = try await play.unloaded(7, entries: 5)
    let first = try #require(try await play.infobases.backUp(7, named: "Книги", as: .demand, at: .noon))
    try await play.infobases.write(7) { try $0.execute(sql: "DELETE FROM entry") }
    let second = try #require(try await play.infobases.backUp(7, named: "Книги", as: .support, at: .noon + .days(1)))
    #expect(try await play.infobases.backups(of: 7) == [first, second])
    #expect(try await play.infobases.size(of: 7).backups == first.size + second.size)

    let label = try await play.infobases.restore(first, as: 8, knowing: .here, at: .noon)
    #expect(label.infobase == 8 && label.application == .accounting && label.loadedFrom != nil)
    #expect(try await play.entries(of: 8) == [0, 37, 74, 111, 148])
    #expect(try await play.entries(of: 7) == [])
    #expect(try await play.infobases.restore(first, as: 8, knowing: .here, at: .noon) == label)
    await #expect(throws: InfobaseFault.occupied(8, by: .accounting)) {
      try await play.infobases.restore(second, as: 8, knowing: .here, at: .noon)
    }

    let bytes = try await play.infobases.bytes(of: first)
    #expect(bytes.size == first.size)
    for _ in 1...2 { try await play.infobases.delete(first) }
    try await play.save(bytes, to: play.path("late.zip"))
    #expect(try Disk.size(of: play.path("late.zip")) == first.size)
    #expect(try await play.infobases.backups(of: 7) == [second])
    await #expect(throws: InfobaseFault.noBackup(first)) { try await play.infobases.bytes(of: first) }
  }

  @Test("BEY-58: a scheduled copy is made only when something has changed")
  func unchanged() async throws {
    let play = try Playground()
    _ = try await play.unloaded(7, entries: 5)
    #expect(try await play.infobases.backUp(7, named: "К", as: .schedule, at: .noon) != nil)
    #expect(try await play.infobases.backUp(7, named: "К", as: .schedule, at: .noon + .days(1)) == nil)
    await play.infobases.close()
    _ = try await play.infobases.open(7)
    #expect(try await play.infobases.backUp(7, named: "К", as: .schedule, at: .noon + .days(2)) == nil)
    #expect(try await play.infobases.backUp(7, named: "К", as: .demand, at: .noon + .days(2)) != nil)
    try await play.infobases.write(7) { try $0.execute(sql: "UPDATE entry SET sum = 1 WHERE id = 1") }
    #expect(try await play.infobases.backUp(7, named: "К", as: .schedule, at: .noon + .days(3)) != nil)
    #expect(try await play.infobases.backups(of: 7).map(\.kind) == [.schedule, .demand, .schedule])
  }

  @Test("BEY-57: a copy of an infobase in use is whole")
  func whole() async throws {
    let play = try Playground()
    _ = try await play.infobases.provision(1, with: .accounting, at: .noon)
    // Each act writes two entries whose sums cancel out.
    let writing = Task {
      for sum in 1... {
        if Task.isCancelled { return }
        try await play.infobases.write(1) { db in
          try db.execute(sql: "INSERT INTO entry (account_id, sum) VALUES (1, ?), (2, ?)", arguments: [sum, -sum])
        }
      }
    }
    for number in 1...10 {
      let moment = Instant.noon + .seconds(number)
      let copy = try #require(try await play.infobases.backUp(1, named: "К", as: .demand, at: moment))
      _ = try await play.infobases.restore(copy, as: ID(Int64(number) + 10), knowing: .here, at: moment)
      #expect(try await play.entries(of: ID(Int64(number) + 10)).reduce(0, +) == 0)
    }
    writing.cancel()
    await #expect(
      throws: CancellationError.self,
      performing: {
        try await writing.value; throw CancellationError()
      })
  }

  @Test("BEY-58: kept are the copies of the last seven days and the last one of each year")
  func retention() throws {
    func copy(_ day: String, _ kind: Backup.Kind = .schedule, hour: Int = 3) throws -> Backup {
      let start = Instant(milliseconds: Int64(try #require(Day(day)).sinceEpoch) * 86_400_000)
      return Backup(infobase: 1, takenAt: start + .hours(hour), kind: kind, size: 1)
    }
    let kept = [
      try copy("2024-12-30"), try copy("2025-12-31", hour: 4), try copy("2026-03-01", .demand),
      try copy("2026-06-04"), try copy("2026-06-10"), try copy("2026-06-10", hour: 9),
    ]
    let gone = [
      try copy("2024-01-05"), try copy("2025-12-31"), try copy("2026-06-03"),
    ]
    let expired = (kept + gone).shuffled().expired(on: try #require(Day("2026-06-10"))) { instant in
      Day(sinceEpoch: Int(instant.milliseconds / 86_400_000))
    }
    #expect(Set(expired) == Set(gone))
  }

  @Test("BEY-58: the newest copy is kept however old it is")
  func newest() {
    let old = Backup(infobase: 1, takenAt: Instant(milliseconds: 0), kind: .schedule, size: 1)
    #expect([old].expired(on: Day(sinceEpoch: 9000)) { _ in Day(sinceEpoch: 0) } == [])
  }

  @Test("a copy's file name says when and why it was taken", arguments: [0, 1_798_632_000_123, 951_782_400_000])
  func names(_ milliseconds: Int64) throws {
    let copy = Backup(infobase: 1, takenAt: Instant(milliseconds: milliseconds), kind: .system, size: 5)
    #expect(Backup(fileName: copy.fileName, of: 1, size: 5) == copy)
    #expect(Backup(fileName: copy.fileName + "x", of: 1, size: 5) == nil)
  }
}
