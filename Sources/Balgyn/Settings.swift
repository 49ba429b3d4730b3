import Configuration
import Foundation
import Handbook
import Logging
import Office

/// How this installation runs: read from flags, then the environment, then a file; the first that says something wins.
struct Settings: Sendable {
  /// The folder in which everything is kept.
  let data: String
  let host: String
  let port: Int
  /// The address under which people reach the service, without a slash at the end.
  let address: String
  /// Whether a proxy of ours stands before the service and says in `X-Forwarded-For` who comes.
  let isBehindProxy: Bool
  let zone: Zone
  /// The connection string of PostgreSQL; `nil` where the store is a SQLite file in the folder of the data.
  let postgres: String?
  let postgresConnections: Int
  /// `nil` where letters are only kept.
  let mail: MailServer?
  /// The files of the certificate chain and of its key; `nil` where the service speaks plain HTTP.
  let tls: (certificate: String, key: String)?
  /// Requests that a token of the API may send in a minute, and how many of them at once.
  let requestsPerMinute: Int
  let requestBurst: Int
  let logLevel: Logger.Level

  struct MailServer: Sendable {
    let host: String
    let port: Int
    let security: Security
    let user: String?
    let password: String?
    let sender: EmailAddress

    enum Security: String, CaseIterable, Sendable { case none, starttls, tls }
  }

  var isSecure: Bool { address.hasPrefix("https://") }

  /// Every setting, for `--help` and for telling a misspelt one.
  static let known: [(key: String, meaning: String)] = [
    ("data", "the folder in which everything is kept; default: data"),
    ("listen", "HOST:PORT on which to serve; default: 127.0.0.1:8080"),
    ("address", "the address people use, such as https://books.example.kz; default: http:// and what listen says"),
    (
      "proxy", "yes where a proxy of yours stands before the service and says in X-Forwarded-For who comes; default: no"
    ),
    ("zone", "the service's time zone; default: Asia/Almaty"),
    ("postgres", "PostgreSQL's connection string; without it the store is a SQLite file (secret, no flag)"),
    ("postgres.connections", "connections to PostgreSQL; default: 8"),
    ("smtp.host", "the mail server; without it letters are only kept"),
    ("smtp.port", "its port; default: 587"),
    ("smtp.security", "none, starttls or tls; default: starttls"),
    ("smtp.user", "its login"),
    ("smtp.password", "its password (secret, no flag)"),
    ("smtp.from", "the sender's address of every letter"),
    ("tls.certificate", "the file of the certificate chain (PEM); with it the service speaks HTTPS itself"),
    ("tls.key", "the file of the certificate's key (PEM)"),
    ("api.perminute", "requests that a token of the API may send in a minute; default: 600"),
    ("api.burst", "how many of them at once; default: 100"),
    ("log", "trace, debug, info, notice, warning, error or critical; default: info"),
  ]
  /// Variables that are no settings: where the file of settings is, and those of the project's own tools, beside which
  /// the program runs too.
  static let otherVariables: Set<String> = [
    "BALGYN_CONFIG", "BALGYN_STRICT", "BALGYN_WRITE", "BALGYN_TEST_POSTGRES", "BALGYN_PROGRAM", "BALGYN_CHROMIUM",
    "BALGYN_SCREENSHOTS", "BALGYN_CRASHES", "BALGYN_FUZZ_EXAMPLES", "BALGYN_SEED",
  ]
  static let secrets: Set<String> = ["postgres", "smtp.password"]

  /// `BALGYN_SMTP_HOST`.
  static func variable(_ key: String) -> String {
    "BALGYN_" + key.uppercased().map { $0 == "." ? "_" : String($0) }.joined()
  }

  /// Everything that is wrong with the settings, one line each.
  struct Faults: Error, CustomStringConvertible {
    let lines: [String]

    var description: String {
      let count = lines.count == 1 ? "One setting is" : "\(lines.count) settings are"
      return "\(count) wrong or missing:\n" + lines.map { "  " + $0 }.joined(separator: "\n")
    }
  }

