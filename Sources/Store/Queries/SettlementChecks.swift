package import Handbook

extension SettlementDifference.Kind: Storable {}

extension Reading {
  package func differences(limit: Int = 200) throws -> [FoundDifference] {
    try rows(
      """
      SELECT d.*, s.name, k.month FROM settlement_difference d JOIN closing k ON k.id = d.closing_id
      JOIN subscriber s ON s.id = k.partner_id ORDER BY d.id DESC LIMIT \(limit)
      """
    ).map { row in
      let subscription: Subscription.ID = try row["subscription_id"]
      let key: Charge.Key? =
        subscription.number == 0 ? nil : Charge.Key(subscription, try row["charge_kind"], try row["number"])
      return FoundDifference(
        difference: SettlementDifference(
          closing: try row["closing_id"], kind: try row["kind"], key: key, charged: try row["charged"],
          owed: try row["owed"]), partner: try row["name"], month: try row["month"], foundAt: try row["found_at"])
    }
  }

  /// Entries whose number follows a gap, or that touch an account that is not there.
  package func wrongEntries() throws -> [Int64] {
    try rows(
      """
      SELECT id FROM (SELECT id, LAG(id, 1, 0) OVER (ORDER BY id) AS before FROM ledger_entry) e WHERE id <> before + 1
      UNION SELECT e.id FROM ledger_entry e WHERE NOT EXISTS (SELECT 1 FROM ledger_account a WHERE a.id = e.debit_id)
        OR NOT EXISTS (SELECT 1 FROM ledger_account a WHERE a.id = e.credit_id)
      ORDER BY 1 LIMIT 100
      """
    ).map { try $0["id"] }
  }

  /// Accounts and days whose running total is not the sum of the entries.
  package func wrongLedgerTotals() throws -> [(account: Int64, day: Day)] {
    try rows(
      """
      WITH moved AS (
        SELECT debit_id AS account_id, day, amount AS debit, 0 AS credit FROM ledger_entry
        UNION ALL SELECT credit_id, day, 0, amount FROM ledger_entry
      ), days AS (
        SELECT account_id, day, sum(debit) AS debit, sum(credit) AS credit FROM moved GROUP BY account_id, day
      ), running AS (
        SELECT account_id, day, CAST(sum(debit) OVER (PARTITION BY account_id ORDER BY day) AS BIGINT) AS debit,
          CAST(sum(credit) OVER (PARTITION BY account_id ORDER BY day) AS BIGINT) AS credit FROM days
      )
      SELECT r.account_id, r.day FROM running r LEFT JOIN ledger_total t
        ON t.account_id = r.account_id AND t.day = r.day
      WHERE t.debit IS NULL OR t.debit <> r.debit OR t.credit <> r.credit
      UNION SELECT t.account_id, t.day FROM ledger_total t LEFT JOIN running r
        ON r.account_id = t.account_id AND r.day = t.day
      WHERE r.debit IS NULL
      ORDER BY 1, 2 LIMIT 100
      """
    ).map { (try $0["account_id"], try $0["day"]) }
  }

  /// Lines whose entry is of another sum, or of another closing; entries of charges without a line.
  package func wrongCharges() throws -> [Int64] {
    try rows(
      """
      SELECT c.entry_id AS id FROM charge c LEFT JOIN ledger_entry e ON e.id = c.entry_id
      WHERE e.id IS NULL OR e.kind NOT IN ('charge', 'correction') OR e.amount <> abs(c.due)
        OR e.document_id <> c.closing_id
      UNION SELECT e.id FROM ledger_entry e LEFT JOIN charge c ON c.entry_id = e.id
      WHERE e.kind IN ('charge', 'correction') AND c.entry_id IS NULL
      ORDER BY 1 LIMIT 100
      """
    ).map { try $0["id"] }
  }

