package import Handbook
import Markup

extension Letter {
  /// How the letter reads, as text and as HTML.
  package func printed(in language: Language) -> PrintedLetter {
    let (subject, lines, link) = content
    let facts = lines.map { $0[language] }
    let plain =
      ([Text.hello[language], ""] + facts + (link.map { ["", $0] } ?? []) + ["", Text.signature[language]])
      .joined(separator: "\n") + "\n"
    let html = HTML.written(in: language) {
      """
      <!DOCTYPE html><html lang="\(language.rawValue)"><head><meta charset="utf-8"><title>\(subject)</title></head>\
      <body style="margin:0;background:#f6f5f0;color:#23261f;font:16px/24px sans-serif">\
      <div style="max-width:560px;margin:0 auto;padding:24px"><p style="color:#2f6b1f;font-weight:bold">Balgyn</p>\
      <div style="background:#fff;border:1px solid #dcdad0;border-radius:6px;padding:24px">\
      <p>\(Text.hello)</p>\(lines.html { "<p>\($0)</p>" })\
      \(link.map {
          """
          <p><a href="\($0)" style="display:inline-block;background:#2f6b1f;color:#fff;text-decoration:none;padding:10px \
          18px;border-radius:6px">\(button)</a></p><p style="color:#5d6156;font-size:13px;word-break:break-all">\($0)</p>
          """ as HTML
        })</div><p style="color:#5d6156;font-size:13px">\(Text.signature)</p></div></body></html>
      """
    }
    return PrintedLetter(
      subject: subject[language], plain: plain, html: String(decoding: html.bytes, as: UTF8.self))
  }

  private var button: Text {
    switch self {
    case .invitation: .registerButton
    case .userInvitation, .welcome: .accept
    case .passwordReset: Text(ru: "Задать пароль", kk: "Құпиясөз қою", en: "Set the password")
    default: Text(ru: "Открыть", kk: "Ашу", en: "Open")
    }
  }

