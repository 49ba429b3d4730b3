import Store

/// A statement that the server refused, or did not hear.
struct Failure: Error {
  /// The five characters by which SQL names what went wrong; empty if the server said nothing.
  let state: String
  let message: String
  let sql: String
  let isAlive: Bool

  /// Another transaction was in the way: this one can be run again.
  var isLost: Bool { ["40001", "40P01"].contains(state) || isStale }

  /// The schema was changed under a prepared statement: its answer has other columns now, or it is gone.
  var isStale: Bool { state == "26000" || (state == "0A000" && message.contains("cached plan")) }

  var fault: StoreFault {
    switch state {
    case "23505", "23P01": .constraint(.unique, message)
    case "23503": .constraint(.foreignKey, message)
    case "23514": .constraint(.check, message)
    case "23502": .constraint(.notNull, message)
    case "40001", "40P01": .contended
    default:
      // No connection; out of memory, disk or connections; shut down by its administrator; broken.
      !isAlive || state.isEmpty || ["08", "53", "57", "58", "XX"].contains(state.prefix(2))
        ? .unavailable(message) : .statement(message, sql: sql)
    }
  }
}
