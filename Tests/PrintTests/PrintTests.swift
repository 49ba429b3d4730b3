import Foundation
import Testing

@testable import Print

struct PrintTests {
  @Test("A form becomes a PDF, Kazakh letters too")
  func prints() async throws {
    let html = """
      <!DOCTYPE html><html lang="kk"><head><meta charset="utf-8"><style>@page { size: A4 }</style></head>
      <body><p>Әріптер: ә ғ қ ң ө ұ ү һ і — 10 000,00 ₸</p></body></html>
      """
    let pdf = try await WeasyPrint().pdf(of: Array(html.utf8))
    #expect(pdf.starts(with: Array("%PDF-".utf8)))
    #expect(pdf.count > 1_000)
  }

  @Test("Where the program is missing, fails or takes too long, it is said so, and nothing is left behind")
  func faults() async throws {
    await #expect(throws: PrintFault.self) { try await WeasyPrint(program: "no-such-program").pdf(of: []) }
    await #expect(throws: PrintFault.self) { try await WeasyPrint(program: "/bin/false").pdf(of: []) }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("balgyn-slow-\(UUID().uuidString)")
    try Data("#!/bin/sh\nexec sleep 30\n".utf8).write(to: folder)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path)
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      _ = try await WeasyPrint(program: folder.path, seconds: 1).pdf(of: [])
      Issue.record("it printed")
    } catch PrintFault.tooLong(let seconds) {
      #expect(seconds == 1)
    }
  }
}
