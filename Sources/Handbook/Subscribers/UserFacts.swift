/// A person who signs in.
package struct UserFacts: Sendable {
  package let id: User.ID
  package let email: EmailAddress
  package let name: String
  package let language: Language
  package let theme: Theme
  /// The scrypt hash, with its parameters.
  package let password: String
  package let totpSecret: [UInt8]?
  package let totpConfirmedAt: Instant?
  /// The last time step whose code was used: no code works twice.
  package let totpLastStep: Int?
  package let version: Int

  package init(
    id: User.ID, email: EmailAddress, name: String, language: Language, theme: Theme, password: String,
    totpSecret: [UInt8]?, totpConfirmedAt: Instant?, totpLastStep: Int?, version: Int
  ) {
    self.id = id
    self.email = email
    self.name = name
    self.language = language
    self.theme = theme
    self.password = password
    self.totpSecret = totpSecret
    self.totpConfirmedAt = totpConfirmedAt
    self.totpLastStep = totpLastStep
    self.version = version
  }
}
