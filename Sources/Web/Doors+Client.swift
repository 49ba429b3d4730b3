import HTTPTypes
import Handbook
import Infobases
import Office
import Pages
import Store

/// Infobases, rights in them, sessions, access for specialists.
extension Cabinet {
  var clientDoors: [Door] {
    [
      .get(Link.infobases, .bookkeeping) { visit in try await infobases(visit) },
      .post(Link.infobases, .acting([.client, .partner], .manageInfobases)) { visit in
        do {
          let id = try await visit.client().create(visit.form)
          return .done(Link.infobase(id), .infobaseAsked)
        } catch let refusals as Refusals {
          return try await infobases(visit, refusals.all)
        }
      },
      .post("/infobases/upload", .acting([.client, .partner], .manageInfobases), limit: settings.uploadLimit) { visit in
        do {
          guard let file = visit.file else { throw Refusals("T-02", "file", .fillIn) }
          let name = visit.form.typed["upload_name"] ?? ""
          let id = try await visit.client().load(file, Entries(["name": name]))
          return .done(Link.infobase(id), .restored)
        } catch let refusals as Refusals {
          return try await infobases(visit, refusals.all)
        }
      },
      .get("/infobases/{id}", .bookkeeping) { visit in try await infobase(visit) },
      .post("/infobases/{id}", .bookkeeping) { visit in
        let id = try visit.id("id", of: Infobase.self)
        do {
          try await visit.client().rename(id, visit.form, version: visit.version)
          return .done(Link.infobase(id), .saved)
        } catch let refusals as Refusals {
          return try await infobase(visit, refusals.all)
        } catch let stale as Stale {
          return try await infobase(visit, stale: stale)
        }
      },
      .post("/infobases/{id}/retry", .bookkeeping) { visit in
        try await act(visit, .again) { try await visit.client().retry($0) }
      },
      .post("/infobases/{id}/keeping", .bookkeeping) { visit in
        try await act(visit, .saved) { try await visit.client().keepOpen($0) }
      },
      .post("/infobases/{id}/deletion", .bookkeeping) { visit in
        try await act(visit, .deleted) { try await visit.client().delete($0) }
      },
      .post("/infobases/{id}/return", .bookkeeping) { visit in
        try await act(visit, .restored) { try await visit.client().undelete($0) }
      },
      .post("/infobases/{id}/backups", .bookkeeping) { visit in
        try await act(visit, .backedUp) { try await visit.client().backUp($0) }
      },
      .get("/infobases/{id}/backups/{taken}", .bookkeeping) { visit in
        let file = try await visit.client().download(visit.id("id", of: Infobase.self), takenAt: taken(visit))
        return .file(file.bytes, name: file.name)
      },
      .post("/infobases/{id}/backups/{taken}/restoration", .bookkeeping) { visit in
        do {
          let id = try visit.id("id", of: Infobase.self)
          let old = try await visit.client().infobase(id).facts.name
          let new = try await visit.client().restore(
            id, takenAt: taken(visit),
            Entries(["name": String("\(old) (\(visit.stamp(try taken(visit))))".prefix(100))]))
          return .done(Link.infobase(new), .restored)
        } catch let refusals as Refusals {
          return try await infobase(visit, refusals.all)
        }
      },
      .post("/infobases/{id}/unload", .bookkeeping) { visit in
        let file = try await visit.client().unload(visit.id("id", of: Infobase.self))
        return .file(file.bytes, name: file.name)
      },
      .post("/infobases/{id}/rights", .bookkeeping) { visit in
        guard let user = User.ID(visit.form.raw("user")) else { throw Missing() }
        let level = visit.form.raw("level")
        guard level.isEmpty || Infobase.Level(rawValue: level) != nil else { throw Missing() }
        try await visit.client().set(Infobase.Level(rawValue: level), of: user, in: visit.id("id", of: Infobase.self))
        return .done(Link.matrix, .saved)
      },
      .post("/infobases/{id}/grants", .acting([.client, .partner], .grantAccess)) { visit in
        let id = try visit.id("id", of: Infobase.self)
        do {
          try await visit.client().grant(id, visit.form)
          return .goTo("\(Link.infobase(id))?told=granted#letting")
        } catch let refusals as Refusals {
          return try await infobase(visit, refusals.all)
        }
      },
      .get(Link.mine, .acting([.client, .partner], .seeHouse)) { visit in try await mine(visit) },
      .post("\(Link.mine)/grace", .acting([.client, .partner], .seeHouse)) { visit in
        try await take(visit, .graceTaken) { try await $0.takeGrace() }
      },
      .post("\(Link.mine)/boost", .acting([.client, .partner], .seeHouse)) { visit in
        try await take(visit, .boostTaken) { try await $0.takeBoost() }
      },
      .post("\(Link.mine)/wishes", .acting([.client, .partner], .seeHouse)) { visit in
        try await take(visit, .wished) { try await $0.ask(visit.form) }
      },
      .get(Link.matrix, .acting([.client, .partner], .manageInfobases)) { visit in
        let matrix = try await visit.client().matrix()
        return .screen(
          MatrixPage(members: matrix.members, infobases: matrix.infobases) { matrix.rights[.init($0, $1)] })
      },
      .get(Link.sessions, .acting([.client, .partner], .seeHouse)) { visit in try await sessions(visit) },
      .post("/sessions/{id}/end", .bookkeeping) { visit in
        let desk = try visit.client()
        try await desk.end(visit.id("id", of: SessionFacts.self), message: visit.form.raw("message"))
        // The list of all sessions is not for everybody who may end some.
        return .done(desk.actor.may(.seeHouse) ? Link.sessions : Link.infobases, .sessionEnding)
      },
      .get(Link.grants, .acting([.client, .partner], .grantAccess)) { visit in
        .screen(
          GrantsPage(grants: try await visit.client().grants(), now: office.world.now(), stamp: visit.stamp))
      },
      .post("/access/{id}/revocation", .acting([.client, .partner], .grantAccess)) { visit in
        try await visit.client().revoke(visit.id("id", of: AccessGrant.self))
        return .done(Link.grants, .revoked)
      },
    ]
  }

