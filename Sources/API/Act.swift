package import Handbook
package import Infobases
package import Office
import Print
import Store

/// One thing that a program may do: its method and path, who may, what it takes, what it answers, and what is done.
///
/// The route, the check of access, the OpenAPI document and the readable page are all made of these values.
package struct Act: Sendable {
  package let method: Method
  /// Under `/api/v1`: `/subscribers/{id}`.
  package let path: String
  /// `listSubscribers`.
  package let name: String
  package let tag: Tag
  package let access: Access
  package let scope: TokenScope
  /// What it does, in a sentence.
  package let summary: Text
  package let query: [Input]
  package let body: Body
  package let answer: Answering
  /// `If-Match` must say which version is being changed.
  package let needsVersion: Bool
  /// Statuses, besides the usual ones, with which it may refuse.
  package let refusals: [Int]
  let perform: @Sendable (Call) async throws -> Reply

  package enum Method: String, CaseIterable, Sendable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
  }

  package enum Body: Sendable {
    case none
    /// A JSON object with these members.
    case fields([Input])
    /// The bytes of a file of this type: `application/zip`.
    case file(String)
  }

  package enum Answering: Sendable {
    case json(Int, Schema, hasVersion: Bool, hasLocation: Bool)
    /// A file of this type.
    case file(String)
    case nothing
  }

  /// The chapters of the API.
  package enum Tag: String, CaseIterable, Sendable {
    case token, house, serving, subscriptions, bills, infobases, sessions, settlement, vendor

    package var text: Text {
      switch self {
      case .token: Text(ru: "Токен", kk: "Токен", en: "The token")
      case .house: Text(ru: "Свой абонент", kk: "Өз абоненті", en: "One's own subscriber")
      case .serving: Text(ru: "Обслуживаемые абоненты", kk: "Қызмет көрсетілетін абоненттер", en: "Served subscribers")
      case .subscriptions: Text(ru: "Подписки и тарифы", kk: "Жазылымдар мен тарифтер", en: "Subscriptions and tariffs")
      case .bills: Text(ru: "Счета и оплаты", kk: "Шоттар мен төлемдер", en: "Bills and payments")
      case .infobases: Text(ru: "Информационные базы", kk: "Ақпараттық базалар", en: "Infobases")
      case .sessions: Text(ru: "Сеансы и доступ", kk: "Сеанстар мен қолжетімділік", en: "Sessions and access")
      case .settlement: Text(ru: "Взаиморасчёты", kk: "Өзара есеп айырысу", en: "Settlement")
      case .vendor: Text(ru: "Владелец сервиса", kk: "Сервис иесі", en: "The vendor")
      }
    }
  }
}

/// Who may: those who act for a subscriber of one of these kinds, with this right.
package struct Access: Sendable {
  package let kinds: [Subscriber.Kind]
  package let right: Right?

  static let everybody = Access(kinds: Subscriber.Kind.allCases, right: nil)
  static let serving = Access(kinds: [.partner, .vendor], right: .serve)
  static let partner = Access(kinds: [.partner], right: .serve)
  static let vendor = Access(kinds: [.vendor], right: .serve)
  static let government = Access(kinds: [.vendor], right: .govern)
  static func house(_ right: Right) -> Access { Access(kinds: Subscriber.Kind.allCases, right: right) }
  /// The clients, who are asked to pay.
  static let clients = Access(kinds: [.client], right: .seeHouse)
  /// Those who keep books.
  static func books(_ right: Right? = nil) -> Access { Access(kinds: [.client, .partner], right: right) }

  package func admits(kind: Subscriber.Kind, role: Role) -> Bool {
    kinds.contains(kind) && (right.map { role.may($0) } ?? true)
  }
}

