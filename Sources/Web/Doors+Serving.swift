import HTTPTypes
import Handbook
import Office
import Pages
import Store

/// Those who serve clients: subscribers, invitations, subscriptions, tariffs.
extension Cabinet {
  var servingDoors: [Door] {
    [
      .get(Link.subscribers, .serving) { visit in try await subscribers(visit) },
      .get("/subscribers.csv", .serving) { visit in try await subscribersFile(visit) },
      .get("/subscribers/{id}", .serving) { visit in try await subscriber(visit) },
      .post("/subscribers/{id}", .serving) { visit in
        let id = try visit.id("id", of: Subscriber.self)
        do {
          try await visit.serving().save(id, visit.form, version: visit.version)
          return .done(visit.form.has("close") ? Link.subscribers : Link.subscriber(id), .saved)
        } catch let refusals as Refusals {
          return try await subscriber(visit, refusals.all)
        } catch let stale as Stale {
          return try await subscriber(visit, stale: stale)
        }
      },
      .get("/subscribers/{id}/subscriptions", .serving) { visit in
        let (card, desk) = try await card(visit)
        return .screen(
          SubscriberSubscriptionsPage(
            facts: card.facts, subscriptions: card.subscriptions,
            account: try await desk.limits(of: card.facts.id), today: visit.today, viewer: desk.scope))
      },
      .get("/subscribers/{id}/users", .serving) { visit in
        let card = try await card(visit).card
        return .screen(SubscriberPeoplePage(facts: card.facts, members: card.members))
      },
      .get("/subscribers/{id}/history", .serving) { visit in
        let card = try await card(visit).card
        return .screen(
          SubscriberHistoryPage(facts: card.facts, history: card.history, isOwn: false, stamp: visit.stamp))
      },
      .get("/invitations.csv", .partner) { visit in try await invitationsFile(visit) },
      .get(Link.invitations, .partner) { visit in try await invitations(visit) },
      .post(Link.invitations, .partner) { visit in
        do {
          try await visit.partner().invite(visit.form)
          return .done(Link.invitations, .invited)
        } catch let refusals as Refusals {
          return try await invitations(visit, refusals.all)
        }
      },
      .post("/invitations/{id}/resending", .partner) { visit in
        try await visit.partner().resend(visit.id("id", of: Invitation.self))
        return .done(Link.invitations, .resent)
      },
      .post("/invitations/{id}/blocking", .partner) { visit in
        try await visit.partner().block(visit.id("id", of: Invitation.self), visit.form)
        return .done(Link.invitations, .blocked)
      },
      .post("/invitations/{id}/unblocking", .partner) { visit in
        try await visit.partner().unblock(visit.id("id", of: Invitation.self))
        return .done(Link.invitations, .unblocked)
      },
      .get(Link.journal, .serving) { visit in try await journal(visit) },
      .get("/subscriptions.csv", .serving) { visit in try await journalFile(visit) },
      .get(Link.newSubscription, .serving) { visit in try await subscriptionForm(visit, newEntries(visit)) },
      .get(Link.quote, .serving) { visit in try await subscriptionForm(visit, visit.query) },
      .post(Link.journal, .serving) { visit in try await write(visit, over: nil) },
      .get("/subscriptions/{id}", .serving) { visit in try await subscription(visit) },
      .post("/subscriptions/{id}", .serving) { visit in
        try await write(visit, over: visit.id("id", of: Subscription.self))
      },
      .get("/subscriptions/{id}/copy", .serving) { visit in
        try await subscriptionForm(visit, visit.serving().copy(visit.id("id", of: Subscription.self)))
      },
      .post("/subscriptions/{id}/deletion", .serving) { visit in
        try await visit.serving().deleteDraft(visit.id("id", of: Subscription.self))
        return .done(Link.journal, .deleted)
      },
      .get(Link.tariffs, .everybody) { visit in
        let offer = try await visit.house().offer()
        return .screen(
          TariffsPage(
            tariffs: offer.catalogue.tariffs.filter { $0.validity.contains(visit.today) }, today: visit.today,
            showsSamples: visit.actor?.kind == .vendor))
      },
      .get("/tariffs/{code}", .everybody) { visit in
        let catalogue = try await visit.house().offer().catalogue
        guard let code = Tariff.Code(visit.parameters["code"] ?? ""), let tariff = catalogue.tariff(code) else {
          throw Missing()
        }
        return .screen(
          TariffPage(
            tariff: tariff, services: tariff.services.compactMap(catalogue.service),
            applications: tariff.applications.compactMap(catalogue.application), today: visit.today,
            showsSamples: visit.actor?.kind == .vendor,
            mayIssue: visit.actor?.kind == .partner && visit.actor?.may(.serve) == true && tariff.issuer == .partner))
      },
    ]
  }

