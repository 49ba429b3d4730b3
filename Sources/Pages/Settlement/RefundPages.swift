package import Handbook
package import Markup

/// Refund requests (W-02 … W-04); for a partner, with the form that begins one.
package struct RefundsPage: Screen {
  let isVendor: Bool
  let rows: [Refund]
  let next: String?
  let entries: Entries
  let refusals: [Refusal]
  let stamp: @Sendable (Instant) -> String

  package init(
    isVendor: Bool, rows: [Refund], next: String?, entries: Entries, refusals: [Refusal],
    stamp: @escaping @Sendable (Instant) -> String
  ) {
    self.isVendor = isVendor
    self.rows = rows
    self.next = next
    self.entries = entries
    self.refusals = refusals
    self.stamp = stamp
  }

  package var title: Text { .refundsWord }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title)</h1></div>
    \(if: !isVendor, form(frame))
    \(if: rows.isEmpty, "<p class=\"empty\">\(isVendor ? Text.noRefundsVendor : .noRefunds)</p>")
    \(if: !rows.isEmpty,
      """
      <table class="list" data-rows><thead><tr><th scope="col">\(Text.subscriptionHead)</th>\
      \(if: isVendor, "<th scope=\"col\">\(Text.partnerHead)</th>")<th scope="col">\(Text.subscriber)</th>\
      <th scope="col">\(Text.groundHead)</th><th scope="col">\(Text.askedWord)</th>\
      <th scope="col">\(Text.state)</th><th scope="col" class="num">\(Text.grantedHead)</th></tr></thead>\
      <tbody>\(rows.html(row))</tbody></table>
      """)
    \(Further(path: Link.refunds, after: next))
    """
  }

  private func row(_ row: Refund) -> HTML {
    """
    <tr><td class="first"><a class="code" href="\(Link.refund(row.id))">\(row.subscriptionID.nineDigits)</a></td>\
    \(if: isVendor, "<td data-label=\"\(Text.partnerHead)\">\(row.partnerName)</td>")\
    <td data-label="\(Text.subscriber)">\(row.subscriberName)</td>\
    <td data-label="\(Text.groundHead)">\(row.ground.text)</td>\
    <td data-label="\(Text.askedWord)">\(stamp(row.askedAt))</td><td data-label="\(Text.state)">\(Mark(row.state))</td>\
    <td class="num" data-label="\(Text.grantedHead)">\(row.state == .granted ? row.granted.description : "—")</td></tr>
    """
  }

  private func form(_ frame: Frame) -> HTML {
    func field(_ label: Text, _ field: Field, _ kind: FormField.Kind) -> FormField {
      FormField(label: label, field: field, kind: kind, value: entries.raw(field), isRequired: true, refusals: refusals)
    }
    return """
      <details\(if: !refusals.isEmpty || entries.has("subscription"), " open")><summary>\(Text.beginRefund)</summary>
      <p class="hint">\(Text.refundHint)</p>\(Faults(refusals: refusals))
      <form method="post" action="\(Link.refunds)" class="boxed">\(frame.sealed)<div class="columns">
      \(field(.subscriptionNumber, "subscription", .text))
      \(field(.groundHead, "ground", .choice(Refund.Ground.allCases.map { ($0.rawValue, $0.text) })))
      \(field(.lastDayOfUse, "stopped_on", .day))\(field(.reasonWord, "cause", .area))</div>
      <p><button class="main">\(Text.beginRefund)</button></p></form></details>
      """
  }
}

/// One request: its documents, what the service would grant month by month, and the decision.
package struct RefundPage: Screen {
  let found: RefundCase
  let isVendor: Bool
  let mayDecide: Bool
  let entries: Entries
  let refusals: [Refusal]
  let stamp: @Sendable (Instant) -> String

  package init(
    found: RefundCase, isVendor: Bool, mayDecide: Bool, entries: Entries, refusals: [Refusal],
    stamp: @escaping @Sendable (Instant) -> String
  ) {
    self.found = found
    self.isVendor = isVendor
    self.mayDecide = mayDecide
    self.entries = entries
    self.refusals = refusals
    self.stamp = stamp
  }

  private var refund: Refund { found.refund }

  package var title: Text {
    let number = refund.subscriptionID.nineDigits
    return Text(
      ru: "Перезачёт по подписке \(number)", kk: "\(number) жазылымы бойынша қайта есепке алу",
      en: "Refund about subscription \(number)")
  }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title) \(Mark(refund.state))</h1></div>
    \(Faults(refusals: refusals))
    <p>\(refund.partnerName) · \(refund.subscriberName) · \(found.tariff) · \(found.period)</p>
    <p><b>\(refund.ground.text)</b>. \(refund.cause)</p>
    <p>\(Text.lastDayOfUse): \(refund.stoppedOn)</p>
    <h2>\(Text.documentsTitle)</h2>\(documents(frame))
    <h2>\(Text.proposalTitle): \(found.proposal.sum.withSign)</h2><p class="hint">\(Text.proposalHint)</p>\(months)
    \(if: refund.decidedAt != nil, decision)
    \(if: isVendor && mayDecide && refund.state == .sent, decide(frame))
    """
  }

  private func documents(_ frame: Frame) -> HTML {
    """
    <ul>\(Refund.Paper.allCases.html { paper in
      let document = refund.documents.first { $0.paper == paper }
      return """
        <li>\(paper.text): \(document.map {
          """
          <a href="\(Link.refund(refund.id))/documents/\(paper.rawValue)">\($0.name)</a> \
          <span class="muted">\(($0.size + 1023) / 1024) KB</span>
          """ as HTML
        } ?? "\(Mark(text: .notAttached, tone: .warn))")\
        \(if: !isVendor && refund.state == .draft,
          """
          <form method="post" action="\(Link.refund(refund.id))/documents" enctype="multipart/form-data" class="inline">\
          \(frame.sealed)<input type="hidden" name="paper" value="\(paper.rawValue)">\
          <input type="file" name="file" required accept="application/pdf,image/png,image/jpeg" \
          aria-label="\(paper.text)"> <button>\(Text.attach)</button></form>
          """)</li>
        """
    })</ul>
    \(if: !isVendor && refund.state == .draft,
      """
      <p class="hint">\(Text.documentKinds)</p><div class="commands"><form method="post" \
      action="\(Link.refund(refund.id))/sending">\(frame.sealed)<button class="main">\(Text.sendRequest)</button></form> \
      <form method="post" action="\(Link.refund(refund.id))/deletion">\(frame.sealed)<button>\(Text.delete)</button>\
      </form></div>
      """)
    """
  }

  private var months: HTML {
    """
    <table class="list"><thead><tr><th scope="col">\(Text.periodHead)</th><th scope="col">\(Text.state)</th>\
    <th scope="col" class="num">\(Text.chargedHead)</th><th scope="col" class="num">\(Text.toAdvance)</th></tr></thead>\
    <tbody>\(found.proposal.months.html { part in
      """
      <tr><td class="first">\(part.period)</td><td data-label="\(Text.state)">\
      \(Mark(text: part.isUsed ? .usedMonth : .unusedMonth, tone: part.isUsed ? .quiet : .good))</td>\
      <td class="num" data-label="\(Text.chargedHead)">\(part.share)</td>\
      <td class="num" data-label="\(Text.toAdvance)">\(part.isUsed ? Money.zero : part.share)</td></tr>
      """
    })</tbody><tfoot><tr><th scope="row" colspan="2">\(Text.total)</th><td class="num">\(found.proposal.charged)</td>\
    <td class="num">\(found.proposal.sum)</td></tr></tfoot></table>
    """
  }

  private var decision: HTML {
    """
    <h2>\(Text.decisionTitle)</h2><p>\(refund.decidedAt.map(stamp) ?? ""), \(refund.decidedByName ?? ""): \
    <b>\(refund.state.text)</b>\(if: refund.state == .granted, " \(refund.granted.withSign)"). \(refund.answer)</p>
    """
  }

  private func decide(_ frame: Frame) -> HTML {
    """
    <h2>\(Text.decisionTitle)</h2><form method="post" action="\(Link.refund(refund.id))/decision" class="boxed">\
    \(frame.sealed)<div class="columns">
    \(FormField(label: .decisionTitle, field: "decision",
      kind: .choice([("grant", .grantWord), ("refuse", .refuseWord)]), value: entries.raw("decision"), isRequired: true,
      refusals: refusals))
    \(FormField(label: .toAdvance, field: "sum", kind: .text,
      value: entries.has("sum") ? entries.raw("sum") : found.proposal.sum.description, refusals: refusals))
    \(FormField(label: .answerWord, field: "answer", kind: .area, value: entries.raw("answer"), isRequired: true,
      refusals: refusals))</div><p><button class="main">\(Text.save)</button></p></form>
    """
  }
}

