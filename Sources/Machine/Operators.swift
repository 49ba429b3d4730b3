/// Operators on values that the loop does not settle itself.
extension VM {
  // MARK: Conversions

  /// A value as a condition; nil: an error is set.
  func condition(_ value: Slot) -> Bool? {
    switch value.tag {
    case Tag.bool: return value.isTrue
    case Tag.number, Tag.middle, Tag.wide: return !Numbers.isZero(value)
    case Tag.text:
      var word = value.text.string.lowercased()[...]
      while let first = word.first, first.isWhitespace { word.removeFirst() }
      while let last = word.last, last.isWhitespace { word.removeLast() }
      switch word {
      case "истина", "да", "true": return true
      case "ложь", "нет", "false": return false
      default: break
      }
    default: break
    }
    fail("Преобразование значения к типу Булево не может быть выполнено")
    return nil
  }

  /// A value as a number, owned; nil: an error is set.
  func number(_ value: Slot) -> Slot? {
    switch value.tag {
    case Tag.number, Tag.middle, Tag.wide: return value.retained()
    case Tag.bool: return .int(value.isTrue ? 1 : 0)
    case Tag.text:
      if let parsed = Numbers.parse(text: value.text.buffer), let number = Numbers.pack(parsed.normalized, heap) {
        return number
      }
    default: break
    }
    fail("Преобразование значения к типу Число не может быть выполнено")
    return nil
  }

  /// `Строка(значение)` appended to a text.
  func append(_ value: Slot, to text: Text) {
    switch value.tag {
    case Tag.text: text.append(value.text.buffer)
    case Tag.number where value.scale == 0 && value.bits < 1000:
      var rest = Int(value.bits)
      if rest >= 100 { text.append(UInt16(48 + rest / 100)) }
      if rest >= 10 { text.append(UInt16(48 + rest / 10 % 10)) }
      rest %= 10
      text.append(UInt16(48 + rest))
    case Tag.number, Tag.middle, Tag.wide:
      var units: [UInt16] = []
      Numbers.appendText(value, to: &units)
      units.withUnsafeBufferPointer { text.append($0) }
    default:
      for unit in presentation(value).utf16 { text.append(unit) }
    }
  }

  /// `Строка(значение)`.
  func presentation(_ value: Slot) -> String {
    switch value.tag {
    case Tag.undefined, Tag.null, Tag.omitted: return ""
    case Tag.bool: return value.isTrue ? "Да" : "Нет"
    case Tag.number, Tag.middle, Tag.wide:
      var units: [UInt16] = []
      Numbers.appendText(value, to: &units)
      return String(decoding: units, as: UTF16.self)
    case Tag.date: return Calendar.text(value.seconds)
    case Tag.text: return value.text.string
    case Tag.type: return typeName(Int(value.bits))
    case Tag.system: return systemName(value)
    default: return value.object.presentation(self)
    }
  }

  func typeName(_ index: Int) -> String {
    if index >= 10_000 { return Library.enumerations[index - 10_000].russian }
    return Library.types[index].presentation
  }

  func systemName(_ value: Slot) -> String {
    let enumeration = Int(value.bits >> 32)
    let place = Int(value.bits & 0xFFFF_FFFF)
    if enumeration == Library.symbolsEnumeration { return "Символы" }
    let entry = Library.enumerations[enumeration]
    return place == 0 ? entry.russian : entry.values[place - 1].russian
  }

  /// The place of a value's type in `Library.types`; system enumerations from 10 000 on.
  func typeIndex(_ value: Slot) -> Int {
    switch value.tag {
    case Tag.undefined, Tag.omitted: return TypeIndex.undefined
    case Tag.null: return TypeIndex.null
    case Tag.bool: return TypeIndex.bool
    case Tag.number, Tag.middle, Tag.wide: return TypeIndex.number
    case Tag.date: return TypeIndex.date
    case Tag.type: return TypeIndex.type
    case Tag.text: return TypeIndex.text
    case Tag.system: return Int(value.bits >> 32) + 10_000
    default: return value.object.typeIndex
    }
  }

  // MARK: Arithmetic

  /// Adds owned `value`, or sets the error of a number that is too long.
  private func store(_ value: Slot?, to target: UnsafeMutablePointer<Slot>) -> Bool {
    guard let value else { return fail("Переполнение: слишком большое число") }
    target.put(value)
    return true
  }

