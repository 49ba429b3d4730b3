/// What could be set off for a terminated subscription, month by month (W-04, PRO-24).
///
/// A started month is used up whole (N-05); what was charged is spread over the charged months evenly, and the tiyn that
/// do not divide go so that the shares add up to the charge.
package struct AdvanceProposal: Hashable, Sendable {
  package let months: [Part]

  package struct Part: Hashable, Sendable {
    package let period: Period
    package let share: Money
    /// It had started when the client stopped.
    package let isUsed: Bool

    package init(period: Period, share: Money, isUsed: Bool) {
      self.period = period
      self.share = share
      self.isUsed = isUsed
    }
  }

  /// - Parameters:
  ///   - charges: What was charged for the subscription, corrections included.
  ///   - stoppedOn: The last day on which the client used the service.
  package init(of charges: [Charge], stoppedOn: Day) {
    var months: [Part] = []
    var byKey: [Charge.Key: (period: Period, sum: Money)] = [:]
    for charge in charges {
      let before = byKey[charge.key]
      byKey[charge.key] = (before?.period ?? charge.period, (before?.sum ?? .zero) + charge.due)
    }
    for (key, (period, sum)) in byKey.sorted(by: { $0.key < $1.key }) {
      let count = key.kind == .term ? period.chargedMonths : 1
      var given = Money.zero
      for number in 0..<count {
        let through = Self.share(of: sum, Int64(number + 1), in: Int64(count))
        let part =
          key.kind == .month
          ? period
          : Period(
            Period.month(number, from: period.start).start,
            through: min(period.end, Period.month(number, from: period.start).end))
        months.append(Part(period: part, share: through - given, isUsed: part.start <= stoppedOn))
        given = through
      }
    }
    self.months = months
  }

  /// What was not used.
  package var sum: Money { months.reduce(.zero) { $1.isUsed ? $0 : $0 + $1.share } }
  package var charged: Money { months.reduce(.zero) { $0 + $1.share } }

  /// So many parts of the whole, half up.
  private static func share(of sum: Money, _ parts: Int64, in count: Int64) -> Money {
    let doubled = 2 * Int128(sum.tiyn) * Int128(parts) + Int128(count)
    let divided = doubled / Int128(2 * count)
    return Money(tiyn: Int64(doubled < 0 && doubled % Int128(2 * count) != 0 ? divided - 1 : divided))
  }
}
