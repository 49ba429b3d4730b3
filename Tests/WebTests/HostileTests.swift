import Foundation
import HTTPTypes
import Handbook
import Office
import TestSupport
import Testing

@testable import API
@testable import Web

/// What nobody types on purpose: in every form and in every act of the API. Never a mistake of ours; the page shows
/// what was typed as text.
struct HostileTests {
  static let script = "<script>alert('x')</script>\"><img src=x onerror=1>"
  static let huge = String(repeating: "x", count: 100_000)
  static let hugeFields: Set = [
    "name", "email", "comment", "login", "password", "reason", "message", "cause", "tariff",
  ]
  static let inputs: [String] = [
    "", " ", huge, "-1", "9223372036854775808", "2026-02-30", "990140000048",
    "' OR 1=1; DROP TABLE subscriber; --", script, "\u{202E}txet", "na\u{200B}me", "a\0b", "\r\nX-Header: 1", "%00",
    "😀",
  ]

  /// Forms that need nothing but a press of the button, and answer at once.
  static let needNothing: Set = ["/profile/second-factor", "/infobases/{id}/unload", "/bank-payments/taking"]

  static let fields = [
    "name", "email", "owner_email", "code", "standing", "role", "level", "user", "application", "zone", "version",
    "subscriber", "tariff", "start", "months", "from", "reason", "hours", "days", "scope", "language", "theme",
    "message",
    "cause", "organisation", "bin", "city", "site", "phone", "comment", "its_number", "leaving_reason",
    "leaving_comment",
    "login", "password", "password_repeated", "current", "next", "token", "vendor", "quantity", "main", "contract_end",
    "backup_hour", "act", "second_password", "distributor", "upload_name", "active", "foreign", "close",
  ]

