import ArgumentParser
import ScriptCommands

/// The command line: one program that serves, and does everything that an administrator does at the machine.
@main
struct Balgyn: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "balgyn",
    abstract: "Balgyn: a service of business applications, sold through partners.",
    discussion: """
      A new installation, from nothing to the first page:

        balgyn catalogue load Catalogue/kazakhstan.yaml
        balgyn setup --vendor 'Our service' --name Anna --email anna@example.kz
        balgyn serve

      Everything is kept in one folder: --data, `data` by default. Each
      setting is a flag, a variable BALGYN_… of the environment, or a line of
      a JSON file (--config, or balgyn.json in the folder of the data); a flag
      goes before a variable, a variable before the file. Secrets have no
      flags. `balgyn serve --help` lists the settings.
      """,
    version: "0.1",
    subcommands: [
      ServeCommand.self, SetUpCommand.self, MigrateCommand.self, CatalogueCommand.self, UserCommand.self,
      BackupCommand.self, RestoreCommand.self, VerifyCommand.self, JobCommand.self, DemoCommand.self,
      ScriptCommand.self,
    ])
}
