package import Handbook
import Store

/// An invented installation: a vendor, a distributor, two partners, and clients in every state that there is.
///
/// Nothing is written into the store behind the desks' backs: the story is played from ten months ago to this moment by
/// a clock that is moved, so that dates, letters, the audit and the totals are what they would be. All names are
/// invented.
package struct Demo: Sendable {
  /// Everybody's. It is in the documents: a demo installation is no place for anything of value.
  package static let password = "balgyn-2026-demo"

  package struct SignIn: Sendable {
    package let email: String
    /// Who it is, for the page of the sign-in.
    package let who: Text

    /// Who it is, for the command line.
    package var story: String { who.en }

    init(_ email: String, ru: String, kk: String, en: String) {
      self.email = email
      who = Text(ru: ru, kk: kk, en: en)
    }
  }

  /// Who is worth signing in as.
  package static let signIns = [
    SignIn("vendor@example.kz", ru: "владелец сервиса", kk: "сервис иесі", en: "vendor, owner"),
    SignIn(
      "support@example.kz", ru: "оператор владельца сервиса",
      kk: "сервис иесінің операторы",
      en: "vendor, operator"),
    SignIn("distributor@example.kz", ru: "дистрибьютор", kk: "дистрибьютор", en: "distributor, owner"),
    SignIn(
      "partner@example.kz", ru: "партнёр «Көктем Консалтинг» (центр компетенции), владелец",
      kk: "«Көктем Консалтинг» серіктесі (құзыреттілік орталығы), иесі",
      en: "partner «Көктем Консалтинг», competence centre, owner"),
    SignIn("operator@example.kz", ru: "его оператор", kk: "оның операторы", en: "the same partner, operator"),
    SignIn(
      "sairan@example.kz", ru: "партнёр «Сайран Софт» без статуса, владелец",
      kk: "мәртебесіз «Сайран Софт» серіктесі, иесі",
      en: "partner «Сайран Софт», owner"),
    SignIn(
      "client@example.kz", ru: "клиент с платным тарифом и базами в работе, владелец",
      kk: "ақылы тарифі және жұмыс істеп тұрған базалары бар клиент, иесі",
      en: "client with a paid tariff and live infobases, owner"),
    SignIn(
      "kassa@example.kz", ru: "пользователь того же клиента",
      kk: "сол клиенттің пайдаланушысы",
      en: "the same client, user"),
    SignIn(
      "test@example.kz", ru: "клиент в тестовом периоде",
      kk: "сынақ мерзіміндегі клиент",
      en: "client in the test period"),
    SignIn(
      "limit@example.kz", ru: "клиент, у которого заняты все базы",
      kk: "барлық базалары толған клиент",
      en: "client whose infobases are at the limit"),
    SignIn(
      "ending@example.kz", ru: "клиент, у которого доступ заканчивается через три дня",
      kk: "қолжетімділігі үш күннен кейін аяқталатын клиент",
      en: "client whose access ends in three days"),
    SignIn(
      "grace@example.kz", ru: "клиент в днях отсрочки", kk: "қосымша күндердегі клиент", en: "client in its grace days"),
  ]

  package enum Outcome: Sendable { case made, wasThere }

  let office: Office
  static let mark = "demo"

  package init(_ office: Office) {
    self.office = office
  }

  /// Whether this installation is the demo.
  package var isHere: Bool {
    get async throws { try await office.database.read { try $0.setting(Self.mark) != nil } }
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
      try tx.letterFailed(
        waiting.id, "connection refused", next: office.world.now() + .hours(6), at: office.world.now())
    }
  }
}
