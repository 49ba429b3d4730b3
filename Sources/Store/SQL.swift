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
      // Nothing before it is bound, or nothing in it: its numbers are right as they are.
      if fragment.bindings.isEmpty || bindings.isEmpty {
        text += fragment.text
        bindings += fragment.bindings
        return
      }
      var bytes: [UInt8] = []
      bytes.reserveCapacity(fragment.text.utf8.count + fragment.bindings.count)
      var number: Int?
      for byte in fragment.text.utf8 {
        if let digits = number {
          if (48...57).contains(byte) {
            number = digits * 10 + Int(byte - 48)
            continue
          }
          bytes += String(digits + bindings.count).utf8
          number = nil
        }
        bytes.append(byte)
        if byte == UInt8(ascii: "$") { number = 0 }
      }
      if let digits = number { bytes += String(digits + bindings.count).utf8 }
      text += String(decoding: bytes, as: UTF8.self)
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
