/// Whole days from a first to a last one, both inclusive: from 00:00:00 of `start` to 23:59:59 of `end`.
package struct Period: Hashable, Sendable, CustomStringConvertible {
  package let start: Day
  package let end: Day

  /// - Precondition: `start` is not after `end`.
  package init(_ start: Day, through end: Day) {
    precondition(start <= end, "a period ends before it starts")
    self.start = start
    self.end = end
  }

  /// The period of `count` months from `start`: to the second before the same day of the month `count` months on
  /// (H-06, DEC-1). Where that month is too short to have such a day, the period takes its last day whole (DEC-2).
  /// Always counted from `start`, never month by month.
  ///
  /// - Precondition: `count` is positive.
  package init(months count: Int, from start: Day) {
    precondition(count > 0, "a period has at least one month")
    let (day, clamped) = start.adding(months: count)
    self.init(start, through: clamped ? day : day - 1)
  }

  /// The month number `number`, from 0, of what starts on `start`: the parts of a period of months, without gaps and
  /// overlaps, always counted from the start (DEC-2).
  package static func month(_ number: Int, from start: Day) -> Period {
    Period(
      number == 0 ? start : Period(months: number, from: start).end + 1,
      through: Period(months: number + 1, from: start).end)
  }

  package var days: Int { end - start + 1 }

  /// The least number of months from `start` that covers `end` (K-02, DEC-3).
  package var chargedMonths: Int {
    let (from, to) = (start.date, end.date)
    var count = max(1, (to.year - from.year) * 12 + to.month - from.month - 1)
    while Period(months: count, from: start).end < end { count += 1 }
    return count
  }

  package func contains(_ day: Day) -> Bool { start <= day && day <= end }
  package func overlaps(_ other: Period) -> Bool { start <= other.end && other.start <= end }

  /// `12.07.2022 – 11.08.2022`.
  package var description: String { "\(start) – \(end)" }
}
