import Machine
import Syntax
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A world that keeps what was said, and whose clock stands still.
final class RecordingHost: Host {
  var lines: [String] = []
  let arguments: [String] = []

  func message(_ text: String) { lines.append(text) }
  func nanoseconds() -> UInt64 { monotonic() }
  func now() -> Int64 { 1_705_314_600_000 }
  func offset(at milliseconds: Int64) -> Int64 { 18_000 }

  private func monotonic() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}

/// Runs a text as a module; what it said, and how it ended.
func run(_ text: String, limits: Limits = Limits(), named name: String = "Модуль") -> (
  lines: [String], outcome: VM.Outcome
) {
  let (program, diagnostics) = Program.compile(ModuleParser.parse(Array(text.utf8)), name: name)
  guard let program else {
    Issue.record("not compiled: \(diagnostics)")
    return ([], .suspended)
  }
  let host = RecordingHost()
  let machine = VM(host: host, limits: limits)
  let outcome = machine.run(program)
  return (host.lines, outcome)
}

private let folder = #filePath.split(separator: "/").dropLast(2).map { "/" + $0 }.joined() + "/Programs"

func file(_ path: String) -> String {
  guard let file = fopen(path, "rb") else { return "" }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 4096)
  while case let count = fread(&buffer, 1, 4096, file), count > 0 { bytes += buffer[0..<count] }
  return String(decoding: bytes, as: UTF8.self)
}

private func names(in folder: String) -> [String] {
  guard let directory = opendir(folder) else { return [] }
  defer { closedir(directory) }
  var names: [String] = []
  while let entry = readdir(directory) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if !name.hasPrefix(".") { names.append(name) }
  }
  return names.sorted()
}

let programs: [String] = names(in: folder).flatMap { chapter in
  names(in: "\(folder)/\(chapter)").filter { $0.hasSuffix(".bsl") }.map { "\(chapter)/\($0.dropLast(4))" }
}

@Suite("Programs say what stands beside them")
struct ProgramTests {
  @Test("There are programs") func areThere() { #expect(programs.count >= 9) }

  @Test("A program says what stands beside it", arguments: programs)
  func says(_ program: String) {
    let name = String(program.split(separator: "/").last!)
    let (lines, outcome) = run(file("\(folder)/\(program).bsl"), named: name)
    #expect(outcome == .finished)
    #expect(lines.map { $0 + "\n" }.joined() == file("\(folder)/\(program).out"))
  }
}
