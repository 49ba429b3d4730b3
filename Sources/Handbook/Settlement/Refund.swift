/// «Перезачёт»: a partner asks to have what it paid for a terminated subscription set off against later invoices
/// (W-02 … W-04).
package struct Refund: Sendable {
  package typealias ID = Handbook.ID<Refund>

  package let id: ID
  package let subscriptionID: Subscription.ID
  package let partnerID: Subscriber.ID
  package let partnerName: String
  package let subscriberName: String
  package let ground: Ground
  package let cause: String
  /// The last day on which the client used the service.
  package let stoppedOn: Day
  package let askedAt: Instant
  package let askedByName: String?
  package let state: State
  /// What the vendor granted.
  package let granted: Money
  package let answer: String
  package let decidedAt: Instant?
  package let decidedByName: String?
  package let documents: [Document]

  package init(
    id: ID, subscriptionID: Subscription.ID, partnerID: Subscriber.ID, partnerName: String, subscriberName: String,
    ground: Ground, cause: String, stoppedOn: Day, askedAt: Instant, askedByName: String?, state: State,
    granted: Money, answer: String, decidedAt: Instant?, decidedByName: String?, documents: [Document]
  ) {
    self.id = id
    self.subscriptionID = subscriptionID
    self.partnerID = partnerID
    self.partnerName = partnerName
    self.subscriberName = subscriberName
    self.ground = ground
    self.cause = cause
    self.stoppedOn = stoppedOn
    self.askedAt = askedAt
    self.askedByName = askedByName
    self.state = state
    self.granted = granted
    self.answer = answer
    self.decidedAt = decidedAt
    self.decidedByName = decidedByName
    self.documents = documents
  }

  package enum State: String, CaseIterable, Sendable {
    /// The documents are being gathered.
    case draft
    case sent, granted, refused

    package var text: Text {
      switch self {
      case .draft: Text(ru: "Готовится", kk: "Дайындалуда", en: "Being prepared")
      case .sent: Text(ru: "Ждёт решения", kk: "Шешім күтуде", en: "Waits for a decision")
      case .granted: Text(ru: "Аванс зачтён", kk: "Аванс есепке алынды", en: "Advance granted")
      case .refused: Text(ru: "Отказано", kk: "Бас тартылды", en: "Refused")
      }
    }
  }

  package enum Ground: String, CaseIterable, Sendable {
    case closed = "client-closed"
    case unsuitable
    case merged
    /// «От клиента не поступила оплата»: never a ground (W-03).
    case notPaid = "not-paid"
    case other

    package var text: Text {
      switch self {
      case .closed:
        Text(ru: "Клиент прекратил деятельность", kk: "Клиент қызметін тоқтатты", en: "The client closed down")
      case .unsuitable:
        Text(ru: "Клиенту не подошёл сервис", kk: "Сервис клиентке сай келмеді", en: "The service did not suit")
      case .merged:
        Text(ru: "Клиент объединился с другим", kk: "Клиент басқасымен бірікті", en: "The client merged with another")
      case .notPaid:
        Text(ru: "От клиента не поступила оплата", kk: "Клиенттен төлем түспеді", en: "The client has not paid")
      case .other: Text(ru: "Другая причина", kk: "Басқа себеп", en: "Another reason")
      }
    }
  }

  /// What must come with the request (W-02).
  package enum Paper: String, CaseIterable, Sendable {
    case statement, termination, cheque

    package var text: Text {
      switch self {
      case .statement:
        Text(ru: "Заявление с указанием причины", kk: "Себебі көрсетілген өтініш", en: "Statement with the cause")
      case .termination:
        Text(
          ru: "Копия подписанного соглашения о расторжении", kk: "Бұзу туралы қол қойылған келісімнің көшірмесі",
          en: "Copy of the signed agreement on termination")
      case .cheque:
        Text(
          ru: "Копия чека (платёжного поручения) о возврате клиенту",
          kk: "Клиентке қайтару туралы чектің (төлем тапсырмасының) көшірмесі",
          en: "Copy of the cheque (payment order) of the refund to the client")
      }
    }
  }

  package struct Document: Hashable, Sendable {
    package let paper: Paper
    package let name: String
    package let type: DocumentType
    package let size: Int

    package init(paper: Paper, name: String, type: DocumentType, size: Int) {
      self.paper = paper
      self.name = name
      self.type = type
      self.size = size
    }
  }
}

