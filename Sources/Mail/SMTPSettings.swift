package import Handbook

/// The mail server that takes the service's letters, and in whose name they are sent.
package struct SMTPSettings: Sendable {
  package enum Security: String, CaseIterable, Sendable {
    /// In the clear: for a server on the same machine.
    case none
    /// In the clear at first, then TLS, or not at all.
    case startTLS
    /// TLS from the first byte.
    case implicitTLS

    /// Where servers listen for it.
    package var port: Int {
      switch self {
      case .none: 25
      case .startTLS: 587
      case .implicitTLS: 465
      }
    }
  }

  package let host: String
  package let port: Int
  package let security: Security
  package let user: String?
  let password: Password?
  package let fromAddress: EmailAddress
  package let fromName: String
  /// Who vouches for the server, if not those whom the machine trusts.
  package let authorities: String?

  /// - Parameters:
  ///   - host: A name or an IP address.
  ///   - port: 1…65535; the usual one of `security` if not given.
  ///   - user: Who we are to the server; it is not asked without one.
  ///   - password: Kept where no log can print it.
  ///   - authorities: A PEM file of certificates.
  package init(
    host: String, port: Int? = nil, security: Security, user: String? = nil, password: String? = nil,
    fromAddress: EmailAddress, fromName: String, authorities: String? = nil
  ) {
    self.host = host
    self.port = port ?? security.port
    self.security = security
    self.user = user
    self.password = password.map(Password.init)
    self.fromAddress = fromAddress
    self.fromName = fromName
    self.authorities = authorities
  }
}

/// A password, which prints as dots whatever prints it.
struct Password: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  let text: String

  init(_ text: String) {
    self.text = text
  }

  var description: String { "•••" }
  var debugDescription: String { "•••" }
  var customMirror: Mirror { Mirror(self, children: []) }
}
