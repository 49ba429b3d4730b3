import Foundation
import Handbook
import Mail

/// A mail server of the test's own: aiosmtpd, on a free port of this machine. See `server.py`.
final class MailServer: @unchecked Sendable {
  let port: Int
  let security: SMTPSettings.Security
  private let process: Process
  private let input = Pipe()
  private let folder: URL

  struct Letter: Decodable {
    let mailFrom: String
    let recipients: [String]
    let hello: String
    let user: String
    let isEncrypted: Bool
    let headers: [[String]]
    let kind: String
    let kinds: [String]
    let bodies: [String]
    let defects: [String]
    let longestLine: Int
    let isASCII: Bool

    func all(_ name: String) -> [String] { headers.filter { $0[0] == name }.map { $0[1] } }
    subscript(name: String) -> String? { all(name).first }
  }

  struct Failed: Error {}

  /// - Parameter account: Whom the server lets in; anybody without one.
  init(_ security: SMTPSettings.Security = .none, account: (user: String, password: String)? = nil) throws {
    self.security = security
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("balgyn-mail-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    guard let script = Bundle.module.path(forResource: "server", ofType: "py") else { throw Failed() }
    var words = [script, folder.path, security.rawValue]
    if security != .none {
      try MailServer.makeCertificate(in: folder)
      words += [folder.path + "/certificate.pem", folder.path + "/key.pem"]
      if let account { words += [account.user, account.password] }
    }
    process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    process.arguments = words
    let output = Pipe()
    process.standardOutput = output
    process.standardInput = input
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    guard let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) else { throw Failed() }
    self.port = port
  }

  deinit {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }

  var authorities: String { folder.path + "/certificate.pem" }

  func settings(
    user: String? = nil, password: String? = nil, name: String = "Балғын, сервисі", isTrusted: Bool = true
  ) -> SMTPSettings {
    SMTPSettings(
      host: "127.0.0.1", port: port, security: security, user: user, password: password,
      fromAddress: EmailAddress("service@balgyn.kz")!, fromName: name,
      authorities: security != .none && isTrusted ? authorities : nil)
  }

  /// What has arrived, in order.
  func letters() throws -> [Letter] {
    var letters: [Letter] = []
    while let data = FileManager.default.contents(atPath: folder.path + "/\(letters.count + 1).json") {
      letters.append(try JSONDecoder().decode(Letter.self, from: data))
    }
    return letters
  }

  private static func makeCertificate(in folder: URL) throws {
    let openssl = Process()
    openssl.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
    openssl.arguments = [
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
      "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder.path + "/key.pem", "-out",
      folder.path + "/certificate.pem",
    ]
    openssl.standardError = FileHandle.nullDevice
    try openssl.run()
    openssl.waitUntilExit()
    guard openssl.terminationStatus == 0 else { throw Failed() }
  }
}
