import Syntax

/// Values as a text that only this engine reads back: `ЗначениеВСтрокуВнутр`.
struct InternalText {
  let vm: VM
  private(set) var text = ""
  private var depth = 0

  init(vm: VM) { self.vm = vm }

  private func quoted(_ string: String) -> String { "\"" + string.replacing("\"", with: "\"\"") + "\"" }

  mutating func write(_ value: Slot) throws(Raised) {
    depth += 1
    defer { depth -= 1 }
    guard depth < 200 else { throw vm.error("Слишком глубокая вложенность или циклическая ссылка") }
    try vm.charge(1)
    if !vm.heap.allows(text.utf8.count * 2) { throw vm.stopped(by: .memory) }
    switch value.tag {
    case Tag.undefined, Tag.omitted: text += "{\"U\"}"
    case Tag.null: text += "{\"L\"}"
    case Tag.bool: text += "{\"B\",\(value.isTrue ? 1 : 0)}"
    case Tag.number, Tag.middle, Tag.wide: text += "{\"N\",\(Numbers.plainText(value))}"
    case Tag.date: text += "{\"D\",\(value.seconds)}"
    case Tag.text: text += "{\"S\",\(quoted(value.text.string))}"
    case Tag.type: text += "{\"T\",\(quoted(typeKey(Int(value.bits))))}"
    case Tag.system: text += "{\"E\",\(Int(value.bits >> 32)),\(Int(value.bits & 0xFFFF_FFFF))}"
    case Tag.array:
      let array = unsafeDowncast(value.object, to: ArrayObject.self)
      text += "{\"#A\",\(array.isFixed ? 1 : 0),\(array.count)"
      for index in 0..<array.count {
        text += ","
        try write(array[index])
      }
      text += "}"
    case Tag.structure:
      let structure = unsafeDowncast(value.object, to: StructureObject.self)
      text += "{\"#S\",\(structure.isFixed ? 1 : 0),\(structure.count)"
      for (place, name) in structure.shape.names.enumerated() {
        text += ",\(quoted(vm.symbols.spelling(name))),"
        try write(structure.values[place])
      }
      text += "}"
    case Tag.map:
      let map = unsafeDowncast(value.object, to: MapObject.self)
      text += "{\"#M\",\(map.isFixed ? 1 : 0),\(map.count)"
      var place = 0
      while let entry = map.entry(from: &place) {
        text += ","
        try write(entry.key)
        text += ","
        try write(entry.value)
      }
      text += "}"
    default:
      if let identifier = value.object as? UUIDObject {
        text += "{\"#U\",\(quoted(vm.presentation(.shared(identifier))))}"
        identifier.rc -= 1
      } else if let list = value.object as? ValueListObject {
        text += "{\"#L\",\(list.items.count)"
        for item in list.items {
          text += ","
          try write(item[0])
          text += ","
          try write(item[1])
          text += ",\(item[2].isTrue ? 1 : 0)"
        }
        text += "}"
      } else if let table = value.object as? RowsObject, !table.isTree {
        text += "{\"#V\",\(table.columns.columns.count)"
        for column in table.columns.columns { text += ",\(quoted(vm.symbols.spelling(column.name)))" }
        text += ",\(table.rows.count)"
        for row in table.rows {
          for cell in row.values {
            text += ","
            try write(cell)
          }
        }
        text += "}"
      } else if let data = value.object as? BytesObject {
        text += "{\"#B\",\(quoted(Base64.text(data.bytes)))}"
      } else {
        throw vm.mismatch(0)
      }
    }
  }

  private func typeKey(_ index: Int) -> String {
    index >= 10_000 ? Library.enumerations[index - 10_000].russian : Library.types[index].russian
  }
}

struct InternalTextReader {
  let vm: VM
  let units: [UInt16]
  private var at = 0
  private var depth = 0

  init(vm: VM, units: [UInt16]) {
    self.vm = vm
    self.units = units
  }

  private var broken: Raised { vm.error("Неправильный формат внутреннего представления значения") }

  mutating func readAll() throws(Raised) -> Slot {
    let value = try read()
    skip()
    guard at == units.count else {
      value.release()
      throw broken
    }
    return value
  }

  private mutating func skip() { while at < units.count, Units.isBlank(units[at]) { at += 1 } }

  private mutating func expect(_ unit: UInt16) throws(Raised) {
    skip()
    guard at < units.count, units[at] == unit else { throw broken }
    at += 1
  }

