import Handbook
import Office
import Store

extension Act {
  /// Those who serve clients: subscribers and invitations.
  static let serving: [Act] = [
    .value(
      .get, "/subscribers", "listSubscribers", .serving, .serving,
      Summary.listSubscribers,
      query: [
        .search, .word("kind", of: Subscriber.Kind.self), .word("access", of: Subscriber.AccessKind.self),
        .day("ends_from"), .day("ends_through"), .word("order", of: SubscriberOrder.self), .flag("descending"),
      ] + Input.paging
    ) { call in
      let desk = try call.serving()
      let filter = SubscriberFilter(
        kind: Subscriber.Kind(rawValue: call.query.raw("kind")),
        access: Subscriber.AccessKind(rawValue: call.query.raw("access")), endsFrom: call.day("ends_from"),
        endsThrough: call.day("ends_through"))
      let (page, totals) = try await desk.subscribers(filter, call.list(SubscriberOrder.name))
      return Answer(ServedPage(page: Listed(page), totals: totals))
    },
    .value(
      .get, "/subscribers/{id}", "readSubscriber", .serving, .serving,
      Summary.readSubscriber, versioned: true
    ) { call in
      let card = try await call.serving().subscriber(call.id(of: Subscriber.self))
      return Answer(card, version: card.facts.version)
    },
    .value(
      .put, "/subscribers/{id}", "writeSubscriber", .serving, .serving,
      Summary.writeSubscriber,
      body: .fields(cardFields), versioned: true, needsVersion: true
    ) { call in
      let (desk, id) = (try call.serving(), try call.id(of: Subscriber.self))
      try await desk.save(id, call.entries, version: call.version)
      let card = try await desk.subscriber(id)
      return Answer(card, version: card.facts.version)
    },
    .value(
      .get, "/subscribers/{id}/history", "readSubscriberHistory", .serving, .serving,
      Summary.readSubscriberHistory
    ) { call in
      Answer(Listed(try await call.serving().subscriber(call.id(of: Subscriber.self)).history))
    },
    .value(
      .get, "/invitations", "listInvitations", .serving, .partner, Summary.listInvitations,
      query: [.search, .word("state", of: Invitation.State.self)] + Input.paging
    ) { call in
      let page = try await call.partner().invitations(
        state: Invitation.State(rawValue: call.query.raw("state")), search: call.query.raw("q"), after: call.after,
        limit: call.limit)
      let now = call.office.world.now()
      return Answer(Listed(page.map { InvitationLine($0, at: now) }))
    },
    .value(
      .post, "/invitations", "inviteClient", .serving, .partner,
      Summary.inviteClient,
      body: .fields([.text("email", upTo: 254, required: true), .word("language", of: Language.self)]), status: 201
    ) { call in
      let id = try await call.partner().invite(call.entries)
      let facts = try await call.partner().invitation(id)
      return Answer(InvitationLine(facts, at: call.office.world.now()), at: "/invitations/\(id)")
    },
    .value(.get, "/invitations/{id}", "readInvitation", .serving, .partner, Summary.readInvitation) {
      try await invitation($0)
    },
    .value(
      .post, "/invitations/{id}/resending", "resendInvitation", .serving, .partner,
      Summary.resendInvitation
    ) {
      try await $0.partner().resend($0.id(of: Invitation.self))
      return try await invitation($0)
    },
    .value(
      .post, "/invitations/{id}/blocking", "blockInvitation", .serving, .partner, Summary.blockInvitation,
      body: .fields([.text("cause", upTo: 300)])
    ) {
      try await $0.partner().block($0.id(of: Invitation.self), $0.entries)
      return try await invitation($0)
    },
    .value(.post, "/invitations/{id}/unblocking", "unblockInvitation", .serving, .partner, Summary.unblockInvitation) {
      try await $0.partner().unblock($0.id(of: Invitation.self))
      return try await invitation($0)
    },
  ]

  private static func invitation(_ call: Call) async throws -> Answer<InvitationLine> {
    Answer(
      InvitationLine(
        try await call.partner().invitation(call.id(of: Invitation.self)), at: call.office.world.now()))
  }

