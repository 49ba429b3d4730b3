import Foundation

/// The few acts on files that the infobases need, with their durability spelt out: what these functions leave behind
/// is on the disk itself when they return, unless their comment says otherwise. All of them block.
enum Disk {
  /// Makes the folder and those above it, if they are not there.
  static func makeFolder(_ path: String) throws(DiskFault) {
    if mkdir(path, 0o700) == 0 {
      try flush(parent(of: path))
    } else if errno == ENOENT {
      try makeFolder(parent(of: path))
      try makeFolder(path)
    } else if errno != EEXIST {
      throw DiskFault("make the folder", path)
    }
  }

  /// Forces a file's bytes, or a folder's list of names, to the disk.
  static func flush(_ path: String) throws(DiskFault) {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw DiskFault("open", path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw DiskFault("flush", path) }
  }

  /// Gives a finished file its final name. Nobody ever sees half of it, and a file that is there is never replaced.
  ///
  /// - Returns: `false` if the name is taken; the source stays as it is then.
  static func place(_ source: String, at path: String) throws(DiskFault) -> Bool {
    try flush(source)
    try makeFolder(parent(of: path))
    guard link(source, path) == 0 else {
      guard errno == EEXIST else { throw DiskFault("name", path) }
      return false
    }
    try flush(parent(of: path))
    try remove(file: source)
    return true
  }

  /// Gives a file a second name. Not flushed.
  static func alias(_ source: String, as path: String) throws(DiskFault) {
    guard link(source, path) == 0 else { throw DiskFault("name", path) }
  }

  /// Moves a folder to where there is none, or an empty one.
  ///
  /// - Returns: `false` if the new place is taken.
  static func move(folder: String, to path: String) throws(DiskFault) -> Bool {
    try makeFolder(parent(of: path))
    guard rename(folder, path) == 0 else {
      guard errno == ENOTEMPTY || errno == EEXIST else { throw DiskFault("move", folder) }
      return false
    }
    try flush(parent(of: path))
    try flush(parent(of: folder))
    return true
  }

  /// Removes a file; one that is not there is no error. Not flushed.
  static func remove(file path: String) throws(DiskFault) {
    guard unlink(path) == 0 || errno == ENOENT else { throw DiskFault("remove", path) }
  }

  /// Removes a folder with all that is in it; one that is not there is no error. Links are not followed.
  static func remove(folder path: String) throws(DiskFault) {
    for name in try names(in: path) {
      let inner = "\(path)/\(name)"
      if try status(of: inner).map({ $0.st_mode & S_IFMT == S_IFDIR }) ?? false {
        try remove(folder: inner)
      } else {
        try remove(file: inner)
      }
    }
    guard rmdir(path) == 0 || errno == ENOENT else { throw DiskFault("remove", path) }
  }

  static func isFile(_ path: String) -> Bool {
    (try? status(of: path)).flatMap { $0 }.map { $0.st_mode & S_IFMT == S_IFREG } ?? false
  }

  static func isThere(_ path: String) throws(DiskFault) -> Bool { try status(of: path) != nil }

  /// Bytes of a file; `nil` if there is no such file.
  static func size(of path: String) throws(DiskFault) -> Int64? {
    try status(of: path).map { Int64($0.st_size) }
  }

  /// The names in a folder, sorted; none if there is no such folder.
  static func names(in path: String) throws(DiskFault) -> [String] {
    guard let folder = opendir(path) else {
      guard errno == ENOENT || errno == ENOTDIR else { throw DiskFault("list", path) }
      return []
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return path.hasPrefix("/") ? "/" : "." }
    return String(path[..<slash])
  }

  private static func status(of path: String) throws(DiskFault) -> stat? {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      guard errno == ENOENT || errno == ENOTDIR else { throw DiskFault("look at", path) }
      return nil
    }
    return status
  }
}

/// The machine failed an act on a file. For the log: it names folders of the machine.
package struct DiskFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The system's number of the error.
  package let code: Int32
  package let description: String

  init(_ act: String, _ path: String, code: Int32 = errno) {
    self.code = code
    description = "cannot \(act) \(path): \(String(cString: strerror(code)))"
  }

  /// The disk, or the quota, is full.
  package var isOutOfRoom: Bool { code == ENOSPC || code == EDQUOT }
}
