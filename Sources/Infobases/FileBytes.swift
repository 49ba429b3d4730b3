import Foundation

/// The bytes of a file, to be sent as they are read. The file may lose its name meanwhile: its bytes stay.
package struct FileBytes: AsyncSequence, Sendable {
  package typealias Element = [UInt8]
  /// How many bytes there are.
  package let size: Int64
  private let file: OpenFile

  /// Opens the file at the path.
  init(_ path: String) throws(DiskFault) {
    file = try OpenFile(path)
    size = try file.size
  }

  package func makeAsyncIterator() -> Iterator { Iterator(file: file) }

  package struct Iterator: AsyncIteratorProtocol {
    fileprivate let file: OpenFile
    private var offset: Int64 = 0

    fileprivate init(file: OpenFile) {
      self.file = file
    }

    /// The next bytes, at most 256 KiB of them.
    package mutating func next() async throws -> [UInt8]? {
      let (file, offset) = (file, offset)
      let bytes = try await Self.threads.run { try file.read(at: offset, upTo: 256 * 1024) }
      self.offset += Int64(bytes.count)
      return bytes.isEmpty ? nil : bytes
    }

    private static let threads = DiskThreads(4)
  }
}

/// An open file that is only read; it closes with its last owner.
final class OpenFile: Sendable {
  private let descriptor: Int32
  private let path: String

  init(_ path: String) throws(DiskFault) {
    self.path = path
    descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw DiskFault("open", path) }
  }

  deinit { close(descriptor) }

  var size: Int64 {
    get throws(DiskFault) {
      var status = stat()
      guard fstat(descriptor, &status) == 0 else { throw DiskFault("look at", path) }
      return Int64(status.st_size)
    }
  }

  /// The bytes from `offset` on, fewer at the end of the file, none after it.
  func read(at offset: Int64, upTo count: Int) throws(DiskFault) -> [UInt8] {
    var failure: DiskFault?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while true {
        let read = pread(descriptor, buffer.baseAddress, count, off_t(offset))
        if read >= 0 {
          filled = read
          return
        }
        guard errno == EINTR else {
          failure = DiskFault("read", path)
          return
        }
      }
    }
    if let failure { throw failure }
    return bytes
  }
}
