/// «БИН/ИИН»: the twelve digits that identify an organisation (БИН) or a person (ИИН) in Kazakhstan (DEC-39).
package struct BIN: Hashable, Sendable, CustomStringConvertible {
  package let description: String

  /// - Throws: `Fault`, which says in words what is wrong with the number.
  package init(_ text: some StringProtocol) throws(Fault) {
    // Every row of a list reads one: without a copy of its digits, and both sums at once.
    var text = String(text)
    var (isDigits, last, first, second) = (true, 0, 0, 0)
    let count = text.withUTF8 { bytes in
      for (place, byte) in bytes.enumerated() {
        if byte < 48 || byte > 57 { isDigits = false }
        last = Int(byte) - 48
        if place < 11 {
          first += last * (place + 1)
          second += last * ((place + 2) % 11 + 1)
        }
      }
      return bytes.count
    }
    guard isDigits else { throw .notDigits }
    guard count == 12 else { throw .notTwelveDigits }
    // Twelve zeros satisfy the arithmetic, and are what people type to get past a field.
    guard Self.checkDigit(first, second) == last, first > 0 else { throw .wrongCheckDigit }
    description = text
  }

  /// The check digit, or `nil` for a number that is never issued.
  ///
  /// - Parameters:
  ///   - first: The sum of the first eleven digits with the weights 1…11: it decides by what is left modulo 11.
  ///   - second: With the weights 3…11, 1, 2: it decides where the first leaves 10. Where it does too, nothing does.
  private static func checkDigit(_ first: Int, _ second: Int) -> Int? {
    if first % 11 < 10 { return first % 11 }
    return second % 11 < 10 ? second % 11 : nil
  }

  /// An organisation's number has 4…6 in the fifth place, where a person's has the tens of the day of birth.
  package var isOrganisation: Bool {
    let fifth = description.utf8.dropFirst(4).first!
    return (UInt8(ascii: "4")...UInt8(ascii: "6")).contains(fifth)
  }

  package enum Fault: Error {
    case notDigits, notTwelveDigits, wrongCheckDigit

    package var text: Text {
      switch self {
      case .notDigits:
        Text(
          ru: "БИН/ИИН состоит только из цифр.", kk: "БСН/ЖСН тек цифрлардан тұрады.",
          en: "A BIN/IIN has digits only.")
      case .notTwelveDigits:
        Text(
          ru: "В БИН/ИИН должно быть ровно 12 цифр.", kk: "БСН/ЖСН-де дәл 12 цифр болуы керек.",
          en: "A BIN/IIN has exactly 12 digits.")
      case .wrongCheckDigit:
        Text(
          ru: "Такого БИН/ИИН не бывает: контрольная цифра не сходится. Проверьте, нет ли опечатки.",
          kk: "Мұндай БСН/ЖСН болмайды: бақылау цифры сәйкес келмейді. Қате терілген жоқ па, тексеріңіз.",
          en: "There is no such BIN/IIN: its check digit is wrong. Look for a typing mistake.")
      }
    }
  }
}
