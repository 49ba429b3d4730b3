import Handbook

extension Instant {
  private static let dayLength: Int64 = 86_400_000

  private var parts: (day: Day, hour: Int, minute: Int, second: Int, millisecond: Int) {
    let rest = (milliseconds % Self.dayLength + Self.dayLength) % Self.dayLength
    let day = Day(sinceEpoch: Int((milliseconds - rest) / Self.dayLength))
    let seconds = Int(rest / 1000)
    return (day, seconds / 3600, seconds / 60 % 60, seconds % 60, Int(rest % 1000))
  }

  /// `2026-01-31T23:59:59.000Z` (ISO 8601).
  var iso: String {
    let (day, hour, minute, second, millisecond) = parts
    return "\(day.iso)T\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2)).\(padded(millisecond, 3))Z"
  }

  /// `20260131T235959.000Z`: ISO 8601 without what a file's name should not hold.
  var compact: String { iso.filter { $0 != "-" && $0 != ":" } }

  /// Reads what `compact` writes; `nil` for anything else.
  init?(compact text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 20 else { return nil }
    func number(_ range: Range<Int>) -> Int {
      bytes[range].reduce(0) { $0 * 10 + Int($1) - 48 }
    }
    guard (0..<20).allSatisfy({ [8, 15, 19].contains($0) || (48...57).contains(bytes[$0]) }),
      let day = Day(number(0..<4), number(4..<6), number(6..<8))
    else { return nil }
    let seconds = (number(9..<11) * 60 + number(11..<13)) * 60 + number(13..<15)
    self.init(milliseconds: Int64(day.sinceEpoch) * Self.dayLength + Int64(seconds) * 1000 + Int64(number(16..<19)))
    guard compact == text else { return nil }
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: Swift.max(0, width - digits.utf8.count)) + digits
  }
}
