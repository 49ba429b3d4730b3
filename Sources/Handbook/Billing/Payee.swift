/// «Реквизиты для счетов»: where a partner's clients pay, and who signs for it. The organisation's name and БИН
/// stand in its own card.
package struct Payee: Hashable, Sendable {
  package let iban: IBAN
  package let bank: String
  /// «БИК» of the bank: eight letters and digits.
  package let bic: String
  /// «КБе»: residency and sector of whoever receives, two digits.
  package let beneficiaryCode: String
  package let address: String
  /// Who signs: «Директор», «А. Б. Серикова».
  package let headTitle: String
  package let head: String

  package init(
    iban: IBAN, bank: String, bic: String, beneficiaryCode: String, address: String, head: String, headTitle: String
  ) {
    self.iban = iban
    self.bank = bank
    self.bic = bic
    self.beneficiaryCode = beneficiaryCode
    self.address = address
    self.head = head
    self.headTitle = headTitle
  }

  /// Reads a form; `nil` with refusals where something is missing or wrong.
  package init?(_ entries: inout Entries) {
    let iban = entries.iban("iban")
    if iban == nil, !entries.has("iban") { entries.refuse("iban", .fillIn) }
    bank = entries.line("bank", upTo: 120, required: true)
    let bic = entries.line("bic", upTo: 11, required: true).uppercased()
    if !bic.isEmpty, bic.utf8.count != 8 || !bic.utf8.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) }) {
      entries.refuse("bic", .notABIC)
    }
    let code = entries.line("beneficiary_code", upTo: 10, required: true)
    if !code.isEmpty, code.utf8.count != 2 || !code.utf8.allSatisfy({ (48...57).contains($0) }) {
      entries.refuse("beneficiary_code", .notABeneficiaryCode)
    }
    address = entries.line("address", upTo: 200, required: true)
    headTitle = entries.line("head_title", upTo: 100, required: true)
    head = entries.line("head", upTo: 100, required: true)
    (self.bic, beneficiaryCode) = (bic, code)
    guard let iban, entries.refusals.isEmpty else { return nil }
    self.iban = iban
  }

  /// The form's fields, in its order.
  package var fields: [(field: Field, value: String)] {
    [
      ("iban", iban.description), ("bank", bank), ("bic", bic), ("beneficiary_code", beneficiaryCode),
      ("address", address), ("head_title", headTitle), ("head", head),
    ]
  }
}

extension Text {
  fileprivate static let notABIC = Text(
    ru: "БИК банка — 8 латинских букв и цифр.", kk: "Банктің БСК-сы — 8 латын әрпі мен цифр.",
    en: "A bank's BIC has 8 Latin letters and digits.")
  fileprivate static let notABeneficiaryCode = Text(
    ru: "КБе — две цифры, например 17.", kk: "КБе — екі цифр, мысалы 17.",
    en: "The beneficiary code has two digits, such as 17.")
}
