import CatalogueFile
import Handbook
import Testing

@Suite struct ShippedCatalogueTests {
  private let catalogue: Catalogue
  private let day = Day(2022, 7, 12)!

  init() throws {
    catalogue = try Shipped.catalogue.get()
  }

  private func tariff(_ code: Tariff.Code) throws -> Tariff { try #require(catalogue.tariff(code)) }

  @Test("A-23, A-24, A-25: ten applications stand in three groups")
  func applications() {
    #expect(
      catalogue.groups.map(\.name.ru) == [
        "Для малого и микробизнеса", "Для государственных и некоммерческих организаций", "Другие полезные приложения",
      ])
    #expect(catalogue.groups.map { catalogue.applications(in: $0).count } == [6, 3, 1])
    #expect(catalogue.applications.count == 10)
  }

  @Test("A-01: no vendor’s brand stands before an application’s name")
  func brands() {
    for name in catalogue.applications.map(\.name) + catalogue.tariffs.map(\.name) {
      for language in Language.allCases { #expect(!name[language].contains("1С") && !name[language].contains("1C")) }
    }
  }

  @Test("M-12: every tariff of the rules is there")
  func tariffs() {
    #expect(
      catalogue.tariffs.map(\.name.ru) == [
        "ITSaaS Базовый", "ITSaaS РАСШИРЕННЫЙ", "ITSaaS РАСШИРЕННЫЙ (помесячно)", "Апгрейд с Базовый на Расширенный",
        "ITSaaS РАСШИРЕННЫЙ для ИТС Каз.ПРОФ", "Партнерский", "Тестовый (30 дней)", "Дополнительный сеанс",
        "Дополнительная база", "Кассир Базовый", "Кассир Тестовый", "Кассир Старт", "Кассир Стандартный",
        "Кассир Расширенный", "Кассир Дополнительная касса",
      ])
  }

  @Test("H-08, H-10, M-13, M-14: РАСШИРЕННЫЙ is as published")
  func extended() throws {
    let tariff = try tariff("ext")
    #expect(tariff.limits == Limits(bases: 10, sessions: 5, users: nil))
    #expect(tariff.services.count == 14)
    #expect(tariff.applications.count == 4)
    #expect(tariff.sum(months: 1, on: day) == .tenge(10_000))
    #expect(tariff.sum(months: 12, on: day) == .tenge(110_000))
    #expect(tariff.settlement == .wholeTerm)
  }

  @Test("M-14, N-02: помесячно is 10 000 a month")
  func monthly() throws {
    let tariff = try tariff("ext-month")
    #expect(tariff.settlement == .monthly)
    #expect(tariff.price(months: 1, on: day)?.amount == .tenge(10_000))
    #expect(tariff.sum(months: 12, on: day) == .tenge(120_000))
    #expect(tariff.limits == (try self.tariff("ext")).limits)
  }

  @Test("D-01…D-07: Партнерский is free, for a year, by the vendor only")
  func partner() throws {
    let tariff = try tariff("partner")
    #expect(tariff.limits == Limits(bases: 10, sessions: 6, users: nil))
    #expect(tariff.periods(on: day) == [12])
    #expect(tariff.sum(months: 12, on: day) == .zero)
    #expect(tariff.issuer == .vendor)
    #expect(tariff.conditions == [.ownOrganisation])
    #expect(!catalogue.tariffs(issuedBy: .partner, on: day).contains(tariff))
    #expect(catalogue.tariffs(issuedBy: .vendor, on: day).contains(tariff))
    #expect(catalogue.terms.ownTariff == tariff.code)
  }

  @Test("L-01…L-03: the tariff for ИТС is free, for at most 11 months, on condition of the contract")
  func contract() throws {
    let tariff = try tariff("its-prof")
    #expect(tariff.isFree && tariff.term == .contract(atMost: 11) && tariff.conditions == [.supportContract])
  }

  @Test("F-04, U-02: the trials last 30 and 15 days; the first gives itself out, the second a partner issues")
  func trials() throws {
    #expect(try tariff("test").term == .days(30))
    #expect(try tariff("k-test").term == .days(15))
    for trial in catalogue.tariffs where trial.isTrial { #expect(trial.isFree) }
    #expect(try tariff("test").issuer == .automatic)
    #expect(try tariff("k-test").issuer == .partner)
    #expect(try tariff("k-basic").mostMonths == 12)
    #expect(catalogue.terms.trial == "test")
  }

  @Test("K-01, DEC-28: the upgrade has what its target has")
  func upgrade() throws {
    let upgrade = try #require(catalogue.upgrades(from: try tariff("basic"), on: day).first)
    let target = try tariff("ext")
    #expect(upgrade.kind == .upgrade(from: "basic", to: "ext"))
    #expect(upgrade.limits == target.limits && upgrade.applications == target.applications)
    #expect(upgrade.term == .restOfMain)
    #expect(catalogue.upgrades(from: target, on: day).isEmpty)
  }

  @Test("U-02…U-05: every cash-register tariff has one register, and the extension adds one")
  func registers() throws {
    for tariff in catalogue.tariffs where tariff.line == .cashRegister { #expect(tariff.limits.registers == 1) }
    #expect(try tariff("k-reg").extra == .register)
    #expect(try tariff("k-basic").isFree)
    #expect(try tariff("k-basic").periods(on: day).max() == 12)
  }

  @Test("DEC-17: every price but the three published ones is marked as an example")
  func samples() {
    let exact = catalogue.tariffs.flatMap { tariff in
      tariff.prices.filter { !$0.isSample }.map { "\(tariff.code) \($0.months) \($0.amount.plain)" }
    }
    #expect(exact == ["ext 1 10000.00", "ext 12 110000.00", "ext-month 1 10000.00"])
  }

  @Test("A-20: the counterparty check is in every main tariff")
  func counterparty() {
    for tariff in catalogue.tariffs where tariff.extra == nil { #expect(tariff.services.contains("counterparty")) }
  }

  @Test("B-05, B-11: two standings, of 20 % and 50 %")
  func standings() {
    #expect(catalogue.standings.map(\.discount) == [Percent(20), Percent(50)])
    #expect(catalogue.standings.map(\.supportsClients) == [false, true])
  }

  @Test("Y-01, Y-02, PRO-29: the support calendar is the fuller of the two")
  func support() {
    #expect(catalogue.support.isOpen(on: Day(2022, 8, 12)!, at: TimeOfDay(9, 0)!))
    #expect(
      catalogue.support.windows(on: Day(2022, 8, 13)!).map { "\($0.opens)–\($0.closes)" }
        == ["10:00–12:00", "16:00–18:00"])
  }

  @Test("BEY-46, BEY-47: the owner’s grace days and temporary extras")
  func selfService() {
    #expect(catalogue.selfService.grace == .init(days: 7, withinDays: 30, times: 1))
    #expect(catalogue.selfService.boost == .init(sessions: 2, bases: 8, days: 7, times: 1))
  }

  @Test("DEC-13, DEC-14, DEC-30: the settings’ defaults are the ones of the file")
  func terms() {
    #expect(catalogue.terms == ServiceTerms(trial: "test", ownTariff: "partner"))
  }
}
