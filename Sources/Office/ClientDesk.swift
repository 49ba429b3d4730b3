package import Handbook
import Store

/// What people do with the infobases of their own subscriber. A partner keeps its own books here too.
package struct ClientDesk: Desk {
  package let office: Office
  package let actor: Actor

  package init(_ office: Office, _ actor: Actor) {
    self.office = office
    self.actor = actor
  }

  // MARK: Infobases

  package struct Infobases: Sendable {
    /// Those that the person may see: all, for whoever manages them.
    package let list: [InfobaseFacts]
    package let taken: Int
    /// Closed because there are more than the limit (DEC-29).
    package let closed: Set<Infobase.ID>
    package let limits: Limits
    package let sessions: Int
    /// Until when the applications start; `nil` if they do not.
    package let accessEnds: Day?
    package let catalogue: Catalogue
    /// What a new infobase may be of.
    package let applications: [Application]
    /// Others' infobases that the person was let into.
    package let grants: [AccessGrant]
  }

  package func infobases() async throws -> Infobases {
    try await office.database.read { tx in
      let all = try tx.infobases(of: actor.subscriber, for: actor.user, at: now)
      let inForce = try office.inForce(of: actor.subscriber, on: today, tx)
      let catalogue = try office.catalogues.offer(tx).catalogue
      let end = try tx.postedSubscriptions(of: actor.subscriber, from: today).filter { $0.startsOn <= today }.map(
        \.endsOn
      ).max()
      return Infobases(
        list: actor.may(.manageInfobases) ? all : all.filter { $0.level != nil },
        taken: all.count { $0.state.takesAPlace },
        closed: inForce.hasAccess
          ? Set(all.filter { $0.state.takesAPlace }.map(\.id)).subtracting(all.open(within: inForce.limits.bases)) : [],
        limits: inForce.limits,
        sessions: try tx.countSessions(of: actor.subscriber), accessEnds: end, catalogue: catalogue,
        applications: catalogue.applications.filter { inForce.applications.contains($0.code) },
        grants: try tx.grants(to: actor.user, at: now))
    }
  }

  /// Asks for an infobase, and has it prepared. It is there even if that fails: its log tells how it went (PRO-21).
  package func create(_ entries: Entries) async throws -> Infobase.ID {
    try actor.require(.manageInfobases)
    var entries = entries
    let name = entries.line("name", upTo: 100, required: true)
    let application = Application.Code(entries.raw("application"))
    if application == nil { entries.refuse("application", .choose) }
    try entries.accept()
    let id = try await office.database.write(locking: [LockKey("infobases", actor.subscriber.number)]) { tx in
      let offer = try office.catalogues.offer(tx)
      let inForce = try office.inForce(of: actor.subscriber, on: today, tx)
      guard offer.catalogue.application(application!) != nil else { throw Refusals("A-06", "application", .choose) }
      try NewInfobase(
        hasAccess: inForce.hasAccess, isOpenedByTariff: inForce.applications.contains(application!),
        infobases: tx.countInfobases(of: actor.subscriber), limits: inForce.limits
      ).accept()
      let id = try tx.insertInfobase(
        of: actor.subscriber, application: application!, name: name, zone: world.zone.name, origin: "",
        by: actor.user, at: now)
      try tx.setRight(.administer, of: actor.user, in: id)
      try record(
        "create", on: "infobase", id.number, of: actor.subscriber,
        after: ["name": name, "application": application!.description], tx)
      return id
    }
    // What does not come off here, the service takes up again (`prepareInfobases`).
    try? await office.prepare(id)
    return id
  }

  package struct InfobaseCard: Sendable {
    package let facts: InfobaseFacts
    package let application: Application?
    package let events: [InfobaseEvent]
    package let sessions: [SessionFacts]
    package let members: [Member]
    package let rights: [User.ID: Infobase.Level]
    package let grants: [AccessGrant]
    package let subscriberName: String
    /// The partner's and the vendor's people that access may be given to are asked for by e-mail.
    package let partnerName: String?
    package let mayAdminister: Bool
    /// Closed because there are more infobases than the limit (DEC-29).
    package let isClosed: Bool
    /// Whether the reader may choose it to stay open: there are more than the limit, and he is the owner.
    package let mayKeepOpen: Bool
  }

  package func infobase(_ id: Infobase.ID) async throws -> InfobaseCard {
    try await office.database.read { tx in
      let facts = try reach(id, tx)
      let subscriber = try tx.subscriber(facts.subscriberID)
      let rights = try tx.rights(in: facts.subscriberID).filter { $0.infobase == id }
      let inForce = try office.inForce(of: facts.subscriberID, on: today, tx)
      let keeping = KeepingOpen(
        infobases: try tx.countInfobases(of: facts.subscriberID), limit: inForce.limits.bases,
        isOwner: facts.subscriberID == actor.subscriber && actor.role == .owner, state: facts.state)
      return InfobaseCard(
        facts: facts, application: try office.catalogues.offer(tx).catalogue.application(facts.application),
        events: try tx.events(of: id), sessions: try tx.sessions(of: facts.subscriberID).filter { $0.infobaseID == id },
        members: try tx.members(of: facts.subscriberID),
        rights: Dictionary(rights.map { ($0.user, $0.level) }, uniquingKeysWith: { $1 }),
        grants: try tx.grants(of: facts.subscriberID).filter { $0.infobaseID == id },
        subscriberName: subscriber?.name ?? "", partnerName: subscriber?.partnerName, mayAdminister: administers(facts),
        isClosed: try inForce.hasAccess && facts.state.takesAPlace && !isOpen(facts, inForce.limits.bases, tx),
        mayKeepOpen: keeping.refusals.isEmpty)
    }
  }

  /// Whether the person may change the infobase itself.
  func administers(_ facts: InfobaseFacts) -> Bool {
    facts.subscriberID == actor.subscriber && (actor.may(.manageInfobases) || facts.level == .administer)
  }

  /// The infobase, if the person may see it: his subscriber's, with a right in it or the right to manage all; or
  /// another's, while he is let into it.
  func reach(_ id: Infobase.ID, _ tx: any Reading) throws -> InfobaseFacts {
    guard let facts = try tx.infobase(id, for: actor.user, at: now) else { throw Missing() }
    if facts.subscriberID == actor.subscriber, facts.level != nil || actor.may(.manageInfobases) { return facts }
    guard try tx.grants(to: actor.user, at: now).contains(where: { $0.infobaseID == id }) else { throw Missing() }
    return facts
  }

  /// The infobase, if the person may change it.
  func manage(_ id: Infobase.ID, _ tx: any Reading) throws -> InfobaseFacts {
    let facts = try reach(id, tx)
    if !administers(facts) { throw Denied(.manageInfobases) }
    return facts
  }

  package func rename(_ id: Infobase.ID, _ entries: Entries, version: Int) async throws {
    var entries = entries
    let name = entries.line("name", upTo: 100, required: true)
    let zone = entries.line("zone", upTo: 60, required: true)
    if !zone.isEmpty, Zone(zone) == nil { entries.refuse("zone", .choose) }
    let hour = entries.number("backup_hour", in: 0...23, required: false)
    try entries.accept()
    try await office.database.write { tx in
      let old = try manage(id, tx)
      guard try tx.rename(id, name: name, zone: zone, backupHour: hour, version: version) else {
        let last = try tx.history(of: "infobase", id.number, limit: 1).first
        throw Stale(
          changedBy: last?.userName, changedAt: last?.at, current: [(.cardName, old.name)], version: old.version)
      }
      try record(
        "change", on: "infobase", id.number, of: actor.subscriber,
        before: ["name": old.name, "zone": old.zone], after: ["name": name, "zone": zone], tx)
    }
  }

  /// Tries a failed preparation again (PRO-21).
  package func retry(_ id: Infobase.ID) async throws {
    try await office.database.write { tx in
      _ = try manage(id, tx)
      guard try tx.move(id, from: [.failed], to: .preparing, at: now) else { throw Missing() }
      try record("retry", on: "infobase", id.number, of: actor.subscriber, tx)
    }
    try? await office.prepare(id)
  }

  /// What `open` holds while it takes a place. Whoever closes an infobase to somebody holds it too: otherwise, on
  /// PostgreSQL, a session that is being opened at that moment would not be seen, and would live on.
  private var places: LockKey { LockKey("sessions", actor.subscriber.number) }

  /// Marks for deletion; there is a way back for 30 days.
  package func delete(_ id: Infobase.ID) async throws {
    try actor.require(.manageInfobases)
    try await office.database.write(locking: [places]) { tx in
      _ = try manage(id, tx)
      for session in try tx.endSessions(in: id) { try keepWork(of: session, tx) }
      guard try tx.move(id, from: [.ready, .failed], to: .toDelete, deleteAfter: now + .days(30), at: now) else {
        throw Missing()
      }
      try record("delete", on: "infobase", id.number, of: actor.subscriber, tx)
    }
  }

  package func undelete(_ id: Infobase.ID) async throws {
    try actor.require(.manageInfobases)
    try await office.database.write(locking: [LockKey("infobases", actor.subscriber.number)]) { tx in
      let facts = try manage(id, tx)
      // When its time has come the service is removing it, and there is no way back.
      guard facts.deleteAfter.map({ now < $0 }) ?? false else { throw Missing() }
      try NewInfobase(
        hasAccess: true, isOpenedByTariff: true, infobases: tx.countInfobases(of: actor.subscriber),
        limits: office.inForce(of: actor.subscriber, on: today, tx).limits
      ).accept()
      guard try tx.move(facts.id, from: [.toDelete], to: .preparing, at: now) else { throw Missing() }
      try record("undelete", on: "infobase", id.number, of: actor.subscriber, tx)
    }
    try? await office.prepare(id)
  }

  // MARK: Rights: the matrix (PRO-14)

  package struct Matrix: Sendable {
    package let members: [Member]
    package let infobases: [InfobaseFacts]
    package let rights: [Key: Infobase.Level]

    package struct Key: Hashable, Sendable {
      package let user: User.ID
      package let infobase: Infobase.ID

      package init(_ user: User.ID, _ infobase: Infobase.ID) {
        self.user = user
        self.infobase = infobase
      }
    }
  }

  package func matrix() async throws -> Matrix {
    try actor.require(.seeHouse)
    return try await office.database.read { tx in
      Matrix(
        members: try tx.members(of: actor.subscriber),
        infobases: try tx.infobases(of: actor.subscriber, for: actor.user, at: now),
        rights: Dictionary(
          try tx.rights(in: actor.subscriber).map { (.init($0.user, $0.infobase), $0.level) },
          uniquingKeysWith: { $1 }))
    }
  }

  /// Gives a user a right in an infobase, or takes it away; live sessions end with it.
  package func set(_ level: Infobase.Level?, of user: User.ID, in id: Infobase.ID) async throws {
    try actor.require(.manageInfobases)
    try await office.database.write(locking: [places]) { tx in
      let facts = try manage(id, tx)
      guard try tx.role(of: user, in: facts.subscriberID) != nil else { throw Missing() }
      try tx.setRight(level, of: user, in: id)
      if level == nil || level == .api {
        for session in try tx.endSessions(of: user, in: id) { try keepWork(of: session, tx) }
      }
      try record(
        "set-right", on: "infobase", id.number, of: actor.subscriber,
        after: ["user": user.description, "level": level?.rawValue ?? ""], tx)
    }
  }

  // MARK: Access for others (B-20, DEC-57)

  package func grants() async throws -> [AccessGrant] {
    try actor.require(.seeHouse)
    return try await office.database.read { try $0.grants(of: actor.subscriber) }
  }

  @discardableResult
  package func grant(_ id: Infobase.ID, _ entries: Entries) async throws -> ID<AccessGrant> {
    try actor.require(.grantAccess)
    var entries = entries
    let email = entries.email("email")
    let hours = entries.number("hours", in: 1...10_000)
    let reason = entries.line("reason", upTo: 300, required: true)
    try entries.accept()
    return try await office.database.write { tx in
      _ = try manage(id, tx)
      let user = try tx.user(email!)
      let partner = try tx.subscriber(actor.subscriber)?.partnerID
      let organisation = try user.flatMap { user in
        try tx.memberships(of: user.id).first { $0.kind == .vendor || $0.subscriberID == partner }
      }
      try GrantDraft(
        hours: hours!, mostHours: office.catalogues.offer(tx).catalogue.terms.staffAccessHours,
        isOfPartnerOrVendor: organisation != nil
      ).accept()
      let grant = try tx.insertGrant(
        to: user!.id, of: organisation!.subscriberID, in: id, reason: reason, by: actor.user, at: now,
        until: now + .hours(hours!))
      try record(
        "grant", on: "infobase", id.number, of: actor.subscriber,
        after: ["grant": grant.description, "user": email!.description, "hours": String(hours!), "reason": reason], tx)
      return grant
    }
  }

  package func revoke(_ grant: ID<AccessGrant>) async throws {
    try actor.require(.grantAccess)
    try await office.database.write(locking: [places]) { tx in
      guard let facts = try tx.grants(of: actor.subscriber).first(where: { $0.id == grant }),
        try tx.revokeGrant(grant, of: actor.subscriber, by: actor.user, at: now)
      else { throw Missing() }
      for session in try tx.endSessions(of: facts.userID, in: facts.infobaseID) { try keepWork(of: session, tx) }
      try record(
        "revoke", on: "infobase", facts.infobaseID.number, of: actor.subscriber, after: ["grant": grant.description], tx
      )
    }
  }
}
