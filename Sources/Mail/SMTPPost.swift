import Dispatch
package import Handbook

/// Sends letters by a mail server, each over a connection of its own.
package struct SMTPPost: Sendable {
  private let settings: SMTPSettings

  package init(_ settings: SMTPSettings) {
    self.settings = settings
  }

  /// Hands the letter to the mail server; returns when the server has taken it.
  ///
  /// - Parameters:
  ///   - id: The letter's own word: sent twice, it is the same letter.
  ///   - attachments: Files that go with it.
  ///   - moment: When the letter was written, for its `Date`.
  ///   - unsubscribe: An `https:` or `mailto:` link for the programs that offer to unsubscribe.
  /// - Throws: `MailFault`.
  package func send(
    _ letter: PrintedLetter, with attachments: [LetterAttachment] = [], to recipient: EmailAddress, id: String,
    at moment: Instant, unsubscribe: String? = nil
  ) async throws(MailFault) {
    let message = try MIMEMessage(
      letter, with: attachments, from: settings.fromAddress, named: settings.fromName, to: recipient, id: id,
      at: moment,
      unsubscribe: unsubscribe)
    let call = SMTPCall(settings, to: recipient, message.text)
    let fault: MailFault? = await withCheckedContinuation { answer in
      // libcurl blocks its thread until the server has answered.
      Self.threads.async { answer.resume(returning: call.perform()) }
    }
    if let fault { throw fault }
  }

  private static let threads = DispatchQueue(label: "balgyn.mail", attributes: .concurrent)
}
