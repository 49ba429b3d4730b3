import Syntax

/// One compiled module: immutable, shared by any number of machines.
package final class Program: @unchecked Sendable {
  package let name: String
  let constants: [Constant]
  /// Names of members and methods, as written first.
  let symbols: [String]
  let variables: [(name: String, isExported: Bool)]
  let functions: [CompiledFunction]
  /// Exported methods and variables by folded name.
  let exports: [String: Export]
  let siteCount: Int
  let copyOuts: [[CopyOut]]
  /// Locals by name of the function that a text of `Выполнить` was compiled in.
  let source: [UInt8]
  let lines: Lines
  /// What the machine reads while it runs; the same facts as `functions`.
  let records: UnsafeMutablePointer<FunctionRecord>

  enum Export: Equatable {
    case function(Int)
    case variable(Int)
  }

  init(
    name: String, constants: [Constant], symbols: [String], variables: [(name: String, isExported: Bool)],
    functions: [CompiledFunction], exports: [String: Export], siteCount: Int, copyOuts: [[CopyOut]], source: [UInt8],
    lines: Lines
  ) {
    self.name = name
    self.constants = constants
    self.symbols = symbols
    self.variables = variables
    self.functions = functions
    self.exports = exports
    self.siteCount = siteCount
    self.copyOuts = copyOuts
    self.source = source
    self.lines = lines
    records = .allocate(capacity: max(functions.count, 1))
    for (index, function) in functions.enumerated() {
      let code = UnsafeMutablePointer<UInt64>.allocate(capacity: function.code.count)
      code.initialize(from: function.code, count: function.code.count)
      (records + index).initialize(
        to: FunctionRecord(
          code: code, registers: Int32(function.registers), parameters: Int32(function.parameters.count),
          locals: Int32(function.locals.count), assigned: function.assigned, index: Int32(index),
          isSimple: function.parameters.allSatisfy { $0.value == nil }, isFunction: function.isFunction,
          lines: UnsafeTable(function.lines).base, lineCount: Int32(function.lines.count),
          handlers: UnsafeTable(function.handlers).base, handlerCount: Int32(function.handlers.count)))
    }
  }

  deinit {
    for index in functions.indices {
      records[index].code.deallocate()
      records[index].lines.deallocate()
      records[index].handlers.deallocate()
    }
    records.deallocate()
  }
}

/// What the loop needs of a function.
struct FunctionRecord {
  let code: UnsafeMutablePointer<UInt64>
  let registers: Int32
  let parameters: Int32
  /// Parameters and named locals: registers that a program can read before it writes them.
  let locals: Int32
  /// Parameters by reference that the function may assign; bit 63 stands for all from the 64th on.
  let assigned: UInt64
  let index: Int32
  /// No parameter has a default value.
  let isSimple: Bool
  let isFunction: Bool
  let lines: UnsafeMutablePointer<Int32>
  let lineCount: Int32
  let handlers: UnsafeMutablePointer<CompiledFunction.Handler>
  let handlerCount: Int32

  /// The line of a word of code.
  func line(at place: Int) -> Int { Int(lines[max(0, min(place, Int(lineCount) - 1))]) }

  /// Where the code that guards a word begins.
  func handler(of place: Int) -> Int? {
    for index in 0..<Int(handlerCount) where handlers[index].start <= place && place < handlers[index].end {
      return handlers[index].target
    }
    return nil
  }
}

struct CompiledFunction: Sendable {
  var name: String
  var isFunction: Bool
  var isExported: Bool
  var isAsync: Bool
  var parameters: [Parameter]
  /// Folded names of locals; the parameters first.
  var locals: [String]
  var registers: Int
  var assigned: UInt64
  var code: [UInt64]
  /// The line of each word of code.
  var lines: [Int32]
  var handlers: [Handler]

  struct Parameter: Sendable {
    var name: String
    var isByValue: Bool
    /// Index of the constant that stands for an omitted argument.
    var value: Int?
  }

