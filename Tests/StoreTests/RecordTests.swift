import Handbook
import Store
import TestSupport
import Testing

struct RecordTests {

  @Test(arguments: Engine.all)
  func `letters are sent in their time, tried again, given up and found`(engine: Engine) async throws {
    try await engine.withCast { store, cast in
      let now = Cast.now
      try await store.write { tx in
        for (name, subject) in [("one", "Приглашение 100%"), ("two", "Шақыру")] {
          try tx.keep(
            PrintedLetter(subject: subject, plain: "Сәлем", html: "<p>Сәлем</p>"), kind: "invitation",
            to: EmailAddress("\(name)@b.kz")!, of: cast.client, in: .kazakh, at: now)
        }
        let ids = try tx.lettersToSend(at: now, limit: 9).map(\.id)
        #expect(ids.count == 2)
        #expect(try tx.lettersToSend(at: now, limit: 1).map(\.id) == [ids[0]])
        #expect(try tx.lettersToSend(at: now - .seconds(1), limit: 9).isEmpty)
        try tx.letterWasSent(ids[0], at: now)
        try tx.letterFailed(ids[1], "451 later", next: now + .hours(1), at: now)
        #expect(try tx.lettersToSend(at: now, limit: 9).isEmpty)
        #expect(try tx.lettersToSend(at: now + .hours(1), limit: 9).map(\.tries) == [1])
        try tx.letterFailed(ids[1], "550 nobody", next: nil, at: now + .hours(1))
        #expect(try tx.lettersToSend(at: now + .days(9), limit: 9).isEmpty)
        let dead = try #require(try tx.letter(ids[1]))
        #expect((dead.tries, dead.fault, dead.deadAt) == (2, "550 nobody", now + .hours(1)))
        #expect((dead.language, dead.html, dead.recipient.description) == (.kazakh, "<p>Сәлем</p>", "two@b.kz"))
        #expect(try tx.sendLetterAgain(ids[0], at: now) == false)
        #expect(try tx.sendLetterAgain(ids[1], at: now))
        #expect(try tx.lettersToSend(at: now, limit: 9).map(\.tries) == [0])

        func find(_ words: String, onlyUnsent: Bool = false) throws -> [ID<KeptLetter>] {
          try tx.letters(search: words, onlyUnsent: onlyUnsent, after: nil, limit: 9).items.map(\.id)
        }
        #expect(try find("") == [ids[1], ids[0]])
        #expect(try find("", onlyUnsent: true) == [ids[1]])
        #expect(try find("ONE@") == [ids[0]])
        #expect(try find("Шақ") == [ids[1]])
        #expect(try find("100%") == [ids[0]])
        #expect(try find("%Ш") == [])
      }
    }
  }

  @Test(arguments: Engine.all)
  func `the audit tells a subject’s and a subscriber’s history, and is sealed`(engine: Engine) async throws {
    try await engine.withCast { store, cast in
      try await store.write { tx in
        for (act, user) in [("add", cast.aliya), ("edit", nil), ("drop", cast.bolat)] as [(String, User.ID?)] {
          try tx.record(
            act, on: "card", 7, of: act == "add" ? nil : cast.client, before: "было", after: "стало", by: user,
            in: cast.partner, from: "::1", at: Cast.now)
        }
        try tx.record("x", on: "other", 7, of: nil, before: "", after: "", by: nil, in: nil, from: "", at: Cast.now)
        let history = try tx.history(of: "card", 7)
        #expect(history.map(\.act) == ["drop", "edit", "add"])
        #expect(history.map(\.userName) == ["Болат", nil, "Әлия"])
        #expect((history[0].before, history[0].after, history[0].actorID) == ("было", "стало", cast.partner))
        #expect(try tx.history(of: "card", 7, limit: 1).map(\.act) == ["drop"])
        #expect(try tx.audit(of: nil, after: nil, limit: 9).items.count == 4)
        #expect(try tx.audit(of: cast.client, after: nil, limit: 9).items.map(\.act) == ["drop", "edit"])
        let last = history[0].id.number
        #expect(try tx.auditRows(after: last - 2, through: last, limit: 9).map(\.act) == ["edit", "drop"])
        #expect(try tx.auditRows(after: 0, through: last, limit: 1).map(\.act) == ["add"])

        #expect(try tx.lastSeal() == nil)
        try tx.seal(through: 2, rows: 2, hash: [1, 0], at: Cast.now)
        try tx.seal(through: last, rows: 1, hash: [2], at: Cast.now)
        #expect(try tx.lastSeal()?.hash == [2])
        #expect(try tx.seals().map(\.rows) == [2, 1])
      }
    }
  }

