/// A place in a text: byte offsets of UTF-8, from the first byte up to, not including, the end.
package struct Span: Equatable, Sendable {
  package var start: UInt32
  package var end: UInt32

  package init(_ start: UInt32, _ end: UInt32) {
    self.start = start
    self.end = end
  }
}

/// The starts of a text's lines. Any of LF, CR LF and CR ends a line.
package struct Lines: Sendable {
  package private(set) var starts: [UInt32] = [0]

  /// One pass over the bytes.
  package init(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { text in
      var at = 0
      let count = text.count
      while at < count {
        let byte = text[at]
        at += 1
        if byte == 10 {
          starts.append(UInt32(at))
        } else if byte == 13 {
          if at < count, text[at] == 10 { at += 1 }
          starts.append(UInt32(at))
        }
      }
    }
  }

  /// The line of an offset, counted from 1; binary search.
  package func line(at offset: UInt32) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The column of an offset, counted from 1 in characters (Unicode scalars), as editors show it.
  package func column(at offset: UInt32, in bytes: [UInt8]) -> Int {
    let start = Int(starts[line(at: offset) - 1])
    var column = 1
    var at = start
    while at < Int(offset), at < bytes.count {
      if bytes[at] & 0xC0 != 0x80 { column += 1 }
      at += 1
    }
    return column
  }

  /// The text of a line without its end.
  package func text(of line: Int, in bytes: [UInt8]) -> String {
    guard line >= 1, line <= starts.count else { return "" }
    let start = Int(starts[line - 1])
    var end = line < starts.count ? Int(starts[line]) : bytes.count
    while end > start, bytes[end - 1] == 10 || bytes[end - 1] == 13 { end -= 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}

/// A mistake in a text, in the words that its author reads.
package struct Diagnostic: Equatable, Sendable {
  package let span: Span
  package let message: String

  package init(_ span: Span, _ message: String) {
    self.span = span
    self.message = message
  }
}
