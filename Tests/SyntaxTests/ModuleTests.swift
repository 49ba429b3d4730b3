import Syntax
import Testing

@Suite("Modules are parsed")
struct ModuleTests {
  private func mistakes(_ text: String) -> [String] {
    let (tree, diagnostics) = ModuleParser.check(Array(text.utf8))
    return diagnostics.map { "\(tree.lines.line(at: $0.span.start)): \($0.message)" }
  }

  @Test(
    "What the language allows has no mistakes",
    arguments: [
      "", "\u{FEFF}А = 1", "#!/usr/bin/x\n#Использовать лог\nА = 1;", "А = \"а\n  |б\n // прим\n |в\";",
      "Ф(, 2); Ф(); Ф(1, );",
      "#Если Сервер Тогда\nА = 1;\n#Иначе\nА = 2;\n#КонецЕсли",
      "#Если Сервер Тогда\nЕсли А Тогда\n#Иначе\nЕсли Б Тогда\n#КонецЕсли\nКонецЕсли;",
      "&НаСервере\nАсинх Процедура П(Знач А = -1, Б = Неопределено) Экспорт Ждать Ф(); КонецПроцедуры",
      "&ИзменениеИКонтроль(\"П\")\nПроцедура Р_П()\n#Удаление\nА = 1;\n#КонецУдаления\n#Вставка\nА = 2;\n#КонецВставки\nКонецПроцедуры",
      "Запрос.Выполнить().Выбрать(); А.Если = Б.Для[1].Новый;", "Х = ?(А, Новый Массив, Новый(\"Массив\", М)).Б;",
      "ВызватьИсключение; ВызватьИсключение \"т\"; ВызватьИсключение(\"т\", , 1); ВызватьИсключение (А) + Б;",
      "~м: Перейти ~м; Выполнить(\"А\"); Выполнить А + Б; ДобавитьОбработчик А.Б, В.Г; УдалитьОбработчик А.Б, В;",
      "Д = '20240115'; Д = '2024-01-15 10:30:00'; Д = '00010101';",
      "If A Then B = 1; ElsIf C Then Else EndIf; For Each X In Y Do EndDo;",
      "А = Не Б И Не В = Г; А = -Б * -В; А = Б = В;", "Перем А, Б Экспорт;\r\nПроцедура П()\rКонецПроцедуры\r\n",
    ])
  func allowed(_ text: String) { #expect(mistakes(text) == []) }

  @Test(
    "One mistake is one diagnostic, and the rest is parsed",
    arguments: [
      ("А = ;\nБ = 1;", 1), ("Если А Тогда\nБ = 1;\n", 1),
      ("Процедура П()\nЕсли А Тогда\nКонецПроцедуры\nПроцедура Р()\nКонецПроцедуры", 1),
      ("А = 1\nБ = 2;", 1), ("КонецЕсли;\nА = 1;", 1), ("А = (1 + 2;\nБ = 3;", 1), ("А = 'x';", 1),
      ("А = \"незакрыта;\nБ = 1;", 1),
      ("#Если Сервер Тогда\nА = 1;", 1), ("Для А = 1 По Цикл КонецЦикла;", 1), ("А + 1;\nБ = 2;", 1),
      ("А = 1 № 2;\nБ = 2;", 1),
    ])
  func mistaken(_ text: String, _ count: Int) { #expect(mistakes(text).count == count, "\(mistakes(text))") }

  @Test(
    "Hostile nesting is refused, not a crash",
    arguments: ["(", "-", "Не ", "Если А Тогда ", "А[", "Ф(", "?(А,", "А = Новый Б(", "Пока А Цикл "])
  func nesting(_ piece: String) {
    let text = "А = " + String(repeating: piece, count: 20_000)
    #expect(!mistakes(text).isEmpty)
    #expect(!mistakes(String(repeating: piece, count: 20_000)).isEmpty)
  }

  @Test("Long chains are no nesting")
  func chains() {
    #expect(mistakes("А = " + String(repeating: "1 + ", count: 50_000) + "1;") == [])
    #expect(mistakes("А = Б" + String(repeating: " И Б", count: 50_000) + ";") == [])
  }

  @Test("Any bytes are read to the end")
  func bytes() {
    var state: UInt64 = 42
    for _ in 0..<300 {
      var bytes: [UInt8] = []
      for _ in 0..<200 {
        state = state &* 6_364_136_223_846_793_005 &+ 1
        bytes.append(UInt8(truncatingIfNeeded: state >> 33))
      }
      _ = ModuleParser.check(bytes)
      _ = QueryParser.parse(bytes)
    }
  }

  @Test(
    "Formatting changes no tree, and twice is once",
    arguments: [
      "если А тогда\nб=1;  \n// прим\nиначе\n  В = \"а\n  |б\"; КОНЕЦЕСЛИ;\n",
      "ФУНКЦИЯ ф(знач а,\nб)\nвозврат а+\nб;\nконецфункции\n",
      "#Область О\nпроцедура п() экспорт\nдля каждого х из у цикл\nсообщить(х);\nконеццикла;\nконецпроцедуры\n#КонецОбласти\n",
      "попытка\nа = б.выполнить();\nисключение\nвызватьисключение;\nконецпопытки;\n",
    ])
  func formatting(_ text: String) throws {
    let once = try #require(Formatter.format(Array(text.utf8)))
    #expect(ModuleParser.parse(once).shape() == ModuleParser.parse(Array(text.utf8)).shape())
    #expect(Formatter.format(once) == once)
  }
}

@Suite("Queries are parsed")
struct QueryTests {
  private func mistakes(_ text: String) -> [String] { QueryParser.parse(Array(text.utf8)).diagnostics.map(\.message) }

  @Test(
    "What the query language allows has no mistakes",
    arguments: [
      "ВЫБРАТЬ 1",
      "ВЫБРАТЬ РАЗРЕШЕННЫЕ РАЗЛИЧНЫЕ ПЕРВЫЕ 10 Т.Ссылка КАК Ссылка, Т.* ИЗ Справочник.Товары КАК Т ГДЕ НЕ Т.ПометкаУдаления",
      "SELECT TOP 5 T.Ref AS R FROM Catalog.Goods AS T LEFT OUTER JOIN Document.D AS D ON T.Ref = D.Ref WHERE T.A IN (&X) ORDER BY R DESC",
      "ВЫБРАТЬ А ПОМЕСТИТЬ В1 ИЗ &Т КАК Т ИНДЕКСИРОВАТЬ ПО А; ВЫБРАТЬ В1.А ИЗ В1; УНИЧТОЖИТЬ В1",
      "ВЫБРАТЬ ВЫБОР КОГДА А ЕСТЬ NULL ТОГДА 0 ИНАЧЕ ВЫРАЗИТЬ(Б КАК ЧИСЛО(15, 2)) КОНЕЦ ИЗ Т ОБЪЕДИНИТЬ ВСЕ ВЫБРАТЬ КОЛИЧЕСТВО(РАЗЛИЧНЫЕ Х) ИЗ У",
      "ВЫБРАТЬ Р.Сумма ИЗ РегистрНакопления.Р.ОстаткиИОбороты(&Н, &К, Месяц, , Т В ИЕРАРХИИ (&Г)) КАК Р ИТОГИ СУММА(Сумма) ПО ОБЩИЕ, Т ИЕРАРХИЯ, Период ПЕРИОДАМИ(МЕСЯЦ, &Н, &К)",
      "ВЫБРАТЬ Д.Товары.(Номенклатура, Количество КАК К) ИЗ Документ.Д КАК Д ДЛЯ ИЗМЕНЕНИЯ",
      "ВЫБРАТЬ А ИЗ Т {ГДЕ Т.А КАК А} УПОРЯДОЧИТЬ ПО А УБЫВ ИЕРАРХИЯ АВТОУПОРЯДОЧИВАНИЕ",
      "ВЫБРАТЬ А ИЗ Т ГДЕ (А, Б) В (ВЫБРАТЬ Ж, Г ИЗ У) И А ПОДОБНО \"%х\" СПЕЦСИМВОЛ \"~\" И Б МЕЖДУ 1 И 2 И Х ССЫЛКА Справочник.К",
      "ВЫБРАТЬ СУММА(А) ИЗ Т СГРУППИРОВАТЬ ПО Б ИМЕЮЩИЕ СУММА(А) > 0",
    ])
  func allowed(_ text: String) { #expect(mistakes(text) == []) }

  @Test(
    "A mistake is found once",
    arguments: [
      "ВЫБРАТЬ", "ВЫБРАТЬ А ИЗ", "ВЫБРАТЬ А ИЗ Т ГДЕ", "ВЫБРАТЬ (А ИЗ Т", "А ИЗ Т", "ВЫБРАТЬ А ИЗ Т СОЕДИНЕНИЕ У",
    ])
  func mistaken(_ text: String) { #expect(mistakes(text).count == 1, "\(mistakes(text))") }
}
