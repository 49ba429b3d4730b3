/// Who did what, when and from where, and what was before and after.
package struct AuditEntry: Sendable {
  package let id: ID<AuditEntry>
  package let at: Instant
  package let userID: User.ID?
  package let userName: String?
  /// In which subscriber the person acted.
  package let actorID: Subscriber.ID?
  /// Whose the subject is.
  package let subscriberID: Subscriber.ID?
  package let subject: String
  package let subjectID: Int64
  package let act: String
  package let before: String
  package let after: String
  package let address: String

  package init(
    id: ID<AuditEntry>, at: Instant, userID: User.ID?, userName: String?, actorID: Subscriber.ID?,
    subscriberID: Subscriber.ID?, subject: String, subjectID: Int64, act: String, before: String, after: String,
    address: String
  ) {
    self.id = id
    self.at = at
    self.userID = userID
    self.userName = userName
    self.actorID = actorID
    self.subscriberID = subscriberID
    self.subject = subject
    self.subjectID = subjectID
    self.act = act
    self.before = before
    self.after = after
    self.address = address
  }
}