  /// Words from `start` to before `end` are guarded by the code at `target`.
  struct Handler: Sendable {
    var start: Int
    var end: Int
    var target: Int
  }
}

/// Where an argument that was changed goes when the call returns.
struct CopyOut: Sendable {
  var argument: Int
  var isModuleVariable: Bool
  var target: Int
}

enum Constant: Hashable, Sendable {
  case undefined, null
  case bool(Bool)
  case number(digits: String)
  case text([UInt8])
  case date(Int64)
  case system(Int, Int)
}

/// Instructions. A word is `op:8 | flags:8 | a:16 | b:16 | c:16`; some have a second word.
enum Op: UInt8, CaseIterable {
  case nop
  /// a ← copy of b
  case move
  /// a ← constant (b, c)
  case constant
  case undefined
  /// a ← module variable b; module variable b ← a
  case getVariable, setVariable
  /// a ← a + registers from b, flags of them; a is a register or a module variable
  case append, appendVariable
  case add, subtract, multiply, divide, remainder
  /// The right side is constant c.
  case addConstant, subtractConstant, multiplyConstant, divideConstant, remainderConstant
  case negate, number, not
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
  /// Compare a with b; when false, jump by the second word.
  case ifEqual, ifNotEqual, ifLess, ifLessOrEqual, ifGreater, ifGreaterOrEqual
  /// The same, b is a constant.
  case ifEqualConstant, ifNotEqualConstant, ifLessConstant, ifLessOrEqualConstant, ifGreaterConstant,
    ifGreaterOrEqualConstant
  /// Jump by the signed 32 bits in b, c. `loop` also counts.
  case jump, loop
  case ifFalse, ifTrue
  /// a ← condition b as Булево
  case bool
  /// a counter, b limit; second word: jump.
  case forPrepare, forLoop
  /// a ← b.symbol; second word: site
  case getMember
  /// a.symbol b ← c; second word: site
  case setMember
  case getIndex
  /// a[b] ← c
  case setIndex
  /// flags: count of arguments; a: window; b: function; second word: copy-outs | destination << 32
  case call
  /// b: native; second word: destination << 32
  case callNative
  /// a: window, the object first; b: symbol; second word: copy-outs (low 24) | destination << 32; third: site
  case callMethod
  /// b: symbol of the type; second word: destination << 32
  case new
  case newDynamic
  case `return`, returnUndefined
  /// a: window, flags: count; flags of c: in parentheses
  case raise, reraise
  /// a ← iterator over b
  case iterate
  /// b ← next of iterator a; second word: jump at the end
  case next
  /// Execute the text in a.
  case execute
  /// a ← value of the text in b
  case evaluate
  /// a ← module named by symbol b
  case module
  /// a ← result of the promise b
  case await
  /// The function that is called is not there: symbol b.
  case unknownFunction
  case handler
  /// Before each statement of a program that was compiled for debugging: stop here if asked to.
  case breakpoint
}

extension UInt64 {
  init(_ op: Op, flags: Int = 0, _ a: Int = 0, _ b: Int = 0, _ c: Int = 0) {
    self =
      UInt64(op.rawValue) | UInt64(flags & 0xFF) << 8 | UInt64(a & 0xFFFF) << 16 | UInt64(b & 0xFFFF) << 32
      | UInt64(c & 0xFFFF) << 48
  }

  @inline(__always) var opcode: UInt8 { UInt8(truncatingIfNeeded: self) }
  @inline(__always) var flags: Int { Int(self >> 8 & 0xFF) }
  @inline(__always) var a: Int { Int(self >> 16 & 0xFFFF) }
  @inline(__always) var b: Int { Int(self >> 32 & 0xFFFF) }
  @inline(__always) var c: Int { Int(self >> 48) }
  @inline(__always) var bc: Int { Int(Int32(truncatingIfNeeded: Int64(bitPattern: self) >> 32)) }
}
