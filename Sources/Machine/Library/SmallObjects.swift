/// Objects with little of their own: identifiers, binary data, callbacks, messages, boundaries.
final class UUIDObject: ValueObject {
  let bytes: [UInt8]

  init(_ heap: Heap, _ bytes: [UInt8]) {
    self.bytes = bytes
    super.init(heap, type: TypeIndex.uuid)
  }

  override var keyHash: Int { bytes.reduce(0) { $0 &* 131 &+ Int($1) } }
  override func isEqual(to other: ValueObject) -> Bool { (other as? UUIDObject)?.bytes == bytes }
  override func isFilled(_ vm: VM) -> Bool { bytes.contains { $0 != 0 } }

  override func presentation(_ vm: VM) -> String {
    let hex = Array("0123456789abcdef")
    var text = ""
    for (index, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(index) { text += "-" }
      text.append(hex[Int(byte >> 4)])
      text.append(hex[Int(byte & 15)])
    }
    return text
  }

  static func parse(_ text: String) -> [UInt8]? {
    let characters = Array(text.trimmed.utf8)
    guard characters.count == 36, [8, 13, 18, 23].allSatisfy({ characters[$0] == 45 }) else { return nil }
    let digits = characters.filter { $0 != 45 }
    guard digits.count == 32 else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: 32, by: 2) {
      guard let byte = UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16) else { return nil }
      bytes.append(byte)
    }
    return bytes
  }
}

/// ДвоичныеДанные and БуферДвоичныхДанных.
final class BytesObject: ValueObject {
  var bytes: [UInt8]

  init(_ heap: Heap, _ bytes: [UInt8], type: Int) {
    self.bytes = bytes
    charged = bytes.count
    super.init(heap, type: type)
    heap.bytes += charged
  }

  private let charged: Int

  deinit { heap.bytes -= charged }

  override var keyHash: Int { bytes.prefix(64).reduce(bytes.count) { $0 &* 131 &+ Int($1) } }

  override func isEqual(to other: ValueObject) -> Bool {
    if typeIndex == TypeIndex.binaryBuffer { return self === other }
    return (other as? BytesObject)?.bytes == bytes && other.typeIndex == typeIndex
  }

  override func isFilled(_ vm: VM) -> Bool { !bytes.isEmpty }

  override func presentation(_ vm: VM) -> String {
    if typeIndex == TypeIndex.binaryBuffer { return super.presentation(vm) }
    let hex = Array("0123456789ABCDEF")
    return bytes.prefix(4096).map { "\(hex[Int($0 >> 4)])\(hex[Int($0 & 15)])" }.joined(separator: " ")
  }

  override func element(_ vm: VM, _ index: Slot) throws(Raised) -> Slot? {
    guard typeIndex == TypeIndex.binaryBuffer, !index.isText else { return nil }
    return .int(Int(bytes[try vm.place(index, bytes.count, "буфера")]))
  }

  override func setElement(_ vm: VM, _ index: Slot, _ value: Slot) throws(Raised) -> Bool {
    guard typeIndex == TypeIndex.binaryBuffer else { return false }
    guard value.isNumber, let number = Numbers.integer(value), (0...255).contains(number) else { throw vm.invalid(1) }
    bytes[try vm.place(index, bytes.count, "буфера")] = UInt8(number)
    return true
  }

  override func iterator(_ vm: VM) -> IteratorObject? {
    typeIndex == TypeIndex.binaryBuffer ? ListIterator(heap, bytes.map { .int(Int($0)) }) : nil
  }
}

/// ТекстовыйДокумент: lines in memory.
final class TextDocumentObject: Container {
  var lines: [String] = []

  init(_ heap: Heap) { super.init(heap, type: TypeIndex.textDocument) }
}

/// ГенераторСлучайныхЧисел: the same numbers for the same seed (SplitMix64).
final class RandomObject: Container {
  var state: UInt64

  init(_ heap: Heap, _ seed: UInt64) {
    state = seed
    super.init(heap, type: TypeIndex.randomGenerator)
  }

  func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

extension Library {
  static let uuid = TypeEntry(
    "УникальныйИдентификатор", "UUID", presentation: "Уникальный идентификатор",
    construct: { (vm, args) throws(Raised) in
      if args.has(0) {
        guard let bytes = UUIDObject.parse(try vm.string(args, 0)) else { throw vm.invalid(0) }
        return .owned(UUIDObject(vm.heap, bytes))
      }
      var bytes = (0..<16).map { _ in UInt8.random(in: 0...255, using: &vm.random) }
      bytes[6] = bytes[6] & 0x0F | 0x40
      bytes[8] = bytes[8] & 0x3F | 0x80
      return .owned(UUIDObject(vm.heap, bytes))
    })

  private static func bytes(_ object: Obj) -> BytesObject { unsafeDowncast(object, to: BytesObject.self) }

