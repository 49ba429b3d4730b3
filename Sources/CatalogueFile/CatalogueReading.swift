import Handbook
import Yams

/// The reading of one catalogue, entry by entry.
struct CatalogueReading {
  let fields: Fields
  let proofreader: Proofreader
  let groups: Codes<ApplicationGroup>
  let applications: Codes<Application>
  let services: Codes<Service>
  let standings: Codes<Standing>
  let tariffs: Codes<Tariff>

  init?(_ root: Node, _ proofreader: Proofreader) {
    let keys = ["settings", "support", "self-service", "standings", "groups", "applications", "services", "tariffs"]
    guard let fields = Fields(root, "the catalogue", keys: keys, proofreader) else { return nil }
    self.fields = fields
    self.proofreader = proofreader
    groups = Codes(fields["groups"], "group", proofreader)
    applications = Codes(fields["applications"], "application", proofreader)
    services = Codes(fields["services"], "service", proofreader)
    standings = Codes(fields["standings"], "standing", proofreader)
    tariffs = Codes(fields["tariffs"], "tariff", proofreader)
  }

  /// `nil` if any of it is wrong, which has then been reported.
  func catalogue() -> Catalogue? {
    let terms = fields.require("settings", terms)
    let support = fields.require("support", support)
    let selfService = fields.require("self-service", selfService)
    let standings = fields.require("standings", proofreader.list("standings", standing))
    let groups = fields.require("groups", proofreader.list("groups", group))
    let applications = fields.require("applications", proofreader.list("applications", application))
    let services = fields.require("services", proofreader.list("services", service))
    let tariffs = fields.require("tariffs", tariffs)
    guard let terms, let support, let selfService, let standings, let groups, let applications, let services,
      let tariffs
    else { return nil }
    check(terms, against: tariffs)
    check(groups, have: applications)
    return Catalogue(
      terms: terms, support: support, selfService: selfService, standings: standings, groups: groups,
      applications: applications, services: services, tariffs: tariffs)
  }

  private func terms(_ node: Node) -> ServiceTerms? {
    let keys = [
      "time-zone", "invitation-days", "trial", "own-tariff", "data-kept-months", "session-idle-minutes",
      "sign-in-idle-minutes", "transfer-days", "transfer-hours", "staff-access-hours", "reminder-days", "digest-days",
      "churn-days", "import-megabytes",
    ]
    guard let fields = Fields(node, "settings", keys: keys, proofreader) else { return nil }
    let trial = fields.require("trial", tariffs.reference)
    let own = fields.require("own-tariff", tariffs.reference)
    var terms = trial.flatMap { trial in own.map { ServiceTerms(trial: trial, ownTariff: $0) } }
    // The others have defaults. Each is read even if the ones above are wrong, to report every mistake.
    func set<Value>(_ key: String, _ field: WritableKeyPath<ServiceTerms, Value>, _ read: (Node) -> Value?) {
      guard let node = fields[key] else { return }
      if let value = read(node) { terms?[keyPath: field] = value } else { terms = nil }
    }
    set("time-zone", \.timeZone, proofreader.zone)
    set("invitation-days", \.invitationDays, proofreader.whole(1...365))
    set("data-kept-months", \.dataKeptMonths, proofreader.whole(1...120))
    set("session-idle-minutes", \.sessionIdleMinutes, proofreader.whole(1...1440))
    set("sign-in-idle-minutes", \.signInIdleMinutes, proofreader.whole(5...43_200))
    set("transfer-days", \.transferDays, proofreader.whole(0...366))
    set("transfer-hours", \.transferHours, proofreader.whole(1...720))
    set("staff-access-hours", \.staffAccessHours, proofreader.whole(1...720))
    set("reminder-days", \.reminderDays, proofreader.set("days", mayBeEmpty: true, proofreader.whole(-90...90)))
    set("digest-days", \.digestDays, proofreader.whole(1...366))
    set("churn-days", \.churnDays, proofreader.whole(0...366))
    set("import-megabytes", \.importMegabytes, proofreader.whole(1...1_048_576))
    return terms
  }

  private static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  private func support(_ node: Node) -> SupportCalendar? {
    guard let fields = Fields(node, "support", keys: ["address", "windows", "days-off"], proofreader) else {
      return nil
    }
    var earlier: [SupportCalendar.Window] = []
    let windows = fields.require(
      "windows",
      proofreader.list("windows") { node -> SupportCalendar.Window? in
        guard let window = window(node) else { return nil }
        if earlier.contains(where: {
          !$0.weekdays.isDisjoint(with: window.weekdays) && $0.opens < window.closes && window.opens < $0.closes
        }) {
          proofreader.report("this window overlaps an earlier one", at: node)
        }
        earlier.append(window)
        return window
      })
    let daysOff = fields.optional("days-off", else: [], proofreader.set("days", mayBeEmpty: true, proofreader.day))
    let address = fields.require("address", proofreader.address)
    guard let windows, let daysOff, let address else { return nil }
    return SupportCalendar(windows: windows, daysOff: daysOff, address: address)
  }

