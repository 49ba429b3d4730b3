import Handbook
import Store
import TestSupport
import Testing

extension Writing {
  func insertInfobase(_ name: String, of subscriber: Subscriber.ID) throws -> Infobase.ID {
    try insertInfobase(
      of: subscriber, application: "accounting", name: name, zone: "Asia/Almaty", origin: "", by: nil, at: Cast.now)
  }
}

struct InfobaseTests {

  @Test(arguments: Engine.all)
  func `PRO-21: an infobase moves only from where it is, and each move is remembered`(engine: Engine) async throws {
    try await engine.withCast { store, cast in
      try await store.write { tx in
        let id = try tx.insertInfobase("Бухгалтерия", of: cast.client)
        #expect(try tx.infobasesInWork(at: Cast.now, limit: 9).map(\.id) == [id])
        #expect(try tx.move(id, from: [.ready], to: .toDelete, at: Cast.now) == false)
        #expect(try tx.move(id, from: [.preparing], to: .failed, note: "нет места", at: Cast.now))
        #expect(try tx.infobase(id, for: cast.bolat, at: Cast.now)?.tries == 1)
        #expect(try tx.move(id, from: [.failed, .ready], to: .preparing, at: Cast.now))
        #expect(try tx.move(id, from: [.preparing], to: .ready, at: Cast.now))
        #expect(try tx.infobasesInWork(at: Cast.now, limit: 9).isEmpty)
        #expect(try tx.countInfobases(of: cast.client) == 1)
        let later = Cast.now + .days(30)
        #expect(try tx.move(id, from: [.ready], to: .toDelete, deleteAfter: later, at: Cast.now))
        #expect(try tx.countInfobases(of: cast.client) == 0)
        #expect(try tx.infobase(id, for: cast.bolat, at: Cast.now)?.deleteAfter == later)
        #expect(try tx.infobasesInWork(at: Cast.now, limit: 9).isEmpty)
        #expect(try tx.infobasesInWork(at: later, limit: 9).map(\.state) == [.toDelete])
        #expect(try tx.move(id, from: [.toDelete], to: .deleted, at: later))
        #expect(try tx.infobase(id, for: cast.bolat, at: later) == nil)
        #expect(try tx.infobases(of: cast.client, for: cast.bolat, at: later).isEmpty)
        let events = try tx.events(of: id)
        #expect(events.map(\.state) == [.deleted, .toDelete, .ready, .preparing, .failed, .preparing])
        #expect(events[4].note == "нет места")
        #expect(try tx.move(id, from: [], to: .ready, at: later) == false)
      }
    }
  }

  @Test(arguments: Engine.all)
  func `BEY-41: rights are a matrix of persons and infobases`(engine: Engine) async throws {
    try await engine.withCast { store, cast in
      try await store.write { tx in
        let (books, pay) = (
          try tx.insertInfobase("Книги", of: cast.client), try tx.insertInfobase("Зарплата", of: cast.client)
        )
        try tx.setRight(.run, of: cast.bolat, in: books)
        try tx.setRight(.administer, of: cast.bolat, in: books)
        try tx.setRight(.api, of: cast.bolat, in: pay)
        try tx.setRight(nil, of: cast.bolat, in: pay)
        #expect(try tx.infobases(of: cast.client, for: cast.bolat, at: Cast.now).map(\.level) == [.administer, nil])
        #expect(try tx.rights(in: cast.client).map(\.level) == [.administer])
        #expect(try tx.rights(in: cast.rival).isEmpty)
        #expect(try tx.rename(books, name: "Учёт", zone: "Asia/Oral", backupHour: 3, version: 1))
        #expect(try tx.rename(books, name: "Поздно", zone: "", backupHour: nil, version: 1) == false)
        let facts = try #require(try tx.infobase(books, for: cast.aliya, at: Cast.now))
        #expect((facts.name, facts.zone, facts.backupHour, facts.level) == ("Учёт", "Asia/Oral", 3, nil))
        #expect(facts.application == "accounting")

        try tx.remove(cast.bolat, from: cast.client)
        #expect(try tx.rights(in: cast.client).isEmpty)
        #expect(try tx.role(of: cast.bolat, in: cast.client) == nil)
      }
      await expect(refuses: .check) { try await store.run("UPDATE infobase SET state = 'lost'") }
    }
  }

