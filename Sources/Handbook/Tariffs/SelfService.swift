/// What an owner may take without a partner while the payment is on its way (BEY-46, BEY-47).
package struct SelfService: Hashable, Sendable {
  package let grace: Grace
  package let boost: Boost

  package init(grace: Grace, boost: Boost) {
    self.grace = grace
    self.boost = boost
  }

  /// «Продлевающая»: a few more days of an ended main or trial subscription (BEY-46).
  package struct Grace: Hashable, Sendable {
    package let days: Int
    /// For so many days after the end it may still be taken.
    package let withinDays: Int
    /// Times for each main subscription.
    package let times: Int

    package init(days: Int, withinDays: Int, times: Int) {
      self.days = days
      self.withinDays = withinDays
      self.times = times
    }
  }

  /// «Расширяющая»: more sessions and bases for a few days (BEY-47).
  package struct Boost: Hashable, Sendable {
    package let sessions: Int
    package let bases: Int
    package let days: Int
    /// Times for each main subscription.
    package let times: Int

    package init(sessions: Int, bases: Int, days: Int, times: Int) {
      self.sessions = sessions
      self.bases = bases
      self.days = days
      self.times = times
    }

    package var limits: Limits { Limits(bases: bases, sessions: sessions) }
  }
}
