/// Reads tokens of a module from UTF-8. Comments, blanks and preprocessor lines are passed; the branch of `#Если`
/// that is read is decided by `branches`.
struct Lexer {
  let bytes: UnsafeBufferPointer<UInt8>
  var at: Int
  var names: Names
  let branches: Branches
  let isQuery: Bool
  var directives: [Directive] = []
  var diagnostics: [Diagnostic] = []
  /// Open `#Если`, `#Область`, `#Вставка`, `#Удаление`.
  private var open: [Opening] = []
  private let keywords = Keyword.seeded.keywords
  /// The most branches that one `#Если` of the text has; what a caller needs to read them all.
  private(set) var branchCount = 1

  private struct Opening {
    var kind: Directive.Kind
    var span: Span
    var branch = 0
    var isTaken = false
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>, names: Names, branches: Branches, isQuery: Bool = false) {
    self.bytes = bytes
    self.names = names
    self.branches = branches
    self.isQuery = isQuery
    at = 0
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { at = 3 }
    if bytes.count >= at + 2, bytes[at] == 0x23, bytes[at + 1] == 0x21 {
      let start = at
      passLine()
      directives.append(Directive(kind: .shebang, span: Span(UInt32(start), UInt32(at))))
    }
  }

  @inline(__always)
  func keyword(_ name: Int32) -> Keyword { keywords[Int(name)] }

  func isAsync(_ name: Int32) -> Bool { Int(name) == keywords.count || Int(name) == keywords.count + 1 }
  func isAwait(_ name: Int32) -> Bool { Int(name) == keywords.count + 2 || Int(name) == keywords.count + 3 }

  private mutating func passLine() {
    while at < bytes.count, bytes[at] != 10, bytes[at] != 13 { at += 1 }
  }

  mutating func complain(_ start: Int, _ end: Int, _ message: String) {
    diagnostics.append(Diagnostic(Span(UInt32(start), UInt32(end)), message))
  }

  // MARK: Tokens

  mutating func next() -> Token {
    while true {
      guard at < bytes.count else {
        closeOpenings()
        return token(.end, at)
      }
      let byte = bytes[at]
      switch byte {
      case 9, 10, 11, 12, 13, 32:
        at += 1
      case 0x2F where at + 1 < bytes.count && bytes[at + 1] == 0x2F:
        passLine()
      case 0x23 where !isQuery:
        directive()
      case 0x22:
        return string()
      case 0x27 where !isQuery:
        return date()
      case 0x30...0x39:
        return number()
      case 0x41...0x5A, 0x61...0x7A, 0x5F:
        return name(at, .name)
      case 0x26:
        return annotation()
      case 0x80...:
        let (scalar, length) = UTF8Reading.scalar(bytes, at)
        if scalar == 0xA0 || scalar == 0xFEFF || scalar == 0x2028 || scalar == 0x2029 || scalar == 0x200B
          || (scalar >= 0x2000 && scalar <= 0x200A) || scalar == 0x3000 || scalar == 0x85
        {
          at += length
        } else if Folding.isLetter(scalar) {
          return name(at, .name)
        } else {
          let start = at
          at += length
          return token(.unknown, start)
        }
      default:
        return sign(byte)
      }
    }
  }

  @inline(__always)
  private func token(_ kind: TokenKind, _ start: Int, name: Int32 = -1) -> Token {
    Token(kind: kind, start: UInt32(start), end: UInt32(at), name: name)
  }

  private mutating func sign(_ byte: UInt8) -> Token {
    let start = at
    at += 1
    let following: UInt8 = at < bytes.count ? bytes[at] : 0
    switch byte {
    case 0x2B: return token(.plus, start)
    case 0x2D: return token(.minus, start)
    case 0x2A: return token(.star, start)
    case 0x2F: return token(.slash, start)
    case 0x25: return token(.percent, start)
    case 0x3D: return token(.equal, start)
    case 0x28: return token(.leftParen, start)
    case 0x29: return token(.rightParen, start)
    case 0x5B: return token(.leftBracket, start)
    case 0x5D: return token(.rightBracket, start)
    case 0x7B where isQuery: return token(.leftBrace, start)
    case 0x7D where isQuery: return token(.rightBrace, start)
    case 0x2C: return token(.comma, start)
    case 0x2E: return token(.dot, start)
    case 0x3B: return token(.semicolon, start)
    case 0x3A: return token(.colon, start)
    case 0x3F: return token(.question, start)
    case 0x7E: return token(.tilde, start)
    case 0x3C:
      if following == 0x3E {
        at += 1
        return token(.notEqual, start)
      }
      if following == 0x3D {
        at += 1
        return token(.lessOrEqual, start)
      }
      return token(.less, start)
    case 0x3E:
      if following == 0x3D {
        at += 1
        return token(.greaterOrEqual, start)
      }
      return token(.greater, start)
    default: return token(.unknown, start)
    }
  }

