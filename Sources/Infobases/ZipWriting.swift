import CLibZip
import Foundation
import Handbook

/// Writes an unload file. Blocks.
///
/// - Parameter moment: The date of the files in the archive, so that equal contents make equal archives.
/// - Throws: `ZipFault`.
func writeArchive(_ path: String, manifest: [UInt8], base: String, at moment: Instant) throws(ZipFault) {
  var code: Int32 = 0
  guard let archive = zip_open(path, ZIP_CREATE | ZIP_EXCL, &code) else { throw ZipFault(code: code) }
  do throws(ZipFault) {
    // The archive takes the memory over and frees it.
    guard let memory = malloc(max(manifest.count, 1)) else { throw ZipFault(code: ZIP_ER_MEMORY) }
    memory.copyMemory(from: manifest, byteCount: manifest.count)
    guard let list = zip_source_buffer(archive, memory, UInt64(manifest.count), 1) else {
      free(memory)
      throw ZipFault(archive)
    }
    try add(list, as: UnloadManifest.fileName, to: archive, at: moment)
    guard let data = zip_source_file(archive, base, 0, -1) else { throw ZipFault(archive) }
    try add(data, as: InfobasePaths.baseName, to: archive, at: moment)
    guard zip_close(archive) == 0 else { throw ZipFault(archive) }
  } catch {
    zip_discard(archive)
    throw error
  }
}

private func add(_ source: OpaquePointer, as name: String, to archive: OpaquePointer, at moment: Instant)
  throws(ZipFault)
{
  let index = zip_file_add(archive, name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
  guard index >= 0 else {
    let fault = ZipFault(archive)
    zip_source_free(source)
    throw fault
  }
  guard zip_set_file_compression(archive, UInt64(index), ZIP_CM_DEFLATE, 6) == 0,
    zip_file_set_mtime(archive, UInt64(index), time_t(moment.milliseconds / 1000), 0) == 0,
    zip_file_set_external_attributes(
      archive, UInt64(index), 0, UInt8(ZIP_OPSYS_UNIX), UInt32(S_IFREG | 0o600) << 16) == 0
  else { throw ZipFault(archive) }
}

/// libzip could not do what was asked, through no fault of the file's.
package struct ZipFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// libzip's number of the error.
  package let code: Int32
  package let description: String

  init(code: Int32) {
    self.code = code
    var error = zip_error_t()
    zip_error_init_with_code(&error, code)
    description = String(cString: zip_error_strerror(&error))
    zip_error_fini(&error)
  }

  init(_ archive: OpaquePointer) {
    code = zip_error_code_zip(zip_get_error(archive))
    description = String(cString: zip_strerror(archive))
  }
}
