/// Why a partner's closing waits for a person instead of becoming an invoice (DEC-59).
package enum SafetyStop: Hashable, Sendable {
  /// Nobody has said what the partner's discount is.
  case noDiscount(Subscription.ID)
  /// The price of the line stands in no price list of its tariff.
  case strangePrice(Subscription.ID, Money)
  /// Less than nothing, or more than the recommended price.
  case outOfBounds(Subscription.ID, Money)
  /// The invoice would be less than nothing.
  case negativeTotal(Money)
  /// Many times more than the partner has ever had.
  case farAboveHistory(Money, most: Money)
  /// The store refused the lines.
  case refused

  /// A total this small parks nobody, however small it was before.
  package static let noticeable = Money.tenge(1_000_000)
  package static let timesOfHistory = 5
  /// So many closed months make a history.
  package static let monthsOfHistory = 3

  /// What is wrong with the lines of a closing; empty if nothing is.
  ///
  /// - Parameters:
  ///   - terms: Of a line's subscription; `nil` for a correction, whose price was held against the list before.
  ///   - history: The totals of the partner's closed months, the last twelve at most.
  /// - Complexity: O(lines).
  package static func found(
    in charges: [(charge: Charge, terms: ChargeTerms?)], history: [Money], limit: Int = 20
  ) -> [SafetyStop] {
    var stops: [SafetyStop] = []
    var total: Int64 = 0
    for (charge, terms) in charges {
      total += charge.due.tiyn
      guard stops.count < limit else { continue }
      if let terms, !terms.knows(charge) { stops.append(.strangePrice(charge.key.subscription, charge.price)) }
      if charge.whole < .zero || charge.whole > charge.list {
        stops.append(.outOfBounds(charge.key.subscription, charge.whole))
      }
    }
    let sum = Money(tiyn: total)
    if sum < .zero { stops.append(.negativeTotal(sum)) }
    if let most = history.max(), history.count >= monthsOfHistory, sum > noticeable, sum > most * timesOfHistory {
      stops.append(.farAboveHistory(sum, most: most))
    }
    return stops
  }

  /// As it is kept: a word and its numbers.
  package var kept: String {
    switch self {
    case .noDiscount(let id): "no-discount \(id)"
    case .strangePrice(let id, let price): "strange-price \(id) \(price.tiyn)"
    case .outOfBounds(let id, let sum): "out-of-bounds \(id) \(sum.tiyn)"
    case .negativeTotal(let sum): "negative-total \(sum.tiyn)"
    case .farAboveHistory(let sum, let most): "far-above-history \(sum.tiyn) \(most.tiyn)"
    case .refused: "refused"
    }
  }

  package init?(kept: some StringProtocol) {
    let words = kept.split(separator: " ")
    let numbers = words.dropFirst().compactMap { Int64($0) }
    switch (words.first, numbers.count) {
    case ("no-discount", 1): self = .noDiscount(.init(numbers[0]))
    case ("strange-price", 2): self = .strangePrice(.init(numbers[0]), Money(tiyn: numbers[1]))
    case ("out-of-bounds", 2): self = .outOfBounds(.init(numbers[0]), Money(tiyn: numbers[1]))
    case ("negative-total", 1): self = .negativeTotal(Money(tiyn: numbers[0]))
    case ("far-above-history", 2):
      self = .farAboveHistory(Money(tiyn: numbers[0]), most: Money(tiyn: numbers[1]))
    case ("refused", 0): self = .refused
    default: return nil
    }
  }

  package var text: Text {
    switch self {
    case .noDiscount(let id):
      Text(
        ru: "Подписка \(id.nineDigits): у партнёра нет статуса, скидка неизвестна.",
        kk: "\(id.nineDigits) жазылымы: серіктестің мәртебесі жоқ, жеңілдігі белгісіз.",
        en: "Subscription \(id.nineDigits): the partner has no standing, its discount is unknown.")
    case .strangePrice(let id, let price):
      Text(
        ru: "Подписка \(id.nineDigits): цены \(price) нет в прайсе её тарифа.",
        kk: "\(id.nineDigits) жазылымы: тарифінің прайсында \(price) бағасы жоқ.",
        en: "Subscription \(id.nineDigits): its tariff's price list has no price \(price).")
    case .outOfBounds(let id, let sum):
      Text(
        ru: "Подписка \(id.nineDigits): сумма \(sum) меньше нуля или больше цены.",
        kk: "\(id.nineDigits) жазылымы: \(sum) сомасы нөлден аз немесе бағадан артық.",
        en: "Subscription \(id.nineDigits): the sum \(sum) is below zero or above the price.")
    case .negativeTotal(let sum):
      Text(
        ru: "Итог месяца меньше нуля: \(sum).", kk: "Айдың қорытындысы нөлден аз: \(sum).",
        en: "The month's total is below zero: \(sum).")
    case .farAboveHistory(let sum, let most):
      Text(
        ru: "Итог \(sum) больше самого большого за год (\(most)) в \(Self.timesOfHistory) и более раз.",
        kk: "\(sum) қорытындысы жыл ішіндегі ең үлкенінен (\(most)) \(Self.timesOfHistory) есе және одан да көп.",
        en: "The total \(sum) is \(Self.timesOfHistory) times the greatest of the year (\(most)) or more.")
    case .refused:
      Text(
        ru: "Хранилище отказалось принять строки: период уже начислен. Запустите сверку.",
        kk: "Қойма жолдарды қабылдамады: кезең бұрын есептелген. Тексеруді іске қосыңыз.",
        en: "The store refused the lines: a period is charged already. Run the audit.")
    }
  }
}

extension ChargeTerms {
  /// Whether the price of the charge stands in the price list.
  func knows(_ charge: Charge) -> Bool {
    if isPricedByMonth { return prices.contains { $0.months == 1 && $0.amount == charge.price } }
    return prices.contains { $0.amount == charge.price }
  }
}
