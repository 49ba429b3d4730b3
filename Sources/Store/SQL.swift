/// SQL as it is written: what stands in the literal is trusted, what is interpolated is bound.
///
///     try tx.rows("SELECT * FROM subscription WHERE id = \(id)")
///
/// A fragment composes with `\(sql:)`; `\(raw:)` is for text of our own (a column, a direction), never for input.
/// Portable: `$1` placeholders, `RETURNING`, `ON CONFLICT`, common table expressions and window functions work alike
/// on both engines; time never comes from SQL; nullable sort keys say `NULLS LAST`.
package struct SQL: ExpressibleByStringInterpolation, Sendable {
  package private(set) var text: String
  package private(set) var bindings: [Value]

  package init(stringLiteral text: String) {
    self.text = text
    bindings = []
  }

  package init(stringInterpolation: StringInterpolation) {
    text = stringInterpolation.text
    bindings = stringInterpolation.bindings
  }

  package var isEmpty: Bool { text.isEmpty }

  package struct StringInterpolation: StringInterpolationProtocol {
    var text: String
    var bindings: [Value] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      text = ""
      text.reserveCapacity(literalCapacity + interpolationCount * 3)
      bindings.reserveCapacity(interpolationCount)
    }

    package mutating func appendLiteral(_ literal: String) {
      text += literal
    }

    package mutating func appendInterpolation(_ value: some Storable) {
      bindings.append(value.stored)
      text += "$\(bindings.count)"
    }

    package mutating func appendInterpolation<Wrapped: Storable>(_ value: Wrapped?) {
      bindings.append(value?.stored ?? .null)
      text += "$\(bindings.count)"
    }

    /// Another fragment, its placeholders renumbered to follow.
    package mutating func appendInterpolation(sql fragment: SQL) {
      if fragment.bindings.isEmpty {
        text += fragment.text
        return
      }
      var digits = ""
      var inPlaceholder = false
      func renumbered() -> String { "$\(Int(digits)! + bindings.count)" }
      for character in fragment.text.unicodeScalars {
        if inPlaceholder, ("0"..."9").contains(character) {
          digits.unicodeScalars.append(character)
          continue
        }
        if inPlaceholder {
          text += renumbered()
          inPlaceholder = false
          digits = ""
        }
        if character == "$" { inPlaceholder = true } else { text.unicodeScalars.append(character) }
      }
      if inPlaceholder { text += renumbered() }
      bindings += fragment.bindings
    }

    /// Trusted text of our own.
    package mutating func appendInterpolation(raw: String) {
      text += raw
    }

    /// A list of values, for `IN (\(list: ids))`. An empty list is `NULL`, which nothing is in.
    package mutating func appendInterpolation(list: [some Storable]) {
      if list.isEmpty { text += "NULL" }
      for (place, value) in list.enumerated() {
        if place > 0 { text += ", " }
        appendInterpolation(value)
      }
    }
  }

  package static func + (one: SQL, other: SQL) -> SQL { "\(sql: one)\(sql: other)" }
  package static func += (one: inout SQL, other: SQL) { one = one + other }
}

extension [SQL] {
  /// The fragments with `separator` between them: `conditions.joined(" AND ")`.
  package func joined(_ separator: String) -> SQL {
    guard var result = first else { return "" }
    for fragment in dropFirst() { result = "\(sql: result)\(raw: separator)\(sql: fragment)" }
    return result
  }
}
