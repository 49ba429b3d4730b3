/// The two lines of tariffs, whose names are alike (DEC-44): codes and screens tell them apart.
package enum ProductLine: String, CaseIterable, Sendable {
  /// ITSaaS: applications for keeping books.
  case business
  /// «Кассир»: cash registers (U-01).
  case cashRegister = "cash-register"

  package var name: Text {
    switch self {
    case .business: Text(verbatim: "ITSaaS")
    case .cashRegister: Text(ru: "Кассир", kk: "Кассир", en: "Cash register")
    }
  }
}
