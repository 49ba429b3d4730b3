import Foundation
import Store

/// A transaction that waits for a connection, and answers its caller itself.
struct Act: Sendable {
  let keys: [LockKey]
  let perform: @Sendable (PostgresConnection) -> Void
  let refuse: @Sendable (StoreFault) -> Void
}

/// Acts in the order in which they came, except that one whose key is in use lets the others pass.
final class ActQueue: @unchecked Sendable {
  // Everything below is read and written only with the condition's lock held.
  private let condition = NSCondition()
  private var waiting: [Act] = []
  private var keysInUse: Set<LockKey> = []
  private var workers = 0
  private var isClosed = false
  private var whenDone: [@Sendable () -> Void] = []

  func submit(_ act: Act) {
    condition.lock()
    let refused = isClosed
    if !refused {
      waiting.append(act)
      condition.signal()
    }
    condition.unlock()
    if refused { act.refuse(.unavailable("the store is closed")) }
  }

  /// Takes no more acts, and calls `done` when those that came before are answered and the connections are closed.
  func close(_ done: @escaping @Sendable () -> Void = {}) {
    condition.lock()
    isClosed = true
    let isDone = workers == 0 && waiting.isEmpty
    if !isDone { whenDone.append(done) }
    condition.broadcast()
    condition.unlock()
    if isDone { done() }
  }

  /// Performs acts on the connection until the queue is closed and empty. Blocks its thread.
  func work(with connection: PostgresConnection) {
    condition.lock()
    workers += 1
    while let act = next() {
      keysInUse.formUnion(act.keys)
      condition.unlock()
      act.perform(connection)
      condition.lock()
      if !act.keys.isEmpty {
        keysInUse.subtract(act.keys)
        condition.broadcast()
      }
    }
    condition.unlock()
    connection.close()
    condition.lock()
    workers -= 1
    let done = workers == 0 ? whenDone : []
    if workers == 0 { whenDone = [] }
    condition.unlock()
    for tell in done { tell() }
  }

  /// The next act that may begin; waits for one. `nil` when there will be none.
  private func next() -> Act? {
    while true {
      if let place = waiting.firstIndex(where: { keysInUse.isDisjoint(with: $0.keys) }) {
        return waiting.remove(at: place)
      }
      if isClosed && waiting.isEmpty { return nil }
      condition.wait()
    }
  }
}
