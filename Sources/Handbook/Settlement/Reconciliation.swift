/// A distributor's invoice held against what the service charged, line by line (PRO-25).
package struct Reconciliation: Sendable {
  package let lines: [Line]

  /// A line of either side.
  package struct Item: Hashable, Sendable {
    package let subscription: Subscription.ID
    package let sum: Money
    /// Where it stands in the file, from 1; the header is line 1.
    package let place: Int?

    package init(subscription: Subscription.ID, sum: Money, place: Int? = nil) {
      self.subscription = subscription
      self.sum = sum
      self.place = place
    }
  }

  package enum Verdict: String, CaseIterable, Sendable {
    case equal
    /// Of another sum.
    case different
    /// Charged, and not in the file.
    case missing
    /// In the file, and not charged.
    case extra

    package var text: Text {
      switch self {
      case .equal: Text(ru: "Совпадает", kk: "Сәйкес келеді", en: "Equal")
      case .different: Text(ru: "Сумма отличается", kk: "Сомасы өзгеше", en: "Different sum")
      case .missing: Text(ru: "Нет в счёте", kk: "Шотта жоқ", en: "Missing from the invoice")
      case .extra: Text(ru: "Лишняя в счёте", kk: "Шотта артық", en: "Extra in the invoice")
      }
    }
  }

  package struct Line: Hashable, Sendable {
    package let subscription: Subscription.ID
    package let verdict: Verdict
    package let ours: Money?
    package let theirs: Money?
    package let places: [Int]

    package var difference: Money { (theirs ?? .zero) - (ours ?? .zero) }
  }

  /// Several lines of one subscription are added up on both sides: a month may hold a charge and a correction.
  ///
  /// - Complexity: O(n log n).
  package init(ours: [Item], theirs: [Item]) {
    func summed(_ items: [Item]) -> [Subscription.ID: (sum: Money, places: [Int])] {
      items.reduce(into: [:]) { found, item in
        let before = found[item.subscription] ?? (.zero, [])
        found[item.subscription] = (before.sum + item.sum, before.places + (item.place.map { [$0] } ?? []))
      }
    }
    let (ours, theirs) = (summed(ours), summed(theirs))
    lines = Set(ours.keys).union(theirs.keys).sorted().map { id in
      let (our, their) = (ours[id], theirs[id])
      let verdict: Verdict =
        switch (our, their) {
        case (let our?, let their?): our.sum == their.sum ? .equal : .different
        case (_?, nil): .missing
        default: .extra
        }
      return Line(
        subscription: id, verdict: verdict, ours: our?.sum, theirs: their?.sum, places: their?.places ?? [])
    }
  }

  package func count(_ verdict: Verdict) -> Int { lines.count { $0.verdict == verdict } }
  package var ours: Money { lines.reduce(.zero) { $0 + ($1.ours ?? .zero) } }
  package var theirs: Money { lines.reduce(.zero) { $0 + ($1.theirs ?? .zero) } }
}
