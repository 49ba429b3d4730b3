import Handbook
import Store

/// The demo's story, from ten months ago to this moment, day after day whatever the order in which it is told.
struct DemoStory {
  let stage: DemoStage
  private var steps: [(daysAgo: Int, hour: Int, act: @Sendable () async throws -> Void)] = []

  init(_ stage: DemoStage) {
    self.stage = stage
    houses()
    partnersOwnBooks()
    paidClient()
    clientsWhoLeft()
    clientsWhoGrew()
    clientsOnOtherTerms()
    clientsWhoHelpThemselves()
    ownPrices()
    mistakes()
    wishes()
    bills()
    months()
    clientsAtTheBeginning()
    invitations()
    thisMoment()
  }

  private mutating func at(_ daysAgo: Int, _ hour: Int = 10, _ act: @escaping @Sendable () async throws -> Void) {
    steps.append((daysAgo, hour, act))
  }

  func play() async throws {
    // Sorting keeps the order told among steps of one hour.
    for step in steps.enumerated().sorted(by: {
      (-$0.element.daysAgo, $0.element.hour, $0.offset) < (-$1.element.daysAgo, $1.element.hour, $1.offset)
    }).map(\.element) {
      stage.go(to: stage.today - step.daysAgo, hour: step.hour)
      try await step.act()
    }
  }

  // MARK: Those who serve

  private mutating func houses() {
    let stage = stage
    at(310) {
      _ = try await Setup(stage.office).setUp(
        Entries([
          "vendor": "Балғын", "name": "Айгүл Сапарова", "email": "vendor@example.kz", "password": Demo.password,
          "password_repeated": Demo.password,
        ]), from: DemoStage.address)
    }
    at(310, 12) { try await stage.ask("support@example.kz", "Ерлан Досов", as: .operator, by: stage.vendor().actor) }
    at(305) {
      _ = try await stage.vendor().addDistributor(
        stage.card("Алтын Дала Дистрибуция", city: "Астана", serial: 11, email: "distributor@example.kz").with(
          ["owner_email": "distributor@example.kz"]))
      stage.wait(.hours(2))
      try await stage.join("Марат Қасенов", .kazakh)
    }
    at(300) {
      _ = try await stage.vendor().addPartner(
        stage.card("Көктем Консалтинг", city: "Алматы", serial: 21, email: "partner@example.kz").with([
          "owner_email": "partner@example.kz", "code": "KK-01", "standing": "partner",
          "distributor": stage.house(of: "distributor@example.kz").description,
        ]))
      stage.wait(.hours(1))
      try await stage.join("Динара Ахметова")
    }
    at(300, 14) {
      let owner = try await stage.actor("partner@example.kz")
      try await stage.ask("operator@example.kz", "Тимур Ли", as: .operator, by: owner)
      try await stage.ask("admin@example.kz", "Жанна Ким", as: .administrator, by: owner, .english)
      try await stage.ask("developer@example.kz", "Олег Пак", as: .developer, by: owner)
      try await stage.ask("trainee@example.kz", "Асель Нурланова", as: .user, by: owner, .kazakh)
    }
    at(290) {
      _ = try await stage.vendor().addPartner(
        stage.card("Сайран Софт", city: "Шымкент", serial: 34, email: "sairan@example.kz").with([
          "owner_email": "sairan@example.kz", "code": "SS-07", "standing": "partner",
          "distributor": stage.house(of: "distributor@example.kz").description,
        ]))
      stage.wait(.hours(3))
      try await stage.join("Бауыржан Омаров", .kazakh)
    }
    at(200) {
      try await stage.vendor().setStanding(
        of: stage.house(of: "partner@example.kz"),
        Entries([
          "standing": "centre", "from": (stage.today - 200).description, "reason": "Сертификаты сотрудников проверены",
        ]))
    }
  }

  /// D-01.
  private mutating func partnersOwnBooks() {
    let stage = stage
    at(280) {
      let owner = try await stage.actor("partner@example.kz")
      let own = try await stage.base("Своя бухгалтерия", "accounting", by: owner)
      try await stage.work(own, hours: 3, by: owner)
    }
  }

