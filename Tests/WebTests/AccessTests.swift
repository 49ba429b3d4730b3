import Foundation
import HTTPTypes
import Handbook
import Office
import TestSupport
import Testing

@testable import API
@testable import Web

/// Every door and every act of the API × every kind of subscriber × every role × one's own, foreign and absent subject.
/// What is allowed stands in the tables here, and nowhere else in the test: a door without an entry fails it.
struct AccessTests {
  /// Who may: kinds by v(endor) d(istributor) p(artner) c(lient), roles by o(wner) a(dministrator) s (operator)
  /// d(eveloper) u(ser).
  struct Who {
    let kinds: String
    let roles: String
    /// What those of the kinds hear who lack the role.
    var otherwise = 403

    static let anyone = Who(kinds: "", roles: "")
    static let person = Who(kinds: "vdpc", roles: "oasdu")
    static let house = Who(kinds: "vdpc", roles: "oas")
    static let usersKeeper = Who(kinds: "vdpc", roles: "oa")
    static let owner = Who(kinds: "vdpc", roles: "o")
    static let serving = Who(kinds: "vp", roles: "os")
    static let partner = Who(kinds: "p", roles: "os")
    static let books = Who(kinds: "pc", roles: "oasdu")
    static let booksKeeper = Who(kinds: "pc", roles: "oa")
    static let partnerOwner = Who(kinds: "p", roles: "o")
    static let booksOwner = Who(kinds: "pc", roles: "o")
    static let booksHouse = Who(kinds: "pc", roles: "oas")
    /// An infobase in which only owner and administrator have a right: to others it is not there.
    static let base = Who(kinds: "pc", roles: "oa", otherwise: 404)
    static let client = Who(kinds: "c", roles: "oas")
    static let vendor = Who(kinds: "v", roles: "os")
    static let government = Who(kinds: "v", roles: "o")
    static let settling = Who(kinds: "vdp", roles: "os")
    static let collecting = Who(kinds: "vd", roles: "os")
    static let indebted = Who(kinds: "dp", roles: "os")

    func admits(_ kind: Subscriber.Kind, _ role: Role) -> Bool {
      kinds.contains(letter(kind)) && roles.contains(letter(role))
    }
    func knows(_ kind: Subscriber.Kind) -> Bool { kinds.contains(letter(kind)) }

    private func letter(_ kind: Subscriber.Kind) -> Character { kind.rawValue.first! }
    private func letter(_ role: Role) -> Character { role == .operator ? "s" : role.rawValue.first! }
  }

