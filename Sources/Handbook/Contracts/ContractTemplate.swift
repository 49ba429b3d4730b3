/// What contracts are made from: a text in Markdown with fields in double braces, and the partner's own clauses. Each
/// version is kept; a contract remembers which it was made from.
package struct ContractTemplate: Sendable {
  /// 0 is the product's own.
  package let version: Int
  /// The partner's own clauses, in Markdown with the same fields; empty where it has none.
  package let clauses: Text

  package init(version: Int, clauses: Text) {
    self.version = version
    self.clauses = clauses
  }

  package static let own = ContractTemplate(version: 0, clauses: Text(ru: "", kk: "", en: ""))

  /// Every field that a text may have.
  package enum Field: String, CaseIterable, Sendable {
    case number, date, seller, sellerBIN, sellerAddress, sellerHead, sellerHeadTitle, iban, bank, bic
    case client, clientBIN, clientNumber, licence, licenceDate, subject, period, sum, sumInWords
    case oldClient, oldClientBIN, infobase, infobaseNumber

    package var placeholder: String { "{{\(rawValue)}}" }
  }

  /// The fields of a text that there are not, as they stand in it.
  package static func unknownFields(of text: String) -> [String] {
    parts(of: text).compactMap { part in
      guard case .field(let name) = part, Field(rawValue: name) == nil else { return nil }
      return "{{\(name)}}"
    }
  }

  /// The text with every field in its place. What a field holds is text and never Markdown.
  package static func filled(_ text: String, _ values: [Field: String]) -> String {
    parts(of: text).map { part in
      switch part {
      case .text(let text): text
      case .field(let name): Field(rawValue: name).flatMap { values[$0] }.map(escaped) ?? "—"
      }
    }.joined()
  }

  private enum Part {
    case text(String)
    case field(String)
  }

  private static func parts(of text: String) -> [Part] {
    var parts: [Part] = []
    var rest = text[...]
    while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
      parts.append(.text(String(rest[..<open.lowerBound])))
      parts.append(.field(String(rest[open.upperBound..<close.lowerBound])))
      rest = rest[close.upperBound...]
    }
    return parts + [.text(String(rest))]
  }

  /// A value with whatever Markdown would take for its own escaped, on one line.
  private static func escaped(_ value: String) -> String {
    value.unicodeScalars.reduce(into: "") { text, scalar in
      if "\\`*_{}[]()<>#+-.!|~&".unicodeScalars.contains(scalar) { text += "\\" }
      text.unicodeScalars.append(scalar == "\n" || scalar == "\r" ? " " : scalar)
    }
  }

  /// The whole text of a contract of a kind, the partner's clauses in it.
  ///
  /// - Parameter isPriced: An agreement about something sold: it says the term and the sum.
  package func text(_ kind: Contract.Kind, isPriced: Bool = true, in language: Language) -> String {
    let text =
      switch kind {
      case .licence: ContractTexts.licence
      case .supplement: ContractTexts.supplement
      case .transfer: ContractTexts.transfer
      }
    let body = text[language].replacing("{{terms}}", with: isPriced ? ContractTexts.terms[language] : "")
    let own = clauses[language]
    guard kind == .licence, !own.isEmpty else { return body.replacing("{{clauses}}", with: "") }
    return body.replacing("{{clauses}}", with: "\n\n## \(ContractTexts.ownClauses[language])\n\n\(own)\n")
  }
}
