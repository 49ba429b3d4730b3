package import Handbook

/// What the service need not remember for ever.
extension Writing {
  package func forgetFailures(before moment: Instant) throws -> Int {
    try run("DELETE FROM failed_sign_in WHERE last_at < \(moment)")
  }

  package func forgetAnswers(before moment: Instant) throws -> Int {
    try run("DELETE FROM idempotent_answer WHERE created_at < \(moment)")
  }

  package func forgetPasswordResets(before moment: Instant) throws -> Int {
    try run("DELETE FROM password_reset WHERE expires_at < \(moment)")
  }

  package func forgetExpiredSignIns(before moment: Instant) throws -> Int {
    try run("DELETE FROM sign_in WHERE expires_at < \(moment)")
  }

  package func forgetSetting(_ name: String) throws {
    try run("DELETE FROM setting WHERE name = \(name)")
  }
}

extension Reading {
  /// How much there is to forget.
  package func countForgettable(signIns now: Instant, dayOld: Instant, weekOld: Instant) throws -> Int {
    try value(
      """
      SELECT (SELECT count(*) FROM sign_in WHERE expires_at < \(now))
        + (SELECT count(*) FROM failed_sign_in WHERE last_at < \(dayOld))
        + (SELECT count(*) FROM idempotent_answer WHERE created_at < \(dayOld))
        + (SELECT count(*) FROM password_reset WHERE expires_at < \(weekOld))
      """)
  }
}
