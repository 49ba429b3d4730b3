import Handbook
import Store
import TestSupport
import Testing

/// Pages by cursor are the unpaged list, cut: nothing twice, nothing left out, whatever the order.
struct PagingTests {

  private func pages<Order, Item>(
    _ query: ListQuery<Order>, _ page: (ListQuery<Order>) throws -> Page<Item>
  ) throws -> [Item] {
    var (query, items): (ListQuery<Order>, [Item]) = (query, [])
    while true {
      let part = try page(query)
      #expect(part.items.count <= query.limit)
      items += part.items
      guard let next = part.next else { return items }
      #expect(part.items.count == query.limit)
      // As it travels in a link.
      let cursor: Cursor = try #require(Cursor(next.description))
      query.after = cursor
    }
  }

  @Test(.enabled(if: Engine.all.contains(.postgres)))
  func `a list is in the same order in a database that sorts as a language does`() async throws {
    let names = [
      "Яна", "Ёлка", "ель", "Елка", "Ұлы", "Әділ", "ulu", "Ulu-2", "ul u", "Z", "я", "абв 10", "абв 9", "№ 1",
    ]
    func listed(_ store: any Store.Database) async throws -> [String] {
      _ = try await Migration.migrate(store)
      return try await store.write { tx in
        let cast = try Cast(tx)
        for (number, name) in names.enumerated() {
          _ = try tx.insertSubscriber(
            .client, card: Card(name: name), publicID: "n\(number)", servedBy: cast.rival, at: Cast.now)
        }
        return try pages(ListQuery<SubscriberOrder>(order: .name, limit: 3)) {
          try tx.subscribers(SubscriberFilter(partner: cast.rival), $0)
        }.map(\.name)
      }
    }
    let here = try await Engine.sqlite.withPlace { place in
      let store = try await place.open()
      let list = try await listed(store)
      await store.close()
      return list
    }
    let database = try await TestDatabase(sortedAsIn: "ru")
    let store = try await database.open()
    let sorted = try await store.read { tx in
      try tx.value("SELECT CASE WHEN 'б' < 'Я' THEN 1 ELSE 0 END") as Bool
    }
    #expect(sorted, "the database is to sort otherwise than by bytes")
    let there = try await listed(store)
    await store.close()
    try await database.drop()
    #expect(here.count == names.count && there == here)
  }

  @Test(arguments: Engine.all)
  func `pages of subscribers are the list`(engine: Engine) async throws {
    var random = Seeded()
    let seed = random.seed
    let names = (0..<140).map { _ in
      String((0..<Int.random(in: 1...2, using: &random)).map { _ in "абвәғқёя~i5 s'".randomElement(using: &random)! })
        + "."
    }
    let ends = names.map { _ in Int.random(in: 0...5, using: &random) }
    let limit = Int.random(in: 1...20, using: &random)
    try await engine.withCast { store, cast in
      let ids = try await store.write { tx in
        try zip(names, ends).enumerated().map { number, each in
          let id = try tx.insertSubscriber(
            .client, card: Card(name: each.0), publicID: "p\(number)", servedBy: cast.rival, at: Cast.now)
          if each.1 > 0 {
            let draft = try tx.insertDraft(
              cast.draft(for: id, through: Cast.today + each.1), by: nil, at: Cast.now)
            _ = try tx.post(draft, by: nil, on: Cast.today, at: Cast.now)
          }
          return id
        }
      }
      try await store.read { tx in
        for order in SubscriberOrder.allCases {
          for isDescending in [false, true] {
            let query = ListQuery(order: order, isDescending: isDescending, limit: limit)
            let filter = SubscriberFilter(partner: cast.rival)
            let paged = try pages(query) { try tx.subscribers(filter, $0) }.map(\.id)
            var whole = query
            whole.limit = 10_000
            #expect(paged == (try tx.subscribers(filter, whole).items.map(\.id)), "seed \(seed), \(order)")
            #expect(paged.sorted() == ids.sorted(), "seed \(seed), \(order)")
            if order == .number { #expect(paged == (isDescending ? ids.reversed() : ids)) }
            if order == .end {
              let sorted = zip(ids, ends).sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0)
              #expect(paged == (isDescending ? sorted.reversed() : sorted), "seed \(seed)")
            }
          }
        }
      }
    }
  }

  @Test(arguments: Engine.all)
  func `pages of subscriptions, invitations, letters, audit and partners are the list`(engine: Engine) async throws {
    var random = Seeded()
    let seed = random.seed
    let ends = (0..<90).map { _ in Int.random(in: 0...6, using: &random) }
    let limit = Int.random(in: 1...12, using: &random)
    try await engine.withCast { store, cast in
      try await store.write { tx in
        for (number, end) in ends.enumerated() {
          let address = EmailAddress("a\(number)@b.kz")!
          _ = try tx.insertDraft(cast.draft(through: Cast.today + end), by: cast.aliya, at: Cast.now)
          _ = try tx.insertInvitation(
            from: cast.partner, to: address, code: [UInt8(number)], by: cast.aliya, at: Cast.now, until: Cast.now)
          try tx.keep(
            PrintedLetter(subject: "", plain: "", html: ""), kind: "welcome", to: address, of: nil, in: .english,
            at: Cast.now)
          try tx.record(
            "act", on: "thing", 1, of: cast.client, before: "", after: "", by: nil, in: nil, from: "", at: Cast.now)
        }
      }
      try await store.read { tx in
        for order in SubscriptionOrder.allCases {
          for isDescending in [false, true] {
            let query = ListQuery(order: order, isDescending: isDescending, limit: limit)
            let paged = try pages(query) { try tx.subscriptions(SubscriptionFilter(), $0, on: Cast.today) }
            let keys = paged.map { order == .end ? ($0.endsOn.sinceEpoch, $0.id.number) : (0, $0.id.number) }
            #expect(keys.count == ends.count)
            #expect(
              zip(keys, keys.dropFirst()).allSatisfy { isDescending ? $0 > $1 : $0 < $1 }, "seed \(seed), \(order)")
          }
        }
        let query = ListQuery(order: SubscriberOrder.number, limit: limit)
        let invitations = try pages(query) {
          try tx.invitations(of: cast.partner, state: nil, search: "", at: Cast.now, after: $0.after, limit: $0.limit)
        }
        let letters = try pages(query) {
          try tx.letters(search: "", onlyUnsent: true, after: $0.after, limit: $0.limit)
        }
        let audit = try pages(query) { try tx.audit(of: cast.client, after: $0.after, limit: $0.limit) }
        #expect(invitations.map(\.id) == invitations.map(\.id).sorted().reversed())
        #expect(letters.map(\.id) == letters.map(\.id).sorted().reversed())
        #expect(audit.map(\.id) == audit.map(\.id).sorted().reversed())
        #expect([invitations.count, letters.count, audit.count] == [90, 90, 90])
        let one = ListQuery(order: SubscriberOrder.name, isDescending: true, limit: 1)
        #expect(Set(try pages(one) { try tx.partners($0) }.map(\.id)) == [cast.partner, cast.rival])
      }
    }
  }
}
