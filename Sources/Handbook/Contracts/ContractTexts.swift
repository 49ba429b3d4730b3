/// The product's own texts of contracts: short, to be read by an accountant. A partner adds its clauses to them.
enum ContractTexts {
  static let ownClauses = Text(ru: "Особые условия", kk: "Ерекше талаптар", en: "Special terms")

  /// What an agreement about something sold says besides.
  static let terms = Text(
    ru: "Срок: {{period}}. Сумма: {{sum}} тенге ({{sumInWords}}).",
    kk: "Мерзімі: {{period}}. Сомасы: {{sum}} теңге ({{sumInWords}}).",
    en: "Term: {{period}}. Sum: {{sum}} tenge ({{sumInWords}}).")

  static let licence = Text(
    ru: """
      # Лицензионный договор № {{number}}

      {{date}}

      {{seller}}, БИН/ИИН {{sellerBIN}}, далее «Партнёр», в лице: {{sellerHeadTitle}} {{sellerHead}}, и {{client}}, \
      БИН/ИИН {{clientBIN}}, абонент № {{clientNumber}}, далее «Клиент», договорились о следующем.

      ## 1. Предмет

      Партнёр предоставляет Клиенту право пользоваться приложениями сервиса через интернет на условиях тарифа, который \
      Клиент выбрал, а Клиент платит за это право. Данные, которые Клиент ведёт в сервисе, принадлежат Клиенту.

      ## 2. Цена и оплата

      Цена указана в счёте Партнёра. Подписка начинает действовать после оплаты счёта целиком. Расширение, апгрейд и \
      смена юридического лица Клиента оформляются дополнительным соглашением.

      ## 3. Срок

      Право пользования действует в течение срока оплаченных подписок. После его окончания приложения не запускаются, \
      а данные хранятся не меньше срока, объявленного в сервисе, и Клиент может выгрузить их.

      ## 4. Ответственность

      Партнёр консультирует Клиента по работе с сервисом. Клиент хранит свои пароли и не передаёт их никому. За \
      нарушение договора стороны отвечают по законам Республики Казахстан.
      {{clauses}}

      ## Реквизиты

      | Партнёр | Клиент |
      |---|---|
      | {{seller}} | {{client}} |
      | БИН/ИИН {{sellerBIN}} | БИН/ИИН {{clientBIN}} |
      | {{sellerAddress}} | абонент № {{clientNumber}} |
      | ИИК {{iban}}, {{bank}}, БИК {{bic}} | |
      | {{sellerHeadTitle}} {{sellerHead}} ____________ | ____________ |
      """,
    kk: """
      # № {{number}} лицензиялық шарт

      {{date}}

      {{seller}}, БСН/ЖСН {{sellerBIN}}, бұдан әрі «Серіктес», атынан: {{sellerHeadTitle}} {{sellerHead}}, және \
      {{client}}, БСН/ЖСН {{clientBIN}}, № {{clientNumber}} абонент, бұдан әрі «Клиент», төмендегілер туралы келісті.

      ## 1. Мәні

      Серіктес Клиентке сервис қолданбаларын Клиент таңдаған тариф шарттарымен интернет арқылы пайдалану құқығын \
      береді, ал Клиент осы құқық үшін төлейді. Клиент сервисте жүргізетін деректер Клиентке тиесілі.

      ## 2. Бағасы және төлемі

      Бағасы Серіктестің шотында көрсетіледі. Жазылым шот толық төленгеннен кейін қолданыла бастайды. Кеңейту, апгрейд \
      және Клиенттің заңды тұлғасының ауысуы қосымша келісіммен рәсімделеді.

      ## 3. Мерзімі

      Пайдалану құқығы төленген жазылымдар мерзімі бойы қолданылады. Ол аяқталғаннан кейін қолданбалар іске \
      қосылмайды, ал деректер сервисте жарияланған мерзімнен кем сақталмайды және Клиент оларды түсіріп ала алады.

      ## 4. Жауапкершілік

      Серіктес Клиентке сервиспен жұмыс бойынша кеңес береді. Клиент құпиясөздерін сақтайды және ешкімге бермейді. \
      Шартты бұзғаны үшін тараптар Қазақстан Республикасының заңдары бойынша жауап береді.
      {{clauses}}

      ## Деректемелер

      | Серіктес | Клиент |
      |---|---|
      | {{seller}} | {{client}} |
      | БСН/ЖСН {{sellerBIN}} | БСН/ЖСН {{clientBIN}} |
      | {{sellerAddress}} | № {{clientNumber}} абонент |
      | ЖСК {{iban}}, {{bank}}, БСК {{bic}} | |
      | {{sellerHeadTitle}} {{sellerHead}} ____________ | ____________ |
      """,
    en: """
      # Licence contract № {{number}}

      {{date}}

      {{seller}}, BIN/IIN {{sellerBIN}}, the “Partner”, represented by {{sellerHeadTitle}} {{sellerHead}}, and {{client}}, \
      BIN/IIN {{clientBIN}}, subscriber № {{clientNumber}}, the “Client”, have agreed as follows.

      ## 1. Subject

      The Partner gives the Client the right to use the service's applications over the internet on the terms of the \
      tariff that the Client has chosen, and the Client pays for it. What the Client keeps in the service is the Client's.

      ## 2. Price and payment

      The price stands on the Partner's bill. A subscription takes effect after the bill has been paid in full. An \
      extension, an upgrade and another legal entity of the Client are recorded by a supplementary agreement.

      ## 3. Term

      The right lasts for the term of the paid subscriptions. After it applications do not start, and the data are kept \
      for no less than the time that the service announces; the Client may unload them.

      ## 4. Liability

      The Partner advises the Client on the service. The Client keeps its passwords and gives them to nobody. For a breach \
      the parties answer under the laws of the Republic of Kazakhstan.
      {{clauses}}

      ## Details

      | Partner | Client |
      |---|---|
      | {{seller}} | {{client}} |
      | BIN/IIN {{sellerBIN}} | BIN/IIN {{clientBIN}} |
      | {{sellerAddress}} | subscriber № {{clientNumber}} |
      | Account {{iban}}, {{bank}}, BIC {{bic}} | |
      | {{sellerHeadTitle}} {{sellerHead}} ____________ | ____________ |
      """)

