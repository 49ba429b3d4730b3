import ArgumentParser
import Handbook
import Hummingbird
import NIOCore
import Store

/// Yardsticks (a) and (b): a bare route, and a bare route with one indexed read of the store.
struct Yardsticks: AsyncParsableCommand {
  @Option var data: String
  @Option var port: Int

  func run() async throws {
    let database = try await openStore(in: data)
    let router = Router()
    router.get("/bare") { _, _ in "ok\n" }
    router.get("/read/{id}") { _, context in
      let id = Subscriber.ID(context.parameters.get("id") ?? "") ?? Subscriber.ID(1)
      return try await database.read { tx -> String in
        try tx.first("SELECT name FROM subscriber WHERE id = \(id)")?["name"] ?? "none"
      }
    }
    let application = Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)),
      onServerRunning: { _ in print("ready") })
    try await application.runService()
  }
}
