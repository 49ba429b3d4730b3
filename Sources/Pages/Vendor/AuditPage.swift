package import Handbook
package import Markup

/// The audit log.
package struct AuditPage: Screen {
  let rows: [AuditEntry]
  let next: String?
  let stamp: @Sendable (Instant) -> String

  package init(rows: [AuditEntry], next: String?, stamp: @escaping @Sendable (Instant) -> String) {
    self.rows = rows
    self.next = next
    self.stamp = stamp
  }

  package var title: Text { .auditLog }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title)</h1></div>\(HistoryTable(entries: rows, stamp: stamp))
    \(next.map {
      """
      <nav class="pager"><a class="button" rel="next" href="\(url(Link.audit, ["after": $0]))">\
      \(Text.nextPage) →</a></nav>
      """ as HTML
    })
    """
  }
}
