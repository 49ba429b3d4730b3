/// Main subscriptions (chapters D, G, H, O, U).
extension Rule where Draft == SubscriptionDraft {

  static var isIssuedByTheRightOnes: Self {
    Self(
      "DEC-31",
      Text(
        ru: "Подписку оформляет обслуживающая организация; тариф «Партнерский» — только сотрудники сервиса.",
        kk: "Жазылымды қызмет көрсететін ұйым рәсімдейді; «Партнерский» тарифін — тек сервис қызметкерлері.",
        en: "The servicing organisation issues subscriptions; the partner's own tariff only the service's staff."),
      field: "tariff"
    ) {
      $0.issuer == .automatic || $0.tariff.issuer == $0.issuer || $0.issuer == .vendor && $0.tariff.issuer == .partner
    }
  }

  static var isForTheRightOnes: Self {
    Self(
      "D-07",
      Text(
        ru: "Тариф для собственной организации клиенту не оформляется: клиент получает свой аккаунт по приглашению.",
        kk: "Өз ұйымына арналған тариф клиентке рәсімделмейді: клиент шақыру арқылы өз аккаунтын алады.",
        en: "A tariff for one's own organisation is not for clients: a client gets an account of its own by invitation."
      ),
      field: "tariff"
    ) { !$0.tariff.conditions.contains(.ownOrganisation) || $0.client.isIssuer || $0.issuer != .partner }
  }

  static var hasOrganisationName: Self {
    Self(
      "G-01",
      Text(
        ru: "Для платной подписки в карточке абонента заполняют «Наименование организации».",
        kk: "Ақылы жазылым үшін абонент карточкасында «Ұйымның атауы» толтырылады.",
        en: "A paid subscription needs the organisation name in the subscriber's card."),
      field: "card.organisation"
    ) { $0.tariff.isFree || !$0.client.organisation.isEmpty }
  }

  static var hasBIN: Self {
    Self(
      "G-01",
      Text(
        ru: "Для платной подписки в карточке абонента заполняют «БИН/ИИН абонента».",
        kk: "Ақылы жазылым үшін абонент карточкасында «Абоненттің БСН/ЖСН» толтырылады.",
        en: "A paid subscription needs the BIN/IIN in the subscriber's card."),
      field: "card.bin"
    ) { $0.tariff.isFree || $0.client.bin != nil }
  }

  static var periodIsOffered: Self {
    Self(
      "DEC-18",
      Text(
        ru: "Подписка оформляется на период, для которого в прайсе есть цена.",
        kk: "Жазылым прайста бағасы бар мерзімге рәсімделеді.",
        en: "A subscription is issued for a period that the price list has."),
      field: "months",
      explanation: { draft in
        let periods = draft.tariff.periods(on: draft.today).map(String.init).joined(separator: ", ")
        return Text(
          ru: "Выберите период, для которого есть цена (месяцев: \(periods)).",
          kk: "Бағасы бар мерзімді таңдаңыз (ай: \(periods)).",
          en: "Choose a period that has a price (months: \(periods)).")
      }
    ) { $0.tariff.term == .restOfMain || $0.sum != nil }
  }

  static var startsThisMonthOrLater: Self {
    Self(
      "DEC-6",
      Text(
        ru: "Подписка начинается не раньше 1-го числа текущего месяца.",
        kk: "Жазылым ағымдағы айдың 1-інен ерте басталмайды.",
        en: "A subscription starts no earlier than the 1st of this month."),
      field: "start"
    ) {
      $0.issuer != .partner || $0.tariff.term == .restOfMain || $0.tariff.conditions.contains(.supportContract)
        || $0.start >= $0.today.month.first
    }
  }

  static var startsWithinAYear: Self {
    Self(
      "H-02",
      Text(
        ru: "Подписка начинается не позже чем через год: проверьте год в дате.",
        kk: "Жазылым бір жылдан кешіктірілмей басталады: күндегі жылды тексеріңіз.",
        en: "A subscription starts within a year from now: check the year of the date."),
      field: "start"
    ) { $0.start - $0.today <= 366 }
  }

  static var isGivenOnce: Self {
    Self(
      "DEC-45",
      Text(
        ru: "Тестовый тариф даётся абоненту один раз.", kk: "Сынақ тарифі абонентке бір рет беріледі.",
        en: "A trial tariff is given to a subscriber once."),
      field: "tariff"
    ) { !$0.tariff.isTrial || $0.earlier.times == 0 }
  }

