import Foundation
import Markdown
import Markup
import Testing

@testable import Guide

@Suite struct GuideTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test("Every chapter of docs/handbook is in the binary, whole")
  func chapters() throws {
    let folder = Self.root.appending(path: "docs/handbook")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".md") }
    let guide = Guide.shipped
    #expect(Set(guide.chapters.map(\.name) + ["README"]) == Set(names.map { String($0.dropLast(3)) }))
    for chapter in guide.chapters + [guide.contents] {
      let text = try String(contentsOf: folder.appending(path: chapter.name + ".md"), encoding: .utf8)
      #expect(text.hasPrefix("# \(chapter.title)\n"), "\(chapter.name)")
      #expect(chapter.text.parts.filter { $0.level == 1 }.count == 1, "\(chapter.name) has one title")
    }
  }

  @Test("A link of the handbook leads to a chapter that is there")
  func links() throws {
    let names = Set(Guide.shipped.chapters.map(\.name))
    for chapter in Guide.shipped.chapters + [Guide.shipped.contents] {
      let html = String(decoding: chapter.text.html.bytes, as: UTF8.self)
      for link in html.matches(of: /href="([^"]*)"/).map({ String($0.1) }) {
        #expect(
          link == "/handbook" || link.hasPrefix("https://")
            || names.contains(String(link.dropFirst("/handbook/".count))),
          "\(chapter.name): \(link)")
      }
      #expect(!html.contains("<sub>") && !html.contains(".md\""))
    }
  }

  @Test(
    "A word is found in whatever form it stands, and the best part comes first",
    arguments: [
      ("пригласить клиента", "01-first-steps"), ("приглашения", "01-first-steps"), ("ПОСЛЕДНИЙ ВЛАДЕЛЕЦ", "07-users"),
      ("второй фактор", "08-sign-in"), ("все места заняты", "10-sessions"), ("токены", "14-api"),
      ("глоссарий", "17-glossary"), ("апгрейды", "06-extensions"), ("выгрузки", "11-copies"),
      ("восстановить копию", "11-copies"), ("оформить подпис", "04-subscription"),
    ])
  func found(query: String, chapter: String) {
    let hits = Guide.shipped.find(query)
    #expect(hits.first?.chapter == chapter, "\(hits.map { "\($0.chapter): \($0.title)" })")
  }

  @Test("Words of a snippet that were asked for are marked, and it is cut from the text")
  func snippet() throws {
    let guide = Guide(
      files: [
        "01-a.md": "# Подписка\n\n\(String(repeating: "слово ", count: 80))ёлка и Подписки <b> конец",
        "02-b.md": "# Прочее\n\nничего",
      ], root: "/x")
    let hit = try #require(guide.find("подписку елки").first)
    #expect(hit.snippet.filter(\.isFound).map(\.text) == ["ёлка", "Подписки"])
    #expect(hit.snippet.first?.text == "… ")
    #expect(hit.snippet.map(\.text).joined().hasSuffix("ёлка и Подписки конец"))
    #expect(hit.snippet.map(\.text).joined().count < 300)
  }

  @Test("Every word is wanted; where no part has them all, any will do")
  func anyWord() {
    #expect(Guide.shipped.find("подписка фывапролдж").isEmpty == false)
    #expect(Guide.shipped.find("фывапролдж").isEmpty)
    #expect(Guide.shipped.find("").isEmpty)
    #expect(Guide.shipped.find("  «» — !").isEmpty)
    let both = Guide.shipped.find("второй фактор")
    #expect(both.allSatisfy { hit in hit.chapter.isEmpty == false })
  }
}
