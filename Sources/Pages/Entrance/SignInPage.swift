package import Handbook
package import Markup

/// «Вход» (C-01 … C-03).
package struct SignInPage: Screen {
  let login: String
  let foreignComputer: Bool
  let refusals: [Refusal]
  /// Where to go afterwards.
  let next: String
  /// Sign-ins of a demo installation.
  let demo: [(login: String, who: Text)]
  let demoPassword: String

  package init(
    login: String = "", foreignComputer: Bool = false, refusals: [Refusal] = [], next: String = "",
    demo: [(login: String, who: Text)] = [], demoPassword: String = ""
  ) {
    self.login = login
    self.foreignComputer = foreignComputer
    self.refusals = refusals
    self.next = next
    self.demo = demo
    self.demoPassword = demoPassword
  }

  package var title: Text { Text(ru: "Вход", kk: "Кіру", en: "Sign in") }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="gate">
    \(Brand(assets: frame.assets))
    <form method="post" action="\(Link.signIn)" class="form narrow">
    <h1>\(title)</h1>
    \(frame.sealed)<input type="hidden" name="next" value="\(next)">
    \(Faults(refusals: refusals))
    \(FormField(label: .login, field: "login", kind: .email, value: login, isRequired: true, autocomplete: "username",
      isFocused: true))
    \(FormField(label: .password, field: "password", kind: .password, value: "", isRequired: true,
      autocomplete: "current-password"))
    \(FormField(label: .foreignComputer, field: "foreign", kind: .check, value: foreignComputer ? "on" : "",
      hint: .foreignComputerHint))
    <div class="commands"><button class="main">\(Text.enter)</button> <a class="button" href="\(Link.forgot)">\
    \(Text.forgotPassword)</a></div>
    <p class="hint">\(Text.neverTellPassword)</p>
    </form>
    \(if: !demo.isEmpty, demoTable(frame))
    </div>
    """
  }

  private func demoTable(_ frame: Frame) -> HTML {
    """
    <section class="demo"><h2>\(Text.demoSignIns)</h2>\
    <p class="hint">\(Text.demoPasswordIs) <code>\(demoPassword)</code></p>
    <ul>\(demo.html { sign in
      """
      <li><form method="post" action="\(Link.signIn)">\(frame.sealed)\
      <input type="hidden" name="login" value="\(sign.login)">\
      <input type="hidden" name="password" value="\(demoPassword)">\
      <button class="plain">\(sign.who) <span class="muted">\(sign.login)</span></button></form></li>
      """
    })</ul></section>
    """
  }
}

/// The product's mark above the pages of the door.
struct Brand: View {
  let assets: String

  var body: HTML {
    """
    <p class="brand"><img src="/static/\(assets)/mark.svg" alt="" width="40" height="40"> <b>Balgyn</b></p>
    """
  }
}

/// The second factor, after the password.
package struct SecondFactorPage: Screen {
  let refusals: [Refusal]

  package init(refusals: [Refusal] = []) {
    self.refusals = refusals
  }

  package var title: Text { Text(ru: "Код подтверждения", kk: "Растау коды", en: "Confirmation code") }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="gate">\(Brand(assets: frame.assets))
    <form method="post" action="\(Link.secondFactor)" class="form narrow">\
    <h1>\(title)</h1>\(frame.sealed)\(Faults(refusals: refusals))
    \(FormField(label: .codeOfAuthenticator, field: "code", kind: .text, value: "", hint: .codeHint, isRequired: true,
      refusals: refusals, autocomplete: "one-time-code", isFocused: true))
    <div class="commands"><button class="main">\(Text.enter)</button></div></form>
    <form method="post" action="\(Link.signOut)" class="narrow">\(frame.sealed)<button class="plain">\
    \(Text.cancelWord)</button></form></div>
    """
  }
}

/// Asking for a link to set a new password.
package struct ForgotPage: Screen {
  let login: String
  let isSent: Bool
  let refusals: [Refusal]

  package init(login: String = "", isSent: Bool = false, refusals: [Refusal] = []) {
    self.login = login
    self.isSent = isSent
    self.refusals = refusals
  }

  package var title: Text { Text(ru: "Новый пароль", kk: "Жаңа құпиясөз", en: "New password") }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="gate">\(Brand(assets: frame.assets))
    <form method="post" action="\(Link.forgot)" class="form narrow">\
    <h1>\(title)</h1>\(frame.sealed)\(Faults(refusals: refusals))
    \(if: isSent, "<p class=\"told\" role=\"status\">\(Text.resetIsSent)</p>")
    \(if: !isSent,
      """
      \(FormField(label: .login, field: "login", kind: .email, value: login, hint: .resetHint, isRequired: true,
        refusals: refusals, autocomplete: "username", isFocused: true))<div class="commands">\
      <button class="main">\(Text.sendLink)</button></div>
      """)
    <p><a href="\(Link.signIn)">\(Text.backToSignIn)</a></p></form></div>
    """
  }
}

/// Setting a new password by the letter's link.
package struct ResetPage: Screen {
  let action: String
  let refusals: [Refusal]

  package init(action: String, refusals: [Refusal] = []) {
    self.action = action
    self.refusals = refusals
  }

  package var title: Text { Text(ru: "Новый пароль", kk: "Жаңа құпиясөз", en: "New password") }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="gate">\(Brand(assets: frame.assets))
    <form method="post" action="\(action)" class="form narrow">\
    <h1>\(title)</h1>\(frame.sealed)\(Faults(refusals: refusals))
    \(PasswordFields(refusals: refusals))
    <div class="commands"><button class="main">\(Text.save)</button></div></form></div>
    """
  }
}

