import Guide
import Handbook
import Pages
import Testing

@testable import Web

struct HandbookDoorTests {
  @Test(
    "Every page of the cabinet has its chapter, and every chapter opens for everybody in every language (B-18, A-26)")
  func chapters() async throws {
    try await Town.with { town, census in
      for (page, chapter) in chaptersOfPages {
        #expect(Guide.shipped.chapter(chapter) != nil, "\(page) → \(chapter)")
        #expect(helpLink(on: page + "/17", .client) == "/handbook/\(chapter)")
      }
      let person = census.own[.client]!.people[.user]!
      for chapter in Guide.shipped.chapters {
        for who in [person, nil] {
          let page = try await town.visit("GET", "/handbook/\(chapter.name)", as: who)
          #expect(page.status == 200 && page.text.contains("<h1 id=\"part-0\">"), "\(chapter.name)")
          #expect(page.text.contains("aria-current=\"page\">\(chapter.title.replacing("&", with: "&amp;"))"))
        }
      }
      for path in ["/handbook/18-none", "/handbook/README", "/handbook/..%2F03-card"] {
        #expect(try await town.visit("GET", path, as: person).status == 404, "\(path)")
      }
      let kazakh = try await town.ask("GET", "/handbook/03-card", ["Cookie": "lang=kk"])
      #expect(
        kazakh.text.contains("<html lang=\"kk\"") && kazakh.text.contains("<article class=\"prose\" lang=\"ru\">"))
      #expect(kazakh.text.contains("әзірге тек орыс тілінде"))
      // Every page links to its chapter.
      let home = try await town.visit("GET", "/card", as: census.own[.partner]!.people[.owner]!)
      #expect(home.text.contains("href=\"/handbook/03-card\" data-hotkey=\"help\""))
    }
  }

  @Test("The search marks what it found, leads to the place, and writes what was typed as text (A-26)")
  func search() async throws {
    try await Town.with { town, _ in
      let found = try await town.visit("GET", "/handbook?q=\(percent("последнего владельца"))", as: nil)
      #expect(found.text.contains("<mark>") && found.text.contains("href=\"/handbook/07-users#part-"))
      let none = try await town.visit("GET", "/handbook?q=\(percent("<script>фывапролдж"))", as: nil)
      #expect(none.text.contains("Ничего не нашлось") && !none.text.contains("<script>ф"))
    }
  }
}
