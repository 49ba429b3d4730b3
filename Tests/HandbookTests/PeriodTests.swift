import Handbook
import TestSupport
import Testing

@Suite struct PeriodTests {
  @Test(
    "H-06, K-03, DEC-1, DEC-2: a period of months ends before the same day, or takes a short month’s last day",
    arguments: [
      ("12.07.2022", 1, "11.08.2022"), ("15.05.2022", 7, "14.12.2022"), ("31.01.2022", 1, "28.02.2022"),
      ("30.01.2022", 1, "28.02.2022"), ("29.01.2022", 1, "28.02.2022"), ("28.01.2022", 1, "27.02.2022"),
      ("31.01.2024", 1, "29.02.2024"), ("31.01.2023", 12, "30.01.2024"), ("01.01.2022", 12, "31.12.2022"),
      ("29.02.2024", 12, "28.02.2025"), ("10.02.2023", 11, "09.01.2024"), ("25.06.2022", 6, "24.12.2022"),
      ("31.03.2022", 1, "30.04.2022"), ("31.12.2022", 2, "28.02.2023"),
    ])
  func months(start: String, count: Int, end: String) throws {
    #expect(Period(months: count, from: try #require(Day(start))).end == Day(end))
  }

  @Test(
    "K-03, K-04, DEC-3: the months charged are the fewest that cover the end",
    arguments: [
      ("15.07.2022", "14.12.2022", 5), ("25.06.2022", "14.12.2022", 6), ("15.05.2022", "14.12.2022", 7),
      ("14.12.2022", "14.12.2022", 1), ("31.01.2022", "28.02.2022", 1), ("31.01.2022", "01.03.2022", 2),
      ("15.07.2022", "15.12.2022", 6), ("01.01.2022", "31.12.2022", 12), ("31.01.2022", "31.01.2022", 1),
    ])
  func charged(start: String, end: String, months: Int) throws {
    let period = Period(try #require(Day(start)), through: try #require(Day(end)))
    #expect(period.chargedMonths == months)
  }

  @Test("DEC-2, DEC-3: the charged months of a period of n months are n, and n − 1 months are shorter")
  func chargedProperty() {
    var random = Seeded()
    for _ in 0..<5_000 {
      let start = Day(sinceEpoch: .random(in: 0...40_000, using: &random))
      let count = Int.random(in: 1...60, using: &random)
      let period = Period(months: count, from: start)
      #expect(period.chargedMonths == count, "seed \(random.seed): \(period)")
      #expect(Period(start, through: period.end + 1).chargedMonths == count + 1, "seed \(random.seed): \(period)")
      if count > 1 { #expect(Period(months: count - 1, from: start).end < period.end, "seed \(random.seed)") }
    }
  }

  @Test("DEC-3: no number of months smaller than the charged one covers the end, whatever the days")
  func leastProperty() {
    var random = Seeded()
    for _ in 0..<5_000 {
      let start = Day(sinceEpoch: .random(in: 0...40_000, using: &random))
      let period = Period(start, through: start + .random(in: 0...2_000, using: &random))
      let months = period.chargedMonths
      #expect(Period(months: months, from: start).end >= period.end, "seed \(random.seed): \(period)")
      if months > 1 {
        #expect(Period(months: months - 1, from: start).end < period.end, "seed \(random.seed): \(period)")
      }
    }
  }

  @Test("J-01: a period holds its ends, and overlaps what shares a day with it")
  func overlap() throws {
    let period = Period(months: 1, from: try #require(Day(2022, 7, 12)))
    #expect(period.contains(period.start) && period.contains(period.end) && !period.contains(period.end + 1))
    #expect(!period.overlaps(Period(months: 1, from: period.end + 1)))
    #expect(period.overlaps(Period(months: 1, from: period.end)))
    #expect(period.days == 31)
    #expect(period.description == "12.07.2022 – 11.08.2022")
  }
}
