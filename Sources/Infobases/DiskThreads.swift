import Foundation

/// A few threads for work that blocks on the disk, so that it never takes the threads of Swift's tasks.
final class DiskThreads: Sendable {
  private let queue: OperationQueue

  /// - Parameter count: How many acts run at once.
  init(_ count: Int) {
    queue = OperationQueue()
    queue.name = "infobases"
    queue.maxConcurrentOperationCount = count
  }

  /// Runs the work to its end. It must not wait for other work of these threads.
  func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      queue.addOperation {
        continuation.resume(with: Swift.Result { try work() })
      }
    }
  }
}
