package import Handbook

private let selectContract: SQL = """
  SELECT c.*, u.name AS made_by_name FROM contract c LEFT JOIN service_user u ON u.id = c.made_by
  """

extension Reading {
  /// What a partner and a client signed, the newest first.
  package func contracts(of client: Subscriber.ID, with partner: Subscriber.ID?) throws -> [ContractFacts] {
    var conditions: [SQL] = ["c.subscriber_id = \(client)"]
    if let partner { conditions.append("c.partner_id = \(partner)") }
    return try rows("\(sql: selectContract) WHERE \(sql: conditions.joined(" AND ")) ORDER BY c.id DESC LIMIT 500").map(
      ContractFacts.init)
  }

  package func contract(_ id: Contract.ID) throws -> ContractFacts? {
    try first("\(sql: selectContract) WHERE c.id = \(id)").map(ContractFacts.init)
  }

  /// The licence contract in force between the two: the last that was made.
  package func licence(of client: Subscriber.ID, with partner: Subscriber.ID) throws -> ContractFacts? {
    try first(
      """
      \(sql: selectContract) WHERE c.subscriber_id = \(client) AND c.partner_id = \(partner) AND c.kind = 'licence'
      ORDER BY c.id DESC LIMIT 1
      """
    ).map(ContractFacts.init)
  }

  /// The partner's newest clauses; the product's own template where it has none.
  package func contractTemplate(of partner: Subscriber.ID) throws -> ContractTemplate {
    try first(
      "SELECT * FROM contract_template WHERE partner_id = \(partner) ORDER BY version DESC LIMIT 1"
    ).map {
      ContractTemplate(version: try $0["version"], clauses: Text(ru: try $0["ru"], kk: try $0["kk"], en: try $0["en"]))
    } ?? .own
  }

  /// Which legal entities a subscriber was, the newest first; the present one is not among them.
  package func formerEntities(of subscriber: Subscriber.ID) throws -> [(entity: LegalEntity, until: Instant)] {
    try rows(
      """
      SELECT f.*, u.name AS changed_by_name FROM former_entity f LEFT JOIN service_user u ON u.id = f.changed_by
      WHERE f.subscriber_id = \(subscriber) ORDER BY f.id DESC LIMIT 100
      """
    ).map {
      (
        LegalEntity(
          organisation: try $0["organisation"], bin: try $0["bin"], since: nil, changedByName: try $0["changed_by_name"]
        ),
        try $0["until_at"]
      )
    }
  }

  /// The checks of a subscriber's entities, or, without one, those that wait, the oldest first.
  package func entityChecks(of subscriber: Subscriber.ID? = nil) throws -> [EntityCheck] {
    let condition: SQL = subscriber.map { "e.subscriber_id = \($0)" } ?? "e.answered_at IS NULL"
    return try rows(
      """
      SELECT e.*, s.name AS subscriber_name, p.name AS partner_name, f.organisation AS old_organisation,
        f.bin AS old_bin, u.name AS asked_by_name
      FROM entity_check e JOIN subscriber s ON s.id = e.subscriber_id JOIN former_entity f ON f.id = e.former_id
      LEFT JOIN subscriber p ON p.id = e.partner_id LEFT JOIN service_user u ON u.id = e.asked_by
      WHERE \(sql: condition) ORDER BY e.id LIMIT 200
      """
    ).map {
      EntityCheck(
        id: try $0["id"], subscriberID: try $0["subscriber_id"], subscriberName: try $0["subscriber_name"],
        partnerName: try $0["partner_name"], oldOrganisation: try $0["old_organisation"], oldBIN: try $0["old_bin"],
        organisation: try $0["organisation"], bin: try $0["bin"], reason: try $0["reason"], askedAt: try $0["asked_at"],
        askedByName: try $0["asked_by_name"], answeredAt: try $0["answered_at"], isRight: try $0["is_right"],
        answer: try $0["answer"])
    }
  }

