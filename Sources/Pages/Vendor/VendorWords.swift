import Handbook

extension Text {
  static let addPartner = Text(ru: "Добавить партнёра", kk: "Серіктес қосу", en: "Add a partner")
  static let noPartners = Text(
    ru: "Партнёров ещё нет. Добавьте первого: его владелец получит письмо.",
    kk: "Серіктестер әлі жоқ. Біріншісін қосыңыз: иесі хат алады.",
    en: "No partners yet. Add the first: its owner gets a letter.")
  static let partnerCode = Text(ru: "Код партнёра", kk: "Серіктес коды", en: "Partner's code")
  static let standing = Text(ru: "Статус", kk: "Мәртебе", en: "Standing")
  static let servedCount = Text(ru: "Абонентов", kk: "Абоненттер", en: "Subscribers")
  static let discount = Text(ru: "Скидка", kk: "Жеңілдік", en: "Discount")
  static let setStanding = Text(ru: "Изменить статус", kk: "Мәртебені өзгерту", en: "Change the standing")
  static let ownerEmail = Text(ru: "Почта владельца", kk: "Иесінің поштасы", en: "Owner's e-mail")
  static let ownerEmailHint = Text(
    ru: "Ему придёт приглашение.", kk: "Оған шақыру барады.", en: "The invitation goes there.")
  static let catalogueHint = Text(
    ru: "Каталог загружается файлом: balgyn catalogue load. Проданное раньше остаётся на прежних условиях.",
    kk: "Каталог файлмен жүктеледі: balgyn catalogue load. Бұрын сатылғандар бұрынғы шарттарда қалады.",
    en: "The catalogue is loaded from a file: balgyn catalogue load. What was sold keeps its terms.")
  static let samplePrices = Text(
    ru: "Цены-примеры есть у тарифов", kk: "Мысал бағалары бар тарифтер", en: "Tariffs with sample prices")
  static let recipient = Text(ru: "Кому", kk: "Кімге", en: "To")
  static let subjectWord = Text(ru: "Тема", kk: "Тақырып", en: "Subject")
  static let unsent = Text(ru: "Не отправленные", kk: "Жіберілмегендер", en: "Unsent")
  static let wasSent = Text(ru: "Отправлено", kk: "Жіберілді", en: "Sent")
  static let isDead = Text(ru: "Не доставлено", kk: "Жеткізілмеді", en: "Not delivered")
  static let isWaiting = Text(ru: "Ждёт отправки", kk: "Жіберуді күтуде", en: "Waiting")
}
