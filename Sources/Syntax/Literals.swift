extension Tree {
  /// The value of a text's literal: quotes undoubled, continued lines joined with a line feed, and so are texts that
  /// stand side by side.
  package func stringValue(of node: Int32) -> String {
    let bytes = stringPieces(of: node)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The same in UTF-8.
  package func stringPieces(of node: Int32) -> [UInt8] {
    let span = self[node].span
    var result: [UInt8] = []
    var at = Int(span.start)
    let end = Int(span.end)
    var isInside = false
    var isFirst = true
    while at < end {
      let byte = source[at]
      if !isInside {
        if byte == 0x22 {
          isInside = true
          if !isFirst { result.append(10) }
          isFirst = false
          at += 1
        } else if byte == 0x2F {
          while at < end, source[at] != 10, source[at] != 13 { at += 1 }
        } else {
          at += 1
        }
        continue
      }
      if byte == 0x22 {
        at += 1
        if at < end, source[at] == 0x22 {
          result.append(0x22)
          at += 1
        } else {
          isInside = false
        }
      } else if byte == 10 || byte == 13 {
        result.append(10)
        while at < end, source[at] != 0x7C {
          if source[at] == 0x2F || source[at] == 0x23 {
            while at < end, source[at] != 10, source[at] != 13 { at += 1 }
          } else {
            at += 1
          }
        }
        at += 1
      } else {
        result.append(byte)
        at += 1
      }
    }
    return result
  }

  /// Year, month, day, hour, minute, second of a date's literal.
  package func dateValue(of node: Int32) -> [Int] {
    let span = self[node].span
    return source[Int(span.start)..<Int(span.end)].withUnsafeBufferPointer { DateLiteral.parts($0) } ?? [
      1, 1, 1, 0, 0, 0,
    ]
  }
}
