package import Handbook
package import Office

extension Subscriber.Kind: Written {}
extension Subscriber.AccessKind: Written {}
extension Role: Written {}
extension TokenScope: Written {}
extension Language: Written {}
extension Invitation.State: Written {}

/// Whose the token is, and what it may.
struct TokenStanding: Shown {
  let program: Program

  static let shape = Shape<Self>(
    "TokenStanding",
    [
      .init("token") { $0.program.token }, .init("scope") { $0.program.scope },
      .init("user") { $0.program.actor.user }, .init("user_name") { $0.program.actor.userName },
      .init("subscriber") { $0.program.actor.subscriber },
      .init("subscriber_name") { $0.program.actor.subscriberName }, .init("kind") { $0.program.actor.kind },
      .init("role") { $0.program.actor.role },
      .init("rights") { standing in Right.allCases.filter { standing.program.actor.may($0) }.map(\.rawValue) },
    ])
}

extension SubscriberFacts: Shown {
  package static let shape = Shape<Self>(
    "Subscriber",
    [
      .init("id") { $0.id }, .init("kind") { $0.kind }, .init("name") { $0.name },
      .init("organisation") { $0.organisation }, .init("bin") { $0.bin }, .init("city") { $0.city },
      .init("email") { $0.email }, .init("site") { $0.site }, .init("phone") { $0.phone },
      .init("comment") { $0.comment }, .init("its_number") { $0.itsNumber },
      .init("leaving_reason") { $0.leavingReason }, .init("leaving_comment") { $0.leavingComment },
      .init("partner") { $0.partnerID }, .init("partner_name") { $0.partnerName },
      .init("distributor_name") { $0.distributorName }, .init("access") { $0.accessKind },
      .init("access_ends_on") { $0.accessKind == .none ? nil : $0.accessEndsOn }, .init("created_at") { $0.createdAt },
      .init("version") { $0.version },
    ])
}

extension ServedSubscriber: Shown {
  package static let shape = Shape<Self>(
    "SubscriberLine",
    [
      .init("id") { $0.id }, .init("kind") { $0.kind }, .init("name") { $0.name },
      .init("organisation") { $0.organisation }, .init("bin") { $0.bin }, .init("email") { $0.email },
      .init("city") { $0.city }, .init("partner") { $0.partnerID }, .init("partner_name") { $0.partnerName },
      .init("access") { $0.accessKind }, .init("access_ends_on") { $0.accessKind == .none ? nil : $0.accessEndsOn },
      .init("created_at") { $0.createdAt },
    ])
}

extension ServedTotals: Shown {
  package static let shape = Shape<Self>(
    "ServedTotals",
    [
      .init("all") { $0.all }, .init("trial") { $0.trial }, .init("free") { $0.free }, .init("paid") { $0.paid },
      .init("ended") { $0.ended }, .init("ending_soon") { $0.endingSoon },
    ])
}

struct ServedPage: Shown {
  let page: Listed<ServedSubscriber>
  let totals: ServedTotals?

  static let shape = Shape<Self>(
    "ServedSubscribers",
    [.init("items") { $0.page.items }, .init("next") { $0.page.next }, .init("totals") { $0.totals }])
}

extension SubscriberCard: Shown {
  package static let shape = Shape<Self>(
    "SubscriberCard",
    [
      .init("subscriber") { $0.facts }, .init("subscriptions") { $0.subscriptions }, .init("members") { $0.members },
      .init("limits") { $0.limits }, .init("infobases") { $0.infobases },
      .init("servicing") { $0.tabs.servicing }, .init("grants") { $0.tabs.grants },
      .init("registration") { $0.tabs.registration },
    ])
}

extension Servicing: Shown {
  package static let shape = Shape<Self>(
    "Servicing",
    [
      .init("partner") { $0.partner }, .init("partner_name") { $0.name }, .init("from") { $0.from },
      .init("until") { $0.until },
    ])
}

extension RegistrationFacts: Shown {
  package static let shape = Shape<Self>(
    "Registration",
    [
      .init("at") { $0.at }, .init("by") { $0.by }, .init("invitation") { $0.invitation?.id },
      .init("email") { $0.invitation?.email }, .init("invited_by") { $0.invitation?.createdByName },
      .init("letter") { $0.letter?.id }, .init("letter_subject") { $0.letter?.subject },
    ])
}

extension Member: Shown {
  package static let shape = Shape<Self>(
    "Member",
    [
      .init("user") { $0.userID }, .init("name") { $0.name }, .init("email") { $0.email }, .init("role") { $0.role },
      .init("joined_at") { $0.joinedAt }, .init("second_factor") { $0.totpConfirmedAt != nil },
      .init("seen_at") { $0.seenAt },
    ])
}

