/// A partner's discounts, as they were known at a moment (B-05, DEC-20).
package struct Discounts: Sendable {
  private let standings: [Line]
  private let rates: [Rates]

  /// From which day a standing is in force, and when that was said.
  package struct Line: Sendable {
    package let standing: Standing.Code
    package let from: Day
    package let setAt: Instant

    package init(standing: Standing.Code, from: Day, setAt: Instant) {
      self.standing = standing
      self.from = from
      self.setAt = setAt
    }
  }

  /// What a version of the catalogue gives to each standing, and since when.
  package struct Rates: Sendable {
    package let at: Instant
    package let on: Day
    package let discounts: [Standing.Code: Percent]

    package init(at: Instant, on: Day, discounts: [Standing.Code: Percent]) {
      self.at = at
      self.on = on
      self.discounts = discounts
    }
  }

  /// - Parameters:
  ///   - standings: In the order in which they were set.
  ///   - rates: In the order in which they were loaded.
  ///   - moment: What was said after it counts for nothing: a closed month is recomputed as it was known then.
  package init(_ standings: [Line], _ rates: [Rates], knownAt moment: Instant? = nil) {
    self.standings = moment.map { moment in standings.filter { $0.setAt <= moment } } ?? standings
    // Where nothing was loaded yet, the first version says what was given: as for a day before it.
    let known = moment.map { moment in rates.filter { $0.at <= moment } } ?? rates
    self.rates = known.isEmpty ? Array(rates.prefix(1)) : known
  }

  /// Of a whole term: the discount as it was at posting. Whatever is said later about that day changes nothing.
  package func frozen(at moment: Instant, on day: Day) -> Percent? {
    let known = standings.filter { $0.setAt <= moment }
    guard let standing = Self.inForce(known, on: day) ?? Self.inForce(standings, on: day) else { return nil }
    return
      (rates.last { $0.at <= moment && $0.discounts[standing] != nil }
      ?? rates.first { $0.discounts[standing] != nil })?.discounts[standing]
  }

  /// Of a started month: the discount of its first day.
  package func accrual(on day: Day) -> Percent? {
    guard let standing = Self.inForce(standings, on: day) else { return nil }
    return
      (rates.last { $0.on <= day && $0.discounts[standing] != nil }
      ?? rates.first { $0.discounts[standing] != nil })?.discounts[standing]
  }

  /// The line with the latest first day not after the day, of those the one said last; before the first of them, the
  /// first: a subscription may begin on a day before the partner came (DEC-6).
  private static func inForce(_ lines: [Line], on day: Day) -> Standing.Code? {
    var found: Line?
    for line in lines where line.from <= day {
      if found.map({ $0.from <= line.from }) ?? true { found = line }
    }
    return (found ?? lines.min { $0.from < $1.from })?.standing
  }
}
