import HTTPTypes
import Handbook
import Office
import Pages
import Store

/// The door itself: signing in and out, registration, forgotten passwords, the first start.
extension Cabinet {
  var entranceDoors: [Door] {
    [
      .get(Link.signIn, .anyone) { visit in
        visit.actor != nil ? .goTo(Link.home) : .screen(signInPage(visit))
      },
      .post(Link.signIn, .anyone) { visit in
        let foreign = visit.form.isOn("foreign")
        do {
          let token = try await visit.entrance.signIn(
            login: visit.form.raw("login"), password: visit.form.typed["password"] ?? "", foreignComputer: foreign)
          return .signIn(token, isForeignComputer: foreign, to: ownPath(visit.form.raw("next")))
        } catch let refusals as Refusals {
          return .screen(signInPage(visit, refusals.all), .unprocessableContent)
        }
      },
      .get(Link.secondFactor, .halfSignedIn) { _ in .screen(SecondFactorPage()) },
      .post(Link.secondFactor, .halfSignedIn) { visit in
        guard let visitor = visit.visitor else { throw Missing() }
        do {
          try await visit.entrance.passSecondFactor(visitor, code: visit.form.raw("code"))
          return .goTo(Link.home)
        } catch let refusals as Refusals {
          return .screen(SecondFactorPage(refusals: refusals.all), .unprocessableContent)
        }
      },
      .post(Link.signOut, .anyone) { visit in
        if let token = visit.token { try await visit.entrance.signOut(token) }
        return .signIn(nil, isForeignComputer: false, to: "\(Link.signIn)?told=signedOut")
      },
      .get(Link.forgot, .anyone) { _ in .screen(ForgotPage()) },
      .post(Link.forgot, .anyone) { visit in
        do {
          try await visit.entrance.forgotPassword(login: visit.form.raw("login"))
          return .screen(ForgotPage(isSent: true))
        } catch let refusals as Refusals {
          return .screen(ForgotPage(login: visit.form.raw("login"), refusals: refusals.all), .unprocessableContent)
        }
      },
      .get("/reset/{token}", .anyone) { visit in .screen(ResetPage(action: visit.path)) },
      .post("/reset/{token}", .anyone) { visit in
        do {
          try await visit.entrance.resetPassword(
            Token(shown: visit.parameters["token"] ?? ""), password: visit.form.typed["password"] ?? "",
            repeated: visit.form.typed["password_repeated"] ?? "")
          return .done(Link.signIn, .passwordChanged)
        } catch let refusals as Refusals {
          return .screen(ResetPage(action: visit.path, refusals: refusals.all), .unprocessableContent)
        }
      },
      .get("/register/{code}", .anyone) { visit in try await registerPage(visit) },
      .post("/register/{code}", .anyone) { visit in
        do {
          let token = try await visit.entrance.register(
            Token(shown: visit.parameters["code"] ?? ""), visitor: visit.visitor, name: visit.form.raw("name"),
            password: visit.form.typed["password"] ?? "", repeated: visit.form.typed["password_repeated"] ?? "",
            language: visit.language)
          guard let token else { return .goTo(Link.home) }
          return .signIn(token, isForeignComputer: false, to: Link.home)
        } catch let refusals as Refusals {
          return try await registerPage(visit, refusals.all)
        }
      },
      .get("/join/{token}", .anyone) { visit in try await joinPage(visit) },
      .post("/join/{token}", .anyone) { visit in
        do {
          let token = try await visit.entrance.join(
            Token(shown: visit.parameters["token"] ?? ""), visitor: visit.visitor, name: visit.form.raw("name"),
            password: visit.form.typed["password"] ?? "", repeated: visit.form.typed["password_repeated"] ?? "",
            language: visit.language)
          guard let token else { return .goTo(Link.home) }
          return .signIn(token, isForeignComputer: false, to: Link.home)
        } catch let refusals as Refusals {
          return try await joinPage(visit, refusals.all)
        }
      },
      .get(Link.setup, .anyone) { visit in
        guard try await Setup(office).isNeeded else { return .goTo(Link.signIn) }
        return .screen(SetupPage(token: visit.query.raw("token")))
      },
      .post(Link.setup, .anyone) { visit in
        do {
          guard try await Setup(office).admits(Token(shown: visit.form.raw("token"))) else {
            throw Refusals("DESIGN", "token", .wrongSetupToken)
          }
          _ = try await Setup(office).setUp(visit.form, from: visit.address)
          let token = try await visit.entrance.signIn(
            login: visit.form.raw("email"), password: visit.form.typed["password"] ?? "", foreignComputer: false)
          return .signIn(token, isForeignComputer: false, to: Link.home)
        } catch let refusals as Refusals {
          return .screen(
            SetupPage(entries: visit.form, token: visit.form.raw("token"), refusals: refusals.all),
            .unprocessableContent)
        }
      },
    ]
  }

