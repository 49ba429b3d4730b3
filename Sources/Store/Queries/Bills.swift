package import Handbook

/// What a list of bills shows.
package struct BillFilter: Sendable {
  package var partner: Subscriber.ID?
  package var subscriber: Subscriber.ID?
  package var state: Bill.State?
  /// Made on these days, both inclusive (C-12).
  package var from: Day?
  package var through: Day?
  /// Drafts are the partner's own affair.
  package var hidesDrafts = false

  package init(partner: Subscriber.ID? = nil, subscriber: Subscriber.ID? = nil, state: Bill.State? = nil) {
    self.partner = partner
    self.subscriber = subscriber
    self.state = state
  }

  func conditions() -> [SQL] {
    var conditions: [SQL] = []
    if let partner { conditions.append("b.partner_id = \(partner)") }
    if let subscriber { conditions.append("b.subscriber_id = \(subscriber)") }
    if let from { conditions.append("b.issued_on >= \(from)") }
    if let through { conditions.append("b.issued_on <= \(through)") }
    if hidesDrafts { conditions.append("(b.sent_at IS NOT NULL OR b.paid_at IS NOT NULL)") }
    switch state {
    case .draft?: conditions.append("b.sent_at IS NULL AND b.paid_at IS NULL AND b.cancelled_at IS NULL")
    case .sent?: conditions.append("b.sent_at IS NOT NULL AND b.paid_at IS NULL AND b.cancelled_at IS NULL")
    case .paid?: conditions.append("b.paid_at IS NOT NULL")
    case .cancelled?: conditions.append("b.cancelled_at IS NOT NULL")
    case nil: break
    }
    return conditions
  }
}

private let selectBill: SQL = """
  SELECT b.*, p.name AS partner_name, s.name AS subscriber_name, c.name AS created_by_name, d.name AS paid_by_name
  """
private let fromBill: SQL = """
   FROM bill b JOIN subscriber p ON p.id = b.partner_id JOIN subscriber s ON s.id = b.subscriber_id
  LEFT JOIN service_user c ON c.id = b.created_by LEFT JOIN service_user d ON d.id = b.paid_by
  """

extension Reading {
  /// The newest first.
  package func bills(
    _ filter: BillFilter, search words: String, after: Cursor?, limit: Int
  ) throws -> Page<BillFacts> {
    try page(
      "\(sql: selectBill), b.id AS sort_key\(sql: fromBill)", where: filter.conditions() + search(words), by: "b.id",
      number: "b.id", descending: true, after: after, limit: limit, BillFacts.init)
  }

  /// How many the filter finds, and for how much; of them not yet paid.
  ///
  /// Complexity: a walk over what is found.
  package func billTotals(
    _ filter: BillFilter, search words: String
  ) throws -> (count: Int, sum: Money, open: Money) {
    let conditions = filter.conditions() + search(words)
    let found: SQL = conditions.isEmpty ? "" : " WHERE \(sql: conditions.joined(" AND "))"
    let row = try first(
      """
      SELECT count(*) AS count,
        CAST(COALESCE(sum(CASE WHEN b.cancelled_at IS NULL THEN b.sum ELSE 0 END), 0) AS BIGINT) AS sum,
        CAST(COALESCE(sum(CASE WHEN b.cancelled_at IS NULL AND b.paid_at IS NULL THEN b.sum ELSE 0 END), 0) AS BIGINT)
          AS open
      FROM bill b JOIN subscriber s ON s.id = b.subscriber_id\(sql: found)
      """)!
    return (try row["count"], try row["sum"], try row["open"])
  }

  private func search(_ words: String) -> [SQL] {
    if words.isEmpty { return [] }
    let named: SQL = "s.search_key LIKE \(containing(words)) ESCAPE '\\'"
    return [Int(words).map { "(b.number = \($0) OR \(sql: named))" } ?? named]
  }

  package func bill(_ id: Bill.ID) throws -> BillFacts? {
    try first("\(sql: selectBill)\(sql: fromBill) WHERE b.id = \(id)").map(BillFacts.init)
  }

  package func lines(of bill: Bill.ID) throws -> [BillLine] {
    try rows("SELECT * FROM bill_line WHERE bill_id = \(bill) ORDER BY line").map(BillLine.init)
  }

  /// The bill by which a subscription was posted.
  package func bill(of subscription: Subscription.ID) throws -> BillFacts? {
    try first(
      """
      \(sql: selectBill)\(sql: fromBill) WHERE b.id = (SELECT bill_id FROM bill_line WHERE subscription_id = \(subscription))
      """
    ).map(BillFacts.init)
  }

