package import ArgumentParser
import Syntax

/// `balgyn script check`: parses modules and queries; exit status 0 only without errors.
package struct CheckScripts: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Parses modules (.bsl, .os) and queries (.sdbl, .query).",
    discussion: "Prints each mistake as file:line:column: text, and last how many modules and errors there were.")

  @Argument(help: "Files and folders.")
  var paths: [String] = []

  @Flag(name: .customLong("query"), help: "Check the queries inside string literals of modules too.")
  var findsQueries = false

  @Option(name: .customLong("module"), parsing: .unconditional, help: "A module's text; - for standard input.")
  var moduleText: String?

  @Option(name: .customLong("query-text"), parsing: .unconditional, help: "A query's text; - for standard input.")
  var queryText: String?

  package init() {}

  package func run() throws {
    var report = Report(findsQueries: findsQueries)
    do {
      if let moduleText { report.check(module: try text(moduleText), named: "-") }
      if let queryText { report.check(query: try text(queryText), named: "-") }
      for path in paths {
        let files = Files.isFolder(path) ? Files.under(path, ending: [".bsl", ".os", ".sdbl", ".query"]) : [path]
        for file in files { report.check(file: file) }
      }
    } catch let problem as Files.Problem {
      Console.error(problem.description)
      throw ExitCode(1)
    }
    guard moduleText != nil || queryText != nil || !paths.isEmpty else {
      throw ValidationError("Name files or folders, or give a text with --module or --query-text.")
    }
    Console.line("\(report.modules) modules, \(report.errors) errors")
    Console.flush()
    if report.errors > 0 { throw ExitCode(1) }
  }

  private func text(_ argument: String) throws -> [UInt8] {
    argument == "-" ? try Files.read("-") : Array(argument.utf8)
  }
}

/// What a check found.
struct Report {
  let findsQueries: Bool
  private(set) var modules = 0
  private(set) var errors = 0

  init(findsQueries: Bool) { self.findsQueries = findsQueries }

  mutating func check(file: String) {
    let bytes: [UInt8]
    do {
      bytes = try Files.read(file)
    } catch {
      modules += 1
      errors += 1
      return Console.line("\(file):1:1: \(error)")
    }
    let name = file.lowercased()
    if name.hasSuffix(".sdbl") || name.hasSuffix(".query") {
      check(query: bytes, named: file)
    } else {
      check(module: bytes, named: file)
    }
  }

  mutating func check(module bytes: [UInt8], named name: String) {
    modules += 1
    let (tree, diagnostics) = ModuleParser.check(bytes)
    for diagnostic in diagnostics { show(diagnostic, tree.lines, tree.source, name) }
    guard findsQueries else { return }
    for node in tree.nodes.indices where tree.nodes[node].kind == .string {
      let literal = QueryLiteral(tree, Int32(node))
      guard literal.looksLikeQuery else { continue }
      for diagnostic in QueryParser.parse(literal.text).diagnostics {
        show(Diagnostic(literal.span(diagnostic.span), diagnostic.message), tree.lines, tree.source, name)
      }
    }
  }

  mutating func check(query bytes: [UInt8], named name: String) {
    modules += 1
    let query = QueryParser.parse(bytes)
    for diagnostic in query.diagnostics { show(diagnostic, query.lines, query.source, name) }
  }

  private mutating func show(_ diagnostic: Diagnostic, _ lines: Lines, _ source: [UInt8], _ name: String) {
    errors += 1
    let line = lines.line(at: diagnostic.span.start)
    let column = lines.column(at: diagnostic.span.start, in: source)
    Console.line("\(name):\(line):\(column): \(diagnostic.message)")
  }
}
