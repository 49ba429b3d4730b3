import Syntax

extension Library {
  static let valueFunctions: [FunctionEntry] = [
    FunctionEntry("Сообщить", "Message", 1, 2) { (vm, args) throws(Raised) in
      vm.host.message(try vm.string(args, 0))
      return .undefined
    },
    FunctionEntry("Состояние", "Status", 0, 4) { (vm, args) throws(Raised) in .undefined },
    FunctionEntry("Булево", "Boolean", 1, 1) { (vm, args) throws(Raised) in
      guard let truth = vm.condition(args[0]) else { throw Raised() }
      return .bool(truth)
    },
    FunctionEntry("Тип", "Type", 1, 1) { (vm, args) throws(Raised) in
      let name = try vm.string(args, 0)
      guard let type = typeIndex(named: name) else { throw vm.error("Тип не определен (\(name))") }
      return .type(type)
    },
    FunctionEntry("ТипЗнч", "TypeOf", 1, 1) { (vm, args) throws(Raised) in .type(vm.typeIndex(args[0])) },
    FunctionEntry("ЗначениеЗаполнено", "ValueIsFilled", 1, 1) { (vm, args) throws(Raised) in .bool(vm.isFilled(args[0]))
    },
    FunctionEntry("ЗаполнитьЗначенияСвойств", "FillPropertyValues", 2, 4) { (vm, args) throws(Raised) in
      try fill(vm, args)
      return .undefined
    },
    FunctionEntry("АргументыКоманднойСтроки", "CommandLineArguments", 0, 0) { (vm, args) throws(Raised) in
      let list = ArrayObject(vm.heap, isFixed: true)
      for argument in vm.host.arguments { list.append(vm.text(argument)) }
      return .owned(list)
    },
    FunctionEntry("ТекущийЯзык", "CurrentLanguage", 0, 0) { (vm, args) throws(Raised) in vm.text(vm.languageCode) },
    FunctionEntry("ТекущийКодЛокализации", "CurrentLocaleCode", 0, 0) { (vm, args) throws(Raised) in
      vm.text(vm.languageCode)
    },
    FunctionEntry("ТекущийЯзыкСистемы", "CurrentSystemLanguage", 0, 0) { (vm, args) throws(Raised) in
      vm.text(vm.languageCode)
    },
    FunctionEntry("ЗначениеВСтрокуВнутр", "ValueToStringInternal", 1, 1) { (vm, args) throws(Raised) in
      var writer = InternalText(vm: vm)
      try writer.write(args[0])
      return vm.text(writer.text)
    },
    FunctionEntry("ЗначениеИзСтрокиВнутр", "ValueFromStringInternal", 1, 1) { (vm, args) throws(Raised) in
      var reader = InternalTextReader(vm: vm, units: vm.units(args, 0))
      return try reader.readAll()
    },
  ]

  static func typeIndex(named name: String) -> Int? {
    let folded = Folding.fold(name.trimmed)
    if let type = typePlaces[folded] { return type }
    if let enumeration = enumerations.firstIndex(where: {
      Folding.fold($0.russian) == folded || Folding.fold($0.english) == folded
    }) {
      return enumeration + 10_000
    }
    return nil
  }

  /// Fields one after another; those before a missing name stay changed.
  private static func fill(_ vm: VM, _ args: Args) throws(Raised) {
    let target = args[0]
    let source = args[1]
    guard target.tag >= Tag.object else { throw vm.mismatch(0) }
    guard source.tag >= Tag.object else { throw vm.mismatch(1) }
    let excluded = Set(vm.names(try vm.string(args, 3)).map { Folding.fold($0) })
    if args.has(2), !args[2].isUndefined, case let listed = vm.names(try vm.string(args, 2)), !listed.isEmpty {
      if source.tag == Tag.map { return }
      for name in listed where !excluded.contains(Folding.fold(name)) {
        let number = vm.symbols.number(name)
        let value = try value(vm, source, number)
        defer { value.release() }
        try assign(vm, target, number, value)
      }
      return
    }
    for number in fieldNames(vm, source) {
      let name = vm.symbols.spelling(number)
      guard !excluded.contains(Folding.fold(name)), hasField(vm, target, number) else { continue }
      let value = try value(vm, source, number)
      defer { value.release() }
      try assign(vm, target, number, value)
    }
  }

  private static func value(_ vm: VM, _ object: Slot, _ name: Int32) throws(Raised) -> Slot {
    if object.tag == Tag.structure {
      if let value = unsafeDowncast(object.object, to: StructureObject.self).value(of: name) { return value.retained() }
      throw vm.error("Поле объекта не обнаружено (\(vm.symbols.spelling(name)))")
    }
    return try vm.member(object, name)
  }

  private static func assign(_ vm: VM, _ object: Slot, _ name: Int32, _ value: Slot) throws(Raised) {
    if object.tag == Tag.structure {
      let structure = unsafeDowncast(object.object, to: StructureObject.self)
      guard structure.place(of: name) != nil else {
        throw vm.error("Поле объекта не обнаружено (\(vm.symbols.spelling(name)))")
      }
      if structure.isFixed { throw vm.error("Поле объекта недоступно для записи (\(vm.symbols.spelling(name)))") }
      return structure.insert(name, value.retained())
    }
    try vm.setMember(object, name, value)
  }

  static func fieldNames(_ vm: VM, _ object: Slot) -> [Int32] {
    if let structure = object.object(as: StructureObject.self) { return structure.shape.names }
    if let row = object.object(as: RowObject.self) { return row.owner.columns.map(\.name) }
    return types[object.object.typeIndex].properties.map { vm.symbols.number($0.russian) }
  }

  static func hasField(_ vm: VM, _ object: Slot, _ name: Int32) -> Bool {
    if let structure = object.object(as: StructureObject.self) { return structure.place(of: name) != nil }
    if let row = object.object(as: RowObject.self) { return row.owner.place(of: name, vm) != nil }
    let type = types[object.object.typeIndex]
    return type.propertyPlaces[vm.symbols.spelling(vm.symbols.fold(name))].map { type.properties[$0].set != nil }
      ?? false
  }
}

extension VM {
  /// `ЗначениеЗаполнено`.
  func isFilled(_ value: Slot) -> Bool {
    switch value.tag {
    case Tag.undefined, Tag.null, Tag.omitted: false
    case Tag.bool: true
    case Tag.number, Tag.middle, Tag.wide: !Numbers.isZero(value)
    case Tag.date: value.bits != 0
    case Tag.text: !value.text.buffer.allSatisfy(Units.isBlank)
    case Tag.type, Tag.system: true
    default: value.object.isFilled(self)
    }
  }
}
