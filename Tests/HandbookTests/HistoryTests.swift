import Handbook
import TestSupport
import Testing

/// Random catalogues and random histories of acts, with a clock that moves: what the rules allow keeps its promises.
@Suite struct HistoryTests {
  static let steps = 100_000

  @Test("A history of 100 000 acts keeps every promise of chapters H–O (I-06, J-01, K-01, N-06, O-01, DEC-27)")
  func history() {
    var random = Seeded()
    var step = 0
    while step < Self.steps {
      var market = Market(&random)
      for _ in 0..<500 {
        market.act(&random)
        step += 1
      }
      market.check("seed \(random.seed), step \(step)")
    }
  }

  @Test("Charged months are the least that cover, counted from the start, whatever the days (DEC-2, DEC-3, K-02)")
  func chargedMonths() {
    var random = Seeded()
    for _ in 0..<20_000 {
      let start = Day(2020, 1, 1)! + Int.random(in: 0..<2500, using: &random)
      let period = Period(start, through: start + Int.random(in: 0..<800, using: &random))
      let months = period.chargedMonths
      #expect(Period(months: months, from: start).end >= period.end, "seed \(random.seed): \(period)")
      if months > 1 {
        #expect(Period(months: months - 1, from: start).end < period.end, "seed \(random.seed): \(period)")
      }
      // The months of a period tile it: no gap, no overlap, the last one ends with it.
      let count = Int.random(in: 1...24, using: &random)
      var next = start
      for number in 0..<count {
        let month = Period.month(number, from: start)
        #expect(month.start == next, "seed \(random.seed): \(start), \(number)")
        next = month.end + 1
      }
      #expect(next - 1 == Period(months: count, from: start).end, "seed \(random.seed): \(start), \(count)")
    }
  }
}

/// One client, a random catalogue, and everything that was posted.
private struct Market {
  struct Sold {
    var id: Subscription.ID
    var kind: Subscription.Kind
    var tariff: Tariff
    var period: Period
    var months: Int?
    var quantity: Int
    var main: Subscription.ID?
    var chargedMonths: Int
    var isCancelled = false
  }

  var today: Day
  var sold: [Sold] = []
  let tariffs: [Tariff]

  init(_ random: inout Seeded) {
    today = Day(2023, 1, 1)! + Int.random(in: 0..<1000, using: &random)
    tariffs = Self.catalogue(&random)
  }

  private static func catalogue(_ random: inout Seeded) -> [Tariff] {
    let always = Validity(from: Day(2020, 1, 1)!)
    let nothing = Text(verbatim: "")
    func tariff(
      _ code: String, _ kind: Tariff.Kind, _ limits: Limits, _ term: Tariff.Term,
      _ settlement: Tariff.Settlement = .wholeTerm, extensions: [Tariff.Code] = [], prices: [Int] = [1, 3, 6, 12]
    ) -> Tariff {
      Tariff(
        code: Tariff.Code(code as String)!, name: Text(verbatim: code), line: .business, kind: kind, issuer: .partner,
        settlement: settlement, term: term, isFree: false, limits: limits, descriptionForPartners: nothing,
        descriptionForClients: nothing, extensions: extensions,
        prices: prices.map { Price(months: $0, amount: .tenge(1000 * Int64($0)), isSample: false, validity: always) },
        validity: always)
    }
    let extras = [Tariff.Extra.session, .base].map {
      tariff("x-\($0.rawValue)", .extra($0), $0.limits, .restOfMain, prices: [1])
    }
    var (bases, sessions) = (Int.random(in: 1...4, using: &random), Int.random(in: 1...3, using: &random))
    var mains: [Tariff] = []
    for number in 0..<Int.random(in: 2...4, using: &random) {
      let limits = Limits(bases: bases, sessions: sessions, users: nil)
      let monthly = Bool.random(using: &random)
      mains.append(
        tariff(
          "m\(number)", .main, limits, .months(monthly ? Array(1...12) : [1, 3, 6, 12]),
          monthly ? .monthly : .wholeTerm,
          extensions: extras.map(\.code), prices: monthly ? [1] : [1, 3, 6, 12]))
      bases += Int.random(in: 1...5, using: &random)
      sessions += Int.random(in: 1...3, using: &random)
    }
    let upgrades = mains.indices.dropLast().map { place in
      tariff(
        "u\(place)", .upgrade(from: mains[place].code, to: mains[place + 1].code), mains[place + 1].limits, .restOfMain,
        prices: [1])
    }
    return mains + extras + upgrades
  }

  private var live: [Sold] { sold.filter { !$0.isCancelled } }

  private func neighbours() -> [SubscriptionDraft.Neighbour] {
    live.filter { $0.kind == .main }.map { main in
      .init(
        id: main.id, tariff: main.tariff, period: main.period,
        upgrade: live.first { $0.kind == .upgrade && $0.main == main.id }.map {
          .init(id: $0.id, limits: $0.tariff.limits)
        })
    }
  }

