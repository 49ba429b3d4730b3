package import Handbook
package import Markup

/// «Счёт»: who pays, for what, where to, and what became of it.
package struct BillPage: Screen {
  let bill: BillFacts
  let lines: [(line: BillLine, tariff: Tariff)]
  let payee: Payee?
  let seller: SubscriberFacts
  let history: [AuditEntry]
  let today: Day
  /// A client looks at what it was asked to pay.
  let isClient: Bool
  let refusals: [Refusal]
  let entries: Entries
  let stamp: @Sendable (Instant) -> String

  package init(
    bill: BillFacts, lines: [(line: BillLine, tariff: Tariff)], payee: Payee?, seller: SubscriberFacts,
    history: [AuditEntry], today: Day, isClient: Bool, refusals: [Refusal] = [], entries: Entries = Entries([:]),
    stamp: @escaping @Sendable (Instant) -> String
  ) {
    self.bill = bill
    self.lines = lines
    self.payee = payee
    self.seller = seller
    self.history = history
    self.today = today
    self.isClient = isClient
    self.refusals = refusals
    self.entries = entries
    self.stamp = stamp
  }

  package var title: Text {
    let name = bill.name
    return Text(ru: "Счёт № \(name.ru)", kk: "\(name.kk) шоты", en: "Bill \(name.en)")
  }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title) \(Mark(bill.state))</h1><div class="commands">\
    \(if: !isClient && bill.isOpen, commands(frame))\
    \(if: payee != nil, "<a class=\"button\" href=\"\(isClient ? Link.myBill(bill.id) : Link.bill(bill.id))/form\">PDF</a>")\
    </div></div>
    \(Faults(refusals: refusals, card: isClient ? nil : Link.subscriber(bill.subscriberID)))
    <div class="split"><dl class="facts-list">
    \(if: isClient, "<dt>\(Text.partnerWord)</dt><dd>\(bill.partnerName)</dd>")
    \(if: !isClient,
      "<dt>\(Text.subscriber)</dt><dd><a href=\"\(Link.subscriber(bill.subscriberID))\">\(bill.subscriberName)</a></dd>")
    <dt>\(Text.payerWord)</dt><dd>\(bill.organisation), \(Text.binShort) \(bill.bin.description)</dd>
    <dt>\(Text.sum)</dt><dd class="sum"><b>\(bill.sum.withSign)</b></dd>
    <dt>\(Text.payBy)</dt><dd>\(bill.dueOn)\
    \(if: bill.isOpen && bill.dueOn < today, " <span class=\"mark warn\">\(Text.overdue)</span>")</dd>
    \(bill.sentAt.map { "<dt>\(Text.sentWord)</dt><dd>\(stamp($0))</dd>" as HTML })
    \(bill.paidOn.map { day in
      """
      <dt>\(Bill.State.paid.text)</dt><dd>\(day), \(bill.paymentID == nil ? Text.markedBy : .byBankFile) \
      \(bill.paidByName ?? "")</dd>
      """ as HTML
    })
    \(if: !bill.comment.isEmpty, "<dt>\(Text.cardComment)</dt><dd>\(bill.comment)</dd>")
    </dl>\(payee.map(whereTo))</div>
    <h2>\(Text.whatIsBilled)</h2>\(BillLines(lines: lines, today: today, linksPosted: !isClient))
    \(if: !isClient && bill.isOpen, paying(frame))
    \(if: !isClient, "<h2>\(Text.history)</h2>\(HistoryTable(entries: history, stamp: stamp))")
    """
  }

  private func commands(_ frame: Frame) -> HTML {
    """
    <form method="post" action="\(Link.bill(bill.id))/sending">\(frame.sealed)<button class="main">\
    \(bill.sentAt == nil ? Text.sendBill : .sendBillAgain)</button></form>
    <form method="post" action="\(Link.bill(bill.id))/cancellation">\(frame.sealed)<button class="plain">\
    \(Text.cancelBill)</button></form>
    """
  }

  private func whereTo(_ payee: Payee) -> HTML {
    """
    <aside><h2>\(Text.whereToPay)</h2><dl class="facts-list"><dt>\(Text.beneficiary)</dt><dd>\(seller.organisation)\
    \(seller.bin.map { ", \(Text.binShort) \($0.description)" as HTML })</dd>
    <dt>\(Text.ibanWord)</dt><dd><span class="code">\(payee.iban.description)</span></dd>
    <dt>\(Text.bankWord)</dt><dd>\(payee.bank), \(Text.bicWord) \(payee.bic)</dd>
    <dt>\(Text.beneficiaryCode)</dt><dd>\(payee.beneficiaryCode)</dd>
    <dt>\(Text.purposeWord)</dt><dd>\(Text.purposeOf(bill.name))</dd></dl></aside>
    """
  }

  /// M-01, BEY-53: the payment posts what is on the bill.
  private func paying(_ frame: Frame) -> HTML {
    """
    <h2 id="payment">\(Text.paymentWord)</h2><p class="hint">\(Text.payingHint)</p>
    <form method="post" action="\(Link.bill(bill.id))/payment" class="line-form">\(frame.sealed)\
    \(FormField(label: .moneyCameOn, field: "paid_on", kind: .day,
      value: entries.has("paid_on") ? entries.raw("paid_on") : today.description, isRequired: true, refusals: refusals))\
    <button class="main">\(Text.markPaid)</button></form>
    """
  }
}

extension Text {
  static let payerWord = Text(ru: "Плательщик", kk: "Төлеуші", en: "Payer")
  static let sentWord = Text(ru: "Отправлен", kk: "Жіберілді", en: "Sent")
  static let markedBy = Text(ru: "отметил(а)", kk: "белгілеген", en: "marked by")
  static let byBankFile = Text(
    ru: "по выписке банка, загрузил(а)", kk: "банк үзіндісі бойынша, жүктеген", en: "by a bank's statement, loaded by")
  static let whereToPay = Text(ru: "Куда платить", kk: "Қайда төлеу керек", en: "Where to pay")
  static let beneficiary = Text(ru: "Получатель", kk: "Алушы", en: "Beneficiary")
  static let ibanWord = Text(ru: "ИИК", kk: "ЖСК", en: "Account (IBAN)")
  static let bankWord = Text(ru: "Банк", kk: "Банк", en: "Bank")
  static let bicWord = Text(ru: "БИК", kk: "БСК", en: "BIC")
  static let beneficiaryCode = Text(ru: "КБе", kk: "КБе", en: "Beneficiary code (КБе)")
  static let purposeWord = Text(ru: "Назначение платежа", kk: "Төлем тағайындауы", en: "Purpose of payment")
  static let sendBill = Text(ru: "Отправить клиенту", kk: "Клиентке жіберу", en: "Send to the client")
  static let sendBillAgain = Text(ru: "Отправить ещё раз", kk: "Қайта жіберу", en: "Send again")
  static let cancelBill = Text(ru: "Отменить счёт", kk: "Шоттың күшін жою", en: "Cancel the bill")
  static let moneyCameOn = Text(ru: "Деньги пришли", kk: "Ақша түскен күн", en: "The money came on")
  static let markPaid = Text(
    ru: "Отметить оплату и провести", kk: "Төлемді белгілеп, өткізу", en: "Mark as paid and post")
  static let payingHint = Text(
    ru: "Отметка об оплате сразу проводит всё, что в счёте: или целиком, или ничего.",
    kk: "Төлем белгісі шоттағының бәрін бірден өткізеді: не түгел, не ештеңе.",
    en: "Marking the payment posts everything on the bill at once: all of it, or nothing.")
  static func purposeOf(_ name: Text) -> Text {
    Text(
      ru: "Оплата по счёту № \(name.ru)", kk: "\(name.kk) шоты бойынша төлем", en: "Payment of bill \(name.en)")
  }
}
