import Handbook
import Testing

@Suite struct EmailAddressTests {
  @Test(
    "F-05: addresses of mailboxes are accepted and kept in small letters",
    arguments: [
      ("Aigerim@Example.KZ", "aigerim@example.kz"), ("a.b+c@mail.example.com", "a.b+c@mail.example.com"),
      ("o'neil@x-y.kz", "o'neil@x-y.kz"), ("info@xn--80ao21a.xn--80ao21a", "info@xn--80ao21a.xn--80ao21a"),
      ("1@2.kz", "1@2.kz"),
    ])
  func valid(text: String, kept: String) {
    #expect(EmailAddress(text)?.description == kept)
  }

  @Test(
    "F-05: hostile and mistyped addresses are refused",
    arguments: [
      "", "@", "a@", "@b.kz", "a@b", "a@b.c", "a@@b.kz", "a@b@c.kz", "a b@c.kz", "a@b c.kz", " a@b.kz", "a@b.kz ",
      "a@b.kz\n", "a@b.kz\r\nBcc: all@b.kz", "a\u{0}@b.kz", "a@b..kz", "a@.b.kz", "a@b.kz.", ".a@b.kz", "a.@b.kz",
      "a..b@c.kz", "a@-b.kz", "a@b-.kz", "a@b.kz,c@d.kz", "<a@b.kz>", "\"a\"@b.kz", "a@[127.0.0.1]", "a@127.0.0.1",
      "a@10.20", "а@b.kz", "a@почта.kz", "a\u{200B}@b.kz", "a\u{202E}@b.kz", "a@b.kz\u{0301}", "a@\u{0301}b.kz",
      "\u{212A}@b.kz",
      "a;b@c.kz", "a(b)@c.kz", "a:b@c.kz", "a\\@b.kz", "a%0d@b.kz\t",
    ])
  func refused(text: String) {
    #expect(EmailAddress(text) == nil)
  }

  @Test("F-05: the length of a name is at most 64 bytes, of a label 63, of the whole 254")
  func length() {
    let name = String(repeating: "n", count: 64)
    let label = String(repeating: "l", count: 63)
    #expect(EmailAddress("\(name)@b.kz") != nil)
    #expect(EmailAddress("n\(name)@b.kz") == nil)
    #expect(EmailAddress("a@\(label).kz") != nil)
    #expect(EmailAddress("a@l\(label).kz") == nil)
    #expect(EmailAddress("\(name)@\(label).\(label).\(String(repeating: "l", count: 58)).kz") != nil)
    #expect(EmailAddress("\(name)@\(label).\(label).\(String(repeating: "l", count: 59)).kz") == nil)
    #expect(EmailAddress(String(repeating: "a@", count: 500_000)) == nil)
  }
}
