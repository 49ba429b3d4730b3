import Handbook
import Office
import Store

extension Act {
  /// Around subscriptions: the choice of a tariff, renewals, add-ons, corrections, own prices, what clients ask for.
  static let selling: [Act] = [
    .value(
      .get, "/subscribers/{id}/tariffs", "chooseTariff", .subscriptions, .serving,
      Summary.chooseTariff
    ) { Answer(Listed(try await $0.serving().choices(for: $0.id(of: Subscriber.self)).choices)) },
    .value(
      .get, "/subscribers/{id}/limits", "explainLimits", .subscriptions, .serving,
      Summary.explainLimits
    ) { Answer(try await $0.serving().limits(of: $0.id(of: Subscriber.self))) },
    .value(
      .get, "/renewals", "listEnding", .subscriptions, .serving,
      Summary.listEnding,
      query: [.day("ends_from", required: true), .day("ends_through", required: true), .number("months", in: 1...120)]
    ) { call in
      guard let first = call.day("ends_from"), let last = call.day("ends_through") else {
        throw Refusals("INPUT", "ends_from", .fillIn)
      }
      let desk = try call.serving()
      let ending = try await desk.ending(from: first, through: last, limit: 1000)
      return Answer(Listed(try await desk.renewals(of: ending.map(\.facts.id), months: call.number("months"))))
    },
    .value(
      .post, "/renewals/preview", "previewRenewals", .subscriptions, .serving,
      Summary.previewRenewals, scope: .read,
      body: .fields(renewalFields)
    ) { call in
      Answer(
        Listed(
          try await call.serving().renewals(
            of: call.ids("subscriptions", of: Subscription.self), months: Int(call.entries.raw("months")))))
    },
    .value(
      .post, "/renewals", "renew", .subscriptions, .serving,
      Summary.renew,
      body: .fields(renewalFields + [.flag("paid")])
    ) { call in
      Answer(
        Listed(
          try await call.serving().renew(
            call.ids("subscriptions", of: Subscription.self), months: Int(call.entries.raw("months")),
            paid: call.entries.isOn("paid"))))
    },
    .value(
      .post, "/subscriptions/{id}/extensions", "extendSubscription", .subscriptions, .serving,
      Summary.extendSubscription,
      body: .fields([
        .day("start", required: true), .number("sessions", in: 0...1000), .number("infobases", in: 0...1000),
        .number("registers", in: 0...1000), .text("comment", upTo: 500), .flag("paid"),
      ])
    ) { call in
      let (desk, id) = (try call.serving(), try call.id(of: Subscription.self))
      var typed = ["main": id.description, "start": call.entries.raw("start"), "comment": call.entries.raw("comment")]
      typed["paid"] = call.entries.raw("paid")
      for tariff in try await desk.record(of: id).extensions {
        let member: Field? =
          switch tariff.extra {
          case .session?: "sessions"
          case .base?: "infobases"
          case .register?: "registers"
          case nil: nil
          }
        if let member { typed["quantity-\(tariff.code)"] = call.entries.raw(member) }
      }
      let ids = try await desk.extend(Entries(typed))
      let addOns = try await desk.record(of: id).addOns
      return Answer(Listed(addOns.filter { ids.contains($0.facts.id) }))
    },
    .value(
      .post, "/subscriptions/{id}/shortening", "shortenSubscription", .subscriptions, .serving,
      Summary.shortenSubscription,
      body: .fields([.number("months", in: 1...120, required: true), .text("comment", upTo: 500)]), versioned: true
    ) { call in
      let id = try call.id(of: Subscription.self)
      try await call.serving().shorten(id, call.entries)
      return try await subscription(id, call)
    },
    .value(
      .post, "/subscriptions/{id}/correction-request", "askForCorrection", .subscriptions, .partner,
      Summary.askForCorrection,
      body: .fields(correctionFields + [.text("comment", upTo: 1000, required: true)]), status: 201
    ) { call in
      Answer(
        Made(try await call.partner().askCorrection(call.id(of: Subscription.self), call.entries)),
        at: "/correction-requests")
    },
    .value(
      .get, "/correction-requests", "listCorrectionRequests", .subscriptions, .serving,
      Summary.listCorrectionRequests
    ) { Answer(Listed(try await $0.serving().correctionRequests())) },
    .value(
      .get, "/subscriptions/{id}/corrections", "listCorrections", .subscriptions, .serving,
      Summary.listCorrections
    ) { Answer(Listed(try await $0.serving().record(of: $0.id(of: Subscription.self)).corrections)) },
    .value(
      .post, "/subscriptions/{id}/correction", "correctSubscription", .vendor, .vendor,
      Summary.correctSubscription,
      body: .fields(
        correctionFields + [
          .text("reason_comment", upTo: 1000, required: true), .text("tariff", upTo: 9), .day("start"),
          .number("months", in: 1...120), .number("quantity", in: 1...1000), .day("end"),
          .text("contract_number", upTo: 50), .word("contract_level", of: SupportContract.Level.self),
          .day("contract_end"),
        ]), versioned: true
    ) { call in
      let id = try call.id(of: Subscription.self)
      try await call.vendor().correct(id, call.entries)
      return try await subscription(id, call)
    },
    .deed(
      .post, "/correction-requests/{id}/refusal", "declineCorrection", .vendor, .vendor,
      Summary.declineCorrection, body: .fields([.text("answer", upTo: 1000, required: true)])
    ) { try await $0.vendor().decline($0.id(of: CorrectionRequest.self), $0.entries) },
    .value(
      .get, "/own-prices", "listOwnPrices", .subscriptions, .partner,
      Summary.listOwnPrices
    ) { call in
      let list = try await call.partner().priceList()
      return Answer(
        Listed(
          list.tariffs.map {
            OwnTariffLine(
              tariff: $0, own: list.own($0.code), prices: $0.clientPrices(with: list.prices, on: call.today))
          }))
    },
    .deed(
      .put, "/own-prices/{code}", "setOwnPrices", .subscriptions, .partner,
      Summary.setOwnPrices,
      body: .fields(
        (1...12).map { .text("price-\($0)", upTo: 20) } + [
          .flag("recommended"), .text("ru", upTo: 2000), .text("kk", upTo: 2000), .text("en", upTo: 2000),
        ])
    ) { call in
      guard let code = Tariff.Code(call.parameters["code"] ?? "") else { throw Missing() }
      try await call.partner().setTariff(code, call.entries)
    },
    .value(.get, "/wishes", "listWishes", .serving, .partner, Summary.listWishes) {
      Answer(Listed(try await $0.partner().wishes()))
    },
    .deed(
      .post, "/wishes/{id}/refusal", "declineWish", .serving, .partner, Summary.declineWish,
      body: .fields([.text("answer", upTo: 1000, required: true)])
    ) { try await $0.partner().decline($0.id(of: Wish.self), $0.entries) },
    .value(
      .post, "/own-subscriptions/grace", "takeGrace", .subscriptions, .books(.seeHouse),
      Summary.takeGrace, status: 201
    ) { Answer(Made(try await $0.client.takeGrace()), at: "/own-subscriptions") },
    .value(
      .post, "/own-subscriptions/boost", "takeBoost", .subscriptions, .books(.seeHouse),
      Summary.takeBoost, status: 201
    ) { Answer(Made(try await $0.client.takeBoost()), at: "/own-subscriptions") },
    .value(
      .post, "/own-subscriptions/wishes", "askPartner", .subscriptions, .books(.seeHouse),
      Summary.askPartner,
      body: .fields([.text("tariff", upTo: 9), .number("subscription"), .text("comment", upTo: 500)]), status: 201
    ) { Answer(Made(try await $0.client.ask($0.entries)), at: "/own-subscriptions") },
  ]

  private static let renewalFields: [Input] = [.ids("subscriptions", atMost: 10_000), .number("months", in: 1...120)]
  private static let correctionFields: [Input] = [
    .word("kind", of: Correction.Kind.self, required: true),
    .word("reason", of: Correction.Reason.self, required: true),
  ]
}
