package import Handbook
package import Markup

/// Everything around a page: who is here, where one can go, what was just done.
package struct Frame: Sendable {
  package struct Person: Sendable {
    package let name: String
    package let subscriber: String
    package let number: Subscriber.ID
    package let kind: Subscriber.Kind
    package let role: Role

    package init(name: String, subscriber: String, number: Subscriber.ID, kind: Subscriber.Kind, role: Role) {
      self.name = name
      self.subscriber = subscriber
      self.number = number
      self.kind = kind
      self.role = role
    }
  }

  package var language: Language
  package var theme: Theme
  package var person: Person?
  /// The path of the page, by which the current section is plain to see.
  package var path: String
  /// What every form carries to prove that it is ours.
  package var seal: String
  /// A line under the bar, only when something matters.
  package var strip: DemoStrip?
  /// Access ends soon, or is over, and where to do something about it (PRO-03).
  package var accessEnds: (day: Day, inDays: Int)?
  /// What was just done.
  package var told: Told?
  /// The hash of the style sheet and of the script, by which both are cached for ever.
  package var assets: String

  package init(
    language: Language, theme: Theme, person: Person?, path: String, seal: String, strip: DemoStrip? = nil,
    told: Told? = nil, assets: String
  ) {
    self.language = language
    self.theme = theme
    self.person = person
    self.path = path
    self.seal = seal
    self.strip = strip
    self.told = told
    self.assets = assets
  }

  /// The whole document.
  package func document(_ page: some Screen) -> [UInt8] {
    HTML.written(in: language) { whole(page) }.bytes
  }

  private func whole(_ page: some Screen) -> HTML {
    """
    <!DOCTYPE html>
    <html lang="\(language.rawValue)" data-theme="\(theme.rawValue)">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>\(page.title) · Balgyn</title>
    <link rel="stylesheet" href="/static/\(assets)/style.css">
    <link rel="icon" href="/static/\(assets)/mark.svg" type="image/svg+xml">
    <script type="module" src="/static/\(assets)/cabinet.js"></script>
    </head>
    <body\(if: person == nil, " class=\"door\"")>
    <a class="skip" href="#content">\(Text.skipToContent)</a>
    \(person.map(bar))
    \(strip.map { $0.html(sealed) })
    \(person.map(sections))
    <main id="content" tabindex="-1">
    \(accessEnds.map(notice))
    \(told.map { "<p class=\"told\" role=\"status\">\($0.text)</p>" as HTML })
    \(page.body(in: self))
    </main>
    \(if: person == nil, "<footer>\(languages)\(help(nil))</footer>")
    </body>
    </html>
    """
  }

  private func notice(_ access: (day: Day, inDays: Int)) -> HTML {
    """
    <p class="notice" role="status">\(access.inDays < 0 ? Text.accessEndedOn(access.day) : .accessEndsOn(access.day, access.inDays)) \
    <a href="\(Link.mine)">\(Text.whatToDo)</a></p>
    """
  }

  private func bar(_ person: Person) -> HTML {
    """
    <header class="bar">
    <button class="plain menu" type="button" data-toggles="sections" aria-expanded="false" \
    aria-controls="sections">☰<span class="unseen">\(Text.sections)</span></button>
    <a class="mark" href="/" aria-label="Balgyn"><img src="/static/\(assets)/mark.svg" alt="" width="24" height="24">\
    <b>Balgyn</b></a>
    <a class="where" href="\(Link.profile)#subscribers" title="\(Text.switchSubscriber)">\
    \(person.subscriber) <span class="muted">№ \(person.number)</span></a>
    \(if: person.kind != .client && person.role.may(.serve), search)
    \(help(person.kind))
    <a class="who" href="\(Link.profile)" title="\(person.role.text)">\(person.name)</a>
    \(languages)
    <form method="post" action="\(Link.signOut)"><input type="hidden" name="seal" value="\(seal)">\
    <button class="plain">\(Text.signOut)</button></form>
    </header>
    """
  }

  private var search: HTML {
    """
    <form class="search" role="search" action="\(Link.subscribers)">\
    <input type="search" name="q" aria-label="\(Text.searchSubscribers)" placeholder="\(Text.searchSubscribers)" \
    data-hotkey="search"></form>
    """
  }

  /// The chapter of the handbook that is about this page; also by F1.
  private func help(_ kind: Subscriber.Kind?) -> HTML {
    """
    <a class="help" href="\(helpLink(on: path, kind))" data-hotkey="help" title="\(Text.help) (F1)">\(Text.help)</a>
    """
  }

  private var languages: HTML {
    """
    <nav class="languages" aria-label="\(Text.languageWord)">\(Language.allCases.html {
      $0 == language ? "<b lang=\"\($0.rawValue)\" aria-current=\"true\">\($0.rawValue.uppercased())</b>" :
        """
        <a lang="\($0.rawValue)" href="?lang=\($0.rawValue)" title="\($0.name)">\($0.rawValue.uppercased())</a>
        """
    })</nav>
    """
  }

  private func sections(_ person: Person) -> HTML {
    let groups = Section.groups(for: person.kind, person.role)
    return """
      <nav class="sections" id="sections" aria-label="\(Text.sections)">\(groups.html { group in
        """
        <h2>\(group.title)</h2><ul>\(group.links.html { link in
          "<li><a href=\"\(link.path)\"\(if: isCurrent(link.path), " aria-current=\"page\"")>\(link.text)</a></li>"
        })</ul>
        """
      })</nav>
      """
  }

  private func isCurrent(_ link: String) -> Bool {
    link == "/" ? path == "/" : path == link || path.utf8.starts(with: (link + "/").utf8)
  }

  /// The hidden field of every form.
  package var sealed: HTML { "<input type=\"hidden\" name=\"seal\" value=\"\(seal)\">" }
}

