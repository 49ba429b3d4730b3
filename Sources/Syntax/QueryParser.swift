/// Parses texts of the query language: packages, selections, unions, virtual tables, totals. Words of both languages.
/// After a mistake it goes on with the next query of the package.
package struct QueryParser {
  private var lexer: Lexer
  private var tree = QueryTree()
  private var token: Token
  private var previousEnd: UInt32 = 0
  private var depth = 0
  private var lastComplaint: UInt32 = .max
  private var isBroken = false

  package static func parse(_ bytes: [UInt8]) -> QueryTree {
    bytes.withUnsafeBufferPointer { text in
      var parser = QueryParser(text)
      parser.tree.source = bytes
      parser.tree.lines = Lines(bytes)
      parser.parsePackage()
      parser.tree.diagnostics += parser.lexer.diagnostics
      parser.tree.diagnostics.sort { $0.span.start < $1.span.start }
      return parser.tree
    }
  }

  private init(_ text: UnsafeBufferPointer<UInt8>) {
    lexer = Lexer(text, names: Names(), branches: .all, isQuery: true)
    token = lexer.next()
  }

  // MARK: Words

  private static let english: [String: String] = [
    "select": "выбрать", "allowed": "разрешенные", "distinct": "различные", "top": "первые", "into": "поместить",
    "from": "из", "as": "как", "inner": "внутреннее", "left": "левое", "right": "правое", "full": "полное",
    "outer": "внешнее", "join": "соединение", "on": "по", "by": "по", "where": "где", "group": "сгруппировать",
    "having": "имеющие", "for": "для", "update": "изменения", "order": "упорядочить", "asc": "возр", "desc": "убыв",
    "hierarchy": "иерархия", "autoorder": "автоупорядочивание", "totals": "итоги", "overall": "общие",
    "periods": "периодами", "only": "только", "union": "объединить", "all": "все", "index": "индексировать",
    "drop": "уничтожить", "and": "и", "or": "или", "not": "не", "in": "в", "between": "между", "is": "есть",
    "like": "подобно", "escape": "спецсимвол", "refs": "ссылка", "case": "выбор", "when": "когда", "then": "тогда",
    "else": "иначе", "end": "конец", "cast": "выразить", "value": "значение", "true": "истина", "false": "ложь",
    "undefined": "неопределено", "of": "из", "grouping": "группирующим", "sets": "наборам", "add": "добавить",
    "isnull": "естьnull", "type": "тип",
  ]

  /// Words that end an expression or cannot be an alias.
  private static let reserved: Set<String> = [
    "выбрать", "поместить", "из", "как", "внутреннее", "левое", "правое", "полное", "внешнее", "соединение", "по",
    "где", "сгруппировать", "имеющие", "для", "упорядочить", "автоупорядочивание", "итоги", "объединить",
    "индексировать", "уничтожить", "и", "или", "не", "в", "между", "есть", "подобно", "спецсимвол", "ссылка",
    "когда", "тогда", "иначе", "конец", "возр", "убыв", "иерархия", "периодами", "только", "все", "выбор",
  ]

  /// The folded Russian word at hand; empty when it is no word.
  private var word: String {
    guard token.kind == .name else { return "" }
    let folded = lexer.names.folded[Int(token.name)]
    return Self.english[folded] ?? folded
  }

  private mutating func advance() {
    previousEnd = token.end
    token = lexer.next()
  }

  private mutating func accept(_ text: String) -> Bool {
    guard word == text else { return false }
    advance()
    return true
  }

  private mutating func accept(_ kind: TokenKind) -> Bool {
    guard token.kind == kind else { return false }
    advance()
    return true
  }

  private mutating func complain(_ message: String) {
    isBroken = true
    guard token.start != lastComplaint, tree.diagnostics.last?.span.start != token.start else { return }
    lastComplaint = token.start
    tree.diagnostics.append(Diagnostic(Span(token.start, token.end), message))
  }

  private mutating func expect(_ text: String, _ shown: String) {
    if !isBroken, !accept(text) { complain("Синтаксическая ошибка: ожидается \(shown)") }
  }

  private mutating func expect(_ kind: TokenKind, _ shown: String) {
    if !isBroken, !accept(kind) { complain("Синтаксическая ошибка: ожидается '\(shown)'") }
  }

  private mutating func add(_ kind: QueryNode.Kind, _ start: UInt32, _ children: [Int32] = []) -> Int32 {
    let at = Int32(tree.lists.count)
    tree.lists.append(contentsOf: children)
    tree.nodes.append(
      QueryNode(kind: kind, start: start, end: max(previousEnd, start), children: at, count: Int32(children.count)))
    return Int32(tree.nodes.count - 1)
  }

  // MARK: Packages

  private mutating func parsePackage() {
    let start = token.start
    var queries: [Int32] = []
    while token.kind != .end {
      if accept(.semicolon) { continue }
      isBroken = false
      if word == "уничтожить" {
        let dropStart = token.start
        advance()
        let name = dottedName()
        queries.append(add(.drop, dropStart, [name]))
      } else if word == "выбрать" || token.kind == .leftParen {
        queries.append(query())
      } else {
        complain("Синтаксическая ошибка: ожидается ВЫБРАТЬ (SELECT)")
      }
      if !isBroken, token.kind != .end, token.kind != .semicolon {
        complain("Синтаксическая ошибка: непредвиденный текст")
      }
      if isBroken { while token.kind != .end, token.kind != .semicolon { advance() } }
    }
    if queries.isEmpty, tree.diagnostics.isEmpty { complain("Текст запроса пуст") }
    tree.root = add(.package, start, queries)
  }

  /// Selections in a union, then what holds for all of them, in whatever order it stands.
  private mutating func query() -> Int32 {
    let start = token.start
    depth += 1
    defer { depth -= 1 }
    guard depth < 60 else {
      complain("Слишком глубокая вложенность запроса")
      return add(.missing, start)
    }
    var parts: [Int32] = [selection()]
    while !isBroken {
      let partStart = token.start
      switch word {
      case "объединить":
        advance()
        _ = accept("все")
        parts.append(add(.union, partStart, [selection()]))
      case "упорядочить":
        advance()
        expect("по", "ПО (BY)")
        var items: [Int32] = []
        repeat { items.append(orderItem()) } while !isBroken && accept(.comma)
        parts.append(add(.order, partStart, items))
      case "автоупорядочивание":
        advance()
        parts.append(add(.autoOrder, partStart))
      case "итоги": parts.append(totals())
      case "индексировать":
        advance()
        expect("по", "ПО (BY)")
        if accept("наборам") {
          expect(.leftParen, "(")
          var items: [Int32] = []
          repeat {
            expect(.leftParen, "(")
            repeat { items.append(expression()) } while !isBroken && accept(.comma)
            expect(.rightParen, ")")
            if word == "уникально" || word == "unique" { advance() }
          } while !isBroken && accept(.comma)
          expect(.rightParen, ")")
          parts.append(add(.index, partStart, items))
        } else {
          var items: [Int32] = []
          repeat { items.append(expression()) } while !isBroken && accept(.comma)
          if word == "уникально" || word == "unique" { advance() }
          parts.append(add(.index, partStart, items))
        }
      case "для": parts.append(forUpdate())
      default:
        if token.kind == .leftBrace {
          parts.append(composition())
          continue
        }
        return add(.query, start, parts)
      }
    }
    return add(.query, start, parts)
  }

  private mutating func forUpdate() -> Int32 {
    let start = token.start
    advance()
    expect("изменения", "ИЗМЕНЕНИЯ (UPDATE)")
    var tables: [Int32] = []
    _ = accept("из")
    if token.kind == .name, !Self.reserved.contains(word) {
      repeat { tables.append(dottedName()) } while !isBroken && accept(.comma)
    }
    return add(.forUpdate, start, tables)
  }

  private mutating func orderItem() -> Int32 {
    let start = token.start
    let value = expression()
    if word == "возр" || word == "убыв" { advance() }
    if accept("иерархия"), word == "возр" || word == "убыв" { advance() }
    return add(.orderItem, start, [value])
  }

  private mutating func totals() -> Int32 {
    let start = token.start
    advance()
    var parts: [Int32] = []
    if word != "по" {
      repeat {
        let value = expression()
        parts.append(aliased(value, .field))
      } while !isBroken && accept(.comma)
    }
    expect("по", "ПО (BY)")
    var points: [Int32] = []
    repeat {
      let pointStart = token.start
      if accept("общие") {
        points.append(add(.literal, pointStart))
        continue
      }
      let value = expression()
      if accept("только") {
        expect("иерархия", "ИЕРАРХИЯ (HIERARCHY)")
      } else {
        _ = accept("иерархия")
      }
      if accept("периодами") {
        expect(.leftParen, "(")
        _ = expression()
        while !isBroken, accept(.comma) {
          if token.kind != .comma, token.kind != .rightParen { _ = expression() }
        }
        expect(.rightParen, ")")
      }
      points.append(aliased(value, .field))
    } while !isBroken && accept(.comma)
    parts.append(add(.totalsBy, start, points))
    return add(.totals, start, parts)
  }

  // MARK: Selections

  private mutating func selection() -> Int32 {
    let start = token.start
    if token.kind == .leftParen {
      advance()
      let inner = query()
      expect(.rightParen, ")")
      return inner
    }
    expect("выбрать", "ВЫБРАТЬ (SELECT)")
    var parts: [Int32] = []
    loop: while true {
      switch word {
      case "разрешенные", "различные": advance()
      case "первые":
        advance()
        if token.kind == .number || token.kind == .annotation {
          advance()
        } else {
          complain("Синтаксическая ошибка: ожидается число")
        }
      default: break loop
      }
    }
    repeat { parts.append(field()) } while !isBroken && accept(.comma)
    while !isBroken {
      let partStart = token.start
      switch word {
      case "поместить", "добавить":
        advance()
        parts.append(add(.into, partStart, [dottedName()]))
      case "из":
        advance()
        var sources: [Int32] = []
        repeat { sources.append(joined()) } while !isBroken && accept(.comma)
        parts.append(add(.source, partStart, sources))
      case "где":
        advance()
        parts.append(add(.where, partStart, [expression()]))
      case "сгруппировать":
        advance()
        expect("по", "ПО (BY)")
        parts.append(group(partStart))
      case "имеющие":
        advance()
        parts.append(add(.having, partStart, [expression()]))
      case "для": parts.append(forUpdate())
      default:
        guard token.kind == .leftBrace else { return add(.selection, start, parts) }
        parts.append(composition())
      }
    }
    return add(.selection, start, parts)
  }

  private mutating func group(_ start: UInt32) -> Int32 {
    var items: [Int32] = []
    if accept("группирующим") {
      expect("наборам", "НАБОРАМ (SETS)")
      expect(.leftParen, "(")
      repeat {
        expect(.leftParen, "(")
        if token.kind != .rightParen { repeat { items.append(expression()) } while !isBroken && accept(.comma) }
        expect(.rightParen, ")")
      } while !isBroken && accept(.comma)
      expect(.rightParen, ")")
    } else {
      repeat { items.append(expression()) } while !isBroken && accept(.comma)
    }
    return add(.group, start, items)
  }

  private mutating func field() -> Int32 {
    let start = token.start
    if accept(.star) { return add(.star, start) }
    let value = expression()
    return aliased(value, .field)
  }

  /// An expression with its alias, `КАК` or not.
  private mutating func aliased(_ value: Int32, _ kind: QueryNode.Kind) -> Int32 {
    let start = tree[value].start
    var parts = [value]
    let hasWord = accept("как")
    if token.kind == .name, hasWord || !Self.reserved.contains(word) {
      let aliasStart = token.start
      advance()
      parts.append(add(.alias, aliasStart))
    } else if hasWord {
      complain("Синтаксическая ошибка: ожидается псевдоним")
    }
    return add(kind, start, parts)
  }

  private mutating func joined() -> Int32 {
    let start = token.start
    depth += 1
    defer { depth -= 1 }
    guard depth < 60 else {
      complain("Слишком глубокая вложенность запроса")
      return add(.missing, start)
    }
    var left = source()
    while !isBroken {
      let joinStart = token.start
      if token.kind == .leftBrace {
        // `{ЛЕВОЕ СОЕДИНЕНИЕ …}` of data composition.
        guard compositionIsJoin() else { return left }
        left = add(.join, joinStart, [left, composition()])
        continue
      }
      switch word {
      case "внутреннее": advance()
      case "левое", "правое", "полное":
        advance()
        _ = accept("внешнее")
      case "соединение": break
      default: return left
      }
      expect("соединение", "СОЕДИНЕНИЕ (JOIN)")
      let right = joined()
      expect("по", "ПО (ON)")
      let condition = expression()
      left = add(.join, joinStart, [left, right, condition])
    }
    return left
  }

  private func compositionIsJoin() -> Bool {
    var ahead = lexer
    let next = ahead.next()
    guard next.kind == .name else { return false }
    let folded = ahead.names.folded[Int(next.name)]
    return ["внутреннее", "левое", "правое", "полное", "соединение"].contains(Self.english[folded] ?? folded)
  }

  private mutating func source() -> Int32 {
    let start = token.start
    if accept(.leftParen) {
      let inner: Int32
      if word == "выбрать" || token.kind == .leftParen {
        inner = query()
      } else {
        inner = joined()
      }
      expect(.rightParen, ")")
      return aliased(add(.subquery, start, [inner]), .source)
    }
    if token.kind == .annotation {
      advance()
      return aliased(add(.parameter, start), .source)
    }
    let name = dottedName()
    guard token.kind == .leftParen else { return aliased(name, .source) }
    advance()
    var arguments = [name]
    while !isBroken, token.kind != .rightParen, token.kind != .end {
      if token.kind == .comma {
        advance()
      } else if token.kind == .leftBrace {
        arguments.append(composition())
      } else {
        arguments.append(expression())
        if token.kind != .comma, token.kind != .rightParen, token.kind != .leftBrace {
          complain("Синтаксическая ошибка: ожидается ','")
        }
      }
    }
    expect(.rightParen, ")")
    return aliased(add(.virtualTable, start, arguments), .source)
  }

  private mutating func dottedName() -> Int32 {
    let start = token.start
    guard token.kind == .name, !Self.reserved.contains(word) || word == "ссылка" else {
      complain("Синтаксическая ошибка: ожидается имя")
      return add(.missing, start)
    }
    advance()
    while token.kind == .dot {
      advance()
      guard token.kind == .name else {
        complain("Синтаксическая ошибка: ожидается имя")
        break
      }
      advance()
    }
    return add(.name, start)
  }

  /// `{…}` up to its own `}`.
  private mutating func composition() -> Int32 {
    let start = token.start
    advance()
    var open = 1
    while open > 0, token.kind != .end {
      if token.kind == .leftBrace { open += 1 }
      if token.kind == .rightBrace { open -= 1 }
      advance()
    }
    if open > 0 { complain("Синтаксическая ошибка: ожидается '}'") }
    return add(.composition, start)
  }

  // MARK: Expressions

  private mutating func expression() -> Int32 {
    depth += 1
    defer { depth -= 1 }
    guard depth < 120 else {
      complain("Слишком глубокая вложенность выражения")
      return add(.missing, token.start)
    }
    let start = token.start
    var left = conjunction()
    while !isBroken, accept("или") { left = add(.binary, start, [left, conjunction()]) }
    return left
  }

  private mutating func conjunction() -> Int32 {
    let start = token.start
    var left = negation()
    while !isBroken, accept("и") { left = add(.binary, start, [left, negation()]) }
    return left
  }

  private mutating func negation() -> Int32 {
    let start = token.start
    var count = 0
    while accept("не") { count += 1 }
    let value = comparison()
    return count > 0 ? add(.unary, start, [value]) : value
  }

  private mutating func comparison() -> Int32 {
    let start = token.start
    var left = sum()
    while !isBroken {
      switch token.kind {
      case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
        advance()
        left = add(.binary, start, [left, sum()])
        continue
      default: break
      }
      switch word {
      case "не":
        // `х НЕ В (…)`, `х НЕ ПОДОБНО …`, `х НЕ МЕЖДУ …`
        advance()
        guard ["в", "подобно", "между"].contains(word) else {
          complain("Синтаксическая ошибка: ожидается В, ПОДОБНО или МЕЖДУ")
          return left
        }
      case "в":
        advance()
        if word == "иерархии" || word == "иерархия" { advance() }
        left = add(.inList, start, [left, list()])
      case "между":
        advance()
        let low = sum()
        expect("и", "И (AND)")
        left = add(.between, start, [left, low, sum()])
      case "есть":
        advance()
        _ = accept("не")
        expect("null", "NULL")
        left = add(.isNull, start, [left])
      case "подобно":
        advance()
        var parts = [left, sum()]
        if accept("спецсимвол") { parts.append(sum()) }
        left = add(.like, start, parts)
      case "ссылка":
        advance()
        left = add(.refersTo, start, [left, dottedName()])
      default: return left
      }
    }
    return left
  }

  private mutating func list() -> Int32 {
    let start = token.start
    if token.kind == .annotation {
      advance()
      return add(.parameter, start)
    }
    expect(.leftParen, "(")
    if word == "выбрать" {
      let inner = query()
      expect(.rightParen, ")")
      return add(.subquery, start, [inner])
    }
    var items: [Int32] = []
    if token.kind != .rightParen {
      repeat { items.append(expression()) } while !isBroken && accept(.comma)
    }
    expect(.rightParen, ")")
    return add(.tuple, start, items)
  }

  private mutating func sum() -> Int32 {
    let start = token.start
    var left = product()
    while !isBroken, token.kind == .plus || token.kind == .minus {
      advance()
      left = add(.binary, start, [left, product()])
    }
    return left
  }

  private mutating func product() -> Int32 {
    let start = token.start
    var left = unary()
    while !isBroken, token.kind == .star || token.kind == .slash || token.kind == .percent {
      advance()
      left = add(.binary, start, [left, unary()])
    }
    return left
  }

  private mutating func unary() -> Int32 {
    let start = token.start
    var count = 0
    while token.kind == .minus || token.kind == .plus {
      advance()
      count += 1
    }
    let value = primary()
    return count > 0 ? add(.unary, start, [value]) : value
  }

  private mutating func primary() -> Int32 {
    let start = token.start
    switch token.kind {
    case .number:
      advance()
      return add(.number, start)
    case .string:
      advance()
      return add(.string, start)
    case .annotation:
      advance()
      let parameter = add(.parameter, start)
      return members(of: parameter, start)
    case .leftParen:
      advance()
      if word == "выбрать" {
        let inner = query()
        expect(.rightParen, ")")
        return add(.subquery, start, [inner])
      }
      var items = [expression()]
      while !isBroken, accept(.comma) { items.append(expression()) }
      expect(.rightParen, ")")
      return items.count == 1 ? members(of: items[0], start) : add(.tuple, start, items)
    case .name: break
    default:
      complain("Синтаксическая ошибка: ожидается выражение")
      return add(.missing, start)
    }
    switch word {
    case "выбор": return choice()
    case "истина", "ложь", "null", "неопределено":
      advance()
      return add(.literal, start)
    case "выразить":
      advance()
      expect(.leftParen, "(")
      let value = expression()
      expect("как", "КАК (AS)")
      let type = dottedName()
      if accept(.leftParen) {
        repeat {
          if token.kind == .number { advance() } else { complain("Синтаксическая ошибка: ожидается число") }
        } while !isBroken && accept(.comma)
        expect(.rightParen, ")")
      }
      expect(.rightParen, ")")
      return members(of: add(.cast, start, [value, type]), start)
    default: break
    }
    guard !Self.reserved.contains(word) || word == "ссылка" else {
      complain("Синтаксическая ошибка: ожидается выражение")
      return add(.missing, start)
    }
    advance()
    if token.kind == .leftParen {
      advance()
      var arguments: [Int32] = []
      if token.kind != .rightParen {
        repeat {
          let argumentStart = token.start
          if accept(.star) {
            arguments.append(add(.star, argumentStart))
          } else if accept("различные") {
            arguments.append(add(.distinct, argumentStart, [expression()]))
          } else if token.kind == .comma || token.kind == .rightParen {
            arguments.append(add(.missing, argumentStart))
          } else {
            arguments.append(expression())
          }
        } while !isBroken && accept(.comma)
      }
      expect(.rightParen, ")")
      return members(of: add(.call, start, arguments), start)
    }
    return members(of: add(.name, start), start)
  }

  /// `.Имя`, `.*`, and `.(поля)` of a tabular section.
  private mutating func members(of value: Int32, _ start: UInt32) -> Int32 {
    var value = value
    while !isBroken, token.kind == .dot {
      advance()
      if accept(.star) { return add(.star, start, [value]) }
      if accept(.leftParen) {
        var fields: [Int32] = [value]
        repeat { fields.append(field()) } while !isBroken && accept(.comma)
        expect(.rightParen, ")")
        return add(.nestedTable, start, fields)
      }
      guard token.kind == .name else {
        complain("Синтаксическая ошибка: ожидается имя поля")
        return value
      }
      advance()
      value = add(.name, start)
    }
    return value
  }

  private mutating func choice() -> Int32 {
    let start = token.start
    advance()
    var parts: [Int32] = []
    if word != "когда" { parts.append(expression()) }
    while !isBroken, word == "когда" {
      let whenStart = token.start
      advance()
      let condition = expression()
      expect("тогда", "ТОГДА (THEN)")
      parts.append(add(.when, whenStart, [condition, expression()]))
    }
    if accept("иначе") { parts.append(add(.otherwise, start, [expression()])) }
    expect("конец", "КОНЕЦ (END)")
    return members(of: add(.choice, start, parts), start)
  }
}
