import Syntax

/// What the loop asks of values: members, elements, methods, iteration, construction.
extension VM {
  // MARK: Members

  @inline(never)
  func getMember(
    _ target: UnsafeMutablePointer<Slot>, _ object: Slot, _ symbol: Int, _ site: Int,
    _ module: Unmanaged<ModuleInstance>
  ) -> Bool {
    let name = module._withUnsafeGuaranteedRef { $0.symbols[symbol] }
    if object.tag == Tag.structure {
      let structure = unsafeDowncast(object.object, to: StructureObject.self)
      if let place = structure.place(of: name) {
        module._withUnsafeGuaranteedRef { $0.sites[site] = UInt64(structure.shapeID) << 32 | UInt64(place) }
        target.copy(structure.values[place])
        return true
      }
      return fail("Поле объекта не обнаружено (\(symbols.spelling(name)))")
    }
    do {
      target.put(try member(object, name))
      return true
    } catch {
      return false
    }
  }

  /// A member's value, owned.
  func member(_ object: Slot, _ name: Int32) throws(Raised) -> Slot {
    let spelled = symbols.spelling(name)
    if object.tag == Tag.system, object.bits & 0xFFFF_FFFF == 0 {
      let enumeration = Int(object.bits >> 32)
      let folded = Folding.fold(spelled)
      if enumeration == Library.symbolsEnumeration {
        if let text = Library.characters[folded] { return self.text(text) }
      } else if let place = Library.enumerations[enumeration].places[folded] {
        return .system(enumeration, place)
      }
      throw error("Поле объекта не обнаружено (\(spelled))")
    }
    guard object.tag >= Tag.object else {
      throw error("Значение не является значением объектного типа (\(spelled))")
    }
    let instance = object.object
    if let value = try instance.member(self, name) { return value }
    let type = Library.types[instance.typeIndex]
    if let place = type.propertyPlaces[Folding.fold(spelled)] { return try type.properties[place].get(self, instance) }
    throw error("Поле объекта не обнаружено (\(spelled))")
  }

  @inline(never)
  func setMember(
    _ object: Slot, _ symbol: Int, _ value: Slot, _ site: Int, _ module: Unmanaged<ModuleInstance>
  ) -> Bool {
    let name = module._withUnsafeGuaranteedRef { $0.symbols[symbol] }
    let spelled = symbols.spelling(name)
    if object.tag == Tag.structure {
      let structure = unsafeDowncast(object.object, to: StructureObject.self)
      guard let place = structure.place(of: name) else {
        return fail("Поле объекта не обнаружено (\(spelled))")
      }
      if structure.isFixed { return fail("Поле объекта недоступно для записи (\(spelled))") }
      module._withUnsafeGuaranteedRef { $0.sites[site] = UInt64(structure.shapeID) << 32 | UInt64(place) }
      (structure.values + place).copy(value)
      return true
    }
    do {
      try setMember(object, name, value)
      return true
    } catch {
      return false
    }
  }

  func setMember(_ object: Slot, _ name: Int32, _ value: Slot) throws(Raised) {
    let spelled = symbols.spelling(name)
    guard object.tag >= Tag.object else {
      throw error("Значение не является значением объектного типа (\(spelled))")
    }
    let instance = object.object
    if try instance.setMember(self, name, value) { return }
    let type = Library.types[instance.typeIndex]
    guard let place = type.propertyPlaces[Folding.fold(spelled)] else {
      throw error("Поле объекта не обнаружено (\(spelled))")
    }
    guard let set = type.properties[place].set else {
      throw error("Поле объекта недоступно для записи (\(spelled))")
    }
    try set(self, instance, value)
  }

  // MARK: Elements

  @inline(never)
  func getIndex(_ target: UnsafeMutablePointer<Slot>, _ object: Slot, _ index: Slot) -> Bool {
    do {
      target.put(try element(object, index))
      return true
    } catch {
      return false
    }
  }

  func element(_ object: Slot, _ index: Slot) throws(Raised) -> Slot {
    switch object.tag {
    case Tag.map:
      return unsafeDowncast(object.object, to: MapObject.self).value(of: index)?.retained() ?? .undefined
    case Tag.array:
      let array = unsafeDowncast(object.object, to: ArrayObject.self)
      return array[try place(index, array.count, "массива")].retained()
    case Tag.structure, Tag.object:
      if index.isText, object.tag == Tag.structure || !(object.object is MapObject) {
        if let value = try object.object.element(self, index) { return value }
        return try member(object, symbols.number(index.text.string))
      }
      if let value = try object.object.element(self, index) { return value }
      throw error("Получение элемента по индексу для значения не определено")
    default:
      throw error("Получение элемента по индексу для значения не определено")
    }
  }

