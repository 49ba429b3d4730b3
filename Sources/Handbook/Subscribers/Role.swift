/// What a person is in a subscriber (A-11, BEY-40). The role is per subscriber, and is not a right inside an infobase
/// (BEY-43).
package enum Role: String, CaseIterable, Sendable {
  case owner, administrator, `operator`, developer, user

  package var text: Text {
    switch self {
    case .owner: Text(ru: "Владелец абонента", kk: "Абонент иесі", en: "Subscriber owner")
    case .administrator: Text(ru: "Администратор абонента", kk: "Абонент әкімшісі", en: "Subscriber administrator")
    case .operator:
      Text(
        ru: "Оператор обслуживающей организации", kk: "Қызмет көрсететін ұйым операторы",
        en: "Operator of the servicing organisation")
    case .developer:
      Text(ru: "Администратор средств адаптации", kk: "Бейімдеу құралдарының әкімшісі", en: "Adaptation developer")
    case .user: Text(ru: "Пользователь абонента", kk: "Абонент пайдаланушысы", en: "Subscriber user")
    }
  }

  /// The roles that people may have in a subscriber of this kind.
  package static func roles(in kind: Subscriber.Kind) -> [Role] {
    switch kind {
    case .partner: [.owner, .administrator, .operator, .developer, .user]
    case .client: [.owner, .administrator, .user]
    case .vendor, .distributor: [.owner, .administrator, .operator, .user]
    }
  }

  package func may(_ right: Right) -> Bool {
    switch self {
    case .owner: true
    // BEY-42: users and rights, but neither the owner's place nor money.
    case .administrator: [.seeHouse, .manageUsers, .manageInfobases, .endSessions].contains(right)
    // E-03, E-04.
    case .operator: [.seeHouse, .serve].contains(right)
    case .developer, .user: false
    }
  }
}

/// What a role may give. Everybody may open the infobases that were opened to him, and change his own password.
package enum Right: String, CaseIterable, Sendable {
  /// See the subscriber's card, users and subscriptions.
  case seeHouse
  /// Add users, change roles below the owner's.
  case manageUsers
  /// Make somebody an owner, or an owner something else.
  case manageOwners
  /// Change the subscriber's own requisites (E-07).
  case editOwnCard
  /// Create, delete, restore infobases; give rights in them.
  case manageInfobases
  /// End other people's sessions (PRO-02).
  case endSessions
  /// Give somebody outside access to an infobase (B-20).
  case grantAccess
  /// Invite clients, keep their cards, issue subscriptions: a partner's work (E-02 … E-04), the vendor's office.
  case serve
  /// Change what the whole service works by: partners' standings, the catalogue (vendor).
  case govern
  /// Make and revoke tokens of the API.
  case manageTokens
}
