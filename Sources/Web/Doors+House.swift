import HTTPTypes
import Handbook
import Office
import Pages
import Store

/// Home, one's own subscriber, one's own profile.
extension Cabinet {
  var houseDoors: [Door] {
    [
      .get(Link.home, .person) { visit in try await home(visit) },
      .get(Link.card, .house) { visit in try await ownCard(visit) },
      .post(Link.card, .house) { visit in
        do {
          try await visit.house().save(visit.form, version: visit.version)
          return .done(visit.form.has("close") ? Link.home : Link.card, .saved)
        } catch let refusals as Refusals {
          return try await ownCard(visit, refusals.all)
        } catch let stale as Stale {
          return try await ownCard(visit, stale: stale)
        }
      },
      .get(Link.ownHistory, .house) { visit in
        let desk = try visit.house()
        return .screen(
          SubscriberHistoryPage(
            facts: try await desk.card(), history: try await desk.history(), isOwn: true, stamp: visit.stamp))
      },
      .get(Link.users, .house) { visit in try await users(visit) },
      .post(Link.users, .house) { visit in
        do {
          try await visit.house().invite(visit.form)
          return .done(Link.users, .userInvited)
        } catch let refusals as Refusals {
          return try await users(visit, refusals.all)
        }
      },
      .post("/users/{id}/role", .house) { visit in
        do {
          guard let role = Role(rawValue: visit.form.raw("role")) else { throw Refusals("BEY-40", "role", .choose) }
          try await visit.house().change(visit.id("id", of: User.self), to: role)
          return .done(Link.users, .roleChanged)
        } catch let refusals as Refusals {
          return try await users(visit, refusals.all)
        }
      },
      .post("/users/{id}/removal", .house) { visit in
        do {
          try await visit.house().change(visit.id("id", of: User.self), to: nil)
          return .done(Link.users, .userRemoved)
        } catch let refusals as Refusals {
          return try await users(visit, refusals.all)
        }
      },
      .post("/users/invitations/{id}/revocation", .house) { visit in
        try await visit.house().revokeInvitation(visit.id("id", of: PendingUser.self))
        return .done(Link.users, .revoked)
      },
      .get(Link.tokens, .acting(Subscriber.Kind.allCases, .manageTokens)) { visit in try await tokens(visit) },
      .post(Link.tokens, .acting(Subscriber.Kind.allCases, .manageTokens)) { visit in
        do {
          return try await tokens(visit, made: visit.house().makeToken(visit.form))
        } catch let refusals as Refusals {
          return try await tokens(visit, refusals.all)
        }
      },
      .post("/tokens/{id}/revocation", .acting(Subscriber.Kind.allCases, .manageTokens)) { visit in
        try await visit.house().revokeToken(visit.id("id", of: AccessToken.self))
        return .done(Link.tokens, .tokenRevoked)
      },
      .get(Link.profile, .person) { visit in try await profile(visit) },
      .post(Link.profile, .person) { visit in
        do {
          try await visit.person().save(visit.form)
          return .goTo("\(Link.profile)?told=saved&lang=\(visit.form.raw("language"))")
        } catch let refusals as Refusals {
          return try await profile(visit, refusals.all)
        }
      },
      .post("/profile/subscriber", .person) { visit in
        guard let id = Subscriber.ID(visit.form.raw("subscriber")) else { throw Missing() }
        try await visit.person().choose(id)
        return .goTo(Link.home)
      },
      .post("/profile/password", .person) { visit in
        do {
          try await visit.person().changePassword(visit.form)
          return .done(Link.profile, .passwordChanged)
        } catch let refusals as Refusals {
          return try await profile(visit, refusals.all)
        }
      },
      .post("/profile/second-factor", .person) { visit in
        try await profile(visit, secret: visit.person().beginTOTP())
      },
      .post("/profile/second-factor/confirmation", .person) { visit in
        do {
          return try await profile(visit, codes: visit.person().confirmTOTP(code: visit.form.raw("code")))
        } catch let refusals as Refusals {
          return try await profile(visit, refusals.all, showsSecret: true)
        }
      },
      .post("/profile/second-factor/end", .person) { visit in
        do {
          try await visit.person().endTOTP(password: visit.form.typed["second_password"] ?? "")
          return .done(Link.profile, .secondFactorOff)
        } catch let refusals as Refusals {
          return try await profile(visit, refusals.all)
        }
      },
      .post("/profile/sign-ins/{id}/end", .person) { visit in
        try await visit.person().end(visit.id("id", of: SignIn.self))
        return .done(Link.profile, .signInEnded)
      },
    ]
  }

