package import Handbook
import Office

extension Correction.Kind: Written {}
extension Correction.Reason: Written {}

extension TariffChoice: Shown {
  package static let shape = Shape<Self>(
    "TariffChoice",
    [
      .init("tariff") { $0.tariff.code }, .init("name") { $0.tariff.name }, .init("is_available") { $0.isAvailable },
      .init("start") { $0.start }, .init("main") { $0.main }, .init("is_recommended") { $0.isRecommended },
      .init("limits") { $0.tariff.limits }, .init("prices") { $0.prices }, .init("description") { $0.description },
      .init("refusals") { $0.refusals.map(QuoteRefusal.init) },
    ])
}

extension TariffChoice.Price: Shown {
  package static let shape = Shape<Self>(
    "ClientPrice",
    [
      .init("months") { $0.months }, .init("amount") { $0.amount }, .init("recommended") { $0.recommended },
      .init("is_sample") { $0.isSample },
    ])
}

extension Renewal: Shown {
  package static let shape = Shape<Self>(
    "Renewal",
    [
      .init("subscription") { $0.sold.facts.id }, .init("subscriber") { $0.sold.facts.subscriberID },
      .init("subscriber_name") { $0.sold.facts.subscriberName }, .init("ends_on") { $0.sold.facts.endsOn },
      .init("quote") { $0.quote }, .init("posted") { $0.posted },
    ])
}

extension CorrectionFacts: Shown {
  package static let shape = Shape<Self>(
    "Correction",
    [
      .init("id") { $0.id }, .init("subscription") { $0.subscriptionID }, .init("kind") { $0.kind },
      .init("reason") { $0.reason }, .init("comment") { $0.comment }, .init("before") { $0.before },
      .init("after") { $0.after }, .init("made_at") { $0.madeAt }, .init("made_by") { $0.madeByName },
    ])
}

extension CorrectionRequest: Shown {
  package static let shape = Shape<Self>(
    "CorrectionRequest",
    [
      .init("id") { $0.id }, .init("subscription") { $0.subscriptionID }, .init("subscriber") { $0.subscriberID },
      .init("subscriber_name") { $0.subscriberName }, .init("partner_name") { $0.partnerName },
      .init("kind") { $0.kind }, .init("reason") { $0.reason }, .init("comment") { $0.comment },
      .init("asked_at") { $0.askedAt }, .init("asked_by") { $0.askedByName }, .init("posted_on") { $0.postedOn },
      .init("answered_at") { $0.answeredAt }, .init("is_done") { $0.isDone }, .init("answer") { $0.answer },
    ])
}

extension Wish: Shown {
  package static let shape = Shape<Self>(
    "Wish",
    [
      .init("id") { $0.id }, .init("subscriber") { $0.subscriberID }, .init("subscriber_name") { $0.subscriberName },
      .init("tariff") { $0.tariff }, .init("subscription") { $0.subscriptionID }, .init("comment") { $0.comment },
      .init("asked_at") { $0.askedAt }, .init("asked_by") { $0.askedByName }, .init("settled_at") { $0.settledAt },
      .init("is_met") { $0.isMet }, .init("answer") { $0.answer },
    ])
}

/// A tariff as a partner sells it.
struct OwnTariffLine: Shown {
  let tariff: Tariff
  let own: OwnTariff?
  let prices: [TariffChoice.Price]

  static let shape = Shape<Self>(
    "OwnTariff",
    [
      .init("tariff") { $0.tariff.code }, .init("name") { $0.tariff.name },
      .init("is_recommended") { $0.own?.isRecommended ?? false }, .init("prices") { $0.prices },
      .init("description") { $0.own?.description },
    ])
}
