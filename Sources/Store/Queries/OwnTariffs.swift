package import Handbook

/// A partner's own prices and words over the catalogue's (M-07, BEY-52).
extension Reading {
  package func ownPrices(of partner: Subscriber.ID) throws -> [OwnPrice] {
    try rows("SELECT tariff, months, amount FROM own_price WHERE partner_id = \(partner) ORDER BY tariff, months").map {
      OwnPrice(tariff: try $0["tariff"], months: try $0["months"], amount: try $0["amount"])
    }
  }

  package func ownPrice(of partner: Subscriber.ID, _ tariff: Tariff.Code, months: Int) throws -> Money? {
    try first(
      """
      SELECT amount FROM own_price WHERE partner_id = \(partner) AND tariff = \(tariff) AND months = \(months)
      """)?["amount"]
  }

  package func ownTariffs(of partner: Subscriber.ID) throws -> [OwnTariff] {
    try rows("SELECT * FROM own_tariff WHERE partner_id = \(partner) ORDER BY tariff").map {
      OwnTariff(
        tariff: try $0["tariff"], isRecommended: try $0["is_recommended"],
        description: Text(ru: try $0["ru"], kk: try $0["kk"], en: try $0["en"]))
    }
  }
}

extension Writing {
  /// Sets a price, or, with `nil`, goes back to the recommended one.
  package func setOwnPrice(_ amount: Money?, of partner: Subscriber.ID, _ tariff: Tariff.Code, months: Int) throws {
    guard let amount else {
      try run("DELETE FROM own_price WHERE partner_id = \(partner) AND tariff = \(tariff) AND months = \(months)")
      return
    }
    try run(
      """
      INSERT INTO own_price (partner_id, tariff, months, amount) VALUES (\(partner), \(tariff), \(months), \(amount))
      ON CONFLICT (partner_id, tariff, months) DO UPDATE SET amount = excluded.amount
      """)
  }

  package func setOwnTariff(_ own: OwnTariff, of partner: Subscriber.ID) throws {
    try run(
      """
      INSERT INTO own_tariff (partner_id, tariff, is_recommended, ru, kk, en)
      VALUES (\(partner), \(own.tariff), \(own.isRecommended), \(own.description.ru), \(own.description.kk),
        \(own.description.en))
      ON CONFLICT (partner_id, tariff) DO UPDATE
      SET is_recommended = excluded.is_recommended, ru = excluded.ru, kk = excluded.kk, en = excluded.en
      """)
  }
}
