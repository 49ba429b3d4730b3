import Crypto
import Foundation
package import Handbook
import Store

/// Licence contracts, agreements to them, and another legal entity for a client (Q-01 … Q-04, H-13).
extension PartnerDesk {
  /// What stands on the page «Договоры» of a client.
  package func contracts(of client: Subscriber.ID) async throws -> ClientContracts {
    try actor.require(.serve)
    return try await office.database.read { tx in
      ClientContracts(
        client: try reach(client, tx), contracts: try tx.contracts(of: client, with: actor.subscriber),
        hasPayee: try tx.payee(actor.subscriber) != nil, former: try tx.formerEntities(of: client),
        checks: try tx.entityChecks(of: client))
    }
  }

  package func contract(_ id: Contract.ID) async throws -> ContractFacts {
    try actor.require(.serve)
    return try await office.database.read { tx in
      guard let contract = try tx.contract(id), contract.partnerID == actor.subscriber else { throw Missing() }
      return contract
    }
  }

  /// Makes a licence contract with a client, of the partner's newest template.
  ///
  /// - Parameter entries: `language`, by default Russian.
  package func makeContract(with client: Subscriber.ID, _ entries: Entries) async throws -> Contract.ID {
    try actor.require(.serve)
    let language = Language(rawValue: entries.raw("language")) ?? .russian
    let partner = actor.subscriber
    return try await office.database.write { tx in
      let facts = try reach(client, tx)
      let signers = try office.signers(partner, facts, tx)
      let id = try office.makeContract(
        .licence, between: signers, [:], in: language, by: actor, tx)
      try record("make-contract", on: "contract", id.number, of: client, tx)
      return id
    }
  }

  // MARK: The template

  package func contractTemplate() async throws -> ContractTemplate {
    try actor.require(.serve)
    return try await office.database.read { try $0.contractTemplate(of: actor.subscriber) }
  }

  /// Sets the partner's own clauses: a new version, from which the next contracts are made.
  ///
  /// - Parameter entries: `ru`, `kk`, `en`, in Markdown.
  package func setClauses(_ entries: Entries) async throws {
    if actor.role != .owner { throw Denied(.manageOwners) }
    var entries = entries
    let clauses = Text(
      ru: entries.paragraph("ru", upTo: 20_000), kk: entries.paragraph("kk", upTo: 20_000),
      en: entries.paragraph("en", upTo: 20_000))
    for (field, text) in [("ru", clauses.ru), ("kk", clauses.kk), ("en", clauses.en)] {
      let unknown = ContractTemplate.unknownFields(of: text)
      if !unknown.isEmpty { entries.refuse(Field(field), .unknownFields(unknown), rule: "Q-01") }
    }
    try entries.accept()
    let partner = actor.subscriber
    try await office.database.write(locking: [LockKey("templates", partner.number)]) { tx in
      let version = try tx.insertTemplate(clauses, of: partner, by: actor.user, at: now)
      try record("set-clauses", on: "subscriber", partner.number, of: partner, after: ["version": String(version)], tx)
    }
  }

  // MARK: Another legal entity (Q-02 … Q-04)

  /// The client is another legal entity from now on. Its subscriptions and infobases stay; an agreement and an act for
  /// each infobase are made where there is a contract; the vendor is asked to check the new details.
  ///
  /// - Parameter entries: `organisation`, `bin`, `reason`.
  package func changeEntity(of client: Subscriber.ID, _ entries: Entries) async throws {
    try actor.require(.serve)
    var entries = entries
    let organisation = entries.line("organisation", upTo: 200, required: true)
    let bin = entries.bin("bin")
    if bin == nil, !entries.has("bin") { entries.refuse("bin", .fillIn) }
    let reason = entries.paragraph("reason", upTo: 1000, required: true)
    let partner = actor.subscriber
    try await office.database.write(locking: [LockKey("subscriptions", client.number)]) { [entries] tx in
      let old = try reach(client, tx)
      let paid = try tx.postedSubscriptions(of: client, from: Day(sinceEpoch: 0)).contains { $0.accessKind == .paid }
      let checks = try tx.entityChecks(of: client)
      let change = EntityChange(
        from: old.bin, to: bin, hasPaid: paid, isBeingChecked: checks.contains { $0.answeredAt == nil })
      let refusals = entries.refusals + change.refusals
      guard refusals.isEmpty, let bin else { throw Refusals(refusals) }

      let former = try tx.keepFormerEntity(old.organisation, old.bin, of: client, by: actor.user, at: now)
      var card = old.card
      (card.organisation, card.bin) = (organisation, bin)
      guard try tx.setCard(card, of: client, version: old.version) else { throw Missing() }
      try tx.askEntityCheck(
        of: former, client, partner: partner, organisation: organisation, bin: bin, reason: reason, by: actor.user,
        at: now)
      try office.recordEntity(from: old, to: reach(client, tx), of: partner, by: actor, tx)
      try record(
        "change-entity", on: "subscriber", client.number, of: client,
        before: ["organisation": old.organisation, "bin": old.bin?.description ?? ""],
        after: ["organisation": organisation, "bin": bin.description, "reason": reason], tx)
    }
  }
}

