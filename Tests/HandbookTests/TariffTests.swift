import Handbook
import Testing

private let day = Day(2022, 7, 12)!

private func tariff(
  settlement: Tariff.Settlement = .wholeTerm, term: Tariff.Term = .months([1, 12]), isFree: Bool = false,
  prices: [Price] = []
) -> Tariff {
  Tariff(
    code: "t", name: Text(verbatim: "T"), line: .business, kind: .main, issuer: .partner, settlement: settlement,
    term: term, isFree: isFree, limits: .none, descriptionForPartners: Text(verbatim: "T"),
    descriptionForClients: Text(verbatim: "T"), prices: prices, validity: Validity(from: Day(2022, 1, 1)!))
}

private func price(_ months: Int, _ tenge: Int64, from: Day = Day(2022, 1, 1)!, through: Day? = nil) -> Price {
  Price(months: months, amount: .tenge(tenge), isSample: false, validity: Validity(from: from, through: through))
}

@Suite struct TariffTests {
  @Test("DEC-18: a period without a price of its own cannot be had; nothing is interpolated")
  func noInterpolation() {
    let tariff = tariff(term: .months([1, 3, 12]), prices: [price(1, 10_000), price(12, 110_000)])
    #expect(tariff.sum(months: 1, on: day) == .tenge(10_000))
    #expect(tariff.sum(months: 12, on: day) == .tenge(110_000))
    #expect(tariff.sum(months: 3, on: day) == nil)
    #expect(tariff.sum(months: 2, on: day) == nil)
    #expect(tariff.sum(months: 0, on: day) == nil)
    #expect(tariff.periods(on: day) == [1, 12])
    #expect(tariff.periods(on: Day(2021, 12, 31)!) == [])
  }

  @Test("DEC-17: the price in force on the day counts")
  func validity() {
    let change = Day(2022, 8, 1)!
    let tariff = tariff(prices: [price(1, 10_000, through: change - 1), price(1, 12_000, from: change)])
    #expect(tariff.sum(months: 1, on: change - 1) == .tenge(10_000))
    #expect(tariff.sum(months: 1, on: change) == .tenge(12_000))
  }

  @Test("N-02, M-14: monthly settlement costs its month times the months")
  func monthly() {
    let tariff = tariff(settlement: .monthly, term: .months([1, 2, 12]), prices: [price(1, 10_000)])
    #expect(tariff.sum(months: 12, on: day) == .tenge(120_000))
    #expect(tariff.periods(on: day) == [1, 2, 12])
  }

  @Test("K-02: the rest of a main subscription costs its charged months")
  func rest() {
    #expect(tariff(term: .restOfMain, prices: [price(1, 5_500)]).sum(months: 5, on: day) == .tenge(27_500))
  }

  @Test("D-07, L-03: a free tariff costs nothing, within its term")
  func free() {
    #expect(tariff(term: .months([12]), isFree: true).sum(months: 12, on: day) == .zero)
    #expect(tariff(term: .months([12]), isFree: true).sum(months: 1, on: day) == nil)
    #expect(tariff(term: .contract(atMost: 11), isFree: true).sum(months: 11, on: day) == .zero)
    #expect(tariff(term: .contract(atMost: 11), isFree: true).sum(months: 12, on: day) == nil)
  }

  @Test("DEC-17: validities overlap when they share a day")
  func overlap() {
    let first = Validity(from: day, through: day + 9)
    #expect(first.overlaps(Validity(from: day + 9)))
    #expect(!first.overlaps(Validity(from: day + 10)))
    #expect(!Validity(from: day + 10).overlaps(first))
    #expect(Validity(from: day).overlaps(Validity(from: day + 1000)))
  }
}

@Suite struct SupportCalendarTests {
  private let calendar = SupportCalendar(
    windows: [
      .init(weekdays: [1, 2, 3, 4, 5], opens: TimeOfDay(9, 0)!, closes: TimeOfDay(18, 0)!),
      .init(weekdays: [6, 7], opens: TimeOfDay(16, 0)!, closes: TimeOfDay(18, 0)!),
      .init(weekdays: [6, 7], opens: TimeOfDay(10, 0)!, closes: TimeOfDay(12, 0)!),
    ], daysOff: [Day(2022, 8, 30)!], address: EmailAddress("support@example.kz")!)

  @Test(
    "Y-01, Y-02: support is open at its hours",
    arguments: [
      ("12.08.2022", "09:00", true), ("12.08.2022", "08:59", false), ("12.08.2022", "17:59", true),
      ("12.08.2022", "18:00", false), ("13.08.2022", "10:00", true), ("13.08.2022", "13:00", false),
      ("14.08.2022", "16:30", true), ("30.08.2022", "12:00", false),
    ])
  func hours(day: String, time: String, isOpen: Bool) throws {
    #expect(calendar.isOpen(on: try #require(Day(day)), at: try #require(TimeOfDay(time))) == isOpen)
  }

  @Test(
    "Y-02: a question is answered when support opens next",
    arguments: [
      ("12.08.2022", "10:00", "12.08.2022", "10:00"), ("12.08.2022", "19:00", "13.08.2022", "10:00"),
      ("13.08.2022", "12:00", "13.08.2022", "16:00"), ("29.08.2022", "18:00", "31.08.2022", "09:00"),
    ])
  func answers(day: String, time: String, nextDay: String, nextTime: String) throws {
    let (day, time) = (try #require(Day(day)), try #require(TimeOfDay(time)))
    let next = try #require(calendar.answers(from: day, at: time))
    #expect(next.day == Day(nextDay) && next.time == TimeOfDay(nextTime))
  }

  @Test(
    "Y-02: times that do not exist are refused",
    arguments: ["", "9:00", "24:01", "09:60", "09-00", "٠٩:00", "09:00:00"])
  func times(text: String) {
    #expect(TimeOfDay(text) == nil)
  }
}
