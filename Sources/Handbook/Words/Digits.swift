/// Numbers of dates and clocks, written into a string at once: pages and answers have hundreds of them.
package enum Digits {
  /// The numbers, each of at least two digits, with the mark between them. None is negative.
  package static func joined(_ numbers: Int..., by mark: Unicode.Scalar) -> String {
    String(unsafeUninitializedCapacity: numbers.count * 21) { bytes in
      var end = 0
      for (place, number) in numbers.enumerated() {
        if place > 0 {
          bytes[end] = UInt8(mark.value)
          end += 1
        }
        var width = 2
        var rest = number / 100
        while rest > 0 {
          width += 1
          rest /= 10
        }
        rest = number
        for digit in stride(from: end + width - 1, through: end, by: -1) {
          bytes[digit] = UInt8(48 + rest % 10)
          rest /= 10
        }
        end += width
      }
      return end
    }
  }
}
