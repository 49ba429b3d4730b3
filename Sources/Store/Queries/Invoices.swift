package import Handbook

/// Which invoices and payments a list shows.
package struct DebtFilter: Sendable {
  package var creditor: Subscriber.ID?
  package var debtor: Subscriber.ID?
  package var month: Month?

  package init(creditor: Subscriber.ID? = nil, debtor: Subscriber.ID? = nil, month: Month? = nil) {
    self.creditor = creditor
    self.debtor = debtor
    self.month = month
  }
}

extension Reading {
  package func invoice(_ id: Invoice.ID) throws -> Invoice? {
    try first("\(sql: selectInvoice) WHERE i.id = \(id)").map(Invoice.init)
  }

  /// Invoices, the newest first.
  package func invoices(_ filter: DebtFilter, after: Cursor? = nil, limit: Int = 50) throws -> Page<Invoice> {
    var conditions: [SQL] = []
    if let creditor = filter.creditor { conditions.append("i.creditor_id = \(creditor)") }
    if let debtor = filter.debtor { conditions.append("i.debtor_id = \(debtor)") }
    if let month = filter.month { conditions.append("i.month = \(month)") }
    return try page(
      selectInvoice, where: conditions, by: "i.id", number: "i.id", descending: true, after: after, limit: limit,
      Invoice.init)
  }

  /// Of what a vendor's invoice to a distributor is made up.
  package func parts(of invoice: Invoice.ID) throws -> [InvoicePart] {
    try rows(
      """
      SELECT k.id, k.partner_id, s.name, k.month, k.lines, p.sum FROM invoice_part p
      JOIN closing k ON k.id = p.closing_id JOIN subscriber s ON s.id = k.partner_id
      WHERE p.invoice_id = \(invoice) ORDER BY s.name_key, k.month
      """
    ).map {
      InvoicePart(
        closing: try $0["id"], partnerID: try $0["partner_id"], partnerName: try $0["name"], month: try $0["month"],
        lines: try $0["lines"], sum: try $0["sum"])
    }
  }

  /// The distributors that have closed months, through the month, of which no invoice of the vendor tells yet, none for
  /// the month itself, and no partner that is still on its way there.
  package func distributorsToInvoice(for month: Month) throws -> [Subscriber.ID] {
    try rows(
      """
      SELECT DISTINCT k.creditor_id FROM closing k JOIN subscriber d ON d.id = k.creditor_id AND d.kind = 'distributor'
      WHERE k.state = 'closed' AND k.charged <> 0 AND k.month <= \(month)
        AND NOT EXISTS (SELECT 1 FROM invoice_part p WHERE p.closing_id = k.id)
        AND NOT EXISTS (SELECT 1 FROM invoice i WHERE i.debtor_id = k.creditor_id AND i.month >= \(month))
      ORDER BY k.creditor_id
      """
    ).map { try $0["creditor_id"] }
  }

  /// The first month of a distributor's partner of which no invoice of the vendor tells yet.
  package func firstOpenPart() throws -> Month? {
    try value(
      """
      SELECT min(k.month) FROM closing k JOIN subscriber d ON d.id = k.creditor_id AND d.kind = 'distributor'
      WHERE k.state = 'closed' AND k.charged <> 0
        AND NOT EXISTS (SELECT 1 FROM invoice_part p WHERE p.closing_id = k.id)
      """)
  }

  /// What of the distributor's partners no invoice of the vendor tells yet.
  package func openParts(of distributor: Subscriber.ID, through month: Month) throws -> [(
    closing: Closing.ID, sum: Money
  )] {
    try rows(
      """
      SELECT k.id, k.charged FROM closing k
      WHERE k.creditor_id = \(distributor) AND k.state = 'closed' AND k.charged <> 0 AND k.month <= \(month)
        AND NOT EXISTS (SELECT 1 FROM invoice_part p WHERE p.closing_id = k.id)
      ORDER BY k.id
      """
    ).map { (try $0["id"], try $0["charged"]) }
  }

