package import Handbook
package import Markup

/// «Договоры» of a client (Q-01 … Q-04): what was signed, and which legal entity it was when.
package struct ContractsPage: Screen {
  let client: SubscriberFacts
  let contracts: [ContractFacts]
  let hasPayee: Bool
  let former: [(entity: LegalEntity, until: Instant)]
  let checks: [EntityCheck]
  let entries: Entries
  let refusals: [Refusal]
  let stamp: @Sendable (Instant) -> String

  package init(
    client: SubscriberFacts, contracts: [ContractFacts], hasPayee: Bool,
    former: [(entity: LegalEntity, until: Instant)], checks: [EntityCheck], entries: Entries, refusals: [Refusal],
    stamp: @escaping @Sendable (Instant) -> String
  ) {
    self.client = client
    self.contracts = contracts
    self.hasPayee = hasPayee
    self.former = former
    self.checks = checks
    self.entries = entries
    self.refusals = refusals
    self.stamp = stamp
  }

  package var title: Text {
    let name = client.name
    return Text(ru: "\(name): договоры", kk: "\(name): шарттар", en: "\(name): contracts")
  }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title)</h1><div class="commands">\(making(frame)) \
    <a class="button" href="\(Link.subscriber(client.id))">\(Text.toCard)</a></div></div>
    \(Faults(refusals: refusals, card: Link.subscriber(client.id)))
    \(if: !hasPayee,
      "<p class=\"notice\">\(Text.payeeForContracts) <a href=\"\(Link.payee)\">\(Text.payeeTitle)</a></p>")
    \(if: contracts.isEmpty, "<p class=\"empty\">\(Text.noContracts)</p>")
    \(if: !contracts.isEmpty, HTML(ContractTable(contracts: contracts, isClient: false)))
    <h2 id="entity">\(Text.entityTitle)</h2>\(entity(frame))
    """
  }

  private func making(_ frame: Frame) -> HTML {
    """
    <form method="post" action="\(Link.contracts(of: client.id))">\(frame.sealed)\
    <select name="language" aria-label="\(Text.languageWord)">\(Language.allCases.html {
      "<option value=\"\($0.rawValue)\"\(if: $0 == frame.language, " selected")>\($0.name)</option>"
    })</select> <button class="main">\(Text.makeContract)</button></form>
    """
  }

  private func entity(_ frame: Frame) -> HTML {
    """
    <table class="list"><thead><tr><th scope="col">\(Text.cardOrganisation)</th><th scope="col">\(Text.binShort)</th>\
    <th scope="col">\(Text.untilWhen)</th><th scope="col">\(Text.checkedWord)</th></tr></thead><tbody>\
    <tr><td class="first"><b>\(client.organisation.isEmpty ? "—" : client.organisation)</b></td>\
    <td data-label="\(Text.binShort)">\(client.bin?.description ?? "—")</td>\
    <td data-label="\(Text.untilWhen)">\(Text.nowWord)</td><td data-label="\(Text.checkedWord)">\(checked)</td></tr>\
    \(former.html { entity, until in
      """
      <tr><td class="first">\(entity.organisation)</td>\
      <td data-label="\(Text.binShort)">\(entity.bin?.description ?? "—")</td>\
      <td data-label="\(Text.untilWhen)">\(stamp(until)) <span class="muted">\(entity.changedByName ?? "")</span></td>\
      <td></td></tr>
      """
    })</tbody></table>
    <details\(if: !refusals.isEmpty, " open")><summary>\(Text.changeEntity)</summary>\
    <p class="hint">\(Text.changeEntityHint)</p>\
    <form method="post" action="\(Link.contracts(of: client.id))/entity" class="form" data-guard>\(frame.sealed)\
    \(field(.cardOrganisation, "organisation"))\(field(.binShort, "bin"))\
    \(FormField(label: .reasonWord, field: "reason", kind: .area, value: entries.raw("reason"), isRequired: true,
      refusals: refusals))<p><button>\(Text.changeEntity)</button></p></form></details>
    """
  }

  private func field(_ label: Text, _ field: Field) -> FormField {
    FormField(label: label, field: field, kind: .text, value: entries.raw(field), isRequired: true, refusals: refusals)
  }

  private var checked: HTML {
    guard let last = checks.last else { return "—" }
    switch last.isRight {
    case nil: return "\(Mark(text: .waitsForVendor, tone: .plan))"
    case true?: return "\(Mark(text: .rightWord, tone: .good))"
    case false?: return "\(Mark(text: .wrongWord, tone: .bad)) \(last.answer)"
    }
  }
}

struct ContractTable: View {
  let contracts: [ContractFacts]
  let isClient: Bool

  var body: HTML {
    """
    <table class="list" data-rows><thead><tr><th scope="col">\(Text.contractWord)</th><th scope="col">\(Text.dayWord)</th>\
    <th scope="col">\(Text.aboutWhat)</th><th scope="col">PDF</th></tr></thead><tbody>\(contracts.html { contract in
      let link = isClient ? Link.myContract(contract.id) : Link.contract(contract.id)
      return """
        <tr><td class="first"><a href="\(link)">\(contract.title)</a></td>\
        <td class="date" data-label="\(Text.dayWord)">\(contract.madeOn)</td>\
        <td data-label="\(Text.aboutWhat)">\(about(contract))</td><td><a href="\(link)/form">PDF</a></td></tr>
        """
    })</tbody></table>
    """
  }

  private func about(_ contract: ContractFacts) -> HTML {
    if let id = contract.subscriptionID {
      return isClient
        ? "\(id.nineDigits)" : "<a class=\"code\" href=\"\(Link.subscription(id))\">\(id.nineDigits)</a>"
    }
    return contract.infobaseID.map { "\($0.nineDigits)" } ?? "—"
  }
}

/// «Договоры» as a client sees them.
package struct MyContractsPage: Screen {
  let contracts: [ContractFacts]

  package init(contracts: [ContractFacts]) {
    self.contracts = contracts
  }

  package var title: Text { .contractsTitle }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title)</h1></div>
    \(if: contracts.isEmpty, "<p class=\"empty\">\(Text.noContractsClient)</p>")
    \(if: !contracts.isEmpty, HTML(ContractTable(contracts: contracts, isClient: true)))
    """
  }
}

