import BankFile
import Crypto
import Foundation
package import Handbook
package import Store

/// Payments of a bank's files (PRO-26): a payment is taken once, whatever files it stands in; one that names a bill by
/// its number, with the payer's БИН and the sum of the bill, pays it; a person decides about the others.
extension PartnerDesk {
  /// What became of a file.
  package struct Loaded: Sendable {
    /// Payments that were not known before.
    package let new: Int
    /// Payments that some file brought before.
    package let known: Int
    /// Documents of the file that are no money coming in.
    package let others: Int
    /// Of the new ones, those that fit a bill.
    package let fitting: Int
  }

  /// Keeps the payments of a file, all or none. Nothing is posted yet: `takePayments` does.
  ///
  /// - Throws: `BankFile.Faults`; `Refusals`.
  package func loadPayments(_ bytes: [UInt8]) async throws -> Loaded {
    try actor.require(.serve)
    guard let payee = try await payee() else { throw Refusals("Q-01", "account", .fillInPayee) }
    let file = try BankFile(bytes, to: payee.iban)
    let partner = actor.subscriber
    return try await office.database.write(locking: [LockKey("payments", partner.number)]) { tx in
      var (new, fitting) = (0, 0)
      for payment in file.payments {
        let found = try find(payment.purpose, payment.payerBIN, payment.sum, tx)
        let misfit: BankPayment.Misfit = if case .none(let misfit) = found { misfit } else { .waiting }
        let id = try tx.insertPayment(
          to: partner, fingerprint: payment.fingerprint, number: payment.number, day: payment.day, sum: payment.sum,
          payer: payment.payer, payerBIN: payment.payerBIN, payerAccount: payment.payerAccount,
          account: payment.account, purpose: payment.purpose, for: nil, misfit: misfit, by: actor.user, at: now)
        if id == nil { continue }
        new += 1
        if misfit == .waiting { fitting += 1 }
      }
      let loaded = Loaded(
        new: new, known: file.payments.count - new, others: file.others, fitting: fitting)
      try record(
        "load-payments", on: "subscriber", partner.number, of: partner,
        after: ["new": String(new), "known": String(loaded.known)], tx)
      return loaded
    }
  }

  package func payments(
    onlyMisfits: Bool, after: Cursor? = nil, limit: Int = 50
  ) async throws -> Page<BankPayment> {
    try actor.require(.serve)
    return try await office.database.read {
      try $0.payments(to: actor.subscriber, onlyMisfits: onlyMisfits, after: after, limit: limit)
    }
  }

  /// What became of a payment that was to be taken.
  package struct Taken: Sendable {
    package let payment: BankPayment
    package let bill: BillFacts?
    package let refusals: [Refusal]
  }

  /// Takes every payment that fits a bill: each pays its bill and posts what is on it, by itself, so that what is
  /// refused stands in nobody's way. Those that did not fit before are looked at anew.
  ///
  /// - Returns: The payments that fit a bill; with the refusals of those whose subscriptions cannot be posted.
  package func takePayments() async throws -> [Taken] {
    try actor.require(.serve)
    var taken: [Taken] = []
    var after: Cursor?
    repeat {
      let page = try await payments(onlyMisfits: true, after: after, limit: 200)
      for payment in page.items {
        if let result = try await take(payment) { taken.append(result) }
      }
      after = page.next
    } while after != nil
    return taken
  }

  /// A person says for which bill a payment is. Its sum must still be the bill's (M-03).
  package func pair(_ payment: ID<BankPayment>, with bill: Bill.ID) async throws {
    try actor.require(.serve)
    let client = try await office.database.read { try own(bill, $0).subscriberID }
    try await office.database.write(locking: [LockKey("subscriptions", client.number)]) { tx in
      guard let payment = try tx.payment(payment, to: actor.subscriber), payment.billID == nil else { throw Missing() }
      let facts = try own(bill, tx)
      try pay(facts, paid: payment.sum, on: payment.day, by: payment.id, tx)
      guard try tx.settle(payment.id, for: bill, misfit: nil) else { throw Missing() }
    }
  }

  /// A person says that a payment is for no bill.
  package func setAside(_ payment: ID<BankPayment>) async throws {
    try actor.require(.serve)
    try await office.database.write { tx in
      guard let found = try tx.payment(payment, to: actor.subscriber), found.billID == nil,
        try tx.settle(payment, for: nil, misfit: .setAside)
      else { throw Missing() }
      try record("set-aside", on: "payment", payment.number, of: actor.subscriber, tx)
    }
  }

  // MARK: Inside

  private func find(
    _ purpose: String, _ payer: BIN?, _ sum: Money, _ tx: any Reading
  ) throws -> BillSearch.Found {
    let numbers = BillSearch.numbers(in: purpose)
    return BillSearch.bill(
      of: purpose, from: payer, sum: sum, among: try tx.candidates(of: actor.subscriber, numbered: numbers))
  }

  /// - Returns: `nil` if the payment fits no bill.
  private func take(_ payment: BankPayment) async throws -> Taken? {
    let found = try await office.database.read { tx -> BillFacts? in
      guard case .bill(let id) = try find(payment.purpose, payment.payerBIN, payment.sum, tx) else { return nil }
      return try own(id, tx)
    }
    let key = LockKey("subscriptions", (found?.subscriberID ?? actor.subscriber).number)
    return try await office.database.write(locking: [key]) { tx -> Taken? in
      // Meanwhile somebody else may have taken it, or paid the bill.
      guard let payment = try tx.payment(payment.id, to: actor.subscriber), payment.billID == nil else { return nil }
      switch try find(payment.purpose, payment.payerBIN, payment.sum, tx) {
      case .none(let misfit):
        _ = try tx.settle(payment.id, for: nil, misfit: misfit)
        return nil
      case .bill(let id):
        let bill = try own(id, tx)
        guard bill.subscriberID == found?.subscriberID else { return nil }
        do {
          try tx.attempt { try pay(bill, paid: payment.sum, on: payment.day, by: payment.id, tx) }
        } catch let refusals as Refusals {
          _ = try tx.settle(payment.id, for: nil, misfit: .refused)
          return Taken(payment: payment, bill: bill, refusals: refusals.all)
        }
        guard try tx.settle(payment.id, for: id, misfit: nil) else { throw Missing() }
        return Taken(payment: payment, bill: bill, refusals: [])
      }
    }
  }
}

extension BankFile.Payment {
  /// The same for the same payment, whatever file it stands in.
  fileprivate var fingerprint: [UInt8] {
    let facts = [
      account, number, day.iso, sum.plain, payerBIN?.description ?? payer, payerAccount, purpose,
    ]
    // Each is followed by what no line of a file has: no two payments run together into the same bytes.
    return Array(SHA256.hash(data: Data(facts.map { $0 + "\n" }.joined().utf8)))
  }
}

extension Text {
  fileprivate static let fillInPayee = Text(
    ru: "Сначала заполните «Реквизиты для счетов»: по ИИК видно, какие платежи пришли вам.",
    kk: "Алдымен «Шот деректемелерін» толтырыңыз: ЖСК бойынша сізге қандай төлемдер түскені көрінеді.",
    en: "First fill in “Details for bills”: by the account number it is seen which payments came to you.")
}
