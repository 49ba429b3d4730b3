import Handbook
import Office

extension Act {
  /// Contracts, agreements, another legal entity.
  static let contracts: [Act] = [
    .value(
      .get, "/subscribers/{id}/contracts", "listContracts", .bills, .partner, Summary.listContracts
    ) { Answer(try await $0.partner().contracts(of: $0.id(of: Subscriber.self))) },
    .value(
      .post, "/subscribers/{id}/contracts", "makeContract", .bills, .partner, Summary.makeContract,
      body: .fields([.word("language", of: Language.self)]), status: 201
    ) { call in
      let id = try await call.partner().makeContract(with: call.id(of: Subscriber.self), call.entries)
      return Answer(try await call.partner().contract(id), at: "/contracts/\(id)")
    },
    .deed(
      .post, "/subscribers/{id}/contracts/entity", "changeEntity", .bills, .partner, Summary.changeEntity,
      body: .fields([
        .text("organisation", required: true), .text("bin", upTo: 12, required: true),
        .text("reason", upTo: 1000, required: true),
      ])
    ) { try await $0.partner().changeEntity(of: $0.id(of: Subscriber.self), $0.entries) },
    .value(.get, "/contracts/{id}", "readContract", .bills, .partner, Summary.readContract) {
      Answer(try await $0.partner().contract($0.id(of: Contract.self)))
    },
    .form("/contracts/{id}/form", "printContract", .bills, .partner, Summary.printContract) { call in
      let contract = try await call.partner().contract(call.id(of: Contract.self))
      return try await call.office.pdf(contract.paper, in: contract.language)
    },
    .value(.get, "/contract-template", "readClauses", .bills, .partner, Summary.readClauses) {
      Answer(try await $0.partner().contractTemplate())
    },
    .deed(
      .put, "/contract-template", "setClauses", .bills, .partner, Summary.setClauses,
      body: .fields([.text("ru", upTo: 20_000), .text("kk", upTo: 20_000), .text("en", upTo: 20_000)])
    ) { try await $0.partner().setClauses($0.entries) },
    .value(.get, "/my-contracts", "listMyContracts", .bills, .clients, Summary.listMyContracts) {
      Answer(Listed(try await $0.client.contracts()))
    },
    .form("/my-contracts/{id}/form", "printMyContract", .bills, .clients, Summary.printContract) { call in
      let contract = try await call.client.contract(call.id(of: Contract.self))
      return try await call.office.pdf(contract.paper, in: contract.language)
    },
    .value(.get, "/entity-checks", "listEntityChecks", .vendor, .vendor, Summary.listEntityChecks) {
      Answer(Listed(try await $0.vendor().entityChecks()))
    },
    .deed(
      .post, "/entity-checks/{id}", "answerEntityCheck", .vendor, .vendor, Summary.answerEntityCheck,
      body: .fields([.flag("right"), .text("answer", upTo: 1000)])
    ) { try await $0.vendor().answerEntityCheck($0.id(of: EntityCheck.self), $0.entries) },
  ]
}
