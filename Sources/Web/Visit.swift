import HTTPTypes
import Handbook
import Infobases
import Markup
import Office
import Pages
import Store

/// One request, read: who comes, from where, and what was brought.
struct Visit: Sendable {
  let cabinet: Cabinet
  let path: String
  let parameters: [String: String]
  let query: Entries
  let form: Entries
  /// A file that came with the form, on disk; whoever sent the request forgets it when the answer is ready.
  let file: String?
  let address: String
  let agent: String
  let visitor: Visitor?
  let token: Token?
  let language: Language
  let seal: String

  var office: Office { cabinet.office }
  var today: Day { office.world.today }
  var entrance: Entrance { Entrance(office, from: address, agent: agent) }

  /// The person in the subscriber chosen; `nil` before the sign-in is whole, or without a subscriber.
  var actor: Actor? {
    guard let visitor, !visitor.signIn.awaitsSecondFactor, let membership = visitor.membership else { return nil }
    return Actor(
      user: visitor.signIn.userID, userName: visitor.name, email: visitor.email, language: visitor.language,
      subscriber: membership.subscriberID, subscriberName: membership.name, kind: membership.kind,
      role: membership.role, address: address)
  }

  // MARK: Desks. A door lets nobody in for whom there is no desk.

  func house() throws -> HouseDesk { HouseDesk(office, try someone()) }
  func client() throws -> ClientDesk { ClientDesk(office, try someone()) }
  func person() throws -> PersonDesk {
    guard let visitor else { throw Missing() }
    return PersonDesk(office, visitor, from: address)
  }
  func partner() throws -> PartnerDesk {
    guard let desk = PartnerDesk(office, try someone()) else { throw Missing() }
    return desk
  }
  func vendor() throws -> VendorDesk {
    guard let desk = VendorDesk(office, try someone()) else { throw Missing() }
    return desk
  }
  /// A partner's desk, or the vendor's.
  func serving() throws -> any ServingDesk {
    let actor = try someone()
    if let desk = PartnerDesk(office, actor) { return desk }
    if let desk = VendorDesk(office, actor) { return desk }
    throw Missing()
  }

  private func someone() throws -> Actor {
    guard let actor else { throw Missing() }
    return actor
  }

  // MARK: What was brought

  func id<Thing>(_ name: String, of thing: Thing.Type) throws -> ID<Thing> {
    guard let id = parameters[name].flatMap({ ID<Thing>($0) }) else { throw Missing() }
    return id
  }

  var version: Int { Int(form.raw("version")) ?? 0 }
  var after: Cursor? { query.has("after") ? Cursor(query.typed["after"] ?? "") : nil }

  var stamp: @Sendable (Instant) -> String {
    let zone = office.world.zone
    return { zone.stamp($0) }
  }

  /// What the form typed, or, while nothing was, these.
  func typed(or entries: Entries) -> Entries { form.typed.isEmpty ? entries : form }

  func notice(_ stale: Stale) -> StaleNotice {
    StaleNotice(changedBy: stale.changedBy, changedAt: stale.changedAt.map(stamp), current: stale.current)
  }

  func frame(told: Told? = nil) -> Frame {
    let actor = actor
    var frame = Frame(
      language: language, theme: visitor?.theme ?? .auto,
      person: actor.map {
        Frame.Person(
          name: $0.userName, subscriber: $0.subscriberName, number: $0.subscriber, kind: $0.kind, role: $0.role)
      },
      path: path, seal: seal, strip: cabinet.strip(self), told: told ?? Told(rawValue: query.raw("told")),
      assets: Assets.hash)
    // From the fourteenth day before the end (PRO-03).
    if actor?.kind == .client, let end = visitor?.accessEndsOn, end - today < 14 {
      frame.accessEnds = (end, end - today)
    }
    return frame
  }
}

/// What a door answers.
enum Answer: Sendable {
  case screen(any Screen, HTTPResponse.Status = .ok)
  /// See other: after an act the browser comes back with a plain request.
  case goTo(String)
  case text(String, type: String, HTTPResponse.Status = .ok)
  /// Signs the browser in, or out with `nil`, and sends it on.
  case signIn(Token?, isForeignComputer: Bool, to: String)
  case file(FileBytes, name: String)
  case download(String, type: String, name: String)
  case bytes([UInt8], type: String, name: String)

  static func done(_ path: String, _ told: Told) -> Answer { .goTo(url(path, ["told": told.rawValue])) }
}
