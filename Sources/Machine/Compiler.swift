package import Syntax

/// Makes a program of a tree. One pass over each method after its local names were gathered; registers are: parameters,
/// named locals, then temporaries as a stack. What cannot run is a diagnostic with its place.
struct Compiler {
  let tree: Tree
  let name: String
  /// Folded names of common modules that may be called by name.
  let modules: Set<String>
  /// A text of `Выполнить` or `Вычислить`: the method around it.
  let outer: Outer?

  /// Where a text is compiled in: its module's program and the function whose locals it sees.
  struct Outer {
    let program: Program
    let function: Int
  }

  private(set) var diagnostics: [Diagnostic] = []
  private var constants: [Constant] = []
  private var constantPlaces: [Constant: Int] = [:]
  private var symbols: [String] = []
  private var symbolPlaces: [Int32: Int] = [:]
  private var variables: [(name: String, isExported: Bool)] = []
  private var variablePlaces: [String: Int] = [:]
  private var functionPlaces: [String: Int] = [:]
  private var heads: [Head] = []
  private var functions: [CompiledFunction] = []
  private var copyOuts: [[CopyOut]] = [[]]
  private var siteCount = 0
  // The method in work.
  private var function = CompiledFunction(
    name: "", isFunction: false, isExported: false, isAsync: false, parameters: [], locals: [], registers: 0,
    assigned: 0, code: [], lines: [], handlers: [])
  private var places: [Int32: Int] = [:]
  private var free = 0
  private var line: Int32 = 0
  private var loops: [Loop] = []
  private var labels: [Int32: (place: Int, level: Int)] = [:]
  private var gotos: [(jump: Int, name: Int32, node: Int32)] = []
  private var handlerLevel = 0
  /// A stop before each statement.
  private var isForDebugging = false
  private var lastLine: (from: UInt32, to: UInt32, line: Int32) = (1, 0, 0)

  private struct Head {
    var node: Int32
    var function: CompiledFunction
  }

  private struct Loop {
    var breaks: [Int] = []
    var continues: [Int] = []
    var handlerLevel: Int
  }

  /// Compiles a module.
  static func compile(
    _ tree: Tree, name: String, modules: Set<String> = [], forDebugging: Bool = false
  ) -> (Program?, [Diagnostic]) {
    guard tree.diagnostics.isEmpty else { return (nil, tree.diagnostics) }
    var compiler = Compiler(tree: tree, name: name, modules: modules, outer: nil)
    compiler.isForDebugging = forDebugging
    let program = compiler.module()
    return compiler.diagnostics.isEmpty ? (program, []) : (nil, compiler.diagnostics)
  }

  /// Compiles a text of `Выполнить` (statements) or `Вычислить` (an expression).
  static func compile(
    _ tree: Tree, in outer: Outer, isExpression: Bool, modules: Set<String>
  ) -> (Program?, [Diagnostic]) {
    guard tree.diagnostics.isEmpty else { return (nil, tree.diagnostics) }
    var compiler = Compiler(tree: tree, name: outer.program.name, modules: modules, outer: outer)
    let program = compiler.text(isExpression: isExpression)
    return compiler.diagnostics.isEmpty ? (program, []) : (nil, compiler.diagnostics)
  }

  private init(tree: Tree, name: String, modules: Set<String>, outer: Outer?) {
    self.tree = tree
    self.name = name
    self.modules = modules
    self.outer = outer
  }

  // MARK: Modules and methods

  private func folded(_ name: Int32) -> String { tree.names.folded[Int(name)] }

  private mutating func complain(_ node: Int32, _ message: String) {
    diagnostics.append(Diagnostic(tree[node].span, message))
  }

  private mutating func module() -> Program {
    let root = tree[tree.root]
    for declaration in tree.list(root.a) {
      let node = tree[declaration]
      if node.kind == .variables {
        for variable in tree.list(node.a) {
          let key = folded(tree[variable].a)
          if variablePlaces[key] != nil {
            complain(variable, "Переменная с указанным именем уже определена (\(tree.names[tree[variable].a]))")
          }
          variablePlaces[key] = variables.count
          variables.append((tree.names[tree[variable].a], tree[variable].flags & 1 != 0))
        }
      } else if node.kind == .procedure {
        let key = folded(node.a)
        if functionPlaces[key] != nil {
          complain(declaration, "Процедура или функция с указанным именем уже определена (\(tree.names[node.a]))")
        }
        functionPlaces[key] = heads.count + 1
        heads.append(Head(node: declaration, function: head(declaration)))
      }
    }
    startFunction(emptyFunction(name: ""))
    gatherLocals(root.b)
    block(root.b)
    finishFunction(at: root.end)
    for head in heads {
      startFunction(head.function)
      for (place, parameter) in tree.list(tree[head.node].b).enumerated() { places[tree[parameter].a] = place }
      let body = tree.list(tree[head.node].c).last!
      gatherLocals(body)
      block(body)
      finishFunction(at: tree[head.node].end)
    }
    markPassedOn()
    var exports: [String: Program.Export] = [:]
    for (index, variable) in variables.enumerated() where variable.isExported {
      exports[Folding.fold(variable.name)] = .variable(index)
    }
    for (key, index) in functionPlaces where functions[index].isExported { exports[key] = .function(index) }
    return program(exports: exports)
  }

