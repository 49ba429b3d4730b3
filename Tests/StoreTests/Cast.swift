import Handbook
import Store
import TestSupport

/// The people and organisations of the tests' stories.
struct Cast: Sendable {
  /// When and on which day the stories begin.
  static let now = Instant(milliseconds: 1_767_250_800_000)
  static let today = Day(2026, 1, 1)!

  let vendor: Subscriber.ID
  let distributor: Subscriber.ID
  /// «Бухгалтер Плюс», which serves `client`.
  let partner: Subscriber.ID
  let rival: Subscriber.ID
  let client: Subscriber.ID
  /// Aliya owns the partner, Bolat the client.
  let aliya: User.ID
  let bolat: User.ID
  let terms: ID<Tariff>

  init(_ tx: any Writing) throws {
    func subscriber(_ kind: Subscriber.Kind, _ name: String, servedBy: Subscriber.ID? = nil) throws -> Subscriber.ID {
      try tx.insertSubscriber(
        kind, card: Card(name: name), publicID: "public-\(name)", servedBy: servedBy, at: Self.now)
    }
    vendor = try subscriber(.vendor, "Balgyn")
    distributor = try subscriber(.distributor, "Орталық")
    partner = try subscriber(.partner, "Бухгалтер Плюс")
    rival = try subscriber(.partner, "Әділ Есеп")
    client = try subscriber(.client, "Сокжетпес", servedBy: partner)
    try tx.insertPartner(partner, code: "KZ-100", distributor: distributor, standing: "partner")
    try tx.insertPartner(rival, code: "KZ-200", distributor: nil, standing: "partner")
    aliya = try tx.insertUser(
      email: EmailAddress("aliya@plus.kz")!, name: "Әлия", language: .kazakh, password: "scrypt$1", at: Self.now)
    bolat = try tx.insertUser(
      email: EmailAddress("bolat@sokzhetpes.kz")!, name: "Болат", language: .russian, password: "scrypt$2", at: Self.now
    )
    try tx.join(aliya, to: partner, as: .owner, at: Self.now)
    try tx.join(bolat, to: client, as: .owner, at: Self.now)
    let catalogue = try tx.insertCatalogue("tariffs: []", by: aliya, at: Self.now)
    terms = try tx.insertTerms("basic", in: catalogue)
    try tx.offer(terms, in: catalogue)
  }

  /// A draft's text, of a main subscription unless said otherwise.
  func draft(
    for subscriber: Subscriber.ID? = nil, of kind: Subscription.Kind = .main, to main: Subscription.ID? = nil,
    from start: Day = Cast.today, through end: Day = Cast.today + 30, sum: Money = .tenge(10_000),
    access: Subscriber.AccessKind = .paid
  ) -> NewSubscription {
    NewSubscription(
      subscriber: subscriber ?? client, partner: partner, terms: terms, kind: kind, main: main, quantity: 1,
      months: nil,
      period: Period(start, through: end), sum: sum, accessKind: access, comment: "")
  }
}

extension Engine {
  /// Runs `body` on a fresh store with the cast in it.
  func withCast(_ body: (any Store.Database, Cast) async throws -> Void) async throws {
    try await withStore { store in
      try await body(store, try await store.write { try Cast($0) })
    }
  }
}
