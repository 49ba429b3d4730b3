import Crypto
import CryptoExtras
import Dispatch
import Foundation
package import Handbook

/// A token that is given to one browser, letter or program, and kept here only as a hash.
package struct Token: Sendable {
  /// 32 random bytes in base64url: what its holder shows.
  package let text: String

  init(_ world: World) {
    text = base64url(world.random(32))
  }

  /// What somebody shows as a token; any text may be one.
  package init(shown text: String) {
    self.text = text
  }

  /// SHA-256 of the text. The token has 256 random bits, so that no salt is needed.
  package var hash: [UInt8] { Array(SHA256.hash(data: Data(text.utf8))) }

  /// What a form carries to prove that it comes from a page of ours.
  package var formSeal: String {
    base64url(Array(SHA256.hash(data: Data(("form " + text).utf8)).prefix(18)))
  }
}

package func base64url(_ bytes: [UInt8]) -> String {
  let encoded = Data(bytes).base64EncodedString().utf8.lazy.filter { $0 != UInt8(ascii: "=") }
  return String(
    decoding: encoded.map { byte in
      switch byte {
      case UInt8(ascii: "+"): UInt8(ascii: "-")
      case UInt8(ascii: "/"): UInt8(ascii: "_")
      default: byte
      }
    }, as: UTF8.self)
}

/// scrypt, with the parameters kept beside each hash, so that they can grow.
package struct PasswordKeeper: Sendable {
  /// log₂ of the work factor, and how many times over.
  package let cost: Int
  package let parallelism: Int

  /// 32 MiB three times over: as slow for a guesser as 128 MiB once, at a quarter of the memory.
  package static let strong = PasswordKeeper(cost: 15, parallelism: 3)

  package init(cost: Int, parallelism: Int) {
    self.cost = cost
    self.parallelism = parallelism
  }

  // Deriving takes a tenth of a second of a core: two at a time, away from everything else.
  private static let queue = DispatchQueue(label: "balgyn.passwords", attributes: .concurrent)
  private static let places = DispatchSemaphore(value: 2)

  /// `scrypt$15$3$salt$hash`.
  package func hash(_ password: String, salt: [UInt8]) async throws -> String {
    let derived = try await Self.derive(password, salt: salt, cost: cost, parallelism: parallelism)
    return "scrypt$\(cost)$\(parallelism)$\(Data(salt).base64EncodedString())$\(Data(derived).base64EncodedString())"
  }

  /// Whether the password is the one that `hash` was made of. Takes as long for a hash that cannot be read.
  package func verify(_ password: String, against hash: String) async throws -> Bool {
    let parts = hash.split(separator: "$")
    guard parts.count == 5, parts[0] == "scrypt", let cost = Int(parts[1]), let parallelism = Int(parts[2]),
      let salt = Data(base64Encoded: String(parts[3])), let expected = Data(base64Encoded: String(parts[4]))
    else {
      _ = try await Self.derive(password, salt: [0], cost: self.cost, parallelism: self.parallelism)
      return false
    }
    let derived = try await Self.derive(password, salt: Array(salt), cost: cost, parallelism: parallelism)
    return derived.count == expected.count && zip(derived, expected).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// Whether the hash was made with weaker parameters than this keeper's, and is to be made anew. One that cannot be
  /// read, or is stronger, stays as it is.
  package func outgrows(_ hash: String) -> Bool {
    let parts = hash.split(separator: "$")
    guard parts.count == 5, parts[0] == "scrypt", let cost = Int(parts[1]), let parallelism = Int(parts[2]) else {
      return false
    }
    return (cost, parallelism) < (self.cost, self.parallelism)
  }

  private static func derive(_ password: String, salt: [UInt8], cost: Int, parallelism: Int) async throws -> [UInt8] {
    try await withCheckedThrowingContinuation { done in
      queue.async {
        places.wait()
        defer { places.signal() }
        done.resume(
          with: Result {
            try KDF.Scrypt.deriveKey(
              from: Data(password.utf8), salt: salt, outputByteCount: 32, rounds: 1 << cost, blockSize: 8,
              parallelism: parallelism, maxMemory: 256 << 20
            ).withUnsafeBytes { Array($0) }
          })
      }
    }
  }
}

/// Time-based one-time passwords (RFC 6238: SHA-1, 6 digits, 30 seconds), as the authenticator programs of phones
/// expect.
package enum TOTP {
  package static func step(at now: Instant) -> Int { Int(now.milliseconds / 30_000) }

  package static func code(_ secret: [UInt8], step: Int) -> String {
    let counter = (0..<8).map { UInt8(truncatingIfNeeded: UInt64(step) >> (56 - 8 * $0)) }
    let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
    let offset = Int(mac[19] & 0xF)
    let number = mac[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
    let digits = String(number % 1_000_000)
    return String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// The step whose code this is, now or one step away; `nil` if none.
  package static func step(of code: String, _ secret: [UInt8], at now: Instant) -> Int? {
    let current = step(at: now)
    return [current, current - 1, current + 1].first { self.code(secret, step: $0) == code }
  }

  /// RFC 4648, without padding.
  package static func base32(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    var text = ""
    var (buffer, bits) = (0, 0)
    for byte in bytes {
      buffer = (buffer << 8 | Int(byte)) & 0xFFFF
      bits += 8
      while bits >= 5 {
        text.append(alphabet[buffer >> (bits - 5) & 31])
        bits -= 5
      }
    }
    if bits > 0 { text.append(alphabet[buffer << (5 - bits) & 31]) }
    return text
  }
}
