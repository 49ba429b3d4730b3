import Foundation
import Handbook
import Infobases
import Office
import Store
import TestSupport
import Testing

@testable import API
@testable import Web

/// The API over HTTP, as programs meet it.
struct InterfaceTests {
  private static let invite = #"{"email": "new@client.kz"}"#

  // MARK: Idempotency-Key

  @Test(arguments: Engine.all) func thirtyTwoDuplicatesAtOnceAreOneAct(engine: Engine) async throws {
    try await Town.with(engine) { town, census in
      let token = census.own[.partner]!.people[.owner]!.writeToken
      let before = try await town.invitations(census)
      let heard = try await withThrowingTaskGroup(of: Town.Heard.self) { group in
        for _ in 0..<32 {
          group.addTask {
            try await town.call("POST", "/invitations", token, json: Self.invite, ["Idempotency-Key": "once"])
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(heard.allSatisfy { $0.status == 201 })
      #expect(Set(heard.map(\.text)).count == 1)
      #expect(Set(heard.map { $0.header("Location") }).count == 1)
      #expect(heard.count { $0.header("Idempotent-Replayed") == "true" } == 31)
      #expect(try await town.invitations(census) == before + 1)
    }
  }

  @Test(arguments: Engine.all) func theSameKeyWithAnotherRequestIsRefused(engine: Engine) async throws {
    try await Town.with(engine) { town, census in
      let token = census.own[.partner]!.people[.owner]!.writeToken
      let key = ["Idempotency-Key": "k"]
      #expect(try await town.call("POST", "/invitations", token, json: Self.invite, key).status == 201)
      let other = try await town.call("POST", "/invitations", token, json: #"{"email": "other@client.kz"}"#, key)
      #expect(other.status == 422 && other.json["type"] as? String == "/api#repeated")
      // Another's key is another key.
      let colleague = census.own[.partner]!.people[.operator]!.writeToken
      #expect(
        try await town.call("POST", "/invitations", colleague, json: Self.invite, key).header("Idempotent-Replayed")
          == nil)
      // After a day the key is new.
      town.clock.advance(by: .hours(25))
      let late = try await town.call("POST", "/invitations", token, json: Self.invite, key)
      #expect(late.status == 201 && late.header("Idempotent-Replayed") == nil)
    }
  }

  @Test(arguments: Engine.all) func aRefusalChangesNothingAndLeavesTheKeyFree(engine: Engine) async throws {
    try await Town.with(engine) { town, census in
      let token = census.own[.partner]!.people[.owner]!.writeToken
      let key = ["Idempotency-Key": "k"]
      let refused = try await town.call("POST", "/invitations", token, json: #"{"email": "no"}"#, key)
      let done = try await town.call("POST", "/invitations", token, json: Self.invite, key)
      #expect(refused.status == 422 && done.status == 201)
    }
  }

  @Test(arguments: Engine.all) func afterACrashNothingIsDoneTwice(engine: Engine) async throws {
    try await Town.with(engine) { town, census in
      let token = census.own[.partner]!.people[.owner]!.writeToken
      let key = ["Idempotency-Key": "k"]
      _ = try await town.call("POST", "/invitations", token, json: Self.invite, key)
      let count = try await town.invitations(census)
      // The process died after the act, before the answer was kept.
      try await town.office.database.write { _ = try $0.run("UPDATE idempotent_answer SET status = 1, body = ''") }
      town.clock.advance(by: .minutes(2))
      let marked = try await town.call("POST", "/invitations", token, json: Self.invite, key)
      #expect(marked.status == 409 && marked.json["type"] as? String == "/api#contended")
      #expect(try await town.invitations(census) == count)
      // The process died before the act.
      try await town.office.database.write { _ = try $0.run("UPDATE idempotent_answer SET status = 0, body = ''") }
      #expect(try await town.call("POST", "/invitations", token, json: Self.invite, key).status == 201)
      #expect(try await town.invitations(census) == count + 1)
    }
  }

  @Test(arguments: Engine.all) func keptAnswersOpenOnlyForTheirToken(engine: Engine) async throws {
    try await Town.with(engine) { town, census in
      let client = census.own[.client]!
      let path = "/infobases/\(client.infobase)/sessions"
      let opened = try await town.call("POST", path, client.people[.owner]!.writeToken, ["Idempotency-Key": "s"])
      let session = try #require(opened.json["session"] as? String)
      let kept: String = try await town.office.database.read { try $0.value("SELECT body FROM idempotent_answer") }
      #expect(!kept.isEmpty && Data(base64Encoded: kept)?.range(of: Data(session.utf8)) == nil)
      let again = try await town.call("POST", path, client.people[.owner]!.writeToken, ["Idempotency-Key": "s"])
      #expect(again.json["session"] as? String == session)
    }
  }

  // MARK: Versions

  @Test(arguments: Engine.all) func whoComesSecondOverwritesNothing(engine: Engine) async throws {
    try await Town.with(engine) { town, census in
      let token = census.own[.partner]!.people[.owner]!.writeToken
      let card = try await town.call("GET", "/card", token)
      let tag = try #require(card.header("ETag"))
      let body = #"{"name": "Көктем и партнёры", "bin": "990140000047"}"#
      #expect(try await town.call("PUT", "/card", token, json: body).status == 428)
      let first = try await town.call("PUT", "/card", token, json: body, ["If-Match": tag])
      #expect(
        first.status == 200 && first.json["name"] as? String == "Көктем и партнёры" && first.header("ETag") != tag)
      let second = try await town.call("PUT", "/card", token, json: #"{"name": "X"}"#, ["If-Match": tag])
      #expect(second.status == 412 && second.header("ETag") == first.header("ETag"))
      #expect(second.json["version"] as? Int == first.json["version"] as? Int)
      #expect(try await town.call("GET", "/card", token).json["name"] as? String == "Көктем и партнёры")
    }
  }

  @Test(arguments: Engine.all) func aPartOfAnInfobaseIsChanged(engine: Engine) async throws {
    try await Town.with(engine) { town, census in
      let token = census.own[.client]!.people[.owner]!.writeToken
      let path = "/infobases/\(census.own[.client]!.infobase)"
      let tag = try #require(try await town.call("GET", path, token).header("ETag"))
      let hour = try await town.call("PATCH", path, token, json: #"{"backup_hour": 3}"#, ["If-Match": tag])
      let base = hour.json["infobase"] as? [String: Any]
      #expect(base?["backup_hour"] as? Int == 3 && base?["name"] as? String == "База")
      let none = try await town.call(
        "PATCH", path, token, json: #"{"backup_hour": null}"#, ["If-Match": hour.header("ETag")!])
      #expect((none.json["infobase"] as? [String: Any])?["backup_hour"] is NSNull)
    }
  }

  // MARK: Lists

  @Test(arguments: Engine.all) func pagesToTheEndAreTheList(engine: Engine) async throws {
    try await Town.with(engine) { town, census in
      let partner = census.own[.partner]!
      try await town.office.database.write { tx in
        for number in 0..<57 {
          _ = try tx.insertSubscriber(
            .client, card: Card(name: "Абонент \(number % 7)"), publicID: "p\(number)", servedBy: partner.id,
            at: town.office.world.now())
        }
      }
      let token = partner.people[.owner]!.readToken
      for order in ["name", "number", "end"] {
        let whole = try await town.call("GET", "/subscribers?limit=200&order=\(order)&descending=true", token)
        let all = Self.numbers(whole)
        #expect(all.count == 58 && whole.json["next"] is NSNull)
        var paged: [Int] = []
        var after = ""
        repeat {
          let page = try await town.call("GET", "/subscribers?limit=10&order=\(order)&descending=true\(after)", token)
          #expect(page.status == 200)
          paged += Self.numbers(page)
          after = (page.json["next"] as? String).map { "&after=\(percent($0))" } ?? ""
        } while !after.isEmpty
        #expect(paged == all)
      }
      // A cursor of another order starts from the beginning instead of failing.
      #expect(try await town.call("GET", "/subscribers?order=end&after=sabc~1", token).status == 200)
      let found = try await town.call("GET", "/subscribers?q=\(percent("абонент 3"))", token)
      #expect(Self.numbers(found).count == 8)
    }
  }

  private static func numbers(_ heard: Town.Heard) -> [Int] {
    (heard.json["items"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? Int }
  }

  @Test(
    arguments: [
      "limit=0", "limit=201", "limit=x", "after=zzz", "order=price", "nothing=1", "ends_from=2026-02-30",
      "descending=1",
    ], Engine.all)
  func whatAListDoesNotKnowIsRefusedByName(_ query: String, engine: Engine) async throws {
    try await Town.with(engine) { town, census in
      let heard = try await town.call("GET", "/subscribers?\(query)", census.own[.partner]!.people[.owner]!.readToken)
      #expect(heard.status == 422)
      let errors = try #require(heard.json["errors"] as? [[String: Any]])
      #expect(errors[0]["field"] as? String == String(query.prefix { $0 != "=" }))
    }
  }

  // MARK: Subscriptions

  @Test(arguments: Engine.all) func aSubscriptionIsQuotedDraftedPostedAndRenewed(engine: Engine) async throws {
    try await Town.with(engine) { town, census in
      let token = census.own[.partner]!.people[.operator]!.writeToken
      let client = census.own[.client]!.id
      let body = #"{"subscriber": \#(client), "tariff": "ext", "start": "2027-03-10", "months": 12}"#
      let quote = try await town.call(
        "POST", "/subscriptions/quote", census.own[.partner]!.people[.operator]!.readToken, json: body)
      #expect(quote.status == 200 && quote.json["ends_on"] as? String == "2028-03-09")
      let sum = try #require(quote.json["sum"] as? String)
      #expect(sum.contains(/^\d+\.\d\d$/))
      let draft = try await town.call("POST", "/subscriptions", token, json: body)
      #expect(draft.status == 201 && draft.json["posted_at"] is NSNull && draft.json["sum"] as? String == sum)
      let path = try #require(draft.header("Location")).replacing("/api/v1", with: "")
      let posted = try await town.call(
        "POST", path + "/posting", token, json: #"{"paid": true}"#, ["If-Match": draft.header("ETag")!])
      #expect(posted.status == 200 && posted.json["posted_at"] is String)
      #expect(try await town.call("DELETE", path, token).status == 404)
      let again = try await town.call(
        "POST", "/subscriptions", token, json: body.replacing("}", with: #", "post": true}"#))
      #expect(again.status == 422)
      #expect((again.json["errors"] as? [[String: Any]])?.contains { $0["rule"] as? String == "DEC-7" } == true)
      let copy = try await town.call("GET", path + "/copy", token)
      #expect(copy.json["start"] as? String == "2028-03-10")
    }
  }

  // MARK: Sessions

  @Test(arguments: Engine.all) func placesAreTakenKeptAndGivenBack(engine: Engine) async throws {
    try await Town.with(engine) { town, census in
      let client = census.own[.client]!
      let token = client.people[.owner]!.writeToken
      let open = "/infobases/\(client.infobase)/sessions"
      var sessions: [String] = []
      var last = try await town.call("POST", open, token)
      while last.status == 201, sessions.count < 50 {
        sessions.append(try #require(last.json["session"] as? String))
        last = try await town.call("POST", open, token)
      }
      #expect(last.status == 409 && last.json["type"] as? String == "/api#taken")
      #expect((last.json["holders"] as? [Any])?.count == sessions.count + 1)
      let beat = try await town.call(
        "POST", "/sessions/beat", token, json: #"{"session": "\#(sessions[0])", "active": true}"#)
      #expect(beat.status == 200 && beat.json["ends_at"] is NSNull)
      #expect(
        try await town.call("POST", "/sessions/close", token, json: #"{"session": "\#(sessions[0])"}"#).status == 204)
      #expect(
        try await town.call("POST", "/sessions/beat", token, json: #"{"session": "\#(sessions[0])"}"#).status == 410)
      #expect(try await town.call("POST", open, token).status == 201)
    }
  }

  @Test(arguments: Engine.all) func anInfobaseGoesOutAsAFileAndComesBackAsANewOne(engine: Engine) async throws {
    try await Town.with(engine) { town, census in
      let client = census.own[.client]!
      let token = client.people[.owner]!.writeToken
      let file = try await town.call("POST", "/infobases/\(client.infobase)/unload", token)
      #expect(file.status == 200 && file.header("Content-Type") == "application/zip" && !file.bytes.isEmpty)
      let headers = ["Authorization": "Bearer \(token.text)", "Content-Type": "application/zip"]
      let loaded = try await town.ask("POST", "/api/v1/infobases/upload?name=Copy", headers, body: file.bytes)
      #expect(loaded.status == 201)
      let broken = try await town.ask(
        "POST", "/api/v1/infobases/upload?name=Copy", headers, body: Array(file.bytes.dropLast(100)))
      #expect(broken.status == 422)
      let left = try FileManager.default.contentsOfDirectory(atPath: "\(town.folder)/uploads")
      #expect(left.isEmpty)
    }
  }

  // MARK: Problems

  @Test(arguments: Engine.all) func whatIsWrongIsToldInTheReadersLanguage(engine: Engine) async throws {
    try await Town.with(engine) { town, census in
      let token = census.own[.partner]!.people[.owner]!.writeToken
      func hear(_ json: String, _ more: [String: String] = [:]) async throws -> Town.Heard {
        try await town.call("POST", "/invitations", token, json: json, more)
      }
      let unknown = try await hear(
        #"{"email": 5, "e-mail": "x", "language": "de"}"#, ["Accept-Language": "en-US,en;q=0.5"])
      #expect(unknown.status == 422 && unknown.header("Content-Type") == "application/problem+json")
      #expect(unknown.json["title"] as? String == "This cannot be done")
      let errors = unknown.json["errors"] as? [[String: Any]] ?? []
      #expect(errors.map { $0["field"] as? String } == ["email", "e-mail"])
      #expect(errors[0]["text"] as? String == "This wants a string.")
      let kazakh = try await hear(#"{}"#, ["Accept-Language": "kk"])
      #expect(kazakh.json["title"] as? String == "Бұлай болмайды" && kazakh.header("Content-Language") == "kk")
      #expect(try await hear(#"{}"#).json["title"] as? String == "Так не получится")
      #expect(try await hear("{").status == 400)
      #expect(try await hear("[]").status == 400)
      #expect(try await hear("{}", ["Content-Type": "text/plain"]).status == 415)
      #expect(try await hear("\"" + String(repeating: "x", count: 1 << 20) + "\"").status == 413)
      #expect(try await hear(Self.invite, ["Idempotency-Key": "пробел и кириллица"]).status == 400)
      #expect(try await town.call("GET", "/nothing", token).status == 404)
      let method = try await town.call("PUT", "/invitations", token)
      #expect(method.status == 405 && method.header("Allow")?.contains("POST") == true)
    }
  }

  // MARK: Tokens

  @Test(arguments: Engine.all) func aTokenWorksWhileItsPersonMay(engine: Engine) async throws {
    try await Town.with(engine) { town, census in
      let partner = census.own[.partner]!
      let (owner, clerk) = (partner.people[.owner]!, partner.people[.operator]!)
      #expect(try await town.call("GET", "/token", Token(shown: "nobody's")).status == 401)
      #expect(try await town.call("GET", "/subscribers", clerk.writeToken).status == 200)
      let users = try await town.call("GET", "/users", owner.readToken)
      let id = (users.json["items"] as? [[String: Any]])?.first { $0["role"] as? String == "operator" }?["user"] as? Int
      let user = try #require(id)
      // Another role counts at once; a person who leaves takes the token along.
      #expect(
        try await town.call("PUT", "/users/\(user)/role", owner.writeToken, json: #"{"role": "user"}"#).status == 204)
      #expect(try await town.call("GET", "/subscribers", clerk.writeToken).status == 403)
      #expect(try await town.call("DELETE", "/users/\(user)", owner.writeToken).status == 204)
      #expect(try await town.call("GET", "/token", clerk.writeToken).status == 401)
      town.clock.advance(by: .days(101))
      #expect(try await town.call("GET", "/token", owner.readToken).status == 401)
    }
  }

  @Test(arguments: Engine.all) func useIsNotedAtMostOnceAMinute(engine: Engine) async throws {
    try await Town.with(engine) { town, census in
      let token = census.own[.partner]!.people[.owner]!.readToken
      func usedAt() async throws -> Instant? {
        _ = try await town.call("GET", "/token", token)
        return try await town.office.database.read { try $0.token(token.hash)?.usedAt }
      }
      let start = try await usedAt()
      town.clock.advance(by: .seconds(59))
      #expect(try await usedAt() == start)
      town.clock.advance(by: .seconds(1))
      #expect(try await usedAt() == start.map { $0 + .seconds(60) })
    }
  }

  @Test(arguments: Engine.all) func whoKnocksTooOftenIsToldToWait(engine: Engine) async throws {
    try await Town.with(engine, settings: { ($0.requestsPerMinute, $0.requestBurst) = (60, 3) }) { town, census in
      let token = census.own[.partner]!.people[.owner]!.readToken
      let left = try await [0, 1, 2].asyncMap { _ in
        try await town.call("GET", "/token", token).header("RateLimit-Remaining")
      }
      #expect(left == ["2", "1", "0"])
      let over = try await town.call("GET", "/token", token)
      #expect(over.status == 429 && over.header("Retry-After") == "1" && over.header("RateLimit-Limit") == "3")
      #expect(try await town.call("GET", "/token", census.own[.client]!.people[.owner]!.readToken).status == 200)
      town.clock.advance(by: .seconds(1))
      #expect(try await town.call("GET", "/token", token).status == 200)
    }
  }

  // MARK: The document

  @Test func theDocumentIsTheRouter() async throws {
    try await Town.with { town, _ in
      let heard = try await town.ask("GET", "/api/openapi.json")
      #expect(heard.status == 200)
      let document = heard.json
      #expect(document["openapi"] as? String == "3.1.0")
      let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
      let written = Set(paths.flatMap { path, item in item.keys.map { "\($0.uppercased()) \(path)" } })
      #expect(written == Set(town.cabinet.interface.acts.map { "\($0.method.rawValue) \($0.path)" }))
      let names = paths.values.flatMap { $0.values.compactMap { $0["operationId"] as? String } }
      #expect(Set(names).count == names.count && names.count == town.cabinet.interface.acts.count)
      // Whatever is referred to is there.
      let components = try #require(document["components"] as? [String: [String: Any]])
      let references = heard.text.matches(of: /"\$ref":"#\/components\/([a-z]+)\/([A-Za-z0-9]+)"/)
      #expect(references.count > 100)
      for reference in references { #expect(components[String(reference.1)]?[String(reference.2)] != nil) }
      // Every act is at its path: nobody is a stranger there, and nowhere else.
      for act in town.cabinet.interface.acts {
        #expect(try await town.call(act.method.rawValue, act.path.replacing("{id}", with: "1"), nil).status == 401)
      }
      for method in Act.Method.allCases {
        for path in paths.keys where !written.contains("\(method.rawValue) \(path)") {
          #expect(try await town.call(method.rawValue, path, nil).status == 405)
        }
      }
    }
  }

  @Test(arguments: Language.allCases)
  func thePageShowsEveryAct(_ language: Language) async throws {
    try await Town.with { town, _ in
      let page = try await town.ask("GET", "/api", ["Accept-Language": language.rawValue])
      #expect(page.status == 200)
      for act in town.cabinet.interface.acts { #expect(page.text.contains("id=\"\(act.name)\"")) }
      for kind in Problem.Kind.allCases { #expect(page.text.contains("id=\"\(kind.rawValue)\"")) }
    }
  }
}

extension Town {
  func invitations(_ census: Census) async throws -> Int {
    try await office.database.read { try $0.value("SELECT count(*) FROM invitation") }
  }

  func call(_ method: String, _ path: String, _ token: Token?, _ headers: [String: String]) async throws -> Heard {
    try await call(method, path, token, json: nil, headers)
  }
}

extension Array where Element: Sendable {
  func asyncMap<Other>(_ transform: (Element) async throws -> Other) async rethrows -> [Other] {
    var others: [Other] = []
    for element in self { others.append(try await transform(element)) }
    return others
  }
}