extension PendingUser: Shown {
  package static let shape = Shape<Self>(
    "PendingUser",
    [
      .init("id") { $0.id }, .init("email") { $0.email }, .init("role") { $0.role },
      .init("created_at") { $0.createdAt }, .init("expires_at") { $0.expiresAt },
    ])
}

extension AccessToken: Shown {
  package static let shape = Shape<Self>(
    "Token",
    [
      .init("id") { $0.id }, .init("name") { $0.name }, .init("scope") { $0.scopes }, .init("user") { $0.userID },
      .init("created_at") { $0.createdAt }, .init("expires_at") { $0.expiresAt }, .init("used_at") { $0.usedAt },
      .init("revoked_at") { $0.revokedAt },
    ])
}

extension AuditEntry: Shown {
  package static let shape = Shape<Self>(
    "AuditEntry",
    [
      .init("id") { $0.id }, .init("at") { $0.at }, .init("user") { $0.userID }, .init("user_name") { $0.userName },
      .init("actor") { $0.actorID }, .init("subscriber") { $0.subscriberID }, .init("subject") { $0.subject },
      .init("subject_id") { $0.subjectID }, .init("act") { $0.act }, .init("before") { $0.before },
      .init("after") { $0.after }, .init("address") { $0.address },
    ])
}

/// An invitation, and in which state it is at a moment.
struct InvitationLine: Shown {
  let facts: InvitationFacts
  let state: Invitation.State

  init(_ facts: InvitationFacts, at now: Instant) {
    self.facts = facts
    state = facts.state(at: now)
  }

  static let shape = Shape<Self>(
    "Invitation",
    [
      .init("id") { $0.facts.id }, .init("email") { $0.facts.email }, .init("state") { $0.state },
      .init("created_by") { $0.facts.createdByName }, .init("created_at") { $0.facts.createdAt },
      .init("sent_at") { $0.facts.sentAt }, .init("expires_at") { $0.facts.expiresAt },
      .init("times_sent") { $0.facts.timesSent }, .init("subscriber") { $0.facts.subscriberID },
      .init("subscriber_name") { $0.facts.subscriberName }, .init("activated_at") { $0.facts.activatedAt },
      .init("blocked_at") { $0.facts.blockedAt }, .init("block_cause") { $0.facts.blockCause },
    ])
}

/// The number of what was made.
struct Made<Thing>: Shown {
  let id: ID<Thing>

  init(_ id: ID<Thing>) { self.id = id }

  static var shape: Shape<Self> { Shape("Made", [.init("id") { $0.id }]) }
}

extension PartnerFacts: Shown {
  package static let shape = Shape<Self>(
    "Partner",
    [
      .init("id") { $0.id }, .init("name") { $0.name }, .init("code") { $0.code }, .init("standing") { $0.standing },
      .init("distributor") { $0.distributorID }, .init("distributor_name") { $0.distributorName },
      .init("city") { $0.city }, .init("email") { $0.email }, .init("served") { $0.served },
      .init("created_at") { $0.createdAt },
    ])
}

extension StandingChange: Shown {
  package static let shape = Shape<Self>(
    "StandingChange",
    [
      .init("standing") { $0.standing }, .init("from") { $0.fromOn }, .init("reason") { $0.reason },
      .init("set_by") { $0.setByName }, .init("set_at") { $0.setAt },
    ])
}

extension VendorDesk.PartnerCard: Shown {
  package static let shape = Shape<Self>(
    "PartnerCard",
    [
      .init("partner") { $0.partner }, .init("subscriber") { $0.facts }, .init("standings") { $0.standings },
      .init("totals") { $0.totals }, .init("members") { $0.members }, .init("pending") { $0.pending },
    ])
}

/// A distributor.
struct DistributorLine: Shown {
  let id: Subscriber.ID
  let name: String

  static let shape = Shape<Self>("Distributor", [.init("id") { $0.id }, .init("name") { $0.name }])
}

extension KeptLetter: Shown {
  package static let shape = Shape<Self>(
    "Letter",
    [
      .init("id") { $0.id }, .init("kind") { $0.kind }, .init("recipient") { $0.recipient },
      .init("subscriber") { $0.subscriberID }, .init("language") { $0.language }, .init("subject") { $0.subject },
      .init("plain") { $0.plain }, .init("created_at") { $0.createdAt }, .init("next_at") { $0.nextAt },
      .init("tries") { $0.tries }, .init("sent_at") { $0.sentAt }, .init("dead_at") { $0.deadAt },
      .init("fault") { $0.fault },
    ])
}
