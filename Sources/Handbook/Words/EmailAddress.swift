/// An e-mail address, kept in lower case: two spellings of one mailbox are one address.
package struct EmailAddress: Hashable, Sendable, CustomStringConvertible {
  package let description: String

  /// `nil` unless the text looks like `name@host.domain`: letters that mail servers of the field accept,
  /// at most 254 bytes, no spaces, no control or invisible characters.
  package init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard (3...254).contains(bytes.count), let at = bytes.firstIndex(of: UInt8(ascii: "@")),
      Self.isName(bytes[..<at]), Self.isHost(bytes[(at + 1)...])
    else { return nil }
    // Only ASCII is left by now.
    description = String(decoding: bytes.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
  }

  private static func isName(_ name: ArraySlice<UInt8>) -> Bool {
    let dot = UInt8(ascii: ".")
    return (1...64).contains(name.count) && name.first != dot && name.last != dot
      && name.allSatisfy { isLetterOrDigit($0) || marks.contains($0) }
      && !zip(name, name.dropFirst()).contains { $0 == dot && $1 == dot }
  }

  private static func isHost(_ host: ArraySlice<UInt8>) -> Bool {
    let labels = host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let hyphen = UInt8(ascii: "-")
    return labels.count >= 2
      && labels.allSatisfy { label in
        (1...63).contains(label.count) && label.first != hyphen && label.last != hyphen
          && label.allSatisfy { isLetterOrDigit($0) || $0 == hyphen }
      } && labels.last!.count >= 2
      // A domain of the top level has a letter; without one it is an IP address, and letters do not go to those.
      && labels.last!.contains { !(48...57).contains($0) }
  }

  private static let marks = Array("!#$%&'*+-/=?^_`{|}~.".utf8)

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
  }
}
