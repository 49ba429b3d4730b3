package import Handbook
import Store

/// Recomputes the closed months from the subscriptions' history every night, and tells the vendor of whatever was
/// charged otherwise (DEC-59).
package struct SettlementAudit: Job {
  package let name = "settlement-audit"
  package let purpose = "recompute the charges of the last closed months"
  package let pause = Instant.Span.hours(1)

  package init() {}

  private static let setting = "settlement-audited"
  /// How many months back.
  static let months = 2

  package func run(in office: Office, _ lease: Lease) async throws -> Int {
    let today = office.world.today
    let found = try await office.settlementDifferences(since: today.month.advanced(by: -Self.months)) {
      try await lease.keep()
    }
    let now = office.world.now()
    return try await office.database.write(locking: [.ledger]) { tx in
      let new = try found.filter { try tx.keep($0, at: now) }
      if let first = new.first, let vendor = try tx.vendorID() {
        try office.postToServing(
          .settlementDiffers(count: new.count, first: first.text, link: office.link("/settlement/audit")), vendor, tx)
      }
      try tx.set(Self.setting, to: today.iso)
      return max(1, new.count)
    }
  }

  package func due(in office: Office) async throws -> Int {
    let today = office.world.today.iso
    guard office.world.zone.clock(of: office.world.now()).hour >= 2 else { return 0 }
    return try await office.database.read { tx in
      try tx.setting(Self.setting) == today ? 0 : try tx.closings(ClosingFilter(), limit: 1).items.count
    }
  }
}

extension Office {
  /// What of the closed months was charged otherwise than a recomputation gives, as it was known when each was closed.
  ///
  /// - Parameter month: The first month looked at.
  package func settlementDifferences(
    since month: Month, _ step: () async throws -> Void = {}
  ) async throws -> [SettlementDifference] {
    let facts = try await database.read { try ClosingFacts(self, $0) }
    var (found, last): ([SettlementDifference], Cursor?) = ([], nil)
    while true {
      let after = last
      try await step()
      let page = try await database.read { tx in
        try tx.closings(ClosingFilter(state: .closed), after: after, limit: 100)
      }
      for closing in page.items where closing.month >= month {
        found += try await database.read { try self.differences(of: closing, facts, $0) }
      }
      guard let next = page.next else { return found }
      last = next
    }
  }

  private func differences(
    of closing: Closing, _ facts: ClosingFacts, _ tx: any Reading
  ) throws -> [SettlementDifference] {
    let discounts = Discounts(try tx.standingLines(of: closing.partnerID), facts.rates, knownAt: closing.closedAt)
    var owed: [Charge.Key: Money] = [:]
    try forEachCharged(of: closing.partnerID, in: closing.month, facts, tx) { sold in
      for charge in try sold.charges(in: closing.month, discounts) where charge.due != .zero {
        owed[charge.key] = charge.due
      }
    }
    func difference(_ kind: SettlementDifference.Kind, _ key: Charge.Key?, _ charged: Money, _ owed: Money)
      -> SettlementDifference
    {
      SettlementDifference(closing: closing.id, kind: kind, key: key, charged: charged, owed: owed)
    }
    var (found, total, last): ([SettlementDifference], Money, Int64) = ([], .zero, 0)
    while true {
      let lines = try tx.lines(of: closing.id, after: last, limit: 5_000)
      for (_, charge) in lines {
        total += charge.due
        if charge.revision > 0 {
          if let right = try wrong(charge, discounts, facts, tx) {
            found.append(difference(.different, charge.key, charge.due, right))
          }
          continue
        }
        switch owed.removeValue(forKey: charge.key) {
        case nil: found.append(difference(.extra, charge.key, charge.due, .zero))
        case charge.due?: break
        case let right?: found.append(difference(.different, charge.key, charge.due, right))
        }
      }
      guard lines.count == 5_000, let end = lines.last else { break }
      last = end.entry
    }
    found += owed.sorted { $0.key < $1.key }.map { difference(.missing, $0.key, .zero, $0.value) }
    if total != closing.charged { found.append(difference(.totals, nil, closing.charged, total)) }
    return found
  }

  /// What a correction should have been, if it was something else.
  private func wrong(
    _ charge: Charge, _ discounts: Discounts, _ facts: ClosingFacts, _ tx: any Reading
  ) throws -> Money? {
    let key = charge.key
    let before = try tx.charges(of: key.subscription).filter { $0.key == key && $0.revision < charge.revision }
      .reduce(Money.zero) { $0 + $1.due }
    guard
      let sold = try tx.charged([key.subscription], terms: { try facts.terms($0) }, day: world.zone.day).first
    else { return .zero }
    let right = try sold.charge(key, discounts).whole - before
    return right == charge.due && charge.was == before ? nil : right
  }
}
