import Handbook
import TestSupport
import Testing

/// What a subscription is charged, and when (chapters N, P, K-02, DEC-19 … DEC-21).
struct ChargeTests {
  static let centre = Discounts(
    [.init(standing: "centre", from: Day(2022, 1, 1)!, setAt: moment(Day(2022, 1, 1)!))], [rates])
  static let partner = Discounts(
    [.init(standing: "partner", from: Day(2022, 1, 1)!, setAt: moment(Day(2022, 1, 1)!))], [rates])
  static let rates = Discounts.Rates(
    at: moment(Day(2022, 1, 1)!), on: Day(2022, 1, 1)!, discounts: ["centre": Percent(50), "partner": Percent(20)])

  static func moment(_ day: Day) -> Instant { Instant(milliseconds: Int64(day.sinceEpoch) * 86_400_000) }

  static let prices = [
    Price(months: 1, amount: .tenge(10_000), isSample: false, validity: Validity(from: Day(2022, 1, 1)!)),
    Price(months: 12, amount: .tenge(110_000), isSample: false, validity: Validity(from: Day(2022, 1, 1)!)),
  ]
  static let whole = ChargeTerms(settlement: .wholeTerm, isPricedByMonth: false, prices: prices)
  static let extra = ChargeTerms(settlement: .wholeTerm, isPricedByMonth: true, prices: [prices[0]])
  static let monthly = ChargeTerms(settlement: .monthly, isPricedByMonth: true, prices: [prices[0]])

  static func sold(
    _ terms: ChargeTerms, months: Int?, from start: Day, through end: Day? = nil, sum: Money, quantity: Int = 1,
    on posted: Day? = nil, cancelled: Day? = nil
  ) -> ChargedSubscription {
    ChargedSubscription(
      id: .init(7), terms: terms, quantity: quantity, months: months, startsOn: start,
      endsOn: end ?? Period(months: months!, from: start).end, sum: sum, postedOn: posted ?? start,
      postedAt: moment(posted ?? start), cancelledOn: cancelled)
  }

  @Test("N-02: 110 000 → 55 000 with the status, 88 000 without (examples 5 and 6, P-04, P-05)")
  func wholeTerm() throws {
    let sold = Self.sold(Self.whole, months: 12, from: Day(2022, 7, 12)!, sum: .tenge(110_000))
    #expect(try sold.charges(in: Month(2022, 7), Self.centre).map(\.due) == [.tenge(55_000)])
    #expect(try sold.charges(in: Month(2022, 7), Self.partner).map(\.due) == [.tenge(88_000)])
    #expect(try sold.charges(in: Month(2022, 8), Self.centre).isEmpty)
    #expect(try sold.charges(through: Month(2024, 1), Self.centre).count == 1)
  }

  @Test("N-02: помесячно 12 × 5 000 = 60 000, each month with the month in which it starts (N-04, DEC-21)")
  func monthly() throws {
    let sold = Self.sold(Self.monthly, months: 12, from: Day(2022, 7, 12)!, sum: .tenge(120_000))
    let charges = try sold.charges(through: Month(2024, 1), Self.centre)
    #expect(charges.map(\.due) == Array(repeating: .tenge(5_000), count: 12))
    #expect(charges.reduce(.zero) { $0 + $1.due } == .tenge(60_000))
    #expect(charges.map(\.key.number) == Array(0..<12))
    #expect(charges.map(\.period.start.month) == (0..<12).map { Month(2022, 7).advanced(by: $0) })
  }

  @Test("N-05: one day of помесячно is a month; cancelled before it began it costs nothing")
  func oneDay() throws {
    let start = Day(2022, 7, 12)!
    for (cancelled, sum) in [(start, 5_000), (start + 1, 5_000), (start - 1, 0)] as [(Day, Int64)] {
      let sold = Self.sold(
        Self.monthly, months: 12, from: start, sum: .tenge(120_000), on: start - 5, cancelled: cancelled)
      let charged = try sold.charges(through: Month(2024, 1), Self.centre).reduce(Money.zero) { $0 + $1.due }
      #expect(charged == .tenge(sum))
    }
  }

  @Test(
    "A whole term that was cancelled within its month of posting is not charged; later it stays charged (M-05, O-01)")
  func cancelled() throws {
    let start = Day(2022, 7, 12)!
    func charged(_ day: Day) throws -> Money {
      try Self.sold(Self.whole, months: 12, from: start, sum: .tenge(110_000), cancelled: day)
        .charges(through: Month(2022, 12), Self.centre).reduce(.zero) { $0 + $1.due }
    }
    #expect(try charged(Day(2022, 7, 31)!) == .zero)
    #expect(try charged(Day(2022, 8, 1)!) == .tenge(55_000))
  }