  // MARK: Clients

  /// Comes, fills the card, and buys.
  private mutating func client(
    _ email: String, _ owner: String, _ language: Language = .russian, of partner: String, since daysAgo: Int,
    card name: String? = nil, city: String = "", serial: Int = 0, its: String = ""
  ) {
    let stage = stage
    at(daysAgo, 9) {
      let desk = try await stage.partner(partner)
      try await stage.register(email, owner, by: desk, language)
      guard let name else { return }
      stage.wait(.minutes(30))
      try await stage.fill(
        stage.house(of: email), stage.card(name, city: city, serial: serial, email: email, its: its), by: desk)
    }
  }

  private mutating func sale(
    _ tariff: String, to email: String, of partner: String, daysAgo: Int, months: Int? = nil, from start: Day? = nil,
    toMain: Bool = false, _ more: [String: String] = [:]
  ) {
    let stage = stage
    at(daysAgo, 12) {
      let (desk, client) = (try await stage.partner(partner), try await stage.house(of: email))
      var more = more
      if toMain { more["main"] = try await stage.main(of: client).description }
      try await stage.sell(
        tariff, months: months, from: start ?? stage.today - daysAgo, to: client, by: desk, more)
    }
  }

  /// With users of its own, infobases, and months of work behind it.
  private mutating func paidClient() {
    let stage = stage
    client(
      "client@example.kz", "Гүлнар Есенова", of: "partner@example.kz", since: 160, card: "Наурыз Трейд", city: "Алматы",
      serial: 101)
    sale("ext", to: "client@example.kz", of: "partner@example.kz", daysAgo: 150, months: 12)
    at(149) {
      let owner = try await stage.actor("client@example.kz")
      try await stage.ask("accountant@example.kz", "Светлана Цой", as: .administrator, by: owner)
      try await stage.ask("kassa@example.kz", "Нұрлан Бекетов", as: .user, by: owner, .kazakh)
      let books = try await stage.base("Бухгалтерия предприятия", "accounting", by: owner)
      let trade = try await stage.base("Розница, магазин на Абая", "retail", by: owner)
      _ = try await stage.base("Зарплата", "payroll", by: owner)
      let desk = ClientDesk(stage.office, owner)
      try await desk.set(.run, of: stage.actor("kassa@example.kz").user, in: trade)
      try await desk.set(.administer, of: stage.actor("accountant@example.kz").user, in: books)
    }
    for daysAgo in [120, 90, 60, 30, 14, 9, 7, 3, 2, 1] {
      at(daysAgo, 9) {
        let accountant = try await stage.actor("accountant@example.kz")
        try await stage.work(stage.bases(of: "client@example.kz")[0], hours: 4, by: accountant)
      }
      at(daysAgo, 14) {
        let cashier = try await stage.actor("kassa@example.kz")
        try await stage.work(stage.bases(of: "client@example.kz")[1], hours: 3, by: cashier)
      }
    }
  }

  private mutating func clientsWhoLeft() {
    // A month, and gone.
    client(
      "gone@example.kz", "Виктор Шин", of: "partner@example.kz", since: 130, card: "Құлан Логистик", city: "Қарағанды",
      serial: 102)
    sale("basic", to: "gone@example.kz", of: "partner@example.kz", daysAgo: 130, months: 1)
    // The test period is over, and nothing was bought.
    client("silent@example.kz", "Арман Жұмабек", .kazakh, of: "sairan@example.kz", since: 75)
    // Ends in three days.
    let last = DemoStage.ending(on: stage.today + 3)
    let daysAgo = stage.today - last.start
    client(
      "ending@example.kz", "Қайрат Смағұлов", .kazakh, of: "partner@example.kz", since: daysAgo, card: "Алтай Сервис",
      city: "Өскемен", serial: 107)
    sale("basic", to: "ending@example.kz", of: "partner@example.kz", daysAgo: daysAgo, months: last.months)
  }

