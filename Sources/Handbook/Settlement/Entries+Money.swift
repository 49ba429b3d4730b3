extension Entries {
  package mutating func money(_ field: Field, required: Bool = true) -> Money? {
    let text = raw(field)
    if text.isEmpty {
      if required { refuse(field, .fillIn) }
      return nil
    }
    guard let sum = Money(text) else {
      refuse(field, .notASum)
      return nil
    }
    return sum
  }

  package mutating func month(_ field: Field, required: Bool = true) -> Month? {
    let text = raw(field)
    if text.isEmpty {
      if required { refuse(field, .fillIn) }
      return nil
    }
    guard let month = Month(text) else {
      refuse(field, .notAMonth)
      return nil
    }
    return month
  }
}

extension Month {
  /// Reads `07.2022` or `2022-07`; `nil` for anything else.
  package init?(_ text: some StringProtocol) {
    guard text.utf8.count == 7, let day = Day(text.contains("-") ? "\(text)-01" : "01.\(text)") else { return nil }
    self = day.month
  }

  /// `2022-07`.
  package var iso: String { String(first.iso.prefix(7)) }
}

extension Text {
  package static let notASum = Text(
    ru: "Это не сумма: пишите так: 10 000,00.", kk: "Бұл сома емес: былай жазыңыз: 10 000,00.",
    en: "This is no sum: write it like 10 000,00.")
  package static let notAMonth = Text(
    ru: "Это не месяц: пишите так: 07.2022.", kk: "Бұл ай емес: былай жазыңыз: 07.2022.",
    en: "This is no month: write it like 07.2022.")
}