  static let doors: [String: Who] = [
    "GET /sign-in": .anyone, "POST /sign-in": .anyone, "GET /second-factor": .anyone, "POST /second-factor": .anyone,
    "POST /sign-out": .anyone, "GET /forgot": .anyone, "POST /forgot": .anyone, "GET /reset/{token}": .anyone,
    "POST /reset/{token}": .anyone, "GET /register/{code}": .anyone, "POST /register/{code}": .anyone,
    "GET /join/{token}": .anyone, "POST /join/{token}": .anyone, "GET /setup": .anyone, "POST /setup": .anyone,
    "GET /api": .anyone, "GET /handbook": .anyone, "GET /handbook/{chapter}": .anyone,

    "GET /": .person, "GET /profile": .person, "POST /profile": .person, "POST /profile/subscriber": .person,
    "POST /profile/password": .person, "POST /profile/second-factor": .person,
    "POST /profile/second-factor/confirmation": .person, "POST /profile/second-factor/end": .person,
    "POST /profile/sign-ins/{id}/end": .person,

    "GET /card": .house, "GET /card/history": .house, "POST /card": .owner, "GET /users": .house,
    "POST /users": .usersKeeper,
    "POST /users/{id}/role": .usersKeeper, "POST /users/{id}/removal": .usersKeeper,
    "POST /users/invitations/{id}/revocation": .usersKeeper, "GET /tokens": .owner, "POST /tokens": .owner,
    "POST /tokens/{id}/revocation": .owner,

    "GET /invitations.csv": .partner, "GET /letters.csv": .government,
    "GET /subscribers/{id}/subscriptions": .serving,
    "GET /subscribers/{id}/users": .serving, "GET /subscribers/{id}/history": .serving,
    "GET /subscribers": .serving, "GET /subscribers.csv": .serving, "GET /subscriptions.csv": .serving,
    "GET /subscribers/{id}": .serving,
    "POST /subscribers/{id}": .serving, "GET /invitations": .partner, "POST /invitations": .partner,
    "POST /invitations/{id}/resending": .partner, "POST /invitations/{id}/blocking": .partner,
    "POST /invitations/{id}/unblocking": .partner, "GET /subscriptions": .serving, "GET /subscriptions/new": .serving,
    "GET /subscriptions/quote": .serving, "POST /subscriptions": .serving, "GET /subscriptions/{id}": .serving,
    "POST /subscriptions/{id}": .serving, "GET /subscriptions/{id}/copy": .serving,
    "POST /subscriptions/{id}/deletion": .serving, "GET /subscribers/{id}/tariffs": .serving,
    "GET /subscribers/{id}/diagram": .serving, "GET /diagram": .serving, "GET /renewals": .serving,
    "POST /renewals": .serving, "POST /subscriptions/{id}/extensions": .serving,
    "POST /subscriptions/{id}/shortening": .serving, "POST /subscriptions/{id}/correction-request": .partner,
    "POST /subscriptions/{id}/correction": .vendor, "GET /corrections": .serving,
    "POST /corrections/{id}/refusal": .vendor, "GET /prices": .partner, "GET /prices/{code}": .partner,
    "POST /prices/{code}": .partnerOwner, "POST /wishes/{id}/refusal": .partner, "GET /tariffs": .person,
    "GET /tariffs/{code}": .person,

    "GET /bills": .partner, "GET /bills.csv": .partner, "GET /bills/new": .partner, "POST /bills": .partner,
    "GET /bills/{id}": .partner, "POST /bills/{id}/payment": .partner, "POST /bills/{id}/cancellation": .partner,
    "POST /bills/{id}/sending": .partner, "GET /bills/{id}/form": .partner,
    "GET /bank-payments": .partner, "POST /bank-payments": .partner, "POST /bank-payments/taking": .partner,
    "POST /bank-payments/{id}/pairing": .partner, "POST /bank-payments/{id}/setting-aside": .partner,
    "GET /payee": .partner,
    "POST /payee": .partnerOwner, "GET /my-bills": .client, "GET /my-bills/{id}": .client,
    "GET /my-bills/{id}/form": .client,

    "GET /subscribers/{id}/contracts": .partner, "POST /subscribers/{id}/contracts": .partner,
    "POST /subscribers/{id}/contracts/entity": .partner, "GET /contracts/{id}": .partner,
    "GET /contracts/{id}/form": .partner, "GET /contract-template": .partner,
    "POST /contract-template": .partnerOwner, "GET /my-contracts": .client, "GET /my-contracts/{id}": .client,
    "GET /my-contracts/{id}/form": .client, "GET /entity-checks": .vendor, "POST /entity-checks/{id}": .vendor,

    "GET /infobases": .books, "POST /infobases": .booksKeeper, "POST /infobases/upload": .booksKeeper,
    "GET /infobases/{id}": .base, "POST /infobases/{id}": .base, "POST /infobases/{id}/retry": .base,
    "POST /infobases/{id}/keeping": .base,
    // Before the desk looks for the infobase it asks for the right.
    "POST /infobases/{id}/deletion": .booksKeeper, "POST /infobases/{id}/return": .booksKeeper,
    "POST /infobases/{id}/backups": .base, "GET /infobases/{id}/backups/{taken}": .base,
    "POST /infobases/{id}/backups/{taken}/restoration": .base, "POST /infobases/{id}/unload": .base,
    "POST /infobases/{id}/rights": .booksKeeper, "POST /infobases/{id}/grants": .booksOwner,
    "GET /my-subscriptions": .booksHouse, "POST /my-subscriptions/grace": .booksOwner,
    "POST /my-subscriptions/boost": .booksOwner, "POST /my-subscriptions/wishes": .booksOwner,
    "GET /rights": .booksKeeper, "GET /sessions": .booksHouse,
    "POST /sessions/{id}/end": .booksKeeper, "GET /access": .booksOwner, "POST /access/{id}/revocation": .booksOwner,

    "POST /a/{application}/{id}": .base, "GET /a/{application}/{id}": .person, "POST /infobases/{id}/opening": .base,
    "GET /a/{application}/{id}/{session}": .base, "POST /a/{application}/{id}/{session}/beat": .anyone,
    "POST /a/{application}/{id}/{session}/end": .person,

    "GET /settlement": .settling, "GET /settlement.csv": .settling, "GET /settlement/audit": .vendor,
    "POST /settlement/closing": .government, "GET /settlement/{id}": .settling,
    "POST /settlement/{id}/release": .government, "GET /settlement/{id}/csv": .settling,
    "GET /settlement/{id}/xlsx": .settling, "GET /settlement/{id}/pdf": .settling, "GET /invoices": .settling,
    "GET /invoices.csv": .settling, "GET /invoices/{id}": .settling, "GET /invoices/{id}/pdf": .settling,
    "GET /payments": .settling, "POST /payments": .collecting, "GET /payments.csv": .settling,
    "POST /payments/{id}/reversal": .collecting, "GET /reconciliation": .partner, "POST /reconciliation": .partner,
    "GET /refunds": .serving, "POST /refunds": .partner, "GET /refunds/{id}": .serving,
    "POST /refunds/{id}/documents": .partner, "GET /refunds/{id}/documents/{paper}": .serving,
    "POST /refunds/{id}/sending": .partner, "POST /refunds/{id}/deletion": .partner,
    "POST /refunds/{id}/decision": .government,

    "GET /distributors": .vendor, "POST /distributors": .government,
    "GET /partners": .vendor, "GET /partners/new": .government, "POST /partners": .government,
    "GET /partners/{id}": .vendor, "POST /partners/{id}/standing": .government, "GET /catalogue": .government,
    "GET /letters": .government, "GET /letters/{id}": .government, "POST /letters/{id}/sending": .government,
    "GET /audit": .government,
    // Found nothing: the town is not a demo.
    "POST /clock": .person,
  ]

