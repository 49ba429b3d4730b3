/// Case folding as the language compares names: ASCII and Cyrillic by arithmetic, the rest by Unicode.
package enum Folding {
  @inline(__always)
  package static func fold(_ scalar: UInt32) -> UInt32 {
    if scalar < 0x80 {
      return scalar &- 0x41 < 26 ? scalar | 0x20 : scalar
    }
    if scalar >= 0x410 && scalar < 0x430 { return scalar + 0x20 }
    if scalar >= 0x400 && scalar < 0x410 { return scalar + 0x50 }
    if scalar >= 0x430 && scalar < 0x460 { return scalar }
    return foldRare(scalar)
  }

  @inline(never)
  private static func foldRare(_ scalar: UInt32) -> UInt32 {
    guard let unicode = Unicode.Scalar(scalar) else { return scalar }
    let lower = unicode.properties.lowercaseMapping.unicodeScalars
    return lower.count == 1 ? lower.first!.value : scalar
  }

  /// The folded form of a name.
  package static func fold(_ name: some StringProtocol) -> String {
    var folded = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      folded.append(Unicode.Scalar(fold(scalar.value)) ?? scalar)
    }
    return String(folded)
  }

  /// Whether a scalar beyond ASCII may stand in a name.
  @inline(__always)
  package static func isLetter(_ scalar: UInt32) -> Bool {
    if scalar >= 0x400 && scalar < 0x530 { return scalar < 0x482 || scalar > 0x489 }
    return isRareLetter(scalar)
  }

  @inline(never)
  private static func isRareLetter(_ scalar: UInt32) -> Bool {
    Unicode.Scalar(scalar)?.properties.isAlphabetic ?? false
  }
}

/// Names of one text, each with a number; names that differ only in case share one.
package struct Names: Sendable {
  /// As first written.
  package private(set) var spellings: [String] = []
  /// In folded form.
  package private(set) var folded: [String] = []
  private var pool: [UInt8] = []
  private var places: [(start: Int32, length: Int32, hash: UInt32)] = []
  private var table: [Int32] = Array(repeating: -1, count: 1024)

  package init() {}

  package var count: Int { spellings.count }

  package subscript(_ name: Int32) -> String { name >= 0 && name < spellings.count ? spellings[Int(name)] : "" }

  /// The number of the name that is written in these bytes of UTF-8.
  package mutating func intern(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
    let start = pool.count
    var hash: UInt32 = 2_166_136_261
    var at = 0
    let count = bytes.count
    while at < count {
      let byte = bytes[at]
      if byte < 0x80 {
        let folded = byte &- 0x41 < 26 ? byte | 0x20 : byte
        pool.append(folded)
        hash = (hash ^ UInt32(folded)) &* 16_777_619
        at += 1
        continue
      }
      let (scalar, length) = UTF8Reading.scalar(bytes, at)
      let folded = Folding.fold(scalar)
      hash = (hash ^ folded) &* 16_777_619
      UTF8Reading.append(folded, to: &pool)
      at += length
    }
    hash ^= hash >> 15
    let length = pool.count - start
    var mask = table.count - 1
    var place = Int(hash) & mask
    while table[place] >= 0 {
      let candidate = places[Int(table[place])]
      if candidate.hash == hash, Int(candidate.length) == length {
        var same = true
        for index in 0..<length where pool[Int(candidate.start) + index] != pool[start + index] {
          same = false
          break
        }
        if same {
          pool.removeLast(length)
          return table[place]
        }
      }
      place = (place + 1) & mask
    }
    let name = Int32(spellings.count)
    spellings.append(String(decoding: bytes, as: UTF8.self))
    folded.append(String(decoding: pool[start...], as: UTF8.self))
    places.append((Int32(start), Int32(length), hash))
    table[place] = name
    if spellings.count * 2 > table.count {
      table = Array(repeating: -1, count: table.count * 2)
      mask = table.count - 1
      for (index, entry) in places.enumerated() {
        var place = Int(entry.hash) & mask
        while table[place] >= 0 { place = (place + 1) & mask }
        table[place] = Int32(index)
      }
    }
    return name
  }

  package mutating func intern(_ name: String) -> Int32 {
    var name = name
    return name.withUTF8 { intern($0) }
  }
}

/// Reading and writing single scalars of UTF-8; bytes that are no UTF-8 read as U+FFFD, one byte each.
enum UTF8Reading {
  @inline(__always)
  static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> (UInt32, Int) {
    let first = UInt32(bytes[at])
    if first < 0x80 { return (first, 1) }
    let left = bytes.count - at
    if first >= 0xC2 && first < 0xE0, left > 1, bytes[at + 1] & 0xC0 == 0x80 {
      return ((first & 0x1F) << 6 | UInt32(bytes[at + 1] & 0x3F), 2)
    }
    if first >= 0xE0 && first < 0xF0, left > 2, bytes[at + 1] & 0xC0 == 0x80, bytes[at + 2] & 0xC0 == 0x80 {
      let scalar = (first & 0xF) << 12 | UInt32(bytes[at + 1] & 0x3F) << 6 | UInt32(bytes[at + 2] & 0x3F)
      if scalar >= 0x800, scalar & 0xF800 != 0xD800 { return (scalar, 3) }
    }
    if first >= 0xF0 && first < 0xF5, left > 3, bytes[at + 1] & 0xC0 == 0x80, bytes[at + 2] & 0xC0 == 0x80,
      bytes[at + 3] & 0xC0 == 0x80
    {
      let high = (first & 7) << 18 | UInt32(bytes[at + 1] & 0x3F) << 12
      let scalar = high | UInt32(bytes[at + 2] & 0x3F) << 6 | UInt32(bytes[at + 3] & 0x3F)
      if scalar >= 0x10000, scalar < 0x110000 { return (scalar, 4) }
    }
    return (0xFFFD, 1)
  }

  static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
    if scalar < 0x80 {
      bytes.append(UInt8(scalar))
    } else if scalar < 0x800 {
      bytes.append(UInt8(0xC0 | scalar >> 6))
      bytes.append(UInt8(0x80 | scalar & 0x3F))
    } else if scalar < 0x10000 {
      bytes.append(UInt8(0xE0 | scalar >> 12))
      bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      bytes.append(UInt8(0x80 | scalar & 0x3F))
    } else {
      bytes.append(UInt8(0xF0 | scalar >> 18))
      bytes.append(UInt8(0x80 | scalar >> 12 & 0x3F))
      bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      bytes.append(UInt8(0x80 | scalar & 0x3F))
    }
  }
}
