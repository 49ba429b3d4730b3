/// The tree of one module: nodes in one array, lists of children in another. A node is a number; nothing is
/// allocated per node and nothing recurses when a tree goes away, however deep it is.
package struct Tree: Sendable {
  /// The text, UTF-8 without a byte order mark.
  package var source: [UInt8] = []
  package var lines = Lines([])
  package var nodes: [Node] = []
  package var lists: [Int32] = []
  package var names = Keyword.seeded.names
  /// The module's node.
  package var root: Int32 = -1
  /// Preprocessor lines that were passed, in order.
  package var directives: [Directive] = []
  /// In order of their places; at most one for one mistake.
  package var diagnostics: [Diagnostic] = []

  package subscript(_ node: Int32) -> Node { nodes[Int(node)] }

  /// Children of a list: the first cell is their count.
  package func list(_ at: Int32) -> ArraySlice<Int32> {
    if at < 0 { return [] }
    let start = Int(at) + 1
    return lists[start..<(start + Int(lists[Int(at)]))]
  }

  package func line(of node: Int32) -> Int { lines.line(at: self[node].start) }

  package func text(of span: Span) -> String {
    String(decoding: source[Int(span.start)..<Int(span.end)], as: UTF8.self)
  }
}

package struct Node: Sendable {
  package var kind: Kind
  package var flags: UInt8 = 0
  package var start: UInt32
  package var end: UInt32
  package var a: Int32 = -1
  package var b: Int32 = -1
  package var c: Int32 = -1

  package var span: Span { Span(start, end) }

  /// What `a`, `b`, `c` of each kind are; «list» is a place in `Tree.lists`, the rest are nodes or names.
  package enum Kind: UInt8, Sendable, CaseIterable {
    /// An expression that is not there: an omitted argument, or a place where a mistake is.
    case missing
    case number, string, date, yes, no, undefined, null
    /// a: name
    case name
    /// a: name, b: list of arguments
    case call
    /// a: object, b: name
    case member
    /// a: object, b: name, c: list of arguments
    case method
    /// a: object, b: index
    case index
    /// a: name, b: list of arguments or -1
    case new
    /// a: list of one or two arguments: the type's name as a value, and an array
    case newDynamic
    /// a: condition, b, c: branches
    case choice
    /// flags: operator, a
    case unary
    /// flags: operator, a, b
    case binary
    /// a
    case await
    // Statements.
    /// a: list
    case block
    /// a: target, b: value
    case assign
    /// a: expression
    case callStatement
    /// a: list of condition, block, condition, block, …, and the last block when the count is odd
    case `if`
    /// a: condition, b: block
    case `while`
    /// a: name, b: from, c: list of to, block
    case `for`
    /// a: name, b: collection, c: block
    case forEach
    case `break`, `continue`
    /// a: value or -1
    case `return`
    /// a: block, b: block
    case `try`
    /// a: list of arguments or -1; flags 1: in parentheses
    case raise
    /// a: name
    case goto
    /// a: name
    case label
    /// a: expression
    case execute
    /// a: event, b: handler
    case addHandler, removeHandler
    /// a: list of variable
    case variables
    /// a: name; flags 1: exported; b: list of annotations or -1
    case variable
    /// a: name, b: list of parameters, c: list of annotations or -1 … see `method` flags
    case parameter
    /// a: name, b: list of parameters, annotations list, body block
    case procedure
    /// a: name, b: value or -1 (of a parameter of an annotation)
    case annotation
    case annotationParameter
    /// a: list of declarations (variables, procedures), b: body block
    case module
  }

  /// Flags of `procedure`.
  package static let isFunction: UInt8 = 1
  package static let isExported: UInt8 = 2
  package static let isAsync: UInt8 = 4
  /// Flag of `parameter`.
  package static let isByValue: UInt8 = 1
}

/// Operators, as in `Node.flags`.
package enum Operator: UInt8, Sendable, CaseIterable {
  case add, subtract, multiply, divide, remainder
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
  case and, or, not, negate, plus

  package var sign: String {
    switch self {
    case .add, .plus: "+"
    case .subtract, .negate: "-"
    case .multiply: "*"
    case .divide: "/"
    case .remainder: "%"
    case .equal: "="
    case .notEqual: "<>"
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    case .and: "И"
    case .or: "Или"
    case .not: "Не"
    }
  }
}

/// A line of the preprocessor.
package struct Directive: Sendable {
  package enum Kind: UInt8, Sendable {
    case `if`, elseIf, `else`, endIf, region, endRegion, insertion, endInsertion, deletion, endDeletion, use, shebang
  }
  package var kind: Kind
  package var span: Span
}