  /// Closed months that are not the sum of their lines, or whose lines lie outside of them.
  package func wrongClosings() throws -> [Closing.ID] {
    try rows(
      """
      WITH counted AS (
        SELECT closing_id, count(*) AS lines, sum(due) AS charged, min(entry_id) AS first, max(entry_id) AS last,
          sum(CASE WHEN revision > 0 THEN due ELSE 0 END) AS corrected
        FROM charge GROUP BY closing_id
      )
      SELECT k.id FROM closing k LEFT JOIN counted c ON c.closing_id = k.id
      WHERE k.state = 'closed' AND (k.lines <> COALESCE(c.lines, 0) OR k.charged <> COALESCE(c.charged, 0)
          OR k.corrected <> COALESCE(c.corrected, 0)
          OR k.lines > 0 AND (k.first_entry <> c.first OR k.last_entry <> c.last))
        OR k.state = 'parked' AND c.lines IS NOT NULL
      UNION SELECT c.closing_id FROM counted c LEFT JOIN closing k ON k.id = c.closing_id WHERE k.id IS NULL
      ORDER BY 1
      """
    ).map { try $0["id"] }
  }

  /// Invoices that are not the sum of what they are for.
  package func wrongInvoices() throws -> [Invoice.ID] {
    try rows(
      """
      SELECT i.id FROM invoice i LEFT JOIN closing k ON k.id = i.closing_id
      WHERE i.total <> COALESCE(k.charged, (
          SELECT COALESCE(sum(p.sum), 0) FROM invoice_part p WHERE p.invoice_id = i.id), 0)
        OR i.closing_id IS NOT NULL AND (k.state <> 'closed' OR k.partner_id <> i.debtor_id)
      UNION SELECT p.invoice_id FROM invoice_part p JOIN closing k ON k.id = p.closing_id WHERE p.sum <> k.charged
      ORDER BY 1
      """
    ).map { try $0["id"] }
  }

  /// Debtors whose ledger says otherwise than their documents: invoices less payments, advances granted less set off.
  package func wrongDebts() throws -> [Subscriber.ID] {
    try rows(
      """
      WITH said AS (
        SELECT debtor_id AS owner_id, 'owed' AS kind, sum(total - set_off) AS sum FROM invoice GROUP BY debtor_id
        UNION ALL SELECT debtor_id, 'owed', -sum(sum) FROM payment WHERE reversed_at IS NULL GROUP BY debtor_id
        UNION ALL SELECT debtor_id, 'advance', sum(set_off) FROM invoice GROUP BY debtor_id
        UNION ALL SELECT partner_id, 'advance', -sum(granted) FROM refund GROUP BY partner_id
        UNION ALL SELECT k.partner_id, 'accrued', sum(k.charged) FROM closing k WHERE k.state = 'closed'
          GROUP BY k.partner_id
        UNION ALL SELECT i.debtor_id, 'accrued', -sum(i.total) FROM invoice i WHERE i.closing_id IS NOT NULL
          GROUP BY i.debtor_id
      ), documents AS (
        SELECT owner_id, kind, sum(sum) AS sum FROM said GROUP BY owner_id, kind
      ), kept AS (
        SELECT a.owner_id, a.kind, sum(t.debit - t.credit) AS sum FROM ledger_account a
        JOIN ledger_total t ON t.account_id = a.id AND t.day = (
          SELECT max(l.day) FROM ledger_total l WHERE l.account_id = a.id)
        WHERE a.kind IN ('owed', 'advance', 'accrued') GROUP BY a.owner_id, a.kind
      )
      SELECT COALESCE(d.owner_id, k.owner_id) AS id FROM documents d FULL JOIN kept k
        ON k.owner_id = d.owner_id AND k.kind = d.kind
      JOIN subscriber s ON s.id = COALESCE(d.owner_id, k.owner_id)
      WHERE COALESCE(d.sum, 0) <> COALESCE(k.sum, 0) AND NOT (s.kind = 'distributor' AND COALESCE(d.kind, k.kind) = 'advance')
      ORDER BY 1
      """
    ).map { try $0["id"] }
  }
}

extension Writing {
  /// Keeps what was found, once.
  package func keep(_ difference: SettlementDifference, at now: Instant) throws -> Bool {
    try run(
      """
      INSERT INTO settlement_difference
        (closing_id, kind, subscription_id, charge_kind, number, charged, owed, found_at)
      VALUES (\(difference.closing), \(difference.kind), \(difference.key?.subscription.number ?? 0),
        \(difference.key?.kind.rawValue ?? ""), \(difference.key?.number ?? 0), \(difference.charged),
        \(difference.owed), \(now))
      ON CONFLICT (closing_id, kind, subscription_id, charge_kind, number) DO NOTHING
      """) == 1
  }
}
