/// Asking for a new infobase (A-06, DEC-27, DEC-30).
package struct NewInfobase: Draft {
  package let hasAccess: Bool
  package let isOpenedByTariff: Bool
  package let infobases: Int
  package let limits: Limits

  package init(hasAccess: Bool, isOpenedByTariff: Bool, infobases: Int, limits: Limits) {
    self.hasAccess = hasAccess
    self.isOpenedByTariff = isOpenedByTariff
    self.infobases = infobases
    self.limits = limits
  }

  package static let rules: [Rule<Self>] = [
    Rule("DEC-30", .accessIsOver) { $0.hasAccess },
    Rule(
      "A-06",
      Text(
        ru: "Это приложение не входит в ваши тарифы. Попросите партнёра оформить подходящий.",
        kk: "Бұл қолданба сіздің тарифтеріңізге кірмейді. Серіктестен лайықтысын рәсімдеуді сұраңыз.",
        en: "Your tariffs do not include this application. Ask your partner for one that does."),
      field: "application"
    ) { !$0.hasAccess || $0.isOpenedByTariff },
    Rule(
      "M-13",
      Text(
        ru: "Число информационных баз ограничено тарифом.", kk: "Ақпараттық базалар саны тарифпен шектелген.",
        en: "The tariff limits the number of infobases."),
      explanation: { draft in
        Text(
          ru:
            """
            Все места заняты: баз \(draft.infobases) из \(draft.limits.bases). Удалите ненужную или попросите партнёра \
            добавить место.
            """,
          kk:
            """
            Барлық орын толы: \(draft.limits.bases) базаның \(draft.infobases). Қажетсізін жойыңыз немесе серіктестен \
            орын қосуды сұраңыз.
            """,
          en:
            """
            All places are taken: \(draft.infobases) infobases of \(draft.limits.bases). Delete one or ask your \
            partner for another place.
            """
        )
      }
    ) { !$0.hasAccess || $0.infobases < $0.limits.bases },
  ]
}

/// Opening an infobase (A-07, A-12, BEY-41, DEC-29, DEC-30). The places are counted where the session is written.
package struct Opening: Draft {
  package let hasRight: Bool
  package let hasAccess: Bool
  package let state: Infobase.State
  package let isOpenedByTariff: Bool
  /// Whether the infobase is among those that the limit of infobases still covers (DEC-29).
  package let isWithinLimit: Bool

  package init(hasRight: Bool, hasAccess: Bool, state: Infobase.State, isOpenedByTariff: Bool, isWithinLimit: Bool) {
    self.hasRight = hasRight
    self.hasAccess = hasAccess
    self.state = state
    self.isOpenedByTariff = isOpenedByTariff
    self.isWithinLimit = isWithinLimit
  }

  package static let rules: [Rule<Self>] = [
    Rule(
      "BEY-41",
      Text(
        ru: "У вас нет права запускать эту базу. Его даёт владелец или администратор абонента.",
        kk: "Бұл базаны іске қосуға құқығыңыз жоқ. Оны абонент иесі немесе әкімшісі береді.",
        en: "You have no right to run this infobase. The owner or an administrator gives it.")
    ) { $0.hasRight },
    Rule("DEC-30", .accessIsOver) { $0.hasAccess },
    Rule(
      "BEY-6",
      Text(
        ru: "База не готова к работе. Её состояние видно в журнале базы.",
        kk: "База жұмысқа дайын емес. Оның күйі база журналында көрінеді.",
        en: "The infobase is not ready. Its log shows its state.")
    ) { $0.state == .ready },
    Rule(
      "DEC-28",
      Text(
        ru: "Приложение этой базы не входит в действующие тарифы. Данные сохранены.",
        kk: "Бұл базаның қолданбасы қолданыстағы тарифтерге кірмейді. Деректер сақталған.",
        en: "The tariffs in force do not include the application of this infobase. The data are kept.")
    ) { !$0.hasAccess || $0.isOpenedByTariff },
    Rule(
      "DEC-29",
      Text(
        ru: "Баз больше, чем позволяет тариф: эта закрыта, потому что ею пользовались раньше других. Данные сохранены.",
        kk:
          "Базалар тариф рұқсат еткеннен көп: бұл жабық, өйткені ол басқалардан бұрын қолданылған. Деректер сақталған.",
        en:
          """
          There are more infobases than the tariff allows: this one, least recently used, is closed. The data are kept.
          """
      )
    ) { !$0.hasAccess || $0.isWithinLimit },
  ]
}

