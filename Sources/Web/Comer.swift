import HTTPTypes
import Handbook
package import Hummingbird
package import Logging
import Office

/// What a request says of itself before anything is looked up.
struct Comer: Sendable {
  let path: String
  let query: Entries
  let parameters: [String: String]
  let address: String
  let agent: String
  let signIn: Token?
  let door: Token?
  let language: Language?
  let acceptedLanguage: Language
  /// Whether the browser says that the request comes from a page of ours.
  let isSameOrigin: Bool

  init(_ request: Request, _ context: CabinetContext, isBehindProxy: Bool) {
    path = request.uri.path
    query = urlEncoded(request.uri.query ?? "")
    parameters = Dictionary(
      context.parameters.map { (String($0.key), String($0.value)) }, uniquingKeysWith: { first, _ in first })
    let forwarded = isBehindProxy ? request.headers[.forwardedFor]?.split(separator: ",").last : nil
    address = forwarded.map { String($0.drop { $0 == " " }) } ?? context.address
    agent = String((request.headers[.userAgent] ?? "").prefix(300))
    var cookies: [Substring: String] = [:]
    for field in request.headers[values: .cookie] {
      for pair in field.split(separator: ";") {
        let parts = pair.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
        if parts.count == 2 {
          cookies[parts[0].hasPrefix("__Host-") ? parts[0].dropFirst(7) : parts[0]] = String(parts[1])
        }
      }
    }
    signIn = cookies["balgyn"].flatMap { $0.isEmpty ? nil : Token(shown: $0) }
    door = cookies["balgyn_door"].map { Token(shown: $0) }
    language = cookies["lang"].flatMap { Language(rawValue: $0) }
    acceptedLanguage =
      (request.headers[.acceptLanguage] ?? "").split(separator: ",").lazy
      .compactMap { Language(rawValue: String($0.drop { $0 == " " }.prefix(2)).lowercased()) }.first ?? .russian
    let site = request.headers[.fetchSite]
    isSameOrigin = site == nil || site == "same-origin" || site == "none"
  }
}

/// The context of a request: whence it comes.
package struct CabinetContext: RequestContext {
  package var coreContext: CoreRequestContextStorage
  /// The network address at the other end.
  package let address: String

  package init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    address = source.channel.remoteAddress?.ipAddress ?? "local"
  }

  /// A request that comes over no network: for tests, and whatever else asks in process.
  package init(logger: Logger, address: String) {
    struct Source: RequestContextSource {
      let logger: Logger
    }
    coreContext = .init(source: Source(logger: logger))
    self.address = address
  }
}
