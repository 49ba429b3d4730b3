import Syntax

/// The order of texts: letters without regard to case first, then small before capital. Signs stand before digits,
/// digits before Latin, Latin before Cyrillic; ё stands beside е, Kazakh letters beside their likes.
enum Collation {
  static func compare(_ left: UnsafeBufferPointer<UInt16>, _ right: UnsafeBufferPointer<UInt16>) -> Int {
    let count = min(left.count, right.count)
    var at = 0
    while at < count, left[at] == right[at] { at += 1 }
    if at == left.count, at == right.count { return 0 }
    // Primary weights from where they part; what was equal stays equal.
    var index = at
    while index < left.count, index < right.count {
      let one = primary(left[index])
      let other = primary(right[index])
      if one != other { return one < other ? -1 : 1 }
      index += 1
    }
    if left.count != right.count { return left.count < right.count ? -1 : 1 }
    index = at
    while index < left.count {
      let one = secondary(left[index])
      let other = secondary(right[index])
      if one != other { return one < other ? -1 : 1 }
      index += 1
    }
    index = at
    while index < left.count {
      let one = isCapital(left[index])
      let other = isCapital(right[index])
      if one != other { return one ? 1 : -1 }
      index += 1
    }
    for index in at..<left.count where left[index] != right[index] { return left[index] < right[index] ? -1 : 1 }
    return 0
  }

  private static let signs = Array("\t\n\u{0B}\u{0C}\r \u{A0}_-—–,;:!?.'\"«»()[]{}@*/\\&#%`^+<=>|~$№".utf16)

  private static let alphabet: [UInt16: UInt32] = {
    var weights: [UInt16: UInt32] = [:]
    for (index, sign) in signs.enumerated() { weights[sign] = 100 + UInt32(index) }
    for (index, digit) in "0123456789".utf16.enumerated() { weights[digit] = 1000 + UInt32(index) }
    for (index, letter) in "abcdefghijklmnopqrstuvwxyz".utf16.enumerated() {
      weights[letter] = 2000 + UInt32(index) * 4
    }
    let cyrillic = "аәбвгғдеєжзиіїйкқлмнңоөпрстуұүўфхһцчшщъыьэюя"
    for (index, letter) in cyrillic.utf16.enumerated() { weights[letter] = 3000 + UInt32(index) * 4 }
    weights[Array("ё".utf16)[0]] = weights[Array("е".utf16)[0]]!
    return weights
  }()

  private static let table: UnsafeTable<UInt32> = {
    var weights: [UInt32] = []
    for unit in 0..<0x600 {
      let folded = UInt16(truncatingIfNeeded: Folding.fold(UInt32(unit)))
      weights.append(alphabet[folded] ?? 10_000 + UInt32(folded))
    }
    return UnsafeTable(weights)
  }()

  @inline(__always)
  private static func primary(_ unit: UInt16) -> UInt32 {
    if unit < 0x600 { return table.base[Int(unit)] }
    return alphabet[unit] ?? 10_000 + Folding.fold(UInt32(unit))
  }

  private static func secondary(_ unit: UInt16) -> Int { unit == 0x451 || unit == 0x401 ? 1 : 0 }

  private static func isCapital(_ unit: UInt16) -> Bool { Folding.fold(UInt32(unit)) != UInt32(unit) }
}
