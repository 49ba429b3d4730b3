import Foundation
import HTTPTypes
import Handbook
import Office
import Pages
import Store

/// Refunds to advance (W-02 … W-04): a partner asks with three documents, the vendor decides.
extension Cabinet {
  var refundDoors: [Door] {
    [
      .get(Link.refunds, .serving) { visit in try await refunds(visit) },
      .post(Link.refunds, .partner) { visit in
        do {
          let id = try await visit.partner().beginRefund(withNumber(visit.form))
          return .done(Link.refund(id), .refundBegun)
        } catch let refusals as Refusals {
          return try await refunds(visit, refusals.all)
        }
      },
      .get("/refunds/{id}", .serving) { visit in try await refund(visit) },
      .post("/refunds/{id}/documents", .partner, limit: DocumentType.largest + (1 << 16)) { visit in
        try await act(visit, .documentAttached) { id in
          guard let paper = Refund.Paper(rawValue: visit.form.raw("paper")) else { throw Missing() }
          guard let file = visit.file, let bytes = FileManager.default.contents(atPath: file) else {
            throw Refusals("W-02", "file", .fillIn)
          }
          let type = DocumentType(of: Array(bytes.prefix(16)))
          try await visit.partner().attach(
            Array(bytes), named: "\(paper.rawValue).\(type?.suffix ?? "")", as: paper, to: id)
        }
      },
      .get("/refunds/{id}/documents/{paper}", .serving) { visit in
        guard let paper = Refund.Paper(rawValue: visit.parameters["paper"] ?? "") else { throw Missing() }
        let document = try await visit.settling().document(paper, of: visit.id("id", of: Refund.self))
        return .bytes(document.bytes, type: document.type.rawValue, name: document.name)
      },
      .post("/refunds/{id}/sending", .partner) { visit in
        try await act(visit, .refundSent) { try await visit.partner().sendRefund($0) }
      },
      .post("/refunds/{id}/deletion", .partner) { visit in
        try await visit.partner().dropRefund(visit.id("id", of: Refund.self))
        return .done(Link.refunds, .deleted)
      },
      .post("/refunds/{id}/decision", .government) { visit in
        let desk = try visit.vendor()
        return try await act(visit, .refundDecided) { try await desk.decideRefund($0, visit.form) }
      },
    ]
  }

  /// What is refused stands on the request's page.
  private func act(_ visit: Visit, _ told: Told, _ act: (Refund.ID) async throws -> Void) async throws -> Answer {
    let id = try visit.id("id", of: Refund.self)
    do {
      try await act(id)
      return .done(Link.refund(id), told)
    } catch let refusals as Refusals {
      return try await refund(visit, refusals.all)
    }
  }

  private func refunds(_ visit: Visit, _ refusals: [Refusal] = []) async throws -> Answer {
    let desk = try visit.settling()
    let page = try await desk.refunds(after: visit.after)
    return .screen(
      RefundsPage(
        isVendor: desk.house == nil, rows: page.items, next: page.next?.description,
        entries: visit.typed(or: visit.query), refusals: refusals, stamp: visit.stamp),
      refusals.isEmpty ? .ok : .unprocessableContent)
  }

  private func refund(_ visit: Visit, _ refusals: [Refusal] = []) async throws -> Answer {
    let desk = try visit.settling()
    let found = try await desk.refund(visit.id("id", of: Refund.self))
    return .screen(
      RefundPage(
        found: found, isVendor: desk.house == nil, mayDecide: desk.actor.may(.govern), entries: visit.form,
        refusals: refusals, stamp: visit.stamp), refusals.isEmpty ? .ok : .unprocessableContent)
  }

  /// People type «000000123».
  private func withNumber(_ form: Entries) -> Entries {
    var typed = form.typed
    typed["subscription"] = String(form.raw("subscription").drop { $0 == "0" })
    return Entries(typed)
  }
}
