import Handbook

/// What a row of the audit keeps of a thing: a flat JSON object of texts, as the office writes it.
struct AuditFacts {
  private(set) var pairs: [(name: String, value: String)] = []

  init(_ json: String) {
    var texts: [String] = []
    var text: String?
    var rest = json.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch (scalar, text) {
      case ("\"", let done?):
        texts.append(done)
        text = nil
      case ("\"", nil): text = ""
      case ("\\", .some): text?.unicodeScalars.append(Self.escaped(&rest))
      case (_, .some): text?.unicodeScalars.append(scalar)
      case (_, nil): break
      }
    }
    for place in stride(from: 0, to: texts.count - 1, by: 2) { pairs.append((texts[place], texts[place + 1])) }
  }

  private static func escaped(_ rest: inout String.UnicodeScalarView.SubSequence) -> Unicode.Scalar {
    switch rest.popFirst() {
    case "n", "r", "t": return " "
    case "u":
      let digits = String(String.UnicodeScalarView(rest.prefix(4)))
      rest = rest.dropFirst(4)
      return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) ?? " "
    case let scalar?: return scalar
    case nil: return " "
    }
  }
}

extension Text {
  /// The name of a fact of the audit, in words; the name itself where it has none.
  static func fact(_ name: String) -> Text { wordsOfFacts[name] ?? Text(verbatim: name) }

  /// What a fact says, in words where the store has a code.
  static func value(_ value: String, of name: String) -> Text {
    let words: Text? =
      switch name {
      case "state": states[value]
      case "kind": Correction.Kind(rawValue: value)?.text
      case "reason": Correction.Reason(rawValue: value)?.text
      case "role": Role(rawValue: value)?.text
      case "sum": Money(value).map { Text(verbatim: $0.description) }
      default: nil
      }
    return words ?? Text(verbatim: value)
  }

  private static let states: [String: Text] = [
    "draft": Text(ru: "черновик", kk: "қаралама", en: "draft"),
    "posted": Text(ru: "проведена", kk: "өткізілген", en: "posted"),
    "cancelled": Text(ru: "отменена", kk: "күші жойылған", en: "cancelled"),
  ]

  private static let wordsOfFacts: [String: Text] = {
    var words: [String: Text] = [
      "application": Text(ru: "приложение", kk: "қолданба", en: "application"),
      "bytes": Text(ru: "байт", kk: "байт", en: "bytes"),
      "cause": Text(ru: "причина", kk: "себебі", en: "cause"),
      "changed": Text(ru: "изменено тарифов", kk: "өзгерген тарифтер", en: "tariffs changed"),
      "from": Text(ru: "с", kk: "басталуы", en: "from"),
      "to": Text(ru: "по", kk: "аяқталуы", en: "to"),
      "grant": Text(ru: "доступ №", kk: "қолжетімділік №", en: "grant No."),
      "hours": Text(ru: "часов", kk: "сағат", en: "hours"),
      "invitation": Text(ru: "приглашение №", kk: "шақыру №", en: "invitation No."),
      "kind": Text(ru: "вид", kk: "түрі", en: "kind"),
      "level": Text(ru: "право", kk: "құқық", en: "right"),
      "message": Text(ru: "сообщение", kk: "хабарлама", en: "message"),
      "origin": Text(ru: "откуда", kk: "қайдан", en: "origin"),
      "period": Text(ru: "период", kk: "кезең", en: "period"),
      "answer": Text(ru: "ответ", kk: "жауап", en: "answer"),
      "quantity": Text(ru: "количество", kk: "саны", en: "quantity"),
      "reason": Text(ru: "причина", kk: "себебі", en: "reason"),
      "role": Text(ru: "роль", kk: "рөлі", en: "role"),
      "scope": Text(ru: "права", kk: "құқықтар", en: "scope"),
      "standing": Text(ru: "статус", kk: "мәртебе", en: "standing"),
      "state": Text(ru: "состояние", kk: "күйі", en: "state"),
      "sum": Text(ru: "сумма", kk: "сомасы", en: "sum"),
      "taken": Text(ru: "копия от", kk: "көшірме уақыты", en: "copy of"),
      "tariff": Text(ru: "тариф", kk: "тариф", en: "tariff"),
      "token": Text(ru: "токен №", kk: "токен №", en: "token No."),
      "user": Text(ru: "пользователь №", kk: "пайдаланушы №", en: "user No."),
      "zone": Text(ru: "часовой пояс", kk: "уақыт белдеуі", en: "time zone"),
    ]
    for field in Card(name: "").fields { words[field.field.name] = field.label }
    return words
  }()
}
