package import ArgumentParser
import Syntax

/// `balgyn script tree`: the tree of a module with positions.
package struct ShowTree: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "tree", abstract: "Prints the tree of a module, with positions.")

  @Argument(help: "The module's file; - for standard input.")
  var file: String

  @Flag(help: "As JSON (the only form).")
  var json = false

  package init() {}

  package func run() throws {
    let tree: Tree
    do {
      tree = ModuleParser.parse(try Files.read(file), branches: .all)
    } catch let problem as Files.Problem {
      Console.error(problem.description)
      throw ExitCode(1)
    }
    Console.line(tree.json())
    Console.flush()
    for diagnostic in tree.diagnostics {
      let line = tree.lines.line(at: diagnostic.span.start)
      let column = tree.lines.column(at: diagnostic.span.start, in: tree.source)
      Console.error("\(file):\(line):\(column): \(diagnostic.message)")
    }
    if !tree.diagnostics.isEmpty { throw ExitCode(2) }
  }
}
