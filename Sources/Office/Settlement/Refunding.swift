package import Handbook
package import Store

extension SettlingDesk {
  /// Refund requests: a partner's own, drafts among them; for the vendor all that were sent (W-02).
  package func refunds(after: Cursor? = nil, limit: Int = 50) async throws -> Page<Refund> {
    try actor.require(.serve)
    guard actor.kind != .distributor else { throw Missing() }
    return try await office.database.read { try $0.refunds(of: house, after: after, limit: limit) }
  }

  package func refund(_ id: Refund.ID) async throws -> RefundCase {
    try actor.require(.serve)
    return try await office.database.read { try refundCase(reach(id, $0), $0) }
  }

  package func document(
    _ paper: Refund.Paper, of id: Refund.ID
  ) async throws -> (name: String, type: DocumentType, bytes: [UInt8]) {
    try actor.require(.serve)
    return try await office.database.read { tx in
      _ = try reach(id, tx)
      guard let document = try tx.document(paper, of: id) else { throw Missing() }
      return document
    }
  }

  func reach(_ id: Refund.ID, _ tx: any Reading) throws -> Refund {
    guard actor.kind != .distributor, let refund = try tx.refund(id),
      house.map({ $0 == refund.partnerID }) ?? (refund.state != .draft)
    else { throw Missing() }
    return refund
  }

  func refundCase(_ refund: Refund, _ tx: any Reading) throws -> RefundCase {
    guard let facts = try tx.subscription(refund.subscriptionID) else { throw Missing() }
    return RefundCase(
      refund: refund,
      proposal: AdvanceProposal(of: try tx.charges(of: refund.subscriptionID), stoppedOn: refund.stoppedOn),
      tariff: try office.catalogues.tariff(facts.termsID, tx).name, period: facts.period)
  }
}

extension PartnerDesk {
  /// Begins a request about a subscription: what stands in its way is told at once (W-02, W-03).
  package func beginRefund(_ entries: Entries) async throws -> Refund.ID {
    try actor.require(.serve)
    var entries = entries
    let id = entries.id("subscription", of: Subscription.self)
    let ground = entries.choice("ground", of: Refund.Ground.self)
    let cause = entries.paragraph("cause", upTo: 1000, required: true)
    let stoppedOn = entries.day("stopped_on")
    try entries.accept()
    return try await office.database.write(locking: [LockKey("refund", id!.number)]) { tx in
      guard let facts = try tx.subscription(id!), facts.partnerID == actor.subscriber else { throw Missing() }
      try draft(facts, ground!, stoppedOn!, isAskedAlready: tx.refund(about: id!) != nil, papers: nil, tx).accept()
      let refund = try tx.insertRefund(
        about: id!, of: actor.subscriber, ground!, cause: cause, stoppedOn: stoppedOn!, by: actor.user, at: now)
      try record(
        "begin-refund", on: "subscription", id!.number, of: facts.subscriberID,
        after: ["ground": ground!.rawValue, "stopped_on": stoppedOn!.iso], tx)
      return refund
    }
  }

  /// Puts a document to a request that is being prepared; in the place of the one before it.
  package func attach(
    _ bytes: [UInt8], named name: String, as paper: Refund.Paper, to id: Refund.ID
  ) async throws {
    try actor.require(.serve)
    if bytes.isEmpty || bytes.count > DocumentType.largest { throw Refusals("W-02", "file", .documentSize) }
    guard let type = DocumentType(of: bytes) else { throw Refusals("W-02", "file", .documentType) }
    let safe = name.filter { !"/\\\"\r\n\0".contains($0) }.prefix(100)
    try await office.database.write(locking: [LockKey("refund", id.number)]) { tx in
      guard try reach(id, tx).state == .draft else { throw Missing() }
      try tx.keep(bytes, named: safe.isEmpty ? "\(paper).\(type.suffix)" : String(safe), type, as: paper, of: id)
    }
  }

  /// Sends the request with its three documents to the vendor (W-02).
  package func sendRefund(_ id: Refund.ID) async throws {
    try actor.require(.serve)
    try await office.database.write(locking: [LockKey("refund", id.number)]) { tx in
      let refund = try reach(id, tx)
      guard refund.state == .draft, let facts = try tx.subscription(refund.subscriptionID) else { throw Missing() }
      try draft(
        facts, refund.ground, refund.stoppedOn, isAskedAlready: false, papers: Set(refund.documents.map(\.paper)), tx
      ).accept()
      guard try tx.move(id, from: .draft, to: .sent, at: now) else { throw Missing() }
      if let vendor = try tx.vendorID() {
        try office.postToServing(
          .refundAsked(
            partner: refund.partnerName, subscription: refund.subscriptionID.nineDigits,
            sum: refundCase(refund, tx).proposal.sum, link: office.link("/refunds/\(id)")), vendor, tx)
      }
      try record("send-refund", on: "subscription", refund.subscriptionID.number, of: facts.subscriberID, tx)
    }
  }

