package import Handbook
package import Store

/// What a client was asked to pay (BEY-31).
extension ClientDesk {
  package func bills(
    after: Cursor? = nil, limit: Int = 50
  ) async throws -> (page: Page<BillFacts>, count: Int, sum: Money, open: Money) {
    try actor.require(.seeHouse)
    var filter = BillFilter(subscriber: actor.subscriber)
    filter.hidesDrafts = true
    return try await office.database.read { [filter] tx in
      let totals = try tx.billTotals(filter, search: "")
      return (try tx.bills(filter, search: "", after: after, limit: limit), totals.count, totals.sum, totals.open)
    }
  }

  package func bill(_ id: Bill.ID) async throws -> BillCard {
    try actor.require(.seeHouse)
    return try await office.database.read { tx in
      guard let bill = try tx.bill(id), bill.subscriberID == actor.subscriber, bill.sentAt != nil || bill.paidAt != nil
      else { throw Missing() }
      return try office.card(of: bill, tx)
    }
  }

  /// The printed form of a bill.
  ///
  /// - Throws: `PrintFault`.
  package func billForm(of id: Bill.ID, in language: Language) async throws -> [UInt8] {
    let card = try await bill(id)
    return try await office.pdf(.bill(card.paper()), in: language)
  }
}
