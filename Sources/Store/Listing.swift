import Handbook

/// What a person asks of a list: what to look for, in which order, from where, how many.
package struct ListQuery<Order: RawRepresentable<String> & CaseIterable & Sendable>: Sendable {
  package var search: String
  package var order: Order
  package var isDescending: Bool
  package var after: Cursor?
  package var limit: Int

  package init(order: Order, isDescending: Bool = false, search: String = "", after: Cursor? = nil, limit: Int = 50) {
    self.order = order
    self.isDescending = isDescending
    self.search = search
    self.after = after
    self.limit = limit
  }
}

/// Where a page of a list ended: the last row's sort key and number. Pages do not shift when rows are added.
package struct Cursor: Sendable, CustomStringConvertible {
  let key: Value
  let number: Int64

  init(key: Value, number: Int64) {
    self.key = key
    self.number = number
  }

  /// As it stands in a link: `i20310~17`, `sокжетпес~17`.
  package var description: String {
    switch key {
    case .integer(let key): "i\(key)~\(number)"
    case .text(let key): "s\(key)~\(number)"
    case .null, .bytes: "~\(number)"
    }
  }

  package init?(_ text: String) {
    guard let tilde = text.lastIndex(of: "~"), let number = Int64(text[text.index(after: tilde)...]) else { return nil }
    let key = text[..<tilde]
    switch key.first {
    case "i":
      guard let whole = Int64(key.dropFirst()) else { return nil }
      self.init(key: .integer(whole), number: number)
    case "s": self.init(key: .text(String(key.dropFirst())), number: number)
    default: return nil
    }
  }
}

extension Cursor {
  /// Whether it is of a list in this order: words are sorted by folded `…_key` columns, all else by numbers.
  fileprivate func fits(_ column: String) -> Bool {
    switch key {
    case .integer: !column.hasSuffix("_key")
    case .text: column.hasSuffix("_key")
    case .null, .bytes: false
    }
  }
}

/// A page of a list and where the next one begins.
package struct Page<Item: Sendable>: Sendable {
  package let items: [Item]
  package let next: Cursor?

  package init(items: [Item], next: Cursor?) {
    self.items = items
    self.next = next
  }

  package func map<Other>(_ transform: (Item) throws -> Other) rethrows -> Page<Other> {
    Page<Other>(items: try items.map(transform), next: next)
  }
}

extension Reading {
  /// One page of `select`, whose conditions are `conditions`, sorted by `column` and then by `number`.
  ///
  /// Complexity: one step into an index and `limit` rows, wherever in the list the page is.
  func page<Item>(
    _ select: SQL, where conditions: [SQL], by column: String, number: String, descending: Bool, after: Cursor?,
    limit: Int, _ item: (Row) throws -> Item
  ) throws -> Page<Item> {
    var conditions = conditions
    if let after, after.fits(column) {
      let sign = descending ? "<" : ">"
      if column == number {
        conditions.append("\(raw: number) \(raw: sign) \(after.number)")
      } else {
        conditions.append("(\(raw: column), \(raw: number)) \(raw: sign) (\(Bound(after.key)), \(after.number))")
      }
    }
    let direction = descending ? " DESC" : ""
    let order = column == number ? "\(number)\(direction)" : "\(column)\(direction), \(number)\(direction)"
    let filter: SQL = conditions.isEmpty ? "" : " WHERE \(sql: conditions.joined(" AND "))"
    let rows = try rows("\(sql: select)\(sql: filter) ORDER BY \(raw: order) LIMIT \(limit + 1)")
    let shown = rows.prefix(limit)
    var next: Cursor?
    if rows.count > limit, let last = shown.last {
      let number: Int64 = try last["id"]
      let key: Bound = try last["sort_key"]
      next = Cursor(key: key.stored, number: number)
    }
    return Page(items: try shown.map(item), next: next)
  }
}

/// A value as it is.
struct Bound: Storable {
  let stored: Value

  init(_ value: Value) { stored = value }
  init?(stored: Value) { self.stored = stored }
}

/// A pattern for `LIKE` that looks for the words, folded, in a column that is folded too. Its special characters mean
/// themselves.
func containing(_ words: String) -> String {
  containing(exactly: folded(words))
}

/// A pattern for `LIKE` that looks for the text as it is written, in a column that is not folded.
func containing(exactly text: String) -> String {
  var pattern = "%"
  for character in text.unicodeScalars {
    if "%_\\".unicodeScalars.contains(character) { pattern += "\\" }
    pattern.unicodeScalars.append(character)
  }
  return pattern + "%"
}
