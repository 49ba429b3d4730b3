import Dispatch
import GRDB
package import Store
import Synchronization

/// The store in one SQLite file: write-ahead log, durable on every commit, foreign keys on, one writer.
///
/// Acts that arrive while a commit is under way are coalesced into the next one: each runs in its own savepoint, so
/// that one refused act leaves the others alone, and one `fsync` makes all of them durable.
package final class SQLiteDatabase: Store.Database {
  package let dialect = Dialect.sqlite

  private let pool: DatabasePool
  private let readers: SQLiteReaders
  private let queue = DispatchQueue(label: "balgyn.store.writer", qos: .userInitiated)
  private let waiting = Mutex(Waiting())

  private struct Waiting {
    var acts: [Act] = []
    var isDraining = false
    var isClosed = false
  }

  /// An act that waits for the writer. `perform` runs it in a transaction; `finish` answers its caller when the
  /// commit is durable, or with what went wrong.
  private struct Act: Sendable {
    let perform: @Sendable (SQLiteTransaction) throws -> Void
    let finish: @Sendable ((any Error)?) -> Void
  }

  /// How many acts may share one commit.
  private static let actsPerCommit = 512

  /// Opens the file, creating it if it is missing.
  ///
  /// - Throws: `StoreFault.unavailable` if the file cannot be opened or is no database.
  package init(path: String, readers: Int = 4) throws {
    var configuration = Configuration()
    configuration.maximumReaderCount = 1
    configuration.busyMode = .timeout(10)
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA synchronous = FULL")
      try db.execute(sql: "PRAGMA cache_size = -8192")
      try db.execute(sql: "PRAGMA temp_store = MEMORY")
    }
    do {
      pool = try DatabasePool(path: path, configuration: configuration)
      self.readers = try SQLiteReaders(path: path, configuration: configuration, count: readers)
    } catch {
      throw StoreFault.unavailable("\(path): \(error)")
    }
  }

  package func write<Result: Sendable>(
    locking keys: [LockKey], _ body: @escaping @Sendable (any Writing) throws -> Result
  ) async throws -> Result {
    // One writer: whatever the keys are, nobody fights.
    let outcome = Mutex<Result?>(nil)
    try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
      submit(
        Act(
          perform: { transaction in
            let result = try body(transaction)
            outcome.withLock { $0 = result }
          },
          finish: { error in
            if let error { done.resume(throwing: error) } else { done.resume() }
          }))
    }
    return outcome.withLock { $0! }
  }

  package func read<Result: Sendable>(
    _ body: @escaping @Sendable (any Reading) throws -> Result
  ) async throws -> Result {
    try await readers.read(body)
  }

  package func close() async {
    let acts = waiting.withLock { waiting in
      waiting.isClosed = true
      return waiting.isDraining ? [] : waiting.acts
    }
    for act in acts { act.finish(StoreFault.unavailable("the store is closed")) }
    await withCheckedContinuation { done in queue.async { done.resume() } }
    readers.close()
    try? pool.close()
  }

  /// A consistent copy of the whole store while it is in use.
  package func backup(to path: String) throws {
    let copy = try DatabaseQueue(path: path)
    try pool.backup(to: copy)
    try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
    try copy.close()
  }

  /// What `PRAGMA integrity_check` and `foreign_key_check` find; empty if the file is sound.
  package func faults() throws -> [String] {
    try pool.read { db in
      let integrity = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
      let orphans = try GRDB.Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map { "foreign key: \($0)" }
      return integrity + orphans
    }
  }

  private func submit(_ act: Act) {
    let mustDrain = waiting.withLock { waiting -> Bool? in
      if waiting.isClosed { return nil }
      waiting.acts.append(act)
      defer { waiting.isDraining = true }
      return !waiting.isDraining
    }
    switch mustDrain {
    case nil: act.finish(StoreFault.unavailable("the store is closed"))
    case true?: queue.async { self.drain() }
    case false?: break
    }
  }

  private func drain() {
    while true {
      let acts = waiting.withLock { waiting in
        let acts = Array(waiting.acts.prefix(Self.actsPerCommit))
        waiting.acts.removeFirst(acts.count)
        if acts.isEmpty { waiting.isDraining = false }
        return acts
      }
      if acts.isEmpty { return }
      commit(acts)
    }
  }

  private func commit(_ acts: [Act]) {
    var refusals: [(any Error)?] = []
    do {
      try pool.writeWithoutTransaction { db in
        let transaction = SQLiteTransaction(db)
        try transaction.step("BEGIN IMMEDIATE")
        do {
          for act in acts { refusals.append(try perform(act, in: transaction)) }
          try transaction.step("COMMIT")
        } catch {
          try? transaction.step("ROLLBACK")
          throw error
        }
      }
    } catch {
      // The commit failed: nothing of the batch was written, and everybody in it learns so.
      for act in acts { act.finish(error) }
      return
    }
    for (act, refusal) in zip(acts, refusals) { act.finish(refusal) }
  }

  /// Runs one act in a savepoint. Returns its own error; throws only if the transaction as a whole is lost.
  private func perform(_ act: Act, in transaction: SQLiteTransaction) throws -> (any Error)? {
    try transaction.step("SAVEPOINT act")
    do {
      try act.perform(transaction)
      try transaction.step("RELEASE act")
      return nil
    } catch {
      try transaction.step("ROLLBACK TO act")
      try transaction.step("RELEASE act")
      return error
    }
  }
}
