import Handbook

/// Where things lie under the root: sharded by number, so that no folder holds more than a thousand of anything.
///
/// ```
/// 000/000/123/base.sqlite                                infobase 123
/// 000/000/123/backups/20260131T235959.000Z-schedule.zip  its copies
/// trash/000/000/123/…                                    a deleted one, as it was
/// work/…                                                 what is being made; nobody else looks here
/// ```
struct InfobasePaths: Sendable {
  let root: String

  static let baseName = "base.sqlite"
  var trash: String { "\(root)/trash" }
  var work: String { "\(root)/work" }

  func folder(_ id: Infobase.ID) -> String { "\(root)/\(Self.shard(id))" }
  func base(_ id: Infobase.ID) -> String { "\(folder(id))/\(Self.baseName)" }
  func backups(_ id: Infobase.ID) -> String { "\(folder(id))/backups" }
  func trashed(_ id: Infobase.ID) -> String { "\(trash)/\(Self.shard(id))" }
  func backup(_ backup: Backup) -> String { "\(backups(backup.infobase))/\(backup.fileName)" }

  /// `000/000/123`. Numbers of more than nine digits widen the first part.
  static func shard(_ id: Infobase.ID) -> String {
    let digits = id.nineDigits
    return "\(digits.dropLast(6))/\(digits.dropLast(3).suffix(3))/\(digits.suffix(3))"
  }

  /// The numbers of the infobases that lie under a folder, in order. What is no shard is passed over.
  static func infobases(under folder: String) throws -> [Infobase.ID] {
    var infobases: [Infobase.ID] = []
    for first in try Disk.names(in: folder) where isPart(first) {
      for second in try Disk.names(in: "\(folder)/\(first)") where isPart(second) {
        for third in try Disk.names(in: "\(folder)/\(first)/\(second)") where isPart(third) {
          guard let id = Infobase.ID(first + second + third), shard(id) == "\(first)/\(second)/\(third)",
            Disk.isFile("\(folder)/\(shard(id))/\(baseName)")
          else { continue }
          infobases.append(id)
        }
      }
    }
    return infobases.sorted()
  }

  private static func isPart(_ name: String) -> Bool {
    name.utf8.count >= 3 && name.utf8.allSatisfy { (48...57).contains($0) }
  }
}
