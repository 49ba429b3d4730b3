package import Handbook
package import Markup

/// «Банковские платежи» (PRO-26): what a bank's files brought, which bills it pays, and what a person must decide.
package struct BankPaymentsPage: Screen {
  let rows: [BankPayment]
  let next: String?
  let onlyMisfits: Bool
  /// The bills that a payment may be paired with.
  let openBills: [BillFacts]
  let outcome: Outcome?
  let refusals: [Refusal]
  let stamp: @Sendable (Instant) -> String

  /// What was just done with a file, or with what fits.
  package enum Outcome: Sendable {
    case loaded(new: Int, known: Int, others: Int, fitting: Int)
    /// The bills that were paid, and those that fit but could not be posted, with the reasons.
    case taken(paid: [BillFacts], refused: [(bill: BillFacts, refusals: [Refusal])])
    /// The lines of a file that are wrong: nothing of it was taken.
    case faulty([(line: Int, text: Text)])
  }

  package init(
    rows: [BankPayment], next: String?, onlyMisfits: Bool, openBills: [BillFacts], outcome: Outcome?,
    refusals: [Refusal], stamp: @escaping @Sendable (Instant) -> String
  ) {
    self.rows = rows
    self.next = next
    self.onlyMisfits = onlyMisfits
    self.openBills = openBills
    self.outcome = outcome
    self.refusals = refusals
    self.stamp = stamp
  }

  package var title: Text { .bankPayments }
  private var fits: Bool { rows.contains { $0.misfit == .waiting || $0.misfit == .refused } }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title)</h1><div class="commands">\(if: fits, taking(frame))</div></div>
    \(Faults(refusals: refusals))
    \(outcome.map(told))
    <form method="post" action="\(Link.bankPayments)" enctype="multipart/form-data" class="line-form boxed">\(frame.sealed)\
    <div class="field"><label for="file">\(Text.bankFile)</label>\
    <input type="file" id="file" name="file" accept=".txt,text/plain" required aria-describedby="file-hint">\
    <p class="hint" id="file-hint">\(Text.bankFileHint)</p></div><button>\(Text.loadFile)</button></form>
    <nav class="chips" aria-label="\(Text.filter)">\
    \(Chip(text: .toDecide, href: Link.bankPayments, isOn: onlyMisfits))\
    \(Chip(text: .all, href: "\(Link.bankPayments)?show=all", isOn: !onlyMisfits))</nav>
    \(if: rows.isEmpty, "<p class=\"empty\">\(onlyMisfits ? Text.nothingToDecide : .noBankPayments)</p>")
    \(if: !rows.isEmpty,
      """
      <table class="list" data-rows><thead><tr><th scope="col">\(Text.dayWord)</th><th scope="col">\(Text.payerWord)</th>\
      <th scope="col">\(Text.purposeWord)</th><th scope="col" class="num">\(Text.sum)</th>\
      <th scope="col">\(Text.billWord)</th></tr></thead><tbody>\(rows.html { row($0, frame) })</tbody></table>
      """)
    \(next.map {
      """
      <nav class="pager"><a class="button" rel="next" \
      href="\(url(Link.bankPayments, ["show": onlyMisfits ? "" : "all", "after": $0]))">\(Text.nextPage) →</a></nav>
      """ as HTML
    })
    """
  }

  private func taking(_ frame: Frame) -> HTML {
    """
    <form method="post" action="\(Link.bankPayments)/taking">\(frame.sealed)<button class="main">\(Text.takeFitting)</button>\
    </form>
    """
  }

  private func row(_ payment: BankPayment, _ frame: Frame) -> HTML {
    """
    <tr><td class="first date">\(payment.day) <span class="muted">№ \(payment.number)</span></td>\
    <td data-label="\(Text.payerWord)">\(payment.payer)\
    \(payment.payerBIN.map { "<br><span class=\"muted\">\($0.description)</span>" as HTML })</td>\
    <td data-label="\(Text.purposeWord)">\(payment.purpose)</td>\
    <td class="num" data-label="\(Text.sum)">\(payment.sum)</td>\
    <td data-label="\(Text.billWord)">\(fate(payment, frame))</td></tr>
    """
  }

  private func fate(_ payment: BankPayment, _ frame: Frame) -> HTML {
    if let bill = payment.billID {
      return "<a href=\"\(Link.bill(bill))\">\(Mark(text: Bill.State.paid.text, tone: .good))</a>"
    }
    guard let misfit = payment.misfit else { return "" }
    let tone: Mark.Tone = misfit == .waiting ? .plan : misfit == .setAside ? .quiet : .warn
    return """
      \(Mark(text: misfit.text, tone: tone))\(if: misfit != .waiting && misfit != .setAside, deciding(payment, frame))
      """
  }

  /// A person decides: a bill of the same sum, or none.
  private func deciding(_ payment: BankPayment, _ frame: Frame) -> HTML {
    let same = openBills.filter { $0.sum == payment.sum }
    return """
      \(if: !same.isEmpty,
        """
        <form method="post" action="\(Link.bankPayments)/\(payment.id)/pairing" class="inline">\(frame.sealed)\
        <select name="bill" aria-label="\(Text.billWord)">\(same.html {
          "<option value=\"\($0.id)\">№ \($0.number) · \($0.subscriberName)</option>"
        })</select> <button>\(Text.pairWith)</button></form>
        """)\
      <form method="post" action="\(Link.bankPayments)/\(payment.id)/setting-aside" class="inline">\(frame.sealed)\
      <button class="plain">\(Text.notForBill)</button></form>
      """
  }

  private func told(_ outcome: Outcome) -> HTML {
    switch outcome {
    case .loaded(let new, let known, let others, let fitting):
      return "<p class=\"told\" role=\"status\">\(Text.loadedPayments(new, known, others, fitting))</p>"
    case .taken(let paid, let refused):
      return """
        <p class="told" role="status">\(Text.takenPayments(paid.count))</p>\
        \(if: !refused.isEmpty,
          """
          <div class="faults" role="alert"><h2>\(Text.notPosted)</h2><ul>\(refused.html { bill, refusals in
            """
            <li><a href="\(Link.bill(bill.id))">№ \(bill.number) · \(bill.subscriberName)</a>: \
            \(refusals.html { "\($0.text) <span class=\"rule\">\($0.rule)</span> " })</li>
            """
          })</ul></div>
          """)
        """
    case .faulty(let faults):
      return """
        <div class="faults" role="alert"><h2>\(Text.fileIsWrong)</h2><ul>\(faults.html { line, text in
          "<li>\(Text.lineNumber(line)): \(text)</li>"
        })</ul></div>
        """
    }
  }
}

/// «Реквизиты для счетов» (Q-01).
package struct PayeePage: Screen {
  let entries: Entries
  let refusals: [Refusal]
  let isEditable: Bool

  package init(entries: Entries, refusals: [Refusal], isEditable: Bool) {
    self.entries = entries
    self.refusals = refusals
    self.isEditable = isEditable
  }

  package var title: Text { .payeeTitle }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title)</h1><div class="commands">\
    \(if: isEditable, "<button form=\"payee\" class=\"main\" data-hotkey=\"save\">\(Text.save)</button>")</div></div>
    <p class="hint">\(isEditable ? Text.payeeHint : .payeeOwnerOnly)</p>
    \(Faults(refusals: refusals))
    <form method="post" action="\(Link.payee)" id="payee" data-guard class="columns">\(frame.sealed)\
    \(field(.ibanWord, "iban"))\(field(.bankWord, "bank"))\(field(.bicWord, "bic"))\
    \(field(.beneficiaryCode, "beneficiary_code"))\(field(.legalAddress, "address"))\
    \(field(.headTitle, "head_title"))\(field(.headName, "head"))</form>
    """
  }

  private func field(_ label: Text, _ field: Field) -> FormField {
    FormField(
      label: label, field: field, kind: .text, value: entries.raw(field), isRequired: true, refusals: refusals,
      isReadOnly: !isEditable)
  }
}

