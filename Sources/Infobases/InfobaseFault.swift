package import Handbook

/// The infobase is not as the act expects it to be.
package enum InfobaseFault: Error, Hashable, Sendable {
  /// There is no infobase under this number.
  case notFound(Infobase.ID)
  /// The number is taken: by this application, if it can be read.
  case occupied(Infobase.ID, by: ApplicationEdition?)
  /// The file is there and cannot be used; the reason is for the log, not for people.
  case damaged(Infobase.ID, reason: String)
  /// There is no such copy.
  case noBackup(Backup)
}
