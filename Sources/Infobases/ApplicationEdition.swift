/// An application as an infobase holds it: its code, its title, and the version whose tables are in it.
package struct ApplicationEdition: Hashable, Sendable, Codable {
  /// `accounting`: lower-case Latin letters, digits and hyphens, as the catalogue names it.
  package let code: String
  /// What people call it: «Бухгалтерия для Казахстана».
  package let title: String
  package let version: ApplicationVersion

  package init(code: String, title: String, version: ApplicationVersion) {
    self.code = code
    self.title = title
    self.version = version
  }
}

/// `3.0.141.17`: one to six numbers between dots. `3.0` and `3.0.0` are equal.
package struct ApplicationVersion: Hashable, Comparable, Sendable, CustomStringConvertible {
  private let numbers: [Int]

  /// `nil` for anything else.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in
      (1...9).contains(part.utf8.count) && part.utf8.allSatisfy { (48...57).contains($0) } ? Int(part) : nil
    }
    guard (1...6).contains(parts.count), numbers.count == parts.count else { return nil }
    self.numbers = numbers
  }

  package var description: String { numbers.map(String.init).joined(separator: ".") }

  private var significant: ArraySlice<Int> {
    numbers[..<(numbers.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0)]
  }

  package static func == (one: Self, other: Self) -> Bool { one.significant == other.significant }
  package static func < (one: Self, other: Self) -> Bool {
    one.significant.lexicographicallyPrecedes(other.significant)
  }
  package func hash(into hasher: inout Hasher) { hasher.combine(significant) }
}

extension ApplicationVersion: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let version = Self(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a version: \(text)")
    }
    self = version
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// The applications that the service runs, with the newest version of each: which unload files it can take (BEY-60).
package struct KnownApplications: Sendable {
  private let newest: [String: ApplicationVersion]

  package init(_ newest: [String: ApplicationVersion]) {
    self.newest = newest
  }

  /// - Throws: `LoadRefusal` for an application that is not here, and for one newer than here.
  func accept(_ application: ApplicationEdition) throws(LoadRefusal) {
    guard let newest = newest[application.code] else { throw .unknownApplication(application) }
    guard application.version <= newest else { throw .newerApplication(application, newest: newest) }
  }
}
