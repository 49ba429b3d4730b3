import Syntax

/// Searching and cutting in units of UTF-16, as the language counts.
enum Units {
  static func find(_ needle: [UInt16], in text: UnsafeBufferPointer<UInt16>, from start: Int = 0) -> Int? {
    if needle.isEmpty { return nil }
    var at = start
    let last = text.count - needle.count
    let first = needle[0]
    while at <= last {
      if text[at] == first {
        var index = 1
        while index < needle.count, text[at + index] == needle[index] { index += 1 }
        if index == needle.count { return at }
      }
      at += 1
    }
    return nil
  }

  static func findLast(_ needle: [UInt16], in text: UnsafeBufferPointer<UInt16>, from start: Int) -> Int? {
    if needle.isEmpty || needle.count > text.count { return nil }
    var at = min(start, text.count - needle.count)
    while at >= 0 {
      var index = 0
      while index < needle.count, text[at + index] == needle[index] { index += 1 }
      if index == needle.count { return at }
      at -= 1
    }
    return nil
  }

  static func isBlank(_ unit: UInt16) -> Bool {
    switch unit {
    case 9...13, 32, 0xA0, 0x85, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: unit >= 0x2000 && unit <= 0x200A
    }
  }
}

extension Library {
  static let textFunctions: [FunctionEntry] = [
    FunctionEntry("СтрДлина", "StrLen", 1, 1) { (vm, args) throws(Raised) in
      args[0].isText ? .int(args[0].text.count) : .int(vm.units(args, 0).count)
    },
    FunctionEntry("СокрЛП", "TrimAll", 1, 1) { (vm, args) throws(Raised) in try trim(vm, args, true, true) },
    FunctionEntry("СокрЛ", "TrimL", 1, 1) { (vm, args) throws(Raised) in try trim(vm, args, true, false) },
    FunctionEntry("СокрП", "TrimR", 1, 1) { (vm, args) throws(Raised) in try trim(vm, args, false, true) },
    FunctionEntry("Лев", "Left", 2, 2) { (vm, args) throws(Raised) in
      let count = try vm.integer(args, 1)
      return try cut(vm, args, 0, max(0, count))
    },
    FunctionEntry("Прав", "Right", 2, 2) { (vm, args) throws(Raised) in
      let count = max(0, try vm.integer(args, 1))
      let length = args[0].isText ? args[0].text.count : vm.units(args, 0).count
      return try cut(vm, args, max(0, length - count), min(count, length))
    },
    FunctionEntry("Сред", "Mid", 2, 3) { (vm, args) throws(Raised) in
      let from = try vm.integer(args, 1)
      let count = try vm.integer(args, 2, default: Int.max / 2)
      // A beginning before the first unit is the first unit.
      return try cut(vm, args, max(0, from - 1), max(0, count))
    },
    FunctionEntry("ВРег", "Upper", 1, 1) { (vm, args) throws(Raised) in vm.text(try vm.string(args, 0).uppercased()) },
    FunctionEntry("НРег", "Lower", 1, 1) { (vm, args) throws(Raised) in vm.text(try vm.string(args, 0).lowercased()) },
    FunctionEntry("ТРег", "Title", 1, 1) { (vm, args) throws(Raised) in
      var result = ""
      var isStart = true
      for character in try vm.string(args, 0) {
        result += isStart ? character.uppercased() : character.lowercased()
        isStart = !(character.isLetter || character.isNumber || character == "_")
      }
      return vm.text(result)
    },
    FunctionEntry("Найти", "Find", 2, 2) { (vm, args) throws(Raised) in
      let text = vm.units(args, 0)
      let needle = vm.units(args, 1)
      return .int((text.withUnsafeBufferPointer { Units.find(needle, in: $0) } ?? -1) + 1)
    },
    FunctionEntry("СтрНайти", "StrFind", 2, 5) { (vm, args) throws(Raised) in try search(vm, args) },
    FunctionEntry("СтрЗаменить", "StrReplace", 3, 3) { (vm, args) throws(Raised) in
      let text = vm.units(args, 0)
      let needle = vm.units(args, 1)
      let replacement = vm.units(args, 2)
      try vm.charge(text.count / 16)
      if needle.isEmpty { return try vm.slot(text) }
      return try text.withUnsafeBufferPointer { (buffer) throws(Raised) -> Slot in
        var result: [UInt16] = []
        var at = 0
        while let place = Units.find(needle, in: buffer, from: at) {
          result.append(contentsOf: buffer[at..<place])
          result.append(contentsOf: replacement)
          at = place + needle.count
          if !vm.heap.allows(result.count * 2) { throw vm.stopped(by: .memory) }
        }
        result.append(contentsOf: buffer[at...])
        return try vm.slot(result)
      }
    },
    FunctionEntry("СтрЧислоВхождений", "StrOccurrenceCount", 2, 2) { (vm, args) throws(Raised) in
      let text = vm.units(args, 0)
      let needle = vm.units(args, 1)
      var count = 0
      text.withUnsafeBufferPointer { buffer in
        var at = 0
        while let place = Units.find(needle, in: buffer, from: at) {
          count += 1
          at = place + needle.count
        }
      }
      return .int(count)
    },
    FunctionEntry("СтрЧислоСтрок", "StrLineCount", 1, 1) { (vm, args) throws(Raised) in
      .int(vm.units(args, 0).reduce(1) { $0 + ($1 == 10 ? 1 : 0) })
    },
    FunctionEntry("СтрПолучитьСтроку", "StrGetLine", 2, 2) { (vm, args) throws(Raised) in
      let number = try vm.integer(args, 1)
      let lines = vm.units(args, 0).split(separator: 10, omittingEmptySubsequences: false)
      guard number >= 1, number <= lines.count else { return vm.text("") }
      var line = Array(lines[number - 1])
      if line.last == 13 { line.removeLast() }
      return try vm.slot(line)
    },
    FunctionEntry("СтрНачинаетсяС", "StrStartsWith", 2, 2) { (vm, args) throws(Raised) in
      let needle = vm.units(args, 1)
      if needle.isEmpty { throw vm.invalid(1) }
      return .bool(vm.units(args, 0).starts(with: needle))
    },
    FunctionEntry("СтрЗаканчиваетсяНа", "StrEndsWith", 2, 2) { (vm, args) throws(Raised) in
      let needle = vm.units(args, 1)
      if needle.isEmpty { throw vm.invalid(1) }
      return .bool(vm.units(args, 0).reversed().starts(with: needle.reversed()))
    },
    FunctionEntry("СтрРазделить", "StrSplit", 2, 3) { (vm, args) throws(Raised) in
      let text = vm.units(args, 0)
      let separators = Set(vm.units(args, 1))
      let withEmpty = try vm.truth(args, 2, default: true)
      try vm.charge(text.count / 16)
      var parts: [Slot] = []
      for part in text.split(omittingEmptySubsequences: !withEmpty, whereSeparator: { separators.contains($0) }) {
        parts.append(.owned(Text(vm.heap, Array(part))))
      }
      return vm.array(parts)
    },
    FunctionEntry("СтрСоединить", "StrConcat", 1, 2) { (vm, args) throws(Raised) in
      let list = try vm.object(args, 0, as: ArrayObject.self)
      let separator = vm.units(args, 1)
      let result = Text(vm.heap, capacity: 64)
      let slot = Slot.owned(result)
      for index in 0..<list.count {
        if index > 0 { separator.withUnsafeBufferPointer { result.append($0) } }
        vm.append(list[index], to: result)
        if vm.heap.isOverLimit {
          slot.release()
          throw vm.stopped(by: .memory)
        }
      }
      return slot
    },
    FunctionEntry("СтрСравнить", "StrCompare", 2, 2) { (vm, args) throws(Raised) in
      let left = vm.units(args, 0).map { UInt16(truncatingIfNeeded: Folding.fold(UInt32($0))) }
      let right = vm.units(args, 1).map { UInt16(truncatingIfNeeded: Folding.fold(UInt32($0))) }
      return .int(left.withUnsafeBufferPointer { one in right.withUnsafeBufferPointer { Collation.compare(one, $0) } })
    },
    FunctionEntry("СтрШаблон", "StrTemplate", 1, 11) { (vm, args) throws(Raised) in try template(vm, args) },
    FunctionEntry("ПустаяСтрока", "IsBlankString", 1, 1) { (vm, args) throws(Raised) in
      .bool(vm.units(args, 0).allSatisfy(Units.isBlank))
    },
    FunctionEntry("КодСимвола", "CharCode", 1, 2) { (vm, args) throws(Raised) in
      let text = vm.units(args, 0)
      let place = try vm.integer(args, 1, default: 1)
      guard place >= 1, place <= text.count else { return .int(-1) }
      let unit = text[place - 1]
      return .int(unit >= 0xD800 && unit < 0xE000 ? -1 : Int(unit))
    },
    FunctionEntry("Символ", "Char", 1, 1) { (vm, args) throws(Raised) in
      let code = try vm.integer(args, 0)
      guard code >= 0, code < 0x110000, let scalar = Unicode.Scalar(UInt32(code)) else { return vm.text("") }
      return vm.text(String(Character(scalar)))
    },
    FunctionEntry("НСтр", "NStr", 1, 2) { (vm, args) throws(Raised) in
      let language = args.has(1) ? try vm.string(args, 1) : vm.languageCode
      return vm.text(LocalText.pick(try vm.string(args, 0), language))
    },
    FunctionEntry("Строка", "String", 1, 1) { (vm, args) throws(Raised) in
      args[0].isText ? args[0].retained() : vm.text(vm.presentation(args[0]))
    },
    FunctionEntry("КодироватьСтроку", "EncodeString", 2, 3) { (vm, args) throws(Raised) in
      let method = Library.choice(args[1], of: stringEncodingEnumeration) ?? 0
      let allowed: Set<UInt8> =
        method == 1
        ? Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~!*'();:@&=+$,/?#[]%".utf8)
        : Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~".utf8)
      let hex = Array("0123456789ABCDEF")
      var result = ""
      for byte in try vm.string(args, 0).utf8 {
        if allowed.contains(byte) {
          result.unicodeScalars.append(Unicode.Scalar(byte))
        } else {
          result += "%\(hex[Int(byte >> 4)])\(hex[Int(byte & 15)])"
        }
      }
      return vm.text(result)
    },
    FunctionEntry("РаскодироватьСтроку", "DecodeString", 2, 3) { (vm, args) throws(Raised) in
      let bytes = Array(try vm.string(args, 0).utf8)
      var result: [UInt8] = []
      var at = 0
      while at < bytes.count {
        if bytes[at] == 37, at + 2 < bytes.count,
          let value = UInt8(String(decoding: bytes[at + 1...at + 2], as: UTF8.self), radix: 16)
        {
          result.append(value)
          at += 3
        } else {
          result.append(bytes[at])
          at += 1
        }
      }
      return vm.text(String(decoding: result, as: UTF8.self))
    },
  ]