  private func program(exports: [String: Program.Export]) -> Program {
    Program(
      name: name, constants: constants, symbols: symbols, variables: variables, functions: functions,
      exports: exports, siteCount: siteCount, copyOuts: copyOuts, source: tree.source, lines: tree.lines)
  }

  private mutating func text(isExpression: Bool) -> Program {
    let outer = outer!
    variables = outer.program.variables
    for (index, variable) in variables.enumerated() { variablePlaces[Folding.fold(variable.name)] = index }
    var function = emptyFunction(name: "")
    function.isFunction = isExpression
    let names = outer.program.functions[outer.function].locals
    function.parameters = names.map { .init(name: $0, isByValue: false, value: nil) }
    function.locals = names
    startFunction(function)
    let known = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    for (index, name) in tree.names.folded.enumerated() {
      if let place = known[name] { places[Int32(index)] = place }
    }
    if isExpression {
      setLine(tree.root)
      let register = operand(tree.root)
      emit(UInt64(.return, register))
      finishFunction(at: tree[tree.root].end)
    } else {
      let root = tree[tree.root]
      for declaration in tree.list(root.a) where tree[declaration].kind == .procedure {
        complain(declaration, "Объявление процедур и функций здесь недопустимо")
      }
      for declaration in tree.list(root.a) where tree[declaration].kind == .variables { gather(declaration) }
      gatherLocals(root.b)
      block(root.b)
      finishFunction(at: root.end)
    }
    return program(exports: [:])
  }

  private func emptyFunction(name: String) -> CompiledFunction {
    CompiledFunction(
      name: name, isFunction: false, isExported: false, isAsync: false, parameters: [], locals: [], registers: 0,
      assigned: 0, code: [], lines: [], handlers: [])
  }

  private mutating func head(_ declaration: Int32) -> CompiledFunction {
    let node = tree[declaration]
    var function = emptyFunction(name: tree.names[node.a])
    function.isFunction = node.flags & Node.isFunction != 0
    function.isExported = node.flags & Node.isExported != 0
    function.isAsync = node.flags & Node.isAsync != 0
    var seen: Set<Int32> = []
    for parameter in tree.list(node.b) {
      let part = tree[parameter]
      if !seen.insert(part.a).inserted {
        complain(parameter, "Параметр с указанным именем уже определен (\(tree.names[part.a]))")
      }
      var value: Int?
      if part.b >= 0 {
        if let constant = literal(part.b) {
          value = place(of: constant)
        } else {
          complain(part.b, "Значением параметра по умолчанию может быть только константа")
        }
      }
      function.parameters.append(
        .init(name: tree.names[part.a], isByValue: part.flags & Node.isByValue != 0, value: value))
      function.locals.append(folded(part.a))
    }
    if function.parameters.count > 250 { complain(declaration, "Слишком много параметров") }
    return function
  }

  private mutating func startFunction(_ function: CompiledFunction) {
    self.function = function
    places = [:]
    loops = []
    labels = [:]
    gotos = []
    handlerLevel = 0
    free = function.locals.count
  }

  private mutating func finishFunction(at end: UInt32) {
    line = Int32(tree.lines.line(at: end > 0 ? end - 1 : 0))
    emit(UInt64(.returnUndefined))
    for (jump, name, node) in gotos {
      if let label = labels[name] {
        patch(jump, to: label.place)
      } else {
        complain(node, "Метка не определена (\(tree.names[name]))")
      }
    }
    function.registers = max(function.registers, function.locals.count) + 1
    if function.registers > 60_000 || constants.count > 60_000 || symbols.count > 60_000 {
      diagnostics.append(Diagnostic(Span(0, 0), "Слишком большой метод (\(function.name))"))
    }
    functions.append(function)
  }

  /// Names that the block assigns, unless they are variables of the module.
  private mutating func gatherLocals(_ block: Int32) {
    for statement in tree.list(tree[block].a) { gather(statement) }
    free = function.locals.count
  }

