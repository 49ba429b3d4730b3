package import Handbook

extension Reading {
  /// The outbox, newest first.
  package func letters(search: String, onlyUnsent: Bool, after: Cursor?, limit: Int) throws -> Page<KeptLetter> {
    var conditions: [SQL] = []
    if onlyUnsent { conditions.append("sent_at IS NULL") }
    if !search.isEmpty {
      conditions.append(
        "(recipient LIKE \(containing(search)) ESCAPE '\\' OR subject LIKE \(containing(exactly: search)) ESCAPE '\\')")
    }
    return try page(
      "SELECT *, id AS sort_key FROM outbox", where: conditions, by: "id", number: "id", descending: true, after: after,
      limit: limit, KeptLetter.init)
  }

  package func letter(_ id: ID<KeptLetter>) throws -> KeptLetter? {
    try first("SELECT * FROM outbox WHERE id = \(id)").map(KeptLetter.init)
  }

  package func attachments(of letter: ID<KeptLetter>) throws -> [LetterAttachment] {
    try rows("SELECT name, type, bytes FROM letter_attachment WHERE letter_id = \(letter) ORDER BY place").map {
      LetterAttachment(name: try $0["name"], type: try $0["type"], bytes: try $0["bytes"])
    }
  }

  package func lettersToSend(at now: Instant, limit: Int) throws -> [KeptLetter] {
    try rows(
      """
      SELECT * FROM outbox WHERE sent_at IS NULL AND dead_at IS NULL AND next_at <= \(now)
      ORDER BY next_at, id LIMIT \(limit)
      """
    ).map(KeptLetter.init)
  }
}

extension Writing {
  @discardableResult
  package func keep(
    _ letter: PrintedLetter, kind: String, to recipient: EmailAddress, of subscriber: Subscriber.ID?,
    in language: Language, at now: Instant
  ) throws -> ID<KeptLetter> {
    try value(
      """
      INSERT INTO outbox (kind, recipient, subscriber_id, language, subject, plain, html, created_at, next_at)
      VALUES (\(kind), \(recipient), \(subscriber), \(language), \(letter.subject), \(letter.plain), \(letter.html),
        \(now), \(now)) RETURNING id
      """)
  }

  package func attach(_ attachment: LetterAttachment, to letter: ID<KeptLetter>, place: Int) throws {
    try run(
      """
      INSERT INTO letter_attachment (letter_id, place, name, type, bytes)
      VALUES (\(letter), \(place), \(attachment.name), \(attachment.type), \(attachment.bytes))
      """)
  }

  package func letterWasSent(_ id: ID<KeptLetter>, at now: Instant) throws {
    try run("UPDATE outbox SET sent_at = \(now), tries = tries + 1, fault = '' WHERE id = \(id)")
  }

  /// `next` when to try again; `nil` when there is no more sense in trying.
  package func letterFailed(_ id: ID<KeptLetter>, _ fault: String, next: Instant?, at now: Instant) throws {
    try run(
      """
      UPDATE outbox SET tries = tries + 1, fault = \(fault), next_at = \(next ?? now),
        dead_at = \(next == nil ? now : nil) WHERE id = \(id)
      """)
  }

  package func sendLetterAgain(_ id: ID<KeptLetter>, at now: Instant) throws -> Bool {
    try run("UPDATE outbox SET dead_at = NULL, tries = 0, next_at = \(now) WHERE id = \(id) AND sent_at IS NULL") == 1
  }
}
