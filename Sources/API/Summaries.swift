package import Handbook

/// What each act does, in a sentence: by the name of the act, as the page `/api` says it. The OpenAPI document takes the
/// English one.
enum Summary {
  static let readToken = Text(
    ru: "Чей это токен и что ему можно.",
    kk: "Токен кімдікі және оған не болады.",
    en: "Whose the token is, and what it may.")
  static let readOwnCard = Text(
    ru: "Свои реквизиты (E-06).",
    kk: "Өз деректемелері (E-06).",
    en: "One's own requisites (E-06).")
  static let writeOwnCard = Text(
    ru: "Записывает свои реквизиты целиком (E-07).",
    kk: "Өз деректемелерін толығымен жазады (E-07).",
    en: "Writes one's own requisites whole (E-07).")
  static let readOwnHistory = Text(
    ru: "Кто что делал с абонентом, сначала новое.",
    kk: "Абонентпен кім не істеді, жаңасы бірінші.",
    en: "Who did what with the subscriber, newest first.")
  static let listUsers = Text(
    ru: "Пользователи абонента и их роли (A-11).",
    kk: "Абонент пайдаланушылары және олардың рөлдері (A-11).",
    en: "The people of the subscriber and their roles (A-11).")
  static let listUserInvitations = Text(
    ru: "Кого пригласили и кто ещё не ответил (BEY-44).",
    kk: "Кім шақырылды және әлі жауап бермеді (BEY-44).",
    en: "Who was asked in and has not answered (BEY-44).")
  static let inviteUser = Text(
    ru: "Приглашает человека письмом (E-02).",
    kk: "Адамды хатпен шақырады (E-02).",
    en: "Asks somebody in by letter (E-02).")
  static let revokeUserInvitation = Text(
    ru: "Отзывает приглашение.",
    kk: "Шақыруды қайтарып алады.",
    en: "Takes the invitation back.")
  static let changeRole = Text(
    ru: "Даёт пользователю другую роль (DEC-34).",
    kk: "Пайдаланушыға басқа рөл береді (DEC-34).",
    en: "Gives a user another role (DEC-34).")
  static let removeUser = Text(
    ru: "Отключает пользователя (DEC-34).",
    kk: "Пайдаланушыны ажыратады (DEC-34).",
    en: "Takes a user out (DEC-34).")
  static let listTokens = Text(
    ru: "Токены абонента. Их делают в кабинете.",
    kk: "Абонент токендері. Олар кабинетте жасалады.",
    en: "The subscriber's tokens. They are made in the cabinet.")
  static let revokeToken = Text(
    ru: "Отзывает токен сразу.",
    kk: "Токенді бірден қайтарып алады.",
    en: "Revokes a token at once.")
  static let listInfobases = Text(
    ru: "Базы, которые видны человеку, и сколько их разрешает тариф.",
    kk: "Адамға көрінетін базалар және тариф рұқсат ететін саны.",
    en: "The infobases that the person may see, and how many the tariff allows.")
  static let createInfobase = Text(
    ru: "Просит создать базу приложения (A-06).",
    kk: "Қолданбаның базасын құруды сұрайды (A-06).",
    en: "Asks for an infobase of an application (A-06).")
  static let loadInfobase = Text(
    ru: "Делает базу из файла выгрузки (T-02, BEY-61). Повреждённый или чужой файл отвергается, и ничего не создаётся.",
    kk: "Шығару файлынан база жасайды (T-02, BEY-61). Бүлінген немесе бөтен файл қабылданбайды, ештеңе құрылмайды.",
    en: "Makes an infobase of an unload file (T-02, BEY-61). A damaged or foreign file is refused, and nothing is made."
  )
  static let readInfobase = Text(
    ru: "База, её журнал и сеансы; и чужая, если в неё дали доступ.",
    kk: "База, оның журналы мен сеанстары; рұқсат берілсе, бөтен база да.",
    en: "One infobase, its log, its sessions; also another's that one was let into.")
  static let changeInfobase = Text(
    ru: "Меняет имя, часовой пояс, час копии.",
    kk: "Атауын, уақыт белдеуін, көшірме сағатын өзгертеді.",
    en: "Changes the name, the zone, the hour of the copy.")
  static let deleteInfobase = Text(
    ru: "Помечает на удаление; вернуть можно 30 дней.",
    kk: "Жоюға белгілейді; 30 күн ішінде қайтаруға болады.",
    en: "Marks for deletion; there is a way back for 30 days.")
  static let returnInfobase = Text(
    ru: "Снимает пометку удаления.",
    kk: "Жою белгісін алып тастайды.",
    en: "Takes the deletion back.")
  static let retryInfobase = Text(
    ru: "Повторяет неудавшуюся подготовку (PRO-21).",
    kk: "Сәтсіз дайындауды қайталайды (PRO-21).",
    en: "Tries a failed preparation again (PRO-21).")
  static let keepInfobase = Text(
    ru: "Оставляет базу открытой, когда баз больше лимита; вместо неё закрывается другая (DEC-29).",
    kk: "Базалар лимиттен көп болғанда базаны ашық қалдырады; оның орнына басқасы жабылады (DEC-29).",
    en: "Keeps the infobase open when there are more than the limit; another closes in its place (DEC-29).")
  static let listBackups = Text(
    ru: "Копии, сначала новые (BEY-57).",
    kk: "Көшірмелер, жаңалары бірінші (BEY-57).",
    en: "The copies, newest first (BEY-57).")
  static let makeBackup = Text(
    ru: "Делает копию сейчас.",
    kk: "Көшірмені қазір жасайды.",
    en: "Makes a copy now.")
  static let downloadBackup = Text(
    ru: "Байты копии: файл выгрузки.",
    kk: "Көшірменің байттары: шығару файлы.",
    en: "The copy's bytes: an unload file.")
  static let deleteBackup = Text(
    ru: "Удаляет копию.",
    kk: "Көшірмені жояды.",
    en: "Deletes a copy.")
  static let restoreBackup = Text(
    ru: "Делает из копии новую базу; прежняя остаётся как была.",
    kk: "Көшірмеден жаңа база жасайды; бұрынғысы сол күйінде қалады.",
    en: "Makes a new infobase of a copy; the old one stays as it is.")
  static let unloadInfobase = Text(
    ru: "База файлом, чтобы забрать с собой (T-05).",
    kk: "Өзімен алып кету үшін база файл түрінде (T-05).",
    en: "The infobase as a file to take home (T-05).")
  static let readRights = Text(
    ru: "Кому что можно в какой базе (PRO-14).",
    kk: "Кімге қай базада не болады (PRO-14).",
    en: "Who may do what in which infobase (PRO-14).")
  static let giveRight = Text(
    ru: "Даёт пользователю право в базе (BEY-41).",
    kk: "Пайдаланушыға базада құқық береді (BEY-41).",
    en: "Gives a user a right in an infobase (BEY-41).")
  static let takeRight = Text(
    ru: "Отбирает право; открытые сеансы заканчиваются вместе с ним.",
    kk: "Құқықты алады; ашық сеанстар онымен бірге аяқталады.",
    en: "Takes the right away; live sessions end with it.")
  static let listSessions = Text(
    ru: "Кто какое место занимает (PRO-01).",
    kk: "Кім қай орынды алып тұр (PRO-01).",
    en: "Who holds which place (PRO-01).")
  static let openSession = Text(
    ru: "Занимает место и открывает базу; 409 говорит, кто занял места (A-12).",
    kk: "Орын алып, базаны ашады; 409 орындарды кім алғанын айтады (A-12).",
    en: "Takes a place and opens the infobase; 409 tells who holds the places (A-12).")
  static let beatSession = Text(
    ru:
      """
      Удерживает место: отправляйте каждые 30 секунд. ends_at — null, кроме последней минуты сеанса, который завершают \
      или у которого кончается доступ. 410, если сеанс закончен.
      """,
    kk:
      """
      Орынды ұстап тұрады: әр 30 секунд сайын жіберіңіз. ends_at — null; тек аяқталып жатқан немесе қолжетімділігі бітетін \
      сеанстың соңғы минутында ғана уақыт болады. Сеанс аяқталса, 410.
      """,
    en:
      """
      Keeps the place: send it every 30 seconds. ends_at is null except in the last minute of a session that is being \
      ended or whose access runs out. 410 if the session is over.
      """)
  static let closeSession = Text(
    ru: "Возвращает место.",
    kk: "Орынды қайтарады.",
    en: "Gives the place back.")
  static let endSession = Text(
    ru: "Завершает сеанс с предупреждением за 60 секунд; свой — сразу (PRO-02).",
    kk: "Сеансты 60 секунд бұрын ескертіп аяқтайды; өзінікін — бірден (PRO-02).",
    en: "Ends a session after a warning of 60 seconds; one's own at once (PRO-02).")
  static let listGrants = Text(
    ru: "Кого пустили в какую базу и до какого времени (B-20).",
    kk: "Кім қай базаға және қашанға дейін жіберілді (B-20).",
    en: "Who was let into which infobase, until when (B-20).")
  static let grantAccess = Text(
    ru: "Пускает сотрудника партнёра или владельца сервиса в базу на несколько часов, с причиной (B-20).",
    kk: "Серіктестің немесе сервис иесінің қызметкерін базаға бірнеше сағатқа, себебімен жібереді (B-20).",
    en: "Lets an employee of the partner or the vendor into an infobase for hours, with a reason (B-20).")
  static let revokeGrant = Text(
    ru: "Отбирает доступ сразу.",
    kk: "Қолжетімділікті бірден алады.",
    en: "Takes the access back at once.")
  static let listSubscribers = Text(
    ru: "Обслуживаемые абоненты (X-01): поиск по словам карточки, отбор по доступу и его окончанию, порядок.",
    kk:
      "Қызмет көрсетілетін абоненттер (X-01): карточка сөздері бойынша іздеу, қолжетімділік пен оның аяқталуы бойынша сүзу, рет.",
    en: "Served subscribers (X-01): searched by words of the card, filtered by access and its end, in an order.")
  static let readSubscriber = Text(
    ru: "Карточка обслуживаемого абонента и её закладки (G-02 … G-09).",
    kk: "Қызмет көрсетілетін абоненттің карточкасы мен қойындылары (G-02 … G-09).",
    en: "A served subscriber's card and its tabs (G-02 … G-09).")
  static let writeSubscriber = Text(
    ru: "Записывает карточку обслуживаемого абонента целиком (G-01).",
    kk: "Қызмет көрсетілетін абоненттің карточкасын толығымен жазады (G-01).",
    en: "Writes a served subscriber's card whole (G-01).")
  static let readSubscriberHistory = Text(
    ru: "Кто что делал с абонентом, сначала новое.",
    kk: "Абонентпен кім не істеді, жаңасы бірінші.",
    en: "Who did what with the subscriber, newest first.")
  static let listInvitations = Text(
    ru: "«Приглашения для регистрации» (F-03).",
    kk: "«Тіркелуге шақырулар» (F-03).",
    en: "Invitations of clients to register (F-03).")
  static let inviteClient = Text(
    ru: "Отправляет код регистрации на почту (B-16, F-01).",
    kk: "Тіркелу кодын поштаға жібереді (B-16, F-01).",
    en: "Sends a code of registration to an e-mail (B-16, F-01).")
  static let readInvitation = Text(
    ru: "Одно приглашение.",
    kk: "Бір шақыру.",
    en: "One invitation.")
  static let resendInvitation = Text(
    ru: "Отправляет новый код вместо прежнего.",
    kk: "Бұрынғының орнына жаңа код жібереді.",
    en: "Sends a new code in place of the old one.")
  static let blockInvitation = Text(
    ru: "Блокирует код (F-04).",
    kk: "Кодты бұғаттайды (F-04).",
    en: "Blocks the code (F-04).")
  static let unblockInvitation = Text(
    ru: "Снимает блокировку кода.",
    kk: "Кодтың бұғатын алады.",
    en: "Lets the code work again.")
  static let listSubscriptions = Text(
    ru: "Журнал подписок (X-02).",
    kk: "Жазылымдар журналы (X-02).",
    en: "The journal of subscriptions (X-02).")
  static let writeSubscription = Text(
    ru: "Записывает черновик; с `post` он проводится сразу или сообщается всё, что мешает (H-01 … H-12).",
    kk: "Қараламаны жазады; `post` болса, бірден өткізіледі немесе кедергінің бәрі айтылады (H-01 … H-12).",
    en: "Keeps a draft; with `post` it becomes real at once, or everything in the way is told (H-01 … H-12).")
  static let quoteSubscription = Text(
    ru: "Что получится: даты, сумма, лимиты и что мешает. Ничего не записывается (PRO-06).",
    kk: "Не шығады: күндер, сома, лимиттер және не кедергі. Ештеңе жазылмайды (PRO-06).",
    en: "What would come of it: dates, sum, limits, and what stands in the way. Nothing is written (PRO-06).")
  static let readSubscription = Text(
    ru: "Одна подписка или черновик.",
    kk: "Бір жазылым немесе қаралама.",
    en: "One subscription or draft.")
  static let writeDraft = Text(
    ru: "Записывает черновик целиком.",
    kk: "Қараламаны толығымен жазады.",
    en: "Writes a draft whole.")
  static let deleteDraft = Text(
    ru: "Удаляет черновик.",
    kk: "Қараламаны жояды.",
    en: "Deletes a draft.")
  static let postDraft = Text(
    ru: "Проводит черновик как есть (PRO-09).",
    kk: "Қараламаны сол күйінде өткізеді (PRO-09).",
    en: "Posts a draft as it stands (PRO-09).")
  static let copySubscription = Text(
    ru: "Что было бы в её продлении (J-02, DEC-7).",
    kk: "Оны ұзартуда не болар еді (J-02, DEC-7).",
    en: "What a renewal of it would say (J-02, DEC-7).")
  static let readSubscriptionHistory = Text(
    ru: "Кто что с ней делал, сначала новое.",
    kk: "Онымен кім не істеді, жаңасы бірінші.",
    en: "Who did what with it, newest first.")
  static let listTariffs = Text(
    ru: "Тарифы этого дня (M-10).",
    kk: "Осы күннің тарифтері (M-10).",
    en: "The tariffs of the day (M-10).")
  static let readTariff = Text(
    ru: "Один тариф и всё о нём (M-11).",
    kk: "Бір тариф және ол туралы бәрі (M-11).",
    en: "One tariff and everything about it (M-11).")
  static let listApplications = Text(
    ru: "Приложения сервиса (A-23 … A-25).",
    kk: "Сервис қолданбалары (A-23 … A-25).",
    en: "The applications of the service (A-23 … A-25).")
  static let listOwnSubscriptions = Text(
    ru: "Свои действующие подписки и лимиты; с `all` и прошлые (C-06, C-07).",
    kk: "Өзінің қолданыстағы жазылымдары мен лимиттері; `all` болса, өткендері де (C-06, C-07).",
    en: "One's own subscriptions and limits in force; with `all` past ones too (C-06, C-07).")
  static let listPartners = Text(
    ru: "Партнёры и их статусы.",
    kk: "Серіктестер және олардың мәртебелері.",
    en: "The partners and their standings.")
  static let addPartner = Text(
    ru: "Заводит партнёра с его собственным тарифом и пишет первому владельцу (D-01, E-01).",
    kk: "Өз тарифі бар серіктесті қосып, бірінші иесіне хат жазады (D-01, E-01).",
    en: "Makes a partner with its own tariff, and writes to its first owner (D-01, E-01).")
  static let readPartner = Text(
    ru: "Партнёр, его статусы и люди.",
    kk: "Серіктес, оның мәртебелері мен адамдары.",
    en: "A partner, its standings, its people.")
  static let setStanding = Text(
    ru: "Меняет статус с указанного дня (B-05, DEC-20).",
    kk: "Мәртебені көрсетілген күннен өзгертеді (B-05, DEC-20).",
    en: "Changes the standing from a day on (B-05, DEC-20).")
  static let listDistributors = Text(
    ru: "Дистрибьюторы (P-02).",
    kk: "Дистрибьюторлар (P-02).",
    en: "The distributors (P-02).")
  static let addDistributor = Text(
    ru: "Заводит дистрибьютора и пишет первому владельцу.",
    kk: "Дистрибьюторды қосып, бірінші иесіне хат жазады.",
    en: "Makes a distributor, and writes to its first owner.")
  static let listLetters = Text(
    ru: "Исходящие письма: отправленные, ждущие и мёртвые.",
    kk: "Шығыс хаттар: жіберілген, күтіп тұрған және өлі.",
    en: "The outbox: letters sent, waiting and dead.")
  static let readLetter = Text(
    ru: "Одно письмо.",
    kk: "Бір хат.",
    en: "One letter.")
  static let sendLetterAgain = Text(
    ru: "Отправляет письмо снова.",
    kk: "Хатты қайта жібереді.",
    en: "Sends a letter again.")
  static let readAudit = Text(
    ru: "Кто, что, когда и откуда делал, сначала новое.",
    kk: "Кім, нені, қашан және қайдан істеді, жаңасы бірінші.",
    en: "Who did what, when and from where, newest first.")
  static let readCatalogue = Text(
    ru: "Действующий каталог, цены-примеры помечены (DEC-17).",
    kk: "Қолданыстағы каталог, үлгі бағалар белгіленген (DEC-17).",
    en: "The catalogue in force, sample prices marked (DEC-17).")
}

