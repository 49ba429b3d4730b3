package import Handbook

/// HTML as it is written: what stands in the literal is trusted, what is interpolated is escaped.
///
///     let page = HTML.written(in: .kazakh) { "<h1>\(Text.subscribers)</h1><p>\(name)</p>" }
///
/// A `Text` is written at once, in the language of whoever reads the page; `written(in:)` says which that is.
package struct HTML: ExpressibleByStringInterpolation, Sendable {
  /// The language of whoever reads what is being written; Russian where nobody has said.
  @TaskLocal private static var reading = Language.russian

  /// In UTF-8.
  package private(set) var bytes: [UInt8]

  package init() {
    bytes = []
  }

  package init(stringLiteral literal: String) {
    bytes = Array(literal.utf8)
  }

  /// What some other writer of HTML has made, which escapes as this one does.
  package init(trusted text: String) {
    bytes = Array(text.utf8)
  }

  package init(stringInterpolation: StringInterpolation) {
    self = stringInterpolation.html
  }

  /// What `part` writes, with every text in the language.
  package static func written(in language: Language, _ part: () -> HTML) -> HTML {
    $reading.withValue(language, operation: part)
  }

  package var isEmpty: Bool { bytes.isEmpty }

  mutating func append(_ other: HTML) { bytes += other.bytes }

  fileprivate mutating func append(trusted text: String) {
    var text = text
    text.withUTF8 { bytes.append(contentsOf: $0) }
  }

  fileprivate mutating func append(escaped text: String) { escape(text, into: &bytes) }

  fileprivate mutating func append(_ text: Text) { escape(text[Self.reading], into: &bytes) }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var html = HTML()

    package init(literalCapacity: Int, interpolationCount: Int) {
      html.reserve(literalCapacity + interpolationCount * 16)
    }

    package mutating func appendLiteral(_ literal: String) { html.append(trusted: literal) }
    package mutating func appendInterpolation(_ text: String) { html.append(escaped: text) }
    package mutating func appendInterpolation(_ number: Int) { html.append(trusted: String(number)) }
    package mutating func appendInterpolation(_ text: Text) { html.append(text) }
    package mutating func appendInterpolation(_ html: HTML) { self.html.append(html) }
    package mutating func appendInterpolation(_ html: HTML?) { if let html { self.html.append(html) } }
    package mutating func appendInterpolation(_ view: some View) { html.append(view.body) }
    package mutating func appendInterpolation(_ parts: [HTML]) { for part in parts { html.append(part) } }
    package mutating func appendInterpolation(_ views: [some View]) { for view in views { html.append(view.body) } }
    /// What has a description of its own: a day, a sum, a number.
    package mutating func appendInterpolation(_ word: some CustomStringConvertible) {
      html.append(escaped: word.description)
    }

    /// The part, if it holds.
    package mutating func appendInterpolation(if holds: Bool, _ part: @autoclosure () -> HTML) {
      if holds { html.append(part()) }
    }
  }

  private mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }
}

extension Array {
  /// As for any sequence; rows of a list come as arrays, and an array is walked without an iterator's ceremony.
  package func html(_ part: (Element) -> HTML) -> HTML {
    var html = HTML()
    for place in indices { html.append(part(self[place])) }
    return html
  }
}

/// Something that shows itself as HTML. A screen is a view of plain data, and cannot look for more.
package protocol View: Sendable {
  var body: HTML { get }
}

extension Sequence {
  /// A part for each element: `\(rows.html { "<li>\($0)</li>" })`.
  package func html(_ part: (Element) -> HTML) -> HTML {
    var html = HTML()
    for element in self { html.append(part(element)) }
    return html
  }
}

/// Most texts have nothing to escape: what lies between two such characters is copied at once.
private func escape(_ text: String, into bytes: inout [UInt8]) {
  var text = text
  // A bit for each of " & ' < >: they are all below 64, and most of what people write is above.
  let marks: UInt64 = 1 << 34 | 1 << 38 | 1 << 39 | 1 << 60 | 1 << 62
  text.withUTF8 { utf8 in
    var from = 0
    for place in utf8.indices {
      let byte = utf8[place]
      if byte >= 64 || marks & (1 << UInt64(byte)) == 0 { continue }
      let entity: StaticString
      switch byte {
      case UInt8(ascii: "&"): entity = "&amp;"
      case UInt8(ascii: "<"): entity = "&lt;"
      case UInt8(ascii: ">"): entity = "&gt;"
      case UInt8(ascii: "\""): entity = "&quot;"
      case UInt8(ascii: "'"): entity = "&#39;"
      default: continue
      }
      bytes.append(contentsOf: utf8[from..<place])
      entity.withUTF8Buffer { bytes.append(contentsOf: $0) }
      from = place + 1
    }
    bytes.append(contentsOf: utf8[from...])
  }
}
