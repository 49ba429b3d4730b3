import Foundation
import GRDB
package import Handbook

extension FileInfobases {
  package func unload(_ id: Infobase.ID, named name: String, at moment: Instant) async throws -> FileBytes {
    let paths = paths
    return try await bases.visit(id) { [longThreads] in
      try await longThreads.run {
        let work = try WorkFolder(in: paths.work)
        defer { work.remove() }
        let copy = try CopiedBase(id, in: paths, to: work)
        // Open, then gone with its folder: the bytes stay for as long as they are read.
        return try FileBytes(try copy.pack(in: work, named: name, at: moment))
      }
    }
  }
}

/// A copy of an infobase as it was at one moment, in a work folder: compact, without what was deleted in it.
struct CopiedBase {
  let label: InfobaseLabel
  let digest: FileDigest
  private let path: String
  private let tables: [UnloadManifest.Table]

  /// Copies while others read and write. Blocks.
  ///
  /// Equal contents make equal copies: SQLite writes the rows in order into a new file (`VACUUM INTO`), so that the
  /// hash tells whether anything has changed (BEY-58).
  init(_ id: Infobase.ID, in paths: InfobasePaths, to work: WorkFolder) throws {
    path = work.file(InfobasePaths.baseName)
    do {
      try Self.copy(id, in: paths, to: path)
      let base = try DatabaseQueue(path: path, configuration: .draft)
      (label, tables) = try base.read { db in (try InfobaseLabel(in: db), try Self.tables(in: db)) }
      try base.close()
    } catch {
      throw try InfobaseFault(id, error)
    }
    guard label.infobase == id else { throw InfobaseFault.damaged(id, reason: "bears the number \(label.infobase)") }
    digest = try Disk.digest(of: path)
  }

  /// Writes the copy itself. Not flushed.
  static func copy(_ id: Infobase.ID, in paths: InfobasePaths, to path: String) throws {
    guard Disk.isFile(paths.base(id)) else { throw InfobaseFault.notFound(id) }
    let base = try DatabaseQueue(path: paths.base(id), configuration: .infobase)
    try base.writeWithoutTransaction { db in try db.execute(sql: "VACUUM INTO ?", arguments: [path]) }
    try base.close()
  }

  /// Packs the copy into an unload file.
  ///
  /// - Returns: The path of the file, in the work folder.
  func pack(in work: WorkFolder, named name: String, at moment: Instant) throws -> String {
    let manifest = UnloadManifest(label: label, name: name, at: moment, base: digest, tables: tables)
    let archive = work.file("unload.zip")
    try writeArchive(archive, manifest: manifest.json(), base: path, at: moment)
    return archive
  }

  /// The tables with their rows counted, in the order of their names.
  static func tables(in db: Database) throws -> [UnloadManifest.Table] {
    let names = try String.fetchAll(
      db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' ORDER BY name")
    return try names.map { name in
      let rows = try Int64.fetchOne(db, sql: "SELECT count(*) FROM \(name.quotedDatabaseIdentifier)")
      return UnloadManifest.Table(name: name, rows: rows ?? 0)
    }
  }
}