  private static func trim(_ vm: VM, _ args: Args, _ left: Bool, _ right: Bool) throws(Raised) -> Slot {
    let text = vm.units(args, 0)
    var start = 0
    var end = text.count
    if left { while start < end, Units.isBlank(text[start]) { start += 1 } }
    if right { while end > start, Units.isBlank(text[end - 1]) { end -= 1 } }
    return try vm.slot(Array(text[start..<end]))
  }

  private static func cut(_ vm: VM, _ args: Args, _ from: Int, _ count: Int) throws(Raised) -> Slot {
    if args[0].isText {
      let text = args[0].text
      guard from < text.count, count > 0 else { return .owned(Text(vm.heap, capacity: 0)) }
      let length = min(count, text.count - from)
      return .owned(Text(vm.heap, UnsafeBufferPointer(start: text.units + from, count: length)))
    }
    let units = vm.units(args, 0)
    guard from < units.count, count > 0 else { return .owned(Text(vm.heap, capacity: 0)) }
    return try vm.slot(Array(units[from..<from + min(count, units.count - from)]))
  }

  private static func search(_ vm: VM, _ args: Args) throws(Raised) -> Slot {
    let text = vm.units(args, 0)
    let needle = vm.units(args, 1)
    let isBackward = Library.choice(args[2], of: searchDirectionEnumeration) == 1
    let start = try vm.integer(args, 3, default: isBackward ? text.count : 1)
    var occurrence = try vm.integer(args, 4, default: 1)
    if occurrence < 1 { throw vm.invalid(4) }
    if needle.isEmpty { return .int(0) }
    if args.has(3), start < 1 || start > text.count { throw vm.invalid(3) }
    let found: Int? = text.withUnsafeBufferPointer { buffer in
      var at = start - 1
      while true {
        let place =
          isBackward ? Units.findLast(needle, in: buffer, from: at) : Units.find(needle, in: buffer, from: max(0, at))
        guard let place else { return nil }
        occurrence -= 1
        if occurrence == 0 { return place }
        at = isBackward ? place - 1 : place + 1
        if at < 0 { return nil }
      }
    }
    return .int((found ?? -1) + 1)
  }