  private func window(_ node: Node) -> SupportCalendar.Window? {
    guard let fields = Fields(node, "a window", keys: ["days", "opens", "closes"], proofreader) else { return nil }
    let days = fields.require(
      "days", proofreader.set("days") { node in proofreader.choice(node, among: Self.weekdays) })
    let opens = fields.require("opens", proofreader.time)
    let closes = fields.require("closes", proofreader.time)
    guard let days, let opens, let closes else { return nil }
    if closes <= opens { proofreader.report("this window closes before it opens", at: node) }
    return SupportCalendar.Window(
      weekdays: Set(days.compactMap { Self.weekdays.firstIndex(of: $0) }.map { $0 + 1 }), opens: opens, closes: closes)
  }

  private func selfService(_ node: Node) -> SelfService? {
    guard let fields = Fields(node, "self-service", keys: ["grace", "boost"], proofreader) else { return nil }
    let grace = fields.require("grace") { node -> SelfService.Grace? in
      guard let fields = Fields(node, "grace", keys: ["days", "within-days", "times"], proofreader) else { return nil }
      let days = fields.require("days", proofreader.whole(1...60))
      let within = fields.require("within-days", proofreader.whole(0...366))
      let times = fields.require("times", proofreader.whole(0...12))
      guard let days, let within, let times else { return nil }
      return SelfService.Grace(days: days, withinDays: within, times: times)
    }
    let boost = fields.require("boost") { node -> SelfService.Boost? in
      guard let fields = Fields(node, "boost", keys: ["sessions", "bases", "days", "times"], proofreader) else {
        return nil
      }
      let sessions = fields.require("sessions", proofreader.whole(0...1000))
      let bases = fields.require("bases", proofreader.whole(0...1000))
      let days = fields.require("days", proofreader.whole(1...60))
      let times = fields.require("times", proofreader.whole(0...12))
      guard let sessions, let bases, let days, let times else { return nil }
      return SelfService.Boost(sessions: sessions, bases: bases, days: days, times: times)
    }
    guard let grace, let boost else { return nil }
    return SelfService(grace: grace, boost: boost)
  }

  private func standing(_ node: Node) -> Standing? {
    let keys = ["code", "name", "discount", "supports-clients", "requirements"]
    guard let fields = Fields(node, "a standing", keys: keys, proofreader) else { return nil }
    let code: Standing.Code? = fields.require("code", proofreader.code)
    let name = fields.require("name", proofreader.text)
    let discount = fields.require("discount", proofreader.percent)
    let supports = fields.require("supports-clients", proofreader.flag)
    let requirements = fields.optional("requirements", else: [], proofreader.list("requirements", proofreader.text))
    guard let code, let name, let discount, let supports, let requirements else { return nil }
    return Standing(
      code: code, name: name, discount: discount, supportsClients: supports, requirements: requirements)
  }

  private func group(_ node: Node) -> ApplicationGroup? {
    guard let fields = Fields(node, "a group", keys: ["code", "name"], proofreader) else { return nil }
    let code: ApplicationGroup.Code? = fields.require("code", proofreader.code)
    let name = fields.require("name", proofreader.text)
    guard let code, let name else { return nil }
    return ApplicationGroup(code: code, name: name)
  }

  private func service(_ node: Node) -> Service? {
    guard let fields = Fields(node, "a service", keys: ["code", "name"], proofreader) else { return nil }
    let code: Service.Code? = fields.require("code", proofreader.code)
    let name = fields.require("name", proofreader.text)
    guard let code, let name else { return nil }
    return Service(code: code, name: name)
  }

  private func application(_ node: Node) -> Application? {
    let keys = ["code", "name", "summary", "version", "group"]
    guard let fields = Fields(node, "an application", keys: keys, proofreader) else { return nil }
    let code: Application.Code? = fields.require("code", proofreader.code)
    let name = fields.require("name", proofreader.text)
    let summary = fields.require("summary", proofreader.text)
    let version = fields.require("version", version)
    let group = fields.require("group", groups.reference)
    guard let code, let name, let summary, let version, let group else { return nil }
    return Application(code: code, name: name, summary: summary, version: version, group: group)
  }

  private func version(_ node: Node) -> String? {
    guard let text = proofreader.word(node, "a version as \"3.0\"") else { return nil }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...4).contains(parts.count),
      parts.allSatisfy({ (1...6).contains($0.utf8.count) && $0.utf8.allSatisfy { (48...57).contains($0) } })
    else {
      proofreader.report("\(quoted(text)) should be a version as \"3.0\"", at: node)
      return nil
    }
    return text
  }

  private func check(_ groups: [ApplicationGroup], have applications: [Application]) {
    for group in groups where !applications.contains(where: { $0.group == group.code }) {
      guard let list = fields["groups"] else { continue }
      proofreader.report("the group \(quoted(group.code.description)) has no application", at: list)
    }
  }

  private func check(_ terms: ServiceTerms, against tariffs: [Tariff]) {
    guard case .mapping(let settings)? = fields["settings"] else { return }
    if let node = settings["trial"], tariffs.first(where: { $0.code == terms.trial })?.isTrial == false {
      proofreader.report("“trial” should name a tariff of the kind trial", at: node)
    }
    if let node = settings["own-tariff"], tariffs.first(where: { $0.code == terms.ownTariff })?.kind != .main {
      proofreader.report("“own-tariff” should name a tariff of the kind main", at: node)
    }
  }
}
