import Handbook
import Store
import TestSupport
import Testing

struct UserTests {

  @Test(arguments: Engine.all)
  func `a person is found by number and address, and keeps a profile`(engine: Engine) async throws {
    try await engine.withCast { store, cast in
      try await store.write { tx in
        #expect(try tx.user(EmailAddress("ALIYA@plus.kz")!)?.id == cast.aliya)
        #expect(try tx.user(EmailAddress("nobody@plus.kz")!) == nil)
        try tx.setPassword("scrypt$3", of: cast.aliya)
        try tx.setProfile(name: "Әлия Қ.", language: .english, theme: .dark, of: cast.aliya)
        let user = try #require(try tx.user(cast.aliya))
        #expect((user.password, user.name, user.language, user.theme) == ("scrypt$3", "Әлия Қ.", .english, .dark))
        #expect(user.version == 3)
      }
      await expect(refuses: .unique) {
        try await store.write {
          _ = try $0.insertUser(
            email: EmailAddress("aliya@plus.kz")!, name: "", language: .russian, password: "", at: Cast.now)
        }
      }
    }
  }

  @Test(arguments: Engine.all)
  func `no code of the second factor works twice`(engine: Engine) async throws {
    try await engine.withCast { store, cast in
      try await store.write { tx in
        try tx.insertRecoveryCode([1], of: cast.aliya)
        try tx.setTOTP(secret: [7, 0, 7], confirmedAt: Cast.now, of: cast.aliya)
        #expect(try tx.takeRecoveryCode([1], of: cast.aliya, at: Cast.now) == false)
        let user = try #require(try tx.user(cast.aliya))
        #expect((user.totpSecret, user.totpConfirmedAt, user.totpLastStep) == ([7, 0, 7], Cast.now, nil))
        let taken = try [100, 100, 99, 101].map { try tx.takeTOTP(step: $0, of: cast.aliya) }
        #expect(taken == [true, false, false, true])
        try tx.insertRecoveryCode([2], of: cast.aliya)
        let codes = try [[2], [2], [3]].map { try tx.takeRecoveryCode($0, of: cast.aliya, at: Cast.now) }
        #expect(codes == [true, false, false])
        try tx.setTOTP(secret: nil, confirmedAt: nil, of: cast.aliya)
        #expect(try tx.user(cast.aliya)?.totpSecret == nil)
      }
    }
  }

  @Test(arguments: Engine.all)
  func `A-11: the role of a person is per subscriber`(engine: Engine) async throws {
    try await engine.withCast { store, cast in
      try await store.write { tx in
        try tx.join(cast.aliya, to: cast.client, as: .user, at: Cast.now + .days(1))
        try tx.join(cast.aliya, to: cast.vendor, as: .operator, at: Cast.now)
        #expect(try tx.memberships(of: cast.aliya).map(\.subscriberID) == [cast.vendor, cast.partner, cast.client])
        #expect(try tx.role(of: cast.aliya, in: cast.client) == .user)
        #expect(try tx.members(of: cast.client).map(\.userID) == [cast.bolat, cast.aliya])
        #expect(try tx.owners(of: cast.client) == 1)
        #expect(try tx.setRole(.owner, of: cast.aliya, in: cast.client))
        #expect(try tx.setRole(.owner, of: cast.bolat, in: cast.partner) == false)
        #expect(try tx.owners(of: cast.client) == 2)
        _ = try tx.insertSignIn(
          token: [1], user: cast.aliya, subscriber: nil, foreignComputer: false, awaitsSecondFactor: false, address: "",
          agent: "", at: Cast.now + .days(3), until: Cast.now)
        #expect(try tx.members(of: cast.client).map(\.seenAt) == [nil, Cast.now + .days(3)])
      }
      await expect(refuses: .unique) {
        try await store.write { try $0.join(cast.bolat, to: cast.client, as: .user, at: Cast.now) }
      }
      await expect(refuses: .check) { try await store.run("UPDATE membership SET role = 'king'") }
    }
  }

