/// A sum in tiyn, a hundredth of a tenge. Whole, never floating point (DEC-16).
package struct Money: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let tiyn: Int64

  package init(tiyn: Int64) {
    self.tiyn = tiyn
  }

  package static let zero = Money(tiyn: 0)
  package static func tenge(_ tenge: Int64) -> Money { Money(tiyn: tenge * 100) }

  /// The share, rounded half up to one tiyn (DEC-19): the only place where money is rounded.
  package func share(_ percent: Percent) -> Money {
    // tiyn · hundredths of a percent / 10 000; wide, because the product may pass 64 bits.
    let product = Int128(tiyn) * Int128(percent.hundredths)
    let doubled = 2 * product + 10_000
    let divided = doubled / 20_000
    return Money(tiyn: Int64(doubled < 0 && doubled % 20_000 != 0 ? divided - 1 : divided))
  }

  /// What is left to pay after a discount (P-04).
  package func less(_ discount: Percent) -> Money { self - share(discount) }

  /// `10 000,00` (H-07), with no-break spaces between the thousands.
  package var description: String {
    let negative = tiyn < 0
    let magnitude = tiyn.magnitude
    var whole = Array(String(magnitude / 100))
    var place = whole.count - 3
    while place > 0 {
      whole.insert("\u{00A0}", at: place)
      place -= 3
    }
    return (negative ? "−" : "") + String(whole) + "," + twoDigits(Int(magnitude % 100))
  }

  /// `10 000,00 ₸`.
  package var withSign: String { "\(self)\u{00A0}₸" }

  /// `10000.00`, for files and programs.
  package var plain: String {
    (tiyn < 0 ? "-" : "") + "\(tiyn.magnitude / 100)." + twoDigits(Int(tiyn.magnitude % 100))
  }

  /// Reads `10 000,00`, `10000.5` or `10000`; `nil` for anything else: more than two decimals, more than 10¹⁵ tenge,
  /// spaces that do not part thousands (`100 00` is a slip, not ten thousand).
  package init?(_ text: some StringProtocol) {
    let isSpace: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\u{00A0}" || $0 == "\u{202F}" }
    var rest = Array(text.unicodeScalars)[...].trimming(while: isSpace)
    let isNegative = rest.first == "-" || rest.first == "−"
    if isNegative { rest = rest.dropFirst() }
    let parts = rest.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "," || $0 == "." }
    guard let whole = parts.first else { return nil }
    let groups = whole.split(omittingEmptySubsequences: false, whereSeparator: isSpace)
    let decimals = parts.count == 2 ? parts[1] : ["0"]
    guard groups.count == 1 || (1...3).contains(groups[0].count) && groups.dropFirst().allSatisfy({ $0.count == 3 }),
      (1...2).contains(decimals.count)
    else { return nil }
    // Sixteen digits and two decimals are less than 2⁶³.
    let digits = groups.joined() + decimals + (decimals.count == 1 ? ["0"] : [])
    guard (3...18).contains(digits.count), digits.allSatisfy({ ("0"..."9").contains($0) }) else { return nil }
    let tiyn = digits.reduce(0) { $0 * 10 + Int64($1.value - 48) }
    guard tiyn <= 100_000_000_000_000_000 else { return nil }
    self.tiyn = isNegative ? -tiyn : tiyn
  }

  package static func < (one: Money, other: Money) -> Bool { one.tiyn < other.tiyn }
  package static func + (one: Money, other: Money) -> Money { Money(tiyn: one.tiyn + other.tiyn) }
  package static func - (one: Money, other: Money) -> Money { Money(tiyn: one.tiyn - other.tiyn) }
  package static func * (money: Money, count: Int) -> Money { Money(tiyn: money.tiyn * Int64(count)) }
}

/// A share in hundredths of a percent: a discount of 50 % is 5 000.
package struct Percent: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let hundredths: Int

  package init(hundredths: Int) {
    self.hundredths = hundredths
  }

  package init(_ whole: Int) {
    self.init(hundredths: whole * 100)
  }

  /// `50 %`, `12,5 %`.
  package var description: String {
    let (whole, rest) = (hundredths / 100, hundredths % 100)
    let decimals =
      if rest == 0 { "" } else if rest % 10 == 0 { ",\(rest / 10)" } else { "," + twoDigits(rest) }
    return "\(whole)\(decimals)\u{00A0}%"
  }

  package static func < (one: Percent, other: Percent) -> Bool { one.hundredths < other.hundredths }
}

extension ArraySlice {
  /// The slice without the elements at both ends that answer the description.
  fileprivate func trimming(while answers: (Element) -> Bool) -> ArraySlice {
    let head = drop(while: answers)
    return head.lastIndex { !answers($0) }.map { head[...$0] } ?? []
  }
}
