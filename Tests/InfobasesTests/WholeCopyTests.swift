import Foundation
import GRDB
import Handbook
import Testing

@testable import Infobases

@Suite struct WholeCopies {
  @Test("all infobases with their backups are copied, verified and restored elsewhere")
  func thereAndBack() async throws {
    let play = try Playground()
    for number: Int64 in 1...5 { _ = try await play.unloaded(ID(number), entries: Int(number)) }
    let copy = try #require(try await play.infobases.backUp(3, named: "К", as: .schedule, at: .noon))
    try await play.infobases.delete(5)
    let done = try await play.infobases.copyAll(to: play.path("copy"), at: .noon)
    #expect(done.infobases == 4 && done.faults == [] && done.bytes > copy.size)
    #expect(try await play.infobases.verifyCopy(in: play.path("copy")) == 4)
    await #expect(throws: WholeCopyFault.notEmpty) {
      try await play.infobases.copyAll(to: play.path("copy"), at: .noon)
    }
    await #expect(throws: WholeCopyFault.notEmpty) { try await play.infobases.restoreAll(from: play.path("copy")) }

    let other = try Playground()
    #expect(try await other.infobases.restoreAll(from: play.path("copy")) == 4)
    #expect(try await other.infobases.all() == [1, 2, 3, 4])
    #expect(try await other.entries(of: 4) == [0, 37, 74, 111])
    #expect(try await other.infobases.backups(of: 3) == [copy])
    let verification = try await other.infobases.verify()
    #expect(verification.infobases == 4 && verification.faults == [])
    #expect(try Disk.names(in: other.root + "/kept/work") == [])
  }

  @Test("a copy that was damaged, thinned out or not finished is not restored")
  func damaged() async throws {
    let play = try Playground()
    for number: Int64 in 1...3 { _ = try await play.unloaded(ID(number), entries: 9) }
    _ = try await play.infobases.copyAll(to: play.path("copy"), at: .noon)
    let other = try Playground()
    let base = play.path("copy/000/000/002/base.sqlite")
    let bytes = try Data(contentsOf: URL(fileURLWithPath: base))
    var flipped = bytes
    flipped[bytes.count / 2] ^= 1
    try flipped.write(to: URL(fileURLWithPath: base))
    await #expect(throws: WholeCopyFault.damaged("000/000/002/base.sqlite")) {
      try await other.infobases.restoreAll(from: play.path("copy"))
    }
    try FileManager.default.removeItem(atPath: base)
    await #expect(throws: WholeCopyFault.missing("000/000/002/base.sqlite")) {
      try await other.infobases.restoreAll(from: play.path("copy"))
    }
    try bytes.write(to: URL(fileURLWithPath: base))
    let list = play.path("copy/infobases.json")
    let json = try String(contentsOfFile: list, encoding: .utf8)
    try json.replacing("000/000/002/base", with: "../../000/002/base").write(
      toFile: list, atomically: true, encoding: .utf8)
    await #expect(throws: WholeCopyFault.noList) { try await other.infobases.restoreAll(from: play.path("copy")) }
    try FileManager.default.removeItem(atPath: list)
    await #expect(throws: WholeCopyFault.noList) { try await other.infobases.restoreAll(from: play.path("copy")) }
    #expect(other.files == [])
  }

  @Test("a damaged infobase is told, and does not keep the others from being copied")
  func oneDamaged() async throws {
    let play = try Playground()
    for number: Int64 in 1...3 { _ = try await play.unloaded(ID(number), entries: 9) }
    await play.infobases.close()
    try Data("ruins".utf8).write(to: URL(fileURLWithPath: play.infobases.paths.base(2)))
    let done = try await play.infobases.copyAll(to: play.path("copy"), at: .noon)
    #expect(done.infobases == 2 && done.faults.count == 1)
    #expect(try await play.infobases.verifyCopy(in: play.path("copy")) == 2)
  }
}

private extension String {
  func write(toFile path: String, atomically: Bool, encoding: Encoding) throws {
    try write(to: URL(fileURLWithPath: path), atomically: atomically, encoding: encoding)
  }
}
