import Handbook
import TestSupport
import Testing

@Suite struct DayTests {
  @Test("DEC-14: days are counted from 1970-01-01")
  func epoch() throws {
    #expect(Day(1970, 1, 1)?.sinceEpoch == 0)
    #expect(Day(2000, 3, 1)?.sinceEpoch == 11_017)
    #expect(Day(1969, 12, 31)?.sinceEpoch == -1)
    #expect(Day(2022, 8, 11)?.weekday == 4)
    #expect(Day(2022, 4, 1)?.weekday == 5)
  }

  @Test("DEC-14: each day from 1900 to 2999 follows the one before, and its date gives it back")
  func everyDay() throws {
    var day = try #require(Day(1900, 1, 1))
    var weekday = 1  // A Monday.
    for year in 1900...2999 {
      for month in 1...12 {
        for number in 1...Month(year, month).length {
          guard day.date == (year, month, number), Day(year, month, number) == day, day.weekday == weekday else {
            Issue.record("\(year)-\(month)-\(number)")
            return
          }
          day = day + 1
          weekday = weekday % 7 + 1
        }
      }
    }
  }

  @Test(
    "DEC-14: dates that do not exist are refused",
    arguments: [
      (2022, 2, 29), (1900, 2, 29), (2100, 2, 29), (2022, 4, 31), (2022, 13, 1), (2022, 0, 1), (2022, 1, 0),
      (1899, 12, 31), (3000, 1, 1), (.max, .max, .max), (.min, .min, .min),
    ])
  func refused(year: Int, month: Int, day: Int) {
    #expect(Day(year, month, day) == nil)
  }

  @Test("DEC-14: leap days exist", arguments: [1904, 2000, 2024, 2400])
  func leap(year: Int) {
    #expect(Day(year, 2, 29) != nil)
  }

  @Test(
    "H-06: a day is read as people and programs write it",
    arguments: ["11.08.2022", "2022-08-11", "11.8.2022", "2022-8-11"])
  func read(text: String) throws {
    let day = try #require(Day(text))
    #expect(day == Day(2022, 8, 11))
    #expect(day.description == "11.08.2022")
    #expect(day.iso == "2022-08-11")
  }

  @Test(
    "H-06: what is not a day is refused",
    arguments: [
      "", ".", "..", "--", "2022.08.11", "11-08-2022", "11.08.22", "011.08.2022", "11.08.2022 ", "+1.08.2022",
      "2022-08",
      "2022-08-11T00:00", "31.02.2022", "１１.08.2022", "11.08.-2022", "11.08.2022.", "2022-08-11-", "2022-08.11",
      "11..2022", "0.08.2022",
    ])
  func notRead(text: String) {
    #expect(Day(text) == nil)
  }
}

@Suite struct MonthTests {
  @Test("DEC-15: a month has its first and last days and its neighbours")
  func ends() {
    #expect(Month(2024, 2).last == Day(2024, 2, 29))
    #expect(Month(2022, 12).next == Month(2023, 1))
    #expect(Month(2022, 1).advanced(by: -1) == Month(2021, 12))
    #expect(Month(2022, 1).advanced(by: -13) == Month(2020, 12))
    #expect(Month(2022, 8).description == "08.2022")
    #expect(Day(2022, 8, 11)?.month == Month(2022, 8))
    #expect(Month(2021, 12) < Month(2022, 1))
  }

  @Test("DEC-15: a month after the last year that can be typed has days too")
  func late() {
    #expect(Month(2999, 12).next.first - Month(2999, 12).last == 1)
    #expect(Month(1, 1).first < Month(1900, 1).first)
  }

  @Test("DEC-15: advancing there and back is where one was")
  func thereAndBack() {
    var random = Seeded()
    for _ in 0..<2_000 {
      let month = Month(.random(in: 1900...2999, using: &random), .random(in: 1...12, using: &random))
      let count = Int.random(in: -20_000...20_000, using: &random)
      #expect(month.advanced(by: count).advanced(by: -count) == month, "seed \(random.seed)")
      #expect(month.next.first == month.last + 1, "seed \(random.seed)")
    }
  }
}
