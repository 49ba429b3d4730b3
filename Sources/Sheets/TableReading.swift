import Foundation
package import Handbook

/// The rows of a file that somebody brought, XLSX or CSV, as texts. What it is, its bytes say and not its name.
package struct TableFile: Sendable {
  package let rows: [[String]]

  /// The largest file, and the most cells of it, that are read.
  package static let largest = 32 << 20
  static let mostRows = 300_000
  static let mostColumns = 200

  /// - Throws: `SheetFault`.
  package init(path: String) throws {
    guard let file = FileManager.default.contents(atPath: path) else { throw SheetFault.notATable("no file") }
    if file.count > Self.largest { throw SheetFault.tooLarge }
    rows = file.starts(with: Data([0x50, 0x4B, 3, 4])) ? try XLSXTable(path: path).rows : try Self.csv(Array(file))
  }

  /// - Parameter bytes: UTF-8, with or without its mark, or Windows-1251.
  package static func csv(_ bytes: [UInt8]) throws -> [[String]] {
    if bytes.contains(0) { throw SheetFault.notATable("null bytes: neither CSV nor XLSX") }
    var text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    if let decoded = String(validating: text, as: UTF8.self) {
      return try split(Array(decoded.utf8)[...])
    }
    text = Array(windows1251(text).utf8)[...]
    return try split(text)
  }

  /// Semicolons, tabs or commas: whatever the first line has most of, outside of quotes.
  private static func separator(_ text: ArraySlice<UInt8>) -> UInt8 {
    var (counts, isQuoted): ([UInt8: Int], Bool) = ([:], false)
    for byte in text {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == UInt8(ascii: "\n"), !isQuoted { break }
      if !isQuoted, [UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\t")].contains(byte) {
        counts[byte, default: 0] += 1
      }
    }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? UInt8(ascii: ";")
  }

  private static func split(_ text: ArraySlice<UInt8>) throws -> [[String]] {
    let separator = separator(text)
    var (rows, row, cell): ([[String]], [String], [UInt8]) = ([], [], [])
    var (isQuoted, wasQuoted) = (false, false)
    var place = text.startIndex
    func end() throws {
      row.append(String(decoding: cell, as: UTF8.self))
      cell = []
      wasQuoted = false
      if row.count > mostColumns { throw SheetFault.notATable("more than \(mostColumns) columns") }
    }
    while place < text.endIndex {
      let byte = text[place]
      place += 1
      if isQuoted {
        if byte != UInt8(ascii: "\"") {
          cell.append(byte)
        } else if place < text.endIndex, text[place] == UInt8(ascii: "\"") {
          cell.append(byte)
          place += 1
        } else {
          isQuoted = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\"") where cell.isEmpty && !wasQuoted: (isQuoted, wasQuoted) = (true, true)
      case separator: try end()
      case UInt8(ascii: "\r"): continue
      case UInt8(ascii: "\n"):
        try end()
        rows.append(row)
        row = []
        if rows.count > mostRows { throw SheetFault.tooLarge }
      default: cell.append(byte)
      }
    }
    if isQuoted { throw SheetFault.notATable("a quote is not closed: the file is cut off") }
    if !cell.isEmpty || !row.isEmpty || wasQuoted {
      try end()
      rows.append(row)
    }
    return rows
  }

  private static func windows1251(_ bytes: ArraySlice<UInt8>) -> String {
    var text = String.UnicodeScalarView()
    for byte in bytes {
      switch byte {
      case 0..<0x80: text.append(UnicodeScalar(byte))
      case 0xC0...0xFF: text.append(UnicodeScalar(UInt16(byte) - 0xC0 + 0x410)!)
      default: text.append(upper[Int(byte - 0x80)])
      }
    }
    return String(text)
  }

  private static let upper = Array(
    "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{98}™љ›њќћџ\u{A0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{AD}®Ї°±Ііґµ¶·ё№є»јЅѕї".unicodeScalars)
}

extension Money {
  /// A sum as a table holds it: as people write it, or as a spreadsheet keeps its numbers (`55000`, `5.5E4`,
  /// `4999.9499999999998`): then to the nearest tiyn. `nil` for anything else.
  package init?(cell text: String) {
    let trimmed = text.trimmingCharacters(in: .whitespaces).replacing("₸", with: "").replacing("тг", with: "")
      .trimmingCharacters(in: .whitespaces)
    if let sum = Money(trimmed) {
      self = sum
      return
    }
    var rest = Substring(trimmed)
    let isNegative = rest.first == "-"
    if isNegative { rest = rest.dropFirst() }
    var exponent = 0
    if let e = rest.firstIndex(where: { $0 == "e" || $0 == "E" }) {
      guard let power = Int(rest[rest.index(after: e)...]), abs(power) <= 20 else { return nil }
      exponent = power
      rest = rest[..<e]
    }
    let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      !parts[0].isEmpty
    else { return nil }
    let fraction = parts.count == 2 ? parts[1] : ""
    let digits = Array((parts[0] + fraction).utf8)
    // Where the point stands once the sum is told in tiyn.
    let point = parts[0].utf8.count + exponent + 2
    guard digits.count <= 40, (-40...20).contains(point) else { return nil }
    var tiyn: Int64 = 0
    for place in 0..<max(point, 0) {
      let digit = place < digits.count ? Int64(digits[place] - 48) : 0
      let (tens, over) = tiyn.multipliedReportingOverflow(by: 10)
      let (next, overflow) = tens.addingReportingOverflow(digit)
      if over || overflow { return nil }
      tiyn = next
    }
    if point >= 0, point < digits.count, digits[point] >= 53 { tiyn += 1 }
    guard tiyn <= 100_000_000_000_000_000 else { return nil }
    self.init(tiyn: isNegative ? -tiyn : tiyn)
  }
}
