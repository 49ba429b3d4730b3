import Handbook
import Office

extension Act {
  /// Everything that a program may do.
  package static let all =
    house + serving + subscriptions + selling + bills + contracts + infobases + sessions + settlement + vendor

  static let cardFields: [Input] = [
    .text("name", upTo: 150, required: true), .text("organisation"), .text("bin", upTo: 12), .text("city", upTo: 100),
    .text("email", upTo: 254), .text("site"), .text("phone", upTo: 50), .text("comment", upTo: 2000),
    .text("its_number", upTo: 50), .text("leaving_reason"), .text("leaving_comment", upTo: 2000),
  ]

  /// The token itself, one's own card, users, tokens.
  static let house: [Act] = [
    .value(.get, "/token", "readToken", .token, .everybody, Summary.readToken) { call in
      Answer(TokenStanding(program: call.program))
    },
    .value(.get, "/card", "readOwnCard", .house, .house(.seeHouse), Summary.readOwnCard, versioned: true) {
      call in
      let facts = try await call.house.card()
      return Answer(facts, version: facts.version)
    },
    .value(
      .put, "/card", "writeOwnCard", .house, .house(.editOwnCard), Summary.writeOwnCard,
      body: .fields(cardFields), versioned: true, needsVersion: true
    ) { call in
      try await call.house.save(call.entries, version: call.version)
      let facts = try await call.house.card()
      return Answer(facts, version: facts.version)
    },
    .value(
      .get, "/card/history", "readOwnHistory", .house, .house(.seeHouse),
      Summary.readOwnHistory
    ) {
      Answer(Listed(try await $0.house.history()))
    },
    .value(
      .get, "/users", "listUsers", .house, .house(.seeHouse), Summary.listUsers
    ) {
      Answer(Listed(try await $0.house.users().members))
    },
    .value(
      .get, "/users/invitations", "listUserInvitations", .house, .house(.seeHouse),
      Summary.listUserInvitations
    ) {
      Answer(Listed(try await $0.house.users().pending))
    },
    .value(
      .post, "/users/invitations", "inviteUser", .house, .house(.manageUsers), Summary.inviteUser,
      body: .fields([.text("email", upTo: 254, required: true), .word("role", of: Role.self, required: true)]),
      status: 201
    ) { call in
      let id = try await call.house.invite(call.entries)
      return Answer(Made(id), at: "/users/invitations")
    },
    .deed(
      .delete, "/users/invitations/{id}", "revokeUserInvitation", .house, .house(.manageUsers),
      Summary.revokeUserInvitation
    ) {
      try await $0.house.revokeInvitation($0.id(of: PendingUser.self))
    },
    .deed(
      .put, "/users/{id}/role", "changeRole", .house, .house(.manageUsers), Summary.changeRole,
      body: .fields([.word("role", of: Role.self, required: true)])
    ) { call in
      var entries = call.entries
      let role = entries.choice("role", of: Role.self)
      try entries.accept()
      try await call.house.change(call.id(of: User.self), to: role)
    },
    .deed(.delete, "/users/{id}", "removeUser", .house, .house(.manageUsers), Summary.removeUser) {
      try await $0.house.change($0.id(of: User.self), to: nil)
    },
    .value(
      .get, "/tokens", "listTokens", .house, .house(.manageTokens),
      Summary.listTokens
    ) {
      Answer(Listed(try await $0.house.tokens()))
    },
    .deed(.delete, "/tokens/{id}", "revokeToken", .house, .house(.manageTokens), Summary.revokeToken) {
      try await $0.house.revokeToken($0.id(of: AccessToken.self))
    },
  ]
}
