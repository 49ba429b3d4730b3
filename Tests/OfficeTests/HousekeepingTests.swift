import Foundation
import Handbook
import Infobases
import Synchronization
import TestSupport
import Testing

@testable import Office
@testable import Store

/// A post office that takes letters, or does not.
final class FakePost: PostOffice {
  let taken = Mutex<[ID<KeptLetter>]>([])
  let fault = Mutex<PostFault?>(nil)

  func send(_ letter: KeptLetter, with attachments: [LetterAttachment]) async throws(PostFault) {
    if let fault = fault.withLock({ $0 }) { throw fault }
    taken.withLock { $0.append(letter.id) }
  }
}

@Suite struct HousekeepingTests {
  @Test("Letters go out once, in order", arguments: Engine.all)
  func letters(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let post = FakePost()
      let housekeeping = Housekeeping(cast.office, post: post)
      let kept = try await cast.place.letters().map(\.id).sorted()
      #expect(try await housekeeping.run("letters") == kept.count)
      #expect(try await housekeeping.run("letters") == 0)
      #expect(post.taken.withLock { $0 } == kept)
    }
  }

  @Test(
    "A letter that is not taken waits longer each time, and is dead after three days; the vendor can send it again",
    arguments: Engine.all)
  func backOff(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let post = FakePost()
      post.fault.withLock { $0 = PostFault(isPermanent: false, reason: "busy") }
      let housekeeping = Housekeeping(cast.office, post: post)
      let first = try await cast.place.letters().last!.id
      var waits: [Int] = []
      for _ in 0..<40 {
        _ = try await housekeeping.run("letters")
        let letter = try await cast.office.database.read { try $0.letter(first) }!
        if letter.deadAt != nil { break }
        let wait = letter.nextAt - cast.place.clock.now
        waits.append(wait.seconds / 60)
        cast.place.clock.advance(by: wait)
      }
      #expect(waits.prefix(4) == [1, 2, 4, 8])
      #expect(waits.max() == 360)
      let dead = try await cast.office.database.read { try $0.letter(first) }!
      #expect(dead.deadAt != nil)
      #expect(dead.fault == "busy")
      post.fault.withLock { $0 = nil }
      try await cast.vendor.sendAgain(first)
      _ = try await housekeeping.run("letters")
      #expect(post.taken.withLock { $0 }.contains(first))
    }
  }

  @Test("A letter that will never be taken is dead at once", arguments: Engine.all)
  func permanent(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let post = FakePost()
      post.fault.withLock { $0 = PostFault(isPermanent: true, reason: "550") }
      _ = try await Housekeeping(cast.office, post: post).run("letters")
      #expect(try await cast.place.letters().allSatisfy { $0.deadAt != nil })
    }
  }

  @Test(
    "Two processes do not do one job at the same time; a lease that is not kept is taken over", arguments: Engine.all)
  func leases(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let one = Lease(name: "x", holder: "one", office: cast.office)
      let other = Lease(name: "x", holder: "other", office: cast.office)
      let taken = [try await one.take(), try await one.take(), try await other.take()]
      #expect(taken == [true, true, false])
      cast.place.clock.advance(by: Lease.term)
      let late = try await other.take()
      #expect(late)
      await #expect(throws: Lease.Lost.self) { try await one.keep() }
    }
  }

  @Test(
    "The place of a tab without heart-beats is given back, and its time of work is kept (PRO-01, DEC-53)",
    arguments: Engine.all)
  func sweep(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let base = try await cast.base()
      let desk = try await cast.desk
      let session = try await desk.open(base, client: "tab")
      for _ in 0..<10 {
        cast.place.clock.advance(by: .seconds(30))
        _ = try await desk.beat(session, active: true)
      }
      cast.place.clock.advance(by: .seconds(61))
      #expect(try await Housekeeping(cast.office, post: nil).run("sessions") == 1)
      let seconds: Int = try await cast.office.database.read { try $0.value("SELECT seconds FROM work_time") }
      #expect(seconds == 300)
    }
  }

  @Test("The seals of the audit tell a row that was changed", arguments: Engine.all, ["change", "remove", "forge"])
  func seals(engine: Engine, tampering: String) async throws {
    try await Cast.on(engine) { cast async throws in
      cast.place.clock.advance(by: .minutes(2))
      let housekeeping = Housekeeping(cast.office, post: nil)
      #expect(try await housekeeping.run("audit-seal")! > 3)
      #expect(try await Verification(cast.office).faults() == [])
      try await cast.base()
      cast.place.clock.advance(by: .minutes(2))
      #expect(try await housekeeping.run("audit-seal") == 1)
      #expect(try await Verification(cast.office).faults() == [])
      _ = try await cast.office.database.write { tx in
        switch tampering {
        case "change": try tx.run("UPDATE audit SET after = 'х' WHERE id = 3")
        case "remove": try tx.run("DELETE FROM audit WHERE id = 3")
        default:
          try tx.run("DELETE FROM audit WHERE id = 3")
          try tx.run("INSERT INTO audit (id, at, subject, subject_id, act) VALUES (3, 0, 'x', 1, 'x')")
        }
      }
      let areas = try await Verification(cast.office).faults().map(\.area)
      #expect(areas == ["audit"])
    }
  }

  @Test("Young rows are not sealed: one with a smaller number may still come", arguments: Engine.all)
  func young(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      #expect(try await Housekeeping(cast.office, post: nil).run("audit-seal") == 0)
    }
  }

  @Test("Verification tells totals, access and infobases that are not what they should be", arguments: Engine.all)
  func verification(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let base = try await cast.base()
      #expect(try await Verification(cast.office).faults() == [])
      try await cast.office.database.write { tx in
        try tx.run("UPDATE served_tally SET subscribers = 7 WHERE subscribers = 1")
        try tx.run("UPDATE subscriber SET access_ends_on = access_ends_on + 1 WHERE id = \(cast.client)")
        try tx.run("DELETE FROM membership WHERE subscriber_id = \(cast.client)")
      }
      try await cast.place.infobases.delete(base)
      let areas = Set(try await Verification(cast.office).faults().map(\.area))
      #expect(areas == ["totals", "access", "owners", "infobases"])
    }
  }
}
