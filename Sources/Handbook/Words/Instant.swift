/// A moment of time: milliseconds since 1970-01-01T00:00:00Z.
///
/// What day it is then is the zone's affair (DEC-14); see `World` in the office.
package struct Instant: Hashable, Comparable, Sendable {
  package let milliseconds: Int64

  package init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  package static func + (instant: Instant, span: Span) -> Instant {
    Instant(milliseconds: instant.milliseconds + span.milliseconds)
  }
  package static func - (instant: Instant, span: Span) -> Instant {
    Instant(milliseconds: instant.milliseconds - span.milliseconds)
  }
  package static func - (one: Instant, other: Instant) -> Span {
    Span(milliseconds: one.milliseconds - other.milliseconds)
  }
  package static func < (one: Instant, other: Instant) -> Bool { one.milliseconds < other.milliseconds }

  /// A length of time between two instants.
  package struct Span: Hashable, Comparable, Sendable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
      self.milliseconds = milliseconds
    }

    package static func seconds(_ count: Int) -> Span { Span(milliseconds: Int64(count) * 1000) }
    package static func minutes(_ count: Int) -> Span { .seconds(count * 60) }
    package static func hours(_ count: Int) -> Span { .minutes(count * 60) }
    package static func days(_ count: Int) -> Span { .hours(count * 24) }

    /// Whole seconds, rounded towards zero.
    package var seconds: Int { Int(milliseconds / 1000) }
    package static func + (one: Span, other: Span) -> Span { Span(milliseconds: one.milliseconds + other.milliseconds) }
    package static func < (one: Span, other: Span) -> Bool { one.milliseconds < other.milliseconds }
  }
}