  /// Who pays to a creditor, and what each owes: the partners of a distributor; for the vendor also distributors.
  package func debtors(of creditor: Subscriber.ID, isVendor: Bool) throws -> [(id: Subscriber.ID, name: String)] {
    let own: SQL =
      isVendor
      ? "(s.kind = 'distributor' OR p.subscriber_id IS NOT NULL AND p.distributor_id IS NULL)"
      : "p.distributor_id = \(creditor)"
    return try rows(
      """
      SELECT s.id, s.name FROM subscriber s LEFT JOIN partner p ON p.subscriber_id = s.id
      WHERE \(sql: own) OR s.id IN (SELECT i.debtor_id FROM invoice i WHERE i.creditor_id = \(creditor))
      ORDER BY s.name_key, s.id
      """
    ).map { (try $0["id"], try $0["name"]) }
  }
}

/// The oldest are paid first: what is unpaid of an invoice is what its debtor owes the creditor, less the invoices after
/// it, between nothing and the whole.
private let selectInvoice: SQL = """
  SELECT i.*, i.id AS sort_key, c.name AS creditor_name, d.name AS debtor_name,
    (SELECT CAST(COALESCE(sum(a.total - a.set_off), 0) AS BIGINT) FROM invoice a
      WHERE a.debtor_id = i.debtor_id AND a.creditor_id = i.creditor_id AND a.id > i.id) AS later,
    (SELECT CAST(COALESCE(sum(a.total - a.set_off), 0) AS BIGINT) FROM invoice a
      WHERE a.debtor_id = i.debtor_id AND a.creditor_id = i.creditor_id)
    - (SELECT CAST(COALESCE(sum(p.sum), 0) AS BIGINT) FROM payment p
      WHERE p.debtor_id = i.debtor_id AND p.creditor_id = i.creditor_id AND p.reversed_at IS NULL) AS owed
  FROM invoice i JOIN subscriber c ON c.id = i.creditor_id JOIN subscriber d ON d.id = i.debtor_id
  """

extension Invoice {
  init(_ row: Row) throws {
    let (total, setOff): (Money, Money) = (try row["total"], try row["set_off"])
    let (owed, later): (Money, Money) = (try row["owed"], try row["later"])
    self.init(
      id: try row["id"], number: try row["number"], year: try row["year"], creditorID: try row["creditor_id"],
      creditorName: try row["creditor_name"], debtorID: try row["debtor_id"], debtorName: try row["debtor_name"],
      month: try row["month"], closing: try row["closing_id"], issuedOn: try row["issued_on"], total: total,
      setOff: setOff, unpaid: max(.zero, min(total - setOff, owed - later)))
  }
}

extension Writing {
  package func insertInvoice(
    from creditor: Subscriber.ID, to debtor: Subscriber.ID, for month: Month, closing: Closing.ID?, on day: Day,
    at now: Instant, total: Money, setOff: Money
  ) throws -> Invoice.ID {
    let year = day.month.year
    return try value(
      """
      INSERT INTO invoice (creditor_id, debtor_id, year, number, month, closing_id, issued_on, issued_at, total, set_off)
      SELECT \(creditor), \(debtor), CAST(\(year) AS INTEGER), CAST(COALESCE(max(number), 0) + 1 AS INTEGER),
        CAST(\(month) AS INTEGER), CAST(\(closing) AS BIGINT), CAST(\(day) AS INTEGER), CAST(\(now) AS BIGINT),
        CAST(\(total) AS BIGINT), CAST(\(setOff) AS BIGINT)
      FROM invoice WHERE creditor_id = \(creditor) AND year = \(year)
      RETURNING id
      """)
  }

  package func insertPart(_ closing: Closing.ID, of invoice: Invoice.ID, sum: Money) throws {
    try run("INSERT INTO invoice_part (closing_id, invoice_id, sum) VALUES (\(closing), \(invoice), \(sum))")
  }
}
