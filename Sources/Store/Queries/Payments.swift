package import Handbook

extension Reading {
  package func payment(_ id: Payment.ID) throws -> Payment? {
    try first("\(sql: selectPayment) WHERE y.id = \(id)").map(Payment.init)
  }

  /// Payments, the newest first.
  package func payments(_ filter: DebtFilter, after: Cursor? = nil, limit: Int = 50) throws -> Page<Payment> {
    var conditions: [SQL] = []
    if let creditor = filter.creditor { conditions.append("y.creditor_id = \(creditor)") }
    if let debtor = filter.debtor { conditions.append("y.debtor_id = \(debtor)") }
    return try page(
      selectPayment, where: conditions, by: "y.id", number: "y.id", descending: true, after: after, limit: limit,
      Payment.init)
  }

  /// What was recorded by the payment order.
  package func payment(
    by document: String, on day: Day, from debtor: Subscriber.ID, to creditor: Subscriber.ID
  ) throws -> Payment? {
    try first(
      """
      \(sql: selectPayment) WHERE y.creditor_id = \(creditor) AND y.debtor_id = \(debtor)
        AND y.document = \(document) AND y.paid_on = \(day) AND y.reversed_at IS NULL
      """
    ).map(Payment.init)
  }
}

private let selectPayment: SQL = """
  SELECT y.*, y.id AS sort_key, d.name AS debtor_name, u.name AS recorded_by_name FROM payment y
  JOIN subscriber d ON d.id = y.debtor_id LEFT JOIN service_user u ON u.id = y.recorded_by
  """

extension Payment {
  init(_ row: Row) throws {
    self.init(
      id: try row["id"], creditorID: try row["creditor_id"], debtorID: try row["debtor_id"],
      debtorName: try row["debtor_name"], sum: try row["sum"], paidOn: try row["paid_on"],
      document: try row["document"], comment: try row["comment"], recordedAt: try row["recorded_at"],
      recordedByName: try row["recorded_by_name"], reversedAt: try row["reversed_at"],
      reversalReason: try row["reversal_reason"])
  }
}

extension Writing {
  package func insertPayment(
    from debtor: Subscriber.ID, to creditor: Subscriber.ID, sum: Money, on day: Day, document: String, comment: String,
    by user: User.ID?, at now: Instant
  ) throws -> Payment.ID {
    try value(
      """
      INSERT INTO payment (creditor_id, debtor_id, sum, paid_on, document, comment, recorded_at, recorded_by)
      VALUES (\(creditor), \(debtor), \(sum), \(day), \(document), \(comment), \(now), \(user)) RETURNING id
      """)
  }

  /// `false` if it was reversed before.
  package func reverse(_ payment: Payment.ID, reason: String, by user: User.ID, at now: Instant) throws -> Bool {
    try run(
      """
      UPDATE payment SET reversed_at = \(now), reversed_by = \(user), reversal_reason = \(reason)
      WHERE id = \(payment) AND reversed_at IS NULL
      """) == 1
  }
}
