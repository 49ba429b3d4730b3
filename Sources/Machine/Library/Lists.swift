/// СписокЗначений.
final class ValueListObject: Container {
  private(set) var items: [RecordObject] = []

  init(_ heap: Heap) { super.init(heap, type: TypeIndex.valueList) }

  deinit { clear() }

  override func clear() {
    let old = items
    items = []
    heap.bytes -= old.count * 8
    for item in old { Slot.owned(item).release() }
  }

  override var elementCount: Int? { items.count }
  override func isFilled(_ vm: VM) -> Bool { !items.isEmpty }

  override func element(_ vm: VM, _ index: Slot) throws(Raised) -> Slot? {
    if index.isText { return nil }
    return .shared(items[try vm.place(index, items.count, "коллекции")])
  }

  override func iterator(_ vm: VM) -> IteratorObject? { ListIterator(heap, items.map { .shared($0) }) }

  /// Takes over the counts of the values.
  func insert(_ value: Slot, _ presentation: Slot, _ mark: Bool, at place: Int) -> RecordObject {
    let item = RecordObject(heap, TypeIndex.valueListItem, [value, presentation, .bool(mark), .undefined])
    items.insert(item, at: place)
    heap.bytes += 8
    return item
  }

  func remove(at place: Int) {
    heap.bytes -= 8
    Slot.owned(items.remove(at: place)).release()
  }

  func replace(_ order: [RecordObject]) { items = order }
}

extension Library {
  private static func list(_ object: Obj) -> ValueListObject { unsafeDowncast(object, to: ValueListObject.self) }

  private static func place(_ vm: VM, _ list: ValueListObject, _ slot: Slot) throws(Raised) -> Int {
    if let item = slot.object(as: RecordObject.self) {
      guard let place = list.items.firstIndex(where: { $0 === item }) else {
        throw vm.error("Элемент не принадлежит списку значений")
      }
      return place
    }
    return try vm.place(slot, list.items.count, "коллекции")
  }

  private static func presentation(_ vm: VM, _ args: Args, _ index: Int) throws(Raised) -> Slot {
    vm.text(try vm.string(args, index))
  }

  private static func sort(_ vm: VM, _ list: ValueListObject, _ direction: Slot, by field: Int) throws(Raised) {
    let isDescending = choice(direction, of: sortDirectionEnumeration) == 1
    try vm.charge(list.items.count * 8)
    let order = list.items.enumerated().sorted { left, right in
      var order = vm.sortOrder(left.element[field], right.element[field])
      if field == 1, order == 0 { order = vm.sortOrder(left.element[0], right.element[0]) }
      if order != 0 { return isDescending ? order > 0 : order < 0 }
      return left.offset < right.offset
    }
    list.replace(order.map(\.element))
  }

  static let valueList = TypeEntry(
    "СписокЗначений", "ValueList", presentation: "Список значений",
    construct: { (vm, args) throws(Raised) in .owned(ValueListObject(vm.heap)) },
    methods: [
      count,
      MethodEntry("Добавить", "Add", 0, 4) { (vm, this, args) throws(Raised) in
        let list = list(this)
        let mark = try vm.truth(args, 2)
        return .shared(
          list.insert(args[0].retained(), try presentation(vm, args, 1), mark, at: list.items.count))
      },
      MethodEntry("Вставить", "Insert", 1, 5) { (vm, this, args) throws(Raised) in
        let list = list(this)
        let place = try vm.integer(args, 0)
        guard place >= 0, place <= list.items.count else { throw vm.error("Индекс находится за границами коллекции") }
        let mark = try vm.truth(args, 3)
        return .shared(list.insert(args[1].retained(), try presentation(vm, args, 2), mark, at: place))
      },
      MethodEntry("Удалить", "Delete", 1, 1) { (vm, this, args) throws(Raised) in
        let list = list(this)
        list.remove(at: try place(vm, list, args[0]))
        return .undefined
      },
      MethodEntry("Очистить", "Clear", 0, 0) { (vm, this, args) throws(Raised) in
        list(this).clear()
        return .undefined
      },
      MethodEntry("Получить", "Get", 1, 1) { (vm, this, args) throws(Raised) in
        let list = list(this)
        return .shared(list.items[try vm.place(args[0], list.items.count, "коллекции")])
      },
      MethodEntry("Индекс", "IndexOf", 1, 1) { (vm, this, args) throws(Raised) in
        let item = try vm.object(args, 0, as: RecordObject.self)
        return .int(list(this).items.firstIndex { $0 === item } ?? -1)
      },
      MethodEntry("НайтиПоЗначению", "FindByValue", 1, 1) { (vm, this, args) throws(Raised) in
        list(this).items.first { Keys.areEqual($0[0], args[0]) }.map { .shared($0) } ?? .undefined
      },
      MethodEntry("ВыгрузитьЗначения", "UnloadValues", 0, 0) { (vm, this, args) throws(Raised) in
        vm.array(list(this).items.map { $0[0].retained() })
      },
      MethodEntry("ЗагрузитьЗначения", "LoadValues", 1, 1) { (vm, this, args) throws(Raised) in
        let list = list(this)
        let source = try vm.object(args, 0, as: ArrayObject.self)
        list.clear()
        for slot in source.slots { _ = list.insert(slot.retained(), vm.text(""), false, at: list.items.count) }
        return .undefined
      },
      MethodEntry("ЗаполнитьПометки", "FillChecks", 1, 1) { (vm, this, args) throws(Raised) in
        let mark = try vm.truth(args, 0)
        for item in list(this).items { item.set(2, .bool(mark)) }
        return .undefined
      },
      MethodEntry("СортироватьПоЗначению", "SortByValue", 0, 1) { (vm, this, args) throws(Raised) in
        try sort(vm, list(this), args[0], by: 0)
        return .undefined
      },
      MethodEntry("СортироватьПоПредставлению", "SortByPresentation", 0, 1) { (vm, this, args) throws(Raised) in
        try sort(vm, list(this), args[0], by: 1)
        return .undefined
      },
      MethodEntry("Сдвинуть", "Move", 2, 2) { (vm, this, args) throws(Raised) in
        let list = list(this)
        let from = try place(vm, list, args[0])
        let target = from + (try vm.integer(args, 1))
        guard target >= 0, target < list.items.count else { throw vm.error("Индекс находится за границами коллекции") }
        var order = list.items
        order.insert(order.remove(at: from), at: target)
        list.replace(order)
        return .undefined
      },
      MethodEntry("Скопировать", "Copy", 0, 0) { (vm, this, args) throws(Raised) in
        let copy = ValueListObject(vm.heap)
        for item in list(this).items {
          _ = copy.insert(item[0].retained(), item[1].retained(), item[2].isTrue, at: copy.items.count)
        }
        return .owned(copy)
      },
    ])

  static let valueListItem = TypeEntry(
    "ЭлементСпискаЗначений", "ValueListItem", presentation: "Элемент списка значений",
    properties: [
      .record("Значение", "Value", 0, isWritable: true), .record("Представление", "Presentation", 1, isWritable: true),
      .record("Пометка", "Check", 2, isWritable: true), .record("Картинка", "Picture", 3, isWritable: true),
    ])
}
