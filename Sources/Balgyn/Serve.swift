import ArgumentParser
import Foundation
import Handbook
import Hummingbird
import Logging
import Office
import ServiceLifecycle
import UnixSignals

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
    let settings = try flags.settings(serving.values)
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
      let housekeeping = Housekeeping(office, post: postOffice(settings)) { job, outcome in
        switch outcome {
        case .done(0), .taken: logger.trace("job \(job): nothing to do")
        case .done(let count): logger.debug("job \(job): \(count) done")
        case .failed(let error): logger.error("job \(job) failed", metadata: ["error": "\(error)"])
        }
      }
      let group = ServiceGroup(
        configuration: .init(
          services: [
            .init(service: HousekeepingService(housekeeping: housekeeping), serviceName: "housekeeping"),
            .init(
              service: web(office, settings, logger) {
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

/// The seam at which the cabinet comes in.
///
/// - Parameter started: Called when the first request can be taken.
func web(
  _ office: Office, _ settings: Settings, _ logger: Logger, started: @escaping @Sendable () -> Void
) -> some ServiceLifecycle.Service {
  let router = Router()
  router.get("/health") { _, _ in "ok\n" }
  return Application(
    router: router,
    configuration: .init(address: .hostname(settings.host, port: settings.port), serverName: "balgyn"),
    onServerRunning: { _ in started() }, logger: logger)
}

extension String {
  func padded(to width: Int) -> String {
    count < width ? self + String(repeating: " ", count: width - count) : self + " "
  }
}
