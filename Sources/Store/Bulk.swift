/// Many rows of one table, written some hundred at a time: one statement, prepared once, for each full batch.
struct Bulk {
  private let head: String
  private let width: Int
  private let rowsAStatement: Int
  private let full: String
  private var values: [Value] = []

  /// Values of one statement: engines take ten times as many, and gain nothing by it.
  private static let valuesAStatement = 1_600

  init(into table: StaticString, _ columns: StaticString, width: Int) {
    head = "INSERT INTO \(table) (\(columns)) VALUES "
    self.width = width
    rowsAStatement = max(1, Self.valuesAStatement / width)
    full = Self.text(head, width: width, rows: rowsAStatement)
    values.reserveCapacity(rowsAStatement * width)
  }

  /// Writes the row, with those before it once there are enough.
  mutating func append(_ row: (inout [Value]) -> Void, _ tx: any Writing) throws {
    row(&values)
    if values.count == rowsAStatement * width { try write(full, tx) }
  }

  /// Writes what is left.
  mutating func finish(_ tx: any Writing) throws {
    if !values.isEmpty { try write(Self.text(head, width: width, rows: values.count / width), tx) }
  }

  private mutating func write(_ text: String, _ tx: any Writing) throws {
    var sql = SQL.StringInterpolation(literalCapacity: 0, interpolationCount: 0)
    sql.text = text
    swap(&sql.bindings, &values)
    defer {
      values = []
      values.reserveCapacity(rowsAStatement * width)
    }
    try tx.run(SQL(stringInterpolation: sql))
  }

  private static func text(_ head: String, width: Int, rows: Int) -> String {
    var text = head
    for row in 0..<rows {
      text += row == 0 ? "(" : ", ("
      for column in 1...width { text += column == 1 ? "$\(row * width + 1)" : ", $\(row * width + column)" }
      text += ")"
    }
    return text
  }
}