  private func home(_ visit: Visit) async throws -> Answer {
    guard let actor = visit.actor else { return .goTo(Link.profile) }
    if (actor.kind == .partner || actor.kind == .vendor) && actor.may(.serve) { return try await servingHome(visit) }
    // Who keeps no books here and serves nobody has the organisation itself.
    if actor.kind == .distributor || actor.kind == .vendor {
      return .goTo(actor.may(.seeHouse) ? Link.card : Link.profile)
    }
    return try await infobases(visit)
  }

  private func servingHome(_ visit: Visit) async throws -> Answer {
    let desk = try visit.serving()
    let isPartner = desk.actor.kind == .partner
    let soon = SubscriberFilter(kind: isPartner ? nil : .client, endsFrom: visit.today, endsThrough: visit.today + 13)
    let (ending, totals) = try await desk.subscribers(soon, ListQuery(order: .end, limit: 10))
    let recent = try await desk.subscriptions(
      SubscriptionFilter(), ListQuery(order: .number, isDescending: true, limit: 10)
    ).page.items
    let users = desk.actor.may(.seeHouse) ? try await visit.house().users() : nil
    var calls: [HomePage.Call] = []
    if users?.owners == 1 { calls.append(.init(text: .nameSecondOwner, link: Link.users, count: 0)) }
    if let totals, totals.endingSoon > 0 {
      calls.append(
        .init(
          text: .endingCall, link: url(Link.subscribers, ["show": "ending", "order": "end"]), count: totals.endingSoon))
    }
    if let totals, totals.ended > 0 {
      calls.append(.init(text: .endedCall, link: url(Link.subscribers, ["show": "ended"]), count: totals.ended))
    }
    if !isPartner {
      let waiting = try await desk.correctionRequests().count
      if waiting > 0 { calls.append(.init(text: .correctionsCall, link: Link.corrections, count: waiting)) }
    }
    var figures: [HomePage.Call] = []
    if let totals {
      figures = [
        .init(text: .servedSubscribers, link: Link.subscribers, count: totals.all),
        .init(text: Subscriber.AccessKind.paid.text, link: url(Link.subscribers, ["show": "paid"]), count: totals.paid),
        .init(
          text: Subscriber.AccessKind.trial.text, link: url(Link.subscribers, ["show": "trial"]), count: totals.trial),
        .init(text: Subscriber.AccessKind.free.text, link: url(Link.subscribers, ["show": "free"]), count: totals.free),
      ]
    }
    let quick: [HomePage.Call] =
      isPartner
      ? [
        .init(text: .inviteClientCall, link: "\(Link.invitations)#email", count: 0),
        .init(text: .issueSubscriptionCall, link: Link.newSubscription, count: 0),
      ] : [.init(text: .partners, link: Link.partners, count: 0)]
    // C-05. Its report on the infobases of served subscribers is still to come, with the other reports.
    let links: [HomePage.Call] = [
      .init(text: .tariffs, link: Link.tariffs, count: 0),
      .init(text: .infobaseReport, link: Link.infobases, count: 0),
      .init(text: .servedSubscriptionsTitle, link: Link.journal, count: 0),
    ]
    return .screen(
      HomePage(
        name: desk.actor.subscriberName, calls: calls, figures: figures, ending: ending.items, recent: recent,
        quick: quick, links: isPartner ? links : [], wishes: try await wishes(visit), today: visit.today,
        viewer: isPartner ? desk.actor.subscriber : nil, stamp: visit.stamp))
  }

  /// What clients ask a partner for; `nil` for the vendor, whom nobody asks.
  func wishes(
    _ visit: Visit, of subscriber: Subscriber.ID? = nil
  ) async throws -> (list: [Wish], catalogue: Catalogue)? {
    guard visit.actor?.kind == .partner else { return nil }
    let desk = try visit.partner()
    let list = try await desk.wishes().filter { subscriber == nil || $0.subscriberID == subscriber }
    return list.isEmpty ? nil : (list, try await desk.offer().catalogue)
  }

