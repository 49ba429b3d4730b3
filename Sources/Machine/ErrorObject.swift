import Syntax

/// ИнформацияОбОшибке: what happened, where, and why.
final class ErrorObject: Container {
  var text: String
  var cause = Slot.undefined
  var line = 0
  /// Calls in progress when it was raised, the innermost first, at most 16; the modules are counted.
  var calls: [(module: Unmanaged<ModuleInstance>, function: Int, line: Int)] = []
  var category = ""
  var code = ""
  var additional = Slot.undefined
  var isPlaced = false

  init(_ heap: Heap, _ text: String) {
    self.text = text
    super.init(heap, type: TypeIndex.errorInfo)
  }

  deinit { clear() }

  override func clear() {
    let old = [cause, additional]
    cause = .undefined
    additional = .undefined
    for slot in old { slot.release() }
    let modules = calls
    calls = []
    for call in modules { call.module._withUnsafeGuaranteedRef { Slot.owned($0).release() } }
  }

  /// The name of the module where it was raised.
  var module: String { calls.first?.module._withUnsafeGuaranteedRef { $0.program.name } ?? "" }

  /// The line's source, without its indentation.
  var source: String {
    guard let module = calls.first?.module else { return "" }
    return module._withUnsafeGuaranteedRef { module in
      String(module.program.lines.text(of: line, in: module.program.source).drop { $0 == " " || $0 == "\t" })
    }
  }

  var stack: [StackLine] {
    calls.map { call in
      call.module._withUnsafeGuaranteedRef { module in
        StackLine(module: module.program.name, method: module.program.functions[call.function].name, line: call.line)
      }
    }
  }

  /// `{Модуль(3)}: Деление на 0`
  var placed: String { module.isEmpty ? text : "{\(module)(\(line))}: \(text)" }

  var causeError: ErrorObject? { cause.object(as: ErrorObject.self) }

  /// With the line's source, and the causes below.
  var detailed: String {
    var result = placed
    if !source.isEmpty { result += "\n\t" + source }
    if let cause = causeError { result += "\n\nпо причине:\n" + cause.detailed }
    return result
  }

  var brief: String {
    var result = text
    if let cause = causeError { result += "\nпо причине:\n" + cause.brief }
    return result
  }
}

/// One call of a stack.
package struct StackLine: Equatable, Sendable {
  package let module: String
  package let method: String
  package let line: Int
}

/// Thrown by natives; what happened stands in `VM.failure`.
struct Raised: Error {}

/// A limit that stopped a program. `Попытка` does not catch it.
package enum Limit: String, Sendable {
  case fuel, memory, depth, time, cancelled

  /// What the program's author reads.
  package var text: String {
    switch self {
    case .fuel: "Превышено допустимое количество выполняемых инструкций"
    case .memory: "Превышен допустимый объем памяти"
    case .depth: "Превышена допустимая глубина вызовов (переполнение стека встроенного языка)"
    case .time: "Превышено допустимое время выполнения"
    case .cancelled: "Выполнение прервано"
    }
  }
}
