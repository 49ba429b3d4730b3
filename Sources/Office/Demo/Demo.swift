import Handbook
import Store

/// An invented vendor with its partners and clients.
package struct Demo: Sendable {
  package static let password = "balgyn-demo-2026"
  package static let signIns: [(email: String, story: String)] = []
  package enum Outcome: Sendable { case made, wasThere }
  package init(_ office: Office) {}
  package func create() async throws -> Outcome { .made }
}
