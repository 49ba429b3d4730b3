/// The languages of the people who read the service.
package enum Language: String, CaseIterable, Sendable {
  case russian = "ru"
  case kazakh = "kk"
  case english = "en"

  /// The language's own name for itself.
  package var name: String {
    switch self {
    case .russian: "Русский"
    case .kazakh: "Қазақша"
    case .english: "English"
    }
  }
}

/// Something that a person reads, in Russian, Kazakh and English. One that lacks a language does not compile.
package struct Text: Hashable, Sendable {
  package let ru: String
  package let kk: String
  package let en: String

  package init(ru: String, kk: String, en: String) {
    self.ru = ru
    self.kk = kk
    self.en = en
  }

  /// The same in every language: names, numbers, addresses.
  package init(verbatim text: String) {
    self.init(ru: text, kk: text, en: text)
  }

  package subscript(language: Language) -> String {
    switch language {
    case .russian: ru
    case .kazakh: kk
    case .english: en
    }
  }
}
