package import Handbook
package import Office

/// JSON as it is written: each value is appended to the bytes of the answer, and nothing is built in between.
///
/// Sums are strings (`"10000.00"`), days are `2026-01-31`, moments are ISO 8601 with the offset of the service's zone.
package struct JSON: Sendable {
  package private(set) var bytes: [UInt8] = []
  private let zone: Zone?

  /// - Parameter zone: In which moments are told; without one they are told in UTC.
  package init(in zone: Zone? = nil, capacity: Int = 256) {
    self.zone = zone
    bytes.reserveCapacity(capacity)
  }

  package mutating func null() { bytes += "null".utf8 }
  package mutating func bool(_ value: Bool) { bytes += (value ? "true" : "false").utf8 }
  // Of a known width: for any integer whatever, Swift takes the long way.
  package mutating func number(_ value: some FixedWidthInteger & SignedInteger) { bytes += String(Int64(value)).utf8 }

  package mutating func moment(_ moment: Instant) {
    guard let zone else { return string((Zone("UTC") ?? Zone("GMT")!).iso(moment)) }
    string(zone.iso(moment))
  }

  /// A string, escaped where JSON asks for it, and where a browser might take it for HTML or a line's end.
  package mutating func string(_ text: String) {
    var text = text
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { utf8 in
      var clean = 0
      for place in utf8.indices where mustBeEscaped(utf8, place) {
        bytes += utf8[clean..<place]
        escape(utf8, place)
        // U+2028 and U+2029 have three bytes.
        clean = place + (utf8[place] == 0xE2 ? 3 : 1)
      }
      bytes += utf8[clean...]
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private func mustBeEscaped(_ utf8: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
    let byte = utf8[place]
    // Most letters, of any alphabet.
    if byte > 0x5C, byte != 0x7F, byte != 0xE2 { return false }
    return switch byte {
    case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "<"), 0x7F: true
    case 0xE2: place + 2 < utf8.count && utf8[place + 1] == 0x80 && utf8[place + 2] & 0xFE == 0xA8
    default: false
    }
  }

  private mutating func escape(_ utf8: UnsafeBufferPointer<UInt8>, _ place: Int) {
    switch utf8[place] {
    case UInt8(ascii: "\""): bytes += "\\\"".utf8
    case UInt8(ascii: "\\"): bytes += "\\\\".utf8
    case UInt8(ascii: "\n"): bytes += "\\n".utf8
    case UInt8(ascii: "\r"): bytes += "\\r".utf8
    case UInt8(ascii: "\t"): bytes += "\\t".utf8
    case 0xE2: bytes += (utf8[place + 2] == 0xA8 ? "\\u2028" : "\\u2029").utf8
    case let byte:
      bytes += "\\u00".utf8
      bytes += [hexDigit(byte >> 4), hexDigit(byte & 15)]
    }
  }

  private func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }

  /// `{…}` of what the closure adds.
  package mutating func object(_ members: (inout Object) -> Void) {
    bytes.append(UInt8(ascii: "{"))
    var object = Object(json: self)
    // One owner of the bytes at a time: otherwise each append would copy them.
    bytes = []
    members(&object)
    self = object.json
    bytes.append(UInt8(ascii: "}"))
  }

  /// `{…}` of members each of which writes its `key` and its value.
  mutating func members<Member>(_ members: [Member], _ write: (Member, inout JSON) -> Void) {
    bytes.append(UInt8(ascii: "{"))
    for place in members.indices {
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      write(members[place], &self)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  /// A name that was written before: `"name":`.
  mutating func key(_ key: [UInt8]) { bytes += key }

  package mutating func array<Element>(_ elements: some Sequence<Element>, _ write: (Element, inout JSON) -> Void) {
    bytes.append(UInt8(ascii: "["))
    var isFirst = true
    for element in elements {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      write(element, &self)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// The members of an object, one after another.
  package struct Object {
    fileprivate var json: JSON
    private var isFirst = true

    fileprivate init(json: JSON) { self.json = json }

    package mutating func add(_ name: String, _ write: (inout JSON) -> Void) {
      comma()
      json.string(name)
      json.bytes.append(UInt8(ascii: ":"))
      write(&json)
    }

    package mutating func add(_ name: String, _ value: some Written) { add(name) { value.write(into: &$0) } }

    private mutating func comma() {
      if !isFirst { json.bytes.append(UInt8(ascii: ",")) }
      isFirst = false
    }
  }
}