  static let acts: [String: Who] = [
    "GET /token": .person, "GET /card": .house, "PUT /card": .owner, "GET /card/history": .house, "GET /users": .house,
    "GET /users/invitations": .house, "POST /users/invitations": .usersKeeper,
    "DELETE /users/invitations/{id}": .usersKeeper, "PUT /users/{id}/role": .usersKeeper,
    "DELETE /users/{id}": .usersKeeper, "GET /tokens": .owner, "DELETE /tokens/{id}": .owner,

    "GET /subscribers": .serving, "GET /subscribers/{id}": .serving, "PUT /subscribers/{id}": .serving,
    "GET /subscribers/{id}/history": .serving, "GET /invitations": .partner, "POST /invitations": .partner,
    "GET /invitations/{id}": .partner, "POST /invitations/{id}/resending": .partner,
    "POST /invitations/{id}/blocking": .partner, "POST /invitations/{id}/unblocking": .partner,
    "GET /subscriptions": .serving, "POST /subscriptions": .serving, "POST /subscriptions/quote": .serving,
    "GET /subscriptions/{id}": .serving, "PUT /subscriptions/{id}": .serving, "DELETE /subscriptions/{id}": .serving,
    "POST /subscriptions/{id}/posting": .serving, "GET /subscriptions/{id}/copy": .serving,
    "GET /subscriptions/{id}/history": .serving, "GET /tariffs": .person, "GET /tariffs/{code}": .person,
    "GET /applications": .person, "GET /own-subscriptions": .booksHouse,
    "POST /own-subscriptions/grace": .booksOwner, "POST /own-subscriptions/boost": .booksOwner,
    "POST /own-subscriptions/wishes": .booksOwner,

    "GET /subscribers/{id}/tariffs": .serving, "GET /subscribers/{id}/limits": .serving, "GET /renewals": .serving,
    "POST /renewals/preview": .serving, "POST /renewals": .serving, "POST /subscriptions/{id}/extensions": .serving,
    "POST /subscriptions/{id}/shortening": .serving, "POST /subscriptions/{id}/correction-request": .partner,
    "POST /subscriptions/{id}/correction": .vendor, "GET /subscriptions/{id}/corrections": .serving,
    "GET /correction-requests": .serving, "POST /correction-requests/{id}/refusal": .vendor,
    "GET /own-prices": .partner, "PUT /own-prices/{code}": .partnerOwner, "GET /wishes": .partner,
    "POST /wishes/{id}/refusal": .partner,

    "GET /bills": .partner, "POST /bills/quote": .partner, "POST /bills": .partner, "GET /bills/{id}": .partner,
    "POST /bills/{id}/payment": .partner, "POST /bills/{id}/cancellation": .partner, "GET /bank-payments": .partner,
    "POST /bank-payments": .partner, "POST /bank-payments/taking": .partner,
    "POST /bank-payments/{id}/pairing": .partner,
    "POST /bank-payments/{id}/setting-aside": .partner, "GET /payee": .partner, "PUT /payee": .partnerOwner,
    "GET /my-bills": .client, "GET /my-bills/{id}": .client, "POST /bills/{id}/sending": .partner,
    "GET /bills/{id}/form": .partner, "GET /my-bills/{id}/form": .client,

    "GET /subscribers/{id}/contracts": .partner, "POST /subscribers/{id}/contracts": .partner,
    "POST /subscribers/{id}/contracts/entity": .partner, "GET /contracts/{id}": .partner,
    "GET /contracts/{id}/form": .partner, "GET /contract-template": .partner, "PUT /contract-template": .partnerOwner,
    "GET /my-contracts": .client, "GET /my-contracts/{id}/form": .client, "GET /entity-checks": .vendor,
    "POST /entity-checks/{id}": .vendor,

    "GET /infobases": .books, "POST /infobases": .booksKeeper, "POST /infobases/upload": .booksKeeper,
    "GET /infobases/{id}": .base, "PATCH /infobases/{id}": .base, "DELETE /infobases/{id}": .booksKeeper,
    "POST /infobases/{id}/return": .booksKeeper, "POST /infobases/{id}/retry": .base,
    "POST /infobases/{id}/keeping": .booksKeeper,
    "GET /infobases/{id}/backups": .base, "POST /infobases/{id}/backups": .base,
    "GET /infobases/{id}/backups/{taken}": .base, "DELETE /infobases/{id}/backups/{taken}": .base,
    "POST /infobases/{id}/backups/{taken}/restoration": .booksKeeper, "POST /infobases/{id}/unload": .base,
    "GET /rights": .booksKeeper, "PUT /infobases/{id}/rights/{user}": .booksKeeper,
    "DELETE /infobases/{id}/rights/{user}": .booksKeeper, "GET /sessions": .booksHouse,
    "POST /infobases/{id}/sessions": .base, "POST /sessions/beat": .anyone, "POST /sessions/close": .person,
    "POST /sessions/{id}/end": .booksKeeper, "GET /grants": .booksOwner, "POST /infobases/{id}/grants": .booksOwner,
    "DELETE /grants/{id}": .booksOwner,

    "GET /statements": .settling, "GET /statements/{id}": .settling, "GET /statements/{id}/lines": .settling,
    "POST /statements/{id}/release": .government, "GET /open-months": .partner, "GET /debt": .indebted,
    "GET /debtors": .collecting, "GET /invoices": .settling, "GET /invoices/{id}": .settling,
    "GET /payments": .settling, "POST /payments": .collecting, "POST /payments/{id}/reversal": .collecting,
    "GET /refunds": .serving, "POST /refunds": .partner, "GET /refunds/{id}": .serving,
    "DELETE /refunds/{id}": .partner, "POST /refunds/{id}/sending": .partner,
    "POST /refunds/{id}/decision": .government, "GET /month-close": .vendor, "POST /month-close": .government,
    "GET /settlement-differences": .vendor,

    "GET /partners": .vendor, "POST /partners": .government, "GET /partners/{id}": .vendor,
    "POST /partners/{id}/standings": .government, "GET /distributors": .government, "POST /distributors": .government,
    "GET /letters": .government, "GET /letters/{id}": .government, "POST /letters/{id}/sending": .government,
    "GET /audit": .government, "GET /catalogue": .government,
  ]

