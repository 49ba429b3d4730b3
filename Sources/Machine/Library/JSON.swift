import Syntax

/// Reads JSON into events, with a bound on depth; used by `ПрочитатьJSON` and by `ЧтениеJSON`.
struct JSONScanner {
  enum Event: Equatable {
    case objectStart, objectEnd, arrayStart, arrayEnd
    case name(String)
    case text(String)
    case number(String)
    case truth(Bool)
    case null
  }

  struct Failure: Error {
    let text: String
  }

  let units: [UInt16]
  private(set) var at = 0
  /// True for an object, false for an array.
  private var stack: [Bool] = []
  private var expectsValue = true
  private var isAfterName = false
  private var isFirst = true
  private var isDone = false

  init(_ units: [UInt16]) {
    self.units = units
    if units.first == 0xFEFF { at = 1 }
  }

  var depth: Int { stack.count }

  private mutating func skip() {
    while at < units.count, [32, 9, 10, 13].contains(units[at]) { at += 1 }
  }

  private func broken(_ text: String) -> Failure {
    let line = units[..<min(at, units.count)].reduce(1) { $0 + ($1 == 10 ? 1 : 0) }
    return Failure(text: "Ошибка разбора JSON (строка \(line)): \(text)")
  }

  /// Nil at the end of the text.
  mutating func next() throws(Failure) -> Event? {
    skip()
    if isDone {
      if at < units.count { throw broken("лишние символы после значения") }
      return nil
    }
    guard at < units.count else {
      if stack.isEmpty, isFirst { return nil }
      throw broken("неожиданный конец текста")
    }
    let unit = units[at]
    if !isAfterName, let isObject = stack.last {
      if unit == (isObject ? 0x7D : 0x5D) {
        at += 1
        stack.removeLast()
        isFirst = false
        isDone = stack.isEmpty
        return isObject ? .objectEnd : .arrayEnd
      }
      if !isFirst {
        guard unit == 0x2C else { throw broken("ожидается ','") }
        at += 1
        skip()
        guard at < units.count else { throw broken("неожиданный конец текста") }
      }
      if isObject {
        guard units[at] == 0x22 else { throw broken("ожидается имя свойства") }
        let name = try string()
        skip()
        guard at < units.count, units[at] == 0x3A else { throw broken("ожидается ':'") }
        at += 1
        isAfterName = true
        return .name(name)
      }
    }
    isAfterName = false
    isFirst = false
    return try value()
  }

  private mutating func value() throws(Failure) -> Event {
    switch units[at] {
    case 0x7B, 0x5B:
      guard stack.count < 500 else { throw broken("слишком глубокая вложенность") }
      let isObject = units[at] == 0x7B
      at += 1
      stack.append(isObject)
      isFirst = true
      return isObject ? .objectStart : .arrayStart
    case 0x22:
      let text = try string()
      isDone = stack.isEmpty
      return .text(text)
    case 0x2D, 0x30...0x39:
      let start = at
      at += 1
      while at < units.count, [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(units[at]) || units[at] &- 48 < 10 { at += 1 }
      isDone = stack.isEmpty
      return .number(String(decoding: units[start..<at], as: UTF16.self))
    default:
      for (word, event) in [("true", Event.truth(true)), ("false", .truth(false)), ("null", .null)] {
        let letters = Array(word.utf16)
        if at + letters.count <= units.count, Array(units[at..<at + letters.count]) == letters {
          at += letters.count
          isDone = stack.isEmpty
          return event
        }
      }
      throw broken("непредвиденный символ")
    }
  }

  private mutating func string() throws(Failure) -> String {
    at += 1
    var result: [UInt16] = []
    while at < units.count {
      let unit = units[at]
      at += 1
      if unit == 0x22 { return String(decoding: result, as: UTF16.self) }
      guard unit == 0x5C else {
        if unit < 32 { throw broken("недопустимый символ в строке") }
        result.append(unit)
        continue
      }
      guard at < units.count else { break }
      let escape = units[at]
      at += 1
      switch escape {
      case 0x22, 0x5C, 0x2F: result.append(escape)
      case 0x62: result.append(8)
      case 0x66: result.append(12)
      case 0x6E: result.append(10)
      case 0x72: result.append(13)
      case 0x74: result.append(9)
      case 0x75:
        guard at + 4 <= units.count,
          let code = UInt16(String(decoding: units[at..<at + 4], as: UTF16.self), radix: 16)
        else { throw broken("неправильная последовательность \\u") }
        result.append(code)
        at += 4
      default: throw broken("неправильная последовательность после '\\'")
      }
    }
    throw broken("строка не закрыта")
  }
}

/// Writes JSON: by values, or by the calls of `ЗаписьJSON`.
final class JSONWriterObject: Container {
  var text = ""
  /// True for an object, false for an array; and whether anything stands in it.
  var stack: [(isObject: Bool, isEmpty: Bool)] = []
  var isAfterName = false
  var lineBreak = "\n"
  var indent = ""
  var isOpen = false
  var escapesNotASCII = false
  var doublesSlash = false

