/// `ЧтениеXML`: a pull reader over a text. No document type is expanded and nothing outside the text is read.
final class XMLReaderObject: Container {
  enum Kind: Int {
    case none, startElement, endElement, text, attribute, comment, instruction, cdata, documentType, declaration, space
  }

  private var units: [UInt16] = []
  private var at = 0
  private(set) var kind = Kind.none
  private(set) var name = ""
  private(set) var value = ""
  private(set) var attributes: [(name: String, value: String)] = []
  private var open: [String] = []
  private var pendingEnd = false
  /// The attribute that `ПрочитатьАтрибут` stands on.
  private(set) var attribute = -1
  private var isStarted = false

  init(_ heap: Heap) { super.init(heap, type: TypeIndex.xmlReader) }

  func start(_ units: [UInt16]) {
    self.units = units
    at = units.first == 0xFEFF ? 1 : 0
    kind = .none
    open = []
    pendingEnd = false
    attribute = -1
    attributes = []
    isStarted = true
  }

  var prefix: String { name.contains(":") ? String(name.prefix { $0 != ":" }) : "" }
  var localName: String { name.contains(":") ? String(name.drop { $0 != ":" }.dropFirst()) : name }

  private func broken(_ vm: VM, _ text: String) -> Raised {
    let line = units[..<min(at, units.count)].reduce(1) { $0 + ($1 == 10 ? 1 : 0) }
    return vm.error("Ошибка разбора XML (строка \(line)): \(text)")
  }

  private func has(_ text: String) -> Bool {
    let letters = Array(text.utf16)
    return at + letters.count <= units.count && Array(units[at..<at + letters.count]) == letters
  }

  private func until(_ vm: VM, _ mark: String) throws(Raised) -> String {
    let letters = Array(mark.utf16)
    guard let end = units.withUnsafeBufferPointer({ Units.find(letters, in: $0, from: at) }) else {
      throw broken(vm, "ожидается \(mark)")
    }
    let text = String(decoding: units[at..<end], as: UTF16.self)
    at = end + letters.count
    return text
  }

  private func readName(_ vm: VM) throws(Raised) -> String {
    let start = at
    while at < units.count {
      let unit = units[at]
      let isName =
        unit &- 48 < 10 || (unit | 0x20) &- 97 < 26 || unit == 0x5F || unit == 0x3A || unit == 0x2D || unit == 0x2E
        || unit >= 0x80
      guard isName else { break }
      at += 1
    }
    guard at > start else { throw broken(vm, "ожидается имя") }
    return String(decoding: units[start..<at], as: UTF16.self)
  }

  private func skipBlanks() { while at < units.count, [32, 9, 10, 13].contains(units[at]) { at += 1 } }