  /// Nothing is there to do again, to take back or to return: the subject is one's own, and the act finds nothing.
  static let findsNothing: Set<String> = [
    "POST /infobases/{id}/retry", "POST /infobases/{id}/return", "POST /infobases/{id}/rights",
    "POST /infobases/{id}/unblocking", "POST /clock",
    // What is to be renewed is somebody else's.
    "POST /renewals", "POST /renewals/preview",
    // The subscription is a draft: it was not posted yet; nobody has asked for anything yet.
    "POST /subscriptions/{id}/extensions", "POST /subscriptions/{id}/shortening",
    "POST /subscriptions/{id}/correction-request", "POST /corrections/{id}/refusal",
    "POST /correction-requests/{id}/refusal", "POST /wishes/{id}/refusal", "POST /my-subscriptions/wishes",
    "POST /own-subscriptions/wishes", "POST /my-subscriptions/grace", "POST /own-subscriptions/grace",
    "POST /my-subscriptions/boost", "POST /own-subscriptions/boost",
    "POST /profile/subscriber", "POST /profile/second-factor/confirmation",
    // The month is closed already; the request for a refund is sent already.
    "POST /settlement/{id}/release", "POST /statements/{id}/release", "POST /refunds/{id}/documents",
    "POST /refunds/{id}/sending", "POST /refunds/{id}/deletion", "DELETE /refunds/{id}",
    // Its subscription is not charged.
    "POST /refunds",
  ]

