package import Handbook
package import Markup

/// «Тарифы» (M-10, M-11): everything that is sold, without a subscription.
package struct TariffsPage: Screen {
  let tariffs: [Tariff]
  let today: Day
  let showsSamples: Bool

  package init(tariffs: [Tariff], today: Day, showsSamples: Bool) {
    self.tariffs = tariffs
    self.today = today
    self.showsSamples = showsSamples
  }

  package var title: Text { .tariffs }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title) <span class="muted">\(tariffs.count)</span></h1></div>
    \([ProductLine.business, .cashRegister].html { line in
      """
      <h2>\(line.name)</h2><table class="list" data-rows><thead><tr><th scope="col">\(Text.tariff)</th>\
      <th scope="col">\(Text.kindWord)</th><th scope="col" class="num">\(Text.bases)</th>\
      <th scope="col" class="num">\(Text.sessionsWord)</th>\
      <th scope="col" class="num">\(Text.priceFrom)</th></tr></thead>\
      <tbody>\(tariffs.filter { $0.line == line }.html(row))</tbody></table>
      """
    })
    """
  }

  private func row(_ tariff: Tariff) -> HTML {
    let price = tariff.prices.filter { $0.validity.contains(today) }.min { $0.months < $1.months }
    return """
      <tr><td class="first"><a href="\(Link.tariff(tariff.code))">\(tariff.name)</a></td>\
      <td data-label="\(Text.kindWord)">\(tariff.kind.name)</td>\
      <td class="num" data-label="\(Text.bases)">\(tariff.limits.bases)</td>\
      <td class="num" data-label="\(Text.sessionsWord)">\(tariff.limits.sessions)</td>\
      <td class="num" data-label="\(Text.priceFrom)">\(if: tariff.isFree, "\(Text.free)")\
      \(price.map {
        """
        \($0.amount) \(if: showsSamples && $0.isSample, "<span class=\"mark quiet\">\(Text.sample)</span>")
        """ as HTML
      })</td></tr>
      """
  }
}

/// One tariff: description, services, configurations, prices (H-08 … H-10).
package struct TariffPage: Screen {
  let tariff: Tariff
  let services: [Service]
  let applications: [Application]
  let today: Day
  let showsSamples: Bool
  let mayIssue: Bool

  package init(
    tariff: Tariff, services: [Service], applications: [Application], today: Day, showsSamples: Bool, mayIssue: Bool
  ) {
    self.tariff = tariff
    self.services = services
    self.applications = applications
    self.today = today
    self.showsSamples = showsSamples
    self.mayIssue = mayIssue
  }

  package var title: Text { tariff.name }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(tariff.name) <span class="muted">\(tariff.code)</span></h1>\
    <div class="commands">\
    \(if: mayIssue,
      """
      <a class="button main" href="\(url(Link.newSubscription, ["tariff": tariff.code.description]))">\
      \(Text.issueSubscription)</a>
      """)</div></div>
    <p class="facts-line">\(tariff.kind.name) · \(tariff.settlement.name)</p>
    <div class="split"><div>
    <h2>\(Text.tariffDescription)</h2><p class="description">\(tariff.descriptionForPartners)</p>
    <h2>\(Text.forClients)</h2><p class="description">\(tariff.descriptionForClients)</p>
    \(if: !tariff.conditions.isEmpty,
      """
      <h2>\(Text.conditions)</h2><ul>\(tariff.conditions.html { "<li>\($0.sentence)</li>" })</ul>
      """)
    </div><aside>
    <h2>\(Text.limits)</h2><dl class="facts-list"><dt>\(Text.bases)</dt><dd>\(tariff.limits.bases)</dd>\
    <dt>\(Text.sessionsWord)</dt><dd>\(tariff.limits.sessions)</dd><dt>\(Text.usersWord)</dt>\
    <dd>\(tariff.limits.users.map { Text(verbatim: String($0)) } ?? .unlimited)</dd>\
    \(if: tariff.limits.registers > 0, "<dt>\(Text.registers)</dt><dd>\(tariff.limits.registers)</dd>")</dl>
    <h2>\(Text.prices)</h2>\(prices)
    <h2>\(Text.servicesWord) (\(services.count))</h2><ul class="dense">\(services.html { "<li>\($0.name)</li>" })</ul>
    <h2>\(Text.configurations) (\(applications.count))</h2>\
    <ul class="dense">\(applications.html { "<li>\($0.name)</li>" })</ul>
    </aside></div>
    """
  }

  private var prices: HTML {
    if tariff.isFree { return "<p>\(Text.free)</p>" }
    return """
      <table class="list"><thead><tr><th scope="col">\(Text.periodOfAction)</th>\
      <th scope="col" class="num">\(Text.retailPrice)</th></tr></thead>\
      <tbody>\(tariff.prices.filter { $0.validity.contains(today) }.html { price in
        """
        <tr><td class="first">\(Text.months(price.months))</td>\
        <td class="num" data-label="\(Text.retailPrice)">\(price.amount)\
        \(if: showsSamples && price.isSample, " <span class=\"mark quiet\">\(Text.sample)</span>")</td></tr>
        """
      })</tbody></table>
      """
  }
}

extension Text {
  static let priceFrom = Text(ru: "Цена, ₸", kk: "Бағасы, ₸", en: "Price, ₸")
  static let free = Text(ru: "бесплатно", kk: "тегін", en: "free")
  static let forClients = Text(
    ru: "Описание для клиента", kk: "Клиентке арналған сипаттама", en: "Description for clients")
  static let conditions = Text(ru: "Условия", kk: "Шарттар", en: "Conditions")
  static let unlimited = Text(ru: "без ограничений", kk: "шектеусіз", en: "unlimited")
  static let prices = Text(ru: "Цены", kk: "Бағалар", en: "Prices")
  static let retailPrice = Text(ru: "РРЦ, ₸", kk: "ҰБ, ₸", en: "Retail, ₸")
  static let servicesWord = Text(ru: "Услуги", kk: "Қызметтер", en: "Services")
  static let configurations = Text(ru: "Конфигурации", kk: "Конфигурациялар", en: "Configurations")
}