  static var isWithinItsMonths: Self {
    Self(
      "U-02",
      Text(
        ru: "Бесплатный тариф кассы даётся не больше чем на 12 месяцев вместе.",
        kk: "Кассаның тегін тарифі барлығы 12 айдан аспайтын мерзімге беріледі.",
        en: "The free cash-register tariff is given for at most 12 months altogether."),
      field: "months",
      explanation: { draft in
        let (most, had) = (draft.tariff.mostMonths ?? 0, draft.earlier.months)
        return Text(
          ru: "Этот тариф даётся не больше чем на \(most) месяцев вместе; уже было \(had). Дальше — платный тариф.",
          kk: "Бұл тариф барлығы \(most) айдан аспайды; \(had) болған. Әрі қарай — ақылы тариф.",
          en: "This tariff is given for at most \(most) months altogether; \(had) were used. A paid one comes next.")
      }
    ) { draft in draft.tariff.mostMonths.map { draft.earlier.months + (draft.months ?? 0) <= $0 } ?? true }
  }

  static var isNotSmaller: Self {
    Self(
      "O-01",
      Text(
        ru: "Возврат на меньший тариф не предусмотрен: его оформляют со дня после окончания большего (O-02).",
        kk: "Кіші тарифке қайту көзделмеген: ол үлкені аяқталғаннан кейінгі күннен рәсімделеді (O-02).",
        en: "There is no way back to a smaller tariff: it is issued from the day after the greater one ends (O-02)."),
      field: "start",
      explanation: { draft in
        let other = draft.greater!
        let next = draft.planStart ?? other.period.end + 1
        if other.tariff.settlement == .monthly {
          return Text(
            ru:
              """
              До \(other.period.end) действует «\(other.tariff.name.ru)», он больше. Запланируйте этот тариф с \(next) \
              или сначала сократите помесячную подписку \(other.id.nineDigits) до целого числа месяцев (N-06).
              """,
            kk:
              """
              \(other.period.end) дейін «\(other.tariff.name.kk)» қолданыста, ол үлкенірек. Бұл тарифті \(next) бастап \
              жоспарлаңыз немесе алдымен \(other.id.nineDigits) айлық жазылымын толық айларға дейін қысқартыңыз (N-06).
              """,
            en:
              """
              «\(other.tariff.name.en)» is greater and in force until \(other.period.end). Plan this one from \(next), or \
              first shorten the monthly subscription \(other.id.nineDigits) to whole months (N-06).
              """
          )
        }
        return Text(
          ru:
            """
            До \(other.period.end) действует «\(other.tariff.name.ru)», он больше. Меньший тариф запланируйте с \(next): \
            подписка начнётся сама.
            """,
          kk:
            """
            \(other.period.end) дейін «\(other.tariff.name.kk)» қолданыста, ол үлкенірек. Кіші тарифті \(next) бастап \
            жоспарлаңыз: жазылым өзі басталады.
            """,
          en:
            """
            «\(other.tariff.name.en)» is greater and in force until \(other.period.end). Plan the smaller tariff from \
            \(next): it will begin by itself.
            """
        )
      }
    ) { $0.greater == nil }
  }

  static var doesNotOverlap: Self {
    Self(
      "DEC-7",
      Text(
        ru: "Две основные подписки одной линейки не действуют одновременно: продление начинается после окончания.",
        kk: "Бір желідегі екі негізгі жазылым бір мезгілде қолданылмайды: ұзарту аяқталғаннан кейін басталады.",
        en: "Two main subscriptions of one line are not in force together: a renewal starts after the end."),
      field: "start",
      explanation: { draft in
        let other = draft.overlapping!
        return Text(
          ru:
            """
            В эти дни уже действует подписка \(other.id.nineDigits) «\(other.tariff.name.ru)» (\(other.period)). \
            Продление начните с \(other.period.end + 1).
            """,
          kk:
            """
            Бұл күндері \(other.id.nineDigits) «\(other.tariff.name.kk)» жазылымы (\(other.period)) қолданыста. \
            Ұзартуды \(other.period.end + 1) бастап рәсімдеңіз.
            """,
          en:
            """
            Subscription \(other.id.nineDigits) «\(other.tariff.name.en)» (\(other.period)) is in force on those days. \
            Start the renewal on \(other.period.end + 1).
            """
        )
      }
    ) { $0.greater != nil || $0.overlapping == nil }
  }
}
