import Foundation
package import Handbook

extension FileInfobases {
  /// Copies every infobase that is not deleted, with its backups, into an empty folder, one at a time, while people go
  /// on working: each is whole and as it was at one moment. What cannot be read is left out and told.
  ///
  /// The list of files with their hashes is written last: without it the folder is no copy.
  ///
  /// - Throws: `WholeCopyFault.notEmpty`; `DiskFault`.
  package func copyAll(to folder: String, at moment: Instant) async throws -> WholeCopy {
    let (paths, threads, bases) = (paths, longThreads, bases)
    try await threads.run {
      try Disk.makeFolder(folder)
      guard try Disk.names(in: folder).isEmpty else { throw WholeCopyFault.notEmpty }
    }
    var (files, faults, infobases): ([WholeCopy.File], [InfobaseFault], Int) = ([], [], 0)
    for id in try await all() {
      do {
        files += try await bases.visit(id) { try await threads.run { try Self.copy(id, in: paths, to: folder) } }
        infobases += 1
      } catch InfobaseFault.notFound {
        continue  // Deleted since the list was made.
      } catch let fault as InfobaseFault {
        faults.append(fault)
      }
    }
    let (listed, count) = (files, infobases)
    try await threads.run { try WholeCopy.write(listed, infobases: count, in: folder, at: moment) }
    return WholeCopy(infobases: infobases, bytes: files.reduce(0) { $0 + $1.size }, faults: faults)
  }

  private static func copy(_ id: Infobase.ID, in paths: InfobasePaths, to folder: String) throws -> [WholeCopy.File] {
    let place = "\(folder)/\(InfobasePaths.shard(id))"
    try Disk.makeFolder(place)
    do {
      let base = "\(place)/\(InfobasePaths.baseName)"
      try CopiedBase.copy(id, in: paths, to: base)
      try verifyUntouched(id, at: base)
      try Disk.flush(base)
      var files = [WholeCopy.File("\(InfobasePaths.shard(id))/\(InfobasePaths.baseName)", try Disk.digest(of: base))]
      for backup in try backups(of: id, in: paths.backups(id)) {
        let name = "\(InfobasePaths.shard(id))/backups/\(backup.fileName)"
        try Disk.makeFolder("\(place)/backups")
        // One deleted since the folder was read is left out.
        guard Disk.isFile(paths.backup(backup)) else { continue }
        files.append(WholeCopy.File(name, try Disk.copy(paths.backup(backup), to: "\(folder)/\(name)")))
        try Disk.flush("\(folder)/\(name)")
      }
      return files
    } catch {
      try? Disk.remove(folder: place)
      throw try InfobaseFault(id, error)
    }
  }

  /// Checks a copy made by `copyAll`: that every file is there, whole, and that nothing is missing from the list.
  ///
  /// - Returns: How many infobases are in it.
  /// - Throws: `WholeCopyFault`.
  package func verifyCopy(in folder: String) async throws -> Int {
    try await longThreads.run {
      let files = try WholeCopy.files(in: folder)
      for file in files { try file.check(in: folder) }
      return files.count { $0.isBase }
    }
  }

  /// Puts every infobase of a copy in its place. There must be none before. Everything is checked first.
  ///
  /// - Returns: How many infobases have been restored.
  /// - Throws: `WholeCopyFault`.
  package func restoreAll(from folder: String) async throws -> Int {
    let restored = try await verifyCopy(in: folder)
    let (paths, threads, bases) = (paths, longThreads, bases)
    let (there, deleted) = (try await all(), try await deleted())
    guard there.isEmpty, deleted.isEmpty else { throw WholeCopyFault.notEmpty }
    for file in try await threads.run({ try WholeCopy.files(in: folder) }) {
      try await bases.hold(file.infobase) {
        try await threads.run {
          let work = try WorkFolder(in: paths.work)
          defer { work.remove() }
          let path = work.file("restored")
          guard try Disk.copy("\(folder)/\(file.path)", to: path) == file.digest else {
            throw WholeCopyFault.damaged(file.path)
          }
          guard try Disk.place(path, at: "\(paths.root)/\(file.path)") else { throw WholeCopyFault.notEmpty }
        }
      }
    }
    return restored
  }
}

