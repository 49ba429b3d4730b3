import Foundation
package import GRDB
package import Handbook

/// Infobases in a folder: each a SQLite file of its own, found by its number.
///
/// One process serves a folder; another may copy or verify it meanwhile, as the command line does. What an act makes it
/// makes in `work`, checks, forces to the disk, and gives its name last: after a crash an infobase is there whole or
/// not at all, and the next process sweeps up the rest.
package final class FileInfobases: InfobaseKeeper {
  /// What the engine lays into an empty infobase of an application.
  package typealias Furnish = @Sendable (Database, ApplicationEdition) throws -> Void

  let paths: InfobasePaths
  let settings: Settings
  let templates: Templates
  /// For acts of a few milliseconds, for which people wait.
  let threads: DiskThreads
  /// For acts as long as an infobase is large: they never keep anyone from opening one.
  let longThreads: DiskThreads
  let bases: OpenBases

  package struct Settings: Sendable {
    /// How many infobases are open at once, at most. Each takes up to six file descriptors and 2 MiB.
    package var openInfobases = 64
    /// How many short acts that block on the disk run at once, besides those in open infobases.
    package var shortActs = 8
    /// How many copies, loads and unloads run at once; the others wait for their turn.
    package var longActs = 2
    /// The largest unload file that can be loaded, in bytes (BEY-61).
    package var fileSizeLimit: Int64 = 1 << 30
    /// The largest infobase that can be loaded, in bytes.
    package var unpackedSizeLimit: Int64 = 8 << 30

    package init() {}
  }

  /// - Parameters:
  ///   - root: The folder, made if it is not there. All of it lies on one disk.
  ///   - furnish: Called once for each edition of an application, in an empty file; an infobase of it starts as a copy.
  /// - Throws: `DiskFault` if the folder cannot be used.
  package init(
    _ root: String, settings: Settings = Settings(), furnish: @escaping Furnish = { _, _ in }
  ) throws {
    let paths = InfobasePaths(root: root.count > 1 && root.hasSuffix("/") ? String(root.dropLast()) : root)
    try Disk.makeFolder(paths.root)
    try WorkFolder.sweep(paths.work)
    self.paths = paths
    self.settings = settings
    templates = Templates(work: paths.work, furnish: furnish)
    longThreads = DiskThreads(settings.longActs)
    let threads = DiskThreads(settings.shortActs)
    self.threads = threads
    bases = OpenBases(limit: settings.openInfobases, threads: threads) { id in
      try OpenBase(id, at: paths.base(id))
    }
  }

  /// The numbers of all infobases that are not deleted, in order.
  package func all() async throws -> [Infobase.ID] {
    let root = paths.root
    return try await threads.run { try InfobasePaths.infobases(under: root) }
  }

  /// Closes what nobody uses: before the process ends, so that no log is left to fold in.
  package func close() async {
    await bases.closeIdle()
  }

  package func open(_ id: Infobase.ID) async throws -> InfobaseLabel {
    try await bases.use(id) { $0.label }
  }

  /// Reads an infobase in one transaction, beside those who write it.
  package func read<Result: Sendable>(
    _ id: Infobase.ID, _ act: @escaping @Sendable (Database) throws -> Result
  ) async throws -> Result {
    try await bases.use(id) { base in try await base.reader.read(act) }
  }

  /// Writes an infobase in one transaction, which an error rolls back. One act at a time writes an infobase.
  package func write<Result: Sendable>(
    _ id: Infobase.ID, _ act: @escaping @Sendable (Database) throws -> Result
  ) async throws -> Result {
    try await bases.use(id) { base in try await base.writer.write(act) }
  }

  package func size(of id: Infobase.ID) async throws -> InfobaseSize {
    let paths = paths
    return try await threads.run {
      guard let base = try Disk.size(of: paths.base(id)) else { throw InfobaseFault.notFound(id) }
      let folder = paths.backups(id)
      return InfobaseSize(
        base: base + (try Disk.size(of: paths.base(id) + "-wal") ?? 0),
        backups: try Disk.names(in: folder).reduce(0) { try $0 + (Disk.size(of: "\(folder)/\($1)") ?? 0) })
    }
  }
}
