/// Extra sessions, bases and registers (I-01 … I-06, U-05), and upgrades (K-01 … K-06): all belong to one main
/// subscription and end with it.
extension Rule where Draft == SubscriptionDraft {

  static var hasMain: Self {
    Self(
      "I-02",
      Text(
        ru: "Расширение оформляется к одной основной подписке: выберите её.",
        kk: "Кеңейту бір негізгі жазылымға рәсімделеді: оны таңдаңыз.",
        en: "An extension belongs to one main subscription: choose it."),
      field: "main"
    ) { $0.kind == .main || $0.main != nil }
  }

  static var startsNoEarlierThanMain: Self {
    Self(
      "I-05",
      Text(
        ru: "Расширение начинается не раньше своей основной подписки.",
        kk: "Кеңейту өзінің негізгі жазылымынан ерте басталмайды.",
        en: "An extension starts no earlier than its main subscription."),
      field: "start"
    ) { draft in draft.main.map { draft.start >= $0.period.start } ?? true }
  }

  static var isIssuedBeforeMainEnds: Self {
    Self(
      "I-03",
      Text(
        ru: "Расширение оформляется только до окончания основной подписки.",
        kk: "Кеңейту тек негізгі жазылым аяқталғанға дейін рәсімделеді.",
        en: "An extension is issued only before its main subscription ends."),
      field: "start"
    ) { draft in draft.main.map { draft.start <= $0.period.end && draft.today <= $0.period.end } ?? true }
  }

  static var startsTodayOrLater: Self {
    Self(
      "I-04",
      Text(
        ru: "Расширение начинается сегодня или позже.", kk: "Кеңейту бүгін немесе кейін басталады.",
        en: "An extension starts today or later."),
      field: "start"
    ) { $0.kind == .main || $0.start >= $0.today }
  }

  static var mainAllowsIt: Self {
    Self(
      "I-01",
      Text(
        ru: "К этой основной подписке такое расширение не оформляется.",
        kk: "Бұл негізгі жазылымға мұндай кеңейту рәсімделмейді.",
        en: "This extension cannot be put on that main subscription."),
      field: "tariff"
    ) { draft in draft.kind == .main || draft.main.map { $0.tariff.takes(draft.tariff) } ?? true }
  }

  static var hasNoOtherUpgrade: Self {
    Self(
      "K-01",
      Text(
        ru: "У основной подписки один апгрейд.", kk: "Негізгі жазылымның бір апгрейді болады.",
        en: "A main subscription has one upgrade."),
      field: "main",
      explanation: { draft in
        let other = draft.main?.upgrade?.id.nineDigits ?? ""
        return Text(
          ru: "У этой основной подписки уже есть апгрейд: \(other).",
          kk: "Бұл негізгі жазылымда апгрейд бар: \(other).",
          en: "This main subscription has an upgrade already: \(other).")
      }
    ) { $0.kind != .upgrade || $0.main?.upgrade == nil }
  }
}