/// The distributor's invoice held against the service's own lines (PRO-25).
package struct ReconciliationPage: Screen {
  let month: String
  let months: [Month]
  let found: Reconciliation?
  let names: [Subscription.ID: String]
  let refusals: [Refusal]

  package init(
    month: String, months: [Month], found: Reconciliation?, names: [Subscription.ID: String], refusals: [Refusal]
  ) {
    self.month = month
    self.months = months
    self.found = found
    self.names = names
    self.refusals = refusals
  }

  package var title: Text { .reconciliationWord }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title)</h1></div><p class="hint">\(Text.reconciliationHint)</p>
    \(Faults(refusals: refusals))
    \(if: months.isEmpty, "<p class=\"empty\">\(Text.noStatements)</p>")
    \(if: !months.isEmpty,
      """
      <form method="post" action="\(Link.reconciliation)" enctype="multipart/form-data" class="boxed">\(frame.sealed)\
      <div class="columns">\(FormField(label: .monthWord, field: "month",
        kind: .choice(months.map { ($0.iso, Text(verbatim: $0.description)) }), value: month, isRequired: true,
        refusals: refusals))\
      <div class="field"><label for="file">\(Text.invoiceFile)</label>\
      <input type="file" id="file" name="file" required accept=".csv,.xlsx"></div></div>\
      <p><button class="main">\(Text.compareWord)</button></p></form>
      """)
    \(found.map(result))
    """
  }

  private func result(_ found: Reconciliation) -> HTML {
    """
    <ul class="figures sums">\(Reconciliation.Verdict.allCases.html {
      "\(Figure(name: $0.text, value: String(found.count($0))))"
    })\(Figure(name: .oursHead, value: found.ours.withSign))\(Figure(name: .theirsHead, value: found.theirs.withSign))</ul>
    <table class="list" data-rows><thead><tr><th scope="col">\(Text.subscriptionHead)</th>\
    <th scope="col">\(Text.subscriber)</th><th scope="col">\(Text.state)</th>\
    <th scope="col" class="num">\(Text.oursHead)</th><th scope="col" class="num">\(Text.theirsHead)</th>\
    <th scope="col" class="num">\(Text.differenceHead)</th><th scope="col">\(Text.fileLines)</th></tr></thead>\
    <tbody>\(found.lines.sorted { ($0.verdict == .equal ? 1 : 0) < ($1.verdict == .equal ? 1 : 0) }.prefix(2_000).html(row))\
    </tbody></table>
    """
  }

  private func row(_ line: Reconciliation.Line) -> HTML {
    """
    <tr><td class="first">\(line.subscription.nineDigits)</td>\
    <td data-label="\(Text.subscriber)">\(names[line.subscription] ?? "—")</td>\
    <td data-label="\(Text.state)">\(Mark(line.verdict))</td>\
    <td class="num" data-label="\(Text.oursHead)">\(line.ours?.description ?? "—")</td>\
    <td class="num" data-label="\(Text.theirsHead)">\(line.theirs?.description ?? "—")</td>\
    <td class="num" data-label="\(Text.differenceHead)">\(line.difference)</td>\
    <td data-label="\(Text.fileLines)">\(line.places.map(String.init).joined(separator: ", "))</td></tr>
    """
  }
}

extension Text {
  static let noRefunds = Text(
    ru: "Заявок нет. Перезачёт просят, когда клиент расторг договор и получил деньги обратно.",
    kk: "Өтінімдер жоқ. Клиент шартты бұзып, ақшасын қайтарып алғанда қайта есепке алу сұралады.",
    en: "No requests. A refund is asked for when a client has terminated the contract and got its money back.")
  static let noRefundsVendor = Text(ru: "Заявок нет.", kk: "Өтінімдер жоқ.", en: "No requests.")
  static let groundHead = Text(ru: "Основание", kk: "Негізі", en: "Ground")
  static let grantedHead = Text(ru: "Зачтено", kk: "Есепке алынды", en: "Granted")
  static let beginRefund = Text(ru: "Новая заявка на перезачёт", kk: "Жаңа қайта есепке алу өтінімі", en: "New request")
  static let refundHint = Text(
    ru: "Понадобятся три документа: заявление, соглашение о расторжении, чек о возврате клиенту (W-02).",
    kk: "Үш құжат керек: өтініш, бұзу туралы келісім, клиентке қайтару чегі (W-02).",
    en: "Three documents are needed: the statement, the agreement on termination, the refund's cheque (W-02).")
  static let subscriptionNumber = Text(ru: "Номер подписки", kk: "Жазылым нөмірі", en: "Subscription number")
  static let lastDayOfUse = Text(ru: "Последний день пользования", kk: "Пайдаланудың соңғы күні", en: "Last day of use")
  static let documentsTitle = Text(ru: "Документы", kk: "Құжаттар", en: "Documents")
  static let notAttached = Text(ru: "не приложен", kk: "тіркелмеген", en: "not attached")
  static let attach = Text(ru: "Приложить", kk: "Тіркеу", en: "Attach")
  static let documentKinds = Text(
    ru: "PDF, PNG или JPEG, не больше 5 МБ каждый.", kk: "PDF, PNG немесе JPEG, әрқайсысы 5 МБ-тан аспайды.",
    en: "PDF, PNG or JPEG, at most 5 MB each.")
  static let proposalTitle = Text(ru: "Расчёт аванса", kk: "Аванс есебі", en: "Proposed advance")
  static let proposalHint = Text(
    ru: "Начатый месяц использован целиком (N-05); начисленное делится на месяцы поровну.",
    kk: "Басталған ай толық пайдаланылған (N-05); есептелген сома айларға тең бөлінеді.",
    en: "A started month is used up whole (N-05); what was charged is spread over the months evenly.")
  static let toAdvance = Text(ru: "В аванс", kk: "Авансқа", en: "To the advance")
  static let usedMonth = Text(ru: "использован", kk: "пайдаланылған", en: "used")
  static let unusedMonth = Text(ru: "не начат", kk: "басталмаған", en: "not begun")
  static let decisionTitle = Text(ru: "Решение", kk: "Шешім", en: "Decision")
  static let grantWord = Text(ru: "Зачесть аванс", kk: "Авансты есепке алу", en: "Grant the advance")
  static let refuseWord = Text(ru: "Отказать", kk: "Бас тарту", en: "Refuse")
  static let reconciliationHint = Text(
    ru:
      """
      Загрузите счёт дистрибьютора: CSV или XLSX с номером подписки и суммой в каждой строке. Сравним его с \
      начисленным сервисом.
      """,
    kk:
      """
      Дистрибьютор шотын жүктеңіз: әр жолында жазылым нөмірі мен сомасы бар CSV немесе XLSX. Оны сервис есептегенмен \
      салыстырамыз.
      """,
    en:
      """
      Load the distributor's invoice: CSV or XLSX with a subscription's number and a sum in each line. It is held \
      against what the service charged.
      """)
  static let invoiceFile = Text(ru: "Файл счёта", kk: "Шот файлы", en: "The invoice's file")
  static let compareWord = Text(ru: "Сравнить", kk: "Салыстыру", en: "Compare")
  static let oursHead = Text(ru: "В сервисе", kk: "Сервисте", en: "In the service")
  static let theirsHead = Text(ru: "В счёте", kk: "Шотта", en: "In the invoice")
  static let differenceHead = Text(ru: "Разница", kk: "Айырма", en: "Difference")
  static let fileLines = Text(ru: "Строки файла", kk: "Файл жолдары", en: "Lines of the file")
}