  private mutating func clientsWhoGrew() {
    let stage = stage
    // Upgraded in the middle of the term (K-01).
    client(
      "grown@example.kz", "Сәуле Тоқтарова", .kazakh, of: "partner@example.kz", since: 125, card: "Бәйтерек Құрылыс",
      city: "Астана", serial: 103)
    sale("basic", to: "grown@example.kz", of: "partner@example.kz", daysAgo: 125, months: 9)
    sale("up-ext", to: "grown@example.kz", of: "partner@example.kz", daysAgo: 64, toMain: true)
    // Extended (I-01), and the extension is used up.
    client(
      "limit@example.kz", "Игорь Тен", of: "partner@example.kz", since: 66, card: "Тұмар Текстиль", city: "Шымкент",
      serial: 105)
    sale("basic", to: "limit@example.kz", of: "partner@example.kz", daysAgo: 66, months: 6)
    sale("x-base", to: "limit@example.kz", of: "partner@example.kz", daysAgo: 63, toMain: true)
    sale("x-session", to: "limit@example.kz", of: "partner@example.kz", daysAgo: 63, toMain: true, ["quantity": "2"])
    at(62) {
      let owner = try await stage.actor("limit@example.kz")
      for name in ["Головной офис", "Филиал Сарыағаш", "Филиал Түркістан", "Архив"] {
        _ = try await stage.base(name, "accounting", by: owner)
      }
    }
    // Sold for three months and renewed beforehand (J-01).
    client(
      "loyal@example.kz", "Ләззат Әбенова", .kazakh, of: "sairan@example.kz", since: 79, card: "Жібек Сауда",
      city: "Шымкент", serial: 106)
    sale("ext", to: "loyal@example.kz", of: "sairan@example.kz", daysAgo: 79, months: 3)
    sale(
      "ext", to: "loyal@example.kz", of: "sairan@example.kz", daysAgo: 4, months: 12,
      from: Period(months: 3, from: stage.today - 79).end + 1)
  }

  private mutating func clientsOnOtherTerms() {
    // Free for those with a support contract (L-01).
    client(
      "its@example.kz", "Ольга Ни", of: "partner@example.kz", since: 110, card: "Самал Фарм", city: "Павлодар",
      serial: 104, its: "ИТС-2026-00417")
    sale(
      "its-prof", to: "its@example.kz", of: "partner@example.kz", daysAgo: 110,
      ["contract_end": (stage.today + 120).description])
    // Settled month by month (N-02).
    client(
      "monthly@example.kz", "Ирина Югай", of: "sairan@example.kz", since: 40, card: "Орда Медиа", city: "Алматы",
      serial: 108)
    sale("ext-month", to: "monthly@example.kz", of: "sairan@example.kz", daysAgo: 40, months: 6)
  }

  private mutating func clientsWhoHelpThemselves() {
    let stage = stage
    // Ended three days ago; works on in the grace days (BEY-46).
    let last = DemoStage.ending(on: stage.today - 3)
    let daysAgo = stage.today - last.start
    client(
      "grace@example.kz", "Данияр Оспанов", .kazakh, of: "partner@example.kz", since: daysAgo, card: "Ақжол Транс",
      city: "Ақтөбе", serial: 109)
    sale("basic", to: "grace@example.kz", of: "partner@example.kz", daysAgo: daysAgo, months: last.months)
    at(2, 11) { try await ClientDesk(stage.office, stage.actor("grace@example.kz")).takeGrace() }
    // Needs more places for a week (BEY-47).
    at(2, 12) { try await ClientDesk(stage.office, stage.actor("grown@example.kz")).takeBoost() }
    // Three registers: one of the tariff and two more (U-05).
    client(
      "shop@example.kz", "Евгения Мун", of: "partner@example.kz", since: 100, card: "Дүкен Достық", city: "Алматы",
      serial: 110)
    sale("k-std", to: "shop@example.kz", of: "partner@example.kz", daysAgo: 100, months: 12)
    sale("k-reg", to: "shop@example.kz", of: "partner@example.kz", daysAgo: 95, toMain: true, ["quantity": "2"])
  }

