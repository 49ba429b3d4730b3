extension Migration {
  /// Which infobases stay open when there are more than the limit.
  static let kept = Migration(
    11, "kept",
    """
    -- DEC-29: the owner chose it; later choices go before earlier ones, and before the order of last use.
    ALTER TABLE infobase ADD COLUMN kept_at BIGINT;
    """)
}