  private mutating func gather(_ statement: Int32) {
    let node = tree[statement]
    switch node.kind {
    case .assign:
      if tree[node.a].kind == .name { declare(tree[node.a].a) }
    case .for:
      if tree[node.a].kind == .name { declare(tree[node.a].a) }
      gatherBlock(tree.list(node.c).last!)
    case .forEach:
      if tree[node.a].kind == .name { declare(tree[node.a].a) }
      gatherBlock(node.c)
    case .if:
      for part in tree.list(node.a) where tree[part].kind == .block { gatherBlock(part) }
    case .while: gatherBlock(node.b)
    case .try:
      gatherBlock(node.a)
      gatherBlock(node.b)
    case .variables:
      for variable in tree.list(node.a) { declare(tree[variable].a, hidesModule: true) }
    default: break
    }
  }

  private mutating func gatherBlock(_ block: Int32) {
    for statement in tree.list(tree[block].a) { gather(statement) }
  }

  private mutating func declare(_ name: Int32, hidesModule: Bool = false) {
    guard places[name] == nil else { return }
    if !hidesModule, variablePlaces[folded(name)] != nil { return }
    places[name] = function.locals.count
    function.locals.append(folded(name))
  }

  /// A parameter passed on by reference may be assigned there.
  private mutating func markPassedOn() {}

  private mutating func markAssigned(_ register: Int) {
    guard register < function.parameters.count, !function.parameters[register].isByValue else { return }
    function.assigned |= 1 << UInt64(min(register, 63))
  }

  // MARK: Code

  private mutating func emit(_ word: UInt64) {
    function.code.append(word)
    function.lines.append(line)
  }

  private mutating func setLine(_ node: Int32) {
    let start = tree[node].start
    if start >= lastLine.from, start < lastLine.to {
      line = lastLine.line
      return
    }
    let number = tree.lines.line(at: start)
    line = Int32(number)
    let starts = tree.lines.starts
    lastLine = (starts[number - 1], number < starts.count ? starts[number] : .max, line)
  }

  private mutating func temporary(_ count: Int = 1) -> Int {
    let register = free
    free += count
    function.registers = max(function.registers, free)
    return register
  }

  private var here: Int { function.code.count }

  /// A jump to be patched.
  private mutating func jump(_ op: Op = .jump, _ a: Int = 0) -> Int {
    emit(UInt64(op, a))
    return here - 1
  }

  private mutating func patch(_ at: Int, to target: Int) {
    let offset = UInt32(bitPattern: Int32(target - at - 1))
    function.code[at] = function.code[at] & 0xFFFF_FFFF | UInt64(offset) << 32
  }

  private mutating func patch(_ list: [Int]) {
    for at in list { patch(at, to: here) }
  }

  private mutating func emitLoop(to target: Int) {
    emit(UInt64(.loop))
    patch(here - 1, to: target)
  }

  private mutating func place(of constant: Constant) -> Int {
    if let place = constantPlaces[constant] { return place }
    constants.append(constant)
    constantPlaces[constant] = constants.count - 1
    return constants.count - 1
  }

  private mutating func symbol(_ name: Int32) -> Int {
    if let place = symbolPlaces[name] { return place }
    symbols.append(tree.names[name])
    symbolPlaces[name] = symbols.count - 1
    return symbols.count - 1
  }

  private mutating func site() -> Int {
    siteCount += 1
    return siteCount - 1
  }

  private func literal(_ node: Int32) -> Constant? {
    let part = tree[node]
    switch part.kind {
    case .number: return .number(digits: tree.text(of: part.span))
    case .string: return .text(tree.stringPieces(of: node))
    case .date:
      let parts = tree.dateValue(of: node)
      return .date(Calendar.seconds(parts))
    case .yes: return .bool(true)
    case .no: return .bool(false)
    case .undefined: return .undefined
    case .null: return .null
    case .unary:
      guard case .number(let digits)? = literal(part.a), tree[part.a].kind == .number else { return nil }
      if part.flags == Operator.negate.rawValue { return .number(digits: "-" + digits) }
      return part.flags == Operator.plus.rawValue ? .number(digits: digits) : nil
    case .name:
      let key = folded(part.a)
      guard places[part.a] == nil, variablePlaces[key] == nil else { return nil }
      return nil
    default: return nil
    }
  }

  // MARK: Statements

  private mutating func block(_ block: Int32) {
    for statement in tree.list(tree[block].a) {
      let saved = free
      self.statement(statement)
      free = saved
    }
  }

