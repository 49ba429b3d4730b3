import Syntax

/// Regular expressions that cannot explode: a pattern becomes at most 20 000 instructions, and no pair of instruction
/// and place in the text is tried twice, so that a search costs at most their product, charged to the program's fuel.
struct RegularExpression {
  indirect enum Node {
    case empty
    case set([ClosedRange<UInt32>], isNegated: Bool)
    case start, end, wordBoundary, notWordBoundary
    case sequence([Node])
    case alternatives([Node])
    case `repeat`(Node, Int, Int?, isGreedy: Bool)
    case group(Node, Int?)
    case lookahead(Node, isNegated: Bool)
  }

  enum Instruction {
    case set([ClosedRange<UInt32>], isNegated: Bool)
    case start, end, wordBoundary(Bool)
    case split(Int, Int)
    case jump(Int)
    case save(Int)
    /// A loop's body that matched nothing ends the loop.
    case mark(Int), progress(Int)
    case look(end: Int, isNegated: Bool)
    case match
  }

  struct Failure: Error { let text: String }

  private(set) var code: [Instruction] = []
  private(set) var groups = 0
  private var marks = 0
  let ignoresCase: Bool
  let isMultiline: Bool

  init(_ pattern: String, ignoresCase: Bool, isMultiline: Bool) throws(Failure) {
    self.ignoresCase = ignoresCase
    self.isMultiline = isMultiline
    var parser = Parser(Array(pattern.unicodeScalars.map(\.value)))
    let node = try parser.alternatives()
    guard parser.at == parser.pattern.count else { throw Failure(text: "лишняя ')'") }
    groups = parser.groups
    emit(.save(0))
    try compile(node)
    emit(.save(1))
    emit(.match)
  }

  private mutating func emit(_ instruction: Instruction) { code.append(instruction) }

  private mutating func compile(_ node: Node) throws(Failure) {
    guard code.count < 20_000 else { throw Failure(text: "слишком большое выражение") }
    switch node {
    case .empty: break
    case .set(let ranges, let isNegated): emit(.set(ranges, isNegated: isNegated))
    case .start: emit(.start)
    case .end: emit(.end)
    case .wordBoundary: emit(.wordBoundary(true))
    case .notWordBoundary: emit(.wordBoundary(false))
    case .sequence(let nodes): for node in nodes { try compile(node) }
    case .alternatives(let nodes):
      var jumps: [Int] = []
      for (index, node) in nodes.enumerated() {
        if index < nodes.count - 1 {
          let split = code.count
          emit(.match)
          try compile(node)
          jumps.append(code.count)
          emit(.match)
          code[split] = .split(split + 1, code.count)
        } else {
          try compile(node)
        }
      }
      for jump in jumps { code[jump] = .jump(code.count) }
    case .group(let node, let number):
      if let number { emit(.save(number * 2)) }
      try compile(node)
      if let number { emit(.save(number * 2 + 1)) }
    case .lookahead(let node, let isNegated):
      let look = code.count
      emit(.match)
      try compile(node)
      emit(.match)
      code[look] = .look(end: code.count, isNegated: isNegated)
    case .repeat(let node, let least, let most, let isGreedy):
      for _ in 0..<least { try compile(node) }
      if let most {
        var splits: [Int] = []
        for _ in least..<max(most, least) {
          splits.append(code.count)
          emit(.match)
          try compile(node)
        }
        for split in splits {
          code[split] = isGreedy ? .split(split + 1, code.count) : .split(code.count, split + 1)
        }
      } else {
        let mark = marks
        marks += 1
        let split = code.count
        emit(.match)
        emit(.mark(mark))
        try compile(node)
        emit(.progress(mark))
        emit(.jump(split))
        code[split] = isGreedy ? .split(split + 1, code.count) : .split(code.count, split + 1)
      }
    }
  }

  struct Parser {
    let pattern: [UInt32]
    var at = 0
    var groups = 0
    private var depth = 0

    init(_ pattern: [UInt32]) { self.pattern = pattern }

    private var next: UInt32? { at < pattern.count ? pattern[at] : nil }

