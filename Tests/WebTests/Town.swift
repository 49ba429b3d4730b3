import CatalogueFile
import Foundation
import HTTPTypes
import Handbook
import Hummingbird
import Infobases
import Logging
import Markdown
import NIOCore
import Pages
import Print
import Synchronization
import TestSupport

@testable import Office
@testable import Store
@testable import StoreSQLite
@testable import Web

/// Two of every kind of subscriber, and in each a person of every role; made once, and copied for whoever changes
/// something.
final class Town: Sendable {
  let folder: String
  let office: Office
  let cabinet: Cabinet
  let clock: MovableClock
  private let responder: RouterResponder<CabinetContext>
  /// Where the store is, if it is not in the folder.
  private let database: TestDatabase?

  struct House: Sendable {
    var id: Subscriber.ID
    var people: [Role: Person] = [:]
    /// Somebody whom nothing depends on.
    var guest: User.ID = .init(0)
    var pending: Int64 = 0
    var spareToken: Int64 = 0
    var infobase: Int64 = 0
    var backup: Int64 = 0
    var session: Int64 = 0
    var grant: Int64 = 0
    /// Of a partner: whom it serves, what it wrote.
    var invitation: Int64 = 0
    var draft: Int64 = 0
    var draftVersion = 1
    /// Of a partner, a bill that waits, and a bankPayment that fits none; of a client, a bill that it has paid.
    var bill: Int64 = 0
    var bankPayment: Int64 = 0
    /// Of a partner, a contract with its client.
    var contract: Int64 = 0
    /// Of a partner: its closed month, the invoice, a refund that it asks for.
    var closing: Int64 = 0
    var invoice: Int64 = 0
    var refund: Int64 = 0
    /// What somebody paid to it.
    var payment: Int64 = 0
  }

  struct Person: Sendable {
    let kind: Subscriber.Kind
    let role: Role
    let signIn: Token
    let signInID: Int64
    let readToken: Token
    let writeToken: Token
  }

  struct Census: Sendable {
    var own: [Subscriber.Kind: House] = [:]
    var other: [Subscriber.Kind: House] = [:]
    var letter: Int64 = 0
    var entityCheck: Int64 = 0
  }

  /// - Parameter isDemo: Whether the cabinet has a clock that people move; the store says whether they may.
  init(
    _ folder: String, in database: TestDatabase? = nil, isDemo: Bool = false,
    settings: (inout Cabinet.Settings) -> Void = { _ in }
  ) async throws {
    self.folder = folder
    self.database = database
    let zone = Zone("Asia/Almaty")!
    let clock = MovableClock(frozenAt: zone.start(of: Day(2026, 3, 10)!) + .hours(12))
    self.clock = clock
    var world = World.real(zone: zone)
    world.now = { clock.now }
    if isDemo { world = world.moved(by: clock) }
    let store: any Store.Database =
      if let database { try await database.open() } else { try SQLiteDatabase(path: "\(folder)/balgyn.sqlite") }
    _ = try await Migration.migrate(store)
    office = Office(
      database: store, world: world,
      catalogues: Catalogues { try Catalogue(yaml: Array($0.utf8), file: "kazakhstan.yaml") },
      passwords: PasswordKeeper(cost: 4, parallelism: 1), address: "https://books.example.kz",
      keeper: try FileInfobases("\(folder)/infobases"),
      press: Press(printer: PlainPrinter()) { form, language in form.written(in: language) { Markdown($0).html } },
      print: { letter, language in PrintedLetter(subject: letter.kind, plain: letter.kind, html: language.rawValue) })
    try FileManager.default.createDirectory(atPath: "\(folder)/uploads", withIntermediateDirectories: true)
    var cabinetSettings = Cabinet.Settings(uploads: "\(folder)/uploads")
    cabinetSettings.requestsPerMinute = 1_000_000
    cabinetSettings.requestBurst = 1_000_000
    cabinetSettings.printer = QuickPrinter()
    if isDemo { cabinetSettings.clock = DemoClock(office, clock, Housekeeping(office, post: nil)) }
    settings(&cabinetSettings)
    cabinet = Cabinet(office, cabinetSettings)
    responder = cabinet.router().buildResponder()
  }

