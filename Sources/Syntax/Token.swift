/// What the lexer finds.
package enum TokenKind: UInt8, Sendable {
  case end
  /// A name that is no keyword.
  case name
  case keyword
  case number
  case string
  case date
  case plus, minus, star, slash, percent
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
  case leftParen, rightParen, leftBracket, rightBracket, leftBrace, rightBrace
  case comma, dot, semicolon, colon, question, tilde, ampersand
  /// `&Name`: the name is interned without the sign (a directive of compilation, an annotation, a query's parameter).
  case annotation
  /// A character that belongs to nothing.
  case unknown
}

package struct Token: Sendable {
  package var kind: TokenKind
  package var start: UInt32
  package var end: UInt32
  /// The interned name; for a keyword, its number.
  package var name: Int32
}

/// Keywords of modules, in both languages.
package enum Keyword: UInt8, CaseIterable, Sendable {
  case `if`, then, elseIf, `else`, endIf, `for`, each, `in`, to, `while`, loop, endLoop
  case procedure, endProcedure, function, endFunction, variable, `return`, `continue`, `break`
  case and, or, not, `try`, except, endTry, raise, new, execute, export, value
  case `true`, `false`, undefined, null, goto, addHandler, removeHandler

  /// Canonical spelling, Russian and English.
  package var spelling: (russian: String, english: String) { Self.spellings[Int(rawValue)] }

  private static let spellings: [(String, String)] = [
    ("Если", "If"), ("Тогда", "Then"), ("ИначеЕсли", "ElsIf"), ("Иначе", "Else"), ("КонецЕсли", "EndIf"),
    ("Для", "For"), ("Каждого", "Each"), ("Из", "In"), ("По", "To"), ("Пока", "While"), ("Цикл", "Do"),
    ("КонецЦикла", "EndDo"), ("Процедура", "Procedure"), ("КонецПроцедуры", "EndProcedure"),
    ("Функция", "Function"), ("КонецФункции", "EndFunction"), ("Перем", "Var"), ("Возврат", "Return"),
    ("Продолжить", "Continue"), ("Прервать", "Break"), ("И", "And"), ("Или", "Or"), ("Не", "Not"),
    ("Попытка", "Try"), ("Исключение", "Except"), ("КонецПопытки", "EndTry"),
    ("ВызватьИсключение", "Raise"), ("Новый", "New"), ("Выполнить", "Execute"), ("Экспорт", "Export"),
    ("Знач", "Val"), ("Истина", "True"), ("Ложь", "False"), ("Неопределено", "Undefined"), ("Null", "Null"),
    ("Перейти", "Goto"), ("ДобавитьОбработчик", "AddHandler"), ("УдалитьОбработчик", "RemoveHandler"),
  ]

  /// Names with the keywords first: name 2k is the Russian, 2k + 1 the English spelling of keyword k.
  /// `Null` has one spelling, so the table maps names instead of counting.
  static let seeded: (names: Names, keywords: [Keyword]) = {
    var names = Names()
    var keywords: [Keyword] = []
    for keyword in allCases {
      for spelling in [keyword.spelling.russian, keyword.spelling.english] {
        if names.intern(spelling) == Int32(keywords.count) { keywords.append(keyword) }
      }
    }
    // Words of the language in some places only; their numbers follow the keywords'.
    for word in ["Асинх", "Async", "Ждать", "Await"] { _ = names.intern(word) }
    return (names, keywords)
  }()

  /// The spelling to say in a message: «КонецЕсли (EndIf)».
  package var bothSpellings: String {
    spelling.russian == spelling.english ? spelling.russian : "\(spelling.russian) (\(spelling.english))"
  }
}
