package import Handbook
import Store

extension VendorDesk {
  /// Of the last month that can be closed, or of another.
  package func progress(of month: Month? = nil) async throws -> ClosingProgress {
    try actor.require(.serve)
    let month = month ?? office.closable
    return try await office.database.read { tx in
      let found = try tx.progress(of: month)
      let partners = try tx.settlings().count { office.world.zone.day(of: $0.createdAt).month <= month }
      return ClosingProgress(
        month: month, partners: partners, closed: found.closed, parked: found.parked, lines: found.lines,
        charged: found.charged)
    }
  }

  /// Closes whatever is due now, without waiting for the job.
  ///
  /// - Returns: How many partners' months.
  package func closeMonths() async throws -> Int {
    try actor.require(.govern)
    let count = try await MonthClose().run(in: office) {}
    try await office.database.write { tx in
      try record("close-months", on: "settlement", 0, of: nil, after: ["closed": String(count)], tx)
    }
    return count
  }

  /// Lets a parked closing pass, with the reason, and closes it (DEC-59).
  package func release(_ id: Closing.ID, _ entries: Entries) async throws {
    try actor.require(.govern)
    var entries = entries
    let reason = entries.paragraph("reason", upTo: 1000, required: true)
    try entries.accept()
    try await office.database.write(locking: [.ledger]) { tx in
      let closing = try reach(id, tx)
      guard try tx.release(id, reason: reason, by: actor.user, at: now),
        let settling = try tx.settlings(of: closing.partnerID).first,
        let next = office.nextMonth(of: settling)
      else { throw Missing() }
      let outcome = try office.close(settling, next, ClosingFacts(office, tx), tx)
      if case .parked = outcome { throw Refusals("DEC-59", nil, .staysParked) }
      try record(
        "release-closing", on: "settlement", id.number, of: closing.partnerID,
        before: ["stops": closing.stops.map(\.text.en).joined(separator: " ")], after: ["reason": reason], tx)
    }
  }

  package func differences() async throws -> [FoundDifference] {
    try actor.require(.serve)
    return try await office.database.read { try $0.differences() }
  }
}

extension Text {
  static let staysParked = Text(
    ru: "Отпустить нельзя: у партнёра нет статуса, скидка неизвестна. Сначала задайте статус.",
    kk: "Жіберуге болмайды: серіктестің мәртебесі жоқ, жеңілдігі белгісіз. Алдымен мәртебесін қойыңыз.",
    en: "It cannot be released: the partner has no standing, its discount is unknown. Set the standing first.")
}