  private func filter(_ visit: Visit, _ desk: any ServingDesk) -> SubscriberFilter {
    var filter = SubscriberFilter()
    if desk.actor.kind == .vendor { filter.kind = .client }
    let today = visit.today
    switch visit.query.raw("show") {
    case "trial":
      filter.access = .trial
      filter.endsFrom = today
    case "free":
      filter.access = .free
      filter.endsFrom = today
    case "paid":
      filter.access = .paid
      filter.endsFrom = today
    case "ending":
      filter.endsFrom = today
      filter.endsThrough = today + 13
    case "ended":
      filter.endsFrom = Day(sinceEpoch: 1)
      filter.endsThrough = today - 1
    default: break
    }
    return filter
  }

  private func listQuery(_ visit: Visit, limit: Int = 50) -> ListQuery<SubscriberOrder> {
    let order = SubscriberOrder(rawValue: visit.query.raw("order")) ?? .name
    return ListQuery(
      order: order, isDescending: visit.query.isOn("desc"), search: String(visit.query.raw("q").prefix(100)),
      after: visit.after, limit: limit)
  }

  private func subscribers(_ visit: Visit) async throws -> Answer {
    let desk = try visit.serving()
    let query = listQuery(visit)
    let (page, totals) = try await desk.subscribers(filter(visit, desk), query)
    return .screen(
      SubscribersPage(
        rows: page.items, next: page.next?.description, totals: totals,
        query: .init(
          search: query.search, filter: visit.query.raw("show"), order: query.order.rawValue,
          isDescending: query.isDescending), today: visit.today, isVendor: desk.actor.kind == .vendor))
  }

  private func subscribersFile(_ visit: Visit) async throws -> Answer {
    let desk = try visit.serving()
    let (page, _) = try await desk.subscribers(filter(visit, desk), listQuery(visit, limit: 100_000))
    let language = visit.language
    let heads: [Text] = [
      .numberHead, .cardName, .cardOrganisation, .cardBIN, .cardEmail, .cardCity, .accessHead, .endHead,
    ]
    let rows = page.items.map { row in
      [
        row.id.description, row.name, row.organisation, row.bin?.description ?? "", row.email, row.city,
        row.accessKind.text[language], row.accessKind == .none ? "" : row.accessEndsOn.iso,
      ]
    }
    return .download(
      csv([heads.map { $0[language] }] + rows), type: "text/csv; charset=utf-8", name: "subscribers.csv")
  }

  private func card(_ visit: Visit) async throws -> (card: SubscriberCard, desk: any ServingDesk) {
    let desk = try visit.serving()
    return (try await desk.subscriber(visit.id("id", of: Subscriber.self)), desk)
  }

  private func subscriber(_ visit: Visit, _ refusals: [Refusal] = [], stale: Stale? = nil) async throws -> Answer {
    let (card, desk) = try await card(visit)
    return .screen(
      SubscriberPage(
        facts: card.facts, tabs: card.tabs, entries: visit.typed(or: card.facts.card.entries), refusals: refusals,
        stale: stale.map(visit.notice), isEditable: true,
        side: .served(people: card.members.count, infobases: card.infobases, limits: card.limits),
        mayReadLetters: desk.scope == nil && desk.actor.may(.govern), mayBill: desk.scope != nil,
        wishes: try await wishes(visit, of: card.facts.id), today: visit.today, stamp: visit.stamp),
      stale != nil ? .conflict : refusals.isEmpty ? .ok : .unprocessableContent)
  }

  private func invitations(_ visit: Visit, _ refusals: [Refusal] = []) async throws -> Answer {
    let state = Invitation.State(rawValue: visit.query.raw("show"))
    let search = String(visit.query.raw("q").prefix(100))
    let page = try await visit.partner().invitations(state: state, search: search, after: visit.after)
    return .screen(
      InvitationsPage(
        rows: page.items, next: page.next?.description, state: state, search: search, now: office.world.now(),
        entries: visit.form, refusals: refusals, stamp: visit.stamp), refusals.isEmpty ? .ok : .unprocessableContent)
  }

  private func invitationsFile(_ visit: Visit) async throws -> Answer {
    let desk = try visit.partner()
    let state = Invitation.State(rawValue: visit.query.raw("show"))
    let search = String(visit.query.raw("q").prefix(100))
    let (language, now, iso) = (visit.language, office.world.now(), office.world.zone.iso)
    let heads: [Text] = [
      .numberHead, .cardEmail, .stateHead, .sentHead, .goodUntilHead, .timesSentHead, .invitedByHead, .subscriberHead,
      .cardName, .activatedHead, .causeHead,
    ]
    let lines = try await wholeList { after in
      try await desk.invitations(state: state, search: search, after: after, limit: 1000)
    } line: { row in
      [
        row.id.nineDigits, row.email.description, row.state(at: now).text[language], iso(row.sentAt),
        iso(row.expiresAt), String(row.timesSent), row.createdByName, row.subscriberID?.description ?? "",
        row.subscriberName ?? "", row.activatedAt.map(iso) ?? "", row.blockCause,
      ]
    }
    return .download(
      csv([heads.map { $0[language] }] + lines), type: "text/csv; charset=utf-8", name: "invitations.csv")
  }

