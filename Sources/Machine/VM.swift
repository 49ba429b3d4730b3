import Synchronization
import Syntax

/// A machine: one session's run of compiled modules. It is on one thread at a time and shares nothing with other
/// machines but programs.
///
/// The stack is one row of slots; a call's registers begin where its arguments were put. Every slot of the stack owns
/// what it holds, live or left over, so that entering and leaving a call moves nothing.
package final class VM {
  let heap = Heap()
  let symbols = SymbolTable()
  let shapes: Shapes
  var stack: UnsafeMutablePointer<Slot>
  var stackCapacity = 1024
  var frames: UnsafeMutablePointer<Frame>
  var frameCapacity = 64
  /// Frames in use.
  var depth = 0
  var failure: ErrorObject?
  var limitHit: Limit?
  /// What `ИнформацияОбОшибке()` answers: errors whose handlers run, the innermost last.
  var handled: [(depth: Int, level: Int, error: ErrorObject)] = []
  var handledDepth = -1
  var modules: [String: ModuleInstance] = [:]
  var moduleNames: Set<String> = []
  private var texts: [TextKey: ModuleInstance] = [:]
  /// Native code that called back into the machine; bounded, for it uses the native stack.
  var nesting = 0
  var isSuspending = false
  /// A native gave a value back through an argument.
  var answered = false
  var suspendedDestination = -1
  let functionBodies = Library.functionTable.base
  let methodBodies = Library.methodTable.table.base
  let host: any Host
  var limits: Limits
  /// Instructions of calls and loops left until the next poll, and in all.
  var slice = 0
  var fuelLeft = 0
  var deadline: UInt64 = 0
  package let cancellation = Cancellation()
  var debugger: Debugger?
  var random = SystemRandomNumberGenerator()
  var languageCode = "ru"
  var messages: [String] = []

  private struct TextKey: Hashable {
    let text: String
    let function: Int
    let module: ObjectIdentifier
    let isExpression: Bool
  }

  package init(host: any Host, limits: Limits = Limits()) {
    self.host = host
    self.limits = limits
    shapes = Shapes(symbols)
    stack = .allocate(capacity: stackCapacity)
    stack.initialize(repeating: .undefined, count: stackCapacity)
    frames = .allocate(capacity: frameCapacity)
    heap.limit = limits.memory
  }

  deinit {
    clearStack(from: 0)
    setFailure(nil)
    handled = []
    modules = [:]
    texts = [:]
    // Modules, constants and rings of references go with the heap.
    heap.close()
    stack.deallocate()
    frames.deallocate()
  }

  /// Objects that live; for tests of what is given back.
  package var liveObjects: Int { heap.live }
  /// Bytes that values hold.
  package var bytesHeld: Int { heap.bytes }
  /// Calls and loop steps since the machine was made.
  package var fuelUsed: Int { limits.fuel - fuelLeft - max(slice, 0) }

  func clearStack(from start: Int) {
    for index in start..<stackCapacity { (stack + index).put(.undefined) }
  }

  func setFailure(_ error: ErrorObject?) {
    let old = failure
    failure = error
    if let old { Slot.owned(old).release() }
  }

  // MARK: Values

  func slot(of constant: Constant) -> Slot {
    switch constant {
    case .undefined: return .undefined
    case .null: return .null
    case .bool(let value): return .bool(value)
    case .number(let digits):
      return Numbers.pack(Numbers.parse(Array(digits.utf8)) ?? BigDecimal(0, scale: 0), heap) ?? .int(0)
    case .text(let bytes): return text(String(decoding: bytes, as: UTF8.self))
    case .date(let seconds): return .date(seconds)
    case .system(let enumeration, let value): return .system(enumeration, value)
    }
  }

  func text(_ string: String) -> Slot { .owned(Text(heap, string)) }

  // MARK: Modules

  /// Makes a module known by its name; its body runs when it is first touched.
  package func add(_ program: Program) {
    let instance = ModuleInstance(self, program)
    modules[Folding.fold(program.name)] = instance
  }

  /// Names that texts of `Выполнить` may use as common modules.
  package func know(modules: Set<String>) { moduleNames = modules }

  // MARK: Running

  package enum Outcome: Equatable, Sendable {
    case finished
    case failed(Failure)
    case limit(Limit, Failure)
    /// A native waits for its host, or the debugger stopped.
    case suspended
  }

  /// An error that nothing caught.
  package struct Failure: Equatable, Sendable {
    package let text: String
    package let module: String
    package let line: Int
    package let source: String
    package let stack: [StackLine]
    /// Texts of the causes, the nearest first.
    package let causes: [String]
  }

  /// Runs a module's body.
  package func run(_ program: Program) -> Outcome {
    let instance = ModuleInstance(self, program)
    modules[Folding.fold(program.name)] = instance
    instance.state = .running
    startClock()
    guard enter(instance, function: 0, base: 0, arguments: 0, destination: -1, copyOut: 0, kind: .entry) else {
      return outcome(.failed)
    }
    return outcome(run(floor: 0))
  }

  /// Runs an exported method of a module that was added, and answers its value as a text; for hosts and tests.
  package func call(module: String, method: String) -> Outcome {
    guard let instance = modules[Folding.fold(module)],
      case .function(let function)? = instance.program.exports[Folding.fold(method)]
    else {
      return .failed(Failure(text: "Метод не найден", module: module, line: 0, source: "", stack: [], causes: []))
    }
    startClock()
    guard enter(instance, function: function, base: 0, arguments: 0, destination: -1, copyOut: 0, kind: .entry) else {
      return outcome(.failed)
    }
    return outcome(run(floor: 0))
  }

  /// Goes on after a suspension, with the answer that was waited for.
  package func resume(_ answer: Answer = .nothing) -> Outcome {
    if suspendedDestination >= 0 {
      let value: Slot =
        switch answer {
        case .nothing: .undefined
        case .text(let string): text(string)
        case .number(let number): .int(number)
        case .truth(let truth): .bool(truth)
        }
      (stack + suspendedDestination).put(value)
      suspendedDestination = -1
    }
    return outcome(run(floor: 0))
  }

  /// What a host answers to a program that waits.
  package enum Answer: Sendable {
    case nothing
    case text(String)
    case number(Int)
    case truth(Bool)
  }

  private func startClock() {
    fuelLeft = limits.fuel
    slice = 0
    limitHit = nil
    if limits.seconds < .infinity {
      deadline = host.nanoseconds() &+ UInt64(min(limits.seconds, 1e9) * 1e9)
    } else {
      deadline = .max
    }
  }

  enum Ending { case finished, failed, suspended }

  private func outcome(_ ending: Ending) -> Outcome {
    switch ending {
    case .finished:
      // Calls leave their registers as they are; what they held goes now.
      clearStack(from: 0)
      return .finished
    case .suspended: return .suspended
    case .failed:
      let error = failure
      let failure = Failure(
        text: error?.text ?? "", module: error?.module ?? "", line: error?.line ?? 0, source: error?.source ?? "",
        stack: error?.stack ?? [], causes: causes(of: error))
      depth = 0
      handled = []
      handledDepth = -1
      setFailure(nil)
      clearStack(from: 0)
      if let limit = limitHit { return .limit(limit, failure) }
      return .failed(failure)
    }
  }

  private func causes(of error: ErrorObject?) -> [String] {
    var texts: [String] = []
    var next = error?.causeError
    while let cause = next, texts.count < 20 {
      texts.append(cause.placed)
      next = cause.causeError
    }
    return texts
  }

  // MARK: Frames

  func growFrames() {
    let larger = UnsafeMutablePointer<Frame>.allocate(capacity: frameCapacity * 2)
    larger.update(from: frames, count: depth)
    frames.deallocate()
    frames = larger
    heap.bytes += frameCapacity * MemoryLayout<Frame>.stride
    frameCapacity *= 2
  }

  func growStack(to needed: Int) {
    var capacity = stackCapacity
    while capacity < needed { capacity *= 2 }
    let larger = UnsafeMutablePointer<Slot>.allocate(capacity: capacity)
    larger.update(from: stack, count: stackCapacity)
    (larger + stackCapacity).initialize(repeating: .undefined, count: capacity - stackCapacity)
    stack.deallocate()
    stack = larger
    heap.bytes += (capacity - stackCapacity) * 16
    stackCapacity = capacity
  }

  /// Begins a call whose arguments stand from `base` on. False: an error is set.
  @inline(__always)
  func enter(
    _ module: ModuleInstance, function: Int, base: Int, arguments: Int, destination: Int, copyOut: Int,
    kind: Frame.Kind = .call
  ) -> Bool {
    let record = module.records + function
    if depth == frameCapacity { growFrames() }
    let top = base + Int(record.pointee.registers)
    if top > stackCapacity { growStack(to: top + 256) }
    if depth >= limits.depth { return hit(.depth) }
    frames[depth] = Frame(
      record: record, module: Unmanaged.passUnretained(module), base: Int32(base), pc: 0,
      destination: Int32(destination), copyOut: Int32(copyOut), kind: kind)
    depth += 1
    let registers = stack + base
    let parameters = Int(record.pointee.parameters)
    if arguments < parameters || !record.pointee.isSimple {
      guard fill(module, function, registers, arguments) else {
        depth -= 1
        return false
      }
    }
    var index = parameters
    let locals = Int(record.pointee.locals)
    while index < locals {
      (registers + index).put(.undefined)
      index += 1
    }
    return true
  }

  /// Stands defaults in for arguments that were not given.
  @inline(never)
  private func fill(
    _ module: ModuleInstance, _ function: Int, _ registers: UnsafeMutablePointer<Slot>, _ arguments: Int
  ) -> Bool {
    let parameters = module.program.functions[function].parameters
    for index in parameters.indices where index >= arguments || registers[index].isOmitted {
      if let value = parameters[index].value {
        (registers + index).copy(module.constants[value])
      } else if index >= arguments {
        return fail("Недостаточно фактических параметров")
      } else {
        (registers + index).put(.undefined)
      }
    }
    return true
  }

  // MARK: Errors

  @discardableResult
  func fail(_ text: String) -> Bool {
    setFailure(ErrorObject(heap, text))
    return false
  }

  func hit(_ limit: Limit) -> Bool {
    limitHit = limit
    return fail(limit.text)
  }

  /// For natives: `throw vm.error("…")`.
  func error(_ text: String) -> Raised {
    fail(text)
    return Raised()
  }

  func stopped(by limit: Limit) -> Raised {
    _ = hit(limit)
    return Raised()
  }

  /// Notes where the error is. `pc` of the top frame points after the word that failed.
  func place(_ error: ErrorObject) {
    guard !error.isPlaced else { return }
    error.isPlaced = true
    var index = depth - 1
    while index >= 0, error.calls.count < 16 {
      let frame = frames[index]
      let line = frame.record.pointee.line(at: Int(frame.pc) - 1)
      error.calls.append((frame.module, Int(frame.record.pointee.index), line))
      frame.module._withUnsafeGuaranteedRef { $0.rc += 1 }
      if error.calls.count == 1 { error.line = line }
      index -= 1
    }
  }

  /// Finds the handler of the error that is set. False when the frames down to `floor` have none.
  func unwind(floor: Int) -> Bool {
    if let failure { place(failure) }
    while depth > floor {
      let frame = frames[depth - 1]
      if limitHit == nil {
        let pc = Int(frame.pc) - 1
        let target = frame.record.pointee.handler(of: pc)
        if let target {
          frames[depth - 1].pc = Int32(target)
          return true
        }
      }
      if depth - 1 > floor { copyOut(frame) }
      if frame.kind == .body { frame.module._withUnsafeGuaranteedRef { $0.state = .new } }
      depth -= 1
      dropHandled()
    }
    return false
  }

  func dropHandled() {
    while let last = handled.last, last.depth > depth {
      handled.removeLast()
      Slot.owned(last.error).release()
    }
    handledDepth = handled.last?.depth ?? -1
  }

  func pushHandled(level: Int) {
    popHandled(level: level)
    guard let error = failure else { return }
    failure = nil
    handled.append((depth, level, error))
    handledDepth = depth
  }

  func popHandled(level: Int) {
    while let last = handled.last, last.depth > depth || (last.depth == depth && last.level >= level) {
      handled.removeLast()
      Slot.owned(last.error).release()
    }
    handledDepth = handled.last?.depth ?? -1
  }

  /// Parameters that were changed go back to the caller's variables.
  @inline(never)
  func copyOut(_ frame: Frame) {
    guard depth >= 2 else { return }
    let caller = frames[depth - 2]
    let assigned = frame.record.pointee.assigned
    let registers = stack + Int(frame.base)
    let below = stack + Int(caller.base)
    if frame.kind == .text {
      // A text sees all locals of the method around it.
      let count = Int(caller.record.pointee.locals)
      for index in 0..<count where assigned & (1 << UInt64(min(index, 63))) != 0 {
        (below + index).copy(registers[index])
      }
      return
    }
    guard frame.copyOut > 0, assigned != 0 else { return }
    caller.module._withUnsafeGuaranteedRef { module in
      let byValue = frame.module._withUnsafeGuaranteedRef {
        $0.program.functions[Int(frame.record.pointee.index)].parameters
      }
      for copy in module.program.copyOuts[Int(frame.copyOut)]
      where copy.argument < byValue.count && assigned & (1 << UInt64(min(copy.argument, 63))) != 0
        && !byValue[copy.argument].isByValue
      {
        let target = copy.isModuleVariable ? module.variables + copy.target : below + copy.target
        target.copy(registers[copy.argument])
      }
    }
  }

  // MARK: Texts as code

  /// The compiled form of a text for `Выполнить` and `Вычислить`; kept, for programs run the same text again.
  func textModule(_ text: String, isExpression: Bool) -> ModuleInstance? {
    let frame = frames[depth - 1]
    let module = frame.module._withUnsafeGuaranteedRef { $0 }
    let function = Int(frame.record.pointee.index)
    let key = TextKey(text: text, function: function, module: ObjectIdentifier(module), isExpression: isExpression)
    if let known = texts[key] { return known }
    guard text.utf8.count <= 4_000_000 else {
      fail("Слишком длинный текст для выполнения")
      return nil
    }
    let bytes = Array(text.utf8)
    slice -= bytes.count / 16
    let tree = isExpression ? ModuleParser.parseExpression(bytes) : ModuleParser.parse(bytes)
    let (program, diagnostics) = Compiler.compile(
      tree, in: Compiler.Outer(program: module.program, function: function), isExpression: isExpression,
      modules: moduleNames)
    guard let program else {
      let first = diagnostics[0]
      fail("{(\(tree.lines.line(at: first.span.start)))}: \(first.message)")
      return nil
    }
    if let problem = Verifier.problem(in: program) {
      fail(problem)
      return nil
    }
    let instance = ModuleInstance(self, program, owner: module.owner ?? module)
    if texts.count >= 500 {
      // The instances of texts that may still run stay; they go with the session.
      texts.removeAll()
    }
    texts[key] = instance
    return instance
  }

  // MARK: Calls from natives

  /// Calls a method of a module from native code; bounded in depth, since it uses the native stack.
  func callBack(_ module: ModuleInstance, function: Int, _ arguments: [Slot]) throws(Raised) -> Slot {
    guard nesting < 40 else { throw stopped(by: .depth) }
    nesting += 1
    defer { nesting -= 1 }
    guard prepare(module) else { throw Raised() }
    let caller = frames[depth - 1]
    // Natives keep their arguments in the window at the top of the caller's frame, of at most 256 registers more.
    let base = Int(caller.base) + Int(caller.record.pointee.registers) + 300
    if base + arguments.count + 8 > stackCapacity { growStack(to: base + arguments.count + 256) }
    for (index, argument) in arguments.enumerated() { (stack + base + index).copy(argument) }
    let floor = depth
    guard
      enter(
        module, function: function, base: base, arguments: arguments.count, destination: -1, copyOut: 0, kind: .entry)
    else { throw Raised() }
    switch run(floor: floor) {
    case .finished: return stack[base].retained()
    case .failed: throw Raised()
    case .suspended: throw error("Ожидание здесь недопустимо")
    }
  }

  /// Runs the body of a module that was not touched yet.
  func prepare(_ module: ModuleInstance) -> Bool {
    guard module.state == .new else { return true }
    module.state = .running
    let caller = frames[depth - 1]
    let base = Int(caller.base) + Int(caller.record.pointee.registers) + 300
    let floor = depth
    nesting += 1
    defer { nesting -= 1 }
    guard nesting < 40 else { return hit(.depth) }
    guard enter(module, function: 0, base: base, arguments: 0, destination: -1, copyOut: 0, kind: .entry) else {
      return false
    }
    let ending = run(floor: floor)
    if ending == .finished { module.state = .ready }
    if ending == .suspended { return fail("Ожидание здесь недопустимо") }
    return ending == .finished
  }

  // MARK: The governor

  /// After each slice of calls and loop steps. False: a limit is hit, and its error is set.
  func poll() -> Bool {
    if cancellation.isAsked { return hit(.cancelled) }
    if heap.isOverLimit { return hit(.memory) }
    if deadline != .max, host.nanoseconds() > deadline { return hit(.time) }
    // `slice` is negative by what natives charged beyond it.
    fuelLeft += min(slice, 0)
    if fuelLeft <= 0 { return hit(.fuel) }
    slice = min(fuelLeft, 10_000)
    fuelLeft -= slice
    return true
  }

  /// Natives charge in proportion to their work.
  @inline(__always)
  func charge(_ work: Int) throws(Raised) {
    slice -= work
    if slice < 0, !poll() { throw Raised() }
  }

  /// Before a large piece of memory is taken.
  @inline(__always)
  func allow(_ bytes: Int) throws(Raised) {
    if !heap.allows(bytes) { throw stopped(by: .memory) }
  }
}