  /// Contracts whose text is not what was signed.
  package func contracts(after id: Contract.ID?, limit: Int) throws -> [ContractFacts] {
    try rows("\(sql: selectContract) WHERE c.id > \(id?.number ?? 0) ORDER BY c.id LIMIT \(limit)").map(
      ContractFacts.init)
  }
}

extension Writing {
  /// Takes the number of the next contract of the kind; others wait until this is committed, so that none is missing.
  package func takeContractNumber(_ kind: Contract.Kind, of partner: Subscriber.ID, in year: Int) throws -> Int {
    try value(
      """
      INSERT INTO contract_counter (partner_id, kind, year, last) VALUES (\(partner), \(kind), \(year), 1)
      ON CONFLICT (partner_id, kind, year) DO UPDATE SET last = contract_counter.last + 1 RETURNING last
      """)
  }

  package func insertContract(
    _ kind: Contract.Kind, number: Int, of partner: Subscriber.ID, with client: Subscriber.ID, on day: Day,
    licence: Contract.ID?, subscription: Subscription.ID?, infobase: Infobase.ID?, in language: Language,
    templateVersion: Int, body: String, hash: [UInt8], by user: User.ID, at now: Instant
  ) throws -> Contract.ID {
    try value(
      """
      INSERT INTO contract (partner_id, subscriber_id, kind, year, number, made_on, licence_id, subscription_id,
        infobase_id, language, template_version, body, hash, made_at, made_by)
      VALUES (\(partner), \(client), \(kind), \(day.month.year), \(number), \(day), \(licence), \(subscription),
        \(infobase), \(language), \(templateVersion), \(body), \(hash), \(now), \(user))
      RETURNING id
      """)
  }

  package func insertTemplate(_ clauses: Text, of partner: Subscriber.ID, by user: User.ID, at now: Instant) throws
    -> Int
  {
    let version: Int = try value(
      "SELECT COALESCE(max(version), 0) + 1 FROM contract_template WHERE partner_id = \(partner)")
    try run(
      """
      INSERT INTO contract_template (partner_id, version, ru, kk, en, made_at, made_by)
      VALUES (\(partner), \(version), \(clauses.ru), \(clauses.kk), \(clauses.en), \(now), \(user))
      """)
    return version
  }

  /// Keeps which entity a subscriber was until now.
  package func keepFormerEntity(
    _ organisation: String, _ bin: BIN?, of subscriber: Subscriber.ID, by user: User.ID, at now: Instant
  ) throws -> Int64 {
    try value(
      """
      INSERT INTO former_entity (subscriber_id, organisation, bin, until_at, changed_by)
      VALUES (\(subscriber), \(organisation), \(bin), \(now), \(user)) RETURNING id
      """)
  }

  package func askEntityCheck(
    of former: Int64, _ subscriber: Subscriber.ID, partner: Subscriber.ID?, organisation: String, bin: BIN,
    reason: String, by user: User.ID, at now: Instant
  ) throws {
    try run(
      """
      INSERT INTO entity_check (former_id, subscriber_id, partner_id, organisation, bin, reason, asked_at, asked_by)
      VALUES (\(former), \(subscriber), \(partner), \(organisation), \(bin), \(reason), \(now), \(user))
      """)
  }

  /// `false` if it was answered before.
  package func answerEntityCheck(
    _ id: ID<EntityCheck>, isRight: Bool, answer: String, by user: User.ID, at now: Instant
  ) throws -> Bool {
    try run(
      """
      UPDATE entity_check SET is_right = \(isRight), answer = \(answer), answered_at = \(now), answered_by = \(user)
      WHERE id = \(id) AND answered_at IS NULL
      """) == 1
  }
}

extension Contract.Kind: Storable {}

extension ContractFacts {
  init(_ row: Row) throws {
    try self.init(
      id: row["id"], kind: row["kind"], number: row["number"], madeOn: row["made_on"], partnerID: row["partner_id"],
      subscriberID: row["subscriber_id"], licenceID: row["licence_id"], subscriptionID: row["subscription_id"],
      infobaseID: row["infobase_id"], language: row["language"], body: row["body"], hash: row["hash"],
      madeAt: row["made_at"], madeByName: row["made_by_name"])
  }
}
