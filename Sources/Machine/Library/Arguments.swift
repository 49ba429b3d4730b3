/// How natives read their arguments.
extension VM {
  func mismatch(_ index: Int) -> Raised { error("Несоответствие типов (параметр номер '\(index + 1)')") }

  func invalid(_ index: Int) -> Raised { error("Недопустимое значение параметра (параметр номер '\(index + 1)')") }

  /// A text; other values as `Строка` shows them.
  func string(_ args: Args, _ index: Int) throws(Raised) -> String {
    let slot = args[index]
    return slot.isText ? slot.text.string : presentation(slot)
  }

  /// UTF-16 units of a text, of other values as `Строка` shows them.
  func units(_ args: Args, _ index: Int) -> [UInt16] {
    let slot = args[index]
    return slot.isText ? Array(slot.text.buffer) : Array(presentation(slot).utf16)
  }

  func integer(_ args: Args, _ index: Int, default value: Int? = nil) throws(Raised) -> Int {
    if let value, !args.has(index) { return value }
    guard let number = number(args[index]) else {
      throw mismatch(index)
    }
    defer { number.release() }
    guard let whole = Numbers.integer(number) else { throw invalid(index) }
    return whole
  }

  func truth(_ args: Args, _ index: Int, default value: Bool = false) throws(Raised) -> Bool {
    guard args.has(index) else { return value }
    guard let truth = condition(args[index]) else { throw mismatch(index) }
    return truth
  }

  func date(_ args: Args, _ index: Int) throws(Raised) -> Int64 {
    let slot = args[index]
    guard slot.tag == Tag.date else { throw mismatch(index) }
    return slot.seconds
  }

  func object<T: Obj>(_ args: Args, _ index: Int, as type: T.Type) throws(Raised) -> T {
    guard let object = args[index].object(as: type) else { throw mismatch(index) }
    return object
  }

  func slot(_ units: [UInt16]) throws(Raised) -> Slot {
    try allow(units.count * 2)
    return .owned(Text(heap, units))
  }

  func slot(_ number: BigDecimal) throws(Raised) -> Slot {
    guard let slot = Numbers.pack(number, heap) else { throw error("Переполнение: слишком большое число") }
    return slot
  }

  func slot(_ double: Double) throws(Raised) -> Slot {
    guard let slot = Numbers.slot(double, heap) else { throw error("Недопустимое значение аргумента функции") }
    return slot
  }

  /// Names parted by commas, blanks around them passed.
  func names(_ list: String) -> [String] {
    list.split(separator: ",", omittingEmptySubsequences: true).map { $0.trimmed }.filter { !$0.isEmpty }
  }

  func array(_ slots: [Slot]) -> Slot {
    let array = ArrayObject(heap, capacity: slots.count)
    for slot in slots { array.append(slot) }
    return .owned(array)
  }
}

extension StringProtocol {
  var trimmed: String {
    var rest = Substring(self)
    while let first = rest.unicodeScalars.first, first.properties.isWhitespace { rest.unicodeScalars.removeFirst() }
    while let last = rest.unicodeScalars.last, last.properties.isWhitespace { rest.unicodeScalars.removeLast() }
    return String(rest)
  }
}
