import Foundation
import GRDB
package import Handbook

extension FileInfobases {
  package func load(
    _ path: String, as id: Infobase.ID, knowing applications: KnownApplications, at moment: Instant
  ) async throws -> InfobaseLabel {
    let (paths, settings) = (paths, settings)
    return try await bases.hold(id) { [longThreads] in
      try await longThreads.run {
        let there = try Self.label(of: id, in: paths)
        if let there, there.loadedFrom == nil { throw InfobaseFault.occupied(id, by: there.application) }
        let work = try WorkFolder(in: paths.work)
        defer { work.remove() }
        let unloaded = try UnloadedBase(path, into: work, settings: settings, knowing: applications)
        if let there {
          // The same act again, after a crash; otherwise the number is taken.
          guard there.loadedFrom == unloaded.sha256 else { throw InfobaseFault.occupied(id, by: there.application) }
          return there
        }
        let label = InfobaseLabel(
          infobase: id, application: unloaded.label.application, createdAt: moment, loadedFrom: unloaded.sha256)
        try Self.stick(label, on: unloaded.path)
        guard try Disk.place(unloaded.path, at: paths.base(id)) else { throw InfobaseFault.occupied(id, by: nil) }
        return label
      }
    }
  }
}

/// The data out of an unload file, in a work folder, when every check has been passed (BEY-60).
struct UnloadedBase {
  let path: String
  let label: InfobaseLabel
  let sha256: String

  /// Checks in the order of what a check costs: the file's size, the archive, the list, the application; then unpacks
  /// the data and checks their size and hash; then opens them. Blocks.
  ///
  /// - Throws: `LoadRefusal`; `DiskFault` or `ZipFault` where the machine is to blame.
  init(
    _ file: String, into work: WorkFolder, settings: FileInfobases.Settings, knowing applications: KnownApplications
  ) throws {
    guard let fileSize = try Disk.size(of: file) else { throw DiskFault("find", file, code: ENOENT) }
    guard Disk.isFile(file) else { throw LoadRefusal.notArchive }
    guard fileSize <= settings.fileSizeLimit else {
      throw LoadRefusal.tooLarge(fileSize, limit: settings.fileSizeLimit)
    }
    let archive = try ReadArchive(file)
    let manifest = try UnloadManifest(in: archive)
    try applications.accept(manifest.application)
    guard let listed = manifest.base, listed.size >= 0, manifest.files.count == 1 else {
      throw LoadRefusal.manifestUnreadable
    }
    guard listed.size <= settings.unpackedSizeLimit else {
      throw LoadRefusal.unpacksTooLarge(limit: settings.unpackedSizeLimit)
    }
    for name in archive.names where name != UnloadManifest.fileName && name != listed.name {
      throw LoadRefusal.unexpectedFile(name)
    }

    path = work.file(listed.name)
    var data = try WrittenFile(path)
    try archive.unpack(listed.name, limit: settings.unpackedSizeLimit) { bytes in
      guard data.size + Int64(bytes.count) <= listed.size else { throw LoadRefusal.damaged(listed.name) }
      try data.append(bytes)
    }
    sha256 = data.sha256
    guard data.size == listed.size, sha256 == listed.sha256 else { throw LoadRefusal.damaged(listed.name) }

    do {
      label = try Self.check(path, against: manifest)
    } catch is InfobaseLabel.Unreadable {
      throw LoadRefusal.baseDamaged
    } catch let fault as DatabaseError where fault.isDamage {
      throw LoadRefusal.baseDamaged
    }
  }

  private static func check(_ path: String, against manifest: UnloadManifest) throws -> InfobaseLabel {
    let base = try DatabaseQueue(path: path, configuration: .draft)
    let label = try base.read { db in
      // First of all what could run by itself: the platform puts plain tables and indexes into an infobase.
      let foreign = try String.fetchOne(
        db,
        sql: """
          SELECT name FROM sqlite_schema
          WHERE rootpage = 0 OR rootpage IS NULL
            OR NOT (
              (type = 'table' AND sql LIKE 'CREATE TABLE %')
              OR (type = 'index' AND (sql IS NULL OR sql LIKE 'CREATE INDEX %' OR sql LIKE 'CREATE UNIQUE INDEX %')))
          """)
      if let foreign { throw LoadRefusal.foreignSchema(foreign) }
      let label = try InfobaseLabel(in: db)
      guard try String.fetchOne(db, sql: "PRAGMA integrity_check(1)") == "ok",
        try Row.fetchOne(db, sql: "PRAGMA foreign_key_check") == nil
      else { throw LoadRefusal.baseDamaged }
      guard label.infobase.number == manifest.infobase.number, label.application == manifest.application else {
        throw LoadRefusal.contradictory
      }
      let tables = try CopiedBase.tables(in: db)
      if let table = Set(tables).symmetricDifference(manifest.tables).map(\.name).min() {
        throw LoadRefusal.wrongCount(table: table)
      }
      return label
    }
    try base.close()
    return label
  }
}

extension UnloadManifest {
  /// Reads the list in an archive.
  ///
  /// - Throws: `LoadRefusal`.
  init(in archive: borrowing ReadArchive) throws {
    guard archive.names.contains(Self.fileName) else { throw LoadRefusal.noManifest }
    var json: [UInt8] = []
    try archive.unpack(Self.fileName, limit: Self.sizeLimit) { json.append(contentsOf: $0) }
    try self.init(json: json)
  }
}
