import ArgumentParser

/// The flags that every command takes: where the installation is.
struct SettingsFlags: ParsableArguments {
  @Option(help: ArgumentHelp("The folder in which everything is kept.", valueName: "folder"))
  var data: String?

  @Option(
    help: ArgumentHelp(
      "The JSON file of settings; balgyn.json in the folder of the data, if it is there.", valueName: "file"))
  var config: String?

  @Option(
    help: ArgumentHelp("How much to log: trace, debug, info, notice, warning, error, critical.", valueName: "level"))
  var log: String?

  func settings(_ more: [String: String?] = [:]) throws -> Settings {
    let flags = ["data": data, "log": log].merging(more) { $1 }
    return try Settings(flags: flags.compactMapValues { $0 }, file: config)
  }
}

/// The flags of serving.
struct ServingFlags: ParsableArguments {
  @Option(help: ArgumentHelp("Where to listen; 127.0.0.1:8080 by default.", valueName: "host:port"))
  var listen: String?

  @Option(help: ArgumentHelp("The address that people use, as it stands in letters.", valueName: "url"))
  var address: String?

  @Option(help: ArgumentHelp("The service's time zone; Asia/Almaty by default.", valueName: "zone"))
  var zone: String?

  var values: [String: String?] { ["listen": listen, "address": address, "zone": zone] }
}
