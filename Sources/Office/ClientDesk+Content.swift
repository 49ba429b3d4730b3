package import Handbook
package import Infobases
import Store

/// What is in an infobase: its copies, taking it home, and bringing it back as a new one (PRO-18, T-01 … T-05).
///
/// Copies and unloads stay in reach after the end of access: the data are the client's (DEC-30).
extension ClientDesk {
  /// A file for its owner, and what to call it.
  package struct ContentFile: Sendable {
    package let name: String
    package let bytes: FileBytes
  }

  // MARK: Copies (BEY-57)

  /// The copies of an infobase, newest first. Those that the service makes for itself are not among them.
  package func backups(of id: Infobase.ID) async throws -> [Backup] {
    _ = try await office.database.read { tx in try manage(id, tx) }
    return try await kept { try await office.keeper.backups(of: id) }.filter { $0.kind != .system }.reversed()
  }

  /// Copies the infobase now, while people go on working in it.
  @discardableResult
  package func backUp(_ id: Infobase.ID) async throws -> Backup {
    let facts = try await office.database.read { tx in try manage(id, tx) }
    guard
      let backup = try await kept({
        try await office.keeper.backUp(id, named: facts.name, as: .demand, at: now)
      })
    else { throw Missing() }
    try await office.database.write { tx in
      try record(
        "back-up", on: "infobase", id.number, of: facts.subscriberID, after: ["taken": world.zone.iso(backup.takenAt)],
        tx)
    }
    return backup
  }

  /// - Parameter moment: When the copy was taken: that tells it from the others.
  package func download(_ id: Infobase.ID, takenAt moment: Instant) async throws -> ContentFile {
    let (facts, backup) = try await backup(of: id, takenAt: moment)
    let bytes = try await kept { try await office.keeper.bytes(of: backup) }
    try await office.database.write { tx in
      try record(
        "download-backup", on: "infobase", id.number, of: facts.subscriberID,
        after: ["taken": world.zone.iso(moment)], tx)
    }
    return ContentFile(name: fileName(facts, at: moment), bytes: bytes)
  }

  package func deleteBackup(of id: Infobase.ID, takenAt moment: Instant) async throws {
    let (facts, backup) = try await backup(of: id, takenAt: moment)
    try await kept { try await office.keeper.delete(backup) }
    try await office.database.write { tx in
      try record(
        "delete-backup", on: "infobase", id.number, of: facts.subscriberID,
        before: ["taken": world.zone.iso(moment), "kind": backup.kind.rawValue], tx)
    }
  }

  /// Makes a new infobase of a copy; the one it was taken of stays as it is.
  ///
  /// - Throws: `Refusals` if there is no place for it, or the copy is damaged; nothing is created then.
  package func restore(_ id: Infobase.ID, takenAt moment: Instant, _ entries: Entries) async throws -> Infobase.ID {
    try actor.require(.manageInfobases)
    let (_, backup) = try await backup(of: id, takenAt: moment)
    return try await bring("restore", origin: "backup of \(id) at \(world.zone.iso(moment))", entries) { new, known in
      try await office.keeper.restore(backup, as: new, knowing: known, at: now)
    }
  }

  private func backup(of id: Infobase.ID, takenAt moment: Instant) async throws -> (InfobaseFacts, Backup) {
    let facts = try await office.database.read { tx in try manage(id, tx) }
    let backups = try await kept { try await office.keeper.backups(of: id) }
    guard let backup = backups.first(where: { $0.takenAt == moment && $0.kind != .system }) else { throw Missing() }
    return (facts, backup)
  }

  // MARK: To a file and from a file (T-02, T-05, BEY-60, BEY-61)

  /// Writes the infobase to a file that its owner takes home, while people go on working in it.
  package func unload(_ id: Infobase.ID) async throws -> ContentFile {
    let facts = try await office.database.read { tx in try manage(id, tx) }
    let moment = now
    let bytes = try await kept { try await office.keeper.unload(id, named: facts.name, at: moment) }
    try await office.database.write { tx in
      try record(
        "unload", on: "infobase", id.number, of: facts.subscriberID, after: ["bytes": String(bytes.size)], tx)
    }
    return ContentFile(name: fileName(facts, at: moment), bytes: bytes)
  }