  init(_ heap: Heap) { super.init(heap, type: TypeIndex.jsonWriter) }

  private func begin() {
    if isAfterName {
      isAfterName = false
      return
    }
    guard let last = stack.last else { return }
    if !last.isEmpty { text += "," }
    stack[stack.count - 1].isEmpty = false
    line(stack.count)
  }

  private func line(_ depth: Int) {
    guard !lineBreak.isEmpty else { return }
    text += lineBreak + String(repeating: indent, count: depth)
  }

  func open(_ isObject: Bool) {
    begin()
    text += isObject ? "{" : "["
    stack.append((isObject, true))
  }

  func close() {
    guard let last = stack.popLast() else { return }
    if !last.isEmpty { line(stack.count) }
    text += last.isObject ? "}" : "]"
  }

  func name(_ name: String) {
    begin()
    text += "\"" + escaped(name) + (lineBreak.isEmpty ? "\":" : "\": ")
    isAfterName = true
  }

  func raw(_ value: String) {
    begin()
    text += value
  }

  func string(_ value: String) { raw("\"" + escaped(value) + "\"") }

  private func escaped(_ value: String) -> String {
    var result = ""
    result.reserveCapacity(value.utf8.count + 2)
    for scalar in value.unicodeScalars {
      switch scalar.value {
      case 0x22: result += "\\\""
      case 0x5C: result += "\\\\"
      case 8: result += "\\b"
      case 9: result += "\\t"
      case 10: result += "\\n"
      case 12: result += "\\f"
      case 13: result += "\\r"
      case 0..<32: result += unicode(UInt16(scalar.value))
      case 0x80... where escapesNotASCII:
        for unit in UTF16.encode(scalar)! { result += unicode(unit) }
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private func unicode(_ unit: UInt16) -> String {
    let hex = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
  }
}

/// A method of a module that converts values on their way from and to JSON.
struct JSONConversion {
  let module: ModuleInstance
  let function: Int
  let parameters: Slot

  /// Borrows the value, answers an owned one.
  func call(_ vm: VM, _ name: String, _ value: Slot) throws(Raised) -> Slot {
    let text = vm.text(name)
    defer { text.release() }
    let count = module.program.functions[function].parameters.count
    return try vm.callBack(module, function: function, Array([text, value, parameters, Slot.no].prefix(count)))
  }
}

/// `ЧтениеJSON`.
final class JSONReaderObject: Container {
  var scanner = JSONScanner([])
  var event: JSONScanner.Event?
  var isOpen = false

  init(_ heap: Heap) { super.init(heap, type: TypeIndex.jsonReader) }

  func read(_ vm: VM) throws(Raised) -> Bool {
    guard isOpen else { throw vm.error("Не задан источник данных JSON") }
    do {
      event = try scanner.next()
    } catch {
      throw vm.error(error.text)
    }
    return event != nil
  }
}

extension VM {
  /// Builds values from events; without recursion, so that depth costs no native stack.
  func readJSON(
    _ reader: JSONReaderObject, intoMap: Bool, dates: Set<String>, convert: JSONConversion?
  ) throws(Raised) -> Slot {
    var holders: [Slot] = []
    var names: [String] = []
    func drop() { for holder in holders { holder.release() } }
    // An opened reader may stand on an event already, as after ЧтениеJSON.Прочитать().
    if reader.event == nil {
      guard try reader.read(self) else { throw error("Непредвиденный конец данных JSON") }
    }
    while true {
      var value = Slot.undefined
      var hasValue = true
      switch reader.event! {
      case .objectStart:
        holders.append(intoMap ? .owned(MapObject(heap)) : .owned(StructureObject(heap, shapes)))
        names.append("")
        hasValue = false
      case .arrayStart:
        holders.append(.owned(ArrayObject(heap)))
        names.append("")
        hasValue = false
      case .name(let name):
        names[names.count - 1] = name
        hasValue = false
      case .objectEnd, .arrayEnd:
        value = holders.removeLast()
        names.removeLast()
      case .text(let string): value = text(string)
      case .number(let digits):
        guard let number = Numbers.parse(Array(digits.utf8)).flatMap({ Numbers.pack($0.normalized, heap) }) else {
          drop()
          throw error("Ошибка разбора JSON: неправильное число \(digits)")
        }
        value = number
      case .truth(let truth): value = .bool(truth)
      case .null: value = intoMap ? .undefined : .undefined
      }
      if hasValue {
        if let holder = holders.last {
          if holder.tag == Tag.array {
            unsafeDowncast(holder.object, to: ArrayObject.self).append(value)
          } else {
            let name = names[names.count - 1]
            if value.isText, dates.contains(name), let date = Calendar.parse(iso: value.text.string) {
              value.release()
              var seconds = date.seconds
              if let offset = date.offset {
                seconds -= Int64(offset * 60)
                seconds += host.offset(at: (seconds - Calendar.epoch) * 1000)
              }
              value = .date(max(0, seconds))
            }
            if let convert {
              let read = value
              defer { read.release() }
              value = try convert.call(self, name, read)
            }
            if holder.tag == Tag.map {
              unsafeDowncast(holder.object, to: MapObject.self).insert(text(name), value)
            } else {
              guard Library.isName(name) else {
                value.release()
                drop()
                throw error("Имя свойства JSON не может быть именем поля структуры (\(name))")
              }
              unsafeDowncast(holder.object, to: StructureObject.self).insert(symbols.number(name), value)
            }
          }
        } else {
          return value
        }
      }
      slice -= 1
      if slice < 0 || heap.isOverLimit, !poll() {
        drop()
        throw Raised()
      }
      do throws(Raised) {
        guard try reader.read(self) else { throw error("Непредвиденный конец данных JSON") }
      } catch {
        drop()
        throw error
      }
    }
  }

  func writeJSON(
    _ writer: JSONWriterObject, _ value: Slot, depth: Int = 0, dateFormat: Int = 0,
    convert: JSONConversion? = nil
  ) throws(Raised) {
    guard depth < 200 else { throw error("Слишком глубокая вложенность или циклическая ссылка при записи JSON") }
    try charge(1)
    if !heap.allows(writer.text.utf8.count * 2) { throw stopped(by: .memory) }
    switch value.tag {
    case Tag.undefined, Tag.null, Tag.omitted: writer.raw("null")
    case Tag.bool: writer.raw(value.isTrue ? "true" : "false")
    case Tag.number, Tag.middle, Tag.wide: writer.raw(Numbers.plainText(value))
    case Tag.date: writer.string(Calendar.iso(value.seconds))
    case Tag.text: writer.string(value.text.string)
    case Tag.array:
      writer.open(false)
      let array = unsafeDowncast(value.object, to: ArrayObject.self)
      for index in 0..<array.count {
        try writeJSON(writer, array[index], depth: depth + 1, dateFormat: dateFormat, convert: convert)
      }
      writer.close()
    case Tag.structure:
      writer.open(true)
      let structure = unsafeDowncast(value.object, to: StructureObject.self)
      for (place, name) in structure.shape.names.enumerated() {
        writer.name(symbols.spelling(name))
        try writeJSON(
          writer, structure.values[place], depth: depth + 1, dateFormat: dateFormat, convert: convert)
      }
      writer.close()
    case Tag.map:
      writer.open(true)
      let map = unsafeDowncast(value.object, to: MapObject.self)
      var place = 0
      while let entry = map.entry(from: &place) {
        guard entry.key.isText else { throw error("Ключ соответствия при записи JSON должен быть строкой") }
        writer.name(entry.key.text.string)
        try writeJSON(writer, entry.value, depth: depth + 1, dateFormat: dateFormat, convert: convert)
      }
      writer.close()
    default:
      if value.isObject, value.object is UUIDObject { return writer.string(presentation(value)) }
      if let convert {
        let converted = try convert.call(self, "", value)
        defer { converted.release() }
        return try writeJSON(writer, converted, depth: depth + 1, dateFormat: dateFormat)
      }
      throw error("Значение типа \(typeName(typeIndex(value))) не может быть записано в JSON")
    }
  }
}

extension Library {
  private static func reader(_ object: Obj) -> JSONReaderObject { unsafeDowncast(object, to: JSONReaderObject.self) }
  private static func writer(_ object: Obj) -> JSONWriterObject { unsafeDowncast(object, to: JSONWriterObject.self) }

  private static func tokenPlace(_ event: JSONScanner.Event?) -> Int {
    switch event {
    case nil: 1
    case .objectStart: 2
    case .objectEnd: 3
    case .arrayStart: 4
    case .arrayEnd: 5
    case .name: 6
    case .text: 7
    case .number: 8
    case .truth: 9
    case .null: 10
    }
  }

  static let jsonReader = TypeEntry(
    "ЧтениеJSON", "JSONReader", presentation: "Чтение JSON",
    construct: { (vm, args) throws(Raised) in .owned(JSONReaderObject(vm.heap)) },
    methods: [
      MethodEntry("УстановитьСтроку", "SetString", 1, 1) { (vm, this, args) throws(Raised) in
        let reader = reader(this)
        reader.scanner = JSONScanner(vm.units(args, 0))
        reader.event = nil
        reader.isOpen = true
        return .undefined
      },
      MethodEntry("Прочитать", "Read", 0, 0) { (vm, this, args) throws(Raised) in .bool(try reader(this).read(vm)) },
      MethodEntry("Пропустить", "Skip", 0, 0) { (vm, this, args) throws(Raised) in
        let reader = reader(this)
        switch reader.event {
        case .objectStart, .arrayStart:
          let depth = reader.scanner.depth
          while reader.scanner.depth >= depth { guard try reader.read(vm) else { return .no } }
        case .name: _ = try reader.read(vm)
        default: break
        }
        return .bool(try reader.read(vm))
      },
      MethodEntry("Закрыть", "Close", 0, 0) { (vm, this, args) throws(Raised) in
        reader(this).isOpen = false
        reader(this).event = nil
        return .undefined
      },
    ],
    properties: [
      PropertyEntry(
        "ТипТекущегоЗначения", "CurrentValueType",
        { (vm, this) throws(Raised) in
          .system(jsonTokenEnumeration, tokenPlace(reader(this).event))
        }),
      PropertyEntry(
        "ТекущееЗначение", "CurrentValue",
        { (vm, this) throws(Raised) in
          switch reader(this).event {
          case .name(let text), .text(let text): return vm.text(text)
          case .number(let digits):
            return Numbers.parse(Array(digits.utf8)).flatMap { Numbers.pack($0.normalized, vm.heap) } ?? .int(0)
          case .truth(let truth): return .bool(truth)
          case .null: return .null
          default: throw vm.error("Текущее значение JSON не определено")
          }
        }),
    ])

  static let jsonWriter = TypeEntry(
    "ЗаписьJSON", "JSONWriter", presentation: "Запись JSON",
    construct: { (vm, args) throws(Raised) in .owned(JSONWriterObject(vm.heap)) },
    methods: [
      MethodEntry("УстановитьСтроку", "SetString", 0, 1) { (vm, this, args) throws(Raised) in
        let writer = writer(this)
        writer.text = ""
        writer.stack = []
        writer.isAfterName = false
        writer.isOpen = true
        writer.lineBreak = "\n"
        writer.indent = ""
        if let settings = args[0].object(as: RecordObject.self), settings.typeIndex == TypeIndex.jsonWriterSettings {
          switch choice(settings[0], of: 15) {
          case 0: writer.lineBreak = ""
          case 2: writer.lineBreak = "\r\n"
          default: break
          }
          writer.indent = vm.presentation(settings[1])
          writer.escapesNotASCII = choice(settings[3], of: 16) == 1
        }
        return .undefined
      },
      MethodEntry("ЗаписатьНачалоОбъекта", "WriteStartObject", 0, 0) { (vm, this, args) throws(Raised) in
        writer(this).open(true)
        return .undefined
      },
      MethodEntry("ЗаписатьКонецОбъекта", "WriteEndObject", 0, 0) { (vm, this, args) throws(Raised) in
        writer(this).close()
        return .undefined
      },
      MethodEntry("ЗаписатьНачалоМассива", "WriteStartArray", 0, 0) { (vm, this, args) throws(Raised) in
        writer(this).open(false)
        return .undefined
      },
      MethodEntry("ЗаписатьКонецМассива", "WriteEndArray", 0, 0) { (vm, this, args) throws(Raised) in
        writer(this).close()
        return .undefined
      },
      MethodEntry("ЗаписатьИмяСвойства", "WritePropertyName", 1, 1) { (vm, this, args) throws(Raised) in
        writer(this).name(try vm.string(args, 0))
        return .undefined
      },
      MethodEntry("ЗаписатьЗначение", "WriteValue", 1, 2) { (vm, this, args) throws(Raised) in
        try vm.writeJSON(writer(this), args[0])
        return .undefined
      },
      MethodEntry("ЗаписатьБезОбработки", "WriteRaw", 1, 1) { (vm, this, args) throws(Raised) in
        writer(this).raw(try vm.string(args, 0))
        return .undefined
      },
      MethodEntry("Закрыть", "Close", 0, 0) { (vm, this, args) throws(Raised) in
        let writer = writer(this)
        let result = vm.text(writer.text)
        writer.text = ""
        writer.isOpen = false
        return result
      },
    ])

  static let jsonSettings = TypeEntry(
    "НастройкиСериализацииJSON", "JSONSerializerSettings", presentation: "Настройки сериализации JSON",
    construct: { (vm, args) throws(Raised) in
      .owned(
        RecordObject(
          vm.heap, TypeIndex.jsonSettings, [.system(jsonDateEnumeration, 1), .system(17, 2), .yes]))
    },
    properties: [
      .record("ФорматСериализацииДаты", "DateSerializationFormat", 0, isWritable: true),
      .record("ВариантЗаписиДаты", "DateWritingVariant", 1, isWritable: true),
      .record("СериализовыватьМассивыКакОбъекты", "SerializeArraysAsObjects", 2, isWritable: true),
    ])

  static let jsonWriterSettings = TypeEntry(
    "ПараметрыЗаписиJSON", "JSONWriterSettings", presentation: "Параметры записи JSON",
    construct: { (vm, args) throws(Raised) in
      .owned(
        RecordObject(
          vm.heap, TypeIndex.jsonWriterSettings,
          [
            args.has(0) ? args[0] : .system(15, 4), args.has(1) ? args[1].retained() : vm.text(""),
            args.has(2) ? args[2].retained() : .yes, args.has(3) ? args[3] : .system(16, 1),
          ]))
    },
    properties: [
      .record("ПереносСтрок", "NewLines", 0), .record("СимволыОтступа", "PaddingSymbols", 1),
      .record("ИспользоватьДвойныеКавычки", "UseDoubleQuotes", 2),
      .record("ЭкранированиеСимволов", "EscapeCharacters", 3),
    ])

  /// A method of a module as a conversion: `ПрочитатьJSON(…, "Имя", Модуль, …)`.
  private static func conversion(
    _ vm: VM, _ name: Slot, _ module: Slot, _ parameters: Slot
  ) throws(Raised) -> JSONConversion? {
    guard name.isText, let instance = module.object(as: ModuleInstance.self) else { return nil }
    guard case .function(let function)? = instance.program.exports[Folding.fold(name.text.string)] else {
      throw vm.error("Метод объекта не обнаружен (\(name.text.string))")
    }
    return JSONConversion(module: instance, function: function, parameters: parameters)
  }

  static let exchangeFunctions: [FunctionEntry] = [
    FunctionEntry("ПрочитатьJSON", "ReadJSON", 1, 9) { (vm, args) throws(Raised) in
      let reader = try vm.object(args, 0, as: JSONReaderObject.self)
      let intoMap = try vm.truth(args, 1)
      var dates: Set<String> = []
      if let list = args[2].object(as: ArrayObject.self) {
        for slot in list.slots { dates.insert(vm.presentation(slot)) }
      } else if args[2].isText {
        dates = Set(vm.names(args[2].text.string))
      }
      let convert = try conversion(vm, args[4], args[5], args[6])
      return try vm.readJSON(reader, intoMap: intoMap, dates: dates, convert: convert)
    },
    FunctionEntry("ЗаписатьJSON", "WriteJSON", 2, 6) { (vm, args) throws(Raised) in
      let writer = try vm.object(args, 0, as: JSONWriterObject.self)
      let convert = try conversion(vm, args[3], args[4], args[5])
      try vm.writeJSON(writer, args[1], convert: convert)
      return .undefined
    },
    FunctionEntry("Base64Строка", "Base64String", 1, 1) { (vm, args) throws(Raised) in
      vm.text(Base64.text(try vm.object(args, 0, as: BytesObject.self).bytes))
    },
    FunctionEntry("Base64Значение", "Base64Value", 1, 1) { (vm, args) throws(Raised) in
      guard let bytes = Base64.bytes(try vm.string(args, 0)) else { throw vm.invalid(0) }
      try vm.allow(bytes.count)
      return .owned(BytesObject(vm.heap, bytes, type: TypeIndex.binaryData))
    },
    FunctionEntry("ПолучитьДвоичныеДанныеИзСтроки", "GetBinaryDataFromString", 1, 3) { (vm, args) throws(Raised) in
      .owned(BytesObject(vm.heap, Array(try vm.string(args, 0).utf8), type: TypeIndex.binaryData))
    },
    FunctionEntry("ПолучитьСтрокуИзДвоичныхДанных", "GetStringFromBinaryData", 1, 2) { (vm, args) throws(Raised) in
      vm.text(String(decoding: try vm.object(args, 0, as: BytesObject.self).bytes, as: UTF8.self))
    },
    FunctionEntry("ПолучитьБуферДвоичныхДанныхИзСтроки", "GetBinaryDataBufferFromString", 1, 3) {
      (vm, args) throws(Raised) in
      .owned(BytesObject(vm.heap, Array(try vm.string(args, 0).utf8), type: TypeIndex.binaryBuffer))
    },
    FunctionEntry("ПолучитьСтрокуИзБуфераДвоичныхДанных", "GetStringFromBinaryDataBuffer", 1, 2) {
      (vm, args) throws(Raised) in
      vm.text(String(decoding: try vm.object(args, 0, as: BytesObject.self).bytes, as: UTF8.self))
    },
    FunctionEntry("ПолучитьДвоичныеДанныеИзБуфераДвоичныхДанных", "GetBinaryDataFromBinaryDataBuffer", 1, 1) {
      (vm, args) throws(Raised) in
      .owned(
        BytesObject(vm.heap, try vm.object(args, 0, as: BytesObject.self).bytes, type: TypeIndex.binaryData))
    },
    FunctionEntry("ПолучитьБуферДвоичныхДанныхИзДвоичныхДанных", "GetBinaryDataBufferFromBinaryData", 1, 1) {
      (vm, args) throws(Raised) in
      .owned(
        BytesObject(vm.heap, try vm.object(args, 0, as: BytesObject.self).bytes, type: TypeIndex.binaryBuffer))
    },
    FunctionEntry("ПолучитьHexСтрокуИзДвоичныхДанных", "GetHexStringFromBinaryData", 1, 1) {
      (vm, args) throws(Raised) in
      vm.text(
        try vm.object(args, 0, as: BytesObject.self).bytes.map {
          ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true)
        }.joined())
    },
    FunctionEntry("XMLСтрока", "XMLString", 1, 1) { (vm, args) throws(Raised) in
      vm.text(try vm.xmlText(args[0]))
    },
    FunctionEntry("XMLЗначение", "XMLValue", 2, 2) { (vm, args) throws(Raised) in
      guard args[0].tag == Tag.type else { throw vm.mismatch(0) }
      let text = try vm.string(args, 1)
      return try vm.xmlValue(Int(args[0].bits), text)
    },
    FunctionEntry("ВыполнитьОбработкуОповещения", "RunCallback", 1, 2) { (vm, args) throws(Raised) in
      let callback = try vm.object(args, 0, as: RecordObject.self)
      guard callback.typeIndex == TypeIndex.callback, let module = callback[1].object(as: ModuleInstance.self) else {
        throw vm.mismatch(0)
      }
      let name = vm.presentation(callback[0])
      guard case .function(let function)? = module.program.exports[Folding.fold(name)] else {
        throw vm.error("Метод объекта не обнаружен (\(name))")
      }
      let count = module.program.functions[function].parameters.count
      let result = try vm.callBack(module, function: function, Array([args[1], callback[2]].prefix(count)))
      result.release()
      return .undefined
    },
  ]
}

extension VM {
  func xmlText(_ value: Slot) throws(Raised) -> String {
    switch value.tag {
    case Tag.undefined, Tag.null: return ""
    case Tag.bool: return value.isTrue ? "true" : "false"
    case Tag.number, Tag.middle, Tag.wide: return Numbers.plainText(value)
    case Tag.date: return Calendar.iso(value.seconds)
    case Tag.text: return value.text.string
    case Tag.system: return systemName(value)
    default:
      if value.isObject, let data = value.object as? BytesObject { return Base64.text(data.bytes) }
      if value.isObject, value.object is UUIDObject { return presentation(value) }
      throw mismatch(0)
    }
  }

  func xmlValue(_ type: Int, _ text: String) throws(Raised) -> Slot {
    switch type {
    case TypeIndex.text: return self.text(text)
    case TypeIndex.number:
      guard let number = Numbers.parse(Array(text.trimmed.utf8)), !text.contains(",") else { throw invalid(1) }
      return try slot(number.normalized)
    case TypeIndex.bool:
      switch text.trimmed {
      case "true", "1": return .yes
      case "false", "0": return .no
      default: throw invalid(1)
      }
    case TypeIndex.date:
      guard let date = Calendar.parse(iso: text.trimmed) else { throw invalid(1) }
      return .date(date.seconds)
    case TypeIndex.uuid:
      guard let bytes = UUIDObject.parse(text) else { throw invalid(1) }
      return .owned(UUIDObject(heap, bytes))
    case TypeIndex.binaryData:
      guard let bytes = Base64.bytes(text) else { throw invalid(1) }
      return .owned(BytesObject(heap, bytes, type: TypeIndex.binaryData))
    case TypeIndex.undefined: return .undefined
    case TypeIndex.null: return .null
    case 10_000...:
      guard let place = Library.enumerations[type - 10_000].places[Folding.fold(text)] else { throw invalid(1) }
      return .system(type - 10_000, place)
    default: throw mismatch(0)
    }
  }
}
