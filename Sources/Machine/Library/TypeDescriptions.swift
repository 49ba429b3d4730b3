/// ОписаниеТипов.
final class TypeDescriptionObject: ValueObject {
  let types: [Int]
  let digits: Int
  let decimals: Int
  let isNonnegative: Bool
  let length: Int
  let isFixedLength: Bool
  /// 0 date and time, 1 date, 2 time.
  let dateParts: Int

  init(
    _ heap: Heap, _ types: [Int], digits: Int = 0, decimals: Int = 0, isNonnegative: Bool = false, length: Int = 0,
    isFixedLength: Bool = false, dateParts: Int = 0
  ) {
    self.types = types
    self.digits = digits
    self.decimals = decimals
    self.isNonnegative = isNonnegative
    self.length = length
    self.isFixedLength = isFixedLength
    self.dateParts = dateParts
    super.init(heap, type: TypeIndex.typeDescription)
  }

  override var keyHash: Int { types.reduce(7) { $0 &* 31 &+ $1 } }

  override func isEqual(to other: ValueObject) -> Bool {
    guard let other = other as? TypeDescriptionObject else { return false }
    return Set(types) == Set(other.types) && digits == other.digits && decimals == other.decimals
      && length == other.length && isNonnegative == other.isNonnegative && dateParts == other.dateParts
  }

  override func presentation(_ vm: VM) -> String { types.map { vm.typeName($0) }.joined(separator: ", ") }
}

extension VM {
  /// The value that a new cell of the type has.
  func emptyValue(of type: Slot) -> Slot {
    guard let description = type.object(as: TypeDescriptionObject.self), description.types.count == 1 else {
      return .undefined
    }
    switch description.types[0] {
    case TypeIndex.number: return .int(0)
    case TypeIndex.text: return text("")
    case TypeIndex.bool: return .no
    case TypeIndex.date: return .date(0)
    default: return .undefined
    }
  }

  /// The value as the type takes it, owned: as it is when its type is among them, converted where that is possible,
  /// else empty.
  func adjust(_ value: Slot, to type: Slot) -> Slot {
    guard let description = type.object(as: TypeDescriptionObject.self), !description.types.isEmpty else {
      return value.retained()
    }
    let own = typeIndex(value)
    if description.types.contains(own) { return qualify(value, description) }
    for target in description.types {
      switch target {
      case TypeIndex.number:
        if own == TypeIndex.text, let parsed = Numbers.parse(text: value.text.buffer),
          let number = Numbers.pack(parsed.normalized, heap)
        {
          defer { number.release() }
          return qualify(number, description)
        }
        if own == TypeIndex.bool { return .int(value.isTrue ? 1 : 0) }
      case TypeIndex.text where own != TypeIndex.undefined && own != TypeIndex.null:
        let text = text(presentation(value))
        defer { text.release() }
        return qualify(text, description)
      case TypeIndex.bool where value.isNumber: return .bool(!Numbers.isZero(value))
      case TypeIndex.bool where own == TypeIndex.text:
        switch value.text.string.lowercased().trimmed {
        case "истина", "да", "true": return .yes
        default: return .no
        }
      case TypeIndex.date where own == TypeIndex.text:
        let digits = value.text.buffer.filter { $0 &- 48 < 10 }.map { Int($0 - 48) }
        if [8, 14].contains(digits.count) {
          func number(_ from: Int, _ count: Int) -> Int {
            from + count <= digits.count ? digits[from..<from + count].reduce(0) { $0 * 10 + $1 } : 0
          }
          let parts = [number(0, 4), number(4, 2), number(6, 2), number(8, 2), number(10, 2), number(12, 2)]
          if let date = Calendar.seconds(checking: parts) { return qualify(.date(date), description) }
        }
      default: break
      }
    }
    return emptyValue(of: type)
  }

