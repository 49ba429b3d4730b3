import Handbook
import Infobases
import Office

extension Act {
  /// Infobases, what is in them, and rights in them.
  static let infobases: [Act] = [
    .value(
      .get, "/infobases", "listInfobases", .infobases, .books(),
      Summary.listInfobases
    ) {
      Answer(try await $0.client.infobases())
    },
    .value(
      .post, "/infobases", "createInfobase", .infobases, .books(.manageInfobases),
      Summary.createInfobase,
      body: .fields([.text("name", upTo: 100, required: true), .text("application", upTo: 32, required: true)]),
      status: 201, versioned: true
    ) { call in
      let id = try await call.client.create(call.entries)
      return try await infobase(id, call, at: "/infobases/\(id)")
    },
    .value(
      .post, "/infobases/upload", "loadInfobase", .infobases, .books(.manageInfobases),
      Summary.loadInfobase,
      query: [.text("name", upTo: 100, required: true)], body: .file("application/zip"), status: 201, versioned: true
    ) { call in
      let id = try await call.client.load(call.file ?? "", Entries(["name": call.query.raw("name")]))
      return try await infobase(id, call, at: "/infobases/\(id)")
    },
    .value(
      .get, "/infobases/{id}", "readInfobase", .infobases, .everybody,
      Summary.readInfobase, versioned: true
    ) {
      try await infobase($0.id(of: Infobase.self), $0)
    },
    .value(
      .patch, "/infobases/{id}", "changeInfobase", .infobases, .books(),
      Summary.changeInfobase,
      body: .fields([.text("name", upTo: 100), .text("zone", upTo: 60), .number("backup_hour", in: 0...23)]),
      versioned: true, needsVersion: true
    ) { call in
      let id = try call.id(of: Infobase.self)
      let facts = try await call.client.infobase(id).facts
      let old = ["name": facts.name, "zone": facts.zone, "backup_hour": facts.backupHour.map(String.init) ?? ""]
      try await call.client.rename(id, Entries(old.merging(call.entries.typed) { $1 }), version: call.version)
      return try await infobase(id, call)
    },
    .deed(
      .delete, "/infobases/{id}", "deleteInfobase", .infobases, .books(.manageInfobases),
      Summary.deleteInfobase
    ) {
      try await $0.client.delete($0.id(of: Infobase.self))
    },
    .value(
      .post, "/infobases/{id}/return", "returnInfobase", .infobases, .books(.manageInfobases),
      Summary.returnInfobase, versioned: true
    ) {
      let id = try $0.id(of: Infobase.self)
      try await $0.client.undelete(id)
      return try await infobase(id, $0)
    },
    .value(
      .post, "/infobases/{id}/retry", "retryInfobase", .infobases, .books(),
      Summary.retryInfobase, versioned: true
    ) {
      let id = try $0.id(of: Infobase.self)
      try await $0.client.retry(id)
      return try await infobase(id, $0)
    },
    .value(
      .post, "/infobases/{id}/keeping", "keepInfobase", .infobases, .books(.manageInfobases),
      Summary.keepInfobase, versioned: true
    ) {
      let id = try $0.id(of: Infobase.self)
      try await $0.client.keepOpen(id)
      return try await infobase(id, $0)
    },
    .value(.get, "/infobases/{id}/backups", "listBackups", .infobases, .books(), Summary.listBackups) {
      Answer(Listed(try await $0.client.backups(of: $0.id(of: Infobase.self))))
    },
    .value(.post, "/infobases/{id}/backups", "makeBackup", .infobases, .books(), Summary.makeBackup, status: 201) {
      let id = try $0.id(of: Infobase.self)
      let backup = try await $0.client.backUp(id)
      return Answer(backup, at: "/infobases/\(id)/backups/\(backup.takenAt.milliseconds)")
    },
    .file(
      .get, "/infobases/{id}/backups/{taken}", "downloadBackup", .infobases, .books(),
      Summary.downloadBackup
    ) {
      try await $0.client.download($0.id(of: Infobase.self), takenAt: taken($0))
    },
    .deed(.delete, "/infobases/{id}/backups/{taken}", "deleteBackup", .infobases, .books(), Summary.deleteBackup) {
      try await $0.client.deleteBackup(of: $0.id(of: Infobase.self), takenAt: taken($0))
    },
    .value(
      .post, "/infobases/{id}/backups/{taken}/restoration", "restoreBackup", .infobases, .books(.manageInfobases),
      Summary.restoreBackup,
      body: .fields([.text("name", upTo: 100, required: true)]), status: 201, versioned: true
    ) { call in
      let id = try await call.client.restore(call.id(of: Infobase.self), takenAt: taken(call), call.entries)
      return try await infobase(id, call, at: "/infobases/\(id)")
    },
    .file(
      .post, "/infobases/{id}/unload", "unloadInfobase", .infobases, .books(),
      Summary.unloadInfobase
    ) {
      try await $0.client.unload($0.id(of: Infobase.self))
    },
    .value(
      .get, "/rights", "readRights", .infobases, .books(.manageInfobases), Summary.readRights
    ) {
      Answer(try await $0.client.matrix())
    },
    .deed(
      .put, "/infobases/{id}/rights/{user}", "giveRight", .infobases, .books(.manageInfobases),
      Summary.giveRight,
      body: .fields([.word("level", of: Infobase.Level.self, required: true)])
    ) { call in
      var entries = call.entries
      let level = entries.choice("level", of: Infobase.Level.self)
      try entries.accept()
      try await call.client.set(level, of: call.id("user", of: User.self), in: call.id(of: Infobase.self))
    },
    .deed(
      .delete, "/infobases/{id}/rights/{user}", "takeRight", .infobases, .books(.manageInfobases),
      Summary.takeRight
    ) {
      try await $0.client.set(nil, of: $0.id("user", of: User.self), in: $0.id(of: Infobase.self))
    },
  ]