  @Test(arguments: Engine.all)
  func `DEC-57: a grant lets in until it ends or is revoked`(engine: Engine) async throws {
    try await engine.withCast { store, cast in
      try await store.write { tx in
        let books = try tx.insertInfobase("Книги", of: cast.client)
        let end = Cast.now + .hours(4)
        let id = try tx.insertGrant(
          to: cast.aliya, of: cast.partner, in: books, reason: "закрытие года", by: cast.bolat, at: Cast.now, until: end
        )
        #expect(try tx.grants(to: cast.aliya, at: Cast.now).isEmpty)  // the infobase is not ready yet
        try tx.move(books, from: [.preparing], to: .ready, at: Cast.now)
        #expect(try tx.grants(to: cast.aliya, at: Cast.now).map(\.id) == [id])
        #expect(try tx.grants(to: cast.aliya, at: end).isEmpty)
        #expect(try tx.grants(to: cast.bolat, at: Cast.now).isEmpty)
        #expect(try tx.revokeGrant(id, of: cast.rival, by: cast.bolat, at: Cast.now) == false)
        #expect(try tx.revokeGrant(id, of: cast.client, by: cast.bolat, at: Cast.now))
        #expect(try tx.revokeGrant(id, of: cast.client, by: cast.bolat, at: Cast.now) == false)
        #expect(try tx.grants(to: cast.aliya, at: Cast.now).isEmpty)
        let kept = try #require(try tx.grants(of: cast.client).first)
        #expect((kept.organisationName, kept.userName, kept.grantedByName) == ("Бухгалтер Плюс", "Әлия", "Болат"))
        #expect((kept.infobaseName, kept.reason, kept.revokedAt) == ("Книги", "закрытие года", Cast.now))
      }
    }
  }

  @Test(arguments: Engine.all)
  func `A-12: sessions beat, are asked to end, fall silent and leave their work`(engine: Engine) async throws {
    try await engine.withCast { store, cast in
      let now = Cast.now
      try await store.write { tx in
        let books = try tx.insertInfobase("Книги", of: cast.client)
        let ids = try (1...4).map {
          try tx.insertSession(
            of: cast.client, infobase: books, user: cast.bolat, token: [UInt8($0)], client: "web", address: "::1",
            at: now)
        }
        #expect(try tx.countSessions(of: cast.client) == 4)
        #expect(try tx.infobase(books, for: cast.bolat, at: now)?.sessions == 4)
        #expect(try tx.infobase(books, for: cast.bolat, at: now)?.usedAt == now)

        // The first works, the second only beats, the third is asked to end, the fourth is silent.
        let later = now + .minutes(10)
        #expect(try tx.beat(token: [1], active: true, at: later)?.endsAt == .some(nil))
        #expect(try tx.beat(token: [2], active: false, at: later) != nil)
        #expect(try tx.endSession(ids[2], of: cast.rival, at: later, message: "", by: cast.bolat) == false)
        #expect(try tx.endSession(ids[2], of: cast.client, at: later, message: "Обновление", by: cast.bolat))
        let warned = try #require(try tx.beat(token: [3], active: true, at: later - .minutes(1)))
        #expect((warned.endsAt, warned.message) == (later, "Обновление"))
        #expect(try tx.beat(token: [3], active: true, at: later) == nil)
        #expect(try tx.beat(token: [9], active: true, at: later) == nil)
        let facts = try #require(try tx.session(token: [1]))
        #expect((facts.beatAt, facts.activeAt, facts.userName, facts.infobaseName) == (later, later, "Болат", "Книги"))
        #expect(try tx.session(token: [2])?.activeAt == now)
        #expect(try tx.sessions(of: cast.client).map(\.id) == [ids[1], ids[3], ids[2], ids[0]])

        #expect(try tx.endSessions(of: cast.rival, silentSince: later, idleSince: later, at: later).isEmpty)
        let ended = try tx.endSessions(of: nil, silentSince: later, idleSince: now, at: later)
        #expect(ended.count == 2)
        #expect(
          try tx.endSessions(of: cast.client, silentSince: now, idleSince: later, at: later).map(\.activeAt) == [now])
        #expect(try tx.endSession(token: [1])?.openedAt == now)
        #expect(try tx.endSession(token: [1]) == nil)
        #expect(try tx.countSessions(of: cast.client) == 0)

        try tx.addWork(60, of: ended[0], on: Cast.today)
        try tx.addWork(30, of: ended[0], on: Cast.today)
        try tx.addWork(5, of: ended[0], on: Cast.today + 1)
        #expect(try tx.rows("SELECT seconds FROM work_time ORDER BY day").map { try $0["seconds"] as Int } == [90, 5])

        for token in 5...7 {
          _ = try tx.insertSession(
            of: cast.client, infobase: books, user: token == 7 ? cast.aliya : cast.bolat, token: [UInt8(token)],
            client: "web", address: "", at: now)
        }
        #expect(try tx.endSessions(of: cast.bolat, in: books).count == 2)
        #expect(try tx.endSessions(in: books).map(\.user) == [cast.aliya])
      }
    }
  }
}
