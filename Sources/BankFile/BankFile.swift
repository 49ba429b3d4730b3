package import Handbook

/// A statement of a bank in the text format `1CClientBankExchange`, which banks of Kazakhstan export: lines
/// `Name=Value`, a section for each payment. Only what came in is of interest.
///
/// Reading never guesses: what is not understood is told with its line, and then nothing is taken (PRO-26).
package struct BankFile: Sendable {
  /// The payments that came in, in the file's order.
  package let payments: [Payment]
  /// How many documents of the file are somebody's money going out, or of another kind: they are passed over.
  package let others: Int

  /// Money that came in.
  package struct Payment: Hashable, Sendable {
    /// The line on which its section begins, from 1.
    package let line: Int
    /// The number of the bank's document.
    package let number: String
    /// The day on which the money came, or, where the bank does not say so, that of the document.
    package let day: Day
    package let sum: Money
    package let payer: String
    package let payerBIN: BIN?
    package let payerAccount: String
    /// Into which account.
    package let account: String
    package let purpose: String
  }

  /// What is wrong with the file, and where.
  package struct Fault: Hashable, Sendable {
    package let line: Int
    package let text: Text
  }

  /// All that is wrong with a file: none of it was taken.
  package struct Faults: Error, Sendable {
    package let all: [Fault]
  }

  /// The largest file that is read, in bytes, and the most payments in one.
  package static let limit = 16 << 20
  package static let mostPayments = 100_000
  /// Faults beyond so many are not told: the file is something else.
  private static let mostFaults = 50

  /// - Parameters:
  ///   - bytes: In UTF-8, with or without its mark, or in Windows-1251.
  ///   - account: The account whose incoming money is asked for; every account's where it is `nil`.
  /// - Throws: `Faults`.
  /// - Complexity: O(bytes).
  package init(_ bytes: [UInt8], to account: IBAN? = nil) throws(Faults) {
    var reading = Reading(account: account)
    guard bytes.count <= Self.limit else { throw Faults(all: [Fault(line: 1, text: .fileIsTooLarge)]) }
    guard let text = decodedText(bytes) else { throw Faults(all: [Fault(line: 1, text: .fileIsNoText)]) }
    var number = 0
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      reading.read(line, number)
      if reading.isOver || reading.faults.count >= Self.mostFaults { break }
      if reading.payments.count > Self.mostPayments {
        reading.fault(number, .tooManyPayments)
        break
      }
    }
    reading.finish(number)
    if !reading.faults.isEmpty { throw Faults(all: reading.faults) }
    payments = reading.payments
    others = reading.others
  }
}

/// What was read so far.
private struct Reading {
  let account: IBAN?
  var payments: [BankFile.Payment] = []
  var others = 0
  var faults: [BankFile.Fault] = []
  /// The file said that it ends.
  var isOver = false
  private var isBegun = false
  private var section: Section?

  private struct Section {
    let line: Int
    let isDocument: Bool
    /// The values by their names, in small letters, each with its line.
    var values: [String: (text: String, line: Int)] = [:]
  }

  init(account: IBAN?) {
    self.account = account
  }

  mutating func fault(_ line: Int, _ text: Text) {
    faults.append(BankFile.Fault(line: line, text: text))
  }

  mutating func read(_ line: Substring, _ number: Int) {
    let line = line.trimmed
    if line.isEmpty { return }
    guard isBegun else {
      isBegun = true
      if line.lowercased() != "1cclientbankexchange" {
        fault(number, .notAnExchange)
        isOver = true
      }
      return
    }
    let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts[0].trimmed.lowercased()
    switch name {
    case "секциядокумент": begin(number, isDocument: true)
    case "секциярасчсчет", "секциярасчетныйсчет": begin(number, isDocument: false)
    case "конецдокумента": end(number, isDocument: true)
    case "конецрасчсчет", "конецрасчетногосчета": end(number, isDocument: false)
    case "конецфайла":
      if let section { fault(number, .sectionIsOpen(section.line)) }
      section = nil
      isOver = true
    default:
      guard parts.count == 2 else {
        // A purpose of several lines is written on one by every bank; what has no name is no part of the format.
        fault(number, .noName)
        return
      }
      if section?.values[name] != nil, section?.isDocument == true {
        fault(number, .twice(String(parts[0].trimmed)))
      }
      section?.values[name] = (String(parts[1].trimmed), number)
    }
  }

  mutating func finish(_ number: Int) {
    if !isBegun {
      fault(1, .notAnExchange)
    } else if !isOver && faults.isEmpty {
      fault(max(1, number), .fileIsCut)
    }
  }

  private mutating func begin(_ line: Int, isDocument: Bool) {
    if let section { fault(line, .sectionIsOpen(section.line)) }
    section = Section(line: line, isDocument: isDocument)
  }

  private mutating func end(_ line: Int, isDocument: Bool) {
    guard let section, section.isDocument == isDocument else { return fault(line, .nothingToEnd) }
    self.section = nil
    if isDocument { take(section) }
  }