  mutating func act(_ random: inout Seeded) {
    switch Int.random(in: 0..<10, using: &random) {
    case 0..<2: today = today + Int.random(in: 0...40, using: &random)
    case 2: shorten(&random)
    default: sell(&random)
    }
  }

  private mutating func sell(_ random: inout Seeded) {
    let tariff = tariffs.randomElement(using: &random)!
    let neighbours = neighbours()
    let ends = neighbours.map { $0.period.end + 1 }
    let start =
      Bool.random(using: &random) && !ends.isEmpty
      ? ends.randomElement(using: &random)! : today + Int.random(in: -40...60, using: &random)
    let draft = SubscriptionDraft(
      tariff: tariff, start: start, months: Int.random(in: 1...12, using: &random),
      quantity: Int.random(in: 1...3, using: &random), main: neighbours.randomElement(using: &random),
      client: .init(organisation: "ТОО", bin: try! BIN("940140000385"), itsNumber: "", isIssuer: false),
      neighbours: neighbours, issuer: .partner, today: today)
    guard draft.refusals.isEmpty, let period = draft.period else { return }
    sold.append(
      Sold(
        id: Subscription.ID(Int64(sold.count + 1)), kind: draft.kind, tariff: tariff, period: period,
        months: draft.kind == .main ? draft.months : nil, quantity: tariff.extra == nil ? 1 : draft.quantity,
        main: draft.kind == .main ? nil : draft.main?.id, chargedMonths: draft.chargedMonths))
  }

  /// As the desk does it: what belongs to it follows, and what would begin later is cancelled.
  private mutating func shorten(_ random: inout Seeded) {
    guard
      let place = sold.indices.filter({ sold[$0].kind == .main && !sold[$0].isCancelled }).randomElement(using: &random)
    else { return }
    let main = sold[place]
    let draft = Shortening(
      settlement: main.tariff.settlement, kind: .main, isInForceOrPlanned: main.period.end >= today,
      start: main.period.start, months: main.months ?? 0, newMonths: Int.random(in: 1...12, using: &random),
      today: today)
    guard draft.refusals.isEmpty else { return }
    // What has begun is never cut off.
    #expect(draft.period.end >= today || today < main.period.start)
    sold[place].period = draft.period
    sold[place].months = draft.newMonths
    sold[place].chargedMonths = draft.newMonths
    for other in sold.indices where sold[other].main == main.id && !sold[other].isCancelled {
      if sold[other].period.start > draft.period.end {
        sold[other].isCancelled = true
      } else {
        sold[other].period = Period(sold[other].period.start, through: draft.period.end)
      }
    }
  }

  func check(_ comment: String) {
    let live = live
    let mains = live.filter { $0.kind == .main }
    for one in live where one.kind != .main {
      guard let main = mains.first(where: { $0.id == one.main }) else {
        Issue.record("\(one.id) belongs to nothing: \(comment)")
        continue
      }
      // An extension never precedes or outlives its main subscription.
      #expect(one.period.start >= main.period.start && one.period.end == main.period.end, "\(comment)")
    }
    for main in mains {
      // Two upgrades are never on one main subscription.
      #expect(live.count { $0.kind == .upgrade && $0.main == main.id } <= 1, "\(comment)")
      #expect(main.chargedMonths == main.period.chargedMonths, "\(comment)")
      for other in mains where other.id.number > main.id.number {
        // Main subscriptions of one line never stand on the same days, a smaller one inside a greater one least of all.
        #expect(!main.period.overlaps(other.period), "\(main.period), \(other.period): \(comment)")
      }
    }
    // The limits equal an independent recomputation from the rows, day by day.
    let days = Set(live.flatMap { [$0.period.start, $0.period.end, $0.period.end + 1] })
    for day in days {
      let rows = live.filter { $0.period.contains(day) }
      let counted = Limits.inForce(
        rows.map { row in
          switch row.kind {
          case .main, .grace: Grant(.main, row.tariff.limits)
          case .upgrade: Grant(.upgrade, row.tariff.limits)
          case .extension, .boost: Grant(.extra, row.tariff.limits, quantity: row.quantity)
          }
        })
      var (bases, sessions) = (0, 0)
      for row in rows where row.kind == .main || row.kind == .upgrade {
        if row.tariff.limits.bases > bases { bases = row.tariff.limits.bases }
        if row.tariff.limits.sessions > sessions { sessions = row.tariff.limits.sessions }
      }
      if rows.contains(where: { $0.kind == .main }) {
        for row in rows where row.kind == .extension {
          for _ in 0..<row.quantity {
            if row.tariff.extra == .base { bases += 1 } else { sessions += 1 }
          }
        }
      }
      #expect((counted.bases, counted.sessions) == (bases, sessions), "\(day): \(comment)")
    }
  }
}