  private mutating func statement(_ statement: Int32) {
    let node = tree[statement]
    setLine(statement)
    if isForDebugging { emit(UInt64(.breakpoint)) }
    switch node.kind {
    case .assign: assign(statement)
    case .callStatement:
      _ = expression(node.a, into: nil, isStatement: true)
    case .if: ifStatement(node)
    case .while:
      let start = here
      let exits = falseJumps(node.a)
      loops.append(Loop(handlerLevel: handlerLevel))
      block(node.b)
      let loop = loops.removeLast()
      for at in loop.continues { patch(at, to: here) }
      setLine(statement)
      emitLoop(to: start)
      patch(exits)
      patch(loop.breaks)
    case .for: forStatement(statement)
    case .forEach: forEachStatement(statement)
    case .break, .continue:
      guard let loop = loops.last else {
        let word = node.kind == .break ? "Прервать" : "Продолжить"
        return complain(statement, "Оператор \(word) может употребляться только внутри цикла")
      }
      if handlerLevel > loop.handlerLevel { emit(UInt64(.handler, flags: 0, 0, loop.handlerLevel + 1)) }
      let at = jump()
      if node.kind == .break {
        loops[loops.count - 1].breaks.append(at)
      } else {
        loops[loops.count - 1].continues.append(at)
      }
    case .return:
      if node.a >= 0 {
        if !function.isFunction {
          complain(statement, "Процедура не может возвращать значение")
        }
        let register = operand(node.a)
        setLine(statement)
        emit(UInt64(.return, flags: function.isAsync ? 1 : 0, register))
      } else {
        emit(UInt64(.returnUndefined, flags: function.isAsync ? 1 : 0))
      }
    case .try: tryStatement(node)
    case .raise:
      let arguments = Array(tree.list(node.a))
      if node.a < 0 {
        if handlerLevel == 0 {
          complain(statement, "ВызватьИсключение без параметров употребляется только в обработчике исключения")
        }
        return emit(UInt64(.reraise))
      }
      let window = temporary(max(arguments.count, 1))
      for (index, argument) in arguments.enumerated() { expression(argument, to: window + index) }
      setLine(statement)
      emit(UInt64(.raise, flags: arguments.count, window, 0, Int(node.flags)))
    case .goto:
      if handlerLevel > 0 { emit(UInt64(.handler, flags: 0, 0, 1)) }
      gotos.append((jump(.loop), node.a, statement))
    case .label:
      labels[node.a] = (here, handlerLevel)
    case .execute:
      let register = operand(node.a)
      setLine(statement)
      emit(UInt64(.execute, register))
      markAllAssigned()
    case .addHandler, .removeHandler:
      let window = temporary(2)
      expression(node.a, to: window)
      let name = node.kind == .addHandler ? "ДобавитьОбработчик" : "УдалитьОбработчик"
      emit(UInt64(.unknownFunction, 0, intern(name)))
    case .variables, .block, .procedure: break
    default: break
    }
  }

  private mutating func intern(_ name: String) -> Int {
    if let place = symbols.firstIndex(of: name) { return place }
    symbols.append(name)
    return symbols.count - 1
  }

  /// A text may assign any local.
  private mutating func markAllAssigned() {
    for register in function.parameters.indices { markAssigned(register) }
  }

  private mutating func assign(_ statement: Int32) {
    let node = tree[statement]
    let target = tree[node.a]
    switch target.kind {
    case .name:
      if let register = places[target.a] {
        markAssigned(register)
        if appends(to: target.a, node.b, place: register, isVariable: false, statement) { return }
        return expression(node.b, to: register)
      }
      guard let variable = variablePlaces[folded(target.a)] else {
        return complain(node.a, "Переменная не определена (\(tree.names[target.a]))")
      }
      if appends(to: target.a, node.b, place: variable, isVariable: true, statement) { return }
      let register = operand(node.b)
      emit(UInt64(.setVariable, register, variable))
    case .member:
      let object = operand(target.a, before: node.b)
      let value = operand(node.b)
      setLine(statement)
      emit(UInt64(.setMember, object, symbol(target.b), value))
      emit(UInt64(site()))
    case .index:
      let object = operand(target.a, before: node.b)
      let index = operand(target.b, before: node.b)
      let value = operand(node.b)
      setLine(statement)
      emit(UInt64(.setIndex, object, index, value))
    default:
      complain(node.a, "Выражение слева от '=' не может принимать значение")
    }
  }

  /// `т = т + а + б …`: all that is added is evaluated first, then appended to the text in its own place.
  private mutating func appends(
    to name: Int32, _ value: Int32, place: Int, isVariable: Bool, _ statement: Int32
  ) -> Bool {
    guard tree[value].kind == .binary, tree[value].flags == Operator.add.rawValue else { return false }
    let parts = spine(value, .add)
    guard tree[parts[0]].kind == .name, tree[parts[0]].a == name, parts.count <= 60 else { return false }
    if parts.count == 2, !isVariable { return false }
    for part in parts.dropFirst() where isVariable ? mentionsCall(part) : mayChange(name, part) { return false }
    let window = temporary(parts.count - 1)
    for (index, part) in parts.dropFirst().enumerated() { expression(part, to: window + index) }
    setLine(statement)
    emit(UInt64(isVariable ? .appendVariable : .append, flags: parts.count - 1, place, window))
    return true
  }

