import Syntax

/// Массив, Соответствие, Структура and their fixed kin.
extension Library {
  private static func asArray(_ object: Obj) -> ArrayObject { unsafeDowncast(object, to: ArrayObject.self) }
  private static func asMap(_ object: Obj) -> MapObject { unsafeDowncast(object, to: MapObject.self) }
  private static func asStructure(_ object: Obj) -> StructureObject { unsafeDowncast(object, to: StructureObject.self) }

  static let count = MethodEntry("Количество", "Count", 0, 0) { (vm, this, args) throws(Raised) in
    .int(this.elementCount ?? 0)
  }

  private static let arrayReading: [MethodEntry] = [
    count,
    MethodEntry("ВГраница", "UBound", 0, 0) { (vm, this, args) throws(Raised) in .int(asArray(this).count - 1) },
    MethodEntry("Найти", "Find", 1, 1) { (vm, this, args) throws(Raised) in
      let array = asArray(this)
      try vm.charge(array.count / 8)
      for index in 0..<array.count where Keys.areEqual(array[index], args[0]) { return .int(index) }
      return .undefined
    },
    MethodEntry("Получить", "Get", 1, 1) { (vm, this, args) throws(Raised) in
      let array = asArray(this)
      return array[try vm.place(args[0], array.count, "массива")].retained()
    },
  ]

  static let array = TypeEntry(
    "Массив", "Array",
    construct: { (vm, args) throws(Raised) in
      if args.count == 1, let source = args[0].object(as: ArrayObject.self) {
        return vm.array(source.slots.map { $0.retained() })
      }
      var sizes: [Int] = []
      for index in 0..<args.count {
        let size = try vm.integer(args, index)
        if size < 0 { throw vm.invalid(index) }
        sizes.append(size)
      }
      if sizes.isEmpty { return .owned(ArrayObject(vm.heap)) }
      return try filled(vm, sizes[...])
    },
    methods: arrayReading + [
      MethodEntry("Добавить", "Add", 0, 1) { (vm, this, args) throws(Raised) in
        asArray(this).append(args[0].retained())
        return .undefined
      },
      MethodEntry("Вставить", "Insert", 1, 2) { (vm, this, args) throws(Raised) in
        let array = asArray(this)
        let place = try vm.integer(args, 0)
        guard place >= 0, place <= array.count else { throw vm.error("Индекс находится за границами массива") }
        try vm.charge((array.count - place) / 64)
        array.insert(args[1].retained(), at: place)
        return .undefined
      },
      MethodEntry("Удалить", "Delete", 1, 1) { (vm, this, args) throws(Raised) in
        let array = asArray(this)
        let place = try vm.place(args[0], array.count, "массива")
        try vm.charge((array.count - place) / 64)
        array.remove(at: place)
        return .undefined
      },
      MethodEntry("Очистить", "Clear", 0, 0) { (vm, this, args) throws(Raised) in
        asArray(this).clear()
        return .undefined
      },
      MethodEntry("Установить", "Set", 2, 2) { (vm, this, args) throws(Raised) in
        let array = asArray(this)
        (array.items + (try vm.place(args[0], array.count, "массива"))).copy(args[1])
        return .undefined
      },
    ])

  private static func filled(_ vm: VM, _ sizes: ArraySlice<Int>) throws(Raised) -> Slot {
    let size = sizes[sizes.startIndex]
    try vm.allow(size &* 16)
    try vm.charge(size / 8)
    let array = ArrayObject(vm.heap, capacity: size)
    let slot = Slot.owned(array)
    for _ in 0..<size {
      array.append(sizes.count > 1 ? try filled(vm, sizes.dropFirst()) : .undefined)
      if vm.heap.isOverLimit {
        slot.release()
        throw vm.stopped(by: .memory)
      }
    }
    return slot
  }

  static let fixedArray = TypeEntry(
    "ФиксированныйМассив", "FixedArray", presentation: "Фиксированный массив",
    construct: { (vm, args) throws(Raised) in
      let source = try vm.object(args, 0, as: ArrayObject.self)
      let array = ArrayObject(vm.heap, capacity: source.count, isFixed: true)
      for slot in source.slots { array.append(slot.retained()) }
      return .owned(array)
    }, methods: arrayReading)

  private static let mapReading: [MethodEntry] = [
    count,
    MethodEntry("Получить", "Get", 1, 1) { (vm, this, args) throws(Raised) in
      asMap(this).value(of: args[0])?.retained() ?? .undefined
    },
  ]