  enum Subject: CaseIterable { case own, foreign, absent }

  /// The path with the numbers of the subject; `nil` where there is no such subject for the person's kind.
  static func path(_ pattern: String, _ subject: Subject, _ person: Town.Person, _ census: Town.Census) -> String? {
    guard pattern.contains("{") else { return subject == .own ? pattern : nil }
    let kind = person.kind
    let houses = subject == .foreign ? census.other : census.own
    func number(_ number: Int64) -> String { subject == .absent ? "99999999" : String(number) }
    var path = pattern
    let house = houses[kind]!
    let books = houses[kind == .partner ? .partner : .client]!
    let id: String =
      if pattern.hasPrefix("/subscribers") {
        number(houses[.client]!.id.number)
      } else if pattern.hasPrefix("/invitations") {
        number(houses[.partner]!.invitation)
      } else if pattern.hasPrefix("/subscriptions") {
        number(houses[.partner]!.draft)
      } else if pattern.hasPrefix("/bills") {
        number(houses[.partner]!.bill)
      } else if pattern.hasPrefix("/my-bills") {
        number(houses[.client]!.bill)
      } else if pattern.hasPrefix("/contracts") || pattern.hasPrefix("/my-contracts") {
        number(houses[.partner]!.contract)
      } else if pattern.hasPrefix("/entity-checks") {
        number(census.entityCheck)
      } else if pattern.hasPrefix("/bank-payments") {
        number(houses[.partner]!.bankPayment)
      } else if pattern.hasPrefix("/users/invitations") { number(house.pending) } else if pattern.hasPrefix("/users") {
        number(house.guest.number)
      } else if pattern.hasPrefix("/tokens") {
        number(house.spareToken)
      } else if pattern.hasPrefix("/infobases") || pattern.hasPrefix("/a/") {
        number(books.infobase)
      } else if pattern.hasPrefix("/sessions") {
        number(books.session)
      } else if pattern.hasPrefix("/access") || pattern.hasPrefix("/grants") {
        number(books.grant)
      } else if pattern.hasPrefix("/settlement") || pattern.hasPrefix("/statements") {
        number(houses[.partner]!.closing)
      } else if pattern.hasPrefix("/invoices") {
        number(houses[.partner]!.invoice)
      } else if pattern.hasPrefix("/payments") {
        number(house.payment)
      } else if pattern.hasPrefix("/refunds") {
        number(houses[.partner]!.refund)
      } else if pattern.hasPrefix("/partners") {
        number(houses[.partner]!.id.number)
      } else if pattern.hasPrefix("/letters") { number(census.letter) } else if pattern.hasPrefix("/profile") {
        number(subject == .own ? person.signInID : census.other[kind]!.people[person.role]!.signInID)
      } else { "1" }
    path = path.replacing("{id}", with: id).replacing("{taken}", with: number(books.backup))
      .replacing("{user}", with: String(books.guest.number)).replacing("{application}", with: "accounting")
      .replacing("{paper}", with: "statement").replacing("{session}", with: "no-session").replacing(
        "{token}", with: "no-token"
      ).replacing(
        "{code}", with: "ext")
    return path
  }

