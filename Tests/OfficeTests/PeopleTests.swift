import Foundation
import Handbook
import TestSupport
import Testing

@testable import Office
@testable import Store

@Suite struct PeopleTests {
  @Test(
    "Registration makes a client served by the partner, with its owner and the test period (F-01 … F-06, E-01, DEC-33)",
    arguments: Engine.all)
  func registration(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let facts = try await cast.partner.subscriber(cast.client).facts
      #expect(facts.partnerID == cast.partner.actor.subscriber)
      #expect(facts.name == "client@example.kz")
      #expect(try await cast.owner.role == .owner)
      #expect(
        try await cast.place.letters("invitation-activated").map(\.recipient.description) == ["partner@example.kz"])
      let invitation = try await cast.partner.invitations(state: .activated, search: "", after: nil).items
      #expect(invitation.count == 1)
    }
  }

  @Test("A code works once, and not for a known address without its sign-in (E-01)", arguments: Engine.all)
  func knownAddress(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let used = try await cast.place.token("invitation")
      #expect(
        try await refusedRules {
          _ = try await cast.place.entrance.register(
            used, visitor: nil, name: "А", password: Place.password, repeated: Place.password, language: .russian)
        }.contains("DEC-13"))
      try await cast.partner.invite(Entries(["email": "client@example.kz"]))
      let code = try await cast.place.token("invitation")
      #expect(
        try await refusedRules {
          _ = try await cast.place.entrance.register(
            code, visitor: nil, name: "А", password: Place.password, repeated: Place.password, language: .russian)
        } == ["E-01"])
      let signIn = try await cast.place.entrance.signIn(
        login: "client@example.kz", password: Place.password, foreignComputer: false)
      let visitor = try await cast.place.entrance.visitor(signIn)
      _ = try await cast.place.entrance.register(
        code, visitor: visitor, name: "", password: "", repeated: "", language: .russian)
      let moved = try await cast.place.entrance.visitor(signIn)
      #expect(moved?.membership?.subscriberID != cast.client)
      #expect(moved?.membership?.role == .owner)
    }
  }

  @Test("A blocked and an expired invitation register nobody (DEC-13)", arguments: Engine.all)
  func closedInvitations(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let id = try await cast.partner.invite(Entries(["email": "new@example.kz"]))
      let code = try await cast.place.token("invitation")
      func register() async throws {
        _ = try await cast.place.entrance.register(
          code, visitor: nil, name: "А", password: Place.password, repeated: Place.password, language: .russian)
      }
      try await cast.partner.block(id, Entries([:]))
      #expect(try await refusedRules(register) == ["DEC-13"])
      try await cast.partner.unblock(id)
      cast.place.clock.advance(by: .days(31))
      #expect(try await refusedRules(register) == ["DEC-13"])
    }
  }

  @Test("The last owner is not removed or demoted (DEC-34, PRO-13)", arguments: Engine.all)
  func lastOwner(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let owner = try await cast.owner
      let house = HouseDesk(cast.office, owner)
      #expect(try await refusedRules { try await house.change(owner.user, to: nil) } == ["DEC-34"])
      #expect(try await refusedRules { try await house.change(owner.user, to: .user) } == ["DEC-34"])
      try await house.invite(Entries(["email": "second@example.kz", "role": "owner"]))
      try await cast.place.join("user-invitation", "Вторая")
      try await house.change(owner.user, to: .user)
      #expect(try await cast.owner.role == .user)
    }
  }

  @Test("The live sessions of a user who is taken out end, and their work stays (A-11, DEC-53)", arguments: Engine.all)
  func removedUser(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let id = try await cast.base()
      let desk = try await cast.desk
      let user = ClientDesk(cast.office, try await cast.user())
      try await desk.set(.run, of: user.actor.user, in: id)
      let (his, own) = (try await user.open(id, client: "tab"), try await desk.open(id, client: "tab"))
      cast.place.clock.advance(by: .seconds(30))
      #expect(try await user.beat(his, active: true) != nil)
      try await HouseDesk(cast.office, cast.owner).change(user.actor.user, to: nil)
      #expect(try await user.beat(his, active: true) == nil)
      #expect(try await desk.beat(own, active: true) != nil)
      let seconds: Int = try await cast.office.database.read {
        try $0.value("SELECT seconds FROM work_time WHERE user_id = \(user.actor.user)")
      }
      #expect(seconds == 30)
      await #expect(throws: Missing.self) { _ = try await user.open(id, client: "tab") }
    }
  }

  @Test("Wrong passwords make their own address wait, ever longer, and nobody else (C-02)", arguments: Engine.all)
  func throttling(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      func tryIn(_ password: String, from address: String = "203.0.113.5") async throws -> String? {
        do {
          _ = try await Entrance(cast.office, from: address, agent: "").signIn(
            login: "client@example.kz", password: password, foreignComputer: false)
          return nil
        } catch let refusals as Refusals {
          return refusals.all[0].text.en
        }
      }
      for _ in 0..<5 { #expect(try await tryIn("wrong")?.contains("password is wrong") == true) }
      #expect(try await tryIn(Place.password)?.contains("Too many tries") == true)
      #expect(try await tryIn(Place.password, from: "198.51.100.9") == nil)
      cast.place.clock.advance(by: .seconds(11))
      #expect(try await tryIn("wrong")?.contains("password is wrong") == true)
      cast.place.clock.advance(by: .seconds(11))
      #expect(try await tryIn(Place.password)?.contains("Too many tries") == true)
      cast.place.clock.advance(by: .seconds(10))
      #expect(try await tryIn(Place.password) == nil)
    }
  }

  @Test(
    "TOTP is RFC 6238 in six digits",
    arguments: [
      (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
      (2_000_000_000, "279037"), (20_000_000_000, "353130"),
    ])
  func vectors(seconds: Int64, code: String) {
    let now = Instant(milliseconds: seconds * 1000)
    #expect(TOTP.code(Array("12345678901234567890".utf8), step: TOTP.step(at: now)) == code)
  }

  @Test(
    "A password's hash is made anew at sign-in when the parameters have grown, and only then", arguments: Engine.all)
  func strongerHash(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      func signIn(cost: Int, parallelism: Int, _ password: String = Place.password) async throws -> String {
        let office = Office(
          database: cast.office.database, world: cast.office.world, catalogues: cast.office.catalogues,
          passwords: PasswordKeeper(cost: cost, parallelism: parallelism), address: cast.office.address,
          keeper: cast.office.keeper, print: cast.office.print)
        _ = try? await Entrance(office, from: "203.0.113.5", agent: "").signIn(
          login: "client@example.kz", password: password, foreignComputer: false)
        let hash = try await office.database.read { try $0.user(EmailAddress("client@example.kz")!)!.password }
        #expect(try await office.passwords.verify(Place.password, against: hash))
        return hash
      }
      let weak = try await signIn(cost: 4, parallelism: 1)
      #expect(weak.hasPrefix("scrypt$4$1$"))
      #expect(try await signIn(cost: 5, parallelism: 1, "wrong") == weak)
      #expect(try await signIn(cost: 5, parallelism: 1).hasPrefix("scrypt$5$1$"))
      let strong = try await signIn(cost: 5, parallelism: 2)
      #expect(strong.hasPrefix("scrypt$5$2$"))
      #expect(try await signIn(cost: 4, parallelism: 3) == strong)
      #expect(try await signIn(cost: 5, parallelism: 2) == strong)
      try await cast.office.database.write { tx in
        let user = try tx.user(EmailAddress("client@example.kz")!)!
        try tx.strengthenPassword(from: weak, to: "scrypt$9$9$$", of: user.id)
        #expect(try tx.user(user.id)?.password == strong)
      }
    }
  }

  @Test("A code of the second factor works once (C-02)", arguments: Engine.all)
  func secondFactorOnce(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let entrance = cast.place.entrance
      func signIn() async throws -> Visitor {
        let token = try await entrance.signIn(
          login: "client@example.kz", password: Place.password, foreignComputer: false)
        return try await entrance.visitor(token)!
      }
      func code(_ secret: [UInt8]) -> String { TOTP.code(secret, step: TOTP.step(at: cast.place.clock.now)) }
      let person = PersonDesk(cast.office, try await signIn(), from: "203.0.113.5")
      let secret = try await person.beginTOTP()
      let recovery = try await person.confirmTOTP(code: code(secret))
      let visitor = try await signIn()
      #expect(visitor.signIn.awaitsSecondFactor)
      #expect(try await refusedRules { try await entrance.passSecondFactor(visitor, code: code(secret)) } == ["C-02"])
      cast.place.clock.advance(by: .seconds(30))
      try await entrance.passSecondFactor(visitor, code: code(secret))
      let again = try await signIn()
      #expect(try await refusedRules { try await entrance.passSecondFactor(again, code: code(secret)) } == ["C-02"])
      try await entrance.passSecondFactor(again, code: recovery[0])
      let third = try await signIn()
      #expect(try await refusedRules { try await entrance.passSecondFactor(third, code: recovery[0]) } == ["C-02"])
    }
  }

  @Test(
    "Wrong codes of a person are counted from everywhere together, until a right one (C-02)", arguments: Engine.all)
  func secondFactorFromEverywhere(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let entrance = cast.place.entrance
      func signIn() async throws -> Visitor {
        let token = try await entrance.signIn(
          login: "client@example.kz", password: Place.password, foreignComputer: false)
        return try await entrance.visitor(token)!
      }
      let person = PersonDesk(cast.office, try await signIn(), from: "203.0.113.5")
      let secret = try await person.beginTOTP()
      func rightCode() -> String { TOTP.code(secret, step: TOTP.step(at: cast.place.clock.now)) }
      _ = try await person.confirmTOTP(code: rightCode())
      cast.place.clock.advance(by: .seconds(30))
      let visitor = try await signIn()
      func show(_ code: String, from number: Int) async throws -> String? {
        do {
          try await Entrance(cast.office, from: "198.51.100.\(number)", agent: "").passSecondFactor(visitor, code: code)
          return nil
        } catch let refusals as Refusals { return refusals.all[0].text.en }
      }
      for number in 1...20 { #expect(try await show("wrong", from: number)?.contains("code is wrong") == true) }
      #expect(try await show(rightCode(), from: 21)?.contains("Too many wrong codes") == true)
      // The password still admits: only the code waits.
      _ = try await signIn()
      cast.place.clock.advance(by: .seconds(11))
      #expect(try await show("wrong", from: 22)?.contains("code is wrong") == true)
      cast.place.clock.advance(by: .seconds(11))
      #expect(try await show(rightCode(), from: 23)?.contains("Too many wrong codes") == true)
      cast.place.clock.advance(by: .seconds(10))
      #expect(try await show(rightCode(), from: 23) == nil)
      #expect(try await show("wrong", from: 24)?.contains("code is wrong") == true)
    }
  }

  @Test("Guesses of a code that are made at once are counted one by one (C-02)", arguments: Engine.all)
  func secondFactorAtOnce(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let entrance = cast.place.entrance
      func signIn() async throws -> Visitor {
        let token = try await entrance.signIn(
          login: "client@example.kz", password: Place.password, foreignComputer: false)
        return try await entrance.visitor(token)!
      }
      let person = PersonDesk(cast.office, try await signIn(), from: "203.0.113.5")
      let secret = try await person.beginTOTP()
      _ = try await person.confirmTOTP(code: TOTP.code(secret, step: TOTP.step(at: cast.place.clock.now)))
      let visitor = try await signIn()
      await withTaskGroup(of: Void.self) { group in
        for number in 0..<40 {
          group.addTask {
            let address = "198.51.100.\(number)"
            try? await Entrance(cast.office, from: address, agent: "").passSecondFactor(visitor, code: "wrong")
          }
        }
      }
      let failures: Int = try await cast.office.database.read {
        try $0.value("SELECT CAST(sum(failures) AS BIGINT) FROM failed_sign_in")
      }
      #expect(failures == 20)
    }
  }

  @Test("The set-up token admits until the service is set up, and only the last one", arguments: Engine.all)
  func setUpToken(engine: Engine) async throws {
    try await Place.on(engine) { place async throws in
      let setup = Setup(place.office)
      let (old, token) = (try await setup.offer(), try await setup.offer())
      #expect(try await !setup.admits(old))
      #expect(try await setup.admits(token))
      _ = try await setup.setUp(
        Entries([
          "vendor": "Балғын", "name": "Айгүл", "email": "vendor@example.kz", "password": Place.password,
          "password_repeated": Place.password,
        ]), from: "203.0.113.1")
      #expect(try await !setup.admits(token))
    }
  }
}
