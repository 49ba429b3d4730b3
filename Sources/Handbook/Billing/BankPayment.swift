/// A payment of a bank's file, as it is stored.
package struct BankPayment: Sendable {
  package let id: ID<BankPayment>
  /// The number of the bank's document.
  package let number: String
  package let day: Day
  package let sum: Money
  package let payer: String
  package let payerBIN: BIN?
  package let purpose: String
  package let loadedAt: Instant
  /// The bill that it paid.
  package let billID: Bill.ID?
  /// Why it paid none; `nil` where it did.
  package let misfit: Misfit?

  /// Why a payment was not taken for a bill.
  package enum Misfit: String, CaseIterable, Sendable {
    /// Nothing: it fits a bill, and waits to be taken for it.
    case waiting
    case noNumber = "no-number"
    case unknownNumber = "unknown-number"
    case otherPayer = "other-payer"
    case otherSum = "other-sum"
    case notOpen = "not-open"
    case several
    /// It fits, but what stands in the bill cannot be posted now.
    case refused
    /// A person said that it is not for a bill.
    case setAside = "set-aside"

    package var text: Text {
      switch self {
      case .waiting:
        Text(
          ru: "Сопоставлен, ждёт проведения", kk: "Сәйкестендірілді, өткізуді күтуде",
          en: "Fits a bill, waits to be taken")
      case .noNumber:
        Text(
          ru: "В назначении нет номера счёта", kk: "Тағайындауда шот нөмірі жоқ",
          en: "The purpose names no bill")
      case .unknownNumber:
        Text(ru: "Счёта с таким номером нет", kk: "Мұндай нөмірлі шот жоқ", en: "There is no bill of that number")
      case .otherPayer:
        Text(ru: "БИН плательщика другой", kk: "Төлеушінің БСН-і басқа", en: "The payer's BIN is another")
      case .otherSum: Text(ru: "Сумма другая", kk: "Сома басқа", en: "The sum is another")
      case .notOpen:
        Text(
          ru: "Счёт уже оплачен или отменён", kk: "Шот төленген немесе күші жойылған",
          en: "The bill was paid or cancelled before")
      case .several: Text(ru: "Подходят несколько счетов", kk: "Бірнеше шот сәйкес келеді", en: "Several bills fit")
      case .refused:
        Text(
          ru: "Счёт оплачен, но подписки по нему не проводятся", kk: "Шот төленді, бірақ жазылымдар өткізілмейді",
          en: "The bill fits, but its subscriptions cannot be posted")
      case .setAside: Text(ru: "Не по счёту", kk: "Шот бойынша емес", en: "Not for a bill")
      }
    }
  }

  package init(
    id: ID<BankPayment>, number: String, day: Day, sum: Money, payer: String, payerBIN: BIN?, purpose: String,
    loadedAt: Instant, billID: Bill.ID?, misfit: Misfit?
  ) {
    self.id = id
    self.number = number
    self.day = day
    self.sum = sum
    self.payer = payer
    self.payerBIN = payerBIN
    self.purpose = purpose
    self.loadedAt = loadedAt
    self.billID = billID
    self.misfit = misfit
  }
}

/// Finding the bill of a payment: its number stands in the purpose, and the payer and the sum are the bill's. What does
/// not agree in all three is a person's affair.
package enum BillSearch {
  /// A bill that a payment may be for.
  package struct Candidate: Sendable {
    package let id: Bill.ID
    package let number: Int
    package let bin: BIN
    package let sum: Money
    package let isOpen: Bool

    package init(id: Bill.ID, number: Int, bin: BIN, sum: Money, isOpen: Bool) {
      self.id = id
      self.number = number
      self.bin = bin
      self.sum = sum
      self.isOpen = isOpen
    }
  }

  package enum Found: Hashable, Sendable {
    case bill(Bill.ID)
    case none(BankPayment.Misfit)
  }

  /// The numbers that a purpose may name a bill by: whole numbers of at most nine digits, without leading zeros.
  /// «Оплата по счету №000017 от 12.11.2026» names 17, 12, 11 and 2026; the payer and the sum decide.
  package static func numbers(in purpose: String) -> [Int] {
    var numbers: [Int] = []
    for digits in purpose.utf8.split(whereSeparator: { !(48...57).contains($0) }) where digits.count <= 9 {
      let number = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
      if number > 0, !numbers.contains(number) { numbers.append(number) }
    }
    return numbers
  }

  /// - Parameter candidates: The partner's bills that have one of the purpose's numbers.
  package static func bill(
    of purpose: String, from payer: BIN?, sum: Money, among candidates: [Candidate]
  ) -> Found {
    let numbers = numbers(in: purpose)
    if numbers.isEmpty { return .none(.noNumber) }
    let named = candidates.filter { numbers.contains($0.number) }
    if named.isEmpty { return .none(.unknownNumber) }
    let payers = named.filter { $0.bin == payer }
    if payers.isEmpty { return .none(.otherPayer) }
    let sums = payers.filter { $0.sum == sum }
    if sums.isEmpty { return .none(.otherSum) }
    let open = sums.filter(\.isOpen)
    switch open.count {
    case 0: return .none(.notOpen)
    case 1: return .bill(open[0].id)
    default: return .none(.several)
    }
  }
}
