extension Library {
  static let numberFunctions: [FunctionEntry] = [
    FunctionEntry("Число", "Number", 1, 1) { (vm, args) throws(Raised) in
      guard let number = vm.number(args[0]) else { throw Raised() }
      return number
    },
    FunctionEntry("Цел", "Int", 1, 1) { (vm, args) throws(Raised) in
      let number = try needed(vm, args, 0)
      defer { number.release() }
      return Numbers.round(number, to: 0, .toZero, vm.heap)
    },
    FunctionEntry("Окр", "Round", 1, 3) { (vm, args) throws(Raised) in
      let number = try needed(vm, args, 0)
      defer { number.release() }
      let decimals = try vm.integer(args, 1, default: 0)
      // Mode 0 (Окр15как10) rounds halves down, mode 1 (Окр15как20) up; without a mode halves go up.
      var isUp = true
      if args.has(2) {
        if let choice = Library.choice(args[2], of: roundingEnumeration) {
          isUp = choice == 1
        } else {
          isUp = try vm.integer(args, 2) != 0
        }
      }
      return Numbers.round(number, to: decimals, isUp ? .halfUp : .halfDown, vm.heap)
    },
    FunctionEntry("Макс", "Max", 1, 250) { (vm, args) throws(Raised) in try extreme(vm, args, 1) },
    FunctionEntry("Мин", "Min", 1, 250) { (vm, args) throws(Raised) in try extreme(vm, args, -1) },
    FunctionEntry("Sqrt", "Sqrt", 1, 1) { (vm, args) throws(Raised) in
      let value = try double(vm, args, 0)
      if value < 0 { throw vm.error("Недопустимое значение аргумента функции Sqrt") }
      return try vm.slot(value.squareRoot())
    },
    FunctionEntry("Pow", "Pow", 2, 2) { (vm, args) throws(Raised) in try power(vm, args) },
    FunctionEntry("Exp", "Exp", 1, 1) { (vm, args) throws(Raised) in
      try vm.slot(Mathematics.exponent(try double(vm, args, 0)))
    },
    FunctionEntry("Log", "Log", 1, 1) { (vm, args) throws(Raised) in
      let value = try double(vm, args, 0)
      if value <= 0 { throw vm.error("Недопустимое значение аргумента функции Log") }
      return try vm.slot(Mathematics.logarithm(value))
    },
    FunctionEntry("Log10", "Log10", 1, 1) { (vm, args) throws(Raised) in
      let value = try double(vm, args, 0)
      if value <= 0 { throw vm.error("Недопустимое значение аргумента функции Log10") }
      return try vm.slot(Mathematics.logarithm10(value))
    },
    FunctionEntry("Sin", "Sin", 1, 1) { (vm, args) throws(Raised) in
      try vm.slot(Mathematics.sine(try double(vm, args, 0)))
    },
    FunctionEntry("Cos", "Cos", 1, 1) { (vm, args) throws(Raised) in
      try vm.slot(Mathematics.cosine(try double(vm, args, 0)))
    },
    FunctionEntry("Tan", "Tan", 1, 1) { (vm, args) throws(Raised) in
      try vm.slot(Mathematics.tangent(try double(vm, args, 0)))
    },
    FunctionEntry("ASin", "ASin", 1, 1) { (vm, args) throws(Raised) in
      try vm.slot(Mathematics.arcsine(try double(vm, args, 0)))
    },
    FunctionEntry("ACos", "ACos", 1, 1) { (vm, args) throws(Raised) in
      try vm.slot(Mathematics.arccosine(try double(vm, args, 0)))
    },
    FunctionEntry("ATan", "ATan", 1, 1) { (vm, args) throws(Raised) in
      try vm.slot(Mathematics.arctangent(try double(vm, args, 0)))
    },
    FunctionEntry("ПобитовоеИ", "BitwiseAnd", 2, 2) { (vm, args) throws(Raised) in
      .int(Int(try bits(vm, args, 0) & (try bits(vm, args, 1))))
    },
    FunctionEntry("ПобитовоеИли", "BitwiseOr", 2, 2) { (vm, args) throws(Raised) in
      .int(Int(try bits(vm, args, 0) | (try bits(vm, args, 1))))
    },
    FunctionEntry("ПобитовоеИсключительноеИли", "BitwiseXor", 2, 2) { (vm, args) throws(Raised) in
      .int(Int(try bits(vm, args, 0) ^ (try bits(vm, args, 1))))
    },
    FunctionEntry("ПобитовоеНе", "BitwiseNot", 1, 1) { (vm, args) throws(Raised) in .int(Int(~(try bits(vm, args, 0))))
    },
    FunctionEntry("ПобитовоеИНе", "BitwiseAndNot", 2, 2) { (vm, args) throws(Raised) in
      .int(Int(try bits(vm, args, 0) & ~(try bits(vm, args, 1))))
    },
    FunctionEntry("ПобитовыйСдвигВлево", "BitwiseShiftLeft", 2, 2) { (vm, args) throws(Raised) in
      .int(Int(try bits(vm, args, 0) << (try bits(vm, args, 1))))
    },
    FunctionEntry("ПобитовыйСдвигВправо", "BitwiseShiftRight", 2, 2) { (vm, args) throws(Raised) in
      .int(Int(try bits(vm, args, 0) >> (try bits(vm, args, 1))))
    },
    FunctionEntry("ПроверитьБит", "CheckBit", 2, 2) { (vm, args) throws(Raised) in
      .bool(try bits(vm, args, 0) >> (try bits(vm, args, 1)) & 1 == 1)
    },
    FunctionEntry("УстановитьБит", "SetBit", 3, 3) { (vm, args) throws(Raised) in
      let mask: UInt32 = 1 << (try bits(vm, args, 1))
      let value = try bits(vm, args, 0)
      return .int(Int(try vm.truth(args, 2) ? value | mask : value & ~mask))
    },
  ]