  @inline(never)
  func addSlow(_ target: UnsafeMutablePointer<Slot>, _ left: Slot, _ right: Slot) -> Bool {
    switch left.tag {
    case Tag.number, Tag.middle, Tag.wide:
      if right.isNumber { return store(Numbers.add(left, right, heap), to: target) }
    case Tag.text:
      let text = left.text
      if target.pointee.tag == Tag.text, target.pointee.bits == left.bits, text.rc == 1 {
        // The only owner: append in place.
        if right.isText, right.bits == left.bits {
          let copy = Array(text.buffer)
          guard heap.allows(copy.count * 4) else { return hit(.memory) }
          copy.withUnsafeBufferPointer { text.append($0) }
          return true
        }
        append(right, to: text)
        return heap.isOverLimit ? hit(.memory) : true
      }
      let extra = right.isText ? right.text.count : 24
      guard heap.allows((text.count + extra) * 2) else { return hit(.memory) }
      let result = Text(heap, capacity: text.count + extra)
      result.append(text.buffer)
      append(right, to: result)
      slice -= result.count >> 6
      target.put(.owned(result))
      return true
    case Tag.date:
      guard let seconds = number(right) else { return false }
      defer { seconds.release() }
      return addSeconds(target, left, seconds, sign: 1)
    default: break
    }
    guard left.tag == Tag.bool || left.isNumber else {
      return fail("Преобразование значения к типу Число не может быть выполнено")
    }
    return numeric(target, left, right, Numbers.add)
  }

  private func addSeconds(_ target: UnsafeMutablePointer<Slot>, _ date: Slot, _ amount: Slot, sign: Int) -> Bool {
    guard let seconds = Numbers.integer(amount) else { return fail("Неправильное значение даты") }
    let (result, overflow) = date.seconds.addingReportingOverflow(Int64(seconds) * Int64(sign))
    guard !overflow, result >= 0, result <= Calendar.last else { return fail("Неправильное значение даты") }
    target.put(.date(result))
    return true
  }

  private func numeric(
    _ target: UnsafeMutablePointer<Slot>, _ left: Slot, _ right: Slot, _ operation: (Slot, Slot, Heap) -> Slot?
  ) -> Bool {
    guard let one = number(left) else { return false }
    defer { one.release() }
    guard let other = number(right) else { return false }
    defer { other.release() }
    return store(operation(one, other, heap), to: target)
  }

  @inline(never)
  func subtractSlow(_ target: UnsafeMutablePointer<Slot>, _ left: Slot, _ right: Slot) -> Bool {
    if left.tag == Tag.date {
      if right.tag == Tag.date {
        target.put(.int(Int(left.seconds - right.seconds)))
        return true
      }
      guard let seconds = number(right) else { return false }
      defer { seconds.release() }
      return addSeconds(target, left, seconds, sign: -1)
    }
    return numeric(target, left, right, Numbers.subtract)
  }

  @inline(never)
  func multiplySlow(_ target: UnsafeMutablePointer<Slot>, _ left: Slot, _ right: Slot) -> Bool {
    numeric(target, left, right, Numbers.multiply)
  }

  @inline(never)
  func divideSlow(_ target: UnsafeMutablePointer<Slot>, _ left: Slot, _ right: Slot) -> Bool {
    if left.tag == Tag.number, right.tag == Tag.number, right.bits != 0, let value = Numbers.divide(left, right, heap) {
      target.put(value)
      return true
    }
    guard let other = number(right) else { return false }
    defer { other.release() }
    if Numbers.isZero(other) {
      guard let one = number(left) else { return false }
      one.release()
      return fail("Деление на 0")
    }
    return numeric(target, left, other, Numbers.divide)
  }

  @inline(never)
  func remainderSlow(_ target: UnsafeMutablePointer<Slot>, _ left: Slot, _ right: Slot) -> Bool {
    guard let other = number(right) else { return false }
    defer { other.release() }
    if Numbers.isZero(other) {
      guard let one = number(left) else { return false }
      one.release()
      return fail("Деление на 0")
    }
    return numeric(target, left, other, Numbers.remainder)
  }

  func negate(_ target: UnsafeMutablePointer<Slot>, _ value: Slot) -> Bool {
    guard let number = number(value) else { return false }
    defer { number.release() }
    target.put(Numbers.negate(number, heap))
    return true
  }

  /// `т = т + а + б`: `count` values from `values` on are added to the target in turn.
  @inline(never)
  func append(_ target: UnsafeMutablePointer<Slot>, _ values: UnsafeMutablePointer<Slot>, _ count: Int) -> Bool {
    if target.pointee.isText {
      for index in 0..<count {
        let text = target.pointee
        guard addSlow(target, text, values[index]) else { return false }
      }
      return true
    }
    // Not a text: the target changes only when everything could be added.
    var sum = target.pointee.retained()
    let succeeded = withUnsafeMutablePointer(to: &sum) { sum in
      for index in 0..<count {
        let left = sum.pointee
        guard addSlow(sum, left, values[index]) else { return false }
      }
      return true
    }
    if succeeded { target.put(sum) } else { sum.release() }
    return succeeded
  }

