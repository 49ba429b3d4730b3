package import Handbook

/// Where pages are. Routes and links are both written from here.
package enum Link {
  package static let home = "/"
  package static let signIn = "/sign-in"
  package static let signOut = "/sign-out"
  package static let secondFactor = "/second-factor"
  package static let forgot = "/forgot"
  package static let setup = "/setup"
  package static let profile = "/profile"
  package static let subscribers = "/subscribers"
  package static let invitations = "/invitations"
  package static let journal = "/subscriptions"
  package static let newSubscription = "/subscriptions/new"
  package static let quote = "/subscriptions/quote"
  package static let tariffs = "/tariffs"
  package static let renewals = "/renewals"
  package static let diagram = "/diagram"
  package static let corrections = "/corrections"
  package static let prices = "/prices"
  package static let bills = "/bills"
  package static let newBill = "/bills/new"
  package static let bankPayments = "/bank-payments"
  package static let payee = "/payee"
  package static let myBills = "/my-bills"
  package static let myContracts = "/my-contracts"
  package static let contractTemplate = "/contract-template"
  package static let entityChecks = "/entity-checks"
  package static let users = "/users"
  package static let card = "/card"
  package static let tokens = "/tokens"
  package static let infobases = "/infobases"
  package static let newInfobase = "/infobases/new"
  package static let mine = "/my-subscriptions"
  package static let matrix = "/rights"
  package static let sessions = "/sessions"
  package static let grants = "/access"
  package static let partners = "/partners"
  package static let newPartner = "/partners/new"
  package static let distributors = "/distributors"
  package static let catalogue = "/catalogue"
  package static let letters = "/letters"
  package static let audit = "/audit"
  package static let clock = "/clock"
  package static let settlement = "/settlement"
  package static let settlementAudit = "/settlement/audit"
  package static let invoices = "/invoices"
  package static let payments = "/payments"
  package static let refunds = "/refunds"
  package static let reconciliation = "/reconciliation"
  package static let handbook = "/handbook"

  package static func subscriber(_ id: Subscriber.ID) -> String { "/subscribers/\(id)" }
  package static let ownHistory = "/card/history"
  package static func subscriptions(of id: Subscriber.ID) -> String { "/subscribers/\(id)/subscriptions" }
  package static func diagram(of id: Subscriber.ID) -> String { "/subscribers/\(id)/diagram" }
  package static func people(of id: Subscriber.ID) -> String { "/subscribers/\(id)/users" }
  package static func history(of id: Subscriber.ID) -> String { "/subscribers/\(id)/history" }
  package static func subscription(_ id: Subscription.ID) -> String { "/subscriptions/\(id)" }
  package static func contracts(of id: Subscriber.ID) -> String { "/subscribers/\(id)/contracts" }
  package static func contract(_ id: Contract.ID) -> String { "/contracts/\(id)" }
  package static func myContract(_ id: Contract.ID) -> String { "/my-contracts/\(id)" }
  package static func bill(_ id: Bill.ID) -> String { "/bills/\(id)" }
  package static func myBill(_ id: Bill.ID) -> String { "/my-bills/\(id)" }
  package static func newBill(for id: Subscriber.ID) -> String { "/bills/new?subscriber=\(id)" }
  package static func copy(_ id: Subscription.ID) -> String { "/subscriptions/\(id)/copy" }
  package static func choice(_ id: Subscriber.ID) -> String { "/subscribers/\(id)/tariffs" }
  package static func price(_ code: Tariff.Code) -> String { "/prices/\(code)" }
  package static func tariff(_ code: Tariff.Code) -> String { "/tariffs/\(code)" }
  package static func invitation(_ id: Invitation.ID) -> String { "/invitations/\(id)" }
  package static func infobase(_ id: Infobase.ID) -> String { "/infobases/\(id)" }
  /// Where an infobase opens (BEY-2).
  package static func open(_ application: Application.Code, _ id: Infobase.ID) -> String { "/a/\(application)/\(id)" }
  package static func chapter(_ name: String) -> String { "/handbook/\(name)" }
  package static func partner(_ id: Subscriber.ID) -> String { "/partners/\(id)" }
  package static func statement(_ id: Closing.ID) -> String { "/settlement/\(id)" }
  package static func invoice(_ id: Invoice.ID) -> String { "/invoices/\(id)" }
  package static func refund(_ id: Refund.ID) -> String { "/refunds/\(id)" }
  package static func letter(_ id: ID<KeptLetter>) -> String { "/letters/\(id)" }
}

/// A link with a query: names and values are escaped.
package func url(_ path: String, _ query: KeyValuePairs<String, String>) -> String {
  var bytes = Array(path.utf8)
  var mark = UInt8(ascii: "?")
  for (name, value) in query where !value.isEmpty {
    bytes.append(mark)
    percent(name, into: &bytes)
    bytes.append(UInt8(ascii: "="))
    percent(value, into: &bytes)
    mark = UInt8(ascii: "&")
  }
  return String(decoding: bytes, as: UTF8.self)
}

private func percent(_ text: String, into bytes: inout [UInt8]) {
  func digit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 55 + value }
  for byte in text.utf8 {
    switch byte {
    case 48...57, 65...90, 97...122, 45, 46, 95, 126: bytes.append(byte)
    default: bytes += [UInt8(ascii: "%"), digit(byte >> 4), digit(byte & 15)]
    }
  }
}
