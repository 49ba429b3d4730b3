import Foundation
import Handbook
import Infobases
import Synchronization
import TestSupport
import Testing

@testable import Office
@testable import Store

@Suite struct InfobaseTests {
  @Test("An infobase is ready when its creation returns (PRO-21)", arguments: Engine.all)
  func ready(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let id = try await cast.base()
      #expect(try await cast.state(of: id) == .ready)
      #expect(try await cast.place.infobases.open(id).application.code == "accounting")
    }
  }

  @Test(
    "A preparation that fails is told in the log and by letter, and works when it is tried again (PRO-21)",
    arguments: Engine.all)
  func failure(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      cast.place.keeper.isFailing.withLock { $0 = true }
      let id = try await cast.base()
      #expect(try await cast.state(of: id) == .failed)
      let desk = try await cast.desk
      #expect(try await desk.infobase(id).events.first?.note.contains("«Попробовать снова»") == true)
      #expect(try await cast.place.letters("infobase-failed").map(\.recipient.description) == ["client@example.kz"])
      cast.place.keeper.isFailing.withLock { $0 = false }
      try await desk.retry(id)
      #expect(try await cast.state(of: id) == .ready)
    }
  }

  @Test("What a crash left unprepared is taken up again, by any number of processes at once", arguments: Engine.all)
  func crash(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let owner = try await cast.owner
      let id = try await cast.office.database.write { tx in
        try tx.insertInfobase(
          of: cast.client, application: "accounting", name: "Оставленная", zone: "Asia/Almaty", origin: "",
          by: owner.user,
          at: cast.place.clock.now)
      }
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<8 { group.addTask { _ = try? await cast.office.prepareInfobases() } }
      }
      #expect(try await cast.state(of: id) == .ready)
      let events = try await cast.office.database.read { try $0.events(of: id) }
      #expect(events.map(\.state) == [.ready, .preparing])
    }
  }

  @Test("A refused file leaves nothing: no row, no place taken, no content (T-02)", arguments: Engine.all)
  func refusedFile(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let path = "\(cast.place.folder)/not-a-zip"
      try Data("what is this".utf8).write(to: URL(fileURLWithPath: path))
      #expect(
        try await refusedRules { _ = try await cast.desk.load(path, Entries(["name": "Из файла"])) } == ["T-02"])
      #expect(try await cast.desk.infobases().list.isEmpty)
      #expect(try await cast.office.database.read { try $0.rows("SELECT id FROM infobase").count } == 0)
      #expect(try await cast.place.infobases.all().isEmpty)
    }
  }

  @Test("An unloaded infobase comes back as a new one of the same application (T-05, BEY-60)", arguments: Engine.all)
  func roundTrip(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let desk = try await cast.desk
      let id = try await desk.create(Entries(["name": "Магазин", "application": "retail"]))
      let path = "\(cast.place.folder)/unload.zip"
      var bytes = Data()
      for try await piece in try await desk.unload(id).bytes { bytes += piece }
      try bytes.write(to: URL(fileURLWithPath: path))
      let loaded = try await desk.load(path, Entries(["name": "Из файла"]))
      #expect(loaded != id)
      #expect(try await cast.state(of: loaded) == .ready)
      let facts = try await desk.infobase(loaded).facts
      #expect(facts.application == "retail")
      #expect(facts.level == .administer)
      // What was loaded survives deletion and undeletion as it is.
      try await desk.delete(loaded)
      try await desk.undelete(loaded)
      #expect(try await cast.state(of: loaded) == .ready)
    }
  }

  @Test(
    "A copy is made, listed, downloaded, restored as a new infobase and deleted (PRO-18, BEY-57)", arguments: Engine.all
  )
  func copies(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let desk = try await cast.desk
      let id = try await cast.base()
      let copy = try await desk.backUp(id)
      #expect(try await desk.backups(of: id) == [copy])
      #expect(try await desk.download(id, takenAt: copy.takenAt).bytes.size == copy.size)
      let restored = try await desk.restore(id, takenAt: copy.takenAt, Entries(["name": "Как было"]))
      #expect(try await cast.state(of: restored) == .ready)
      try await desk.deleteBackup(of: id, takenAt: copy.takenAt)
      #expect(try await desk.backups(of: id).isEmpty)
    }
  }

  @Test("A user with the right to run does not take the data home", arguments: Engine.all)
  func runnersDoNotUnload(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let id = try await cast.base()
      let user = try await cast.user()
      let desk = ClientDesk(cast.office, user)
      await #expect(throws: Missing.self) { _ = try await desk.unload(id) }
      try await cast.desk.set(.run, of: user.user, in: id)
      await #expect(throws: Denied.self) { _ = try await desk.unload(id) }
      await #expect(throws: Denied.self) { _ = try await desk.backups(of: id) }
    }
  }

  @Test(
    "Whoever administers an infobase ends the sessions in it, and in no other; one's own end at once (PRO-02, BEY-69)",
    arguments: Engine.all)
  func administratorsEndSessions(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      _ = try await cast.withExtended()
      let desk = try await cast.desk
      let (ledger, shop) = (try await cast.base("Книга"), try await cast.base("Магазин"))
      let helper = ClientDesk(cast.office, try await cast.user())
      try await desk.set(.administer, of: helper.actor.user, in: ledger)
      try await desk.set(.run, of: helper.actor.user, in: shop)
      let (here, there) = (try await desk.open(ledger, client: "tab"), try await desk.open(shop, client: "tab"))
      let own = try await helper.open(shop, client: "tab")
      func id(_ token: Token) async throws -> ID<SessionFacts> {
        try await cast.office.database.read { try $0.session(token: token.hash)!.id }
      }
      await #expect(throws: Denied.self) { try await helper.end(id(there), message: "") }
      try await helper.end(id(here), message: "Закрываем месяц")
      let pulse = try await desk.beat(here, active: true)
      #expect(pulse?.endsAt == cast.place.clock.now + .seconds(60))
      #expect(pulse?.message == "Закрываем месяц")
      #expect(try #require(try await desk.beat(there, active: true)).endsAt == nil)
      try await helper.end(id(own), message: "")
      #expect(try await helper.beat(own, active: true) == nil)
      #expect(try await desk.sessions().count == 2)
    }
  }

  @Test("A deleted infobase can be had back for 30 days, and then is gone with its content", arguments: Engine.all)
  func deletion(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let desk = try await cast.desk
      let id = try await cast.base()
      try await desk.delete(id)
      cast.place.clock.advance(by: .days(29))
      try await cast.office.prepareInfobases()
      #expect(try await cast.state(of: id) == .toDelete)
      cast.place.clock.advance(by: .days(2))
      await #expect(throws: Missing.self) { try await desk.undelete(id) }
      try await cast.office.prepareInfobases()
      try await cast.office.prepareInfobases()
      #expect(try await cast.state(of: id) == .deleted)
      #expect(try await cast.place.infobases.all().isEmpty)
      #expect(try await cast.place.infobases.deleted().isEmpty)
    }
  }

  @Test(
    "Access given to a partner's employee opens the base, is over in time, and ends with its revocation (B-20, DEC-57)",
    arguments: Engine.all)
  func grants(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let desk = try await cast.desk
      let id = try await cast.base()
      let helper = ClientDesk(cast.office, cast.partner.actor)
      await #expect(throws: Missing.self) { _ = try await helper.open(id, client: "tab") }
      let entries = Entries(["email": "partner@example.kz", "hours": "2", "reason": "Сверка"])
      try await desk.grant(id, entries)
      _ = try await helper.open(id, client: "tab")
      try await desk.revoke(desk.grants()[0].id)
      #expect(try await desk.sessions().isEmpty)
      await #expect(throws: Missing.self) { _ = try await helper.open(id, client: "tab") }
      try await desk.grant(id, entries)
      cast.place.clock.advance(by: .hours(3))
      await #expect(throws: Missing.self) { _ = try await helper.open(id, client: "tab") }
      #expect(
        try await refusedRules {
          try await desk.grant(id, Entries(["email": "client@example.kz", "hours": "200", "reason": "—"]))
        } == ["DEC-57", "B-20"])
    }
  }

  @Test("A grant lets nobody in who has left the servicing organisation (DEC-57)", arguments: Engine.all)
  func grantOfWhoLeft(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let id = try await cast.base()
      let partner = cast.partner.actor
      try await cast.desk.grant(id, Entries(["email": "partner@example.kz", "hours": "2", "reason": "Сверка"]))
      try await cast.office.database.write { tx in try tx.remove(partner.user, from: partner.subscriber) }
      await #expect(throws: Missing.self) {
        _ = try await ClientDesk(cast.office, partner).open(id, client: "tab")
      }
    }
  }

  @Test("A session opened by a grant is warned, and ends with the grant (DEC-57)", arguments: Engine.all)
  func grantedSession(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let desk = try await cast.desk
      let (id, clock) = (try await cast.base(), cast.place.clock)
      let helper = ClientDesk(cast.office, cast.partner.actor)
      let entries = Entries(["email": "partner@example.kz", "hours": "2", "reason": "Сверка"])
      try await desk.grant(id, entries)
      let end = clock.now + .hours(2)
      let session = try await helper.open(id, client: "tab")
      #expect(try #require(try await helper.beat(session, active: true)).endsAt == nil)
      clock.advance(by: .minutes(117))
      #expect(try await helper.beat(session, active: true)?.endsAt == end)
      clock.advance(by: .seconds(150))
      #expect(try await helper.beat(session, active: true)?.endsAt == end)
      // Nobody makes it longer by asking it to end.
      let live = try #require(try await desk.sessions().first)
      try await desk.end(live.id, message: "Спасибо")
      let pulse = try await helper.beat(session, active: true)
      #expect((pulse?.endsAt, pulse?.message) == (end, "Спасибо"))
      clock.advance(by: .seconds(30))
      #expect(try await helper.beat(session, active: true) == nil)
      #expect(try await helper.session(session) == nil)
      #expect(try await desk.sessions().isEmpty)
      #expect(try await Housekeeping(cast.office, post: nil).run("sessions") == 1)
      let seconds: Int = try await cast.office.database.read { try $0.value("SELECT seconds FROM work_time") }
      #expect(seconds == 2 * 3600 - 30)
      // One that has hours to go is ended like any other.
      try await desk.grant(id, entries)
      let next = try await helper.open(id, client: "tab")
      try await desk.end(#require(try await desk.sessions().first).id, message: "")
      #expect(try await helper.beat(next, active: true)?.endsAt == clock.now + .seconds(60))
    }
  }

  @Test(
    "When access ends the sessions are warned and end within a minute; a renewal keeps them (DEC-30)",
    arguments: Engine.all, [false, true])
  func accessEnds(engine: Engine, isRenewed: Bool) async throws {
    try await Cast.on(engine) { cast async throws in
      let (id, clock, desk) = (try await cast.base(), cast.place.clock, try await cast.desk)
      let housekeeping = Housekeeping(cast.office, post: nil)
      let last = try await cast.partner.subscriber(cast.client).facts.accessEndsOn
      let midnight = cast.office.world.zone.start(of: last + 1)
      clock.advance(by: midnight - .seconds(30) - clock.now)
      let session = try await desk.open(id, client: "tab")
      #expect(try await housekeeping.run("sessions") == 0)
      #expect(try #require(try await desk.beat(session, active: true)).endsAt == nil)
      if isRenewed {
        try await cast.place.fillCard(of: cast.client, by: cast.partner)
        try await cast.place.sell(
          "ext", months: 1, to: cast.client, by: cast.partner, ["start": (last + 1).description])
      }
      clock.advance(by: .seconds(30))
      #expect(try await housekeeping.run("sessions", isDryRun: true) == (isRenewed ? 0 : 1))
      #expect(try await housekeeping.run("sessions") == (isRenewed ? 0 : 1))
      #expect(try await housekeeping.run("sessions") == 0)
      let pulse = try #require(try await desk.beat(session, active: true))
      #expect(pulse.endsAt == (isRenewed ? nil : midnight + .seconds(60)))
      clock.advance(by: .seconds(60))
      #expect(try await (desk.beat(session, active: true) != nil) == isRenewed)
      #expect(try await housekeeping.run("sessions") == (isRenewed ? 0 : 1))
      #expect(try await desk.sessions().count == (isRenewed ? 1 : 0))
    }
  }

  @Test(
    "When limits shrink the infobases used last stay open, unless the owner chooses others (DEC-29)",
    arguments: Engine.all)
  func shrunkLimit(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let clock = cast.place.clock
      _ = try await cast.withExtended()
      let desk = try await cast.desk
      var bases: [Infobase.ID] = []
      for name in ["Первая", "Вторая", "Третья", "Четвёртая", "Пятая"] {
        bases.append(try await cast.base(name))
        clock.advance(by: .minutes(1))
      }
      // A choice has no sense while all are open.
      #expect(try await refusedRules { try await desk.keepOpen(bases[0]) } == ["DEC-29"])
      let end = try await cast.partner.subscriber(cast.client).facts.accessEndsOn
      clock.advance(by: cast.office.world.zone.start(of: end) + .hours(9) - clock.now)
      try await cast.place.sell(
        "basic", months: 1, to: cast.client, by: cast.partner, ["start": (end + 1).description])
      clock.advance(by: cast.office.world.zone.start(of: end + 1) + .hours(9) - clock.now)

      // «Базовый» has three: the first two, used before the others, are closed; nothing is deleted.
      #expect(try await desk.infobases().closed == [bases[0], bases[1]])
      #expect(try await refusedRules { _ = try await desk.open(bases[0], client: "tab") } == ["DEC-29"])
      let card = try await desk.infobase(bases[0])
      #expect((card.isClosed, card.mayKeepOpen) == (true, true))

      // The owner chooses the first: the one used least recently closes, and whoever works there has a minute.
      let third = try await desk.open(bases[2], client: "tab")
      clock.advance(by: .seconds(1))
      let fifth = try await desk.open(bases[4], client: "tab")
      clock.advance(by: .seconds(1))
      try await desk.close(fifth)
      let fourth = try await desk.open(bases[3], client: "tab")
      try await desk.keepOpen(bases[0])
      #expect(try await desk.infobases().closed == [bases[1], bases[2]])
      #expect(try await desk.beat(third, active: true)?.endsAt == clock.now + .seconds(60))
      #expect(try #require(try await desk.beat(fourth, active: true)).endsAt == nil)
      try await desk.close(fourth)

      // The last choice goes before earlier ones; only the owner chooses.
      for id in [bases[1], bases[4], bases[2]] {
        clock.advance(by: .minutes(2))
        try await desk.keepOpen(id)
      }
      #expect(try await desk.infobases().closed == [bases[0], bases[3]])
      try await desk.close(desk.open(bases[2], client: "tab"))
      let user = try await cast.user()
      await #expect(throws: (any Error).self) { try await ClientDesk(cast.office, user).keepOpen(bases[2]) }
      #expect(try await Verification(cast.office).faults() == [])
    }
  }

  @Test("Scheduled copies are made once a day at the infobase's own hour (BEY-58)", arguments: Engine.all)
  func schedule(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let desk = try await cast.desk
      let id = try await cast.base()
      let version = try await desk.infobase(id).facts.version
      try await desk.rename(
        id, Entries(["name": "База", "zone": "Asia/Almaty", "backup_hour": "3"]), version: version)
      let housekeeping = Housekeeping(cast.office, post: nil)
      #expect(try await housekeeping.run("backups") == 1)
      #expect(try await housekeeping.run("backups") == 0)
      cast.place.clock.advance(by: .hours(13))
      #expect(try await housekeeping.run("backups", isDryRun: true) == 0)
      cast.place.clock.advance(by: .hours(3))
      #expect(try await housekeeping.run("backups", isDryRun: true) == 1)
    }
  }
}