  /// - Parameters:
  ///   - flags: What the command line says, by key.
  ///   - file: The file that the command line names; `nil` to look for `balgyn.json` in the folder of the data.
  /// - Throws: `Faults`: all of them, each with where it comes from. No secret is in them.
  init(flags: [String: String], file: String?, environment: [String: String] = ProcessInfo.processInfo.environment)
    throws(Faults)
  {
    var reading = SettingsReading(flags: flags, environment: environment)
    let folder = reading.text("data") ?? "data"
    reading.add(file: file ?? environment["BALGYN_CONFIG"], or: "\(folder)/balgyn.json")

    reading.refuseMisspelt(environment)
    data = reading.text("data") ?? folder
    let listen = reading.value("listen", want: "HOST:PORT, such as 127.0.0.1:8080") { text -> (String, Int)? in
      guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
        (0...65535).contains(port), colon != text.startIndex
      else { return nil }
      return (String(text[..<colon]), port)
    }
    (host, port) = listen ?? ("127.0.0.1", 8080)
    let address = reading.value("address", want: "http:// or https:// and a host") { text -> String? in
      guard text.hasPrefix("http://") || text.hasPrefix("https://"), URL(string: text)?.host != nil else { return nil }
      return text.hasSuffix("/") ? String(text.dropLast()) : text
    }
    isBehindProxy = reading.value("proxy", want: "yes or no") { ["yes": true, "no": false][$0] } ?? false
    zone =
      reading.value("zone", want: "a zone of the tz database, such as Asia/Almaty") { Zone($0) }
      ?? Zone("Asia/Almaty") ?? Zone("UTC")!
    postgres = reading.text("postgres")
    postgresConnections = reading.number("postgres.connections", in: 1...500) ?? 8

    let certificate = reading.file("tls.certificate")
    let key = reading.file("tls.key")
    if (certificate == nil) != (key == nil), !reading.isWrong("tls.certificate"), !reading.isWrong("tls.key") {
      reading.refuse(certificate == nil ? "tls.certificate" : "tls.key", "is missing: the other of the two is set")
    }
    tls = certificate.flatMap { certificate in key.map { (certificate, $0) } }
    self.address = address ?? "\(tls == nil ? "http" : "https")://\(host):\(port)"

    mail = Self.mail(&reading)
    requestsPerMinute = reading.number("api.perminute", in: 1...10_000_000) ?? 600
    requestBurst = reading.number("api.burst", in: 1...10_000_000) ?? 100
    logLevel =
      reading.value("log", want: Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")) {
        Logger.Level(rawValue: $0)
      } ?? .info
    if !reading.faults.isEmpty { throw Faults(lines: reading.faults) }
  }

  private static func mail(_ reading: inout SettingsReading) -> MailServer? {
    let host = reading.text("smtp.host")
    let port = reading.number("smtp.port", in: 1...65535) ?? 587
    let security = reading.value("smtp.security", want: "none, starttls or tls") { MailServer.Security(rawValue: $0) }
    let user = reading.text("smtp.user")
    let password = reading.text("smtp.password")
    let sender = reading.value("smtp.from", want: "an e-mail address") { EmailAddress($0) }
    guard let host else {
      let others = ["smtp.port", "smtp.security", "smtp.user", "smtp.password", "smtp.from"]
      for key in others where reading.text(key) != nil { reading.refuse(key, "is set, and smtp.host is not") }
      return nil
    }
    if sender == nil, !reading.isWrong("smtp.from") { reading.refuse("smtp.from", "is missing: letters need a sender") }
    if (user == nil) != (password == nil) {
      reading.refuse(user == nil ? "smtp.user" : "smtp.password", "is missing: the other of the two is set")
    }
    return sender.map {
      MailServer(host: host, port: port, security: security ?? .starttls, user: user, password: password, sender: $0)
    }
  }
}

/// Reads settings from their sources, and collects what is wrong.
private struct SettingsReading {
  private var sources: [(name: (String) -> String, reader: ConfigReader)]
  private(set) var faults: [String] = []
  private var wrong: Set<String> = []

  init(flags: [String: String], environment: [String: String]) {
    sources = [
      ({ "flag --\($0)" }, ConfigReader(provider: InMemoryProvider(values: Self.values(flags)))),
      (
        { "environment \(Settings.variable($0))" },
        ConfigReader(provider: EnvironmentVariablesProvider(environmentVariables: environment)).scoped(to: "balgyn")
      ),
    ]
  }

