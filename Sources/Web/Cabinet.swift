import API
import Foundation
import HTTPTypes
package import Handbook
package import Hummingbird
import Infobases
import Logging
import Markup
import NIOCore
package import Office
import Pages
package import Print
import Store
import Synchronization

/// The cabinet over HTTP: every door, and what is common to all of them.
package struct Cabinet: Sendable {
  package let office: Office
  package let settings: Settings
  let interface: Interface
  let isSetUp = Once()

  package struct Settings: Sendable {
    /// People come over TLS: cookies are `Secure`, browsers are told to stay with TLS.
    package var isSecure = false
    /// A proxy of ours stands before the service and says in `X-Forwarded-For` who comes.
    package var isBehindProxy = false
    /// Where uploads lie while they are read.
    package var uploads: String
    /// The largest upload in bytes (BEY-61).
    package var uploadLimit = 1 << 30
    /// Sign-ins of a demo installation, offered on the first page.
    package var demo: [(login: String, who: Text)] = []
    package var demoPassword = ""
    /// The clock of a demo installation; `nil` in a real one.
    package var clock: DemoClock?
    /// Requests that a token of the API may send in a minute, and how many of them at once.
    package var requestsPerMinute = 600
    package var requestBurst = 100

    /// Who makes PDF files of printed forms.
    package var printer: any FormPrinter = WeasyPrint()

    package init(uploads: String) {
      self.uploads = uploads
    }
  }

  package init(_ office: Office, _ settings: Settings) {
    self.office = office
    self.settings = settings
    interface = Interface(office, perMinute: settings.requestsPerMinute, burst: settings.requestBurst)
  }

  /// A line for everybody in a demo: that it is one, and what day it is there (PRO-23).
  func strip(_ visit: Visit) -> DemoStrip? {
    settings.clock.map { clock in
      let isIn = visit.visitor.map { !$0.signIn.awaitsSecondFactor } ?? false
      // What was sent by a form has no page of its own to come back to.
      return DemoStrip(
        today: clock.today, daysAhead: clock.daysAhead, mayMove: isIn,
        back: visit.form.typed.isEmpty ? visit.path : Link.home)
    }
  }

  var doors: [Door] {
    entranceDoors + houseDoors + servingDoors + sellingDoors + clientDoors + startDoors + vendorDoors + moneyDoors
      + contractDoors + settlementDoors + refundDoors + interfaceDoors + demoDoors + handbookDoors
  }

  package func router() -> Router<CabinetContext> {
    let router = Router(context: CabinetContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: Strays(cabinet: self))
    for door in doors {
      router.on(RouterPath(door.path), method: door.method) { request, context in
        await answer(door, request, context)
      }
    }
    mountInterface(on: router)
    router.get("/static/{hash}/{name}") { _, context in
      guard let file = Assets.files[context.parameters.get("name") ?? ""] else {
        return finished(Response(status: .notFound))
      }
      var headers: HTTPFields = [.contentType: file.type, .cacheControl: "public, max-age=31536000, immutable"]
      headers[.xContentTypeOptions] = "nosniff"
      return finished(Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: file.bytes))))
    }
    router.get("/health") { _, _ in
      _ = try await office.database.read { try $0.newestCatalogue() }
      return finished(
        Response(
          status: .ok, headers: [.contentType: "text/plain"], body: .init(byteBuffer: ByteBuffer(string: "ok\n"))))
    }
    router.get("/**") { request, context in
      await missing(request, context)
    }
    return router
  }

  /// The page that says that there is no such page.
  func missing(_ request: Request, _ context: CabinetContext) async -> Response {
    await answer(Door.get("/**", .anyone) { _ in throw Missing() }, request, context)
  }

  // MARK: One request, from the socket to the answer

  private func answer(_ door: Door, _ request: Request, _ context: CabinetContext) async -> Response {
    let comer = Comer(request, context, isBehindProxy: settings.isBehindProxy)
    var visit: Visit?
    do {
      // `?lang=kk` is a choice, kept in a cookie.
      if door.method == .get, let choice = comer.query.typed["lang"], let language = Language(rawValue: choice) {
        return chosen(language, comer, request)
      }
      let read = try await self.visit(door, comer, request)
      visit = read
      defer { if let file = read.file { try? FileManager.default.removeItem(atPath: file) } }
      if let refused = try await refuse(door, read, comer) { return respond(refused, read, comer) }
      return respond(try await door.act(read), read, comer)
    } catch {
      return respond(explain(error, context), visit ?? stranger(door, comer), comer)
    }
  }

  /// Who must go elsewhere, or may not come: `nil` if the door is open to him.
  private func refuse(_ door: Door, _ visit: Visit, _ comer: Comer) async throws -> Answer? {
    if door.method == .post, visit.form.typed["seal"] != visit.seal || visit.seal.isEmpty || !comer.isSameOrigin {
      return .screen(ErrorPage(title: .formIsOld, text: .formIsOldText), .forbidden)
    }
    let isHalf = visit.visitor?.signIn.awaitsSecondFactor ?? false
    switch door.audience {
    case .anyone: return nil
    case .halfSignedIn: return isHalf ? nil : .goTo(Link.home)
    case .person, .acting:
      if visit.visitor == nil {
        if try await !isSetUp.check({ try await !Setup(office).isNeeded }) { return .goTo(Link.setup) }
        let next = door.method == .get && visit.path != "/" ? visit.path : ""
        return .goTo(url(Link.signIn, ["next": next]))
      }
      if isHalf { return .goTo(Link.secondFactor) }
    }
    guard case .acting = door.audience else { return nil }
    guard let actor = visit.actor else { return .goTo(Link.profile) }
    if door.audience.admits(kind: actor.kind, role: actor.role) { return nil }
    if case .acting(let kinds, _) = door.audience, !kinds.contains(actor.kind) { throw Missing() }
    return .screen(ErrorPage(title: .noRightTitle, text: .noRightText), .forbidden)
  }

  private func visit(_ door: Door, _ comer: Comer, _ request: Request) async throws -> Visit {
    let entrance = Entrance(office, from: comer.address, agent: comer.agent)
    var visitor: Visitor?
    if let token = comer.signIn { visitor = try await entrance.visitor(token) }
    var form = Entries([:])
    var file: String?
    if door.method == .post {
      if let multipart = Multipart(contentType: request.headers[.contentType] ?? "", folder: settings.uploads) {
        (form, file) = try await multipart.read(request.body, upTo: door.limit)
      } else {
        form = urlEncoded(String(buffer: try await request.body.whole(upTo: min(door.limit, 1 << 20))))
      }
    }
    return Visit(
      cabinet: self, path: comer.path, parameters: comer.parameters, query: comer.query, form: form, file: file,
      address: comer.address, agent: comer.agent, visitor: visitor, token: comer.signIn,
      language: comer.language ?? visitor?.language ?? comer.acceptedLanguage,
      seal: (visitor == nil ? comer.door : comer.signIn)?.formSeal ?? "")
  }

  /// A visit of which nothing could be read.
  private func stranger(_ door: Door, _ comer: Comer) -> Visit {
    Visit(
      cabinet: self, path: comer.path, parameters: [:], query: Entries([:]), form: Entries([:]), file: nil,
      address: comer.address, agent: comer.agent, visitor: nil, token: nil,
      language: comer.language ?? comer.acceptedLanguage, seal: "")
  }

  private func chosen(_ language: Language, _ comer: Comer, _ request: Request) -> Response {
    let query = comer.query.typed.filter { $0.key != "lang" && $0.key != "told" }.sorted { $0.key < $1.key }
    let pairs = query.map { pair in String(url("", [pair.key: pair.value]).dropFirst()) }.filter { !$0.isEmpty }
    let path = pairs.isEmpty ? comer.path : comer.path + "?" + pairs.joined(separator: "&")
    var response = Response(status: .seeOther, headers: [.location: path])
    response.headers.append(cookie("lang", language.rawValue, maxAge: 31_536_000))
    return finished(response)
  }

  // MARK: Answers

  private func respond(_ answer: Answer, _ visit: Visit, _ comer: Comer) -> Response {
    var response: Response
    switch answer {
    case .screen(let screen, let status):
      var frame = visit.frame()
      // A stranger's form is sealed by a cookie of its own.
      var door: Token?
      if visit.visitor == nil, comer.door == nil {
        let token = Token(shown: base64url(office.world.random(24)))
        door = token
        frame.seal = token.formSeal
      }
      response = Response(
        status: status, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
        body: .init(byteBuffer: ByteBuffer(bytes: frame.document(screen))))
      if let door { response.headers.append(cookie("balgyn_door", door.text, maxAge: nil)) }
    case .goTo(let path):
      response = Response(status: .seeOther, headers: [.location: path])
    case .text(let text, let type, let status):
      response = Response(
        status: status, headers: [.contentType: type, .cacheControl: "no-store"],
        body: .init(byteBuffer: ByteBuffer(string: text)))
    case .signIn(let token, let isForeign, let path):
      response = Response(status: .seeOther, headers: [.location: path])
      response.headers.append(
        cookie("balgyn", token?.text ?? "", maxAge: token == nil ? 0 : isForeign ? nil : 30 * 86_400))
    case .download(let text, let type, let name):
      response = Response(
        status: .ok,
        headers: [
          .contentType: type, .cacheControl: "no-store",
          .contentDisposition: "attachment; filename=\"\(name)\"",
        ], body: .init(byteBuffer: ByteBuffer(string: text)))
    case .bytes(let bytes, let type, let name):
      response = Response(
        status: .ok,
        headers: [
          .contentType: type, .cacheControl: "no-store", .contentDisposition: attachment(name),
        ], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    case .file(let bytes, let name):
      response = Response(
        status: .ok,
        headers: [
          .contentType: "application/zip", .cacheControl: "no-store",
          .contentDisposition: attachment(name),
        ],
        body: .init(contentLength: Int(bytes.size)) { writer in
          for try await chunk in bytes { try await writer.write(ByteBuffer(bytes: chunk)) }
          try await writer.finish(nil)
        })
    }
    return finished(response)
  }

  func finished(_ response: Response) -> Response {
    var response = response
    response.headers[.contentSecurityPolicy] =
      """
      default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; \
      base-uri 'none'; frame-ancestors 'none'
      """
    response.headers[.xContentTypeOptions] = "nosniff"
    response.headers[.referrerPolicy] = "same-origin"
    response.headers[.xFrameOptions] = "DENY"
    response.headers[.crossOriginOpenerPolicy] = "same-origin"
    response.headers[.permissionsPolicy] = "camera=(), microphone=(), geolocation=()"
    if settings.isSecure { response.headers[.strictTransportSecurity] = "max-age=31536000; includeSubDomains" }
    return response
  }

  private func cookie(_ name: String, _ value: String, maxAge: Int?) -> HTTPField {
    let name = settings.isSecure ? "__Host-" + name : name
    let age = maxAge.map { "; Max-Age=\($0)" } ?? ""
    return HTTPField(
      name: .setCookie,
      value: "\(name)=\(value); Path=/; HttpOnly; SameSite=Lax\(age)\(settings.isSecure ? "; Secure" : "")")
  }

  /// Every error as an answer: what happened, why, and what to do.
  private func explain(_ error: any Error, _ context: CabinetContext) -> Answer {
    switch error {
    case is Missing: return .screen(ErrorPage(title: .notFoundTitle, text: .notFoundText), .notFound)
    case is Denied: return .screen(ErrorPage(title: .noRightTitle, text: .noRightText), .forbidden)
    case let refusals as Refusals: return .screen(RefusalPage(refusals: refusals.all), .unprocessableContent)
    case let taken as PlacesTaken:
      return .screen(ErrorPage(title: .placesTaken, text: taken.text), .conflict)
    case is Stale: return .screen(ErrorPage(title: .changedTitle, text: .changedText), .conflict)
    case BodyFault.tooLarge: return .screen(ErrorPage(title: .tooLargeTitle, text: .tooLargeText), .contentTooLarge)
    case BodyFault.malformed: return .screen(ErrorPage(title: .malformedTitle, text: .malformedText), .badRequest)
    case StoreFault.contended, StoreFault.unavailable:
      context.logger.error("the store does not answer", metadata: ["error": "\(error)"])
      return .screen(ErrorPage(title: .busyTitle, text: .busyText, requestID: context.id), .serviceUnavailable)
    default:
      context.logger.error("a mistake of ours", metadata: ["error": "\(error)"])
      return .screen(ErrorPage(title: .oursTitle, text: .oursText, requestID: context.id), .internalServerError)
    }
  }
}

