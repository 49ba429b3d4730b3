/// «Абонент»: an account in which a client, a partner, a distributor or the vendor works.
/// It owns its users and its infobases. Not a person: people are `User`s with a `Role` in it.
package enum Subscriber {
  /// One sequence for everybody (DEC-40): the number is shown to people as it is, «1168».
  package typealias ID = Handbook.ID<Subscriber>

  package enum Kind: String, CaseIterable, Sendable {
    case client, partner, distributor, vendor

    package var text: Text {
      switch self {
      case .client: Text(ru: "Клиент", kk: "Клиент", en: "Client")
      case .partner: Text(ru: "Партнёр", kk: "Серіктес", en: "Partner")
      case .distributor: Text(ru: "Дистрибьютор", kk: "Дистрибьютор", en: "Distributor")
      case .vendor: Text(ru: "Владелец сервиса", kk: "Сервис иесі", en: "Vendor")
      }
    }
  }

  /// What the best of the subscriber's subscriptions in force gives.
  package enum AccessKind: String, CaseIterable, Sendable {
    case none, trial, free, paid

    package var text: Text {
      switch self {
      case .none: Text(ru: "Нет подписки", kk: "Жазылым жоқ", en: "No subscription")
      case .trial: Text(ru: "Тестовый период", kk: "Сынақ мерзімі", en: "Test period")
      case .free: Text(ru: "Бесплатный тариф", kk: "Тегін тариф", en: "Free tariff")
      case .paid: Text(ru: "Платный тариф", kk: "Ақылы тариф", en: "Paid tariff")
      }
    }
  }
}

/// A person who signs in. What the person may do is said by memberships.
package enum User {
  package typealias ID = Handbook.ID<User>
}
