/// A rule of the handbook: the requirement it comes from, the sentence that it enforces, and the predicate that holds
/// when the rule is kept. One value decides, explains the refusal beside its field, and is listed in `docs/rules.md`.
package struct Rule<Draft>: Sendable {
  /// The requirement, decision or promise: `H-01`, `DEC-24`.
  package let id: String
  /// What is promised, as the handbook says it.
  package let sentence: Text
  /// The field of the form beside which the refusal stands, if there is one.
  package let field: Field?
  private let holds: @Sendable (Draft) -> Bool
  private let explanation: @Sendable (Draft) -> Text

  /// - Parameters:
  ///   - explanation: What to say to the person; the sentence itself where it needs no facts of the draft.
  package init(
    _ id: String, _ sentence: Text, field: Field? = nil, explanation: (@Sendable (Draft) -> Text)? = nil,
    holds: @escaping @Sendable (Draft) -> Bool
  ) {
    self.id = id
    self.sentence = sentence
    self.field = field
    self.holds = holds
    self.explanation = explanation ?? { _ in sentence }
  }

  package func refusal(of draft: Draft) -> Refusal? {
    holds(draft) ? nil : Refusal(rule: id, field: field, text: explanation(draft))
  }
}

/// An intention with every fact that its rules need.
package protocol Draft: Sendable {
  static var rules: [Rule<Self>] { get }
}

extension Draft {
  /// Every refusal, not only the first.
  package var refusals: [Refusal] { Self.rules.compactMap { $0.refusal(of: self) } }

  /// - Throws: `Refusals` if any rule is broken.
  package func accept() throws(Refusals) {
    let refusals = refusals
    if !refusals.isEmpty { throw Refusals(refusals) }
  }
}

/// A field of a form, by the name it has in the form and in the API.
package struct Field: Hashable, Sendable, ExpressibleByStringLiteral {
  package let name: String

  package init(stringLiteral name: String) {
    self.name = name
  }

  package init(_ name: String) {
    self.name = name
  }
}

/// Why a person may not do this, and where on the form to say so.
package struct Refusal: Hashable, Sendable {
  package let rule: String
  package let field: Field?
  package let text: Text

  package init(rule: String, field: Field? = nil, text: Text) {
    self.rule = rule
    self.field = field
    self.text = text
  }
}

/// All the refusals of one act. The person sees them together.
package struct Refusals: Error, Sendable {
  package let all: [Refusal]

  package init(_ all: [Refusal]) {
    self.all = all
  }

  package init(_ rule: String, _ field: Field? = nil, _ text: Text) {
    all = [Refusal(rule: rule, field: field, text: text)]
  }
}