  /// - Parameters:
  ///   - named: A file that must be there.
  ///   - usual: One that may be.
  mutating func add(file named: String?, or usual: String) {
    let path = named ?? usual
    guard let bytes = FileManager.default.contents(atPath: path) else {
      if named != nil { faults.append("file \(path): it is not there, or may not be read") }
      return
    }
    guard let object = try? JSONSerialization.jsonObject(with: bytes) as? [String: Any] else {
      return faults.append("file \(path): it is not a JSON object")
    }
    var values: [String: String] = [:]
    flatten(object, "", path, into: &values)
    sources.append(({ "file \(path), \($0)" }, ConfigReader(provider: InMemoryProvider(values: Self.values(values)))))
  }

  /// Variables that look like settings and are none. What they hold is not told: it may be a misspelt secret's.
  mutating func refuseMisspelt(_ environment: [String: String]) {
    let known = Settings.known.map { Settings.variable($0.key) }
    for name in environment.keys.sorted() where name.hasPrefix("BALGYN_") {
      if known.contains(name) || Settings.otherVariables.contains(name) { continue }
      let meant = known.map { ($0, Self.distance(name, $0)) }.min { $0.1 < $1.1 }.flatMap { $0.1 <= 3 ? $0.0 : nil }
      faults.append("environment \(name): there is no such setting\(meant.map { "; is \($0) meant?" } ?? "")")
    }
  }

  /// How many letters must be put in, taken out or changed to make one word of the other.
  private static func distance(_ one: String, _ other: String) -> Int {
    let other = Array(other.utf8)
    var line = Array(0...other.count)
    for (row, letter) in one.utf8.enumerated() {
      var diagonal = line[0]
      line[0] = row + 1
      for column in other.indices {
        let change = diagonal + (letter == other[column] ? 0 : 1)
        diagonal = line[column + 1]
        line[column + 1] = min(change, line[column] + 1, line[column + 1] + 1)
      }
    }
    return line[other.count]
  }

  private mutating func flatten(
    _ object: [String: Any], _ prefix: String, _ path: String, into values: inout [String: String]
  ) {
    for (name, value) in object.sorted(by: { $0.key < $1.key }) {
      let key = prefix + name
      switch value {
      case let inner as [String: Any]: flatten(inner, key + ".", path, into: &values)
      case _ where !Settings.known.contains { $0.key == key }:
        faults.append("\(key) (file \(path)): there is no such setting")
      case let text as String: values[key] = text
      case let number as Int: values[key] = String(number)
      default: faults.append("\(key) (file \(path)): want a text or a whole number")
      }
    }
  }

  private static func values(_ texts: [String: String]) -> [AbsoluteConfigKey: ConfigValue] {
    Dictionary(
      uniqueKeysWithValues: texts.map { key, text in
        (
          AbsoluteConfigKey(key.split(separator: ".").map(String.init)),
          ConfigValue(.string(text), isSecret: Settings.secrets.contains(key))
        )
      })
  }

  private func found(_ key: String) -> (text: String, source: String)? {
    let path = ConfigKey(key.split(separator: ".").map(String.init))
    for (name, reader) in sources {
      if let text = reader.string(forKey: path, isSecret: Settings.secrets.contains(key)), !text.isEmpty {
        return (text, name(key))
      }
    }
    return nil
  }

  func text(_ key: String) -> String? { found(key)?.text }
  func isWrong(_ key: String) -> Bool { wrong.contains(key) }

  mutating func refuse(_ key: String, _ message: String) {
    wrong.insert(key)
    faults.append("\(key)\(found(key).map { " (\($0.source))" } ?? "") \(message)")
  }

  mutating func value<Value>(_ key: String, want: String, _ read: (String) -> Value?) -> Value? {
    guard let (text, source) = found(key) else { return nil }
    if let value = read(text) { return value }
    wrong.insert(key)
    let shown = Settings.secrets.contains(key) ? "" : " is “\(text)”:"
    faults.append("\(key) (\(source))\(shown) want \(want)")
    return nil
  }

  mutating func number(_ key: String, in range: ClosedRange<Int>) -> Int? {
    value(key, want: "a whole number from \(range.lowerBound) to \(range.upperBound)") {
      Int($0).flatMap { range.contains($0) ? $0 : nil }
    }
  }

  mutating func file(_ key: String) -> String? {
    value(key, want: "a file that can be read") { FileManager.default.isReadableFile(atPath: $0) ? $0 : nil }
  }
}
