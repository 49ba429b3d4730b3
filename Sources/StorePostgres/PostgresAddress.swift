/// Where a store is: what every connection of a pool needs to know.
struct PostgresAddress: Sendable {
  let connection: String
  let schema: String?

  /// What libpq is told. A later word overrides an earlier one of the same name; `dbname` is the whole connection
  /// string, and may say otherwise of what stands before it.
  var parameters: [(name: String, value: String)] {
    [
      ("connect_timeout", "10"), ("application_name", "balgyn"), ("dbname", connection), ("client_encoding", "UTF8"),
    ]
  }

  /// Statements that make a fresh connection ours.
  var greeting: String {
    var greeting = "SET standard_conforming_strings = on; SET client_min_messages = warning"
    if let schema {
      let name = schema.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      greeting += "; SET search_path = \"\(name)\""
    }
    return greeting
  }
}