  static let binaryData = TypeEntry(
    "ДвоичныеДанные", "BinaryData", presentation: "Двоичные данные",
    methods: [
      MethodEntry("Размер", "Size", 0, 0) { (vm, this, args) throws(Raised) in .int(bytes(this).bytes.count) }
    ])

  static let binaryBuffer = TypeEntry(
    "БуферДвоичныхДанных", "BinaryDataBuffer", presentation: "Буфер двоичных данных",
    construct: { (vm, args) throws(Raised) in
      let size = try vm.integer(args, 0)
      guard size >= 0 else { throw vm.invalid(0) }
      try vm.allow(size)
      return .owned(BytesObject(vm.heap, [UInt8](repeating: 0, count: size), type: TypeIndex.binaryBuffer))
    },
    methods: [
      MethodEntry("Получить", "Get", 1, 1) { (vm, this, args) throws(Raised) in
        let buffer = bytes(this)
        return .int(Int(buffer.bytes[try vm.place(args[0], buffer.bytes.count, "буфера")]))
      },
      MethodEntry("Установить", "Set", 2, 2) { (vm, this, args) throws(Raised) in
        _ = try this.setElement(vm, args[0], args[1])
        return .undefined
      },
      MethodEntry("Прочитать", "Read", 2, 2) { (vm, this, args) throws(Raised) in
        let buffer = bytes(this)
        let from = try vm.integer(args, 0)
        let count = try vm.integer(args, 1)
        guard from >= 0, count >= 0, from <= buffer.bytes.count, count <= buffer.bytes.count - from else {
          throw vm.error("Индекс находится за границами буфера")
        }
        return .owned(BytesObject(vm.heap, Array(buffer.bytes[from..<from + count]), type: TypeIndex.binaryBuffer))
      },
      MethodEntry("Соединить", "Concat", 1, 1) { (vm, this, args) throws(Raised) in
        let other = try vm.object(args, 0, as: BytesObject.self)
        return .owned(BytesObject(vm.heap, bytes(this).bytes + other.bytes, type: TypeIndex.binaryBuffer))
      },
    ],
    properties: [
      PropertyEntry("Размер", "Size", { (vm, this) throws(Raised) in .int(bytes(this).bytes.count) })
    ])

  static let valueStorage = TypeEntry(
    "ХранилищеЗначения", "ValueStorage", presentation: "Хранилище значения",
    construct: { (vm, args) throws(Raised) in
      .owned(RecordObject(vm.heap, TypeIndex.valueStorage, [args[0].retained()]))
    },
    methods: [
      MethodEntry("Получить", "Get", 0, 0) { (vm, this, args) throws(Raised) in
        unsafeDowncast(this, to: RecordObject.self)[0].retained()
      }
    ])

  static let callback = TypeEntry(
    "ОписаниеОповещения", "CallbackDescription", presentation: "Описание оповещения",
    construct: { (vm, args) throws(Raised) in
      .owned(
        RecordObject(
          vm.heap, TypeIndex.callback, (0..<5).map { args.has($0) ? args[$0].retained() : .undefined }))
    },
    properties: [
      .record("ИмяПроцедуры", "ProcedureName", 0), .record("Модуль", "Module", 1),
      .record("ДополнительныеПараметры", "AdditionalParameters", 2),
      .record("ИмяПроцедурыОбработкиОшибки", "ErrorHandlerProcedureName", 3),
      .record("МодульОбработкиОшибки", "ErrorHandlerModule", 4),
    ])

  static let userMessage = TypeEntry(
    "СообщениеПользователю", "UserMessage", presentation: "Сообщение пользователю",
    construct: { (vm, args) throws(Raised) in
      .owned(
        RecordObject(
          vm.heap, TypeIndex.userMessage,
          [vm.text(""), vm.text(""), vm.text(""), .undefined, .undefined, vm.text("")]))
    },
    methods: [
      MethodEntry("Сообщить", "Message", 0, 0) { (vm, this, args) throws(Raised) in
        vm.host.message(vm.presentation(unsafeDowncast(this, to: RecordObject.self)[0]))
        return .undefined
      },
      MethodEntry("УстановитьДанные", "SetData", 1, 1) { (vm, this, args) throws(Raised) in
        unsafeDowncast(this, to: RecordObject.self).set(4, args[0].retained())
        return .undefined
      },
    ],
    properties: [
      .record("Текст", "Text", 0, isWritable: true), .record("Поле", "Field", 1, isWritable: true),
      .record("ПутьКДанным", "DataPath", 2, isWritable: true), .record("КлючДанных", "DataKey", 3, isWritable: true),
      .record("ИдентификаторНазначения", "TargetID", 5, isWritable: true),
    ])

  private static func document(_ object: Obj) -> TextDocumentObject {
    unsafeDowncast(object, to: TextDocumentObject.self)
  }

