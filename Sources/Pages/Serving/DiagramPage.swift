package import Handbook
package import Markup

/// «Диаграмма подписок» (G-10): a time line of a subscriber, or of all that are served: main subscriptions with what
/// belongs to them under them, gaps and overlaps marked. The same facts stand in a table for whoever cannot see it.
package struct DiagramPage: Screen {
  let lines: [SubscriberTrack]
  /// Whose it is; `nil` for all that are served.
  let subscriber: (id: Subscriber.ID, name: String)?
  let period: Period
  let today: Day
  let next: String?

  package init(
    lines: [SubscriberTrack], subscriber: (id: Subscriber.ID, name: String)?, period: Period, today: Day, next: String?
  ) {
    self.lines = lines
    self.subscriber = subscriber
    self.period = period
    self.today = today
    self.next = next
  }

  package var title: Text {
    guard let subscriber else { return .diagramTitle }
    return Text(
      ru: "Диаграмма подписок: \(subscriber.name)", kk: "Жазылымдар диаграммасы: \(subscriber.name)",
      en: "Subscription chart: \(subscriber.name)")
  }

  private var path: String { subscriber.map { Link.diagram(of: $0.id) } ?? Link.diagram }

  package func body(in frame: Frame) -> HTML {
    let rows = lines.map(Track.init)
    return """
      <div class="head"><h1>\(title)</h1><div class="commands">\
      \(subscriber.map { "<a class=\"button\" href=\"\(Link.subscriber($0.id))\">\(Text.toTheCard)</a>" as HTML })\
      <button type="button" class="plain" data-print>\(Text.printIt)</button></div></div>
      <form class="find" action="\(path)" data-period><input class="day" name="from" value="\(period.start)" \
      aria-label="\(Text.periodFrom)" data-day> – <input class="day" name="through" value="\(period.end)" \
      aria-label="\(Text.periodThrough)" data-day> <button>\(Text.setPeriod)</button> \(zooms)</form>
      \(if: lines.allSatisfy { $0.sold.isEmpty }, "<p class=\"empty\">\(Text.nothingInPeriod)</p>")
      <div class="scroll chart" tabindex="0" role="region" aria-label="\(Text.diagramTitle)">\(Chart(tracks: rows, period: period, today: today, isSingle: subscriber != nil))</div>
      \(legend)
      \(next.map {
        """
        <nav class="pager"><a class="button" rel="next" href="\(url(path,
          ["from": period.start.description, "through": period.end.description, "after": $0]))">\
        \(Text.nextPage) →</a></nav>
        """ as HTML
      })
      \(if: subscriber != nil, table)
      """
  }

  private var zooms: HTML {
    let month = today.month
    let spans: [(Text, Day, Day)] = [
      (.quarterAround, month.advanced(by: -1).first, month.advanced(by: 1).last),
      (.yearAround, month.advanced(by: -3).first, month.advanced(by: 9).last),
      (.threeYears, month.advanced(by: -12).first, month.advanced(by: 24).last),
    ]
    return """
      <span class="presets">\(spans.html { text, from, through in
        """
        <a href="\(url(path, ["from": from.description, "through": through.description]))"\
        \(if: period.start == from && period.end == through, " aria-current=\"true\"")>\(text)</a> 
        """
      })</span>
      """
  }

  private var legend: HTML {
    """
    <p class="legend">\([Subscription.Kind.main, .extension, .upgrade, .grace, .boost].html {
      "<span><i class=\"bar-\($0.rawValue)\"></i> \($0.text)</span> "
    })<span><i class="bar-gap"></i> \(Text.gapWord)</span> <span><i class="bar-overlap"></i> \(Text.overlapWord)</span></p>
    """
  }

  private var table: HTML {
    let rows = lines.flatMap(\.sold)
    if rows.isEmpty { return "" }
    return """
      <h2>\(Text.asTable)</h2>\
      \(SubscriptionTable(rows: rows, showsSubscriber: false, today: today, viewer: nil, hidesSums: true))
      """
  }
}

/// A subscriber's bars, stacked so that none covers another.
struct Track {
  let line: SubscriberTrack
  /// Each row of bars: main ones in the first rows, what belongs to them below.
  let rows: [[SoldSubscription]]
  let gaps: [Period]
  let overlaps: [Period]

  init(_ line: SubscriberTrack) {
    self.line = line
    let sold = line.sold.sorted { ($0.facts.startsOn, $0.facts.id) < ($1.facts.startsOn, $1.facts.id) }
    var rows: [[SoldSubscription]] = []
    for isMain in [true, false] {
      let first = rows.count
      for one in sold where [.main, .grace].contains(one.facts.kind) == isMain {
        if let place = rows.indices.dropFirst(first).first(where: {
          rows[$0].last.map { $0.facts.endsOn < one.facts.startsOn } ?? true
        }) {
          rows[place].append(one)
        } else {
          rows.append([one])
        }
      }
    }
    self.rows = rows
    let mains = sold.filter { [.main, .grace].contains($0.facts.kind) }
    var (gaps, overlaps): ([Period], [Period]) = ([], [])
    var covered: Day?
    for main in mains {
      if let end = covered {
        if end + 1 < main.facts.startsOn { gaps.append(Period(end + 1, through: main.facts.startsOn - 1)) }
        // A paid one over a trial or a free one is as it should be (F-07, U-04).
        let same = mains.first {
          $0.facts.id != main.facts.id && $0.facts.startsOn <= main.facts.startsOn
            && $0.facts.endsOn >= main.facts.startsOn
            && $0.tariff.line == main.tariff.line && !$0.tariff.isTrial && $0.tariff.isFree == main.tariff.isFree
        }
        if let same {
          overlaps.append(Period(main.facts.startsOn, through: min(main.facts.endsOn, same.facts.endsOn)))
        }
      }
      covered = max(covered ?? main.facts.endsOn, main.facts.endsOn)
    }
    self.gaps = gaps
    self.overlaps = overlaps
  }
}

