/// An e-mail address, kept in lower case: two spellings of one mailbox are one address.
package struct EmailAddress: Hashable, Sendable, CustomStringConvertible {
  package let description: String

  /// `nil` unless the text looks like `name@host.domain`: letters that mail servers of the field accept,
  /// at most 254 bytes, no spaces, no control or invisible characters.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, (3...254).contains(text.utf8.count), Self.isName(parts[0]), Self.isHost(parts[1])
    else { return nil }
    description = text.lowercased()
  }

  private static func isName(_ name: some StringProtocol) -> Bool {
    (1...64).contains(name.utf8.count) && !name.hasPrefix(".") && !name.hasSuffix(".") && !name.contains("..")
      && name.utf8.allSatisfy { isLetterOrDigit($0) || "!#$%&'*+-/=?^_`{|}~.".utf8.contains($0) }
  }

  private static func isHost(_ host: some StringProtocol) -> Bool {
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    return labels.count >= 2
      && labels.allSatisfy { label in
        (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
          && label.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
      } && labels.last!.utf8.count >= 2
      // A domain of the top level has a letter; without one it is an IP address, and letters do not go to those.
      && labels.last!.utf8.contains { !(48...57).contains($0) }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
  }
}
