/// Parses modules of the language. Stages: bytes → `Lexer` (with the preprocessor) → statements by recursive descent,
/// nested at most `deepest` levels → `Tree`. After a mistake it reads on from the next statement.
package struct ModuleParser {
  /// How deep expressions and statements may nest, together.
  package static let deepest = 250

  private var lexer: Lexer
  private var tree: Tree
  private var token: Token
  private var previousEnd: UInt32 = 0
  private var depth = 0
  private var lastComplaint: UInt32 = .max
  private var isInAsync = false
  /// Keywords that enclosing constructs wait for.
  private var awaited: [Keyword] = []

  /// A module as it is read in one choice of preprocessor branches. Linear in the text.
  package static func parse(_ bytes: [UInt8], branches: Branches = .server) -> Tree {
    parse(bytes, branches: branches, isExpression: false).tree
  }

  /// The text of `Вычислить`: one expression. The root is its node.
  package static func parseExpression(_ bytes: [UInt8]) -> Tree {
    parse(bytes, branches: .server, isExpression: true).tree
  }

  /// All that is wrong in a module, whichever branches of the preprocessor are chosen; sorted, each mistake once.
  package static func check(_ bytes: [UInt8]) -> (tree: Tree, diagnostics: [Diagnostic]) {
    let whole = parse(bytes, branches: .all, isExpression: false)
    if whole.tree.diagnostics.isEmpty
      || whole.tree.directives.allSatisfy({ $0.kind == .region || $0.kind == .endRegion })
    {
      return (whole.tree, whole.tree.diagnostics)
    }
    // Branches may be alternatives that cannot stand side by side: each choice by itself then.
    var found: [Diagnostic] = []
    var tree = whole.tree
    for branch in 0..<min(max(whole.branchCount, 2), 16) {
      let one = parse(bytes, branches: .branch(branch), isExpression: false)
      if branch == 0 { tree = one.tree }
      for diagnostic in one.tree.diagnostics where !found.contains(where: { $0.span.start == diagnostic.span.start }) {
        found.append(diagnostic)
      }
    }
    found.sort { $0.span.start < $1.span.start }
    return (tree, found)
  }

  private static func parse(
    _ bytes: [UInt8], branches: Branches, isExpression: Bool
  ) -> (tree: Tree, branchCount: Int) {
    bytes.withUnsafeBufferPointer { text in
      var parser = ModuleParser(text, branches: branches)
      parser.tree.source = bytes
      parser.tree.lines = Lines(bytes)
      if isExpression { parser.parseWholeExpression() } else { parser.parseModule() }
      parser.tree.names = parser.lexer.names
      parser.tree.directives = parser.lexer.directives
      parser.tree.diagnostics += parser.lexer.diagnostics
      parser.tree.diagnostics.sort { $0.span.start < $1.span.start }
      return (parser.tree, parser.lexer.branchCount)
    }
  }

  private init(_ text: UnsafeBufferPointer<UInt8>, branches: Branches) {
    tree = Tree()
    lexer = Lexer(text, names: tree.names, branches: branches)
    tree.nodes.reserveCapacity(text.count / 6 + 16)
    tree.lists.reserveCapacity(text.count / 12 + 16)
    token = lexer.next()
  }

  // MARK: Tokens

  @inline(__always)
  private mutating func advance() {
    previousEnd = token.end
    token = lexer.next()
  }

  @inline(__always)
  private func isAt(_ keyword: Keyword) -> Bool {
    token.kind == .keyword && lexer.keyword(token.name) == keyword
  }

  private mutating func accept(_ kind: TokenKind) -> Bool {
    guard token.kind == kind else { return false }
    advance()
    return true
  }

  private mutating func accept(_ keyword: Keyword) -> Bool {
    guard isAt(keyword) else { return false }
    advance()
    return true
  }

  private mutating func complain(_ message: String, at span: Span? = nil) {
    let span = span ?? Span(token.start, max(token.end, token.start))
    // One mistake, one diagnostic: nothing more is said where something was said.
    guard span.start != lastComplaint else { return }
    if let last = lexer.diagnostics.last,
      last.span.end == previousEnd || (last.span.start <= span.start && span.start <= last.span.end)
    {
      return
    }
    lastComplaint = span.start
    tree.diagnostics.append(Diagnostic(span, message))
  }

  private mutating func expect(_ kind: TokenKind, _ sign: String) -> Bool {
    if accept(kind) { return true }
    complain("Ожидается символ '\(sign)'")
    return false
  }

  private mutating func expect(_ keyword: Keyword) -> Bool {
    if accept(keyword) { return true }
    complain("Ожидается ключевое слово \(keyword.bothSpellings)")
    return false
  }

  // MARK: Nodes

  private mutating func add(
    _ kind: Node.Kind, _ start: UInt32, flags: UInt8 = 0, _ a: Int32 = -1, _ b: Int32 = -1, _ c: Int32 = -1
  ) -> Int32 {
    tree.nodes.append(
      Node(kind: kind, flags: flags, start: start, end: max(previousEnd, start), a: a, b: b, c: c))
    return Int32(tree.nodes.count - 1)
  }

  private mutating func add(list: [Int32]) -> Int32 {
    let at = Int32(tree.lists.count)
    tree.lists.append(Int32(list.count))
    tree.lists.append(contentsOf: list)
    return at
  }

  private mutating func missing() -> Int32 {
    tree.nodes.append(Node(kind: .missing, start: token.start, end: token.start))
    return Int32(tree.nodes.count - 1)
  }

  // MARK: The module

  private mutating func parseModule() {
    let start = token.start
    var declarations: [Int32] = []
    var body: [Int32] = []
    var bodyStart = start
    while token.kind != .end {
      let before = token.start
      if token.kind == .annotation || token.kind == .ampersand || isAt(.procedure) || isAt(.function) || isAtAsync() {
        declarations.append(contentsOf: declaration())
      } else if isAt(.variable) {
        if !body.isEmpty {
          complain("Объявление переменной должно стоять перед операторами модуля")
        }
        declarations.append(variables(annotations: -1))
      } else {
        if body.isEmpty { bodyStart = token.start }
        statements(into: &body, isModule: true)
      }
      if token.start == before, token.kind != .end {
        complain("Неопознанный оператор")
        advance()
      }
    }
    let bodyList = add(list: body)
    let block = add(.block, bodyStart, bodyList)
    let list = add(list: declarations)
    tree.root = add(.module, start, list, block)
  }

  private mutating func parseWholeExpression() {
    tree.root = expression()
    if token.kind != .end { complain("Ожидается конец выражения") }
  }

  /// `Асинх` is a keyword only before a method.
  private mutating func isAtAsync() -> Bool {
    guard token.kind == .name, lexer.isAsync(token.name) else { return false }
    let saved = (lexer.at, lexer.diagnostics.count, lexer.directives.count)
    let following = lexer.next()
    lexer.at = saved.0
    lexer.diagnostics.removeLast(lexer.diagnostics.count - saved.1)
    lexer.directives.removeLast(lexer.directives.count - saved.2)
    guard following.kind == .keyword else { return false }
    let keyword = lexer.keyword(following.name)
    return keyword == .procedure || keyword == .function
  }

  private mutating func annotations() -> Int32 {
    var list: [Int32] = []
    while token.kind == .annotation || token.kind == .ampersand {
      let start = token.start
      if token.kind == .ampersand {
        complain("Ожидается имя директивы")
        advance()
        continue
      }
      let name = token.name
      advance()
      var parameters: [Int32] = []
      if accept(.leftParen) {
        while token.kind != .rightParen, token.kind != .end {
          let parameterStart = token.start
          var parameterName: Int32 = -1
          var value: Int32 = -1
          if token.kind == .name {
            parameterName = token.name
            advance()
            if accept(.equal) { value = expression() }
          } else {
            value = expression()
          }
          parameters.append(add(.annotationParameter, parameterStart, parameterName, value))
          if !accept(.comma) { break }
        }
        _ = expect(.rightParen, ")")
      }
      let parameterList = parameters.isEmpty ? -1 : add(list: parameters)
      list.append(add(.annotation, start, name, parameterList))
    }
    return list.isEmpty ? -1 : add(list: list)
  }

  private mutating func declaration() -> [Int32] {
    let start = token.start
    let annotationList = annotations()
    if isAt(.variable) { return [variables(annotations: annotationList)] }
    var flags: UInt8 = 0
    if isAtAsync() {
      flags |= Node.isAsync
      advance()
    }
    guard isAt(.procedure) || isAt(.function) else {
      complain("Ожидается ключевое слово \(Keyword.procedure.bothSpellings) или \(Keyword.function.bothSpellings)")
      return []
    }
    let isFunction = isAt(.function)
    if isFunction { flags |= Node.isFunction }
    advance()
    var name: Int32 = -1
    if token.kind == .name {
      name = token.name
      advance()
    } else {
      complain("Ожидается имя процедуры или функции")
      if token.kind == .keyword { advance() }
    }
    let parameterList = parameters()
    if accept(.export) { flags |= Node.isExported }
    let outerAsync = isInAsync
    isInAsync = flags & Node.isAsync != 0
    let end: Keyword = isFunction ? .endFunction : .endProcedure
    awaited.append(end)
    let bodyStart = token.start
    var body: [Int32] = []
    statements(into: &body, isModule: false)
    awaited.removeLast()
    isInAsync = outerAsync
    let bodyList = add(list: body)
    let block = add(.block, bodyStart, bodyList)
    if !accept(end) {
      // The other kind's end is the same mistake, not two.
      complain("Ожидается ключевое слово \(end.bothSpellings)")
      if isAt(.endFunction) || isAt(.endProcedure) { advance() }
    }
    let parts = add(list: [annotationList, block])
    return [add(.procedure, start, flags: flags, name, parameterList, parts)]
  }

  private mutating func parameters() -> Int32 {
    var list: [Int32] = []
    if expect(.leftParen, "(") {
      if token.kind != .rightParen {
        repeat {
          let start = token.start
          let annotationList = annotations()
          var flags: UInt8 = 0
          if accept(.value) { flags |= Node.isByValue }
          guard token.kind == .name else {
            complain("Ожидается имя параметра")
            break
          }
          let name = token.name
          advance()
          let value: Int32 = accept(.equal) ? expression() : -1
          list.append(add(.parameter, start, flags: flags, name, value, annotationList))
        } while accept(.comma)
      }
      if !expect(.rightParen, ")") { skipToLineEnd() }
    }
    return add(list: list)
  }

  /// After a broken head: up to what may begin a statement.
  private mutating func skipToLineEnd() {
    while token.kind != .end, token.kind != .semicolon, token.kind != .rightParen {
      if token.kind == .keyword { return }
      advance()
    }
    _ = accept(.rightParen)
    _ = accept(.semicolon)
  }

  private mutating func variables(annotations: Int32) -> Int32 {
    let start = token.start
    advance()
    var list: [Int32] = []
    repeat {
      let nameStart = token.start
      guard token.kind == .name else {
        complain("Ожидается имя переменной")
        recover()
        break
      }
      let name = token.name
      advance()
      let flags: UInt8 = accept(.export) ? 1 : 0
      list.append(add(.variable, nameStart, flags: flags, name, annotations))
    } while accept(.comma)
    let listAt = add(list: list)
    let node = add(.variables, start, listAt)
    endStatement()
    return node
  }

  // MARK: Statements

  /// Statements up to what ends a block: an awaited keyword, a method's beginning, the end of the text.
  private mutating func statements(into list: inout [Int32], isModule: Bool) {
    while true {
      switch token.kind {
      case .end: return
      case .semicolon:
        advance()
        continue
      case .annotation where isModule: return
      case .keyword:
        switch lexer.keyword(token.name) {
        case .procedure, .function: return
        case .variable where isModule && awaited.isEmpty && list.isEmpty: return
        case .endIf, .elseIf, .else, .endLoop, .endProcedure, .endFunction, .except, .endTry:
          let keyword = lexer.keyword(token.name)
          if isAwaited(keyword) { return }
          complain("Ключевое слово \(keyword.bothSpellings) без своего начала")
          advance()
          _ = accept(.semicolon)
          continue
        default: break
        }
      case .name where isAtAsync(): return
      default: break
      }
      let before = token.start
      if let statement = statement() { list.append(statement) }
      if token.start == before {
        if token.kind == .end { return }
        if token.kind == .annotation && awaited.allSatisfy({ $0 == .endProcedure || $0 == .endFunction }) { return }
        complain("Неопознанный оператор")
        advance()
        recover()
      }
    }
  }

  private func isAwaited(_ keyword: Keyword) -> Bool {
    switch keyword {
    case .elseIf, .else: return awaited.contains(.endIf)
    case .except: return awaited.contains(.except)
    case .endProcedure, .endFunction: return awaited.contains { $0 == .endProcedure || $0 == .endFunction }
    default: return awaited.contains(keyword)
    }
  }

  private mutating func block(until keywords: Keyword...) -> Int32 {
    let start = token.start
    var list: [Int32] = []
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.deepest else {
      complain("Слишком глубокая вложенность операторов")
      skipEverything()
      let empty = add(list: [])
      return add(.block, start, empty)
    }
    awaited.append(contentsOf: keywords)
    statements(into: &list, isModule: false)
    awaited.removeLast(keywords.count)
    let listAt = add(list: list)
    return add(.block, start, listAt)
  }

  private mutating func skipEverything() {
    while token.kind != .end { advance() }
  }

  /// To the next place where a statement may begin.
  private mutating func recover() {
    while token.kind != .end {
      if token.kind == .semicolon {
        advance()
        return
      }
      if token.kind == .keyword {
        switch lexer.keyword(token.name) {
        case .if, .for, .while, .try, .return, .endIf, .elseIf, .else, .endLoop, .endTry, .except, .procedure,
          .function, .endProcedure, .endFunction, .raise, .break, .continue, .goto:
          return
        default: break
        }
      }
      advance()
    }
  }

  /// A statement ends with `;`, which the last one of a block may lack.
  private mutating func endStatement() {
    if accept(.semicolon) { return }
    switch token.kind {
    case .end: return
    case .keyword:
      switch lexer.keyword(token.name) {
      case .endIf, .elseIf, .else, .endLoop, .endTry, .except, .endProcedure, .endFunction, .procedure, .function:
        return
      default: break
      }
    case .annotation where awaited.isEmpty: return
    case .name where isAtAsync(): return
    default: break
    }
    let hadComplaint = lastComplaint == token.start
    complain("Ожидается символ ';'")
    // What follows on a new line is a statement of its own; on the same line it is the rest of a broken one.
    if hadComplaint || isOnSameLine() { recover() }
  }

  private func isOnSameLine() -> Bool {
    var at = Int(previousEnd)
    while at < Int(token.start) {
      if lexer.bytes[at] == 10 || lexer.bytes[at] == 13 { return false }
      at += 1
    }
    return true
  }

  private mutating func statement() -> Int32? {
    let start = token.start
    switch token.kind {
    case .tilde:
      advance()
      guard let name = labelName() else { return nil }
      _ = expect(.colon, ":")
      return add(.label, start, name)
    case .name:
      return simpleStatement()
    case .keyword:
      return keywordStatement(lexer.keyword(token.name))
    default:
      complain("Неопознанный оператор")
      return nil
    }
  }

  private mutating func labelName() -> Int32? {
    guard token.kind == .name || token.kind == .keyword else {
      complain("Ожидается имя метки")
      recover()
      return nil
    }
    let name = token.name
    advance()
    return name
  }

  private mutating func keywordStatement(_ keyword: Keyword) -> Int32? {
    let start = token.start
    switch keyword {
    case .if: return ifStatement()
    case .for: return forStatement()
    case .while:
      advance()
      let condition = expression()
      _ = expect(.loop)
      let body = block(until: .endLoop)
      return finish(.endLoop, .while, start, condition, body)
    case .try:
      advance()
      let body = block(until: .except, .endTry)
      _ = expect(.except)
      let handler = block(until: .endTry)
      return finish(.endTry, .try, start, body, handler)
    case .break, .continue:
      advance()
      let node = add(keyword == .break ? .break : .continue, start)
      endStatement()
      return node
    case .return:
      advance()
      let value = isAtStatementEnd() ? -1 : expression()
      let node = add(.return, start, value)
      endStatement()
      return node
    case .raise: return raiseStatement()
    case .goto:
      advance()
      _ = expect(.tilde, "~")
      let name = labelName() ?? -1
      let node = add(.goto, start, name)
      endStatement()
      return node
    case .execute:
      advance()
      let text = expression()
      let node = add(.execute, start, text)
      endStatement()
      return node
    case .addHandler, .removeHandler:
      advance()
      let event = expression()
      _ = expect(.comma, ",")
      let handler = expression()
      let node = add(keyword == .addHandler ? .addHandler : .removeHandler, start, event, handler)
      endStatement()
      return node
    case .variable:
      return variables(annotations: -1)
    case .new, .true, .false, .undefined, .null, .not:
      complain("Ожидается оператор")
      _ = expression()
      recover()
      return nil
    default:
      complain("Неопознанный оператор")
      return nil
    }
  }

  private func isAtStatementEnd() -> Bool {
    switch token.kind {
    case .semicolon, .end: return true
    case .keyword:
      switch lexer.keyword(token.name) {
      case .endIf, .elseIf, .else, .endLoop, .endTry, .except, .endProcedure, .endFunction: return true
      default: return false
      }
    default: return false
    }
  }

  private mutating func finish(
    _ keyword: Keyword, _ kind: Node.Kind, _ start: UInt32, _ a: Int32, _ b: Int32, _ c: Int32 = -1
  ) -> Int32 {
    let hasEnd = expect(keyword)
    let node = add(kind, start, a, b, c)
    if hasEnd { endStatement() }
    return node
  }

  private mutating func ifStatement() -> Int32 {
    let start = token.start
    advance()
    var parts: [Int32] = []
    parts.append(expression())
    _ = expect(.then)
    parts.append(block(until: .endIf))
    while isAt(.elseIf) {
      advance()
      parts.append(expression())
      _ = expect(.then)
      parts.append(block(until: .endIf))
    }
    if accept(.else) { parts.append(block(until: .endIf)) }
    let list = add(list: parts)
    return finish(.endIf, .if, start, list, -1)
  }

  private mutating func forStatement() -> Int32? {
    let start = token.start
    advance()
    if accept(.each) {
      let name = loopVariable()
      _ = expect(.in)
      let collection = expression()
      _ = expect(.loop)
      let body = block(until: .endLoop)
      return finish(.endLoop, .forEach, start, name, collection, body)
    }
    let name = loopVariable()
    _ = expect(.equal, "=")
    let from = expression()
    _ = expect(.to)
    let to = expression()
    _ = expect(.loop)
    let body = block(until: .endLoop)
    let list = add(list: [to, body])
    return finish(.endLoop, .for, start, name, from, list)
  }

  private mutating func loopVariable() -> Int32 {
    let start = token.start
    guard token.kind == .name else {
      complain("Ожидается имя переменной")
      return missing()
    }
    let name = token.name
    advance()
    return add(.name, start, name)
  }

  private mutating func raiseStatement() -> Int32 {
    let start = token.start
    advance()
    if isAtStatementEnd() {
      let node = add(.raise, start, -1)
      endStatement()
      return node
    }
    var list: [Int32] = []
    var flags: UInt8 = 0
    if token.kind == .leftParen {
      // `ВызватьИсключение(текст, категория, код, дополнение, причина)`, or an expression that begins with a bracket.
      let saved = (lexer.at, token, previousEnd, tree.nodes.count, tree.lists.count)
      let counts = (lexer.diagnostics.count, lexer.directives.count, tree.diagnostics.count, lastComplaint)
      advance()
      list = arguments()
      if isAtStatementEnd() {
        flags = 1
      } else {
        lexer.at = saved.0
        token = saved.1
        previousEnd = saved.2
        tree.nodes.removeLast(tree.nodes.count - saved.3)
        tree.lists.removeLast(tree.lists.count - saved.4)
        lexer.diagnostics.removeLast(lexer.diagnostics.count - counts.0)
        lexer.directives.removeLast(lexer.directives.count - counts.1)
        tree.diagnostics.removeLast(tree.diagnostics.count - counts.2)
        lastComplaint = counts.3
        list = [expression()]
      }
    } else {
      list = [expression()]
    }
    let listAt = add(list: list)
    let node = add(.raise, start, flags: flags, listAt)
    endStatement()
    return node
  }

  private mutating func simpleStatement() -> Int32? {
    let start = token.start
    if isAtAwait() {
      let value = expression()
      let node = add(.callStatement, start, value)
      endStatement()
      return node
    }
    let target = postfix(primary())
    if accept(.equal) {
      let kind = tree[target].kind
      if kind != .name && kind != .member && kind != .index {
        complain("Выражение слева от '=' не может принимать значение", at: tree[target].span)
      }
      let value = expression()
      let node = add(.assign, start, target, value)
      endStatement()
      return node
    }
    let kind = tree[target].kind
    if kind != .call && kind != .method {
      complain(
        kind == .name || kind == .member || kind == .index ? "Ожидается символ '=' или вызов" : "Неопознанный оператор")
      recover()
      return nil
    }
    let node = add(.callStatement, start, target)
    endStatement()
    return node
  }

  // MARK: Expressions

  private mutating func expression() -> Int32 {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.deepest else {
      complain("Слишком глубокая вложенность выражения")
      skipEverything()
      return missing()
    }
    return binary(1)
  }

  /// Precedence: 1 Или, 2 И, 3 Не, 4 comparison, 5 + -, 6 * / %.
  private func binaryOperator() -> (Operator, Int)? {
    switch token.kind {
    case .plus: (.add, 5)
    case .minus: (.subtract, 5)
    case .star: (.multiply, 6)
    case .slash: (.divide, 6)
    case .percent: (.remainder, 6)
    case .equal: (.equal, 4)
    case .notEqual: (.notEqual, 4)
    case .less: (.less, 4)
    case .lessOrEqual: (.lessOrEqual, 4)
    case .greater: (.greater, 4)
    case .greaterOrEqual: (.greaterOrEqual, 4)
    case .keyword:
      switch lexer.keyword(token.name) {
      case .and: (.and, 2)
      case .or: (.or, 1)
      default: nil
      }
    default: nil
    }
  }

  private mutating func binary(_ lowest: Int) -> Int32 {
    let start = token.start
    var left = unary(lowest)
    while let (sign, precedence) = binaryOperator(), precedence >= lowest {
      advance()
      let right = binary(precedence + 1)
      left = add(.binary, start, flags: sign.rawValue, left, right)
    }
    return left
  }

  private mutating func unary(_ lowest: Int) -> Int32 {
    let start = token.start
    if isAt(.not) {
      depth += 1
      defer { depth -= 1 }
      guard depth < Self.deepest else {
        complain("Слишком глубокая вложенность выражения")
        skipEverything()
        return missing()
      }
      advance()
      let operand = binary(max(lowest, 4) == 4 ? 4 : lowest)
      return add(.unary, start, flags: Operator.not.rawValue, operand)
    }
    if token.kind == .minus || token.kind == .plus {
      depth += 1
      defer { depth -= 1 }
      guard depth < Self.deepest else {
        complain("Слишком глубокая вложенность выражения")
        skipEverything()
        return missing()
      }
      let sign: Operator = token.kind == .minus ? .negate : .plus
      advance()
      let operand = unary(7)
      return add(.unary, start, flags: sign.rawValue, operand)
    }
    return postfix(primary())
  }

  /// `Ждать` is a word of the language in asynchronous methods; elsewhere only where an operand follows.
  private mutating func isAtAwait() -> Bool {
    guard token.kind == .name, lexer.isAwait(token.name) else { return false }
    let saved = (lexer.at, lexer.diagnostics.count, lexer.directives.count)
    let following = lexer.next()
    lexer.at = saved.0
    lexer.diagnostics.removeLast(lexer.diagnostics.count - saved.1)
    lexer.directives.removeLast(lexer.directives.count - saved.2)
    switch following.kind {
    case .name, .string, .question: return true
    case .leftParen: return isInAsync
    case .keyword: return lexer.keyword(following.name) == .new
    default: return false
    }
  }

  private mutating func primary() -> Int32 {
    let start = token.start
    switch token.kind {
    case .number:
      advance()
      return add(.number, start)
    case .string:
      advance()
      // Texts that stand side by side are one text.
      while token.kind == .string { advance() }
      return add(.string, start)
    case .date:
      advance()
      return add(.date, start)
    case .name:
      if isAtAwait() {
        advance()
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.deepest else {
          complain("Слишком глубокая вложенность выражения")
          skipEverything()
          return missing()
        }
        let operand = postfix(primary())
        return add(.await, start, operand)
      }
      let name = token.name
      advance()
      if token.kind == .leftParen {
        advance()
        let list = add(list: arguments())
        return add(.call, start, name, list)
      }
      return add(.name, start, name)
    case .leftParen:
      advance()
      let inner = expression()
      _ = expect(.rightParen, ")")
      // The node of what stands in brackets keeps its own place.
      return inner
    case .question:
      advance()
      _ = expect(.leftParen, "(")
      let condition = expression()
      _ = expect(.comma, ",")
      let first = expression()
      _ = expect(.comma, ",")
      let second = expression()
      _ = expect(.rightParen, ")")
      return add(.choice, start, condition, first, second)
    case .keyword:
      switch lexer.keyword(token.name) {
      case .true:
        advance()
        return add(.yes, start)
      case .false:
        advance()
        return add(.no, start)
      case .undefined:
        advance()
        return add(.undefined, start)
      case .null:
        advance()
        return add(.null, start)
      case .new: return newExpression()
      default: break
      }
    default: break
    }
    complain("Ожидается выражение")
    return missing()
  }

  private mutating func newExpression() -> Int32 {
    let start = token.start
    advance()
    if token.kind == .name {
      let name = token.name
      advance()
      // A type's name may be dotted.
      guard accept(.leftParen) else { return add(.new, start, name, -1) }
      let list = add(list: arguments())
      return add(.new, start, name, list)
    }
    if accept(.leftParen) {
      let list = add(list: arguments())
      return add(.newDynamic, start, list)
    }
    complain("Ожидается имя типа")
    return missing()
  }

  /// After `(`, up to and with `)`. An omitted argument is `missing`; `()` has none.
  private mutating func arguments() -> [Int32] {
    var list: [Int32] = []
    if accept(.rightParen) { return list }
    while true {
      if token.kind == .comma {
        list.append(missing())
      } else if token.kind == .rightParen {
        list.append(missing())
      } else {
        list.append(expression())
      }
      if accept(.comma) { continue }
      break
    }
    _ = expect(.rightParen, ")")
    return list
  }

  private mutating func postfix(_ first: Int32) -> Int32 {
    var value = first
    let start = tree[first].start
    while true {
      if token.kind == .dot {
        advance()
        guard token.kind == .name || token.kind == .keyword else {
          complain("Ожидается имя свойства или метода")
          return value
        }
        let name = token.name
        advance()
        if accept(.leftParen) {
          let list = add(list: arguments())
          value = add(.method, start, value, name, list)
        } else {
          value = add(.member, start, value, name)
        }
      } else if token.kind == .leftBracket {
        advance()
        let index = expression()
        _ = expect(.rightBracket, "]")
        value = add(.index, start, value, index)
      } else {
        return value
      }
    }
  }
}