/// The picture itself, in units of a thousandth of the period's width.
struct Chart: View {
  let tracks: [Track]
  let period: Period
  let today: Day
  let isSingle: Bool

  private let width = 1000
  private let names = 220
  private let height = 18

  private func x(_ day: Day) -> Int {
    let share = Double(min(max(day - period.start, 0), period.days)) / Double(period.days)
    return names + Int((share * Double(width)).rounded())
  }

  var body: HTML {
    var tops = [24]
    for track in tracks { tops.append(tops[tops.count - 1] + max(1, track.rows.count) * height + 10) }
    let bottom = tops[tracks.count]
    return """
      <svg viewBox="0 0 \(names + width + 10) \(bottom + 4)" role="group" aria-label="\(Text.diagramTitle)" \
      width="\(names + width + 10)" height="\(bottom + 4)">\(months(bottom))\
      \(zip(tracks, tops).html { track($0, at: $1) })\
      \(if: period.contains(today),
        """
        <line class="now" x1="\(x(today))" x2="\(x(today))" y1="16" y2="\(bottom)"/>
        """)</svg>
      """
  }

  private func months(_ bottom: Int) -> HTML {
    // At most two dozen marks, whatever the period.
    let step = max(1, period.days / 30 / 24)
    let first = period.start == period.start.month.first ? period.start.month : period.start.month.next
    let months = sequence(first: first) { $0.advanced(by: step) }.prefix { $0.first <= period.end }
    return months.html { month in
      let at = x(month.first)
      return """
        <line class="grid" x1="\(at)" x2="\(at)" y1="16" y2="\(bottom)"/><text x="\(at + 2)" y="12">\(month)</text>
        """
    }
  }

  private func track(_ track: Track, at top: Int) -> HTML {
    let name = String(track.line.name.prefix(30))
    return """
      \(if: !isSingle,
        """
        <a href="\(Link.diagram(of: track.line.id))"><text class="who" x="0" y="\(top + 13)">\(name)</text></a>
        """)\
      \(if: isSingle, track.rows.indices.html { place in
        "<text class=\"who\" x=\"0\" y=\"\(top + place * height + 13)\">\(track.rows[place][0].facts.kind.text)</text>"
      })\
      \(track.gaps.html { flaw($0, "gap", .gapWord, at: top) })\
      \(track.rows.enumerated().html { place, row in row.html { bar($0, at: top + place * height) } })\
      \(track.overlaps.html { flaw($0, "overlap", .overlapWord, at: top) })
      """
  }

  private func bar(_ sold: SoldSubscription, at top: Int) -> HTML {
    let facts = sold.facts
    if !facts.period.overlaps(period) { return "" }
    let (from, to) = (x(facts.startsOn), x(facts.endsOn + 1))
    let what = "\(facts.id.nineDigits), \(facts.period)"
    let room = max(2, to - from)
    return """
      <a href="\(Link.subscription(facts.id))"><rect class="bar-\(facts.kind.rawValue)" x="\(from)" y="\(top + 2)" \
      width="\(room)" height="\(height - 4)" rx="3"><title>\(sold.tariff.name) \
      \(what), \(facts.state(on: today).text)</title></rect>\
      \(if: room > 90, label(sold, x: from + 5, y: top + 13, room: room))</a>
      """
  }

  private func label(_ sold: SoldSubscription, x: Int, y: Int, room: Int) -> HTML {
    let quantity = sold.facts.quantity > 1 ? " × \(sold.facts.quantity)" : ""
    let short = Text(
      ru: String((sold.tariff.name.ru + quantity).prefix(room / 8)),
      kk: String((sold.tariff.name.kk + quantity).prefix(room / 8)),
      en: String((sold.tariff.name.en + quantity).prefix(room / 8)))
    return "<text class=\"on-\(sold.facts.kind.rawValue)\" x=\"\(x)\" y=\"\(y)\">\(short)</text>"
  }

  private func flaw(_ flaw: Period, _ kind: String, _ word: Text, at top: Int) -> HTML {
    if !flaw.overlaps(period) { return "" }
    let (from, to) = (x(flaw.start), x(flaw.end + 1))
    return """
      <rect class="bar-\(kind)" x="\(from)" y="\(top)" width="\(max(3, to - from))" height="\(height)" rx="2">\
      <title>\(word): \(flaw.description)</title></rect>
      """
  }
}

extension Text {
  package static let diagramTitle = Text(
    ru: "Диаграмма подписок", kk: "Жазылымдар диаграммасы", en: "Subscription chart")
  static let nothingInPeriod = Text(
    ru: "За этот период подписок нет.", kk: "Бұл мерзімде жазылым жоқ.", en: "No subscriptions within this period.")
  static let gapWord = Text(ru: "Разрыв", kk: "Үзіліс", en: "Gap")
  static let overlapWord = Text(ru: "Наложение", kk: "Қабаттасу", en: "Overlap")
  static let asTable = Text(ru: "Таблицей", kk: "Кесте түрінде", en: "As a table")
  static let printIt = Text(ru: "Печать", kk: "Басып шығару", en: "Print")
  static let quarterAround = Text(ru: "Квартал", kk: "Тоқсан", en: "Quarter")
  static let yearAround = Text(ru: "Год", kk: "Жыл", en: "Year")
  static let threeYears = Text(ru: "Три года", kk: "Үш жыл", en: "Three years")
}
