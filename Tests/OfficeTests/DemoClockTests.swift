import Foundation
import Handbook
import Infobases
import Synchronization
import TestSupport
import Testing

@testable import Office
@testable import Store

@Suite struct DemoClockTests {
  /// A demo whose clock was opened as the program opens it.
  private static func on(
    _ engine: Engine, _ body: (Place, Office, DemoClock, FakePost) async throws -> Void
  ) async throws {
    try await Place.on(engine, Day(2026, 3, 31)!) { place in
      _ = try await Demo(place.office).create()
      let post = FakePost()
      let (office, clock) = try await opened(place, post)
      try await body(place, office, clock, post)
    }
  }

  private static func opened(_ place: Place, _ post: FakePost) async throws -> (Office, DemoClock) {
    let clock = try #require(try await Demo.clock(of: place.office.database, over: place.office.world))
    let office = Office(
      database: place.office.database, world: place.office.world.moved(by: clock),
      catalogues: place.office.catalogues, passwords: place.office.passwords, address: place.office.address,
      keeper: place.office.keeper, print: place.office.print)
    return (office, DemoClock(office, clock, Housekeeping(office, post: post)))
  }

  private static func visitor(_ office: Office, _ email: String) async throws -> (Token, Visitor) {
    let entrance = Entrance(office, from: "203.0.113.5", agent: "test")
    let token = try await entrance.signIn(login: email, password: Demo.password, foreignComputer: true)
    return (token, try #require(try await entrance.visitor(token)))
  }

  @Test(
    "The clock goes on by a day, a week, a month or to a date, and stays where it is after a restart (PRO-23)",
    arguments: Engine.all)
  func moves(engine: Engine) async throws {
    try await Self.on(engine) { place, office, clock, _ async throws in
      let (_, visitor) = try await Self.visitor(office, "client@example.kz")
      var days: [Day] = []
      for entries in [["step": "day"], ["step": "week"], ["step": "month"], ["to": "20.05.2026"]] {
        try await clock.move(Entries(entries), by: visitor, from: "203.0.113.5")
        days.append(office.world.today)
      }
      #expect(days.map(\.iso) == ["2026-04-01", "2026-04-08", "2026-05-08", "2026-05-20"])
      #expect(clock.daysAhead == 50)
      #expect(office.world.zone.clock(of: office.world.now()).hour == 12)
      #expect(place.office.world.today == Day(2026, 3, 31)!)

      let again = try await Self.opened(place, FakePost())
      #expect(again.0.world.today == Day(2026, 5, 20)!)
      #expect(again.1.daysAhead == 50)
      #expect(try await Verification(office).faults() == [])
      let rows = try await office.database.read { try $0.audit(of: nil, after: nil, limit: 10).items }
      let moved = try #require(rows.first { $0.act == "move-clock" })
      #expect(moved.before == #"{"from":"2026-05-08"}"# && moved.after == #"{"to":"2026-05-20"}"#)
    }
  }

  @Test("The clock goes neither back nor further than a year at once (PRO-23)", arguments: Engine.all)
  func refused(engine: Engine) async throws {
    try await Self.on(engine) { place, office, clock, _ async throws in
      let (_, visitor) = try await Self.visitor(office, "vendor@example.kz")
      for to in ["31.03.2026", "30.03.2026", "02.04.2027"] {
        let rules = try await refusedRules {
          try await clock.move(Entries(["to": to]), by: visitor, from: "203.0.113.5")
        }
        #expect(rules == ["PRO-23"], "\(to)")
      }
      for to in ["", "31.02.2027", "завтра"] {
        let rules = try await refusedRules {
          try await clock.move(Entries(["to": to]), by: visitor, from: "203.0.113.5")
        }
        #expect(rules == ["INPUT"], "\(to)")
      }
      #expect(office.world.today == Day(2026, 3, 31)!)
    }
  }

  @Test(
    "The service's own work is done for the days that pass: letters go out, subscriptions and sessions end (PRO-23)",
    arguments: Engine.all)
  func work(engine: Engine) async throws {
    try await Self.on(engine) { place, office, clock, post async throws in
      let (_, visitor) = try await Self.visitor(office, "partner@example.kz")
      let before = try await place.letters().filter { $0.sentAt == nil && $0.deadAt == nil }
      #expect(!before.isEmpty)
      let ending = try #require(
        try await office.database.read { tx in
          try tx.subscriptions(.init(), .init(order: .number, limit: 500), on: Day(2026, 3, 31)!).items.first {
            $0.endsOn == Day(2026, 4, 3)!
          }
        })
      #expect(try await office.database.read { try $0.value("SELECT count(*) FROM session") as Int } > 0)
      try await clock.move(Entries(["step": "week"]), by: visitor, from: "203.0.113.5")
      #expect(Set(post.taken.withLock { $0 }).isSuperset(of: before.map(\.id)))
      #expect(ending.state(on: office.world.today) == .ended)
      #expect(try await office.database.read { try $0.value("SELECT count(*) FROM session") as Int } == 0)
      // The audit was sealed on the way, up to the last day.
      let rows = try await office.database.read { try $0.audit(of: nil, after: nil, limit: 1).items }
      #expect(try await office.database.read { try $0.lastSeal() }?.lastID == rows[0].id.number)
    }
  }

