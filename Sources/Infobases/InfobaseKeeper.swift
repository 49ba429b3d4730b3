package import Handbook

/// Who keeps the infobases: the seam at which the cabinet and the application engine meet.
///
/// A keeper knows numbers and contents. Who owns an infobase, what it is called, in what state it is and who may open
/// it are the registry's affair, kept elsewhere. A keeper reads no clock: moments are told to it.
///
/// Each act either happens whole or not at all, and may be repeated after a crash: the second time ends as the first
/// one would have. Acts on one infobase that change its place on disk wait until the others have finished with it.
///
/// Every act throws `InfobaseFault` where the infobase is not as the act expects, and `DiskFault` where the machine
/// fails it; `load` and `restore` also throw `LoadRefusal`.
package protocol InfobaseKeeper: Sendable {
  /// Makes an empty infobase of the application (BEY-7).
  ///
  /// - Returns: The label of the new infobase, or of the one made before by the same act.
  /// - Throws: `InfobaseFault.occupied` if another application already lives under this number.
  func provision(_ id: Infobase.ID, with application: ApplicationEdition, at moment: Instant) async throws
    -> InfobaseLabel

  /// Opens the infobase, or finds it open, and reads what it says of itself.
  func open(_ id: Infobase.ID) async throws -> InfobaseLabel

  /// Bytes on disk: the infobase and its copies (BEY-12).
  func size(of id: Infobase.ID) async throws -> InfobaseSize

  /// Writes the infobase to a file that its owner can take home (T-05, BEY-60), while people go on working in it.
  ///
  /// The file has no name on disk: it vanishes when the last reader lets go of it, or the process ends.
  func unload(_ id: Infobase.ID, named name: String, at moment: Instant) async throws -> FileBytes

  /// Makes a new infobase of an unload file (T-02, BEY-61). Everything is checked before anything is made.
  ///
  /// - Throws: `LoadRefusal`, which says what is wrong with the file and what to do; nothing is left on disk then.
  func load(
    _ path: String, as id: Infobase.ID, knowing applications: KnownApplications, at moment: Instant
  ) async throws -> InfobaseLabel

  /// Copies the infobase beside itself (PRO-18, BEY-57), while people go on working in it.
  ///
  /// - Returns: `nil` for a scheduled copy of an infobase that has not changed since its last copy (BEY-58).
  func backUp(_ id: Infobase.ID, named name: String, as kind: Backup.Kind, at moment: Instant) async throws -> Backup?
  /// The copies of an infobase, oldest first; also of a deleted one.
  func backups(of id: Infobase.ID) async throws -> [Backup]
  /// The copy's bytes: an unload file. A copy deleted meanwhile can be read to its end.
  func bytes(of backup: Backup) async throws -> FileBytes
  /// Deletes the copy; one that is not there is no error.
  func delete(_ backup: Backup) async throws
  /// Makes a new infobase of a copy; the one it was taken of stays as it is.
  func restore(
    _ backup: Backup, as id: Infobase.ID, knowing applications: KnownApplications, at moment: Instant
  ) async throws -> InfobaseLabel

  /// Puts the infobase and its copies into the trash, when the last act in it has ended. Repeatable.
  func delete(_ id: Infobase.ID) async throws
  /// Takes the infobase and its copies out of the trash. Repeatable.
  func undelete(_ id: Infobase.ID) async throws
  /// Deletes for ever what lies in the trash under this number. There is no way back. Repeatable.
  func purge(_ id: Infobase.ID) async throws
}
