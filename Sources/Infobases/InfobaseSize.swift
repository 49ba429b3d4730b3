/// Bytes that an infobase takes on disk (BEY-12).
package struct InfobaseSize: Hashable, Sendable {
  /// The infobase itself, with what is not yet folded into its file.
  package let base: Int64
  /// Its copies.
  package let backups: Int64

  package init(base: Int64, backups: Int64) {
    self.base = base
    self.backups = backups
  }

  package var total: Int64 { base + backups }
}
