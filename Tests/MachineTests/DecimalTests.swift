import Machine
import Syntax
import Testing

@Suite("Numbers agree with Python's decimal")
struct DecimalTests {
  /// `decimals.tsv` is written by `decimals.py`. Products there have at most 38 digits.
  @Test("Sums, differences, products, quotients")
  func table() {
    let path = #filePath.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/decimals.tsv"
    var text =
      "Процедура П(А, Б)\nСообщить(XMLСтрока(А + Б)); Сообщить(XMLСтрока(А - Б)); Сообщить(XMLСтрока(А * Б));\n"
    text += "Если Б <> 0 Тогда Сообщить(XMLСтрока(А / Б)); КонецЕсли;\nКонецПроцедуры\n"
    var expected: [String] = []
    for line in file(path).split(separator: "\n") {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      text += "П(\(cells[0]), \(cells[1]));\n"
      expected += cells[5].isEmpty ? Array(cells[2...4]) : Array(cells[2...5])
    }
    #expect(expected.count > 10_000)
    let (lines, outcome) = run(text)
    #expect(outcome == .finished)
    #expect(lines.count == expected.count)
    let wrong = zip(lines, expected).filter { $0 != $1 }
    #expect(wrong.isEmpty, "\(wrong.count) of \(expected.count), first \(String(describing: wrong.first))")
  }
}