extension Text {
  static let bankFile = Text(
    ru: "Выписка банка (1CClientBankExchange)", kk: "Банк үзіндісі (1CClientBankExchange)",
    en: "Bank statement (1CClientBankExchange)")
  static let bankFileHint = Text(
    ru: "Текстовый файл для клиент-банка, UTF-8 или Windows-1251. Один и тот же платёж не загрузится дважды.",
    kk: "Клиент-банкке арналған мәтіндік файл, UTF-8 немесе Windows-1251. Бір төлем екі рет жүктелмейді.",
    en: "A client-bank text file in UTF-8 or Windows-1251. The same payment is never taken twice.")
  static let loadFile = Text(ru: "Загрузить", kk: "Жүктеу", en: "Load")
  static let takeFitting = Text(
    ru: "Провести сопоставленные", kk: "Сәйкестендірілгендерді өткізу", en: "Take what fits")
  static let toDecide = Text(ru: "Требуют решения", kk: "Шешім керек", en: "To decide")
  static let nothingToDecide = Text(
    ru: "Все платежи разобраны.", kk: "Барлық төлемдер талданған.", en: "Every payment is settled.")
  static let noBankPayments = Text(
    ru: "Платежей ещё нет: загрузите выписку банка.", kk: "Төлемдер әлі жоқ: банк үзіндісін жүктеңіз.",
    en: "There are no payments yet: load a bank's statement.")
  static let dayWord = Text(ru: "Дата", kk: "Күні", en: "Day")
  static let pairWith = Text(ru: "Отнести на счёт", kk: "Шотқа жатқызу", en: "Take for this bill")
  static let notForBill = Text(ru: "Не по счёту", kk: "Шот бойынша емес", en: "Not for a bill")
  static let notPosted = Text(
    ru: "Платёж подходит, но подписки не проводятся:", kk: "Төлем сәйкес, бірақ жазылымдар өткізілмейді:",
    en: "The payment fits, but the subscriptions cannot be posted:")
  static let fileIsWrong = Text(
    ru: "Из файла ничего не загружено:", kk: "Файлдан ештеңе жүктелмеді:", en: "Nothing of the file was taken:")
  static let payeeHint = Text(
    ru: "Стоят в счетах и договорах ваших клиентов. Наименование и БИН берутся из карточки.",
    kk: "Клиенттеріңіздің шоттары мен шарттарында тұрады. Атауы мен БСН карточкадан алынады.",
    en: "They stand on your clients' bills and contracts. The name and the BIN come from your card.")
  static let payeeOwnerOnly = Text(
    ru: "Меняет их владелец абонента.", kk: "Оларды абонент иесі өзгертеді.", en: "The subscriber's owner changes them."
  )
  static let legalAddress = Text(ru: "Юридический адрес", kk: "Заңды мекенжайы", en: "Legal address")
  static let headTitle = Text(ru: "Должность подписанта", kk: "Қол қоюшының лауазымы", en: "Title of whoever signs")
  static let headName = Text(ru: "Кто подписывает", kk: "Кім қол қояды", en: "Who signs")

  static func lineNumber(_ number: Int) -> Text {
    Text(ru: "Строка \(number)", kk: "\(number)-жол", en: "Line \(number)")
  }
  static func loadedPayments(_ new: Int, _ known: Int, _ others: Int, _ fitting: Int) -> Text {
    Text(
      ru:
        "Новых платежей: \(new), из них подходят к счетам: \(fitting). Уже загружены раньше: \(known). Не входящих: \(others).",
      kk:
        "Жаңа төлемдер: \(new), оның ішінде шоттарға сәйкесі: \(fitting). Бұрын жүктелген: \(known). Кіріс емес: \(others).",
      en: "New payments: \(new), of which \(fitting) fit bills. Known before: \(known). Not incoming: \(others).")
  }
  static func takenPayments(_ count: Int) -> Text {
    Text(
      ru: "Оплачено счетов: \(count). Их подписки проведены.",
      kk: "Төленген шоттар: \(count). Олардың жазылымдары өткізілді.",
      en: "Bills paid: \(count). Their subscriptions are posted.")
  }
}
