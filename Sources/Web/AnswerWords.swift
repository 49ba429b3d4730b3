import Handbook

extension Text {
  static let formIsOld = Text(ru: "Страница устарела", kk: "Бет ескірді", en: "The page is too old")
  static let formIsOldText = Text(
    ru: "Откройте страницу заново и повторите: так мы убеждаемся, что форму отправили вы.",
    kk: "Бетті қайта ашып, әрекетті қайталаңыз: осылайша форманы сіз жібергеніңізге көз жеткіземіз.",
    en: "Open the page again and repeat: this is how we know that it was you who sent the form.")
  static let noRightTitle = Text(ru: "Нет права", kk: "Құқық жоқ", en: "No right")
  static let noRightText = Text(
    ru: "Ваша роль не даёт этого делать. Роли меняет владелец или администратор абонента.",
    kk: "Рөліңіз мұны істеуге құқық бермейді. Рөлдерді абонент иесі немесе әкімшісі өзгертеді.",
    en: "Your role does not allow this. The owner or an administrator of the subscriber changes roles.")
  static let notFoundTitle = Text(ru: "Не найдено", kk: "Табылмады", en: "Not found")
  static let notFoundText = Text(
    ru: "Такой страницы нет, или она вам не видна. Проверьте адрес.",
    kk: "Мұндай бет жоқ немесе ол сізге көрінбейді. Мекенжайды тексеріңіз.",
    en: "There is no such page, or it is not for you to see. Check the address.")
  static let changedTitle = Text(ru: "Запись изменили", kk: "Жазба өзгертілді", en: "It was changed")
  static let changedText = Text(
    ru: "Пока вы смотрели, запись изменил кто-то другой. Откройте её заново.",
    kk: "Сіз қарап отырғанда жазбаны басқа біреу өзгертті. Оны қайта ашыңыз.",
    en: "Somebody changed it while you were looking. Open it again.")
  static let placesTaken = Text(ru: "Все места заняты", kk: "Барлық орын бос емес", en: "All places are taken")
  static let tooLargeTitle = Text(ru: "Слишком большой файл", kk: "Файл тым үлкен", en: "Too large")
  static let tooLargeText = Text(
    ru: "Файл или форма больше, чем сервис принимает.", kk: "Файл немесе форма сервис қабылдайтын көлемнен үлкен.",
    en: "The file or the form is larger than the service takes.")
  static let malformedTitle = Text(ru: "Форма повреждена", kk: "Форма бүлінген", en: "The form is damaged")
  static let malformedText = Text(
    ru: "Форма пришла не целиком. Отправьте её ещё раз.", kk: "Форма толық келмеді. Оны қайта жіберіңіз.",
    en: "The form did not arrive whole. Send it again.")
  static let busyTitle = Text(ru: "Сервис занят", kk: "Сервис бос емес", en: "The service is busy")
  static let busyText = Text(
    ru: "Ничего не записано. Повторите через минуту.", kk: "Ештеңе жазылған жоқ. Бір минуттан кейін қайталаңыз.",
    en: "Nothing was written. Repeat in a minute.")
  static let oursTitle = Text(ru: "Ошибка сервиса", kk: "Сервис қатесі", en: "A mistake of ours")
  static let oursText = Text(
    ru: "Ошиблись мы, не вы. Ничего не потеряно; сообщите номер обращения в поддержку.",
    kk: "Қате бізден кетті. Ештеңе жоғалған жоқ; өтініш нөмірін қолдау қызметіне хабарлаңыз.",
    en: "The mistake is ours, not yours. Nothing is lost; tell the support the number of the request.")
  static let notDoneTitle = Text(ru: "Так не получится", kk: "Бұлай болмайды", en: "This cannot be done")
}
