/// A password that somebody chooses.
package struct NewPassword: Draft {
  package let password: String
  package let repeated: String
  /// Whose it will be, where that is known.
  package let email: EmailAddress?

  package init(_ password: String, repeated: String, for email: EmailAddress?) {
    self.password = password
    self.repeated = repeated
    self.email = email
  }

  package static let rules: [Rule<Self>] = [
    Rule(
      "C-02",
      Text(
        ru: "В пароле не меньше 10 знаков.", kk: "Құпиясөзде кемінде 10 таңба болады.",
        en: "A password has at least 10 characters."),
      field: "password"
    ) { $0.password.count >= 10 },
    Rule(
      "C-02",
      Text(
        ru: "В пароле не больше 200 знаков.", kk: "Құпиясөзде 200 таңбадан аспайды.",
        en: "A password has at most 200 characters."),
      field: "password"
    ) { $0.password.count <= 200 },
    Rule(
      "C-03",
      Text(
        ru: "Пароль не содержит адрес почты и не состоит из одного повторяющегося знака.",
        kk: "Құпиясөзде пошта мекенжайы болмайды және ол бір қайталанатын таңбадан тұрмайды.",
        en: "A password does not contain the e-mail address and is not one character over and over."),
      field: "password"
    ) { draft in
      Set(draft.password).count > 2
        && !(draft.email.map { folded(draft.password).contains($0.description.prefix { $0 != "@" }) } ?? false)
    },
    Rule(
      "C-02",
      Text(ru: "Пароли не совпадают.", kk: "Құпиясөздер сәйкес емес.", en: "The passwords differ."),
      field: "password_repeated"
    ) { $0.password == $0.repeated },
  ]
}
