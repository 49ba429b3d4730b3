import Handbook

extension Letter {
  /// The letters about settlement.
  var settlement: (subject: Text, lines: [Text], link: String?) {
    switch self {
    case .invoiceIssued(let number, let creditor, let month, let sum, let link):
      (
        Text(
          ru: "Счёт № \(number) за \(month)", kk: "\(month) үшін № \(number) шот",
          en: "Invoice № \(number) for \(month)"),
        [
          Text(
            ru: "«\(creditor)» выставил счёт за \(month): к оплате \(sum.withSign).",
            kk: "«\(creditor)» \(month) үшін шот шығарды: төленетіні \(sum.withSign).",
            en: "«\(creditor)» has issued the invoice for \(month): \(sum.withSign) to pay."),
          Text(
            ru: "В кабинете — строки счёта с расчётом каждой, PDF и таблица.",
            kk: "Кабинетте — шоттың әр жолы есебімен, PDF және кесте.",
            en: "The cabinet has its lines with the arithmetic of each, the PDF and the spreadsheet."),
        ], link
      )
    case .closingParked(let partner, let month, let reasons, let link):
      (
        Text(
          ru: "Закрытие месяца ждёт вас: «\(partner)», \(month)", kk: "Айды жабу сізді күтуде: «\(partner)», \(month)",
          en: "A closing waits for you: «\(partner)», \(month)"),
        reasons + [
          Text(
            ru: "Счёт этому партнёру не выставлен; остальные закрыты. Проверьте и отпустите.",
            kk: "Бұл серіктеске шот шығарылмады; қалғандары жабылды. Тексеріп, жіберіңіз.",
            en: "This partner has no invoice; the others are closed. Look at it and release it.")
        ], link
      )
    case .refundAsked(let partner, let subscription, let sum, let link):
      (
        Text(
          ru: "Заявка на перезачёт от «\(partner)»", kk: "«\(partner)» қайта есепке алу өтінімі",
          en: "«\(partner)» asks for a refund"),
        [
          Text(
            ru: "Подписка \(subscription), по расчёту сервиса — \(sum.withSign).",
            kk: "\(subscription) жазылымы, сервистің есебі бойынша — \(sum.withSign).",
            en: "Subscription \(subscription), by the service's account \(sum.withSign).")
        ], link
      )
    case .refundDecided(let subscription, let granted, let answer, let link):
      (
        granted > .zero
          ? Text(
            ru: "Перезачёт по подписке \(subscription): \(granted.withSign)",
            kk: "\(subscription) жазылымы бойынша қайта есепке алу: \(granted.withSign)",
            en: "Refund about subscription \(subscription): \(granted.withSign)")
          : Text(
            ru: "В перезачёте по подписке \(subscription) отказано",
            kk: "\(subscription) жазылымы бойынша қайта есепке алудан бас тартылды",
            en: "The refund about subscription \(subscription) was refused"),
        [
          Text(
            ru: "Ответ сервиса: \(answer)", kk: "Сервистің жауабы: \(answer)", en: "The service's answer: \(answer)")
        ]
          + (granted > .zero
            ? [
              Text(
                ru: "Аванс зачтётся в следующих счетах, пока не закончится.",
                kk: "Аванс таусылғанша келесі шоттарда есепке алынады.",
                en: "The advance is set off against the next invoices until it is used up.")
            ] : []),
        link
      )
    case .settlementDiffers(let count, let first, let link):
      (
        Text(
          ru: "Сверка взаиморасчётов нашла расхождения: \(count)", kk: "Өзара есеп тексеруі айырма тапты: \(count)",
          en: "The audit of settlement found differences: \(count)"), [first], link
      )
    default: preconditionFailure("not a letter about settlement")
    }
  }
}
