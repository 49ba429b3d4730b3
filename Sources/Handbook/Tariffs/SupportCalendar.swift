/// When the vendor's people answer (Y-01, Y-02), in the service's zone, and the one address to write to (PRO-29).
package struct SupportCalendar: Hashable, Sendable {
  package let windows: [Window]
  /// Days without support: public holidays.
  package let daysOff: [Day]
  package let address: EmailAddress

  package init(windows: [Window], daysOff: [Day] = [], address: EmailAddress) {
    self.windows = windows.sorted { $0.opens < $1.opens }
    self.daysOff = daysOff
    self.address = address
  }

  /// Hours of support on some days of the week.
  package struct Window: Hashable, Sendable {
    /// Monday is 1, Sunday is 7.
    package let weekdays: Set<Int>
    package let opens: TimeOfDay
    /// The first minute without support.
    package let closes: TimeOfDay

    package init(weekdays: Set<Int>, opens: TimeOfDay, closes: TimeOfDay) {
      self.weekdays = weekdays
      self.opens = opens
      self.closes = closes
    }
  }

  /// The windows of a day, in their order.
  package func windows(on day: Day) -> [Window] {
    daysOff.contains(day) ? [] : windows.filter { $0.weekdays.contains(day.weekday) }
  }

  package func isOpen(on day: Day, at time: TimeOfDay) -> Bool {
    windows(on: day).contains { $0.opens <= time && time < $0.closes }
  }

  /// When somebody answers: the moment itself if support is open, else when it opens next; `nil` if not within 60 days.
  package func answers(from day: Day, at time: TimeOfDay) -> (day: Day, time: TimeOfDay)? {
    if isOpen(on: day, at: time) { return (day, time) }
    if let later = windows(on: day).first(where: { $0.opens > time }) { return (day, later.opens) }
    for next in 1...60 {
      if let first = windows(on: day + next).first { return (day + next, first.opens) }
    }
    return nil
  }
}

/// A time on the clock, to the minute.
package struct TimeOfDay: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Minutes since midnight, 0…1440: 24:00 ends a day.
  package let minutes: Int

  /// `nil` outside 00:00…24:00.
  package init?(_ hour: Int, _ minute: Int) {
    guard (0...24).contains(hour), (0...59).contains(minute), hour < 24 || minute == 0 else { return nil }
    minutes = hour * 60 + minute
  }

  /// Reads `09:00`; `nil` for anything else.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let hour = Int(parts[0]), let minute = Int(parts[1])
    else { return nil }
    self.init(hour, minute)
  }

  /// `09:00`.
  package var description: String { "\(twoDigits(minutes / 60)):\(twoDigits(minutes % 60))" }

  package static func < (one: TimeOfDay, other: TimeOfDay) -> Bool { one.minutes < other.minutes }
}
