import ArgumentParser
import CatalogueFile
import Foundation
import Handbook
import Infobases
import Office
import Store
import StoreSQLite

/// What went wrong, for whoever sits at the terminal.
func explained(_ error: any Error) -> any Error {
  switch error {
  case let refusals as Refusals:
    Explanation(
      refusals.all.map { refusal in
        let field = refusal.field.map { "\($0.name): " } ?? ""
        return "\(field)\(refusal.text.en) (\(refusal.rule))"
      }.joined(separator: "\n"))
  case is Missing: Explanation("There is no such thing.")
  case let mistakes as Mistakes: Explanation("\(mistakes)")
  case let fault as WholeCopyFault: Explanation(fault.text.en)
  case let fault as CopyFault: Explanation(fault.description)
  case StoreFault.unavailable(let reason): Explanation(reason)
  case is StoreIsNotEmpty:
    Explanation("There is something in the PostgreSQL database already. Name an empty one: nothing is ever mixed.")
  default: error
  }
}

struct Explanation: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}

/// A command that works in an installation and explains what goes wrong there.
protocol InstallationCommand: AsyncParsableCommand {
  var flags: SettingsFlags { get }
  func work(in installation: Installation) async throws
}

extension InstallationCommand {
  func run() async throws {
    do {
      try await Installation.with(flags.settings()) { try await work(in: $0) }
    } catch {
      throw explained(error)
    }
  }
}

/// A password typed at a terminal, unseen, or the first line of what is piped in.
func readPassword(_ prompt: String) throws -> String {
  if isatty(0) == 1 {
    guard let typed = getpass(prompt) else { throw Explanation("No password was typed.") }
    return String(cString: typed)
  }
  guard let line = readLine(strippingNewline: true), !line.isEmpty else {
    throw Explanation("Pipe the password in, on a line of its own.")
  }
  return line
}
