import CatalogueFile
import Handbook
import TestSupport
import Testing

@testable import Office
@testable import Store

/// Every kind of subscription, as chapters I–O and U have it.
@Suite(.serialized) struct KindTests {
  // MARK: Upgrade (K)

  @Test(
    "Example 3: main Базовый 15.05–14.12.2022; an upgrade from 15.07 takes 5 months, from 25.06 takes 6 (K-03, K-04)",
    arguments: Engine.all)
  func upgradeMonths(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let main = try await cast.withBasic()
      func quote(_ start: String) async throws -> Quote {
        try await cast.partner.quote(cast.entries("up-ext", ["main": main.description, "start": start]))
      }
      let early = try await quote("25.06.2022")
      #expect(early.refusals.isEmpty)
      #expect((early.chargedMonths, early.period?.end) == (6, Day(2022, 12, 14)))
      // Side by side with the cheaper day (PRO-06).
      #expect(early.cheaper?.start == Day(2022, 7, 15))
      #expect(early.cheaper?.months == 5)
      #expect(early.cheaper?.sum == early.sum.map { Money(tiyn: $0.tiyn / 6 * 5) })
      let even = try await quote("15.07.2022")
      #expect((even.chargedMonths, even.cheaper) == (5, nil))
      #expect(even.period?.end == Day(2022, 12, 14))
    }
  }

  @Test(
    "An upgrade in force gives the target's limits and applications, once for a main subscription (K-01, DEC-28)",
    arguments: Engine.all)
  func upgradeEffect(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let main = try await cast.withBasic()
      cast.place.clock.advance(to: Day(2022, 9, 15)!)  // The trial is over.
      #expect(try await cast.limits() == Limits(bases: 3, sessions: 2, users: nil))
      try await cast.place.sell("up-ext", to: cast.client, by: cast.partner, ["main": main.description])
      #expect(try await cast.limits() == Limits(bases: 10, sessions: 5, users: nil))
      let opened = try await cast.desk.infobases().applications.map(\.code.description)
      #expect(opened.contains("payroll"))
      #expect(
        try await refusedRules {
          try await cast.place.sell("up-ext", to: cast.client, by: cast.partner, ["main": main.description])
        } == ["K-01"])
      // Another tariff's upgrade does not suit (I-01), and an upgrade needs a main subscription (I-02).
      cast.place.clock.advance(to: Day(2022, 12, 1)!)
      let next = try await cast.place.sell(
        "ext", months: 12, to: cast.client, by: cast.partner, ["start": "15.12.2022"])
      #expect(
        try await refusedRules {
          try await cast.place.sell(
            "up-ext", to: cast.client, by: cast.partner, ["main": next.description, "start": "15.12.2022"])
        } == ["I-01"])
      #expect(
        try await refusedRules { try await cast.place.sell("up-ext", to: cast.client, by: cast.partner) } == ["I-02"])
    }
  }

  // MARK: Extensions (I)

  @Test(
    "Example 4: an extension before the main start is refused, after its end too; its end is forced equal (I-03 … I-06)",
    arguments: Engine.all)
  func extensionDays(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      try await cast.place.fillCard(of: cast.client, by: cast.partner)
      let main = try await cast.place.sell(
        "ext", months: 12, to: cast.client, by: cast.partner, ["start": "01.08.2022"])
      func extend(_ start: String) async throws -> Set<String> {
        Set(
          try await refusedRules {
            try await cast.place.sell(
              "x-session", to: cast.client, by: cast.partner, ["main": main.description, "start": start])
          })
      }
      #expect(try await extend("31.07.2022") == ["I-05"])
      #expect(try await extend("11.07.2022") == ["I-04", "I-05"])
      #expect(try await extend("01.08.2023") == ["I-03", "H-02"])
      let id = try await cast.place.sell(
        "x-session", to: cast.client, by: cast.partner,
        ["main": main.description, "start": "15.08.2022", "end": "31.12.2022", "quantity": "2"])
      let sold = try await cast.partner.subscription(id).sold
      #expect(sold.facts.endsOn == Day(2023, 7, 31))
      // Twelve started months, two of it (DEC-5).
      #expect(sold.facts.sum == sold.tariff.price(months: 1, on: cast.partner.today).map { $0.amount * 24 })
    }
  }

  @Test("Extra sessions and infobases come in one act, all or none (I-01)", arguments: Engine.all)
  func severalExtensions(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let main = try await cast.withExtended()
      let entries = ["main": main.description, "start": "12.07.2022", "paid": "on"]
      let ids = try await cast.partner.extend(
        Entries(entries.merging(["quantity-x-session": "2", "quantity-x-base": "3"]) { $1 }))
      #expect(ids.count == 2)
      #expect(try await cast.limits() == Limits(bases: 13, sessions: 7, users: nil))
      #expect(try await refusedRules { _ = try await cast.partner.extend(Entries(entries)) } == ["I-01"])
      #expect(
        try await refusedRules {
          _ = try await cast.partner.extend(
            Entries([
              "main": main.description, "start": "11.07.2022", "quantity-x-session": "1", "quantity-x-base": "1",
              "paid": "on",
            ]))
        } == ["I-05", "I-04"])
      #expect(try await cast.limits().sessions == 7)
    }
  }

  // MARK: Monthly (N), and what the partner owes

  @Test(
    "Example 5: at 50 % РАСШИРЕННЫЙ for 12 months owes 55 000 at once; monthly 12 × 5 000 = 60 000; after a day 5 000",
    arguments: Engine.all)
  func monthlyDues(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      try await cast.vendor.setStanding(
        of: cast.partner.actor.subscriber,
        Entries(["standing": "centre", "from": "12.07.2022", "reason": "Сертификаты"]))
      try await cast.place.fillCard(of: cast.client, by: cast.partner)
      let whole = try await cast.partner.quote(cast.entries("ext", ["months": "12", "start": "12.07.2022"]))
      #expect(whole.dues == [.init(month: Month(2022, 8), sum: .tenge(55_000))])
      let monthly = try await cast.partner.quote(cast.entries("ext-month", ["months": "12", "start": "12.07.2022"]))
      #expect(monthly.sum == .tenge(120_000))
      #expect(monthly.owed == .tenge(60_000))
      #expect(monthly.dues.map(\.sum) == Array(repeating: .tenge(5_000), count: 12))
      #expect(monthly.dues.first?.month == Month(2022, 8))
      #expect(monthly.dues.last?.month == Month(2023, 7))
      let id = try await cast.place.sell("ext-month", months: 12, to: cast.client, by: cast.partner)
      try await cast.partner.shorten(id, Entries(["months": "1"]))
      let sold = try await cast.partner.subscription(id).sold
      #expect((sold.facts.months, sold.facts.endsOn, sold.facts.sum) == (1, Day(2022, 8, 11), .tenge(10_000)))
    }
  }

  @Test("Example 6: a partner at 20 % owes 88 000 of 110 000 (P-04)", arguments: Engine.all)
  func discount(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let quote = try await cast.partner.quote(cast.entries("ext", ["months": "12", "start": "12.07.2022"]))
      #expect((quote.sum, quote.owed) == (.tenge(110_000), .tenge(88_000)))
    }
  }

  @Test(
    "A monthly subscription is cut to whole months, no fewer than started; what belongs to it ends with it (N-06)",
    arguments: Engine.all)
  func shortening(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      try await cast.place.fillCard(of: cast.client, by: cast.partner)
      let id = try await cast.place.sell("ext-month", months: 12, to: cast.client, by: cast.partner)
      let now = try await cast.place.sell("x-session", to: cast.client, by: cast.partner, ["main": id.description])
      let later = try await cast.place.sell(
        "x-base", to: cast.client, by: cast.partner, ["main": id.description, "start": "01.12.2022"])
      cast.place.clock.advance(to: Day(2022, 9, 12)!)  // The third month begins.
      #expect(
        try await refusedRules { try await cast.partner.shorten(id, Entries(["months": "2"])) } == ["DEC-22"])
      #expect(
        try await refusedRules { try await cast.partner.shorten(id, Entries(["months": "12"])) } == ["DEC-22"])
      let paid = try await cast.partner.subscription(now).sold.facts.sum
      try await cast.partner.shorten(id, Entries(["months": "3"]))
      let (main, extra, gone) = (
        try await cast.partner.record(of: id), try await cast.partner.subscription(now).sold,
        try await cast.partner.subscription(later).sold
      )
      #expect(main.sold.facts.endsOn == Day(2022, 10, 11))
      #expect((extra.facts.endsOn, extra.facts.sum) == (Day(2022, 10, 11), paid))
      #expect(gone.facts.cancelledAt != nil)
      #expect(main.corrections.map(\.kind) == [.shorten])
      // A whole-term one is not shortened.
      let whole = try await cast.place.sell(
        "ext", months: 12, to: cast.client, by: cast.partner, ["start": "12.10.2022"])
      #expect(
        try await refusedRules { try await cast.partner.shorten(whole, Entries(["months": "3"])) }.contains("N-06"))
    }
  }

  // MARK: Downgrade (O)

  @Test(
    "Example 14: РАСШИРЕННЫЙ → Базовый inside the period is refused with the day to plan it from; then it is allowed; monthly is shortened first",
    arguments: Engine.all)
  func downgrade(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      _ = try await cast.withExtended()
      let inside = try await cast.partner.quote(cast.entries("basic", ["months": "12", "start": "01.10.2022"]))
      #expect(inside.refusals.map(\.rule) == ["O-01"])
      #expect(inside.planStart == Day(2023, 7, 12))
      #expect(inside.refusals.first?.text.ru.contains("12.07.2023") == true)
      // Planned now, from the day after the end (PRO-24).
      let planned = try await cast.place.sell(
        "basic", months: 12, to: cast.client, by: cast.partner, ["start": "12.07.2023"])
      #expect(try await cast.partner.subscription(planned).sold.facts.state(on: cast.partner.today) == .planned)
    }
    try await Cast.on(engine) { cast async throws in
      try await cast.place.fillCard(of: cast.client, by: cast.partner)
      let monthly = try await cast.place.sell("ext-month", months: 12, to: cast.client, by: cast.partner)
      let basic = ["months": "12", "start": "12.09.2022"]
      #expect(try await cast.partner.quote(cast.entries("basic", basic)).refusals.map(\.rule) == ["O-01"])
      try await cast.partner.shorten(monthly, Entries(["months": "2"]))
      #expect(try await cast.partner.quote(cast.entries("basic", basic)).refusals.isEmpty)
    }
  }

  // MARK: Contract transition (L)

  @Test(
    "Example 13: by a contract from 10.02.2023 until 31.12.2023 the end is 31.12.2023; without an end 09.01.2024 (L-01 … L-03)",
    arguments: Engine.all)
  func contract(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      cast.place.clock.advance(to: Day(2023, 2, 10)!)
      func quote(_ more: [String: String]) async throws -> Quote {
        try await cast.partner.quote(cast.entries("its-prof", ["start": "10.02.2023"].merging(more) { $1 }))
      }
      #expect(try await quote([:]).refusals.map(\.rule) == ["L-01"])
      let number = ["contract_number": "ИТС-77"]
      let ended = try await quote(number.merging(["contract_end": "31.12.2023"]) { $1 })
      #expect((ended.refusals.map(\.rule), ended.period?.end) == ([], Day(2023, 12, 31)))
      #expect(try await quote(number).period?.end == Day(2024, 1, 9))
      #expect(try await quote(number.merging(["contract_with": "other"]) { $1 }).refusals.map(\.rule) == ["L-04"])
      #expect(try await quote(number.merging(["contract_level": "techno"]) { $1 }).refusals.map(\.rule) == ["L-06"])
      #expect(
        try await quote(number.merging(["contract_end": "01.02.2023"]) { $1 }).refusals.map(\.rule) == ["L-03"])
      // The contract is cancelled: the vendor stops the subscription on the partner's request (L-07), whatever the month.
      let id = try await cast.place.sell(
        "its-prof", to: cast.client, by: cast.partner, number.merging(["contract_end": "31.12.2023"]) { $1 })
      #expect(try await cast.partner.subscription(id).sold.facts.contract?.number == "ИТС-77")
      cast.place.clock.advance(to: Day(2023, 6, 5)!)
      try await cast.partner.askCorrection(
        id, Entries(["kind": "stop", "reason": "contract-cancelled", "comment": "Договор расторгнут 5 июня"]))
      try await cast.vendor.correct(
        id,
        Entries([
          "kind": "stop", "reason": "contract-cancelled", "reason_comment": "Остановлена", "end": "05.06.2023",
        ]))
      #expect(try await cast.partner.subscription(id).sold.facts.endsOn == Day(2023, 6, 5))
      #expect(try await cast.partner.correctionRequests().isEmpty)
      #expect(try await cast.place.letters("correction-answered").count == 1)
    }
  }

  // MARK: Cash registers (U)

  @Test(
    "Each cash-register tariff has one register, put over Базовый too; each further one is an extension; trials once (U-02 … U-05, DEC-45)",
    arguments: Engine.all)
  func registers(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      try await cast.place.fillCard(of: cast.client, by: cast.partner)
      _ = try await cast.place.sell("k-test", to: cast.client, by: cast.partner)
      #expect(
        try await refusedRules { try await cast.place.sell("k-test", to: cast.client, by: cast.partner) } == ["DEC-45"])
      _ = try await cast.place.sell("k-basic", months: 6, to: cast.client, by: cast.partner)
      #expect(
        try await refusedRules {
          try await cast.place.sell(
            "k-basic", months: 12, to: cast.client, by: cast.partner, ["start": "12.01.2023"])
        } == ["U-02"])
      // PRO-28: shown before posting. A paid tariff over the free one gives no second register.
      let start = try await cast.partner.quote(cast.entries("k-start", ["months": "12", "start": "12.07.2022"]))
      #expect((start.limitsBefore.registers, start.limitsAfter?.registers) == (1, 1))
      let paid = try await cast.place.sell("k-start", months: 12, to: cast.client, by: cast.partner)
      let more = try await cast.partner.quote(
        cast.entries("k-reg", ["main": paid.description, "start": "12.07.2022", "quantity": "2"]))
      #expect((more.limitsBefore.registers, more.limitsAfter?.registers) == (1, 3))
      _ = try await cast.partner.extend(
        Entries(["main": paid.description, "start": "12.07.2022", "quantity-k-reg": "2", "paid": "on"]))
      #expect(try await cast.limits().registers == 3)
    }
  }

  // MARK: Choice, own prices

  @Test(
    "The choice of tariffs shows what this client may have, and the others with the sentence why not (PRO-08)",
    arguments: Engine.all)
  func choice(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      func choices() async throws -> [String: TariffChoice] {
        let all = try await cast.partner.choices(for: cast.client).choices
        return Dictionary(uniqueKeysWithValues: all.map { ($0.tariff.code.description, $0) })
      }
      let bare = try await choices()
      #expect(bare["ext"]?.refusals.map(\.rule) == ["G-01", "G-01"])
      #expect(bare["x-session"]?.refusals.map(\.rule).contains("I-02") == true)
      #expect(bare["k-test"]?.isAvailable == true)
      #expect(bare["partner"] == nil)
      let main = try await cast.withExtended()
      let full = try await choices()
      #expect(full["ext"]?.isAvailable == true)
      #expect(full["ext"]?.start == Day(2023, 7, 12))
      #expect(full["basic"]?.start == Day(2023, 7, 12))
      #expect((full["x-session"]?.isAvailable, full["x-session"]?.main) == (true, main))
      #expect(full["up-ext"]?.refusals.map(\.rule) == ["I-01"])
    }
  }

  @Test(
    "A partner's own price is never below the recommended one, and is what its client pays (M-07, DEC-24)",
    arguments: Engine.all)
  func ownPrices(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      try await cast.place.fillCard(of: cast.client, by: cast.partner)
      let ext: Tariff.Code = "ext"
      do {
        try await cast.partner.setTariff(ext, Entries(["price-1": "9 999,99", "price-12": "120 000"]))
        Issue.record("dumping")
      } catch let refusals as Refusals {
        #expect(refusals.all.map(\.rule) == ["DEC-24"])
        #expect(refusals.all.first?.field?.name == "price-1")
        #expect(refusals.all.first?.text.ru.contains("демпинг") == true)
      }
      // Nothing of a refused list is kept.
      #expect(try await cast.partner.priceList().prices.isEmpty)
      try await cast.partner.setTariff(
        ext, Entries(["price-1": "10 000", "price-12": "120 000", "recommended": "on", "ru": "Наш выбор"]))
      let quote = try await cast.partner.quote(cast.entries("ext", ["months": "12", "start": "12.07.2022"]))
      #expect((quote.sum, quote.clientSum, quote.owed) == (.tenge(110_000), .tenge(120_000), .tenge(88_000)))
      let id = try await cast.place.sell("ext", months: 12, to: cast.client, by: cast.partner)
      #expect(try await cast.partner.subscription(id).sold.facts.clientSum == .tenge(120_000))
      let first = try await cast.desk.subscriptions(all: false).offers[0]
      #expect((first.tariff.code, first.isRecommended, first.description.ru) == (ext, true, "Наш выбор"))
      #expect(first.prices.map(\.amount).last == .tenge(120_000))
    }
  }

  // MARK: What owners take and ask for

  @Test("Grace days are taken once, on the last day or within 30 days after the end (BEY-46)", arguments: Engine.all)
  func grace(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let desk = try await cast.desk
      #expect(try await refusedRules { try await desk.takeGrace() } == ["BEY-46"])
      cast.place.clock.advance(to: Day(2022, 8, 20)!)  // The trial ended on 10 August.
      #expect(try await refusedRules { try await cast.base() } == ["DEC-30"])
      _ = try await desk.takeGrace()
      let mine = try await desk.subscriptions(all: false)
      #expect(mine.accessEnds == Day(2022, 8, 26))
      #expect(mine.account.limits.sessions > 0)
      try await cast.base()
      cast.place.clock.advance(to: Day(2022, 8, 27)!)
      #expect(try await refusedRules { try await desk.takeGrace() } == ["BEY-46"])
    }
  }

  @Test("After 30 days, or by anybody but an owner, no grace days are taken (BEY-46)", arguments: Engine.all)
  func noGrace(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let late = Day(2022, 8, 10)! + 31
      cast.place.clock.advance(to: late)
      let desk = try await cast.desk
      #expect(try await refusedRules { try await desk.takeGrace() } == ["BEY-46"])
      let user = ClientDesk(cast.office, try await cast.user())
      await #expect(throws: Denied.self) { try await user.takeGrace() }
    }
  }

  @Test("The temporary extra adds 2 sessions and 8 infobases for 7 days, once (BEY-47)", arguments: Engine.all)
  func boost(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      _ = try await cast.withExtended()
      let desk = try await cast.desk
      try await desk.takeBoost()
      #expect(try await cast.limits() == Limits(bases: 18, sessions: 7, users: nil))
      #expect(try await refusedRules { try await desk.takeBoost() } == ["BEY-47"])
      cast.place.clock.advance(to: Day(2022, 7, 19)!)
      #expect(try await cast.limits() == Limits(bases: 10, sessions: 5, users: nil))
    }
  }

  @Test("A client asks for a tariff; the partner has a letter, and posting it meets the wish", arguments: Engine.all)
  func wishes(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      try await cast.place.fillCard(of: cast.client, by: cast.partner)
      let desk = try await cast.desk
      try await desk.ask(Entries(["tariff": "ext", "comment": "На год"]))
      #expect(try await cast.partner.wishes().map(\.comment) == ["На год"])
      #expect(try await cast.place.letters("wish").count == 1)
      await #expect(throws: Refusals.self) { try await desk.ask(Entries(["tariff": "ext"])) }
      _ = try await cast.place.sell("ext", months: 12, to: cast.client, by: cast.partner)
      #expect(try await cast.partner.wishes().isEmpty)
      #expect(try await desk.subscriptions(all: false).wishes.map(\.isMet) == [true])
      let second = try await desk.ask(Entries(["tariff": "basic"]))
      try await cast.partner.decline(second, Entries(["answer": "Сейчас действует больший"]))
      #expect(try await desk.subscriptions(all: false).wishes.first?.isMet == false)
    }
  }

  // MARK: Renewal (J)

  @Test(
    "Renewals of many: a preview, then a result for each; what is refused stands in nobody's way (J-01, J-02, DEC-7)",
    arguments: Engine.all)
  func renewals(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let first = try await cast.withExtended()
      let other = try await cast.place.register("second@example.kz", by: cast.partner)
      try await cast.place.fillCard(of: other, by: cast.partner)
      let second = try await cast.place.sell("basic", months: 12, to: other, by: cast.partner)
      cast.place.clock.advance(to: Day(2023, 7, 1)!)
      let ending = try await cast.partner.ending(from: cast.partner.today, through: cast.partner.today + 14)
      #expect(Set(ending.map(\.facts.id)) == [first, second])
      // The second has lost its BIN.
      let facts = try await cast.partner.subscriber(other).facts
      try await cast.partner.save(other, Entries(["name": "Без реквизитов"]), version: facts.version)
      let preview = try await cast.partner.renewals(of: [first, second])
      #expect(preview.map(\.quote.refusals.count) == [0, 2])
      #expect(preview[0].quote.period == Period(Day(2023, 7, 12)!, through: Day(2024, 7, 11)!))
      let done = try await cast.partner.renew([first, second], paid: true)
      #expect(done.map { $0.posted != nil } == [true, false])
      // Renewed once: the second time it is in its own way.
      #expect(try await cast.partner.renew([first], paid: true)[0].quote.refusals.map(\.rule) == ["DEC-7"])
      #expect(
        try await cast.partner.ending(from: cast.partner.today, through: cast.partner.today + 14).map(\.facts.id)
          == [second])
    }
  }

  // MARK: Correction (M)

  @Test(
    "Example 7: a correction in the next month is refused; for want of the client's payment always (M-04, M-05)",
    arguments: Engine.all)
  func correctionRules(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let id = try await cast.withExtended()
      #expect(try await cast.partner.subscription(id).sold.facts.correctableUntil == Day(2022, 7, 31))
      func ask(_ reason: String) async throws -> Set<String> {
        Set(
          try await refusedRules {
            try await cast.partner.askCorrection(
              id, Entries(["kind": "cancel", "reason": reason, "comment": "Ошибка"]))
          })
      }
      #expect(try await ask("not-paid") == ["M-04"])
      #expect(try await ask("twice") == [])
      #expect(try await ask("twice") == ["M-06"])
      cast.place.clock.advance(to: Day(2022, 8, 1)!)
      #expect(try await ask("twice") == ["M-05"])
      // Once the month is closed, its invoice stands in the way too.
      _ = try await MonthClose().run(in: cast.office) {}
      #expect(try await ask("twice") == ["M-05", "DEC-15"])
      #expect(
        try await refusedRules {
          try await cast.vendor.correct(
            id, Entries(["kind": "cancel", "reason": "twice", "reason_comment": "Поздно"]))
        } == ["M-05", "DEC-15"])
    }
  }

  @Test(
    "The vendor's correction leaves a row, and the extensions follow; a cancellation takes them along (DEC-32, I-06)",
    arguments: Engine.all)
  func correction(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let main = try await cast.withExtended()
      let extra = try await cast.place.sell("x-session", to: cast.client, by: cast.partner, ["main": main.description])
      let twelve = try await cast.partner.subscription(extra).sold.facts.sum
      try await cast.vendor.correct(
        main,
        Entries([
          "kind": "change", "reason": "wrong-term", "reason_comment": "Полгода, а не год", "tariff": "ext",
          "start": "12.07.2022", "months": "6",
        ]))
      let after = try await cast.partner.record(of: main)
      #expect((after.sold.facts.months, after.sold.facts.endsOn) == (6, Day(2023, 1, 11)))
      #expect(after.corrections.count == 1)
      #expect(after.corrections[0].before.contains("110000.00"))
      let followed = try await cast.partner.subscription(extra).sold.facts
      #expect((followed.endsOn, followed.sum) == (Day(2023, 1, 11), Money(tiyn: twelve.tiyn / 2)))
      try await cast.vendor.correct(
        main, Entries(["kind": "cancel", "reason": "twice", "reason_comment": "Дубль"]))
      #expect(try await cast.partner.subscription(extra).sold.facts.cancelledAt != nil)
      #expect(try await cast.limits().sessions == Cast.trialSessions)
      #expect(try await cast.partner.subscriber(cast.client).facts.accessKind == .trial)
      // Never twice.
      #expect(
        try await refusedRules {
          try await cast.vendor.correct(
            main, Entries(["kind": "cancel", "reason": "twice", "reason_comment": "Дубль"]))
        } == ["DEC-32"])
    }
  }

  @Test(
    "Another partner's subscription is seen without its price, and nothing is done with it (DEC-35)",
    arguments: Engine.all)
  func foreign(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      let id = try await cast.withExtended()
      _ = try await cast.vendor.addPartner(
        Entries(["name": "Самал", "owner_email": "rival@example.kz", "code": "K-2", "standing": "partner"]))
      try await cast.place.join("welcome", "Серік")
      let rival = PartnerDesk(cast.office, try await cast.place.actor("rival@example.kz"))!
      await #expect(throws: Missing.self) { _ = try await rival.record(of: id) }
      await #expect(throws: Missing.self) { try await rival.shorten(id, Entries(["months": "1"])) }
      await #expect(throws: Missing.self) { _ = try await rival.renew([id], paid: true) }
      await #expect(throws: Missing.self) { _ = try await rival.choices(for: cast.client) }
    }
  }
}

