package import Handbook
package import Markup

/// Registration by the link of an invitation: of a client (F-01 … F-06), or of a user into a subscriber (BEY-44).
package struct RegisterPage: Screen {
  package enum Purpose: Sendable {
    case client(partner: String, trialDays: Int)
    case user(subscriber: String, role: Role)
  }

  let purpose: Purpose
  let email: EmailAddress
  let action: String
  let name: String
  /// The person signs in with this address already: nothing to fill in.
  let isKnown: Bool
  /// The invitation cannot be used, or the person must sign in first.
  let obstacle: Text?
  let refusals: [Refusal]

  package init(
    purpose: Purpose, email: EmailAddress, action: String, name: String = "", isKnown: Bool, obstacle: Text? = nil,
    refusals: [Refusal] = []
  ) {
    self.purpose = purpose
    self.email = email
    self.action = action
    self.name = name
    self.isKnown = isKnown
    self.obstacle = obstacle
    self.refusals = refusals
  }

  package var title: Text { Text(ru: "Регистрация", kk: "Тіркелу", en: "Registration") }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="gate">\(Brand(assets: frame.assets))
    <form method="post" action="\(action)" class="form narrow"><h1>\(title)</h1>\(frame.sealed)
    <p>\(promise)</p>
    \(if: obstacle != nil,
      """
      <div class="faults" role="alert"><p>\(obstacle ?? title)</p></div><p>\
      <a class="button" href="\(url(Link.signIn, ["next": action]))">\(Text.enter)</a></p>
      """)
    \(if: obstacle == nil, fields)
    </form></div>
    """
  }

  private var fields: HTML {
    """
    \(Faults(refusals: refusals))
    \(FormField(label: .email, field: "email", kind: .email, value: email.description, autocomplete: "username",
      isReadOnly: true))
    \(if: !isKnown,
      """
      \(FormField(label: .yourName, field: "name", kind: .text, value: name, isRequired: true, refusals: refusals,
        autocomplete: "name", isFocused: true))\(PasswordFields(refusals: refusals))
      """)
    <div class="commands"><button class="main">\(isKnown ? Text.accept : Text.startWorking)</button></div>
    \(if: !isKnown, "<p class=\"hint\">\(Text.neverTellPassword)</p>")
    """
  }

  private var promise: Text {
    switch purpose {
    case .client(let partner, let days):
      Text(
        ru:
          """
          Вас пригласила обслуживающая организация «\(partner)». Сразу после регистрации начнётся тестовый период: \
          \(days) дней, без оплаты.
          """,
        kk:
          """
          Сізді «\(partner)» қызмет көрсететін ұйымы шақырды. Тіркелген соң бірден сынақ мерзімі басталады: \(days) \
          күн, төлемсіз.
          """,
        en:
          """
          Your servicing organisation «\(partner)» invites you. The test period starts when you register: \(days) \
          days, free of charge.
          """
      )
    case .user(let subscriber, let role):
      Text(
        ru: "Вас приглашают в «\(subscriber)». Роль: \(role.text.ru).",
        kk: "Сізді «\(subscriber)» ішіне шақырады. Рөлі: \(role.text.kk).",
        en: "You are invited into «\(subscriber)». Role: \(role.text.en).")
    }
  }
}

/// The first visit to an empty installation.
package struct SetupPage: Screen {
  let entries: Entries
  let token: String
  let refusals: [Refusal]

  package init(entries: Entries = Entries([:]), token: String, refusals: [Refusal] = []) {
    self.entries = entries
    self.token = token
    self.refusals = refusals
  }

  package var title: Text { Text(ru: "Первый запуск", kk: "Алғашқы іске қосу", en: "First start") }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="gate">\(Brand(assets: frame.assets))
    <form method="post" action="\(Link.setup)" class="form narrow">\
    <h1>\(title)</h1>\(frame.sealed)\(Faults(refusals: refusals))
    <p>\(Text.setupPromise)</p>
    \(FormField(label: .setupToken, field: "token", kind: .text, value: token, hint: .setupTokenHint,
      isRequired: true, refusals: refusals))
    \(FormField(label: .vendorName, field: "vendor", kind: .text, value: entries.raw("vendor"), isRequired: true,
      refusals: refusals, autocomplete: "organization"))
    \(FormField(label: .yourName, field: "name", kind: .text, value: entries.raw("name"), isRequired: true,
      refusals: refusals, autocomplete: "name"))
    \(FormField(label: .email, field: "email", kind: .email, value: entries.raw("email"), isRequired: true,
      refusals: refusals, autocomplete: "username"))
    \(PasswordFields(refusals: refusals))
    <input type="hidden" name="language" value="\(frame.language.rawValue)">
    <div class="commands"><button class="main">\(Text.startWorking)</button></div></form></div>
    """
  }
}

extension Text {
  static let yourName = Text(ru: "Ваши имя и фамилия", kk: "Атыңыз бен тегіңіз", en: "Your name")
  static let accept = Text(ru: "Принять приглашение", kk: "Шақыруды қабылдау", en: "Accept the invitation")
  static let startWorking = Text(ru: "Начать работу", kk: "Жұмысты бастау", en: "Start working")
  static let setupPromise = Text(
    ru: "Здесь появится владелец сервиса и его первый сотрудник. Остальных он пригласит сам.",
    kk: "Мұнда сервис иесі мен оның алғашқы қызметкері пайда болады. Қалғандарын ол өзі шақырады.",
    en: "This makes the vendor and its first person, who invites the others.")
  static let setupToken = Text(ru: "Ключ первого запуска", kk: "Алғашқы іске қосу кілті", en: "Set-up key")
  static let setupTokenHint = Text(
    ru: "Он напечатан в окне, где запущен сервис.", kk: "Ол сервис іске қосылған терезеде басылған.",
    en: "It is printed where the service was started.")
  static let vendorName = Text(ru: "Название владельца сервиса", kk: "Сервис иесінің атауы", en: "Name of the vendor")
}
