package import Handbook
import Office

extension Subscription.Kind: Written {}
extension Subscription.State: Written {}
extension Tariff.Issuer: Written {}
extension Tariff.Settlement: Written {}
extension ProductLine: Written {}

extension Limits: Shown {
  package static let shape = Shape<Self>(
    "Limits",
    [
      .init("infobases") { $0.bases }, .init("sessions") { $0.sessions }, .init("users") { $0.users },
      .init("registers") { $0.registers },
    ])
}

extension SoldSubscription: Shown {
  package static let shape = Shape<Self>(
    "Subscription",
    [
      .init("id") { $0.facts.id }, .init("number") { $0.facts.id.nineDigits },
      .init("subscriber") { $0.facts.subscriberID }, .init("subscriber_name") { $0.facts.subscriberName },
      .init("partner") { $0.facts.partnerID }, .init("partner_name") { $0.facts.partnerName },
      .init("tariff") { $0.tariff.code }, .init("tariff_name") { $0.tariff.name }, .init("kind") { $0.facts.kind },
      .init("main") { $0.facts.mainID }, .init("origin") { $0.facts.originID }, .init("quantity") { $0.facts.quantity },
      .init("months") { $0.facts.months },
      .init("starts_on") { $0.facts.startsOn }, .init("ends_on") { $0.facts.endsOn }, .init("sum") { $0.facts.sum },
      .init("client_sum") { $0.facts.clientSum }, .init("contract") { $0.facts.contract },
      .init("correctable_until") { $0.facts.correctableUntil }, .init("access") { $0.facts.accessKind },
      .init("comment") { $0.facts.comment },
      .init("created_at") { $0.facts.createdAt }, .init("created_by") { $0.facts.createdByName },
      .init("posted_at") { $0.facts.postedAt }, .init("posted_by") { $0.facts.postedByName },
      .init("cancelled_at") { $0.facts.cancelledAt }, .init("version") { $0.facts.version },
    ])
}

struct JournalPage: Shown {
  let page: Listed<SoldSubscription>
  let count: Int
  let sum: Money

  static let shape = Shape<Self>(
    "Subscriptions",
    [
      .init("items") { $0.page.items }, .init("next") { $0.page.next }, .init("count") { $0.count },
      .init("sum") { $0.sum },
    ])
}

extension SupportContract.Level: Written {}

/// With whom a support contract is made.
enum ContractParty: String, CaseIterable { case us, other }

extension SupportContract: Shown {
  package static let shape = Shape<Self>(
    "SupportContract",
    [.init("number") { $0.number }, .init("level") { $0.level }, .init("ends_on") { $0.end }])
}

/// How the limits come about (DEC-27).
extension LimitsAccount: Shown {
  package static let shape = Shape<Self>(
    "LimitsAccount", [.init("limits") { $0.limits }, .init("lines") { $0.lines }])
}

extension LimitsAccount.Line: Shown {
  package static let shape = Shape<Self>(
    "LimitsLine",
    [
      .init("subscription") { $0.facts.id }, .init("tariff") { $0.tariff.code }, .init("kind") { $0.facts.kind },
      .init("quantity") { $0.grant.quantity }, .init("gives") { $0.grant.limits },
      .init("counts") { line in LimitsAccount.Measure.allCases.filter(line.counts.contains).map(\.rawValue) },
    ])
}

struct OwnSubscriptions: Shown {
  let content: ClientDesk.Subscriptions

  static let shape = Shape<Self>(
    "OwnSubscriptions",
    [
      .init("items") { $0.content.sold }, .init("limits") { $0.content.account.limits },
      .init("lines") { $0.content.account.lines }, .init("access_ends_on") { $0.content.accessEnds },
      .init("grace_until") { $0.content.grace?.end }, .init("boost_until") { $0.content.boost?.end },
    ])
}

/// A refusal as an answer tells it: in every language.
struct QuoteRefusal: Shown {
  let refusal: Refusal

  static let shape = Shape<Self>(
    "QuoteRefusal",
    [
      .init("rule") { $0.refusal.rule }, .init("field") { $0.refusal.field?.name }, .init("text") { $0.refusal.text },
    ])
}

