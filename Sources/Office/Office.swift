package import Handbook
package import Infobases
package import Store

/// Where people's acts are carried out: the store, the world, and the doors outward. Desks are opened from it.
package struct Office: Sendable {
  package private(set) var database: any Database
  package private(set) var world: World
  package let catalogues: Catalogues
  /// How a letter reads; the pages' affair.
  package let print: @Sendable (Letter, Language) -> PrintedLetter
  package let passwords: PasswordKeeper
  /// The address under which people reach the service, without a slash at the end.
  package let address: String
  /// Where infobases live.
  package let keeper: any InfobaseKeeper
  /// Makes printed forms; without one they say that they cannot be made, and everything else goes on.
  package let press: Press?

  package init(
    database: any Database, world: World, catalogues: Catalogues, passwords: PasswordKeeper = .strong, address: String,
    keeper: any InfobaseKeeper, press: Press? = nil, print: @escaping @Sendable (Letter, Language) -> PrintedLetter
  ) {
    self.press = press
    self.database = database
    self.world = world
    self.catalogues = catalogues
    self.passwords = passwords
    self.address = address
    self.keeper = keeper
    self.print = print
  }

  /// Puts a letter into the outbox, in the transaction of the act that it tells of.
  func post(
    _ letter: Letter, to recipient: EmailAddress, of subscriber: Subscriber.ID?, in language: Language,
    with attachments: [LetterAttachment] = [], _ tx: any Writing
  ) throws {
    let id = try tx.keep(
      print(letter, language), kind: letter.kind, to: recipient, of: subscriber, in: language, at: world.now())
    for (place, attachment) in attachments.enumerated() { try tx.attach(attachment, to: id, place: place + 1) }
  }

  /// The same office at another moment: for work that is done as of a day.
  package func at(_ moment: @escaping @Sendable () -> Instant) -> Office {
    var office = self
    office.world.now = moment
    return office
  }

  /// The same office over another view of its store.
  package func over(_ database: any Database) -> Office {
    var office = self
    office.database = database
    return office
  }

  func link(_ path: String) -> String { address + path }
}

/// It is not there, or belongs to somebody else: nobody learns which.
package struct Missing: Error, Sendable {
  package init() {}
}

/// The person's role does not give the right.
package struct Denied: Error, Sendable {
  package let right: Right

  package init(_ right: Right) {
    self.right = right
  }
}

/// Somebody else changed it since the person opened it. Nothing was overwritten.
package struct Stale: Error, Sendable {
  package let changedBy: String?
  package let changedAt: Instant?
  /// Field by field: what stands there now.
  package let current: [(label: Text, value: String)]
  package let version: Int

  package init(changedBy: String?, changedAt: Instant?, current: [(label: Text, value: String)], version: Int) {
    self.changedBy = changedBy
    self.changedAt = changedAt
    self.current = current
    self.version = version
  }
}
