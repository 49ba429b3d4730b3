import Foundation
import Handbook
import Office
import Testing

@testable import API

/// What programs read and write.
struct JSONTests {
  private func written(_ write: (inout JSON) -> Void) -> String {
    var json = JSON()
    write(&json)
    return String(decoding: json.bytes, as: UTF8.self)
  }

  @Test func anObjectIsWrittenAsItStands() {
    let text = written { json in
      json.object {
        $0.add("id", ID<Subscriber>(1168))
        $0.add("name", "Наурыз")
        $0.add("sum", Money.tenge(10_000))
        $0.add("from", Day(2026, 1, 31)!)
        $0.add("end", Day?.none)
        $0.add("is", true)
        $0.add("list", [1, 2])
      }
    }
    #expect(
      text == #"{"id":1168,"name":"Наурыз","sum":"10000.00","from":"2026-01-31","end":null,"is":true,"list":[1,2]}"#)
  }

  @Test func momentsHaveTheOffsetOfTheZone() {
    var json = JSON(in: Zone("Asia/Almaty")!)
    json.moment(Instant(milliseconds: 1_657_602_000_000))
    #expect(String(decoding: json.bytes, as: UTF8.self) == #""2022-07-12T11:00:00+06:00""#)
  }

  @Test(arguments: [
    "", "plain", "«кавычки»", "\"\\/", "\n\r\t\u{8}\u{C}\0\u{1F}\u{7F}", "</script>", "\u{2028}\u{2029}\u{2027}",
    "😀e\u{301}",
    "\u{202E}\u{200B}\u{FFFD}", String(repeating: "\"ё", count: 5000),
  ])
  func everyStringIsReadBackAsItWas(_ text: String) throws {
    let bytes = Array(written { $0.string(text) }.utf8)
    #expect(try JSONValue(bytes) == .string(text))
    #expect(try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed) as? String == text)
    #expect(!bytes.contains { $0 < 0x20 || $0 == UInt8(ascii: "<") })
  }

  @Test func aDocumentIsRead() throws {
    let value = try JSONValue(Array(#" {"a": [1, -2.5e3, "x\u00e9\ud83d\ude00"], "b": {"c": null}, "a": true} "#.utf8))
    #expect(
      value
        == .object([
          .init(name: "a", value: .array([.number("1"), .number("-2.5e3"), .string("xé😀")])),
          .init(name: "b", value: .object([.init(name: "c", value: .null)])), .init(name: "a", value: .bool(true)),
        ]))
  }

  @Test(arguments: [
    "", " ", "{", "[", "[1,]", "{\"a\"}", "{\"a\":1,}", "{a:1}", "01", "1.", "+1", "tru", "\"", "\"\u{1}\"", "\"\\x\"",
    "\"\\u12\"", "1 2", "NaN", "'a'", String(repeating: "[", count: 100_000),
    String(repeating: "{\"a\":", count: 50_000),
  ])
  func whatIsNoJSONIsRefused(_ text: String) {
    #expect(throws: JSONValue.Fault.self) { try JSONValue(Array(text.utf8)) }
  }

  @Test func brokenUTF8IsRefused() {
    #expect(throws: JSONValue.Fault.self) { try JSONValue([34, 0xFF, 34]) }
    #expect(throws: JSONValue.Fault.self) { try JSONValue([34, 0xED, 0xA0, 0x80, 34]) }
  }
}

/// How often a token may knock.
struct RateLimitTests {
  @Test func aBurstAndThenAnEvenRate() {
    let limit = RateLimit(perMinute: 60, burst: 3)
    let start = Instant(milliseconds: 1_000_000)
    #expect((0..<4).map { _ in limit.knock(1, at: start).isOver } == [false, false, false, true])
    #expect(limit.knock(1, at: start).reset == 1)
    #expect(limit.knock(2, at: start).remaining == 2)
    #expect(!limit.knock(1, at: start + .seconds(1)).isOver)
    #expect(limit.knock(1, at: start + .seconds(1)).isOver)
    #expect(limit.knock(1, at: start + .hours(1)).remaining == 2)
  }
}
