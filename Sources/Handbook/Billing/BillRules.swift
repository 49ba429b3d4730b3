/// Making a bill.
package struct BillDraft: Draft {
  package let lines: Int
  package let sum: Money
  package let client: SubscriptionDraft.Client
  package let hasAccount: Bool

  package init(lines: Int, sum: Money, client: SubscriptionDraft.Client, hasAccount: Bool) {
    self.lines = lines
    self.sum = sum
    self.client = client
    self.hasAccount = hasAccount
  }

  package static let rules: [Rule<Self>] = [
    Rule(
      "H-14",
      Text(
        ru: "Счёт выставляется из выбранного тарифа и расширений: в нём от одной до \(Bill.mostLines) строк.",
        kk: "Шот таңдалған тариф пен кеңейтулерден жасалады: онда 1-ден \(Bill.mostLines)-ға дейін жол бар.",
        en: "A bill is made from the chosen tariff and extensions: it has 1 to \(Bill.mostLines) lines."),
      field: "lines"
    ) { (1...Bill.mostLines).contains($0.lines) },
    Rule(
      "G-01",
      Text(
        ru: "Для счёта в карточке абонента заполняют «Наименование организации» и «БИН/ИИН абонента».",
        kk: "Шот үшін абонент карточкасында «Ұйымның атауы» мен «Абоненттің БСН/ЖСН» толтырылады.",
        en: "A bill needs the organisation name and the BIN/IIN in the subscriber's card."),
      field: "card.bin"
    ) { !$0.client.organisation.isEmpty && $0.client.bin != nil },
    Rule(
      "M-01",
      Text(
        ru: "Счёт выставляется на платные тарифы: бесплатный проводят без счёта.",
        kk: "Шот ақылы тарифтерге қойылады: тегіні шотсыз өткізіледі.",
        en: "Bills are for paid tariffs: a free one is posted without a bill."),
      field: "lines"
    ) { $0.lines == 0 || $0.sum > .zero },
    Rule(
      "Q-01",
      Text(
        ru: "Чтобы клиент знал, куда платить, заполните банковские реквизиты в «Реквизиты для счетов».",
        kk: "Клиент қайда төлейтінін білуі үшін «Шот деректемелерінде» банк деректемелерін толтырыңыз.",
        en: "So that the client knows where to pay, fill in the bank details under “Details for bills”."),
      field: "account"
    ) { $0.hasAccount },
  ]
}

/// Money that came for a bill.
package struct BillPayment: Draft {
  package let state: Bill.State
  package let due: Money
  /// What came; `nil` where a person says that all of it did.
  package let paid: Money?
  package let day: Day
  package let issuedOn: Day
  package let today: Day

  package init(of bill: BillFacts, paid: Money?, on day: Day, today: Day) {
    (state, due, issuedOn) = (bill.state, bill.sum, bill.issuedOn)
    self.paid = paid
    self.day = day
    self.today = today
  }

  package static let rules: [Rule<Self>] = [
    Rule(
      "BEY-31",
      Text(
        ru: "Оплату отмечают один раз, у выставленного и не отменённого счёта.",
        kk: "Төлем қойылған және күші жойылмаған шотта бір рет белгіленеді.",
        en: "A payment is marked once, on a bill that is neither paid nor cancelled.")
    ) { $0.state == .draft || $0.state == .sent },
    Rule(
      "M-03",
      Text(
        ru: "Счёт оплачивают целиком: рассрочки нет. Сумма платежа равна сумме счёта.",
        kk: "Шот толық төленеді: бөліп төлеу жоқ. Төлем сомасы шот сомасына тең.",
        en: "A bill is paid in full: there are no instalments. The payment equals the bill."),
      field: "sum",
      explanation: { draft in
        let (paid, due) = (draft.paid ?? .zero, draft.due)
        return Text(
          ru: "Пришло \(paid), а в счёте \(due): счёт оплачивают целиком, рассрочки нет.",
          kk: "\(paid) түсті, ал шотта \(due): шот толық төленеді, бөліп төлеу жоқ.",
          en: "\(paid) came, and the bill is for \(due): a bill is paid in full, there are no instalments.")
      }
    ) { $0.paid.map { [due = $0.due] paid in paid == due } ?? true },
    Rule(
      "M-01",
      Text(
        ru: "День оплаты — от дня счёта до сегодняшнего.", kk: "Төлем күні — шот күнінен бүгінге дейін.",
        en: "The day of payment lies between the bill's day and today."),
      field: "paid_on"
    ) { $0.issuedOn <= $0.day && $0.day <= $0.today },
  ]
}

/// Posting a paid subscription without a paid bill: the partner says that the money came (M-01, PRO-26).
package struct PaymentNeed: Draft {
  package let isFree: Bool
  package let issuer: Tariff.Issuer
  package let isConfirmed: Bool

  package init(isFree: Bool, issuer: Tariff.Issuer, isConfirmed: Bool) {
    self.isFree = isFree
    self.issuer = issuer
    self.isConfirmed = isConfirmed
  }

  package static let rules: [Rule<Self>] = [
    Rule(
      "M-01",
      Text(
        ru: "Платную подписку проводят после оплаты: отметьте «Оплата от клиента получена» или выставьте счёт.",
        kk:
          "Ақылы жазылым төлемнен кейін өткізіледі: «Клиенттен төлем алынды» белгісін қойыңыз немесе шот қойыңыз.",
        en:
          "A paid subscription is posted after the payment: tick “The client's payment has come”, or make a bill."),
      field: "paid"
    ) { $0.isFree || $0.issuer != .partner || $0.isConfirmed }
  ]
}