  private func signInPage(_ visit: Visit, _ refusals: [Refusal] = []) -> SignInPage {
    SignInPage(
      login: visit.form.raw("login"), foreignComputer: visit.form.isOn("foreign"), refusals: refusals,
      next: visit.form.has("next") ? visit.form.raw("next") : visit.query.raw("next"), demo: settings.demo,
      demoPassword: settings.demoPassword)
  }

  /// Where to go after signing in: a path of our own, and nothing else.
  func ownPath(_ next: String) -> String {
    next.hasPrefix("/") && !next.hasPrefix("//") && !next.contains("\\")
      && next.unicodeScalars.allSatisfy { $0.isASCII && $0.value > 0x20 } ? next : Link.home
  }

  private func registerPage(_ visit: Visit, _ refusals: [Refusal] = []) async throws -> Answer {
    let open = try await visit.entrance.invitation(
      Token(shown: visit.parameters["code"] ?? ""), visitor: visit.visitor)
    return .screen(
      RegisterPage(
        purpose: .client(partner: open.partnerName, trialDays: open.trialDays), email: open.facts.email,
        action: visit.path, name: visit.form.raw("name"), isKnown: open.registration.addressIsTaken,
        obstacle: open.registration.refusals.first?.text, refusals: refusals),
      refusals.isEmpty ? .ok : .unprocessableContent)
  }

  private func joinPage(_ visit: Visit, _ refusals: [Refusal] = []) async throws -> Answer {
    let open = try await visit.entrance.userInvitation(Token(shown: visit.parameters["token"] ?? ""))
    let mustSignIn = open.addressIsTaken && visit.visitor?.email != open.email
    let obstacle: Text? = !open.isOpen ? .invitationIsOver : mustSignIn ? .signInFirst : nil
    return .screen(
      RegisterPage(
        purpose: .user(subscriber: open.subscriberName, role: open.role), email: open.email, action: visit.path,
        name: visit.form.raw("name"), isKnown: open.addressIsTaken, obstacle: obstacle, refusals: refusals),
      refusals.isEmpty ? .ok : .unprocessableContent)
  }
}

extension Text {
  static let wrongSetupToken = Text(
    ru: "Ключ не подходит: он напечатан там, где запущен сервис.",
    kk: "Кілт сәйкес емес: ол сервис іске қосылған жерде басылған.",
    en: "The key is wrong: it is printed where the service was started.")
  static let invitationIsOver = Text(
    ru: "Приглашение уже использовано, отозвано или устарело. Попросите прислать новое.",
    kk: "Шақыру пайдаланылған, кері алынған немесе ескірген. Жаңасын жіберуді сұраңыз.",
    en: "The invitation was used, revoked or is too old. Ask for a new one.")
  static let signInFirst = Text(
    ru: "У этого адреса уже есть вход. Войдите с ним, чтобы принять приглашение.",
    kk: "Бұл мекенжайдың кіруі бар. Шақыруды қабылдау үшін сонымен кіріңіз.",
    en: "This address has a sign-in already. Sign in with it to accept the invitation.")
}