  /// The vendor reaches everybody's; a letter and an entry of the catalogue are nobody's.
  static func isReached(_ pattern: String, _ subject: Subject, _ person: Town.Person) -> Bool {
    switch subject {
    case .own: true
    case .absent: pattern == "/tariffs/{code}" || pattern.contains("{token}") || pattern.contains("{code}")
    case .foreign:
      person.kind == .vendor && !pattern.hasPrefix("/users") && !pattern.hasPrefix("/tokens")
        && !pattern.hasPrefix("/profile")
        || pattern.contains("{code}") || pattern.contains("{token}")
    }
  }

  /// What forms and programs send: good enough that it is not access that stands in the way.
  static func form(_ census: Town.Census, _ kind: Subscriber.Kind) -> [String: String] {
    [
      "name": "Новое имя", "email": "somebody@else.kz", "owner_email": "new@owner.kz", "code": "N77",
      "standing": "partner",
      "role": "user", "level": "run", "user": census.own[kind == .partner ? .partner : .client]!.guest.description,
      "application": "accounting", "zone": "Asia/Almaty", "version": "1",
      "subscriber": census.own[.client]!.id.description,
      "tariff": "ext", "start": "2026-03-10", "months": "12", "from": "2026-03-10", "reason": "так надо", "hours": "5",
      "days": "30", "scope": "read", "language": "ru", "theme": "auto", "session": "no-session", "message": "пора",
      "cause": "ошибка", "kind": "cancel", "comment": "так надо", "answer": "нет", "reason_comment": "ошибка",
      "subscriptions": "1", "id-1": "on", "paid": "on", "bill": String(census.own[.partner]!.bill),
      "organisation": "ТОО «Другое»",
      "bin": "961141000023", "right": "yes", "decision": "refuse",
    ]
  }

  static func verdict(_ who: Who, _ person: Town.Person, isReached: Bool, isOwn: Bool, findsNothing: Bool) -> (Int) ->
    Bool
  {
    if who.kinds.isEmpty { return { $0 < 500 && $0 != 403 } }
    if !who.knows(person.kind) { return { $0 == 404 } }
    if !who.admits(person.kind, person.role) { return { isOwn ? $0 == who.otherwise : $0 == 403 || $0 == 404 } }
    if !isReached { return { $0 == 404 } }
    return { ![401, 403].contains($0) && $0 < 500 && ($0 != 404 || findsNothing) }
  }

  /// Who may what is decided before the engine is asked: on PostgreSQL, where a town of one's own takes longer to make,
  /// two roles of the five meet every query.
  static func roles(_ engine: Engine) -> [Role] {
    engine == .sqlite ? Role.allCases : [.owner, .operator]
  }

