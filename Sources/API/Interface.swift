import Crypto
import Foundation
package import Handbook
package import Office

/// The API: what programs do, through the same desks as people.
///
/// A request goes through these steps, and each may end it with a `Problem`: the token, the rate, the scope, the kind
/// and role of its person, the body's type and size, its JSON, its members, `If-Match`, `Idempotency-Key`, the desk.
package struct Interface: Sendable {
  package let office: Office
  package let acts: [Act]
  let limit: RateLimit

  package static let root = "/api/v1"
  /// The readable page, where each kind of problem is explained.
  package static let page = "/api"
  package static let documentPath = "/api/openapi.json"
  /// Bytes of a JSON body, at most.
  package static let bodyLimit = 1 << 20

  /// - Parameters:
  ///   - perMinute: Requests that a token may send in a minute, evenly.
  ///   - burst: Requests that it may send at once.
  package init(_ office: Office, perMinute: Int = 600, burst: Int = 100) {
    self.office = office
    acts = Act.all
    limit = RateLimit(perMinute: perMinute, burst: burst)
  }

  /// A request, before anything of its body is read.
  package struct Asked: Sendable {
    package let parameters: [String: String]
    package let query: Entries
    package let header: @Sendable (String) -> String?
    /// The body, of at most so many bytes, or `nil` if there is more.
    package let body: @Sendable (Int) async throws -> [UInt8]?
    /// The body put on disk, with its hash; `nil` if it is too large. Whoever sent the request forgets the file.
    package let file: @Sendable () async throws -> (path: String, hash: [UInt8])?
    package let address: String
    package let agent: String
    package let language: Language
    package let requestID: String

    package init(
      parameters: [String: String], query: Entries, header: @escaping @Sendable (String) -> String?,
      body: @escaping @Sendable (Int) async throws -> [UInt8]?,
      file: @escaping @Sendable () async throws -> (path: String, hash: [UInt8])?, address: String, agent: String,
      language: Language, requestID: String
    ) {
      self.parameters = parameters
      self.query = query
      self.header = header
      self.body = body
      self.file = file
      self.address = address
      self.agent = agent
      self.language = language
      self.requestID = requestID
    }
  }

  /// - Parameter fault: Called with an error that is a mistake of ours; the answer says only the request's id.
  package func answer(_ act: Act, _ asked: Asked, fault: (any Error) -> Void) async -> Reply {
    var limits: [(name: String, value: String)] = []
    var reply: Reply
    do {
      let (program, shown) = try await bearer(asked)
      let standing = limit.knock(program.token.number, at: office.world.now())
      limits = [
        ("RateLimit-Limit", String(limit.burst)), ("RateLimit-Remaining", String(standing.remaining)),
        ("RateLimit-Reset", String(standing.reset)),
      ]
      if standing.isOver {
        limits.append(("Retry-After", String(standing.reset)))
        throw Problem(.hasty, .hasty(standing.reset))
      }
      reply = try await perform(act, asked, program, shown)
    } catch {
      if let problem = Problem(error) {
        if problem.kind == .busy { fault(error) }
        reply = problem.reply(in: asked.language, zone: office.world.zone)
      } else {
        fault(error)
        reply = Problem(.ours, .tellTheSupport).reply(in: asked.language, zone: office.world.zone, id: asked.requestID)
      }
    }
    reply.headers += limits
    return reply
  }

  /// The answer to a path or a method that the API does not have.
  package func refusal(_ problem: Problem, in language: Language) -> Reply {
    problem.reply(in: language, zone: office.world.zone)
  }

  private func bearer(_ asked: Asked) async throws -> (Program, Token) {
    let words = (asked.header("Authorization") ?? "").split(separator: " ", maxSplits: 1)
    if words.count == 2, words[0].lowercased() == "bearer" {
      let shown = Token(shown: String(words[1].prefix(200)))
      if let program = try await office.program(shown, from: asked.address) { return (program, shown) }
    }
    var problem = Problem(.unsigned, words.isEmpty ? .sendAToken : .tokenIsOver)
    problem.headers = [("WWW-Authenticate", words.isEmpty ? "Bearer" : "Bearer error=\"invalid_token\"")]
    throw problem
  }

  private func perform(_ act: Act, _ asked: Asked, _ program: Program, _ shown: Token) async throws -> Reply {
    if act.scope == .write, program.scope == .read { throw Problem(.scope, .takeAWritingToken) }
    guard act.access.kinds.contains(program.actor.kind) else { throw Missing() }
    if let right = act.access.right, !program.actor.may(right) { throw Denied(right) }

    let query = try read(asked.query, act.query)
    var entries = Entries([:])
    var file: String?
    let key = act.method == .post && act.scope == .write ? asked.header("Idempotency-Key") : nil
    var hash = SHA256()
    if key != nil {
      hash.update(data: Data("\(act.name)\n".utf8))
      for (name, value) in (asked.parameters.merging(asked.query.typed) { $1 }).sorted(by: { $0.key < $1.key }) {
        hash.update(data: Data("\(name)=\(value)\n".utf8))
      }
    }
    switch act.body {
    case .none: break
    case .fields(let inputs):
      try want("application/json", asked)
      guard let bytes = try await asked.body(Self.bodyLimit) else { throw Problem(.large, .atMostAMebibyte) }
      entries = try read(bytes, inputs)
      if key != nil { hash.update(data: Data(bytes)) }
    case .file(let type):
      try want(type, asked)
      guard let (path, hashOfFile) = try await asked.file() else { throw Problem(.large) }
      file = path
      hash.update(data: Data(hashOfFile))
    }
    let call = Call(
      office: office, program: program, parameters: asked.parameters, query: query, entries: entries, file: file,
      version: try version(act, asked), agent: asked.agent)
    guard let key else { return try await act.perform(call) }
    guard (1...200).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw Problem(.malformed, .oddKey)
    }
    return try await Repeats(
      office: office, program: program, shown: shown, key: key, requestHash: Array(hash.finalize())
    ).once { office in try await act.perform(call.over(office)) }
  }

  private func want(_ type: String, _ asked: Asked) throws {
    let sent = (asked.header("Content-Type") ?? "").split(separator: ";").first ?? ""
    if sent.lowercased().filter({ $0 != " " }) != type { throw Problem(.media, .send(type)) }
  }

  private func version(_ act: Act, _ asked: Asked) throws -> Int {
    guard act.needsVersion else { return 0 }
    guard let shown = asked.header("If-Match") else { throw Problem(.unversioned, .sendIfMatch) }
    let digits = shown.filter { $0 != "\"" && $0 != " " }
    return digits.utf8.count <= 9 ? Int(digits) ?? -1 : -1
  }

  /// - Throws: `Refusals`, one for each member that is unknown or of the wrong kind.
  private func read(_ query: Entries, _ inputs: [Input]) throws -> Entries {
    var query = query
    for (name, value) in query.typed.sorted(by: { $0.key < $1.key }) {
      if let input = inputs.first(where: { $0.name == name }) {
        if let fault = value.isEmpty ? nil : input.fault(of: value) { query.refuse(Field(name), fault) }
      } else {
        query.refuse(Field(String(name.prefix(100))), .unknownMember(inputs))
      }
    }
    try query.accept()
    return query
  }

  private func read(_ bytes: [UInt8], _ inputs: [Input]) throws -> Entries {
    let value: JSONValue
    do { value = try JSONValue(bytes) } catch { throw Problem(.malformed, .noJSON(error)) }
    guard case .object(let members) = value else { throw Problem(.malformed, .wantsObject) }
    var typed: [String: String] = [:]
    var refusals: [Refusal] = []
    func refuse(_ name: String, _ text: Text) {
      refusals.append(Refusal(rule: "INPUT", field: Field(String(name.prefix(100))), text: text))
    }
    for member in members {
      guard let input = inputs.first(where: { $0.name == member.name }) else {
        refuse(member.name, .unknownMember(inputs))
        continue
      }
      if typed[member.name] != nil { refuse(member.name, .twice) }
      do throws(Wrong) { typed[member.name] = try input.typed(member.value) } catch { refuse(member.name, error.text) }
    }
    if !refusals.isEmpty { throw Refusals(refusals) }
    return Entries(typed)
  }
}

