/// Base64 of RFC 4648; blanks and line ends in what is read are passed.
enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func text(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count / 3 * 4 + 4)
    var at = 0
    while at < bytes.count {
      let one = bytes[at]
      let two = at + 1 < bytes.count ? bytes[at + 1] : 0
      let three = at + 2 < bytes.count ? bytes[at + 2] : 0
      result.append(alphabet[Int(one >> 2)])
      result.append(alphabet[Int((one & 3) << 4 | two >> 4)])
      result.append(at + 1 < bytes.count ? alphabet[Int((two & 15) << 2 | three >> 6)] : 61)
      result.append(at + 2 < bytes.count ? alphabet[Int(three & 63)] : 61)
      at += 3
    }
    return String(decoding: result, as: UTF8.self)
  }

  static func bytes(_ text: String) -> [UInt8]? {
    var result: [UInt8] = []
    var buffer: UInt32 = 0
    var bits = 0
    for byte in text.utf8 {
      let value: UInt32
      switch byte {
      case 65...90: value = UInt32(byte - 65)
      case 97...122: value = UInt32(byte - 71)
      case 48...57: value = UInt32(byte + 4)
      case 43: value = 62
      case 47: value = 63
      case 61, 9, 10, 13, 32: continue
      default: return nil
      }
      buffer = buffer << 6 | value
      bits += 6
      if bits >= 8 {
        bits -= 8
        result.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
      }
    }
    return result
  }
}
