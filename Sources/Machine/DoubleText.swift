#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Binary numbers as decimal digits.
enum DoubleText {
  /// 15 significant digits, as `1.4142135623731e+00`; the last digit is rounded.
  static func digits15(_ value: Double) -> [UInt8] {
    // Below one the platform scales by a power of ten in binary first, and its last digit shows it.
    var scaled = value
    var shift = 0
    while scaled != 0, abs(scaled) < 1, shift < 300 {
      shift += 1
      scaled = value * pow(10, Double(shift))
    }
    var buffer = [CChar](repeating: 0, count: 40)
    let count = withVaList([scaled]) { vsnprintf(&buffer, 40, "%.14e", $0) }
    let digits = buffer[0..<Int(count)].map { UInt8(bitPattern: $0) }
    guard shift > 0, let mark = digits.firstIndex(of: 0x65) else { return digits }
    return digits[..<mark] + Array("e-\(shift)".utf8)
  }
}

/// Functions of mathematics that the language has.
enum Mathematics {
  static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
  static func exponent(_ value: Double) -> Double { exp(value) }
  static func logarithm(_ value: Double) -> Double { log(value) }
  static func logarithm10(_ value: Double) -> Double { log10(value) }
  static func sine(_ value: Double) -> Double { sin(value) }
  static func cosine(_ value: Double) -> Double { cos(value) }
  static func tangent(_ value: Double) -> Double { tan(value) }
  static func arcsine(_ value: Double) -> Double { asin(value) }
  static func arccosine(_ value: Double) -> Double { acos(value) }
  static func arctangent(_ value: Double) -> Double { atan(value) }
}
