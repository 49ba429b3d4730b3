/// The library as a page for people who write in the language, made of the tables that the machine runs from.
package enum LibraryPage {
  /// Markdown, in Russian or in English.
  package static func text(inRussian isRussian: Bool) -> String {
    var text = isRussian ? russianHead : englishHead
    func pair(_ russian: String, _ english: String) -> String {
      russian == english ? "`\(russian)`" : isRussian ? "`\(russian)` (`\(english)`)" : "`\(english)` (`\(russian)`)"
    }
    text += isRussian ? "\n## Функции\n\n" : "\n## Functions\n\n"
    text += Library.functions.map { pair($0.russian, $0.english) }.joined(separator: ", ") + ".\n"
    text += isRussian ? "\n## Типы\n\n" : "\n## Types\n\n"
    for type in Library.types where type.construct != nil || !type.methods.isEmpty || !type.properties.isEmpty {
      text += "### \(pair(type.russian, type.english))\n\n"
      if type.construct == nil {
        text += isRussian ? "Не создаётся через `Новый`.\n\n" : "Not made with `New`.\n\n"
      }
      if !type.properties.isEmpty {
        text += isRussian ? "Свойства: " : "Properties: "
        text += type.properties.map { pair($0.russian, $0.english) }.joined(separator: ", ") + ".\n\n"
      }
      if !type.methods.isEmpty {
        text += isRussian ? "Методы: " : "Methods: "
        text += type.methods.map { pair($0.russian, $0.english) }.joined(separator: ", ") + ".\n\n"
      }
    }
    text += isRussian ? "## Системные перечисления\n\n" : "## System enumerations\n\n"
    for enumeration in Library.enumerations {
      let values = enumeration.values.map { pair($0.russian, $0.english) }.joined(separator: ", ")
      text += "- \(pair(enumeration.russian, enumeration.english)): \(values)\n"
    }
    return text
  }

  private static let russianHead = """
    # Язык: что есть

    Страница сделана из таблиц самой машины; тест следит, чтобы она не отставала. Английская: [library.en.md](library.en.md).

    Чего ещё нет: события объектов (`ДобавитьОбработчик` сообщает об этом при выполнении), хеширование данных,
    `СравнениеЗначений`, `ПолучитьСклоненияСтрокиПоЧислу`, файлы и сеть, запросы к данным. Асинхронный метод
    выполняется сразу, `Ждать` берёт готовый результат. Вызов того, чего нет, называет имя, модуль и строку.

    """

  private static let englishHead = """
    # The language: what is there

    Made from the machine's own tables; a test keeps it current. Russian: [library.md](library.md).

    Not there yet: events of objects (`AddHandler` says so when it runs), hashing of data, `ValueComparison`,
    `GetStringInflectionsByNumber`, files and network, queries over data. An asynchronous method runs at once, and
    `Await` takes its result. A call of what is not there says its name, module and line.

    """
}
