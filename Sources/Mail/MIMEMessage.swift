import Foundation
import Handbook

/// A letter as it travels (RFC 5322, RFC 2045…2047): the same letter as plain text and as HTML, all of it in ASCII.
///
/// Whatever is put into a header is one of our own words, a checked address, or encoded, so that no text of a person
/// can begin a header of its own.
struct MIMEMessage {
  let text: String

  /// - Parameters:
  ///   - id: The letter's own word. The same letter sent again has the same `Message-ID`, and is not shown twice.
  ///   - unsubscribe: An `https:` or `mailto:` link.
  /// - Throws: `MailFault` if `unsubscribe` is no such link.
  init(
    _ letter: PrintedLetter, with attachments: [LetterAttachment] = [], from sender: EmailAddress, named name: String,
    to recipient: EmailAddress, id: String,
    at moment: Instant, unsubscribe: String?
  ) throws(MailFault) {
    let host = sender.description.drop { $0 != "@" }.dropFirst()
    let word = Self.word(id)
    var headers = [
      "From: \(name.isEmpty ? "" : Self.encoded(name, after: 6) + " ")<\(sender)>",
      "To: <\(recipient)>",
      "Subject: \(Self.encoded(letter.subject, after: 9))",
      "Date: \(Self.date(moment))",
      "Message-ID: <\(word)@\(host)>",
      "MIME-Version: 1.0",
      "Auto-Submitted: auto-generated",
    ]
    if let unsubscribe {
      guard unsubscribe.hasPrefix("https:") || unsubscribe.hasPrefix("mailto:"), unsubscribe.utf8.count <= 900,
        unsubscribe.utf8.allSatisfy({ (33...126).contains($0) && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") })
      else { throw MailFault(isPermanent: true, "the link to unsubscribe is no link") }
      headers.append("List-Unsubscribe: <\(unsubscribe)>")
    }
    // Base64 has no «=_», so that no text can contain the borders.
    let (border, outer) = ("=_balgyn_alternative", "=_balgyn_mixed")
    let alternative = "Content-Type: multipart/alternative; boundary=\"\(border)\""
    var lines = headers
    if attachments.isEmpty {
      lines.append(alternative)
    } else {
      lines += ["Content-Type: multipart/mixed; boundary=\"\(outer)\"", "", "--\(outer)", alternative]
    }
    for (kind, body) in [("plain", letter.plain), ("html", letter.html)] {
      lines += [
        "", "--\(border)", "Content-Type: text/\(kind); charset=utf-8", "Content-Transfer-Encoding: base64", "",
        Self.base64(body),
      ]
    }
    lines += ["--\(border)--", ""]
    for attachment in attachments {
      // A name of ours, in ASCII; a type of ours.
      lines += [
        "--\(outer)", "Content-Type: \(attachment.type)",
        "Content-Disposition: attachment; filename=\"\(Self.word(attachment.name))\"",
        "Content-Transfer-Encoding: base64", "", Self.base64(Data(attachment.bytes)),
      ]
    }
    if !attachments.isEmpty { lines += ["--\(outer)--", ""] }
    text = lines.joined(separator: "\r\n")
  }

  /// Base64 in lines of 76 characters, of the text with the line ends of mail.
  private static func base64(_ text: String) -> String {
    var canonical = ""
    for character in text {
      canonical += character == "\n" || character == "\r\n" || character == "\r" ? "\r\n" : String(character)
    }
    return base64(Data(canonical.utf8))
  }

  private static func base64(_ data: Data) -> String {
    data.base64EncodedString(options: [
      .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
    ])
  }

  /// Letters, digits, dots and hyphens as they are; every other byte as `=` and two hexadecimal digits.
  private static func word(_ id: String) -> String {
    id.utf8.reduce(into: "") { word, byte in
      let isPlain = isLetterOrDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      word += isPlain ? String(UnicodeScalar(byte)) : "=" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
  }

  /// A text of a header: as it is if it consists of plain words, otherwise in encoded words (RFC 2047).
  ///
  /// - Parameter used: How much of the first line the header's name takes.
  static func encoded(_ text: String, after used: Int) -> String {
    let isPlain =
      text.utf8.count <= 70 - used && text.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: " ") }
    if isPlain && text.first != " " && text.last != " " { return text }
    // An encoded word has at most 75 characters; 45 bytes make 60, and `=?UTF-8?B?…?=` twelve more.
    var chunks: [[UInt8]] = [[]]
    for scalar in text.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      let most = chunks.count == 1 ? 45 - used : 45
      if chunks[chunks.count - 1].count + bytes.count > most { chunks.append([]) }
      // Whoever shows the header shows one line.
      let isBreak =
        scalar.value < 32 || scalar.value == 127 || (0x80...0x9F).contains(scalar.value)
        || scalar.value == 0x2028 || scalar.value == 0x2029
      chunks[chunks.count - 1] += isBreak ? [UInt8(ascii: " ")] : bytes
    }
    return chunks.map { "=?UTF-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\r\n ")
  }

  /// `Thu, 01 Jan 2026 07:00:00 +0000`.
  static func date(_ moment: Instant) -> String {
    let seconds = Int(floorDivided(moment.milliseconds, by: 1000))
    let day = Day(sinceEpoch: Int(floorDivided(Int64(seconds), by: 86_400)))
    let second = seconds - day.sinceEpoch * 86_400
    let (year, month, number) = day.date
    let weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][day.weekday - 1]
    let name = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][month - 1]
    let clock = [second / 3600, second / 60 % 60, second % 60].map(twoDigits).joined(separator: ":")
    return "\(weekday), \(twoDigits(number)) \(name) \(year) \(clock) +0000"
  }
}

private func isLetterOrDigit(_ byte: UInt8) -> Bool {
  (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

private func floorDivided(_ number: Int64, by divisor: Int64) -> Int64 {
  number >= 0 ? number / divisor : (number - divisor + 1) / divisor
}
