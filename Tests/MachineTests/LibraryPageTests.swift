import Foundation
import Machine
import Testing

@Test("docs/engine lists what the library has", arguments: [(true, "library.md"), (false, "library.en.md")])
func libraryPage(inRussian isRussian: Bool, name: String) throws {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  let page = root.appending(path: "docs/engine/\(name)")
  let text = LibraryPage.text(inRussian: isRussian)
  if ProcessInfo.processInfo.environment["BALGYN_WRITE"] != nil {
    try text.write(to: page, atomically: true, encoding: .utf8)
  }
  #expect(try String(contentsOf: page, encoding: .utf8) == text)
}
