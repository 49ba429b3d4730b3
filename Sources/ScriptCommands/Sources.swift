import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Files of the command line: read whole, written whole.
enum Files {
  struct Problem: Error, CustomStringConvertible {
    let description: String
  }

  /// All bytes of a file; `-` is standard input.
  static func read(_ path: String) throws -> [UInt8] {
    let file = path == "-" ? 0 : open(path, O_RDONLY)
    guard file >= 0 else {
      throw Problem(description: "\(path): не удалось прочитать файл (\(String(cString: strerror(errno))))")
    }
    defer { if path != "-" { close(file) } }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = readBytes(file, &buffer, buffer.count)
      if count < 0 { throw Problem(description: "\(path): не удалось прочитать файл") }
      if count == 0 { break }
      bytes.append(contentsOf: buffer[0..<count])
    }
    return withoutMark(bytes)
  }

  static func withoutMark(_ bytes: [UInt8]) -> [UInt8] {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
  }

  static func write(_ bytes: [UInt8], to path: String) throws {
    guard let file = fopen(path, "wb") else {
      throw Problem(description: "\(path): не удалось записать файл (\(String(cString: strerror(errno))))")
    }
    defer { fclose(file) }
    if fwrite(bytes, 1, bytes.count, file) != bytes.count {
      throw Problem(description: "\(path): не удалось записать файл")
    }
  }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Files under a folder whose names end so, in the order of their paths; hidden folders are passed.
  static func under(_ folder: String, ending suffixes: [String]) -> [String] {
    var found: [String] = []
    var pending = [folder]
    while let next = pending.popLast() {
      guard let directory = opendir(next) else { continue }
      defer { closedir(directory) }
      while let entry = readdir(directory) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
          pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name.hasPrefix(".") { continue }
        let path = next.hasSuffix("/") ? next + name : next + "/" + name
        if isFolder(path) {
          pending.append(path)
        } else if suffixes.contains(where: { name.lowercased().hasSuffix($0) }) {
          found.append(path)
        }
      }
    }
    return found.sorted()
  }

  /// The file's name without folders and extension.
  static func stem(_ path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }
}

private func readBytes(_ file: Int32, _ buffer: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
  read(file, buffer, count)
}

/// Standard output, gathered into large pieces, and standard error.
enum Console {
  private static let gathered = Mutex<[UInt8]>([])

  static func line(_ text: String, end: String = "\n") {
    let isFull = gathered.withLock { bytes in
      bytes.append(contentsOf: text.utf8)
      bytes.append(contentsOf: end.utf8)
      return bytes.count > 1 << 16
    }
    if isFull { flush() }
  }

  static func error(_ text: String) {
    flush()
    put(Array((text + "\n").utf8), to: 2)
  }

  static func flush() {
    let bytes = gathered.withLock { bytes in
      defer { bytes.removeAll(keepingCapacity: true) }
      return bytes
    }
    put(bytes, to: 1)
  }

  private static func put(_ bytes: [UInt8], to file: Int32) {
    var at = 0
    bytes.withUnsafeBytes { buffer in
      while at < buffer.count {
        let count = write(file, buffer.baseAddress! + at, buffer.count - at)
        if count < 0, errno == EINTR { continue }
        if count <= 0 { return }
        at += count
      }
    }
  }
}

enum Clock {
  static func nanoseconds() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
  }

  /// Milliseconds since 1970.
  static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  /// Seconds east of UTC at a moment, in the zone of the machine.
  static func offset(at milliseconds: Int64) -> Int64 {
    var moment = time_t(milliseconds / 1000)
    var parts = tm()
    localtime_r(&moment, &parts)
    return Int64(parts.tm_gmtoff)
  }
}
