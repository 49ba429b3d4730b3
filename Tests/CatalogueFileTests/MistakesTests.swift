import CatalogueFile
import Handbook
import Testing

/// A change of one line of the shipped file, and the mistake that it should make.
struct Slip: Sendable, CustomTestStringConvertible {
  let description: String
  /// The first line that holds this…
  let line: String
  /// …has the former replaced by this.
  let by: String
  /// What the message says.
  let message: String
  /// Where it stands, counted from the changed line; `nil` for anywhere.
  var lines: Int? = 0

  var testDescription: String { description }
}

private func mistakes(_ yaml: String) -> [Mistake] {
  do {
    _ = try Catalogue(yaml: Array(yaml.utf8), file: "c.yaml")
    return []
  } catch {
    return error.all
  }
}

@Suite struct MistakesTests {
  private static let slips = [
    Slip(
      description: "an unknown key", line: "invitation-days", by: "invitation-day",
      message: "did you mean “invitation-days”?"),
    Slip(description: "an unknown key far from any", line: "invitation-days", by: "colour", message: "its keys are"),
    Slip(
      description: "a missing key", line: "    discount: 20", by: "    # ", message: "lacks the key “discount”",
      lines: nil),
    Slip(
      description: "a missing language", line: "      kk: Серіктес", by: "      # ", message: "lacks the key “kk”",
      lines: -1),
    Slip(description: "an empty text", line: "kk: Серіктес", by: "kk: ' '", message: "this text is empty"),
    Slip(description: "no text at all", line: "kk: Серіктес", by: "kk:", message: "this text is empty", lines: nil),
    Slip(description: "an invisible text", line: "kk: Серіктес", by: "kk: \"\\u200b\"", message: "this text is empty"),
    Slip(
      description: "a control character", line: "kk: Серіктес", by: "kk: \"a\\tb\"", message: "control or invisible"),
    Slip(
      description: "a language beside “same”", line: "name: {same: ITSaaS Базовый}", by: "name: {same: A, ru: B}",
      message: "does not belong here"),
    Slip(
      description: "a word for a number", line: "invitation-days: 30", by: "invitation-days: many",
      message: "whole number from 1 to 365"),
    Slip(
      description: "a number out of range", line: "invitation-days: 30", by: "invitation-days: 0",
      message: "whole number from 1 to 365"),
    Slip(
      description: "a quoted number", line: "invitation-days: 30", by: "invitation-days: '30'",
      message: "whole number"),
    Slip(
      description: "an enormous number", line: "invitation-days: 30", by: "invitation-days: 99999999999999999999",
      message: "whole number"),
    Slip(
      description: "a list for a number", line: "invitation-days: 30", by: "invitation-days: [30]",
      message: "this should be a whole number"),
    Slip(description: "a yes", line: "supports-clients: false", by: "supports-clients: no", message: "true or false"),
    Slip(description: "an unknown kind", line: "kind: main", by: "kind: man", message: "did you mean “main”?"),
    Slip(
      description: "an unknown line", line: "line: business", by: "line: busyness",
      message: "did you mean “business”?"),
    Slip(
      description: "an unknown issuer", line: "issued-by: vendor", by: "issued-by: client",
      message: "one of partner, vendor, automatic"),
    Slip(description: "a duplicate tariff", line: "code: ext-month", by: "code: ext", message: "already on line"),
    Slip(
      description: "a duplicate service", line: "code: backups", by: "code: updates",
      message: "the service “updates” is already"),
    Slip(description: "a long code", line: "code: ext-month", by: "code: ext-monthly", message: "at most 9 characters"),
    Slip(description: "a code of capitals", line: "code: basic", by: "code: Basic", message: "small Latin letters"),
    Slip(
      description: "a dangling service", line: "[updates, backups", by: "[update, backups",
      message: "there is no service “update”; did you mean “updates”?"),
    Slip(
      description: "a dangling application", line: "[accounting, small", by: "[acounting, small",
      message: "did you mean “accounting”?"),
    Slip(description: "a dangling group", line: "group: useful", by: "group: useless", message: "there is no group"),
    Slip(description: "a dangling trial", line: "trial: test", by: "trial: tset", message: "there is no tariff “tset”"),
    Slip(description: "a trial that is none", line: "trial: test", by: "trial: ext", message: "kind trial"),
    Slip(
      description: "an own tariff that is none", line: "own-tariff: partner", by: "own-tariff: x-base",
      message: "kind main"),
    Slip(description: "a service twice", line: "[updates, backups", by: "[updates, updates", message: "stands twice"),
    Slip(description: "negative money", line: "amount: 10000}", by: "amount: -10000}", message: "negative"),
    Slip(description: "floating money", line: "amount: 10000}", by: "amount: 10000.50}", message: "floating-point"),
    Slip(description: "money with an exponent", line: "amount: 10000}", by: "amount: 1e4}", message: "floating-point"),
    Slip(description: "money that is none", line: "amount: 10000}", by: "amount: .inf}", message: "a sum"),
    Slip(description: "money beyond sense", line: "amount: 10000}", by: "amount: 9999999999999999}", message: "a sum"),
    Slip(
      description: "a price of no period", line: "{months: 12, amount: 110000}", by: "{months: 11, amount: 110000}",
      message: "not among the periods"),
    Slip(
      description: "a period of no price", line: "{months: [1, 3, 6, 12]}", by: "{months: [1, 3, 6, 9, 12]}",
      message: "no price of 9 months", lines: nil),
    Slip(
      description: "overlapping prices", line: "{months: 12, amount: 110000}", by: "{months: 1, amount: 110000}",
      message: "hold on the same days"),
    Slip(
      description: "a price that ends first", line: "{months: 12, amount: 110000}",
      by: "{months: 12, amount: 110000, from: 2022-02-01, through: 2022-01-31}", message: "ends before it begins"),
    Slip(
      description: "a day that is none", line: "{from: 2020-01-01}", by: "{from: 2020-02-30}",
      message: "a day that exists"),
    Slip(description: "an empty list", line: "days: [sat, sun]", by: "days: []", message: "this list of days is empty"),
    Slip(
      description: "an empty list of extensions", line: "extensions: [x-session, x-base]", by: "extensions: []",
      message: "is empty"),
    Slip(
      description: "no extension", line: "extensions: [x-session, x-base]", by: "extensions: [ext]",
      message: "not a tariff of the kind extension"),
    Slip(
      description: "an extension of another line", line: "extensions: [x-session, x-base]", by: "extensions: [k-reg]",
      message: "another line"),
    Slip(
      description: "an upgrade to a smaller tariff", line: "    to: ext", by: "    to: basic",
      message: "not greater than what it replaces"),
    Slip(description: "an upgrade to a trial", line: "    to: ext", by: "    to: test", message: "to a main tariff"),
    Slip(
      description: "an upgrade to another line", line: "    to: ext", by: "    to: k-ext", message: "within its line"),
    Slip(
      description: "a free tariff with prices", line: "free: false", by: "free: true", message: "has no prices",
      lines: nil),
    Slip(
      description: "a paid tariff without prices", line: "free: true", by: "free: false", message: "has prices",
      lines: nil),
    Slip(
      description: "a term of two kinds", line: "term: {days: 30}", by: "term: {days: 30, months: [1]}",
      message: "exactly one of"),
    Slip(
      description: "a trial of months", line: "term: {days: 30}", by: "term: {months: [1]}",
      message: "a trial lasts for days"),
    Slip(
      description: "limits on an extension", line: "extends: session",
      by: "extends: session\n    limits: {bases: 1, sessions: 1, users: 1}", message: "“limits” does not belong here",
      lines: 1),
    Slip(description: "no users", line: "users: unlimited", by: "users: many", message: "whole number or “unlimited”"),
    Slip(description: "no base", line: "{bases: 3", by: "{bases: 0", message: "whole number from 1"),
    Slip(
      description: "a window that closes first", line: "opens: \"09:00\"", by: "opens: \"19:00\"",
      message: "closes before it opens"),
    Slip(description: "windows that overlap", line: "opens: \"16:00\"", by: "opens: \"11:00\"", message: "overlaps"),
    Slip(description: "an unknown weekday", line: "[mon, tue", by: "[mon, tues", message: "did you mean"),
    Slip(description: "a wrong address", line: "support@balgyn.example", by: "support", message: "e-mail address"),
    Slip(description: "a wrong zone", line: "Asia/Almaty", by: "../etc", message: "time zone"),
    Slip(description: "a wrong version", line: "version: \"3.0\"", by: "version: three", message: "a version as"),
    Slip(
      description: "a key twice", line: "  digest-days: 30", by: "  churn-days: 31",
      message: "stands twice in one mapping", lines: nil),
    Slip(description: "an anchor", line: "invitation-days: 30", by: "invitation-days: &a 30", message: "no anchors"),
    Slip(description: "a tag", line: "invitation-days: 30", by: "invitation-days: !!int 30", message: "no tags"),
    Slip(
      description: "a tab", line: "  invitation-days: 30", by: "\tinvitation-days: 30",
      message: "not YAML", lines: nil),
  ]

