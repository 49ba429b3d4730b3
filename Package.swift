// swift-tools-version: 6.2
// The map of the house. Arrows go only downward, and the compiler enforces it:
// a target can use nothing that is not named in its dependencies.
import PackageDescription

/// Warnings are errors wherever BALGYN_STRICT is set (CI sets it).
let strict = Context.environment["BALGYN_STRICT"] != nil
let house: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
  ] + (strict ? [.treatAllWarnings(as: .error)] : [])

let package = Package(
  name: "balgyn",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "balgyn", targets: ["Balgyn"])
  ],
  dependencies: [
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: []),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    // The service's rules, in the words of its handbook. Imports nothing, not even Foundation.
    .target(name: "Handbook", swiftSettings: house),

    // Portable SQL: the literal, rows, transactions, migrations, and one query file an aggregate.
    .target(name: "Store", dependencies: ["Handbook"], swiftSettings: house),
    // The store on SQLite: one writer with group commit, many readers.
    .target(
      name: "StoreSQLite",
      dependencies: [
        "Store", "Handbook", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ], swiftSettings: house),
    // The store on PostgreSQL.
    .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .target(name: "StorePostgres", dependencies: ["Store", "Handbook", "CLibPQ"], swiftSettings: house),

    // An installation's data (applications, tariffs, prices, standings) read from YAML and checked.
    .target(name: "CatalogueFile", dependencies: ["Handbook", "Yams"], swiftSettings: house),

    // The data plane: each infobase a database of its own, found through a registry.
    .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .target(
      name: "Infobases",
      dependencies: [
        "Handbook", "CLibZip",
        .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ], swiftSettings: house),

    // A bank's statement, read: what came in, and what is wrong with the file.
    .target(name: "BankFile", dependencies: ["Handbook"], swiftSettings: house),

    // Letters over SMTP.
    .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),
    .target(name: "Mail", dependencies: ["Handbook", "CCurl"], swiftSettings: house),

    // What people may do: desks by role, sign-in, jobs; the only way to the store.
    .target(
      name: "Office",
      dependencies: [
        "BankFile", "Handbook", "Store", "Infobases", "Print",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ], swiftSettings: house),

    // The HTML literal: what is written is trusted, what is interpolated is escaped.
    .target(name: "Markup", dependencies: ["Handbook"], swiftSettings: house),
    // Every page and letter, as views of plain models. Cannot reach the store.
    .target(name: "Pages", dependencies: ["Handbook", "Markup"], swiftSettings: house),

    // Markdown as HTML that can be trusted, and as words to search.
    .systemLibrary(
      name: "CLibCMark", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    .target(name: "Markdown", dependencies: ["Markup", "CLibCMark"], swiftSettings: house),
    // The product's own handbook, docs/handbook: in the binary, with a search.
    .target(
      name: "Guide", dependencies: ["Handbook", "Markdown"], resources: [.embedInCode("Chapters")],
      swiftSettings: house),

    // Printed forms: HTML with print CSS made into PDF by WeasyPrint, behind a small protocol.
    .target(
      name: "Print",
      dependencies: [
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ], swiftSettings: house),
    // Tables as files: XLSX written and read, CSV read.
    .systemLibrary(name: "CLibXlsxWriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .target(name: "Sheets", dependencies: ["Handbook", "CLibXlsxWriter", "CLibZip"], swiftSettings: house),

    // What programs do, through the same desks: acts, their JSON, their OpenAPI document. Knows no HTTP server.
    .target(
      name: "API",
      dependencies: [
        "BankFile", "Handbook", "Store", "Office", "Infobases", "Print",
        .product(name: "Crypto", package: "swift-crypto"),
      ], swiftSettings: house),

    // HTTP: links, routes, forms, sign-ins, the way to the API.
    .target(
      name: "Web",
      dependencies: [
        "API", "BankFile", "Handbook", "Guide", "Markdown", "Store", "Office", "Markup", "Pages", "Infobases", "Print",
        "Sheets",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      resources: [.embedInCode("Static")], swiftSettings: house),

    // The application language: texts to trees, for modules and queries. Imports nothing, not even Foundation.
    .target(name: "Syntax", swiftSettings: house),
    // The language's machine: values, compiler, loop, library and governor, in one module for its speed.
    .target(name: "Machine", dependencies: ["Syntax"], swiftSettings: house),
    // What an extension touches, from its text alone.
    .target(name: "Audit", dependencies: ["Syntax"], swiftSettings: house),
    // `balgyn script …`, which knows nothing of the cabinet.
    .target(
      name: "ScriptCommands",
      dependencies: [
        "Syntax", "Machine", "Audit", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: house),

    // The command line: serve, setup, migrate, backup, verify, …
    .executableTarget(
      name: "Balgyn",
      dependencies: [
        "Handbook", "Store", "StoreSQLite", "StorePostgres", "CatalogueFile", "Infobases", "Mail", "Markdown", "Office",
        "Pages", "Print", "Web", "ScriptCommands",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Configuration", package: "swift-configuration"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "HummingbirdTLS", package: "hummingbird"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ], swiftSettings: house),

    // What tests share: chance that can be repeated, and a fresh store on each engine.
    .target(
      name: "TestSupport", dependencies: ["Handbook", "Store", "StoreSQLite", "StorePostgres", "CLibPQ"],
      path: "Tests/TestSupport", swiftSettings: house),
    .testTarget(name: "HandbookTests", dependencies: ["Handbook", "TestSupport"], swiftSettings: house),
    .testTarget(
      name: "CatalogueFileTests", dependencies: ["CatalogueFile", "Handbook", "TestSupport"], swiftSettings: house),
    .testTarget(
      name: "StoreTests", dependencies: ["Store", "StorePostgres", "Handbook", "TestSupport"], swiftSettings: house),
    .testTarget(
      name: "MailTests", dependencies: ["Mail", "Handbook"], resources: [.copy("server.py")], swiftSettings: house),
    .testTarget(
      name: "InfobasesTests",
      dependencies: ["Handbook", "Infobases", "CLibZip", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: house),
    .testTarget(
      name: "OfficeTests",
      dependencies: [
        "BankFile", "Handbook", "Store", "StoreSQLite", "CatalogueFile", "Infobases", "Office", "TestSupport",
      ], swiftSettings: house),
    .testTarget(name: "BankFileTests", dependencies: ["BankFile", "Handbook", "TestSupport"], swiftSettings: house),
    .testTarget(name: "PrintTests", dependencies: ["Print"], swiftSettings: house),
    .testTarget(name: "SheetsTests", dependencies: ["Sheets", "Handbook", "TestSupport"], swiftSettings: house),
    .testTarget(name: "GuideTests", dependencies: ["Guide", "Markdown", "Markup"], swiftSettings: house),
    .testTarget(name: "SyntaxTests", dependencies: ["Syntax"], swiftSettings: house),
    .testTarget(
      name: "MachineTests", dependencies: ["Machine", "Syntax"], exclude: ["decimals.py", "decimals.tsv"],
      swiftSettings: house),
    .testTarget(name: "AuditTests", dependencies: ["Audit", "Syntax"], swiftSettings: house),
    .testTarget(
      name: "APITests", dependencies: ["API", "Handbook", "Office"], swiftSettings: house),
    .testTarget(
      name: "WebTests",
      dependencies: [
        "API", "Guide", "Handbook", "Markdown", "Pages", "Print", "Sheets", "Store", "StoreSQLite", "CatalogueFile",
        "Infobases",
        "Office", "Web", "TestSupport",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
      ], exclude: ["Snapshots"], swiftSettings: house),
  ],
  swiftLanguageModes: [.v6]
)

// Measuring, in the manifest only when asked for: `BENCHMARKS=1 swift build -c release --product bench`.
if Context.environment["BENCHMARKS"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Bench",
      dependencies: [
        "Handbook", "Store", "StoreSQLite", "StorePostgres", "CatalogueFile", "Infobases", "Office",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], path: "Benchmarks/Bench", swiftSettings: house))
  package.products.append(.executable(name: "bench", targets: ["Bench"]))
}
