/// What is printed, with everything that stands on it.
package enum PaperForm: Sendable {
  case bill(BillPaper)
  case contract(ContractPaper)
}

/// A bill as it is printed.
package struct BillPaper: Sendable {
  package let bill: BillFacts
  package let lines: [(line: BillLine, tariff: Text)]
  package let payee: Payee
  package let sellerName: String
  package let sellerBIN: BIN?

  package init(
    bill: BillFacts, lines: [(line: BillLine, tariff: Text)], payee: Payee, sellerName: String, sellerBIN: BIN?
  ) {
    self.bill = bill
    self.lines = lines
    self.payee = payee
    self.sellerName = sellerName
    self.sellerBIN = sellerBIN
  }
}

/// A contract, an agreement or an act as it is printed: its text stays as it was made.
package struct ContractPaper: Sendable {
  package let title: String
  /// In Markdown.
  package let body: String
  /// By which a paper copy is told from an altered one.
  package let hash: [UInt8]
  package let language: Language

  package init(title: String, body: String, hash: [UInt8], language: Language) {
    self.title = title
    self.body = body
    self.hash = hash
    self.language = language
  }
}
