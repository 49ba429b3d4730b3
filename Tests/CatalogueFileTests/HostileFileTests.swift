import CatalogueFile
import Handbook
import TestSupport
import Testing

/// Whatever the bytes, the catalogue is read or refused, soon.
private func refusal(of bytes: [UInt8]) -> String? {
  do {
    _ = try Catalogue(yaml: bytes, file: "c.yaml")
    return nil
  } catch {
    return error.description
  }
}

private func refusal(of text: String) -> String? { refusal(of: Array(text.utf8)) }

@Suite struct HostileFileTests {
  @Test("A file larger than 1 MiB is refused unread")
  func large() {
    #expect(refusal(of: [UInt8](repeating: 32, count: 1 << 20 + 1))?.contains("larger than 1 MiB") == true)
  }

  @Test("Bytes that are not UTF-8 are refused, with their line")
  func encoding() {
    #expect(refusal(of: Array("a: 1\nb: ".utf8) + [0xFF, 0xC0, 0x0A]) == "c.yaml:2:1: error: this line is not UTF-8")
    #expect(refusal(of: [0xFF, 0xFE, 0x61, 0x00]) != nil)
    #expect(refusal(of: [0xED, 0xA0, 0x80]) != nil)
  }

  @Test("A byte order mark is no mistake")
  func mark() throws {
    #expect(refusal(of: [0xEF, 0xBB, 0xBF] + Array(try Shipped.text.get().utf8)) == nil)
  }

  @Test("Lines that end as on Windows are no mistake")
  func windows() throws {
    #expect(refusal(of: try Shipped.text.get().replacing("\n", with: "\r\n")) == nil)
  }

  @Test(
    "Nesting without end is refused", .timeLimit(.minutes(1)),
    arguments: ["[", "{", "{a: ", "- ", "? ", "[{a: ", "\"", "!", "!a ", "|\n ", "- - ? ", "[[], "])
  func nesting(piece: String) {
    for count in [10, 900, 990, 1_100, 200_000] {
      #expect(refusal(of: String(repeating: piece, count: min(count, 1_000_000 / piece.utf8.count))) != nil)
    }
  }

  @Test("Nesting just within the parser’s limit is refused as what it is")
  func nestedValue() {
    for count in [100, 900, 990] {
      let text = "settings: " + String(repeating: "[", count: count) + String(repeating: "]", count: count)
      #expect(refusal(of: text)?.contains("should be a mapping") == true)
    }
  }

  @Test("Aliases that multiply are refused before anything is built of them", .timeLimit(.minutes(1)))
  func laughs() {
    var text = "a0: &a0 [x, x]\n"
    for level in 1...60 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    #expect(refusal(of: text + "? *a60\n: 1\n? *a59\n: 1\n")?.contains("no anchors") == true)
    #expect(refusal(of: "- &a\u{0085}- *a") != nil)
    #expect(refusal(of: "\"k\"&a: *a") != nil)
  }

  @Test(
    "Odd files are refused in words",
    arguments: [
      "", "\n", "# only a comment", "---", "---\n...\n---\n", "a", "[]", "{}", "null", "a: b\n---\nc: d",
      "%YAML 9.9\n---\na",
      "\u{0}", "a: \u{7}", "a: \"\\ud800\"", "a: \"\\x", "? [a, b]\n: c", "{[a]: b, [a]: c}", "a: !<x%FF> b", ": :",
      "- : -",
      "settings: {1: 2, 1: 3}", "tariffs: [[], {}, null, {code: []}]", "a: >9999\n x", "\u{FEFF}\u{FEFF}",
      "\u{2028}: a", "\u{1B}[31m: a",
    ])
  func odd(text: String) throws {
    let message = try #require(refusal(of: text))
    #expect(message.hasPrefix("c.yaml:"))
    #expect(!message.contains("\u{1B}") && !message.contains("\u{0}"))
  }

  @Test("A mutated catalogue never stops the program", .timeLimit(.minutes(2)))
  func mutations() throws {
    var random = Seeded()
    print("HostileFileTests.mutations: seed \(random.seed)")
    let original = Array(try Shipped.text.get().utf8)
    let pieces = [
      "[", "]", "{", "}", ": ", "- ", "\n", "  ", "\"", "'", "&a ", "*a", "!!int ", "|", ">", "#", "\t", "\u{0}", "-1",
      "1e9",
      "99999999999999999999", "null", "~", "?", "%", "\u{2028}", "\\", ",", "---\n", "...\n",
    ].map { Array($0.utf8) }
    for _ in 0..<400 {
      var bytes = original
      for _ in 0...Int.random(in: 0...6, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0...5, using: &random) {
        case 0: bytes[place] = .random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(contentsOf: pieces.randomElement(using: &random)!, at: place)
        case 3: bytes.removeSubrange(place..<min(bytes.count, place + .random(in: 1...400, using: &random)))
        case 4:
          let slice = Array(bytes[place..<min(bytes.count, place + .random(in: 1...400, using: &random))])
          bytes.insert(contentsOf: slice, at: .random(in: 0...bytes.count, using: &random))
        default:
          let piece = pieces.randomElement(using: &random)!
          bytes.replaceSubrange(place..<min(bytes.count, place + piece.count), with: piece)
        }
        if bytes.isEmpty { bytes = [32] }
      }
      if let message = refusal(of: bytes) { #expect(message.hasPrefix("c.yaml:"), "seed \(random.seed)") }
    }
  }

  @Test("Noise is refused", .timeLimit(.minutes(1)))
  func noise() {
    var random = Seeded()
    print("HostileFileTests.noise: seed \(random.seed)")
    for _ in 0..<500 {
      let bytes = (0..<Int.random(in: 0...300, using: &random)).map { _ in
        Bool.random(using: &random)
          ? UInt8.random(in: 0...255, using: &random)
          : Array("[]{}:-,#&*!|>'\"%@` \n\tab?".utf8).randomElement(using: &random)!
      }
      #expect(refusal(of: bytes) != nil, "seed \(random.seed)")
    }
  }
}
