import Handbook
import Store
import Testing

/// Composition of SQL literals: what is interpolated is bound, and placeholders count on through fragments.
struct SQLTests {

  @Test func `what is interpolated is bound, in order`() {
    let sql: SQL = "SELECT \(1), \("two"), \([3] as [UInt8]), \(nil as Int?)"
    #expect(sql.text == "SELECT $1, $2, $3, $4")
    #expect(sql.bindings == [.integer(1), .text("two"), .bytes([3]), .null])
  }

  @Test func `placeholders of a fragment count on`() {
    let fragment: SQL = "a = \(1) AND b = \(2)"
    let sql: SQL = "SELECT \(0) WHERE \(sql: fragment) OR (\(sql: fragment)) LIMIT \(9)"
    #expect(sql.text == "SELECT $1 WHERE a = $2 AND b = $3 OR (a = $4 AND b = $5) LIMIT $6")
    #expect(sql.bindings == [0, 1, 2, 1, 2, 9].map { .integer($0) })
  }

  @Test func `more than nine placeholders are renumbered whole`() {
    let many = (1...12).map { "c\(raw: "\($0)") = \($0)" as SQL }.joined(" AND ")
    let sql: SQL = "x = \(0) AND \(sql: many)"
    #expect(sql.text.hasSuffix("c12 = $13"))
    #expect(sql.bindings.count == 13)
  }

  @Test func `a list is bound value by value, and nothing is in an empty one`() {
    let sql: SQL = "id IN (\(list: [7, 8])) OR id IN (\(list: [] as [Int]))"
    #expect(sql.text == "id IN ($1, $2) OR id IN (NULL)")
  }

  @Test func `hostile text stays a value`() {
    let sql: SQL = "SELECT \("'; DROP TABLE subscriber; -- $1")"
    #expect(sql.text == "SELECT $1")
  }

  @Test func `fragments are joined, and none makes nothing`() {
    #expect(([] as [SQL]).joined(", ").isEmpty)
    #expect((["a", "b = \(1)", "c = \(2)"] as [SQL]).joined(" AND ").text == "a AND b = $1 AND c = $2")
    var sql: SQL = "a = \(1)"
    sql += " AND b = \(2)"
    #expect((sql + " AND c = \(3)").text == "a = $1 AND b = $2 AND c = $3")
  }

  @Test(arguments: ["i20310~17", "i-5~1", "sсокжетпес~17", "sa~b~2", "s~3"])
  func `a cursor reads what it wrote`(text: String) {
    #expect(Cursor(text)?.description == text)
  }

  @Test(arguments: ["", "~", "~1", "x5~1", "i~1", "i5~", "i5", "ifive~1", "s~x"])
  func `a cursor that nobody wrote is none`(text: String) {
    #expect(Cursor(text) == nil)
  }
}
