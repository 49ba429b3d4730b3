import ArgumentParser
import Foundation
import GRDB
import Handbook
import Office
import Store

/// A month close of so many subscriptions and partners, against the machine's own rate of inserting a balanced entry;
/// balances on any date; recomputation.
struct Settling: AsyncParsableCommand {
  @Option var data: String
  @Option var subscriptions = 1_000_000
  @Option var partners = 2_000
  @Option var entries = 20_000_000

  func run() async throws {
    try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
    let own = try ownRate()
    print("machine: balanced entries a second\t\(own)")
    let office = try await Office.forMeasuring(in: data)
    try await seed(office)
    // The highest that was resident counts from here.
    try? "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)
    let clock = ContinuousClock()
    let jobs = Housekeeping(office, post: nil)
    let took = try await clock.measure { _ = try await jobs.run("month-close") }
    let seconds = took / .seconds(1)
    let lines: Int = try await office.database.read { try $0.value("SELECT count(*) FROM charge") }
    print("month close: lines\t\(lines)")
    print("month close: seconds\t\(seconds)")
    print("month close: lines a second\t\(Int(Double(lines) / seconds))")
    print("month close: share of the machine's own rate, %\t\(100 * Double(lines) / seconds / Double(own))")
    print("month close: peak resident, MB\t\(peak())")
    let audit = try await clock.measure {
      let found = try await office.settlementDifferences(since: office.world.today.month.advanced(by: -2))
      precondition(found.isEmpty, "the audit found \(found.count) differences")
    }
    print("audit of every line: lines a second\t\(Int(Double(lines) / (audit / .seconds(1))))")
    recomputation()
    try await balances(office)
  }

  /// Two legs of an entry, prepared, in one transaction: what the engine itself does, and nothing else.
  private func ownRate() throws -> Int {
    let path = "\(data)/own.sqlite"
    let queue = try DatabaseQueue(path: path)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let count = 300_000
    let took = try ContinuousClock().measure {
      try queue.write { db in
        try db.execute(
          sql: """
            CREATE TABLE leg (id INTEGER PRIMARY KEY, entry INTEGER NOT NULL, account INTEGER NOT NULL,
              day INTEGER NOT NULL, debit INTEGER NOT NULL, credit INTEGER NOT NULL)
            """)
        let statement = try db.makeStatement(
          sql: "INSERT INTO leg (entry, account, day, debit, credit) VALUES (?, ?, ?, ?, ?)")
        for entry in 0..<count {
          try statement.execute(arguments: [entry, entry % 2_000, 20_000, 500_000, 0])
          try statement.execute(arguments: [entry, 2_000, 20_000, 0, 500_000])
        }
      }
    }
    return Int(Double(count) / (took / .seconds(1)))
  }

  private func seed(_ office: Office) async throws {
    let text = try String(contentsOfFile: "Catalogue/kazakhstan.yaml", encoding: .utf8)
    let month = office.world.today.month.advanced(by: -1)
    let begun = office.world.zone.start(of: month.first)
    let (partners, subscriptions) = (partners, subscriptions)
    try await office.database.write { tx in
      _ = try office.catalogues.load(text, by: nil, at: begun, tx)
      let terms = try office.catalogues.offer(tx).terms["ext-month"]!
      _ = try tx.insertSubscriber(.vendor, card: Card(name: "V"), publicID: "v", servedBy: nil, at: begun)
      var (first, client): (Subscriber.ID?, Subscriber.ID?)
      for number in 0..<partners {
        let id = try tx.insertSubscriber(
          .partner, card: Card(name: "P \(number)"), publicID: "p\(number)", servedBy: nil, at: begun)
        try tx.insertPartner(id, code: "P\(number)", distributor: nil, standing: "centre")
        try tx.setStanding("centre", of: id, from: month.first, reason: "—", by: nil, at: begun)
        first = first ?? id
      }
      client = try tx.insertSubscriber(.client, card: Card(name: "C"), publicID: "c", servedBy: first, at: begun)
      try tx.run(
        """
        INSERT INTO subscription (subscriber_id, partner_id, terms_id, kind, quantity, months, starts_on, ends_on, sum,
          client_sum, access_kind, created_at, posted_at, posted_on)
        WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < \(subscriptions - 1))
        SELECT \(client!), \(first!.number) + i % \(partners), \(terms), 'main', 1, 12, \(month.first) + i % 28,
          \(month.first) + i % 28 + 364, 12000000, 12000000, 'paid', \(begun), \(begun), \(month.first) + i % 28
        FROM n
        """)
    }
  }

