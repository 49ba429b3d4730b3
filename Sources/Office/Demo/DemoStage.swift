import Handbook
import Store
import Synchronization

/// Where the demo's story is played: an office whose clock is moved, and whose letters are read on the way out, as the
/// people to whom they are written would read them.
final class DemoStage: Sendable {
  let office: Office
  let today: Day
  private let latest: Instant
  private let clock: MovableClock
  private let links: Links

  private final class Links: Sendable {
    let last = Mutex("")
  }

  init(_ real: Office) {
    let links = Links()
    let clock = MovableClock(frozenAt: Instant(milliseconds: 0))
    var world = real.world
    world.now = { clock.now }
    self.links = links
    self.clock = clock
    today = real.world.today
    latest = real.world.now()
    office = Office(
      database: real.database, world: world, catalogues: real.catalogues,
      // Everybody knows the password: hashing it slowly would keep no one out.
      passwords: PasswordKeeper(cost: 10, parallelism: 1), address: real.address, keeper: real.keeper,
      print: { letter, language in
        if let link = letter.link { links.last.withLock { $0 = link } }
        return real.print(letter, language)
      })
  }

  /// Moves to an hour of a day of the past; on the present day, to no later than this moment.
  func go(to day: Day, hour: Int = 10, minute: Int = 0) {
    let then = min(latest, office.world.zone.start(of: day) + .hours(hour) + .minutes(minute))
    clock.set(shift: then - Instant(milliseconds: 0))
  }

  func wait(_ span: Instant.Span) {
    let then = min(latest, clock.now + span)
    clock.set(shift: then - Instant(milliseconds: 0))
  }

  private var lastToken: Token {
    Token(shown: links.last.withLock { String($0.split(separator: "/").last ?? "") })
  }

  // MARK: People

  static let address = "198.51.100.7"
  private var entrance: Entrance {
    Entrance(office, from: Self.address, agent: "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0")
  }

  /// The one house to which the person of the story belongs.
  func house(of email: String) async throws -> Subscriber.ID {
    try await office.database.read { tx in
      guard let user = try tx.user(EmailAddress(email)!), let house = try tx.memberships(of: user.id).first else {
        throw Missing()
      }
      return house.subscriberID
    }
  }

  func actor(_ email: String) async throws -> Actor {
    try await office.actor(EmailAddress(email)!, in: house(of: email), from: Self.address)
  }

  func vendor() async throws -> VendorDesk {
    guard let desk = VendorDesk(office, try await actor("vendor@example.kz")) else { throw Missing() }
    return desk
  }

  func partner(_ email: String) async throws -> PartnerDesk {
    guard let desk = PartnerDesk(office, try await actor(email)) else { throw Missing() }
    return desk
  }

  func bases(of email: String) async throws -> [Infobase.ID] {
    try await ClientDesk(office, actor(email)).infobases().list.map(\.id)
  }

  /// The client's main subscription that is not a trial.
  func main(of client: Subscriber.ID) async throws -> Subscription.ID {
    let mains = try await office.database.read { tx in
      try tx.postedSubscriptions(of: client, from: self.office.world.today).filter {
        $0.kind == .main && $0.accessKind != .trial
      }
    }
    guard let main = mains.first else { throw Missing() }
    return main.id
  }

  /// The person of the last letter follows its link and joins.
  func join(_ name: String, _ language: Language = .russian) async throws {
    _ = try await entrance.join(
      lastToken, visitor: nil, name: name, password: Demo.password, repeated: Demo.password, language: language)
  }

  /// Somebody of the house asks a person in, who joins.
  func ask(_ email: String, _ name: String, as role: Role, by actor: Actor, _ language: Language = .russian)
    async throws
  {
    try await HouseDesk(office, actor).invite(Entries(["email": email, "role": role.rawValue]))
    wait(.minutes(20))
    try await join(name, language)
  }

  /// A partner invites a client, who registers the same day.
  func register(_ email: String, _ name: String, by partner: PartnerDesk, _ language: Language = .russian) async throws
  {
    try await partner.invite(Entries(["email": email, "language": language.rawValue]))
    wait(.minutes(40))
    _ = try await entrance.register(
      lastToken, visitor: nil, name: name, password: Demo.password, repeated: Demo.password, language: language)
  }

  // MARK: Papers

  /// A card with a number that has a right check digit.
  func card(_ name: String, city: String, serial: Int, email: String, its: String = "") -> Entries {
    Entries([
      "name": name, "organisation": "ТОО «\(name)»", "bin": Self.bin(serial).description, "city": city, "email": email,
      "phone": "+7 (700) 000 \(10 + serial % 89) \(10 + serial * 3 % 89)",
      "its_number": its,
    ])
  }

  /// An organisation's number: year and month of registration, 40, five digits of a serial number, the check digit. Of
  /// the numbers that are never issued, the next one is taken.
  static func bin(_ serial: Int) -> BIN {
    for next in (serial * 10)... {
      let digits = String(100_000 + next % 100_000).dropFirst()
      let stem = "\(String(110 + serial % 14).suffix(2))\(String(101 + serial % 12).suffix(2))40\(digits)"
      for check in 0...9 {
        if let bin = try? BIN("\(stem)\(check)") { return bin }
      }
    }
    preconditionFailure("an endless range ends")
  }