  @Test("A scheduled copy is made on the way (PRO-18, PRO-23)", arguments: Engine.all)
  func copies(engine: Engine) async throws {
    try await Self.on(engine) { place, office, clock, _ async throws in
      let (_, visitor) = try await Self.visitor(office, "test@example.kz")
      let base = try await ClientDesk(office, place.actor("test@example.kz")).infobases().list[0].id
      _ = try await office.database.write { tx in
        try tx.run("UPDATE infobase SET backup_hour = 3 WHERE id = \(base)")
      }
      try await clock.move(Entries(["step": "day"]), by: visitor, from: "203.0.113.5")
      let copies = try await place.keeper.backups(of: base)
      #expect(copies.map { office.world.zone.day(of: $0.takenAt) } == [Day(2026, 4, 1)!])
    }
  }

  @Test(
    "Nobody is signed out by the clock, and an authenticator goes on by the clock on the wall (PRO-23, C-02)",
    arguments: Engine.all)
  func signIns(engine: Engine) async throws {
    try await Self.on(engine) { place, office, clock, _ async throws in
      let (token, visitor) = try await Self.visitor(office, "partner@example.kz")
      let (other, _) = try await Self.visitor(office, "kassa@example.kz")
      let desk = PersonDesk(office, visitor, from: "203.0.113.5")
      let secret = try await desk.beginTOTP()
      func code() -> String { TOTP.code(secret, step: Int(place.clock.now.milliseconds / 30_000)) }
      _ = try await desk.confirmTOTP(code: code())
      try await clock.move(Entries(["step": "month"]), by: visitor, from: "203.0.113.5")

      let entrance = Entrance(office, from: "203.0.113.5", agent: "test")
      #expect(try await entrance.visitor(token)?.name == visitor.name)
      #expect(try await entrance.visitor(other) != nil)
      // A sign-in on somebody else's computer still ends when its person is away for a quarter of an hour.
      place.clock.advance(by: .minutes(16))
      #expect(try await entrance.visitor(other) == nil)

      let half = try await entrance.signIn(
        login: "partner@example.kz", password: Demo.password, foreignComputer: false)
      let waiting = try #require(try await entrance.visitor(half))
      try await entrance.passSecondFactor(waiting, code: code())
      #expect(try await entrance.visitor(half)?.signIn.awaitsSecondFactor == false)
    }
  }

  @Test("Two who move the clock at once get the later of their days, not the sum (PRO-23)", arguments: Engine.all)
  func together(engine: Engine) async throws {
    try await Self.on(engine) { place, office, clock, _ async throws in
      let (_, visitor) = try await Self.visitor(office, "client@example.kz")
      async let one: Void = clock.move(Entries(["to": "05.04.2026"]), by: visitor, from: "203.0.113.5")
      async let two: Void = clock.move(Entries(["to": "10.04.2026"]), by: visitor, from: "203.0.113.5")
      // The slower may find that its day is past already.
      do { try await one } catch is Refusals {}
      try await two
      #expect(office.world.today == Day(2026, 4, 10)!)
    }
  }

  @Test("An installation that is not a demo has no clock to move (PRO-23)", arguments: Engine.all)
  func real(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      #expect(try await Demo.clock(of: cast.office.database, over: cast.office.world) == nil)
      // Not even for somebody who has got hold of one.
      let entrance = cast.place.entrance
      let token = try await entrance.signIn(
        login: "vendor@example.kz", password: Place.password, foreignComputer: false)
      let visitor = try #require(try await entrance.visitor(token))
      let clock = DemoClock(cast.office, cast.place.clock, Housekeeping(cast.office, post: nil))
      let before = cast.place.clock.now
      await #expect(throws: Missing.self) {
        try await clock.move(Entries(["step": "day"]), by: visitor, from: "203.0.113.5")
      }
      #expect(cast.place.clock.now == before)
      #expect(try await entrance.visitor(token) != nil)
    }
  }
}
