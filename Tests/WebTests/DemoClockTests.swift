import Handbook
import Testing

@testable import Office
@testable import Store
@testable import Web

struct DemoClockTests {
  @Test("Everybody signed in sees the demo's date and moves it on; back it does not go (PRO-23)")
  func moves() async throws {
    try await Town.with(isDemo: true) { town, census in
      try await town.office.database.write { try $0.set(Demo.mark, to: "1") }
      for (kind, day) in zip(Subscriber.Kind.allCases, 11...) {
        let person = census.own[kind]!.people[.user]!
        let page = try await town.visit("GET", "/profile", as: person)
        #expect(page.text.contains("<b>\(day - 1).03.2026</b>") && page.text.contains("name=\"step\""))
        let moved = try await town.visit("POST", "/clock", as: person, ["step": "day", "back": "/profile"])
        #expect(moved.status == 303 && moved.header("Location") == "/profile?told=clockMoved")
      }
      let person = census.own[.client]!.people[.owner]!
      let back = try await town.visit("POST", "/clock", as: person, ["to": "13.03.2026", "back": "/"])
      #expect(back.status == 422 && back.text.contains("PRO-23"))
      let away = try await town.visit("POST", "/clock", as: person, ["step": "week", "back": "//evil.example"])
      #expect(away.header("Location") == "/?told=clockMoved")
      #expect(town.office.world.today == Day(2026, 3, 21)!)
      let again = try await town.visit("GET", "/profile?lang=", as: person)
      #expect(again.status == 200 && again.text.contains("на 11 дн."))
    }
  }

  @Test("A stranger sees the demo's date and cannot move it (PRO-23)")
  func stranger() async throws {
    try await Town.with(isDemo: true) { town, _ in
      try await town.office.database.write { try $0.set(Demo.mark, to: "1") }
      let page = try await town.visit("GET", "/sign-in", as: nil)
      #expect(page.text.contains("<b>10.03.2026</b>") && !page.text.contains("name=\"step\""))
      let refused = try await town.visit("POST", "/clock", as: nil, ["step": "day"])
      #expect(refused.header("Location")?.hasPrefix("/sign-in") == true)
      #expect(town.office.world.today == Day(2026, 3, 10)!)
    }
  }

  @Test("In a real installation there is no such strip and no such door (PRO-23)", arguments: [false, true])
  func real(hasClock: Bool) async throws {
    try await Town.with(isDemo: hasClock) { town, census in
      let owner = census.own[.vendor]!.people[.owner]!
      let page = try await town.visit("GET", "/profile", as: owner)
      #expect(page.text.contains("/clock") == hasClock)
      let refused = try await town.visit("POST", "/clock", as: owner, ["step": "day"])
      #expect(refused.status == 404)
      #expect(town.office.world.today == Day(2026, 3, 10)!)
    }
  }
}
