import Handbook
import Yams

/// The codes that a list of the file gives away, gathered first, so that what refers to them may stand anywhere.
struct Codes<Thing: Coded> {
  private let known: [Code<Thing>]
  private let thing: String
  private let proofreader: Proofreader

  /// Reports the codes that are given twice. Wrong ones are reported where their entry is read.
  init(_ list: Node?, _ thing: String, _ proofreader: Proofreader) {
    var firsts: [Code<Thing>: Node] = [:]
    if case .sequence(let entries)? = list {
      for entry in entries {
        guard case .mapping(let fields) = entry, case .scalar(let scalar)? = fields["code"],
          let code = Code<Thing>(scalar.string)
        else { continue }
        if let first = firsts[code] {
          proofreader.report(
            "the \(thing) \(quoted(scalar.string)) is already on line \(first.mark?.line ?? 1)", at: .scalar(scalar))
        } else {
          firsts[code] = .scalar(scalar)
        }
      }
    }
    known = firsts.keys.sorted()
    self.thing = thing
    self.proofreader = proofreader
  }

  /// A code that names something in the file.
  func reference(_ node: Node) -> Code<Thing>? {
    guard let code: Code<Thing> = proofreader.code(node) else { return nil }
    guard known.contains(code) else {
      let words = known.map(\.description)
      proofreader.report(
        "there is no \(thing) \(quoted(code.description))\(hint(code.description, among: words))", at: node)
      return nil
    }
    return code
  }
}