/// Choosing which infobase stays open when there are more than the limit (DEC-29).
package struct KeepingOpen: Draft {
  /// How many infobases take a place.
  package let infobases: Int
  package let limit: Int
  package let isOwner: Bool
  package let state: Infobase.State

  package init(infobases: Int, limit: Int, isOwner: Bool, state: Infobase.State) {
    self.infobases = infobases
    self.limit = limit
    self.isOwner = isOwner
    self.state = state
  }

  package static let rules: [Rule<Self>] = [
    Rule(
      "DEC-29",
      Text(
        ru: "Какая база останется открытой, решает владелец абонента.",
        kk: "Қай база ашық қалатынын абонент иесі шешеді.",
        en: "The subscriber's owner decides which infobase stays open.")
    ) { $0.isOwner },
    Rule(
      "DEC-29",
      Text(
        ru: "Выбирать незачем: баз не больше, чем позволяет тариф.",
        kk: "Таңдаудың қажеті жоқ: базалар тариф рұқсат еткеннен көп емес.",
        en: "There is nothing to choose: there are no more infobases than the tariff allows.")
    ) { $0.infobases > $0.limit },
    Rule(
      "DEC-29",
      Text(
        ru: "Тариф не оставляет ни одной базы: сначала продлите подписку.",
        kk: "Тариф бірде-бір базаны қалдырмайды: алдымен жазылымды ұзартыңыз.",
        en: "The tariff leaves no infobase open: renew the subscription first.")
    ) { $0.limit > 0 },
    Rule(
      "BEY-6",
      Text(
        ru: "Открытой оставляют базу, которая готова к работе.", kk: "Тек жұмысқа дайын база ашық қалдырылады.",
        en: "Only an infobase that is ready can be kept open.")
    ) { $0.state == .ready },
  ]
}

/// Giving somebody of another organisation access to an infobase (B-20, DEC-57).
package struct GrantDraft: Draft {
  package let hours: Int
  package let mostHours: Int
  package let isOfPartnerOrVendor: Bool

  package init(hours: Int, mostHours: Int, isOfPartnerOrVendor: Bool) {
    self.hours = hours
    self.mostHours = mostHours
    self.isOfPartnerOrVendor = isOfPartnerOrVendor
  }

  package static let rules: [Rule<Self>] = [
    Rule(
      "DEC-57",
      Text(
        ru: "Доступ дают на срок от 1 до 168 часов.", kk: "Қолжетімділік 1 сағаттан 168 сағатқа дейін беріледі.",
        en: "Access is given for 1 to 168 hours."),
      field: "hours", explanation: { .notANumber(1...$0.mostHours) }
    ) { (1...$0.mostHours).contains($0.hours) },
    Rule(
      "B-20",
      Text(
        ru: "Доступ дают сотруднику обслуживающей организации или владельца сервиса. Проверьте адрес.",
        kk:
          "Қолжетімділік қызмет көрсететін ұйымның немесе сервис иесінің қызметкеріне беріледі. Мекенжайды тексеріңіз.",
        en: "Access is given to somebody of the servicing organisation or of the vendor. Check the address."),
      field: "email"
    ) { $0.isOfPartnerOrVendor },
  ]
}

extension Text {
  static let accessIsOver = Text(
    ru: "Доступ к приложениям закончился. Данные сохранены; попросите обслуживающую организацию оформить подписку.",
    kk:
      "Қолданбаларға қолжетімділік аяқталды. Деректер сақталған; қызмет көрсететін ұйымнан жазылым рәсімдеуді сұраңыз.",
    en: "Access to the applications has ended. The data are kept; ask your servicing organisation for a subscription.")
}