/// Stops a machine from another thread, at its next poll.
package final class Cancellation: Sendable {
  private let flag = Atomic<Bool>(false)

  package init() {}

  package func ask() { flag.store(true, ordering: .relaxed) }
  package var isAsked: Bool { flag.load(ordering: .relaxed) }
}

/// What a program may use up.
package struct Limits: Sendable {
  /// Calls, loop steps and the work of natives.
  package var fuel = Int.max / 4
  /// Bytes of values.
  package var memory = 1 << 30
  /// Calls inside calls.
  package var depth = 100_000
  /// Wall time.
  package var seconds = Double.infinity

  package init() {}
}

/// The outside world of a program. Everything is denied unless a host grants it.
package protocol Host: AnyObject {
  /// `Сообщить`.
  func message(_ text: String)
  /// A clock that only goes forward.
  func nanoseconds() -> UInt64
  /// Milliseconds since 1970 in UTC.
  func now() -> Int64
  /// Seconds to add to UTC for the session's time.
  func offset(at milliseconds: Int64) -> Int64
  /// `АргументыКоманднойСтроки`.
  var arguments: [String] { get }
}

/// A call in progress.
struct Frame {
  enum Kind: UInt8 {
    case call
    /// Returning from it ends `run(floor:)`.
    case entry
    /// A module's body that runs before the instruction that touched it.
    case body
    /// A text of `Выполнить` or `Вычислить`.
    case text
  }

  let record: UnsafeMutablePointer<FunctionRecord>
  let module: Unmanaged<ModuleInstance>
  let base: Int32
  /// The next word; kept here while a callee runs.
  var pc: Int32
  /// The caller's register for the result; -1: nowhere.
  let destination: Int32
  let copyOut: Int32
  let kind: Kind
}
