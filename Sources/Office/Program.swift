package import Handbook
import Store

/// A program that works for a person by a token of the API.
package struct Program: Sendable {
  package let token: ID<AccessToken>
  package let scope: TokenScope
  package let actor: Actor
}

extension Office {
  /// Whose token this is; `nil` if nobody's, or it is over, was revoked, or its person has left the subscriber.
  ///
  /// The person's role is what it is now. When the token was last used is written at most once a minute.
  package func program(_ shown: Token, from address: String) async throws -> Program? {
    let now = world.now()
    guard let bearer = try await database.read({ try $0.bearer(shown.hash) }), bearer.token.revokedAt == nil,
      now < bearer.token.expiresAt, let scope = TokenScope(rawValue: bearer.token.scopes)
    else { return nil }
    if bearer.token.usedAt.map({ (now - $0).seconds >= 60 }) ?? true {
      try await database.write { try $0.touch(bearer.token.id, at: now) }
    }
    return Program(
      token: bearer.token.id, scope: scope,
      actor: Actor(
        user: bearer.token.userID, userName: bearer.userName, email: bearer.email, language: bearer.language,
        subscriber: bearer.membership.subscriberID, subscriberName: bearer.membership.name,
        kind: bearer.membership.kind, role: bearer.membership.role, address: address))
  }
}
