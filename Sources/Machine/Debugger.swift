import Syntax

/// Stops a program that was compiled for debugging before its statements: at breakpoints, and step by step. A stop is a
/// suspension: no thread waits, and the stack and the variables can be looked at until `resume`.
package final class Debugger {
  package enum Step: Sendable {
    /// To the next breakpoint.
    case run
    /// To the next statement, wherever it is.
    case into
    /// To the next statement of this call or of a caller.
    case over
    /// To the next statement of a caller.
    case out
  }

  /// Lines by folded module names.
  private var breakpoints: [String: Set<Int>] = [:]
  private var step = Step.into
  private var depth = 0
  private var lastStop: (line: Int, depth: Int) = (0, 0)

  package init(stopsAtEntry: Bool = false) { step = stopsAtEntry ? .into : .run }

  package func set(breakpoints lines: Set<Int>, in module: String) { breakpoints[Folding.fold(module)] = lines }

  /// How to go on from where the program stands.
  package func go(_ step: Step) { self.step = step }

  func stops(_ vm: VM) -> Bool {
    let stack = vm.callStack
    guard let top = stack.first else { return false }
    let isStop: Bool =
      switch step {
      case .run: false
      case .into: true
      case .over: vm.depth <= depth
      case .out: vm.depth < depth
      }
    // Statements of one line are one stop, unless the step asks for each.
    let isBreakpoint = breakpoints[Folding.fold(top.module)]?.contains(top.line) ?? false
    let isSame = lastStop == (top.line, vm.depth)
    guard isStop || (isBreakpoint && !isSame) else {
      if !isBreakpoint { lastStop = (0, 0) }
      return false
    }
    depth = vm.depth
    lastStop = (top.line, vm.depth)
    return true
  }
}

extension VM {
  package func attach(_ debugger: Debugger) { self.debugger = debugger }

  /// Calls in progress, the innermost first.
  package var callStack: [StackLine] {
    var lines: [StackLine] = []
    for index in stride(from: depth - 1, through: 0, by: -1) {
      let frame = frames[index]
      frame.module._withUnsafeGuaranteedRef { module in
        let function = module.program.functions[Int(frame.record.pointee.index)]
        let place = max(0, min(Int(frame.pc) - 1, function.lines.count - 1))
        lines.append(StackLine(module: module.program.name, method: function.name, line: Int(function.lines[place])))
      }
    }
    return lines
  }

  /// Local variables of a call, counted from the innermost, as `Строка` shows them, with their types.
  package func variables(ofCall call: Int) -> [(name: String, type: String, value: String)] {
    guard call >= 0, call < depth else { return [] }
    let frame = frames[depth - 1 - call]
    return frame.module._withUnsafeGuaranteedRef { module in
      module.program.functions[Int(frame.record.pointee.index)].locals.enumerated().map { index, name in
        let slot = stack[Int(frame.base) + index]
        return (name, typeName(typeIndex(slot)), presentation(slot))
      }
    }
  }
}