    mutating func alternatives() throws(Failure) -> Node {
      depth += 1
      defer { depth -= 1 }
      guard depth < 100 else { throw Failure(text: "слишком глубокая вложенность") }
      var list = [try sequence()]
      while next == 0x7C {
        at += 1
        list.append(try sequence())
      }
      return list.count == 1 ? list[0] : .alternatives(list)
    }

    private mutating func sequence() throws(Failure) -> Node {
      var list: [Node] = []
      while let unit = next, unit != 0x7C, unit != 0x29 { list.append(try repeated(try atom())) }
      return list.count == 1 ? list[0] : .sequence(list)
    }

    private mutating func repeated(_ node: Node) throws(Failure) -> Node {
      var node = node
      while let unit = next {
        var least = 0
        var most: Int?
        switch unit {
        case 0x2A: at += 1
        case 0x2B:
          least = 1
          at += 1
        case 0x3F:
          most = 1
          at += 1
        case 0x7B:
          let saved = at
          at += 1
          guard let low = number() else {
            at = saved
            return node
          }
          least = low
          most = low
          if next == 0x2C {
            at += 1
            most = number()
          }
          guard next == 0x7D else {
            at = saved
            return node
          }
          at += 1
          guard least <= 1000, (most ?? 0) <= 1000, most == nil || most! >= least else {
            throw Failure(text: "неправильное число повторений")
          }
        default: return node
        }
        var isGreedy = true
        if next == 0x3F {
          isGreedy = false
          at += 1
        } else if next == 0x2B {
          at += 1
        }
        node = .repeat(node, least, most, isGreedy: isGreedy)
      }
      return node
    }

    private mutating func number() -> Int? {
      let start = at
      var value = 0
      while let unit = next, unit &- 48 < 10, value < 100_000 {
        value = value * 10 + Int(unit - 48)
        at += 1
      }
      return at > start ? value : nil
    }

    private mutating func atom() throws(Failure) -> Node {
      let unit = pattern[at]
      at += 1
      switch unit {
      case 0x2E: return .set([10...10, 13...13], isNegated: true)
      case 0x5E: return .start
      case 0x24: return .end
      case 0x28:
        var number: Int?
        var look: Bool?
        if next == 0x3F {
          at += 1
          switch next {
          case 0x3A: at += 1
          case 0x3D, 0x21:
            look = next == 0x21
            at += 1
          case 0x3C where at + 1 < pattern.count && pattern[at + 1] != 0x3D && pattern[at + 1] != 0x21:
            while let unit = next, unit != 0x3E { _ = unit; at += 1 }
            at += 1
            groups += 1
            number = groups
          default: throw Failure(text: "эта группа не поддерживается")
          }
        } else {
          groups += 1
          number = groups
        }
        let inner = try alternatives()
        guard next == 0x29 else { throw Failure(text: "ожидается ')'") }
        at += 1
        if let look { return .lookahead(inner, isNegated: look) }
        return .group(inner, number)
      case 0x5B: return try set()
      case 0x5C: return try escape()
      case 0x2A, 0x2B, 0x3F: throw Failure(text: "нечего повторять")
      default: return .set([unit...unit], isNegated: false)
      }
    }

    private static let digits: [ClosedRange<UInt32>] = [48...57]
    private static let words: [ClosedRange<UInt32>] = [
      48...57, 65...90, 95...95, 97...122, 0xAA...0xAA, 0xB5...0xB5, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF,
      0x370...0x373, 0x376...0x3FF, 0x400...0x481, 0x48A...0x52F, 0x531...0x556, 0x561...0x587,
    ]
    private static let blanks: [ClosedRange<UInt32>] = [9...13, 32...32, 0xA0...0xA0, 0x2000...0x200A, 0x2028...0x2029]

    private mutating func escapedClass(_ unit: UInt32) -> (ranges: [ClosedRange<UInt32>], isNegated: Bool)? {
      switch unit {
      case 0x64: (Self.digits, false)
      case 0x44: (Self.digits, true)
      case 0x77: (Self.words, false)
      case 0x57: (Self.words, true)
      case 0x73: (Self.blanks, false)
      case 0x53: (Self.blanks, true)
      default: nil
      }
    }

