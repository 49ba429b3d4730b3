package import Handbook
import Store

extension Office {
  /// The person as somebody who acts in the subscriber.
  ///
  /// - Throws: `Missing` unless the person belongs to it.
  package func actor(_ email: EmailAddress, in subscriber: Subscriber.ID, from address: String) async throws -> Actor {
    try await database.read { tx in
      guard let user = try tx.user(email),
        let membership = try tx.memberships(of: user.id).first(where: { $0.subscriberID == subscriber })
      else { throw Missing() }
      return Actor(
        user: user.id, userName: user.name, email: user.email, language: user.language, subscriber: subscriber,
        subscriberName: membership.name, kind: membership.kind, role: membership.role, address: address)
    }
  }
}
