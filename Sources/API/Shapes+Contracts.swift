package import Handbook
package import Office

extension Contract.Kind: Written {}

extension ContractFacts: Shown {
  package static let shape = Shape<Self>(
    "Contract",
    [
      .init("id") { $0.id }, .init("kind") { $0.kind }, .init("number") { $0.number }, .init("made_on") { $0.madeOn },
      .init("partner") { $0.partnerID }, .init("subscriber") { $0.subscriberID }, .init("licence") { $0.licenceID },
      .init("subscription") { $0.subscriptionID }, .init("infobase") { $0.infobaseID },
      .init("language") { $0.language.rawValue }, .init("text") { $0.body },
      .init("sha256") { $0.hash.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() },
      .init("made_at") { $0.madeAt }, .init("made_by") { $0.madeByName },
    ])
}

/// Which legal entity a client was, and until when.
struct FormerEntity: Shown {
  let entity: LegalEntity
  let until: Instant

  static let shape = Shape<Self>(
    "FormerEntity",
    [
      .init("organisation") { $0.entity.organisation }, .init("bin") { $0.entity.bin?.description },
      .init("until") { $0.until }, .init("changed_by") { $0.entity.changedByName },
    ])
}

extension EntityCheck: Shown {
  package static let shape = Shape<Self>(
    "EntityCheck",
    [
      .init("id") { $0.id }, .init("subscriber") { $0.subscriberID }, .init("subscriber_name") { $0.subscriberName },
      .init("partner_name") { $0.partnerName }, .init("old_organisation") { $0.oldOrganisation },
      .init("old_bin") { $0.oldBIN?.description }, .init("organisation") { $0.organisation },
      .init("bin") { $0.bin.description }, .init("reason") { $0.reason }, .init("asked_at") { $0.askedAt },
      .init("answered_at") { $0.answeredAt }, .init("is_right") { $0.isRight }, .init("answer") { $0.answer },
    ])
}

extension ClientContracts: Shown {
  package static let shape = Shape<Self>(
    "ClientContracts",
    [
      .init("items") { $0.contracts },
      .init("former_entities") { found in found.former.map { FormerEntity(entity: $0.entity, until: $0.until) } },
      .init("checks") { $0.checks },
    ])
}

extension ContractTemplate: Shown {
  package static let shape = Shape<Self>(
    "ContractTemplate",
    [
      .init("version") { $0.version }, .init("ru") { $0.clauses.ru }, .init("kk") { $0.clauses.kk },
      .init("en") { $0.clauses.en },
    ])
}