  @Test(arguments: Engine.all)
  func `BEY-44: somebody asked in is pending until he answers, it is revoked, or it is late`(engine: Engine)
    async throws
  {
    try await engine.withCast { store, cast in
      try await store.write { tx in
        let end = Cast.now + .days(7)
        let ids = try (1...3).map {
          try tx.insertUserInvitation(
            to: cast.client, email: EmailAddress("u\($0)@b.kz")!, role: .user, token: [UInt8($0)], by: cast.bolat,
            at: Cast.now, until: end)
        }
        #expect(try tx.pendingUsers(of: cast.client, at: Cast.now).map(\.id) == ids)
        #expect(try tx.pendingUsers(of: cast.client, at: end).isEmpty)
        #expect(try tx.acceptUserInvitation(ids[0], at: end) == false)
        #expect(try tx.acceptUserInvitation(ids[0], at: Cast.now))
        #expect(try tx.acceptUserInvitation(ids[0], at: Cast.now) == false)
        #expect(try tx.revokeUserInvitation(ids[0], of: cast.client, at: Cast.now) == false)
        #expect(try tx.revokeUserInvitation(ids[1], of: cast.rival, at: Cast.now) == false)
        #expect(try tx.revokeUserInvitation(ids[1], of: cast.client, at: Cast.now))
        #expect(try tx.pendingUsers(of: cast.client, at: Cast.now).map(\.id) == [ids[2]])
        let isOpen = try [1, 2, 3].map { try tx.userInvitation(token: [$0])?.isOpen }
        #expect(isOpen == [false, false, true])
        #expect(try tx.userInvitation(token: [3])?.subscriber == cast.client)
        #expect(try tx.userInvitation(token: [4]) == nil)
      }
    }
  }

  @Test(arguments: Engine.all)
  func `a reset link works once and in time`(engine: Engine) async throws {
    try await engine.withCast { store, cast in
      try await store.write { tx in
        let end = Cast.now + .minutes(30)
        try tx.insertPasswordReset(token: [1], of: cast.bolat, at: Cast.now, until: end)
        #expect(try tx.takePasswordReset(token: [1], at: end) == nil)
        #expect(try tx.takePasswordReset(token: [2], at: Cast.now) == nil)
        #expect(try tx.takePasswordReset(token: [1], at: Cast.now) == cast.bolat)
        #expect(try tx.takePasswordReset(token: [1], at: Cast.now) == nil)
      }
    }
  }

  @Test(arguments: Engine.all)
  func `C-02: sign-ins are seen, chosen, ended and forgotten`(engine: Engine) async throws {
    try await engine.withCast { store, cast in
      try await store.write { tx in
        let end = Cast.now + .days(1)
        let ids = try (1...3).map {
          try tx.insertSignIn(
            token: [UInt8($0)], user: cast.aliya, subscriber: $0 == 1 ? cast.partner : nil, foreignComputer: $0 == 2,
            awaitsSecondFactor: true, address: "10.0.0.\($0)", agent: "Firefox", at: Cast.now, until: end)
        }
        let signIn = try #require(try tx.signIn(token: [2]))
        #expect((signIn.isForeignComputer, signIn.awaitsSecondFactor, signIn.subscriberID) == (true, true, nil))
        try tx.passSecondFactor(ids[1])
        try tx.touch(signIn, at: Cast.now + .hours(1), until: end + .hours(1))
        #expect(try tx.signIn(token: [2])?.awaitsSecondFactor == false)
        #expect(try tx.signIns(of: cast.aliya, at: Cast.now).first?.id == ids[1])
        #expect(try tx.signIns(of: cast.aliya, at: end).map(\.id) == [ids[1]])

        let visitor = try #require(try tx.visitor(token: [1]))
        #expect(
          (visitor.name, visitor.membership?.role, visitor.membership?.name) == ("Әлия", .owner, "Бухгалтер Плюс"))
        #expect(try tx.visitor(token: [2])?.membership == nil)
        try tx.choose(cast.client, in: ids[0])  // where she is nobody
        #expect(try tx.visitor(token: [1])?.membership == nil)
        #expect(try tx.visitor(token: [9]) == nil)

        #expect(try tx.end(ids[0], of: cast.bolat) == false)
        #expect(try tx.end(ids[0], of: cast.aliya))
        try tx.endSignIns(of: cast.aliya, except: ids[1])
        #expect(try tx.signIn(token: [3]) == nil)
        try tx.forgetSignIns(before: end + .hours(2))
        #expect(try tx.signIn(token: [2]) == nil)
        try tx.endSignIns(of: cast.aliya, except: nil)

        for hour in 1...3 { try tx.countFailure(login: [1], from: "::1", at: Cast.now + .hours(hour)) }
        let failures = try #require(try tx.failures(login: [1], from: "::1"))
        #expect((failures.count, failures.lastAt) == (3, Cast.now + .hours(3)))
        #expect(try tx.failures(login: [1], from: "::2") == nil)
        try tx.forgetFailures(login: [1], from: "::1")
        #expect(try tx.failures(login: [1], from: "::1") == nil)
      }
    }
  }
}
