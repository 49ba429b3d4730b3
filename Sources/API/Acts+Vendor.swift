import Handbook
import Office
import Store

extension Act {
  /// The vendor: partners, distributors, letters, the audit, the catalogue.
  static let vendor: [Act] = [
    .value(
      .get, "/partners", "listPartners", .vendor, .vendor, Summary.listPartners,
      query: [.search, .word("order", of: SubscriberOrder.self), .flag("descending")] + Input.paging
    ) { call in
      Answer(Listed(try await call.vendor().partners(call.list(SubscriberOrder.name)).page))
    },
    .value(
      .post, "/partners", "addPartner", .vendor, .government,
      Summary.addPartner,
      body: .fields(
        cardFields + [
          .text("owner_email", upTo: 254, required: true), .text("code", upTo: 20, required: true),
          .text("standing", upTo: 32, required: true), .number("distributor"),
        ]), status: 201
    ) { call in
      let id = try await call.vendor().addPartner(call.entries)
      return Answer(try await call.vendor().partner(id), at: "/partners/\(id)")
    },
    .value(.get, "/partners/{id}", "readPartner", .vendor, .vendor, Summary.readPartner) {
      Answer(try await $0.vendor().partner($0.id(of: Subscriber.self)))
    },
    .value(
      .post, "/partners/{id}/standings", "setStanding", .vendor, .government,
      Summary.setStanding,
      body: .fields([
        .text("standing", upTo: 32, required: true), .day("from", required: true),
        .text("reason", upTo: 300, required: true),
      ])
    ) { call in
      let id = try call.id(of: Subscriber.self)
      try await call.vendor().setStanding(of: id, call.entries)
      return Answer(try await call.vendor().partner(id))
    },
    .value(.get, "/distributors", "listDistributors", .vendor, .government, Summary.listDistributors) {
      Answer(Listed(try await $0.vendor().partnerForm().distributors.map { DistributorLine(id: $0.id, name: $0.name) }))
    },
    .value(
      .post, "/distributors", "addDistributor", .vendor, .government,
      Summary.addDistributor,
      body: .fields(cardFields + [.text("owner_email", upTo: 254, required: true)]), status: 201
    ) { Answer(Made(try await $0.vendor().addDistributor($0.entries)), at: "/distributors") },
    .value(
      .get, "/letters", "listLetters", .vendor, .government, Summary.listLetters,
      query: [.search, .flag("unsent")] + Input.paging
    ) { call in
      Answer(
        Listed(
          try await call.vendor().letters(
            search: call.query.raw("q"), onlyUnsent: call.wants("unsent"), after: call.after, limit: call.limit)))
    },
    .value(.get, "/letters/{id}", "readLetter", .vendor, .government, Summary.readLetter) {
      Answer(try await $0.vendor().letter($0.id(of: KeptLetter.self)))
    },
    .value(.post, "/letters/{id}/sending", "sendLetterAgain", .vendor, .government, Summary.sendLetterAgain) {
      let id = try $0.id(of: KeptLetter.self)
      try await $0.vendor().sendAgain(id)
      return Answer(try await $0.vendor().letter(id))
    },
    .value(
      .get, "/audit", "readAudit", .vendor, .government, Summary.readAudit,
      query: [.number("subscriber")] + Input.paging
    ) { call in
      Answer(
        Listed(
          try await call.vendor().audit(
            of: Subscriber.ID(call.query.raw("subscriber")), after: call.after, limit: call.limit)))
    },
    .value(
      .get, "/catalogue", "readCatalogue", .vendor, .government,
      Summary.readCatalogue
    ) { call in
      Answer(CatalogueInForce(offer: try await call.vendor().offer(), today: call.today))
    },
  ]
}
