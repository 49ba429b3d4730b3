package import Handbook
import Store

/// Who acts: a person, in a subscriber, in a role, from somewhere.
package struct Actor: Sendable {
  package let user: User.ID
  package let userName: String
  package let email: EmailAddress
  package let language: Language
  package let subscriber: Subscriber.ID
  package let subscriberName: String
  package let kind: Subscriber.Kind
  package let role: Role
  /// The network address of the request.
  package let address: String

  package init(
    user: User.ID, userName: String, email: EmailAddress, language: Language, subscriber: Subscriber.ID,
    subscriberName: String, kind: Subscriber.Kind, role: Role, address: String
  ) {
    self.user = user
    self.userName = userName
    self.email = email
    self.language = language
    self.subscriber = subscriber
    self.subscriberName = subscriberName
    self.kind = kind
    self.role = role
    self.address = address
  }

  package func may(_ right: Right) -> Bool { role.may(right) }

  func require(_ right: Right) throws(Denied) {
    if !may(right) { throw Denied(right) }
  }
}

/// What a person in a role may do, and the only way to the store: the desk carries who acts.
package protocol Desk: Sendable {
  var office: Office { get }
  var actor: Actor { get }
}

extension Desk {
  var world: World { office.world }
  package var today: Day { office.world.today }
  var now: Instant { office.world.now() }

  /// What the service offers: tariffs can be studied without a subscription (M-11).
  package func offer() async throws -> Catalogues.Offer {
    try await office.database.read { try office.catalogues.offer($0) }
  }

  /// Leaves a row in the audit: who, when, from where, what before and after.
  func record(
    _ act: String, on subject: String, _ id: Int64, of subscriber: Subscriber.ID?, before: Facts = [],
    after: Facts = [],
    _ tx: any Writing
  ) throws {
    try tx.record(
      act, on: subject, id, of: subscriber, before: before.json, after: after.json, by: actor.user,
      in: actor.subscriber, from: actor.address, at: now)
  }
}

/// What the audit keeps of a thing: names and values, in order.
struct Facts: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral {
  var pairs: [(String, String)]

  init(dictionaryLiteral pairs: (String, String)...) { self.pairs = pairs }
  init(arrayLiteral elements: Never...) { pairs = [] }
  init(_ card: Card) { pairs = card.fields.map { ($0.field.name, $0.value) } }

  /// Only what differs from the other.
  func changed(from other: Facts) -> Facts {
    var changed: Facts = []
    for (name, value) in pairs where !other.pairs.contains(where: { $0 == (name, value) }) {
      changed.pairs.append((name, value))
    }
    return changed
  }

  var json: String {
    pairs.isEmpty ? "" : "{" + pairs.map { "\(quoted($0)):\(quoted($1))" }.joined(separator: ",") + "}"
  }

  private func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 0x20:
        let hex = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
