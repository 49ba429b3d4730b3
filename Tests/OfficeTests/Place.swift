import CatalogueFile
import Foundation
import Handbook
import Infobases
import Synchronization
import TestSupport

@testable import Office
@testable import Store

/// An office of its own for a test: a fresh store and a fresh folder of infobases, in a world that stands still.
final class Place: Sendable {
  let office: Office
  let clock: MovableClock
  let infobases: FileInfobases
  let keeper: MoodyKeeper
  let folder: String

  /// Opens an office over a fresh store of the engine, works in it, and throws it away.
  static func on(
    _ engine: Engine, _ noon: Day = Day(2022, 7, 12)!, _ body: (Place) async throws -> Void
  ) async throws {
    try await engine.withStore { store in
      let folder = "\(NSTemporaryDirectory())balgyn-office-\(UUID().uuidString)"
      defer { try? FileManager.default.removeItem(atPath: folder) }
      let place = try await Place(noon, store, folder)
      try await body(place)
      await place.infobases.close()
    }
  }

  /// - Parameter noon: The day at whose noon the world stands.
  init(_ noon: Day = Day(2022, 7, 12)!, _ database: any Database, _ folder: String) async throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    self.folder = folder
    let zone = Zone("Asia/Almaty")!
    let clock = MovableClock(frozenAt: zone.start(of: noon) + .hours(12))
    self.clock = clock
    var world = World.real(zone: zone)
    world.now = { clock.now }
    infobases = try FileInfobases("\(folder)/infobases")
    keeper = MoodyKeeper(infobases)
    office = Office(
      database: database, world: world,
      catalogues: Catalogues { try Catalogue(yaml: Array($0.utf8), file: "kazakhstan.yaml") },
      passwords: PasswordKeeper(cost: 4, parallelism: 1), address: "https://books.example.kz", keeper: keeper,
      print: { letter, language in
        PrintedLetter(subject: letter.kind, plain: letter.link ?? "", html: language.rawValue)
      })
    _ = try await Console(office).loadCatalogue(Self.catalogue)
  }

  static let catalogue: String = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try! String(contentsOf: root.appendingPathComponent("Catalogue/kazakhstan.yaml"), encoding: .utf8)
  }()

  // MARK: What people do

  static let password = "correct horse battery"

  var entrance: Entrance { Entrance(office, from: "203.0.113.5", agent: "test") }

  func actor(_ email: String) async throws -> Actor {
    let house = try await office.database.read { tx in
      try tx.memberships(of: tx.user(EmailAddress(email)!)!.id)[0].subscriberID
    }
    return try await office.actor(EmailAddress(email)!, in: house, from: "203.0.113.5")
  }

  func letters(_ kind: String? = nil) async throws -> [KeptLetter] {
    try await office.database.read { tx in
      try tx.letters(search: "", onlyUnsent: false, after: nil, limit: 1000).items
    }.filter { kind == nil || $0.kind == kind }
  }

  /// The token of the newest letter of the kind.
  func token(_ kind: String) async throws -> Token {
    Token(shown: String(try await letters(kind)[0].plain.split(separator: "/").last!))
  }

  func join(_ kind: String, _ name: String) async throws {
    _ = try await entrance.join(
      token(kind), visitor: nil, name: name, password: Self.password, repeated: Self.password, language: .russian)
  }

  @discardableResult
  func register(_ email: String, by partner: PartnerDesk) async throws -> Subscriber.ID {
    try await partner.invite(Entries(["email": email]))
    _ = try await entrance.register(
      token("invitation"), visitor: nil, name: "Гүлнар", password: Self.password, repeated: Self.password,
      language: .russian)
    return try await actor(email).subscriber
  }

  func fillCard(of client: Subscriber.ID, by partner: PartnerDesk) async throws {
    let facts = try await partner.subscriber(client).facts
    try await partner.save(
      client, Entries(["name": "Наурыз", "organisation": "ТОО «Наурыз»", "bin": DemoStage.bin(7).description]),
      version: facts.version)
  }

  @discardableResult
  func sell(
    _ tariff: String, months: Int? = nil, to client: Subscriber.ID, by partner: PartnerDesk,
    _ more: [String: String] = [:]
  ) async throws -> Subscription.ID {
    try await partner.post(
      Entries(
        [
          "subscriber": client.description, "tariff": tariff, "months": months.map(String.init) ?? "",
          "start": office.world.today.description, "paid": "on",
        ].merging(more) { $1 }), over: nil, version: 0)
  }
}

/// A vendor with one partner and one client in its test period.
struct Cast: Sendable {
  let place: Place
  let vendor: VendorDesk
  let partner: PartnerDesk
  let client: Subscriber.ID

