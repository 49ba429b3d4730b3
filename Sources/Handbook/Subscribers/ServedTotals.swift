/// How many subscribers a partner serves, by the kind of their access on a day.
package struct ServedTotals: Sendable {
  package var all = 0
  package var trial = 0
  package var free = 0
  package var paid = 0
  /// Access that was and has ended.
  package var ended = 0
  /// Access that ends within the days people care about.
  package var endingSoon = 0

  package init() {}
}