/// What a partner and a client signed, and which legal entity the client was when.
package struct ClientContracts: Sendable {
  package let client: SubscriberFacts
  package let contracts: [ContractFacts]
  package let hasPayee: Bool
  package let former: [(entity: LegalEntity, until: Instant)]
  package let checks: [EntityCheck]
}

extension VendorDesk {
  // MARK: Checks of legal entities

  package func entityChecks() async throws -> [EntityCheck] {
    try actor.require(.serve)
    return try await office.database.read { try $0.entityChecks() }
  }

  /// - Parameter entries: `right`, and `answer`, which must be there where it is not right.
  package func answerEntityCheck(_ id: ID<EntityCheck>, _ entries: Entries) async throws {
    try actor.require(.serve)
    var entries = entries
    let isRight = entries.isOn("right")
    let answer = entries.paragraph("answer", upTo: 1000, required: !isRight)
    try entries.accept()
    try await office.database.write { tx in
      guard let check = try tx.entityChecks().first(where: { $0.id == id }),
        try tx.answerEntityCheck(id, isRight: isRight, answer: answer, by: actor.user, at: now)
      else { throw Missing() }
      try record(
        "check-entity", on: "subscriber", check.subscriberID.number, of: check.subscriberID,
        after: ["right": isRight ? "yes" : "no", "answer": answer], tx)
    }
  }
}

extension ClientDesk {
  /// What the client signed with whoever serves it.
  package func contracts() async throws -> [ContractFacts] {
    try actor.require(.seeHouse)
    return try await office.database.read { try $0.contracts(of: actor.subscriber, with: nil) }
  }

  package func contract(_ id: Contract.ID) async throws -> ContractFacts {
    try actor.require(.seeHouse)
    return try await office.database.read { tx in
      guard let contract = try tx.contract(id), contract.subscriberID == actor.subscriber else { throw Missing() }
      return contract
    }
  }
}

// MARK: How a contract is made

/// Who signs: the partner with its details, and the client.
struct Signers {
  let partner: SubscriberFacts
  let payee: Payee
  let client: SubscriberFacts
}

extension Office {
  func signers(_ partner: Subscriber.ID, _ client: SubscriberFacts, _ tx: any Reading) throws -> Signers {
    guard let payee = try tx.payee(partner) else { throw Refusals("Q-01", "account", .fillInPayeeFirst) }
    guard let seller = try tx.subscriber(partner) else { throw Missing() }
    if client.organisation.isEmpty || client.bin == nil {
      throw Refusals("G-01", "card.organisation", .fillInClientFirst)
    }
    return Signers(partner: seller, payee: payee, client: client)
  }

  func makeContract(
    _ kind: Contract.Kind, between signers: Signers, _ more: [ContractTemplate.Field: String],
    licence: ContractFacts? = nil, subscription: Subscription.ID? = nil, infobase: Infobase.ID? = nil,
    isPriced: Bool = true, in language: Language, by actor: Actor, _ tx: any Writing
  ) throws -> Contract.ID {
    let (partner, payee, client, day) = (signers.partner, signers.payee, signers.client, world.today)
    let template = try tx.contractTemplate(of: partner.id)
    let number = try tx.takeContractNumber(kind, of: partner.id, in: day.month.year)
    var values: [ContractTemplate.Field: String] = [
      .number: String(number), .date: day.description,
      .seller: partner.organisation.isEmpty ? partner.name : partner.organisation,
      .sellerBIN: partner.bin?.description ?? "—", .sellerAddress: payee.address, .sellerHead: payee.head,
      .sellerHeadTitle: payee.headTitle, .iban: payee.iban.description, .bank: payee.bank, .bic: payee.bic,
      .client: client.organisation, .clientBIN: client.bin?.description ?? "—",
      .clientNumber: client.id.description,
    ]
    if let licence {
      (values[.licence], values[.licenceDate]) = (String(licence.number), licence.madeOn.description)
    }
    let body = ContractTemplate.filled(
      template.text(kind, isPriced: isPriced, in: language), values.merging(more) { $1 })
    return try tx.insertContract(
      kind, number: number, of: partner.id, with: client.id, on: day, licence: licence?.id, subscription: subscription,
      infobase: infobase, in: language, templateVersion: template.version, body: body,
      hash: Array(SHA256.hash(data: Data(body.utf8))), by: actor.user, at: world.now())
  }