  static func needed(_ vm: VM, _ args: Args, _ index: Int) throws(Raised) -> Slot {
    guard let number = vm.number(args[index]) else { throw Raised() }
    return number
  }

  private static func double(_ vm: VM, _ args: Args, _ index: Int) throws(Raised) -> Double {
    let number = try needed(vm, args, index)
    defer { number.release() }
    return Numbers.double(number)
  }

  private static func bits(_ vm: VM, _ args: Args, _ index: Int) throws(Raised) -> UInt32 {
    let value = try vm.integer(args, index)
    guard value >= 0, value <= Int(UInt32.max) else { throw vm.invalid(index) }
    return UInt32(value)
  }

  private static func extreme(_ vm: VM, _ args: Args, _ sign: Int) throws(Raised) -> Slot {
    var best = args[0]
    for index in 1..<max(args.count, 1) {
      guard let order = vm.order(args[index], best) else { throw Raised() }
      if order * sign > 0 { best = args[index] }
    }
    return best.retained()
  }

  /// Whole exponents are exact; others have 15 digits.
  private static func power(_ vm: VM, _ args: Args) throws(Raised) -> Slot {
    let base = try needed(vm, args, 0)
    defer { base.release() }
    let exponent = try needed(vm, args, 1)
    defer { exponent.release() }
    if Numbers.isWhole(exponent), let whole = Numbers.integer(exponent), abs(whole) <= 10_000 {
      if whole < 0, Numbers.isZero(base) { throw vm.error("Деление на 0") }
      var result = BigDecimal(1, scale: 0)
      var factor = Numbers.big(base).normalized
      var left = abs(whole)
      while left > 0 {
        if left & 1 == 1 { result = shortened(result * factor) }
        left >>= 1
        if left > 0 { factor = shortened(factor * factor) }
        if result.digits - result.scale > 4000 || factor.digits - factor.scale > 8000 {
          throw vm.error("Переполнение: слишком большое число")
        }
        try vm.charge(result.limbs.count + factor.limbs.count)
      }
      if whole < 0 { result = BigDecimal(1, scale: 0) / result }
      return try vm.slot(result.normalized)
    }
    let value = Mathematics.power(Numbers.double(base), Numbers.double(exponent))
    return try vm.slot(value)
  }

  private static func shortened(_ value: BigDecimal) -> BigDecimal {
    value.scale > 0 && value.digits > 60 ? value.rounded(to: max(0, value.scale - (value.digits - 60))) : value
  }
}
