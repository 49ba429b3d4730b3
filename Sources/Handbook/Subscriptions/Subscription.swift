/// «Подписка»: the right to use the service by a tariff, for a period (H-05).
package enum Subscription {
  package typealias ID = Handbook.ID<Subscription>

  package enum Kind: String, CaseIterable, Sendable {
    case main, `extension`, upgrade
    /// «Продлевающая»: a few days that the owner takes himself after the end (BEY-46).
    case grace
    /// «Расширяющая» for a few days, which the owner takes himself (BEY-47).
    case boost

    package var text: Text {
      switch self {
      case .main: Text(ru: "Основная", kk: "Негізгі", en: "Main")
      case .extension: Text(ru: "Расширение", kk: "Кеңейту", en: "Extension")
      case .upgrade: Text(ru: "Апгрейд", kk: "Апгрейд", en: "Upgrade")
      case .grace: Text(ru: "Продлевающая", kk: "Ұзартатын", en: "Grace days")
      case .boost: Text(ru: "Расширяющая на время", kk: "Уақытша кеңейтетін", en: "Temporary extra")
      }
    }
  }

  /// What a subscription is on a day. Derived, never stored: time passes without anybody's act.
  package enum State: String, CaseIterable, Sendable {
    case draft, planned, active, ending, ended, cancelled

    /// - Parameter ending: How many days before the end people begin to care (PRO-03).
    package init(period: Period, isPosted: Bool, isCancelled: Bool, on today: Day, ending: Int = 14) {
      self =
        if isCancelled {
          .cancelled
        } else if !isPosted {
          .draft
        } else if today < period.start {
          .planned
        } else if today > period.end {
          .ended
        } else if period.end - today < ending {
          .ending
        } else {
          .active
        }
    }

    package var text: Text {
      switch self {
      case .draft: Text(ru: "Черновик", kk: "Қаралама", en: "Draft")
      case .planned: Text(ru: "Ещё не началась", kk: "Әлі басталған жоқ", en: "Not begun yet")
      case .active: Text(ru: "Действует", kk: "Қолданыста", en: "In force")
      case .ending: Text(ru: "Скоро закончится", kk: "Жақында аяқталады", en: "Ends soon")
      case .ended: Text(ru: "Закончилась", kk: "Аяқталды", en: "Ended")
      case .cancelled: Text(ru: "Отменена", kk: "Күші жойылды", en: "Cancelled")
      }
    }

    package var isInForce: Bool { self == .active || self == .ending }
  }
}
