/// The short word by which the catalogue names a thing: a `Tariff.Code` is never a `Service.Code`.
///
/// Small Latin letters, digits and single hyphens, beginning with a letter: `ext-monthly`.
package struct Code<Thing: Coded>: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let description: String

  /// `nil` unless the text is such a word of at most `Thing.longestCode` characters.
  package init?(_ text: some StringProtocol) {
    let bytes = text.utf8
    guard (1...Thing.longestCode).contains(bytes.count), (97...122).contains(bytes.first!),
      bytes.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-") }),
      !text.hasSuffix("-"), !text.contains("--")
    else { return nil }
    description = String(text)
  }

  package static func < (one: Self, other: Self) -> Bool { one.description < other.description }
}

/// What the catalogue names by a code.
package protocol Coded: Sendable {
  /// The most characters that a code of this thing may have.
  static var longestCode: Int { get }
}

extension Coded {
  package static var longestCode: Int { 32 }
}

/// For codes written in the program. A wrong one stops it: never build a literal from what came from outside.
extension Code: ExpressibleByStringLiteral {
  package init(stringLiteral text: String) {
    guard let code = Code(text) else { preconditionFailure("“\(text)” is no code of \(Thing.self)") }
    self = code
  }
}