  static let map = TypeEntry(
    "Соответствие", "Map",
    construct: { (vm, args) throws(Raised) in
      let map = MapObject(vm.heap)
      if let source = args[0].object(as: MapObject.self) {
        var place = 0
        while let entry = source.entry(from: &place) { map.insert(entry.key.retained(), entry.value.retained()) }
      }
      return .owned(map)
    },
    methods: mapReading + [
      MethodEntry("Вставить", "Insert", 1, 2) { (vm, this, args) throws(Raised) in
        asMap(this).insert(args[0].retained(), args[1].retained())
        return .undefined
      },
      MethodEntry("Удалить", "Delete", 1, 1) { (vm, this, args) throws(Raised) in
        _ = asMap(this).remove(args[0])
        return .undefined
      },
      MethodEntry("Очистить", "Clear", 0, 0) { (vm, this, args) throws(Raised) in
        asMap(this).clear()
        return .undefined
      },
    ])

  static let fixedMap = TypeEntry(
    "ФиксированноеСоответствие", "FixedMap", presentation: "Фиксированное соответствие",
    construct: { (vm, args) throws(Raised) in
      let source = try vm.object(args, 0, as: MapObject.self)
      let map = MapObject(vm.heap, isFixed: true)
      var place = 0
      while let entry = source.entry(from: &place) { map.insert(entry.key.retained(), entry.value.retained()) }
      return .owned(map)
    }, methods: mapReading)

  private static let structureReading: [MethodEntry] = [
    count,
    MethodEntry("Свойство", "Property", 1, 2) { (vm, this, args) throws(Raised) in
      guard let name = vm.symbols.known(try vm.string(args, 0).trimmed), let value = asStructure(this).value(of: name)
      else {
        if args.has(1) { vm.answer(args, 1, .undefined) }
        return .no
      }
      if args.has(1) { vm.answer(args, 1, value.retained()) }
      return .yes
    },
  ]

  private static func makeStructure(_ vm: VM, _ args: Args, isFixed: Bool) throws(Raised) -> Slot {
    let structure = StructureObject(vm.heap, vm.shapes, isFixed: isFixed)
    let slot = Slot.owned(structure)
    if let source = args[0].object(as: StructureObject.self) {
      for (place, name) in source.shape.names.enumerated() {
        structure.insert(name, source.values[place].retained())
      }
      return slot
    }
    if args.has(0), !args[0].isText, !args[0].isUndefined {
      slot.release()
      throw vm.mismatch(0)
    }
    for (place, name) in vm.names(try vm.string(args, 0)).enumerated() {
      guard isName(name) else {
        slot.release()
        throw vm.error("Задано неправильное имя атрибута структуры '\(name)'")
      }
      structure.insert(vm.symbols.number(name), args[place + 1].retained())
    }
    return slot
  }

  static func isName(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, !(48...57).contains(first.value) else { return false }
    return name.unicodeScalars.allSatisfy {
      $0 == "_" || (48...57).contains($0.value) || (65...90).contains($0.value) || (97...122).contains($0.value)
        || ($0.value >= 0x80 && Folding.isLetter($0.value))
    }
  }

  static let structure = TypeEntry(
    "Структура", "Structure",
    construct: { (vm, args) throws(Raised) in try makeStructure(vm, args, isFixed: false) },
    methods: structureReading + [
      MethodEntry("Вставить", "Insert", 1, 2) { (vm, this, args) throws(Raised) in
        let name = try vm.string(args, 0).trimmed
        guard isName(name) else { throw vm.error("Задано неправильное имя атрибута структуры '\(name)'") }
        asStructure(this).insert(vm.symbols.number(name), args[1].retained())
        return .undefined
      },
      MethodEntry("Удалить", "Delete", 1, 1) { (vm, this, args) throws(Raised) in
        if let name = vm.symbols.known(try vm.string(args, 0).trimmed) { _ = asStructure(this).remove(name) }
        return .undefined
      },
      MethodEntry("Очистить", "Clear", 0, 0) { (vm, this, args) throws(Raised) in
        asStructure(this).clear()
        return .undefined
      },
    ])

  static let fixedStructure = TypeEntry(
    "ФиксированнаяСтруктура", "FixedStructure", presentation: "Фиксированная структура",
    construct: { (vm, args) throws(Raised) in try makeStructure(vm, args, isFixed: true) }, methods: structureReading)

  static let keyAndValue = TypeEntry(
    "КлючИЗначение", "KeyAndValue", presentation: "Ключ и значение",
    properties: [.record("Ключ", "Key", 0), .record("Значение", "Value", 1)])
}

extension VM {
  /// Gives a value to the caller's variable through an argument. Takes over the count of the value.
  func answer(_ args: Args, _ index: Int, _ value: Slot) {
    (stack + args.start + index).put(value)
    answered = true
  }
}
