/// Dates as seconds since 1 January of year 1 in the Gregorian calendar, as far as the language counts: to the end of 3999.
enum Calendar {
  static let last: Int64 = days(3999, 12, 31) * 86_400 + 86_399

  struct Parts {
    var year: Int
    var month: Int
    var day: Int
    var hour: Int
    var minute: Int
    var second: Int
  }

  /// Days since 1 January of year 1.
  static func days(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
    let before = year - 1
    let months = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
    let leap = month > 2 && isLeap(year) ? 1 : 0
    return Int64(before * 365 + before / 4 - before / 100 + before / 400 + months[month - 1] + leap + day - 1)
  }

  static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  static func length(_ year: Int, _ month: Int) -> Int {
    [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  static func seconds(_ parts: [Int]) -> Int64 {
    days(parts[0], parts[1], parts[2]) * 86_400 + Int64(parts[3] * 3600 + parts[4] * 60 + parts[5])
  }

  static func seconds(_ parts: Parts) -> Int64 {
    seconds([parts.year, parts.month, parts.day, parts.hour, parts.minute, parts.second])
  }

  /// Nil when there is no such day or time.
  static func seconds(checking parts: [Int]) -> Int64? {
    guard (1...3999).contains(parts[0]), (1...12).contains(parts[1]), parts[2] >= 1,
      parts[2] <= length(parts[0], parts[1]), (0...23).contains(parts[3]), (0...59).contains(parts[4]),
      (0...59).contains(parts[5])
    else { return nil }
    return seconds(parts)
  }

  static func parts(_ seconds: Int64) -> Parts {
    let day = Int(seconds / 86_400)
    let rest = Int(seconds % 86_400)
    var year = day * 400 / 146_097 + 1
    while days(year, 1, 1) > day { year -= 1 }
    while days(year + 1, 1, 1) <= day { year += 1 }
    var left = day - Int(days(year, 1, 1))
    var month = 1
    while left >= length(year, month) {
      left -= length(year, month)
      month += 1
    }
    return Parts(
      year: year, month: month, day: left + 1, hour: rest / 3600, minute: rest / 60 % 60, second: rest % 60)
  }

  /// Monday 1 … Sunday 7. 1 January of year 1 was a Monday.
  static func weekday(_ seconds: Int64) -> Int { Int(seconds / 86_400 % 7) + 1 }

  /// Months added; the day stays within the month.
  static func adding(months: Int, to seconds: Int64) -> Int64? {
    var parts = parts(seconds)
    let (count, overflow) = (parts.year * 12 + parts.month - 1).addingReportingOverflow(months)
    guard !overflow, count >= 12, count < 48_000 else { return nil }
    parts.year = count / 12
    parts.month = count % 12 + 1
    parts.day = min(parts.day, length(parts.year, parts.month))
    return self.seconds(parts)
  }

  static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  static func four(_ number: Int) -> String {
    String(repeating: "0", count: max(0, 4 - "\(number)".count)) + "\(number)"
  }

  /// `15.01.2024 10:30:00`; hours have no leading zero.
  static func text(_ seconds: Int64) -> String {
    let parts = parts(seconds)
    return
      "\(two(parts.day)).\(two(parts.month)).\(four(parts.year)) \(parts.hour):\(two(parts.minute)):\(two(parts.second))"
  }

  /// `2024-01-15T10:30:00`
  static func iso(_ seconds: Int64) -> String {
    let parts = parts(seconds)
    return
      "\(four(parts.year))-\(two(parts.month))-\(two(parts.day))T\(two(parts.hour)):\(two(parts.minute)):\(two(parts.second))"
  }

  /// Seconds of 1 January 1970.
  static let epoch: Int64 = days(1970, 1, 1) * 86_400

  /// ISO 8601, with a time or without, `Z` and offsets; nil when it is none. `offset`: minutes east of UTC, when given.
  static func parse(iso text: String) -> (seconds: Int64, offset: Int?)? {
    let bytes = Array(text.utf8)
    func number(_ from: Int, _ count: Int) -> Int? {
      guard from + count <= bytes.count else { return nil }
      var value = 0
      for byte in bytes[from..<from + count] {
        guard byte &- 48 < 10 else { return nil }
        value = value * 10 + Int(byte - 48)
      }
      return value
    }
    guard let year = number(0, 4), bytes.count >= 10, bytes[4] == 45, bytes[7] == 45, let month = number(5, 2),
      let day = number(8, 2)
    else { return nil }
    var parts = [year, month, day, 0, 0, 0]
    var at = 10
    var offset: Int?
    if at < bytes.count, bytes[at] == 0x54 || bytes[at] == 32 {
      guard let hour = number(at + 1, 2), at + 3 < bytes.count, bytes[at + 3] == 58, let minute = number(at + 4, 2)
      else { return nil }
      parts[3] = hour
      parts[4] = minute
      at += 6
      if at < bytes.count, bytes[at] == 58 {
        guard let second = number(at + 1, 2) else { return nil }
        parts[5] = second
        at += 3
      }
      if at < bytes.count, bytes[at] == 46 {
        at += 1
        while at < bytes.count, bytes[at] &- 48 < 10 { at += 1 }
      }
    }
    if at < bytes.count {
      if bytes[at] == 0x5A {
        offset = 0
        at += 1
      } else if bytes[at] == 43 || bytes[at] == 45 {
        guard let hours = number(at + 1, 2) else { return nil }
        let hasColon = at + 3 < bytes.count && bytes[at + 3] == 58
        let minutes = number(at + (hasColon ? 4 : 3), 2) ?? 0
        offset = (hours * 60 + minutes) * (bytes[at] == 45 ? -1 : 1)
        at = bytes.count
      }
    }
    guard at == bytes.count, let seconds = seconds(checking: parts) else { return nil }
    return (seconds, offset)
  }
}
