/// Why a letter was not taken by the mail server.
package struct MailFault: Error, Sendable, CustomStringConvertible {
  /// The server will not take this letter, ever. Otherwise it is worth trying again later: the server is not there, is
  /// busy, or does not let us in, which is no fault of the letter.
  package let isPermanent: Bool
  /// The code of the server's reply, such as 550; 0 if it did not reply.
  package let code: Int
  /// What happened, for the people who keep the service; never a password.
  package let description: String

  init(isPermanent: Bool, code: Int = 0, _ description: String) {
    self.isPermanent = isPermanent
    self.code = code
    self.description = description
  }
}
