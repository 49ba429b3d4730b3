import Handbook
import Testing

@testable import API

@Suite struct SummaryTests {
  @Test("Every act says what it does in three languages, no two the same way; the document is in English")
  func summaries() throws {
    for act in Act.all {
      let texts = Language.allCases.map { act.summary[$0] }
      #expect(texts.allSatisfy { $0.hasSuffix(".") }, "\(act.name)")
      #expect(Set(texts).count == Language.allCases.count, "\(act.name)")
      #expect(
        act.summary.en.unicodeScalars.allSatisfy { $0.isASCII || "«»“”…–".unicodeScalars.contains($0) }, "\(act.name)")
      // The numbers that it cites are the same in each.
      let cited = texts.map { $0.matches(of: /[A-Z]+-\d+/).map { String($0.0) } }
      #expect(Set(cited).count == 1, "\(act.name): \(cited)")
    }
    for convention in Interface.conventions {
      #expect(Set(Language.allCases.map { convention[$0] }).count == Language.allCases.count)
    }
  }
}