  /// H-13: an extension or an upgrade is recorded by an agreement to the contract, where there is one.
  func supplement(
    _ posted: Subscription.ID, _ prepared: Prepared, of partner: Subscriber.ID, by actor: Actor, _ tx: any Writing
  ) throws {
    guard let draft = prepared.draft, let period = draft.period, let client = prepared.quote.subscriber,
      let licence = try tx.licence(of: client.id, with: partner), let payee = try tx.payee(partner),
      let seller = try tx.subscriber(partner)
    else { return }
    let sum = prepared.quote.clientSum ?? .zero
    let language = licence.language
    let name = draft.tariff.name[language]
    let id = try makeContract(
      .supplement, between: Signers(partner: seller, payee: payee, client: client),
      [
        .subject: draft.quantity > 1 ? "\(name) × \(draft.quantity)" : name, .period: period.description,
        .sum: sum.description, .sumInWords: sum.inWords[language],
      ], licence: licence, subscription: posted, in: language, by: actor, tx)
    try tx.record(
      "make-contract", on: "contract", id.number, of: client.id, before: "", after: "", by: actor.user,
      in: actor.subscriber, from: actor.address, at: world.now())
  }

  /// an agreement about the new entity, and an act for each infobase, where there is a contract.
  func recordEntity(
    from old: SubscriberFacts, to new: SubscriberFacts, of partner: Subscriber.ID, by actor: Actor, _ tx: any Writing
  ) throws {
    guard let licence = try tx.licence(of: new.id, with: partner), let payee = try tx.payee(partner),
      let seller = try tx.subscriber(partner)
    else { return }
    let signers = Signers(partner: seller, payee: payee, client: new)
    let language = licence.language
    let were: [ContractTemplate.Field: String] = [
      .oldClient: old.organisation, .oldClientBIN: old.bin?.description ?? "—",
    ]
    _ = try makeContract(
      .supplement, between: signers,
      were.merging([.subject: Text.entityBecame(old, new)[language]]) { $1 }, licence: licence, isPriced: false,
      in: language, by: actor, tx)
    for infobase in try tx.infobases(of: new.id, for: actor.user, at: world.now()) where infobase.state.takesAPlace {
      _ = try makeContract(
        .transfer, between: signers,
        were.merging([.infobase: infobase.name, .infobaseNumber: infobase.id.nineDigits]) { $1 },
        infobase: infobase.id, in: language, by: actor, tx)
    }
  }
}

extension ContractFacts {
  package var paper: PaperForm {
    .contract(ContractPaper(title: title[language], body: body, hash: hash, language: language))
  }
}

extension Text {
  fileprivate static let fillInPayeeFirst = Text(
    ru: "Сначала заполните «Реквизиты для счетов»: они стоят в договоре.",
    kk: "Алдымен «Шот деректемелерін» толтырыңыз: олар шартта тұрады.",
    en: "First fill in “Details for bills”: they stand in the contract.")
  fileprivate static let fillInClientFirst = Text(
    ru: "Для договора в карточке абонента заполняют «Наименование организации» и «БИН/ИИН абонента».",
    kk: "Шарт үшін абонент карточкасында «Ұйымның атауы» мен «Абоненттің БСН/ЖСН» толтырылады.",
    en: "A contract needs the organisation name and the BIN/IIN in the subscriber's card.")
  fileprivate static func unknownFields(_ fields: [String]) -> Text {
    let list = fields.prefix(5).joined(separator: ", ")
    let known = ContractTemplate.Field.allCases.map(\.placeholder).joined(separator: ", ")
    return Text(
      ru: "Таких полей нет: \(list). Есть: \(known).", kk: "Мұндай өрістер жоқ: \(list). Бары: \(known).",
      en: "There are no such fields: \(list). There are: \(known).")
  }
  fileprivate static func entityBecame(_ old: SubscriberFacts, _ new: SubscriberFacts) -> Text {
    let (was, wasBIN) = (old.organisation, old.bin?.description ?? "—")
    let (becomes, bin) = (new.organisation, new.bin?.description ?? "—")
    return Text(
      ru: "Вместо «\(was)», БИН/ИИН \(wasBIN), Клиентом становится «\(becomes)», БИН/ИИН \(bin)",
      kk: "«\(was)», БСН/ЖСН \(wasBIN), орнына «\(becomes)», БСН/ЖСН \(bin), Клиент болады",
      en: "Instead of “\(was)”, BIN/IIN \(wasBIN), “\(becomes)”, BIN/IIN \(bin), is the Client")
  }
}
