import Crypto
import Foundation

/// The style sheet, the script and the mark: in the binary, named by their hash, cached for ever.
enum Assets {
  static let files: [String: (bytes: [UInt8], type: String)] = [
    "style.css": (PackageResources.style_css, "text/css; charset=utf-8"),
    "cabinet.js": (PackageResources.cabinet_js, "text/javascript; charset=utf-8"),
    "mark.svg": (PackageResources.mark_svg, "image/svg+xml"),
  ]

  static let hash: String = {
    var hash = SHA256()
    for name in files.keys.sorted() { hash.update(data: Data(files[name]!.bytes)) }
    return hash.finalize().prefix(6).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }()
}
