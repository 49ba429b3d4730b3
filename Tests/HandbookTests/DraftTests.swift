import Handbook
import Testing

/// Rules that need no store: each by the least that breaks it.
@Suite struct DraftTests {
  private let today = Day(2022, 7, 12)!

  private func tariff(_ issuer: Tariff.Issuer = .partner, _ kind: Tariff.Kind = .main) -> Tariff {
    let always = Validity(from: Day(2020, 1, 1)!)
    return Tariff(
      code: "t", name: Text(verbatim: "T"), line: .business, kind: kind, issuer: issuer, settlement: .wholeTerm,
      term: kind == .main ? .months([1, 12]) : .restOfMain, isFree: false,
      limits: Limits(bases: 1, sessions: 1, users: nil),
      descriptionForPartners: Text(verbatim: "T"), descriptionForClients: Text(verbatim: "T"),
      prices: [1, 12].map { Price(months: $0, amount: .tenge(1000), isSample: false, validity: always) },
      validity: always)
  }

  private func refused(_ tariff: Tariff, from start: Day, by issuer: Tariff.Issuer = .partner) -> [String] {
    SubscriptionDraft(
      tariff: tariff, start: start, months: 1,
      client: .init(organisation: "ТОО", bin: try! BIN("940140000385"), itsNumber: "", isIssuer: false), issuer: issuer,
      today: today
    ).refusals.map(\.rule)
  }

  @Test("DEC-31: what the vendor issues a partner does not, and the vendor issues what partners do")
  func issuers() {
    #expect(refused(tariff(.vendor), from: today) == ["DEC-31"])
    #expect(refused(tariff(.automatic), from: today) == ["DEC-31"])
    #expect(refused(tariff(.partner), from: today).isEmpty)
    #expect(refused(tariff(.partner), from: today, by: .vendor).isEmpty)
    #expect(refused(tariff(.vendor), from: today, by: .vendor).isEmpty)
  }

  @Test("DEC-6: a partner starts a subscription no earlier than the 1st of this month; the vendor may")
  func backDating() {
    #expect(refused(tariff(), from: Day(2022, 7, 1)!).isEmpty)
    #expect(refused(tariff(), from: Day(2022, 6, 30)!) == ["DEC-6"])
    #expect(refused(tariff(), from: Day(2022, 6, 30)!, by: .vendor).isEmpty)
  }

  @Test("H-02: the start may differ from the day of writing, within a year")
  func startWithinAYear() {
    #expect(refused(tariff(), from: today + 366).isEmpty)
    #expect(refused(tariff(), from: today + 367) == ["H-02"])
  }

  @Test("I-02: an extension belongs to one main subscription")
  func mainOfAnExtension() {
    #expect(refused(tariff(.partner, .extra(.session)), from: today) == ["I-02"])
  }

  @Test("DEC-22, N-05: a monthly subscription keeps at least the months that have started, a day being a month")
  func startedMonths() {
    func shortening(_ months: Int, on day: Day) -> Shortening {
      Shortening(
        settlement: .monthly, kind: .main, isInForceOrPlanned: true, start: Day(2022, 1, 31)!, months: 12,
        newMonths: months, today: day)
    }
    // From the 31st: the first month ends on 28 February, the second begins on 1 March (DEC-2).
    #expect(shortening(1, on: Day(2022, 1, 31)!).refusals.isEmpty)
    #expect(shortening(1, on: Day(2022, 2, 28)!).refusals.isEmpty)
    #expect(shortening(1, on: Day(2022, 3, 1)!).refusals.map(\.rule) == ["DEC-22"])
    #expect(shortening(2, on: Day(2022, 3, 1)!).period.end == Day(2022, 3, 30))
    #expect(shortening(12, on: Day(2022, 3, 1)!).refusals.map(\.rule) == ["DEC-22"])
  }

  @Test(
    "C-03: a password is neither the address nor one character over and over",
    arguments: [("айгүл-күлімдейді", []), ("aaaaaaaaaaaa", ["C-03"]), ("my-accountant-1", ["C-03"])])
  func passwords(password: String, rules: [String]) {
    let draft = NewPassword(password, repeated: password, for: EmailAddress("accountant@example.kz"))
    #expect(draft.refusals.map(\.rule) == rules)
  }

  @Test("BEY-40, BEY-42: a client has no operators; only owners make owners")
  func roles() {
    func change(_ from: Role, _ to: Role?, by owner: Bool) -> [String] {
      RoleChange(from: from, to: to, owners: 2, kind: .client, mayChangeOwners: owner).refusals.map(\.rule)
    }
    #expect(change(.user, .operator, by: true) == ["BEY-40"])
    #expect(change(.user, .owner, by: false) == ["BEY-42"])
    #expect(change(.owner, .user, by: false) == ["BEY-42"])
    #expect(change(.user, .administrator, by: false).isEmpty)
    #expect(change(.owner, .user, by: true).isEmpty)
  }
}
