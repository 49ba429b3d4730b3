package import Handbook
import Store

/// Carries the outbox to the post office: at least once, in the order written, again and again where it fails, and no
/// more after three days or a permanent fault. The dead letters are the vendor's to see (and to send again).
package struct LetterDelivery: Job {
  package let name = "letters"
  package let purpose = "send the letters of the outbox"
  package let pause = Instant.Span.seconds(2)
  let post: any PostOffice

  package init(post: any PostOffice) {
    self.post = post
  }

  /// After so long a letter that nobody took is dead.
  static let patience = Instant.Span.days(3)

  /// How long to wait after so many failures: a minute, doubled each time, at most six hours.
  static func wait(after failures: Int) -> Instant.Span {
    .minutes(min(360, 1 << min(max(failures - 1, 0), 9)))
  }

  package func run(in office: Office, _ lease: Lease) async throws -> Int {
    var sent = 0
    while true {
      let letters = try await office.database.read { tx in
        try tx.lettersToSend(at: office.world.now(), limit: 20)
      }
      if letters.isEmpty { return sent }
      for letter in letters {
        try Task.checkCancellation()
        try await lease.keep()
        do {
          let attachments = try await office.database.read { try $0.attachments(of: letter.id) }
          try await post.send(letter, with: attachments)
          try await office.database.write { tx in try tx.letterWasSent(letter.id, at: office.world.now()) }
          sent += 1
        } catch let fault as PostFault {
          let now = office.world.now()
          let isOver = fault.isPermanent || now - letter.createdAt >= Self.patience
          try await office.database.write { tx in
            try tx.letterFailed(
              letter.id, fault.reason, next: isOver ? nil : now + Self.wait(after: letter.tries + 1), at: now)
          }
        }
      }
    }
  }

  package func due(in office: Office) async throws -> Int {
    try await office.database.read { tx in try tx.lettersToSend(at: office.world.now(), limit: 10_000).count }
  }
}
