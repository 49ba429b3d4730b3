import Foundation
import HTTPTypes
import Handbook
import Hummingbird
import NIOCore

/// A body or a part of it that cannot be read.
enum BodyFault: Error {
  case tooLarge
  case malformed
}

/// `a=1&b=%D1%8F` as entries. What is not UTF-8 becomes U+FFFD, which every field refuses in words.
func urlEncoded(_ text: some StringProtocol) -> Entries {
  var typed: [String: String] = [:]
  for pair in text.split(separator: "&").prefix(2000) {
    let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    // The last of several wins, as people expect of what stands lower on the page.
    typed[percentDecoded(parts[0])] = parts.count == 2 ? percentDecoded(parts[1]) : ""
  }
  return Entries(typed)
}

private func percentDecoded(_ text: some StringProtocol) -> String {
  let mayStay = { (byte: UInt8) in byte != UInt8(ascii: "+") && byte != UInt8(ascii: "%") && byte != 0 }
  if text.utf8.allSatisfy(mayStay) { return String(text) }
  var bytes: [UInt8] = []
  var utf8 = text.utf8.makeIterator()
  func digit(_ byte: UInt8?) -> UInt8? {
    switch byte {
    case (48...57)?: byte! - 48
    case (65...70)?: byte! - 55
    case (97...102)?: byte! - 87
    default: nil
    }
  }
  while let byte = utf8.next() {
    if byte == UInt8(ascii: "+") {
      bytes.append(32)
    } else if byte == UInt8(ascii: "%"), let high = digit(utf8.next()), let low = digit(utf8.next()) {
      bytes.append(high << 4 | low)
    } else {
      bytes.append(byte)
    }
  }
  // PostgreSQL keeps no null characters: they become what every field refuses in words.
  return String(decoding: bytes, as: UTF8.self).replacing("\0", with: "\u{FFFD}")
}

extension RequestBody {
  /// The whole body.
  func whole(upTo limit: Int) async throws -> ByteBuffer {
    do {
      return try await collect(upTo: limit)
    } catch is NIOTooManyBytesError {
      throw BodyFault.tooLarge
    }
  }
}

/// `multipart/form-data`: fields into entries, the one file onto disk as it comes.
struct Multipart {
  let boundary: [UInt8]
  let folder: String

  init?(contentType: String, folder: String) {
    guard contentType.lowercased().hasPrefix("multipart/form-data"),
      let range = contentType.range(of: "boundary=")
    else { return nil }
    let boundary = contentType[range.upperBound...].prefix { $0 != ";" && $0 != " " }.trimmingCharacters(in: ["\""])
    guard (1...70).contains(boundary.utf8.count) else { return nil }
    self.boundary = Array("\r\n--\(boundary)".utf8)
    self.folder = folder
  }

  /// - Parameters:
  ///   - limit: The most bytes of the whole body.
  /// - Returns: The fields, and where the file lies if one came. The caller removes it.
  func read(_ body: RequestBody, upTo limit: Int) async throws -> (fields: Entries, file: String?) {
    var buffer: [UInt8] = [13, 10]
    var total = 0
    var typed: [String: String] = [:]
    var part: Part?
    var path: String?
    var isDone = false
    do {
      for try await chunk in body {
        total += chunk.readableBytes
        if total > limit { throw BodyFault.tooLarge }
        if isDone { continue }
        buffer += Array(chunk.readableBytesView)
        while true {
          if part == nil {
            // Before a part: its boundary, then its headers.
            guard let start = find(boundary, in: buffer) else { break }
            guard buffer.count >= start + boundary.count + 2 else { break }
            if buffer[start + boundary.count] == 45 {
              isDone = true
              break
            }
            guard let end = find([13, 10, 13, 10], in: buffer, from: start + boundary.count) else {
              if buffer.count > 16_384 { throw BodyFault.malformed }
              break
            }
            let head = String(
              decoding: buffer[(start + boundary.count + 2)..<max(end, start + boundary.count + 2)], as: UTF8.self)
            let new = try Part(head: head, folder: folder)
            if new.handle != nil {
              if path != nil { throw BodyFault.malformed }
              path = new.path
            }
            part = new
            buffer.removeFirst(end + 4)
          }
          guard let current = part else { break }
          if let end = find(boundary, in: buffer) {
            try current.write(buffer[..<end])
            if current.handle == nil { typed[current.name] = String(decoding: current.bytes.value, as: UTF8.self) }
            try current.handle?.close()
            part = nil
            buffer.removeFirst(end)
          } else {
            // All but what may be the beginning of a boundary.
            let safe = buffer.count - boundary.count
            if safe > 0 {
              try current.write(buffer[..<safe])
              buffer.removeFirst(safe)
            }
            break
          }
        }
      }
      guard isDone else { throw BodyFault.malformed }
      return (Entries(typed), path)
    } catch {
      try? part?.handle?.close()
      if let path { try? FileManager.default.removeItem(atPath: path) }
      throw error
    }
  }

  private func find(_ needle: [UInt8], in hay: [UInt8], from start: Int = 0) -> Int? {
    guard start >= 0, hay.count >= start + needle.count else { return nil }
    return hay.withUnsafeBytes { hay in
      needle.withUnsafeBytes { needle in
        var place = start
        let last = hay.count - needle.count
        while place <= last, let found = memchr(hay.baseAddress! + place, Int32(needle[0]), last - place + 1) {
          if memcmp(found, needle.baseAddress!, needle.count) == 0 { return UnsafeRawPointer(found) - hay.baseAddress! }
          place = UnsafeRawPointer(found) - hay.baseAddress! + 1
        }
        return nil
      }
    }
  }

  private final class Part {
    let name: String
    let handle: FileHandle?
    let path: String?
    let bytes = Box()

    final class Box { var value: [UInt8] = [] }

    init(head: String, folder: String) throws {
      guard let name = head.firstMatch(of: /name="([^"]*)"/)?.1 else { throw BodyFault.malformed }
      self.name = String(name)
      if head.contains(/filename="/) {
        let path = folder + "/upload-" + UUID().uuidString
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
          let handle = FileHandle(forWritingAtPath: path)
        else { throw BodyFault.malformed }
        self.handle = handle
        self.path = path
      } else {
        handle = nil
        path = nil
      }
    }

    func write(_ slice: ArraySlice<UInt8>) throws {
      if let handle {
        try handle.write(contentsOf: Data(slice))
      } else {
        bytes.value += slice
        if bytes.value.count > 1 << 20 { throw BodyFault.tooLarge }
      }
    }
  }
}
