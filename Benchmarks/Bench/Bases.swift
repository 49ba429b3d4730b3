import ArgumentParser
import Foundation
import Handbook
import Infobases

/// Provisions many infobases and opens the most used of them in turn; tells how long each takes, and how many files and
/// how much memory the process has afterwards.
struct Bases: AsyncParsableCommand {
  @Option var data: String
  @Option var count = 10_000
  @Option var used = 1000
  @Option var rounds = 3

  func run() async throws {
    let keeper = try FileInfobases("\(data)/infobases")
    let edition = ApplicationEdition(
      code: "accounting", title: "Бухгалтерия для Казахстана", version: ApplicationVersion("3.0.1")!)
    let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    try await measure("provision", count) { number in
      _ = try await keeper.provision(Infobase.ID(Int64(number + 1)), with: edition, at: now)
    }
    // Spread over all folders, as the most used ones are.
    let (used, step) = (min(used, count), max(1, count / used))
    for round in 1...rounds {
      try await measure("open, round \(round)", used) { number in
        _ = try await keeper.open(Infobase.ID(Int64(number * step + 1)))
      }
    }
    await keeper.close()
  }

  /// Eight at a time, as people come.
  private func measure(_ name: String, _ count: Int, _ act: @escaping @Sendable (Int) async throws -> Void) async throws
  {
    let start = ContinuousClock.now
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<count {
        if number >= 8 { try await group.next() }
        group.addTask { try await act(number) }
      }
      try await group.waitForAll()
    }
    let each = (ContinuousClock.now - start) / count / .milliseconds(1)
    let files = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let resident = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }?.filter(\.isNumber) ?? ""
    print("\(name)\t\((each * 1000).rounded() / 1000)\t\(files)\t\((Int(resident) ?? 0) / 1024)")
  }
}
