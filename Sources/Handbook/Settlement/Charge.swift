/// What a partner owes for a subscription, or for a started month of it: one line of a statement (chapters N, P).
///
/// 1. A charge follows from the acts of a subscription, never from a hand: `ChargedSubscription` says which there are.
/// 2. Its key says what it is for; no key is ever charged twice (DEC-58).
/// 3. Its arithmetic is price × times × quantity, less the discount, rounded per line (P-04, DEC-19).
/// 4. What turns out otherwise once the month is closed becomes a line of the open month: a revision of the same key.
package struct Charge: Hashable, Sendable {
  package let key: Key
  /// 0 is the charge itself, 1 and more are later corrections of it.
  package let revision: Int
  /// The days that it is for.
  package let period: Period
  /// The recommended price of one: of the whole term, or of a month.
  package let price: Money
  /// How many times the price is taken: the charged months where the price is a month's (K-02, DEC-5).
  package let times: Int
  package let quantity: Int
  package let discount: Percent
  /// What was charged for the key before; zero for the charge itself.
  package let was: Money

  package init(
    key: Key, revision: Int = 0, period: Period, price: Money, times: Int, quantity: Int, discount: Percent,
    was: Money = .zero
  ) {
    self.key = key
    self.revision = revision
    self.period = period
    self.price = price
    self.times = times
    self.quantity = quantity
    self.discount = discount
    self.was = was
  }

  /// At the recommended price.
  package var list: Money { price * times * quantity }
  /// What there is to pay for the key in all.
  package var whole: Money { list.less(discount) }
  /// What this line adds to the debt; of a correction, the difference.
  package var due: Money { whole - was }

  package enum Kind: String, CaseIterable, Sendable {
    /// The whole term at once, in the month of posting (P-05).
    case term
    /// A started month (N-04, DEC-21).
    case month

    package var text: Text {
      switch self {
      case .term: Text(ru: "Весь срок", kk: "Бүкіл мерзім", en: "Whole term")
      case .month: Text(ru: "Месяц", kk: "Ай", en: "Month")
      }
    }

    /// The rule by which it is charged.
    package var rule: String {
      switch self {
      case .term: "P-05"
      case .month: "N-04"
      }
    }
  }

  /// What is charged at most once: the subscription, the kind, the number of the period, from 0 (DEC-58).
  package struct Key: Hashable, Comparable, Sendable {
    package let subscription: Subscription.ID
    package let kind: Kind
    package let number: Int

    package init(_ subscription: Subscription.ID, _ kind: Kind, _ number: Int) {
      self.subscription = subscription
      self.kind = kind
      self.number = number
    }

    package static func < (one: Self, other: Self) -> Bool {
      (one.subscription, one.kind.rawValue, one.number) < (other.subscription, other.kind.rawValue, other.number)
    }
  }

  /// The same key, as it should be, on top of what was charged for it.
  package func correcting(_ was: Money, revision: Int) -> Charge {
    Charge(
      key: key, revision: revision, period: period, price: price, times: times, quantity: quantity, discount: discount,
      was: was)
  }
}

extension Charge {
  /// How the sum comes about, for a person: `10 000,00 × 5 мес. × 2 = 100 000,00; скидка 50 % = 50 000,00; …`.
  package var arithmetic: Text {
    func factors(_ months: String, _ pieces: String) -> String {
      var text = "\(price)"
      if times != 1 { text += " × \(times) \(months)" }
      if quantity != 1 { text += " × \(quantity) \(pieces)" }
      return times != 1 || quantity != 1 ? text + " = \(list)" : text
    }
    let reduction = list.share(discount)
    var (ru, kk, en) = (
      "\(factors("мес.", "шт.")); скидка \(discount) = \(reduction); к оплате \(whole)",
      "\(factors("ай", "дана")); жеңілдік \(discount) = \(reduction); төленетіні \(whole)",
      "\(factors("months", "pieces")); discount \(discount) = \(reduction); to pay \(whole)"
    )
    if revision > 0 {
      ru += "; начислено раньше \(was), разница \(due)"
      kk += "; бұрын есептелгені \(was), айырмасы \(due)"
      en += "; charged before \(was), difference \(due)"
    }
    return Text(ru: ru, kk: kk, en: en)
  }

  /// What it is for: the rule, in words.
  package var reason: Text {
    switch (key.kind, revision > 0) {
    case (.term, false):
      Text(
        ru: "Весь срок \(period), начислен при проведении (P-05)",
        kk: "Бүкіл мерзім \(period), өткізілген кезде есептелді (P-05)",
        en: "The whole term \(period), charged at posting (P-05)")
    case (.month, false):
      Text(
        ru: "Месяц \(key.number + 1): \(period), начислен, как только начался (N-04)",
        kk: "\(key.number + 1)-ай: \(period), басталған бойда есептелді (N-04)",
        en: "Month \(key.number + 1): \(period), charged as soon as it started (N-04)")
    case (.term, true):
      Text(
        ru: "Исправление начисления за весь срок \(period)", kk: "Бүкіл мерзім \(period) есептеуін түзету",
        en: "Correction of the charge for the whole term \(period)")
    case (.month, true):
      Text(
        ru: "Исправление начисления за месяц \(key.number + 1): \(period) (DEC-20)",
        kk: "\(key.number + 1)-ай есептеуін түзету: \(period) (DEC-20)",
        en: "Correction of the charge for month \(key.number + 1): \(period) (DEC-20)")
    }
  }
}
