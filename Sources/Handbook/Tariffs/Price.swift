/// What a period of a tariff costs, the recommended retail price (M-09, DEC-17, DEC-18).
package struct Price: Hashable, Sendable {
  /// Months that it pays for. Extensions, upgrades and monthly settlement have the price of one month.
  package let months: Int
  package let amount: Money
  /// Made up for the example, not a price that the service published (DEC-17). Screens say so.
  package let isSample: Bool
  package let validity: Validity

  package init(months: Int, amount: Money, isSample: Bool, validity: Validity) {
    self.months = months
    self.amount = amount
    self.isSample = isSample
    self.validity = validity
  }
}

/// From which day, and through which if it is known, something is offered.
package struct Validity: Hashable, Sendable, CustomStringConvertible {
  package let from: Day
  /// The last day, inclusive; `nil` until further notice.
  package let through: Day?

  /// - Precondition: it does not end before it begins.
  package init(from: Day, through: Day? = nil) {
    precondition(through.map { from <= $0 } ?? true, "a validity ends before it starts")
    self.from = from
    self.through = through
  }

  package func contains(_ day: Day) -> Bool { from <= day && (through.map { day <= $0 } ?? true) }

  package func overlaps(_ other: Validity) -> Bool {
    (other.through.map { from <= $0 } ?? true) && (through.map { other.from <= $0 } ?? true)
  }

  /// `01.01.2022 – 31.12.2022`, `01.01.2022 – …`.
  package var description: String { "\(from) – \(through.map(\.description) ?? "…")" }
}
