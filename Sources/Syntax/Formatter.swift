/// Canonical keywords and indentation: keywords as the language spells them (in the language each was written in), one
/// tab a level at the beginnings of lines, no blanks at their ends. Tokens, their order and the lines they stand on stay
/// as they are, and so do comments and texts: the tree before is the tree after.
package enum Formatter {
  /// Nil: the text has mistakes, and is left alone. Linear in the text.
  package static func format(_ bytes: [UInt8]) -> [UInt8]? {
    let (_, diagnostics) = ModuleParser.check(bytes)
    guard diagnostics.isEmpty else { return nil }
    return bytes.withUnsafeBufferPointer { text in
      var result: [UInt8] = []
      result.reserveCapacity(text.count + text.count / 8)
      var lexer = Lexer(text, names: Keyword.seeded.names, branches: .all)
      var level = 0
      var brackets = 0
      var copied = text.count >= 3 && text[0] == 0xEF && text[1] == 0xBB && text[2] == 0xBF ? 3 : 0
      result.append(contentsOf: text[0..<copied])
      var afterDot = false
      var isStatementStart = true
      while true {
        let token = lexer.next()
        let start = Int(token.start)
        let end = Int(token.end)
        let keyword = token.kind == .keyword && !afterDot ? lexer.keyword(token.name) : nil
        if token.kind != .end, let keyword, closes(keyword) { level = max(0, level - 1) }
        let depth = level + (isStatementStart ? 0 : 1)
        copyBlank(text[copied..<start], to: &result, level: max(0, depth), gap: level)
        if token.kind == .end { break }
        if let keyword {
          let written = String(decoding: text[start..<end], as: UTF8.self)
          result.append(contentsOf: spelling(keyword, written).utf8)
          if opens(keyword) { level += 1 }
        } else {
          result.append(contentsOf: text[start..<end])
        }
        copied = end
        afterDot = token.kind == .dot
        switch token.kind {
        case .leftParen: brackets += 1
        case .rightParen: brackets -= 1
        default: break
        }
        isStatementStart = token.kind == .semicolon || (keyword.map { startsStatement(after: $0) } ?? false)
        if token.kind == .rightParen, brackets == 0, isHeadEnd(lexer, text) { isStatementStart = true }
        if token.kind == .annotation, brackets == 0 { isStatementStart = true }
      }
      return result
    }
  }

  /// After `)` of a method's head a body begins; a line of its own tells it from the rest of an expression.
  private static func isHeadEnd(_ lexer: Lexer, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var ahead = lexer
    let next = ahead.next()
    guard next.kind == .keyword || next.kind == .name || next.kind == .annotation else { return false }
    return text[Int(lexer.at)..<Int(next.start)].contains { $0 == 10 || $0 == 13 }
  }

  private static func opens(_ keyword: Keyword) -> Bool {
    switch keyword {
    case .then, .else, .loop, .try, .except, .procedure, .function: true
    default: false
    }
  }

  private static func closes(_ keyword: Keyword) -> Bool {
    switch keyword {
    case .endIf, .elseIf, .else, .endLoop, .except, .endTry, .endProcedure, .endFunction: true
    default: false
    }
  }

  private static func startsStatement(after keyword: Keyword) -> Bool {
    switch keyword {
    case .then, .else, .loop, .try, .except, .endProcedure, .endFunction, .endIf, .endLoop, .endTry, .export: true
    default: false
    }
  }

  /// The canonical spelling in the language that the word was written in.
  private static func spelling(_ keyword: Keyword, _ written: String) -> String {
    written.utf8.first.map { $0 < 0x80 } ?? false ? keyword.spelling.english : keyword.spelling.russian
  }

  /// Blanks and comments between two tokens: lines get their indentation anew, and lose blanks at their ends.
  private static func copyBlank(
    _ gap: Slice<UnsafeBufferPointer<UInt8>>, to result: inout [UInt8], level: Int, gap outer: Int
  ) {
    var at = gap.startIndex
    guard let firstBreak = gap.firstIndex(where: { $0 == 10 || $0 == 13 }) else {
      result.append(contentsOf: gap)
      return
    }
    appendTrimmed(gap[at..<firstBreak], to: &result)
    at = firstBreak
    while at < gap.endIndex {
      // The line's end as it is.
      if gap[at] == 13 {
        result.append(13)
        at += 1
        if at < gap.endIndex, gap[at] == 10 {
          result.append(10)
          at += 1
        }
      } else {
        result.append(10)
        at += 1
      }
      var first = at
      while first < gap.endIndex, gap[first] == 32 || gap[first] == 9 { first += 1 }
      var end = first
      while end < gap.endIndex, gap[end] != 10, gap[end] != 13 { end += 1 }
      if end < gap.endIndex {
        // A line of a comment, of the preprocessor, or an empty one.
        if first < end {
          if gap[first] != 0x23 { result.append(contentsOf: repeatElement(9, count: outer)) }
          appendTrimmed(gap[first..<end], to: &result)
        }
        at = end
      } else {
        result.append(contentsOf: repeatElement(9, count: level))
        result.append(contentsOf: gap[first..<end])
        at = gap.endIndex
      }
    }
  }

  private static func appendTrimmed(_ part: Slice<UnsafeBufferPointer<UInt8>>, to result: inout [UInt8]) {
    var end = part.endIndex
    while end > part.startIndex, part[end - 1] == 32 || part[end - 1] == 9 { end -= 1 }
    result.append(contentsOf: part[part.startIndex..<end])
  }
}