  /// `%1` … `%10`, `%(1)`; `%%` is a percent sign.
  private static func template(_ vm: VM, _ args: Args) throws(Raised) -> Slot {
    let text = vm.units(args, 0)
    let result = Text(vm.heap, capacity: text.count + 32)
    let slot = Slot.owned(result)
    var at = 0
    while at < text.count {
      guard text[at] == 0x25, at + 1 < text.count else {
        result.append(text[at])
        at += 1
        continue
      }
      let next = text[at + 1]
      if next == 0x25 {
        result.append(0x25)
        at += 2
      } else if next &- 48 < 10 {
        var number = Int(next - 48)
        at += 2
        if number == 1, at < text.count, text[at] == 48 {
          number = 10
          at += 1
        }
        guard number >= 1, number <= 10 else {
          slot.release()
          throw vm.error("Ошибка в шаблоне строки")
        }
        vm.append(args[number], to: result)
      } else if next == 0x28, at + 3 < text.count, text[at + 2] &- 48 < 10,
        let close = text[at...].firstIndex(of: 0x29),
        let number = Int(String(decoding: text[at + 2..<close], as: UTF16.self)), number >= 1, number <= 10
      {
        vm.append(args[number], to: result)
        at = close + 1
      } else {
        result.append(0x25)
        at += 1
      }
    }
    return slot
  }
}