/// A contract as it was made.
package struct ContractPage: Screen {
  let contract: ContractFacts
  /// Its text as HTML that can be trusted.
  let text: HTML
  let isClient: Bool

  package init(contract: ContractFacts, text: HTML, isClient: Bool) {
    self.contract = contract
    self.text = text
    self.isClient = isClient
  }

  package var title: Text { contract.title }

  package func body(in frame: Frame) -> HTML {
    let link = isClient ? Link.myContract(contract.id) : Link.contract(contract.id)
    let hash = contract.hash.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    return """
      <div class="head"><h1>\(title)</h1><div class="commands"><a class="button main" href="\(link)/form">PDF</a> \
      <a class="button" href="\(isClient ? Link.myContracts : Link.contracts(of: contract.subscriberID))">\
      \(Text.contractsTitle)</a></div></div>
      <p class="muted">\(contract.madeOn) · \(contract.madeByName ?? "") · \(Text.textIsKept) <code>\(hash)</code></p>
      <article class="paper" lang="\(contract.language.rawValue)">\(text)</article>
      """
  }
}

/// A partner's own clauses of its contracts (Q-01).
package struct ContractTemplatePage: Screen {
  let template: ContractTemplate
  let entries: Entries
  let refusals: [Refusal]
  let isEditable: Bool

  package init(template: ContractTemplate, entries: Entries, refusals: [Refusal], isEditable: Bool) {
    self.template = template
    self.entries = entries
    self.refusals = refusals
    self.isEditable = isEditable
  }

  package var title: Text { .contractTemplateTitle }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title)</h1><div class="commands">\
    \(if: isEditable, "<button form=\"template\" class=\"main\" data-hotkey=\"save\">\(Text.save)</button>")</div></div>
    <p class="hint">\(Text.templateHint) \(Text.templateVersion(template.version))</p>
    \(Faults(refusals: refusals))
    <form method="post" action="\(Link.contractTemplate)" id="template" data-guard class="form">\(frame.sealed)\
    \(Language.allCases.html { language in
      FormField(
        label: .clausesIn(language), field: Field(language.rawValue), kind: .area, value: entries.raw(Field(language.rawValue)),
        refusals: refusals, isReadOnly: !isEditable
      ).body
    })</form>
    <details><summary>\(Text.fieldsOfTemplate)</summary><p>\(ContractTemplate.Field.allCases.html {
      "<code>\($0.placeholder)</code> "
    })</p></details>
    <details><summary>\(Text.wholeText)</summary><pre class="source">\(template.text(.licence, in: frame.language))</pre>\
    </details>
    """
  }
}

/// New legal entities that the vendor checks (Q-03).
package struct EntityChecksPage: Screen {
  let checks: [EntityCheck]
  let refusals: [Refusal]
  let stamp: @Sendable (Instant) -> String

  package init(checks: [EntityCheck], refusals: [Refusal], stamp: @escaping @Sendable (Instant) -> String) {
    self.checks = checks
    self.refusals = refusals
    self.stamp = stamp
  }

  package var title: Text { .entityChecksTitle }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title) <span class="muted">\(checks.count)</span></h1></div>
    \(Faults(refusals: refusals))
    \(if: checks.isEmpty, "<p class=\"empty\">\(Text.noChecks)</p>")
    \(checks.html { check in
      """
      <article class="request"><p><b><a href="\(Link.subscriber(check.subscriberID))">\(check.subscriberName)</a></b> · \
      \(check.partnerName ?? "—") · \(stamp(check.askedAt)), \(check.askedByName ?? "")</p>\
      <p>\(check.oldOrganisation), \(Text.binShort) \(check.oldBIN?.description ?? "—") → <b>\(check.organisation)</b>, \
      \(Text.binShort) <b>\(check.bin.description)</b></p><p>\(check.reason)</p>\
      <form method="post" action="\(Link.entityChecks)/\(check.id)" class="inline">\(frame.sealed)\
      <input type="text" name="answer" maxlength="1000" aria-label="\(Text.answerWord)" placeholder="\(Text.answerWord)"> \
      <button name="right" value="yes" class="main">\(Text.rightWord)</button> \
      <button name="right" value="no">\(Text.wrongWord)</button></form></article>
      """
    })
    """
  }
}