  /// Subscriptions and tariffs.
  static let subscriptions: [Act] = [
    .value(
      .get, "/subscriptions", "listSubscriptions", .subscriptions, .serving, Summary.listSubscriptions,
      query: [
        .search, .number("subscriber"), .word("kind", of: Subscription.Kind.self),
        .word("state", of: Subscription.State.self), .text("tariff", upTo: 9), .day("created_from"),
        .day("created_through"), .day("ends_from"), .day("ends_through"),
        .word("order", of: SubscriptionOrder.self), .flag("descending"),
      ] + Input.paging
    ) { call in
      let zone = call.office.world.zone
      var filter = SubscriptionFilter(
        subscriber: Subscriber.ID(call.query.raw("subscriber")),
        kind: Subscription.Kind(rawValue: call.query.raw("kind")),
        state: Subscription.State(rawValue: call.query.raw("state")),
        createdFrom: call.day("created_from").map(zone.start),
        createdBefore: call.day("created_through").map { zone.start(of: $0 + 1) })
      filter.tariff = Tariff.Code(call.query.raw("tariff"))
      (filter.endsFrom, filter.endsThrough) = (call.day("ends_from"), call.day("ends_through"))
      let (page, count, sum) = try await call.serving().subscriptions(
        filter, call.list(SubscriptionOrder.number, descending: true))
      return Answer(JournalPage(page: Listed(page), count: count, sum: sum))
    },
    .value(
      .post, "/subscriptions", "writeSubscription", .subscriptions, .serving,
      Summary.writeSubscription,
      body: .fields(subscriptionFields + [.flag("post"), .flag("paid")]), status: 201, versioned: true
    ) { call in
      let desk = try call.serving()
      let id =
        if call.entries.isOn("post") {
          try await desk.post(call.entries, over: nil, version: 0)
        } else {
          try await desk.saveDraft(call.entries, over: nil, version: 0)
        }
      return try await subscription(id, call, at: "/subscriptions/\(id)")
    },
    .value(
      .post, "/subscriptions/quote", "quoteSubscription", .subscriptions, .serving,
      Summary.quoteSubscription,
      scope: .read,
      body: .fields(subscriptionFields)
    ) { Answer(try await $0.serving().quote($0.entries)) },
    .value(
      .get, "/subscriptions/{id}", "readSubscription", .subscriptions, .serving, Summary.readSubscription,
      versioned: true
    ) {
      try await subscription($0.id(of: Subscription.self), $0)
    },
    .value(
      .put, "/subscriptions/{id}", "writeDraft", .subscriptions, .serving, Summary.writeDraft,
      body: .fields(subscriptionFields), versioned: true, needsVersion: true
    ) { call in
      let id = try await call.serving().saveDraft(
        call.entries, over: call.id(of: Subscription.self), version: call.version)
      return try await subscription(id, call)
    },
    .deed(.delete, "/subscriptions/{id}", "deleteDraft", .subscriptions, .serving, Summary.deleteDraft) {
      try await $0.serving().deleteDraft($0.id(of: Subscription.self))
    },
    .value(
      .post, "/subscriptions/{id}/posting", "postDraft", .subscriptions, .serving,
      Summary.postDraft,
      body: .fields([.flag("paid")]), versioned: true, needsVersion: true
    ) { call in
      let desk = try call.serving()
      let sold = try await desk.subscription(call.id(of: Subscription.self)).sold
      let entries = desk.entries(of: sold).typed.merging(["paid": call.entries.raw("paid")]) { $1 }
      let id = try await desk.post(Entries(entries), over: sold.facts.id, version: call.version)
      return try await subscription(id, call)
    },
    .value(
      .get, "/subscriptions/{id}/copy", "copySubscription", .subscriptions, .serving,
      Summary.copySubscription
    ) {
      Answer(CopiedEntries(entries: try await $0.serving().copy($0.id(of: Subscription.self))))
    },
    .value(
      .get, "/subscriptions/{id}/history", "readSubscriptionHistory", .subscriptions, .serving,
      Summary.readSubscriptionHistory
    ) {
      Answer(Listed(try await $0.serving().subscription($0.id(of: Subscription.self)).history))
    },
    .value(.get, "/tariffs", "listTariffs", .subscriptions, .everybody, Summary.listTariffs) { call in
      let catalogue = try await call.offer().catalogue
      return Answer(
        Listed(catalogue.tariffs.filter { $0.validity.contains(call.today) }.map { TariffLine($0, on: call.today) }))
    },
    .value(
      .get, "/tariffs/{code}", "readTariff", .subscriptions, .everybody, Summary.readTariff
    ) { call in
      guard let code = Tariff.Code(call.parameters["code"] ?? ""),
        let tariff = try await call.offer().catalogue.tariff(code)
      else { throw Missing() }
      return Answer(TariffLine(tariff, on: call.today))
    },
    .value(
      .get, "/applications", "listApplications", .subscriptions, .everybody,
      Summary.listApplications
    ) { call in
      Answer(Listed(try await call.offer().catalogue.applications))
    },
    .value(
      .get, "/own-subscriptions", "listOwnSubscriptions", .subscriptions, .books(.seeHouse),
      Summary.listOwnSubscriptions, query: [.flag("all")]
    ) { call in
      Answer(OwnSubscriptions(content: try await call.client.subscriptions(all: call.wants("all"))))
    },
  ]

  static let subscriptionFields: [Input] = [
    .number("subscriber", required: true), .text("tariff", upTo: 9, required: true), .day("start", required: true),
    .number("months", in: 1...120), .number("quantity", in: 1...1000), .number("main"), .day("contract_end"),
    .text("contract_number", upTo: 50), .word("contract_level", of: SupportContract.Level.self),
    .word("contract_with", of: ContractParty.self),
    .text("comment", upTo: 500),
  ]

  static func subscription(
    _ id: Subscription.ID, _ call: Call, at location: String? = nil
  ) async throws -> Answer<SoldSubscription> {
    let sold = try await call.serving().subscription(id).sold
    return Answer(sold, version: sold.facts.version, at: location)
  }
}

extension Call {
  func offer() async throws -> Catalogues.Offer { try await client.offer() }
}
