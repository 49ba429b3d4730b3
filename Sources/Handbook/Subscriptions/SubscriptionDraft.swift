/// An intention to sell a tariff to a subscriber, with every fact that its rules need.
///
/// The end and the sum are not typed but follow from the tariff, the start and the period (H-03).
package struct SubscriptionDraft: Draft {
  package let tariff: Tariff
  package let start: Day
  /// The chosen period, for tariffs that are sold by it.
  package let months: Int?
  package let quantity: Int
  /// The end of the client's support contract, if it was entered (L-03, DEC-8).
  package let contractEnd: Day?
  /// The main subscription that an extension belongs to (I-02).
  package let main: Neighbour?
  package let client: Client
  /// The client's other posted main subscriptions.
  package let neighbours: [Neighbour]
  /// Who issues it: a partner, or the vendor's staff (DEC-31).
  package let issuer: Tariff.Issuer
  package let today: Day

  package struct Client: Sendable {
    package let organisation: String
    package let bin: BIN?
    package let itsNumber: String
    /// The issuer's own subscriber (D-07).
    package let isIssuer: Bool

    package init(organisation: String, bin: BIN?, itsNumber: String, isIssuer: Bool) {
      self.organisation = organisation
      self.bin = bin
      self.itsNumber = itsNumber
      self.isIssuer = isIssuer
    }
  }

  package struct Neighbour: Sendable {
    package let id: Subscription.ID
    package let tariff: Tariff
    package let period: Period

    package init(id: Subscription.ID, tariff: Tariff, period: Period) {
      self.id = id
      self.tariff = tariff
      self.period = period
    }
  }

  package init(
    tariff: Tariff, start: Day, months: Int?, quantity: Int = 1, contractEnd: Day? = nil, main: Neighbour? = nil,
    client: Client, neighbours: [Neighbour] = [], issuer: Tariff.Issuer, today: Day
  ) {
    self.tariff = tariff
    self.start = start
    self.months = months
    self.quantity = quantity
    self.contractEnd = contractEnd
    self.main = main
    self.client = client
    self.neighbours = neighbours
    self.issuer = issuer
    self.today = today
  }

  package var kind: Subscription.Kind {
    switch tariff.kind {
    case .main, .trial: .main
    case .extra: .extension
    case .upgrade: .upgrade
    }
  }

  /// From the start to the end that the tariff's term gives; `nil` while what it needs is missing.
  package var period: Period? {
    switch tariff.term {
    case .months: months.flatMap { $0 > 0 && $0 <= 120 ? Period(months: $0, from: start) : nil }
    case .days(let count): Period(start, through: start + (count - 1))
    case .contract(let most):
      Period(
        start, through: max(start, min(Period(months: most, from: start).end, contractEnd ?? Day(sinceEpoch: .max))))
    case .restOfMain: main.flatMap { start <= $0.period.end ? Period(start, through: $0.period.end) : nil }
    }
  }

  /// The months that are paid for: those chosen, or the least that cover the period (DEC-3, DEC-5).
  private var chargedMonths: Int {
    if case .months = tariff.term { return months ?? 0 }
    return period?.chargedMonths ?? 0
  }

  /// «Сумма» at the recommended price (H-07, DEC-5); `nil` while the period or its price is missing.
  package var sum: Money? {
    period == nil ? nil : tariff.sum(months: chargedMonths, on: today).map { $0 * quantity }
  }

  /// The row of the price list that the sum is worked out from; `nil` for a free tariff.
  package var price: Price? {
    tariff.price(months: tariff.isPricedByMonth ? 1 : chargedMonths, on: today)
  }

  package var accessKind: Subscriber.AccessKind {
    tariff.isTrial ? .trial : tariff.isFree ? .free : .paid
  }

  package static let rules: [Rule<Self>] = [
    .isIssuedByTheRightOnes, .isForTheRightOnes, .hasOrganisationName, .hasBIN, .hasSupportContract, .periodIsOffered,
    .startsThisMonthOrLater, .startsWithinAYear, .doesNotOverlap, .hasMain, .startsNoEarlierThanMain,
    .isIssuedBeforeMainEnds, .startsTodayOrLater, .mainAllowsIt,
  ]
}

/// Main subscriptions (chapters D, G, H, O).
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

  static var hasSupportContract: Self {
    Self(
      "L-01",
      Text(
        ru: "Этот тариф — для клиента с договором ИТС ПРОФ: укажите «Номер подписки ИТС» в его карточке.",
        kk: "Бұл тариф ИТС ПРОФ шарты бар клиентке арналған: оның карточкасында «ИТС жазылымының нөмірін» көрсетіңіз.",
        en: "This tariff is for a client with an ИТС ПРОФ contract: put its ITS subscription number into the card."),
      field: "card.its_number"
    ) { !$0.tariff.conditions.contains(.supportContract) || !$0.client.itsNumber.isEmpty }
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

  static var doesNotOverlap: Self {
    Self(
      "DEC-7",
      Text(
        ru:
          """
          Две основные подписки одной линейки не действуют одновременно. Меньший тариф — только после окончания \
          большего (O-02).
          """,
        kk:
          "Бір желідегі екі негізгі жазылым бір мезгілде қолданылмайды. Кіші тариф — тек үлкені аяқталған соң (O-02).",
        en:
          """
          Two main subscriptions of one line are not in force together. A smaller tariff follows after the greater one \
          ends (O-02).
          """
      ),
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
    ) { $0.overlapping == nil }
  }
}

/// Extra sessions and bases (I-02 … I-06); upgrades are held to the same main subscription.
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
    ) { draft in
      guard let main = draft.main else { return true }
      return switch draft.tariff.kind {
      case .extra: main.tariff.extensions.contains(draft.tariff.code)
      case .upgrade(let from, _): main.tariff.code == from
      case .main, .trial: true
      }
    }
  }
}

extension SubscriptionDraft {
  /// The posted main subscription of the same line, neither or both free, that is in force within the period.
  /// A trial stands in nobody's way (F-07); a paid tariff may stand over a free one (U-04).
  var overlapping: Neighbour? {
    guard kind == .main, !tariff.isTrial, let period else { return nil }
    return neighbours.first {
      !$0.tariff.isTrial && $0.tariff.line == tariff.line && $0.tariff.isFree == tariff.isFree
        && $0.period.overlaps(period)
    }
  }
}
