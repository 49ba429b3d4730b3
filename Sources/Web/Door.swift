import HTTPTypes
import Handbook
import Office

/// A way into the cabinet: a method and a path, who may come, and what is done. The router, the links and the test that
/// walks every door as everybody are all made of these.
struct Door: Sendable {
  let method: HTTPRequest.Method
  /// `/subscribers/{id}`.
  let path: String
  let audience: Audience
  /// The largest body in bytes.
  let limit: Int
  let act: @Sendable (Visit) async throws -> Answer

  static func get(
    _ path: String, _ audience: Audience, _ act: @escaping @Sendable (Visit) async throws -> Answer
  ) -> Door {
    Door(method: .get, path: path, audience: audience, limit: 0, act: act)
  }

  static func post(
    _ path: String, _ audience: Audience, limit: Int = 1 << 20,
    _ act: @escaping @Sendable (Visit) async throws -> Answer
  ) -> Door {
    Door(method: .post, path: path, audience: audience, limit: limit, act: act)
  }
}

/// Who may come through a door. The desk behind it checks again, and checks more.
enum Audience: Sendable {
  case anyone
  /// Whoever has shown the password, the second factor still to come.
  case halfSignedIn
  /// Whoever is signed in, with or without a subscriber.
  case person
  /// Who acts for a subscriber of one of these kinds with this right.
  case acting([Subscriber.Kind], Right?)

  static let serving = Audience.acting([.partner, .vendor], .serve)
  static let partner = Audience.acting([.partner], .serve)
  static let vendor = Audience.acting([.vendor], .serve)
  static let government = Audience.acting([.vendor], .govern)
  static let everybody = Audience.acting(Subscriber.Kind.allCases, nil)
  static let house = Audience.acting(Subscriber.Kind.allCases, .seeHouse)
  /// The clients, who are asked to pay.
  static let clients = Audience.acting([.client], .seeHouse)
  static let bookkeeping = Audience.acting([.client, .partner], nil)

  func admits(kind: Subscriber.Kind, role: Role) -> Bool {
    switch self {
    case .anyone, .halfSignedIn, .person: true
    case .acting(let kinds, let right): kinds.contains(kind) && (right.map { role.may($0) } ?? true)
    }
  }
}
