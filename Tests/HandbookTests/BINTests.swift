import Handbook
import TestSupport
import Testing

@Suite struct BINTests {
  @Test(
    "DEC-39: numbers that exist are accepted, of organisations and of persons",
    arguments: [
      ("940140000385", true), ("950341000052", true), ("961141000023", true), ("070941024691", true),
      ("871008401427", false), ("760212350620", false), ("800416300257", false), ("680503450037", false),
      ("061211600012", false), ("791028302728", false),
    ])
  func valid(_ number: String, isOrganisation: Bool) throws {
    let bin = try BIN(number)
    #expect(bin.description == number)
    #expect(bin.isOrganisation == isOrganisation)
  }

  @Test(
    "DEC-39: a wrong number is refused, and the fault says what is wrong",
    arguments: [
      ("821214240092", BIN.Fault.wrongCheckDigit), ("940140000386", .wrongCheckDigit),
      ("000000000000", .wrongCheckDigit),
      ("", .notTwelveDigits), ("94014000038", .notTwelveDigits), ("9401400003850", .notTwelveDigits),
      ("94014000038A", .notDigits), (" 940140000385", .notDigits), ("９４０１４００００３８５", .notDigits),
      ("٩٤٠١٤٠٠٠٠٣٨٥", .notDigits), ("-94014000038", .notDigits),
    ])
  func invalid(_ number: String, fault: BIN.Fault) {
    #expect(throws: fault) { try BIN(number) }
  }

  @Test("DEC-39: eleven digits have at most one check digit, and few have none")
  func oneCheckDigit() {
    var random = Seeded()
    var without = 0
    for _ in 0..<2_000 {
      let eleven = (0..<11).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
      let fitting = (0...9).count { (try? BIN("\(eleven)\($0)")) != nil }
      #expect(fitting <= 1, "seed \(random.seed): \(eleven)")
      if fitting == 0 { without += 1 }
    }
    // 10 twice modulo 11: about one in 120.
    #expect(without < 60, "seed \(random.seed)")
  }
}