  /// M-07, BEY-52: dearer than recommended, with words of its own.
  private mutating func ownPrices() {
    let stage = stage
    at(180) {
      let partner = try await stage.partner("partner@example.kz")
      try await partner.setTariff(
        "ext",
        Entries([
          "price-1": "11 000", "price-12": "121 000", "recommended": "on",
          "ru": "Наш выбор для организации с бухгалтером и складом: настройка и обучение включены.",
          "kk": "Бухгалтері мен қоймасы бар ұйымға біздің таңдауымыз: баптау мен оқыту кіреді.",
          "en": "Our choice for an organisation with an accountant and a warehouse: setting up and training included.",
        ]))
    }
  }

  private mutating func mistakes() {
    let stage = stage
    // N-06: half a year month by month, cut to a quarter.
    at(5, 15) {
      let partner = try await stage.partner("sairan@example.kz")
      let main = try await stage.main(of: stage.house(of: "monthly@example.kz"))
      try await partner.shorten(main, Entries(["months": "3", "comment": "Клиент закрывает второй магазин"]))
    }
    // M-06: sold twice; the vendor cancels the second one the same day.
    at(63, 13) {
      let (partner, client) = (
        try await stage.partner("partner@example.kz"), try await stage.house(of: "limit@example.kz")
      )
      let twice = try await stage.sell(
        "x-base", from: stage.today - 63, to: client, by: partner, ["main": stage.main(of: client).description])
      stage.wait(.minutes(30))
      try await partner.askCorrection(
        twice, Entries(["kind": "cancel", "reason": "twice", "comment": "Провели дважды: нужна одна база, не две"]))
      stage.wait(.hours(1))
      try await stage.vendor().correct(
        twice, Entries(["kind": "cancel", "reason": "twice", "reason_comment": "Отменили вторую, первая действует"]))
    }
    // A request that waits for the vendor.
    at(0, 8) {
      let (partner, client) = (
        try await stage.partner("partner@example.kz"), try await stage.house(of: "client@example.kz")
      )
      let wrong = try await stage.sell(
        "x-session", from: stage.today, to: client, by: partner,
        ["main": stage.main(of: client).description, "quantity": "2"])
      try await partner.askCorrection(
        wrong, Entries(["kind": "change", "reason": "other", "comment": "Нужен один сеанс, а не два"]))
    }
  }

  /// What clients ask for: two wait for an answer, one had it.
  private mutating func wishes() {
    let stage = stage
    at(6) {
      let wish = try await ClientDesk(stage.office, stage.actor("client@example.kz")).ask(
        Entries(["tariff": "ext-month", "comment": "Можно платить каждый месяц?"]))
      stage.wait(.hours(2))
      try await stage.partner("partner@example.kz").decline(
        wish, Entries(["answer": "После окончания годовой подписки: с неё на помесячную не переходят."]))
    }
    at(1, 11) {
      let owner = try await stage.actor("ending@example.kz")
      _ = try await ClientDesk(stage.office, owner).ask(
        Entries(["subscription": stage.main(of: owner.subscriber).description, "comment": "Оплатим завтра"]))
    }
    at(1, 12) {
      _ = try await ClientDesk(stage.office, stage.actor("test@example.kz")).ask(
        Entries(["tariff": "ext", "comment": "Нам нужно пять мест"]))
    }
  }

  /// Months close on their first day; what is due is paid on the tenth, but for the newest invoices.
  private mutating func months() {
    let stage = stage
    for back in (0..<10).reversed() {
      let first = stage.today.month.advanced(by: -back).first
      at(stage.today - first, 2) { _ = try await MonthClose().run(in: stage.office) {} }
      let tenth = first + 9
      guard tenth < stage.today, back > 0 else { continue }
      at(stage.today - tenth, 11) { try await stage.payInvoices(order: back) }
    }
  }