/// A member of a request's body, or of its query.
package struct Input: Sendable {
  package let name: String
  package let kind: Kind
  package let isRequired: Bool

  package enum Kind: Sendable {
    case text(upTo: Int)
    case integer(ClosedRange<Int>)
    case boolean
    case day
    case words([String])
    case cursor
    /// Numbers of things, as a JSON array.
    case ids(atMost: Int)
  }

  static func text(_ name: String, upTo limit: Int = 200, required: Bool = false) -> Input {
    Input(name: name, kind: .text(upTo: limit), isRequired: required)
  }
  static func number(_ name: String, in range: ClosedRange<Int> = 1...999_999_999_999, required: Bool = false) -> Input
  {
    Input(name: name, kind: .integer(range), isRequired: required)
  }
  static func flag(_ name: String) -> Input { Input(name: name, kind: .boolean, isRequired: false) }
  static func day(_ name: String, required: Bool = false) -> Input {
    Input(name: name, kind: .day, isRequired: required)
  }
  static func word<Word: RawRepresentable<String> & CaseIterable>(
    _ name: String, of words: Word.Type, required: Bool = false
  ) -> Input {
    Input(name: name, kind: .words(Word.allCases.map(\.rawValue)), isRequired: required)
  }
  static func ids(_ name: String, atMost limit: Int) -> Input {
    Input(name: name, kind: .ids(atMost: limit), isRequired: true)
  }
  static let search = text("q", upTo: 100)
  static let paging = [Input(name: "after", kind: .cursor, isRequired: false), number("limit", in: 1...200)]

  /// What is wrong with a text of a query; `nil` if nothing is.
  func fault(of text: String) -> Text? {
    switch kind {
    case .text(let limit):
      if text.count > limit { return .tooLong(limit, has: text.count) }
      return text.unicodeScalars.contains("\0") ? .hasNull : nil
    case .integer(let range):
      return text.utf8.count <= 18 && Int(text).map(range.contains) ?? false ? nil : .notANumber(range)
    case .boolean: return text == "true" || text == "false" ? nil : .wantsTrueOrFalse
    case .day: return Day(text) == nil ? .notADay : nil
    case .words(let words): return words.contains(text) ? nil : .oneOf(words)
    case .ids: return nil
    case .cursor: return Cursor(text) == nil || text.unicodeScalars.contains("\0") ? .notACursor : nil
    }
  }
}

/// One request, admitted and read.
package struct Call: Sendable {
  let office: Office
  let program: Program
  let parameters: [String: String]
  let query: Entries
  let entries: Entries
  /// Where the file that was sent lies.
  let file: String?
  /// The version in `If-Match`.
  let version: Int
  let agent: String

  var actor: Actor { program.actor }
  var today: Day { office.world.today }
  var house: HouseDesk { HouseDesk(office, actor) }
  var client: ClientDesk { ClientDesk(office, actor) }

  func partner() throws -> PartnerDesk {
    guard let desk = PartnerDesk(office, actor) else { throw Missing() }
    return desk
  }
  func vendor() throws -> VendorDesk {
    guard let desk = VendorDesk(office, actor) else { throw Missing() }
    return desk
  }
  func serving() throws -> any ServingDesk {
    if let desk = PartnerDesk(office, actor) { return desk }
    return try vendor()
  }

  func id<Thing>(_ name: String = "id", of thing: Thing.Type) throws -> ID<Thing> {
    guard let id = parameters[name].flatMap({ ID<Thing>($0) }) else { throw Missing() }
    return id
  }

  /// Of a member that is an array of numbers.
  func ids<Thing>(_ name: Field, of thing: Thing.Type) -> [ID<Thing>] {
    entries.raw(name).split(separator: ",").compactMap { ID<Thing>(String($0)) }
  }

  func day(_ name: Field) -> Day? { query.has(name) ? Day(query.raw(name)) : nil }
  func wants(_ name: Field) -> Bool { query.raw(name) == "true" }
  func number(_ name: Field) -> Int? { Int(query.raw(name)) }

  func list<Order>(_ order: Order, descending: Bool = false) -> ListQuery<Order> {
    ListQuery(
      order: Order(rawValue: query.raw("order")) ?? order,
      isDescending: query.has("descending") ? wants("descending") : descending, search: query.raw("q"), after: after,
      limit: limit)
  }
  var after: Cursor? { query.has("after") ? Cursor(query.typed["after"] ?? "") : nil }
  var limit: Int { number("limit") ?? 50 }
}

/// What an act answers, before it is written down.
struct Answer<Value: Written> {
  let value: Value
  var version: Int?
  var location: String?

  init(_ value: Value, version: Int? = nil, at location: String? = nil) {
    self.value = value
    self.version = version
    self.location = location
  }
}

/// An answer, written down.
package struct Reply: Sendable {
  package var status: Int
  package var headers: [(name: String, value: String)] = []
  package var content: Content

  package enum Content: Sendable {
    case nothing
    case bytes([UInt8], type: String)
    case file(FileBytes, name: String)
  }
}

extension Act {
  /// An act that answers with a value.
  static func value<Value: Written>(
    _ method: Method, _ path: String, _ name: String, _ tag: Tag, _ access: Access, _ summary: Text,
    scope: TokenScope? = nil, query: [Input] = [], body: Body = .none, status: Int = 200, versioned: Bool = false,
    needsVersion: Bool = false, refusals: [Int] = [],
    _ perform: @escaping @Sendable (Call) async throws -> Answer<Value>
  ) -> Act {
    Act(
      method: method, path: path, name: name, tag: tag, access: access,
      scope: scope ?? (method == .get ? .read : .write), summary: summary, query: query, body: body,
      answer: .json(status, Value.schema, hasVersion: versioned, hasLocation: status == 201),
      needsVersion: needsVersion,
      refusals: refusals
    ) { call in
      let answer = try await perform(call)
      var json = JSON(in: call.office.world.zone, capacity: 1024)
      answer.value.write(into: &json)
      var reply = Reply(status: status, content: .bytes(json.bytes, type: "application/json"))
      if let version = answer.version { reply.headers.append(("ETag", "\"\(version)\"")) }
      if let location = answer.location { reply.headers.append(("Location", Interface.root + location)) }
      return reply
    }
  }