    private mutating func escapedUnit(_ unit: UInt32) throws(Failure) -> UInt32 {
      switch unit {
      case 0x6E: return 10
      case 0x72: return 13
      case 0x74: return 9
      case 0x66: return 12
      case 0x76: return 11
      case 0x75, 0x78:
        let count = unit == 0x75 ? 4 : 2
        guard at + count <= pattern.count else { throw Failure(text: "неправильный код символа") }
        let digits = String(String.UnicodeScalarView(pattern[at..<at + count].compactMap(Unicode.Scalar.init)))
        guard let code = UInt32(digits, radix: 16) else { throw Failure(text: "неправильный код символа") }
        at += count
        return code
      default: return unit
      }
    }

    private mutating func escape() throws(Failure) -> Node {
      guard let unit = next else { throw Failure(text: "'\\' в конце выражения") }
      at += 1
      if let (ranges, isNegated) = escapedClass(unit) { return .set(ranges, isNegated: isNegated) }
      switch unit {
      case 0x62: return .wordBoundary
      case 0x42: return .notWordBoundary
      case 0x41: return .start
      case 0x7A, 0x5A: return .end
      case 0x31...0x39: throw Failure(text: "обратные ссылки не поддерживаются")
      default:
        let code = try escapedUnit(unit)
        return .set([code...code], isNegated: false)
      }
    }

    private mutating func set() throws(Failure) -> Node {
      var ranges: [ClosedRange<UInt32>] = []
      var isNegated = false
      if next == 0x5E {
        isNegated = true
        at += 1
      }
      var isFirst = true
      while let unit = next, unit != 0x5D || isFirst {
        isFirst = false
        at += 1
        var low = unit
        if unit == 0x5C {
          guard let escaped = next else { throw Failure(text: "ожидается ']'") }
          at += 1
          if let (inner, isInnerNegated) = escapedClass(escaped) {
            ranges.append(contentsOf: isInnerNegated ? Self.complement(inner) : inner)
            continue
          }
          low = try escapedUnit(escaped)
        }
        if next == 0x2D, at + 1 < pattern.count, pattern[at + 1] != 0x5D {
          at += 1
          var high = pattern[at]
          at += 1
          if high == 0x5C {
            guard let escaped = next else { throw Failure(text: "ожидается ']'") }
            at += 1
            high = try escapedUnit(escaped)
          }
          guard low <= high else { throw Failure(text: "неправильный диапазон символов") }
          ranges.append(low...high)
        } else {
          ranges.append(low...low)
        }
      }
      guard next == 0x5D else { throw Failure(text: "ожидается ']'") }
      at += 1
      return .set(ranges, isNegated: isNegated)
    }

