import CatalogueFile
import Foundation
import Handbook
import Infobases
import Logging
import Mail
import Markdown
import Office
import Pages
import Print
import Store
import StorePostgres
import StoreSQLite

/// An installation, open: the composition root. Whatever the program is made of is put together here and nowhere else.
struct Installation: Sendable {
  let settings: Settings
  let database: any Database
  /// The store where it is a file; `nil` on PostgreSQL.
  let file: SQLiteDatabase?
  let infobases: FileInfobases
  let office: Office
  /// The clock of a demo installation; `nil` in a real one.
  let clock: MovableClock?

  static func storePath(in data: String) -> String { "\(data)/balgyn.sqlite" }
  static func infobasesPath(in data: String) -> String { "\(data)/infobases" }

  /// Opens the store and the infobases, makes them where they are not, and brings the store to the newest schema.
  init(_ settings: Settings) async throws {
    try FileManager.default.createDirectory(
      atPath: settings.data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    self.settings = settings
    if let postgres = settings.postgres {
      database = try await PostgresDatabase(connection: postgres, connections: settings.postgresConnections)
      file = nil
    } else {
      let file = try SQLiteDatabase(path: Self.storePath(in: settings.data))
      (database, self.file) = (file, file)
    }
    _ = try await Migration.migrate(database)
    infobases = try FileInfobases(Self.infobasesPath(in: settings.data))
    let real = World.real(zone: settings.zone)
    let clock = try await Demo.clock(of: database, over: real)
    self.clock = clock
    office = Office(
      database: database, world: clock.map(real.moved) ?? real, catalogues: .shipped, address: settings.address,
      keeper: infobases, press: .weasyPrint, print: { letter, language in letter.printed(in: language) })
  }

  /// Everything that is wrong with what the installation keeps.
  func faults() async throws -> [String] {
    let file = file
    var faults = try await Verification(office, engine: { try file?.faults() ?? [] }).faults().map(\.description)
    let verification = try await infobases.verify()
    faults += verification.faults.map { "infobases: \($0)" }
    let known = try await database.read { try $0.knownInfobases() }
    faults += try await infobases.all().filter { !known.contains($0) }.map {
      "infobases: \($0.nineDigits) is on disk, and the registry does not know it"
    }
    return faults
  }

  func close() async {
    await infobases.close()
    await database.close()
  }

  /// Opens the installation, works in it, and closes it, however the work ends.
  static func with<Result>(
    _ settings: Settings, _ work: (Installation) async throws -> Result
  ) async throws -> Result {
    let installation = try await Installation(settings)
    do {
      let result = try await work(installation)
      await installation.close()
      return result
    } catch {
      await installation.close()
      throw error
    }
  }
}

extension Press {
  /// Forms as the pages write them, printed by WeasyPrint.
  static let weasyPrint = Press(printer: WeasyPrint()) { form, language in
    form.written(in: language) { Markdown($0).html }
  }
}

extension Catalogues {
  /// Catalogues as they are kept: texts in YAML.
  static var shipped: Catalogues {
    Catalogues { text in try Catalogue(yaml: Array(text.utf8), file: "the catalogue in force") }
  }
}

/// Who carries letters out; `nil` where they are only kept.
func postOffice(_ settings: Settings) -> (any PostOffice)? {
  settings.mail.map { MailRoom(post: SMTPPost(SMTPSettings($0))) }
}

/// The outbox's letters over SMTP.
private struct MailRoom: PostOffice {
  let post: SMTPPost

  func send(_ letter: KeptLetter, with attachments: [LetterAttachment]) async throws(PostFault) {
    do {
      try await post.send(
        PrintedLetter(subject: letter.subject, plain: letter.plain, html: letter.html), with: attachments,
        to: letter.recipient, id: letter.id.description, at: letter.createdAt)
    } catch {
      throw PostFault(isPermanent: error.isPermanent, reason: error.description)
    }
  }
}

extension SMTPSettings {
  fileprivate init(_ server: Settings.MailServer) {
    let security: Security =
      switch server.security {
      case .none: .none
      case .starttls: .startTLS
      case .tls: .implicitTLS
      }
    self.init(
      host: server.host, port: server.port, security: security, user: server.user, password: server.password,
      fromAddress: server.sender, fromName: "Balgyn")
  }
}
