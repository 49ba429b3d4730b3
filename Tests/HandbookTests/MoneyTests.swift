import Handbook
import TestSupport
import Testing

@Suite struct MoneyTests {
  @Test(
    "H-07: a sum is shown with no-break spaces between thousands and a decimal comma",
    arguments: [
      (0, "0,00"), (5, "0,05"), (-5, "−0,05"), (100, "1,00"), (99_999, "999,99"), (1_000_000, "10 000,00"),
      (11_000_000, "110 000,00"), (123_456_789, "1 234 567,89"), (-100_000, "−1 000,00"),
    ] as [(Int64, String)])
  func shown(tiyn: Int64, text: String) {
    #expect(Money(tiyn: tiyn).description == text.replacing(" ", with: "\u{00A0}"))
  }

  @Test("H-07: the tenge sign follows, and programs get a plain number")
  func signs() {
    #expect(Money.tenge(10_000).withSign == "10\u{00A0}000,00\u{00A0}₸")
    #expect(Money(tiyn: 1_000_050).plain == "10000.50")
    #expect(Money(tiyn: -7).plain == "-0.07")
    #expect(Money(tiyn: .min).plain == "-92233720368547758.08")
  }

  @Test(
    "DEC-19: a discount is rounded half up to one tiyn",
    arguments: [
      (11_000_000, Percent(50), 5_500_000), (11_000_000, Percent(20), 2_200_000), (1_000_000, Percent(50), 500_000),
      (1, Percent(50), 1), (3, Percent(50), 2), (1, Percent(49), 0), (-1, Percent(50), 0), (-3, Percent(50), -1),
      (-2, Percent(100), -2), (333, Percent(hundredths: 1250), 42), (0, Percent(50), 0),
    ] as [(Int64, Percent, Int64)])
  func share(tiyn: Int64, percent: Percent, expected: Int64) {
    #expect(Money(tiyn: tiyn).share(percent) == Money(tiyn: expected))
  }

  @Test("P-04, N-02: what is left to pay after 20 % and 50 %")
  func less() {
    #expect(Money.tenge(110_000).less(Percent(20)) == .tenge(88_000))
    #expect(Money.tenge(110_000).less(Percent(50)) == .tenge(55_000))
    #expect(Money.tenge(10_000).less(Percent(50)) * 12 == .tenge(60_000))
  }

  @Test("DEC-19: the share of the largest sums does not overflow")
  func wide() {
    #expect(Money(tiyn: .max).share(Percent(100)) == Money(tiyn: .max))
    #expect(Money(tiyn: .min).share(Percent(100)) == Money(tiyn: .min))
  }

  @Test("DEC-16: share and remainder make the whole, for any sum and percent")
  func shareProperty() {
    var random = Seeded()
    for _ in 0..<2_000 {
      let money = Money(tiyn: .random(in: -1_000_000_000_000...1_000_000_000_000, using: &random))
      let percent = Percent(hundredths: .random(in: 0...10_000, using: &random))
      let share = money.share(percent)
      let exact = Int128(money.tiyn) * Int128(percent.hundredths)
      // Half up: share − ½ ≤ exact < share + ½, in ten-thousandths.
      let doubled = 2 * (exact - Int128(share.tiyn) * 10_000)
      #expect(doubled >= -10_000 && doubled < 10_000, "seed \(random.seed): \(money.tiyn) · \(percent.hundredths)")
      #expect(share + money.less(percent) == money, "seed \(random.seed)")
    }
  }

  @Test(
    "DEC-16: sums are read as people and programs write them",
    arguments: [
      ("10 000,00", 1_000_000), ("10000.5", 1_000_050), ("10000", 1_000_000), ("0", 0), ("0,01", 1),
      ("10\u{00A0}000,00", 1_000_000), ("10\u{202F}000", 1_000_000), (" 15 ", 1_500), ("-5", -500), ("−5,00", -500),
      ("1000000000000000", 100_000_000_000_000_000), ("1 000 000,99", 100_000_099), ("007", 700),
    ] as [(String, Int64)])
  func read(text: String, tiyn: Int64) {
    #expect(Money(text) == Money(tiyn: tiyn))
  }

  @Test(
    "DEC-16: what is not a sum is refused, and nothing overflows",
    arguments: [
      "", " ", "-", ",", "5,", ",5", "1,234", "1.2.3", "1,2,3", "1e3", "0x10", "NaN", "--5", "5-", "+5", "10 000 ₸",
      "100 00", "1  000", "1 0000", "1000 000", "1 5", "1000000000000000,01", "1000000000000001", "99999999999999999",
      "9999999999999999", "999999999999999999999999999999", "٥", "５", "1\n000", "1\u{200B}0", "1,-5", "- 5",
      "1\u{0301}",
    ])
  func refused(text: String) {
    #expect(Money(text) == nil)
  }

  @Test("DEC-16: what is written is read back, shown or plain")
  func roundTrip() {
    var random = Seeded()
    for _ in 0..<2_000 {
      let money = Money(
        tiyn: .random(in: -100_000_000_000_000_000...100_000_000_000_000_000, using: &random)
          >> Int64.random(in: 0...56, using: &random))
      #expect(Money(money.description) == money, "seed \(random.seed)")
      #expect(Money(money.plain) == money, "seed \(random.seed)")
    }
  }

  @Test("B-05: percents read as people write them")
  func percents() {
    #expect(Percent(50).description == "50\u{00A0}%")
    #expect(Percent(hundredths: 1250).description == "12,5\u{00A0}%")
    #expect(Percent(hundredths: 1205).description == "12,05\u{00A0}%")
  }
}
