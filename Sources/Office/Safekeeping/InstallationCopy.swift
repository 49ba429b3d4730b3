import Crypto
import Foundation
package import Handbook
package import Infobases
package import Store

/// A copy of a whole installation in a folder:
///
/// ```
/// balgyn.sqlite        the store, as it was at one moment: a SQLite file, whatever the installation's engine is
/// infobases/…          every infobase with its own copies, each as it was at one moment, and a list with hashes
/// backup.json          what is in the copy, with hashes; written last: without it the folder is no copy
/// ```
///
/// The store goes first. An infobase in the registry's copy was there before the infobases are copied, and is not
/// removed for ever within the days that pass between its deletion and its end: every infobase that the copy knows is
/// in it. One made after the store was copied may be in it too; nobody is told of it, and restoring drops it, because
/// its number will be given again. The other way round, an infobase made meanwhile would be known and missing.
package enum InstallationCopy {
  static let listName = "backup.json"
  static let storeName = "balgyn.sqlite"
  static let infobasesName = "infobases"
  static let formatName = "balgyn-backup"
  static let formatVersion = 1

  private struct List: Codable {
    let format: String
    let version: Int
    let created: Int64
    let store: File
    let infobases: File
  }

  struct File: Codable, Hashable {
    let size: Int64
    let sha256: String

    init(at path: String) throws {
      guard let file = FileHandle(forReadingAtPath: path) else { throw CopyFault.missing(path) }
      defer { try? file.close() }
      var (hash, size) = (SHA256(), Int64(0))
      while let bytes = try file.read(upToCount: 1 << 20), !bytes.isEmpty {
        hash.update(data: bytes)
        size += Int64(bytes.count)
      }
      self.size = size
      sha256 = hash.finalize().map { byte in
        String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
      }.joined()
    }
  }

  /// Copies the installation into an empty folder.
  ///
  /// - Parameter store: Copies the store, as it is at one moment, to a path.
  /// - Throws: `CopyFault`, `WholeCopyFault`, and what the store throws.
  package static func make(
    in folder: String, store: (String) async throws -> Void, infobases: FileInfobases, at moment: Instant
  ) async throws -> WholeCopy {
    guard try isEmpty(folder) else { throw CopyFault.notEmpty(folder) }
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try await store("\(folder)/\(storeName)")
    try flush("\(folder)/\(storeName)")
    let copy = try await infobases.copyAll(to: "\(folder)/\(infobasesName)", at: moment)
    let list = List(
      format: formatName, version: formatVersion, created: moment.milliseconds,
      store: try File(at: "\(folder)/\(storeName)"),
      infobases: try File(at: "\(folder)/\(infobasesName)/infobases.json"))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    let part = "\(folder)/\(listName).part"
    try encoder.encode(list).write(to: URL(fileURLWithPath: part))
    try flush(part)
    try place(part, at: "\(folder)/\(listName)")
    return copy
  }

  /// Makes an installation of a copy. Every file is checked first.
  ///
  /// The store is placed last: a folder in which the restoring was cut off is no installation.
  ///
  /// - Parameters:
  ///   - data: The folder of the new installation: empty, or not there.
  ///   - infobases: Where in it the infobases go.
  ///   - open: Opens the copied store, a file at a path.
  ///   - place: Puts the checked file where the installation's store is to be: in the folder, or in a database server.
  /// - Returns: How many infobases were restored.
  /// - Throws: `CopyFault`, `WholeCopyFault`, and what `open` and `place` throw.
  package static func restore(
    from folder: String, to data: String, infobases: String, open: (String) throws -> any Database,
    place: (String) async throws -> Void
  ) async throws -> Int {
    guard try isEmpty(data) else { throw CopyFault.notEmpty(data) }
    guard let json = FileManager.default.contents(atPath: "\(folder)/\(listName)"),
      let list = try? JSONDecoder().decode(List.self, from: json), list.format == formatName
    else { throw CopyFault.noList(folder) }
    guard (1...formatVersion).contains(list.version) else { throw CopyFault.newer }
    for (name, file) in [(storeName, list.store), ("\(infobasesName)/infobases.json", list.infobases)] {
      guard try File(at: "\(folder)/\(name)") == file else { throw CopyFault.damaged(name) }
    }
    try FileManager.default.createDirectory(
      atPath: data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    do {
      let keeper = try FileInfobases(infobases)
      let count = try await keeper.restoreAll(from: "\(folder)/\(infobasesName)")
      let part = "\(data)/\(storeName).part"
      try FileManager.default.copyItem(atPath: "\(folder)/\(storeName)", toPath: part)
      guard try File(at: part) == list.store else { throw CopyFault.damaged(storeName) }
      let dropped = try await dropUnknown(part, keeper, open)
      try flush(part)
      try await place(part)
      await keeper.close()
      return count - dropped
    } catch {
      // The folder was empty: nothing in it is anybody's.
      for name in (try? FileManager.default.contentsOfDirectory(atPath: data)) ?? [] {
        try? FileManager.default.removeItem(atPath: "\(data)/\(name)")
      }
      throw error
    }
  }

  private static func dropUnknown(
    _ store: String, _ keeper: FileInfobases, _ open: (String) throws -> any Database
  ) async throws -> Int {
    let database = try open(store)
    let known = try await database.read { try $0.knownInfobases() }
    await database.close()
    for name in ["\(store)-wal", "\(store)-shm"] { try? FileManager.default.removeItem(atPath: name) }
    var dropped = 0
    for id in try await keeper.all() where !known.contains(id) {
      try await keeper.delete(id)
      try await keeper.purge(id)
      dropped += 1
    }
    return dropped
  }

  private static func isEmpty(_ folder: String) throws -> Bool {
    guard FileManager.default.fileExists(atPath: folder) else { return true }
    return try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty
  }

  private static func flush(_ path: String) throws {
    guard let file = FileHandle(forUpdatingAtPath: path) else { throw CopyFault.missing(path) }
    try file.synchronize()
    try file.close()
  }

  /// Gives a file that is whole and on the disk its lasting name.
  package static func place(_ part: String, at path: String) throws {
    guard rename(part, path) == 0 else { throw CopyFault.missing(path) }
    // The name lasts when the folder is on the disk.
    let folder = Glibc.open(URL(fileURLWithPath: path).deletingLastPathComponent().path, O_RDONLY | O_DIRECTORY)
    if folder >= 0 {
      fsync(folder)
      Glibc.close(folder)
    }
  }
}

/// Why an installation cannot be copied or restored.
package enum CopyFault: Error, Hashable, Sendable, CustomStringConvertible {
  case notEmpty(String)
  case noList(String)
  case newer
  case missing(String)
  case damaged(String)

  package var description: String {
    switch self {
    case .notEmpty(let folder): "The folder \(folder) is not empty. Name an empty one: nothing is ever mixed."
    case .noList(let folder): "\(folder) has no list, backup.json, that can be read: the copying was not finished."
    case .newer: "A newer version of the program made this copy."
    case .missing(let path): "\(path) is not there, or may not be read."
    case .damaged(let name): "The file \(name) of the copy is damaged. Take another copy."
    }
  }
}
