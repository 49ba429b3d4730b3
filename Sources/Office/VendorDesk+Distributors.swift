package import Handbook
import Store

/// Distributors stand between the vendor and partners (P-02).
extension VendorDesk {
  /// Makes a distributor: its subscriber, and a letter to its first owner.
  package func addDistributor(_ entries: Entries) async throws -> Subscriber.ID {
    try actor.require(.govern)
    var entries = entries
    let card = Card(&entries)
    let owner = entries.email("owner_email")
    try entries.accept()
    let token = Token(world)
    let publicID = base64url(world.random(12))
    return try await office.database.write { tx in
      let id = try tx.insertSubscriber(.distributor, card: card, publicID: publicID, servedBy: nil, at: now)
      _ = try tx.insertUserInvitation(
        to: id, email: owner!, role: .owner, token: token.hash, by: actor.user, at: now, until: now + .days(14))
      try office.post(
        .welcome(name: card.name, number: id, link: office.link("/join/\(token.text)")), to: owner!, of: id,
        in: actor.language, tx)
      try record("add-distributor", on: "subscriber", id.number, of: id, after: Facts(card), tx)
      return id
    }
  }
}
