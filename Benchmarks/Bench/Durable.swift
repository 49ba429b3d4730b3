import ArgumentParser
import Foundation
import GRDB

/// Yardstick (c): how many durable one-row transactions a second SQLite makes on this disk, one and many to a commit.
struct Durable: ParsableCommand {
  @Option var folder: String
  @Option var seconds: Double = 3

  func run() throws {
    for perCommit in [1, 64] {
      let path = "\(folder)/durable-\(perCommit).sqlite"
      var configuration = Configuration()
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      let pool = try DatabasePool(path: path, configuration: configuration)
      try pool.write { try $0.execute(sql: "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT NOT NULL) STRICT") }
      let start = ContinuousClock.now
      var rows = 0
      while ContinuousClock.now - start < .seconds(seconds) {
        try pool.writeWithoutTransaction { db in
          try db.inTransaction(.immediate) {
            let insert = try db.cachedStatement(sql: "INSERT INTO t (v) VALUES (?)")
            for _ in 0..<perCommit { try insert.execute(arguments: ["a row of some forty bytes, more or less"]) }
            return .commit
          }
        }
        rows += perCommit
      }
      let passed = ContinuousClock.now - start
      print("\(perCommit)\t\(Int(Double(rows) / (passed / .seconds(1))))")
      try pool.close()
      for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }
  }
}
