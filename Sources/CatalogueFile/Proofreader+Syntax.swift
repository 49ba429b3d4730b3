import Yams

// From bytes to nodes. A file may be anything at all: none of it may stop the program or hold it up.
extension Proofreader {
  static let largest = 1 << 20

  /// The file's root, or `nil` and what is wrong with its bytes or its YAML.
  func root(of bytes: [UInt8]) -> Node? {
    guard bytes.count <= Self.largest else {
      report("the file is larger than 1 MiB", line: 1, column: 1)
      return nil
    }
    let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      let bad = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
      report("this line is not UTF-8", line: bad + 1, column: 1)
      return nil
    }
    // Before the parser sees them: it copies what an alias names, and a page of them can stand for a world of nodes.
    guard !reportsAnchors(text) else { return nil }
    do {
      // Without rules for implicit types: 2026-01-31, no and 1e3 stay the words that they are.
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      guard let root = try parser.singleRoot() else {
        report("the file is empty", line: 1, column: 1)
        return nil
      }
      reportTags(root)
      return root
    } catch {
      report(syntax: error, in: text)
      return nil
    }
  }

  /// Whether anything looks like `&anchor` or `*alias`. Errs on the side of refusing: in a text, put a space after it.
  private func reportsAnchors(_ text: String) -> Bool {
    var (line, column) = (1, 0)
    var (before, last) = (" " as Unicode.Scalar, " " as Unicode.Scalar)
    var found = false
    for scalar in text.unicodeScalars {
      if last == "&" || last == "*", !isOfWord(before), scalar == "-" || isOfWord(scalar) && scalar.isASCII {
        report("a catalogue has no anchors and aliases (\(last)…): write the thing out", line: line, column: column)
        found = true
      }
      if scalar == "\n" { (line, column) = (line + 1, 0) } else { column += 1 }
      (before, last) = (last, scalar)
    }
    return found
  }

  private func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_"
  }

  private func reportTags(_ node: Node) {
    if !["", "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"].contains(node.tag.rawValue)
    {
      report("a catalogue has no tags (!…)", at: node)
    }
    switch node {
    case .mapping(let mapping):
      for (key, value) in mapping {
        reportTags(key)
        reportTags(value)
      }
    case .sequence(let sequence): sequence.forEach(reportTags)
    case .scalar, .alias: break
    }
  }

  private func report(syntax error: any Error, in text: String) {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      report("not YAML: \(problem)", line: mark.line, column: mark.column)
    case .duplicatedKeysInMapping(let keys, let context):
      report(
        "the key \(quoted(keys.first ?? "")) stands twice in one mapping", line: max(1, context.mark.line),
        column: max(1, context.mark.column))
    case .reader(let problem, let offset, _, _):
      let before = text.prefix(offset ?? 0)
      let column = (before.lastIndex(where: \.isNewline).map { before[$0...] } ?? before).unicodeScalars.count
      report("not YAML: \(problem)", line: before.count(where: \.isNewline) + 1, column: max(1, column))
    case .memory: report("the YAML is nested too deeply", line: 1, column: 1)
    default: report("not YAML", line: 1, column: 1)
    }
  }
}
