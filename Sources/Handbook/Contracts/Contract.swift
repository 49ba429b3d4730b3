/// «Лицензионный договор» and what belongs to it (Q-01 … Q-04, H-13).
package enum Contract {
  package typealias ID = Handbook.ID<Contract>

  package enum Kind: String, CaseIterable, Sendable {
    /// «Лицензионный договор».
    case licence
    /// A supplementary agreement: an extension, an upgrade, another legal entity (H-13, Q-04).
    case supplement
    /// «Акт приёма-передачи информационной базы» between the legal entities.
    case transfer

    package var text: Text {
      switch self {
      case .licence: Text(ru: "Лицензионный договор", kk: "Лицензиялық шарт", en: "Licence contract")
      case .supplement: Text(ru: "Дополнительное соглашение", kk: "Қосымша келісім", en: "Supplementary agreement")
      case .transfer:
        Text(
          ru: "Акт приёма-передачи информационной базы", kk: "Ақпараттық базаны қабылдау-тапсыру актісі",
          en: "Act of transfer of an infobase")
      }
    }
  }
}

/// A contract as it was made: its text never changes, and its hash says so.
package struct ContractFacts: Sendable {
  package let id: Contract.ID
  package let kind: Contract.Kind
  /// Counted by partner, year and kind.
  package let number: Int
  package let madeOn: Day
  package let partnerID: Subscriber.ID
  package let subscriberID: Subscriber.ID
  /// The licence contract that it supplements.
  package let licenceID: Contract.ID?
  /// What an agreement is about.
  package let subscriptionID: Subscription.ID?
  package let infobaseID: Infobase.ID?
  package let language: Language
  /// In Markdown.
  package let body: String
  /// SHA-256 of the body.
  package let hash: [UInt8]
  package let madeAt: Instant
  package let madeByName: String?

  package init(
    id: Contract.ID, kind: Contract.Kind, number: Int, madeOn: Day, partnerID: Subscriber.ID,
    subscriberID: Subscriber.ID, licenceID: Contract.ID?, subscriptionID: Subscription.ID?, infobaseID: Infobase.ID?,
    language: Language, body: String, hash: [UInt8], madeAt: Instant, madeByName: String?
  ) {
    self.id = id
    self.kind = kind
    self.number = number
    self.madeOn = madeOn
    self.partnerID = partnerID
    self.subscriberID = subscriberID
    self.licenceID = licenceID
    self.subscriptionID = subscriptionID
    self.infobaseID = infobaseID
    self.language = language
    self.body = body
    self.hash = hash
    self.madeAt = madeAt
    self.madeByName = madeByName
  }

  package var title: Text {
    func title(_ language: Language) -> String { "\(kind.text[language]) № \(number)" }
    return Text(ru: title(.russian), kk: title(.kazakh), en: title(.english))
  }
}

/// A legal entity that a subscriber was, and since when: the subscriptions and the infobases stay.
package struct LegalEntity: Sendable {
  package let organisation: String
  package let bin: BIN?
  /// `nil` for the first one.
  package let since: Instant?
  package let changedByName: String?

  package init(organisation: String, bin: BIN?, since: Instant?, changedByName: String?) {
    self.organisation = organisation
    self.bin = bin
    self.since = since
    self.changedByName = changedByName
  }
}

/// The vendor checks a new legal entity.
package struct EntityCheck: Sendable {
  package let id: ID<EntityCheck>
  package let subscriberID: Subscriber.ID
  package let subscriberName: String
  package let partnerName: String?
  package let oldOrganisation: String
  package let oldBIN: BIN?
  package let organisation: String
  package let bin: BIN
  package let reason: String
  package let askedAt: Instant
  package let askedByName: String?
  package let answeredAt: Instant?
  /// `nil` while the vendor has not answered.
  package let isRight: Bool?
  package let answer: String

  package init(
    id: ID<EntityCheck>, subscriberID: Subscriber.ID, subscriberName: String, partnerName: String?,
    oldOrganisation: String, oldBIN: BIN?, organisation: String, bin: BIN, reason: String, askedAt: Instant,
    askedByName: String?, answeredAt: Instant?, isRight: Bool?, answer: String
  ) {
    self.id = id
    self.subscriberID = subscriberID
    self.subscriberName = subscriberName
    self.partnerName = partnerName
    self.oldOrganisation = oldOrganisation
    self.oldBIN = oldBIN
    self.organisation = organisation
    self.bin = bin
    self.reason = reason
    self.askedAt = askedAt
    self.askedByName = askedByName
    self.answeredAt = answeredAt
    self.isRight = isRight
    self.answer = answer
  }
}

/// Another legal entity for a client (Q-02 … Q-04).
package struct EntityChange: Draft {
  package let old: BIN?
  package let new: BIN?
  package let hasPaid: Bool
  package let isBeingChecked: Bool

  package init(from old: BIN?, to new: BIN?, hasPaid: Bool, isBeingChecked: Bool) {
    self.old = old
    self.new = new
    self.hasPaid = hasPaid
    self.isBeingChecked = isBeingChecked
  }

  package static let rules: [Rule<Self>] = [
    Rule(
      "Q-02",
      Text(
        ru: "У нового юрлица другой БИН/ИИН: опечатку в названии исправляют в карточке.",
        kk: "Жаңа заңды тұлғаның БСН/ЖСН-і басқа: атаудағы қатені карточкада түзетеді.",
        en: "A new legal entity has another BIN/IIN: a slip in the name is corrected on the card."),
      field: "bin"
    ) { $0.new == nil || $0.new != $0.old },
    Rule(
      "Q-03",
      Text(
        ru: "Прежняя смена юрлица ещё проверяется владельцем сервиса.",
        kk: "Заңды тұлғаның алдыңғы ауысуын сервис иесі әлі тексеруде.",
        en: "The vendor is still checking the former change of legal entity.")
    ) { !$0.isBeingChecked },
    Rule(
      "Q-04",
      Text(
        ru: "Юрлицо меняют у клиента с платной подпиской; до первой продажи достаточно заполнить карточку.",
        kk: "Заңды тұлға ақылы жазылымы бар клиентте ауысады; алғашқы сатуға дейін карточканы толтыру жеткілікті.",
        en: "A client with a paid subscription changes its entity; before the first sale it is enough to fill the card."
      )
    ) { $0.hasPaid },
  ]
}