  func infobases(_ visit: Visit, _ refusals: [Refusal] = []) async throws -> Answer {
    let desk = try visit.client()
    let found = try await desk.infobases()
    let groups = found.catalogue.groups.map { group in
      (name: group.name, applications: found.applications.filter { $0.group == group.code })
    }.filter { !$0.applications.isEmpty }
    let names = Dictionary(uniqueKeysWithValues: found.catalogue.applications.map { ($0.code, $0.name) })
    return .screen(
      InfobasesPage(
        list: found.list, taken: found.taken, closed: found.closed, limits: found.limits, sessions: found.sessions,
        accessEnds: found.accessEnds, groups: groups, names: names, grants: found.grants,
        mayManage: desk.actor.may(.manageInfobases), entries: visit.form, refusals: refusals, today: visit.today,
        stamp: visit.stamp), refusals.isEmpty ? .ok : .unprocessableContent)
  }

  private func mine(_ visit: Visit, _ refusals: [Refusal] = []) async throws -> Answer {
    let all = visit.query.isOn("all")
    let desk = try visit.client()
    let content = try await desk.subscriptions(all: all)
    let card = try await visit.house().card()
    let boost = content.catalogue.selfService.boost.limits
    return .screen(
      MySubscriptionsPage(
        rows: content.sold, account: content.account, showsAll: all, today: visit.today, partnerName: card.partnerName,
        accessEnds: content.accessEnds, grace: content.grace, boost: content.boost.map { ($0, boost) },
        wishes: content.wishes,
        offers: content.offers, isOwner: desk.actor.role == .owner, refusals: refusals),
      refusals.isEmpty ? .ok : .unprocessableContent)
  }

  private func take<Taken>(
    _ visit: Visit, _ told: Told, _ act: (ClientDesk) async throws -> Taken
  ) async throws -> Answer {
    do {
      _ = try await act(visit.client())
      return .done(Link.mine, told)
    } catch let refusals as Refusals {
      return try await mine(visit, refusals.all)
    }
  }

  private func taken(_ visit: Visit) throws -> Instant {
    guard let text = visit.parameters["taken"], let milliseconds = Int64(text) else { throw Missing() }
    return Instant(milliseconds: milliseconds)
  }

  /// A command of an infobase's page.
  private func act(
    _ visit: Visit, _ told: Told, _ command: (Infobase.ID) async throws -> some Any
  ) async throws -> Answer {
    let id = try visit.id("id", of: Infobase.self)
    do {
      _ = try await command(id)
      return .done(Link.infobase(id), told)
    } catch let refusals as Refusals {
      return try await infobase(visit, refusals.all)
    }
  }

  private func infobase(_ visit: Visit, _ refusals: [Refusal] = [], stale: Stale? = nil) async throws -> Answer {
    let desk = try visit.client()
    let card = try await desk.infobase(visit.id("id", of: Infobase.self))
    let isKept = card.facts.state == .ready || card.facts.state == .toDelete
    let copies = card.mayAdminister && isKept ? try await desk.backups(of: card.facts.id) : []
    let size = isKept ? try? await office.keeper.size(of: card.facts.id) : nil
    return .screen(
      InfobasePage(
        facts: card.facts,
        applicationName: card.application?.name ?? Text(verbatim: card.facts.application.description),
        subscriberName: card.subscriberName, events: card.events, sessions: card.sessions, members: card.members,
        rights: card.rights, grants: card.grants,
        copies: copies.map {
          .init(name: String($0.takenAt.milliseconds), takenAt: $0.takenAt, kind: $0.kind.text, size: $0.size)
        }, size: size?.base, partnerName: card.partnerName, mayAdminister: card.mayAdminister,
        mayGrant: card.mayAdminister && desk.actor.may(.grantAccess), isClosed: card.isClosed,
        mayKeepOpen: card.mayKeepOpen, entries: visit.form, refusals: refusals,
        stale: stale.map(visit.notice), now: office.world.now(), stamp: visit.stamp),
      stale != nil ? .conflict : refusals.isEmpty ? .ok : .unprocessableContent)
  }

  func sessions(_ visit: Visit, _ taken: PlacesTaken? = nil) async throws -> Answer {
    let desk = try visit.client()
    let limit = try await desk.infobases().limits.sessions
    let list =
      if let taken { taken.holders } else { try await desk.sessions() }
    return .screen(
      SessionsPage(
        sessions: list, limit: taken?.limit ?? limit, mayEnd: desk.actor.may(.endSessions), now: office.world.now(),
        obstacle: taken?.text, stamp: visit.stamp), taken == nil ? .ok : .conflict)
  }
}

extension Backup.Kind {
  var text: Text {
    switch self {
    case .system: Text(ru: "Служебная", kk: "Қызметтік", en: "System")
    case .schedule: Text(ru: "По расписанию", kk: "Кесте бойынша", en: "Scheduled")
    case .demand: Text(ru: "По требованию", kk: "Талап бойынша", en: "On demand")
    case .support: Text(ru: "Для поддержки", kk: "Қолдау үшін", en: "For the support")
    }
  }
}
