import Foundation
import HTTPTypes
import Handbook
import Testing

@testable import Web

/// Every page that an owner can open in the town of the tests, as it was approved: whoever changes a page sees what
/// changed in it. `BALGYN_WRITE=1 swift test --filter SnapshotTests` writes them anew, to be read before committing.
struct SnapshotTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Snapshots")

  @Test("Pages are as approved", arguments: [Subscriber.Kind.vendor, .distributor, .partner, .client])
  func pages(kind: Subscriber.Kind) async throws {
    let writes = ProcessInfo.processInfo.environment["BALGYN_WRITE"] != nil
    let folder = Self.folder.appendingPathComponent(kind.rawValue)
    var seen: Set<String> = []
    try await Town.with { town, census in
      let person = census.own[kind]!.people[.owner]!
      for door in town.cabinet.doors where door.method == .get && door.path != "/api" && !door.path.contains("handbook")
      {
        guard !door.path.contains("{session}"), !door.path.contains("{token}"),
          !door.path.contains("{code}") || door.path.hasPrefix("/tariffs") || door.path.hasPrefix("/prices"),
          let path = AccessTests.path(door.path, .own, person, census)
        else { continue }
        let heard = try await town.visit("GET", path, as: person)
        guard heard.status == 200, heard.header("Content-Type")?.hasPrefix("text/html") == true else { continue }
        let name = (path == "/" ? "home" : String(path.dropFirst())).replacing("/", with: "-") + ".html"
        seen.insert(name)
        let page = Self.essence(of: heard.text)
        let file = folder.appendingPathComponent(name)
        if writes {
          try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
          try page.write(to: file, atomically: true, encoding: .utf8)
        } else {
          let approved = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
          #expect(page == approved, "\(kind.rawValue)\(path) is not as approved; write it anew and read the difference")
        }
      }
    }
    let kept = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    if writes {
      for name in kept where !seen.contains(name) {
        try FileManager.default.removeItem(at: folder.appendingPathComponent(name))
      }
    } else {
      #expect(Set(kept) == seen, "a page without a snapshot, or a snapshot without a page")
    }
    #expect(seen.count > 5)
  }

  /// What stands between `<main>` and `</main>`, a tag a line, without what chance or the machine gave.
  static func essence(of page: String) -> String {
    guard let from = page.range(of: "<main"), let to = page.range(of: "</main>") else { return page }
    return String(page[from.lowerBound..<to.lowerBound])
      .replacing(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/.ignoresCase(), with: "…")
      .replacing(/<output>[A-Za-z0-9_-]{16}<\/output>/, with: "<output>…</output>")
      .replacing(/\/static\/[0-9a-f]+\//, with: "/static/…/")
      .replacing(/name="seal" value="[^"]*"/, with: "name=\"seal\"")
      .replacing("><", with: ">\n<")
      .split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
      .joined(separator: "\n") + "\n"
  }
}