  private func qualify(_ value: Slot, _ type: TypeDescriptionObject) -> Slot {
    switch typeIndex(value) {
    case TypeIndex.number where type.digits > 0:
      if type.isNonnegative, Numbers.compare(value, .int(0)) < 0 { return .int(0) }
      let rounded = Numbers.round(value, to: type.decimals, .halfUp, heap)
      let bound = BigDecimal(limbs: BigDecimal.power10(max(0, type.digits - type.decimals)), scale: 0)
      var number = Numbers.big(rounded)
      let isNegative = number.isNegative
      number.isNegative = false
      if BigDecimal.compare(number, bound) >= 0 {
        // The largest number of so many digits.
        rounded.release()
        let all = String(repeating: "9", count: type.digits)
        return Numbers.pack(
          BigDecimal(digits: Array(all.utf8), scale: type.decimals, isNegative: isNegative), heap)!
      }
      return rounded
    case TypeIndex.text where type.length > 0:
      let text = value.text
      if text.count > type.length {
        return .owned(Text(heap, UnsafeBufferPointer(start: text.units, count: type.length)))
      }
      if type.isFixedLength, text.count < type.length {
        return .owned(Text(heap, Array(text.buffer) + [UInt16](repeating: 32, count: type.length - text.count)))
      }
      return value.retained()
    case TypeIndex.date:
      if type.dateParts == 1 { return .date(value.seconds / 86_400 * 86_400) }
      if type.dateParts == 2 { return .date(value.seconds % 86_400) }
      return value
    default: return value.retained()
    }
  }
}

extension Library {
  private static func description(_ object: Obj) -> TypeDescriptionObject {
    unsafeDowncast(object, to: TypeDescriptionObject.self)
  }

  private static func types(_ vm: VM, _ slot: Slot, _ index: Int) throws(Raised) -> [Int] {
    if slot.isUndefined { return [] }
    if slot.isText {
      var list: [Int] = []
      for name in vm.names(slot.text.string) {
        guard let type = typeIndex(named: name) else { throw vm.error("Тип не определен (\(name))") }
        list.append(type)
      }
      return list
    }
    guard let array = slot.object(as: ArrayObject.self) else { throw vm.mismatch(index) }
    var list: [Int] = []
    for item in array.slots {
      guard item.tag == Tag.type else { throw vm.mismatch(index) }
      list.append(Int(item.bits))
    }
    return list
  }