  /// A contract with its agreement, bills in every state, and a bank's statement of which not all fits.
  private mutating func bills() {
    let stage = stage
    at(280) { try await stage.payee("KZ86125KZT5004100100", of: "partner@example.kz", head: "Д. Ахметова") }
    at(8) {
      let desk = try await stage.partner("partner@example.kz")
      let client = try await stage.house(of: "client@example.kz")
      _ = try await desk.makeContract(with: client, Entries([:]))
      let main = try await stage.main(of: client).description
      func extras(_ code: String, _ count: Int) -> Entries {
        Entries([
          "subscriber": client.description, "main": main, "start": stage.today.description,
          "quantity-\(code)": String(count),
        ])
      }
      // Paid by the bank's statement of today, and then an agreement made itself.
      _ = try await desk.makeBill(extras("x-session", 1))
      let old = try await desk.makeBill(extras("x-base", 4))
      stage.wait(.hours(1))
      try await desk.cancelBill(old)
      _ = try await desk.sendBill(try await desk.makeBill(extras("x-base", 2)))
    }
    at(0, 9) {
      let desk = try await stage.partner("partner@example.kz")
      _ = try await desk.loadPayments(try await stage.statement(of: desk))
      _ = try await desk.takePayments()
    }
  }

  private mutating func clientsAtTheBeginning() {
    let stage = stage
    client("testends@example.kz", "Рустам Хан", of: "partner@example.kz", since: 27)
    // The card is not filled: a draft waits for it (G-01).
    client("nocard@example.kz", "Мадина Серікова", .kazakh, of: "partner@example.kz", since: 20)
    at(19) {
      try await stage.draft(
        "ext", months: 1, from: stage.today, to: stage.house(of: "nocard@example.kz"),
        by: stage.partner("partner@example.kz"))
    }
    client("test@example.kz", "Алия Қуанышева", of: "partner@example.kz", since: 5)
    at(5, 12) {
      _ = try await stage.base("Пробная бухгалтерия", "accounting", by: stage.actor("test@example.kz"))
    }
  }

  // MARK: Invitations that nobody has answered

  private mutating func invitations() {
    let stage = stage
    at(70) { try await stage.partner("sairan@example.kz").invite(Entries(["email": "unread@example.kz"])) }
    at(15) {
      let desk = try await stage.partner("partner@example.kz")
      let mistake = try await desk.invite(Entries(["email": "mistake@example.kz"]))
      stage.wait(.hours(1))
      try await desk.block(mistake, Entries(["cause": "Адрес введён с ошибкой"]))
    }
    at(9) { try await stage.partner("partner@example.kz").invite(Entries(["email": "slow@example.kz"])) }
    at(2) {
      let desk = try await stage.partner("partner@example.kz")
      let slow = try await desk.invitations(state: .sent, search: "slow", after: nil).items
      if let slow = slow.first { try await desk.resend(slow.id) }
    }
    at(1, 16) { try await stage.partner("partner@example.kz").invite(Entries(["email": "invited@example.kz"])) }
  }

  private mutating func thisMoment() {
    let stage = stage
    at(1, 18) {
      try await stage.draft(
        "x-session", from: stage.today, to: stage.house(of: "loyal@example.kz"),
        by: stage.partner("sairan@example.kz"), toMain: true)
    }
    at(0, 23) {
      let owner = try await stage.actor("client@example.kz")
      let desk = ClientDesk(stage.office, owner)
      let bases = try await stage.bases(of: "client@example.kz")
      try await desk.grant(
        bases[0],
        Entries(["email": "operator@example.kz", "hours": "168", "reason": "Закрытие месяца, сверка остатков"]))
      try await desk.backUp(bases[0])
      // Places taken at this moment; without heart-beats they are given back in a minute.
      _ = try await desk.open(bases[0], client: "Firefox 140, Linux")
      _ = try await ClientDesk(stage.office, stage.actor("kassa@example.kz")).open(
        bases[1], client: "Chromium 138, Windows")
    }
  }
}

extension Entries {
  fileprivate func with(_ more: [String: String]) -> Entries {
    Entries(typed.merging(more) { $1 })
  }
}
