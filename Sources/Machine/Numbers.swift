/// Arithmetic of decimal numbers in slots. Sums and products are exact up to 38 digits, quotients have 27 decimals,
/// halves away from zero. Mantissas go 64 bits → 112 bits inline → `WideNumber`, and back as soon as they fit.
enum Numbers {
  /// Significant digits kept by a product that has decimals.
  static let mostDigits = 38
  /// A number's integer digits have a bound too, or a loop of squarings would take all memory.
  static let mostIntegerDigits = 4000

  @inline(__always)
  static func mantissa(_ slot: Slot) -> Int128 {
    if slot.meta & 0xFF == Tag.number { return Int128(Int64(bitPattern: slot.bits)) }
    return Int128(Int64(bitPattern: slot.meta) >> 16) << 64 | Int128(slot.bits)
  }

  @inline(__always)
  static func pack(_ mantissa: Int128, _ scale: Int, _ heap: Heap) -> Slot {
    if let small = Int64(exactly: mantissa) {
      return Slot(meta: Tag.number | UInt64(scale) << 8, bits: UInt64(bitPattern: small))
    }
    let high = Int64(truncatingIfNeeded: mantissa >> 64)
    if high >= -(1 << 47), high < 1 << 47 {
      return Slot(
        meta: Tag.middle | UInt64(scale) << 8 | UInt64(bitPattern: high) << 16,
        bits: UInt64(truncatingIfNeeded: mantissa))
    }
    return .owned(WideNumber(heap, BigDecimal(mantissa, scale: scale)))
  }

  static func big(_ slot: Slot) -> BigDecimal {
    if slot.tag == Tag.wide { return unsafeDowncast(slot.object, to: WideNumber.self).value }
    return BigDecimal(mantissa(slot), scale: slot.scale)
  }

  /// A slot of a long number: at most 38 digits where there are decimals to drop.
  static func pack(_ value: BigDecimal, _ heap: Heap) -> Slot? {
    var value = value
    if value.digits > mostDigits, value.scale > 0 {
      value = value.normalized
      let surplus = value.digits - mostDigits
      if surplus > 0, value.scale > 0 { value = value.rounded(to: max(0, value.scale - surplus)).normalized }
    }
    if value.scale > 120 { value = value.rounded(to: 120) }
    if value.digits - value.scale > mostIntegerDigits { return nil }
    if let mantissa = value.mantissa { return pack(mantissa, value.scale, heap) }
    return .owned(WideNumber(heap, value))
  }

  static let powers: [Int128] = {
    var list: [Int128] = [1]
    for _ in 0..<38 { list.append(list[list.count - 1] * 10) }
    return list
  }()

  @inline(__always)
  private static func aligned(_ left: Slot, _ right: Slot) -> (Int128, Int128, Int)? {
    guard left.tag != Tag.wide, right.tag != Tag.wide else { return nil }
    var one = mantissa(left)
    var other = mantissa(right)
    let difference = left.scale - right.scale
    if difference == 0 { return (one, other, left.scale) }
    if difference > 38 || difference < -38 { return nil }
    if difference > 0 {
      let (value, overflow) = other.multipliedReportingOverflow(by: powers[difference])
      if overflow { return nil }
      other = value
    } else {
      let (value, overflow) = one.multipliedReportingOverflow(by: powers[-difference])
      if overflow { return nil }
      one = value
    }
    return (one, other, max(left.scale, right.scale))
  }

  /// Nil: too long a number.
  @inline(never)
  static func add(_ left: Slot, _ right: Slot, _ heap: Heap) -> Slot? {
    if let (one, other, scale) = aligned(left, right) {
      let (sum, overflow) = one.addingReportingOverflow(other)
      if !overflow { return pack(sum, scale, heap) }
    }
    return pack(big(left) + big(right), heap)
  }

  @inline(never)
  static func subtract(_ left: Slot, _ right: Slot, _ heap: Heap) -> Slot? {
    if let (one, other, scale) = aligned(left, right) {
      let (difference, overflow) = one.subtractingReportingOverflow(other)
      if !overflow { return pack(difference, scale, heap) }
    }
    return pack(big(left) + -big(right), heap)
  }

  @inline(never)
  static func multiply(_ left: Slot, _ right: Slot, _ heap: Heap) -> Slot? {
    if left.tag != Tag.wide, right.tag != Tag.wide {
      let scale = left.scale + right.scale
      let (product, overflow) = mantissa(left).multipliedReportingOverflow(by: mantissa(right))
      if !overflow, scale <= 60, product.magnitude < powers[38].magnitude { return pack(product, scale, heap) }
    }
    return pack(big(left) * big(right), heap)
  }

