import HTTPTypes
import Handbook
import Markdown
import Office
import Pages

/// Contracts, agreements, another legal entity (Q-01 … Q-04).
extension Cabinet {
  var contractDoors: [Door] {
    [
      .get("/subscribers/{id}/contracts", .partner) { visit in try await contracts(visit) },
      .post("/subscribers/{id}/contracts", .partner) { visit in
        do {
          let id = try await visit.partner().makeContract(with: visit.id("id", of: Subscriber.self), visit.form)
          return .done(Link.contract(id), .contractMade)
        } catch let refusals as Refusals {
          return try await contracts(visit, refusals.all)
        }
      },
      .post("/subscribers/{id}/contracts/entity", .partner) { visit in
        let id = try visit.id("id", of: Subscriber.self)
        do {
          try await visit.partner().changeEntity(of: id, visit.form)
          return .done(Link.contracts(of: id), .entityChanged)
        } catch let refusals as Refusals {
          return try await contracts(visit, refusals.all)
        }
      },
      .get("/contracts/{id}", .partner) { visit in
        let contract = try await visit.partner().contract(visit.id("id", of: Contract.self))
        return .screen(ContractPage(contract: contract, text: Markdown(contract.body).html, isClient: false))
      },
      .get("/contracts/{id}/form", .partner) { visit in
        let contract = try await visit.partner().contract(visit.id("id", of: Contract.self))
        return try await form("contract-\(contract.number).pdf") {
          try await office.pdf(contract.paper, in: contract.language)
        }
      },
      .get(Link.contractTemplate, .partner) { visit in try await template(visit) },
      .post(Link.contractTemplate, .partner) { visit in
        do {
          try await visit.partner().setClauses(visit.form)
          return .done(Link.contractTemplate, .saved)
        } catch let refusals as Refusals {
          return try await template(visit, refusals.all)
        }
      },
      .get(Link.myContracts, .clients) { visit in
        .screen(MyContractsPage(contracts: try await visit.client().contracts()))
      },
      .get("/my-contracts/{id}", .clients) { visit in
        let contract = try await visit.client().contract(visit.id("id", of: Contract.self))
        return .screen(ContractPage(contract: contract, text: Markdown(contract.body).html, isClient: true))
      },
      .get("/my-contracts/{id}/form", .clients) { visit in
        let contract = try await visit.client().contract(visit.id("id", of: Contract.self))
        return try await form("contract-\(contract.number).pdf") {
          try await office.pdf(contract.paper, in: contract.language)
        }
      },
      .get(Link.entityChecks, .vendor) { visit in try await entityChecks(visit) },
      .post("/entity-checks/{id}", .vendor) { visit in
        do {
          try await visit.vendor().answerEntityCheck(visit.id("id", of: EntityCheck.self), visit.form)
          return .done(Link.entityChecks, .entityChecked)
        } catch let refusals as Refusals {
          return try await entityChecks(visit, refusals.all)
        }
      },
    ]
  }

  private func contracts(_ visit: Visit, _ refusals: [Refusal] = []) async throws -> Answer {
    let found = try await visit.partner().contracts(of: visit.id("id", of: Subscriber.self))
    return .screen(
      ContractsPage(
        client: found.client, contracts: found.contracts, hasPayee: found.hasPayee, former: found.former,
        checks: found.checks, entries: visit.form, refusals: refusals, stamp: visit.stamp),
      refusals.isEmpty ? .ok : .unprocessableContent)
  }

  private func template(_ visit: Visit, _ refusals: [Refusal] = []) async throws -> Answer {
    let desk = try visit.partner()
    let template = try await desk.contractTemplate()
    let clauses = template.clauses
    return .screen(
      ContractTemplatePage(
        template: template, entries: visit.typed(or: Entries(["ru": clauses.ru, "kk": clauses.kk, "en": clauses.en])),
        refusals: refusals, isEditable: desk.actor.role == .owner), refusals.isEmpty ? .ok : .unprocessableContent)
  }

  private func entityChecks(_ visit: Visit, _ refusals: [Refusal] = []) async throws -> Answer {
    .screen(
      EntityChecksPage(checks: try await visit.vendor().entityChecks(), refusals: refusals, stamp: visit.stamp),
      refusals.isEmpty ? .ok : .unprocessableContent)
  }
}