  @Test("K-02, DEC-5: an extension is charged by its months and pieces, also after its end was cut")
  func extensions() throws {
    let start = Day(2022, 7, 15)!
    let sold = Self.sold(
      Self.extra, months: nil, from: start, through: Day(2022, 12, 14)!, sum: .tenge(100_000), quantity: 2)
    let charge = try sold.charges(in: Month(2022, 7), Self.partner)[0]
    #expect((charge.price, charge.times, charge.quantity) == (.tenge(10_000), 5, 2))
    #expect(charge.due == .tenge(80_000))
    let cut = Self.sold(
      Self.extra, months: nil, from: start, through: Day(2022, 9, 14)!, sum: .tenge(100_000), quantity: 2)
    #expect(try cut.charges(in: Month(2022, 7), Self.partner)[0].due == .tenge(80_000))
    #expect(try cut.charges(in: Month(2022, 7), Self.partner)[0].times == 5)
  }

  @Test("DEC-20: a whole term keeps the discount of its posting, помесячно takes that of each month's first day")
  func standingChanges() throws {
    let changed = Discounts(
      [
        .init(standing: "partner", from: Day(2022, 1, 1)!, setAt: Self.moment(Day(2022, 1, 1)!)),
        .init(standing: "centre", from: Day(2022, 7, 1)!, setAt: Self.moment(Day(2022, 9, 1)!)),
      ], [Self.rates])
    let whole = Self.sold(Self.whole, months: 12, from: Day(2022, 7, 12)!, sum: .tenge(110_000))
    #expect(try whole.charges(in: Month(2022, 7), changed)[0].due == .tenge(88_000))
    let monthly = Self.sold(Self.monthly, months: 3, from: Day(2022, 6, 12)!, sum: .tenge(30_000))
    #expect(
      try monthly.charges(through: Month(2022, 12), changed).map(\.due)
        == [.tenge(8_000), .tenge(5_000), .tenge(5_000)])
    let known = Discounts(
      [
        .init(standing: "partner", from: Day(2022, 1, 1)!, setAt: Self.moment(Day(2022, 1, 1)!)),
        .init(standing: "centre", from: Day(2022, 7, 1)!, setAt: Self.moment(Day(2022, 9, 1)!)),
      ], [Self.rates], knownAt: Self.moment(Day(2022, 8, 1)!))
    #expect(
      try monthly.charges(through: Month(2022, 12), known).map(\.due) == [.tenge(8_000), .tenge(8_000), .tenge(8_000)])
  }

  @Test("Months are charged once each, whatever the start's day is (DEC-2, DEC-58)")
  func everyStart() throws {
    for offset in 0..<400 {
      let start = Day(2023, 12, 1)! + offset
      for months in [1, 2, 5, 12] {
        for late in [0, 1, 40, 100] {
          let sold = Self.sold(
            Self.monthly, months: months, from: start, sum: .tenge(10_000) * months, on: start + late)
          var keys: [Charge.Key] = []
          for distance in 0..<20 {
            let month = (start + late).month.advanced(by: distance)
            for charge in try sold.charges(in: month, Self.centre) {
              #expect(max(charge.period.start.month, (start + late).month) == month)
              keys.append(charge.key)
            }
          }
          #expect(keys.map(\.number) == Array(0..<months), "\(start), \(months), \(late)")
        }
      }
    }
  }

  @Test("Every line tells its arithmetic (P-04)")
  func arithmetic() throws {
    let sold = Self.sold(
      Self.extra, months: nil, from: Day(2022, 7, 15)!, through: Day(2022, 12, 14)!, sum: .tenge(100_000), quantity: 2)
    let charge = try sold.charges(in: Month(2022, 7), Self.centre)[0]
    #expect(
      charge.arithmetic.ru.replacing("\u{00A0}", with: " ")
        == "10 000,00 × 5 мес. × 2 шт. = 100 000,00; скидка 50 % = 50 000,00; к оплате 50 000,00")
    #expect(charge.reason.ru.contains("P-05"))
  }

  @Test("A safety stop tells what is odd, and survives being kept (DEC-59)")
  func stops() throws {
    let charge = try Self.sold(Self.whole, months: 12, from: Day(2022, 7, 12)!, sum: .tenge(990_000))
      .charges(in: Month(2022, 7), Self.centre)[0]
    #expect(SafetyStop.found(in: [(charge, Self.whole)], history: []) == [.strangePrice(.init(7), .tenge(990_000))])
    let good = try Self.sold(Self.whole, months: 12, from: Day(2022, 7, 12)!, sum: .tenge(110_000))
      .charges(in: Month(2022, 7), Self.centre)[0]
    #expect(SafetyStop.found(in: [(good, Self.whole)], history: []).isEmpty)
    let many = Array(repeating: (charge: good, terms: Self.whole as ChargeTerms?), count: 100)
    let history = Array(repeating: Money.tenge(100_000), count: 3)
    #expect(
      SafetyStop.found(in: many, history: history) == [.farAboveHistory(.tenge(5_500_000), most: .tenge(100_000))])
    #expect(SafetyStop.found(in: many, history: Array(history.dropFirst())).isEmpty)
    #expect(
      SafetyStop.found(in: [(good.correcting(.tenge(80_000), revision: 1), nil)], history: [])
        == [.negativeTotal(.tenge(-25_000))])
    for stop in [
      SafetyStop.noDiscount(.init(7)), .strangePrice(.init(7), .tenge(3)), .outOfBounds(.init(7), .tenge(-3)),
      .negativeTotal(.tenge(-1)), .farAboveHistory(.tenge(3), most: .tenge(1)), .refused,
    ] {
      #expect(SafetyStop(kept: stop.kept) == stop)
    }
  }

  @Test("An advance is what was not begun, month by month, to the tiyn (W-04)")
  func advance() throws {
    let start = Day(2022, 7, 12)!
    let term = try Self.sold(Self.whole, months: 12, from: start, sum: .tenge(110_000))
      .charges(through: Month(2022, 7), Self.centre)
    let proposal = AdvanceProposal(of: term, stoppedOn: Day(2022, 9, 12)!)
    #expect(proposal.months.count == 12)
    #expect(proposal.charged == .tenge(55_000))
    #expect(proposal.months.filter(\.isUsed).count == 3)
    #expect(proposal.sum == Money(tiyn: 4_125_000))
    #expect(AdvanceProposal(of: term, stoppedOn: start + 700).sum == .zero)
    let months = try Self.sold(Self.monthly, months: 12, from: start, sum: .tenge(120_000))
      .charges(through: Month(2022, 10), Self.centre)
    #expect(AdvanceProposal(of: months, stoppedOn: Day(2022, 9, 11)!).sum == .tenge(10_000))
  }

  @Test("The shares of any charge add up to it, whatever is cut where (W-04)")
  func shares() {
    var random = Seeded()
    for _ in 0..<2_000 {
      let months = Int.random(in: 1...36, using: &random)
      let start = Day(2022, 1, 1)! + Int.random(in: 0...900, using: &random)
      let charge = Charge(
        key: .init(.init(1), .term, 0), period: Period(months: months, from: start),
        price: Money(tiyn: .random(in: 1...50_000_000, using: &random)), times: 1, quantity: 1,
        discount: Percent(hundredths: .random(in: 0...9_000, using: &random)))
      let stopped = start + Int.random(in: 0...1_200, using: &random)
      let proposal = AdvanceProposal(of: [charge], stoppedOn: stopped)
      #expect(proposal.charged == charge.due, "seed \(random.seed)")
      #expect(proposal.sum >= .zero && proposal.sum < charge.due || charge.due == .zero, "seed \(random.seed)")
    }
  }

  @Test("Reconciliation finds what is equal, different, missing and extra (PRO-25)")
  func reconciliation() {
    func item(_ id: Int64, _ tenge: Int64, _ place: Int? = nil) -> Reconciliation.Item {
      .init(subscription: .init(id), sum: .tenge(tenge), place: place)
    }
    let found = Reconciliation(
      ours: [item(1, 5_000), item(2, 55_000), item(3, 8_000), item(3, -3_000)],
      theirs: [item(3, 5_000, 2), item(1, 5_000, 3), item(9, 100, 4), item(9, 100, 5)])
    #expect(found.lines.map(\.verdict) == [.equal, .missing, .equal, .extra])
    #expect(found.lines[3].places == [4, 5])
    #expect(found.ours == .tenge(65_000))
    #expect(found.theirs == .tenge(10_200))
  }
}
