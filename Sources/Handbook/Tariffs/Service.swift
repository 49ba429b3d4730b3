/// What a tariff includes besides the applications: updates, backup copies, the counterparty check (A-20, A-21, H-08).
package struct Service: Hashable, Sendable, Coded {
  package typealias Code = Handbook.Code<Service>

  package let code: Code
  package let name: Text

  package init(code: Code, name: Text) {
    self.code = code
    self.name = name
  }
}
