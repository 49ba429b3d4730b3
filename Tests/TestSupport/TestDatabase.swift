import CLibPQ
import Foundation
package import Store
import StorePostgres

/// A database of its own on the tests' PostgreSQL server: made as a copy of another in a tenth of a second, however much
/// is in it.
package struct TestDatabase: Sendable {
  package let name = "test_\(UInt64.random(in: 0 ... .max))"

  /// - Parameters:
  ///   - template: What it is a copy of; nobody may be connected to it meanwhile.
  ///   - order: By which language's rules texts are sorted there; by bytes if `nil`.
  package init(copyOf template: TestDatabase? = nil, sortedAsIn order: String? = nil) async throws {
    var text = "CREATE DATABASE \(name)"
    if let template { text += " TEMPLATE \(template.name)" }
    if let order { text += " TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE '\(order)'" }
    try await Self.tell(text)
  }

  package func open() async throws -> any Store.Database {
    try await PostgresDatabase(connection: Self.address(name), connections: 4)
  }

  package func drop() async throws {
    try await Self.tell("DROP DATABASE \(name) WITH (FORCE)")
  }

  /// The server's address with another database in it.
  private static func address(_ name: String) throws -> String {
    guard let server = Engine.server else { throw Engine.NoServer() }
    guard var url = URLComponents(string: server), url.scheme?.hasPrefix("postgres") == true else {
      return "\(server) dbname=\(name)"
    }
    url.path = "/\(name)"
    return url.string ?? server
  }

  /// A statement that no transaction may hold. Copies of one template queue: it can be copied by one at a time.
  private static func tell(_ text: String) async throws {
    guard let server = Engine.server else { throw Engine.NoServer() }
    try await Teller.shared.tell(text, server)
  }

  private actor Teller {
    static let shared = Teller()

    func tell(_ text: String, _ server: String) throws {
      let line = PQconnectdb(server)
      defer { PQfinish(line) }
      let answer = PQexec(line, text)
      defer { PQclear(answer) }
      if PQresultStatus(answer) != PGRES_COMMAND_OK {
        throw StoreFault.unavailable(String(cString: PQerrorMessage(line)))
      }
    }
  }
}
