package import Handbook

/// A copy of an infobase, kept beside it in the format of an unload file (BEY-57).
package struct Backup: Hashable, Sendable {
  package let infobase: Infobase.ID
  package let takenAt: Instant
  package let kind: Kind
  /// Bytes on disk.
  package let size: Int64

  package init(infobase: Infobase.ID, takenAt: Instant, kind: Kind, size: Int64) {
    self.infobase = infobase
    self.takenAt = takenAt
    self.kind = kind
    self.size = size
  }

  /// Who asked for the copy.
  package enum Kind: String, CaseIterable, Sendable {
    /// The service, before it changes something; people do not manage these.
    case system
    /// The schedule.
    case schedule
    /// A person.
    case demand
    /// The technical support, with the owner's consent (BEY-59).
    case support
  }
}

extension Backup {
  /// `20260131T235959.000Z-schedule.zip`: names sort by time.
  var fileName: String { "\(takenAt.compact)-\(kind.rawValue).zip" }

  /// The copy that a file's name speaks of; `nil` for any other file.
  init?(fileName: String, of infobase: Infobase.ID, size: Int64) {
    let parts = fileName.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].hasSuffix(".zip"), let takenAt = Instant(compact: parts[0]),
      let kind = Kind(rawValue: String(parts[1].dropLast(4)))
    else { return nil }
    self.init(infobase: infobase, takenAt: takenAt, kind: kind, size: size)
  }
}
