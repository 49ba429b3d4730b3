/// The tree of a query's text, in the same form as a module's: nodes in one array, children in lists.
package struct QueryTree: Sendable {
  package var source: [UInt8] = []
  package var lines = Lines([])
  package var nodes: [QueryNode] = []
  package var lists: [Int32] = []
  package var root: Int32 = -1
  package var diagnostics: [Diagnostic] = []

  package subscript(_ node: Int32) -> QueryNode { nodes[Int(node)] }

  package func children(_ node: Int32) -> ArraySlice<Int32> {
    let start = Int(nodes[Int(node)].children)
    return lists[start..<start + Int(nodes[Int(node)].count)]
  }

  package func text(_ node: Int32) -> String {
    String(decoding: source[Int(self[node].start)..<Int(self[node].end)], as: UTF8.self)
  }
}

package struct QueryNode: Sendable {
  package enum Kind: UInt8, Sendable, CaseIterable {
    /// Queries of a package.
    case package
    /// A union of selections with what orders and totals them.
    case query
    case selection, flags, top, field, star, nestedTable, into, source, subquery, virtualTable, join, on
    case `where`, group, having, forUpdate, order, orderItem, autoOrder, totals, totalsBy, index, drop, union
    case name, parameter, number, string, literal, call, cast, choice, when, otherwise
    case unary, binary, between, inList, isNull, like, refersTo, tuple, distinct, alias
    /// `{…}`: a part for data composition, kept as text.
    case composition
    case missing
  }

  package var kind: Kind
  package var start: UInt32
  package var end: UInt32
  package var children: Int32
  package var count: Int32

  package var span: Span { Span(start, end) }
}

/// A module's text literal as a query: its bytes, and where each stands in the module.
package struct QueryLiteral {
  package private(set) var text: [UInt8] = []
  private var places: [UInt32] = []
  private let end: UInt32

  package init(_ tree: Tree, _ node: Int32) {
    let span = tree[node].span
    end = span.end
    var at = Int(span.start) + 1
    let last = Int(span.end)
    func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }
    while at < last {
      let byte = tree.source[at]
      if byte == 0x22 {
        guard at + 1 < last, tree.source[at + 1] == 0x22 else { break }
        append(byte, at)
        at += 2
      } else if byte == 10 || byte == 13 {
        append(10, at)
        while at < last, tree.source[at] != 0x7C {
          if tree.source[at] == 0x2F {
            while at < last, tree.source[at] != 10, tree.source[at] != 13 { at += 1 }
          } else {
            at += 1
          }
        }
        at += 1
      } else {
        append(byte, at)
        at += 1
      }
    }
  }

  private mutating func append(_ byte: UInt8, _ at: Int) {
    text.append(byte)
    places.append(UInt32(at))
  }

  /// Begins with ВЫБРАТЬ or SELECT in capitals and names a source or stands on lines of its own: the wording of a
  /// query, not of a button. Templates with places to be filled are left alone.
  package var looksLikeQuery: Bool {
    var at = 0
    while at < text.count, text[at] <= 32 { at += 1 }
    let rest = text[at...]
    let starts = ["ВЫБРАТЬ", "SELECT"].contains { word in
      rest.starts(with: Array(word.utf8)) && rest.dropFirst(word.utf8.count).first.map { $0 <= 32 } ?? false
    }
    guard starts else { return false }
    let string = String(decoding: rest, as: UTF8.self)
    if string.contains("%1") || string.contains("[") || string.contains("#") { return false }
    return string.contains("ИЗ") || string.contains("FROM") || string.contains("ПОМЕСТИТЬ") || string.contains("\n")
  }

  /// A span of the query's text in the module.
  package func span(_ span: Span) -> Span {
    func place(_ at: UInt32) -> UInt32 { Int(at) < places.count ? places[Int(at)] : end }
    return Span(place(span.start), place(span.end))
  }
}
