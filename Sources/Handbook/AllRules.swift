/// Every draft of the handbook: where a newcomer begins to read, and what `docs/rules.md` is made of.
///
/// A new draft is added here; a test compares the list with the sources.
package let allDrafts: [any Draft.Type] = [
  SubscriptionDraft.self, InvitationAct.self, Registration.self, NewPassword.self, RoleChange.self,
  NewInfobase.self, Opening.self, KeepingOpen.self, GrantDraft.self, ClockMove.self,
  GraceDraft.self, BoostDraft.self, Shortening.self, CorrectionDraft.self, OwnPriceDraft.self,
  BillDraft.self, BillPayment.self, PaymentNeed.self, EntityChange.self,
  PaymentDraft.self, RefundDraft.self,
]

/// A rule as the documents list it, whatever draft it judges.
package struct RuleLine: Sendable {
  /// The name of the draft's type.
  package let draft: String
  package let id: String
  package let sentence: Text
  package let field: Field?
}

extension Draft {
  package static var ruleLines: [RuleLine] {
    rules.map { RuleLine(draft: String(describing: Self.self), id: $0.id, sentence: $0.sentence, field: $0.field) }
  }
}