  /// Whether the counter has passed its limit; nil: an error is set.
  @inline(never)
  func loopIsOver(_ counter: UnsafeMutablePointer<Slot>, _ limit: UnsafeMutablePointer<Slot>) -> Bool? {
    for place in [counter, limit] where !place.pointee.isNumber {
      guard let value = number(place.pointee) else { return nil }
      place.put(value)
    }
    return Numbers.compare(counter.pointee, limit.pointee) > 0
  }

  // MARK: Comparing

  func areEqual(_ left: Slot, _ right: Slot) -> Bool {
    if left.tag == Tag.bool, right.isNumber { return Numbers.compare(.int(left.isTrue ? 1 : 0), right) == 0 }
    if right.tag == Tag.bool, left.isNumber { return Numbers.compare(left, .int(right.isTrue ? 1 : 0)) == 0 }
    return Keys.areEqual(left, right)
  }

  /// Less, equal, greater as -1, 0, 1; nil: an error is set.
  @inline(never)
  func order(_ left: Slot, _ right: Slot) -> Int? {
    switch (left.tag, right.tag) {
    case (Tag.date, Tag.date):
      return left.seconds < right.seconds ? -1 : (left.seconds == right.seconds ? 0 : 1)
    case (Tag.text, Tag.text): return Collation.compare(left.text.buffer, right.text.buffer)
    default: break
    }
    let isLeft = left.isNumber || left.tag == Tag.bool
    let isRight = right.isNumber || right.tag == Tag.bool
    if isLeft, isRight {
      let one = left.tag == Tag.bool ? Slot.int(left.isTrue ? 1 : 0) : left
      let other = right.tag == Tag.bool ? Slot.int(right.isTrue ? 1 : 0) : right
      return Numbers.compare(one, other)
    }
    fail(
      "Операции сравнения на больше-меньше допустимы только для значений совпадающих примитивных типов (Строка, Число, Дата, Булево)"
    )
    return nil
  }

  /// The order of a sort of mixed values: by type first.
  func sortOrder(_ left: Slot, _ right: Slot) -> Int {
    func rank(_ slot: Slot) -> Int {
      switch slot.tag {
      case Tag.undefined, Tag.omitted: 0
      case Tag.null: 1
      case Tag.bool: 2
      case Tag.number, Tag.middle, Tag.wide: 3
      case Tag.text: 4
      case Tag.date: 5
      default: 6
      }
    }
    let one = rank(left)
    let other = rank(right)
    if one != other { return one < other ? -1 : 1 }
    switch one {
    case 2, 3: return left.tag == Tag.bool ? Int(left.bits) - Int(right.bits) : Numbers.compare(left, right)
    case 4: return Collation.compare(left.text.buffer, right.text.buffer)
    case 5: return left.seconds < right.seconds ? -1 : (left.seconds == right.seconds ? 0 : 1)
    case 6:
      let first = Array(presentation(left).utf16)
      let second = Array(presentation(right).utf16)
      return first.withUnsafeBufferPointer { one in second.withUnsafeBufferPointer { Collation.compare(one, $0) } }
    default: return 0
    }
  }

  // MARK: Errors

  /// `ВызватьИсключение`: a text, an error, or the parts of one.
  func raise(_ values: UnsafeMutablePointer<Slot>, _ count: Int, isCall: Bool) {
    let first = values[0]
    if let error = first.object(as: ErrorObject.self), count == 1 {
      let copy = ErrorObject(heap, error.text)
      copy.cause = error.cause.retained()
      copy.category = error.category
      copy.code = error.code
      copy.additional = error.additional.retained()
      return setFailure(copy)
    }
    let error = ErrorObject(heap, presentation(first))
    if isCall {
      // Text, category, code, additional, cause.
      if count > 1, !values[1].isOmitted, !values[1].isUndefined { error.category = presentation(values[1]) }
      if count > 2, !values[2].isOmitted, !values[2].isUndefined { error.code = presentation(values[2]) }
      if count > 3, !values[3].isOmitted { error.additional = values[3].retained() }
      if count > 4, !values[4].isOmitted { error.cause = values[4].retained() }
    }
    setFailure(error)
  }
}