private struct Wrong: Error {
  let text: Text
}

extension Input {
  /// The value as a form would type it. Whether it is a good one, the desk says.
  fileprivate func typed(_ value: JSONValue) throws(Wrong) -> String {
    switch (kind, value) {
    case (_, .null): return ""
    case (.text, .string(let text)), (.day, .string(let text)), (.words, .string(let text)),
      (.cursor, .string(let text)):
      return text
    case (.boolean, .bool(let flag)): return flag ? "true" : "false"
    case (.integer, .number(let digits)):
      if digits.utf8.count <= 18, Int(digits) != nil { return digits }
      throw Wrong(text: .wantsWhole)
    case (.ids(let limit), .array(let values)):
      if values.count > limit { throw Wrong(text: .tooMany(limit)) }
      var digits: [String] = []
      for value in values {
        guard case .number(let number) = value, number.utf8.count <= 15, Int(number) ?? 0 > 0 else {
          throw Wrong(text: .wantsNumbers)
        }
        digits.append(number)
      }
      return digits.joined(separator: ",")
    case (.ids, _): throw Wrong(text: .wantsNumbers)
    case (.integer, _): throw Wrong(text: .wantsWhole)
    case (.boolean, _): throw Wrong(text: .wantsTrueOrFalse)
    default: throw Wrong(text: .wantsString)
    }
  }
}

