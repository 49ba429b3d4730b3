/// A partner's own price for a tariff and a number of months (M-07).
package struct OwnPrice: Hashable, Sendable {
  package let tariff: Tariff.Code
  package let months: Int
  package let amount: Money

  package init(tariff: Tariff.Code, months: Int, amount: Money) {
    self.tariff = tariff
    self.months = months
    self.amount = amount
  }
}

/// Setting a partner's own price.
package struct OwnPriceDraft: Draft {
  package let amount: Money
  /// The recommended price of the same tariff and months; `nil` if it has none.
  package let recommended: Money?
  package let field: Field

  package init(amount: Money, recommended: Money?, field: Field) {
    self.amount = amount
    self.recommended = recommended
    self.field = field
  }

  package static let rules: [Rule<Self>] = [
    Rule(
      "DEC-24",
      Text(
        ru: "Своя цена не ниже рекомендованной: продажа ниже неё — демпинг (M-07).",
        kk: "Өз бағаңыз ұсынылғаннан төмен болмайды: одан төмен сату — демпинг (M-07).",
        en: "One's own price is not below the recommended one: selling below it is dumping (M-07)."),
      explanation: { draft in
        let least = draft.recommended?.withSign ?? ""
        return Text(
          ru: "Ниже рекомендованной цены \(least) — это демпинг. Выше — можно.",
          kk: "Ұсынылған \(least) бағадан төмен — демпинг. Жоғары болса болады.",
          en: "Below the recommended price \(least) it is dumping. Above it you are free.")
      }
    ) { draft in draft.recommended.map { draft.amount >= $0 } ?? true },
    Rule(
      "DEC-18",
      Text(
        ru: "Свою цену задают для периода, который есть в прайсе.", kk: "Өз баға прайста бар мерзімге қойылады.",
        en: "An own price is set for a period that the price list has.")
    ) { $0.recommended != nil },
  ]
}
