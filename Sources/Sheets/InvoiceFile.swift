package import Handbook

/// The lines of an invoice that somebody brought as a table: a subscription and a sum in each (PRO-25).
package struct InvoiceFile: Sendable {
  package let items: [Reconciliation.Item]

  /// - Throws: `Refusals` that name the lines; nothing of the file is then used.
  package init(_ rows: [[String]]) throws(Refusals) {
    guard let head = rows.firstIndex(where: { Self.columns($0) != nil }), let (number, sum) = Self.columns(rows[head])
    else { throw Refusals("PRO-25", "file", .noColumns) }
    var (items, wrong): ([Reconciliation.Item], [Refusal]) = ([], [])
    for (place, row) in rows.enumerated().dropFirst(head + 1) {
      let cells = (number < row.count ? Self.bare(row[number]) : "", sum < row.count ? Self.bare(row[sum]) : "")
      // The total and empty lines have no subscription.
      guard cells.0.contains(where: \.isNumber) else { continue }
      let digits = cells.0.drop { $0 == "0" }
      if let id = Subscription.ID(Self.whole(String(digits))), let money = Money(cell: cells.1) {
        items.append(.init(subscription: id, sum: money, place: place + 1))
      } else if wrong.count < 20 {
        wrong.append(Refusal(rule: "PRO-25", field: "file", text: .wrongLine(place + 1, cells.0, cells.1)))
      }
    }
    if !wrong.isEmpty { throw Refusals(wrong) }
    if items.isEmpty { throw Refusals("PRO-25", "file", .noColumns) }
    self.items = items
  }

  /// Of the head: where the subscription's number and the sum to pay stand.
  private static func columns(_ row: [String]) -> (number: Int, sum: Int)? {
    func find(_ words: [String]) -> Int? {
      for word in words {
        if let place = row.firstIndex(where: { folded($0).contains(word) }) { return place }
      }
      return nil
    }
    guard let number = find(["подписк", "жазылым", "subscription"]),
      let sum = find(["к оплате", "төленетін", "to pay", "сумма", "сома", "sum", "amount"]), number != sum
    else { return nil }
    return (number, sum)
  }

  /// Without the apostrophe that keeps a spreadsheet from running it as a formula.
  private static func bare(_ cell: String) -> String {
    cell.hasPrefix("'") ? String(cell.dropFirst()) : cell
  }

  /// `123.0`, as a spreadsheet may keep a number.
  private static func whole(_ text: String) -> String { text.hasSuffix(".0") ? String(text.dropLast(2)) : text }
}

extension Text {
  static let noColumns = Text(
    ru: "Не нашлись столбцы: нужны заголовки «Подписка» и «Сумма» (или «К оплате») и строки под ними.",
    kk: "Бағандар табылмады: «Жазылым» және «Сома» (немесе «Төленетіні») тақырыптары мен жолдары керек.",
    en: "The columns were not found: a head with «Subscription» and «Sum» (or «To pay») and lines under it are needed.")
  static func wrongLine(_ place: Int, _ number: String, _ sum: String) -> Text {
    let (number, sum) = (String(number.prefix(40)), String(sum.prefix(40)))
    return Text(
      ru: "Строка \(place): «\(number)» — не номер подписки или «\(sum)» — не сумма.",
      kk: "\(place)-жол: «\(number)» жазылым нөмірі емес немесе «\(sum)» сома емес.",
      en: "Line \(place): «\(number)» is no subscription's number, or «\(sum)» is no sum.")
  }
}