  @inline(__always)
  private mutating func passName() {
    while at < bytes.count {
      let byte = bytes[at]
      if byte < 0x80 {
        guard byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == 0x5F else { return }
        at += 1
      } else {
        let (scalar, length) = UTF8Reading.scalar(bytes, at)
        guard Folding.isLetter(scalar) else { return }
        at += length
      }
    }
  }

  private mutating func name(_ start: Int, _ kind: TokenKind) -> Token {
    passName()
    let name = names.intern(UnsafeBufferPointer(rebasing: bytes[start..<at]))
    return token(!isQuery && Int(name) < keywords.count ? .keyword : kind, start, name: name)
  }

  private mutating func annotation() -> Token {
    let start = at
    at += 1
    let first = at
    passName()
    guard at > first else { return token(.ampersand, start) }
    let name = names.intern(UnsafeBufferPointer(rebasing: bytes[first..<at]))
    return token(.annotation, start, name: name)
  }

  private mutating func number() -> Token {
    let start = at
    while at < bytes.count, bytes[at] &- 0x30 < 10 { at += 1 }
    if at < bytes.count, bytes[at] == 0x2E {
      at += 1
      while at < bytes.count, bytes[at] &- 0x30 < 10 { at += 1 }
    }
    return token(.number, start)
  }

  private mutating func date() -> Token {
    let start = at
    at += 1
    var digits = 0
    while at < bytes.count, bytes[at] != 0x27 {
      let byte = bytes[at]
      if byte == 10 || byte == 13 {
        complain(start, at, "Не закрыта константа типа Дата: нет апострофа до конца строки")
        return token(.date, start)
      }
      if byte &- 0x30 < 10 { digits += 1 }
      at += 1
    }
    if at < bytes.count {
      at += 1
      if digits != 8 && digits != 12 && digits != 14 && (digits != 0 || at - start > 2) {
        complain(start, at, "Неправильная константа типа Дата: ожидается 8 или 14 цифр")
      } else if DateLiteral.parts(UnsafeBufferPointer(rebasing: bytes[start..<at])) == nil {
        complain(start, at, "Неправильная константа типа Дата")
      }
    } else {
      complain(start, at, "Не закрыта константа типа Дата: нет апострофа до конца строки")
    }
    return token(.date, start)
  }

  /// A text in quotes: `""` is a quote, a line that begins with `|` continues the text.
  private mutating func string() -> Token {
    let start = at
    at += 1
    while at < bytes.count {
      let byte = bytes[at]
      if byte == 0x22 {
        at += 1
        guard at < bytes.count, bytes[at] == 0x22 else { return token(.string, start) }
        at += 1
      } else if (byte == 10 || byte == 13) && !isQuery {
        let lineEnd = at
        if !passToContinuation() {
          at = lineEnd
          complain(start, lineEnd, "Строковая константа не закрыта кавычкой")
          return token(.string, start)
        }
      } else {
        at += 1
      }
    }
    complain(start, at, "Строковая константа не закрыта кавычкой")
    return token(.string, start)
  }

  /// After a line's end inside a text: passes blanks, empty lines, comments and preprocessor lines up to `|`.
  private mutating func passToContinuation() -> Bool {
    while at < bytes.count {
      switch bytes[at] {
      case 9, 10, 13, 32: at += 1
      case 0xC2 where at + 1 < bytes.count && bytes[at + 1] == 0xA0: at += 2
      case 0x7C:
        at += 1
        return true
      case 0x2F where at + 1 < bytes.count && bytes[at + 1] == 0x2F: passLine()
      case 0x23: passLine()
      default: return false
      }
    }
    return false
  }

  // MARK: The preprocessor

