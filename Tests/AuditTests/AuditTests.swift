import Audit
import Syntax
import Testing

@Suite("The audit of extensions")
struct AuditTests {
  private func rules(_ text: String) -> [String] {
    ModuleAudit.audit(ModuleParser.parse(Array(text.utf8))).findings.map(\.rule)
  }

  @Test(
    "What an extension may not do unasked is found",
    arguments: [
      ("К = Новый COMОбъект(\"x\");", "com"), ("С = Новый HTTPСоединение(\"x\");", "network"),
      ("ЗапуститьПриложение(\"x\");", "processes"), ("Выполнить(\"А = 1\");", "dynamicCode"),
      ("УстановитьПривилегированныйРежим(Истина);", "privilegedMode"), ("УдалитьФайлы(\"x\");", "files"),
      ("ПодключитьВнешнююКомпоненту(\"x\", \"y\");", "addIns"), ("Пока Истина Цикл А = 1; КонецЦикла;", "endlessLoop"),
      ("Для А = 1 По 9 Цикл Р = Запрос.Выполнить(); КонецЦикла;", "queryInLoop"),
      ("Т = \"ВЫБРАТЬ А ИЗ Т\";", "queryWithoutAllowed"), ("А = ;", "syntax"),
    ])
  func found(_ text: String, _ rule: String) { #expect(rules(text) == [rule]) }

  @Test("What is in order is left alone")
  func order() {
    #expect(
      rules("Пока Истина Цикл Прервать; КонецЦикла; Р = Запрос.Выполнить(); Т = \"ВЫБРАТЬ РАЗРЕШЕННЫЕ А ИЗ Т\";") == [])
    #expect(
      rules(
        "НачатьТранзакцию();\nПопытка\nЗафиксироватьТранзакцию();\nИсключение\nОтменитьТранзакцию();\nКонецПопытки;")
        == ["transactions"])
    #expect(rules("НачатьТранзакцию();\nА = 1;\nЗафиксироватьТранзакцию();").contains("transactionWithoutHandler"))
  }
}
