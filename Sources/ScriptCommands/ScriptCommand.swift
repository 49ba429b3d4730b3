package import ArgumentParser

/// `balgyn script …`: modules of the application language, run, checked and looked into.
package struct ScriptCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "script",
    abstract: "Modules of the application language: run, check, look into, audit, format.",
    subcommands: [RunScript.self, CheckScripts.self, ShowTree.self, AuditExtension.self, FormatScripts.self])

  package init() {}
}