  private func unescaped(_ vm: VM, _ text: String) throws(Raised) -> String {
    guard text.contains("&") else { return text }
    var result = ""
    var rest = Substring(text)
    while let mark = rest.firstIndex(of: "&") {
      result += rest[..<mark]
      guard let end = rest[mark...].firstIndex(of: ";") else { throw broken(vm, "'&' без ';'") }
      let entity = rest[rest.index(after: mark)..<end]
      switch entity {
      case "lt": result += "<"
      case "gt": result += ">"
      case "amp": result += "&"
      case "quot": result += "\""
      case "apos": result += "'"
      default:
        let code =
          entity.hasPrefix("#x")
          ? UInt32(entity.dropFirst(2), radix: 16)
          : (entity.hasPrefix("#") ? UInt32(entity.dropFirst()) : nil)
        guard let code, let scalar = Unicode.Scalar(code) else { throw broken(vm, "неизвестная сущность &\(entity);") }
        result.unicodeScalars.append(scalar)
      }
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  func read(_ vm: VM) throws(Raised) -> Bool {
    guard isStarted else { throw vm.error("Не задан источник данных XML") }
    attribute = -1
    attributes = []
    value = ""
    if pendingEnd {
      pendingEnd = false
      name = open.removeLast()
      kind = .endElement
      return true
    }
    guard at < units.count else {
      if !open.isEmpty { throw broken(vm, "не закрыт элемент \(open[open.count - 1])") }
      kind = .none
      name = ""
      return false
    }
    if units[at] != 0x3C {
      let start = at
      while at < units.count, units[at] != 0x3C { at += 1 }
      let raw = String(decoding: units[start..<at], as: UTF16.self)
      if raw.allSatisfy(\.isWhitespace) {
        // Blanks between elements are passed.
        return try read(vm)
      }
      if open.isEmpty { throw broken(vm, "текст вне элементов") }
      kind = .text
      name = ""
      value = try unescaped(vm, raw)
      return true
    }
    if has("<!--") {
      at += 4
      value = try until(vm, "-->")
      kind = .comment
      return true
    }
    if has("<![CDATA[") {
      at += 9
      value = try until(vm, "]]>")
      kind = .text
      name = ""
      return true
    }
    if has("<!") {
      _ = try until(vm, ">")
      return try read(vm)
    }
    if has("<?") {
      at += 2
      let target = try readName(vm)
      let body = try until(vm, "?>")
      if target == "xml" { return try read(vm) }
      kind = .instruction
      name = target
      value = body.trimmed
      return true
    }
    if has("</") {
      at += 2
      name = try readName(vm)
      skipBlanks()
      guard at < units.count, units[at] == 0x3E else { throw broken(vm, "ожидается '>'") }
      at += 1
      guard open.last == name else { throw broken(vm, "закрыт элемент \(name), который не открыт") }
      open.removeLast()
      kind = .endElement
      return true
    }
    at += 1
    name = try readName(vm)
    guard open.count < 1000 else { throw broken(vm, "слишком глубокая вложенность") }
    while true {
      skipBlanks()
      guard at < units.count else { throw broken(vm, "не закрыт элемент \(name)") }
      if units[at] == 0x3E {
        at += 1
        break
      }
      if has("/>") {
        at += 2
        pendingEnd = true
        break
      }
      let attributeName = try readName(vm)
      skipBlanks()
      guard at < units.count, units[at] == 0x3D else { throw broken(vm, "ожидается '='") }
      at += 1
      skipBlanks()
      guard at < units.count, units[at] == 0x22 || units[at] == 0x27 else { throw broken(vm, "ожидается кавычка") }
      let quote = units[at] == 0x22 ? "\"" : "'"
      at += 1
      attributes.append((attributeName, try unescaped(vm, try until(vm, quote))))
    }
    open.append(name)
    kind = .startElement
    return true
  }

  func nextAttribute() -> Bool {
    guard attribute + 1 < attributes.count else {
      attribute = -1
      if kind == .attribute { kind = .startElement }
      return false
    }
    attribute += 1
    kind = .attribute
    name = attributes[attribute].name
    value = attributes[attribute].value
    return true
  }

  func skip(_ vm: VM) throws(Raised) {
    guard kind == .startElement || kind == .attribute else { return }
    let depth = open.count
    while open.count >= depth { guard try read(vm) else { return } }
  }
}

/// `ЗаписьXML`.
final class XMLWriterObject: Container {
  var text = ""
  private var open: [(name: String, hasContent: Bool, hasText: Bool)] = []
  private var isTagOpen = false
  var hasIndent = true

  init(_ heap: Heap) { super.init(heap, type: TypeIndex.xmlWriter) }

  func start() {
    text = ""
    open = []
    isTagOpen = false
  }

  private func closeTag() {
    if isTagOpen { text += ">" }
    isTagOpen = false
  }

  private func newLine(_ depth: Int) {
    guard hasIndent, !text.isEmpty else { return }
    text += "\n" + String(repeating: "\t", count: depth)
  }

  private static func escaped(_ value: String, isAttribute: Bool) -> String {
    var result = ""
    for character in value.unicodeScalars {
      switch character {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\"" where isAttribute: result += "&quot;"
      case "\n" where isAttribute: result += "&#xA;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }

  func startElement(_ name: String) {
    closeTag()
    if let last = open.last {
      if !last.hasText { newLine(open.count) }
      open[open.count - 1].hasContent = true
    } else {
      newLine(0)
    }
    text += "<" + name
    isTagOpen = true
    open.append((name, false, false))
  }

  func attribute(_ name: String, _ value: String) -> Bool {
    guard isTagOpen else { return false }
    text += " \(name)=\"\(Self.escaped(value, isAttribute: true))\""
    return true
  }

  func content(_ value: String, isRaw: Bool = false) {
    closeTag()
    if !open.isEmpty { open[open.count - 1].hasText = true }
    text += isRaw ? value : Self.escaped(value, isAttribute: false)
  }

  func endElement() -> Bool {
    guard let last = open.popLast() else { return false }
    if isTagOpen {
      text += "/>"
      isTagOpen = false
      return true
    }
    if last.hasContent, !last.hasText { newLine(open.count) }
    text += "</\(last.name)>"
    return true
  }

  func comment(_ value: String) {
    closeTag()
    newLine(open.count)
    if !open.isEmpty { open[open.count - 1].hasContent = true }
    text += "<!--\(value)-->"
  }
}

extension Library {
  private static func reader(_ object: Obj) -> XMLReaderObject { unsafeDowncast(object, to: XMLReaderObject.self) }
  private static func writer(_ object: Obj) -> XMLWriterObject { unsafeDowncast(object, to: XMLWriterObject.self) }

  static let xmlReader = TypeEntry(
    "ЧтениеXML", "XMLReader", presentation: "Чтение XML",
    construct: { (vm, args) throws(Raised) in .owned(XMLReaderObject(vm.heap)) },
    methods: [
      MethodEntry("УстановитьСтроку", "SetString", 1, 2) { (vm, this, args) throws(Raised) in
        reader(this).start(vm.units(args, 0))
        return .undefined
      },
      MethodEntry("Прочитать", "Read", 0, 0) { (vm, this, args) throws(Raised) in
        try vm.charge(1)
        return .bool(try reader(this).read(vm))
      },
      MethodEntry("Пропустить", "Skip", 0, 0) { (vm, this, args) throws(Raised) in
        try reader(this).skip(vm)
        return .undefined
      },
      MethodEntry("ПрочитатьАтрибут", "ReadAttribute", 0, 0) { (vm, this, args) throws(Raised) in
        .bool(reader(this).nextAttribute())
      },
      MethodEntry("КоличествоАтрибутов", "AttributeCount", 0, 0) { (vm, this, args) throws(Raised) in
        .int(reader(this).attributes.count)
      },
      MethodEntry("ИмяАтрибута", "AttributeName", 1, 1) { (vm, this, args) throws(Raised) in
        let place = try vm.place(args[0], reader(this).attributes.count, "коллекции")
        return vm.text(reader(this).attributes[place].name)
      },
      MethodEntry("ЗначениеАтрибута", "AttributeValue", 1, 2) { (vm, this, args) throws(Raised) in
        if args[0].isNumber {
          let place = try vm.place(args[0], reader(this).attributes.count, "коллекции")
          return vm.text(reader(this).attributes[place].value)
        }
        let name = try vm.string(args, 0)
        return reader(this).attributes.first { $0.name == name }.map { vm.text($0.value) } ?? .undefined
      },
      MethodEntry("ПолучитьАтрибут", "GetAttribute", 1, 2) { (vm, this, args) throws(Raised) in
        let name = try vm.string(args, 0)
        return reader(this).attributes.first { $0.name == name }.map { vm.text($0.value) } ?? .undefined
      },
      MethodEntry("ПерейтиКСодержимому", "MoveToContent", 0, 0) { (vm, this, args) throws(Raised) in
        let reader = reader(this)
        while ![.startElement, .endElement, .text].contains(reader.kind) { guard try reader.read(vm) else { break } }
        return .system(xmlNodeEnumeration, reader.kind.rawValue + 1)
      },
      MethodEntry("Закрыть", "Close", 0, 0) { (vm, this, args) throws(Raised) in
        reader(this).start([])
        return .undefined
      },
    ],
    properties: [
      PropertyEntry(
        "ТипУзла", "NodeType",
        { (vm, this) throws(Raised) in
          .system(xmlNodeEnumeration, reader(this).kind.rawValue + 1)
        }),
      PropertyEntry("Имя", "Name", { (vm, this) throws(Raised) in vm.text(reader(this).name) }),
      PropertyEntry("ЛокальноеИмя", "LocalName", { (vm, this) throws(Raised) in vm.text(reader(this).localName) }),
      PropertyEntry("Префикс", "Prefix", { (vm, this) throws(Raised) in vm.text(reader(this).prefix) }),
      PropertyEntry("Значение", "Value", { (vm, this) throws(Raised) in vm.text(reader(this).value) }),
      PropertyEntry(
        "ИмеетЗначение", "HasValue",
        { (vm, this) throws(Raised) in
          .bool([.text, .attribute, .comment, .instruction].contains(reader(this).kind))
        }),
    ])

  static let xmlWriter = TypeEntry(
    "ЗаписьXML", "XMLWriter", presentation: "Запись XML",
    construct: { (vm, args) throws(Raised) in .owned(XMLWriterObject(vm.heap)) },
    methods: [
      MethodEntry("УстановитьСтроку", "SetString", 0, 1) { (vm, this, args) throws(Raised) in
        writer(this).start()
        return .undefined
      },
      MethodEntry("ЗаписатьОбъявлениеXML", "WriteXMLDeclaration", 0, 0) { (vm, this, args) throws(Raised) in
        writer(this).text += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
        return .undefined
      },
      MethodEntry("ЗаписатьНачалоЭлемента", "WriteStartElement", 1, 2) { (vm, this, args) throws(Raised) in
        writer(this).startElement(try vm.string(args, 0))
        return .undefined
      },
      MethodEntry("ЗаписатьКонецЭлемента", "WriteEndElement", 0, 0) { (vm, this, args) throws(Raised) in
        guard writer(this).endElement() else { throw vm.error("Нет открытого элемента XML") }
        return .undefined
      },
      MethodEntry("ЗаписатьАтрибут", "WriteAttribute", 2, 3) { (vm, this, args) throws(Raised) in
        guard writer(this).attribute(try vm.string(args, 0), try vm.string(args, args.count - 1)) else {
          throw vm.error("Атрибут записывается только в начале элемента XML")
        }
        return .undefined
      },
      MethodEntry("ЗаписатьСоответствиеПространстваИмен", "WriteNamespaceMapping", 2, 2) {
        (vm, this, args) throws(Raised) in
        let prefix = try vm.string(args, 0)
        guard writer(this).attribute(prefix.isEmpty ? "xmlns" : "xmlns:\(prefix)", try vm.string(args, 1)) else {
          throw vm.error("Атрибут записывается только в начале элемента XML")
        }
        return .undefined
      },
      MethodEntry("ЗаписатьТекст", "WriteText", 1, 1) { (vm, this, args) throws(Raised) in
        writer(this).content(try vm.string(args, 0))
        return .undefined
      },
      MethodEntry("ЗаписатьСекциюCDATA", "WriteCDATASection", 1, 1) { (vm, this, args) throws(Raised) in
        writer(this).content("<![CDATA[\(try vm.string(args, 0))]]>", isRaw: true)
        return .undefined
      },
      MethodEntry("ЗаписатьБезОбработки", "WriteRaw", 1, 1) { (vm, this, args) throws(Raised) in
        writer(this).content(try vm.string(args, 0), isRaw: true)
        return .undefined
      },
      MethodEntry("ЗаписатьКомментарий", "WriteComment", 1, 1) { (vm, this, args) throws(Raised) in
        writer(this).comment(try vm.string(args, 0))
        return .undefined
      },
      MethodEntry("Закрыть", "Close", 0, 0) { (vm, this, args) throws(Raised) in
        let writer = writer(this)
        while writer.endElement() {}
        let result = vm.text(writer.text)
        writer.start()
        return result
      },
    ],
    properties: [
      PropertyEntry(
        "Отступ", "Indent", { (vm, this) throws(Raised) in .bool(writer(this).hasIndent) },
        set: { (vm, this, value) throws(Raised) in
          guard let truth = vm.condition(value) else { throw Raised() }
          writer(this).hasIndent = truth
        })
    ])
}
