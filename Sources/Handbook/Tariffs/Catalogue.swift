/// An installation's data: what it offers, to whom, for how much, and on what terms.
///
/// Read from a file and checked by `CatalogueFile`; whatever a code names here, exists here.
package struct Catalogue: Hashable, Sendable {
  package let terms: ServiceTerms
  package let support: SupportCalendar
  package let selfService: SelfService
  package let standings: [Standing]
  package let groups: [ApplicationGroup]
  package let applications: [Application]
  package let services: [Service]
  package let tariffs: [Tariff]

  package init(
    terms: ServiceTerms, support: SupportCalendar, selfService: SelfService, standings: [Standing],
    groups: [ApplicationGroup], applications: [Application], services: [Service], tariffs: [Tariff]
  ) {
    self.terms = terms
    self.support = support
    self.selfService = selfService
    self.standings = standings
    self.groups = groups
    self.applications = applications
    self.services = services
    self.tariffs = tariffs
  }

  package func tariff(_ code: Tariff.Code) -> Tariff? { tariffs.first { $0.code == code } }
  package func service(_ code: Service.Code) -> Service? { services.first { $0.code == code } }
  package func standing(_ code: Standing.Code) -> Standing? { standings.first { $0.code == code } }
  package func application(_ code: Application.Code) -> Application? { applications.first { $0.code == code } }
  package func applications(in group: ApplicationGroup) -> [Application] {
    applications.filter { $0.group == group.code }
  }

  /// What may be issued on the day by somebody: the vendor may issue what partners may.
  package func tariffs(issuedBy issuer: Tariff.Issuer, on day: Day) -> [Tariff] {
    tariffs.filter { tariff in
      tariff.validity.contains(day)
        && (tariff.issuer == issuer || issuer == .vendor && tariff.issuer == .partner)
    }
  }

  /// The upgrades that a subscription of the tariff can have on the day (K-01).
  package func upgrades(from tariff: Tariff, on day: Day) -> [Tariff] {
    tariffs.filter { upgrade in
      guard case .upgrade(tariff.code, _) = upgrade.kind else { return false }
      return upgrade.validity.contains(day)
    }
  }

  /// The extensions that a subscription of the tariff can have on the day (I-01).
  package func extensions(of tariff: Tariff, on day: Day) -> [Tariff] {
    tariff.extensions.compactMap(self.tariff).filter { $0.validity.contains(day) }
  }
}
