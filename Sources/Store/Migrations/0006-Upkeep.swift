extension Migration {
  /// What the service's own work remembers of infobases.
  static let upkeep = Migration(
    6, "upkeep",
    """
    -- BEY-58: the day for which the scheduled copy was attended to, in the infobase's zone; copied or found unchanged.
    ALTER TABLE infobase ADD COLUMN backed_up_on INTEGER;
    """)
}