  /// A place in a row of `count`.
  func place(_ index: Slot, _ count: Int, _ what: String) throws(Raised) -> Int {
    guard index.isNumber, let place = Numbers.integer(index) else {
      throw error("Неправильное значение индекса \(what)")
    }
    guard place >= 0, place < count else { throw error("Индекс находится за границами \(what)") }
    return place
  }

  @inline(never)
  func setIndex(_ object: Slot, _ index: Slot, _ value: Slot) -> Bool {
    do {
      switch object.tag {
      case Tag.map:
        let map = unsafeDowncast(object.object, to: MapObject.self)
        if map.isFixed { throw error("Индексированное значение доступно только для чтения") }
        map.insert(index.retained(), value.retained())
      case Tag.array:
        let array = unsafeDowncast(object.object, to: ArrayObject.self)
        if array.isFixed { throw error("Индексированное значение доступно только для чтения") }
        (array.items + (try place(index, array.count, "массива"))).copy(value)
      case Tag.structure, Tag.object:
        if index.isText {
          let name = symbols.number(index.text.string)
          if object.tag == Tag.structure {
            let structure = unsafeDowncast(object.object, to: StructureObject.self)
            guard let place = structure.place(of: name) else {
              throw error("Поле объекта не обнаружено (\(index.text.string))")
            }
            if structure.isFixed { throw error("Индексированное значение доступно только для чтения") }
            (structure.values + place).copy(value)
          } else {
            try setMember(object, name, value)
          }
        } else {
          guard try object.object.setElement(self, index, value) else {
            throw error("Индексированное значение доступно только для чтения")
          }
        }
      default: throw error("Получение элемента по индексу для значения не определено")
      }
      return !heap.isOverLimit || hit(.memory)
    } catch {
      return false
    }
  }

  // MARK: Calls

  @inline(never)
  func callNative(_ index: Int, _ start: Int, _ count: Int, _ destination: Int) -> Bool {
    do {
      let value = try functionBodies[index](self, Args(vm: self, start: start, count: count))
      (stack + destination).put(value)
      if isSuspending {
        suspendedDestination = destination
        return false
      }
      return !heap.isOverLimit || hit(.memory)
    } catch {
      return false
    }
  }

  /// 0: done; 1: a method of a module was entered; 2: an error is set.
  @inline(never)
  func callMethod(
    _ window: Int, _ count: Int, _ symbol: Int, _ site: Int, _ copyOut: Int, _ destination: Int,
    _ module: Unmanaged<ModuleInstance>
  ) -> Int {
    let receiver = stack[window]
    guard receiver.tag >= Tag.object else {
      let name = module._withUnsafeGuaranteedRef { symbols.spelling($0.symbols[symbol]) }
      fail("Значение не является значением объектного типа (\(name))")
      return 2
    }
    let object = receiver.object
    let known = module._withUnsafeGuaranteedRef { $0.sites[site] }
    var method = Int(known & 0xFFFF_FFFF)
    if known >> 32 != UInt64(object.typeIndex + 1) {
      let name = module._withUnsafeGuaranteedRef { symbols.spelling($0.symbols[symbol]) }
      if object.typeIndex == TypeIndex.module {
        return callModule(unsafeDowncast(object, to: ModuleInstance.self), name, window, count, copyOut, destination)
      }
      let type = Library.types[object.typeIndex]
      guard let place = type.methodPlaces[Folding.fold(name)] else {
        fail("Метод объекта не обнаружен (\(name))")
        return 2
      }
      let entry = type.methods[place]
      if count > entry.most || count < entry.least {
        fail(count > entry.most ? "Слишком много фактических параметров" : "Недостаточно фактических параметров")
        return 2
      }
      method = Library.methodTable.starts[object.typeIndex] + place
      module._withUnsafeGuaranteedRef { $0.sites[site] = UInt64(object.typeIndex + 1) << 32 | UInt64(method) }
    }
    do {
      let value = try methodBodies[method](self, object, Args(vm: self, start: window + 1, count: count))
      if answered { giveBack(window + 1, copyOut, module) }
      (stack + Int(frames[depth - 1].base) + destination).put(value)
      return !heap.isOverLimit || hit(.memory) ? 0 : 2
    } catch {
      return 2
    }
  }

  private func giveBack(_ window: Int, _ copyOut: Int, _ module: Unmanaged<ModuleInstance>) {
    answered = false
    let registers = stack + Int(frames[depth - 1].base)
    module._withUnsafeGuaranteedRef { module in
      for copy in module.program.copyOuts[copyOut] {
        let target = copy.isModuleVariable ? module.variables + copy.target : registers + copy.target
        target.copy(stack[window + copy.argument])
      }
    }
  }