  private func ownCard(_ visit: Visit, _ refusals: [Refusal] = [], stale: Stale? = nil) async throws -> Answer {
    let desk = try visit.house()
    let facts = try await desk.card()
    return .screen(
      SubscriberPage(
        facts: facts, tabs: try await desk.cardTabs(), entries: visit.typed(or: facts.card.entries), refusals: refusals,
        stale: stale.map(visit.notice), isEditable: desk.actor.may(.editOwnCard), side: .own,
        mayReadLetters: desk.actor.kind == .vendor && desk.actor.may(.govern), today: visit.today, stamp: visit.stamp),
      stale != nil ? .conflict : refusals.isEmpty ? .ok : .unprocessableContent)
  }

  private func users(_ visit: Visit, _ refusals: [Refusal] = []) async throws -> Answer {
    let desk = try visit.house()
    let users = try await desk.users()
    return .screen(
      UsersPage(
        members: users.members, pending: users.pending, owners: users.owners, roles: Role.roles(in: desk.actor.kind),
        mayManage: desk.actor.may(.manageUsers), entries: visit.form, refusals: refusals, stamp: visit.stamp),
      refusals.isEmpty ? .ok : .unprocessableContent)
  }

  private func tokens(_ visit: Visit, _ refusals: [Refusal] = [], made: Token? = nil) async throws -> Answer {
    .screen(
      TokensPage(
        tokens: try await visit.house().tokens(), made: made?.text,
        scopes: TokenScope.allCases.map { ($0.rawValue, $0.text) }, entries: made == nil ? visit.form : Entries([:]),
        refusals: refusals, now: office.world.now(), stamp: visit.stamp),
      refusals.isEmpty ? .ok : .unprocessableContent)
  }

  private func profile(
    _ visit: Visit, _ refusals: [Refusal] = [], secret: [UInt8]? = nil, codes: [String] = [], showsSecret: Bool = false
  ) async throws -> Answer {
    let profile = try await visit.person().profile()
    let key = secret ?? (showsSecret ? profile.facts.totpSecret : nil)
    return .screen(
      ProfilePage(
        user: profile.facts, memberships: profile.memberships, current: visit.visitor?.membership?.subscriberID,
        signIns: profile.signIns, currentSignIn: visit.visitor!.signIn.id, entries: visit.form, refusals: refusals,
        secret: key.map(TOTP.base32), recoveryCodes: codes, stamp: visit.stamp),
      refusals.isEmpty ? .ok : .unprocessableContent)
  }
}

extension Card {
  /// The card as a form shows it.
  var entries: Entries {
    Entries(Dictionary(fields.map { ($0.field.name, $0.value) }, uniquingKeysWith: { first, _ in first }))
  }
}

extension Text {
  static let nameSecondOwner = Text(
    ru: "Назначьте второго владельца абонента", kk: "Абоненттің екінші иесін тағайындаңыз",
    en: "Name a second owner of the subscriber")
  static let correctionsCall = Text(
    ru: "Партнёры просят исправить подписки", kk: "Серіктестер жазылымдарды түзетуді сұрайды",
    en: "Partners ask to correct subscriptions")
  static let endingCall = Text(
    ru: "Доступ заканчивается в ближайшие 14 дней", kk: "Қолжетімділік жақын 14 күнде аяқталады",
    en: "Access ends within 14 days")
  static let infobaseReport = Text(
    ru: "Отчет по приложениям (базам)", kk: "Қолданбалар (базалар) бойынша есеп",
    en: "Report on applications (infobases)")
  static let endedCall = Text(ru: "Доступ закончился", kk: "Қолжетімділік аяқталды", en: "Access has ended")
  static let inviteClientCall = Text(ru: "Пригласить клиента", kk: "Клиентті шақыру", en: "Invite a client")
  static let issueSubscriptionCall = Text(ru: "Оформить подписку", kk: "Жазылым рәсімдеу", en: "Issue a subscription")
}
