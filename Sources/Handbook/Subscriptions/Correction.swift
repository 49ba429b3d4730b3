/// A change of a posted subscription after the fact, kept as a row of its own: who, when, why, before and after.
package enum Correction {
  package typealias ID = Handbook.ID<Correction>

  package enum Kind: String, CaseIterable, Sendable {
    /// Other terms, start, months or quantity (M-05).
    case change
    /// As if it had never been (M-05).
    case cancel
    /// A contract subscription whose contract was cancelled (L-07).
    case stop
    /// Fewer whole months of a monthly one, by the partner itself (N-06).
    case shorten

    package var text: Text {
      switch self {
      case .change: Text(ru: "Исправление", kk: "Түзету", en: "Change")
      case .cancel: Text(ru: "Отмена", kk: "Күшін жою", en: "Cancellation")
      case .stop: Text(ru: "Остановка", kk: "Тоқтату", en: "Stop")
      case .shorten: Text(ru: "Сокращение", kk: "Қысқарту", en: "Shortening")
      }
    }
  }

  /// Why: the partner chooses when it asks.
  package enum Reason: String, CaseIterable, Sendable {
    case wrongTariff = "wrong-tariff"
    case wrongTerm = "wrong-term"
    case wrongClient = "wrong-client"
    case twice
    case contractCancelled = "contract-cancelled"
    /// «От клиента не поступила оплата»: never a ground (M-04).
    case notPaid = "not-paid"
    case other

    package var text: Text {
      switch self {
      case .wrongTariff: Text(ru: "Ошибка в тарифе", kk: "Тарифтегі қате", en: "Wrong tariff")
      case .wrongTerm: Text(ru: "Ошибка в сроке", kk: "Мерзімдегі қате", en: "Wrong term")
      case .wrongClient: Text(ru: "Не тот абонент", kk: "Басқа абонент", en: "Wrong subscriber")
      case .twice: Text(ru: "Оформлена дважды", kk: "Екі рет рәсімделген", en: "Issued twice")
      case .contractCancelled:
        Text(ru: "Договор ИТС расторгнут", kk: "ИТС шарты бұзылды", en: "The ИТС contract was cancelled")
      case .notPaid:
        Text(ru: "От клиента не поступила оплата", kk: "Клиенттен төлем түспеді", en: "The client has not paid")
      case .other: Text(ru: "Другая причина", kk: "Басқа себеп", en: "Another reason")
      }
    }
  }
}

/// Correcting a posted subscription, or asking for it: the same rules at both doors (M-04 … M-06, DEC-15, DEC-32).
package struct CorrectionDraft: Draft {
  package let kind: Correction.Kind
  package let reason: Correction.Reason
  package let comment: String
  /// The day of posting; `nil` for a draft, which needs no correction.
  package let postedOn: Day?
  package let isCancelled: Bool
  /// The month's bill has been issued (DEC-15).
  package let isBilled: Bool
  /// Issued by a support contract (L-07).
  package let isByContract: Bool
  package let today: Day

  package init(
    kind: Correction.Kind, reason: Correction.Reason, comment: String, postedOn: Day?, isCancelled: Bool,
    isBilled: Bool, isByContract: Bool, today: Day
  ) {
    self.kind = kind
    self.reason = reason
    self.comment = comment
    self.postedOn = postedOn
    self.isCancelled = isCancelled
    self.isBilled = isBilled
    self.isByContract = isByContract
    self.today = today
  }

  package static let rules: [Rule<Self>] = [
    Rule(
      "M-04",
      Text(
        ru:
          """
          «От клиента не поступила оплата» — не причина для исправления и отмены: платную подписку оформляют после \
          оплаты (M-01).
          """,
        kk:
          "«Клиенттен төлем түспеді» — түзетуге және жоюға себеп емес: ақылы жазылым төлемнен кейін рәсімделеді (M-01).",
        en: "“The client has not paid” is no ground for a correction: a paid subscription follows the payment (M-01)."),
      field: "reason"
    ) { $0.reason != .notPaid },
    Rule(
      "DEC-32",
      Text(
        ru: "Причину поясняют: что не так и как должно быть.",
        kk: "Себеп түсіндіріледі: не дұрыс емес және қалай болуы керек.",
        en: "The reason is explained: what is wrong and how it should be."),
      field: "comment"
    ) { !$0.comment.isEmpty },
    Rule(
      "M-05",
      Text(
        ru: "Подписку исправляют и отменяют только в календарном месяце, в котором она проведена.",
        kk: "Жазылым тек өткізілген күнтізбелік айда түзетіледі және жойылады.",
        en: "A subscription is corrected only in the calendar month in which it was posted."),
      explanation: { draft in
        guard let month = draft.postedOn?.month else {
          return Text(
            ru: "Черновик исправляют сами: он ещё не проведён.", kk: "Қаралама өзгертіледі: ол әлі өткізілмеген.",
            en: "A draft is simply changed: it is not posted yet.")
        }
        return Text(
          ru: "Исправить можно было до \(month.last): подписка проведена в \(month).",
          kk: "\(month.last) дейін түзетуге болатын еді: жазылым \(month) айында өткізілген.",
          en: "It could be corrected until \(month.last): it was posted in \(month).")
      }
    ) { $0.kind == .stop || $0.postedOn?.month == $0.today.month },
    Rule(
      "DEC-15",
      Text(
        ru: "После того как счёт за месяц выставлен, подписки этого месяца не исправляют.",
        kk: "Айдың шоты шығарылғаннан кейін сол айдың жазылымдары түзетілмейді.",
        en: "Once the month's bill is issued, its subscriptions are not corrected.")
    ) { $0.kind == .stop || !$0.isBilled },
    Rule(
      "L-07",
      Text(
        ru: "Останавливают только бесплатную подписку по договору ИТС, когда договор расторгнут.",
        kk: "Тек ИТС шарты бойынша тегін жазылым шарт бұзылғанда тоқтатылады.",
        en: "Only a free subscription by an ИТС contract is stopped, when the contract is cancelled.")
    ) { $0.kind != .stop || $0.isByContract },
    Rule(
      "DEC-32",
      Text(
        ru: "Отменённую подписку не исправляют.", kk: "Күші жойылған жазылым түзетілмейді.",
        en: "A cancelled subscription is not corrected.")
    ) { !$0.isCancelled },
  ]
}