extension Interface {
  /// What holds for every operation: for the document and for the page.
  package static let conventions = [
    Text(
      ru:
        """
        Токен делает владелец абонента в кабинете; его передают как `Authorization: Bearer …`. Он может то, что в этот \
        момент разрешает роль его человека; токен «чтение» ничего не меняет.
        """,
      kk:
        """
        Токенді абонент иесі кабинетте жасайды; ол `Authorization: Bearer …` түрінде беріледі. Ол сол сәтте адамының рөлі \
        рұқсат ететінді істейді; «оқу» токені ештеңені өзгертпейді.
        """,
      en:
        """
        A token is made by the subscriber's owner in the cabinet and sent as `Authorization: Bearer …`. It does what its \
        person's role allows at that moment; a “read” token changes nothing.
        """),
    Text(
      ru: "Дни — `2026-01-31`, моменты — ISO 8601 со смещением, суммы — строки в тенге: `\"10000.00\"`.",
      kk: "Күндер — `2026-01-31`, сәттер — ығысуы бар ISO 8601, сомалар — теңгедегі жолдар: `\"10000.00\"`.",
      en: "Days are `2026-01-31`, moments are ISO 8601 with an offset, sums are strings in tenge: `\"10000.00\"`."),
    Text(
      ru: "Списки приходят страницами: `{items, next}`; верните `next` как `after`. `limit` — 1…200, сам по себе 50.",
      kk:
        "Тізімдер беттермен келеді: `{items, next}`; `next` мәнін `after` ретінде қайтарыңыз. `limit` — 1…200, әдетте 50.",
      en: "Lists come in pages: `{items, next}`; send `next` back as `after`. `limit` is 1…200, 50 by itself."),
    Text(
      ru:
        """
        Прочитанное с `ETag` меняют, передав это значение в `If-Match`. Кто пришёл вторым, получает 412 и ничего не \
        затирает.
        """,
      kk:
        """
        `ETag` бар оқылғанды сол мәнді `If-Match` ішінде беріп өзгертеді. Екінші келген 412 алады және ештеңені өшірмейді.
        """,
      en:
        """
        What was read with an `ETag` is changed with that value in `If-Match`. Who comes second is answered 412 and \
        overwrites nothing.
        """),
    Text(
      ru:
        """
        Каждый POST принимает `Idempotency-Key` до 200 знаков: тот же запрос, посланный снова в течение 24 часов, получит \
        прежний ответ с `Idempotent-Replayed: true`, и ничего не будет сделано дважды. Отказ ничего не меняет и не \
        хранится; файл делается заново. 409 «contended» после падения сервиса значит, что действие выполнено, а ответ утерян.
        """,
      kk:
        """
        Әр POST 200 таңбаға дейінгі `Idempotency-Key` қабылдайды: 24 сағат ішінде қайта жіберілген сол сұрау \
        `Idempotent-Replayed: true` белгісімен бұрынғы жауапты алады, ештеңе екі рет жасалмайды. Бас тарту ештеңені \
        өзгертпейді және сақталмайды; файл қайта жасалады. Сервис құлағаннан кейінгі 409 «contended» — әрекет орындалды, \
        жауабы жоғалды.
        """,
      en:
        """
        Every POST takes an `Idempotency-Key` of up to 200 characters: the same request sent again within 24 hours is \
        answered as the first time, with `Idempotent-Replayed: true`, and nothing is done twice. A refusal changes nothing \
        and is not kept; a file is made anew. 409 “contended” after a crash of the service means that the act was carried \
        out and its answer was lost.
        """),
    Text(
      ru:
        """
        Об отказе говорит `application/problem+json` (RFC 9457): в `errors` каждое правило с номером, полем и предложением \
        на языке из `Accept-Language` (ru, kk, en).
        """,
      kk:
        """
        Бас тарту туралы `application/problem+json` (RFC 9457) айтады: `errors` ішінде әр ереже нөмірімен, өрісімен және \
        `Accept-Language` тіліндегі сөйлеммен (ru, kk, en).
        """,
      en:
        """
        Whatever is refused is told as `application/problem+json` (RFC 9457): `errors` has every rule with its number, the \
        member, and a sentence in the language of `Accept-Language` (ru, kk, en).
        """),
    Text(
      ru:
        """
        `RateLimit-Limit`, `RateLimit-Remaining` и `RateLimit-Reset` говорят, сколько запросов осталось; 429 приходит с \
        `Retry-After`.
        """,
      kk:
        """
        `RateLimit-Limit`, `RateLimit-Remaining` және `RateLimit-Reset` қанша сұрау қалғанын айтады; 429 `Retry-After` бірге \
        келеді.
        """,
      en:
        """
        `RateLimit-Limit`, `RateLimit-Remaining` and `RateLimit-Reset` tell how many requests are left; 429 comes with \
        `Retry-After`.
        """),
  ]
}
