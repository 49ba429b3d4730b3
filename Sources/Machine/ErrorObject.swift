/// ИнформацияОбОшибке: what happened, where, and why.
final class ErrorObject: Container {
  var text: String
  var cause = Slot.undefined
  var module = ""
  var line = 0
  var source = ""
  var stack: [StackLine] = []
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
