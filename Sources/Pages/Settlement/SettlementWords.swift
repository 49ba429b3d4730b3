package import Handbook
import Markup

extension Section {
  /// What a partner, a distributor and the vendor settle.
  static func settlement(for kind: Subscriber.Kind) -> Section {
    var links = [
      (Link.settlement, Text.settlementWord), (Link.invoices, .invoicesWord), (Link.payments, .paymentsWord),
    ]
    if kind == .partner { links.append((Link.reconciliation, .reconciliationWord)) }
    if kind != .distributor { links.append((Link.refunds, .refundsWord)) }
    if kind == .vendor { links.append((Link.settlementAudit, .settlementAuditWord)) }
    if kind == .distributor { links.insert((Link.home, .home), at: 0) }
    return Section(title: .settlementSection, links: links)
  }
}

extension Mark {
  init(_ state: Closing.State) { self.init(text: state.text, tone: state == .closed ? .good : .bad) }

  init(_ state: Invoice.State) {
    let tone: Tone =
      switch state {
      case .unpaid: .warn
      case .partly: .plan
      case .paid: .good
      }
    self.init(text: state.text, tone: tone)
  }

  init(_ state: Refund.State) {
    let tone: Tone =
      switch state {
      case .draft: .quiet
      case .sent: .plan
      case .granted: .good
      case .refused: .bad
      }
    self.init(text: state.text, tone: tone)
  }

  init(_ verdict: Reconciliation.Verdict) {
    let tone: Tone =
      switch verdict {
      case .equal: .good
      case .different: .warn
      case .missing, .extra: .bad
      }
    self.init(text: verdict.text, tone: tone)
  }
}

/// The link to the next page of a list.
struct Further: View {
  let path: String
  let after: String?

  var body: HTML {
    guard let after else { return "" }
    return """
      <nav class="pager"><a class="button" rel="next" href="\(url(path, ["after": after]))">\(Text.nextPage) →</a></nav>
      """
  }
}

/// A figure with its name above it.
struct Figure: View {
  let name: Text
  let value: String

  var body: HTML { "<li><b>\(value)</b><span>\(name)</span></li>" }
}