extension Cast {
  /// Базовый as in the worked example: 15 May to 14 December 2022.
  fileprivate func withBasic() async throws -> Subscription.ID {
    try await place.fillCard(of: client, by: partner)
    place.clock.set(to: Day(2022, 5, 15)!)
    return try await place.sell("basic", months: 7, to: client, by: partner)
  }

  fileprivate func entries(_ tariff: String, _ more: [String: String]) -> Entries {
    Entries(["subscriber": client.description, "tariff": tariff].merging(more) { $1 })
  }

  /// The limits in force, which are also those that the explanation comes to.
  func limits() async throws -> Limits {
    let explained = try await partner.limits(of: client).limits
    let counted = try await office.database.read { try office.inForce(of: client, on: partner.today, $0).limits }
    #expect(explained == counted)
    return counted
  }

  fileprivate static let trialSessions: Int = {
    try! Catalogue(yaml: Array(Place.catalogue.utf8), file: "kazakhstan.yaml").tariff("test")!.limits
      .sessions
  }()
}

extension MovableClock {
  fileprivate func advance(to day: Day) { set(to: day) }

  /// To noon of the day.
  fileprivate func set(to day: Day) {
    let noon = Zone("Asia/Almaty")!.start(of: day) + .hours(12)
    advance(by: noon - now)
  }
}
