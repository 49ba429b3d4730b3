extension Library {
  static var roundingEnumeration: Int { 0 }
  static var searchDirectionEnumeration: Int { 1 }
  static var stringEncodingEnumeration: Int { 2 }
  static var sortDirectionEnumeration: Int { 3 }
  static var allowedSignEnumeration: Int { 4 }
  static var allowedLengthEnumeration: Int { 5 }
  static var datePartsEnumeration: Int { 6 }
  static var jsonTokenEnumeration: Int { 7 }
  static var xmlNodeEnumeration: Int { 8 }
  static var jsonDateEnumeration: Int { 9 }
  static var hashEnumeration: Int { 10 }
  static var boundaryEnumeration: Int { 11 }
  static var textEncodingEnumeration: Int { 12 }

  static let enumerations: [EnumerationEntry] = [
    EnumerationEntry("РежимОкругления", "RoundMode", [("Окр15как10", "Round15as10"), ("Окр15как20", "Round15as20")]),
    EnumerationEntry("НаправлениеПоиска", "SearchDirection", [("СНачала", "FromBegin"), ("СКонца", "FromEnd")]),
    EnumerationEntry(
      "СпособКодированияСтроки", "StringEncodingMethod",
      [("КодировкаURL", "URLEncoding"), ("URLВКодировкеURL", "URLInURLEncoding")]),
    EnumerationEntry("НаправлениеСортировки", "SortDirection", [("Возр", "Asc"), ("Убыв", "Desc")]),
    EnumerationEntry("ДопустимыйЗнак", "AllowedSign", [("Любой", "Any"), ("Неотрицательный", "Nonnegative")]),
    EnumerationEntry("ДопустимаяДлина", "AllowedLength", [("Переменная", "Variable"), ("Фиксированная", "Fixed")]),
    EnumerationEntry("ЧастиДаты", "DateFractions", [("ДатаВремя", "DateTime"), ("Дата", "Date"), ("Время", "Time")]),
    EnumerationEntry(
      "ТипЗначенияJSON", "JSONValueType",
      [
        ("Ничего", "None"), ("НачалоОбъекта", "ObjectStart"), ("КонецОбъекта", "ObjectEnd"),
        ("НачалоМассива", "ArrayStart"), ("КонецМассива", "ArrayEnd"), ("ИмяСвойства", "PropertyName"),
        ("Строка", "String"), ("Число", "Number"), ("Булево", "Boolean"), ("Null", "Null"),
        ("Комментарий", "Comment"),
      ]),
    EnumerationEntry(
      "ТипУзлаXML", "XMLNodeType",
      [
        ("Ничего", "None"), ("НачалоЭлемента", "StartElement"), ("КонецЭлемента", "EndElement"), ("Текст", "Text"),
        ("Атрибут", "Attribute"), ("Комментарий", "Comment"), ("ИнструкцияОбработки", "ProcessingInstruction"),
        ("СекцияCDATA", "CDATASection"), ("ОпределениеТипаДокумента", "DocumentType"),
        ("ОбъявлениеXML", "XMLDeclaration"), ("ПробельныеСимволы", "Whitespace"),
      ]),
    EnumerationEntry(
      "ФорматДатыJSON", "JSONDateFormat", [("ISO", "ISO"), ("JavaScript", "JavaScript"), ("Microsoft", "Microsoft")]),
    EnumerationEntry(
      "ХешФункция", "HashFunction",
      [("MD5", "MD5"), ("SHA1", "SHA1"), ("SHA256", "SHA256"), ("CRC32", "CRC32"), ("SHA512", "SHA512")]),
    EnumerationEntry("ВидГраницы", "BoundaryType", [("Включая", "Including"), ("Исключая", "Excluding")]),
    EnumerationEntry(
      "КодировкаТекста", "TextEncoding",
      [("UTF8", "UTF8"), ("ANSI", "ANSI"), ("OEM", "OEM"), ("UTF16", "UTF16"), ("Системная", "System")]),
    EnumerationEntry(
      "СтатусСообщения", "MessageStatus",
      [
        ("БезСтатуса", "WithoutStatus"), ("Обычное", "Ordinary"), ("Внимание", "Attention"), ("Важное", "Important"),
        ("ОченьВажное", "VeryImportant"), ("Информация", "Information"),
      ]),
    EnumerationEntry(
      "ВидСравнения", "ComparisonType",
      [
        ("Равно", "Equal"), ("НеРавно", "NotEqual"), ("Больше", "Greater"), ("БольшеИлиРавно", "GreaterOrEqual"),
        ("Меньше", "Less"), ("МеньшеИлиРавно", "LessOrEqual"), ("ВСписке", "InList"), ("НеВСписке", "NotInList"),
        ("Содержит", "Contains"), ("НеСодержит", "NotContains"),
      ]),
    EnumerationEntry(
      "ПереносСтрокJSON", "JSONLineBreak",
      [("Нет", "None"), ("Unix", "Unix"), ("Windows", "Windows"), ("Авто", "Auto")]),
    EnumerationEntry(
      "ЭкранированиеСимволовJSON", "JSONCharactersEscapeMode",
      [("Нет", "None"), ("СимволыВнеASCII", "NotASCIISymbols"), ("СимволыВнеBMP", "SymbolsNotInBMP")]),
    EnumerationEntry(
      "ВариантЗаписиДатыJSON", "JSONDateWritingVariant",
      [
        ("УниверсальнаяДата", "UniversalDate"), ("ЛокальнаяДата", "LocalDate"),
        ("ЛокальнаяДатаСоСмещением", "LocalDateWithOffset"),
      ]),
    EnumerationEntry(
      "КатегорияОшибки", "ErrorCategory",
      [
        ("ВсеОшибки", "AllErrors"), ("ПрочаяОшибка", "OtherError"), ("ОшибкаКонфигурации", "ConfigurationError"),
        ("ИсключениеВызванноеИзВстроенногоЯзыка", "ExceptionRaisedFromScript"),
        ("НарушениеПравДоступа", "AccessViolation"), ("ОшибкаВоВремяВыполненияВстроенногоЯзыка", "ScriptRuntimeError"),
        ("ОшибкаКомпиляцииВстроенногоЯзыка", "ScriptCompileError"), ("ОшибкаСети", "NetworkError"),
        ("ОшибкаХранимыхДанных", "StoredDataError"), ("СетеваяОшибка", "ConnectionError"),
      ]),
    EnumerationEntry(
      "ОбходРезультатаЗапроса", "QueryResultIteration",
      [("Прямой", "Linear"), ("ПоГруппировкам", "ByGroups"), ("ПоГруппировкамСИерархией", "ByGroupsWithHierarchy")]),
    EnumerationEntry(
      "ПорядокБайтов", "ByteOrder", [("LittleEndian", "LittleEndian"), ("BigEndian", "BigEndian")]),
    EnumerationEntry("ФормаXML", "XMLForm", [("Элемент", "Element"), ("Атрибут", "Attribute"), ("Текст", "Text")]),
  ]
}