  private var content: (subject: Text, lines: [Text], link: String?) {
    switch self {
    case .invitation(let partner, let link, let until):
      (
        Text(
          ru: "Приглашение в сервис от «\(partner)»", kk: "«\(partner)» ұйымынан сервиске шақыру",
          en: "An invitation from «\(partner)»"),
        [
          Text(
            ru:
              """
              «\(partner)» приглашает вас вести учёт в облаке. Зарегистрируйтесь по ссылке: тестовый период начнётся \
              сразу.
              """,
            kk:
              """
              «\(partner)» сізді есепті бұлтта жүргізуге шақырады. Сілтемемен тіркеліңіз: сынақ мерзімі бірден \
              басталады.
              """,
            en:
              """
              «\(partner)» invites you to keep your books in the cloud. Register by the link: the test period starts \
              at once.
              """
          ),
          Text(
            ru: "Ссылка действует до \(until).", kk: "Сілтеме \(until) дейін жарамды.",
            en: "The link is good until \(until)."),
        ], link
      )
    case .invitationActivated(let email, let number, let link):
      (
        Text(
          ru: "Клиент зарегистрировался: \(email)", kk: "Клиент тіркелді: \(email)",
          en: "A client has registered: \(email)"),
        [
          Text(
            ru: "\(email) принял ваше приглашение. Номер абонента — \(number). Тестовый период начался.",
            kk: "\(email) шақыруыңызды қабылдады. Абонент нөмірі — \(number). Сынақ мерзімі басталды.",
            en:
              """
              \(email) has accepted your invitation. The subscriber's number is \(number). The test period has started.
              """
          )
        ], link
      )
    case .userInvitation(let subscriber, let role, let inviter, let link, let until):
      (
        Text(
          ru: "Вас приглашают в «\(subscriber)»", kk: "Сізді «\(subscriber)» ішіне шақырады",
          en: "You are invited into «\(subscriber)»"),
        [
          Text(
            ru: "\(inviter) приглашает вас работать в «\(subscriber)». Роль: \(role.text.ru).",
            kk: "\(inviter) сізді «\(subscriber)» ішінде жұмыс істеуге шақырады. Рөлі: \(role.text.kk).",
            en: "\(inviter) invites you to work in «\(subscriber)». Role: \(role.text.en)."),
          Text(
            ru: "Ссылка действует до \(until).", kk: "Сілтеме \(until) дейін жарамды.",
            en: "The link is good until \(until)."),
        ], link
      )
    case .welcome(let name, let number, let link):
      (
        Text(
          ru: "Доступ партнёра: «\(name)»", kk: "Серіктес қолжетімділігі: «\(name)»", en: "Partner access: «\(name)»"),
        [
          Text(
            ru:
              """
              «\(name)» подключён к сервису как партнёр, номер абонента \(number). Вы — владелец: пригласите коллег и \
              первых клиентов.
              """,
            kk:
              """
              «\(name)» сервиске серіктес ретінде қосылды, абонент нөмірі \(number). Сіз — иесі: әріптестеріңізді және \
              алғашқы клиенттерді шақырыңыз.
              """,
            en:
              """
              «\(name)» is connected to the service as a partner, subscriber number \(number). You are its owner: \
              invite colleagues and the first clients.
              """
          )
        ], link
      )
    case .passwordReset(let link, let minutes):
      (
        Text(ru: "Новый пароль", kk: "Жаңа құпиясөз", en: "A new password"),
        [
          Text(
            ru: "По этой ссылке можно задать новый пароль. Она действует \(minutes) минут и один раз.",
            kk: "Бұл сілтеме арқылы жаңа құпиясөз қоюға болады. Ол \(minutes) минут және бір рет жарамды.",
            en: "This link sets a new password. It is good for \(minutes) minutes and works once."),
          Text(
            ru: "Если вы ничего не запрашивали, просто удалите письмо.",
            kk: "Егер сіз ештеңе сұрамаған болсаңыз, хатты жойыңыз.",
            en: "If you did not ask for it, delete this letter."),
        ], link
      )
    case .passwordChanged(let address):
      (
        Text(ru: "Пароль изменён", kk: "Құпиясөз өзгертілді", en: "The password was changed"),
        [
          Text(
            ru: "Пароль вашего входа изменён с адреса \(address). Остальные входы завершены.",
            kk: "Кіру құпиясөзіңіз \(address) мекенжайынан өзгертілді. Басқа кірулер аяқталды.",
            en: "The password of your sign-in was changed from \(address). Other sign-ins were ended."),
          Text(
            ru: "Если это были не вы, сразу задайте новый пароль на странице входа.",
            kk: "Егер бұл сіз болмасаңыз, кіру бетінде бірден жаңа құпиясөз қойыңыз.",
            en: "If it was not you, set a new password on the sign-in page at once."),
        ], nil
      )
    case .subscriptionPosted(let tariff, let period, let partner, let link):
      (
        Text(
          ru: "Подписка оформлена: \(tariff.ru)", kk: "Жазылым рәсімделді: \(tariff.kk)",
          en: "Subscription issued: \(tariff.en)"),
        [
          Text(
            ru: "«\(partner)» оформил вам подписку «\(tariff.ru)»: \(period).",
            kk: "«\(partner)» сізге «\(tariff.kk)» жазылымын рәсімдеді: \(period).",
            en: "«\(partner)» has issued you the subscription «\(tariff.en)»: \(period).")
        ], link
      )
    case .correctionAnswered(let number, let isDone, let answer, let link):
      (
        isDone
          ? Text(
            ru: "Подписка \(number) исправлена", kk: "\(number) жазылымы түзетілді",
            en: "Subscription \(number) is corrected")
          : Text(
            ru: "Запрос по подписке \(number) отклонён", kk: "\(number) жазылымы бойынша сұрау қабылданбады",
            en: "The request about subscription \(number) was declined"),
        [
          Text(
            ru: "Ответ сервиса: \(answer)", kk: "Сервистің жауабы: \(answer)", en: "The service's answer: \(answer)")
        ], link
      )
    case .wish(let client, let tariff, let comment, let link):
      (
        Text(
          ru: "«\(client)» просит тариф «\(tariff.ru)»", kk: "«\(client)» «\(tariff.kk)» тарифін сұрайды",
          en: "«\(client)» asks for «\(tariff.en)»"),
        [
          Text(
            ru: "Клиент «\(client)» просит оформить тариф «\(tariff.ru)».",
            kk: "«\(client)» клиенті «\(tariff.kk)» тарифін рәсімдеуді сұрайды.",
            en: "The client «\(client)» asks for the tariff «\(tariff.en)».")
        ] + (comment.isEmpty ? [] : [Text(verbatim: "«\(comment)»")]), link
      )
    case .bill(let name, let partner, let sum, let dueOn, let hasForm, let link):
      (
        Text(ru: "Счёт № \(name.ru)", kk: "\(name.kk) шоты", en: "Bill \(name.en)"),
        [
          Text(
            ru: "«\(partner)» выставил вам счёт № \(name.ru) на \(sum.withSign). Оплатите его до \(dueOn).",
            kk: "«\(partner)» сізге \(sum.withSign) сомасына \(name.kk) шотын қойды. Оны \(dueOn) дейін төлеңіз.",
            en: "«\(partner)» has sent you bill \(name.en) for \(sum.withSign). Please pay it by \(dueOn)."),
          Text(
            ru: "Укажите номер счёта в назначении платежа: подписка начнёт действовать после оплаты.",
            kk: "Төлем тағайындауында шот нөмірін көрсетіңіз: жазылым төлемнен кейін басталады.",
            en: "Name the bill's number in the purpose of the payment: the subscription begins after it."),
        ]
          + (hasForm
            ? [Text(ru: "Счёт приложен к письму.", kk: "Шот хатқа тіркелген.", en: "The bill is attached.")] : []),
        link
      )
    case .infobaseFailed(let name, let reason, let link):
      (
        Text(
          ru: "База «\(name)» не подготовилась", kk: "«\(name)» базасы дайындалмады",
          en: "The infobase «\(name)» was not prepared"),
        [
          Text(
            ru: "Причина: \(reason). Попробуйте ещё раз в карточке базы.",
            kk: "Себебі: \(reason). База карточкасында қайта көріңіз.",
            en: "Reason: \(reason). Try again on the infobase's page.")
        ], link
      )
    case .invoiceIssued, .closingParked, .refundAsked, .refundDecided, .settlementDiffers: settlement
    }
  }
}

extension Text {
  static let hello = Text(ru: "Здравствуйте!", kk: "Сәлеметсіз бе!", en: "Hello,")
  static let signature = Text(
    ru: "Это письмо отправил сервис Balgyn. Отвечать на него не нужно.",
    kk: "Бұл хатты Balgyn сервисі жіберді. Оған жауап берудің қажеті жоқ.",
    en: "This letter was sent by the Balgyn service. There is no need to answer it.")
  static let registerButton = Text(ru: "Зарегистрироваться", kk: "Тіркелу", en: "Register")
}