  /// An act after which there is nothing to say.
  static func deed(
    _ method: Method, _ path: String, _ name: String, _ tag: Tag, _ access: Access, _ summary: Text,
    query: [Input] = [], body: Body = .none, refusals: [Int] = [],
    _ perform: @escaping @Sendable (Call) async throws -> Void
  ) -> Act {
    Act(
      method: method, path: path, name: name, tag: tag, access: access, scope: .write, summary: summary, query: query,
      body: body, answer: .nothing, needsVersion: false, refusals: refusals
    ) { call in
      try await perform(call)
      return Reply(status: 204, content: .nothing)
    }
  }

  /// An act that answers with a file.
  static func file(
    _ method: Method, _ path: String, _ name: String, _ tag: Tag, _ access: Access, _ summary: Text,
    _ perform: @escaping @Sendable (Call) async throws -> ClientDesk.ContentFile
  ) -> Act {
    Act(
      method: method, path: path, name: name, tag: tag, access: access, scope: method == .get ? .read : .write,
      summary: summary, query: [], body: .none, answer: .file("application/zip"), needsVersion: false, refusals: []
    ) { call in
      let file = try await perform(call)
      return Reply(status: 200, content: .file(file.bytes, name: file.name))
    }
  }
}

extension Act {
  /// An act that answers with a printed form.
  static func form(
    _ path: String, _ name: String, _ tag: Tag, _ access: Access, _ summary: Text,
    _ perform: @escaping @Sendable (Call) async throws -> [UInt8]
  ) -> Act {
    Act(
      method: .get, path: path, name: name, tag: tag, access: access, scope: .read, summary: summary, query: [],
      body: .none, answer: .file("application/pdf"), needsVersion: false, refusals: []
    ) { call in
      do {
        return Reply(status: 200, content: .bytes(try await perform(call), type: "application/pdf"))
      } catch is PrintFault {
        throw Problem(.busy, .notPrinted)
      }
    }
  }
}

/// A page of a list: what is on it, and where the next one begins.
struct Listed<Item: Shown & Sendable>: Shown {
  let items: [Item]
  let next: String?

  init(_ items: [Item], next: Cursor? = nil) {
    self.items = items
    self.next = next?.description
  }
  init(_ page: Page<Item>) { self.init(page.items, next: page.next) }

  static var shape: Shape<Self> {
    Shape(
      "PageOf\(Item.shape.name)",
      [.init("items") { $0.items }, .init("next") { $0.next }])
  }
}

extension Text {
  static func tooLong(_ limit: Int, has count: Int) -> Text {
    Text(
      ru: "Слишком длинно: не больше \(limit) знаков, здесь \(count).",
      kk: "Тым ұзын: \(limit) таңбадан аспауы керек, мұнда \(count).",
      en: "Too long: at most \(limit) characters, here are \(count).")
  }
  static let hasNull = Text(
    ru: "Здесь есть нулевой знак. Уберите его.", kk: "Мұнда нөлдік таңба бар. Оны алып тастаңыз.",
    en: "There is a null character here. Take it out.")
  fileprivate static let notPrinted = Text(
    ru: "Форма сейчас не печатается; сам документ в порядке. Повторите позже.",
    kk: "Форма қазір басылмайды; құжаттың өзі дұрыс. Кейінірек қайталаңыз.",
    en: "The form cannot be printed now; the document itself is sound. Try again later.")
  static let wantsTrueOrFalse = Text(
    ru: "Нужно true или false.", kk: "true немесе false керек.", en: "This wants true or false.")
  static let notACursor = Text(
    ru: "Это не метка страницы: возьмите её из next предыдущего ответа.",
    kk: "Бұл бет белгісі емес: оны алдыңғы жауаптың next мүшесінен алыңыз.",
    en: "This is no cursor: take it from next of the answer before.")
  static func oneOf(_ words: [String]) -> Text {
    let list = words.joined(separator: ", ")
    return Text(ru: "Нужно одно из: \(list).", kk: "Мыналардың бірі керек: \(list).", en: "This wants one of: \(list).")
  }
}
