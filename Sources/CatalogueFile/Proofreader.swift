import Yams

/// Collects the mistakes of one file while it is read.
final class Proofreader {
  private let file: String
  private var found: Set<Mistake> = []

  init(file: String) {
    self.file = file
  }

  /// More would not be read by anybody, and a file of rubbish may have a hundred thousand.
  private static let most = 200

  func report(_ message: String, line: Int, column: Int) {
    guard found.count < Self.most else { return }
    found.insert(Mistake(file: file, line: line, column: column, message: message))
  }

  func report(_ message: String, at node: Node) {
    report(message, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }

  var mistakes: Mistakes? {
    guard !found.isEmpty else { return nil }
    return Mistakes(all: found.sorted { ($0.line, $0.column, $0.message) < ($1.line, $1.column, $1.message) })
  }
}

/// The text in quotation marks, shortened and without what could play tricks on a terminal.
func quoted(_ text: String) -> String {
  let shown = text.unicodeScalars.prefix(40).map { scalar in
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse: "\u{FFFD}"
    default: String(scalar)
    }
  }
  return "“" + shown.joined() + (text.unicodeScalars.count > 40 ? "…" : "") + "”"
}

/// `; did you mean “months”?` if one of the words is near, else nothing.
func hint(_ word: String, among words: some Sequence<String>) -> String {
  guard word.utf8.count <= 40 else { return "" }
  let near = words.map { ($0, distance(word.lowercased(), $0)) }.min { ($0.1, $0.0) < ($1.1, $1.0) }
  guard let (best, edits) = near, edits <= max(1, best.utf8.count / 3) else { return "" }
  return "; did you mean \(quoted(best))?"
}

/// Levenshtein's: how many characters to add, drop or change.
private func distance(_ one: String, _ other: String) -> Int {
  let (one, other) = (Array(one.utf8), Array(other.utf8))
  var row = Array(0...other.count)
  for (i, a) in one.enumerated() {
    var corner = row[0]
    row[0] = i + 1
    for (j, b) in other.enumerated() {
      (corner, row[j + 1]) = (row[j + 1], min(corner + (a == b ? 0 : 1), row[j] + 1, row[j + 1] + 1))
    }
  }
  return row[other.count]
}
