import HTTPTypes
import Handbook
import Office
import Pages
import Store

/// What happens around subscriptions besides the form: the choice of a tariff, renewals, the chart, what is added,
/// shortened, corrected, and a partner's own prices.
extension Cabinet {
  var sellingDoors: [Door] {
    [
      .get("/subscribers/{id}/tariffs", .serving) { visit in
        let desk = try visit.serving()
        let (subscriber, choices) = try await desk.choices(for: visit.id("id", of: Subscriber.self))
        return .screen(
          TariffChoicePage(subscriber: subscriber, choices: choices, catalogue: try await desk.offer().catalogue))
      },
      .get("/subscribers/{id}/diagram", .serving) { visit in
        let track = try await visit.serving().track(of: visit.id("id", of: Subscriber.self), within: period(visit))
        return .screen(
          DiagramPage(
            lines: [track], subscriber: (track.id, track.name), period: period(visit), today: visit.today,
            next: nil))
      },
      .get(Link.diagram, .serving) { visit in
        let (tracks, next) = try await visit.serving().tracks(within: period(visit), after: visit.after)
        return .screen(
          DiagramPage(
            lines: tracks, subscriber: nil, period: period(visit), today: visit.today,
            next: next?.description))
      },
      .get(Link.renewals, .serving) { visit in
        let desk = try visit.serving()
        let days = min(max(Int(visit.query.raw("days")) ?? 14, 1), 366)
        let months = months(visit.query)
        let sold = try await desk.ending(from: visit.today - 30, through: visit.today + days, limit: 1000)
        let rows = try await desk.renewals(of: sold.map(\.facts.id), months: months)
        return .screen(
          RenewalsPage(rows: rows, days: days, months: months, today: visit.today, isDone: false))
      },
      .post(Link.renewals, .serving) { visit in
        let ids = visit.form.typed.keys.filter { $0.hasPrefix("id-") }.compactMap {
          Subscription.ID(String($0.dropFirst(3)))
        }
        if ids.isEmpty { throw Refusals("J-02", nil, .chooseRenewals) }
        let months = months(visit.form)
        let rows = try await visit.serving().renew(
          ids.sorted(), months: months, paid: visit.form.isOn("paid"))
        return .screen(RenewalsPage(rows: rows, days: 14, months: months, today: visit.today, isDone: true))
      },
      .post("/subscriptions/{id}/extensions", .serving) { visit in
        try await act(visit, .extended) { desk, id in
          guard Subscription.ID(visit.form.raw("main")) == id else { throw Missing() }
          _ = try await desk.extend(visit.form)
        }
      },
      .post("/subscriptions/{id}/shortening", .serving) { visit in
        try await act(visit, .shortened) { try await $0.shorten($1, visit.form) }
      },
      .post("/subscriptions/{id}/correction-request", .partner) { visit in
        try await act(visit, .asked) { try await $0.askCorrection($1, visit.form) }
      },
      .post("/subscriptions/{id}/correction", .vendor) { visit in
        let desk = try visit.vendor()
        return try await act(visit, .corrected) { _, id in try await desk.correct(id, visit.form) }
      },
      .get(Link.corrections, .serving) { visit in
        let desk = try visit.serving()
        return .screen(
          CorrectionsPage(
            requests: try await desk.correctionRequests(), isVendor: desk.scope == nil, today: visit.today,
            stamp: visit.stamp))
      },
      .post("/corrections/{id}/refusal", .vendor) { visit in
        try await visit.vendor().decline(visit.id("id", of: CorrectionRequest.self), visit.form)
        return .done(Link.corrections, .saved)
      },
      .get(Link.prices, .partner) { visit in
        let list = try await visit.partner().priceList()
        return .screen(
          PricesPage(tariffs: list.tariffs, own: { list.own($0) }, price: { list.price($0, $1) }, today: visit.today))
      },
      .get("/prices/{code}", .partner) { visit in try await price(visit) },
      .post("/prices/{code}", .partner) { visit in
        do {
          try await visit.partner().setTariff(code(visit), visit.form)
          return .done(Link.prices, .saved)
        } catch let refusals as Refusals {
          return try await price(visit, refusals.all)
        }
      },
      .post("/wishes/{id}/refusal", .partner) { visit in
        try await visit.partner().decline(visit.id("id", of: Wish.self), visit.form)
        return .done(Subscriber.ID(visit.form.raw("subscriber")).map(Link.subscriber) ?? Link.home, .saved)
      },
    ]
  }

  /// An act on a posted subscription; what is refused stands on its page.
  private func act(
    _ visit: Visit, _ told: Told, _ act: (any ServingDesk, Subscription.ID) async throws -> Void
  ) async throws -> Answer {
    let id = try visit.id("id", of: Subscription.self)
    do {
      try await act(visit.serving(), id)
      return .done(Link.subscription(id), told)
    } catch let refusals as Refusals {
      return try await subscription(visit, refusals.all)
    }
  }

  /// For how many months to renew, if that was said.
  private func months(_ entries: Entries) -> Int? {
    Int(entries.raw("months")).flatMap { (1...120).contains($0) ? $0 : nil }
  }

  private func code(_ visit: Visit) throws -> Tariff.Code {
    guard let code = Tariff.Code(visit.parameters["code"] ?? "") else { throw Missing() }
    return code
  }

  private func price(_ visit: Visit, _ refusals: [Refusal] = []) async throws -> Answer {
    let desk = try visit.partner()
    let list = try await desk.priceList()
    let code = try code(visit)
    guard let tariff = list.tariffs.first(where: { $0.code == code }) else { throw Missing() }
    let own = list.own(code)
    var typed = [
      "ru": own?.description.ru ?? "", "kk": own?.description.kk ?? "", "en": own?.description.en ?? "",
      "recommended": own?.isRecommended == true ? "on" : "",
    ]
    for price in tariff.prices { typed["price-\(price.months)"] = list.price(code, price.months)?.description ?? "" }
    return .screen(
      PricePage(
        tariff: tariff, entries: visit.typed(or: Entries(typed)), today: visit.today, refusals: refusals,
        isEditable: desk.actor.role == .owner), refusals.isEmpty ? .ok : .unprocessableContent)
  }

  /// What the chart shows: by default a quarter back and nine months ahead, at most twenty years.
  private func period(_ visit: Visit) -> Period {
    var query = visit.query
    let month = visit.today.month
    let from = query.day("from", required: false) ?? month.advanced(by: -3).first
    let through = query.day("through", required: false) ?? month.advanced(by: 9).last
    return from <= through && through - from < 7305
      ? Period(from, through: through) : Period(month.advanced(by: -3).first, through: month.advanced(by: 9).last)
  }
}

extension Text {
  static let chooseRenewals = Text(
    ru: "Отметьте, что продлить.", kk: "Нені ұзарту керегін белгілеңіз.", en: "Choose what to renew.")
}