  /// Who said that a subscription's money came, and when.
  package func paymentWord(on subscription: Subscription.ID) throws -> (name: String, at: Instant)? {
    try first(
      """
      SELECT u.name, w.given_at FROM payment_word w JOIN service_user u ON u.id = w.given_by
      WHERE w.subscription_id = \(subscription)
      """
    ).map { (try $0["name"], try $0["given_at"]) }
  }

  /// The partner's bills that have one of the numbers, of whatever year.
  package func candidates(of partner: Subscriber.ID, numbered numbers: [Int]) throws -> [BillSearch.Candidate] {
    if numbers.isEmpty { return [] }
    return try rows(
      """
      SELECT id, number, bin, sum, paid_at, cancelled_at FROM bill
      WHERE partner_id = \(partner) AND number IN (\(list: numbers)) ORDER BY id
      """
    ).map {
      BillSearch.Candidate(
        id: try $0["id"], number: try $0["number"], bin: try $0["bin"], sum: try $0["sum"],
        isOpen: try ($0["paid_at"] as Instant?) == nil && ($0["cancelled_at"] as Instant?) == nil)
    }
  }

  package func payee(_ partner: Subscriber.ID) throws -> Payee? {
    try first("SELECT * FROM payee WHERE partner_id = \(partner)").map(Payee.init)
  }

  package func payments(
    to partner: Subscriber.ID, onlyMisfits: Bool, after: Cursor?, limit: Int
  ) throws -> Page<BankPayment> {
    var conditions: [SQL] = ["partner_id = \(partner)"]
    if onlyMisfits { conditions.append("bill_id IS NULL AND misfit <> 'set-aside'") }
    return try page(
      "SELECT *, id AS sort_key FROM bank_payment", where: conditions, by: "id", number: "id", descending: true,
      after: after, limit: limit, BankPayment.init)
  }

  package func payment(_ id: ID<BankPayment>, to partner: Subscriber.ID) throws -> BankPayment? {
    try first("SELECT * FROM bank_payment WHERE id = \(id) AND partner_id = \(partner)").map(BankPayment.init)
  }

  /// Whether the payment was taken from some file before.
  package func isKnown(_ fingerprint: [UInt8], to partner: Subscriber.ID) throws -> Bool {
    try first(
      "SELECT 1 AS one FROM bank_payment WHERE partner_id = \(partner) AND fingerprint = \(fingerprint)") != nil
  }
}

extension Writing {
  /// - Precondition: The partner's bills are locked: their numbers follow one another.
  package func insertBill(
    of partner: Subscriber.ID, to subscriber: SubscriberFacts, bin: BIN, lines: [BillLine], on day: Day, dueOn: Day,
    comment: String, by user: User.ID, at now: Instant
  ) throws -> Bill.ID {
    let year = day.month.year
    let number: Int = try value(
      "SELECT COALESCE(max(number), 0) + 1 FROM bill WHERE partner_id = \(partner) AND year = \(year)")
    let id: Bill.ID = try value(
      """
      INSERT INTO bill (partner_id, subscriber_id, year, number, issued_on, due_on, organisation, bin, sum, comment,
        created_at, created_by)
      VALUES (\(partner), \(subscriber.id), \(year), \(number), \(day), \(dueOn), \(subscriber.organisation), \(bin),
        \(lines.reduce(Money.zero) { $0 + $1.sum }), \(comment), \(now), \(user))
      RETURNING id
      """)
    for line in lines {
      try run(
        """
        INSERT INTO bill_line (bill_id, line, terms_id, kind, starts_on, ends_on, months, charged_months, quantity,
          main_id, main_line, sum)
        VALUES (\(id), \(line.number), \(line.termsID), \(line.kind), \(line.period.start), \(line.period.end),
          \(line.months), \(line.chargedMonths), \(line.quantity), \(line.mainID), \(line.mainLine), \(line.sum))
        """)
    }
    return id
  }

  package func sent(_ bill: Bill.ID, at now: Instant) throws {
    try run("UPDATE bill SET sent_at = COALESCE(sent_at, \(now)), version = version + 1 WHERE id = \(bill)")
  }

  /// `false` if it is paid or cancelled.
  package func pay(
    _ bill: Bill.ID, on day: Day, by user: User.ID, payment: ID<BankPayment>?, at now: Instant
  ) throws -> Bool {
    try run(
      """
      UPDATE bill SET paid_at = \(now), paid_on = \(day), paid_by = \(user), payment_id = \(payment),
        version = version + 1
      WHERE id = \(bill) AND paid_at IS NULL AND cancelled_at IS NULL
      """) == 1
  }

  package func posted(_ subscription: Subscription.ID, by line: Int, of bill: Bill.ID) throws {
    try run(
      """
      UPDATE bill_line SET subscription_id = \(subscription)
      WHERE bill_id = \(bill) AND line = \(line) AND subscription_id IS NULL
      """)
  }

