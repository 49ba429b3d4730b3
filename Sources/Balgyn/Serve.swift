import ArgumentParser
import Foundation
import Handbook
import Hummingbird
import HummingbirdTLS
import Logging
import NIOSSL
import Office
import ServiceLifecycle
import UnixSignals
import Web

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve the cabinet and the API, and do the service's own work.",
    discussion: """
      Stops cleanly on SIGTERM and SIGINT: requests in flight are finished,
      nothing is lost. On an empty installation it prints the address of the
      set-up page with a token that works once.

      Every setting. In the file, {"smtp": {"host": "mail.example.kz"}}; in
      the environment, BALGYN_SMTP_HOST.

      \(Settings.known.map { "  \($0.key)\n      \($0.meaning)" }.joined(separator: "\n"))
      """)

  @OptionGroup var flags: SettingsFlags
  @OptionGroup var serving: ServingFlags

  func run() async throws {
    do { try await serve(flags.settings(serving.values)) } catch { throw explained(error) }
  }

  private func serve(_ settings: Settings) async throws {
    LoggingSystem.bootstrap { label in
      var handler = StreamLogHandler.standardError(label: label)
      handler.logLevel = settings.logLevel
      return handler
    }
    let logger = Logger(label: "balgyn")
    try await Installation.with(settings) { installation in
      let office = installation.office
      let setup = Setup(office)
      let token = try await setup.isNeeded ? try await setup.offer() : nil
      let post = postOffice(settings)
      let tell = { @Sendable (job: String, outcome: Housekeeping.Outcome) in
        switch outcome {
        case .done(0), .taken: logger.trace("job \(job): nothing to do")
        case .done(let count): logger.debug("job \(job): \(count) done")
        case .failed(let error): logger.error("job \(job) failed", metadata: ["error": "\(error)"])
        }
      }
      let housekeeping = Housekeeping(office, post: post, tell: tell)
      let clock = installation.clock.map { DemoClock(office, $0, Housekeeping(office, post: post, tell: tell)) }
      let group = ServiceGroup(
        configuration: .init(
          services: [
            .init(service: HousekeepingService(housekeeping: housekeeping), serviceName: "housekeeping"),
            .init(
              service: try web(office, settings, logger, clock) {
                print("Balgyn serves \(settings.address)")
                if let token { print("Set it up once at \(settings.address)/setup?token=\(token.text)") }
                fflush(nil)
              }, serviceName: "web"),
          ], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
      try await group.run()
    }
  }
}

/// The service's own work, for as long as the service runs.
struct HousekeepingService: ServiceLifecycle.Service {
  let housekeeping: Housekeeping

  func run() async throws {
    await cancelWhenGracefulShutdown { await housekeeping.run() }
  }
}

/// The cabinet and the API over HTTP, or over TLS where a certificate is set.
///
/// - Parameters:
///   - clock: The clock of a demo installation.
///   - started: Called when the first request can be taken.
func web(
  _ office: Office, _ settings: Settings, _ logger: Logger, _ clock: DemoClock?, started: @escaping @Sendable () -> Void
) throws -> any ServiceLifecycle.Service {
  let uploads = "\(settings.data)/uploads"
  try FileManager.default.createDirectory(
    atPath: uploads, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  var cabinet = Cabinet.Settings(uploads: uploads)
  cabinet.isSecure = settings.isSecure
  cabinet.isBehindProxy = settings.isBehindProxy
  if let clock {
    cabinet.clock = clock
    cabinet.demo = Demo.signIns.map { ($0.email, $0.who) }
    cabinet.demoPassword = Demo.password
  }
  cabinet.requestsPerMinute = settings.requestsPerMinute
  cabinet.requestBurst = settings.requestBurst
  let router = Cabinet(office, cabinet).router()
  let configuration = ApplicationConfiguration(
    address: .hostname(settings.host, port: settings.port), serverName: "balgyn", backlog: 1024)
  guard let tls = settings.tls else {
    return Application(
      router: router, configuration: configuration, onServerRunning: { _ in started() }, logger: logger)
  }
  let chain = try NIOSSLCertificate.fromPEMFile(tls.certificate).map { NIOSSLCertificateSource.certificate($0) }
  let key = try NIOSSLPrivateKey(file: tls.key, format: .pem)
  var secured = TLSConfiguration.makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key))
  secured.minimumTLSVersion = .tlsv12
  return Application(
    router: router, server: try .tls(.http1(), tlsConfiguration: secured), configuration: configuration,
    onServerRunning: { _ in started() }, logger: logger)
}

extension String {
  func padded(to width: Int) -> String {
    count < width ? self + String(repeating: " ", count: width - count) : self + " "
  }
}
