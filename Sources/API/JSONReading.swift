/// A JSON value that somebody sent.
package enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  /// As it is written: `1e3` and `1000` differ until somebody asks for a number.
  case number(String)
  case string(String)
  case array([JSONValue])
  /// In the order sent; a name may be there twice.
  case object([Member])

  package struct Member: Sendable, Equatable {
    package let name: String
    package let value: JSONValue
  }

  /// Reads a whole document (RFC 8259), at most 32 levels deep.
  ///
  /// - Throws: `Fault`, for anything that is not one JSON value in UTF-8.
  package init(_ bytes: [UInt8]) throws(Fault) {
    guard String(validating: bytes, as: UTF8.self) != nil else { throw Fault(place: 0, words: "not UTF-8") }
    var reader = Reader(bytes: bytes)
    reader.skipSpace()
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.place == bytes.count else { throw reader.fault("something after the end") }
    self = value
  }

  package struct Fault: Error, Equatable {
    /// Bytes from the start.
    package let place: Int
    package let words: String
  }

  private struct Reader {
    let bytes: [UInt8]
    var place = 0

    func fault(_ words: String) -> Fault { Fault(place: place, words: words) }
    var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    mutating func skipSpace() {
      while let byte = next, byte == 32 || byte == 9 || byte == 10 || byte == 13 { place += 1 }
    }

    mutating func take(_ word: StaticString) -> Bool {
      let count = word.utf8CodeUnitCount
      guard place + count <= bytes.count else { return false }
      for offset in 0..<count where bytes[place + offset] != word.utf8Start[offset] { return false }
      place += count
      return true
    }

    mutating func value(depth: Int) throws(Fault) -> JSONValue {
      if depth > 32 { throw fault("deeper than 32 levels") }
      switch next {
      case UInt8(ascii: "{"): return try object(depth)
      case UInt8(ascii: "["): return try array(depth)
      case UInt8(ascii: "\""): return .string(try string())
      case UInt8(ascii: "t") where take("true"): return .bool(true)
      case UInt8(ascii: "f") where take("false"): return .bool(false)
      case UInt8(ascii: "n") where take("null"): return .null
      case UInt8(ascii: "-"), (48...57)?: return .number(try number())
      default: throw fault("a value is expected")
      }
    }

    mutating func object(_ depth: Int) throws(Fault) -> JSONValue {
      place += 1
      var members: [Member] = []
      skipSpace()
      if take("}") { return .object([]) }
      while true {
        skipSpace()
        guard next == UInt8(ascii: "\"") else { throw fault("a name in quotes is expected") }
        let name = try string()
        skipSpace()
        guard take(":") else { throw fault("“:” is expected") }
        skipSpace()
        members.append(Member(name: name, value: try value(depth: depth + 1)))
        skipSpace()
        if take("}") { return .object(members) }
        guard take(",") else { throw fault("“,” or “}” is expected") }
      }
    }

    mutating func array(_ depth: Int) throws(Fault) -> JSONValue {
      place += 1
      var elements: [JSONValue] = []
      skipSpace()
      if take("]") { return .array([]) }
      while true {
        skipSpace()
        elements.append(try value(depth: depth + 1))
        skipSpace()
        if take("]") { return .array(elements) }
        guard take(",") else { throw fault("“,” or “]” is expected") }
      }
    }

    mutating func number() throws(Fault) -> String {
      let start = place
      _ = take("-")
      if !take("0") { try digits() }
      if take(".") { try digits() }
      if take("e") || take("E") {
        if !take("+") { _ = take("-") }
        try digits()
      }
      return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    mutating func digits() throws(Fault) {
      guard let byte = next, (48...57).contains(byte) else { throw fault("a digit is expected") }
      while let byte = next, (48...57).contains(byte) { place += 1 }
    }

    mutating func string() throws(Fault) -> String {
      place += 1
      var text: [UInt8] = []
      while let byte = next {
        place += 1
        switch byte {
        case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
        case UInt8(ascii: "\\"): try escaped(into: &text)
        case 0..<32: throw fault("a control character in a string")
        default: text.append(byte)
        }
      }
      throw fault("a string has no end")
    }

    mutating func escaped(into text: inout [UInt8]) throws(Fault) {
      guard let byte = next else { throw fault("a string has no end") }
      place += 1
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
      case UInt8(ascii: "b"): text.append(8)
      case UInt8(ascii: "f"): text.append(12)
      case UInt8(ascii: "n"): text.append(10)
      case UInt8(ascii: "r"): text.append(13)
      case UInt8(ascii: "t"): text.append(9)
      case UInt8(ascii: "u"):
        var code = try fourHexDigits()
        if (0xD800..<0xDC00).contains(code), take("\\u") {
          let low = try fourHexDigits()
          code = (0xDC00..<0xE000).contains(low) ? 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00) : 0xFFFD
        }
        // Half a pair becomes U+FFFD, which every field refuses in words.
        text += String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8
      default: throw fault("an escape that JSON does not have")
      }
    }

    mutating func fourHexDigits() throws(Fault) -> UInt32 {
      var code: UInt32 = 0
      for _ in 0..<4 {
        switch next {
        case let byte? where (48...57).contains(byte): code = code << 4 | UInt32(byte - 48)
        case let byte? where (65...70).contains(byte): code = code << 4 | UInt32(byte - 55)
        case let byte? where (97...102).contains(byte): code = code << 4 | UInt32(byte - 87)
        default: throw fault("four hexadecimal digits are expected")
        }
        place += 1
      }
      return code
    }
  }
}
