package import Handbook
package import Markup

/// Distributors, who stand between the vendor and partners (P-02), with the form that adds one.
package struct DistributorsPage: Screen {
  let rows: [ServedSubscriber]
  let mayAdd: Bool
  let entries: Entries
  let refusals: [Refusal]

  package init(rows: [ServedSubscriber], mayAdd: Bool, entries: Entries, refusals: [Refusal]) {
    self.rows = rows
    self.mayAdd = mayAdd
    self.entries = entries
    self.refusals = refusals
  }

  package var title: Text { .distributorsWord }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title) <span class="muted">\(rows.count)</span></h1></div>
    \(if: mayAdd, form(frame))
    \(if: rows.isEmpty, "<p class=\"empty\">\(Text.noDistributors)</p>")
    \(if: !rows.isEmpty, table)
    """
  }

  private func form(_ frame: Frame) -> HTML {
    """
    \(Faults(refusals: refusals))
    <form method="post" action="\(Link.distributors)" class="line-form">\(frame.sealed)
    \(field(.cardName, "name", .text))\(field(.ownerEmail, "owner_email", .email))
    <button class="main">\(Text.addDistributor)</button></form>
    """
  }

  private func field(_ label: Text, _ field: Field, _ kind: FormField.Kind) -> FormField {
    FormField(
      label: label, field: field, kind: kind, value: entries.raw(field), isRequired: true, refusals: refusals)
  }

  private var table: HTML {
    """
    <table class="list" data-rows><thead><tr>
    <th scope="col" class="num">\(Text.number)</th><th scope="col">\(Text.cardName)</th>
    <th scope="col">\(Text.email)</th><th scope="col">\(Text.cardCity)</th>
    </tr></thead><tbody>\(rows.html(row))</tbody></table>
    """
  }

  private func row(_ row: ServedSubscriber) -> HTML {
    """
    <tr><td class="num minor" data-label="\(Text.number)">\(row.id)</td>
    <td class="first"><a href="\(Link.subscriber(row.id))">\(row.name)</a></td>
    <td data-label="\(Text.email)">\(row.email)</td><td data-label="\(Text.cardCity)">\(row.city)</td></tr>
    """
  }
}

extension Text {
  static let noDistributors = Text(
    ru: "Дистрибьюторов ещё нет. Через них партнёры рассчитываются с владельцем сервиса.",
    kk: "Дистрибьюторлар әлі жоқ. Серіктестер сервис иесімен солар арқылы есептеседі.",
    en: "No distributors yet. Partners settle with the vendor through them.")
  static let addDistributor = Text(ru: "Добавить дистрибьютора", kk: "Дистрибьютор қосу", en: "Add a distributor")
}
