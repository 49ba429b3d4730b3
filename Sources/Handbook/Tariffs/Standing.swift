/// A partner's status, which decides its discount (B-05). Standings are data of the installation.
package struct Standing: Hashable, Sendable, Coded {
  package typealias Code = Handbook.Code<Standing>

  package let code: Code
  package let name: Text
  /// Off the recommended retail price.
  package let discount: Percent
  /// Whether the partner consults its clients itself; else the vendor does (B-11).
  package let supportsClients: Bool
  /// What the partner must show to have it, one line each (B-06, B-07).
  package let requirements: [Text]

  package init(code: Code, name: Text, discount: Percent, supportsClients: Bool, requirements: [Text]) {
    self.code = code
    self.name = name
    self.discount = discount
    self.supportsClients = supportsClients
    self.requirements = requirements
  }
}
