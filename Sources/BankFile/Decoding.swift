/// The text of a file in UTF-8, with or without its mark, or in Windows-1251; `nil` if it is neither.
///
/// Words of Russian in Windows-1251 are never valid UTF-8, so that the bytes themselves say which they are.
func decodedText(_ bytes: [UInt8]) -> String? {
  // No text has null characters: UTF-16 has, and so have pictures.
  if bytes.contains(0) { return nil }
  let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
  if let text = String(validating: body, as: UTF8.self) { return text }
  var text = ""
  text.unicodeScalars.reserveCapacity(body.count)
  for byte in body {
    guard byte != 0x98 else { return nil }
    text.unicodeScalars.append(byte < 0x80 ? Unicode.Scalar(byte) : windows1251[Int(byte) - 0x80])
  }
  return text
}

/// The upper half of Windows-1251; its one hole is refused before.
private let windows1251: [Unicode.Scalar] = Array(
  """
  ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{98}™љ›њќћџ\u{A0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{AD}®Ї°±Ііґµ¶·ё№є»јЅѕїАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ\
  абвгдежзийклмнопрстуфхцчшщъыьэюя
  """.unicodeScalars)