  private func callModule(
    _ module: ModuleInstance, _ name: String, _ window: Int, _ count: Int, _ copyOut: Int, _ destination: Int
  ) -> Int {
    let folded = Folding.fold(name)
    var function: Int?
    if case .function(let place)? = module.program.exports[folded] {
      function = place
    } else if frames[depth - 1].module._withUnsafeGuaranteedRef({ ($0.owner ?? $0) === module }) {
      // A text of `Выполнить` and `ЭтотОбъект` reach what is not exported too.
      function = module.program.functions.firstIndex { Folding.fold($0.name) == folded }
    }
    guard let function, function > 0 else {
      fail("Метод объекта не обнаружен (\(name))")
      return 2
    }
    guard module.state != .new || prepare(module) else { return 2 }
    if count > module.program.functions[function].parameters.count {
      fail("Слишком много фактических параметров")
      return 2
    }
    return enter(
      module, function: function, base: window + 1, arguments: count, destination: destination, copyOut: copyOut)
      ? 1 : 2
  }

  // MARK: Construction

  @inline(never)
  func construct(
    _ window: Int, _ count: Int, _ symbol: Int, _ destination: Int, _ module: Unmanaged<ModuleInstance>
  ) -> Bool {
    let name = module._withUnsafeGuaranteedRef { symbols.spelling($0.symbols[symbol]) }
    do {
      let value = try construct(name, Args(vm: self, start: window, count: count))
      (stack + destination).put(value)
      return !heap.isOverLimit || hit(.memory)
    } catch {
      return false
    }
  }

  func construct(_ name: String, _ args: Args) throws(Raised) -> Slot {
    guard let type = Library.typePlaces[Folding.fold(name)] else { throw error("Тип не определен (\(name))") }
    guard let make = Library.types[type].construct else { throw error("Конструктор не найден (\(name))") }
    return try make(self, args)
  }

  /// `Новый("Тип", массив)` and `Новый(Тип("Тип"), массив)`.
  @inline(never)
  func constructByName(_ window: Int, _ count: Int, _ destination: Int) -> Bool {
    let first = stack[window]
    let name: String
    if first.isText {
      name = first.text.string
    } else if first.tag == Tag.type, first.bits < 10_000 {
      name = Library.types[Int(first.bits)].russian
    } else {
      return fail("Несоответствие типов (параметр номер '1')")
    }
    var arguments: [Slot] = []
    if count > 1, stack[window + 1].tag == Tag.array {
      let array = unsafeDowncast(stack[window + 1].object, to: ArrayObject.self)
      guard array.count <= 250 else { return fail("Слишком много фактических параметров") }
      arguments = Array(array.slots)
    }
    let start = window + 2
    if start + arguments.count > stackCapacity { growStack(to: start + arguments.count) }
    for (index, argument) in arguments.enumerated() { (stack + start + index).copy(argument) }
    do {
      let value = try construct(name, Args(vm: self, start: start, count: arguments.count))
      (stack + destination).put(value)
      return !heap.isOverLimit || hit(.memory)
    } catch {
      return false
    }
  }

  // MARK: Iteration, texts, modules

  func iterate(_ target: UnsafeMutablePointer<Slot>, _ collection: Slot) -> Bool {
    if collection.isObject, let iterator = collection.object.iterator(self) {
      target.put(.owned(iterator))
      return true
    }
    return fail("Итератор для значения не определен")
  }

  @inline(never)
  func beginText(_ source: Slot, isEvaluation: Bool, destination: Int) -> Bool {
    guard source.isText else { return fail("Несоответствие типов (параметр номер '1')") }
    guard textDepth < 100 else { return hit(.depth) }
    guard let instance = textModule(source.text.string, isExpression: isEvaluation) else { return false }
    let caller = frames[depth - 1]
    let locals = Int(caller.record.pointee.locals)
    let base = Int(caller.base) + Int(caller.record.pointee.registers)
    if base + locals + 8 > stackCapacity { growStack(to: base + locals + 256) }
    for index in 0..<locals { (stack + base + index).copy(stack[Int(caller.base) + index]) }
    return enter(
      instance, function: 0, base: base, arguments: locals, destination: destination, copyOut: 0, kind: .text)
  }

  private var textDepth: Int {
    var count = 0
    var index = depth - 1
    while index >= 0, frames[index].kind == .text {
      count += 1
      index -= 1
    }
    return count
  }

  /// Loads a common module; its body is entered first when nobody touched it, and the caller goes on with its frame.
  func loadModule(_ target: UnsafeMutablePointer<Slot>, _ symbol: Int, _ module: Unmanaged<ModuleInstance>) -> Bool {
    if symbol == 0xFFFF {
      let own = module._withUnsafeGuaranteedRef { $0.owner ?? $0 }
      target.copy(.shared(own))
      own.rc -= 1
      return true
    }
    let name = module._withUnsafeGuaranteedRef { symbols.spelling($0.symbols[symbol]) }
    guard let instance = modules[Folding.fold(name)] else { return fail("Переменная не определена (\(name))") }
    instance.rc += 1
    target.put(.owned(instance))
    guard instance.state == .new else { return true }
    instance.state = .running
    let caller = frames[depth - 1]
    let base = Int(caller.base) + Int(caller.record.pointee.registers)
    return enter(instance, function: 0, base: base, arguments: 0, destination: -1, copyOut: 0, kind: .body)
  }
}