  private mutating func ifStatement(_ node: Node) {
    let parts = Array(tree.list(node.a))
    var ends: [Int] = []
    var at = 0
    while at + 1 < parts.count {
      setLine(parts[at])
      let exits = falseJumps(parts[at])
      block(parts[at + 1])
      at += 2
      if at < parts.count { ends.append(jump()) }
      patch(exits)
    }
    if at < parts.count { block(parts[at]) }
    patch(ends)
  }

  private mutating func forStatement(_ statement: Int32) {
    let node = tree[statement]
    let parts = Array(tree.list(node.c))
    guard tree[node.a].kind == .name else { return }
    let name = tree[node.a].a
    let local = places[name]
    if let local { markAssigned(local) }
    let counter = local ?? temporary()
    expression(node.b, to: counter)
    let limit = temporary()
    expression(parts[0], to: limit)
    setLine(statement)
    emit(UInt64(.forPrepare, counter, limit))
    let exit = jump()
    let start = here
    let variable = local == nil ? variablePlaces[folded(name)] : nil
    if let variable { emit(UInt64(.setVariable, counter, variable)) }
    loops.append(Loop(handlerLevel: handlerLevel))
    block(parts[1])
    let loop = loops.removeLast()
    patch(loop.continues)
    setLine(statement)
    if let variable { emit(UInt64(.getVariable, counter, variable)) }
    emit(UInt64(.forLoop, counter, limit))
    let back = jump()
    patch(back, to: start)
    patch([exit])
    if let variable { emit(UInt64(.setVariable, counter, variable)) }
    patch(loop.breaks)
  }

  private mutating func forEachStatement(_ statement: Int32) {
    let node = tree[statement]
    guard tree[node.a].kind == .name else { return }
    let name = tree[node.a].a
    let local = places[name]
    if let local { markAssigned(local) }
    let collection = operand(node.b)
    let iterator = temporary()
    setLine(statement)
    emit(UInt64(.iterate, iterator, collection))
    let target = local ?? temporary()
    let start = here
    emit(UInt64(.next, iterator, target))
    let exit = jump()
    if local == nil, let variable = variablePlaces[folded(name)] { emit(UInt64(.setVariable, target, variable)) }
    loops.append(Loop(handlerLevel: handlerLevel))
    block(node.c)
    let loop = loops.removeLast()
    for at in loop.continues { patch(at, to: here) }
    setLine(statement)
    emitLoop(to: start)
    patch([exit])
    patch(loop.breaks)
    emit(UInt64(.undefined, iterator))
  }

  private mutating func tryStatement(_ node: Node) {
    let start = here
    block(node.a)
    let end = here
    let over = jump()
    let target = here
    handlerLevel += 1
    setLine(node.b)
    emit(UInt64(.handler, flags: 1, 0, handlerLevel))
    block(node.b)
    emit(UInt64(.handler, flags: 0, 0, handlerLevel))
    handlerLevel -= 1
    patch([over])
    // Inner handlers stand before outer ones.
    function.handlers.append(.init(start: start, end: end, target: target))
  }

  // MARK: Conditions

  /// Jumps that are taken when the condition is false.
  private mutating func falseJumps(_ node: Int32) -> [Int] {
    let part = tree[node]
    let saved = free
    defer { free = saved }
    if part.kind == .binary, let sign = Operator(rawValue: part.flags) {
      switch sign {
      case .and:
        return spine(node, .and).flatMap { falseJumps($0) }
      case .or:
        let all = spine(node, .or)
        var trues: [Int] = []
        for (index, operand) in all.enumerated() {
          let falses = falseJumps(operand)
          if index == all.count - 1 {
            patch(trues)
            return falses
          }
          trues.append(jump())
          patch(falses)
        }
      case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
        let index = Int(sign.rawValue - Operator.equal.rawValue)
        let left = operand(part.a, before: part.b)
        if let constant = literal(part.b) {
          let op = Op(rawValue: Op.ifEqualConstant.rawValue + UInt8(index))!
          setLine(node)
          emit(UInt64(op, left, place(of: constant)))
        } else {
          let right = operand(part.b)
          let op = Op(rawValue: Op.ifEqual.rawValue + UInt8(index))!
          setLine(node)
          emit(UInt64(op, left, right))
        }
        return [jump()]
      default: break
      }
    }
    if part.kind == .unary, part.flags == Operator.not.rawValue {
      let falses = falseJumps(part.a)
      let at = jump()
      patch(falses)
      return [at]
    }
    let register = operand(node)
    setLine(node)
    return [jump(.ifFalse, register)]
  }

