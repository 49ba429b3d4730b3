import GRDB
package import Handbook

extension FileInfobases {
  /// What the product's `verify` found in the infobases.
  package struct Verification: Sendable {
    /// How many were looked at.
    package fileprivate(set) var infobases = 0
    /// Those that do not open, fail SQLite's check or bear another number than their place.
    package fileprivate(set) var faults: [InfobaseFault] = []
  }

  /// Looks at every infobase that is not deleted, one at a time, while people go on working.
  ///
  /// - Parameter progress: Told of each infobase when it has been looked at.
  package func verify(progress: @Sendable (Infobase.ID) -> Void = { _ in }) async throws -> Verification {
    let (paths, threads, bases) = (paths, longThreads, bases)
    var verification = Verification()
    for id in try await all() {
      do {
        try await bases.visit(id) { try await threads.run { try Self.verify(id, at: paths.base(id)) } }
        verification.infobases += 1
      } catch InfobaseFault.notFound {
        continue  // Deleted since the list was made.
      } catch let fault as InfobaseFault {
        verification.infobases += 1
        verification.faults.append(fault)
      }
      progress(id)
    }
    return verification
  }

  static func verify(_ id: Infobase.ID, at path: String) throws {
    let base = try OpenBase(id, at: path)
    do {
      try base.reader.read { db in try quickCheck(id, db) }
      try base.close()
    } catch {
      throw try InfobaseFault(id, error)
    }
  }

  /// The same for a file that must stay as it is, byte for byte: one in a copy, which nobody writes.
  static func verifyUntouched(_ id: Infobase.ID, at path: String) throws {
    guard Disk.isFile(path) else { throw InfobaseFault.notFound(id) }
    var configuration = Configuration()
    configuration.readonly = true
    do {
      let base = try DatabaseQueue(path: path, configuration: configuration)
      try base.read { db in
        let label = try InfobaseLabel(in: db)
        guard label.infobase == id else { throw InfobaseLabel.Unreadable("bears the number \(label.infobase)") }
        try quickCheck(id, db)
      }
      try base.close()
    } catch {
      throw try InfobaseFault(id, error)
    }
  }

  private static func quickCheck(_ id: Infobase.ID, _ db: Database) throws {
    let found = try String.fetchOne(db, sql: "PRAGMA quick_check(1)")
    guard found == "ok" else { throw InfobaseFault.damaged(id, reason: found ?? "no answer") }
  }
}