  private mutating func string() throws(Raised) -> String {
    try expect(0x22)
    var result: [UInt16] = []
    while at < units.count {
      if units[at] == 0x22 {
        at += 1
        guard at < units.count, units[at] == 0x22 else { return String(decoding: result, as: UTF16.self) }
      }
      result.append(units[at])
      at += 1
    }
    throw broken
  }

  private mutating func digits() throws(Raised) -> String {
    skip()
    let start = at
    while at < units.count, units[at] != 0x2C, units[at] != 0x7D { at += 1 }
    return String(decoding: units[start..<at], as: UTF16.self).trimmed
  }

  private mutating func count() throws(Raised) -> Int {
    guard let value = Int(try digits()), value >= 0 else { throw broken }
    return value
  }

  private mutating func read() throws(Raised) -> Slot {
    depth += 1
    defer { depth -= 1 }
    guard depth < 200 else { throw broken }
    try vm.charge(1)
    if vm.heap.isOverLimit { throw vm.stopped(by: .memory) }
    try expect(0x7B)
    let kind = try string()
    var value = Slot.undefined
    switch kind {
    case "U": break
    case "L": value = .null
    default:
      try expect(0x2C)
      value = try content(kind)
    }
    do throws(Raised) {
      try expect(0x7D)
    } catch {
      value.release()
      throw error
    }
    return value
  }

  private mutating func content(_ kind: String) throws(Raised) -> Slot {
    switch kind {
    case "B": return .bool(try digits() == "1")
    case "N":
      guard let number = Numbers.parse(Array(try digits().utf8)) else { throw broken }
      return try vm.slot(number)
    case "D":
      guard let seconds = Int64(try digits()), seconds >= 0, seconds <= Calendar.last else { throw broken }
      return .date(seconds)
    case "S": return vm.text(try string())
    case "T":
      guard let type = Library.typeIndex(named: try string()) else { throw broken }
      return .type(type)
    case "E":
      let enumeration = try count()
      try expect(0x2C)
      let place = try count()
      guard enumeration < Library.enumerations.count, place <= Library.enumerations[enumeration].values.count else {
        throw broken
      }
      return .system(enumeration, place)
    case "#U":
      guard let bytes = UUIDObject.parse(try string()) else { throw broken }
      return .owned(UUIDObject(vm.heap, bytes))
    case "#B":
      guard let bytes = Base64.bytes(try string()) else { throw broken }
      return .owned(BytesObject(vm.heap, bytes, type: TypeIndex.binaryData))
    case "#A":
      let isFixed = try count() == 1
      try expect(0x2C)
      let array = ArrayObject(vm.heap, isFixed: isFixed)
      for _ in 0..<(try count()) {
        try expect(0x2C)
        array.append(try read())
      }
      return .owned(array)
    case "#S":
      let isFixed = try count() == 1
      try expect(0x2C)
      let structure = StructureObject(vm.heap, vm.shapes, isFixed: isFixed)
      for _ in 0..<(try count()) {
        try expect(0x2C)
        let name = try string()
        try expect(0x2C)
        structure.insert(vm.symbols.number(name), try read())
      }
      return .owned(structure)
    case "#M":
      let isFixed = try count() == 1
      try expect(0x2C)
      let map = MapObject(vm.heap, isFixed: isFixed)
      for _ in 0..<(try count()) {
        try expect(0x2C)
        let key = try read()
        try expect(0x2C)
        map.insert(key, try read())
      }
      return .owned(map)
    case "#L":
      let list = ValueListObject(vm.heap)
      for _ in 0..<(try count()) {
        try expect(0x2C)
        let value = try read()
        try expect(0x2C)
        let shown = try read()
        try expect(0x2C)
        _ = list.insert(value, shown, try digits() == "1", at: list.items.count)
      }
      return .owned(list)
    case "#V":
      let table = RowsObject(vm.heap, nil, type: TypeIndex.table)
      for _ in 0..<(try count()) {
        try expect(0x2C)
        let name = try string()
        table.columns.insert(
          Column(vm.symbols.number(name), title: name, type: .undefined), at: table.columns.columns.count, vm)
      }
      try expect(0x2C)
      for _ in 0..<(try count()) {
        var cells: [Slot] = []
        for _ in table.columns.columns {
          try expect(0x2C)
          cells.append(try read())
        }
        table.insert(RowObject(vm.heap, table.columns, cells, type: TypeIndex.tableRow), at: table.rows.count)
      }
      return .owned(table)
    default: throw broken
    }
  }
}
