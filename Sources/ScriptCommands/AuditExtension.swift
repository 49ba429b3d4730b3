package import ArgumentParser
import Audit
import Syntax

/// `balgyn script audit`: what the modules of an extension touch, and the permissions they ask for.
package struct AuditExtension: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Judges the modules of an extension, and prints the permissions they need.")

  @Argument(help: "The extension's folder.")
  var folder: String

  @Flag(help: "As JSON.")
  var json = false

  package init() {}

  package func run() throws {
    var permissions: [Permission: Int] = [:]
    var entries: [String] = []
    var exports: [String: [String]] = [:]
    var modules = 0
    var count = 0
    let files = Files.isFolder(folder) ? Files.under(folder, ending: [".bsl", ".os"]) : [folder]
    for file in files {
      let bytes: [UInt8]
      do {
        bytes = try Files.read(file)
      } catch {
        Console.error("\(error)")
        throw ExitCode(1)
      }
      modules += 1
      let (tree, diagnostics) = ModuleParser.check(bytes)
      var judged = tree
      judged.diagnostics = diagnostics
      let (findings, names) = ModuleAudit.audit(judged)
      func entry(_ rule: String, _ span: Span, _ message: String) {
        count += 1
        let line = tree.lines.line(at: span.start)
        let column = tree.lines.column(at: span.start, in: tree.source)
        entries.append(
          json
            ? "{\"file\":\(Tree.quoted(file)),\"line\":\(line),\"column\":\(column),"
              + "\"rule\":\(Tree.quoted(rule)),\"message\":\(Tree.quoted(message))}"
            : "\(file):\(line):\(column): \(rule): \(message)")
      }
      for finding in findings {
        if let permission = finding.permission { permissions[permission, default: 0] += 1 }
        entry(finding.rule, finding.span, finding.message)
      }
      for (name, span) in names where file.contains("CommonModules") {
        let key = Folding.fold(name)
        if let others = exports[key] {
          entry("exportClash", span, "имя \(name) экспортирует и \(others[0])")
        }
        exports[key, default: []].append(file)
      }
    }
    let manifest = permissions.sorted { $0.key < $1.key }
    if json {
      let list = manifest.map { "{\"permission\":\"\($0.key)\",\"uses\":\($0.value)}" }.joined(separator: ",")
      Console.line(
        "{\"modules\":\(modules),\"findings\":[\(entries.joined(separator: ","))],\"permissions\":[\(list)]}")
    } else {
      for entry in entries { Console.line(entry) }
      Console.line("Разрешения: " + (manifest.isEmpty ? "не нужны" : manifest.map(\.key.title).joined(separator: ", ")))
      Console.line("\(modules) modules, \(count) findings")
    }
    Console.flush()
  }
}
