import Foundation
import Handbook
import TestSupport
import Testing

@testable import Sheets

struct SheetsTests {
  private static func withFile<Result>(_ body: (String) throws -> Result) throws -> Result {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("balgyn-\(UUID().uuidString).xlsx").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
  }

  @Test("What is written as a spreadsheet is read back, to the tiyn")
  func roundTrip() throws {
    try Self.withFile { path in
      let file = try XLSXFile(path, sheet: "Взаиморасчёты", columns: [("Подписка", 12), ("Сумма", 14), ("День", 12)])
      var random = Seeded()
      let sums = (0..<500).map { _ in Money(tiyn: .random(in: -9_999_999_999...9_999_999_999, using: &random)) }
      for (place, sum) in sums.enumerated() {
        try file.append([.number(Int64(place + 1)), .money(sum), .day(Day(2026, 3, 10)!), .text("Әліби & <Қ>")])
      }
      try file.close()
      let rows = try TableFile(path: path).rows
      #expect(rows[0] == ["Подписка", "Сумма", "День"])
      #expect(rows.count == 501)
      for (place, sum) in sums.enumerated() {
        #expect(Money(cell: rows[place + 1][1]) == sum, "seed \(random.seed)")
        #expect(rows[place + 1][3] == "Әліби & <Қ>")
      }
    }
  }

  @Test("100 000 lines are a spreadsheet within seconds")
  func large() throws {
    try Self.withFile { path in
      let clock = ContinuousClock()
      let took = try clock.measure {
        let file = try XLSXFile(path, sheet: "A", columns: (0..<10).map { ("\($0)", 12) })
        for row in 0..<100_000 {
          try file.append([
            .number(Int64(row)), .text("ТОО «Наурыз» \(row)"), .text("Расширенный"), .day(Day(2026, 3, 10)!),
            .day(Day(2027, 3, 9)!), .money(.tenge(110_000)), .number(1), .percent(Percent(50)), .money(.tenge(55_000)),
            .text("P-05"),
          ])
        }
        try file.close()
      }
      print("XLSX of 100 000 lines: \(took)")
      #expect(took < .seconds(60))
    }
  }

  @Test("CSV in UTF-8 and Windows-1251, with semicolons, commas, tabs, quotes")
  func csv() throws {
    #expect(try TableFile.csv(Array("a;b\r\n\"1;2\";\"x\"\"y\"\n".utf8)) == [["a", "b"], ["1;2", "x\"y"]])
    #expect(try TableFile.csv(Array("a,b\n1,2".utf8)) == [["a", "b"], ["1", "2"]])
    #expect(try TableFile.csv(Array("a\tb\n1\t\n".utf8)) == [["a", "b"], ["1", ""]])
    #expect(try TableFile.csv([0xEF, 0xBB, 0xBF] + Array("ә;қ".utf8)) == [["ә", "қ"]])
    #expect(try TableFile.csv([0xCF, 0xEE, 0xE4, 0x3B, 0xB2, 0x0A]) == [["Под", "І"]])
    #expect(try TableFile.csv([]) == [])
    #expect(throws: SheetFault.self) { try TableFile.csv(Array("a;\"b\n1;2\n".utf8)) }
    #expect(throws: SheetFault.self) { try TableFile.csv([0x61, 0, 0x62]) }
  }

  @Test("Sums of a table, as people and spreadsheets write them")
  func sums() {
    for (text, tiyn) in [
      ("55000", 5_500_000), ("55 000,00", 5_500_000), ("5.5E4", 5_500_000), ("4999.9499999999998", 499_995),
      ("0.005", 1), ("0.0049", 0), ("-12.5", -1_250), ("1E-9", 0), ("10 000,50 ₸", 1_000_050), ("5E+2", 50_000),
    ] as [(String, Int64)] { #expect(Money(cell: text)?.tiyn == tiyn, "\(text)") }
    for text in ["", "abc", "1.2.3", "1e99", "--1", "12345678901234567890", "1,2,3", "E5"] {
      #expect(Money(cell: text) == nil, "\(text)")
    }
  }

  @Test("A damaged, cut or hostile file is told so, and nothing worse")
  func hostile() throws {
    var random = Seeded()
    try Self.withFile { path in
      let file = try XLSXFile(path, sheet: "A", columns: [("a", 10)])
      for row in 0..<100 { try file.append([.text("строка \(row)")]) }
      try file.close()
      let whole = Array(FileManager.default.contents(atPath: path)!)
      for _ in 0..<60 {
        var bytes = whole
        if Bool.random(using: &random) {
          bytes = Array(bytes.prefix(.random(in: 4..<bytes.count, using: &random)))
        } else {
          for _ in 0..<8 { bytes[.random(in: 4..<bytes.count, using: &random)] = .random(in: 0...255, using: &random) }
        }
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        do { _ = try TableFile(path: path) } catch is SheetFault {}
      }
    }
  }
}
