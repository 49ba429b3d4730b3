import GRDB
package import Handbook

/// What an infobase says of itself: whose number it bears and which application lives in it.
///
/// It lies in the table `property` of every infobase, so that a file found on a disk can be told from any other.
package struct InfobaseLabel: Hashable, Sendable {
  package let infobase: Infobase.ID
  package let application: ApplicationEdition
  /// When the infobase was made, or loaded from a file.
  package let createdAt: Instant
  /// The SHA-256 of the data that the infobase was loaded from, in hexadecimal; `nil` for one made empty.
  package let loadedFrom: String?

  package init(
    infobase: Infobase.ID, application: ApplicationEdition, createdAt: Instant, loadedFrom: String? = nil
  ) {
    self.infobase = infobase
    self.application = application
    self.createdAt = createdAt
    self.loadedFrom = loadedFrom
  }
}

extension InfobaseLabel {
  /// «BLGN» in the file's header: this is an infobase, not just any SQLite file.
  static let fileMark = 0x424C_474E
  /// The version of this file's own table, in `user_version`. The application's tables have versions of their own.
  static let schemaVersion = 1
  static let table = "property"

  /// Lays out an empty file.
  static func prepare(_ db: Database) throws {
    try db.execute(
      sql: """
        PRAGMA application_id = \(fileMark);
        PRAGMA user_version = \(schemaVersion);
        CREATE TABLE \(table) (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
        """)
  }

  /// - Throws: `Unreadable` if the file is not an infobase.
  init(in db: Database) throws {
    guard try Int.fetchOne(db, sql: "PRAGMA application_id") == Self.fileMark else { throw Unreadable("no file mark") }
    let schema = try Int.fetchOne(db, sql: "PRAGMA user_version")
    guard schema == Self.schemaVersion else { throw Unreadable("schema \(schema ?? 0)") }
    let rows = try Row.fetchAll(db, sql: "SELECT key, value FROM \(Self.table) WHERE length(value) < 1000 LIMIT 100")
    let properties = Dictionary(
      rows.compactMap { row in
        String.fromDatabaseValue(row[0]).flatMap { key in
          String.fromDatabaseValue(row[1]).map { (key, $0) }
        }
      },
      uniquingKeysWith: { first, _ in first })
    func property(_ key: String) throws -> String {
      guard let value = properties[key] else { throw Unreadable("no property \(key)") }
      return value
    }
    guard let infobase = Infobase.ID(try property("infobase")),
      let version = ApplicationVersion(try property("application.version")),
      let created = Int64(try property("created"))
    else { throw Unreadable("a property is not what it should be") }
    self.init(
      infobase: infobase,
      application: ApplicationEdition(
        code: try property("application.code"), title: try property("application.title"), version: version),
      createdAt: Instant(milliseconds: created), loadedFrom: properties["loaded_from"])
  }

  /// Writes the label over the one that is there.
  func write(to db: Database) throws {
    let properties = [
      "infobase": infobase.description, "application.code": application.code,
      "application.title": application.title, "application.version": application.version.description,
      "created": String(createdAt.milliseconds), "loaded_from": loadedFrom,
    ]
    for (key, value) in properties {
      if let value {
        try db.execute(
          sql: """
            INSERT INTO \(Self.table) (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value
            """, arguments: [key, value])
      } else {
        try db.execute(sql: "DELETE FROM \(Self.table) WHERE key = ?", arguments: [key])
      }
    }
  }

  /// The file is SQLite but no infobase, or not one that this version reads.
  struct Unreadable: Error {
    let reason: String

    init(_ reason: String) {
      self.reason = reason
    }
  }
}