  package func dropRefund(_ id: Refund.ID) async throws {
    try actor.require(.serve)
    try await office.database.write(locking: [LockKey("refund", id.number)]) { tx in
      guard try tx.deleteDraft(id, of: actor.subscriber) else { throw Missing() }
    }
  }

  private func draft(
    _ facts: SubscriptionFacts, _ ground: Refund.Ground, _ stoppedOn: Day, isAskedAlready: Bool,
    papers: Set<Refund.Paper>?, _ tx: any Reading
  ) throws -> RefundDraft {
    RefundDraft(
      ground: ground, charged: try tx.charges(of: facts.id).reduce(.zero) { $0 + $1.due }, period: facts.period,
      stoppedOn: stoppedOn, isAskedAlready: isAskedAlready, papers: papers)
  }
}

extension VendorDesk {
  /// Grants an advance, or refuses it (W-04). What is granted is set off against the next invoices; where a distributor
  /// stands between, it gets the same from the vendor.
  package func decideRefund(_ id: Refund.ID, _ entries: Entries) async throws {
    try actor.require(.govern)
    var entries = entries
    let isGranted = entries.raw("decision") == "grant"
    if !isGranted, entries.raw("decision") != "refuse" { entries.refuse("decision", .choose) }
    let sum = isGranted ? entries.money("sum") : .zero
    let answer = entries.paragraph("answer", upTo: 1000, required: true)
    try entries.accept()
    try await office.database.write(locking: [.ledger, LockKey("refund", id.number)]) { tx in
      let refund = try reach(id, tx)
      let proposal = try refundCase(refund, tx).proposal
      if isGranted, sum! <= .zero || sum! > proposal.charged {
        throw Refusals("W-04", "sum", .advanceWithin(proposal.charged))
      }
      guard
        try tx.decide(
          id, isGranted ? .granted : .refused, granted: sum!, answer: answer, by: actor.user, at: now)
      else { throw Missing() }
      try post(sum!, to: refund, tx)
      try office.postToServing(
        .refundDecided(
          subscription: refund.subscriptionID.nineDigits, granted: sum!, answer: answer,
          link: office.link("/refunds/\(id)")), refund.partnerID, tx)
      try record(
        isGranted ? "grant-refund" : "refuse-refund", on: "subscription", refund.subscriptionID.number,
        of: refund.partnerID, after: ["sum": sum!.plain, "answer": answer], tx)
    }
  }

  private func post(_ sum: Money, to refund: Refund, _ tx: any Writing) throws {
    guard let vendor = try tx.vendorID() else { throw Missing() }
    let distributor = try tx.settlings(of: refund.partnerID).first?.distributor
    func advance(_ debtor: Subscriber.ID, from creditor: Subscriber.ID) -> LedgerEntry? {
      LedgerEntry(
        .advance, sum, debit: Account(.refunds, of: creditor), credit: Account(.advance, of: debtor), on: today,
        document: refund.id.number)
    }
    try tx.post(
      [
        advance(refund.partnerID, from: distributor ?? vendor), distributor.flatMap { advance($0, from: vendor) },
      ].compactMap { $0 })
  }
}

extension Text {
  static let documentSize = Text(
    ru: "Файл пуст или больше 5 МБ. Приложите скан или PDF поменьше.",
    kk: "Файл бос немесе 5 МБ-тан үлкен. Кішірек скан не PDF тіркеңіз.",
    en: "The file is empty or larger than 5 MB. Attach a smaller scan or PDF.")
  static let documentType = Text(
    ru: "Это не PDF, PNG и не JPEG. Приложите документ в одном из этих видов.",
    kk: "Бұл PDF, PNG не JPEG емес. Құжатты осы түрлердің бірінде тіркеңіз.",
    en: "This is no PDF, PNG or JPEG. Attach the document as one of these.")
  static func advanceWithin(_ sum: Money) -> Text {
    Text(
      ru: "Аванс — больше нуля и не больше начисленного: \(sum).",
      kk: "Аванс нөлден артық және есептелгеннен аспайды: \(sum).",
      en: "An advance is more than zero and no more than was charged: \(sum).")
  }
}
