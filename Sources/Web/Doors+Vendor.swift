import HTTPTypes
import Handbook
import Office
import Pages
import Store

/// The vendor: partners, the catalogue, the letters, the audit.
extension Cabinet {
  var vendorDoors: [Door] {
    [
      .get(Link.partners, .vendor) { visit in
        let desk = try visit.vendor()
        let search = String(visit.query.raw("q").prefix(100))
        let (page, catalogue) = try await desk.partners(
          ListQuery(order: .name, search: search, after: visit.after))
        return .screen(
          PartnersPage(
            rows: page.items, next: page.next?.description, search: search, standings: catalogue.standings,
            mayAdd: desk.actor.may(.govern)))
      },
      .get(Link.newPartner, .government) { visit in try await newPartner(visit) },
      .post(Link.partners, .government) { visit in
        do {
          let id = try await visit.vendor().addPartner(visit.form)
          return .done(Link.partner(id), .partnerAdded)
        } catch let refusals as Refusals {
          return try await newPartner(visit, refusals.all)
        }
      },
      .get("/partners/{id}", .vendor) { visit in try await partner(visit) },
      .post("/partners/{id}/standing", .government) { visit in
        let id = try visit.id("id", of: Subscriber.self)
        do {
          try await visit.vendor().setStanding(of: id, visit.form)
          return .done(Link.partner(id), .standingSet)
        } catch let refusals as Refusals {
          return try await partner(visit, refusals.all)
        }
      },
      .get(Link.distributors, .vendor) { visit in try await distributors(visit) },
      .post(Link.distributors, .government) { visit in
        do {
          _ = try await visit.vendor().addDistributor(visit.form)
          return .done(Link.distributors, .distributorAdded)
        } catch let refusals as Refusals {
          return try await distributors(visit, refusals.all)
        }
      },
      .get(Link.catalogue, .government) { visit in
        let offer = try await visit.vendor().offer()
        return .screen(CataloguePage(catalogue: offer.catalogue, number: offer.number, today: visit.today))
      },
      .get(Link.letters, .government) { visit in
        let search = String(visit.query.raw("q").prefix(100))
        let unsent = visit.query.raw("show") == "unsent"
        let page = try await visit.vendor().letters(search: search, onlyUnsent: unsent, after: visit.after)
        return .screen(
          LettersPage(
            rows: page.items, next: page.next?.description, search: search, onlyUnsent: unsent, stamp: visit.stamp))
      },
      .get("/letters.csv", .government) { visit in try await lettersFile(visit) },
      .get("/letters/{id}", .government) { visit in
        .screen(
          LetterPage(letter: try await visit.vendor().letter(visit.id("id", of: KeptLetter.self)), stamp: visit.stamp))
      },
      .post("/letters/{id}/sending", .government) { visit in
        let id = try visit.id("id", of: KeptLetter.self)
        try await visit.vendor().sendAgain(id)
        return .done(Link.letter(id), .again)
      },
      .get(Link.audit, .government) { visit in
        let page = try await visit.vendor().audit(
          of: Subscriber.ID(visit.query.raw("subscriber")), after: visit.after)
        return .screen(AuditPage(rows: page.items, next: page.next?.description, stamp: visit.stamp))
      },
    ]
  }

  private func lettersFile(_ visit: Visit) async throws -> Answer {
    let desk = try visit.vendor()
    let search = String(visit.query.raw("q").prefix(100))
    let unsent = visit.query.raw("show") == "unsent"
    let (language, iso) = (visit.language, office.world.zone.iso)
    let heads: [Text] = [
      .numberHead, .recipientHead, .subjectHead, .createdAtHead, .stateHead, .sentHead, .triesHead, .faultHead,
    ]
    // The letters' texts are left out: they hold links by which their readers sign in.
    let lines = try await wholeList { after in
      try await desk.letters(search: search, onlyUnsent: unsent, after: after, limit: 500)
    } line: { row in
      [
        row.id.description, row.recipient.description, row.subject, iso(row.createdAt), row.state[language],
        row.sentAt.map(iso) ?? "", String(row.tries), row.fault,
      ]
    }
    return .download(csv([heads.map { $0[language] }] + lines), type: "text/csv; charset=utf-8", name: "letters.csv")
  }

  private func distributors(_ visit: Visit, _ refusals: [Refusal] = []) async throws -> Answer {
    let desk = try visit.vendor()
    let (page, _) = try await desk.subscribers(
      SubscriberFilter(kind: .distributor), ListQuery(order: .name, limit: 500))
    return .screen(
      DistributorsPage(
        rows: page.items, mayAdd: desk.actor.may(.govern), entries: visit.form, refusals: refusals),
      refusals.isEmpty ? .ok : .unprocessableContent)
  }

  private func newPartner(_ visit: Visit, _ refusals: [Refusal] = []) async throws -> Answer {
    let (catalogue, distributors) = try await visit.vendor().partnerForm()
    return .screen(
      NewPartnerPage(
        standings: catalogue.standings, distributors: distributors, entries: visit.form, refusals: refusals),
      refusals.isEmpty ? .ok : .unprocessableContent)
  }

  private func partner(_ visit: Visit, _ refusals: [Refusal] = []) async throws -> Answer {
    let desk = try visit.vendor()
    let card = try await desk.partner(visit.id("id", of: Subscriber.self))
    return .screen(
      PartnerPage(
        partner: card.partner, facts: card.facts, standings: card.standings, all: card.catalogue.standings,
        totals: card.totals, members: card.members, pending: card.pending, history: card.history,
        mayGovern: desk.actor.may(.govern), entries: visit.form, refusals: refusals, today: visit.today,
        stamp: visit.stamp), refusals.isEmpty ? .ok : .unprocessableContent)
  }
}

extension Text {
  fileprivate static let recipientHead = Text(ru: "Получатель", kk: "Алушы", en: "To")
  fileprivate static let subjectHead = Text(ru: "Тема", kk: "Тақырыбы", en: "Subject")
  fileprivate static let createdAtHead = Text(ru: "Создано", kk: "Құрылған", en: "Created")
  fileprivate static let triesHead = Text(ru: "Попыток", kk: "Әрекет саны", en: "Tries")
  fileprivate static let faultHead = Text(ru: "Что помешало", kk: "Не кедергі болды", en: "What was in the way")
}
