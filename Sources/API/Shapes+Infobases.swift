package import Handbook
package import Infobases
package import Office

extension Infobase.State: Written {}
extension Infobase.Level: Written {}
extension Backup.Kind: Written {}

extension InfobaseFacts: Shown {
  package static let shape = Shape<Self>(
    "Infobase",
    [
      .init("id") { $0.id }, .init("number") { $0.id.nineDigits }, .init("subscriber") { $0.subscriberID },
      .init("application") { $0.application }, .init("name") { $0.name }, .init("state") { $0.state },
      .init("origin") { $0.origin }, .init("zone") { $0.zone }, .init("backup_hour") { $0.backupHour },
      .init("created_at") { $0.createdAt }, .init("used_at") { $0.usedAt }, .init("kept_at") { $0.keptAt },
      .init("delete_after") { $0.deleteAfter },
      .init("level") { $0.level }, .init("sessions") { $0.sessions }, .init("version") { $0.version },
    ])
}

extension ClientDesk.Infobases: Shown {
  package static let shape = Shape<Self>(
    "Infobases",
    [
      .init("items") { $0.list }, .init("next") { _ in String?.none }, .init("taken") { $0.taken },
      .init("limits") { $0.limits }, .init("sessions") { $0.sessions }, .init("access_ends_on") { $0.accessEnds },
      .init("applications") { $0.applications.map(\.code) },
    ])
}

extension InfobaseEvent: Shown {
  package static let shape = Shape<Self>(
    "InfobaseEvent", [.init("at") { $0.at }, .init("state") { $0.state }, .init("note") { $0.note }])
}

extension ClientDesk.InfobaseCard: Shown {
  package static let shape = Shape<Self>(
    "InfobaseCard",
    [
      .init("infobase") { $0.facts }, .init("subscriber_name") { $0.subscriberName },
      .init("may_administer") { $0.mayAdminister }, .init("is_closed") { $0.isClosed },
      .init("may_keep_open") { $0.mayKeepOpen }, .init("events") { $0.events }, .init("sessions") { $0.sessions },
      .init("grants") { $0.grants },
    ])
}

extension Backup: Shown {
  package static let shape = Shape<Self>(
    "Backup",
    [
      .init("id") { $0.takenAt.milliseconds }, .init("taken_at") { $0.takenAt }, .init("kind") { $0.kind },
      .init("size") { $0.size },
    ])
}

struct RightLine: Shown {
  let user: User.ID
  let infobase: Infobase.ID
  let level: Infobase.Level

  static let shape = Shape<Self>(
    "InfobaseRight",
    [.init("user") { $0.user }, .init("infobase") { $0.infobase }, .init("level") { $0.level }])
}

extension ClientDesk.Matrix: Shown {
  package static let shape = Shape<Self>(
    "RightsMatrix",
    [
      .init("members") { $0.members }, .init("infobases") { $0.infobases },
      .init("rights") { matrix in
        matrix.rights.map { RightLine(user: $0.key.user, infobase: $0.key.infobase, level: $0.value) }
          .sorted { ($0.user, $0.infobase) < ($1.user, $1.infobase) }
      },
    ])
}

extension SessionFacts: Shown {
  package static let shape = Shape<Self>(
    "Session",
    [
      .init("id") { $0.id }, .init("infobase") { $0.infobaseID }, .init("infobase_name") { $0.infobaseName },
      .init("user") { $0.userID }, .init("user_name") { $0.userName }, .init("client") { $0.client },
      .init("address") { $0.address }, .init("opened_at") { $0.openedAt }, .init("active_at") { $0.activeAt },
      .init("ends_at") { $0.endsAt }, .init("message") { $0.endMessage },
    ])
}

/// A place that was taken: the session's own token is told here and nowhere else.
struct OpenedSession: Shown {
  let token: Token

  static let shape = Shape<Self>(
    "OpenedSession",
    [
      .init("session") { $0.token.text },
      .init("silence_seconds") { _ in ClientDesk.silence.seconds },
    ])
}

extension ClientDesk.Pulse: Shown {
  package static let shape = Shape<Self>(
    "Pulse", [.init("ends_at") { $0.endsAt }, .init("message") { $0.message }])
}

extension AccessGrant: Shown {
  package static let shape = Shape<Self>(
    "Grant",
    [
      .init("id") { $0.id }, .init("infobase") { $0.infobaseID }, .init("infobase_name") { $0.infobaseName },
      .init("organisation") { $0.organisationID }, .init("organisation_name") { $0.organisationName },
      .init("user") { $0.userID }, .init("user_name") { $0.userName }, .init("reason") { $0.reason },
      .init("granted_by") { $0.grantedByName }, .init("granted_at") { $0.grantedAt }, .init("until") { $0.untilAt },
      .init("revoked_at") { $0.revokedAt },
    ])
}