extension HTTPField.Name {
  // Read once: a name is checked and lowered each time that it is made.
  static let referrerPolicy = HTTPField.Name("Referrer-Policy")!
  static let xFrameOptions = HTTPField.Name("X-Frame-Options")!
  static let crossOriginOpenerPolicy = HTTPField.Name("Cross-Origin-Opener-Policy")!
  static let permissionsPolicy = HTTPField.Name("Permissions-Policy")!
  static let forwardedFor = HTTPField.Name("X-Forwarded-For")!
  static let fetchSite = HTTPField.Name("Sec-Fetch-Site")!
}

/// What the router itself has no answer for, such as a method that no door at the path has, is answered like
/// everything else: with a page or a problem, and with the headers of every answer.
private struct Strays: RouterMiddleware {
  let cabinet: Cabinet

  func handle(
    _ request: Request, context: CabinetContext,
    next: (Request, CabinetContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch is HTTPError {
      return request.uri.path.hasPrefix(Interface.root)
        ? cabinet.strayed(request, context) : await cabinet.missing(request, context)
    }
  }
}

/// Refusals of an act that has no form to stand beside.
struct RefusalPage: Screen {
  let refusals: [Refusal]
  var title: Text { .notDoneTitle }

  func body(in frame: Frame) -> HTML {
    """
    <div class="gate"><h1>\(title)</h1><ul>\
    \(refusals.html { "<li>\($0.text) <span class=\"rule\">\($0.rule)</span></li>" })</ul><p>\
    <a class="button" href="/">\(Text.home)</a></p></div>
    """
  }
}

/// What was found once and stays so.
final class Once: Sendable {
  private let isTrue = Mutex(false)

  func check(_ find: () async throws -> Bool) async throws -> Bool {
    if isTrue.withLock({ $0 }) { return true }
    let found = try await find()
    if found { isTrue.withLock { $0 = true } }
    return found
  }
}