  /// Makes a new infobase of an unload file. Its application is what the file says.
  ///
  /// - Parameter path: Where the file that was sent lies. It stays there: who put it there removes it.
  /// - Throws: `Refusals`, with what is wrong with the file beside the field `file`; nothing is created then.
  package func load(_ path: String, _ entries: Entries) async throws -> Infobase.ID {
    try actor.require(.manageInfobases)
    return try await bring("load", origin: "file", entries) { id, known in
      try await office.keeper.load(path, as: id, knowing: known, at: now)
    }
  }

  /// The registry's row first, so that the number is taken and the limit is kept; then the content; then the row is
  /// ready. If anything goes wrong, neither is left.
  private func bring(
    _ act: String, origin: String, _ entries: Entries,
    _ content: @escaping @Sendable (Infobase.ID, KnownApplications) async throws -> InfobaseLabel
  ) async throws -> Infobase.ID {
    var entries = entries
    let name = entries.line("name", upTo: 100, required: true)
    try entries.accept()
    let (id, known, open) = try await office.database.write(
      locking: [LockKey("infobases", actor.subscriber.number)]
    ) { tx in
      let catalogue = try office.catalogues.offer(tx).catalogue
      let inForce = try office.inForce(of: actor.subscriber, on: today, tx)
      let open = inForce.applications
      try NewInfobase(
        hasAccess: inForce.hasAccess, isOpenedByTariff: !open.isEmpty,
        infobases: tx.countInfobases(of: actor.subscriber), limits: inForce.limits
      ).accept()
      // Which application it is, the content tells; until then the row has any.
      let id = try tx.insertInfobase(
        of: actor.subscriber, application: open.sorted()[0], name: name, zone: world.zone.name, origin: origin,
        by: actor.user, at: now)
      try tx.setRight(.administer, of: actor.user, in: id)
      return (id, catalogue.knownApplications, open)
    }
    do {
      let label = try await kept { try await content(id, known) }
      guard let application = Application.Code(label.application.code), open.contains(application) else {
        throw Refusals("A-06", "file", NewInfobase.rules[1].sentence)
      }
      try await office.database.write { tx in
        try tx.setApplication(application, of: id)
        // The service's own work may have found the content and moved it on already.
        try tx.move(id, from: [.preparing], to: .ready, at: now)
        try record(
          act, on: "infobase", id.number, of: actor.subscriber,
          after: ["name": name, "application": application.description, "origin": origin], tx)
      }
      return id
    } catch {
      try await forget(id)
      throw error
    }
  }

  private func forget(_ id: Infobase.ID) async throws {
    // Out of the registry first: without a row nobody can open what is being removed.
    guard try await office.database.write({ tx in try tx.forgetUnprepared(id) }) else { return }
    do {
      try await office.keeper.delete(id)
      try await office.keeper.purge(id)
    } catch InfobaseFault.notFound {}
  }

  /// `Бухгалтерия-000000007-2026-01-31.zip`, without what a file's name cannot hold.
  private func fileName(_ facts: InfobaseFacts, at moment: Instant) -> String {
    let name = facts.name.map { $0.isLetter || $0.isNumber ? $0 : "-" }
    return "\(String(name.prefix(60)))-\(facts.id.nineDigits)-\(world.zone.day(of: moment).iso).zip"
  }

  /// What the keeper says, in words for people.
  private func kept<Result: Sendable>(_ act: () async throws -> Result) async throws -> Result {
    do { return try await act() } catch let refusal as LoadRefusal {
      throw Refusals([refusal.refusal])
    } catch InfobaseFault.notFound, InfobaseFault.noBackup {
      throw Missing()
    } catch InfobaseFault.damaged {
      throw Refusals("BEY-6", nil, PreparationTrouble.damaged.text)
    } catch let fault as DiskFault where fault.isOutOfRoom {
      throw Refusals("BEY-12", nil, PreparationTrouble.outOfRoom.text)
    }
  }
}