  /// Operands of a chain of one operator that leans to the left, in order.
  private func spine(_ node: Int32, _ sign: Operator) -> [Int32] {
    var operands: [Int32] = []
    var at = node
    while tree[at].kind == .binary, tree[at].flags == sign.rawValue {
      operands.append(tree[at].b)
      at = tree[at].a
    }
    operands.append(at)
    return operands.reversed()
  }

  // MARK: Expressions

  private func mentionsCall(_ node: Int32) -> Bool {
    let part = tree[node]
    switch part.kind {
    case .call, .method, .await, .new, .newDynamic: return true
    case .binary:
      var at = node
      while tree[at].kind == .binary {
        if mentionsCall(tree[at].b) { return true }
        at = tree[at].a
      }
      return mentionsCall(at)
    case .unary, .member: return mentionsCall(part.a)
    case .index: return mentionsCall(part.a) || mentionsCall(part.b)
    case .choice: return mentionsCall(part.a) || mentionsCall(part.b) || mentionsCall(part.c)
    default: return false
    }
  }

  /// Whether a call inside may change the variable by reference.
  private func mayChange(_ name: Int32, _ node: Int32) -> Bool {
    let part = tree[node]
    func among(_ list: Int32) -> Bool {
      tree.list(list).contains { (tree[$0].kind == .name && tree[$0].a == name) || mayChange(name, $0) }
    }
    switch part.kind {
    case .call: return among(part.b)
    case .method: return mayChange(name, part.a) || among(part.c)
    case .new, .newDynamic: return part.kind == .new ? (part.b >= 0 && among(part.b)) : among(part.a)
    case .binary:
      // A chain leans to the left: walk it, do not recurse along it.
      var at = node
      while tree[at].kind == .binary {
        if mayChange(name, tree[at].b) { return true }
        at = tree[at].a
      }
      return mayChange(name, at)
    case .unary, .member, .await: return mayChange(name, part.a)
    case .index: return mayChange(name, part.a) || mayChange(name, part.b)
    case .choice: return mayChange(name, part.a) || mayChange(name, part.b) || mayChange(name, part.c)
    default: return false
    }
  }

  /// A register that holds the value: the variable's own where it is a local.
  private mutating func operand(_ node: Int32, before other: Int32 = -1) -> Int {
    let part = tree[node]
    if part.kind == .name, let register = places[part.a] {
      if other >= 0, mayChange(part.a, other) {
        let copy = temporary()
        emit(UInt64(.move, copy, register))
        return copy
      }
      return register
    }
    let register = temporary()
    expression(node, to: register)
    return register
  }

  private mutating func expression(_ node: Int32, to register: Int) {
    let saved = free
    _ = expression(node, into: register, isStatement: false)
    free = saved
  }

  private mutating func load(_ constant: Constant, to register: Int) {
    let place = place(of: constant)
    emit(UInt64(.constant, register, place & 0xFFFF, place >> 16))
  }

  private mutating func expression(_ node: Int32, into target: Int?, isStatement: Bool) -> Int {
    let part = tree[node]
    let register = target ?? temporary()
    switch part.kind {
    case .missing:
      load(.undefined, to: register)
    case .number, .string, .date, .yes, .no, .null:
      load(literal(node)!, to: register)
    case .undefined:
      emit(UInt64(.undefined, register))
    case .name: name(node, to: register)
    case .member:
      let object = operand(part.a)
      setLine(node)
      if isEnumeration(part.a), let value = Library.enumerationValue(folded(tree[part.a].a), folded(part.b)) {
        load(value, to: register)
      } else {
        emit(UInt64(.getMember, register, object, symbol(part.b)))
        emit(UInt64(site()))
      }
    case .index:
      let object = operand(part.a, before: part.b)
      let index = operand(part.b)
      setLine(node)
      emit(UInt64(.getIndex, register, object, index))
    case .call: call(node, to: register, isStatement: isStatement)
    case .method: method(node, to: register, isStatement: isStatement)
    case .new:
      let arguments = part.b < 0 ? [] : Array(tree.list(part.b))
      let window = window(arguments)
      setLine(node)
      emit(UInt64(.new, flags: arguments.count, window, symbol(part.a)))
      emit(UInt64(register) << 32)
    case .newDynamic:
      let arguments = Array(tree.list(part.a))
      if arguments.isEmpty || arguments.count > 2 { complain(node, "Недостаточно фактических параметров") }
      let window = window(arguments)
      setLine(node)
      emit(UInt64(.newDynamic, flags: arguments.count, window))
      emit(UInt64(register) << 32)
    case .choice:
      let exits = falseJumps(part.a)
      expression(part.b, to: register)
      let over = jump()
      patch(exits)
      expression(part.c, to: register)
      patch([over])
    case .unary: unary(node, to: register)
    case .binary: binary(node, to: register)
    case .await:
      let promise = operand(part.a)
      setLine(node)
      emit(UInt64(.await, register, promise))
    default:
      complain(node, "Ожидается выражение")
    }
    return register
  }

