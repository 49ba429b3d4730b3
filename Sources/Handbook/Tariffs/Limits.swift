/// How much of the service a subscriber may use at once.
package struct Limits: Hashable, Sendable {
  /// Infobases that exist.
  package let bases: Int
  /// Infobases open at the same time, over all users and applications (A-12, DEC-26).
  package let sessions: Int
  /// Users connected to the subscriber; `nil` where there is no limit (D-03).
  package let users: Int?
  /// Cash registers (U-04).
  package let registers: Int

  package init(bases: Int = 0, sessions: Int = 0, users: Int? = 0, registers: Int = 0) {
    self.bases = bases
    self.sessions = sessions
    self.users = users
    self.registers = registers
  }

  package static let none = Limits()

  /// Each limit the greater of the two.
  package func orMore(_ other: Limits) -> Limits {
    Limits(
      bases: max(bases, other.bases), sessions: max(sessions, other.sessions),
      users: users.flatMap { users in other.users.map { max(users, $0) } },
      registers: max(registers, other.registers))
  }

  /// Whether no limit is lower than the other's.
  package func covers(_ other: Limits) -> Bool { orMore(other) == self }

  package static func + (one: Limits, other: Limits) -> Limits {
    Limits(
      bases: one.bases + other.bases, sessions: one.sessions + other.sessions,
      users: one.users.flatMap { users in other.users.map { users + $0 } },
      registers: one.registers + other.registers)
  }

  package static func * (limits: Limits, count: Int) -> Limits {
    Limits(
      bases: limits.bases * count, sessions: limits.sessions * count, users: limits.users.map { $0 * count },
      registers: limits.registers * count)
  }
}

/// What one active subscription gives towards the subscriber's limits.
package struct Grant: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// A main subscription, a trial, or the grace days that prolong one (BEY-46).
    case main
    /// An upgrade in force, with the target tariff's limits.
    case upgrade
    /// Extra sessions, bases or registers, bought or temporary (BEY-47).
    case extra
  }

  package let limits: Limits
  package let kind: Kind
  /// How many of it; counts for extras only.
  package let quantity: Int

  package init(_ kind: Kind, _ limits: Limits, quantity: Int = 1) {
    self.kind = kind
    self.limits = limits
    self.quantity = quantity
  }
}

extension Grant {
  /// What a subscription of the kind gives by its tariff.
  ///
  /// - Parameter boost: What a temporary extra adds (BEY-47).
  package init(_ kind: Subscription.Kind, of tariff: Tariff, quantity: Int, boost: Limits) {
    switch kind {
    case .main, .grace: self.init(.main, tariff.limits)
    case .upgrade: self.init(.upgrade, tariff.limits)
    case .extension: self.init(.extra, tariff.limits, quantity: quantity)
    case .boost: self.init(.extra, boost)
    }
  }
}

extension Limits {
  /// The limits in force, given everything that is active (DEC-27, DEC-28, U-04): each limit is the greatest that a
  /// main subscription gives, plus all extras. Main ones are never added together. An upgrade stands in for its main
  /// subscription, and since the catalogue allows no upgrade to a smaller tariff, taking the greater says the same.
  /// Extras without a main subscription give nothing.
  package static func inForce(_ grants: [Grant]) -> Limits {
    guard grants.contains(where: { $0.kind != .extra }) else { return .none }
    return grants.lazy.filter { $0.kind == .extra }.reduce(
      grants.lazy.filter { $0.kind != .extra }.reduce(.none) { $0.orMore($1.limits) }
    ) { $0 + $1.limits * $1.quantity }
  }
}