  @Test(arguments: Engine.all) func everyFormTakesAnything(engine: Engine) async throws {
    var (town, census) = try await Town.copy(engine)
    for door in town.cabinet.doors where door.method == .post {
      for input in Self.inputs {
        let fields = input == Self.huge ? Self.fields.filter(Self.hugeFields.contains) : Self.fields
        let form = Dictionary(uniqueKeysWithValues: fields.map { ($0, input) })
        for kind in [Subscriber.Kind.vendor, .partner, .client] {
          let person = census.own[kind]!.people[.owner]!
          guard let path = AccessTests.path(door.path, .own, person, census) else { continue }
          let heard = try await town.visit("POST", path, as: door.path == "/sign-in" ? nil : person, form)
          #expect(
            heard.status < 500 && (heard.status >= 300 || Self.needNothing.contains(door.path)),
            "\(door.path) with \(input.prefix(30).debugDescription): \(heard.status)")
          #expect(
            !heard.text.contains("<script>alert") && !heard.text.contains("<img src=x"), "\(door.path) shows it raw")
          if heard.status == 303 {
            #expect(
              heard.header("Location")?.hasPrefix("/") == true && heard.header("Location")?.hasPrefix("//") == false)
          }
        }
      }
      try await town.leave()
      town = try await Town.copy(engine).0
    }
    try await town.leave()
  }

  @Test(arguments: Engine.all) func brokenBytesAreNoMistakeOfOurs(engine: Engine) async throws {
    try await Town.with(engine) { town, census in
      let person = census.own[.partner]!.people[.owner]!
      let cookie = "balgyn=\(person.signIn.text)"
      for body in [
        "seal=\(person.signIn.formSeal)&name=%ff%fe", "seal=\(person.signIn.formSeal)&name=%", "%%%=%&&==&=", "\u{0}",
      ] {
        for path in ["/card", "/invitations", "/users", "/subscriptions", "/tokens"] {
          let heard = try await town.ask(
            "POST", path, ["Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"],
            body: Array(body.utf8))
          #expect((400..<500).contains(heard.status), "\(path) with \(body): \(heard.status)")
        }
      }
      for query in [
        "?q=%ff", "?q=%00", "?after=%ff~1", "?after=sa~1&order=end", "?after=i5~1",
        "?after=i9223372036854775807~9223372036854775807", "?order=%00", "?from=%ff", "?show=\u{1}",
      ] {
        for path in ["/subscribers", "/invitations", "/subscriptions"] {
          let heard = try await town.ask("GET", path + query, ["Cookie": cookie])
          #expect(heard.status < 500, "\(path)\(query): \(heard.status)")
        }
      }
      let raw = try await town.ask(
        "POST", "/card", ["Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"],
        body: Array("seal=\(person.signIn.formSeal)&name=".utf8) + [0xFF, 0xFE])
      #expect(raw.status == 422)
      for body in [
        "", "--x", "--x\r\n\r\n", "--x\r\nContent-Disposition: form-data; name=\"seal\"\r\n\r\n",
        String(repeating: "a", count: 40_000),
      ] {
        let heard = try await town.ask(
          "POST", "/infobases/upload", ["Cookie": cookie, "Content-Type": "multipart/form-data; boundary=x"],
          body: Array(body.utf8))
        #expect((400..<500).contains(heard.status), "multipart \(body.prefix(20)): \(heard.status)")
      }
    }
  }

  @Test(arguments: Engine.all) func whatWasTypedStaysInTheForm(engine: Engine) async throws {
    try await Town.with(engine) { town, census in
      let person = census.own[.partner]!.people[.owner]!
      let shown = "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"
      for (path, form) in [
        ("/card", ["name": Self.script, "bin": "123"]), ("/invitations", ["email": Self.script]),
        ("/users", ["email": Self.script, "role": "user"]),
        ("/tokens", ["name": Self.script, "days": "x", "scope": "read"]),
        ("/subscribers/\(census.own[.client]!.id)", ["name": Self.script, "bin": "123"]),
        ("/subscriptions", ["comment": Self.script, "subscriber": "x"]),
      ] {
        let heard = try await town.visit("POST", path, as: person, form)
        #expect(heard.status == 422, "\(path): \(heard.status)")
        #expect(heard.text.contains(shown), "\(path) forgot what was typed")
      }
    }
  }

  @Test(arguments: Engine.all) func everyActTakesAnything(engine: Engine) async throws {
    try await Town.with(engine) { town, census in
      for act in town.cabinet.interface.acts {
        let kind: Subscriber.Kind = act.access.kinds.contains(.partner) ? .partner : .vendor
        let person = census.own[kind]!.people[.owner]!
        guard let path = AccessTests.path(act.path, .own, person, census) else { continue }
        func hear(_ body: [UInt8], _ path: String, _ type: String = "application/json") async throws {
          let heard = try await town.ask(
            act.method.rawValue, "/api/v1" + path,
            ["Authorization": "Bearer \(person.writeToken.text)", "Content-Type": type, "If-Match": "\"999\""],
            body: body)
          #expect(
            heard.status < 500, "\(act.name) with \(String(decoding: body.prefix(60), as: UTF8.self)): \(heard.status)")
          if heard.status >= 400 { #expect(heard.header("Content-Type") == "application/problem+json", "\(act.name)") }
        }
        for input in Self.inputs + ["%ff"] {
          for parameter in act.query { try await hear([], "\(path)?\(parameter.name)=\(percent(input))") }
          if act.path.contains("{") {
            let odd = act.path.split(separator: "/").map {
              $0.hasPrefix("{") ? percent(String(input.prefix(300))) : String($0)
            }
            try await hear([], "/" + odd.joined(separator: "/"))
          }
        }
        guard case .fields(let inputs) = act.body else { continue }
        for input in Self.inputs {
          var json = JSON()
          json.object { for field in inputs { $0.add(field.name, input) } }
          try await hear(json.bytes, path)
          for field in inputs {
            var one = JSON()
            one.object { $0.add(field.name, input) }
            try await hear(one.bytes, path)
          }
        }
        for value in ["null", "1", "1e400", "-0", "99999999999999999999", "true", "[]", "{}", "[[1]]", "\"\\ud800\""] {
          let members = inputs.map { "\"\($0.name)\":\(value)" }.joined(separator: ",")
          try await hear(Array("{\(members)}".utf8), path)
        }
        try await hear([0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D], path)
        try await hear(Array(String(repeating: "{\"a\":", count: 20_000).utf8), path)
        try await hear(Array("{\"name\":1,\"name\":2,\"__proto__\":{}}".utf8), path)
      }
    }
  }
}

