package import ArgumentParser
import Machine
import Syntax

/// `balgyn script run`: exit status 0, 1 for an error that nothing caught, 2 for a syntax error, 3 for a limit.
package struct RunScript: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Runs the body of a module.",
    discussion: "Exit status: 0, or 1 for an uncaught exception, 2 for a syntax error, 3 for a limit.")

  @Argument(help: "The module's file.")
  var file: String

  @Option(name: .customLong("module"), help: "A common module: Name=FILE. May be repeated.")
  var modules: [String] = []

  @Option(
    name: .customLong("arg"), parsing: .unconditionalSingleValue,
    help: "A text of АргументыКоманднойСтроки. May be repeated.")
  var arguments: [String] = []

  @Option(help: "The most calls and loop steps.")
  var fuel: Int?

  @Option(help: "The most memory of values: bytes, or with K, M, G.")
  var memory: MemorySize?

  @Option(help: "The most seconds.")
  var time: Double?

  @Option(help: "The most calls inside calls.")
  var depth: Int?

  package init() {}

  package func run() throws {
    throw ExitCode(try execute())
  }

  private func execute() throws -> Int32 {
    var sources: [(name: String, path: String)] = []
    for module in modules {
      guard let sign = module.firstIndex(of: "="), sign != module.startIndex else {
        throw ValidationError("--module takes Name=FILE")
      }
      sources.append((String(module[..<sign]), String(module[module.index(after: sign)...])))
    }
    var limits = Limits()
    if let fuel { limits.fuel = max(0, fuel) }
    if let memory { limits.memory = memory.bytes }
    if let time { limits.seconds = time }
    if let depth { limits.depth = max(1, depth) }
    let names = Set(sources.map { Folding.fold($0.name) })
    var isBroken = false
    func compiled(_ path: String, _ name: String) throws -> Program? {
      let tree = ModuleParser.parse(try Files.read(path))
      let (program, diagnostics) = Program.compile(tree, name: name, modules: names)
      for diagnostic in diagnostics {
        isBroken = true
        let line = tree.lines.line(at: diagnostic.span.start)
        Console.error("{\(name)(\(line))}: \(diagnostic.message)")
        let source = tree.lines.text(of: line, in: tree.source)
        if !source.isEmpty { Console.error("\t" + source.drop { $0 == " " || $0 == "\t" }) }
      }
      return program
    }
    let machine = VM(host: ConsoleHost(arguments), limits: limits)
    machine.know(modules: names)
    let program: Program?
    do {
      program = try compiled(file, Files.stem(file))
      for source in sources {
        if let module = try compiled(source.path, source.name) { machine.add(module) }
      }
    } catch let problem as Files.Problem {
      Console.error(problem.description)
      return 1
    }
    guard let program, !isBroken else { return 2 }
    let outcome = machine.run(program)
    Console.flush()
    switch outcome {
    case .finished: return 0
    case .suspended: return 0
    case .failed(let failure):
      show(failure)
      return 1
    case .limit(_, let failure):
      show(failure)
      return 3
    }
  }

  private func show(_ failure: VM.Failure) {
    Console.error("{\(failure.module)(\(failure.line))}: \(failure.text)")
    if !failure.source.isEmpty { Console.error("\t" + failure.source) }
    for cause in failure.causes { Console.error("по причине:\n" + cause) }
    guard !failure.stack.isEmpty else { return }
    Console.error("Стек вызовов:")
    for call in failure.stack {
      Console.error("{\(call.module)(\(call.line))}" + (call.method.isEmpty ? "" : ": \(call.method)"))
    }
  }
}

/// Bytes, written as `512K`, `64M`, `2G` or a plain number.
package struct MemorySize: ExpressibleByArgument, Sendable {
  package let bytes: Int

  package init?(argument: String) {
    let units: [Character: Int] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30]
    var digits = argument.uppercased()
    if digits.hasSuffix("B") { digits.removeLast() }
    var factor = 1
    if let last = digits.last, let unit = units[last] {
      factor = unit
      digits.removeLast()
    }
    guard let number = Int(digits), number > 0, number < Int.max / factor else { return nil }
    bytes = number * factor
  }
}

/// The world of a script at a terminal: it may write lines and read the clock.
final class ConsoleHost: Host {
  let arguments: [String]

  init(_ arguments: [String]) { self.arguments = arguments }

  func message(_ text: String) { Console.line(text) }
  func nanoseconds() -> UInt64 { Clock.nanoseconds() }
  func now() -> Int64 { Clock.now() }
  func offset(at milliseconds: Int64) -> Int64 { Clock.offset(at: milliseconds) }
}
