package import Handbook
import Markup

/// The line under the bar of a demo installation: that its data are invented, what day it is there, and how to move its
/// clock (PRO-23).
package struct DemoStrip: Sendable {
  let today: Day
  let daysAhead: Int
  let mayMove: Bool
  /// The page to come back to.
  let back: String

  package init(today: Day, daysAhead: Int, mayMove: Bool, back: String) {
    self.today = today
    self.daysAhead = daysAhead
    self.mayMove = mayMove
    self.back = back
  }

  func html(_ sealed: HTML) -> HTML {
    """
    <aside class="strip" aria-label="\(Text.demoWord)"><span>\(Text.demoWord)</span>\
    \(if: !mayMove, "<span>\(date)</span>")\
    \(if: mayMove,
      """
      <details><summary>\(date)</summary><p>\(Text.clockHint)</p>
      <form method="post" action="\(Link.clock)" class="inline">\(hidden(sealed))\(steps)</form>
      <form method="post" action="\(Link.clock)" class="inline">\(hidden(sealed))\
      <label for="clock-to">\(Text.clockTo)</label> <input id="clock-to" name="to" class="day" inputmode="numeric" \
      placeholder="\(today + 30)" maxlength="10" autocomplete="off" required data-day>\
      <button>\(Text.moveClock)</button></form></details>
      """)</aside>
    """
  }

  private func hidden(_ sealed: HTML) -> HTML {
    "\(sealed)<input type=\"hidden\" name=\"back\" value=\"\(back)\">"
  }

  private var date: HTML {
    "\(Text.serviceDate) <b>\(today)</b>\(if: daysAhead > 0, " <span>(\(Text.daysAhead(daysAhead)))</span>")"
  }

  private var steps: HTML {
    [("day", Text.dayOn), ("week", Text.weekOn), ("month", Text.monthOn)].html { step, text in
      "<button name=\"step\" value=\"\(step)\">\(text)</button>"
    }
  }
}

extension Text {
  fileprivate static let demoWord = Text(
    ru: "Демонстрация: данные вымышлены.", kk: "Демонстрация: деректер ойдан шығарылған.",
    en: "A demo: the data are invented.")
  fileprivate static let serviceDate = Text(ru: "Дата сервиса:", kk: "Сервис күні:", en: "The service's date:")
  fileprivate static func daysAhead(_ days: Int) -> Text {
    Text(
      ru: "впереди настоящей на \(days) дн.", kk: "нағыз күннен \(days) күн алда",
      en: days == 1 ? "1 day ahead of the real one" : "\(days) days ahead of the real one")
  }
  fileprivate static let clockHint = Text(
    ru:
      "Часы можно перевести только вперёд, и для всех сразу. Дни пройдут по-настоящему: уйдут письма, закончатся сроки.",
    kk:
      "Сағатты тек алға және бәріне бірден жылжытуға болады. Күндер шынымен өтеді: хаттар кетеді, мерзімдер аяқталады.",
    en: "The clock goes only forward, and for everybody. The days really pass: letters go out, terms end.")
  fileprivate static let dayOn = Text(ru: "На день", kk: "Бір күнге", en: "A day")
  fileprivate static let weekOn = Text(ru: "На неделю", kk: "Бір аптаға", en: "A week")
  fileprivate static let monthOn = Text(ru: "На месяц", kk: "Бір айға", en: "A month")
  fileprivate static let clockTo = Text(ru: "До даты", kk: "Күнге дейін", en: "To a date")
  fileprivate static let moveClock = Text(ru: "Перевести", kk: "Жылжыту", en: "Move")
}