/// A copy of all infobases in a folder, for the product's `backup`.
package struct WholeCopy: Sendable {
  /// How many infobases are in it.
  package let infobases: Int
  /// Bytes on disk, the infobases' backups included.
  package let bytes: Int64
  /// Those that could not be copied.
  package let faults: [InfobaseFault]

  static let listName = "infobases.json"
  static let formatName = "balgyn-infobases"
  static let formatVersion = 1

  private struct List: Codable {
    let format: String
    let version: Int
    let created: String
    let infobases: Int
    let files: [Line]
  }

  private struct Line: Codable {
    let path: String
    let size: Int64
    let sha256: String
  }

  /// A file of the copy: an infobase or a backup of one.
  struct File: Sendable {
    /// Within the folder of the copy, and within the root of the infobases alike.
    let path: String
    let infobase: Infobase.ID
    let digest: FileDigest

    var isBase: Bool { path.hasSuffix("/\(InfobasePaths.baseName)") }
    var size: Int64 { digest.size }

    /// - Precondition: The path is that of an infobase or of a backup.
    init(_ path: String, _ digest: FileDigest) {
      guard let file = File(listed: path, digest) else { preconditionFailure("no path of an infobase: \(path)") }
      self = file
    }

    /// A line of a list; `nil` unless the path is one where an infobase or a backup of it lies.
    init?(listed path: String, _ digest: FileDigest) {
      let parts = path.split(separator: "/", omittingEmptySubsequences: false)
      guard parts.count >= 4, let id = Infobase.ID(parts[..<3].joined()),
        InfobasePaths.shard(id) == parts[..<3].joined(separator: "/")
      else { return nil }
      let isBase = parts.count == 4 && parts[3] == InfobasePaths.baseName
      let isBackup =
        parts.count == 5 && parts[3] == "backups"
        && Backup(fileName: String(parts[4]), of: id, size: digest.size) != nil
      guard isBase || isBackup else { return nil }
      (self.path, self.infobase, self.digest) = (path, id, digest)
    }

    func check(in folder: String) throws {
      let path = "\(folder)/\(path)"
      guard Disk.isFile(path) else { throw WholeCopyFault.missing(self.path) }
      guard try Disk.digest(of: path) == digest else { throw WholeCopyFault.damaged(self.path) }
      if isBase {
        do { try FileInfobases.verifyUntouched(infobase, at: path) } catch is InfobaseFault {
          throw WholeCopyFault.damaged(self.path)
        }
      }
    }
  }

  /// Writes the list, which makes the folder a copy.
  static func write(_ files: [File], infobases: Int, in folder: String, at moment: Instant) throws {
    let list = List(
      format: formatName, version: formatVersion, created: moment.iso, infobases: infobases,
      files: files.map { Line(path: $0.path, size: $0.size, sha256: $0.digest.sha256) })
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let part = "\(folder)/\(listName).part"
    do {
      var file = try WrittenFile(part)
      try encoder.encode(list).withUnsafeBytes { try file.append($0) }
    }
    guard try Disk.place(part, at: "\(folder)/\(listName)") else { throw WholeCopyFault.notEmpty }
  }

  /// The files of a copy by its list, none of them looked at.
  static func files(in folder: String) throws -> [File] {
    guard let json = FileManager.default.contents(atPath: "\(folder)/\(listName)"),
      let list = try? JSONDecoder().decode(List.self, from: json), list.format == formatName,
      (1...formatVersion).contains(list.version)
    else { throw WholeCopyFault.noList }
    let files = list.files.compactMap { File(listed: $0.path, FileDigest(size: $0.size, sha256: $0.sha256)) }
    guard files.count == list.files.count, Set(files.map(\.path)).count == files.count,
      files.count(where: \.isBase) == list.infobases
    else { throw WholeCopyFault.noList }
    return files
  }
}

/// Why a copy of all infobases cannot be made, trusted or restored. Paths are within the copy.
package enum WholeCopyFault: Error, Hashable, Sendable {
  /// Where the copy should go, or be restored to, something lies already.
  case notEmpty
  /// No list of files, or one that cannot be read: the copy was not finished, or is of a newer version.
  case noList
  case missing(String)
  case damaged(String)

  package var text: Text {
    switch self {
    case .notEmpty:
      Text(
        ru: "Папка не пуста. Укажите пустую папку: копия не смешивается с тем, что уже есть.",
        kk: "Қалта бос емес. Бос қалтаны көрсетіңіз: көшірме бұрыннан бар деректермен араласпайды.",
        en: "The folder is not empty. Name an empty one: a copy is never mixed with what is there.")
    case .noList:
      Text(
        ru: "В папке нет описи infobases.json или она не читается: копирование не было завершено. Возьмите "
          + "другую копию.",
        kk: "Қалтада infobases.json тізімі жоқ немесе ол оқылмайды: көшіру аяқталмаған. Басқа көшірмені алыңыз.",
        en: "The folder has no list, infobases.json, or it cannot be read: the copying was not finished. Take another "
          + "copy.")
    case .missing(let path):
      Text(
        ru: "В копии нет файла «\(path)». Возьмите другую копию.",
        kk: "Көшірмеде «\(path)» файлы жоқ. Басқа көшірмені алыңыз.",
        en: "The copy lacks the file “\(path)”. Take another copy.")
    case .damaged(let path):
      Text(
        ru: "Файл «\(path)» в копии повреждён. Возьмите другую копию.",
        kk: "Көшірмедегі «\(path)» файлы бүлінген. Басқа көшірмені алыңыз.",
        en: "The file “\(path)” in the copy is damaged. Take another copy.")
    }
  }
}
