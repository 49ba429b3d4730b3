extension Library {
  static let dateFunctions: [FunctionEntry] = [
    FunctionEntry("Дата", "Date", 1, 6) { (vm, args) throws(Raised) in try makeDate(vm, args) },
    part("Год", "Year") { $0.year }, part("Месяц", "Month") { $0.month }, part("День", "Day") { $0.day },
    part("Час", "Hour") { $0.hour }, part("Минута", "Minute") { $0.minute }, part("Секунда", "Second") { $0.second },
    FunctionEntry("ДеньНедели", "WeekDay", 1, 1) { (vm, args) throws(Raised) in
      .int(Calendar.weekday(try vm.date(args, 0)))
    },
    FunctionEntry("ДеньГода", "DayOfYear", 1, 1) { (vm, args) throws(Raised) in
      let date = try vm.date(args, 0)
      return .int(Int(date / 86_400 - Calendar.days(Calendar.parts(date).year, 1, 1)) + 1)
    },
    FunctionEntry("НеделяГода", "WeekOfYear", 1, 1) { (vm, args) throws(Raised) in
      let date = try vm.date(args, 0)
      let first = Calendar.days(Calendar.parts(date).year, 1, 1)
      let shift = Int64(Calendar.weekday(first * 86_400) - 1)
      return .int(Int((date / 86_400 - first + shift) / 7) + 1)
    },
    bound("НачалоДня", "BegOfDay") { seconds, _ in seconds / 86_400 * 86_400 },
    bound("КонецДня", "EndOfDay") { seconds, _ in seconds / 86_400 * 86_400 + 86_399 },
    bound("НачалоЧаса", "BegOfHour") { seconds, _ in seconds / 3600 * 3600 },
    bound("КонецЧаса", "EndOfHour") { seconds, _ in seconds / 3600 * 3600 + 3599 },
    bound("НачалоМинуты", "BegOfMinute") { seconds, _ in seconds / 60 * 60 },
    bound("КонецМинуты", "EndOfMinute") { seconds, _ in seconds / 60 * 60 + 59 },
    bound("НачалоНедели", "BegOfWeek") { seconds, _ in
      (seconds / 86_400 - Int64(Calendar.weekday(seconds) - 1)) * 86_400
    },
    bound("КонецНедели", "EndOfWeek") { seconds, _ in
      (seconds / 86_400 - Int64(Calendar.weekday(seconds) - 1) + 7) * 86_400 - 1
    },
    bound("НачалоМесяца", "BegOfMonth") { _, parts in Calendar.days(parts.year, parts.month, 1) * 86_400 },
    bound("КонецМесяца", "EndOfMonth") { _, parts in
      Calendar.days(parts.year, parts.month, Calendar.length(parts.year, parts.month)) * 86_400 + 86_399
    },
    bound("НачалоКвартала", "BegOfQuarter") { _, parts in
      Calendar.days(parts.year, (parts.month - 1) / 3 * 3 + 1, 1) * 86_400
    },
    bound("КонецКвартала", "EndOfQuarter") { _, parts in
      let month = (parts.month - 1) / 3 * 3 + 3
      return Calendar.days(parts.year, month, Calendar.length(parts.year, month)) * 86_400 + 86_399
    },
    bound("НачалоГода", "BegOfYear") { _, parts in Calendar.days(parts.year, 1, 1) * 86_400 },
    bound("КонецГода", "EndOfYear") { _, parts in Calendar.days(parts.year, 12, 31) * 86_400 + 86_399 },
    FunctionEntry("ДобавитьМесяц", "AddMonth", 2, 2) { (vm, args) throws(Raised) in
      guard let date = Calendar.adding(months: try vm.integer(args, 1), to: try vm.date(args, 0)) else {
        throw vm.error("Неправильное значение даты")
      }
      return .date(date)
    },
    FunctionEntry("ТекущаяДата", "CurrentDate", 0, 0) { (vm, args) throws(Raised) in .date(vm.sessionTime()) },
    FunctionEntry("ТекущаяДатаСеанса", "CurrentSessionDate", 0, 0) { (vm, args) throws(Raised) in
      .date(vm.sessionTime())
    },
    FunctionEntry("ТекущаяУниверсальнаяДата", "CurrentUniversalDate", 0, 0) { (vm, args) throws(Raised) in
      .date(Calendar.epoch + vm.host.now() / 1000)
    },
    FunctionEntry("ТекущаяУниверсальнаяДатаВМиллисекундах", "CurrentUniversalDateInMilliseconds", 0, 0) {
      (vm, args) throws(Raised) in .int(Int(Calendar.epoch * 1000 + vm.host.now()))
    },
    FunctionEntry("УниверсальноеВремя", "ToUniversalTime", 1, 2) { (vm, args) throws(Raised) in
      let date = try vm.date(args, 0)
      return .date(max(0, date - vm.host.offset(at: (date - Calendar.epoch) * 1000)))
    },
    FunctionEntry("МестноеВремя", "ToLocalTime", 1, 2) { (vm, args) throws(Raised) in
      let date = try vm.date(args, 0)
      return .date(max(0, date + vm.host.offset(at: (date - Calendar.epoch) * 1000)))
    },
    FunctionEntry("СмещениеСтандартногоВремени", "StandardTimeOffset", 0, 2) { (vm, args) throws(Raised) in
      .int(Int(vm.host.offset(at: vm.host.now())))
    },
    FunctionEntry("ЧасовойПояс", "TimeZone", 0, 0) { (vm, args) throws(Raised) in vm.text("UTC") },
  ]

  private static func part(
    _ russian: String, _ english: String, _ pick: @escaping (Calendar.Parts) -> Int
  ) -> FunctionEntry {
    FunctionEntry(russian, english, 1, 1) { (vm, args) throws(Raised) in
      .int(pick(Calendar.parts(try vm.date(args, 0))))
    }
  }

  private static func bound(
    _ russian: String, _ english: String, _ move: @escaping (Int64, Calendar.Parts) -> Int64
  ) -> FunctionEntry {
    FunctionEntry(russian, english, 1, 1) { (vm, args) throws(Raised) in
      let date = try vm.date(args, 0)
      return .date(max(0, move(date, Calendar.parts(date))))
    }
  }

  private static func makeDate(_ vm: VM, _ args: Args) throws(Raised) -> Slot {
    if args.count == 1 {
      if args[0].tag == Tag.date { return args[0] }
      guard args[0].isText else { throw vm.mismatch(0) }
      let digits = args[0].text.buffer.filter { $0 &- 48 < 10 }.map { UInt8($0) }
      if let date = digits.withUnsafeBufferPointer({ date(digits: $0) }) { return .date(date) }
      throw vm.error("Преобразование значения к типу Дата не может быть выполнено")
    }
    var parts = [1, 1, 1, 0, 0, 0]
    for index in 0..<args.count { parts[index] = try vm.integer(args, index, default: parts[index]) }
    guard let date = Calendar.seconds(checking: parts) else { throw vm.error("Неправильное значение даты") }
    return .date(date)
  }

  private static func date(digits: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard [8, 12, 14].contains(digits.count) else { return nil }
    var padded = Array(digits)
    while padded.count < 14 { padded.append(48) }
    if padded.allSatisfy({ $0 == 48 }) { return 0 }
    func number(_ from: Int, _ count: Int) -> Int { padded[from..<from + count].reduce(0) { $0 * 10 + Int($1 - 48) } }
    return Calendar.seconds(
      checking: [number(0, 4), number(4, 2), number(6, 2), number(8, 2), number(10, 2), number(12, 2)])
  }
}

extension VM {
  /// The session's time, in seconds of the language's calendar.
  func sessionTime() -> Int64 {
    let now = host.now()
    return Calendar.epoch + now / 1000 + host.offset(at: now)
  }
}