  static let supplement = Text(
    ru: """
      # Дополнительное соглашение № {{number}}

      к лицензионному договору № {{licence}} от {{licenceDate}}

      {{date}}

      {{seller}}, БИН/ИИН {{sellerBIN}} («Партнёр»), и {{client}}, БИН/ИИН {{clientBIN}} («Клиент»), договорились \
      дополнить договор:

      **{{subject}}**

      {{terms}}

      В остальном условия договора не меняются.

      | Партнёр | Клиент |
      |---|---|
      | {{sellerHeadTitle}} {{sellerHead}} ____________ | ____________ |
      """,
    kk: """
      # № {{number}} қосымша келісім

      {{licenceDate}} күнгі № {{licence}} лицензиялық шартқа

      {{date}}

      {{seller}}, БСН/ЖСН {{sellerBIN}} («Серіктес»), және {{client}}, БСН/ЖСН {{clientBIN}} («Клиент»), шартты \
      толықтыруға келісті:

      **{{subject}}**

      {{terms}}

      Шарттың қалған талаптары өзгермейді.

      | Серіктес | Клиент |
      |---|---|
      | {{sellerHeadTitle}} {{sellerHead}} ____________ | ____________ |
      """,
    en: """
      # Supplementary agreement № {{number}}

      to licence contract № {{licence}} of {{licenceDate}}

      {{date}}

      {{seller}}, BIN/IIN {{sellerBIN}} (the “Partner”), and {{client}}, BIN/IIN {{clientBIN}} (the “Client”), have agreed \
      to add to the contract:

      **{{subject}}**

      {{terms}}

      The other terms of the contract stay.

      | Partner | Client |
      |---|---|
      | {{sellerHeadTitle}} {{sellerHead}} ____________ | ____________ |
      """)

  static let transfer = Text(
    ru: """
      # Акт приёма-передачи информационной базы № {{number}}

      {{date}}

      {{oldClient}}, БИН/ИИН {{oldClientBIN}}, передаёт, а {{client}}, БИН/ИИН {{clientBIN}}, принимает информационную \
      базу «{{infobase}}» № {{infobaseNumber}} в сервисе у абонента № {{clientNumber}} вместе со всеми данными, которые в \
      ней есть на дату акта. Подписки и подключённые услуги сохраняются.

      | Передал | Принял |
      |---|---|
      | {{oldClient}} ____________ | {{client}} ____________ |
      """,
    kk: """
      # Ақпараттық базаны қабылдау-тапсыру актісі № {{number}}

      {{date}}

      {{oldClient}}, БСН/ЖСН {{oldClientBIN}}, тапсырады, ал {{client}}, БСН/ЖСН {{clientBIN}}, № {{clientNumber}} \
      абоненттің сервистегі № {{infobaseNumber}} «{{infobase}}» ақпараттық базасын акт күнгі барлық деректерімен бірге \
      қабылдайды. Жазылымдар мен қосылған қызметтер сақталады.

      | Тапсырды | Қабылдады |
      |---|---|
      | {{oldClient}} ____________ | {{client}} ____________ |
      """,
    en: """
      # Act of transfer of an infobase № {{number}}

      {{date}}

      {{oldClient}}, BIN/IIN {{oldClientBIN}}, hands over, and {{client}}, BIN/IIN {{clientBIN}}, takes over the infobase \
      “{{infobase}}” № {{infobaseNumber}} of subscriber № {{clientNumber}} with all the data in it on the day of the act. \
      Subscriptions and connected services stay.

      | Handed over | Taken over |
      |---|---|
      | {{oldClient}} ____________ | {{client}} ____________ |
      """)
}
