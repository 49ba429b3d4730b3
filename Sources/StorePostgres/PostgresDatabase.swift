import Foundation
package import Store

/// The store in a PostgreSQL database, which many processes may share.
///
/// Each connection belongs to a thread of its own, and runs one transaction at a time, so that waiting for the server
/// never blocks the threads on which the rest of the program awaits. Connections are opened when they are first needed,
/// and again after they were lost.
///
/// - A read is `REPEATABLE READ READ ONLY`: one state of the store from its first statement to its last.
/// - A write is `SERIALIZABLE`, and runs again when it loses against another one.
/// - A write with keys first takes their locks, in order, and is `READ COMMITTED`: what it then reads, it reads after
///   everybody before it in the queue has committed. Writes of this process that want the same key wait without
///   keeping a connection.
package final class PostgresDatabase: Store.Database {
  package let dialect = Dialect.postgres

  private let queue = ActQueue()

  /// Connects, and stays connected by up to `connections` connections.
  ///
  /// - Parameters:
  ///   - connection: A `postgresql://` URL, or `host=… dbname=…` as libpq reads it.
  ///   - connections: How many transactions may run at once; at least 1.
  ///   - schema: Where the tables are, if not where the server's `search_path` says. It must exist.
  /// - Throws: `StoreFault.unavailable` if the server cannot be reached or does not let us in.
  package init(connection: String, connections: Int = 8, schema: String? = nil) async throws {
    precondition(connections > 0, "a pool has at least one connection")
    let address = PostgresAddress(connection: connection, schema: schema)
    for _ in 0..<connections {
      let thread = Thread { [queue] in queue.work(with: PostgresConnection(address)) }
      thread.name = "balgyn.postgres"
      thread.start()
    }
    do {
      _ = try await read { try $0.value("SELECT 1") as Int }
    } catch {
      queue.close()
      throw error
    }
  }

  deinit {
    queue.close()
  }

  package func write<Result: Sendable>(
    locking keys: [LockKey], _ body: @escaping @Sendable (any Writing) throws -> Result
  ) async throws -> Result {
    let keys = Set(keys).sorted()
    return try await perform(keys.isEmpty ? .write : .queuedWrite(keys), body)
  }

  package func read<Result: Sendable>(
    _ body: @escaping @Sendable (any Reading) throws -> Result
  ) async throws -> Result {
    try await perform(.read) { try body($0) }
  }

  package func close() async {
    await withCheckedContinuation { done in queue.close { done.resume() } }
  }

  private func perform<Result: Sendable>(
    _ isolation: Isolation, _ body: @escaping @Sendable (any Writing) throws -> Result
  ) async throws -> Result {
    try await withCheckedThrowingContinuation { answer in
      let act = Act(
        keys: isolation.keys,
        perform: { connection in
          answer.resume(with: Swift.Result { try connection.transaction(isolation, body) })
        },
        refuse: { answer.resume(throwing: $0) })
      queue.submit(act)
    }
  }
}