  private func journalQuery(_ visit: Visit) -> (query: JournalPage.Query, filter: SubscriptionFilter) {
    var period = visit.query
    let from = period.day("from", required: false)
    let through = period.day("through", required: false)
    let zone = office.world.zone
    let query = JournalPage.Query(
      search: String(visit.query.raw("q").prefix(100)), state: Subscription.State(rawValue: visit.query.raw("show")),
      kind: Subscription.Kind(rawValue: visit.query.raw("kind")), tariff: Tariff.Code(visit.query.raw("tariff")),
      from: from, through: through, endsFrom: period.day("ends_from", required: false),
      endsThrough: period.day("ends_through", required: false),
      order: visit.query.raw("order") == "end" ? "end" : "number",
      isDescending: !visit.query.isOn("asc"))
    var filter = SubscriptionFilter(
      kind: query.kind, state: query.state, createdFrom: from.map(zone.start),
      createdBefore: through.map { zone.start(of: $0 + 1) })
    (filter.tariff, filter.endsFrom, filter.endsThrough) = (query.tariff, query.endsFrom, query.endsThrough)
    return (query, filter)
  }

  private func list(_ query: JournalPage.Query, after: Cursor?, limit: Int) -> ListQuery<SubscriptionOrder> {
    ListQuery(
      order: SubscriptionOrder(rawValue: query.order) ?? .number, isDescending: query.isDescending,
      search: query.search, after: after, limit: limit)
  }

  private func journal(_ visit: Visit) async throws -> Answer {
    let desk = try visit.serving()
    let (query, filter) = journalQuery(visit)
    let (page, count, sum) = try await desk.subscriptions(filter, list(query, after: visit.after, limit: 50))
    return .screen(
      JournalPage(
        rows: page.items, next: page.next?.description, count: count, sum: sum, query: query, today: visit.today,
        viewer: desk.scope, tariffs: try await desk.offer().catalogue.tariffs))
  }

  private func journalFile(_ visit: Visit) async throws -> Answer {
    let desk = try visit.serving()
    let (query, filter) = journalQuery(visit)
    let rows = try await desk.subscriptions(filter, list(query, after: nil, limit: 100_000)).page.items
    let language = visit.language
    let heads: [Text] = [.numberHead, .cardName, .tariffHead, .stateHead, .startHead, .endHead, .sumHead]
    let lines = rows.map { sold in
      [
        sold.facts.id.nineDigits, sold.facts.subscriberName, sold.tariff.name[language],
        sold.facts.state(on: visit.today).text[language], sold.facts.startsOn.iso, sold.facts.endsOn.iso,
        sold.facts.sum.plain,
      ]
    }
    return .download(
      csv([heads.map { $0[language] }] + lines), type: "text/csv; charset=utf-8", name: "subscriptions.csv")
  }

  // MARK: The form «Подписка»

  private func newEntries(_ visit: Visit) -> Entries {
    var typed = visit.query.typed
    if (typed["start"] ?? "").isEmpty { typed["start"] = visit.today.description }
    return Entries(typed)
  }

  private func subscriptionForm(
    _ visit: Visit, _ entries: Entries, draft: SubscriptionFacts? = nil, _ refusals: [Refusal] = [], stale: Stale? = nil
  ) async throws -> Answer {
    let desk = try visit.serving()
    var (entries, quote) = (entries, try await desk.quote(entries))
    // What belongs to a main subscription belongs to the only one that there is, unless somebody says otherwise.
    if entries.typed["main"] == nil, quote.tariff?.standsAlone == false, quote.mains.count == 1 {
      entries = Entries(entries.typed.merging(["main": quote.mains[0].facts.id.description]) { $1 })
      quote = try await desk.quote(entries)
    }
    return .screen(
      SubscriptionFormPage(
        entries: entries, quote: quote, draft: draft, partnerName: desk.actor.subscriberName,
        asksForPayment: desk.scope != nil, today: visit.today, refusals: refusals, stale: stale.map(visit.notice)),
      stale != nil ? .conflict : refusals.isEmpty ? .ok : .unprocessableContent)
  }

