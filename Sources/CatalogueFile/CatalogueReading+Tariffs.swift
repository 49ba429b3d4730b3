import Handbook
import Yams

extension CatalogueReading {
  /// The list of tariffs: each read by itself, then together with the tariffs that it names.
  func tariffs(_ node: Node) -> [Tariff]? {
    guard let drafts = proofreader.list("tariffs", draft)(node) else { return nil }
    let alone = Dictionary(drafts.map { ($0.tariff.code, $0.tariff) }) { first, _ in first }
    return drafts.map { draft in
      checkExtensions(of: draft, among: alone)
      return completed(draft, among: alone)
    }
  }

  /// A tariff and where it stands.
  private struct TariffDraft {
    var tariff: Tariff
    let fields: Fields
  }

  private static let keys = [
    "code", "name", "line", "kind", "extends", "from", "to", "issued-by", "settlement", "free", "term", "limits",
    "conditions", "most-months", "offered", "for-partners", "for-clients", "services", "applications", "extensions",
    "prices",
  ]

  private func draft(_ node: Node) -> TariffDraft? {
    guard let fields = Fields(node, "a tariff", keys: Self.keys, proofreader) else { return nil }
    let code: Tariff.Code? = fields.require("code", proofreader.code)
    let name = fields.require("name", proofreader.text)
    let line: ProductLine? = fields.require("line", proofreader.choice)
    let kind = kind(fields)
    let issuer: Tariff.Issuer? = fields.require("issued-by", proofreader.choice)
    let settlement: Tariff.Settlement? = fields.optional("settlement", else: .wholeTerm, proofreader.choice)
    let isFree = fields.optional("free", else: false, proofreader.flag)
    let conditions: [Tariff.Condition]? = fields.optional(
      "conditions", else: [], proofreader.set("conditions", proofreader.choice))
    let mostMonths: Int?? = fields.optional("most-months", else: nil) { proofreader.whole(1...120)($0).map { $0 } }
    let validity = fields.require("offered", self.validity)
    let forPartners = fields.require("for-partners", proofreader.text)
    let forClients = fields.require("for-clients", proofreader.text)
    let extensions = fields.optional("extensions", else: [], proofreader.set("extensions", tariffs.reference))

    var (term, limits, services, applications) = (
      Tariff.Term.restOfMain as Tariff.Term?, Limits.none as Limits?,
      [] as [Service.Code]?, [] as [Application.Code]?
    )
    switch kind {
    case .main, .trial:
      term = fields.require("term", self.term)
      limits = fields.require("limits", self.limits)
      services = fields.require("services", proofreader.set("services", self.services.reference))
      applications = fields.require("applications", proofreader.set("applications", self.applications.reference))
      for key in ["extends", "from", "to"] { fields.forbid(key, "only an extension or an upgrade has it") }
    case .extra, .upgrade:
      for key in ["term", "limits", "services", "applications", "extensions"] {
        fields.forbid(key, "an extension or an upgrade takes it from its main tariff")
      }
      if case .extra(let extra) = kind {
        limits = extra.limits
        for key in ["from", "to"] { fields.forbid(key, "only an upgrade has it") }
      } else {
        fields.forbid("extends", "only an extension has it")
      }
    case nil: break
    }

    let whole = validity ?? Validity(from: Day(sinceEpoch: 0))
    let row: (Node) -> PriceRow? = { self.price($0, whole) }
    let prices = fields.optional("prices", else: [], proofreader.list("prices", row))
    guard let code, let name, let line, let kind, let issuer, let settlement, let isFree, let conditions,
      let mostMonths,
      let validity, let forPartners, let forClients, let extensions, let term, let limits, let services,
      let applications,
      let prices
    else { return nil }
    let tariff = Tariff(
      code: code, name: name, line: line, kind: kind, issuer: issuer, settlement: settlement, term: term,
      isFree: isFree, limits: limits, conditions: conditions, mostMonths: mostMonths,
      descriptionForPartners: forPartners,
      descriptionForClients: forClients, services: services, applications: applications, extensions: extensions,
      prices: prices.map(\.price), validity: validity)
    checkTerm(of: tariff, fields)
    checkPrices(of: tariff, prices, fields)
    return TariffDraft(tariff: tariff, fields: fields)
  }

