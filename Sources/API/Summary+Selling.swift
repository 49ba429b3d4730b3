import Handbook

/// What the acts around subscriptions do, in a sentence.
extension Summary {
  static let chooseTariff = Text(
    ru: "Какие тарифы абонент может взять сейчас, по какой цене, и почему нельзя другие (PRO-08).",
    kk: "Абонент қазір қандай тарифтерді, қандай бағамен ала алады және басқалары неге болмайды (PRO-08).",
    en: "Which tariffs the subscriber may have now, for how much, and why not the others (PRO-08).")
  static let explainLimits = Text(
    ru: "Действующие лимиты, строка за строкой (DEC-27, DEC-28).",
    kk: "Қолданыстағы лимиттер, жолма-жол (DEC-27, DEC-28).",
    en: "The limits in force, line by line (DEC-27, DEC-28).")
  static let listEnding = Text(
    ru: "Основные подписки, которые заканчиваются за период и ничем не продолжены, и во что обойдётся продление.",
    kk: "Мерзім ішінде аяқталатын және жалғаспаған негізгі жазылымдар және ұзарту құны.",
    en: "Main subscriptions that end within the period and that nothing continues, with what renewing would come to.")
  static let previewRenewals = Text(
    ru: "Во что обойдётся продление, по одной подписке. Ничего не записывается (J-02).",
    kk: "Ұзарту құны, әр жазылым бойынша. Ештеңе жазылмайды (J-02).",
    en: "What renewing these would come to, one by one. Nothing is written (J-02).")
  static let renew = Text(
    ru: "Продлевает подписки, каждую саму по себе; отказанные говорят почему (J-01, J-02, DEC-7).",
    kk: "Жазылымдарды жеке-жеке ұзартады; қабылданбағандары себебін айтады (J-01, J-02, DEC-7).",
    en: "Renews these, each by itself; those that were refused say why (J-01, J-02, DEC-7).")
  static let extendSubscription = Text(
    ru: "Дополнительные сеансы, базы или кассы к основной подписке, несколько видов сразу (I-01, U-05).",
    kk: "Негізгі жазылымға қосымша сеанстар, базалар немесе кассалар, бірнеше түрі бірден (I-01, U-05).",
    en: "Extra sessions, infobases or cash registers, several kinds at once, to a main subscription (I-01, U-05).")
  static let shortenSubscription = Text(
    ru: "Сокращает помесячную подписку до целых месяцев, не меньше начатых (N-06, DEC-22).",
    kk: "Ай сайынғы жазылымды басталған айлардан кем емес толық айларға қысқартады (N-06, DEC-22).",
    en: "Cuts a monthly subscription to whole months, no fewer than have started (N-06, DEC-22).")
  static let askForCorrection = Text(
    ru: "Просит владельца сервиса исправить, отменить или остановить подписку (M-05, M-06, L-07).",
    kk: "Сервис иесінен жазылымды түзетуді, күшін жоюды немесе тоқтатуды сұрайды (M-05, M-06, L-07).",
    en: "Asks the vendor to correct, cancel or stop a subscription (M-05, M-06, L-07).")
  static let listCorrectionRequests = Text(
    ru: "Запросы, которые ждут ответа владельца сервиса, старые первыми.",
    kk: "Сервис иесінің жауабын күтетін сұраулар, ескілері бірінші.",
    en: "The requests that wait for the vendor's answer, the oldest first.")
  static let listCorrections = Text(
    ru: "Что исправлено: кто, когда, почему, что было и стало (DEC-32).",
    kk: "Не түзетілді: кім, қашан, неге, бұрын қандай, енді қандай (DEC-32).",
    en: "What was corrected: who, when, why, before and after (DEC-32).")
  static let correctSubscription = Text(
    ru: "Исправляет, отменяет или останавливает проведённую подписку и отвечает на запрос о ней (DEC-15, DEC-32).",
    kk:
      "Өткізілген жазылымды түзетеді, күшін жояды немесе тоқтатады және ол туралы сұрауға жауап береді (DEC-15, DEC-32).",
    en: "Corrects, cancels or stops a posted subscription, and answers the request about it (DEC-15, DEC-32).")
  static let declineCorrection = Text(
    ru: "Отклоняет запрос, с причиной.",
    kk: "Сұрауды себебімен қабылдамайды.",
    en: "Declines a request, with the reason.")
  static let listOwnPrices = Text(
    ru: "Тарифы так, как их продаёт партнёр: свои цены над рекомендованными, свои слова для клиентов (M-07, BEY-52).",
    kk: "Серіктес сататын тарифтер: ұсынылғаннан жоғары өз бағалары, клиенттерге өз сөздері (M-07, BEY-52).",
    en: "The tariffs as one sells them: own prices over the recommended ones, own words for clients (M-07, BEY-52).")
  static let setOwnPrices = Text(
    ru: "Задаёт свои цены тарифа, не ниже рекомендованных, и слова для клиентов (DEC-24).",
    kk: "Тарифтің ұсынылғаннан төмен емес өз бағаларын және клиенттерге арналған сөздерді қояды (DEC-24).",
    en: "Sets one's own prices of a tariff, never below the recommended ones, and one's words for clients (DEC-24).")
  static let listWishes = Text(
    ru: "О чём просят клиенты и чего ждут.",
    kk: "Клиенттер не сұрайды және не күтеді.",
    en: "What clients ask for and wait for.")
  static let declineWish = Text(
    ru: "Отвечает на просьбу, которую не выполнили.",
    kk: "Орындалмаған өтінішке жауап береді.",
    en: "Answers a wish that is not met.")
  static let takeGrace = Text(
    ru: "Несколько дней после окончания, которые владелец берёт сам, один раз (BEY-46).",
    kk: "Аяқталғаннан кейін иесі өзі бір рет алатын бірнеше күн (BEY-46).",
    en: "An owner's few more days after the end, once (BEY-46).")
  static let takeBoost = Text(
    ru: "Больше сеансов и баз на несколько дней, владелец берёт сам, один раз (BEY-47).",
    kk: "Бірнеше күнге көбірек сеанс пен база, иесі өзі бір рет алады (BEY-47).",
    en: "An owner's few days of more sessions and infobases, once (BEY-47).")
  static let askPartner = Text(
    ru: "Владелец просит обслуживающую организацию о тарифе или о продлении.",
    kk: "Иесі қызмет көрсететін ұйымнан тариф немесе ұзарту сұрайды.",
    en: "An owner asks the servicing organisation for a tariff, or for a renewal.")
}
