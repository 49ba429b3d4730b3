package import Handbook

/// What stands in a cell of a table.
package enum Cell: Sendable {
  case text(String)
  case number(Int64)
  case money(Money)
  case percent(Percent)
  case day(Day)
  case empty
}

/// Why a table could not be written or read.
package enum SheetFault: Error, Sendable, CustomStringConvertible {
  case cannotWrite(String)
  case notATable(String)
  case tooLarge

  package var description: String {
    switch self {
    case .cannotWrite(let why): "the table could not be written: \(why)"
    case .notATable(let why): "this is no table: \(why)"
    case .tooLarge: "the table is too large"
    }
  }
}