  /// `false` if it is paid or cancelled.
  package func cancelBill(_ bill: Bill.ID, at now: Instant) throws -> Bool {
    try run(
      """
      UPDATE bill SET cancelled_at = \(now), version = version + 1
      WHERE id = \(bill) AND paid_at IS NULL AND cancelled_at IS NULL
      """) == 1
  }

  package func keepWord(of user: User.ID, on subscription: Subscription.ID, at now: Instant) throws {
    try run("INSERT INTO payment_word (subscription_id, given_by, given_at) VALUES (\(subscription), \(user), \(now))")
  }

  package func set(_ payee: Payee, of partner: Subscriber.ID) throws {
    try run(
      """
      INSERT INTO payee (partner_id, iban, bank, bic, beneficiary_code, address, head, head_title)
      VALUES (\(partner), \(payee.iban), \(payee.bank), \(payee.bic), \(payee.beneficiaryCode), \(payee.address),
        \(payee.head), \(payee.headTitle))
      ON CONFLICT (partner_id) DO UPDATE SET iban = excluded.iban, bank = excluded.bank, bic = excluded.bic,
        beneficiary_code = excluded.beneficiary_code, address = excluded.address, head = excluded.head,
        head_title = excluded.head_title, version = payee.version + 1
      """)
  }

  /// - Returns: `nil` if the payment was taken before.
  package func insertPayment(
    to partner: Subscriber.ID, fingerprint: [UInt8], number: String, day: Day, sum: Money, payer: String,
    payerBIN: BIN?, payerAccount: String, account: String, purpose: String, for bill: Bill.ID?,
    misfit: BankPayment.Misfit?, by user: User.ID, at now: Instant
  ) throws -> ID<BankPayment>? {
    try first(
      """
      INSERT INTO bank_payment (partner_id, fingerprint, number, day, sum, payer, payer_bin, payer_account, account,
        purpose, loaded_at, loaded_by, bill_id, misfit)
      VALUES (\(partner), \(fingerprint), \(number), \(day), \(sum), \(payer), \(payerBIN), \(payerAccount), \(account),
        \(purpose), \(now), \(user), \(bill), \(misfit))
      ON CONFLICT (partner_id, fingerprint) DO NOTHING RETURNING id
      """)?["id"]
  }

  /// What a person decided of a payment that fitted no bill; `false` if it has one.
  package func settle(
    _ payment: ID<BankPayment>, for bill: Bill.ID?, misfit: BankPayment.Misfit?
  ) throws -> Bool {
    try run("UPDATE bank_payment SET bill_id = \(bill), misfit = \(misfit) WHERE id = \(payment) AND bill_id IS NULL")
      == 1
  }
}

extension BankPayment.Misfit: Storable {}

extension IBAN: Storable {
  package var stored: Value { .text(description) }
  package init?(stored: Value) {
    guard case .text(let text) = stored else { return nil }
    try? self.init(text)
  }
}

extension BillFacts {
  init(_ row: Row) throws {
    try self.init(
      id: row["id"], number: row["number"], issuedOn: row["issued_on"], dueOn: row["due_on"],
      partnerID: row["partner_id"], partnerName: row["partner_name"], subscriberID: row["subscriber_id"],
      subscriberName: row["subscriber_name"], organisation: row["organisation"], bin: row["bin"], sum: row["sum"],
      comment: row["comment"], createdAt: row["created_at"], createdByName: row["created_by_name"],
      sentAt: row["sent_at"], paidAt: row["paid_at"], paidOn: row["paid_on"], paidByName: row["paid_by_name"],
      paymentID: row["payment_id"], cancelledAt: row["cancelled_at"], version: row["version"])
  }
}

extension BillLine {
  init(_ row: Row) throws {
    try self.init(
      number: row["line"], termsID: row["terms_id"], kind: row["kind"],
      period: Period(row["starts_on"], through: row["ends_on"]), months: row["months"],
      chargedMonths: row["charged_months"], quantity: row["quantity"], mainID: row["main_id"],
      mainLine: row["main_line"], sum: row["sum"], subscriptionID: row["subscription_id"])
  }
}

extension Payee {
  init(_ row: Row) throws {
    try self.init(
      iban: row["iban"], bank: row["bank"], bic: row["bic"], beneficiaryCode: row["beneficiary_code"],
      address: row["address"], head: row["head"], headTitle: row["head_title"])
  }
}

extension BankPayment {
  init(_ row: Row) throws {
    try self.init(
      id: row["id"], number: row["number"], day: row["day"], sum: row["sum"], payer: row["payer"],
      payerBIN: row["payer_bin"], purpose: row["purpose"], loadedAt: row["loaded_at"], billID: row["bill_id"],
      misfit: row["misfit"])
  }
}
