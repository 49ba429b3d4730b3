package import Handbook
package import Markup

/// Users of one's own subscriber and their roles (E-02, DEC-34, PRO-13).
package struct UsersPage: Screen {
  let members: [Member]
  let pending: [PendingUser]
  let owners: Int
  let roles: [Role]
  let mayManage: Bool
  let entries: Entries
  let refusals: [Refusal]
  let stamp: @Sendable (Instant) -> String

  package init(
    members: [Member], pending: [PendingUser], owners: Int, roles: [Role], mayManage: Bool, entries: Entries,
    refusals: [Refusal], stamp: @escaping @Sendable (Instant) -> String
  ) {
    self.members = members
    self.pending = pending
    self.owners = owners
    self.roles = roles
    self.mayManage = mayManage
    self.entries = entries
    self.refusals = refusals
    self.stamp = stamp
  }

  package var title: Text { .usersWord }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title) <span class="muted">\(members.count)</span></h1></div>
    \(if: owners == 1, "<p class=\"notice\">\(Text.oneOwner)</p>")
    \(Faults(refusals: refusals))
    \(if: mayManage, inviteForm(frame))
    <table class="list"><thead><tr><th scope="col">\(Text.personName)</th><th scope="col">\(Text.email)</th>\
    <th scope="col">\(Text.role)</th><th scope="col">\(Text.secondFactor)</th><th scope="col">\(Text.lastSeen)</th>\
    <th scope="col"><span class="unseen">\(Text.actWord)</span></th></tr></thead>\
    <tbody>\(members.html { row($0, frame) })</tbody></table>
    \(if: !pending.isEmpty, pendingTable(frame))
    """
  }

  private func inviteForm(_ frame: Frame) -> HTML {
    """
    <form method="post" action="\(Link.users)" class="line-form">\(frame.sealed)
    \(FormField(label: .email, field: "email", kind: .email, value: entries.raw("email"), isRequired: true,
      refusals: refusals))
    \(FormField(label: .role, field: "role", kind: .choice(roles.map { ($0.rawValue, $0.text) }),
      value: entries.has("role") ? entries.raw("role") : "user", refusals: refusals))
    <button class="main">\(Text.inviteUser)</button></form>
    """
  }

  private func row(_ member: Member, _ frame: Frame) -> HTML {
    """
    <tr><td class="first">\(member.name)</td><td data-label="\(Text.email)">\(member.email)</td>\
    <td data-label="\(Text.role)">\(if: !mayManage, "\(member.role.text)")\
    \(if: mayManage, roleForm(member, frame))</td>\
    <td data-label="\(Text.secondFactor)">\(if: member.totpConfirmedAt != nil, HTML(Mark(text: .on, tone: .good)))\
    \(if: member.totpConfirmedAt == nil, "<span class=\"muted\">\(Text.off)</span>")</td>\
    <td class="minor" data-label="\(Text.lastSeen)">\(member.seenAt.map(stamp) ?? "—")</td>\
    <td class="acts">\
    \(if: mayManage,
      """
      <form method="post" action="\(Link.users)/\(member.userID)/removal" data-confirm="\(Text.removeUserQuestion)">\
      \(frame.sealed)<button class="plain">\(Text.removeUser)</button></form>
      """)</td></tr>
    """
  }

  private func roleForm(_ member: Member, _ frame: Frame) -> HTML {
    """
    <form method="post" action="\(Link.users)/\(member.userID)/role" class="inline" data-submits>\(frame.sealed)\
    <select name="role" aria-label="\(Text.role): \(member.name)">\
    \(roles.html { "<option value=\"\($0.rawValue)\"\(if: $0 == member.role, " selected")>\($0.text)</option>" })\
    </select> <button class="plain">\(Text.changeRole)</button></form>
    """
  }

  private func pendingTable(_ frame: Frame) -> HTML {
    """
    <h2>\(Text.invitedUsers)</h2><table class="list"><thead><tr><th scope="col">\(Text.email)</th>\
    <th scope="col">\(Text.role)</th><th scope="col">\(Text.goodUntil)</th><th scope="col">\
    <span class="unseen">\(Text.actWord)</span></th></tr></thead><tbody>\(pending.html { user in
      """
      <tr><td class="first">\(user.email)</td><td data-label="\(Text.role)">\(user.role.text)</td>\
      <td data-label="\(Text.goodUntil)">\(stamp(user.expiresAt))</td>\
      <td class="acts">\
      \(if: mayManage,
        """
        <form method="post" action="\(Link.users)/invitations/\(user.id)/revocation">\(frame.sealed)\
        <button class="plain">\(Text.revoke)</button></form>
        """)</td></tr>
      """
    })</tbody></table>
    """
  }
}

extension Text {
  static let oneOwner = Text(
    ru: "Владелец у абонента один. Назначьте второго: если первый потеряет доступ, вы не потеряете ничего.",
    kk: "Абоненттің иесі жалғыз. Екіншісін тағайындаңыз: біріншісі қолжетімділігін жоғалтса, сіз ештеңе жоғалтпайсыз.",
    en: "There is one owner only. Name a second: if the first loses access, you lose nothing.")
  static let secondFactor = Text(ru: "Второй фактор", kk: "Екінші фактор", en: "Second factor")
  static let lastSeen = Text(ru: "Последнее действие", kk: "Соңғы әрекет", en: "Last seen")
  static let inviteUser = Text(ru: "Пригласить пользователя", kk: "Пайдаланушыны шақыру", en: "Invite a user")
  static let removeUser = Text(ru: "Отключить", kk: "Ажырату", en: "Remove")
  static let removeUserQuestion = Text(
    ru: "Отключить этого пользователя от абонента? Его права в базах исчезнут.",
    kk: "Бұл пайдаланушыны абоненттен ажырату керек пе? Базалардағы құқықтары жойылады.",
    en: "Remove this user from the subscriber? The rights in infobases go too.")
  static let changeRole = Text(ru: "Сменить", kk: "Ауыстыру", en: "Change")
  static let invitedUsers = Text(
    ru: "Приглашены и ещё не ответили", kk: "Шақырылған, әлі жауап бермеген", en: "Invited, not answered yet")
  static let on = Text(ru: "включён", kk: "қосулы", en: "on")
  static let off = Text(ru: "выключен", kk: "өшірулі", en: "off")
  static let mySubscribers = Text(ru: "Мои абоненты", kk: "Менің абоненттерім", en: "My subscribers")
  static let noSubscribersOfMine = Text(
    ru: "Вас ещё не подключили ни к одному абоненту.", kk: "Сізді әлі ешбір абонентке қоспаған.",
    en: "You do not belong to any subscriber yet.")
  static let aboutMe = Text(ru: "Обо мне", kk: "Мен туралы", en: "About me")
  static let theme = Text(ru: "Оформление", kk: "Безендіру", en: "Look")
  static let changePassword = Text(ru: "Сменить пароль", kk: "Құпиясөзді ауыстыру", en: "Change the password")
  static let currentPassword = Text(ru: "Текущий пароль", kk: "Қазіргі құпиясөз", en: "Current password")
  static let switchOn = Text(ru: "Включить", kk: "Қосу", en: "Switch on")
  static let switchOff = Text(ru: "Выключить", kk: "Өшіру", en: "Switch off")
  static let secondFactorPromise = Text(
    ru: "Кроме пароля при входе понадобится код из приложения на телефоне.",
    kk: "Кіргенде құпиясөзден бөлек телефондағы қолданбаның коды қажет болады.",
    en: "Signing in will need a code from an app on your phone besides the password.")
  static let putIntoAuthenticator = Text(
    ru: "Добавьте этот ключ в приложение-аутентификатор и введите код, который оно покажет.",
    kk: "Бұл кілтті аутентификатор қолданбасына қосып, ол көрсеткен кодты енгізіңіз.",
    en: "Add this key to an authenticator app and type the code that it shows.")
  static let recoveryCodes = Text(ru: "Коды восстановления", kk: "Қалпына келтіру кодтары", en: "Recovery codes")
  static let recoveryHint = Text(
    ru: "Сохраните их: каждый заменит код с телефона один раз. Больше они не покажутся.",
    kk: "Оларды сақтаңыз: әрқайсысы телефон кодын бір рет алмастырады. Олар қайта көрсетілмейді.",
    en: "Keep them: each replaces the phone's code once. They are not shown again.")
  static let mySignIns = Text(ru: "Мои входы", kk: "Менің кірулерім", en: "My sign-ins")
  static let browser = Text(ru: "Браузер", kk: "Браузер", en: "Browser")
  static let addressWord = Text(ru: "Адрес", kk: "Мекенжай", en: "Address")
  static let signedInAt = Text(ru: "Вход", kk: "Кіру", en: "Signed in")
  static let thisBrowser = Text(ru: "этот браузер", kk: "осы браузер", en: "this browser")
  static let endIt = Text(ru: "Завершить", kk: "Аяқтау", en: "End")
  static let tokensHint = Text(
    ru: "Токен даёт программе ваши права у этого абонента. Описание API — по адресу /api.",
    kk: "Токен бағдарламаға осы абоненттегі құқықтарыңызды береді. API сипаттамасы — /api мекенжайында.",
    en: "A token gives a program your rights in this subscriber. The API is described at /api.")
  static let tokenOnce = Text(
    ru: "Скопируйте токен сейчас: больше он не покажется.", kk: "Токенді қазір көшіріп алыңыз: ол қайта көрсетілмейді.",
    en: "Copy the token now: it is not shown again.")
  static let tokenName = Text(ru: "Для чего", kk: "Не үшін", en: "Purpose")
  static let tokenScope = Text(ru: "Права", kk: "Құқықтар", en: "Scope")
  static let tokenDays = Text(ru: "Дней", kk: "Күн", en: "Days")
  static let makeToken = Text(ru: "Создать токен", kk: "Токен жасау", en: "Make a token")
  static let noTokens = Text(ru: "Токенов нет.", kk: "Токендер жоқ.", en: "There are no tokens.")
  static let requestNumber = Text(ru: "Номер обращения", kk: "Өтініш нөмірі", en: "Request")
}
