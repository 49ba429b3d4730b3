/// «Приглашение для регистрации»: a code that a partner sends to a future client's e-mail (F-01 … F-06).
package enum Invitation {
  package typealias ID = Handbook.ID<Invitation>

  package enum State: String, CaseIterable, Sendable {
    case sent, activated, blocked, expired

    package var text: Text {
      switch self {
      case .sent: Text(ru: "Отправлено", kk: "Жіберілді", en: "Sent")
      case .activated: Text(ru: "Активировано", kk: "Белсендірілді", en: "Activated")
      case .blocked: Text(ru: "Заблокировано", kk: "Бұғатталды", en: "Blocked")
      case .expired: Text(ru: "Истекло", kk: "Мерзімі өтті", en: "Expired")
      }
    }
  }
}

/// Sending, once more or for the first time, and blocking: what may be done with an invitation in its state.
package struct InvitationAct: Draft {
  package enum Act: Sendable { case resend, block, unblock }

  package let act: Act
  package let state: Invitation.State

  package init(_ act: Act, in state: Invitation.State) {
    self.act = act
    self.state = state
  }

  package static let rules: [Rule<Self>] = [isNotActivated, fitsState]

  static let isNotActivated = Rule<Self>(
    "F-03",
    Text(
      ru: "Активированное приглашение не меняется: клиент уже зарегистрирован.",
      kk: "Белсендірілген шақыру өзгермейді: клиент тіркеліп қойған.",
      en: "An activated invitation does not change: the client has registered.")
  ) { $0.state != .activated }

  static let fitsState = Rule<Self>(
    "DEC-13",
    Text(
      ru: "Сначала снимите блокировку с приглашения.", kk: "Алдымен шақырудың бұғатын алыңыз.",
      en: "Unblock the invitation first.")
  ) { $0.state == .activated || ($0.act == .unblock) == ($0.state == .blocked) }
}

/// Registration by an invitation's link.
package struct Registration: Draft {
  package let state: Invitation.State
  /// The subscriber's registration may be by a person who has a sign-in already.
  package let addressIsTaken: Bool
  package let isSignedInAsThatPerson: Bool

  package init(state: Invitation.State, addressIsTaken: Bool, isSignedInAsThatPerson: Bool) {
    self.state = state
    self.addressIsTaken = addressIsTaken
    self.isSignedInAsThatPerson = isSignedInAsThatPerson
  }

  package static let rules: [Rule<Self>] = [isOpen, isByTheInvitedPerson]

  static let isOpen = Rule<Self>(
    "DEC-13",
    Text(
      ru: "Приглашение действует, пока не истекло, не заблокировано и не активировано.",
      kk: "Шақыру мерзімі өтпейінше, бұғатталмайынша және белсендірілмейінше жарамды.",
      en: "An invitation is good until it expires, is blocked or is activated."),
    explanation: { draft in
      switch draft.state {
      case .activated:
        Text(
          ru: "Это приглашение уже использовано. Войдите со своим логином и паролем.",
          kk: "Бұл шақыру пайдаланылған. Өз логиніңізбен және құпиясөзіңізбен кіріңіз.",
          en: "This invitation has been used. Sign in with your login and password.")
      case .blocked:
        Text(
          ru: "Партнёр заблокировал это приглашение. Попросите его прислать новое.",
          kk: "Серіктес бұл шақыруды бұғаттаған. Одан жаңасын жіберуді сұраңыз.",
          en: "The partner has blocked this invitation. Ask for a new one.")
      case .expired, .sent:
        Text(
          ru: "Срок приглашения истёк. Попросите партнёра отправить его ещё раз.",
          kk: "Шақырудың мерзімі өтті. Серіктестен оны қайта жіберуді сұраңыз.",
          en: "The invitation has expired. Ask the partner to send it again.")
      }
    }
  ) { $0.state == .sent }

  static let isByTheInvitedPerson = Rule<Self>(
    "E-01",
    Text(
      ru: "У этого адреса уже есть вход в сервис. Войдите с ним и откройте ссылку из письма ещё раз.",
      kk: "Бұл мекенжайдың сервиске кіруі бар. Сонымен кіріп, хаттағы сілтемені қайта ашыңыз.",
      en: "This address already has a sign-in. Sign in with it and open the link of the letter again.")
  ) { !$0.addressIsTaken || $0.isSignedInAsThatPerson }
}
