import ArgumentParser
import CatalogueFile
import Foundation
import Handbook
import Office
import Store

struct SetUpCommand: InstallationCommand {
  static let configuration = CommandConfiguration(
    commandName: "setup", abstract: "Make the vendor and its first owner in an empty installation.",
    discussion: """
      The password is typed, or piped in:

        echo "$PASSWORD" | balgyn setup --vendor … --name … --email …
      """)

  @OptionGroup var flags: SettingsFlags
  @Option(help: "What the vendor of the service is called.") var vendor: String
  @Option(help: "What the first owner is called.") var name: String
  @Option(help: "The owner's e-mail: the login.") var email: String
  @Option(help: "The owner's language: ru, kk or en.") var language = "ru"

  func work(in installation: Installation) async throws {
    let password = try readPassword("Password: ")
    let entries = Entries([
      "vendor": vendor, "name": name, "email": email, "language": language, "password": password,
      "password_repeated": password,
    ])
    _ = try await Setup(installation.office).setUp(entries, from: Console.address)
    print("Set up. Start `balgyn serve` and sign in as \(email).")
  }
}

struct MigrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate", abstract: "Bring the store to the newest schema.",
    discussion: "Every other command does it too; this one does nothing else. Safe to repeat.")

  @OptionGroup var flags: SettingsFlags

  func run() async throws {
    do {
      try await Installation.with(flags.settings()) { _ in
        print("The schema is at step \(Migration.all.last?.number ?? 0).")
      }
    } catch {
      throw explained(error)
    }
  }
}

struct CatalogueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalogue", abstract: "Check a catalogue, or put it in force.", subcommands: [Check.self, Load.self])

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Tell every mistake of a catalogue, each with its line. Nothing is changed.")

    @Argument(help: "The YAML file.") var file: String

    func run() async throws {
      do {
        let catalogue = try Catalogue(file: file)
        print("\(file): \(catalogue.applications.count) applications, \(catalogue.tariffs.count) tariffs, no mistakes.")
      } catch {
        throw explained(error)
      }
    }
  }

  struct Load: InstallationCommand {
    static let configuration = CommandConfiguration(
      abstract: "Put a catalogue in force. What was sold keeps the terms it was sold on.")

    @OptionGroup var flags: SettingsFlags
    @Argument(help: "The YAML file.") var file: String

    func work(in installation: Installation) async throws {
      _ = try Catalogue(file: file)
      let text = try String(contentsOfFile: file, encoding: .utf8)
      guard let changed = try await Console(installation.office).loadCatalogue(text) else {
        return print("This catalogue is in force already.")
      }
      print("In force: \(changed) tariffs are new or changed.")
    }
  }
}

struct UserCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user", abstract: "Add a person, or give somebody a new password.",
    subcommands: [Add.self, ResetPassword.self])

  struct Add: InstallationCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add a person to a subscriber.", discussion: "The password is typed, or piped in.")

    @OptionGroup var flags: SettingsFlags
    @Argument(help: "The person's e-mail: the login.") var email: String
    @Option(help: "What the person is called.") var name: String
    @Option(help: "The number of the subscriber; the vendor's own by default.") var subscriber: String?
    @Option(help: "owner, administrator, operator, developer or user.") var role = "user"
    @Option(help: "The person's language: ru, kk or en.") var language = "ru"

    func work(in installation: Installation) async throws {
      let password = try readPassword("Password: ")
      let id = try await Console(installation.office).addUser(
        Entries([
          "email": email, "name": name, "subscriber": subscriber ?? "", "role": role, "language": language,
          "password": password,
        ]))
      print("Added: user \(id).")
    }
  }

  struct ResetPassword: InstallationCommand {
    static let configuration = CommandConfiguration(
      commandName: "reset-password",
      abstract: "Give somebody a new password, and end every sign-in of that person.",
      discussion: "The password is typed, or piped in. --second-factor takes the second factor away too.")

    @OptionGroup var flags: SettingsFlags
    @Argument(help: "The person's e-mail.") var email: String
    @Flag(help: "Take the second factor away: the person has lost the telephone and the recovery codes.")
    var secondFactor = false

    func work(in installation: Installation) async throws {
      let password = try readPassword("New password: ")
      try await Console(installation.office).resetPassword(
        Entries(["email": email, "password": password]), endingSecondFactor: secondFactor)
      print("Done: every sign-in of \(email) has ended.")
    }
  }
}

struct JobCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "job", abstract: "Do a piece of the service's own work now.", subcommands: [Run.self])

  struct Run: InstallationCommand {
    static let configuration = CommandConfiguration(
      abstract: "Run a job once.",
      discussion: """
        The service runs them by itself; a process that is at one keeps others away from it.

          sessions      \(SessionSweep().purpose)
          infobases     \(InfobaseUpkeepJob().purpose)
          letters       send the letters of the outbox (needs smtp settings)
          audit-seal    \(AuditSealing().purpose)
          forgetting    \(Forgetting().purpose)
          backups       \(ScheduledBackups().purpose)
        """)

    @OptionGroup var flags: SettingsFlags
    @Argument(help: "Which one.") var name: String
    @Option(help: ArgumentHelp("As if it were noon of this day.", valueName: "yyyy-mm-dd")) var on: String?
    @Flag(help: "Only tell how much there is to do.") var dryRun = false

    func work(in installation: Installation) async throws {
      var day: Day?
      if let on {
        guard let read = Day(on) else { throw ValidationError("--on wants a day, such as 2026-01-31") }
        day = read
      }
      let housekeeping = Housekeeping(installation.office, post: postOffice(installation.settings))
      do {
        guard let count = try await housekeeping.run(name, on: day, isDryRun: dryRun) else {
          return print("Another process is at it.")
        }
        print(dryRun ? "\(count) to do." : "\(count) done.")
      } catch let fault as Housekeeping.NoSuchJob {
        let names = housekeeping.jobs.map(\.name).joined(separator: ", ")
        throw ValidationError("there is no job “\(fault.name)”; there are: \(names)")
      }
    }
  }
}