  /// The arithmetic of the charges alone.
  private func recomputation() {
    let charges = (0..<1_000_000).map { number in
      Charge(
        key: .init(.init(Int64(number)), .month, number % 12),
        period: Period(Day(sinceEpoch: 20_000), through: Day(sinceEpoch: 20_029)),
        price: Money(tiyn: Int64(1_000_000 + number)), times: 1, quantity: 1, discount: Percent(50))
    }
    var sum: Int64 = 0
    let took = ContinuousClock().measure {
      for _ in 0..<5 { for charge in charges { sum &+= charge.due.tiyn } }
    }
    precondition(sum != 0)
    print("arithmetic of charges: lines a second\t\(Int(5_000_000 / (took / .seconds(1))))")
  }

  private func balances(_ office: Office) async throws {
    let (entries, partners) = (entries, partners)
    let days = 1_000
    try await office.database.write { tx in
      let last = try tx.lastEntry()
      let accounts: Int64 = try tx.value("SELECT CAST(count(*) AS BIGINT) FROM ledger_account WHERE kind = 'accrued'")
      precondition(accounts > 0)
      let base: Int64 = try tx.value("SELECT CAST(min(id) AS BIGINT) FROM ledger_account WHERE kind = 'accrued'")
      try tx.run(
        """
        INSERT INTO ledger_entry (id, day, kind, debit_id, credit_id, amount, document_id)
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(Int64(entries) - last))
        SELECT \(last) + i, 15000 + i % \(days), 'payment', \(base) + i % \(accounts), \(base) + (i + 1) % \(accounts),
          100, 0 FROM n
        """)
      try tx.run("DELETE FROM ledger_total")
      try tx.run(
        """
        INSERT INTO ledger_total (account_id, day, debit, credit)
        SELECT a.id, 15000 + d.i, 100 * (d.i + 1), 99 * (d.i + 1) FROM ledger_account a CROSS JOIN (
          WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < \(days - 1)) SELECT i FROM n) d
        """)
    }
    let first: Int64 = try await office.database.read {
      try $0.value("SELECT CAST(min(subscriber_id) AS BIGINT) FROM partner")
    }
    var times: [Double] = []
    let clock = ContinuousClock()
    for _ in 0..<20_000 {
      let owner = Subscriber.ID(first + .random(in: 0..<Int64(partners)))
      let from = Day(sinceEpoch: 15_000 + .random(in: 0..<days))
      let took = try await clock.measure {
        _ = try await office.database.read { tx in
          try tx.turnover(of: Account(.accrued, of: owner), within: Period(from, through: from + 90))
        }
      }
      times.append(took / .milliseconds(1))
    }
    times.sort()
    print("turnover of a partner at \(entries) entries: p50 ms\t\(times[times.count / 2])")
    print("turnover of a partner at \(entries) entries: p99 ms\t\(times[times.count * 99 / 100])")
    let took = try await clock.measure {
      _ = try await office.database.read { tx in
        try tx.rows("SELECT debit_id, CAST(sum(amount) AS BIGINT) AS sum FROM ledger_entry GROUP BY debit_id").count
      }
    }
    print("sums of the journal by account: entries a second\t\(Int(Double(entries) / (took / .seconds(1))))")
  }

  private func peak() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }
    return (line?.split(separator: " ").compactMap { Int($0) }.first ?? 0) / 1024
  }
}
