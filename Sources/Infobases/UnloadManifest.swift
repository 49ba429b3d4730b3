import Foundation
import Handbook

/// The list of contents of an unload file, `manifest.json` in it (BEY-60).
struct UnloadManifest: Codable, Hashable {
  var format = Self.formatName
  var version = Self.formatVersion
  /// ISO 8601, UTC.
  let created: String
  let application: ApplicationEdition
  let infobase: Named
  let files: [File]
  let tables: [Table]

  static let fileName = "manifest.json"
  static let formatName = "balgyn-infobase"
  static let formatVersion = 1
  /// A list of a few thousand tables is far below this many bytes.
  static let sizeLimit: Int64 = 4 << 20

  struct Named: Codable, Hashable {
    let number: Int64
    let name: String
  }

  struct File: Codable, Hashable {
    let name: String
    let size: Int64
    let sha256: String
  }

  struct Table: Codable, Hashable {
    let name: String
    let rows: Int64
  }

  init(label: InfobaseLabel, name: String, at moment: Instant, base: FileDigest, tables: [Table]) {
    created = moment.iso
    application = label.application
    infobase = Named(number: label.infobase.number, name: name)
    files = [File(name: InfobasePaths.baseName, size: base.size, sha256: base.sha256)]
    self.tables = tables
  }

  func json() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(self))
  }

  /// Reads a list that may come from anywhere.
  ///
  /// - Throws: `LoadRefusal`.
  init(json: [UInt8]) throws(LoadRefusal) {
    struct Header: Codable {
      let format: String
      let version: Int
    }
    let bytes = Data(json)
    guard let header = try? JSONDecoder().decode(Header.self, from: bytes) else { throw .manifestUnreadable }
    guard header.format == Self.formatName else { throw .foreignFormat }
    guard header.version <= Self.formatVersion else { throw .newerFormat(header.version) }
    guard header.version >= 1, let manifest = try? JSONDecoder().decode(Self.self, from: bytes) else {
      throw .manifestUnreadable
    }
    self = manifest
  }

  /// The list's line about the data.
  var base: File? { files.first { $0.name == InfobasePaths.baseName } }
}
