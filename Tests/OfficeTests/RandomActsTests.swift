import Handbook
import TestSupport
import Testing

@testable import Office
@testable import Store

/// Random acts of everybody on one client, through the desks, with a moving clock, on both engines.
@Suite(.serialized) struct RandomActsTests {
  static let acts = 160

  @Test(
    "Both engines tell the same history; posted rows change only with a correction; explained limits are those counted (DEC-27, DEC-32)"
  )
  func sameHistory() async throws {
    let seed = UInt64.random(in: 0 ... .max)
    var histories: [[String]] = []
    for engine in Engine.all {
      try await Cast.on(engine) { cast async throws in
        histories.append(try await Self.play(cast, Seeded(seed)))
      }
    }
    for history in histories.dropFirst() { #expect(history == histories[0], "seed \(seed)") }
  }

  private static func play(_ cast: Cast, _ chance: Seeded) async throws -> [String] {
    var random = chance
    try await cast.place.fillCard(of: cast.client, by: cast.partner)
    let tariffs = try await cast.partner.offer().catalogue.tariffs(issuedBy: .partner, on: cast.partner.today)
    let desk = try await cast.desk
    var told: [String] = []
    var before = try await rows(cast)
    for number in 0..<acts {
      let ids = before.keys.sorted()
      let some = ids.randomElement(using: &random).map { Subscription.ID($0) }
      let months = String(Int.random(in: 1...12, using: &random))
      let day = (cast.partner.today + Int.random(in: -5...40, using: &random)).description
      let tariff = tariffs.randomElement(using: &random)!.code.description
      let choice = Int.random(in: 0..<20, using: &random)
      let days = Int.random(in: 1...25, using: &random)
      do {
        switch choice {
        case 0..<3: cast.place.clock.advance(by: .days(days))
        case 3: _ = try await desk.takeGrace()
        case 4: _ = try await desk.takeBoost()
        case 5: if let some { try await cast.partner.shorten(some, Entries(["months": months])) }
        case 6:
          if let some {
            try await cast.vendor.correct(
              some, Entries(["kind": "cancel", "reason": "twice", "reason_comment": "Дубль"]))
          }
        case 7:
          if let some {
            try await cast.vendor.correct(
              some,
              Entries([
                "kind": "change", "reason": "wrong-term", "reason_comment": "Срок", "tariff": "ext", "start": day,
                "months": months, "quantity": "1",
              ]))
          }
        case 8: if let some { _ = try await cast.partner.renew([some], paid: true) }
        default:
          try await cast.place.sell(
            tariff, to: cast.client, by: cast.partner,
            [
              "months": months, "start": day, "main": some?.description ?? "", "quantity": "2",
              "contract_number": "ИТС-1",
            ])
        }
        told.append("\(number) \(choice) done")
      } catch let refusals as Refusals {
        told.append("\(number) \(choice) \(refusals.all.map(\.rule))")
      } catch is Missing {
        told.append("\(number) \(choice) missing")
      }
      let after = try await rows(cast)
      for (id, row) in before where after[id]?.terms != row.terms {
        // What was posted is as it was, unless a correction says otherwise.
        #expect((after[id]?.corrections ?? 0) > row.corrections, "seed \(chance.seed): \(number), \(id)")
      }
      before = after
      let explained = try await cast.partner.limits(of: cast.client).limits
      let counted = try await cast.office.database.read {
        try cast.office.inForce(of: cast.client, on: cast.partner.today, $0).limits
      }
      #expect(explained == counted, "seed \(chance.seed): \(number)")
    }
    #expect(try await Verification(cast.office).faults().isEmpty, "seed \(chance.seed)")
    return told + before.keys.sorted().map { "\($0): \(before[$0]!.terms)" }
  }

  private struct Row: Equatable {
    let terms: String
    let corrections: Int
  }

  private static func rows(_ cast: Cast) async throws -> [Int64: Row] {
    try await cast.office.database.read { tx in
      var rows: [Int64: Row] = [:]
      let query = ListQuery<SubscriptionOrder>(order: .number, limit: 1000)
      for facts in try tx.subscriptions(.init(subscriber: cast.client), query, on: cast.partner.today).items {
        let tariff = try cast.office.catalogues.tariff(facts.termsID, tx).code
        rows[facts.id.number] = Row(
          terms:
            "\(facts.kind) \(tariff) \(facts.startsOn) \(facts.endsOn) \(facts.quantity) \(facts.sum) \(facts.cancelledAt != nil)",
          corrections: try tx.corrections(of: facts.id).count)
      }
      return rows
    }
  }
}
