extension Migration {
  /// Every step of the schema, in order.
  package static let all: [Migration] = [
    .people, .catalogue, .subscriptions, .infobases, .records, .upkeep, .saleTally, .cardTabs, .sales,
    .tallySums,
    .kept, .settlement, .bills, .contracts,
  ]
}
