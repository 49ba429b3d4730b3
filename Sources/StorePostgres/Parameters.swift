import CLibPQ
import Store

/// The kinds of values that we exchange with the server, by its numbers (`pg_type.oid`).
enum Kind {
  /// The server works it out from where the value stands.
  static let unknown: Oid = 0
  static let bool: Oid = 16
  static let bytea: Oid = 17
  static let name: Oid = 19
  static let int8: Oid = 20
  static let int2: Oid = 21
  static let int4: Oid = 23
  static let text: Oid = 25
  /// A literal that nothing gave a type.
  static let literal: Oid = 705
  static let varchar: Oid = 1043
  static let void: Oid = 2278
}

extension Value {
  var kind: Oid {
    switch self {
    case .null: Kind.unknown
    case .integer: Kind.int8
    case .text: Kind.text
    case .bytes: Kind.bytea
    }
  }
}

/// The values of a statement as the server reads them, one after another in one buffer.
struct Parameters {
  private var bytes: [UInt8] = []
  /// Where each value begins; `nil` for `NULL`.
  private var places: [Int?] = []
  private var lengths: [Int32] = []

  init(_ values: [Value]) {
    places.reserveCapacity(values.count)
    lengths.reserveCapacity(values.count)
    for value in values {
      let start = bytes.count
      switch value {
      case .null: break
      case .integer(let number): withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
      case .text(let text): bytes.append(contentsOf: text.utf8)
      case .bytes(let raw): bytes.append(contentsOf: raw)
      }
      places.append(value == .null ? nil : start)
      lengths.append(Int32(bytes.count - start))
    }
    // An empty value must have an address, and a null address would be NULL.
    bytes.append(0)
  }

  func withPointers<Result>(
    _ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?, [Int32], [Int32]) -> Result
  ) -> Result {
    bytes.withUnsafeBytes { buffer in
      let start = buffer.baseAddress!.assumingMemoryBound(to: CChar.self)
      let values: [UnsafePointer<CChar>?] = places.map { place in place.map { start + $0 } }
      let formats = [Int32](repeating: 1, count: values.count)
      return values.withUnsafeBufferPointer { body(Int32(values.count), $0.baseAddress, lengths, formats) }
    }
  }
}