/// Goes over a collection.
class IteratorObject: Container {
  init(_ heap: Heap) { super.init(heap, type: TypeIndex.iterator) }

  /// The next element, owned; nil at the end.
  func next(_ vm: VM) -> Slot? { nil }
}

final class ArrayIterator: IteratorObject {
  private let array: ArrayObject
  private var at = 0

  init(_ heap: Heap, _ array: ArrayObject) {
    self.array = array
    array.rc += 1
    super.init(heap)
  }

  override func clear() {}

  deinit { Slot.owned(array).release() }

  override func next(_ vm: VM) -> Slot? {
    guard at < array.count else { return nil }
    at += 1
    return array.items[at - 1].retained()
  }
}

/// Over what was there when the iteration began.
final class ListIterator: IteratorObject {
  private var slots: [Slot]
  private var at = 0

  /// Takes over the counts of the slots.
  init(_ heap: Heap, _ slots: [Slot]) {
    self.slots = slots
    super.init(heap)
  }

  override func clear() {
    let old = slots
    let from = at
    slots = []
    for slot in old.dropFirst(from) { slot.release() }
  }

  deinit { clear() }

  override func next(_ vm: VM) -> Slot? {
    guard at < slots.count else { return nil }
    at += 1
    return slots[at - 1]
  }
}

final class MapIterator: IteratorObject {
  private let map: MapObject
  private var at = 0

  init(_ heap: Heap, _ map: MapObject) {
    self.map = map
    map.rc += 1
    super.init(heap)
  }

  deinit { Slot.owned(map).release() }

  override func next(_ vm: VM) -> Slot? {
    guard let entry = map.entry(from: &at) else { return nil }
    return .owned(RecordObject(vm.heap, TypeIndex.keyAndValue, [entry.key.retained(), entry.value.retained()]))
  }
}

final class StructureIterator: IteratorObject {
  private let structure: StructureObject
  private var at = 0

  init(_ heap: Heap, _ structure: StructureObject) {
    self.structure = structure
    structure.rc += 1
    super.init(heap)
  }

  deinit { Slot.owned(structure).release() }

  override func next(_ vm: VM) -> Slot? {
    guard at < structure.count else { return nil }
    at += 1
    let name = vm.text(vm.symbols.spelling(structure.shape.names[at - 1]))
    return .owned(RecordObject(vm.heap, TypeIndex.keyAndValue, [name, structure.values[at - 1].retained()]))
  }
}

/// The result of an asynchronous method.
final class PromiseObject: Container {
  private(set) var value: Slot

  /// Takes over the count of the value.
  init(_ heap: Heap, _ value: Slot) {
    self.value = value
    super.init(heap, type: TypeIndex.promise)
  }

  deinit { clear() }

  override func clear() {
    let old = value
    value = .undefined
    old.release()
  }
}

/// An object of a few named values, known by their places.
final class RecordObject: Container {
  private(set) var values: [Slot]

  /// Takes over the counts of the values.
  init(_ heap: Heap, _ type: Int, _ values: [Slot]) {
    self.values = values
    super.init(heap, type: type)
    heap.bytes += values.count * 16
  }

  deinit {
    clear()
    heap.bytes -= values.count * 16
  }

  override func clear() {
    for index in values.indices {
      let old = values[index]
      values[index] = .undefined
      old.release()
    }
  }

  subscript(_ place: Int) -> Slot { values[place] }

  /// Takes over the count of the value.
  func set(_ place: Int, _ value: Slot) {
    let old = values[place]
    values[place] = value
    old.release()
  }

  override func presentation(_ vm: VM) -> String {
    if typeIndex == TypeIndex.valueListItem, values.count > 1 {
      let own = vm.presentation(values[1])
      return own.isEmpty ? vm.presentation(values[0]) : own
    }
    return super.presentation(vm)
  }
}

extension PropertyEntry {
  /// A value of a `RecordObject` by its place.
  static func record(_ russian: String, _ english: String, _ place: Int, isWritable: Bool = false) -> PropertyEntry {
    PropertyEntry(
      russian, english,
      { (vm, object) throws(Raised) in unsafeDowncast(object, to: RecordObject.self)[place].retained() },
      set: isWritable
        ? { (vm, object, value) throws(Raised) in
          unsafeDowncast(object, to: RecordObject.self).set(place, value.retained())
        } : nil)
  }
}
