/// A monthly subscription is cut to fewer whole months (N-06, DEC-22); what belongs to it ends with it.
package struct Shortening: Draft {
  package let settlement: Tariff.Settlement
  package let kind: Subscription.Kind
  package let isInForceOrPlanned: Bool
  package let start: Day
  /// What it lasts now.
  package let months: Int
  /// What it shall last.
  package let newMonths: Int
  package let today: Day

  package init(
    settlement: Tariff.Settlement, kind: Subscription.Kind, isInForceOrPlanned: Bool, start: Day, months: Int,
    newMonths: Int, today: Day
  ) {
    self.settlement = settlement
    self.kind = kind
    self.isInForceOrPlanned = isInForceOrPlanned
    self.start = start
    self.months = months
    self.newMonths = newMonths
    self.today = today
  }

  package init(of sold: SoldSubscription, to months: Int, on today: Day) {
    self.init(
      settlement: sold.tariff.settlement, kind: sold.facts.kind,
      isInForceOrPlanned: sold.facts.cancelledAt == nil && sold.facts.endsOn >= today, start: sold.facts.startsOn,
      months: sold.facts.months ?? 0, newMonths: months, today: today)
  }

  /// The months that have started by today, at least one: a day is paid for as a month (N-05).
  package var startedMonths: Int { today < start ? 1 : Period(start, through: today).chargedMonths }

  package var period: Period { Period(months: max(1, newMonths), from: start) }

  package static let rules: [Rule<Self>] = [
    Rule(
      "N-06",
      Text(
        ru: "Сократить можно только действующую подписку с помесячным расчётом.",
        kk: "Тек ай сайын есептелетін қолданыстағы жазылымды қысқартуға болады.",
        en: "Only a monthly subscription in force can be shortened.")
    ) { $0.settlement == .monthly && $0.kind == .main && $0.isInForceOrPlanned },
    Rule(
      "DEC-22",
      Text(
        ru: "Помесячную подписку сокращают до целого числа месяцев, не меньше начатых.",
        kk: "Ай сайынғы жазылым басталған айлардан кем емес толық айларға дейін қысқартылады.",
        en: "A monthly subscription is shortened to whole months, no fewer than have started."),
      field: "months",
      explanation: { draft in
        let (least, most) = (draft.startedMonths, draft.months - 1)
        if least > most {
          return Text(
            ru: "Сокращать нечего: идёт последний месяц.", kk: "Қысқартатын ештеңе жоқ: соңғы ай жүріп жатыр.",
            en: "There is nothing to shorten: the last month has started.")
        }
        return Text(
          ru: "Оставьте от \(least) до \(most) месяцев: начатый месяц оплачивается целиком.",
          kk: "\(least) айдан \(most) айға дейін қалдырыңыз: басталған ай толық төленеді.",
          en: "Keep \(least) to \(most) months: a started month is paid in full.")
      }
    ) { $0.newMonths >= $0.startedMonths && $0.newMonths < $0.months },
  ]
}
