import Handbook

/// What the acts of settlement do, in a sentence.
extension Summary {
  static let listStatements = Text(
    ru: "Отчёты за месяцы, новые первыми: свои, своих партнёров или все (P-02, DEC-23).",
    kk: "Ай есептері, жаңалары бірінші: өзінікі, өз серіктестерінікі немесе барлығы (P-02, DEC-23).",
    en: "Statements, newest first: one's own, one's partners' or everybody's (P-02, DEC-23).")
  static let readStatement = Text(
    ru: "Отчёт за месяц: начислено, оплачено, долг (P-02).", kk: "Ай есебі: есептелді, төленді, қарыз (P-02).",
    en: "A statement: what was charged and paid, and what is owed (P-02).")
  static let listStatementLines = Text(
    ru: "Строки отчёта: подписка, правило и расчёт каждой (P-04, DEC-19).",
    kk: "Есеп жолдары: әрқайсысының жазылымы, ережесі мен есебі (P-04, DEC-19).",
    en: "The lines of a statement, each with its subscription, its rule and its arithmetic (P-04, DEC-19).")
  static let releaseStatement = Text(
    ru: "Отпускает остановленное закрытие с пояснением и выставляет счёт (DEC-59).",
    kk: "Тоқтатылған жабуды түсіндірмемен жіберіп, шот шығарады (DEC-59).",
    en: "Lets a parked closing pass, with a reason, and issues its invoice (DEC-59).")
  static let listOpenMonths = Text(
    ru: "Начислено в месяцах, которые ещё не закрыты (N-04, P-05).",
    kk: "Әлі жабылмаған айларда есептелгені (N-04, P-05).",
    en: "What was charged in the months that are not closed yet (N-04, P-05).")
  static let readDebt = Text(
    ru: "Свой долг на день: начислено, выставлено, аванс.",
    kk: "Күнгі өз қарызы: есептелді, шот шығарылды, аванс.",
    en: "One's own debt on a day: accrued, invoiced, advance.")
  static let listDebtors = Text(
    ru: "Кто сколько должен на день (P-02).", kk: "Күні бойынша кім қанша қарыз (P-02).",
    en: "Who owes how much on a day (P-02).")
  static let listInvoices = Text(
    ru: "Счета, новые первыми: к оплате, а с issued — выставленные (P-02).",
    kk: "Шоттар, жаңалары бірінші: төленетіні, issued болса — шығарылғаны (P-02).",
    en: "Invoices, newest first: those to pay, or, with issued, those that were issued (P-02).")
  static let readInvoice = Text(
    ru: "Счёт и из чего он состоит (DEC-23).", kk: "Шот және оның құрамы (DEC-23).",
    en: "An invoice, and what it is made up of (DEC-23).")
  static let listPayments = Text(
    ru: "Оплаты, новые первыми.", kk: "Төлемдер, жаңалары бірінші.", en: "Payments, newest first.")
  static let recordPayment = Text(
    ru: "Записывает оплату по платёжному поручению; одно поручение — один раз (P-01, DEC-58).",
    kk: "Төлем тапсырмасы бойынша төлемді жазады; бір тапсырма — бір рет (P-01, DEC-58).",
    en: "Records a payment by its payment order; an order is recorded once (P-01, DEC-58).")
  static let reversePayment = Text(
    ru: "Сторнирует ошибочно записанную оплату.", kk: "Қате жазылған төлемді сторно етеді.",
    en: "Reverses a payment that was recorded by mistake.")
  static let listRefunds = Text(
    ru: "Заявки на перезачёт, новые первыми (W-02).", kk: "Қайта есепке алу өтінімдері, жаңалары бірінші (W-02).",
    en: "Requests for a refund to advance, newest first (W-02).")
  static let beginRefund = Text(
    ru: "Начинает заявку на перезачёт; документы прилагают в кабинете (W-02, W-03).",
    kk: "Қайта есепке алу өтінімін бастайды; құжаттар кабинетте тіркеледі (W-02, W-03).",
    en: "Begins a request for a refund; its documents are attached in the cabinet (W-02, W-03).")
  static let readRefund = Text(
    ru: "Заявка и расчёт аванса по месяцам (W-04).", kk: "Өтінім және айлар бойынша аванс есебі (W-04).",
    en: "A request, and the proposed advance month by month (W-04).")
  static let dropRefund = Text(
    ru: "Удаляет неотправленную заявку.", kk: "Жіберілмеген өтінімді жояды.",
    en: "Deletes a request that was not sent.")
  static let sendRefund = Text(
    ru: "Отправляет заявку с тремя документами (W-02).", kk: "Үш құжаты бар өтінімді жібереді (W-02).",
    en: "Sends a request with its three documents (W-02).")
  static let decideRefund = Text(
    ru: "Зачитывает аванс или отказывает (W-04).", kk: "Авансты есепке алады немесе бас тартады (W-04).",
    en: "Grants an advance, or refuses it (W-04).")
  static let readMonthClose = Text(
    ru: "Как далеко закрытие месяца: сколько партнёров закрыто и ждёт (P-02).",
    kk: "Айды жабу барысы: қанша серіктес жабылды және күтуде (P-02).",
    en: "How far the closing of a month is: how many partners are closed, and wait (P-02).")
  static let closeMonths = Text(
    ru: "Закрывает всё, что пора закрыть; повторять безопасно (P-02).",
    kk: "Жабылатын уақыты келгеннің бәрін жабады; қайталау қауіпсіз (P-02).",
    en: "Closes whatever is due; it is safe to repeat (P-02).")
  static let listSettlementDifferences = Text(
    ru: "Что ночной пересчёт нашёл иначе, чем начислено (DEC-59).",
    kk: "Түнгі қайта есептеу есептелгеннен өзгеше тапқаны (DEC-59).",
    en: "What the nightly recomputation found otherwise than it was charged (DEC-59).")
}
