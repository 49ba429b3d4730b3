import Foundation
import GRDB
package import Handbook

extension FileInfobases {
  package func provision(
    _ id: Infobase.ID, with application: ApplicationEdition, at moment: Instant
  ) async throws -> InfobaseLabel {
    let (paths, templates) = (paths, templates)
    return try await bases.hold(id) { [threads] in
      try await threads.run {
        if let label = try Self.label(of: id, in: paths) {
          guard label.application.code == application.code, label.loadedFrom == nil else {
            throw InfobaseFault.occupied(id, by: label.application)
          }
          return label
        }
        let work = try WorkFolder(in: paths.work)
        defer { work.remove() }
        let path = work.file(InfobasePaths.baseName)
        try Self.write(try templates.template(of: application), to: path)
        let label = InfobaseLabel(infobase: id, application: application, createdAt: moment)
        try Self.stick(label, on: path)
        guard try Disk.place(path, at: paths.base(id)) else { throw InfobaseFault.occupied(id, by: nil) }
        return label
      }
    }
  }

  /// What the infobase in this place says of itself; `nil` if there is none. Blocks.
  ///
  /// - Throws: `InfobaseFault.damaged` if there is one and it cannot be read, or bears another number;
  ///   `InfobaseFault.occupied` if the one of this number lies in the trash: numbers are given once.
  static func label(of id: Infobase.ID, in paths: InfobasePaths) throws -> InfobaseLabel? {
    guard id.number > 0 else { throw InfobaseFault.notFound(id) }
    if try Disk.isThere(paths.trashed(id)) { throw InfobaseFault.occupied(id, by: nil) }
    guard try Disk.isThere(paths.base(id)) else { return nil }
    let base = try OpenBase(id, at: paths.base(id))
    try base.close()
    return base.label
  }

  /// Writes a label into a file that is not yet in its place. The file is whole in itself afterwards.
  static func stick(_ label: InfobaseLabel, on path: String) throws {
    let base = try DatabaseQueue(path: path, configuration: .draft)
    try base.write { db in try label.write(to: db) }
    try base.close()
  }

  private static func write(_ bytes: [UInt8], to path: String) throws {
    var file = try WrittenFile(path)
    try bytes.withUnsafeBytes { try file.append($0) }
  }
}
