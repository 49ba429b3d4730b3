package import Handbook
package import Markup

/// A new partner.
package struct NewPartnerPage: Screen {
  let standings: [Standing]
  let distributors: [(id: Subscriber.ID, name: String)]
  let entries: Entries
  let refusals: [Refusal]

  package init(
    standings: [Standing], distributors: [(id: Subscriber.ID, name: String)], entries: Entries, refusals: [Refusal]
  ) {
    self.standings = standings
    self.distributors = distributors
    self.entries = entries
    self.refusals = refusals
  }

  package var title: Text { Text(ru: "Новый партнёр", kk: "Жаңа серіктес", en: "New partner") }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title)</h1></div>\(Faults(refusals: refusals))
    <form method="post" action="\(Link.partners)" class="form" data-guard>\(frame.sealed)<div class="columns">
    \(field(.cardName, "name", required: true))\(field(.partnerCode, "code", required: true))
    \(FormField(label: .standing, field: "standing", kind: .choice(standings.map { ($0.code.description, $0.name) }),
      value: entries.raw("standing"), refusals: refusals))
    \(FormField(label: Subscriber.Kind.distributor.text, field: "distributor",
      kind: .choice([("", Text(verbatim: "—"))] + distributors.map { ($0.id.description, Text(verbatim: $0.name)) }),
      value: entries.raw("distributor"), refusals: refusals))
    \(FormField(label: .ownerEmail, field: "owner_email", kind: .email, value: entries.raw("owner_email"),
      hint: .ownerEmailHint, isRequired: true, refusals: refusals))
    \(field(.cardOrganisation, "organisation"))\(field(.cardBIN, "bin"))\(field(.cardCity, "city"))\
    \(field(.cardEmail, "email"))\(field(.cardPhone, "phone"))\(field(.cardSite, "site"))
    </div><div class="commands"><button class="main" data-hotkey="save-close">\(Text.addPartner)</button></div></form>
    """
  }

  private func field(_ label: Text, _ field: Field, required: Bool = false) -> FormField {
    FormField(
      label: label, field: field, kind: .text, value: entries.raw(field), isRequired: required, refusals: refusals)
  }
}