  @Test("DEC-17: every slip in a catalogue is reported on its line", arguments: slips)
  func reported(_ slip: Slip) throws {
    var lines = try Shipped.text.get().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let place = try #require(lines.firstIndex { $0.contains(slip.line) })
    lines[place] = lines[place].replacing(slip.line, with: slip.by)
    let found = mistakes(lines.joined(separator: "\n"))
    let right = found.contains {
      $0.message.contains(slip.message) && (slip.lines.map { place + 1 + $0 } ?? $0.line) == $0.line
    }
    #expect(right, "line \(place + 1), but \(found)")
  }

  @Test("DEC-17: all mistakes are reported together, in the order of their lines, as compilers write them")
  func together() throws {
    let text = try Shipped.text.get()
      .replacing("invitation-days: 30", with: "invitation-days: many")
      .replacing("discount: 50", with: "discount: 500").replacing("kind: upgrade", with: "kind: upgrad")
    let found = mistakes(text)
    #expect(found.map(\.line) == found.map(\.line).sorted())
    #expect(found.count >= 3)
    #expect(found.first?.description == "c.yaml:9:20: error: “many” should be a whole number from 1 to 365")
  }

  @Test("DEC-17: a code declared in a wrong entry is not reported as missing too")
  func declared() throws {
    let found = mistakes(try Shipped.text.get().replacing("    version: \"2.3\"\n", with: ""))
    #expect(found.map(\.message) == ["an application lacks the key “version”"])
  }

  @Test("DEC-17: a file that is not there, or is a folder, is a mistake", arguments: ["/nowhere/c.yaml", "/", ""])
  func absent(path: String) {
    #expect(throws: Mistakes.self) { try Catalogue(file: path) }
  }
}