  private mutating func directive() {
    let start = at
    at += 1
    while at < bytes.count, bytes[at] == 32 || bytes[at] == 9 { at += 1 }
    let word = directiveWord()
    let end = at
    func span(_ to: Int) -> Span { Span(UInt32(start), UInt32(to)) }
    switch word {
    case "если", "if":
      let isTrue = condition()
      directives.append(Directive(kind: .if, span: span(at)))
      var opening = Opening(kind: .if, span: span(at))
      let takes = isTaken(branch: 0, isTrue: isTrue)
      opening.isTaken = takes
      open.append(opening)
      if !takes { skipBranch() }
    case "иначеесли", "elsif", "elseif":
      guard case .if? = open.last?.kind else {
        passLine()
        return complain(start, end, "#ИначеЕсли без #Если")
      }
      let isTrue = condition()
      directives.append(Directive(kind: .elseIf, span: span(at)))
      enterBranch(isTrue: isTrue)
    case "иначе", "else":
      guard case .if? = open.last?.kind else {
        passLine()
        return complain(start, end, "#Иначе без #Если")
      }
      directives.append(Directive(kind: .else, span: span(end)))
      enterBranch(isTrue: true)
    case "конецесли", "endif":
      directives.append(Directive(kind: .endIf, span: span(end)))
      close(.if, start, end, "#КонецЕсли без #Если")
    case "область", "region":
      passLine()
      directives.append(Directive(kind: .region, span: span(at)))
      open.append(Opening(kind: .region, span: span(at)))
    case "конецобласти", "endregion":
      directives.append(Directive(kind: .endRegion, span: span(end)))
      close(.region, start, end, "#КонецОбласти без #Область")
      passLine()
    case "вставка", "insert":
      directives.append(Directive(kind: .insertion, span: span(end)))
      open.append(Opening(kind: .insertion, span: span(end)))
      if case .branch(0) = branches { skipBranch() }
    case "конецвставки", "endinsert":
      directives.append(Directive(kind: .endInsertion, span: span(end)))
      close(.insertion, start, end, "#КонецВставки без #Вставка")
    case "удаление", "delete":
      directives.append(Directive(kind: .deletion, span: span(end)))
      open.append(Opening(kind: .deletion, span: span(end)))
      switch branches {
      case .branch(0), .all: break
      default: skipBranch()
      }
    case "конецудаления", "enddelete":
      directives.append(Directive(kind: .endDeletion, span: span(end)))
      close(.deletion, start, end, "#КонецУдаления без #Удаление")
    case "использовать", "use":
      passLine()
      directives.append(Directive(kind: .use, span: span(at)))
    default:
      passLine()
      if word.hasPrefix("!") {
        directives.append(Directive(kind: .shebang, span: span(at)))
      } else {
        complain(start, max(end, start + 1), "Неизвестная инструкция препроцессора")
      }
    }
  }

  private mutating func directiveWord() -> String {
    let first = at
    if at < bytes.count, bytes[at] == 0x21 { return "!" }
    passName()
    return Folding.fold(String(decoding: bytes[first..<at], as: UTF8.self))
  }

  private func isTaken(branch: Int, isTrue: Bool) -> Bool {
    switch branches {
    case .all: true
    case .server: isTrue
    case .branch(let chosen): branch == chosen
    }
  }

  private mutating func enterBranch(isTrue: Bool) {
    let top = open.count - 1
    open[top].branch += 1
    branchCount = max(branchCount, open[top].branch + 1)
    if case .all = branches { return }
    let takes = !open[top].isTaken && isTaken(branch: open[top].branch, isTrue: isTrue)
    if takes { open[top].isTaken = true } else { skipBranch() }
  }

  private mutating func close(_ kind: Directive.Kind, _ start: Int, _ end: Int, _ message: String) {
    guard let place = open.lastIndex(where: { $0.kind == kind }) else { return complain(start, end, message) }
    // Regions and conditions may cross; only the one that is closed goes.
    open.remove(at: place)
  }

  private mutating func closeOpenings() {
    for opening in open {
      let message =
        switch opening.kind {
        case .if: "Ожидается #КонецЕсли"
        case .region: "Ожидается #КонецОбласти"
        case .insertion: "Ожидается #КонецВставки"
        default: "Ожидается #КонецУдаления"
        }
      diagnostics.append(Diagnostic(opening.span, message))
    }
    open = []
  }

  /// Passes lines up to the directive that ends the branch, and leaves `at` before it.
  private mutating func skipBranch() {
    var depth = 0
    let inner: (begin: [String], end: [String], middle: [String])
    switch open[open.count - 1].kind {
    case .if:
      inner = (["если", "if"], ["конецесли", "endif"], ["иначеесли", "elsif", "elseif", "иначе", "else"])
    case .insertion: inner = (["вставка", "insert"], ["конецвставки", "endinsert"], [])
    default: inner = (["удаление", "delete"], ["конецудаления", "enddelete"], [])
    }
    var branch = open[open.count - 1].branch
    passLine()
    while at < bytes.count {
      while at < bytes.count, bytes[at] == 10 || bytes[at] == 13 || bytes[at] == 32 || bytes[at] == 9 { at += 1 }
      guard at < bytes.count else { return }
      if bytes[at] == 0x23 {
        let start = at
        at += 1
        while at < bytes.count, bytes[at] == 32 || bytes[at] == 9 { at += 1 }
        let word = directiveWord()
        if inner.begin.contains(word) {
          depth += 1
        } else if inner.end.contains(word) {
          if depth == 0 {
            at = start
            return
          }
          depth -= 1
        } else if depth == 0, inner.middle.contains(word) {
          at = start
          return
        } else if depth > 0, inner.middle.contains(word) {
          branch += 1
          branchCount = max(branchCount, branch + 1)
        }
      }
      passLine()
    }
  }

