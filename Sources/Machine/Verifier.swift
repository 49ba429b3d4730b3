/// Checks a program once before it runs, so that the loop need not: registers, constants, functions and jumps are in
/// range, second words stand where they belong, handlers point at instructions.
enum Verifier {
  /// Words after the first one.
  static func extraWords(_ op: Op) -> Int {
    switch op {
    case .callMethod: 2
    case .getMember, .setMember, .call, .callNative, .new, .newDynamic, .forPrepare, .forLoop, .next, .ifEqual,
      .ifNotEqual, .ifLess, .ifLessOrEqual, .ifGreater, .ifGreaterOrEqual, .ifEqualConstant, .ifNotEqualConstant,
      .ifLessConstant, .ifLessOrEqualConstant, .ifGreaterConstant, .ifGreaterOrEqualConstant:
      1
    default: 0
    }
  }

  /// What is wrong; nil when nothing is. Linear in the code.
  static func problem(in program: Program) -> String? {
    for function in program.functions {
      if let problem = problem(in: function, program) { return "\(function.name): \(problem)" }
    }
    return nil
  }

  private static func problem(in function: CompiledFunction, _ program: Program) -> String? {
    var starts = [Bool](repeating: false, count: function.code.count + 1)
    var at = 0
    while at < function.code.count {
      starts[at] = true
      guard let op = Op(rawValue: function.code[at].opcode) else { return "unknown instruction at \(at)" }
      at += 1 + extraWords(op)
    }
    guard at == function.code.count, function.lines.count == function.code.count else { return "a cut instruction" }
    at = 0
    let registers = function.registers
    func isJump(_ from: Int, _ offset: Int) -> Bool {
      let target = from + 1 + offset
      return target >= 0 && target < function.code.count && starts[target]
    }
    while at < function.code.count {
      let word = function.code[at]
      let op = Op(rawValue: word.opcode)!
      let second = at + 1 < function.code.count ? function.code[at + 1] : 0
      var isSound = true
      switch op {
      case .nop, .reraise, .handler, .returnUndefined, .breakpoint: break
      case .move, .negate, .number, .not, .bool, .iterate, .evaluate, .await:
        isSound = word.a < registers && word.b < registers
      case .constant: isSound = word.a < registers && word.bc < program.constants.count
      case .undefined, .return, .execute: isSound = word.a < registers
      case .module:
        isSound = word.a < registers && (word.b == 0xFFFF || word.b < program.symbols.count)
      case .getVariable, .setVariable: isSound = word.a < registers && word.b < program.variables.count
      case .append: isSound = word.a < registers && word.b + word.flags <= registers
      case .appendVariable: isSound = word.a < program.variables.count && word.b + word.flags <= registers
      case .add, .subtract, .multiply, .divide, .remainder, .equal, .notEqual, .less, .lessOrEqual, .greater,
        .greaterOrEqual, .getIndex, .setIndex:
        isSound = word.a < registers && word.b < registers && word.c < registers
      case .addConstant, .subtractConstant, .multiplyConstant, .divideConstant, .remainderConstant:
        isSound = word.a < registers && word.b < registers && word.c < program.constants.count
      case .ifEqual, .ifNotEqual, .ifLess, .ifLessOrEqual, .ifGreater, .ifGreaterOrEqual, .forPrepare, .forLoop, .next:
        isSound = word.a < registers && word.b < registers && isJump(at + 1, second.bc)
      case .ifEqualConstant, .ifNotEqualConstant, .ifLessConstant, .ifLessOrEqualConstant, .ifGreaterConstant,
        .ifGreaterOrEqualConstant:
        isSound = word.a < registers && word.b < program.constants.count && isJump(at + 1, second.bc)
      case .jump, .loop: isSound = isJump(at, word.bc)
      case .ifFalse, .ifTrue: isSound = word.a < registers && isJump(at, word.bc)
      case .getMember:
        isSound =
          word.a < registers && word.b < registers && word.c < program.symbols.count
          && Int(second) < program.siteCount
      case .setMember:
        isSound =
          word.a < registers && word.c < registers && word.b < program.symbols.count
          && Int(second) < program.siteCount
      case .call:
        isSound =
          word.a + word.flags <= registers && word.b < program.functions.count
          && Int(second >> 32) < registers && Int(second & 0xFFFF_FFFF) < program.copyOuts.count
      case .callNative:
        isSound =
          word.a + word.flags <= registers && word.b < Library.functions.count && Int(second >> 32) < registers
      case .callMethod:
        isSound =
          word.a + word.flags < registers && word.b < program.symbols.count && Int(second >> 32) < registers
          && Int(second & 0xFFFF_FFFF) < program.copyOuts.count && Int(function.code[at + 2]) < program.siteCount
      case .new:
        isSound = word.a + word.flags <= registers && word.b < program.symbols.count && Int(second >> 32) < registers
      case .newDynamic: isSound = word.a + word.flags <= registers && Int(second >> 32) < registers
      case .raise: isSound = word.a + word.flags <= registers
      case .unknownFunction: isSound = word.b < program.symbols.count
      }
      if !isSound { return "instruction \(op) at \(at) reaches outside" }
      at += 1 + extraWords(op)
    }
    for handler in function.handlers {
      guard handler.start <= handler.end, handler.end < function.code.count, starts[handler.target] else {
        return "a handler reaches outside"
      }
    }
    return nil
  }
}