  func subscription(_ visit: Visit, _ refusals: [Refusal] = []) async throws -> Answer {
    let desk = try visit.serving()
    let record = try await desk.record(of: visit.id("id", of: Subscription.self))
    if record.sold.facts.postedAt == nil, record.isOwn {
      return try await subscriptionForm(visit, desk.entries(of: record.sold), draft: record.sold.facts, refusals)
    }
    let catalogue = try await desk.offer().catalogue
    return .screen(
      SubscriptionPage(
        content: .init(
          sold: record.sold, isOwn: record.isOwn, addOns: record.addOns, extensions: record.extensions,
          upgrades: catalogue.upgrades(from: record.sold.tariff, on: visit.today),
          alternatives: alternatives(to: record.sold.tariff, catalogue, on: visit.today),
          corrections: record.corrections,
          requests: record.requests, bill: record.bill, word: record.word, history: record.history),
        today: visit.today, viewer: desk.scope, entries: visit.form, refusals: refusals, stamp: visit.stamp),
      refusals.isEmpty ? .ok : .unprocessableContent)
  }

  /// Tariffs of the same kind, itself among them even if it is offered no longer.
  private func alternatives(to tariff: Tariff, _ catalogue: Catalogue, on day: Day) -> [Tariff] {
    let offered = catalogue.tariffs(issuedBy: tariff.issuer, on: day).filter { other in
      switch (other.kind, tariff.kind) {
      case (.main, .main), (.upgrade, .upgrade), (.extra, .extra), (.trial, .trial): true
      default: false
      }
    }
    return offered.contains { $0.code == tariff.code } ? offered : [tariff] + offered
  }

  private func write(_ visit: Visit, over id: Subscription.ID?) async throws -> Answer {
    let desk = try visit.serving()
    let draft = try await id.asyncMap { try await desk.subscription($0).sold.facts }
    do {
      if visit.form.raw("act") == "post" {
        let posted = try await desk.post(visit.form, over: id, version: visit.version)
        return .done(Link.subscription(posted), .posted)
      }
      let kept = try await desk.saveDraft(visit.form, over: id, version: visit.version)
      return .done(Link.subscription(kept), .drafted)
    } catch let refusals as Refusals {
      return try await subscriptionForm(visit, visit.form, draft: draft, refusals.all)
    } catch let stale as Stale {
      return try await subscriptionForm(visit, visit.form, draft: draft, stale: stale)
    }
  }
}

extension Optional {
  func asyncMap<Other>(_ transform: (Wrapped) async throws -> Other) async rethrows -> Other? {
    guard let self else { return nil }
    return try await transform(self)
  }
}

/// Lines of a list of any length: a page after another, of which only the lines are kept.
func wholeList<Item>(
  _ page: (Cursor?) async throws -> Page<Item>, line: (Item) -> [String]
) async throws -> [[String]] {
  var (lines, after): ([[String]], Cursor?) = ([], nil)
  repeat {
    let page = try await page(after)
    lines += page.items.map(line)
    after = page.next
  } while after != nil
  return lines
}

/// RFC 4180 with a byte-order mark, as spreadsheets expect; what could run as a formula there is quoted with an
/// apostrophe.
func csv(_ rows: [[String]]) -> String {
  "\u{FEFF}"
    + rows.map { row in
      row.map { cell in
        let safe = cell.first.map { "=+-@\t\r".contains($0) } == true ? "'" + cell : cell
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
      }.joined(separator: ";")
    }.joined(separator: "\r\n") + "\r\n"
}

extension Text {
  static let numberHead = Text(ru: "Номер", kk: "Нөмірі", en: "Number")
  static let accessHead = Text(ru: "Доступ", kk: "Қолжетімділік", en: "Access")
  static let tariffHead = Text(ru: "Тариф", kk: "Тариф", en: "Tariff")
  static let stateHead = Text(ru: "Состояние", kk: "Күйі", en: "State")
  static let startHead = Text(ru: "Начало", kk: "Басталуы", en: "Starts")
  static let sumHead = Text(ru: "Сумма", kk: "Сомасы", en: "Sum")
  static let sentHead = Text(ru: "Отправлено", kk: "Жіберілді", en: "Sent")
  static let goodUntilHead = Text(ru: "Действует до", kk: "Жарамды мерзімі", en: "Good until")
  static let timesSentHead = Text(ru: "Сколько раз", kk: "Неше рет", en: "Times sent")
  static let invitedByHead = Text(ru: "Кто пригласил", kk: "Кім шақырды", en: "Invited by")
  static let subscriberHead = Text(ru: "Абонент", kk: "Абонент", en: "Subscriber")
  static let activatedHead = Text(ru: "Дата активации", kk: "Белсендірілген күні", en: "Activated")
  static let causeHead = Text(ru: "Причина блокировки", kk: "Бұғаттау себебі", en: "Cause of the block")
  static let endHead = Text(ru: "Окончание", kk: "Аяқталуы", en: "Ends")
}
