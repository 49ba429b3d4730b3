extension Migration {
  /// What the tabs of a card are found by.
  static let cardTabs = Migration(
    8, "card tabs",
    """
    -- G-04: the letter by which a client came.
    CREATE INDEX outbox_of_subscriber ON outbox (subscriber_id, created_at);
    -- S-06: those who served it before.
    CREATE INDEX servicing_of_subscriber ON servicing (subscriber_id, from_at);
    """)
}