  static let textDocument = TypeEntry(
    "ТекстовыйДокумент", "TextDocument", presentation: "Текстовый документ",
    construct: { (vm, args) throws(Raised) in .owned(TextDocumentObject(vm.heap)) },
    methods: [
      MethodEntry("ДобавитьСтроку", "AddLine", 1, 1) { (vm, this, args) throws(Raised) in
        let line = try vm.string(args, 0)
        try vm.charge(line.utf8.count / 16)
        document(this).lines.append(line)
        return .undefined
      },
      MethodEntry("ВставитьСтроку", "InsertLine", 2, 2) { (vm, this, args) throws(Raised) in
        let place = try vm.integer(args, 0)
        guard place >= 1, place <= document(this).lines.count + 1 else { throw vm.invalid(0) }
        document(this).lines.insert(try vm.string(args, 1), at: place - 1)
        return .undefined
      },
      MethodEntry("УдалитьСтроку", "DeleteLine", 1, 1) { (vm, this, args) throws(Raised) in
        let place = try vm.integer(args, 0)
        guard place >= 1, place <= document(this).lines.count else { throw vm.invalid(0) }
        document(this).lines.remove(at: place - 1)
        return .undefined
      },
      MethodEntry("ЗаменитьСтроку", "ReplaceLine", 2, 2) { (vm, this, args) throws(Raised) in
        let place = try vm.integer(args, 0)
        guard place >= 1, place <= document(this).lines.count else { throw vm.invalid(0) }
        document(this).lines[place - 1] = try vm.string(args, 1)
        return .undefined
      },
      MethodEntry("ПолучитьСтроку", "GetLine", 1, 1) { (vm, this, args) throws(Raised) in
        let place = try vm.integer(args, 0)
        let lines = document(this).lines
        return vm.text(place >= 1 && place <= lines.count ? lines[place - 1] : "")
      },
      MethodEntry("КоличествоСтрок", "LineCount", 0, 0) { (vm, this, args) throws(Raised) in
        .int(document(this).lines.count)
      },
      MethodEntry("УстановитьТекст", "SetText", 1, 1) { (vm, this, args) throws(Raised) in
        document(this).lines = try vm.string(args, 0).split(separator: "\n", omittingEmptySubsequences: false)
          .map(String.init)
        return .undefined
      },
      MethodEntry("ПолучитьТекст", "GetText", 0, 0) { (vm, this, args) throws(Raised) in
        vm.text(document(this).lines.joined(separator: "\n"))
      },
      MethodEntry("Очистить", "Clear", 0, 0) { (vm, this, args) throws(Raised) in
        document(this).lines = []
        return .undefined
      },
    ])

  static let randomGenerator = TypeEntry(
    "ГенераторСлучайныхЧисел", "RandomNumberGenerator", presentation: "Генератор случайных чисел",
    construct: { (vm, args) throws(Raised) in
      let seed = args.has(0) ? UInt64(bitPattern: Int64(try vm.integer(args, 0))) : UInt64.random(in: 0 ... .max)
      return .owned(RandomObject(vm.heap, seed))
    },
    methods: [
      MethodEntry("СлучайноеЧисло", "RandomNumber", 0, 2) { (vm, this, args) throws(Raised) in
        let low = try vm.integer(args, 0, default: 0)
        let high = try vm.integer(args, 1, default: Int(UInt32.max))
        guard low <= high else { throw vm.invalid(1) }
        let span = UInt64(bitPattern: Int64(high &- low)) &+ 1
        let value = unsafeDowncast(this, to: RandomObject.self).next()
        return .int(low &+ Int(bitPattern: UInt(span == 0 ? value : value % span)))
      }
    ])

  static let boundary = TypeEntry(
    "Граница", "Boundary",
    construct: { (vm, args) throws(Raised) in
      .owned(
        RecordObject(
          vm.heap, TypeIndex.boundary,
          [args[0].retained(), args.has(1) ? args[1].retained() : .system(boundaryEnumeration, 1)]))
    },
    properties: [.record("Значение", "Value", 0), .record("ВидГраницы", "BoundaryType", 1)])

  static let pointInTime = TypeEntry(
    "МоментВремени", "PointInTime", presentation: "Момент времени",
    construct: { (vm, args) throws(Raised) in
      let date = try vm.date(args, 0)
      return .owned(RecordObject(vm.heap, TypeIndex.pointInTime, [.date(date), args[1].retained()]))
    },
    methods: [
      MethodEntry("Сравнить", "Compare", 1, 1) { (vm, this, args) throws(Raised) in
        let other = try vm.object(args, 0, as: RecordObject.self)
        return .int(vm.sortOrder(unsafeDowncast(this, to: RecordObject.self)[0], other[0]))
      }
    ],
    properties: [.record("Дата", "Date", 0), .record("Ссылка", "Ref", 1)])
}
