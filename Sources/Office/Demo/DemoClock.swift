package import Handbook
package import Store

/// The clock of a demo installation, which everybody signed in may move forward (PRO-23), and never back.
///
/// Days pass one after another, each with the service's own work, as if the installation had run through them: letters
/// go out, copies are made, what has ended ends. How far the clock is ahead is kept in the store with each day, so that
/// a crash leaves it at a day between. There is no such clock in an installation that is not a demo, and the store is
/// asked again before each day.
package struct DemoClock: Sendable {
  private let office: Office
  private let clock: MovableClock
  private let housekeeping: Housekeeping

  /// - Parameters:
  ///   - clock: The clock that the office's world reads.
  ///   - housekeeping: The work of the days that pass: one of its own, so that its leases keep the service's off.
  package init(_ office: Office, _ clock: MovableClock, _ housekeeping: Housekeeping) {
    self.office = office
    self.clock = clock
    self.housekeeping = housekeeping
  }

  package var today: Day { office.world.today }

  /// How many days the clock is ahead of the one on the wall.
  package var daysAhead: Int { today - office.world.zone.day(of: office.world.onTheWall) }

  /// Moves the clock by `step` (`day`, `week`, `month`), or through the nights until the day `to`.
  ///
  /// - Throws: `Refusals` for a day that is past or too far; `Missing` where the installation is not a demo.
  package func move(_ entries: Entries, by visitor: Visitor, from address: String) async throws {
    var entries = entries
    let from = today
    let to: Day? =
      switch entries.raw("step") {
      case "day": from + 1
      case "week": from + 7
      case "month": Period(months: 1, from: from).end + 1
      default: entries.day("to")
      }
    try entries.accept()
    guard let to else { return }
    try ClockMove(from: from, to: to).accept()

    let user = visitor.signIn.userID
    let after: Facts = ["to": to.iso]
    let before: Facts = ["from": from.iso]
    try await office.database.write { tx in
      try tx.record(
        "move-clock", on: "service", 0, of: nil, before: before.json, after: after.json, by: user,
        in: visitor.signIn.subscriberID, from: address, at: office.world.now())
    }
    while try await passDay(until: to) { await housekeeping.runAll() }
  }

  /// Goes on to the same hour of the next day; `false` if it is `last` already.
  private func passDay(until last: Day) async throws -> Bool {
    let world = office.world
    let ahead = try await office.database.write(locking: [LockKey("demo clock", 0)]) { tx -> Instant.Span? in
      guard let ahead = try Demo.ahead(tx) else { throw Missing() }
      // From what is kept, not from the clock: somebody else may be moving it too.
      let now = world.onTheWall + ahead
      let day = world.zone.day(of: now)
      guard day < last else { return nil }
      let sameHour = world.zone.start(of: day + 1) + (now - world.zone.start(of: day))
      // A day on which the zone changes may be shorter than the hour asks for.
      let span = min(sameHour, world.zone.start(of: day + 2) - Instant.Span(milliseconds: 1)) - now
      try Demo.keep(ahead: ahead + span, tx)
      try tx.carrySignIns(by: span)
      return ahead + span
    }
    guard let ahead else { return false }
    clock.raise(shift: ahead)
    return true
  }
}

extension Demo {
  private static let setting = "demo-clock"

  /// How far the demo's clock is ahead; `nil` if the installation is not a demo.
  static func ahead(_ tx: any Reading) throws -> Instant.Span? {
    guard try tx.setting(mark) != nil else { return nil }
    return Instant.Span(milliseconds: try tx.setting(setting).flatMap { Int64($0) } ?? 0)
  }

  static func keep(ahead: Instant.Span, _ tx: any Writing) throws {
    try tx.set(setting, to: String(ahead.milliseconds))
  }

  /// The clock of the installation where it was left; `nil` if it is not a demo: its time is the world's.
  package static func clock(of database: any Database, over world: World) async throws -> MovableClock? {
    let ahead = try await database.read { try Demo.ahead($0) }
    return ahead.map { MovableClock(shift: $0, base: world.now) }
  }
}
