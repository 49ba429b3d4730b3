package import Handbook
package import Markup

/// «Подписка (создание)» (H-01 … H-12): what follows from the choice stands beside it at once (PRO-06, PRO-09).
package struct SubscriptionFormPage: Screen {
  let entries: Entries
  let quote: Quote
  /// The draft that is open, and the version that the person sees; `nil` for a new one.
  let draft: SubscriptionFacts?
  let partnerName: String
  /// A partner says that the client has paid; the vendor's staff need not.
  let asksForPayment: Bool
  let today: Day
  let refusals: [Refusal]
  let stale: StaleNotice?

  package init(
    entries: Entries, quote: Quote, draft: SubscriptionFacts?, partnerName: String, asksForPayment: Bool, today: Day,
    refusals: [Refusal] = [], stale: StaleNotice? = nil
  ) {
    self.entries = entries
    self.quote = quote
    self.draft = draft
    self.partnerName = partnerName
    self.asksForPayment = asksForPayment
    self.today = today
    self.refusals = refusals
    self.stale = stale
  }

  package var title: Text {
    if let draft {
      let number = draft.id.nineDigits
      return Text(
        ru: "Подписка \(number) (черновик)", kk: "Жазылым \(number) (қаралама)", en: "Subscription \(number) (draft)")
    }
    return Text(ru: "Подписка (создание)", kk: "Жазылым (құру)", en: "Subscription (new)")
  }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title)</h1><div class="commands">
    <button form="subscription" name="act" value="post" class="main" data-hotkey="save-close">\(Text.post)</button>
    <button form="subscription" name="act" value="save" data-hotkey="save">\(Text.save)</button>
    \(draft.map {
      """
      <form method="post" action="\(Link.subscription($0.id))/deletion">\(frame.sealed)<button class="plain">\
      \(Text.deleteDraft)</button></form>
      """ as HTML
    })
    </div></div>
    \(Faults(refusals: refusals, card: cardLink))
    \(stale.map { HTML($0) })
    <form method="post" action="\(draft.map { Link.subscription($0.id) } ?? Link.journal)" id="subscription" \
    data-guard data-quote="\(Link.quote)">\(frame.sealed)\
    <input type="hidden" name="version" value="\(draft?.version ?? 0)">
    <div class="split"><div class="columns">
    \(subscriberField)
    <div class="field"><span class="label">\(Text.partnerWord)</span><output>\(partnerName)</output></div>
    \(FormField(label: .tariff, field: "tariff", kind: .choice(tariffChoices), value: entries.raw("tariff"),
      isRequired: true, refusals: refusals))
    \(FormField(label: .actsFrom, field: "start", kind: .day, value: entries.raw("start"), isRequired: true,
      refusals: refusals))
    <div id="terms">\(terms)</div>
    \(FormField(label: .cardComment, field: "comment", kind: .text, value: entries.raw("comment"), refusals: refusals))
    </div><aside id="quote" aria-live="polite">\
    \(QuotePanel(quote: quote, today: today, card: cardLink))</aside></div></form>
    """
  }

  /// What else must be said depends on the tariff; nothing that does not matter is asked.
  private var terms: HTML {
    guard let tariff = quote.tariff else { return "" }
    return """
      \(if: isByMonths(tariff),
        """
        \(FormField(label: .periodOfAction, field: "months", kind: .choice(monthChoices), value: entries.raw("months"),
          refusals: refusals))
        """)\
      \(if: !tariff.standsAlone,
        """
        \(FormField(label: .mainSubscription, field: "main", kind: .choice(mainChoices), value: entries.raw("main"),
          hint: quote.mains.isEmpty ? .noMains : .mainHint, isRequired: true, refusals: refusals))
        """)\
      \(if: tariff.extra != nil,
        """
        \(FormField(label: .quantity, field: "quantity", kind: .number(1...1000),
          value: entries.has("quantity") ? entries.raw("quantity") : "1", refusals: refusals))
        """)\
      \(if: tariff.conditions.contains(.supportContract), contract)\
      \(if: asksForPayment && !tariff.isFree, payment)
      """
  }

  /// M-01: what is paid for is posted after the payment, by a bill or by one's word.
  private var payment: HTML {
    """
    \(FormField(label: .paymentCame, field: "paid", kind: .check, value: entries.isOn("paid") ? "on" : "",
      hint: .paymentCameHint, refusals: refusals))
    <p><button form="subscription" formaction="\(Link.newBill)" formmethod="get" class="plain">\
    \(Text.makeBillInstead)</button></p>
    """
  }

  private func isByMonths(_ tariff: Tariff) -> Bool { if case .months = tariff.term { true } else { false } }

  private var contract: HTML {
    """
    \(FormField(label: .contractNumber, field: "contract_number", kind: .text,
      value: entries.has("contract_number") ? entries.raw("contract_number") : quote.subscriber?.itsNumber ?? "",
      isRequired: true, refusals: refusals))
    \(FormField(label: .contractLevel, field: "contract_level",
      kind: .choice(SupportContract.Level.allCases.map { ($0.rawValue, $0.text) }),
      value: entries.raw("contract_level"), refusals: refusals))
    \(FormField(label: .contractWith, field: "contract_with",
      kind: .choice([("us", .contractWithUs), ("other", .contractWithOther)]), value: entries.raw("contract_with"),
      refusals: refusals))
    \(FormField(label: .contractEnd, field: "contract_end", kind: .day, value: entries.raw("contract_end"),
      hint: .contractEndHint, refusals: refusals))
    """
  }

  private var cardLink: String? { quote.subscriber.map { Link.subscriber($0.id) } }

  private var subscriberField: HTML {
    let id = entries.raw("subscriber")
    guard let subscriber = quote.subscriber else {
      return
        """
        \(FormField(label: .subscriberNumber, field: "subscriber", kind: .text, value: id,
          hint: .subscriberNumberHint, isRequired: true, refusals: refusals))
        """
    }
    return """
      <div class="field"><span class="label">\(Text.subscriber)</span><output>\
      <a href="\(Link.subscriber(subscriber.id))">\(subscriber.name)</a> <span class="muted">№ \
      \(subscriber.id)</span></output><input type="hidden" name="subscriber" value="\(id)"></div>
      """
  }

  private var tariffChoices: [(value: String, label: Text)] {
    [("", .chooseTariff)] + quote.tariffs.map { ($0.code.description, $0.name) }
  }

  private var monthChoices: [(value: String, label: Text)] {
    let periods = quote.tariff?.periods(on: today) ?? []
    return [("", Text(verbatim: "—"))] + periods.map { (String($0), .months($0)) }
  }

  private var mainChoices: [(value: String, label: Text)] {
    [("", Text(verbatim: "—"))]
      + quote.mains.map { sold in
        let period = sold.facts.period.description
        return (
          sold.facts.id.description,
          Text(
            ru: "\(sold.tariff.name.ru), \(period)", kk: "\(sold.tariff.name.kk), \(period)",
            en: "\(sold.tariff.name.en), \(period)")
        )
      }
  }
}

extension Text {
  static let paymentCame = Text(
    ru: "Оплата от клиента получена", kk: "Клиенттен төлем алынды", en: "The client's payment has come")
  static let paymentCameHint = Text(
    ru: "Платную подписку проводят после оплаты. Кто и когда это подтвердил, видно в подписке.",
    kk: "Ақылы жазылым төлемнен кейін өткізіледі. Кім және қашан растағаны жазылымда көрінеді.",
    en: "A paid subscription is posted after the payment. Who said so, and when, is seen on it.")
  static let makeBillInstead = Text(
    ru: "Выставить счёт вместо этого", kk: "Оның орнына шот қою", en: "Make a bill instead")
  static let post = Text(ru: "Провести и закрыть", kk: "Өткізу және жабу", en: "Post and close")
  static let deleteDraft = Text(ru: "Удалить черновик", kk: "Қараламаны жою", en: "Delete the draft")
  static let periodOfAction = Text(ru: "Период действия", kk: "Қолданылу мерзімі", en: "Period")
  static let actsFrom = Text(ru: "Действует с", kk: "Басталатын күні", en: "In force from")
  static let acts = Text(ru: "Действует", kk: "Қолданылады", en: "In force")
  static let quantity = Text(ru: "Количество", kk: "Саны", en: "Quantity")
  static let mainSubscription = Text(ru: "Основная подписка", kk: "Негізгі жазылым", en: "Main subscription")
  static let whichTariff = Text(
    ru: "Какие тарифы подходят этому клиенту?", kk: "Бұл клиентке қандай тарифтер сәйкес келеді?",
    en: "Which tariffs suit this client?")
  static let noMains = Text(
    ru: "У абонента нет основной подписки, к которой это подходит.",
    kk: "Абонентте бұған сәйкес келетін негізгі жазылым жоқ.",
    en: "The subscriber has no main subscription that this suits.")
  static let contractNumber = Text(ru: "Номер договора ИТС", kk: "ИТС шартының нөмірі", en: "ИТС contract number")
  static let contractLevel = Text(ru: "Вид договора", kk: "Шарт түрі", en: "Kind of contract")
  static let contractWith = Text(ru: "Договор заключён", kk: "Шарт жасалған", en: "The contract is with")
  static let contractWithUs = Text(ru: "С нами", kk: "Бізбен", en: "Us")
  static let contractWithOther = Text(ru: "С другим партнёром", kk: "Басқа серіктеспен", en: "Another partner")
  static let contractEnd = Text(
    ru: "Договор ИТС действует до", kk: "ИТС шарты мерзімі", en: "The ИТС contract runs until")
  static let contractEndHint = Text(
    ru: "Для тарифа по договору ИТС: подписка закончится вместе с ним, но не позже чем через 11 месяцев.",
    kk: "ИТС шарты бойынша тариф үшін: жазылым шартпен бірге, бірақ 11 айдан кешіктірмей аяқталады.",
    en: "For the tariff by an ИТС contract: the subscription ends with it, and after 11 months at most.")
  static let mainHint = Text(
    ru: "Закончится вместе с ней.", kk: "Онымен бірге аяқталады.", en: "It ends on the same day.")
  static let subscriberNumber = Text(ru: "Номер абонента", kk: "Абонент нөмірі", en: "Subscriber's number")
  static let subscriberNumberHint = Text(
    ru: "Он стоит в списке обслуживаемых абонентов.", kk: "Ол қызмет көрсетілетін абоненттер тізімінде тұр.",
    en: "It stands in the list of served subscribers.")
  static let chooseTariff = Text(ru: "Выберите тариф", kk: "Тарифті таңдаңыз", en: "Choose a tariff")
  static let chooseTariffFirst = Text(
    ru: "Выберите тариф: здесь появятся срок, сумма и лимиты.",
    kk: "Тарифті таңдаңыз: мұнда мерзім, сома және лимиттер шығады.",
    en: "Choose a tariff: its term, sum and limits appear here.")
  static let whatWillHappen = Text(ru: "Что произойдёт", kk: "Не болады", en: "What will happen")
  static let inTheWay = Text(ru: "Мешает провести:", kk: "Өткізуге кедергі:", en: "In the way:")
  static let sample = Text(ru: "цена-пример", kk: "мысал баға", en: "sample price")
  static let owedToVendor = Text(
    ru: "К оплате владельцу сервиса", kk: "Сервис иесіне төленетіні", en: "Owed to the vendor")
  static let limits = Text(ru: "Лимиты", kk: "Лимиттер", en: "Limits")
  static let registers = Text(ru: "кассы", kk: "кассалар", en: "registers")
  static let aboutTariff = Text(ru: "Всё о тарифе", kk: "Тариф туралы толық", en: "All about the tariff")
  static let tariffDescription = Text(ru: "Описание тарифа", kk: "Тариф сипаттамасы", en: "Tariff description")
  static let renew = Text(ru: "Продлить (F9)", kk: "Ұзарту (F9)", en: "Renew (F9)")
  static let byTerms = Text(ru: "по условиям тарифа", kk: "тариф шарттары бойынша", en: "by the tariff's terms")
  static let postedBy = Text(ru: "Проведена", kk: "Өткізілген", en: "Posted")
  static func months(_ count: Int) -> Text {
    let (tens, ones) = (count / 10 % 10, count % 10)
    let word = tens == 1 ? "месяцев" : ones == 1 ? "месяц" : (2...4).contains(ones) ? "месяца" : "месяцев"
    return Text(ru: "\(count) \(word)", kk: "\(count) ай", en: count == 1 ? "1 month" : "\(count) months")
  }

  static func servicesAndApplications(_ services: Int, _ applications: Int) -> Text {
    Text(
      ru: "Услуги (\(services)), конфигурации (\(applications))",
      kk: "Қызметтер (\(services)), конфигурациялар (\(applications))",
      en: "Services (\(services)), configurations (\(applications))")
  }
}