  private mutating func take(_ section: Section) {
    func value(_ names: String...) -> (text: String, line: Int)? {
      for name in names {
        if let found = section.values[name], !found.text.isEmpty { return found }
      }
      return nil
    }
    let to = value("получательиик", "получательсчет", "получательрасчсчет")
    if let account, to?.text.uppercased() != account.description {
      others += 1
      return
    }
    let count = faults.count
    let sum = value("суммаприход", "сумма", "суммадокумента")
    var money: Money?
    if let sum {
      money = Money(sum.text)
      if money == nil || money! <= .zero { fault(sum.line, .notASum(sum.text)) }
    } else {
      fault(section.line, .lacks("Сумма"))
    }
    let date = value("датапоступило", "датаприход", "дата", "датадокумента")
    var day: Day?
    if let date {
      day = Day(date.text)
      if day == nil { fault(date.line, .notADayOf(date.text)) }
    } else {
      fault(section.line, .lacks("Дата"))
    }
    let bin = value("плательщикбин_иин", "плательщикбиниин", "плательщикбин", "плательщикиин", "плательщикинн")
    // What a bank writes there may be anything, such as zeros for somebody abroad: then it matches nothing.
    let payerBIN = bin.flatMap { try? BIN($0.text) }
    guard faults.count == count, let money, let day else { return }
    payments.append(
      BankFile.Payment(
        line: section.line, number: value("номер", "номердокумента")?.text ?? "", day: day, sum: money,
        payer: value("плательщикнаименование", "плательщик", "плательщик1")?.text ?? "", payerBIN: payerBIN,
        payerAccount: value("плательщикиик", "плательщиксчет", "плательщикрасчсчет")?.text ?? "",
        account: to?.text ?? "", purpose: value("назначениеплатежа", "назначениеплатежа1")?.text ?? ""))
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    let scalars = unicodeScalars
    let isSpace: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace || $0 == "\u{FEFF}" }
    guard let first = scalars.firstIndex(where: { !isSpace($0) }), let last = scalars.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return self[first...last]
  }
}

extension Text {
  fileprivate static let fileIsTooLarge = Text(
    ru: "Файл больше 16 МиБ. Выгрузите выписку за более короткий период.",
    kk: "Файл 16 МиБ-тен үлкен. Үзіндіні қысқарақ кезеңге түсіріңіз.",
    en: "The file is larger than 16 MiB. Export a statement of a shorter period.")
  fileprivate static let fileIsNoText = Text(
    ru: "Это не текст в UTF-8 или Windows-1251.", kk: "Бұл UTF-8 немесе Windows-1251 мәтіні емес.",
    en: "This is no text in UTF-8 or Windows-1251.")
  fileprivate static let tooManyPayments = Text(
    ru: "В файле больше 100 000 платежей.", kk: "Файлда 100 000-нан көп төлем бар.",
    en: "The file has more than 100 000 payments.")
  fileprivate static let notAnExchange = Text(
    ru: "Это не выписка для клиент-банка: первая строка должна быть 1CClientBankExchange.",
    kk: "Бұл клиент-банк үзіндісі емес: бірінші жол 1CClientBankExchange болуы керек.",
    en: "This is no client-bank statement: its first line must be 1CClientBankExchange.")
  fileprivate static let fileIsCut = Text(
    ru: "Файл обрывается: нет строки КонецФайла. Выгрузите его заново.",
    kk: "Файл үзілген: КонецФайла жолы жоқ. Оны қайта түсіріңіз.",
    en: "The file breaks off: the line КонецФайла is missing. Export it again.")
  fileprivate static let noName = Text(
    ru: "В строке нет знака «=».", kk: "Жолда «=» таңбасы жоқ.", en: "The line has no “=”.")
  fileprivate static let nothingToEnd = Text(
    ru: "Раздел заканчивается, но не начинался.", kk: "Бөлім аяқталады, бірақ басталмаған.",
    en: "A section ends that did not begin.")

  fileprivate static func sectionIsOpen(_ line: Int) -> Text {
    Text(
      ru: "Раздел со строки \(line) не закончен.", kk: "\(line) жолдан басталған бөлім аяқталмаған.",
      en: "The section that begins on line \(line) was not ended.")
  }
  fileprivate static func twice(_ name: String) -> Text {
    Text(
      ru: "Поле «\(name)» повторяется в одном документе.", kk: "«\(name)» өрісі бір құжатта қайталанады.",
      en: "“\(name)” stands twice in one document.")
  }
  fileprivate static func lacks(_ name: String) -> Text {
    Text(
      ru: "В документе нет поля «\(name)».", kk: "Құжатта «\(name)» өрісі жоқ.",
      en: "The document has no “\(name)”.")
  }
  fileprivate static func notASum(_ text: String) -> Text {
    Text(
      ru: "«\(text.prefix(40))» — не сумма платежа.", kk: "«\(text.prefix(40))» — төлем сомасы емес.",
      en: "“\(text.prefix(40))” is no sum of a payment.")
  }
  fileprivate static func notADayOf(_ text: String) -> Text {
    Text(
      ru: "«\(text.prefix(40))» — не дата.", kk: "«\(text.prefix(40))» — күн емес.",
      en: "“\(text.prefix(40))” is no date.")
  }
}