  static let typeDescription = TypeEntry(
    "ОписаниеТипов", "TypeDescription", presentation: "Описание типов",
    construct: { (vm, args) throws(Raised) in
      var list: [Int] = []
      var digits = 0
      var decimals = 0
      var isNonnegative = false
      var length = 0
      var isFixed = false
      var dateParts = 0
      var next = 1
      if let source = args[0].object(as: TypeDescriptionObject.self) {
        list = source.types
        digits = source.digits
        decimals = source.decimals
        isNonnegative = source.isNonnegative
        length = source.length
        isFixed = source.isFixedLength
        dateParts = source.dateParts
        list += try types(vm, args[1], 1)
        let removed = try types(vm, args[2], 2)
        list = list.filter { !removed.contains($0) }
        next = 3
      } else {
        list = try types(vm, args[0], 0)
      }
      for index in next..<max(args.count, next) {
        guard let qualifiers = args[index].object(as: RecordObject.self) else { continue }
        switch qualifiers.typeIndex {
        case TypeIndex.numberQualifiers:
          digits = Numbers.integer(qualifiers[0]) ?? 0
          decimals = Numbers.integer(qualifiers[1]) ?? 0
          isNonnegative = choice(qualifiers[2], of: allowedSignEnumeration) == 1
        case TypeIndex.stringQualifiers:
          length = Numbers.integer(qualifiers[0]) ?? 0
          isFixed = choice(qualifiers[1], of: allowedLengthEnumeration) == 1
        case TypeIndex.dateQualifiers: dateParts = choice(qualifiers[0], of: datePartsEnumeration) ?? 0
        default: break
        }
      }
      var unique: [Int] = []
      for type in list where !unique.contains(type) { unique.append(type) }
      return .owned(
        TypeDescriptionObject(
          vm.heap, unique, digits: digits, decimals: decimals, isNonnegative: isNonnegative, length: length,
          isFixedLength: isFixed, dateParts: dateParts))
    },
    methods: [
      MethodEntry("Типы", "Types", 0, 0) { (vm, this, args) throws(Raised) in
        vm.array(description(this).types.map { .type($0) })
      },
      MethodEntry("СодержитТип", "ContainsType", 1, 1) { (vm, this, args) throws(Raised) in
        guard args[0].tag == Tag.type else { throw vm.mismatch(0) }
        return .bool(description(this).types.contains(Int(args[0].bits)))
      },
      MethodEntry("ПривестиЗначение", "AdjustValue", 0, 1) { (vm, this, args) throws(Raised) in
        let type = Slot.owned(this)
        return vm.adjust(args[0], to: type)
      },
    ],
    properties: [
      PropertyEntry(
        "КвалификаторыЧисла", "NumberQualifiers",
        { (vm, this) throws(Raised) in
          let type = description(this)
          return .owned(
            RecordObject(
              vm.heap, TypeIndex.numberQualifiers,
              [
                .int(type.digits), .int(type.decimals),
                .system(allowedSignEnumeration, type.isNonnegative ? 2 : 1),
              ]))
        }),
      PropertyEntry(
        "КвалификаторыСтроки", "StringQualifiers",
        { (vm, this) throws(Raised) in
          let type = description(this)
          return .owned(
            RecordObject(
              vm.heap, TypeIndex.stringQualifiers,
              [.int(type.length), .system(allowedLengthEnumeration, type.isFixedLength ? 2 : 1)]))
        }),
      PropertyEntry(
        "КвалификаторыДаты", "DateQualifiers",
        { (vm, this) throws(Raised) in
          .owned(
            RecordObject(
              vm.heap, TypeIndex.dateQualifiers, [.system(datePartsEnumeration, description(this).dateParts + 1)]))
        }),
    ])

  static let numberQualifiers = TypeEntry(
    "КвалификаторыЧисла", "NumberQualifiers", presentation: "Квалификаторы числа",
    construct: { (vm, args) throws(Raised) in
      let digits = try vm.integer(args, 0, default: 0)
      let decimals = try vm.integer(args, 1, default: 0)
      return .owned(
        RecordObject(
          vm.heap, TypeIndex.numberQualifiers,
          [.int(digits), .int(decimals), args.has(2) ? args[2] : .system(allowedSignEnumeration, 1)]))
    },
    properties: [
      .record("Разрядность", "Digits", 0), .record("РазрядностьДробнойЧасти", "FractionDigits", 1),
      .record("ДопустимыйЗнак", "AllowedSign", 2),
    ])

  static let stringQualifiers = TypeEntry(
    "КвалификаторыСтроки", "StringQualifiers", presentation: "Квалификаторы строки",
    construct: { (vm, args) throws(Raised) in
      let length = try vm.integer(args, 0, default: 0)
      return .owned(
        RecordObject(
          vm.heap, TypeIndex.stringQualifiers,
          [.int(length), args.has(1) ? args[1] : .system(allowedLengthEnumeration, 1)]))
    },
    properties: [.record("Длина", "Length", 0), .record("ДопустимаяДлина", "AllowedLength", 1)])

  static let dateQualifiers = TypeEntry(
    "КвалификаторыДаты", "DateQualifiers", presentation: "Квалификаторы даты",
    construct: { (vm, args) throws(Raised) in
      .owned(
        RecordObject(
          vm.heap, TypeIndex.dateQualifiers, [args.has(0) ? args[0] : .system(datePartsEnumeration, 1)]))
    },
    properties: [.record("ЧастиДаты", "DateFractions", 0)])
}