extension Text {
  static let settlementSection = Text(ru: "Взаиморасчёты", kk: "Өзара есеп айырысу", en: "Settlement")
  package static let settlementWord = Text(ru: "Взаиморасчёты", kk: "Өзара есеп айырысу", en: "Settlement")
  package static let invoicesWord = Text(ru: "Счета", kk: "Шоттар", en: "Invoices")
  static let invoicesToPay = Text(ru: "Счета к оплате", kk: "Төленетін шоттар", en: "Invoices to pay")
  package static let paymentsWord = Text(ru: "Оплаты", kk: "Төлемдер", en: "Payments")
  package static let refundsWord = Text(ru: "Перезачёты", kk: "Қайта есепке алу", en: "Refunds to advance")
  package static let reconciliationWord = Text(ru: "Сверка счёта", kk: "Шотты салыстыру", en: "Reconciliation")
  static let settlementAuditWord = Text(ru: "Контроль начислений", kk: "Есептеулерді бақылау", en: "Audit of charges")
  package static let statementWord = Text(ru: "Отчёт за месяц", kk: "Ай есебі", en: "Statement")
  static let invoiceWord = Text(ru: "Счёт", kk: "Шот", en: "Invoice")
  package static let monthWord = Text(ru: "Месяц", kk: "Ай", en: "Month")
  package static let partnerHead = Text(ru: "Партнёр", kk: "Серіктес", en: "Partner")
  package static let creditorHead = Text(ru: "Кому платить", kk: "Кімге төлеу керек", en: "To be paid to")
  package static let debtorHead = Text(ru: "Плательщик", kk: "Төлеуші", en: "Debtor")
  package static let linesHead = Text(ru: "Строк", kk: "Жолдар", en: "Lines")
  package static let chargedHead = Text(ru: "Начислено", kk: "Есептелді", en: "Charged")
  package static let correctedHead = Text(
    ru: "в том числе исправления", kk: "оның ішінде түзетулер", en: "of it corrections")
  package static let openingHead = Text(ru: "Долг на начало", kk: "Айдың басындағы қарыз", en: "Owed at the beginning")
  package static let paidHead = Text(ru: "Оплачено и зачтено", kk: "Төленді және есепке алынды", en: "Paid and set off")
  package static let balanceHead = Text(ru: "Долг на конец", kk: "Айдың соңындағы қарыз", en: "Owed at the end")
  package static let owedHead = Text(ru: "Выставлено, не оплачено", kk: "Төленбеген шоттар", en: "Invoiced, not paid")
  package static let advanceHead = Text(ru: "Аванс", kk: "Аванс", en: "Advance")
  package static let debtHead = Text(ru: "Долг", kk: "Қарыз", en: "Debt")
  package static let issuedHead = Text(ru: "Выставлен", kk: "Шығарылған күні", en: "Issued")
  package static let setOffHead = Text(ru: "Зачтено аванса", kk: "Есепке алынған аванс", en: "Advance set off")
  package static let dueHead = Text(ru: "К оплате", kk: "Төленетіні", en: "To pay")
  package static let unpaidHead = Text(ru: "Не оплачено", kk: "Төленбегені", en: "Not paid")
  package static let documentHead = Text(ru: "Платёжное поручение", kk: "Төлем тапсырмасы", en: "Payment order")
  package static let paidOnHead = Text(ru: "День оплаты", kk: "Төлем күні", en: "Paid on")
  package static let commentHead = Text(ru: "Комментарий", kk: "Түсініктеме", en: "Comment")
  package static let recordedHead = Text(ru: "Записано", kk: "Жазылған", en: "Recorded")
  package static let periodHead = Text(ru: "Период", kk: "Кезең", en: "Period")
  package static let priceHead = Text(ru: "Цена", kk: "Бағасы", en: "Price")
  package static let timesHead = Text(ru: "Месяцев", kk: "Айлар", en: "Months")
  package static let pieces = Text(ru: "Количество", kk: "Саны", en: "Quantity")
  package static let discountHead = Text(ru: "Скидка", kk: "Жеңілдік", en: "Discount")
  package static let ruleHead = Text(ru: "За что", kk: "Не үшін", en: "What for")
  package static let arithmeticHead = Text(ru: "Расчёт", kk: "Есебі", en: "Arithmetic")
  package static let entryHead = Text(ru: "Проводка", kk: "Жазба", en: "Entry")
  package static let subscriptionHead = Text(ru: "Подписка", kk: "Жазылым", en: "Subscription")
  static let openMonthTitle = Text(ru: "Открытый месяц", kk: "Ашық ай", en: "Open month")
  static let openMonthHint = Text(
    ru: "Начислено на сегодня. Счёт придёт, когда месяц закроется.",
    kk: "Бүгінгі күнге есептелді. Ай жабылғанда шот келеді.",
    en: "Charged by today. The invoice comes once the month is closed.")
  static let statementsTitle = Text(ru: "Закрытые месяцы", kk: "Жабылған айлар", en: "Closed months")
  static let noStatements = Text(
    ru: "Закрытых месяцев ещё нет: месяц закрывается первого числа следующего.",
    kk: "Жабылған айлар әлі жоқ: ай келесі айдың бірінші күні жабылады.",
    en: "No month is closed yet: a month is closed on the first day of the next one.")
  static let noInvoices = Text(
    ru: "Счетов ещё нет: они выставляются раз в месяц за всё начисленное.",
    kk: "Шоттар әлі жоқ: олар айына бір рет барлық есептелген үшін шығарылады.",
    en: "No invoices yet: they are issued once a month for everything charged.")
  static let noPayments = Text(ru: "Оплат ещё нет.", kk: "Төлемдер әлі жоқ.", en: "No payments yet.")
  static let recordPayment = Text(ru: "Записать оплату", kk: "Төлемді жазу", en: "Record a payment")
  static let reversePayment = Text(ru: "Сторнировать", kk: "Сторно ету", en: "Reverse")
  static let reversedWord = Text(ru: "сторнирована", kk: "сторно етілген", en: "reversed")
  static let closeMonth = Text(ru: "Закрыть месяц сейчас", kk: "Айды қазір жабу", en: "Close the month now")
  static let parkedTitle = Text(ru: "Ждут решения", kk: "Шешім күтуде", en: "Waiting for a decision")
  static let parkedHint = Text(
    ru: "Счёт не выставлен: итог за пределами обычного. Проверьте подписки и отпустите с пояснением.",
    kk: "Шот шығарылмады: қорытынды әдеттегі шектен тыс. Жазылымдарды тексеріп, түсіндірмемен жіберіңіз.",
    en: "No invoice is issued: the total is out of bounds. Look at the subscriptions and release it with a reason.")
  static let release = Text(ru: "Отпустить и закрыть", kk: "Жіберу және жабу", en: "Release and close")
  static let debtorsTitle = Text(ru: "Кто сколько должен", kk: "Кім қанша қарыз", en: "Who owes how much")
  static let partOf = Text(ru: "Партнёры в счёте", kk: "Шоттағы серіктестер", en: "Partners in the invoice")
  static let ourInvoices = Text(ru: "Нам", kk: "Бізге", en: "To us")
  static let theirInvoices = Text(ru: "Наши партнёрам", kk: "Серіктестерге", en: "To partners")
  static let inWordsHead = Text(ru: "Сумма прописью", kk: "Сомасы жазумен", en: "Sum in words")
  static let asXLSX = Text(ru: "Таблица XLSX", kk: "XLSX кестесі", en: "XLSX spreadsheet")
  static let asPDF = Text(ru: "Печать (PDF)", kk: "Басып шығару (PDF)", en: "Print (PDF)")
  static let noDifferences = Text(
    ru: "Расхождений нет. Каждую ночь начисления пересчитываются по истории подписок.",
    kk: "Айырма жоқ. Есептеулер әр түнде жазылымдар тарихы бойынша қайта есептеледі.",
    en: "No differences. Every night the charges are recomputed from the subscriptions' history.")
  static let recomputedHead = Text(ru: "По пересчёту", kk: "Қайта есептегенде", en: "Recomputed")
  static let whatHead = Text(ru: "Что", kk: "Не", en: "What")
  static let foundHead = Text(ru: "Найдено", kk: "Табылды", en: "Found")
  static func closedOf(_ closed: Int, _ all: Int, _ month: Month) -> Text {
    Text(
      ru: "\(month): закрыто у \(closed) из \(all) партнёров",
      kk: "\(month): айы жабылған серіктестер — \(closed) / \(all)",
      en: "\(month): closed for \(closed) of \(all) partners")
  }
  static func onlyFirst(_ shown: Int, _ count: Int) -> Text {
    Text(
      ru: "Показаны первые \(shown) строк из \(count).", kk: "\(count) жолдың алғашқы \(shown) көрсетілген.",
      en: "The first \(shown) of \(count) lines are shown.")
  }
}
