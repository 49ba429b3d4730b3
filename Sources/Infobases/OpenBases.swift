import GRDB
import Handbook

/// The open infobases: at most so many at once, the least recently used closed first (ten thousand can exist).
///
/// An infobase is *in use* while somebody reads, writes or copies it; only one that is not in use is ever closed. An
/// act that changes the place of an infobase *holds* it: new uses wait, the act waits for the uses that run, and the
/// infobase is closed before the act begins.
actor OpenBases {
  private let limit: Int
  private let threads: DiskThreads
  private let openBase: @Sendable (Infobase.ID) throws -> OpenBase
  private var slots: [Infobase.ID: Slot] = [:]
  private var uses: [Infobase.ID: Int] = [:]
  private var held: Set<Infobase.ID> = []
  private var clicks: UInt64 = 0
  /// Those who wait for a change of any of the above; all are woken by each change and look again.
  private var waiting: [CheckedContinuation<Void, Never>] = []

  private enum Slot {
    case busy
    case open(OpenBase, lastUsed: UInt64)
  }

  init(
    limit: Int, threads: DiskThreads, open: @escaping @Sendable (Infobase.ID) throws -> OpenBase
  ) {
    precondition(limit > 0, "somebody must be able to open an infobase")
    self.limit = limit
    self.threads = threads
    openBase = open
  }

  /// How many are open now, or being opened or closed.
  var count: Int { slots.count }

  /// Uses an open infobase; opens it first if need be, and waits while as many as may be are in use.
  nonisolated func use<Result: Sendable>(
    _ id: Infobase.ID, _ act: @Sendable (OpenBase) async throws -> Result
  ) async throws -> Result {
    let base = try await lease(id)
    do {
      let result = try await act(base)
      await release(id)
      return result
    } catch {
      await release(id)
      throw error
    }
  }

  /// Keeps the infobase in its place during an act that opens the file by itself.
  nonisolated func visit<Result: Sendable>(
    _ id: Infobase.ID, _ act: @Sendable () async throws -> Result
  ) async throws -> Result {
    try await enter(id)
    do {
      let result = try await act()
      await release(id)
      return result
    } catch {
      await release(id)
      throw error
    }
  }

  /// Has the infobase to itself, closed.
  nonisolated func hold<Result: Sendable>(
    _ id: Infobase.ID, _ act: @Sendable () async throws -> Result
  ) async throws -> Result {
    try await seize(id)
    do {
      let result = try await act()
      await letGo(id)
      return result
    } catch {
      await letGo(id)
      throw error
    }
  }

  /// Closes all that are not in use.
  func closeIdle() async {
    for id in Array(slots.keys) where uses[id] == nil { await close(id) }
  }

  private func lease(_ id: Infobase.ID) async throws -> OpenBase {
    while true {
      try Task.checkCancellation()
      if held.contains(id) {
        await change()
        continue
      }
      switch slots[id] {
      case .open(let base, _):
        slots[id] = .open(base, lastUsed: tick())
        uses[id, default: 0] += 1
        return base
      case .busy:
        await change()
      case nil where slots.count < limit:
        // Counted as a use from the start: nobody may hold or close what is being opened.
        uses[id, default: 0] += 1
        slots[id] = .busy
        do {
          let openBase = openBase
          let base = try await threads.run { try openBase(id) }
          slots[id] = .open(base, lastUsed: tick())
          wake()
          return base
        } catch {
          slots[id] = nil
          release(id)
          throw error
        }
      case nil:
        if let idle = leastRecentlyUsed { await close(idle) } else { await change() }
      }
    }
  }

  private func enter(_ id: Infobase.ID) async throws {
    while held.contains(id) {
      await change()
      try Task.checkCancellation()
    }
    uses[id, default: 0] += 1
  }

  private func release(_ id: Infobase.ID) {
    let left = (uses[id] ?? 1) - 1
    uses[id] = left > 0 ? left : nil
    wake()
  }

  private func seize(_ id: Infobase.ID) async throws {
    while held.contains(id) {
      await change()
      try Task.checkCancellation()
    }
    held.insert(id)
    while uses[id] != nil || slots[id] != nil {
      if uses[id] == nil, case .open = slots[id] { await close(id) } else { await change() }
      if Task.isCancelled {
        letGo(id)
        throw CancellationError()
      }
    }
  }

  private func letGo(_ id: Infobase.ID) {
    held.remove(id)
    wake()
  }

  private func close(_ id: Infobase.ID) async {
    guard case .open(let base, _) = slots[id] else { return }
    slots[id] = .busy
    // A connection that will not close is dropped, and closes with its last owner.
    _ = try? await threads.run { try base.close() }
    slots[id] = nil
    wake()
  }

  private var leastRecentlyUsed: Infobase.ID? {
    var oldest: (id: Infobase.ID, lastUsed: UInt64)?
    for case (let id, .open(_, let lastUsed)) in slots where uses[id] == nil && lastUsed < oldest?.lastUsed ?? .max {
      oldest = (id, lastUsed)
    }
    return oldest?.id
  }

  /// The next moment of a clock that only tells earlier from later.
  private func tick() -> UInt64 {
    clicks += 1
    return clicks
  }

  private func change() async {
    await withCheckedContinuation { waiting.append($0) }
  }

  private func wake() {
    let woken = waiting
    waiting = []
    for continuation in woken { continuation.resume() }
  }
}
