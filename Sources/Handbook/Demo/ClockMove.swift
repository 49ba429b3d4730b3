/// Moving the clock of a demo installation (PRO-23): days pass, and what is due in them happens.
package struct ClockMove: Draft {
  /// The service's day now, and the one wanted.
  package let from: Day
  package let to: Day

  package init(from: Day, to: Day) {
    self.from = from
    self.to = to
  }

  /// The most days that pass at once: a year, whatever the year.
  package static let longest = 366

  package static let rules: [Rule<Self>] = [
    Rule(
      "PRO-23",
      Text(
        ru: "Часы демонстрации идут только вперёд. Выберите день позже сегодняшнего.",
        kk: "Демонстрация сағаты тек алға жүреді. Бүгінгіден кейінгі күнді таңдаңыз.",
        en: "The demo's clock goes only forward. Choose a day after today."),
      field: "to"
    ) { $0.to > $0.from },
    Rule(
      "PRO-23",
      Text(
        ru: "За один раз проходит не больше года. Переведите часы ещё раз.",
        kk: "Бір ретте бір жылдан артық өтпейді. Сағатты тағы бір рет жылжытыңыз.",
        en: "At most a year passes at once. Move the clock once more."),
      field: "to"
    ) { $0.to - $0.from <= longest },
  ]
}