extension Call {
  fileprivate func over(_ office: Office) -> Call {
    Call(
      office: office, program: program, parameters: parameters, query: query, entries: entries, file: file,
      version: version, agent: agent)
  }
}

extension Text {
  fileprivate static let wantsNumbers = Text(
    ru: "Нужен массив номеров: [1, 2].", kk: "Нөмірлер массиві керек: [1, 2].",
    en: "This wants an array of numbers: [1, 2].")
  fileprivate static func tooMany(_ limit: Int) -> Text {
    Text(ru: "Не больше \(limit) за раз.", kk: "Бір жолы \(limit) артық емес.", en: "At most \(limit) at a time.")
  }
  fileprivate static let sendAToken = Text(
    ru: "Пришлите заголовок Authorization: Bearer …; токен делает владелец абонента в кабинете.",
    kk: "Authorization: Bearer … тақырыбын жіберіңіз; токенді абонент иесі кабинетте жасайды.",
    en: "Send Authorization: Bearer …; the subscriber's owner makes tokens in the cabinet.")
  fileprivate static let tokenIsOver = Text(
    ru: "Токен неизвестен, отозван, истёк, или его владелец больше не работает у абонента.",
    kk: "Токен белгісіз, кері алынған, мерзімі өткен немесе иесі абонентте енді жұмыс істемейді.",
    en: "The token is unknown, revoked or expired, or its person has left the subscriber.")
  fileprivate static let takeAWritingToken = Text(
    ru: "Сделайте в кабинете токен «Чтение и запись».", kk: "Кабинетте «Оқу және жазу» токенін жасаңыз.",
    en: "Make a “Read and write” token in the cabinet.")
  fileprivate static let atMostAMebibyte = Text(
    ru: "Тело запроса больше 1 МиБ.", kk: "Сұраныс денесі 1 МиБ-тен үлкен.", en: "The body is larger than 1 MiB.")
  fileprivate static let oddKey = Text(
    ru: "Idempotency-Key — от 1 до 200 печатных знаков ASCII без пробелов.",
    kk: "Idempotency-Key — бос орынсыз 1–200 басылатын ASCII таңбасы.",
    en: "Idempotency-Key has 1 to 200 printable ASCII characters, no spaces.")
  fileprivate static let sendIfMatch = Text(
    ru: "Пришлите в If-Match значение ETag, которое вы прочитали.", kk: "If-Match ішінде оқыған ETag мәнін жіберіңіз.",
    en: "Send in If-Match the ETag that you have read.")
  fileprivate static let wantsObject = Text(
    ru: "Тело запроса — объект JSON.", kk: "Сұраныс денесі — JSON объектісі.", en: "The body is a JSON object.")
  fileprivate static let wantsString = Text(ru: "Нужна строка.", kk: "Жол керек.", en: "This wants a string.")
  fileprivate static let wantsWhole = Text(
    ru: "Нужно целое число, без кавычек.", kk: "Тырнақшасыз бүтін сан керек.",
    en: "This wants a whole number, without quotes.")
  fileprivate static let twice = Text(
    ru: "Это поле пришло дважды.", kk: "Бұл өріс екі рет келді.", en: "This member came twice.")
  fileprivate static let tellTheSupport = Text(
    ru: "Ошиблись мы, не вы. Сообщите номер обращения в поддержку.",
    kk: "Қате бізден кетті. Өтініш нөмірін қолдау қызметіне хабарлаңыз.",
    en: "The mistake is ours, not yours. Tell the support the number of the request.")

  fileprivate static func hasty(_ seconds: Int) -> Text {
    Text(ru: "Подождите \(seconds) с.", kk: "\(seconds) с күтіңіз.", en: "Wait \(seconds) s.")
  }
  fileprivate static func send(_ type: String) -> Text {
    Text(
      ru: "Пришлите Content-Type: \(type).", kk: "Content-Type: \(type) жіберіңіз.", en: "Send Content-Type: \(type).")
  }
  fileprivate static func noJSON(_ fault: JSONValue.Fault) -> Text {
    Text(
      ru: "Тело запроса — не JSON: место \(fault.place), \(fault.words).",
      kk: "Сұраныс денесі JSON емес: \(fault.place) орны, \(fault.words).",
      en: "The body is not JSON: at \(fault.place), \(fault.words).")
  }
  fileprivate static func unknownMember(_ inputs: [Input]) -> Text {
    let list = inputs.isEmpty ? "—" : inputs.map(\.name).joined(separator: ", ")
    return Text(
      ru: "Такого поля нет. Есть: \(list).", kk: "Мұндай өріс жоқ. Бары: \(list).",
      en: "There is no such member. There are: \(list).")
  }
}
