package import Handbook

extension Collection<Backup> {
  /// The scheduled copies of one infobase that need not be kept any longer (BEY-58): all but those of the last seven
  /// days (today and the six before it) and the last one of each year. Copies of other kinds are never among them.
  ///
  /// - Parameters:
  ///   - today: The day in the service's zone.
  ///   - day: The day of an instant in the same zone.
  package func expired(on today: Day, day: (Instant) -> Day) -> [Backup] {
    let scheduled = filter { $0.kind == .schedule }
    let lastOfYear = Dictionary(grouping: scheduled) { day($0.takenAt).date.year }
      .compactMapValues { year in year.max { $0.takenAt < $1.takenAt } }
    return scheduled.filter { copy in
      let taken = day(copy.takenAt)
      return taken <= today - 7 && lastOfYear[taken.date.year] != copy
    }
  }
}
