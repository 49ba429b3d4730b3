package import ArgumentParser
import Syntax

/// `balgyn script fmt`: canonical keywords and indentation, in place.
package struct FormatScripts: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "fmt", abstract: "Formats modules in place; - writes standard input to standard output.")

  @Argument(help: "Files and folders.")
  var paths: [String]

  @Flag(help: "Change nothing; exit status 1 when something would change.")
  var check = false

  package init() {}

  package func run() throws {
    var isChanged = false
    var isBroken = false
    for path in paths {
      for file in Files.isFolder(path) ? Files.under(path, ending: [".bsl", ".os"]) : [path] {
        do {
          let bytes = try Files.read(file)
          guard let formatted = Formatter.format(bytes) else {
            Console.error("\(file): модуль с ошибками не форматируется")
            isBroken = true
            continue
          }
          if file == "-" {
            Console.line(String(decoding: formatted, as: UTF8.self), end: "")
          } else if formatted != bytes {
            isChanged = true
            Console.line(file)
            if !check { try Files.write(formatted, to: file) }
          }
        } catch let problem as Files.Problem {
          Console.error(problem.description)
          isBroken = true
        }
      }
    }
    Console.flush()
    if isBroken { throw ExitCode(2) }
    if check, isChanged { throw ExitCode(1) }
  }
}