/// Requests that other pages send, and what every answer carries.
struct SealTests {
  @Test(arguments: Engine.all) func aFormIsOursOrRefused(engine: Engine) async throws {
    try await Town.with(engine) { town, census in
      let person = census.own[.partner]!.people[.owner]!
      let another = census.own[.partner]!.people[.operator]!
      for door in town.cabinet.doors where door.method == .post {
        guard let path = AccessTests.path(door.path, .own, person, census) else { continue }
        for seal in ["", "x", another.signIn.formSeal, person.signIn.text] {
          let heard = try await town.visit("POST", path, as: person, ["name": "x"], seal: seal)
          #expect(heard.status == 403, "\(door.path) with a wrong seal: \(heard.status)")
        }
        let cross = try await town.ask(
          "POST", path,
          [
            "Cookie": "balgyn=\(person.signIn.text)", "Sec-Fetch-Site": "cross-site",
            "Content-Type": "application/x-www-form-urlencoded",
          ], body: Array("seal=\(person.signIn.formSeal)".utf8))
        #expect(cross.status == 403, "\(door.path) from another site: \(cross.status)")
      }
    }
  }

  @Test(arguments: Engine.all) func everyAnswerIsGuarded(engine: Engine) async throws {
    try await Town.with(engine) { town, census in
      let person = census.own[.vendor]!.people[.owner]!
      var answers = [
        try await town.ask("GET", "/nothing"), try await town.ask("GET", "/api"),
        try await town.ask("GET", "/api/openapi.json"),
        try await town.ask("GET", "/api/v1/token"), try await town.ask("GET", "/api/v1/nothing"),
        try await town.ask("GET", "/health"), try await town.ask("GET", "/static/x/style.css"),
        try await town.ask("GET", "/static/x/nothing"),
        try await town.visit("POST", "/card", as: person, [:], seal: "x"),
        try await town.ask("GET", "/sign-in?lang=kk"), try await town.ask("POST", "/nothing"),
        try await town.ask("DELETE", "/card"),
        try await town.ask("POST", "/api/v1/sessions/end"), try await town.ask("TRACE", "/api/v1/token"),
      ]
      for door in town.cabinet.doors where door.method == .get && !door.path.contains("{") {
        answers.append(try await town.visit("GET", door.path, as: person))
      }
      for heard in answers {
        #expect(heard.header("X-Content-Type-Options") == "nosniff")
        let policy = try #require(heard.header("Content-Security-Policy"))
        #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
        #expect(heard.header("X-Frame-Options") == "DENY" && heard.header("Strict-Transport-Security") == nil)
        #expect(!heard.text.contains(/<script(?![^>]*src=)/) && !heard.text.contains(/\son[a-z]+=/))
      }
    }
  }

  @Test(arguments: [false, true], Engine.all)
  func cookiesAreKeptFromScriptsAndOtherSites(_ isSecure: Bool, engine: Engine) async throws {
    try await Town.with(engine, settings: { $0.isSecure = isSecure }) { town, census in
      let page = try await town.ask("GET", "/sign-in")
      let name = isSecure ? "__Host-balgyn_door" : "balgyn_door"
      let door = try #require(page.header("Set-Cookie"))
      #expect(door.hasPrefix(name + "="))
      let text = String(door.dropFirst(name.count + 1).prefix { $0 != ";" })
      let partner = census.own[.partner]!.id
      let heard = try await town.ask(
        "POST", "/sign-in", ["Cookie": "\(name)=\(text)", "Content-Type": "application/x-www-form-urlencoded"],
        body: Array(
          encoded([
            "seal": Token(shown: text).formSeal, "login": "owner.partner.\(partner)@test.kz", "password": Town.password,
          ]).utf8))
      #expect(heard.status == 303)
      let cookie = try #require(heard.header("Set-Cookie"))
      for flag in ["Path=/", "HttpOnly", "SameSite=Lax"] { #expect(cookie.contains(flag) && door.contains(flag)) }
      #expect(cookie.contains("Secure") == isSecure && cookie.hasPrefix("__Host-") == isSecure)
      #expect((heard.header("Strict-Transport-Security") != nil) == isSecure)
    }
  }
}
