import GRDB
import Store
import Synchronization

/// The connections that look. A read takes a free one and runs where its caller runs: a page's reads are some tens of
/// microseconds, less than handing them to another thread and back would take.
final class SQLiteReaders: Sendable {
  private let state: Mutex<State>

  private struct State {
    var idle: [DatabaseQueue]
    var waiting: [CheckedContinuation<DatabaseQueue, any Error>] = []
    var isClosed = false
  }

  init(path: String, configuration: Configuration, count: Int) throws {
    var configuration = configuration
    configuration.readonly = true
    state = Mutex(
      State(idle: try (0..<count).map { _ in try DatabaseQueue(path: path, configuration: configuration) }))
  }

  /// Runs `body` on one consistent state of the store.
  func read<Result: Sendable>(_ body: @Sendable (any Reading) throws -> Result) async throws -> Result {
    let connection = try await take()
    defer { give(connection) }
    return try run(body, on: connection)
  }

  private func run<Result>(_ body: (any Reading) throws -> Result, on connection: DatabaseQueue) throws -> Result {
    try connection.inDatabase { db in
      let transaction = SQLiteTransaction(db)
      try transaction.step("BEGIN DEFERRED")
      do {
        let result = try body(transaction)
        try transaction.step("COMMIT")
        return result
      } catch {
        try? transaction.step("ROLLBACK")
        throw error
      }
    }
  }

  private func take() async throws -> DatabaseQueue {
    // The last one given back is taken first: its pages and its statements are warm.
    if let connection = state.withLock({ $0.idle.popLast() }) { return connection }
    return try await withCheckedThrowingContinuation { taker in
      let found = state.withLock { state -> Swift.Result<DatabaseQueue, any Error>? in
        if state.isClosed { return .failure(StoreFault.unavailable("the store is closed")) }
        if let connection = state.idle.popLast() { return .success(connection) }
        state.waiting.append(taker)
        return nil
      }
      if let found { taker.resume(with: found) }
    }
  }

  private func give(_ connection: DatabaseQueue) {
    let taker = state.withLock { state -> CheckedContinuation<DatabaseQueue, any Error>? in
      if state.isClosed {
        try? connection.close()
        return nil
      }
      if state.waiting.isEmpty {
        state.idle.append(connection)
        return nil
      }
      return state.waiting.removeFirst()
    }
    taker?.resume(returning: connection)
  }

  func close() {
    let (idle, waiting) = state.withLock { state in
      state.isClosed = true
      defer { (state.idle, state.waiting) = ([], []) }
      return (state.idle, state.waiting)
    }
    for connection in idle { try? connection.close() }
    for taker in waiting { taker.resume(throwing: StoreFault.unavailable("the store is closed")) }
  }
}
