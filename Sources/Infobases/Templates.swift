import Foundation
import GRDB
import Synchronization

/// The empty infobases that new ones start as, one for each edition of an application (BEY-7). Made when first needed.
final class Templates: Sendable {
  private let work: String
  private let furnish: FileInfobases.Furnish
  private let ready = Mutex<[ApplicationEdition: [UInt8]]>([:])

  init(work: String, furnish: @escaping FileInfobases.Furnish) {
    self.work = work
    self.furnish = furnish
  }

  /// The bytes of the file. Blocks. Two who ask at once may both make one: they are equal.
  func template(of application: ApplicationEdition) throws -> [UInt8] {
    if let bytes = ready.withLock({ $0[application] }) { return bytes }
    let bytes = try make(application)
    ready.withLock { $0[application] = bytes }
    return bytes
  }

  private func make(_ application: ApplicationEdition) throws -> [UInt8] {
    let folder = try WorkFolder(in: work)
    defer { folder.remove() }
    let path = folder.file(InfobasePaths.baseName)
    let base = try DatabaseQueue(path: path, configuration: .draft)
    try base.write { db in
      try InfobaseLabel.prepare(db)
      try furnish(db, application)
    }
    try base.vacuum()
    try base.close()
    let file = try OpenFile(path)
    return try file.read(at: 0, upTo: Int(try file.size))
  }
}
