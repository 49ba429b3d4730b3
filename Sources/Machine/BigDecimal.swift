/// A number of any length: sign, magnitude in limbs of 10⁹ (the least first), and how many of its digits are decimals.
/// The slow, exact form behind the inline ones.
struct BigDecimal: Equatable, Sendable {
  var isNegative: Bool
  var limbs: [UInt32]
  var scale: Int

  static let base: UInt64 = 1_000_000_000

  init(isNegative: Bool = false, limbs: [UInt32], scale: Int) {
    self.isNegative = isNegative
    self.limbs = limbs
    self.scale = scale
    Self.trim(&self.limbs)
    if self.limbs.isEmpty { self.isNegative = false }
  }

  init(_ mantissa: Int128, scale: Int) {
    var rest = mantissa.magnitude
    var limbs: [UInt32] = []
    while rest > 0 {
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: UInt128(Self.base))
      limbs.append(UInt32(remainder))
      rest = quotient
    }
    self.init(isNegative: mantissa < 0, limbs: limbs, scale: scale)
  }

  var isZero: Bool { limbs.isEmpty }

  /// The mantissa, when it fits.
  var mantissa: Int128? {
    guard limbs.count <= 5 else { return nil }
    var value: UInt128 = 0
    for limb in limbs.reversed() {
      let (high, overflow) = value.multipliedReportingOverflow(by: UInt128(Self.base))
      let (sum, second) = high.addingReportingOverflow(UInt128(limb))
      if overflow || second { return nil }
      value = sum
    }
    guard value <= UInt128(Int128.max) else { return nil }
    return isNegative ? -Int128(value) : Int128(value)
  }

  private static func trim(_ limbs: inout [UInt32]) {
    while limbs.last == 0 { limbs.removeLast() }
  }

  // MARK: Magnitudes

  static func compare(_ left: [UInt32], _ right: [UInt32]) -> Int {
    if left.count != right.count { return left.count < right.count ? -1 : 1 }
    for index in stride(from: left.count - 1, through: 0, by: -1) where left[index] != right[index] {
      return left[index] < right[index] ? -1 : 1
    }
    return 0
  }

  static func sum(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(max(left.count, right.count) + 1)
    var carry: UInt64 = 0
    for index in 0..<max(left.count, right.count) {
      var value = carry
      if index < left.count { value += UInt64(left[index]) }
      if index < right.count { value += UInt64(right[index]) }
      result.append(UInt32(value % base))
      carry = value / base
    }
    if carry > 0 { result.append(UInt32(carry)) }
    return result
  }

  /// `left` is not less than `right`.
  static func difference(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(left.count)
    var borrow: Int64 = 0
    for index in 0..<left.count {
      var value = Int64(left[index]) - borrow - (index < right.count ? Int64(right[index]) : 0)
      borrow = value < 0 ? 1 : 0
      if value < 0 { value += Int64(base) }
      result.append(UInt32(value))
    }
    trim(&result)
    return result
  }

  static func product(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
    if left.isEmpty || right.isEmpty { return [] }
    var result = [UInt32](repeating: 0, count: left.count + right.count)
    for (index, one) in left.enumerated() {
      var carry: UInt64 = 0
      for (offset, other) in right.enumerated() {
        let value = UInt64(one) * UInt64(other) + UInt64(result[index + offset]) + carry
        result[index + offset] = UInt32(value % base)
        carry = value / base
      }
      result[index + right.count] = UInt32(carry)
    }
    trim(&result)
    return result
  }

  static func quotient(_ left: [UInt32], small: UInt32) -> (quotient: [UInt32], remainder: UInt32) {
    var result = [UInt32](repeating: 0, count: left.count)
    var rest: UInt64 = 0
    for index in stride(from: left.count - 1, through: 0, by: -1) {
      let value = rest * base + UInt64(left[index])
      result[index] = UInt32(value / UInt64(small))
      rest = value % UInt64(small)
    }
    trim(&result)
    return (result, UInt32(rest))
  }

  /// Long division (Knuth's algorithm D) in base 10⁹. `right` is not zero.
  static func quotient(_ left: [UInt32], _ right: [UInt32]) -> (quotient: [UInt32], remainder: [UInt32]) {
    if compare(left, right) < 0 { return ([], left) }
    if right.count == 1 {
      let (quotient, remainder) = quotient(left, small: right[0])
      return (quotient, remainder == 0 ? [] : [remainder])
    }
    let factor = UInt32(base / (UInt64(right[right.count - 1]) + 1))
    var dividend = product(left, [factor])
    let divisor = product(right, [factor])
    while dividend.count <= left.count { dividend.append(0) }
    let size = divisor.count
    let top = UInt64(divisor[size - 1])
    let second = UInt64(divisor[size - 2])
    var result = [UInt32](repeating: 0, count: dividend.count - size)
    for place in stride(from: dividend.count - size - 1, through: 0, by: -1) {
      let high = UInt64(dividend[place + size]) * base + UInt64(dividend[place + size - 1])
      var guess = high / top
      var rest = high % top
      while guess >= base || guess * second > rest * base + UInt64(dividend[place + size - 2]) {
        guess -= 1
        rest += top
        if rest >= base { break }
      }
      var borrow: Int64 = 0
      var carry: UInt64 = 0
      for index in 0..<size {
        let value = guess * UInt64(divisor[index]) + carry
        carry = value / base
        var left = Int64(dividend[place + index]) - borrow - Int64(value % base)
        borrow = left < 0 ? 1 : 0
        if left < 0 { left += Int64(base) }
        dividend[place + index] = UInt32(left)
      }
      let last = Int64(dividend[place + size]) - borrow - Int64(carry)
      if last < 0 {
        guess -= 1
        var over: UInt64 = 0
        for index in 0..<size {
          let value = UInt64(dividend[place + index]) + UInt64(divisor[index]) + over
          dividend[place + index] = UInt32(value % base)
          over = value / base
        }
        dividend[place + size] = UInt32((last + Int64(base) + Int64(over)) % Int64(base))
      } else {
        dividend[place + size] = UInt32(last)
      }
      result[place] = UInt32(guess)
    }
    trim(&result)
    trim(&dividend)
    return (result, quotient(dividend, small: factor).quotient)
  }

  static func power10(_ exponent: Int) -> [UInt32] {
    var result = [UInt32](repeating: 0, count: exponent / 9)
    var last: UInt32 = 1
    for _ in 0..<(exponent % 9) { last *= 10 }
    result.append(last)
    return result
  }

  // MARK: Arithmetic

  /// How many decimal digits the magnitude has.
  var digits: Int {
    guard let last = limbs.last else { return 0 }
    var count = (limbs.count - 1) * 9
    var rest = last
    while rest > 0 {
      count += 1
      rest /= 10
    }
    return count
  }

  func scaled(to wanted: Int) -> BigDecimal {
    if wanted == scale { return self }
    if wanted > scale {
      return BigDecimal(
        isNegative: isNegative, limbs: Self.product(limbs, Self.power10(wanted - scale)), scale: wanted)
    }
    return rounded(to: wanted)
  }

  enum Rounding { case halfUp, halfDown, toZero }

  /// To so many decimals, which may be negative; halves away from zero unless said otherwise.
  func rounded(to decimals: Int, _ rounding: Rounding = .halfUp) -> BigDecimal {
    guard decimals < scale else { return self }
    let divisor = Self.power10(scale - decimals)
    var (quotient, remainder) = Self.quotient(limbs, divisor)
    let order = Self.compare(Self.product(remainder, [2]), divisor)
    if rounding != .toZero, order > 0 || (order == 0 && rounding == .halfUp) { quotient = Self.sum(quotient, [1]) }
    if decimals >= 0 { return BigDecimal(isNegative: isNegative, limbs: quotient, scale: decimals) }
    return BigDecimal(isNegative: isNegative, limbs: Self.product(quotient, Self.power10(-decimals)), scale: 0)
  }

  static func + (left: BigDecimal, right: BigDecimal) -> BigDecimal {
    let scale = max(left.scale, right.scale)
    let one = left.scaled(to: scale)
    let other = right.scaled(to: scale)
    if one.isNegative == other.isNegative {
      return BigDecimal(isNegative: one.isNegative, limbs: sum(one.limbs, other.limbs), scale: scale)
    }
    if compare(one.limbs, other.limbs) >= 0 {
      return BigDecimal(isNegative: one.isNegative, limbs: difference(one.limbs, other.limbs), scale: scale)
    }
    return BigDecimal(isNegative: other.isNegative, limbs: difference(other.limbs, one.limbs), scale: scale)
  }

  static prefix func - (value: BigDecimal) -> BigDecimal {
    BigDecimal(isNegative: !value.isNegative, limbs: value.limbs, scale: value.scale)
  }

  static func * (left: BigDecimal, right: BigDecimal) -> BigDecimal {
    BigDecimal(
      isNegative: left.isNegative != right.isNegative, limbs: product(left.limbs, right.limbs),
      scale: left.scale + right.scale)
  }

  /// 27 decimals, halves away from zero. `right` is not zero.
  static func / (left: BigDecimal, right: BigDecimal) -> BigDecimal {
    let shift = 27 + right.scale - left.scale
    var dividend = left.limbs
    var divisor = right.limbs
    if shift >= 0 { dividend = product(dividend, power10(shift)) } else { divisor = product(divisor, power10(-shift)) }
    var (result, remainder) = quotient(dividend, divisor)
    if compare(product(remainder, [2]), divisor) >= 0 { result = sum(result, [1]) }
    let value = BigDecimal(isNegative: left.isNegative != right.isNegative, limbs: result, scale: 27)
    return remainder.isEmpty ? value.normalized : value
  }

  /// With the sign of the left. `right` is not zero.
  static func % (left: BigDecimal, right: BigDecimal) -> BigDecimal {
    let scale = max(left.scale, right.scale)
    let (_, remainder) = quotient(left.scaled(to: scale).limbs, right.scaled(to: scale).limbs)
    return BigDecimal(isNegative: left.isNegative, limbs: remainder, scale: scale)
  }

  static func compare(_ left: BigDecimal, _ right: BigDecimal) -> Int {
    if left.isNegative != right.isNegative { return left.isNegative ? -1 : 1 }
    let scale = max(left.scale, right.scale)
    let order = compare(left.scaled(to: scale).limbs, right.scaled(to: scale).limbs)
    return left.isNegative ? -order : order
  }

  /// Without zeros at the end of the decimals.
  var normalized: BigDecimal {
    var value = self
    if value.isZero { return BigDecimal(limbs: [], scale: 0) }
    while value.scale > 0 {
      let step = value.scale >= 9 && value.limbs[0] == 0 ? 9 : 1
      if step == 9 {
        value.limbs.removeFirst()
        value.scale -= 9
        continue
      }
      let (quotient, remainder) = Self.quotient(value.limbs, small: 10)
      guard remainder == 0 else { break }
      value.limbs = quotient
      value.scale -= 1
    }
    return value
  }

  /// Digits of the magnitude without leading zeros; "0" for zero.
  var digitText: String {
    guard let last = limbs.last else { return "0" }
    var text = String(last)
    for limb in limbs.dropLast().reversed() {
      let part = String(limb)
      text += String(repeating: "0", count: 9 - part.count) + part
    }
    return text
  }

  /// From digits of ASCII.
  init(digits: some Sequence<UInt8>, scale: Int, isNegative: Bool) {
    let all = Array(digits)
    var limbs: [UInt32] = []
    var end = all.count
    while end > 0 {
      let start = max(0, end - 9)
      var limb: UInt32 = 0
      for digit in all[start..<end] { limb = limb * 10 + UInt32(digit - 48) }
      limbs.append(limb)
      end = start
    }
    self.init(isNegative: isNegative, limbs: limbs, scale: scale)
  }

  /// The nearest binary number.
  var double: Double {
    var text = digitText
    if scale > 0 { text += "e-\(scale)" }
    let value = Double(text) ?? 0
    return isNegative ? -value : value
  }
}

/// A number that does not fit in a slot.
final class WideNumber: Obj {
  let value: BigDecimal

  init(_ heap: Heap, _ value: BigDecimal) {
    self.value = value
    super.init(heap, tag: Tag.wide, type: 1, size: 64 + value.limbs.count * 4)
  }

  deinit { heap.bytes -= 64 + value.limbs.count * 4 }
}