  func close() async {
    await (office.keeper as? FileInfobases)?.close()
    await office.database.close()
  }

  // MARK: The master, and copies of it

  private static let master = Once()

  private actor Once {
    private var task: Task<(String, Census), any Error>?
    private var filling: Task<TestDatabase, any Error>?

    func get() async throws -> (String, Census) {
      if let task { return try await task.value }
      let task = Task { try await Town.build() }
      self.task = task
      return try await task.value
    }

    /// The same town in a database.
    func template() async throws -> TestDatabase {
      if let filling { return try await filling.value }
      let filling = Task {
        let folder = try Town.newFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (master, _) = try await self.get()
        try FileManager.default.copyItem(atPath: "\(master)/balgyn.sqlite", toPath: "\(folder)/store")
        let database = try await TestDatabase()
        let store = try await database.open()
        try await StoreFile.load("\(folder)/store", into: store)
        await store.close()
        return database
      }
      self.filling = filling
      return try await filling.value
    }
  }

  fileprivate static func newFolder() throws -> String {
    let folder = "\(NSTemporaryDirectory())balgyn-web-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return folder
  }

  /// A town of one's own, as the master is.
  static func copy(
    _ engine: Engine = .sqlite, isDemo: Bool = false, settings: (inout Cabinet.Settings) -> Void = { _ in }
  ) async throws -> (Town, Census) {
    let (master, census) = try await master.get()
    let database = engine == .postgres ? try await TestDatabase(copyOf: Self.master.template()) : nil
    let folder = try newFolder()
    try FileManager.default.removeItem(atPath: folder)
    try FileManager.default.copyItem(atPath: master, toPath: folder)
    return (try await Town(folder, in: database, isDemo: isDemo, settings: settings), census)
  }

  static func with(
    _ engine: Engine = .sqlite, isDemo: Bool = false, settings: (inout Cabinet.Settings) -> Void = { _ in },
    _ body: (Town, Census) async throws -> Void
  ) async throws {
    let (town, census) = try await copy(engine, isDemo: isDemo, settings: settings)
    do {
      try await body(town, census)
    } catch {
      try? await town.leave()
      throw error
    }
    try await town.leave()
  }

  /// Closes it, and throws it away.
  func leave() async throws {
    await close()
    try FileManager.default.removeItem(atPath: folder)
    try await database?.drop()
  }

  // MARK: Asking