    private static func complement(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
      var result: [ClosedRange<UInt32>] = []
      var from: UInt32 = 0
      for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
        if range.lowerBound > from { result.append(from...range.lowerBound - 1) }
        from = max(from, range.upperBound + 1)
      }
      result.append(from...0x10FFFF)
      return result
    }
  }

  // MARK: Matching

  private func isWord(_ unit: UInt16) -> Bool {
    unit &- 48 < 10 || unit == 0x5F || (unit | 0x20) &- 97 < 26 || (unit >= 0x80 && Folding.isLetter(UInt32(unit)))
  }

  private func contains(_ ranges: [ClosedRange<UInt32>], _ unit: UInt32) -> Bool {
    for range in ranges where range.contains(unit) { return true }
    guard ignoresCase else { return false }
    let folded = Folding.fold(unit)
    for range in ranges {
      if range.contains(folded) { return true }
      if range.count == 1, Folding.fold(range.lowerBound) == folded { return true }
      if range.count > 1, range.count < 300 { for each in range where Folding.fold(each) == folded { return true } }
    }
    return false
  }

  private struct Attempt {
    var pc: Int
    var at: Int
    /// A capture to be restored when this attempt is reached by going back.
    var slot: Int
    var old: Int
  }

  /// The captures of the first match at or after a place; nil when there is none. Costs at most code × text.
  func firstMatch(in text: [UInt16], from start: Int, whole: Bool, _ vm: VM) throws(Raised) -> [Int]? {
    let width = text.count + 1
    guard width &* code.count < 400_000_000 else { throw vm.error("Слишком длинный текст для регулярного выражения") }
    try vm.allow(width * code.count / 8)
    var visited = [UInt64](repeating: 0, count: (width * code.count + 63) / 64)
    var at = start
    while at <= text.count {
      var captures = [Int](repeating: -1, count: (groups + 1) * 2)
      if try run(0, at, text, &captures, &visited, whole: whole, depth: 0, vm) != nil { return captures }
      if whole { return nil }
      at += 1
    }
    return nil
  }

  private func run(
    _ from: Int, _ start: Int, _ text: [UInt16], _ captures: inout [Int], _ visited: inout [UInt64], whole: Bool,
    depth: Int, _ vm: VM
  ) throws(Raised) -> Int? {
    let width = text.count + 1
    var stack = [Attempt(pc: from, at: start, slot: -1, old: 0)]
    var marks = [Int](repeating: -1, count: self.marks)
    while let attempt = stack.popLast() {
      if attempt.slot >= 0 {
        captures[attempt.slot] = attempt.old
        continue
      }
      var pc = attempt.pc
      var at = attempt.at
      attempt: while true {
        let bit = pc * width + at
        if visited[bit >> 6] >> UInt64(bit & 63) & 1 == 1 { break }
        visited[bit >> 6] |= 1 << UInt64(bit & 63)
        vm.slice -= 1
        if vm.slice < 0, !vm.poll() { throw Raised() }
        switch code[pc] {
        case .set(let ranges, let isNegated):
          guard at < text.count, contains(ranges, UInt32(text[at])) != isNegated else { break attempt }
          at += 1
          pc += 1
        case .start:
          guard at == 0 || (isMultiline && text[at - 1] == 10) else { break attempt }
          pc += 1
        case .end:
          guard at == text.count || (isMultiline && text[at] == 10) else { break attempt }
          pc += 1
        case .wordBoundary(let isBoundary):
          let before = at > 0 && isWord(text[at - 1])
          let after = at < text.count && isWord(text[at])
          guard (before != after) == isBoundary else { break attempt }
          pc += 1
        case .split(let first, let second):
          stack.append(Attempt(pc: second, at: at, slot: -1, old: 0))
          pc = first
        case .jump(let target): pc = target
        case .save(let slot):
          stack.append(Attempt(pc: 0, at: 0, slot: slot, old: captures[slot]))
          captures[slot] = at
          pc += 1
        case .mark(let mark):
          marks[mark] = at
          pc += 1
        case .progress(let mark):
          if marks[mark] == at { break attempt }
          pc += 1
        case .look(let end, let isNegated):
          guard depth < 20 else { break attempt }
          var inner = captures
          var seen = [UInt64](repeating: 0, count: visited.count)
          let matched =
            try run(pc + 1, at, text, &inner, &seen, whole: false, depth: depth + 1, vm) != nil
          guard matched != isNegated else { break attempt }
          if matched { captures = inner }
          pc = end
        case .match:
          if whole, depth == 0, at != text.count { break attempt }
          return at
        }
      }
    }
    return nil
  }
}

extension Library {
  private static func expression(_ vm: VM, _ args: Args, _ ignore: Int, _ multiline: Int) throws(Raised)
    -> RegularExpression
  {
    let pattern = try vm.string(args, 1)
    let ignoresCase = try vm.truth(args, ignore)
    let isMultiline = try vm.truth(args, multiline)
    do {
      return try RegularExpression(pattern, ignoresCase: ignoresCase, isMultiline: isMultiline)
    } catch {
      throw vm.error("Ошибка в регулярном выражении: \(error.text)")
    }
  }

  private static func matchObject(_ vm: VM, _ text: [UInt16], _ captures: [Int]) -> Slot {
    func part(_ index: Int) -> Slot {
      let start = captures[index * 2]
      let end = captures[index * 2 + 1]
      return start < 0 || end < start ? vm.text("") : .owned(Text(vm.heap, Array(text[start..<end])))
    }
    func record(_ index: Int, _ groups: Slot) -> Slot {
      let start = captures[index * 2]
      let length = start < 0 ? 0 : captures[index * 2 + 1] - start
      return .owned(
        RecordObject(vm.heap, TypeIndex.regularMatch, [part(index), .int(start + 1), .int(length), groups]))
    }
    var groups: [Slot] = []
    for index in 1..<max(captures.count / 2, 1) { groups.append(record(index, .undefined)) }
    return record(0, vm.array(groups))
  }

