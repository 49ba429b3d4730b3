import CLibZip
import Foundation
import GRDB
import Handbook

@testable import Infobases

/// A folder of infobases for one test; it goes with the test.
final class Playground: Sendable {
  let root: String
  let infobases: FileInfobases

  init(
    settings: FileInfobases.Settings = .init(), furnish: @escaping FileInfobases.Furnish = Playground.ledger
  ) throws {
    root = NSTemporaryDirectory() + "/infobases-" + UUID().uuidString
    infobases = try FileInfobases(root + "/kept", settings: settings, furnish: furnish)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func path(_ name: String) -> String { "\(root)/\(name)" }

  /// What is on the disk under the root of the infobases: files only, without logs and what SQLite keeps beside a file.
  var files: [String] {
    (FileManager.default.enumerator(atPath: root + "/kept")?.compactMap { $0 as? String } ?? [])
      .filter { Disk.isFile("\(root)/kept/\($0)") && !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") }
      .sorted()
  }

  static let ledger: FileInfobases.Furnish = { db, _ in
    try db.execute(
      sql: """
        CREATE TABLE account (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE);
        CREATE TABLE entry (id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL REFERENCES account,
          sum INTEGER NOT NULL);
        INSERT INTO account VALUES (1, '1010'), (2, '1030');
        """)
  }

  /// An infobase with entries in it, unloaded to a file.
  func unloaded(_ id: Infobase.ID = 7, entries: Int = 200) async throws -> String {
    _ = try await infobases.provision(id, with: .accounting, at: .noon)
    try await infobases.write(id) { db in
      for number in 0..<entries {
        try db.execute(
          sql: "INSERT INTO entry (account_id, sum) VALUES (?, ?)", arguments: [number % 2 + 1, number * 37])
      }
    }
    let path = path("unload-\(id).zip")
    try await save(try await infobases.unload(id, named: "Книги ТОО «Ромашка»", at: .noon), to: path)
    return path
  }

  func save(_ bytes: FileBytes, to path: String) async throws {
    var data = Data()
    for try await part in bytes { data.append(contentsOf: part) }
    try data.write(to: URL(fileURLWithPath: path))
  }

  func entries(of id: Infobase.ID) async throws -> [Int] {
    try await infobases.read(id) { db in try Int.fetchAll(db, sql: "SELECT sum FROM entry ORDER BY id") }
  }

  /// Why the file is refused; `nil` if it is loaded.
  func refusal(of path: String, as id: Infobase.ID = 99) async throws -> LoadRefusal? {
    do {
      _ = try await infobases.load(path, as: id, knowing: .here, at: .noon)
      return nil
    } catch let refusal as LoadRefusal {
      return refusal
    }
  }
}

extension Instant {
  static let noon = Instant(milliseconds: 1_798_632_000_000)
}

extension ID: ExpressibleByIntegerLiteral {
  public init(integerLiteral number: Int64) { self.init(number) }
}

extension ApplicationEdition {
  static let accounting = Self(code: "accounting", title: "Бухгалтерия", version: "3.0.141.17")
  static let trade = Self(code: "trade", title: "Торговля", version: "2.1")
}

extension ApplicationVersion: ExpressibleByStringLiteral {
  public init(stringLiteral text: String) { self.init(text)! }
}

extension KnownApplications {
  static let here = Self(["accounting": "3.0.141.17", "trade": "2.1"])
}

/// A file of an archive that a test makes, with what an honest archive would not have.
struct Entry {
  var name: String
  var bytes: [UInt8]
  var mode: UInt32 = UInt32(S_IFREG) | 0o600
  var password: String?
}

/// Writes an archive of anything.
func zip(_ entries: [Entry], to path: String) {
  var code: Int32 = 0
  try? FileManager.default.removeItem(atPath: path)
  let archive = zip_open(path, ZIP_CREATE, &code)!
  for entry in entries {
    let memory = malloc(max(entry.bytes.count, 1))!
    memory.copyMemory(from: entry.bytes, byteCount: entry.bytes.count)
    let source = zip_source_buffer(archive, memory, UInt64(entry.bytes.count), 1)!
    let index = UInt64(zip_file_add(archive, entry.name, source, zip_flags_t(ZIP_FL_ENC_UTF_8)))
    zip_file_set_external_attributes(archive, index, 0, UInt8(ZIP_OPSYS_UNIX), entry.mode << 16)
    if let password = entry.password {
      zip_file_set_encryption(archive, index, UInt16(ZIP_EM_AES_256), password)
    }
  }
  precondition(zip_close(archive) == 0)
}

/// The bytes of a file in an archive.
func unzip(_ name: String, from path: String) throws -> [UInt8] {
  var bytes: [UInt8] = []
  try ReadArchive(path).unpack(name, limit: 1 << 30) { bytes.append(contentsOf: $0) }
  return bytes
}
