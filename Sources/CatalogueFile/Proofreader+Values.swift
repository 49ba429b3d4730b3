import Handbook
import Yams

// Readers of single values. Each reports what is wrong and gives `nil`.
extension Proofreader {
  /// A scalar written plainly or in quotation marks.
  func word(_ node: Node, _ wanted: String) -> String? {
    guard case .scalar(let scalar) = node else {
      report("this should be \(wanted)", at: node)
      return nil
    }
    return scalar.string
  }

  private func isPlain(_ node: Node) -> Bool {
    if case .scalar(let scalar) = node { scalar.style == .plain || scalar.style == .any } else { false }
  }

  func whole(_ range: ClosedRange<Int>) -> (Node) -> Int? {
    { node in
      let wanted = "a whole number from \(range.lowerBound) to \(range.upperBound)"
      guard let text = self.word(node, wanted) else { return nil }
      guard self.isPlain(node), text.utf8.count <= 10, !text.hasPrefix("+"), let number = Int(text),
        range.contains(number)
      else {
        self.report("\(quoted(text)) should be \(wanted)", at: node)
        return nil
      }
      return number
    }
  }

  func flag(_ node: Node) -> Bool? {
    guard let text = word(node, "true or false") else { return nil }
    guard isPlain(node), text == "true" || text == "false" else {
      report("\(quoted(text)) should be true or false", at: node)
      return nil
    }
    return text == "true"
  }

  /// Whole tenge, or a quoted sum with tiyn. Never a YAML float, which a tool on the way may have rounded (DEC-16).
  func money(_ node: Node) -> Money? {
    let wanted = "a sum: whole tenge as 10000, or in quotation marks with tiyn as \"10 000,50\""
    guard let text = word(node, wanted) else { return nil }
    if isPlain(node), let number = Double(text), !text.utf8.allSatisfy({ (48...57).contains($0) || $0 == 45 }) {
      report(
        number.isFinite
          ? "\(quoted(text)) is a floating-point number, which money never is: write whole tenge, or quote it"
          : "\(quoted(text)) should be \(wanted)", at: node)
      return nil
    }
    guard let money = Money(text) else {
      report("\(quoted(text)) should be \(wanted)", at: node)
      return nil
    }
    guard money >= .zero else {
      report("\(quoted(text)) is negative: a price is not", at: node)
      return nil
    }
    guard money <= .tenge(1_000_000_000_000) else {
      report("\(quoted(text)) is more than any price may be", at: node)
      return nil
    }
    return money
  }

  func percent(_ node: Node) -> Percent? { whole(0...100)(node).map { Percent($0) } }

  func day(_ node: Node) -> Day? {
    guard let text = word(node, "a day as 2026-01-31") else { return nil }
    guard let day = Day(text), day.iso == text else {
      report("\(quoted(text)) should be a day that exists, as 2026-01-31", at: node)
      return nil
    }
    return day
  }

  func time(_ node: Node) -> TimeOfDay? {
    guard let text = word(node, "a time as \"09:00\"") else { return nil }
    guard let time = TimeOfDay(text) else {
      report("\(quoted(text)) should be a time as \"09:00\"", at: node)
      return nil
    }
    return time
  }

  func address(_ node: Node) -> EmailAddress? {
    guard let text = word(node, "an e-mail address") else { return nil }
    guard let address = EmailAddress(text) else {
      report("\(quoted(text)) should be an e-mail address", at: node)
      return nil
    }
    return address
  }

  /// A name in tzdata. That it exists there is checked where the service starts.
  func zone(_ node: Node) -> String? {
    guard let text = word(node, "a time zone as Asia/Almaty") else { return nil }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard text.utf8.count <= 64,
      parts.allSatisfy({ part in
        !part.isEmpty
          && part.utf8.allSatisfy {
            (65...90).contains($0 & 0xDF) || (48...57).contains($0) || "_+-".utf8.contains($0)
          }
      })
    else {
      report("\(quoted(text)) should be a time zone as Asia/Almaty", at: node)
      return nil
    }
    return text
  }

  func code<Thing>(_ node: Node) -> Code<Thing>? {
    let wanted = "a code of small Latin letters, digits and hyphens, at most \(Thing.longestCode) characters"
    guard let text = word(node, wanted) else { return nil }
    guard let code = Code<Thing>(text) else {
      report("\(quoted(text)) should be \(wanted)", at: node)
      return nil
    }
    return code
  }

  /// One word of a closed set.
  func choice<Choice: CaseIterable & RawRepresentable>(_ node: Node) -> Choice? where Choice.RawValue == String {
    choice(node, among: Choice.allCases.map(\.rawValue)).flatMap { Choice(rawValue: $0) }
  }

  func choice(_ node: Node, among words: [String]) -> String? {
    let wanted = "one of \(words.joined(separator: ", "))"
    guard let text = word(node, wanted) else { return nil }
    guard words.contains(text) else {
      report("\(quoted(text)) should be \(wanted)\(hint(text, among: words))", at: node)
      return nil
    }
    return text
  }

  /// What a person reads, in three languages, or `{same: …}` in all of them.
  func text(_ node: Node) -> Text? {
    guard let fields = Fields(node, "a text", keys: ["ru", "kk", "en", "same"], self) else { return nil }
    if let same = fields["same"] {
      for language in Language.allCases { fields.forbid(language.rawValue, "“same” is for every language") }
      return line(same).map { Text(verbatim: $0) }
    }
    let (ru, kk, en) = (fields.require("ru", line), fields.require("kk", line), fields.require("en", line))
    guard let ru, let kk, let en else { return nil }
    return Text(ru: ru, kk: kk, en: en)
  }

  func line(_ node: Node) -> String? {
    guard let text = word(node, "words that a person reads") else { return nil }
    let visible = text.unicodeScalars.contains {
      !$0.properties.isWhitespace && $0.properties.generalCategory != .format
    }
    guard visible, !isPlain(node) || !["~", "null"].contains(text) else {
      report("this text is empty", at: node)
      return nil
    }
    guard text.unicodeScalars.count <= 2000 else {
      report("this text has more than 2000 characters", at: node)
      return nil
    }
    guard
      text.unicodeScalars.allSatisfy({
        ![.control, .format, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory) || $0 == "\n"
      })
    else {
      report("this text has control or invisible characters", at: node)
      return nil
    }
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }

  /// A list. Reported, each: no list, an empty one unless it may be, and every item that is wrong.
  func list<Item>(_ what: String, mayBeEmpty: Bool = false, _ read: @escaping (Node) -> Item?) -> (Node) -> [Item]? {
    { node in
      guard case .sequence(let nodes) = node else {
        self.report("this should be a list of \(what)", at: node)
        return nil
      }
      if nodes.isEmpty && !mayBeEmpty { self.report("this list of \(what) is empty", at: node) }
      let items = nodes.map(read)
      return items.contains { $0 == nil } ? nil : items.compactMap { $0 }
    }
  }

  /// A list in which nothing stands twice.
  func set<Item: Hashable>(_ what: String, mayBeEmpty: Bool = false, _ read: @escaping (Node) -> Item?) -> (Node)
    -> [Item]?
  {
    var seen: Set<Item> = []
    return list(what, mayBeEmpty: mayBeEmpty) { node in
      guard let item = read(node) else { return nil }
      guard seen.insert(item).inserted else {
        self.report("this stands twice in the list of \(what)", at: node)
        return nil
      }
      return item
    }
  }
}
