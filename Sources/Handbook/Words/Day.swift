/// A civil day in the service's zone. Not an instant: subscriptions begin and end on days (DEC-14).
///
/// Stored as the count of days since 1970-01-01, so that both database engines compare and subtract it alike.
package struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Days since 1970-01-01; negative before it.
  package let sinceEpoch: Int

  package init(sinceEpoch: Int) {
    self.sinceEpoch = sinceEpoch
  }

  /// The day of a calendar date; `nil` for one that does not exist or lies outside the years 1900…2999.
  package init?(_ year: Int, _ month: Int, _ day: Int) {
    guard (1900...2999).contains(year), (1...12).contains(month), day >= 1,
      day <= Month(year, month).length
    else { return nil }
    self.init(unchecked: year, month, day)
  }

  // Days from civil: counts in 400-year eras from 0000-03-01. For dates that exist, of any year.
  init(unchecked year: Int, _ month: Int, _ day: Int) {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    sinceEpoch = era * 146_097 + dayOfEra - 719_468
  }

  package var date: (year: Int, month: Int, day: Int) {
    let z = sinceEpoch + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let mp = (5 * dayOfYear + 2) / 153
    let month = mp + (mp < 10 ? 3 : -9)
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * mp + 2) / 5 + 1)
  }

  package var month: Month { Month(date.year, date.month) }

  /// Monday is 1, Sunday is 7.
  package var weekday: Int { ((sinceEpoch + 3) % 7 + 7) % 7 + 1 }

  /// The day `count` calendar months later, and whether the day of the month had to be clamped to a shorter month.
  func adding(months count: Int) -> (day: Day, clamped: Bool) {
    let (year, month, day) = date
    let target = Month(year, month).advanced(by: count)
    let last = target.length
    return (Day(unchecked: target.year, target.number, min(day, last)), day > last)
  }

  /// `11.08.2022`, as people write it here.
  package var description: String {
    let (year, month, day) = date
    return Digits.joined(day, month, year, by: ".")
  }

  /// `2022-08-11` (ISO 8601).
  package var iso: String {
    let (year, month, day) = date
    return Digits.joined(year, month, day, by: "-")
  }

  /// Reads `11.08.2022` or `2022-08-11`; `nil` for anything else and for days that do not exist.
  package init?(_ text: some StringProtocol) {
    let dotted = text.split(separator: ".", omittingEmptySubsequences: false)
    let dashed = text.split(separator: "-", omittingEmptySubsequences: false)
    let parts: [Substring]
    if dotted.count == 3 {
      parts = dotted.reversed().map { Substring($0) }
    } else if dashed.count == 3 {
      parts = dashed.map { Substring($0) }
    } else {
      return nil
    }
    guard parts[0].utf8.count == 4, parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      (1...2).contains(parts[1].utf8.count), (1...2).contains(parts[2].utf8.count),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year, month, day)
  }

  package static func < (one: Day, other: Day) -> Bool { one.sinceEpoch < other.sinceEpoch }
  package static func + (day: Day, count: Int) -> Day { Day(sinceEpoch: day.sinceEpoch + count) }
  package static func - (day: Day, count: Int) -> Day { Day(sinceEpoch: day.sinceEpoch - count) }
  /// Days from `other` to `one`.
  package static func - (one: Day, other: Day) -> Int { one.sinceEpoch - other.sinceEpoch }
}

func twoDigits(_ number: Int) -> String {
  number < 10 ? "0\(number)" : "\(number)"
}
