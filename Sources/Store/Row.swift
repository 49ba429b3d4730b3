/// One row of an answer.
package struct Row: Sendable {
  /// Names of the answer's columns, shared by its rows.
  package final class Columns: Sendable {
    package let names: [String]

    package init(_ names: [String]) {
      self.names = names
    }

    func place(of name: String) -> Int? { names.firstIndex(of: name) }
  }

  package let columns: Columns
  package let values: [Value]

  package init(_ columns: Columns, _ values: [Value]) {
    self.columns = columns
    self.values = values
  }

  /// The column's value. The type says what the column must hold; a mismatch is a mistake of ours.
  package subscript<Column: Storable>(_ name: String) -> Column {
    get throws {
      guard let place = columns.place(of: name) else { throw StoreFault.noColumn(name) }
      guard let value = Column(stored: values[place]) else {
        throw StoreFault.wrongColumn(name, "\(values[place]) is no \(Column.self)")
      }
      return value
    }
  }
}

/// Our own mistakes in talking to a store, and the store's refusals.
package enum StoreFault: Error, Sendable {
  case noColumn(String)
  case wrongColumn(String, String)
  /// A constraint of the schema refused the act.
  case constraint(Constraint, String)
  /// The store could not serialise the transaction although it was tried again; nothing was written.
  case contended
  /// The store is closed, full, damaged or unreachable; nothing was written.
  case unavailable(String)
  /// The statement itself is wrong.
  case statement(String, sql: String)

  package enum Constraint: Sendable {
    case unique, foreignKey, check, notNull
  }
}
