import BankFile
import Handbook
import TestSupport
import Testing

/// A bank's statement (PRO-26): what came in, and what is wrong with the file, to the line.
struct BankFileTests {
  static let account = try! IBAN("KZ86125KZT5004100100")

  static func payment(
    sum: String = "110000.00", day: String = "12.11.2026", bin: String = "940140000385",
    purpose: String = "Оплата по счету № 17 от 10.11.2026", to account: String = "KZ86125KZT5004100100"
  ) -> String {
    """
    СекцияДокумент=Платежное поручение
    Номер=451
    Дата=\(day)
    Сумма=\(sum)
    ПлательщикНаименование=ТОО «Наурыз»
    ПлательщикБИН_ИИН=\(bin)
    ПлательщикИИК=KZ75125KZT1001300335
    ПолучательИИК=\(account)
    НазначениеПлатежа=\(purpose)
    КонецДокумента
    """
  }

  static func file(_ payments: String...) -> String {
    """
    1CClientBankExchange
    ВерсияФормата=2.00
    Кодировка=Windows
    ДатаНачала=01.11.2026
    СекцияРасчСчет
    РасчСчет=KZ86125KZT5004100100
    КонецРасчСчет
    \(payments.joined(separator: "\n"))
    КонецФайла

    """
  }

  static func read(_ text: String) throws -> BankFile { try BankFile(Array(text.utf8), to: account) }

  static func lines(_ text: String) -> [Int] { lines(Array(text.utf8)) }

  static func lines(_ bytes: [UInt8]) -> [Int] {
    do throws(BankFile.Faults) {
      _ = try BankFile(bytes, to: account)
      return []
    } catch {
      return error.all.map(\.line)
    }
  }

  @Test func whatCameIn() throws {
    let file = try Self.read(Self.file(Self.payment(), Self.payment(to: "KZ75125KZT1001300335")))
    #expect(file.payments.count == 1)
    #expect(file.others == 1)
    let payment = file.payments[0]
    #expect(payment.line == 8)
    #expect(payment.number == "451")
    #expect(payment.day == Day(2026, 11, 12))
    #expect(payment.sum == .tenge(110_000))
    #expect(payment.payer == "ТОО «Наурыз»")
    #expect(payment.payerBIN == (try BIN("940140000385")))
    #expect(payment.purpose == "Оплата по счету № 17 от 10.11.2026")
  }

  @Test func inWhateverEncodingBanksWrite() throws {
    let text = Self.file(Self.payment())
    let plain = try Self.read(text)
    #expect(try BankFile([0xEF, 0xBB, 0xBF] + Array(text.utf8), to: Self.account).payments == plain.payments)
    #expect(try Self.read(text.replacing("\n", with: "\r\n")).payments == plain.payments)
    #expect(try BankFile(windows1251(text), to: Self.account).payments == plain.payments)
  }

  @Test func theDayOnWhichTheMoneyCameGoesBeforeTheDocuments() throws {
    let text = Self.payment().replacing("Сумма=", with: "ДатаПоступило=13.11.2026\nСумма=")
    #expect(try Self.read(Self.file(text)).payments[0].day == Day(2026, 11, 13))
  }

  @Test func aWrongPayersNumberMatchesNothingAndHindersNothing() throws {
    #expect(try Self.read(Self.file(Self.payment(bin: "000000000000"))).payments[0].payerBIN == nil)
  }

  @Test("What is wrong is told with its line, and nothing is taken")
  func faults() {
    #expect(Self.lines(Self.file(Self.payment(sum: "сто"))) == [11])
    #expect(Self.lines(Self.file(Self.payment(sum: "-5.00"))) == [11])
    #expect(Self.lines(Self.file(Self.payment(sum: "99999999999999999999.00"))) == [11])
    #expect(Self.lines(Self.file(Self.payment(day: "31.02.2026"))) == [10])
    #expect(Self.lines(Self.file(Self.payment(sum: "0"), Self.payment(day: "x"))) == [11, 20])
    #expect(Self.lines(Self.file(Self.payment().replacing("Сумма=110000.00\n", with: ""))) == [8])
    #expect(Self.lines(Self.file(Self.payment().replacing("Номер=451", with: "Номер=1\nНомер=2"))) == [10])
    #expect(Self.lines(Self.file(Self.payment().replacing("Номер=451", with: "Номер 451"))) == [9])
    #expect(Self.lines(Self.file(Self.payment().replacing("КонецДокумента", with: "X=1"), Self.payment())) == [18])
  }

  @Test("A file that breaks off anywhere is refused as a whole")
  func cut() {
    let lines = Self.file(Self.payment()).split(separator: "\n", omittingEmptySubsequences: false)
    for count in 0..<(lines.count - 2) {
      #expect(!Self.lines(lines[..<count].joined(separator: "\n")).isEmpty, "cut after \(count) lines")
    }
  }

  @Test func whatIsNoStatementIsSaidSo() {
    #expect(Self.lines("") == [1])
    #expect(Self.lines("Номер;Дата;Сумма\n1;2;3\n") == [1])
    #expect(Self.lines([0x50, 0x4B, 3, 4, 0, 0]) == [1])
    #expect(Self.lines([0x98, 0x41]) == [1])
    #expect(Self.lines(Array(repeating: 65, count: BankFile.limit + 1)) == [1])
  }

  @Test("No bytes whatever crash it, and what is read agrees with itself")
  func anything() throws {
    var chance = Seeded()
    let text = Array(Self.file(Self.payment(), Self.payment(sum: "5.5")).utf8)
    for _ in 0..<3000 {
      var bytes = text
      for _ in 0...Int.random(in: 0...4, using: &chance) {
        let place = Int.random(in: 0..<bytes.count, using: &chance)
        switch Int.random(in: 0...2, using: &chance) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &chance)
        case 1: bytes.remove(at: place)
        default: bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &chance)], at: place)
        }
      }
      guard let file = try? BankFile(bytes, to: Self.account) else { continue }
      for payment in file.payments { #expect(payment.sum > .zero && payment.account == Self.account.description) }
    }
  }

  /// As a bank writes it: Python's own table would say the same.
  private func windows1251(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "А"..."я": UInt8(scalar.value - 0x410 + 0xC0)
      case "№": 0xB9
      case "«": 0xAB
      case "»": 0xBB
      default: UInt8(scalar.value)
      }
    }
  }
}