  static let regularFunctions: [FunctionEntry] = [
    FunctionEntry("СтрПодобнаПоРегулярномуВыражению", "StrMatchByRegularExpression", 2, 4) {
      (vm, args) throws(Raised) in
      let expression = try expression(vm, args, 2, 3)
      return .bool(try expression.firstMatch(in: vm.units(args, 0), from: 0, whole: true, vm) != nil)
    },
    FunctionEntry("СтрНайтиПоРегулярномуВыражению", "StrFindByRegularExpression", 2, 7) { (vm, args) throws(Raised) in
      let expression = try expression(vm, args, 5, 6)
      let text = vm.units(args, 0)
      let start = max(1, try vm.integer(args, 3, default: 1)) - 1
      var occurrence = try vm.integer(args, 4, default: 1)
      var at = start
      while at <= text.count, let captures = try expression.firstMatch(in: text, from: at, whole: false, vm) {
        occurrence -= 1
        if occurrence <= 0 { return matchObject(vm, text, captures) }
        at = captures[1] > captures[0] ? captures[1] : captures[1] + 1
      }
      return .owned(
        RecordObject(vm.heap, TypeIndex.regularMatch, [vm.text(""), .int(0), .int(0), vm.array([])]))
    },
    FunctionEntry("СтрНайтиВсеПоРегулярномуВыражению", "StrFindAllByRegularExpression", 2, 4) {
      (vm, args) throws(Raised) in
      let expression = try expression(vm, args, 2, 3)
      let text = vm.units(args, 0)
      var found: [Slot] = []
      var at = 0
      while at <= text.count, let captures = try expression.firstMatch(in: text, from: at, whole: false, vm) {
        found.append(matchObject(vm, text, captures))
        at = captures[1] > captures[0] ? captures[1] : captures[1] + 1
      }
      return vm.array(found)
    },
    FunctionEntry("СтрЗаменитьПоРегулярномуВыражению", "StrReplaceByRegularExpression", 3, 5) {
      (vm, args) throws(Raised) in
      let expression = try expression(vm, args, 3, 4)
      let text = vm.units(args, 0)
      let replacement = vm.units(args, 2)
      var result: [UInt16] = []
      var at = 0
      var copied = 0
      while at <= text.count, let captures = try expression.firstMatch(in: text, from: at, whole: false, vm) {
        result.append(contentsOf: text[copied..<captures[0]])
        var place = 0
        while place < replacement.count {
          let unit = replacement[place]
          if unit == 0x24 || unit == 0x5C, place + 1 < replacement.count {
            let next = replacement[place + 1]
            if next &- 48 < 10, Int(next - 48) <= expression.groups {
              let group = Int(next - 48)
              if captures[group * 2] >= 0 {
                result.append(contentsOf: text[captures[group * 2]..<captures[group * 2 + 1]])
              }
              place += 2
              continue
            }
            if unit == 0x5C {
              result.append(next)
              place += 2
              continue
            }
          }
          result.append(unit)
          place += 1
        }
        copied = captures[1]
        at = captures[1] > captures[0] ? captures[1] : captures[1] + 1
        if !vm.heap.allows(result.count * 2) { throw vm.stopped(by: .memory) }
      }
      if copied < text.count { result.append(contentsOf: text[copied...]) }
      return try vm.slot(result)
    },
  ]

  static let regularMatch = TypeEntry(
    "РезультатПоискаПоРегулярномуВыражению", "RegularExpressionSearchResult",
    presentation: "Результат поиска по регулярному выражению",
    methods: [
      MethodEntry("ПолучитьГруппы", "GetGroups", 0, 0) { (vm, this, args) throws(Raised) in
        unsafeDowncast(this, to: RecordObject.self)[3].retained()
      }
    ],
    properties: [
      .record("Значение", "Value", 0), .record("НачальнаяПозиция", "BeginPosition", 1), .record("Длина", "Length", 2),
    ])
}