  private static func infobase(
    _ id: Infobase.ID, _ call: Call, at location: String? = nil
  ) async throws -> Answer<ClientDesk.InfobaseCard> {
    let card = try await call.client.infobase(id)
    return Answer(card, version: card.facts.version, at: location)
  }

  private static func taken(_ call: Call) throws -> Instant {
    guard let digits = call.parameters["taken"], digits.utf8.count <= 16, let milliseconds = Int64(digits) else {
      throw Missing()
    }
    return Instant(milliseconds: milliseconds)
  }

  /// Sessions, and access for specialists of others.
  static let sessions: [Act] = [
    .value(.get, "/sessions", "listSessions", .sessions, .books(.seeHouse), Summary.listSessions) {
      Answer(Listed(try await $0.client.sessions()))
    },
    .value(
      .post, "/infobases/{id}/sessions", "openSession", .sessions, .everybody,
      Summary.openSession, status: 201
    ) { call in
      let id = try call.id(of: Infobase.self)
      return Answer(OpenedSession(token: try await call.client.open(id, client: call.agent)), at: "/infobases/\(id)")
    },
    .value(
      .post, "/sessions/beat", "beatSession", .sessions, .everybody,
      Summary.beatSession,
      body: .fields([.text("session", upTo: 100, required: true), .flag("active")]), refusals: [410]
    ) { call in
      let token = Token(shown: call.entries.raw("session"))
      guard let pulse = try await call.client.beat(token, active: call.entries.isOn("active")) else {
        throw Problem(.gone)
      }
      return Answer(pulse)
    },
    .deed(
      .post, "/sessions/close", "closeSession", .sessions, .everybody, Summary.closeSession,
      body: .fields([.text("session", upTo: 100, required: true)])
    ) { try await $0.client.close(Token(shown: $0.entries.raw("session"))) },
    .deed(
      .post, "/sessions/{id}/end", "endSession", .sessions, .books(),
      Summary.endSession,
      body: .fields([.text("message", upTo: 300)])
    ) { call in
      var entries = call.entries
      let message = entries.line("message", upTo: 300)
      try entries.accept()
      try await call.client.end(call.id(of: SessionFacts.self), message: message)
    },
    .value(
      .get, "/grants", "listGrants", .sessions, .books(.grantAccess),
      Summary.listGrants
    ) {
      Answer(Listed(try await $0.client.grants()))
    },
    .value(
      .post, "/infobases/{id}/grants", "grantAccess", .sessions, .books(.grantAccess),
      Summary.grantAccess,
      body: .fields([
        .text("email", upTo: 254, required: true), .number("hours", in: 1...168, required: true),
        .text("reason", upTo: 300, required: true),
      ]), status: 201
    ) { call in
      Answer(Made(try await call.client.grant(call.id(of: Infobase.self), call.entries)), at: "/grants")
    },
    .deed(.delete, "/grants/{id}", "revokeGrant", .sessions, .books(.grantAccess), Summary.revokeGrant) {
      try await $0.client.revoke($0.id(of: AccessGrant.self))
    },
  ]
}
