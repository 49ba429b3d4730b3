import Foundation
import Synchronization

/// Prints by WeasyPrint, a process for each form, so many at a time.
package struct WeasyPrint: FormPrinter {
  private let program: String
  private let seconds: Int
  private let places: Places

  /// - Parameters:
  ///   - program: Its path, or its name to be looked for where programs are.
  ///   - places: How many forms are printed at once.
  ///   - seconds: After so long a form is given up.
  package init(program: String = "weasyprint", places: Int = 2, seconds: Int = 120) {
    self.program = program
    self.seconds = seconds
    self.places = Places(places)
  }

  package func pdf(of html: [UInt8]) async throws -> [UInt8] {
    guard let path = Self.find(program) else { throw PrintFault.missing(program) }
    await places.take()
    defer { places.give() }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("balgyn-print-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    let (form, made, words) = (
      folder.appendingPathComponent("form.html"), folder.appendingPathComponent("form.pdf"),
      folder.appendingPathComponent("words.txt")
    )
    try Data(html).write(to: form)
    try Data().write(to: words)
    let status = try await run(path, ["--quiet", "--encoding", "utf-8", form.path, made.path], words)
    guard status == 0, let bytes = try? Data(contentsOf: made), bytes.starts(with: Data("%PDF-".utf8)) else {
      let said = (try? String(contentsOf: words, encoding: .utf8)) ?? ""
      throw PrintFault.failed(String(said.suffix(500)).trimmingCharacters(in: .whitespacesAndNewlines))
    }
    return Array(bytes)
  }

  private func run(_ path: String, _ arguments: [String], _ words: URL) async throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let log = try FileHandle(forWritingTo: words)
    defer { try? log.close() }
    process.standardError = log
    let ended = Ended()
    process.terminationHandler = { ended.tell($0.terminationStatus) }
    do { try process.run() } catch { throw PrintFault.missing(path) }
    let clock = Task { [seconds] in
      try await Task.sleep(for: .seconds(seconds))
      ended.giveUp()
      // Not a request: whoever blocks signals would go on.
      kill(process.processIdentifier, SIGKILL)
    }
    defer { clock.cancel() }
    let status = await ended.wait()
    if ended.wasGivenUp { throw PrintFault.tooLong(seconds: seconds) }
    return status
  }

  private static func find(_ program: String) -> String? {
    if program.contains("/") { return FileManager.default.isExecutableFile(atPath: program) ? program : nil }
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
    return folders.lazy.map { "\($0)/\(program)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}

/// How a process ended, for whoever waits.
private final class Ended: Sendable {
  private let state = Mutex(State())

  private struct State {
    var status: Int32?
    var waiting: CheckedContinuation<Int32, Never>?
    var wasGivenUp = false
  }

  var wasGivenUp: Bool { state.withLock { $0.wasGivenUp } }
  func giveUp() { state.withLock { $0.wasGivenUp = true } }

  func tell(_ status: Int32) {
    let waiting = state.withLock { state in
      state.status = status
      defer { state.waiting = nil }
      return state.waiting
    }
    waiting?.resume(returning: status)
  }

  func wait() async -> Int32 {
    await withCheckedContinuation { waiting in
      let status = state.withLock { state -> Int32? in
        if state.status == nil { state.waiting = waiting }
        return state.status
      }
      if let status { waiting.resume(returning: status) }
    }
  }
}

/// So many at a time; the others wait in the order in which they came.
private final class Places: Sendable {
  private let state: Mutex<State>

  private struct State {
    var free: Int
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  init(_ count: Int) {
    state = Mutex(State(free: count))
  }

  func take() async {
    await withCheckedContinuation { waiting in
      let isFree = state.withLock { state in
        if state.free > 0 {
          state.free -= 1
          return true
        }
        state.waiting.append(waiting)
        return false
      }
      if isFree { waiting.resume() }
    }
  }

  func give() {
    let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
      if state.waiting.isEmpty {
        state.free += 1
        return nil
      }
      return state.waiting.removeFirst()
    }
    next?.resume()
  }
}