  func fill(_ client: Subscriber.ID, _ card: Entries, by partner: PartnerDesk) async throws {
    let facts = try await partner.subscriber(client).facts
    try await partner.save(client, card, version: facts.version)
  }

  @discardableResult
  func sell(
    _ tariff: String, months: Int? = nil, from start: Day, to client: Subscriber.ID, by partner: PartnerDesk,
    _ more: [String: String] = [:]
  ) async throws -> Subscription.ID {
    try await partner.post(paper(tariff, months, start, client, more), over: nil, version: 0)
  }

  /// The partners pay their distributor, and it pays the vendor: everything that is invoiced.
  func payInvoices(order: Int) async throws {
    guard let distributor = DistributorDesk(office, try await actor("distributor@example.kz")) else { return }
    for desk in [distributor as any SettlingDesk, try await vendor()] {
      for invoice in try await desk.invoices(limit: 200, isOurs: false).items
      where invoice.unpaid > .zero && invoice.creditorID == desk.actor.subscriber {
        _ = try await desk.recordPayment(
          Entries([
            "debtor": invoice.debtorID.description, "sum": invoice.unpaid.plain,
            "paid_on": office.world.today.description, "document": "\(invoice.debtorID)-\(order)-\(invoice.number)",
          ]))
      }
    }
  }

  func payee(_ iban: String, of partner: String, head: String) async throws {
    try await self.partner(partner).setPayee(
      Entries([
        "iban": iban, "bank": "АО «Дала Банк»", "bic": "DALAKZKA", "beneficiary_code": "17",
        "address": "г. Алматы, ул. Абая, 10", "head_title": "Директор", "head": head,
      ]))
  }

  /// What a partner's bank brought: the payment of its first bill, a part of another one's sum, and somebody's money
  /// without a number.
  func statement(of desk: PartnerDesk) async throws -> [UInt8] {
    let bills = try await desk.bills(BillFilter()).page.items
    guard let first = bills.last, let newest = bills.first else { return [] }
    func section(_ number: Int, _ sum: Money, _ payer: String, _ bin: BIN, _ purpose: String) -> String {
      """
      СекцияДокумент=Платежное поручение
      Номер=\(number)
      Дата=\(office.world.today)
      Сумма=\(sum.plain)
      ПлательщикНаименование=\(payer)
      ПлательщикБИН_ИИН=\(bin)
      ПолучательИИК=KZ86125KZT5004100100
      НазначениеПлатежа=\(purpose)
      КонецДокумента

      """
    }
    let text =
      "1CClientBankExchange\n"
      + section(814, first.sum, first.organisation, first.bin, "Оплата по счету №\(first.number) от \(first.issuedOn)")
      + section(815, .tenge(5_000), newest.organisation, newest.bin, "Частичная оплата, счет \(newest.number)")
      + section(816, .tenge(10_000), "ТОО «Ақжол Транс»", first.bin, "За бухгалтерскую программу")
      + "КонецФайла\n"
    return Array(text.utf8)
  }

  func draft(
    _ tariff: String, months: Int? = nil, from start: Day, to client: Subscriber.ID, by partner: PartnerDesk,
    toMain: Bool = false
  ) async throws {
    let more = toMain ? ["main": try await main(of: client).description] : [:]
    _ = try await partner.saveDraft(paper(tariff, months, start, client, more), over: nil, version: 0)
  }

  private func paper(
    _ tariff: String, _ months: Int?, _ start: Day, _ client: Subscriber.ID, _ more: [String: String]
  ) -> Entries {
    let typed = [
      "subscriber": client.description, "tariff": tariff, "months": months.map(String.init) ?? "",
      "start": start.description, "paid": "on",
    ]
    return Entries(typed.merging(more) { $1 })
  }

  /// Until when to sell so that it ends on the day: the start and the months.
  static func ending(on day: Day) -> (start: Day, months: Int) {
    for months in 1...12 {
      for back in (months * 28 - 3)...(months * 31 + 3) {
        if Period(months: months, from: day - back).end == day { return (day - back, months) }
      }
    }
    preconditionFailure("no period of a year ends on \(day)")
  }

  // MARK: Work

  func base(_ name: String, _ application: String, by actor: Actor) async throws -> Infobase.ID {
    try await ClientDesk(office, actor).create(Entries(["name": name, "application": application]))
  }

  /// Some hours of work in an infobase.
  func work(_ base: Infobase.ID, hours: Int, by actor: Actor) async throws {
    let desk = ClientDesk(office, actor)
    let session = try await desk.open(base, client: "Firefox 140, Linux")
    wait(.hours(hours))
    _ = try await desk.beat(session, active: true)
    try await desk.close(session)
  }
}

extension Letter {
  /// The link that its reader follows, where there is one with a token.
  fileprivate var link: String? {
    switch self {
    case .invitation(_, let link, _), .userInvitation(_, _, _, let link, _), .welcome(_, _, let link): link
    default: nil
    }
  }
}
