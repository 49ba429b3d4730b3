import Handbook
import Store

/// An invented installation: a vendor, a distributor, two partners, and clients in every state that there is.
///
/// Nothing is written into the store behind the desks' backs: the story is played from ten months ago to this moment by a
/// clock that is moved, so that dates, letters, the audit and the totals are what they would be. All names are invented.
package struct Demo: Sendable {
  /// Everybody's. It is in the documents: a demo installation is no place for anything of value.
  package static let password = "balgyn-2026-demo"

  package struct SignIn: Sendable {
    package let email: String
    /// Who it is.
    package let story: String
  }

  /// Who is worth signing in as.
  package static let signIns = [
    SignIn(email: "vendor@example.kz", story: "vendor, owner"),
    SignIn(email: "support@example.kz", story: "vendor, operator"),
    SignIn(email: "distributor@example.kz", story: "distributor, owner"),
    SignIn(email: "partner@example.kz", story: "partner «Көктем Консалтинг», competence centre, owner"),
    SignIn(email: "operator@example.kz", story: "the same partner, operator"),
    SignIn(email: "sairan@example.kz", story: "partner «Сайран Софт», owner"),
    SignIn(email: "client@example.kz", story: "client with a paid tariff and live infobases, owner"),
    SignIn(email: "kassa@example.kz", story: "the same client, user"),
    SignIn(email: "test@example.kz", story: "client in the test period"),
    SignIn(email: "limit@example.kz", story: "client whose infobases are at the limit"),
  ]

  package enum Outcome: Sendable { case made, wasThere }

  let office: Office
  private static let mark = "demo"

  package init(_ office: Office) {
    self.office = office
  }

  /// Makes the demo installation in an empty one. A second time it does nothing.
  ///
  /// - Throws: `Refusals` in an installation that somebody else has set up; `StoreFault.unavailable` if no catalogue is
  ///   loaded.
  package func create() async throws -> Outcome {
    let isThere = try await office.database.read { tx in
      _ = try office.catalogues.offer(tx)
      if try tx.setting(Self.mark) != nil { return true }
      if try tx.vendor() != nil {
        throw Refusals(
          "DESIGN", nil,
          Text(
            ru: "Здесь уже есть настоящий сервис: пример создаётся только в пустой папке данных.",
            kk: "Мұнда нағыз сервис бар: мысал тек бос деректер қалтасында жасалады.",
            en: "There is a real service here: the demo is made only in an empty folder of data."))
      }
      return false
    }
    if isThere { return .wasThere }
    try await DemoStory(DemoStage(office)).play()
    try await office.database.write { tx in
      try settleLetters(tx)
      try tx.set(Self.mark, to: "1")
    }
    return .made
  }

  /// The letters of the story went out in their time; of the last ones, one waits and one could not be delivered.
  private func settleLetters(_ tx: any Writing) throws {
    let letters = try tx.lettersToSend(at: office.world.now(), limit: 10_000).sorted { $0.id < $1.id }
    for letter in letters.dropLast(2) { try tx.letterWasSent(letter.id, at: letter.createdAt + .seconds(2)) }
    if let dead = letters.dropLast().last {
      try tx.letterFailed(dead.id, "550 5.1.1 no such mailbox", next: nil, at: office.world.now())
    }
    if let waiting = letters.last {
      try tx.letterFailed(waiting.id, "connection refused", next: office.world.now() + .hours(6), at: office.world.now())
    }
  }
}