  private func isEnumeration(_ node: Int32) -> Bool {
    let part = tree[node]
    guard part.kind == .name, places[part.a] == nil, variablePlaces[folded(part.a)] == nil else { return false }
    return true
  }

  private mutating func name(_ node: Int32, to register: Int) {
    let name = tree[node].a
    if let place = places[name] {
      if place != register { emit(UInt64(.move, register, place)) }
      return
    }
    let key = folded(name)
    if let variable = variablePlaces[key] { return emit(UInt64(.getVariable, register, variable)) }
    if modules.contains(key) {
      setLine(node)
      return emit(UInt64(.module, register, symbol(name)))
    }
    if key == "этотобъект" || key == "thisobject" { return emit(UInt64(.module, register, 0xFFFF)) }
    if let value = Library.globalProperty(key) {
      switch value {
      case .constant(let constant): return load(constant, to: register)
      case .native(let index):
        let window = temporary()
        setLine(node)
        emit(UInt64(.callNative, flags: 0, window, index))
        return emit(UInt64(register) << 32)
      }
    }
    complain(node, "Переменная не определена (\(tree.names[name]))")
  }

  private mutating func unary(_ node: Int32, to register: Int) {
    let part = tree[node]
    if let constant = literal(node) { return load(constant, to: register) }
    if part.flags == Operator.not.rawValue {
      let operand = operand(part.a)
      setLine(node)
      return emit(UInt64(.not, register, operand))
    }
    let operand = operand(part.a)
    setLine(node)
    emit(UInt64(part.flags == Operator.negate.rawValue ? .negate : .number, register, operand))
  }

  private mutating func binary(_ node: Int32, to register: Int) {
    let sign = Operator(rawValue: tree[node].flags)!
    if sign == .and || sign == .or {
      let falses = falseJumps(node)
      load(.bool(true), to: register)
      let over = jump()
      patch(falses)
      load(.bool(false), to: register)
      return patch([over])
    }
    // A chain of additions and the like leans to the left: go down it without recursion.
    var chain: [Int32] = [node]
    while tree[tree[chain[chain.count - 1]].a].kind == .binary {
      let next = tree[chain[chain.count - 1]].a
      let flags = tree[next].flags
      if flags == Operator.and.rawValue || flags == Operator.or.rawValue { break }
      chain.append(next)
    }
    chain.reverse()
    let saved = free
    var left = -1
    for (index, part) in chain.enumerated() {
      let isLast = index == chain.count - 1
      let rightNode = tree[part].b
      if index == 0 { left = operand(tree[part].a, before: rightNode) }
      let operation = Operator(rawValue: tree[part].flags)!
      var target = register
      if !isLast {
        // `т = т + а + б`: the partial sum may stand in the variable only when nothing later reads the variable.
        target = index == 0 ? temporary() : left
      }
      emitBinary(operation, target, left, rightNode, part)
      left = target
    }
    free = saved
  }

  private mutating func emitBinary(_ sign: Operator, _ target: Int, _ left: Int, _ rightNode: Int32, _ node: Int32) {
    let index = sign.rawValue
    let saved = free
    defer { free = saved }
    if sign.rawValue < Operator.equal.rawValue, let constant = literal(rightNode) {
      let place = place(of: constant)
      if place < 0x10000 {
        setLine(node)
        return emit(UInt64(Op(rawValue: Op.addConstant.rawValue + index)!, target, left, place))
      }
    }
    let right = operand(rightNode)
    setLine(node)
    if sign.rawValue < Operator.equal.rawValue {
      emit(UInt64(Op(rawValue: Op.add.rawValue + index)!, target, left, right))
    } else {
      emit(UInt64(Op(rawValue: Op.equal.rawValue + index - Operator.equal.rawValue)!, target, left, right))
    }
  }

  // MARK: Calls

  /// Arguments in consecutive registers.
  private mutating func window(_ arguments: [Int32], reserve: Int = 0) -> Int {
    let window = temporary(max(arguments.count + reserve, 1))
    for (index, argument) in arguments.enumerated() {
      if tree[argument].kind == .missing {
        emit(UInt64(.undefined, flags: 1, window + reserve + index))
      } else {
        expression(argument, to: window + reserve + index)
      }
    }
    return window
  }

