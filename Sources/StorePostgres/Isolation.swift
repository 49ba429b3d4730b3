import Store

/// How a transaction sees the others, and in what words it begins.
enum Isolation: Sendable {
  case read
  case write
  /// The keys are sorted: whoever takes several takes them in the same order.
  case queuedWrite([LockKey])

  var keys: [LockKey] {
    if case .queuedWrite(let keys) = self { keys } else { [] }
  }

  /// Statements for one round trip. Each of them sees what was committed before it began, and so does everything
  /// after the locks.
  var begin: String {
    switch self {
    case .read: "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"
    case .write: "BEGIN ISOLATION LEVEL SERIALIZABLE, READ WRITE"
    case .queuedWrite(let keys):
      keys.reduce("BEGIN ISOLATION LEVEL READ COMMITTED, READ WRITE") {
        "\($0); SELECT pg_advisory_xact_lock(\($1.number))"
      }
    }
  }
}