/// A new password, twice.
struct PasswordFields: View {
  let refusals: [Refusal]

  var body: HTML {
    """
    \(FormField(label: .newPassword, field: "password", kind: .password, value: "", hint: .passwordHint,
      isRequired: true, refusals: refusals, autocomplete: "new-password"))
    \(FormField(label: .passwordRepeated, field: "password_repeated", kind: .password, value: "", isRequired: true,
      refusals: refusals, autocomplete: "new-password"))
    """
  }
}

extension Text {
  static let login = Text(ru: "Логин", kk: "Логин", en: "Login")
  static let password = Text(ru: "Пароль", kk: "Құпиясөз", en: "Password")
  static let newPassword = Text(ru: "Новый пароль", kk: "Жаңа құпиясөз", en: "New password")
  static let passwordRepeated = Text(
    ru: "Новый пароль ещё раз", kk: "Жаңа құпиясөз тағы бір рет", en: "New password again")
  static let passwordHint = Text(
    ru: "Не меньше 10 знаков. Длинная фраза надёжнее набора знаков.",
    kk: "Кемінде 10 таңба. Ұзын сөйлем таңбалар жиынынан сенімдірек.",
    en: "At least 10 characters. A long phrase is safer than a jumble.")
  static let foreignComputer = Text(ru: "Чужой компьютер", kk: "Бөтен компьютер", en: "Somebody else's computer")
  static let foreignComputerHint = Text(
    ru: "Вход закончится вместе с браузером или через 15 минут без дела.",
    kk: "Кіру браузермен бірге немесе 15 минут әрекетсіздіктен кейін аяқталады.",
    en: "The sign-in ends with the browser or after 15 idle minutes.")
  static let enter = Text(ru: "Войти", kk: "Кіру", en: "Sign in")
  static let forgotPassword = Text(ru: "Забыли пароль?", kk: "Құпиясөзді ұмыттыңыз ба?", en: "Forgot the password?")
  static let neverTellPassword = Text(
    ru: "Пароль не спросит ни сотрудник сервиса, ни обслуживающая организация. Не сообщайте его никому.",
    kk: "Құпиясөзді сервис қызметкері де, қызмет көрсететін ұйым да сұрамайды. Оны ешкімге айтпаңыз.",
    en: "Neither the service's staff nor your servicing organisation will ask for your password. Tell it to nobody.")
  static let codeOfAuthenticator = Text(
    ru: "Код из приложения на телефоне", kk: "Телефондағы қолданбаның коды", en: "Code from the app on your phone")
  static let codeHint = Text(
    ru: "Шесть цифр или код восстановления.", kk: "Алты цифр немесе қалпына келтіру коды.",
    en: "Six digits, or a recovery code.")
  static let resetHint = Text(
    ru: "Пришлём ссылку на почту, с которой вы входите.", kk: "Кіретін поштаңызға сілтеме жібереміз.",
    en: "We send a link to the e-mail you sign in with.")
  static let resetIsSent = Text(
    ru: "Если такой вход есть, письмо уже в пути. Ссылка действует час.",
    kk: "Мұндай кіру болса, хат жолда. Сілтеме бір сағат жарамды.",
    en: "If there is such a sign-in, the letter is on its way. The link is good for an hour.")
  static let sendLink = Text(ru: "Прислать ссылку", kk: "Сілтеме жіберу", en: "Send the link")
  static let backToSignIn = Text(ru: "Вернуться ко входу", kk: "Кіруге оралу", en: "Back to sign-in")
  static let demoSignIns = Text(
    ru: "Демонстрация: войти как…", kk: "Демонстрация: келесідей кіру…", en: "Demo: sign in as…")
  static let demoPasswordIs = Text(
    ru: "Пароль у всех один:", kk: "Барлығының құпиясөзі бір:", en: "One password for all:")
}
