import Foundation
package import Handbook

extension FileInfobases {
  package func backUp(
    _ id: Infobase.ID, named name: String, as kind: Backup.Kind, at moment: Instant
  ) async throws -> Backup? {
    let paths = paths
    return try await bases.visit(id) { [longThreads] in
      try await longThreads.run {
        let work = try WorkFolder(in: paths.work)
        defer { work.remove() }
        let copy = try CopiedBase(id, in: paths, to: work)
        if kind == .schedule, let last = try Self.backups(of: id, in: paths.backups(id)).last,
          Self.hash(of: paths.backup(last)) == copy.digest.sha256
        {
          return nil
        }
        let archive = try copy.pack(in: work, named: name, at: moment)
        let size = try Disk.size(of: archive) ?? 0
        let backup = Backup(infobase: id, takenAt: moment, kind: kind, size: size)
        guard try Disk.place(archive, at: paths.backup(backup)) else {
          // The same act again: the copy that the first one made stands.
          return try Self.backups(of: id, in: paths.backups(id)).first { $0.fileName == backup.fileName }
        }
        return backup
      }
    }
  }

  package func backups(of id: Infobase.ID) async throws -> [Backup] {
    let paths = paths
    return try await threads.run {
      if try Disk.isThere(paths.base(id)) { return try Self.backups(of: id, in: paths.backups(id)) }
      guard try Disk.isThere(paths.trashed(id)) else { throw InfobaseFault.notFound(id) }
      return try Self.backups(of: id, in: paths.trashed(id) + "/backups")
    }
  }

  package func bytes(of backup: Backup) async throws -> FileBytes {
    let paths = paths
    return try await threads.run { try FileBytes(try Self.path(of: backup, in: paths)) }
  }

  package func delete(_ backup: Backup) async throws {
    let paths = paths
    try await threads.run {
      guard let path = try? Self.path(of: backup, in: paths) else { return }
      try Disk.remove(file: path)
      try Disk.flush(Disk.parent(of: path))
    }
  }

  package func restore(
    _ backup: Backup, as id: Infobase.ID, knowing applications: KnownApplications, at moment: Instant
  ) async throws -> InfobaseLabel {
    let paths = paths
    // A second name keeps the file in reach, whatever happens to the infobase and its copies meanwhile.
    let work = try await threads.run { try WorkFolder(in: paths.work) }
    defer { work.remove() }
    try await threads.run { try Disk.alias(try Self.path(of: backup, in: paths), as: work.file("backup.zip")) }
    return try await load(work.file("backup.zip"), as: id, knowing: applications, at: moment)
  }

  static func backups(of id: Infobase.ID, in folder: String) throws -> [Backup] {
    try Disk.names(in: folder).compactMap { name in
      // A copy deleted since the folder was read is no longer one.
      guard let size = try Disk.size(of: "\(folder)/\(name)") else { return nil }
      return Backup(fileName: name, of: id, size: size)
    }
  }

  private static func path(of backup: Backup, in paths: InfobasePaths) throws -> String {
    let places = [paths.backup(backup), "\(paths.trashed(backup.infobase))/backups/\(backup.fileName)"]
    guard let path = places.first(where: Disk.isFile) else { throw InfobaseFault.noBackup(backup) }
    return path
  }

  /// The hash of the data in a copy, as its list gives it; `nil` if the copy cannot be read.
  private static func hash(of archive: String) -> String? {
    guard let archive = try? ReadArchive(archive) else { return nil }
    return try? UnloadManifest(in: archive).base?.sha256
  }
}