  private mutating func copyOut(_ arguments: [Int32]) -> Int {
    var list: [CopyOut] = []
    for (index, argument) in arguments.enumerated() where tree[argument].kind == .name {
      let name = tree[argument].a
      if let register = places[name] {
        list.append(CopyOut(argument: index, isModuleVariable: false, target: register))
        // What is passed on by reference may come back changed.
        markAssigned(register)
      } else if let variable = variablePlaces[folded(name)] {
        list.append(CopyOut(argument: index, isModuleVariable: true, target: variable))
      }
    }
    guard !list.isEmpty else { return 0 }
    copyOuts.append(list)
    return copyOuts.count - 1
  }

  private mutating func call(_ node: Int32, to register: Int, isStatement: Bool) {
    let part = tree[node]
    let key = folded(part.a)
    let arguments = Array(tree.list(part.b))
    if arguments.count > 250 { return complain(node, "Слишком много фактических параметров") }
    if let index = functionPlaces[key] {
      let head = heads[index - 1].function
      if arguments.count > head.parameters.count {
        return complain(node, "Слишком много фактических параметров (\(head.name))")
      }
      if head.parameters.dropFirst(arguments.count).contains(where: { $0.value == nil }) {
        return complain(node, "Недостаточно фактических параметров (\(head.name))")
      }
      if !isStatement, !head.isFunction, !head.isAsync {
        return complain(node, "Обращение к процедуре как к функции (\(head.name))")
      }
      let window = window(arguments)
      setLine(node)
      emit(UInt64(.call, flags: arguments.count, window, index))
      return emit(UInt64(copyOut(arguments)) | UInt64(register) << 32)
    }
    if outer != nil, let index = outer!.program.functions.firstIndex(where: { Folding.fold($0.name) == key }), index > 0
    {
      let window = temporary(arguments.count + 1)
      emit(UInt64(.module, window, 0xFFFF))
      for (place, argument) in arguments.enumerated() {
        if tree[argument].kind == .missing {
          emit(UInt64(.undefined, flags: 1, window + 1 + place))
        } else {
          expression(argument, to: window + 1 + place)
        }
      }
      setLine(node)
      return emitMethod(window, arguments, symbol(part.a), register)
    }
    if key == "вычислить" || key == "eval" {
      guard arguments.count == 1 else { return complain(node, "Недостаточно фактических параметров") }
      let text = operand(arguments[0])
      setLine(node)
      emit(UInt64(.evaluate, register, text))
      return markAllAssigned()
    }
    if let native = Library.functionIndex(key) {
      let entry = Library.functions[native]
      if arguments.count > entry.most {
        return complain(node, "Слишком много фактических параметров (\(entry.russian))")
      }
      if arguments.count < entry.least {
        return complain(node, "Недостаточно фактических параметров (\(entry.russian))")
      }
      let window = window(arguments)
      setLine(node)
      emit(UInt64(.callNative, flags: arguments.count, window, native))
      return emit(UInt64(register) << 32)
    }
    setLine(node)
    emit(UInt64(.unknownFunction, 0, symbol(part.a)))
  }

  private mutating func emitMethod(_ window: Int, _ arguments: [Int32], _ symbol: Int, _ register: Int) {
    emit(UInt64(.callMethod, flags: arguments.count, window, symbol))
    emit(UInt64(copyOut(arguments)) | UInt64(register) << 32)
    emit(UInt64(site()))
  }

  private mutating func method(_ node: Int32, to register: Int, isStatement: Bool) {
    let part = tree[node]
    let arguments = Array(tree.list(part.c))
    if arguments.count > 250 { return complain(node, "Слишком много фактических параметров") }
    let window = temporary(arguments.count + 1)
    expression(part.a, to: window)
    for (index, argument) in arguments.enumerated() {
      if tree[argument].kind == .missing {
        emit(UInt64(.undefined, flags: 1, window + 1 + index))
      } else {
        expression(argument, to: window + 1 + index)
      }
    }
    setLine(node)
    emitMethod(window, arguments, symbol(part.b), register)
  }
}

extension Program {
  /// Compiles a module, and verifies what came out. `modules`: folded names of common modules that it may call.
  package static func compile(
    _ tree: Tree, name: String, modules: Set<String> = [], forDebugging: Bool = false
  ) -> (program: Program?, diagnostics: [Diagnostic]) {
    let (program, diagnostics) = Compiler.compile(tree, name: name, modules: modules, forDebugging: forDebugging)
    if let program, let problem = Verifier.problem(in: program) {
      return (nil, [Diagnostic(Span(0, 0), "Ошибка компиляции: \(problem)")])
    }
    return (program, diagnostics)
  }
}