/// A page: its title, and what it shows inside the frame.
package protocol Screen: Sendable {
  var title: Text { get }
  func body(in frame: Frame) -> HTML
}

/// The sections at the left, by what the subscriber is and what the role may.
struct Section {
  let title: Text
  let links: [(path: String, text: Text)]

  static func groups(for kind: Subscriber.Kind, _ role: Role) -> [Section] {
    var groups: [Section] = []
    let serves = role.may(.serve)
    if kind == .partner, serves {
      groups.append(
        Section(
          title: .clients,
          links: [
            ("/", .home), (Link.subscribers, .servedSubscribers), (Link.journal, .servedSubscriptions),
            (Link.renewals, .renewals), (Link.corrections, .corrections),
            (Link.invitations, .registrationInvitations), (Link.tariffs, .tariffs), (Link.prices, .ownPrices),
          ]))
      groups.append(
        Section(
          title: .money,
          links: [
            (Link.bills, .bills), (Link.bankPayments, .bankPayments), (Link.payee, .payeeTitle),
            (Link.contractTemplate, .contractTemplateTitle), (Link.settlement, .settlementWord),
            (Link.invoices, .invoicesToPay), (Link.reconciliation, .reconciliationWord), (Link.refunds, .refundsWord),
          ]))
    }
    if kind == .vendor, serves {
      groups.append(
        Section(
          title: .service,
          links: [
            ("/", .home), (Link.partners, .partners), (Link.distributors, .distributorsWord),
            (Link.subscribers, .allSubscribers),
            (Link.journal, .allSubscriptions), (Link.corrections, .corrections),
            (Link.entityChecks, .entityChecksTitle), (Link.tariffs, .tariffs),
          ]
            + (role.may(.govern)
              ? [(Link.catalogue, .catalogueWord), (Link.letters, .letters), (Link.audit, .auditLog)] : [])))
    }
    if kind != .client, serves { groups.append(settlement(for: kind)) }
    if kind == .vendor || kind == .distributor, serves {
      groups.append(
        Section(
          title: .money,
          links: (kind == .distributor ? [("/", .home)] : []) + [
            (Link.settlement, .settlementWord), (Link.invoices, .invoicesWord), (Link.payments, .paymentsWord),
          ] + (kind == .vendor ? [(Link.refunds, .refundsWord)] : [])))
    }
    if kind == .client || kind == .partner {
      var links: [(String, Text)] = kind == .client || !serves ? [("/", .home)] : []
      links.append((Link.infobases, .myApplications))
      if role.may(.seeHouse) {
        links.append((Link.mine, .mySubscriptions))
        if kind == .client { links += [(Link.myBills, .bills), (Link.myContracts, .contractsTitle)] }
        links.append((Link.sessions, .sessionsWord))
      }
      if role.may(.manageInfobases) { links += [(Link.matrix, .rightsMatrix)] }
      if role.may(.grantAccess) { links += [(Link.grants, .accessForOthers)] }
      groups.append(Section(title: kind == .client ? .work : .ownBooks, links: links))
    }
    if role.may(.seeHouse) {
      var links: [(String, Text)] = [(Link.card, .ownCard), (Link.users, .usersWord)]
      if role.may(.manageTokens) { links.append((Link.tokens, .apiTokens)) }
      groups.append(Section(title: .organisation, links: links))
    } else if groups.isEmpty {
      groups.append(Section(title: .work, links: [("/", .home)]))
    }
    return groups
  }
}

