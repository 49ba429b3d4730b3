package import Handbook
import Store

/// All places are taken: who holds them (PRO-01).
package struct PlacesTaken: Error, Sendable {
  package let limit: Int
  package let holders: [SessionFacts]

  package var text: Text {
    Text(
      ru:
        """
        Одновременных сеансов по тарифу — \(limit), и все заняты. Попросите кого-то выйти, завершите сеанс сами или \
        попросите партнёра добавить место.
        """,
      kk:
        """
        Тариф бойынша бір мезгілдегі сеанстар — \(limit), барлығы бос емес. Біреуден шығуды сұраңыз, сеансты өзіңіз \
        аяқтаңыз немесе серіктестен орын қосуды сұраңыз.
        """,
      en:
        """
        The tariff allows \(limit) sessions at a time, and all are taken. Ask somebody to leave, end a session, or ask \
        your partner for another place.
        """
    )
  }
}

/// Sessions: leases on open infobases, counted over all users and infobases of the subscriber (A-07, A-12, DEC-26).
extension ClientDesk {
  /// Without a heart-beat for so long the place is given back.
  package static let silence = Instant.Span.seconds(60)
  /// How long the person has to save his work when his session is ended by somebody, or by the end of access.
  package static let notice = Instant.Span.seconds(60)
  /// How long before its end a session that ends of itself is told so.
  package static let warning = Instant.Span.minutes(5)

  /// Takes a place and opens the infobase. A session that a grant opens ends with the grant (DEC-57).
  ///
  /// - Throws: `Refusals`; `PlacesTaken` with everybody who holds a place.
  package func open(_ id: Infobase.ID, client: String) async throws -> Token {
    let token = Token(world)
    guard let subscriber = try await office.database.read({ try $0.subscriber(of: id) }) else { throw Missing() }
    return try await office.database.write(locking: [LockKey("sessions", subscriber.number)]) { tx in
      let facts = try reach(id, tx)
      let inForce = try office.inForce(of: facts.subscriberID, on: today, tx)
      let isOwn = facts.subscriberID == actor.subscriber
      try Opening(
        hasRight: isOwn ? facts.level == .run || facts.level == .administer : true, hasAccess: inForce.hasAccess,
        state: facts.state,
        isOpenedByTariff: inForce.applications.contains(facts.application),
        isWithinLimit: isOpen(facts, inForce.limits.bases, tx)
      ).accept()
      try office.endStaleSessions(of: facts.subscriberID, tx)
      let live = try tx.countSessions(of: facts.subscriberID)
      if live >= inForce.limits.sessions {
        throw PlacesTaken(limit: inForce.limits.sessions, holders: try tx.sessions(of: facts.subscriberID))
      }
      _ = try tx.insertSession(
        of: facts.subscriberID, infobase: id, user: actor.user, token: token.hash, client: String(client.prefix(200)),
        address: actor.address, at: now,
        until: isOwn ? nil : tx.grants(to: actor.user, at: now).filter { $0.infobaseID == id }.map(\.untilAt).max())
      if !isOwn {
        try record("open-by-grant", on: "infobase", id.number, of: facts.subscriberID, tx)
      }
      return token
    }
  }

  /// DEC-29: when there are more infobases than the limit, the chosen ones and the ones used last stay open.
  func isOpen(_ facts: InfobaseFacts, _ limit: Int, _ tx: any Reading) throws -> Bool {
    if try tx.countInfobases(of: facts.subscriberID) <= limit { return true }
    return try tx.infobases(of: facts.subscriberID, for: actor.user, at: now).open(within: limit).contains(facts.id)
  }

  /// «Оставить открытой» (DEC-29): this infobase stays open within the limit, and the one that was used least recently, or
  /// chosen first, closes in its place; whoever works there is told and has a minute.
  package func keepOpen(_ id: Infobase.ID) async throws {
    try await office.database.write(locking: [LockKey("sessions", actor.subscriber.number)]) { tx in
      let facts = try manage(id, tx)
      let limit = try office.inForce(of: actor.subscriber, on: today, tx).limits.bases
      let before = try tx.infobases(of: actor.subscriber, for: actor.user, at: now)
      try KeepingOpen(
        infobases: before.count { $0.state.takesAPlace }, limit: limit, isOwner: actor.role == .owner,
        state: facts.state
      ).accept()
      try tx.keepOpen(id, at: now)
      let after = try tx.infobases(of: actor.subscriber, for: actor.user, at: now).open(within: limit)
      let closed = before.open(within: limit).subtracting(after)
      for session in try tx.sessions(of: actor.subscriber) where closed.contains(session.infobaseID) {
        _ = try tx.endSession(
          session.id, of: actor.subscriber, at: now + ClientDesk.notice, message: "", by: actor.user)
      }
      try record("keep-open", on: "infobase", id.number, of: actor.subscriber, after: ["name": facts.name], tx)
    }
  }

  /// What a heart-beat answers.
  package struct Pulse: Sendable {
    /// When this session ends, and with what words of whoever ends it; `nil` while it does not end soon.
    package let endsAt: Instant?
    package let message: String
  }

