extension Migration {
  /// Totals of a list of subscribers, read from one index.
  static let tallySums = Migration(
    10, "sums of the tally",
    """
    -- X-01: every page of the list sums up a partner's tally; with the sums in the index no row is looked up.
    CREATE INDEX served_tally_sums ON served_tally (partner_id, access_kind, ends_on, subscribers);
    """)
}
