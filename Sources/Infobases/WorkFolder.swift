import Foundation

/// A folder for what is being made, on the disk where it will lie. Its maker removes it; where the machine goes first,
/// `sweep` finds it later by its lock, which dies with the process that held it.
struct WorkFolder: Sendable {
  let path: String
  private let descriptor: Int32

  /// - Parameter parent: The folder in which to make it.
  init(in parent: String) throws(DiskFault) {
    try Disk.makeFolder(parent)
    var template = Array("\(parent)/XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw DiskFault("make a folder in", parent) }
    let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw DiskFault("open", path) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let fault = DiskFault("lock", path)
      close(descriptor)
      throw fault
    }
    (self.path, self.descriptor) = (path, descriptor)
  }

  /// Removes the folder with all that is in it: once, and nothing uses it afterwards. What will not go is swept later.
  func remove() {
    try? Disk.remove(folder: path)
    close(descriptor)
  }

  /// A path in this folder.
  func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Removes what processes that are no more have left.
  static func sweep(_ parent: String) throws(DiskFault) {
    for name in try Disk.names(in: parent) {
      let path = "\(parent)/\(name)"
      let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      defer { close(descriptor) }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { try Disk.remove(folder: path) }
    }
  }
}
