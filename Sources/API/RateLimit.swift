import Handbook
import Synchronization

/// How often a token may knock: a bucket that holds a burst and fills at an even rate. Each process counts for itself.
package final class RateLimit: Sendable {
  let perMinute: Int
  let burst: Int
  private let buckets = Mutex<[Int64: Bucket]>([:])

  private struct Bucket {
    /// In thousandths of a request.
    var level: Int64
    var at: Instant
  }

  package struct Standing: Sendable {
    package let isOver: Bool
    package let remaining: Int
    /// Seconds until the next request may come, or, while there is room, until the bucket is full.
    package let reset: Int
  }

  init(perMinute: Int, burst: Int) {
    self.perMinute = max(1, perMinute)
    self.burst = max(1, burst)
  }

  func knock(_ token: Int64, at now: Instant) -> Standing {
    let full = Int64(burst) * 1000
    return buckets.withLock { buckets in
      if buckets.count > 20_000 { forgetFull(&buckets, at: now) }
      var bucket = buckets[token] ?? Bucket(level: full, at: now)
      bucket.level = filled(bucket, at: now)
      bucket.at = now
      let isOver = bucket.level < 1000
      if !isOver { bucket.level -= 1000 }
      buckets[token] = bucket
      let missing = isOver ? 1000 - bucket.level : full - bucket.level
      return Standing(
        isOver: isOver, remaining: Int(bucket.level / 1000), reset: Int((missing * 60 / Int64(perMinute) + 999) / 1000))
    }
  }

  private func filled(_ bucket: Bucket, at now: Instant) -> Int64 {
    let full = Int64(burst) * 1000
    let passed = min(max(0, (now - bucket.at).milliseconds), full * 60 / Int64(perMinute) + 1000)
    return min(full, bucket.level + passed * Int64(perMinute) / 60)
  }

  private func forgetFull(_ buckets: inout [Int64: Bucket], at now: Instant) {
    buckets = buckets.filter { filled($0.value, at: now) < Int64(burst) * 1000 }
  }
}