extension Quote: Shown {
  package static let shape = Shape<Self>(
    "Quote",
    [
      .init("tariff") { $0.tariff?.code }, .init("starts_on") { $0.period?.start },
      .init("ends_on") { $0.period?.end }, .init("sum") { $0.sum }, .init("client_sum") { $0.clientSum },
      .init("charged_months") { $0.chargedMonths }, .init("is_sample") { $0.isSample },
      .init("owed") { $0.owed }, .init("dues") { $0.dues }, .init("cheaper") { $0.cheaper },
      .init("plan_from") { $0.planStart }, .init("no_access_from") { $0.gap?.start },
      .init("no_access_through") { $0.gap?.end }, .init("correctable_until") { $0.correctableUntil },
      .init("new_applications") { $0.newApplications },
      .init("limits_before") { $0.limitsBefore }, .init("limits_after") { $0.limitsAfter },
      .init("refusals") { $0.refusals.map(QuoteRefusal.init) }, .init("tariffs") { $0.tariffs.map(\.code) },
      .init("mains") { $0.mains.map(\.facts.id) },
    ])
}

extension Quote.Due: Shown {
  package static let shape = Shape<Self>(
    "Due", [.init("billed_for") { $0.month.first }, .init("sum") { $0.sum }])
}

extension Quote.Cheaper: Shown {
  package static let shape = Shape<Self>(
    "CheaperStart", [.init("start") { $0.start }, .init("months") { $0.months }, .init("sum") { $0.sum }])
}

/// What a new subscription that repeats another would say.
struct CopiedEntries: Shown {
  let entries: Entries

  static let shape = Shape<Self>(
    "SubscriptionCopy",
    [
      .init("subscriber") { Int($0.entries.raw("subscriber")) }, .init("tariff") { $0.entries.raw("tariff") },
      .init("start") { Day($0.entries.raw("start")) }, .init("months") { Int($0.entries.raw("months")) },
      .init("quantity") { Int($0.entries.raw("quantity")) }, .init("comment") { $0.entries.raw("comment") },
      .init("contract_number") { $0.entries.raw("contract_number") },
    ])
}

extension Price: Shown {
  package static let shape = Shape<Self>(
    "Price",
    [
      .init("months") { $0.months }, .init("amount") { $0.amount }, .init("is_sample") { $0.isSample },
      .init("from") { $0.validity.from }, .init("through") { $0.validity.through },
    ])
}

/// A tariff, and in which periods it is sold on a day.
struct TariffLine: Shown {
  let tariff: Tariff
  let periods: [Int]

  init(_ tariff: Tariff, on day: Day) {
    self.tariff = tariff
    periods = tariff.periods(on: day)
  }

  static let shape = Shape<Self>(
    "Tariff",
    [
      .init("code") { $0.tariff.code }, .init("name") { $0.tariff.name }, .init("line") { $0.tariff.line },
      .init("kind") { $0.kind }, .init("issuer") { $0.tariff.issuer }, .init("settlement") { $0.tariff.settlement },
      .init("is_free") { $0.tariff.isFree }, .init("limits") { $0.tariff.limits }, .init("months") { $0.periods },
      .init("description") { $0.tariff.descriptionForClients }, .init("services") { $0.tariff.services },
      .init("applications") { $0.tariff.applications }, .init("extensions") { $0.tariff.extensions },
      .init("prices") { $0.tariff.prices }, .init("from") { $0.tariff.validity.from },
      .init("through") { $0.tariff.validity.through },
    ])

  private var kind: String {
    switch tariff.kind {
    case .main: "main"
    case .trial: "trial"
    case .extra: "extension"
    case .upgrade: "upgrade"
    }
  }
}

extension Application: Shown {
  package static let shape = Shape<Self>(
    "Application",
    [
      .init("code") { $0.code }, .init("name") { $0.name }, .init("summary") { $0.summary },
      .init("version") { $0.version }, .init("group") { $0.group },
    ])
}

extension Service: Shown {
  package static let shape = Shape<Self>("Service", [.init("code") { $0.code }, .init("name") { $0.name }])
}

extension Standing: Shown {
  package static let shape = Shape<Self>(
    "Standing",
    [
      .init("code") { $0.code }, .init("name") { $0.name },
      .init("discount_hundredths") { $0.discount.hundredths }, .init("supports_clients") { $0.supportsClients },
    ])
}

/// The catalogue in force.
struct CatalogueInForce: Shown {
  let offer: Catalogues.Offer
  let today: Day

  static let shape = Shape<Self>(
    "Catalogue",
    [
      .init("number") { $0.offer.number }, .init("standings") { $0.offer.catalogue.standings },
      .init("applications") { $0.offer.catalogue.applications }, .init("services") { $0.offer.catalogue.services },
      .init("tariffs") { catalogue in catalogue.offer.catalogue.tariffs.map { TariffLine($0, on: catalogue.today) } },
    ])
}
