/// «БИН/ИИН»: the twelve digits that identify an organisation (БИН) or a person (ИИН) in Kazakhstan (DEC-39).
package struct BIN: Hashable, Sendable, CustomStringConvertible {
  package let description: String

  /// - Throws: `Fault`, which says in words what is wrong with the number.
  package init(_ text: some StringProtocol) throws(Fault) {
    let digits = text.utf8.map { Int($0) - 48 }
    guard digits.allSatisfy({ (0...9).contains($0) }) else { throw .notDigits }
    guard digits.count == 12 else { throw .notTwelveDigits }
    // Twelve zeros satisfy the arithmetic, and are what people type to get past a field.
    guard Self.checkDigit(of: digits) == digits[11], digits.contains(where: { $0 > 0 }) else { throw .wrongCheckDigit }
    description = String(text)
  }

  /// The check digit of the first eleven digits, or `nil` for a number that is never issued.
  ///
  /// Weights 1…11 modulo 11; where that gives 10, weights 3…11, 1, 2; where that gives 10 again, none.
  private static func checkDigit(of digits: [Int]) -> Int? {
    for shift in [0, 2] {
      let sum = (0..<11).reduce(0) { $0 + digits[$1] * (($1 + shift) % 11 + 1) }
      if sum % 11 < 10 { return sum % 11 }
    }
    return nil
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
