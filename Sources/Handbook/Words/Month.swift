/// A calendar month of a year.
package struct Month: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let year: Int
  /// 1…12.
  package let number: Int

  /// - Precondition: `number` is one of 1…12.
  package init(_ year: Int, _ number: Int) {
    precondition((1...12).contains(number), "a year has twelve months")
    self.year = year
    self.number = number
  }

  package var first: Day { Day(unchecked: year, number, 1) }
  package var last: Day { Day(unchecked: year, number, length) }
  package var next: Month { advanced(by: 1) }

  /// Days in the month.
  package var length: Int {
    switch number {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  package func advanced(by count: Int) -> Month {
    let months = year * 12 + number - 1 + count
    return Month(months >= 0 ? months / 12 : (months - 11) / 12, (months % 12 + 12) % 12 + 1)
  }

  /// `08.2022`.
  package var description: String { "\(twoDigits(number)).\(year)" }

  package static func < (one: Month, other: Month) -> Bool {
    (one.year, one.number) < (other.year, other.number)
  }
}
