/// A tariff as a partner shows it to its clients (BEY-52).
package struct TariffOffer: Sendable {
  package let tariff: Tariff
  package let isRecommended: Bool
  package let description: Text
  package let prices: [TariffChoice.Price]

  package init(tariff: Tariff, isRecommended: Bool, description: Text, prices: [TariffChoice.Price]) {
    self.tariff = tariff
    self.isRecommended = isRecommended
    self.description = description
    self.prices = prices
  }
}