  @Test(arguments: Engine.all) func everyDoorAsEverybody(engine: Engine) async throws {
    var (town, census) = try await Town.copy(engine)
    var seen: Set<String> = []
    for door in town.cabinet.doors {
      let key = "\(door.method.rawValue) \(door.path)"
      seen.insert(key)
      guard let who = Self.doors[key] else {
        Issue.record("\(key) has no entry in the table")
        continue
      }
      let stranger = try await town.visit(door.method.rawValue, door.path.replacing("{id}", with: "1"), as: nil)
      if who.kinds.isEmpty {
        #expect(
          stranger.status < 500 && ![401, 403].contains(stranger.status) || key.contains("beat"), "\(key) as nobody")
      } else {
        #expect(
          stranger.status == 303 && stranger.header("Location")?.hasPrefix("/sign-in") == true,
          "\(key) as nobody: \(stranger.status)")
      }
      for kind in Subscriber.Kind.allCases {
        for role in Self.roles(engine) {
          let person = census.own[kind]!.people[role]!
          for subject in Subject.allCases {
            guard let path = Self.path(door.path, subject, person, census) else { continue }
            let heard = try await town.visit(door.method.rawValue, path, as: person, Self.form(census, kind))
            let isRight = Self.verdict(
              who, person, isReached: Self.isReached(door.path, subject, person), isOwn: subject == .own,
              findsNothing: Self.findsNothing.contains(key) || door.path.hasPrefix("/a/"))
            // A link into an infobase leads to its card, which looks again.
            let leads = door.path.hasPrefix("/a/") && heard.status == 303
            #expect(isRight(heard.status) || leads, "\(key) as \(kind) \(role), \(subject): \(heard.status)")
            if door.method == .post, heard.status < 400 {
              try await town.leave()
              town = try await Town.copy(engine).0
            }
          }
        }
      }
    }
    #expect(Set(Self.doors.keys).subtracting(seen).isEmpty, "entries without a door")
    try await town.leave()
  }

  @Test(arguments: Engine.all) func everyActAsEverybody(engine: Engine) async throws {
    var (town, census) = try await Town.copy(engine)
    var seen: Set<String> = []
    for act in town.cabinet.interface.acts {
      let key = "\(act.method.rawValue) \(act.path)"
      seen.insert(key)
      guard let who = Self.acts[key] else {
        Issue.record("\(key) has no entry in the table")
        continue
      }
      let stranger = try await town.call(act.method.rawValue, act.path, nil)
      #expect(
        stranger.status == 401 && stranger.header("WWW-Authenticate") != nil, "\(key) as nobody: \(stranger.status)")
      for kind in Subscriber.Kind.allCases {
        for role in Self.roles(engine) {
          let person = census.own[kind]!.people[role]!
          for subject in Subject.allCases {
            guard let path = Self.path(act.path, subject, person, census) else { continue }
            let query = act.query.contains { $0.isRequired } ? "?name=x" : ""
            let heard = try await town.call(
              act.method.rawValue, path + query, person.writeToken, json: Self.json(act, Self.form(census, kind)),
              act.needsVersion ? ["If-Match": "\"1\""] : [:])
            let isRight = Self.verdict(
              who, person, isReached: Self.isReached(act.path, subject, person), isOwn: subject == .own,
              findsNothing: Self.findsNothing.contains(key))
            #expect(
              isRight(heard.status), "\(key) as \(kind) \(role), \(subject): \(heard.status) \(heard.text.prefix(300))")
            if heard.status >= 400 {
              #expect(heard.header("Content-Type") == "application/problem+json")
              #expect(act.problemStatuses.contains(heard.status), "\(key): \(heard.status) is not in the document")
            }
            if act.method != .get {
              let reading = try await town.call(act.method.rawValue, path, person.readToken, json: "{}")
              if act.scope == .write {
                #expect(reading.status == 403, "\(key) with a reading token: \(reading.status)")
              }
            }
            if act.method != .get, heard.status < 400 {
              try await town.leave()
              town = try await Town.copy(engine).0
            }
          }
        }
      }
    }
    #expect(Set(Self.acts.keys).subtracting(seen).isEmpty, "entries without an act")
    try await town.leave()
  }

  static func json(_ act: Act, _ form: [String: String]) -> String? {
    guard case .fields(let inputs) = act.body else { return nil }
    var json = JSON()
    json.object { object in
      for input in inputs {
        guard let value = form[input.name] else { continue }
        switch input.kind {
        case .integer: object.add(input.name, Int(value)!)
        case .boolean: object.add(input.name) { $0.bool(true) }
        case .ids: object.add(input.name) { $0.array([Int(value)!]) { $0.write(into: &$1) } }
        default: object.add(input.name, value)
        }
      }
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