/// A kind of file that people send as a document, known by its first bytes and not by its name.
package enum DocumentType: String, CaseIterable, Sendable {
  case pdf = "application/pdf"
  case png = "image/png"
  case jpeg = "image/jpeg"

  package static let largest = 5 << 20

  /// What the bytes are; `nil` for anything else.
  package init?(of bytes: [UInt8]) {
    if bytes.starts(with: Array("%PDF-".utf8)) {
      self = .pdf
    } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = .png
    } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else {
      return nil
    }
  }

  package var suffix: String {
    switch self {
    case .pdf: "pdf"
    case .png: "png"
    case .jpeg: "jpg"
    }
  }
}

/// Asking for a refund to advance: the rules hold when it is begun, and again when it is sent.
package struct RefundDraft: Draft {
  package let ground: Refund.Ground
  /// What was charged for the subscription in closed months; zero if nothing was.
  package let charged: Money
  package let period: Period
  package let stoppedOn: Day
  package let isAskedAlready: Bool
  /// `nil` while they are being gathered.
  package let papers: Set<Refund.Paper>?

  package init(
    ground: Refund.Ground, charged: Money, period: Period, stoppedOn: Day, isAskedAlready: Bool,
    papers: Set<Refund.Paper>?
  ) {
    self.ground = ground
    self.charged = charged
    self.period = period
    self.stoppedOn = stoppedOn
    self.isAskedAlready = isAskedAlready
    self.papers = papers
  }

  package static let rules: [Rule<Self>] = [
    Rule(
      "W-03",
      Text(
        ru: "«От клиента не поступила оплата» — не основание для перезачёта: подписку оформляют после оплаты (M-01).",
        kk: "«Клиенттен төлем түспеді» — қайта есепке алуға негіз емес: жазылым төлемнен кейін рәсімделеді (M-01).",
        en: "“The client has not paid” is no ground for a refund: a subscription follows the payment (M-01)."),
      field: "ground"
    ) { $0.ground != .notPaid },
    Rule(
      "W-04",
      Text(
        ru: "Перезачёт возможен за то, что вошло в выставленный счёт.",
        kk: "Қайта есепке алу шығарылған шотқа енген сома үшін ғана мүмкін.",
        en: "Only what stands in an issued invoice can be refunded.")
    ) { $0.charged > .zero },
    Rule(
      "W-02",
      Text(
        ru: "К заявке прикладывают три документа: заявление, соглашение о расторжении и чек о возврате клиенту.",
        kk: "Өтінімге үш құжат қоса беріледі: өтініш, бұзу туралы келісім және клиентке қайтару чегі.",
        en: "Three documents come with a request: the statement, the agreement on termination, the refund's cheque."),
      field: "document",
      explanation: { draft in
        let missing = Refund.Paper.allCases.filter { !(draft.papers ?? []).contains($0) }
        func list(_ language: Language) -> String {
          missing.map { $0.text[language].prefix(1).lowercased() + $0.text[language].dropFirst() }
            .joined(separator: "; ")
        }
        return Text(
          ru: "Не хватает документов: \(list(.russian)).", kk: "Мына құжаттар жетіспейді: \(list(.kazakh)).",
          en: "Documents are missing: \(list(.english)).")
      }
    ) { $0.papers.map { $0.count == Refund.Paper.allCases.count } ?? true },
    Rule(
      "W-02",
      Text(
        ru: "Последний день пользования — внутри срока подписки.",
        kk: "Пайдаланудың соңғы күні — жазылым мерзімінің ішінде.",
        en: "The last day of use lies within the subscription's period."),
      field: "stopped_on"
    ) { $0.period.contains($0.stoppedOn) },
    Rule(
      "W-02",
      Text(
        ru: "По подписке уже есть заявка на перезачёт.", kk: "Жазылым бойынша қайта есепке алу өтінімі бар.",
        en: "There is a refund request about this subscription already.")
    ) { !$0.isAskedAlready },
  ]
}
