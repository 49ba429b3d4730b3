/// Changing a user's role, or taking the user out (E-02, BEY-42, DEC-34).
package struct RoleChange: Draft {
  /// The role now, and the one wanted; `nil` when the user is to be taken out.
  package let from: Role
  package let to: Role?
  package let owners: Int
  package let kind: Subscriber.Kind
  /// Whether whoever changes it may make and unmake owners.
  package let mayChangeOwners: Bool

  package init(from: Role, to: Role?, owners: Int, kind: Subscriber.Kind, mayChangeOwners: Bool) {
    self.from = from
    self.to = to
    self.owners = owners
    self.kind = kind
    self.mayChangeOwners = mayChangeOwners
  }

  package static let rules: [Rule<Self>] = [
    Rule(
      "DEC-34",
      Text(
        ru: "У абонента всегда есть владелец. Сначала сделайте владельцем кого-то ещё.",
        kk: "Абоненттің иесі әрқашан болады. Алдымен басқа біреуді ие етіңіз.",
        en: "A subscriber always has an owner. Make somebody else an owner first."),
      field: "role"
    ) { $0.from != .owner || $0.to == .owner || $0.owners > 1 },
    Rule(
      "BEY-42",
      Text(
        ru: "Владельцев назначает и снимает только владелец.", kk: "Иелерді тек иесі тағайындайды және босатады.",
        en: "Only an owner makes and unmakes owners."),
      field: "role"
    ) { $0.mayChangeOwners || ($0.from != .owner && $0.to != .owner) },
    Rule(
      "BEY-40",
      Text(
        ru: "Такой роли у абонента этого вида нет.", kk: "Бұл түрдегі абонентте мұндай рөл жоқ.",
        en: "A subscriber of this kind has no such role."),
      field: "role"
    ) { draft in draft.to.map { Role.roles(in: draft.kind).contains($0) } ?? true },
  ]
}
