/// The client's local support contract «ИТС», by which it comes to the service (chapter L).
package struct SupportContract: Hashable, Sendable {
  package enum Level: String, CaseIterable, Sendable {
    case prof, techno

    package var text: Text {
      switch self {
      case .prof: Text(verbatim: "ПРОФ")
      case .techno: Text(verbatim: "ТЕХНО")
      }
    }
  }

  package let number: String
  package let level: Level
  /// Whether it is made with the servicing organisation itself (L-04).
  package let isOurs: Bool
  /// Its last day; `nil` while nobody has said (DEC-8).
  package let end: Day?

  package init(number: String, level: Level, isOurs: Bool, end: Day?) {
    self.number = number
    self.level = level
    self.isOurs = isOurs
    self.end = end
  }
}

/// Free access until the end of the client's local support contract (L-01 … L-06, DEC-8).
extension Rule where Draft == SubscriptionDraft {

  static var hasSupportContract: Self {
    Self(
      "L-01",
      Text(
        ru: "Этот тариф — для клиента с действующим договором ИТС ПРОФ: укажите номер договора.",
        kk: "Бұл тариф қолданыстағы ИТС ПРОФ шарты бар клиентке арналған: шарт нөмірін көрсетіңіз.",
        en: "This tariff is for a client with an ИТС ПРОФ contract in force: enter the contract's number."),
      field: "contract_number"
    ) { !$0.tariff.conditions.contains(.supportContract) || !($0.contract?.number ?? $0.client.itsNumber).isEmpty }
  }

  static var isOwnSupportContract: Self {
    Self(
      "L-04",
      Text(
        ru:
          """
          Подключают только своего клиента: если договор ИТС с другим партнёром, дождитесь его окончания и заключите \
          новый договор с собой (L-05).
          """,
        kk:
          """
          Тек өз клиентіңізді қосасыз: ИТС шарты басқа серіктеспен болса, оның аяқталуын күтіп, өзіңізбен жаңа шарт \
          жасаңыз (L-05).
          """,
        en:
          """
          Only one's own client is connected: if the ИТС contract is with another partner, wait for its end and make a \
          new contract (L-05).
          """
      ),
      field: "contract_with"
    ) { !$0.tariff.conditions.contains(.supportContract) || $0.contract?.isOurs ?? true }
  }

  static var isContractOfTheRightLevel: Self {
    Self(
      "L-06",
      Text(
        ru: "Договор ИТС ТЕХНО сначала поднимают до ПРОФ, затем оформляют бесплатную подписку.",
        kk: "ИТС ТЕХНО шартын алдымен ПРОФ деңгейіне көтеріп, содан кейін тегін жазылымды рәсімдейді.",
        en: "An ИТС ТЕХНО contract is first raised to ПРОФ; then the free subscription is issued."),
      field: "contract_level"
    ) { !$0.tariff.conditions.contains(.supportContract) || $0.contract?.level != .techno }
  }

  static var isContractInForce: Self {
    Self(
      "L-03",
      Text(
        ru: "Подписка по договору ИТС действует до его окончания и не больше 11 месяцев: договор уже закончился.",
        kk: "ИТС шарты бойынша жазылым шарт аяқталғанша және 11 айдан асырмай қолданылады: шарт аяқталып қойған.",
        en: "A subscription by an ИТС contract lasts until its end and at most 11 months: the contract is over."),
      field: "contract_end"
    ) { draft in
      guard draft.tariff.conditions.contains(.supportContract), let end = draft.contract?.end else { return true }
      return end >= draft.start && end >= draft.today
    }
  }
}
