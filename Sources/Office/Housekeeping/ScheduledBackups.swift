package import Handbook
import Infobases
import Store

/// Copies infobases at the hour that their owners chose, in the infobase's own zone, and lets go of copies that need
/// not be kept any longer (PRO-18, BEY-58).
package struct ScheduledBackups: Job {
  package let name = "backups"
  package let purpose = "copy infobases at their hour, let go of old copies"
  package let pause = Instant.Span.minutes(5)

  package init() {}

  package func run(in office: Office, _ lease: Lease) async throws -> Int {
    var count = 0
    for infobase in try await dueInfobases(in: office) {
      try Task.checkCancellation()
      try await lease.keep()
      let now = office.world.now()
      guard let zone = Zone(infobase.zone) else { continue }
      let today = zone.day(of: now)
      do {
        if try await office.keeper.backUp(infobase.id, named: infobase.name, as: .schedule, at: now) != nil {
          count += 1
        }
        let copies = try await office.keeper.backups(of: infobase.id)
        for copy in copies.expired(on: today, day: zone.day(of:)) { try await office.keeper.delete(copy) }
      } catch is InfobaseFault {
        // The owner sees it in the infobase's log; the others go on.
        try await office.database.write { tx in
          try tx.note(.ready, of: infobase.id, Self.failure.ru, at: now)
        }
      }
      try await office.database.write { tx in try tx.wasBackedUp(infobase.id, on: today) }
    }
    return count
  }

  private static let failure =
    Text(
      ru: "Копия по расписанию не сделана: базу не удалось прочитать.",
      kk: "Кесте бойынша көшірме жасалмады: базаны оқу мүмкін болмады.",
      en: "The scheduled copy was not made: the infobase could not be read.")

  package func due(in office: Office) async throws -> Int { try await dueInfobases(in: office).count }

  private func dueInfobases(in office: Office) async throws -> [InfobaseUpkeep] {
    let now = office.world.now()
    // Nowhere on earth is it later than a day after here.
    let horizon = office.world.today + 2
    var (due, last): ([InfobaseUpkeep], Infobase.ID?) = ([], nil)
    while true {
      let (page, after) = (1000, last)
      let infobases = try await office.database.read { tx in
        try tx.infobasesToBackUp(before: horizon, after: after, limit: page)
      }
      due += infobases.filter { infobase in
        guard let zone = Zone(infobase.zone), let hour = infobase.backupHour else { return false }
        return zone.clock(of: now).hour >= hour && infobase.backedUpOn.map { $0 < zone.day(of: now) } ?? true
      }
      last = infobases.last?.id
      if infobases.count < page { return due }
    }
  }
}