  struct Heard: Sendable {
    let status: Int
    let headers: HTTPFields
    let bytes: [UInt8]
    var text: String { String(decoding: bytes, as: UTF8.self) }
    var json: [String: Any] { (try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]) ?? [:] }
    func header(_ name: String) -> String? { headers[HTTPField.Name(name)!] }
  }

  func ask(
    _ method: String, _ path: String, _ headers: [String: String] = [:], body: [UInt8] = []
  ) async throws -> Heard {
    var fields = HTTPFields()
    for (name, value) in headers { fields[HTTPField.Name(name)!] = value }
    let head = HTTPRequest(
      method: HTTPRequest.Method(method)!, scheme: "https", authority: "books.example.kz", path: path,
      headerFields: fields)
    var logger = Logger(label: "test") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .error
    logger[metadataKey: "hb.request.id"] = "test"
    let response = try await responder.respond(
      to: Request(head: head, body: .init(buffer: ByteBuffer(bytes: body))),
      context: CabinetContext(logger: logger, address: "203.0.113.5"))
    let kept = Kept()
    try await response.body.write(Writer(kept: kept))
    return Heard(status: response.status.code, headers: response.headers, bytes: kept.bytes.withLock { $0 })
  }

  /// As a person in a browser, with a form that is sealed as it should be.
  func visit(_ method: String, _ path: String, as person: Person?, _ form: [String: String] = [:], seal: String? = nil)
    async throws -> Heard
  {
    let door = Token(shown: "door-of-a-stranger")
    var headers = ["Cookie": person.map { "balgyn=\($0.signIn.text)" } ?? "balgyn_door=\(door.text)"]
    guard method == "POST" else { return try await ask(method, path, headers) }
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    var form = form
    form["seal"] = seal ?? (person?.signIn ?? door).formSeal
    return try await ask(method, path, headers, body: Array(encoded(form).utf8))
  }

  /// As a program.
  func call(
    _ method: String, _ path: String, _ token: Token?, json: String? = nil, _ more: [String: String] = [:]
  ) async throws -> Heard {
    var headers = more
    if let token { headers["Authorization"] = "Bearer \(token.text)" }
    if json != nil, headers["Content-Type"] == nil { headers["Content-Type"] = "application/json" }
    return try await ask(method, "/api/v1" + path, headers, body: Array((json ?? "").utf8))
  }

  private final class Kept: Sendable {
    let bytes = Mutex<[UInt8]>([])
  }

  private struct Writer: ResponseBodyWriter {
    let kept: Kept

    mutating func write(_ buffer: ByteBuffer) async throws {
      kept.bytes.withLock { $0 += Array(buffer.readableBytesView) }
    }
    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
  }

  // MARK: Building

  static let password = "correct horse battery"
  static let goodBIN = "990140000047"

  private static func build() async throws -> (String, Census) {
    let folder = try newFolder()
    let town = try await Town(folder)
    let office = town.office
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    _ = try await Console(office).loadCatalogue(
      String(contentsOf: root.appendingPathComponent("Catalogue/kazakhstan.yaml"), encoding: .utf8))
    var census = Census()
    var vendors = [try await town.house(.vendor, "Балғын"), try await town.house(.vendor, "Балғын 2")]
    var distributors = [
      try await town.house(.distributor, "Дистрибьютор"), try await town.house(.distributor, "Другой"),
    ]
    let owner = try await town.actor(vendors[0], .owner)
    let desk = VendorDesk(office, owner)!
    var partners: [House] = []
    var clients: [House] = []
    for name in ["Көктем", "Жаз"] {
      let id = try await desk.addPartner(
        Entries([
          "name": name, "owner_email": "\(partners.count)@first.kz", "code": "K\(partners.count)",
          "standing": "partner", "distributor": distributors[partners.count].id.description,
        ]))
      var partner = try await town.house(.partner, name, as: id)
      let partnerDesk = PartnerDesk(office, try await town.actor(partner, .owner))!
      partner.invitation = try await partnerDesk.invite(Entries(["email": "future\(partners.count)@client.kz"])).number
      var client = try await town.house(.client, "Клиент \(name)", servedBy: id)
      try await office.database.write { [client] tx in
        let facts = try tx.subscriber(client.id)!
        var card = facts.card
        card.organisation = "ТОО «\(name)»"
        card.bin = try BIN(Self.goodBIN)
        try tx.setCard(card, of: client.id, version: facts.version)
      }
      let main = try await partnerDesk.post(
        Entries([
          "subscriber": client.id.description, "tariff": "ext", "months": "12", "start": "2026-03-10", "paid": "on",
        ]), over: nil, version: 0)
      partner.draft = try await partnerDesk.saveDraft(
        Entries(["subscriber": client.id.description, "tariff": "ext", "months": "12", "start": "2027-03-10"]),
        over: nil, version: 0
      ).number
      try await town.bill(partnerDesk, main, &partner, &client)
      (vendors[partners.count].payment, distributors[partners.count].payment) = try await town.settle(
        &partner, client, desk, DistributorDesk(office, try await town.actor(distributors[partners.count], .owner))!)
      try await town.furnish(&client, lettingIn: "owner.partner.\(partner.id)@test.kz")
      try await town.furnish(&partner, lettingIn: "owner.vendor.\(vendors[0].id)@test.kz")
      partners.append(partner)
      clients.append(client)
    }
    census.own = [.vendor: vendors[0], .distributor: distributors[0], .partner: partners[0], .client: clients[0]]
    census.other = [.vendor: vendors[1], .distributor: distributors[1], .partner: partners[1], .client: clients[1]]
    // The other client is another legal entity, which the vendor checks.
    try await PartnerDesk(office, town.actor(partners[1], .owner))!.changeEntity(
      of: clients[1].id, Entries(["organisation": "ТОО «Басқа»", "bin": "940140000385", "reason": "реорганизация"]))
    census.entityCheck = try await VendorDesk(office, town.actor(vendors[0], .owner))!.entityChecks()[0].id.number
    census.letter = try await office.database.read {
      try $0.letters(search: "", onlyUnsent: false, after: nil, limit: 1).items[0].id.number
    }
    await town.close()
    return (folder, census)
  }

  /// A subscription of the month before, its closed month, the invoices, what was paid, and a request for a refund.
  private func settle(
    _ partner: inout House, _ client: House, _ vendor: VendorDesk, _ distributor: DistributorDesk
  ) async throws -> (toVendor: Int64, toDistributor: Int64) {
    let zone = office.world.zone
    let february = office.at { zone.start(of: Day(2026, 2, 10)!) + .hours(12) }
    let owner = try await actor(partner, .owner)
    let sold = try await PartnerDesk(february, owner)!.post(
      Entries([
        "subscriber": client.id.description, "tariff": "k-start", "months": "1", "start": "2026-02-10", "paid": "on",
      ]),
      over: nil, version: 0)
    let march = office.at { zone.start(of: Day(2026, 3, 1)!) + .hours(12) }
    let id = partner.id
    (partner.closing, partner.invoice) = try await march.database.write(locking: [.ledger]) { tx in
      let facts = try ClosingFacts(march, tx)
      let settling = try tx.settlings(of: id)[0]
      _ = try march.close(settling, Month(2026, 2), facts, tx)
      _ = try march.invoiceDistributors(for: Month(2026, 2), facts, tx)
      let closing = try tx.closing(of: id, Month(2026, 2))!
      return (closing.id.number, closing.invoice!.number)
    }
    func order(_ debtor: Subscriber.ID) -> Entries {
      Entries(["debtor": debtor.description, "sum": "1000", "paid_on": "2026-03-09", "document": "7"])
    }
    let toDistributor = try await distributor.recordPayment(order(id))
    let toVendor = try await vendor.recordPayment(order(distributor.actor.subscriber))
    let desk = PartnerDesk(office, owner)!
    let refund = try await desk.beginRefund(
      Entries([
        "subscription": sold.description, "ground": "client-closed", "cause": "Клиент закрылся",
        "stopped_on": "2026-02-10",
      ]))
    for paper in Refund.Paper.allCases {
      try await desk.attach(Array("%PDF-1.4".utf8), named: "\(paper).pdf", as: paper, to: refund)
    }
    try await desk.sendRefund(refund)
    partner.refund = refund.number
    return (toVendor.number, toDistributor.number)
  }

  func actor(_ house: House, _ role: Role) async throws -> Actor {
    let kind = house.people[role]!.kind
    return try await office.actor(EmailAddress("\(role).\(kind).\(house.id)@test.kz")!, in: house.id, from: "test")
  }

  private func house(
    _ kind: Subscriber.Kind, _ name: String, as existing: Subscriber.ID? = nil, servedBy partner: Subscriber.ID? = nil
  ) async throws -> House {
    let office = office
    let hash = try await office.passwords.hash(Self.password, salt: [1])
    return try await office.database.write { tx in
      let now = office.world.now()
      let id =
        try existing
        ?? tx.insertSubscriber(
          kind, card: Card(name: name), publicID: UUID().uuidString, servedBy: partner, at: now)
      var house = House(id: id)
      for role in Role.allCases {
        let user = try tx.insertUser(
          email: EmailAddress("\(role).\(kind).\(id)@test.kz")!, name: "\(role)", language: .russian, password: hash,
          at: now)
        try tx.join(user, to: id, as: role, at: now)
        let (signIn, read, write) = (Token(office.world), Token(office.world), Token(office.world))
        let signInID = try tx.insertSignIn(
          token: signIn.hash, user: user, subscriber: id, foreignComputer: false, awaitsSecondFactor: false,
          address: "test", agent: "test", at: now, until: now + .days(1))
        for (token, scope) in [(read, TokenScope.read), (write, .write)] {
          let made = try tx.insertToken(
            token.hash, name: "test", scopes: scope.rawValue, of: user, in: id, at: now, until: now + .days(100))
          try tx.touch(made, at: now)
        }
        house.people[role] = Person(
          kind: kind, role: role, signIn: signIn, signInID: signInID.number, readToken: read, writeToken: write)
      }
      house.guest = try tx.insertUser(
        email: EmailAddress("guest.\(kind).\(id)@test.kz")!, name: "Гость", language: .russian, password: hash, at: now)
      try tx.join(house.guest, to: id, as: .user, at: now)
      house.pending = try tx.insertUserInvitation(
        to: id, email: EmailAddress("asked.\(id)@test.kz")!, role: .user, token: Token(office.world).hash, by: nil,
        at: now,
        until: now + .days(14)
      ).number
      house.spareToken = try tx.insertToken(
        Token(office.world).hash, name: "spare", scopes: "read", of: house.guest, in: id, at: now, until: now + .days(1)
      ).number
      return house
    }
  }

  /// A bill that waits, one that was paid, and money that fits neither but the first by its sum.
  private func bill(
    _ desk: PartnerDesk, _ main: Subscription.ID, _ partner: inout House, _ client: inout House
  ) async throws {
    try await desk.setPayee(
      Entries([
        "iban": "KZ86125KZT5004100100", "bank": "Банк", "bic": "ABCDKZKA", "beneficiary_code": "17",
        "address": "Алматы", "head_title": "Директор", "head": "Д. Серікова",
      ]))
    partner.contract = try await desk.makeContract(with: client.id, Entries([:])).number
    let order = ["subscriber": client.id.description, "main": main.description, "start": "2026-03-10"]
    let paid = try await desk.makeBill(Entries(order.merging(["quantity-x-session": "1"]) { $1 }))
    try await desk.payBill(paid, Entries([:]))
    client.bill = paid.number
    let open = try await desk.makeBill(Entries(order.merging(["quantity-x-base": "1"]) { $1 }))
    partner.bill = open.number
    let sum = try await desk.bill(open).facts.sum.plain
    _ = try await desk.loadPayments(
      Array(
        """
        1CClientBankExchange
        СекцияДокумент=Платежное поручение
        Номер=1
        Дата=10.03.2026
        Сумма=\(sum)
        ПолучательИИК=KZ86125KZT5004100100
        НазначениеПлатежа=Аванс
        КонецДокумента
        КонецФайла
        """.utf8))
    partner.bankPayment = try await desk.payments(onlyMisfits: true).items[0].id.number
  }

  private func furnish(_ house: inout House, lettingIn email: String) async throws {
    let desk = ClientDesk(office, try await actor(house, .owner))
    let base = try await desk.create(Entries(["name": "База", "application": "accounting"]))
    house.infobase = base.number
    house.backup = try await desk.backUp(base).takenAt.milliseconds
    _ = try await desk.open(base, client: "test")
    house.session = try await desk.sessions()[0].id.number
    house.grant = try await desk.grant(base, Entries(["email": email, "hours": "5", "reason": "помощь"])).number
  }
}

/// Prints at once, and nothing: what a real printer makes of a form is tested by itself.
struct QuickPrinter: FormPrinter {
  func pdf(of html: [UInt8]) async throws -> [UInt8] { Array("%PDF-1.4 ".utf8) + html }
}

func encoded(_ form: [String: String]) -> String {
  form.map { "\(percent($0.key))=\(percent($0.value))" }.joined(separator: "&")
}

func percent(_ text: String) -> String {
  text.utf8.map { byte in
    let isPlain = (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    let hex = String(byte, radix: 16, uppercase: true)
    return isPlain ? String(UnicodeScalar(byte)) : "%" + (hex.count == 1 ? "0" : "") + hex
  }.joined()
}

/// Prints at once: the form's own HTML. WeasyPrint itself is asked in the tests of `Print` and of the browser.
private struct PlainPrinter: FormPrinter {
  func pdf(of html: [UInt8]) async throws -> [UInt8] { html }
}