  @Test(arguments: Engine.all)
  func `tokens are revoked once, and answers are kept for their key`(engine: Engine) async throws {
    try await engine.withCast { store, cast in
      let token = try await store.write { tx in
        let id = try tx.insertToken(
          [1, 2], name: "1С", scopes: "read write", of: cast.aliya, in: cast.partner, at: Cast.now,
          until: Cast.now + .days(1))
        #expect(try tx.token([1, 2])?.scopes == "read write")
        #expect(try tx.token([9]) == nil)
        #expect(try tx.tokens(of: cast.partner).map(\.id) == [id])
        #expect(try tx.revokeToken(id, of: cast.rival, at: Cast.now) == false)
        #expect(try tx.revokeToken(id, of: cast.partner, at: Cast.now))
        #expect(try tx.revokeToken(id, of: cast.partner, at: Cast.now) == false)
        #expect(try tx.token([1, 2])?.revokedAt == Cast.now)

        #expect(try tx.answer(of: id, key: "k") == nil)
        try tx.keepAnswer(of: id, key: "k", requestHash: [3], status: 201, location: "/x", body: "{}", at: Cast.now)
        let answer = try #require(try tx.answer(of: id, key: "k"))
        #expect((answer.requestHash, answer.status, answer.location, answer.body) == ([3], 201, "/x", "{}"))
        return id
      }
      await expect(refuses: .unique) {
        try await store.write {
          try $0.keepAnswer(of: token, key: "k", requestHash: [4], status: 200, location: "", body: "", at: Cast.now)
        }
      }
    }
  }

  @Test(arguments: Engine.all)
  func `a lease is kept by its holder, and taken when it has run out`(engine: Engine) async throws {
    try await engine.withStore { store in
      try await store.write { tx throws in
        let (now, end) = (Cast.now, Cast.now + .minutes(1))
        #expect(try tx.lease("mail", by: "a", at: now, until: end))
        #expect(try tx.lease("mail", by: "b", at: now, until: end) == false)
        #expect(try tx.lease("seal", by: "b", at: now, until: end))
        #expect(try tx.lease("mail", by: "a", at: now, until: end + .minutes(1)))
        #expect(try tx.lease("mail", by: "b", at: end, until: end + .minutes(9)) == false)
        #expect(try tx.lease("mail", by: "b", at: end + .minutes(1), until: end + .minutes(9)))
      }
      // Of many who ask at once, one has it.
      let winners = try await withThrowingTaskGroup(of: Bool.self) { group in
        for number in 0..<16 {
          group.addTask {
            try await store.write { try $0.lease("race", by: "\(number)", at: Cast.now, until: Cast.now + .hours(1)) }
          }
        }
        return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
      }
      #expect(winners == 1)
    }
  }

  @Test(arguments: Engine.all)
  func `settings are words by name`(engine: Engine) async throws {
    try await engine.withStore { store in
      try await store.write { tx in
        #expect(try tx.setting("zone") == nil)
        try tx.set("zone", to: "Asia/Almaty")
        try tx.set("zone", to: "")
        #expect(try tx.setting("zone") == "")
      }
    }
  }

  @Test(arguments: Engine.all)
  func `a tariff keeps the terms of the catalogue that stated them first`(engine: Engine) async throws {
    try await engine.withStore { store in
      try await store.write { tx in
        #expect(try tx.newestCatalogue() == nil)
        let first = try tx.insertCatalogue("один", by: nil, at: Cast.now)
        let terms = try tx.insertTerms("basic", in: first)
        try tx.offer(terms, in: first)
        let second = try tx.insertCatalogue("екі", by: nil, at: Cast.now)
        try tx.offer(terms, in: second)
        let extra = try tx.insertTerms("extra", in: second)
        try tx.offer(extra, in: second)
        #expect(try tx.newestCatalogue() == second)
        #expect(try (tx.catalogueText(first), tx.catalogueText(99)) == ("один", nil))
        #expect(Set(try tx.offeredTerms(second).map(\.code)) == ["basic", "extra"])
        #expect(try tx.offeredTerms(first).map(\.terms) == [terms])
        let stated = try #require(try tx.terms(terms))
        #expect((stated.catalogue, stated.code) == (first, "basic"))
        #expect(try tx.terms(ID(99)) == nil)
      }
    }
  }
}
