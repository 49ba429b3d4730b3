import ArgumentParser
import Foundation
import Handbook
import Office
import Store

/// How many sessions a second are opened and closed, through the desks, by many clients at once.
struct Sessions: AsyncParsableCommand {
  @Option var data: String
  @Option var clients = 64
  @Option var seconds: Double = 3

  func run() async throws {
    try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
    let office = try await Office.forMeasuring(in: data)
    let people = try await office.seedClients(clients)
    let start = ContinuousClock.now
    let pairs = try await withThrowingTaskGroup(of: Int.self) { group in
      for person in people {
        group.addTask { [seconds] in
          let desk = ClientDesk(office, person.actor)
          var pairs = 0
          while ContinuousClock.now - start < .seconds(seconds) {
            let token = try await desk.open(person.infobase, client: "bench")
            try await desk.close(token)
            pairs += 1
          }
          return pairs
        }
      }
      return try await group.reduce(0, +)
    }
    let passed = (ContinuousClock.now - start) / .seconds(1)
    print("sessions\t\(Int(Double(pairs) / passed))")
    await office.database.close()
  }
}

/// A store for measuring sessions over HTTP. Prints for each client `key`, its token of the API and its infobase, and for
/// each live session `live` and the session's own token.
struct SessionSeed: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "session-seed")

  @Option var data: String
  @Option var clients = 256
  @Option var live = 10_000

  func run() async throws {
    try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
    let office = try await Office.forMeasuring(in: data)
    let now = office.world.now()
    // Live sessions belong to clients of their own: their places are taken.
    let people = try await office.seedClients(clients + (live + 4) / 5)
    let chance = UUID().uuidString
    try await office.database.write { [clients, live] tx in
      for (number, person) in people.prefix(clients).enumerated() {
        let token = Token(shown: "key-\(number)-\(chance)")
        _ = try tx.insertToken(
          token.hash, name: "bench", scopes: "write", of: person.actor.user, in: person.actor.subscriber, at: now,
          until: now + .days(1))
        print("key\t\(token.text)\t\(person.infobase)")
      }
      for number in 0..<live {
        let person = people[clients + number / 5]
        let token = Token(shown: "live-\(number)-\(chance)")
        _ = try tx.insertSession(
          of: person.actor.subscriber, infobase: person.infobase, user: person.actor.user, token: token.hash,
          client: "bench", address: "127.0.0.1", at: now)
        print("live\t\(token.text)")
      }
    }
    await office.database.close()
  }
}