  private func kind(_ fields: Fields) -> Tariff.Kind? {
    let word = fields.require("kind") { proofreader.choice($0, among: ["main", "trial", "extension", "upgrade"]) }
    switch word {
    case "main": return .main
    case "trial": return .trial
    case "extension": return fields.require("extends") { proofreader.choice($0) }.map { Tariff.Kind.extra($0) }
    case "upgrade":
      let (from, to) = (fields.require("from", tariffs.reference), fields.require("to", tariffs.reference))
      guard let from, let to else { return nil }
      return .upgrade(from: from, to: to)
    default: return nil
    }
  }

  private func term(_ node: Node) -> Tariff.Term? {
    guard let fields = Fields(node, "a term", keys: ["months", "days", "contract"], proofreader) else { return nil }
    let given = ["months", "days", "contract"].filter { fields[$0] != nil }
    guard given.count == 1 else {
      proofreader.report("a term has exactly one of months, days and contract", at: node)
      return nil
    }
    switch given[0] {
    case "months":
      return fields.require("months", proofreader.set("months", proofreader.whole(1...120)))
        .map { .months($0.sorted()) }
    case "days": return fields.require("days", proofreader.whole(1...366)).map { .days($0) }
    default: return fields.require("contract", proofreader.whole(1...120)).map { .contract(atMost: $0) }
    }
  }

  private func limits(_ node: Node) -> Limits? {
    let keys = ["bases", "sessions", "users", "registers"]
    guard let fields = Fields(node, "limits", keys: keys, proofreader) else { return nil }
    let bases = fields.require("bases", proofreader.whole(1...100_000))
    let sessions = fields.require("sessions", proofreader.whole(1...100_000))
    let registers = fields.optional("registers", else: 0, proofreader.whole(0...100_000))
    let users = fields.require("users") { node -> Int?? in
      if case .scalar(let scalar) = node, scalar.string == "unlimited" { return .some(nil) }
      if case .scalar(let scalar) = node, Int(scalar.string) == nil {
        proofreader.report("\(quoted(scalar.string)) should be a whole number or “unlimited”", at: node)
        return nil
      }
      return proofreader.whole(1...1_000_000)(node).map { .some($0) }
    }
    guard let bases, let sessions, let registers, let users else { return nil }
    return Limits(bases: bases, sessions: sessions, users: users, registers: registers)
  }

  /// `{from: 2026-01-01, through: 2026-12-31}`; an absent `from` is the whole's.
  private func validity(_ node: Node) -> Validity? {
    guard let fields = Fields(node, "a validity", keys: ["from", "through"], proofreader) else { return nil }
    return validity(of: fields, from: nil)
  }

  private func validity(of fields: Fields, from first: Day?) -> Validity? {
    let from =
      if let first { fields.optional("from", else: first, proofreader.day) } else {
        fields.require("from", proofreader.day)
      }
    let through = fields.optional("through", else: nil as Day?) { node in proofreader.day(node).map { .some($0) } }
    guard let from, let through else { return nil }
    if let through, through < from {
      proofreader.report("this ends before it begins", at: fields.node)
      return nil
    }
    return Validity(from: from, through: through)
  }

  /// A price and where it stands.
  private struct PriceRow {
    let price: Price
    let node: Node
  }

  private func price(_ node: Node, _ whole: Validity) -> PriceRow? {
    let keys = ["months", "amount", "sample", "from", "through"]
    guard let fields = Fields(node, "a price", keys: keys, proofreader) else { return nil }
    let months = fields.require("months", proofreader.whole(1...120))
    let amount = fields.require("amount", proofreader.money)
    let isSample = fields.optional("sample", else: false, proofreader.flag)
    let validity = self.validity(of: fields, from: whole.from)
    guard let months, let amount, let isSample, let validity else { return nil }
    return PriceRow(price: Price(months: months, amount: amount, isSample: isSample, validity: validity), node: node)
  }
}

