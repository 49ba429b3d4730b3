/// One row of an answer.
package struct Row: Sendable {
  /// Names of the answer's columns, shared by its rows.
  package final class Columns: Sendable {
    /// The names in UTF-8, one after another, and where each ends.
    private let bytes: [UInt8]
    private let ends: [Int]

    /// - Parameter name: The column's name at a place, as the engine keeps it: ended by a zero.
    package init(count: Int, _ name: (Int) -> UnsafePointer<CChar>) {
      var (bytes, ends): ([UInt8], [Int]) = ([], [])
      bytes.reserveCapacity(count * 12)
      ends.reserveCapacity(count)
      for place in 0..<count {
        var character = name(place)
        while character.pointee != 0 {
          bytes.append(UInt8(bitPattern: character.pointee))
          character += 1
        }
        ends.append(bytes.count)
      }
      (self.bytes, self.ends) = (bytes, ends)
    }

    package var names: [String] {
      zip([0] + ends, ends).map { String(decoding: bytes[$0..<$1], as: UTF8.self) }
    }

    // A name is looked for once a column of every row: most others have another length.
    func place(of name: StaticString) -> Int? {
      name.withUTF8Buffer { name in
        bytes.withUnsafeBufferPointer { bytes in
          var start = 0
          for place in ends.indices {
            let end = ends[place]
            if end - start == name.count {
              var same = 0
              while same < name.count, bytes[start + same] == name[same] { same += 1 }
              if same == name.count { return place }
            }
            start = end
          }
          return nil
        }
      }
    }
  }

  package let columns: Columns
  package let values: [Value]

  package init(_ columns: Columns, _ values: [Value]) {
    self.columns = columns
    self.values = values
  }

  /// The column's value. The type says what the column must hold; a mismatch is a mistake of ours.
  package subscript<Column: Storable>(_ name: StaticString) -> Column {
    get throws {
      guard let place = columns.place(of: name) else { throw StoreFault.noColumn("\(name)") }
      guard let value = Column(stored: values[place]) else {
        throw StoreFault.wrongColumn("\(name)", "\(values[place]) is no \(Column.self)")
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