/// `НСтр("ru = 'Да'; en = 'Yes'")`.
enum LocalText {
  /// The text of a language; of Russian, then the first one when it is not there; a text without languages as it is.
  static func pick(_ text: String, _ language: String) -> String {
    let all = parse(text)
    if all.isEmpty { return "" }
    let wanted = Folding.fold(language.isEmpty ? "ru" : language)
    return all.first { $0.0 == wanted }?.1 ?? (all.first { $0.0 == "ru" } ?? all[0]).1
  }

  static func parse(_ text: String) -> [(String, String)] {
    var result: [(String, String)] = []
    let scalars = Array(text.unicodeScalars)
    var at = 0
    while at < scalars.count {
      while at < scalars.count, scalars[at].properties.isWhitespace || scalars[at] == ";" || scalars[at] == "," {
        at += 1
      }
      let start = at
      while at < scalars.count, scalars[at] != "=" { at += 1 }
      guard at < scalars.count else { break }
      let code = String(String.UnicodeScalarView(scalars[start..<at])).trimmed
      at += 1
      while at < scalars.count, scalars[at].properties.isWhitespace { at += 1 }
      guard at < scalars.count else { break }
      let quote = scalars[at]
      var value = String.UnicodeScalarView()
      if quote == "'" || quote == "\"" {
        at += 1
        while at < scalars.count {
          if scalars[at] == quote {
            if at + 1 < scalars.count, scalars[at + 1] == quote {
              value.append(quote)
              at += 2
              continue
            }
            break
          }
          value.append(scalars[at])
          at += 1
        }
        at += 1
      } else {
        while at < scalars.count, scalars[at] != ";" {
          value.append(scalars[at])
          at += 1
        }
      }
      result.append((Folding.fold(code), String(value)))
    }
    return result
  }
}
