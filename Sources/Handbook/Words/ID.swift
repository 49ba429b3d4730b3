/// The number by which a thing is known: a `Subscriber.ID` is never a `Subscription.ID`.
///
/// Numbers are whole, positive and given once (DEC-40). How people see one depends on the thing:
/// a subscriber is «1168», a subscription is «000000123».
package struct ID<Thing>: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let number: Int64

  package init(_ number: Int64) {
    self.number = number
  }

  /// Reads a number as a person or a link writes it; `nil` unless it is a positive whole number.
  package init?(_ text: some StringProtocol) {
    guard text.utf8.count <= 18, text.utf8.allSatisfy({ (48...57).contains($0) }),
      let number = Int64(String(text)), number > 0
    else { return nil }
    self.number = number
  }

  package var description: String { String(number) }

  /// Nine digits with leading zeros, as subscriptions, invitations and infobases are numbered (BEY-20).
  package var nineDigits: String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 9 - digits.utf8.count)) + digits
  }

  package static func < (one: Self, other: Self) -> Bool { one.number < other.number }
}
