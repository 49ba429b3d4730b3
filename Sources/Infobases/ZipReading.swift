import CLibZip
import Foundation

/// A stranger's archive, open for reading: what it says of itself has been checked, what is in it has not.
///
/// Not for sharing: it lives within one function. Blocks.
struct ReadArchive: ~Copyable {
  private let archive: OpaquePointer
  /// The places of the files in the archive, by name.
  private let places: [String: UInt64]

  /// An unload file has two files in it; a few more are let in, so that the refusal can name the one that is too many.
  private static let mostFiles: Int64 = 16

  /// - Throws: `LoadRefusal` if this is no archive of a few ordinary files with safe names; `ZipFault` if it cannot be
  ///   read at all.
  init(_ path: String) throws {
    var code: Int32 = 0
    guard let archive = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, &code) else {
      switch code {
      case ZIP_ER_OPEN, ZIP_ER_MEMORY, ZIP_ER_NOENT: throw ZipFault(code: code)
      default: throw LoadRefusal.notArchive
      }
    }
    do {
      places = try Self.places(in: archive)
      self.archive = archive
    } catch {
      zip_discard(archive)
      throw error
    }
  }

  deinit { zip_discard(archive) }

  var names: Dictionary<String, UInt64>.Keys { places.keys }

  private static func places(in archive: OpaquePointer) throws(LoadRefusal) -> [String: UInt64] {
    let count = zip_get_num_entries(archive, 0)
    var places: [String: UInt64] = [:]
    for place in 0..<UInt64(max(0, count)) {
      guard let bytes = zip_get_name(archive, place, zip_flags_t(ZIP_FL_ENC_STRICT)),
        let name = String(validatingCString: bytes)
      else { throw .notArchive }
      guard place < mostFiles else { throw .unexpectedFile(name) }
      guard isSafe(name) else { throw .unsafeName(name) }
      var system: UInt8 = 0
      var attributes: UInt32 = 0
      guard zip_file_get_external_attributes(archive, place, 0, &system, &attributes) == 0 else { throw .notArchive }
      let kind = (attributes >> 16) & UInt32(S_IFMT)
      if Int32(system) == Int32(ZIP_OPSYS_UNIX), kind != 0, kind != UInt32(S_IFREG) { throw .notFile(name) }
      var status = zip_stat_t()
      guard zip_stat_index(archive, place, 0, &status) == 0 else { throw .notArchive }
      guard status.encryption_method == ZIP_EM_NONE else { throw .encrypted(name) }
      guard places.updateValue(place, forKey: name) == nil else { throw .unexpectedFile(name) }
    }
    return places
  }

  /// A name within the archive: relative, of visible parts, with no way up.
  private static func isSafe(_ name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    return (1...255).contains(name.utf8.count) && !name.contains("\\") && !name.contains(":")
      && name.utf8.allSatisfy { $0 >= 32 && $0 != 127 }
      && parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
  }

  /// Unpacks a file piece by piece: no more than `limit` bytes, whatever the archive says of the size.
  ///
  /// - Throws: `LoadRefusal`, and whatever `write` throws.
  func unpack(_ name: String, limit: Int64, to write: (UnsafeRawBufferPointer) throws -> Void) throws {
    guard let place = places[name] else { throw LoadRefusal.missingFile(name) }
    guard let file = zip_fopen_index(archive, place, 0) else { throw LoadRefusal.damaged(name) }
    defer { zip_fclose(file) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { buffer.deallocate() }
    var left = limit
    while true {
      let read = zip_fread(file, buffer.baseAddress, UInt64(buffer.count))
      guard read >= 0 else { throw LoadRefusal.damaged(name) }
      if read == 0 { return }
      left -= read
      guard left >= 0 else { throw LoadRefusal.unpacksTooLarge(limit: limit) }
      try write(UnsafeRawBufferPointer(rebasing: buffer[..<Int(read)]))
    }
  }
}