  /// Keeps the place. `nil` if the session is over.
  package func beat(_ token: Token, active: Bool) async throws -> Pulse? {
    try await office.database.write(locking: [.session(token)]) { tx in
      try tx.beat(token: token.hash, active: active, at: now).map { beat in
        Pulse(endsAt: beat.endsAt.flatMap { $0 - now <= ClientDesk.warning ? $0 : nil }, message: beat.message)
      }
    }
  }

  /// The live session of a token, if it is the person's own.
  package func session(_ token: Token) async throws -> SessionFacts? {
    try await office.database.read { tx in
      let session = try tx.session(token: token.hash)
      return session?.userID == actor.user && !office.isStale(session!) ? session : nil
    }
  }

  /// Gives the place back.
  package func close(_ token: Token) async throws {
    try await office.database.write(locking: [.session(token)]) { tx in
      if let ended = try tx.endSession(token: token.hash) { try keepWork(of: ended, tx) }
    }
  }

  /// The live list (PRO-01): at once, and for administrators too (PRO-02).
  package func sessions() async throws -> [SessionFacts] {
    try actor.require(.seeHouse)
    return try await office.database.read { tx in
      try tx.sessions(of: actor.subscriber).filter { !office.isStale($0) }
    }
  }

  /// Ends a session after a warning of 60 seconds (BEY-69); one's own at once. Whoever administers an infobase may end
  /// the sessions in it, whatever his role (PRO-02).
  package func end(_ id: ID<SessionFacts>, message: String) async throws {
    let message = String(message.prefix(300))
    try await office.database.write { tx in
      guard let session = try tx.sessions(of: actor.subscriber).first(where: { $0.id == id }) else { throw Missing() }
      let isOwn = session.userID == actor.user
      if !isOwn, !actor.may(.endSessions) {
        let infobase = try tx.infobase(session.infobaseID, for: actor.user, at: now)
        guard let infobase, administers(infobase) else { throw Denied(.endSessions) }
      }
      let moment = isOwn ? now : now + ClientDesk.notice
      guard try tx.endSession(id, of: actor.subscriber, at: moment, message: message, by: actor.user) else {
        throw Missing()
      }
      if isOwn { try office.endStaleSessions(of: actor.subscriber, tx) }
      try record(
        "end-session", on: "infobase", session.infobaseID.number, of: actor.subscriber,
        after: ["user": session.userName, "message": message], tx)
    }
  }

  func keepWork(of session: EndedSession, _ tx: any Writing) throws {
    try office.keepWork(of: session, tx)
  }
}

extension LockKey {
  /// One session, by its token: beats are many, and meet nobody's but their own.
  fileprivate static func session(_ token: Token) -> LockKey {
    LockKey("session", token.hash.prefix(8).reduce(0) { $0 << 8 | Int64($1) })
  }
}

extension Office {
  func isStale(_ session: SessionFacts) -> Bool {
    let now = world.now()
    return session.beatAt < now - ClientDesk.silence || session.endsAt.map { $0 <= now } ?? false
  }

  /// Takes back the places of dead tabs, idle people and ended sessions; of one subscriber, or of all.
  ///
  /// - Returns: How many sessions ended.
  @discardableResult
  func endStaleSessions(of subscriber: Subscriber.ID?, _ tx: any Writing) throws -> Int {
    let (silent, idle, now) = try staleness(tx)
    let ended = try tx.endSessions(of: subscriber, silentSince: silent, idleSince: idle, at: now)
    for session in ended { try keepWork(of: session, tx) }
    return ended.count
  }

  /// Asks the sessions of a subscriber whose access is over to end (DEC-30), with time to save the work; a renewal that
  /// comes before is in time.
  ///
  /// - Returns: How many sessions it asked.
  func endSessionsWithoutAccess(of subscriber: Subscriber.ID, _ tx: any Writing) throws -> Int {
    if try inForce(of: subscriber, on: world.today, tx).hasAccess { return 0 }
    return try tx.endSessions(of: subscriber, at: world.now() + ClientDesk.notice)
  }

  /// The subscribers whose sessions are to be asked to end, because their access is over.
  func subscribersToLeave(_ tx: any Reading) throws -> [Subscriber.ID] {
    try tx.subscribersInSession(withoutAccessOn: world.today, endingAfter: world.now() + ClientDesk.notice)
  }

  /// Since when without a heart-beat, and since when without an act, a session is over now.
  func staleness(_ tx: any Reading) throws -> (silent: Instant, idle: Instant, now: Instant) {
    let now = world.now()
    let idle = Instant.Span.minutes(try catalogues.offer(tx).catalogue.terms.sessionIdleMinutes)
    return (now - ClientDesk.silence, now - idle, now)
  }

  /// Splits the time of work over the civil days that it touched (DEC-53, BEY-74). Idle time at the end is not work.
  func keepWork(of session: EndedSession, _ tx: any Writing) throws {
    var from = session.openedAt
    while from < session.activeAt {
      let day = world.zone.day(of: from)
      let until = min(session.activeAt, world.zone.start(of: day + 1))
      guard until > from else { return }
      try tx.addWork((until - from).seconds, of: session, on: day)
      from = until
    }
  }
}