/// What was just done: the word travels in the link, the text is ours.
package enum Told: String, CaseIterable, Sendable {
  case saved, invited, resent, blocked, unblocked, posted, drafted, deleted, userInvited, roleChanged, userRemoved
  case infobaseAsked, sessionEnding, granted, revoked, signInEnded, passwordChanged, secondFactorOff, partnerAdded
  case distributorAdded
  case extended, shortened, asked, corrected, graceTaken, boostTaken, wished
  case contractMade, entityChanged, entityChecked, billSentWithoutForm
  case billMade, billPaid, billSent, billCancelled, paired, setAside
  case monthsClosed, released, paymentRecorded, paymentReversed, refundBegun, documentAttached, refundSent,
    refundDecided
  case standingSet, again, restored, signedOut, tokenRevoked, backedUp, clockMoved

  var text: Text {
    switch self {
    case .saved: Text(ru: "Записано.", kk: "Жазылды.", en: "Saved.")
    case .invited: Text(ru: "Приглашение отправлено.", kk: "Шақыру жіберілді.", en: "The invitation is on its way.")
    case .resent:
      Text(
        ru: "Отправлен новый код; прежний больше не действует.", kk: "Жаңа код жіберілді; бұрынғысы енді жарамсыз.",
        en: "A new code is on its way; the old one no longer works.")
    case .blocked: Text(ru: "Приглашение заблокировано.", kk: "Шақыру бұғатталды.", en: "The invitation is blocked.")
    case .unblocked: Text(ru: "Блокировка снята.", kk: "Бұғат алынды.", en: "The invitation works again.")
    case .posted: Text(ru: "Подписка проведена.", kk: "Жазылым өткізілді.", en: "The subscription is posted.")
    case .drafted:
      Text(
        ru: "Черновик записан. Он ничего не меняет, пока не проведён.",
        kk: "Қаралама жазылды. Өткізілгенше ештеңені өзгертпейді.",
        en: "The draft is saved. It does nothing until it is posted.")
    case .deleted: Text(ru: "Удалено.", kk: "Жойылды.", en: "Deleted.")
    case .userInvited: Text(ru: "Приглашение отправлено.", kk: "Шақыру жіберілді.", en: "The invitation is on its way.")
    case .roleChanged: Text(ru: "Роль изменена.", kk: "Рөл өзгертілді.", en: "The role is changed.")
    case .userRemoved: Text(ru: "Пользователь отключён.", kk: "Пайдаланушы ажыратылды.", en: "The user is removed.")
    case .infobaseAsked:
      Text(
        ru: "База готовится. Обычно это занимает секунду.", kk: "База дайындалуда. Әдетте бір секунд кетеді.",
        en: "The infobase is being prepared. It usually takes a second.")
    case .sessionEnding:
      Text(
        ru: "Сеанс завершится через минуту: человек предупреждён.",
        kk: "Сеанс бір минуттан кейін аяқталады: адам ескертілді.",
        en: "The session ends in a minute; its person is warned.")
    case .granted: Text(ru: "Доступ дан.", kk: "Қолжетімділік берілді.", en: "Access is given.")
    case .revoked: Text(ru: "Отозвано.", kk: "Кері алынды.", en: "Revoked.")
    case .signInEnded: Text(ru: "Вход завершён.", kk: "Кіру аяқталды.", en: "That sign-in is over.")
    case .passwordChanged: Text(ru: "Пароль изменён.", kk: "Құпиясөз өзгертілді.", en: "The password is changed.")
    case .secondFactorOff:
      Text(ru: "Второй фактор отключён.", kk: "Екінші фактор өшірілді.", en: "The second factor is off.")
    case .partnerAdded:
      Text(
        ru: "Партнёр добавлен, письмо владельцу отправлено.", kk: "Серіктес қосылды, иесіне хат жіберілді.",
        en: "The partner is added; its owner has a letter.")
    case .distributorAdded:
      Text(
        ru: "Дистрибьютор добавлен, письмо владельцу отправлено.", kk: "Дистрибьютор қосылды, иесіне хат жіберілді.",
        en: "The distributor is added; its owner has a letter.")
    case .extended: Text(ru: "Расширения проведены.", kk: "Кеңейтулер өткізілді.", en: "The extensions are posted.")
    case .shortened: Text(ru: "Подписка сокращена.", kk: "Жазылым қысқартылды.", en: "The subscription is shortened.")
    case .asked:
      Text(
        ru: "Запрос отправлен владельцу сервиса.", kk: "Сұрау сервис иесіне жіберілді.",
        en: "The request is with the vendor.")
    case .corrected: Text(ru: "Подписка исправлена.", kk: "Жазылым түзетілді.", en: "The subscription is corrected.")
    case .graceTaken:
      Text(
        ru: "Готово: приложения снова работают.", kk: "Дайын: қолданбалар қайта жұмыс істейді.",
        en: "Done: the applications work again.")
    case .boostTaken:
      Text(ru: "Готово: лимиты расширены.", kk: "Дайын: лимиттер кеңейтілді.", en: "Done: the limits are raised.")
    case .wished:
      Text(
        ru: "Просьба отправлена обслуживающей организации.", kk: "Өтініш қызмет көрсететін ұйымға жіберілді.",
        en: "Your servicing organisation has the request.")
    case .contractMade: Text(ru: "Договор составлен.", kk: "Шарт жасалды.", en: "The contract is made.")
    case .entityChanged:
      Text(
        ru: "Юрлицо сменено. Подписки и базы сохранены; владелец сервиса проверит новые реквизиты.",
        kk: "Заңды тұлға ауыстырылды. Жазылымдар мен базалар сақталды; сервис иесі жаңа деректемелерді тексереді.",
        en: "The legal entity is changed. Subscriptions and infobases stay; the vendor will check the new details.")
    case .entityChecked: Text(ru: "Ответ записан.", kk: "Жауап жазылды.", en: "The answer is kept.")
    case .billSentWithoutForm:
      Text(
        ru: "Счёт отправлен клиенту, но без PDF: напечатать форму сейчас не получилось. Ссылка в письме его покажет.",
        kk: "Шот клиентке PDF-сіз жіберілді: форманы қазір басып шығару мүмкін болмады. Хаттағы сілтеме оны көрсетеді.",
        en:
          "The client has the bill, but without the PDF: the form could not be printed now. The link in the letter shows it."
      )
    case .billMade: Text(ru: "Счёт создан.", kk: "Шот жасалды.", en: "The bill is made.")
    case .billPaid:
      Text(
        ru: "Счёт оплачен, подписки по нему проведены.", kk: "Шот төленді, ол бойынша жазылымдар өткізілді.",
        en: "The bill is paid, and its subscriptions are posted.")
    case .billSent: Text(ru: "Счёт отправлен клиенту.", kk: "Шот клиентке жіберілді.", en: "The client has the bill.")
    case .billCancelled: Text(ru: "Счёт отменён.", kk: "Шоттың күші жойылды.", en: "The bill is cancelled.")
    case .paired:
      Text(
        ru: "Платёж отнесён на счёт, подписки проведены.", kk: "Төлем шотқа жатқызылды, жазылымдар өткізілді.",
        en: "The payment is taken for the bill, and its subscriptions are posted.")
    case .setAside: Text(ru: "Платёж отложен.", kk: "Төлем кейінге қалдырылды.", en: "The payment is set aside.")
    case .monthsClosed: Text(ru: "Месяц закрыт.", kk: "Ай жабылды.", en: "The month is closed.")
    case .released:
      Text(
        ru: "Закрытие отпущено, счёт выставлен.", kk: "Жабу жіберілді, шот шығарылды.",
        en: "The closing is released, the invoice is issued.")
    case .paymentRecorded: Text(ru: "Оплата записана.", kk: "Төлем жазылды.", en: "The payment is recorded.")
    case .paymentReversed: Text(ru: "Оплата сторнирована.", kk: "Төлем сторно етілді.", en: "The payment is reversed.")
    case .refundBegun:
      Text(
        ru: "Заявка начата. Приложите три документа и отправьте.",
        kk: "Өтінім басталды. Үш құжатты тіркеп, жіберіңіз.",
        en: "The request is begun. Attach the three documents and send it.")
    case .documentAttached: Text(ru: "Документ приложен.", kk: "Құжат тіркелді.", en: "The document is attached.")
    case .refundSent:
      Text(
        ru: "Заявка отправлена владельцу сервиса.", kk: "Өтінім сервис иесіне жіберілді.",
        en: "The request is with the vendor.")
    case .refundDecided: Text(ru: "Решение записано.", kk: "Шешім жазылды.", en: "The decision is recorded.")
    case .standingSet: Text(ru: "Статус изменён.", kk: "Мәртебе өзгертілді.", en: "The standing is changed.")
    case .again: Text(ru: "Пробуем ещё раз.", kk: "Қайта көріп жатырмыз.", en: "Trying again.")
    case .restored: Text(ru: "Восстановлено.", kk: "Қалпына келтірілді.", en: "Restored.")
    case .signedOut: Text(ru: "Вы вышли.", kk: "Сіз шықтыңыз.", en: "You are signed out.")
    case .tokenRevoked: Text(ru: "Токен отозван.", kk: "Токен кері алынды.", en: "The token is revoked.")
    case .clockMoved:
      Text(
        ru: "Часы переведены. Дни прошли: письма ушли, сроки истекли.",
        kk: "Сағат жылжытылды. Күндер өтті: хаттар кетті, мерзімдер аяқталды.",
        en: "The clock is moved. The days have passed: letters went out, terms have ended.")
    case .backedUp: Text(ru: "Копия сделана.", kk: "Көшірме жасалды.", en: "The copy is made.")
    }
  }
}

extension Text {
  static let whatToDo = Text(ru: "Что можно сделать", kk: "Не істеуге болады", en: "What can be done")
  static func accessEndedOn(_ day: Day) -> Text {
    Text(
      ru: "Доступ закончился \(day): приложения не запускаются, данные сохранены.",
      kk: "Қолжетімділік \(day) аяқталды: қолданбалар іске қосылмайды, деректер сақталған.",
      en: "Access ended on \(day): applications do not start, the data are kept.")
  }
  static func accessEndsOn(_ day: Day, _ days: Int) -> Text {
    let left = Text.inDays(days)
    return Text(
      ru: "Доступ закончится \(day) (\(left.ru)).", kk: "Қолжетімділік \(day) аяқталады (\(left.kk)).",
      en: "Access ends on \(day) (\(left.en)).")
  }
}