// What must hold among the fields of one tariff.
extension CatalogueReading {
  private func checkTerm(of tariff: Tariff, _ fields: Fields) {
    let node = fields["term"] ?? fields.node
    switch tariff.term {
    case .days where tariff.kind != .trial: proofreader.report("only a trial lasts for days", at: node)
    case .months where tariff.isTrial, .contract where tariff.isTrial:
      proofreader.report("a trial lasts for days", at: node)
    case .contract where !tariff.conditions.contains(.supportContract):
      proofreader.report("a term to the end of a contract needs the condition support-contract", at: node)
    default: break
    }
    if tariff.isTrial && !tariff.isFree { proofreader.report("a trial is free", at: fields["free"] ?? fields.node) }
    if tariff.issuer == .automatic && !tariff.isFree {
      proofreader.report("what is issued automatically is free", at: fields["issued-by"] ?? fields.node)
    }
    if tariff.settlement == .monthly && (tariff.isFree || !tariff.standsAlone) {
      proofreader.report(
        "only a main tariff that is paid for is settled monthly", at: fields["settlement"] ?? fields.node)
    }
  }

  private func checkPrices(of tariff: Tariff, _ rows: [PriceRow], _ fields: Fields) {
    let node = fields["prices"] ?? fields.node
    if tariff.isFree {
      if !rows.isEmpty { proofreader.report("a free tariff has no prices", at: node) }
      return
    }
    if rows.isEmpty { return proofreader.report("a tariff that is not free has prices", at: node) }
    if case .contract = tariff.term {
      return proofreader.report(
        "a term to the end of a contract has no price by the period: such a tariff is free", at: node)
    }
    let periods: [Int] =
      if tariff.isPricedByMonth { [1] } else if case .months(let months) = tariff.term { months } else { [] }
    for (place, row) in rows.enumerated() {
      if !periods.contains(row.price.months) {
        proofreader.report(
          tariff.isPricedByMonth
            ? "this tariff has the price of 1 month only"
            : "\(row.price.months) months are not among the periods of the term", at: row.node)
      }
      if rows[..<place].contains(where: {
        $0.price.months == row.price.months && $0.price.validity.overlaps(row.price.validity)
      }) {
        proofreader.report(
          "this price and an earlier one of \(row.price.months) months hold on the same days", at: row.node)
      }
    }
    // A period without a price cannot be chosen (DEC-18): naming it in the term is then a slip.
    for months in periods where !rows.contains(where: { $0.price.months == months }) {
      proofreader.report("there is no price of \(months) months", at: node)
    }
  }
}

// What must hold between tariffs.
extension CatalogueReading {
  private func checkExtensions(of draft: TariffDraft, among tariffs: [Tariff.Code: Tariff]) {
    guard case .sequence(let nodes)? = draft.fields["extensions"] else { return }
    for (code, node) in zip(draft.tariff.extensions, nodes) {
      guard let other = tariffs[code] else { continue }
      if other.extra == nil {
        proofreader.report("\(quoted(code.description)) is not a tariff of the kind extension", at: node)
      } else if other.line != draft.tariff.line {
        proofreader.report("\(quoted(code.description)) is of another line", at: node)
      }
    }
  }

  /// An upgrade gives what its target gives (DEC-28), which must be more than what it replaces (O-01).
  private func completed(_ draft: TariffDraft, among tariffs: [Tariff.Code: Tariff]) -> Tariff {
    let tariff = draft.tariff
    guard case .upgrade(let from, let to) = tariff.kind, let source = tariffs[from], let target = tariffs[to] else {
      return tariff
    }
    let node = draft.fields["to"] ?? draft.fields.node
    if source.kind != .main || target.kind != .main {
      proofreader.report("an upgrade leads from a main tariff to a main tariff", at: node)
    } else if source.line != tariff.line || target.line != tariff.line {
      proofreader.report("an upgrade stays within its line", at: node)
    } else if !target.limits.covers(source.limits) || target.limits == source.limits {
      proofreader.report("the target of an upgrade is not greater than what it replaces (O-01)", at: node)
    } else if !Set(source.applications).isSubset(of: target.applications)
      || !Set(source.services).isSubset(of: target.services)
    {
      proofreader.report("the target of an upgrade lacks an application or a service of what it replaces", at: node)
    }
    var completed = tariff
    completed.limits = target.limits
    completed.services = target.services
    completed.applications = target.applications
    return completed
  }
}
