package import Handbook
import Store

/// A partner's own prices and words for its clients (M-07, DEC-24, BEY-52).
extension PartnerDesk {
  package struct PriceList: Sendable {
    package let tariffs: [Tariff]
    package let own: [OwnTariff]
    package let prices: [OwnPrice]

    package func own(_ tariff: Tariff.Code) -> OwnTariff? { own.first { $0.tariff == tariff } }
    package func price(_ tariff: Tariff.Code, _ months: Int) -> Money? {
      prices.first { $0.tariff == tariff && $0.months == months }?.amount
    }
  }

  package func priceList() async throws -> PriceList {
    try actor.require(.serve)
    return try await office.database.read { tx in
      PriceList(
        tariffs: try office.catalogues.offer(tx).catalogue.tariffs(issuedBy: .partner, on: today),
        own: try tx.ownTariffs(of: actor.subscriber), prices: try tx.ownPrices(of: actor.subscriber))
    }
  }

  /// Sets the own prices of a tariff, its description for clients and whether it is recommended. An empty price goes back
  /// to the recommended one.
  ///
  /// - Parameter entries: `price-MONTHS` for each price, `recommended`, `ru`, `kk`, `en`.
  package func setTariff(_ code: Tariff.Code, _ entries: Entries) async throws {
    try actor.require(.serve)
    if actor.role != .owner { throw Denied(.manageOwners) }
    try await office.database.write { tx in
      var entries = entries
      guard
        let tariff = try office.catalogues.offer(tx).catalogue.tariffs(issuedBy: .partner, on: today).first(where: {
          $0.code == code
        })
      else { throw Missing() }
      let description = Text(
        ru: entries.paragraph("ru", upTo: 2000), kk: entries.paragraph("kk", upTo: 2000),
        en: entries.paragraph("en", upTo: 2000))
      var refusals: [Refusal] = []
      var changes: Facts = []
      var prices: [(months: Int, amount: Money?)] = []
      for price in tariff.prices where price.validity.contains(today) {
        let field = Field("price-\(price.months)")
        guard let typed = entries.typed[field.name] else { continue }
        let amount = Money(typed)
        if amount == nil, entries.has(field) { entries.refuse(field, .notASum) }
        if let amount {
          let draft = OwnPriceDraft(amount: amount, recommended: price.amount, field: field)
          refusals += draft.refusals.map { Refusal(rule: $0.rule, field: field, text: $0.text) }
        }
        prices.append((price.months, amount == price.amount ? nil : amount))
        changes.pairs.append((field.name, amount?.plain ?? ""))
      }
      refusals += entries.refusals
      if !refusals.isEmpty { throw Refusals(refusals) }
      for price in prices {
        try tx.setOwnPrice(price.amount, of: actor.subscriber, code, months: price.months)
      }
      try tx.setOwnTariff(
        OwnTariff(tariff: code, isRecommended: entries.isOn("recommended"), description: description),
        of: actor.subscriber)
      try record("set-prices", on: "tariff", 0, of: actor.subscriber, after: changes, tx)
    }
  }

  // MARK: What clients ask for

  package func wishes() async throws -> [Wish] {
    try actor.require(.serve)
    return try await office.database.read { try $0.wishes(to: actor.subscriber) }
  }

  /// Answers a wish that is not met, with a word to the client.
  package func decline(_ wish: ID<Wish>, _ entries: Entries) async throws {
    try actor.require(.serve)
    var entries = entries
    let answer = entries.paragraph("answer", upTo: 1000, required: true)
    try entries.accept()
    try await office.database.write { tx in
      guard try tx.settle(wish, of: actor.subscriber, isMet: false, answer: answer, by: actor.user, at: now) else {
        throw Missing()
      }
      try record("decline", on: "wish", wish.number, of: actor.subscriber, after: ["answer": answer], tx)
    }
  }
}
