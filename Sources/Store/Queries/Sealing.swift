package import Handbook

/// The audit as its seals see it.
extension Reading {
  /// Through which row the audit can be sealed: every row up to it is older than the moment.
  ///
  /// On PostgreSQL a row may come to light after one with a greater number: what is young may still have company
  /// coming.
  package func lastAuditRow(after sealed: Int64, before moment: Instant) throws -> Int64? {
    if let young = try first("SELECT min(id) AS id FROM audit WHERE id > \(sealed) AND at >= \(moment)"),
      let id: Int64 = try young["id"]
    {
      return try first("SELECT max(id) AS id FROM audit WHERE id > \(sealed) AND id < \(id)")?["id"]
    }
    return try first("SELECT max(id) AS id FROM audit WHERE id > \(sealed)")?["id"]
  }

  package func countAuditRows(after id: Int64, through last: Int64) throws -> Int {
    try value("SELECT count(*) FROM audit WHERE id > \(id) AND id <= \(last)")
  }
}