  /// The condition of `#Если` up to `Тогда`.
  private mutating func condition() -> Bool {
    var words: [String] = []
    let start = at
    while at < bytes.count {
      let byte = bytes[at]
      if byte == 32 || byte == 9 {
        at += 1
      } else if byte == 10 || byte == 13 {
        // A condition may go over lines; it ends with «Тогда» only.
        at += 1
      } else if byte == 0x28 || byte == 0x29 {
        words.append(byte == 0x28 ? "(" : ")")
        at += 1
      } else if byte == 0x2F, at + 1 < bytes.count, bytes[at + 1] == 0x2F {
        passLine()
      } else {
        let first = at
        passName()
        guard at > first else { break }
        let word = Folding.fold(String(decoding: bytes[first..<at], as: UTF8.self))
        if word == "тогда" || word == "then" {
          var reader = ConditionReader(words: words)
          guard let value = reader.value(), reader.place == words.count else {
            complain(start, at, "Неправильное условие инструкции #Если")
            return true
          }
          return value
        }
        words.append(word)
        if words.count > 500 { break }
      }
    }
    complain(start, min(at, bytes.count), "В инструкции #Если ожидается Тогда")
    return true
  }
}

/// Which branches of `#Если` are read.
package enum Branches: Equatable, Sendable {
  /// As on the server.
  case server
  /// The branch of this number in every `#Если`, counted from 0; `#Удаление` is branch 0 and `#Вставка` branch 1.
  case branch(Int)
  /// All of them, as if the directives were not there.
  case all
}

/// `Не Клиент И (Сервер Или ВнешнееСоединение)`, from its words.
private struct ConditionReader {
  let words: [String]
  var place = 0
  var depth = 0

  static let trueOnServer: Set<String> = ["сервер", "server", "насервере", "atserver"]
  static let known: Set<String> = [
    "сервер", "server", "насервере", "atserver", "клиент", "client", "наклиенте", "atclient", "тонкийклиент",
    "thinclient", "вебклиент", "webclient", "внешнеесоединение", "externalconnection",
    "толстыйклиентуправляемоеприложение", "thickclientmanagedapplication", "толстыйклиентобычноеприложение",
    "thickclientordinaryapplication", "мобильноеприложениеклиент", "mobileappclient", "мобильноеприложениесервер",
    "mobileappserver", "мобильныйклиент", "mobileclient", "мобильныйавтономныйсервер", "mobilestandaloneserver",
    "windows", "linux", "macos",
  ]

  mutating func value() -> Bool? {
    depth += 1
    defer { depth -= 1 }
    guard depth < 100, var result = both() else { return nil }
    while place < words.count, words[place] == "или" || words[place] == "or" {
      place += 1
      guard let right = both() else { return nil }
      result = result || right
    }
    return result
  }

  private mutating func both() -> Bool? {
    guard var result = one() else { return nil }
    while place < words.count, words[place] == "и" || words[place] == "and" {
      place += 1
      guard let right = one() else { return nil }
      result = result && right
    }
    return result
  }

  private mutating func one() -> Bool? {
    var isNegated = false
    while place < words.count, words[place] == "не" || words[place] == "not" {
      isNegated.toggle()
      place += 1
    }
    guard place < words.count else { return nil }
    let word = words[place]
    place += 1
    if word == "(" {
      guard let inner = value(), place < words.count, words[place] == ")" else { return nil }
      place += 1
      return inner != isNegated
    }
    guard Self.known.contains(word) else { return nil }
    return Self.trueOnServer.contains(word) != isNegated
  }
}

/// Digits of a date's literal.
package enum DateLiteral {
  /// Year, month, day, hour, minute, second; nil when there is no such day or time. No digits at all, or only zeros,
  /// is the empty date, 1 January of year 1.
  package static func parts(_ bytes: UnsafeBufferPointer<UInt8>) -> [Int]? {
    var digits: [Int] = []
    for byte in bytes where byte &- 0x30 < 10 { digits.append(Int(byte - 0x30)) }
    if digits.allSatisfy({ $0 == 0 }), [0, 8, 12, 14].contains(digits.count) { return [1, 1, 1, 0, 0, 0] }
    guard [8, 12, 14].contains(digits.count) else { return nil }
    while digits.count < 14 { digits.append(0) }
    func number(_ from: Int, _ count: Int) -> Int { digits[from..<from + count].reduce(0) { $0 * 10 + $1 } }
    let parts = [number(0, 4), number(4, 2), number(6, 2), number(8, 2), number(10, 2), number(12, 2)]
    guard parts[0] >= 1, (1...12).contains(parts[1]), parts[2] >= 1, parts[3] < 24, parts[4] < 60, parts[5] < 60
    else { return nil }
    let isLeap = parts[0] % 4 == 0 && (parts[0] % 100 != 0 || parts[0] % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][parts[1] - 1]
    return parts[2] <= days ? parts : nil
  }
}
