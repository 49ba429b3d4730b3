package import Handbook

/// Who carries letters out of the house: an SMTP server; in tests, a list.
package protocol PostOffice: Sendable {
  /// Hands the letter over. It may be handed over twice: its `id` tells that it is the same one (`Message-ID`).
  func send(_ letter: KeptLetter, with attachments: [LetterAttachment]) async throws(PostFault)
}

/// The letter was not taken.
package struct PostFault: Error, Hashable, Sendable {
  /// Trying again makes no sense: there is no such address, or the server will never take it.
  package let isPermanent: Bool
  /// What the server said. For the vendor's list of letters; it never holds a secret.
  package let reason: String

  package init(isPermanent: Bool, reason: String) {
    self.isPermanent = isPermanent
    self.reason = reason
  }
}
