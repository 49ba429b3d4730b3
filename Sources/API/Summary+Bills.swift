import Handbook

/// What the acts around bills do, in a sentence.
extension Summary {
  static let listBills = Text(
    ru: "Счета клиентам, новые первыми, с суммой и неоплаченным остатком (BEY-31).",
    kk: "Клиенттерге қойылған шоттар, жаңалары бірінші, сомасы және төленбеген қалдығымен (BEY-31).",
    en: "Bills to clients, the newest first, with their sum and what is not paid yet (BEY-31).")
  static let quoteBill = Text(
    ru: "Что было бы в счёте и что мешает его выставить. Ничего не записывается (H-14).",
    kk: "Шотта не болар еді және оны қоюға не кедергі. Ештеңе жазылмайды (H-14).",
    en: "What a bill would hold, and what is in its way. Nothing is written (H-14).")
  static let makeBill = Text(
    ru: "Выставляет счёт из тарифа и расширений по ценам партнёра (H-14, M-07).",
    kk: "Тариф пен кеңейтулерден серіктес бағасымен шот қояды (H-14, M-07).",
    en: "Makes a bill of a tariff and extensions at the partner's prices (H-14, M-07).")
  static let readBill = Text(ru: "Счёт со строками.", kk: "Жолдарымен шот.", en: "A bill with its lines.")
  static let payBill = Text(
    ru: "Отмечает оплату и в том же действии проводит всё, что в счёте (M-01, BEY-53).",
    kk: "Төлемді белгілейді және сол әрекетпен шоттағының бәрін өткізеді (M-01, BEY-53).",
    en: "Marks a bill as paid, and in the same act posts everything on it (M-01, BEY-53).")
  static let sendBill = Text(
    ru: "Отправляет счёт владельцам абонента письмом с PDF; без PDF, если он не печатается (H-14).",
    kk: "Шотты абонент иелеріне PDF-пен хатпен жібереді; басылмаса — PDF-сіз (H-14).",
    en: "Sends the bill to the client's owners with a PDF; without it where it cannot be printed (H-14).")
  static let printBill = Text(
    ru: "Печатная форма счёта на языке хозяина токена.", kk: "Шоттың токен иесінің тіліндегі баспа формасы.",
    en: "The bill's printed form, in the language of the token's person.")
  static let cancelBill = Text(
    ru: "Отменяет неоплаченный счёт.", kk: "Төленбеген шоттың күшін жояды.", en: "Cancels a bill that is not paid.")
  static let listBankPayments = Text(
    ru: "Платежи из выписок банка: каким счётом стали или почему не подошли (PRO-26).",
    kk: "Банк үзінділерінен төлемдер: қай шотқа жатты немесе неге сәйкес келмеді (PRO-26).",
    en: "Payments of a bank's statements: which bill each paid, or why none (PRO-26).")
  static let loadBankPayments = Text(
    ru: "Загружает выписку 1CClientBankExchange, целиком или ничего; известные платежи пропускает (PRO-26).",
    kk: "1CClientBankExchange үзіндісін түгел немесе мүлде жүктемейді; белгілі төлемдерді өткізіп жібереді (PRO-26).",
    en: "Loads a 1CClientBankExchange statement, all or nothing; payments known before are passed over (PRO-26).")
  static let takeBankPayments = Text(
    ru: "Проводит платежи, которые подходят к счетам, каждый сам по себе (PRO-26, BEY-53).",
    kk: "Шоттарға сәйкес төлемдерді жеке-жеке өткізеді (PRO-26, BEY-53).",
    en: "Takes the payments that fit bills, each by itself (PRO-26, BEY-53).")
  static let pairBankPayment = Text(
    ru: "Относит платёж на счёт той же суммы (M-03).", kk: "Төлемді сомасы бірдей шотқа жатқызады (M-03).",
    en: "Takes a payment for a bill of the same sum (M-03).")
  static let setBankPaymentAside = Text(
    ru: "Говорит, что платёж не по счёту.", kk: "Төлемнің шот бойынша емес екенін айтады.",
    en: "Says that a payment is for no bill.")
  static let readPayee = Text(
    ru: "Реквизиты, на которые платят клиенты (Q-01).", kk: "Клиенттер төлейтін деректемелер (Q-01).",
    en: "Where clients pay (Q-01).")
  static let setPayee = Text(
    ru: "Задаёт реквизиты для счетов и договоров (Q-01).", kk: "Шоттар мен шарттардың деректемелерін қояды (Q-01).",
    en: "Sets the details for bills and contracts (Q-01).")
  static let listMyBills = Text(
    ru: "Счета, которые клиенту выставили.", kk: "Клиентке қойылған шоттар.", en: "The bills that a client was sent.")
  static let readMyBill = Text(
    ru: "Счёт клиента со строками.", kk: "Клиенттің жолдарымен шоты.", en: "A client's bill with its lines.")
}
