import Foundation
package import Handbook
import Synchronization

/// The only door to what is not determined: the clock, the zone, chance. A value, passed by initialiser; tests freeze
/// it.
package struct World: Sendable {
  package var now: @Sendable () -> Instant
  package var zone: Zone
  /// How far the service's clock is ahead of the one on the wall: not at all, except in a demo.
  package var ahead: @Sendable () -> Instant.Span = { .seconds(0) }
  /// That many bytes that nobody can guess.
  package var random: @Sendable (Int) -> [UInt8]

  package init(
    now: @escaping @Sendable () -> Instant, zone: Zone, random: @escaping @Sendable (Int) -> [UInt8]
  ) {
    self.now = now
    self.zone = zone
    self.random = random
  }

  package static func real(zone: Zone) -> World {
    World(
      now: {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
      }, zone: zone,
      random: { count in
        // Eight bytes at a time: each number is a call into the kernel.
        var generator = SystemRandomNumberGenerator()
        let bytes = stride(from: 0, to: count, by: 8).flatMap { _ in
          withUnsafeBytes(of: generator.next(), Array.init)
        }
        return Array(bytes.prefix(count))
      })
  }

  package var today: Day { zone.day(of: now()) }

  /// What the clock on the wall shows: for whatever people carry with them (a code of an authenticator), and for what
  /// processes agree on (a lease).
  package var onTheWall: Instant { now() - ahead() }

  /// The same world by a clock that is moved.
  package func moved(by clock: MovableClock) -> World {
    var world = self
    world.now = { clock.now }
    world.ahead = { clock.ahead }
    return world
  }
}

/// A time zone of the tz database: what day and hour it is there at an instant (DEC-14, DEC-60).
package struct Zone: Sendable {
  package let name: String
  private let offsets: Offsets

  /// `nil` if the tz database has no such zone.
  package init?(_ name: String) {
    guard let zone = TimeZone(identifier: name) else { return nil }
    self.name = name
    offsets = Offsets(zone)
  }

  /// Milliseconds to add to UTC at the instant.
  package func offset(at instant: Instant) -> Int64 { offsets.at(instant.milliseconds) }

  package func day(of instant: Instant) -> Day {
    Day(sinceEpoch: Int(days(instant.milliseconds + offset(at: instant))))
  }

  /// 00:00:00 of the day. On the day of a change of the zone, its first moment.
  package func start(of day: Day) -> Instant {
    let midnight = Int64(day.sinceEpoch) * 86_400_000
    // The offset a little before and a little after decide; the earliest instant that belongs to the day wins.
    let candidates = [-43_200_000, 43_200_000].map { near in
      Instant(milliseconds: midnight - offset(at: Instant(milliseconds: midnight + near)))
    }
    return candidates.sorted().first { self.day(of: $0) == day } ?? candidates[1]
  }

  /// Hours and minutes of the local clock.
  package func clock(of instant: Instant) -> (hour: Int, minute: Int, second: Int) {
    let local = instant.milliseconds + offset(at: instant)
    let seconds = Int(((local % 86_400_000) + 86_400_000) % 86_400_000 / 1000)
    return (seconds / 3600, seconds / 60 % 60, seconds % 60)
  }

  /// `05.07.2022 14:03`.
  package func stamp(_ instant: Instant) -> String {
    let (hour, minute, _) = clock(of: instant)
    return "\(day(of: instant)) \(two(hour)):\(two(minute))"
  }

  /// `2022-07-05T14:03:00+06:00` (ISO 8601 with offset).
  package func iso(_ instant: Instant) -> String {
    let offset = offset(at: instant)
    let local = instant.milliseconds + offset
    let day = days(local)
    let seconds = Int(local - day * 86_400_000) / 1000
    let minutes = Int(abs(offset)) / 60_000
    var text = Day(sinceEpoch: Int(day)).iso
    text += "T"
    text += Digits.joined(seconds / 3600, seconds / 60 % 60, seconds % 60, by: ":")
    text += offset < 0 ? "-" : "+"
    text += Digits.joined(minutes / 60, minutes % 60, by: ":")
    return text
  }

  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// Whole days in the milliseconds since 1970-01-01, downwards.
private func days(_ milliseconds: Int64) -> Int64 {
  milliseconds >= 0 ? milliseconds / 86_400_000 : (milliseconds - 86_399_999) / 86_400_000
}

/// A zone's offsets, remembered by the day of UTC: a page tells fifty moments, and the tz database answers slowly.
private final class Offsets: Sendable {
  private let zone: TimeZone
  /// Of days on which the zone does not change its offset.
  private let known = Mutex<[Int64: Int64]>([:])

  init(_ zone: TimeZone) {
    self.zone = zone
  }

  func at(_ milliseconds: Int64) -> Int64 {
    let day = days(milliseconds)
    if let offset = known.withLock({ $0[day] }) { return offset }
    let offset = ask(milliseconds)
    if ask(day * 86_400_000) == offset, ask((day + 1) * 86_400_000 - 1) == offset {
      // Whoever asks about all days that there are does not fill the memory.
      known.withLock { if $0.count < 20_000 { $0[day] = offset } }
    }
    return offset
  }

  private func ask(_ milliseconds: Int64) -> Int64 {
    Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(milliseconds) / 1000))) * 1000
  }
}

/// A clock that a demo installation can move, and tests can hold.
package final class MovableClock: Sendable {
  private let shift: Mutex<Int64>
  private let base: @Sendable () -> Instant

  package init(shift: Instant.Span = .seconds(0), base: @escaping @Sendable () -> Instant) {
    self.shift = Mutex(shift.milliseconds)
    self.base = base
  }

  /// A clock that stands still until it is moved.
  package convenience init(frozenAt instant: Instant) {
    self.init { instant }
  }

  package var now: Instant { base() + Instant.Span(milliseconds: shift.withLock { $0 }) }
  package func advance(by span: Instant.Span) { shift.withLock { $0 += span.milliseconds } }
  package var ahead: Instant.Span { Instant.Span(milliseconds: shift.withLock { $0 }) }
  /// Sets the shift, unless it is greater already.
  package func raise(shift span: Instant.Span) { shift.withLock { $0 = max($0, span.milliseconds) } }
  package func set(shift span: Instant.Span) { shift.withLock { $0 = span.milliseconds } }
}
