import Foundation
import Subprocess
import Synchronization
import SystemPackage

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
    return try await withThrowingTaskGroup(of: [UInt8].self) { group in
      group.addTask { try await Self.run(path, html) }
      group.addTask { [seconds] in
        try await Task.sleep(for: .seconds(seconds))
        throw PrintFault.tooLong(seconds: seconds)
      }
      // Whichever is first; the other is cancelled, and a process with it: it is killed.
      defer { group.cancelAll() }
      return try await group.next()!
    }
  }

  /// The largest form, and the most words of a fault.
  private static let (mostBytes, mostWords) = (256 << 20, 64 << 10)

  private static func run(_ path: String, _ html: [UInt8]) async throws -> [UInt8] {
    let ended: (status: TerminationStatus, bytes: [UInt8], words: String)
    do {
      let result = try await Subprocess.run(
        .path(FilePath(path)), arguments: ["--quiet", "--encoding", "utf-8", "-", "-"], input: .array(html),
        output: .bytes(limit: mostBytes), error: .string(limit: mostWords))
      ended = (result.terminationStatus, result.standardOutput, result.standardError)
    } catch let error as SubprocessError {
      throw PrintFault.failed("\(error)")
    }
    guard ended.status.isSuccess, ended.bytes.starts(with: "%PDF-".utf8) else {
      throw PrintFault.failed(String(ended.words.suffix(500)).trimmingCharacters(in: .whitespacesAndNewlines))
    }
    return ended.bytes
  }

  private static func find(_ program: String) -> String? {
    if program.contains("/") { return FileManager.default.isExecutableFile(atPath: program) ? program : nil }
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
    return folders.lazy.map { "\($0)/\(program)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
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