extension Text {
  package static let contractsTitle = Text(ru: "Договоры", kk: "Шарттар", en: "Contracts")
  static let contractTemplateTitle = Text(ru: "Условия договора", kk: "Шарт талаптары", en: "Contract terms")
  static let entityChecksTitle = Text(
    ru: "Проверка юрлиц", kk: "Заңды тұлғаларды тексеру", en: "Checks of legal entities")
  static let makeContract = Text(ru: "Составить договор", kk: "Шарт жасау", en: "Make a contract")
  static let toCard = Text(ru: "Карточка", kk: "Карточка", en: "Card")
  static let contractWord = Text(ru: "Документ", kk: "Құжат", en: "Document")
  static let aboutWhat = Text(ru: "К чему", kk: "Неге қатысты", en: "About")
  static let noContracts = Text(
    ru: "Договора ещё нет. Когда он есть, соглашения к расширениям и апгрейдам составляются сами.",
    kk: "Шарт әлі жоқ. Ол болғанда, кеңейтулер мен апгрейдтерге келісімдер өздігінен жасалады.",
    en: "There is no contract yet. Once there is, agreements about extensions and upgrades make themselves.")
  static let noContractsClient = Text(
    ru: "Договоров в сервисе ещё нет.", kk: "Сервисте шарттар әлі жоқ.", en: "There are no contracts here yet.")
  static let payeeForContracts = Text(
    ru: "В договоре стоят ваши банковские реквизиты.", kk: "Шартта сіздің банк деректемелеріңіз тұрады.",
    en: "Your bank details stand in the contract.")
  static let entityTitle = Text(ru: "Юридическое лицо", kk: "Заңды тұлға", en: "Legal entity")
  static let untilWhen = Text(ru: "До", kk: "Дейін", en: "Until")
  static let nowWord = Text(ru: "сейчас", kk: "қазір", en: "now")
  static let checkedWord = Text(ru: "Проверка", kk: "Тексеру", en: "Check")
  static let rightWord = Text(ru: "Верно", kk: "Дұрыс", en: "Right")
  static let wrongWord = Text(ru: "Неверно", kk: "Дұрыс емес", en: "Wrong")
  static let changeEntity = Text(ru: "Сменить юрлицо", kk: "Заңды тұлғаны ауыстыру", en: "Change the legal entity")
  static let changeEntityHint = Text(
    ru:
      "Подписки и базы останутся. Если есть договор, составятся соглашение и акты передачи баз; владелец сервиса проверит реквизиты.",
    kk:
      "Жазылымдар мен базалар қалады. Шарт болса, келісім мен базаларды тапсыру актілері жасалады; сервис иесі деректемелерді тексереді.",
    en:
      "Subscriptions and infobases stay. Where there is a contract, an agreement and acts of transfer are made; the vendor checks the details."
  )
  static let textIsKept = Text(
    ru: "текст хранится без изменений, SHA-256", kk: "мәтін өзгеріссіз сақталады, SHA-256",
    en: "the text is kept as it was made, SHA-256")
  static let templateHint = Text(
    ru: "Ваши условия добавляются к типовому договору. Markdown; поля в двойных скобках подставятся.",
    kk: "Талаптарыңыз үлгі шартқа қосылады. Markdown; қос жақшадағы өрістер қойылады.",
    en: "Your clauses are added to the standard contract. Markdown; fields in double braces are filled in.")
  static let fieldsOfTemplate = Text(ru: "Поля", kk: "Өрістер", en: "Fields")
  static let wholeText = Text(
    ru: "Весь текст договора", kk: "Шарттың толық мәтіні", en: "The whole text of the contract")
  static let noChecks = Text(
    ru: "Проверять нечего.", kk: "Тексеретін ештеңе жоқ.", en: "There is nothing to check.")
  static func templateVersion(_ version: Int) -> Text {
    Text(ru: "Версия \(version).", kk: "\(version)-нұсқа.", en: "Version \(version).")
  }
  static func clausesIn(_ language: Language) -> Text {
    let name = language.name
    return Text(ru: "Особые условия (\(name))", kk: "Ерекше талаптар (\(name))", en: "Special terms (\(name))")
  }
}
