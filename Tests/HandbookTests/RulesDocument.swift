import Foundation
import Handbook
import Testing

/// `docs/rules.md` is made of the rules themselves, and of a look at the sources for where they and their tests are.
@Suite struct RulesDocument {
  @Test("docs/rules.md is current")
  func current() throws {
    let path = "docs/rules.md"
    let document = try Self.document()
    if ProcessInfo.processInfo.environment["BALGYN_WRITE"] != nil {
      try document.write(to: Project.root.appending(path: path), atomically: true, encoding: .utf8)
    }
    #expect(
      try Project.text(path) == document,
      "The rules or their tests have changed. Write it anew: BALGYN_WRITE=1 swift test --filter RulesDocument")
  }

  @Test("Every draft of the sources is in the list of all drafts")
  func complete() throws {
    let declared = try Project.files(under: "Sources/Handbook", ".swift").flatMap { file in
      try Project.text(file).matches(of: /struct (\w+): Draft\b/).map { String($0.1) }
    }
    #expect(Set(declared) == Set(allDrafts.map { String(describing: $0) }))
  }

  @Test("Every rule has a sentence in each language, and cites a numbered statement")
  func said() {
    for rule in allDrafts.flatMap({ $0.ruleLines }) {
      #expect(Language.allCases.allSatisfy { !rule.sentence[$0].isEmpty }, "\(rule.id) of \(rule.draft)")
      #expect(rule.id.wholeMatch(of: /[A-Z]+-\d+/) != nil, "\(rule.id) of \(rule.draft)")
    }
  }

  private static func document() throws -> String {
    let tests = try Citation.ofTests()
    var text = """
      # Rules

      Made of the rules by `Tests/HandbookTests/RulesDocument.swift`; do not edit. Write it anew with
      `BALGYN_WRITE=1 swift test --filter RulesDocument`.

      A rule is a value: it decides, explains the refusal beside its field, and is listed here. The number is that of
      the requirement (`A-01`), decision (`DEC-1`) or promise (`PRO-01`, `BEY-1`) that it comes from; the same number
      stands in the names of the tests. Several rules may come from one number.

      """
    for draft in allDrafts {
      let name = String(describing: draft)
      text += "\n## \(name)\n\n[`\(try file(of: name))`](../\(try file(of: name)))\n"
      for rule in draft.ruleLines {
        text += "\n### \(rule.id)\(rule.field.map { " · `\($0.name)`" } ?? "")\n\n"
        text += "\(rule.sentence.ru)\n\n*\(rule.sentence.en)*\n\n"
        let citing = tests.filter { $0.ids.contains(rule.id) }
        text +=
          citing.isEmpty
          ? "No test cites it by its number.\n"
          : citing.map { "- `\($0.file)`: \($0.name)" }.joined(separator: "\n") + "\n"
      }
    }
    text += """

      ## Refusals that are not rules of a draft

      They need a secret, a row or a file, and are decided where it is at hand.

      | id | field | where |
      |---|---|---|
      \(try refusalsElsewhere().joined(separator: "\n"))

      """
    return text
  }

  private static func file(of draft: String) throws -> String {
    try #require(
      Project.files(under: "Sources/Handbook", ".swift").first {
        try Project.text($0).contains("struct \(draft): Draft")
      })
  }

  /// `Refusals("C-02", "code", …)` in the desks and the doors.
  private static func refusalsElsewhere() throws -> [String] {
    try Set(
      (Project.files(under: "Sources/Office", ".swift") + Project.files(under: "Sources/Web", ".swift")).flatMap {
        file in
        try Project.text(file).matches(of: /Refusals\(\s*"([A-Z]+-\d+)",\s*(?:"(\w+)"|nil)/).map {
          "| \($0.1) | \($0.2.map { "`\($0)`" } ?? "—") | `\(file)` |"
        }
      }
    ).sorted()
  }
}

/// A test, and the numbers that its name or its comments cite.
private struct Citation {
  let file: String
  let name: String
  let ids: Set<String>

  static func ofTests() throws -> [Citation] {
    try Project.files(under: "Tests", ".swift").flatMap { file in
      try Project.text(file).matches(of: /@Test\(\s*"((?:[^"\\]|\\.)*)"/).map {
        Citation(file: file, name: String($0.1), ids: ids(in: $0.1))
      }
    }
      + Project.files(under: "Tests/Browser", ".py").flatMap { file in
        try Project.text(file).split(separator: /^def (?=test_)/.anchorsMatchLineEndings()).dropFirst().map { test in
          Citation(
            file: file, name: test.prefix { $0 != "(" }.split(separator: "_").dropFirst().joined(separator: " "),
            ids: ids(in: test))
        }
      }
  }

  /// The numbers in a text; `F-02 … F-06` is five of them.
  private static func ids(in text: Substring) -> Set<String> {
    text.matches(of: /\b([A-Z]+)-(\d+)(?: ?(?:…|–) ?\1-(\d+))?/).reduce(into: []) { ids, match in
      let first = Int(match.2)!
      for number in first...max(first, match.3.flatMap { Int($0) } ?? first) {
        let digits = String(number)
        ids.insert("\(match.1)-\(String(repeating: "0", count: max(0, match.2.count - digits.count)))\(digits)")
      }
    }
  }
}

private enum Project {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// Paths from the root, sorted.
  static func files(under folder: String, _ ending: String) throws -> [String] {
    let all = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
    return try #require(all).compactMap { $0 as? String }.filter { $0.hasSuffix(ending) }.map { "\(folder)/\($0)" }
      .sorted()
  }
}
