import Handbook
import Testing

private enum Thing {}

@Suite struct IDTests {
  @Test(
    "DEC-40: a number is read as a link writes it",
    arguments: [("1", 1), ("1168", 1168), ("000000123", 123)] as [(String, Int64)])
  func read(text: String, number: Int64) {
    #expect(ID<Thing>(text)?.number == number)
  }

  @Test(
    "DEC-40: what is not a positive whole number is refused",
    arguments: ["", "0", "000", "-1", "+1", "1.0", " 1", "1 ", "0x1", "１", "2 779", "9999999999999999999", "1\n"])
  func refused(text: String) {
    #expect(ID<Thing>(text) == nil)
  }

  @Test("BEY-20: subscriptions are shown with nine digits, and larger numbers whole")
  func nineDigits() {
    #expect(ID<Thing>(123).nineDigits == "000000123")
    #expect(ID<Thing>(1_234_567_890).nineDigits == "1234567890")
    #expect(ID<Thing>(1168).description == "1168")
  }
}

private enum Named: Coded { static let longestCode = 9 }

@Suite struct CodeTests {
  @Test("BEY-20: codes are small Latin letters, digits and single hyphens", arguments: ["a", "ext", "ext-month", "x2"])
  func read(text: String) {
    #expect(Code<Named>(text)?.description == text)
  }

  @Test(
    "BEY-20: anything else is refused, longer ones too",
    arguments: ["", "-", "A", "1a", "a-", "a--b", "a b", "a_b", "а", "ten-letter", "a\n", "a\u{0301}"])
  func refused(text: String) {
    #expect(Code<Named>(text) == nil)
  }
}
