/// «ИИК»: the number of a bank account in Kazakhstan, `KZ` and eighteen letters or digits (ISO 13616).
package struct IBAN: Hashable, Sendable, CustomStringConvertible {
  package let description: String

  /// Spaces and small letters are as people type them.
  ///
  /// - Throws: `Fault`, which says in words what is wrong with the number.
  package init(_ text: some StringProtocol) throws(Fault) {
    let characters = text.uppercased().utf8.filter { $0 != 32 }
    guard characters.count == 20, characters.starts(with: "KZ".utf8) else { throw .notOfKazakhstan }
    // ISO 7064, mod 97-10: the country and the check digits go to the end, letters count from 10.
    var rest = 0
    for (place, byte) in (characters[4...] + characters[..<4]).enumerated() {
      switch byte {
      case 48...57: rest = (rest * 10 + Int(byte) - 48) % 97
      case 65...90 where place >= 3: rest = (rest * 100 + Int(byte) - 55) % 97
      default: throw .notOfKazakhstan
      }
    }
    guard rest == 1 else { throw .wrongCheckDigits }
    description = String(decoding: characters, as: UTF8.self)
  }

  package enum Fault: Error {
    case notOfKazakhstan, wrongCheckDigits

    package var text: Text {
      switch self {
      case .notOfKazakhstan:
        Text(
          ru: "ИИК — это KZ и ещё 18 букв и цифр: KZ86125KZT5004100100.",
          kk: "ЖСК — KZ және тағы 18 әріп пен цифр: KZ86125KZT5004100100.",
          en: "An account number is KZ and 18 more letters and digits: KZ86125KZT5004100100.")
      case .wrongCheckDigits:
        Text(
          ru: "Такого ИИК не бывает: контрольные цифры не сходятся. Проверьте, нет ли опечатки.",
          kk: "Мұндай ЖСК болмайды: бақылау цифрлары сәйкес келмейді. Қате терілген жоқ па, тексеріңіз.",
          en: "There is no such account number: its check digits are wrong. Look for a typing mistake.")
      }
    }
  }
}

extension Entries {
  /// «ИИК»; `nil` if it is empty or wrong.
  package mutating func iban(_ field: Field) -> IBAN? {
    let text = raw(field)
    if text.isEmpty { return nil }
    do {
      return try IBAN(text)
    } catch {
      refuse(field, error.text)
      return nil
    }
  }
}
