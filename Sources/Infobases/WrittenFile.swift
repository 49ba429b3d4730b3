import Crypto
import Foundation

/// A new file that is written from its first byte to its last and hashed on the way.
///
/// Not for sharing: it lives within one function.
struct WrittenFile: ~Copyable {
  private let descriptor: Int32
  private let path: String
  private var hash = SHA256()
  private(set) var size: Int64 = 0

  /// - Throws: `DiskFault` if there is a file already.
  init(_ path: String) throws(DiskFault) {
    self.path = path
    descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw DiskFault("make", path) }
  }

  deinit { close(descriptor) }

  mutating func append(_ bytes: UnsafeRawBufferPointer) throws(DiskFault) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = UnsafeRawBufferPointer(rebasing: rest)
      let written = Glibc.write(descriptor, part.baseAddress, part.count)
      if written < 0 {
        guard errno == EINTR else { throw DiskFault("write", path) }
        continue
      }
      rest = rest.dropFirst(written)
    }
    hash.update(bufferPointer: bytes)
    size += Int64(bytes.count)
  }

  /// The SHA-256 of what has been written, in hexadecimal.
  var sha256: String { hash.finalize().hexadecimal }
}

extension Sequence<UInt8> {
  var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

extension Disk {
  /// The SHA-256 of a file in hexadecimal, and its size.
  static func digest(of path: String) throws(DiskFault) -> FileDigest {
    let file = try OpenFile(path)
    var hash = SHA256()
    var size: Int64 = 0
    while true {
      let bytes = try file.read(at: size, upTo: 1 << 20)
      if bytes.isEmpty { return FileDigest(size: size, sha256: hash.finalize().hexadecimal) }
      hash.update(data: bytes)
      size += Int64(bytes.count)
    }
  }

  /// Copies a file under a new name, hashing it on the way. Not flushed.
  static func copy(_ source: String, to path: String) throws -> FileDigest {
    let file = try OpenFile(source)
    var copy = try WrittenFile(path)
    while true {
      let bytes = try file.read(at: copy.size, upTo: 1 << 20)
      if bytes.isEmpty { return FileDigest(size: copy.size, sha256: copy.sha256) }
      try bytes.withUnsafeBytes { try copy.append($0) }
    }
  }
}

/// By what a file is known to be whole.
struct FileDigest: Hashable, Sendable {
  /// In bytes.
  let size: Int64
  /// In hexadecimal.
  let sha256: String
}
