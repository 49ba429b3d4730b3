/// One mistake in a file, where it is and what to do about it. For operators, in English.
package struct Mistake: Hashable, Sendable, CustomStringConvertible {
  package let file: String
  /// From 1.
  package let line: Int
  /// From 1, in Unicode scalars.
  package let column: Int
  package let message: String

  /// `Catalogue/kazakhstan.yaml:12:5: error: …`, which editors make a link of.
  package var description: String { "\(file):\(line):\(column): error: \(message)" }
}

/// Every mistake of a file, in the order of its lines.
package struct Mistakes: Error, CustomStringConvertible {
  package let all: [Mistake]

  package var description: String { all.map(\.description).joined(separator: "\n") }
}