  var owner: Actor { get async throws { try await place.actor("client@example.kz") } }
  var desk: ClientDesk { get async throws { ClientDesk(place.office, try await owner) } }
  var office: Office { place.office }

  /// The same people, everywhere.
  static func on(_ engine: Engine, _ body: (Cast) async throws -> Void) async throws {
    try await Place.on(engine) { place in try await body(Cast(place)) }
  }

  init(_ place: Place) async throws {
    self.place = place
    let password = Place.password
    _ = try await Setup(place.office).setUp(
      Entries([
        "vendor": "Балғын", "name": "Айгүл", "email": "vendor@example.kz", "password": password,
        "password_repeated": password,
      ]), from: "203.0.113.1")
    vendor = VendorDesk(place.office, try await place.actor("vendor@example.kz"))!
    _ = try await vendor.addPartner(
      Entries(["name": "Көктем", "owner_email": "partner@example.kz", "code": "K-1", "standing": "partner"]))
    try await place.join("welcome", "Динара")
    partner = PartnerDesk(place.office, try await place.actor("partner@example.kz"))!
    client = try await place.register("client@example.kz", by: partner)
  }

  /// The client with РАСШИРЕННЫЙ for a year.
  func withExtended() async throws -> Subscription.ID {
    try await place.fillCard(of: client, by: partner)
    return try await place.sell("ext", months: 12, to: client, by: partner)
  }

  /// A user of the client without any right in an infobase.
  func user() async throws -> Actor {
    try await HouseDesk(office, owner).invite(Entries(["email": "user@example.kz", "role": "user"]))
    try await place.join("user-invitation", "Нұрлан")
    return try await place.actor("user@example.kz")
  }

  @discardableResult
  func base(_ name: String = "База") async throws -> Infobase.ID {
    try await desk.create(Entries(["name": name, "application": "accounting"]))
  }

  func state(of id: Infobase.ID) async throws -> Infobase.State? {
    try await office.database.read { try $0.upkeep(of: id)?.state }
  }
}

/// A keeper that fails when it is told to.
final class MoodyKeeper: InfobaseKeeper {
  struct Mood: Error {}
  let keeper: FileInfobases
  let isFailing = Mutex(false)

  init(_ keeper: FileInfobases) { self.keeper = keeper }

  func provision(_ id: Infobase.ID, with application: ApplicationEdition, at moment: Instant) async throws
    -> InfobaseLabel
  {
    if isFailing.withLock({ $0 }) { throw Mood() }
    return try await keeper.provision(id, with: application, at: moment)
  }
  func open(_ id: Infobase.ID) async throws -> InfobaseLabel { try await keeper.open(id) }
  func size(of id: Infobase.ID) async throws -> InfobaseSize { try await keeper.size(of: id) }
  func unload(_ id: Infobase.ID, named name: String, at moment: Instant) async throws -> FileBytes {
    try await keeper.unload(id, named: name, at: moment)
  }
  func load(_ path: String, as id: Infobase.ID, knowing applications: KnownApplications, at moment: Instant)
    async throws
    -> InfobaseLabel
  { try await keeper.load(path, as: id, knowing: applications, at: moment) }
  func backUp(_ id: Infobase.ID, named name: String, as kind: Backup.Kind, at moment: Instant) async throws -> Backup? {
    try await keeper.backUp(id, named: name, as: kind, at: moment)
  }
  func backups(of id: Infobase.ID) async throws -> [Backup] { try await keeper.backups(of: id) }
  func bytes(of backup: Backup) async throws -> FileBytes { try await keeper.bytes(of: backup) }
  func delete(_ backup: Backup) async throws { try await keeper.delete(backup) }
  func restore(_ backup: Backup, as id: Infobase.ID, knowing applications: KnownApplications, at moment: Instant)
    async throws -> InfobaseLabel
  { try await keeper.restore(backup, as: id, knowing: applications, at: moment) }
  func delete(_ id: Infobase.ID) async throws { try await keeper.delete(id) }
  func undelete(_ id: Infobase.ID) async throws { try await keeper.undelete(id) }
  func purge(_ id: Infobase.ID) async throws { try await keeper.purge(id) }
}

extension Letter {
  var link: String? {
    switch self {
    case .invitation(_, let link, _), .userInvitation(_, _, _, let link, _), .welcome(_, _, let link),
      .passwordReset(let link, _), .infobaseFailed(_, _, let link):
      link
    default: nil
    }
  }
}

/// The rules by which an act was refused.
func refusedRules(_ act: () async throws -> Void) async throws -> [String] {
  do { try await act() } catch let refusals as Refusals { return refusals.all.map(\.rule) }
  return []
}
