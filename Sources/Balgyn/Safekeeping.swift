import ArgumentParser
import Foundation
import Handbook
import Infobases
import Office
import Store
import StorePostgres
import StoreSQLite

struct BackupCommand: InstallationCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copy the whole installation into an empty folder, while people work.",
    discussion: """
      The copy holds the store, every infobase with its own copies, and a list of files with their hashes. It is whole
      only when the command has ended well: the list is written last. It is the same whether the store is a file or in
      PostgreSQL, and restores into either.
      """)

  @OptionGroup var flags: SettingsFlags
  @Argument(help: "The folder to make; it may be there if it is empty.") var to: String

  func work(in installation: Installation) async throws {
    let copy = try await InstallationCopy.make(
      in: to, store: { try await StoreFile.copy(installation.database, to: $0) }, infobases: installation.infobases,
      at: installation.office.world.now())
    for fault in copy.faults { print("left out: \(fault)") }
    print("Copied \(copy.infobases) infobases, \(copy.bytes) bytes in all, to \(to).")
    if !copy.faults.isEmpty { throw ExitCode(2) }
  }
}

struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Make an installation of a copy, in an empty folder of data.",
    discussion: """
      Every file of the copy is checked before anything is made; a damaged copy is refused. With the setting postgres the
      store goes into that database, in which there may be nothing yet; otherwise into a file.
      """)

  @OptionGroup var flags: SettingsFlags
  @Argument(help: "The folder of the copy.") var from: String

  func run() async throws {
    do {
      let settings = try flags.settings()
      let restored = try await InstallationCopy.restore(
        from: from, to: settings.data, infobases: Installation.infobasesPath(in: settings.data),
        open: { try SQLiteDatabase(path: $0) }, place: { try await place($0, settings) })
      print("Restored \(restored) infobases into \(settings.data). Check with `balgyn verify`.")
    } catch {
      throw explained(error)
    }
  }

  private func place(_ file: String, _ settings: Settings) async throws {
    guard let postgres = settings.postgres else {
      return try InstallationCopy.place(file, at: Installation.storePath(in: settings.data))
    }
    let store = try await PostgresDatabase(connection: postgres, connections: 1)
    do {
      try await StoreFile.load(file, into: store)
      await store.close()
    } catch {
      await store.close()
      throw error
    }
    try FileManager.default.removeItem(atPath: file)
  }
}

struct VerifyCommand: InstallationCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check that everything kept agrees with itself.",
    discussion: """
      The engine's own check, the seals of the audit, totals against a recount, access against subscriptions, terms of
      what was sold, invitations, owners, and every infobase. Tells every fault; the exit status is 1 if there is any.
      """)

  @OptionGroup var flags: SettingsFlags

  func work(in installation: Installation) async throws {
    let faults = try await installation.faults()
    if faults.isEmpty { return print("All is well.") }
    for fault in faults { print(fault) }
    throw ExitCode(1)
  }
}

struct DemoCommand: InstallationCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Fill an empty installation with an invented vendor, partners and clients.",
    discussion: "Load a catalogue first. A second time it changes nothing. Everybody has one password: it is printed.")

  @OptionGroup var flags: SettingsFlags

  func work(in installation: Installation) async throws {
    switch try await Demo(installation.office).create() {
    case .made: print("The demo installation is made.\n")
    case .wasThere: print("The demo installation is there already.\n")
    }
    print("Password of everybody: \(Demo.password)\n")
    for signIn in Demo.signIns { print("  \(signIn.email.padded(to: 30))\(signIn.story)") }
  }
}