  static func isZero(_ slot: Slot) -> Bool {
    slot.tag == Tag.wide ? big(slot).isZero : (slot.tag == Tag.number ? slot.bits == 0 : mantissa(slot) == 0)
  }

  /// `right` is not zero.
  @inline(never)
  static func divide(_ left: Slot, _ right: Slot, _ heap: Heap) -> Slot? {
    if left.tag == Tag.number, right.tag == Tag.number {
      let one = Int64(bitPattern: left.bits)
      let other = Int64(bitPattern: right.bits)
      if left.scale >= right.scale, other != -1, one % other == 0 {
        return Slot(
          meta: Tag.number | UInt64(left.scale - right.scale) << 8, bits: UInt64(bitPattern: one / other))
      }
      let shift = 27 + right.scale - left.scale
      if shift >= 0, shift <= 27 {
        let power = powers[shift].magnitude
        let (dividend, overflow) = UInt128(one.magnitude).multipliedReportingOverflow(by: power)
        if !overflow {
          let divisor = other.magnitude
          let high = UInt64(truncatingIfNeeded: dividend >> 64)
          let low = UInt64(truncatingIfNeeded: dividend)
          let (top, rest) = high.quotientAndRemainder(dividingBy: divisor)
          let (bottom, remainder) = divisor.dividingFullWidth((rest, low))
          var result = UInt128(top) << 64 | UInt128(bottom)
          if remainder == 0 {
            var scale = 27
            while scale > 0 {
              let (shorter, digit) = result.quotientAndRemainder(dividingBy: 10)
              guard digit == 0 else { break }
              result = shorter
              scale -= 1
            }
            return pack((one < 0) != (other < 0) ? -Int128(result) : Int128(result), scale, heap)
          }
          if remainder >= divisor - remainder { result += 1 }
          if result <= UInt128(Int128.max) {
            return pack((one < 0) != (other < 0) ? -Int128(result) : Int128(result), 27, heap)
          }
        }
      }
    }
    return pack(big(left) / big(right), heap)
  }

  /// `right` is not zero; the sign is the left's.
  static func remainder(_ left: Slot, _ right: Slot, _ heap: Heap) -> Slot? {
    if let (one, other, scale) = aligned(left, right) {
      return pack(other == -1 ? 0 : one % other, scale, heap)
    }
    return pack(big(left) % big(right), heap)
  }

  static func negate(_ slot: Slot, _ heap: Heap) -> Slot {
    if slot.tag != Tag.wide { return pack(-mantissa(slot), slot.scale, heap) }
    return pack(-big(slot), heap)!
  }

  static func compare(_ left: Slot, _ right: Slot) -> Int {
    if let (one, other, _) = aligned(left, right) { return one < other ? -1 : (one == other ? 0 : 1) }
    return BigDecimal.compare(big(left), big(right))
  }

  /// The whole part, when it fits.
  static func integer(_ slot: Slot) -> Int? {
    if slot.tag == Tag.number {
      let value = Int64(bitPattern: slot.bits)
      if slot.scale == 0 { return Int(value) }
      if slot.scale > 18 { return Int(exactly: mantissa(slot) / (slot.scale > 38 ? Int128.max : powers[slot.scale])) }
      return Int(value / Int64(powers[slot.scale]))
    }
    if slot.tag == Tag.wide { return big(slot).rounded(to: 0, .toZero).mantissa.flatMap { Int(exactly: $0) } }
    return Int(exactly: slot.scale > 38 ? 0 : mantissa(slot) / powers[slot.scale])
  }

  static func isWhole(_ slot: Slot) -> Bool {
    if slot.scale == 0, slot.tag != Tag.wide { return true }
    return big(slot).normalized.scale == 0
  }

  static func round(_ slot: Slot, to decimals: Int, _ rounding: BigDecimal.Rounding, _ heap: Heap) -> Slot {
    if slot.tag != Tag.wide, decimals >= slot.scale { return slot }
    let value = big(slot)
    if decimals >= value.scale { return slot.retained() }
    if decimals < -200 { return .int(0) }
    return pack(value.rounded(to: decimals, rounding).normalized, heap) ?? .int(0)
  }

  /// The same for numbers that are equal, whatever their scales.
  static func hash(_ slot: Slot) -> Int {
    if slot.tag == Tag.number, slot.scale == 0 { return Int(truncatingIfNeeded: Text.mix(slot.bits ^ Text.seed)) }
    let value = big(slot).normalized
    if value.scale == 0, let mantissa = value.mantissa, let small = Int64(exactly: mantissa) {
      return Int(truncatingIfNeeded: Text.mix(UInt64(bitPattern: small) ^ Text.seed))
    }
    var hash = Text.mix(UInt64(value.scale) ^ Text.seed)
    for limb in value.limbs { hash = Text.mix(hash ^ UInt64(limb)) }
    return Int(truncatingIfNeeded: hash ^ (value.isNegative ? 1 : 0))
  }

