package import Handbook

/// The words of the frame and those that many pages share.
extension Text {
  package static let skipToContent = Text(ru: "К содержанию", kk: "Мазмұнға өту", en: "Skip to content")
  package static let sections = Text(ru: "Разделы", kk: "Бөлімдер", en: "Sections")
  package static let languageWord = Text(ru: "Язык", kk: "Тіл", en: "Language")
  package static let signOut = Text(ru: "Выйти", kk: "Шығу", en: "Sign out")
  package static let switchSubscriber = Text(ru: "Сменить абонента", kk: "Абонентті ауыстыру", en: "Switch subscriber")
  package static let searchSubscribers = Text(
    ru: "Найти абонента (Alt+F)", kk: "Абонентті табу (Alt+F)", en: "Find a subscriber (Alt+F)")
  package static let help = Text(ru: "Справка", kk: "Анықтама", en: "Help")
  package static let home = Text(ru: "Главная", kk: "Басты бет", en: "Home")
  package static let clients = Text(ru: "Клиенты", kk: "Клиенттер", en: "Clients")
  package static let service = Text(ru: "Сервис", kk: "Сервис", en: "Service")
  package static let work = Text(ru: "Работа", kk: "Жұмыс", en: "Work")
  package static let ownBooks = Text(ru: "Свой учёт", kk: "Өз есебі", en: "Own books")
  package static let organisation = Text(ru: "Организация", kk: "Ұйым", en: "Organisation")
  package static let servedSubscribers = Text(
    ru: "Обслуживаемые абоненты", kk: "Қызмет көрсетілетін абоненттер", en: "Served subscribers")
  package static let allSubscribers = Text(ru: "Абоненты", kk: "Абоненттер", en: "Subscribers")
  package static let servedSubscriptions = Text(
    ru: "Подписки на тарифы", kk: "Тарифтерге жазылымдар", en: "Tariff subscriptions")
  package static let servedSubscriptionsTitle = Text(
    ru: "Подписки на тарифы обслуживаемых абонентов", kk: "Қызмет көрсетілетін абоненттердің тарифтерге жазылымдары",
    en: "Tariff subscriptions of served subscribers")
  package static let allSubscriptions = Text(ru: "Подписки", kk: "Жазылымдар", en: "Subscriptions")
  package static let registrationInvitations = Text(
    ru: "Приглашения для регистрации", kk: "Тіркелуге шақырулар", en: "Registration invitations")
  package static let tariffs = Text(ru: "Тарифы", kk: "Тарифтер", en: "Tariffs")
  package static let partners = Text(ru: "Партнёры", kk: "Серіктестер", en: "Partners")
  package static let distributorsWord = Text(ru: "Дистрибьюторы", kk: "Дистрибьюторлар", en: "Distributors")
  package static let catalogueWord = Text(ru: "Каталог", kk: "Каталог", en: "Catalogue")
  package static let letters = Text(ru: "Письма", kk: "Хаттар", en: "Letters")
  package static let auditLog = Text(ru: "Журнал действий", kk: "Әрекеттер журналы", en: "Audit log")
  package static let myApplications = Text(ru: "Мои приложения", kk: "Менің қолданбаларым", en: "My applications")
  package static let mySubscriptions = Text(ru: "Мои подписки", kk: "Менің жазылымдарым", en: "My subscriptions")
  package static let sessionsWord = Text(ru: "Сеансы", kk: "Сеанстар", en: "Sessions")
  package static let rightsMatrix = Text(ru: "Кто что открывает", kk: "Кім нені ашады", en: "Who opens what")
  package static let accessForOthers = Text(
    ru: "Доступ для специалистов", kk: "Мамандарға қолжетімділік", en: "Access for specialists")
  package static let ownCard = Text(ru: "Карточка абонента", kk: "Абонент карточкасы", en: "Subscriber card")
  package static let usersWord = Text(ru: "Пользователи", kk: "Пайдаланушылар", en: "Users")
  package static let apiTokens = Text(ru: "Токены API", kk: "API токендері", en: "API tokens")

  static let save = Text(ru: "Записать", kk: "Жазу", en: "Save")
  static let saveAndClose = Text(ru: "Записать и закрыть", kk: "Жазу және жабу", en: "Save and close")
  static let close = Text(ru: "Закрыть", kk: "Жабу", en: "Close")
  static let cancelWord = Text(ru: "Отмена", kk: "Болдырмау", en: "Cancel")
  static let more = Text(ru: "Ещё", kk: "Тағы", en: "More")
  static let find = Text(ru: "Найти", kk: "Табу", en: "Find")
  static let reset = Text(ru: "Сбросить", kk: "Тазарту", en: "Reset")
  static let nextPage = Text(ru: "Дальше", kk: "Келесі", en: "Next")
  static let firstPage = Text(ru: "В начало", kk: "Басына", en: "First page")
  static let required = Text(ru: "обязательно", kk: "міндетті", en: "required")
  static let number = Text(ru: "Номер", kk: "Нөмірі", en: "Number")
  static let subscriber = Text(ru: "Абонент", kk: "Абонент", en: "Subscriber")
  static let state = Text(ru: "Состояние", kk: "Күйі", en: "State")
  static let tariff = Text(ru: "Тариф", kk: "Тариф", en: "Tariff")
  static let sum = Text(ru: "Сумма", kk: "Сомасы", en: "Sum")
  static let starts = Text(ru: "Начало", kk: "Басталуы", en: "Starts")
  static let ends = Text(ru: "Окончание", kk: "Аяқталуы", en: "Ends")
  static let created = Text(ru: "Создано", kk: "Құрылған", en: "Created")
  static let history = Text(ru: "История", kk: "Тарих", en: "History")
  static let nobody = Text(ru: "никто", kk: "ешкім", en: "nobody")
  static let system = Text(ru: "сервис", kk: "сервис", en: "the service")
  static let all = Text(ru: "Все", kk: "Барлығы", en: "All")
  static let email = Text(ru: "Электронная почта", kk: "Электрондық пошта", en: "E-mail")
  static let role = Text(ru: "Роль", kk: "Рөлі", en: "Role")
  static let partnerWord = Text(
    ru: "Обслуживающая организация", kk: "Қызмет көрсететін ұйым", en: "Servicing organisation")
  static let delete = Text(ru: "Удалить", kk: "Жою", en: "Delete")
  static let revoke = Text(ru: "Отозвать", kk: "Кері алу", en: "Revoke")
  static func until(_ day: Day) -> Text { Text(ru: "до \(day)", kk: "\(day) дейін", en: "until \(day)") }
  static let total = Text(ru: "Итого", kk: "Барлығы", en: "Total")
  static let notFilledIn = Text(ru: "не заполнено", kk: "толтырылмаған", en: "not filled in")
  static let csv = Text(ru: "Выгрузить в CSV", kk: "CSV-ге шығару", en: "Export as CSV")
}
