import ArgumentParser

/// What `bin/bench` needs besides the product itself: yardsticks of this machine, and a store of any size.
@main
struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", subcommands: [Yardsticks.self, Durable.self, Seed.self, Sessions.self, Rules.self])
}