  static func double(_ slot: Slot) -> Double {
    if slot.tag == Tag.number, slot.scale == 0 { return Double(Int64(bitPattern: slot.bits)) }
    return big(slot).double
  }

  /// 15 significant digits, as mathematical functions answer.
  static func slot(_ double: Double, _ heap: Heap) -> Slot? {
    guard double.isFinite else { return nil }
    return parse(DoubleText.digits15(double)).flatMap { pack($0, heap) }
  }

  /// A number written with a point or a comma, grouped by blanks or not, blanks around it ignored; nil when it is none.
  static func parse(_ text: some Sequence<UInt8>) -> BigDecimal? {
    var digits: [UInt8] = []
    var scale = 0
    var isNegative = false
    var isAfterPoint = false
    var hasDigits = false
    var exponent = 0
    var exponentSign = 1
    var isInExponent = false
    var isFirst = true
    for byte in text {
      switch byte {
      case 48...57:
        if isInExponent {
          exponent = min(exponent * 10 + Int(byte - 48), 10_000)
        } else {
          digits.append(byte)
          hasDigits = true
          if isAfterPoint { scale += 1 }
        }
      case 44, 46:
        if isAfterPoint || isInExponent { return nil }
        isAfterPoint = true
      case 43 where isFirst: break
      case 45 where isFirst: isNegative = true
      case 45 where isInExponent && exponent == 0: exponentSign = -1
      case 43 where isInExponent && exponent == 0: break
      case 69, 101:
        if isInExponent || !hasDigits { return nil }
        isInExponent = true
      default: return nil
      }
      isFirst = false
      if digits.count > 5000 { return nil }
    }
    guard hasDigits else { return nil }
    scale -= exponent * exponentSign
    if scale < 0 {
      if -scale > 4000 { return nil }
      digits.append(contentsOf: repeatElement(48, count: -scale))
      scale = 0
    }
    let value = BigDecimal(digits: digits, scale: scale, isNegative: isNegative)
    return scale > 60 ? value.rounded(to: 60) : value
  }

  /// A text as a number: blanks around and between groups are passed; nil when it is no number.
  static func parse(text: UnsafeBufferPointer<UInt16>) -> BigDecimal? {
    var bytes: [UInt8] = []
    for unit in text {
      switch unit {
      case 0xA0, 0x202F, 32, 9, 10, 13: continue
      // An exponent is no part of a number's text in the language.
      case 0x45, 0x65: return nil
      case 0..<128: bytes.append(UInt8(unit))
      default: return nil
      }
    }
    return parse(bytes)
  }

  // MARK: Text

  /// Digits with a decimal sign, without zeros at the end; `grouping` parts thousands.
  static func appendText(
    _ slot: Slot, to text: inout [UInt16], decimal: UInt16 = 0x2C, grouping: UInt16? = 0xA0
  ) {
    if slot.tag == Tag.number, slot.scale == 0 {
      var value = Int64(bitPattern: slot.bits).magnitude
      if Int64(bitPattern: slot.bits) < 0 { text.append(0x2D) }
      if value == 0 {
        text.append(48)
        return
      }
      let start = text.count
      var count = 0
      while value > 0 {
        if count > 0, count % 3 == 0, let grouping { text.append(grouping) }
        text.append(UInt16(48 + value % 10))
        value /= 10
        count += 1
      }
      text[start...].reverse()
      return
    }
    let value = big(slot).normalized
    if value.isNegative { text.append(0x2D) }
    var digits = Array(value.digitText.utf16)
    if digits.count <= value.scale {
      digits.insert(contentsOf: repeatElement(48, count: value.scale - digits.count + 1), at: 0)
    }
    let whole = digits.count - value.scale
    for index in 0..<whole {
      text.append(digits[index])
      let left = whole - index - 1
      if left > 0, left % 3 == 0, let grouping { text.append(grouping) }
    }
    if value.scale > 0 {
      text.append(decimal)
      text.append(contentsOf: digits[whole...])
    }
  }

  /// With a point and without groups: for XML, JSON and literals.
  static func plainText(_ slot: Slot) -> String {
    var units: [UInt16] = []
    appendText(slot, to: &units, decimal: 0x2E, grouping: nil)
    return String(decoding: units, as: UTF16.self)
  }
}
