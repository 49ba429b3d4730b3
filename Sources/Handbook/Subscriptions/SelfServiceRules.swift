/// «Продлевающая»: days that the owner takes himself after a main subscription or a trial ended (BEY-46, PRO-03).
package struct GraceDraft: Draft {
  package let terms: SelfService.Grace
  /// The main subscription or trial that ended last; `nil` if there was none.
  package let last: Last?
  package let today: Day

  package struct Last: Sendable {
    package let end: Day
    /// How many times days were taken after it.
    package let times: Int

    package init(end: Day, times: Int) {
      self.end = end
      self.times = times
    }
  }

  package init(terms: SelfService.Grace, last: Last?, today: Day) {
    self.terms = terms
    self.last = last
    self.today = today
  }

  /// From today, or from tomorrow if access still lasts until tonight.
  package var period: Period {
    let start = max(today, (last?.end ?? today - 1) + 1)
    return Period(start, through: start + (terms.days - 1))
  }

  package static let rules: [Rule<Self>] = [
    Rule(
      "BEY-46",
      Text(
        ru: "Продлевающую подписку берут в последний день доступа или после него.",
        kk: "Ұзартатын жазылым қолжетімділіктің соңғы күні немесе одан кейін алынады.",
        en: "Grace days are taken on the last day of access or after it.")
    ) { draft in draft.last.map { $0.end <= draft.today } ?? false },
    Rule(
      "BEY-46",
      Text(
        ru: "Продлевающую подписку берут не позже 30 дней после окончания доступа.",
        kk: "Ұзартатын жазылым қолжетімділік аяқталғаннан кейін 30 күннен кешіктірілмей алынады.",
        en: "Grace days are taken within 30 days after the end of access."),
      explanation: {
        Text(
          ru: "Дни отсрочки берут не позже \($0.terms.withinDays) дней после окончания доступа.",
          kk: "Қосымша күндер қолжетімділік аяқталғаннан кейін \($0.terms.withinDays) күннен кешіктірілмей алынады.",
          en: "Grace days are taken within \($0.terms.withinDays) days after the end of access.")
      }
    ) { draft in draft.last.map { draft.today - $0.end <= draft.terms.withinDays } ?? true },
    Rule(
      "BEY-46",
      Text(
        ru: "Продлевающую подписку берут один раз после каждой основной.",
        kk: "Ұзартатын жазылым әр негізгі жазылымнан кейін бір рет алынады.",
        en: "Grace days are taken once after each main subscription.")
    ) { draft in draft.last.map { $0.times < draft.terms.times } ?? true },
  ]
}

/// «Расширяющая» for a few days: more sessions and bases that the owner takes himself (BEY-47).
package struct BoostDraft: Draft {
  package let terms: SelfService.Boost
  /// The main subscription in force; `nil` if there is none.
  package let main: Period?
  /// How many times it was taken for this main subscription.
  package let times: Int
  package let today: Day

  package init(terms: SelfService.Boost, main: Period?, times: Int, today: Day) {
    self.terms = terms
    self.main = main
    self.times = times
    self.today = today
  }

  /// Never past the main subscription: without one it gives nothing (DEC-27).
  package var period: Period {
    Period(today, through: max(today, min(today + (terms.days - 1), main?.end ?? today)))
  }

  package static let rules: [Rule<Self>] = [
    Rule(
      "BEY-47",
      Text(
        ru: "Временное расширение берут, пока действует основная подписка.",
        kk: "Уақытша кеңейту негізгі жазылым қолданыста болғанда алынады.",
        en: "The temporary extra is taken while a main subscription is in force.")
    ) { draft in draft.main?.contains(draft.today) ?? false },
    Rule(
      "BEY-47",
      Text(
        ru: "Временное расширение берут один раз за основную подписку.",
        kk: "Уақытша кеңейту негізгі жазылымға бір рет алынады.",
        en: "The temporary extra is taken once for each main subscription.")
    ) { $0.main == nil || $0.times < $0.terms.times },
  ]
}
