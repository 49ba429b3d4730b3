extension Migration {
  /// Totals of the journal of subscriptions; one order of names on both engines.
  static let saleTally = Migration(
    7, "sale tally",
    """
    -- X-02: how many subscriptions a partner has in the journal and for how much: totals of a journal of any length.
    -- A subscription stands in one of the lines draft, sold, cancelled, without a day; a sold one also in the line start
    -- with its first day and in the line end with its last. Partner 0 is the vendor's own sales.
    CREATE TABLE sale_tally (
      partner_id BIGINT NOT NULL,
      line TEXT NOT NULL CHECK (line IN ('draft', 'sold', 'cancelled', 'start', 'end')),
      kind TEXT NOT NULL,
      day INTEGER NOT NULL,
      subscriptions BIGINT NOT NULL,
      sum BIGINT NOT NULL,
      PRIMARY KEY (partner_id, line, kind, day)
    );
    CREATE INDEX sale_tally_by_day ON sale_tally (line, day);

    INSERT INTO sale_tally (partner_id, line, kind, day, subscriptions, sum)
    SELECT COALESCE(partner_id, 0), CASE WHEN posted_at IS NULL THEN 'draft' WHEN cancelled_at IS NULL THEN 'sold'
      ELSE 'cancelled' END, kind, 0, count(*), CAST(sum(sum) AS BIGINT) FROM subscription GROUP BY 1, 2, 3;
    INSERT INTO sale_tally (partner_id, line, kind, day, subscriptions, sum)
    SELECT COALESCE(partner_id, 0), 'start', kind, starts_on, count(*), CAST(sum(sum) AS BIGINT) FROM subscription
    WHERE posted_at IS NOT NULL AND cancelled_at IS NULL GROUP BY 1, 2, 3, 4;
    INSERT INTO sale_tally (partner_id, line, kind, day, subscriptions, sum)
    SELECT COALESCE(partner_id, 0), 'end', kind, ends_on, count(*), CAST(sum(sum) AS BIGINT) FROM subscription
    WHERE posted_at IS NOT NULL AND cancelled_at IS NULL GROUP BY 1, 2, 3, 4;

    -- What both starts and ends within the days of «ending»: the only ones whose start and end must be seen together.
    CREATE INDEX subscription_short ON subscription (starts_on) WHERE ends_on - starts_on < 14;
    -- The vendor's journal by the end.
    CREATE INDEX subscription_by_end ON subscription (ends_on, id);
    """,
    onPostgres: """
      -- By bytes, as SQLite does it, whatever the database's own order is: a list is the same list on both.
      ALTER TABLE subscriber ALTER COLUMN name_key TYPE TEXT COLLATE "C";
      """)
}
