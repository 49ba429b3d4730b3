/// What a person typed into a form, or a program sent, by field. Reading it collects every fault,
/// so that all are told at once; what was typed stays as it is.
package struct Entries: Sendable {
  package private(set) var typed: [String: String]
  package private(set) var refusals: [Refusal] = []

  package init(_ typed: [String: String]) {
    self.typed = typed
  }

  /// Adds a refusal beside `field`.
  package mutating func refuse(_ field: Field, _ text: Text, rule: String = "INPUT") {
    refusals.append(Refusal(rule: rule, field: field, text: text))
  }

  /// - Throws: `Refusals` if anything that was read is wrong.
  package func accept() throws(Refusals) {
    if !refusals.isEmpty { throw Refusals(refusals) }
  }

  /// The entry without spaces around it.
  package func raw(_ field: Field) -> String {
    trimmed(typed[field.name] ?? "")
  }

  package func has(_ field: Field) -> Bool { !raw(field).isEmpty }

  /// One line of at most `limit` characters, without control, invisible and direction-changing characters.
  package mutating func line(_ field: Field, upTo limit: Int = 200, required: Bool = false) -> String {
    text(field, upTo: limit, required: required, lines: false)
  }

  /// Several lines.
  package mutating func paragraph(_ field: Field, upTo limit: Int = 2000, required: Bool = false) -> String {
    text(field, upTo: limit, required: required, lines: true)
  }

  private mutating func text(_ field: Field, upTo limit: Int, required: Bool, lines: Bool) -> String {
    let text = raw(field)
    if text.isEmpty {
      if required { refuse(field, .fillIn) }
      return ""
    }
    if text.count > limit { refuse(field, .tooLong(limit, has: text.count)) }
    if let scalar = text.unicodeScalars.first(where: {
      isHidden($0) && !(lines && ($0 == "\n" || $0 == "\r" || $0 == "\t"))
    }) {
      refuse(field, .hiddenCharacter(scalar))
    }
    return text
  }

  package mutating func email(_ field: Field, required: Bool = true) -> EmailAddress? {
    let text = raw(field)
    if text.isEmpty {
      if required { refuse(field, .fillIn) }
      return nil
    }
    guard let address = EmailAddress(text) else {
      refuse(field, .notAnEmail)
      return nil
    }
    return address
  }

  package mutating func bin(_ field: Field) -> BIN? {
    let text = raw(field)
    if text.isEmpty { return nil }
    do {
      return try BIN(text)
    } catch {
      refuse(field, error.text, rule: "DEC-39")
      return nil
    }
  }

  package mutating func day(_ field: Field, required: Bool = true) -> Day? {
    let text = raw(field)
    if text.isEmpty {
      if required { refuse(field, .fillIn) }
      return nil
    }
    guard let day = Day(text) else {
      refuse(field, .notADay)
      return nil
    }
    return day
  }

  package mutating func number(_ field: Field, in range: ClosedRange<Int>, required: Bool = true) -> Int? {
    let text = raw(field)
    if text.isEmpty {
      if required { refuse(field, .fillIn) }
      return nil
    }
    guard text.utf8.count <= 12, let number = Int(text), range.contains(number) else {
      refuse(field, .notANumber(range))
      return nil
    }
    return number
  }

  package mutating func id<Thing>(_ field: Field, of thing: Thing.Type, required: Bool = true) -> ID<Thing>? {
    let text = raw(field)
    if text.isEmpty {
      if required { refuse(field, .choose) }
      return nil
    }
    guard let id = ID<Thing>(text) else {
      refuse(field, .choose)
      return nil
    }
    return id
  }

  /// One of an enumeration's words.
  package mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ field: Field, of choices: Choice.Type, required: Bool = true
  ) -> Choice? {
    let text = raw(field)
    if text.isEmpty, !required { return nil }
    guard let choice = Choice(rawValue: text) else {
      refuse(field, .choose)
      return nil
    }
    return choice
  }

  package func isOn(_ field: Field) -> Bool { ["on", "1", "true", "yes"].contains(raw(field)) }
}

private func trimmed(_ text: String) -> String {
  let scalars = text.unicodeScalars
  guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
    let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
  else { return "" }
  return String(scalars[first...last])
}

/// Control, format (zero-width, direction), unassigned, private and broken characters: nobody types them on purpose,
/// and names with them look like other names.
private func isHidden(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: true
  default: scalar == "\u{FFFD}"
  }
}

/// The word by which a text is searched and sorted: lower case, ё as е, one space between words.
package func folded(_ text: String) -> String {
  text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ").unicodeScalars.reduce(into: "") {
    $0.unicodeScalars.append($1 == "ё" ? "е" : $1)
  }
}

extension Text {
  package static let fillIn = Text(ru: "Заполните это поле.", kk: "Осы өрісті толтырыңыз.", en: "Fill in this field.")
  package static let choose = Text(
    ru: "Выберите значение из списка.", kk: "Тізімнен мәнді таңдаңыз.", en: "Choose a value from the list.")
  package static let notAnEmail = Text(
    ru: "Это не похоже на адрес электронной почты. Пример: buh@example.kz.",
    kk: "Бұл электрондық пошта мекенжайына ұқсамайды. Мысалы: buh@example.kz.",
    en: "This does not look like an e-mail address. Example: buh@example.kz.")
  package static let notADay = Text(
    ru: "Такой даты нет. Введите её как 31.12.2026.", kk: "Мұндай күн жоқ. Оны 31.12.2026 түрінде енгізіңіз.",
    en: "There is no such date. Write it as 31.12.2026.")

  package static func notANumber(_ range: ClosedRange<Int>) -> Text {
    Text(
      ru: "Введите целое число от \(range.lowerBound) до \(range.upperBound).",
      kk: "\(range.lowerBound) мен \(range.upperBound) аралығындағы бүтін санды енгізіңіз.",
      en: "Write a whole number from \(range.lowerBound) to \(range.upperBound).")
  }

  static func tooLong(_ limit: Int, has count: Int) -> Text {
    Text(
      ru: "Слишком длинно: не больше \(limit) знаков, здесь \(count).",
      kk: "Тым ұзын: \(limit) таңбадан аспауы керек, мұнда \(count).",
      en: "Too long: at most \(limit) characters, here are \(count).")
  }

  static func hiddenCharacter(_ scalar: Unicode.Scalar) -> Text {
    let hex = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
    return Text(
      ru: "Здесь есть невидимый знак \(code). Наберите текст заново, не копируя.",
      kk: "Мұнда \(code) көрінбейтін таңбасы бар. Мәтінді көшірмей, қайта теріңіз.",
      en: "There is an invisible character \(code) here. Type the text anew instead of pasting it.")
  }
}
