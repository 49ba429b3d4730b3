/// Everything that one store keeps, copied into another, whatever the engines are.
///
/// 1. The tables and their keys are what the migrations say: there is no second list to keep true.
/// 2. Rows are read in pages, in the order of their keys, within the reader's one transaction.
/// 3. They are written as they are, numbers included; what refers to later rows is checked at the end.
/// 4. The counters are set to the last number that was *given*: a number of what was deleted is not given again.
package struct Transfer {
  /// What is asked for at once; a page of the largest rows, letters, is some megabytes.
  private static let rowsAPage = 500
  /// Values of one statement: it is the engines' limits that count, and what a statement kept prepared weighs.
  private static let valuesAStatement = 480

  private let from: any Reading
  private let to: any Writing
  private let (fromDialect, toDialect): (Dialect, Dialect)

  /// - Precondition: Both have the newest schema.
  package init(from: any Reading, on fromDialect: Dialect, to: any Writing, on toDialect: Dialect) {
    (self.from, self.to) = (from, to)
    (self.fromDialect, self.toDialect) = (fromDialect, toDialect)
  }

  /// Whether nobody has written anything yet.
  package static func isEmpty(_ tx: any Reading) throws -> Bool {
    try Table.all.allSatisfy { try tx.rows("SELECT 1 AS one FROM \(raw: $0.name) LIMIT 1").isEmpty }
  }

  /// - Returns: How many rows were copied.
  /// - Throws: `StoreFault.constraint` if the rows contradict each other: nothing of it may then be kept.
  package func run() throws -> Int {
    let later = try postponeForeignKeys()
    var count = 0
    for table in Table.all { count += try copy(table) }
    for table in Table.all where table.hasCounter { try setCounter(of: table.name, to: counter(of: table.name)) }
    for statement in later { try to.run(statement) }
    return count
  }

  private func copy(_ table: Table) throws -> Int {
    let key = table.key.joined(separator: ", ")
    var (count, last): (Int, [Bound]) = (0, [])
    while true {
      let after: SQL = last.isEmpty ? "" : " WHERE (\(raw: key)) > (\(list: last))"
      let page = try from.rows(
        "SELECT * FROM \(raw: table.name)\(sql: after) ORDER BY \(raw: key) LIMIT \(Self.rowsAPage)")
      guard let end = page.last else { return count }
      let rows = max(1, Self.valuesAStatement / end.values.count)
      for start in stride(from: 0, to: page.count, by: rows) {
        try to.run(insert(page[start..<min(start + rows, page.count)], into: table.name, end.columns.names))
      }
      count += page.count
      if page.count < Self.rowsAPage { return count }
      last = try table.key.map { column in
        guard let place = end.columns.names.firstIndex(of: column) else { throw StoreFault.noColumn(column) }
        return Bound(end.values[place])
      }
    }
  }

  private func insert(_ rows: ArraySlice<Row>, into table: String, _ columns: [String]) -> SQL {
    var text = SQL.StringInterpolation(literalCapacity: rows.count * columns.count * 5, interpolationCount: 0)
    let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
    text.appendLiteral("INSERT INTO \(table) (\(names)) VALUES ")
    for (place, row) in rows.enumerated() {
      text.appendLiteral(place == 0 ? "(" : ", (")
      text.appendInterpolation(list: row.values.map(Bound.init))
      text.appendLiteral(")")
    }
    return SQL(stringInterpolation: text)
  }

  // MARK: Where the engines differ

  /// Lets rows come before those that they refer to.
  ///
  /// - Returns: The statements that check it all at the end.
  private func postponeForeignKeys() throws -> [SQL] {
    switch toDialect {
    case .sqlite:
      // Until the commit, which checks.
      try to.run("PRAGMA defer_foreign_keys = ON")
      return []
    case .postgres:
      // Made anew, a key is checked for all rows at once, which also is what makes a large store load soon.
      let keys = try to.rows(
        """
        SELECT CAST(conrelid AS regclass)::text AS owner, conname AS name, pg_get_constraintdef(oid) AS definition
        FROM pg_constraint WHERE contype = 'f'
          AND connamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
        ORDER BY conrelid, conname
        """
      ).map { (owner: try $0["owner"] as String, name: try $0["name"] as String, said: try $0["definition"] as String) }
      for key in keys { try to.run("ALTER TABLE \(raw: key.owner) DROP CONSTRAINT \"\(raw: key.name)\"") }
      return keys.map { "ALTER TABLE \(raw: $0.owner) ADD CONSTRAINT \"\(raw: $0.name)\" \(raw: $0.said)" }
    }
  }

  /// The last number that was given in the table; 0 if none was.
  private func counter(of table: String) throws -> Int64 {
    switch fromDialect {
    case .sqlite: try from.first("SELECT seq FROM sqlite_sequence WHERE name = \(table)")?["seq"] ?? 0
    case .postgres:
      // Not of the transaction: never less than what it sees.
      try from.value("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM \(raw: table)_id_seq")
    }
  }

  private func setCounter(of table: String, to number: Int64) throws {
    if number == 0 { return }
    switch toDialect {
    case .sqlite:
      try to.run("DELETE FROM sqlite_sequence WHERE name = \(table)")
      try to.run("INSERT INTO sqlite_sequence (name, seq) VALUES (\(table), \(number))")
    case .postgres:
      _ = try to.rows("SELECT setval(CAST(\(table + "_id_seq") AS regclass), \(number))")
    }
  }
}

/// A table, as the migrations make it.
package struct Table: Hashable, Sendable {
  package let name: String
  /// The columns of the primary key, in its order.
  package let key: [String]
  /// Its rows are numbered by the engine, in `id`.
  package let hasCounter: Bool

  /// Every table of the schema but `migration`, in the order in which they were made.
  package static let all: [Table] = Migration.all.flatMap(\.statements).compactMap(Table.init)

  /// - Parameter statement: A migration's; `nil` unless it makes a table.
  init?(_ statement: String) {
    let lines = statement.split(separator: "\n").map { line in String(line.drop { $0 == " " }) }
    guard let head = lines.firstIndex(where: { $0.hasPrefix("CREATE TABLE ") }) else { return nil }
    name = String(lines[head].split(separator: " ")[2])
    guard let line = lines[head...].first(where: { $0.contains("PRIMARY KEY") && !$0.hasPrefix("--") }) else {
      preconditionFailure("a table without a primary key cannot be read in pages: \(name)")
    }
    if line.hasPrefix("PRIMARY KEY ("), let close = line.firstIndex(of: ")") {
      key = line[..<close].dropFirst("PRIMARY KEY (".count).split(separator: ",").map { column in
        String(column.drop { $0 == " " })
      }
    } else {
      key = [String(line.prefix { $0 != " " })]
    }
    hasCounter = line.contains("AS IDENTITY")
  }
}
