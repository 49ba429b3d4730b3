import Yams

/// The keys of one mapping: reports the unknown and the missing ones, and hands the rest to a reader each.
struct Fields {
  let node: Node
  private let thing: String
  private let values: [String: Node]
  let proofreader: Proofreader

  /// `nil`, and reported, if the node is no mapping.
  init?(_ node: Node, _ thing: String, keys: [String], _ proofreader: Proofreader) {
    guard case .mapping(let mapping) = node else {
      proofreader.report("\(thing) should be a mapping with \(listed(keys))", at: node)
      return nil
    }
    var values: [String: Node] = [:]
    for (key, value) in mapping {
      guard case .scalar(let name) = key else {
        proofreader.report("a key should be a word", at: key)
        continue
      }
      guard keys.contains(name.string) else {
        let advice = hint(name.string, among: keys)
        proofreader.report(
          "\(thing) has no key \(quoted(name.string))\(advice.isEmpty ? "; its keys are \(listed(keys))" : advice)",
          at: key)
        continue
      }
      values[name.string] = value
    }
    self.node = node
    self.thing = thing
    self.values = values
    self.proofreader = proofreader
  }

  subscript(key: String) -> Node? { values[key] }

  /// The value of a key that must be there.
  func require<Value>(_ key: String, _ read: (Node) -> Value?) -> Value? {
    guard let value = values[key] else {
      proofreader.report("\(thing) lacks the key \(quoted(key))", at: node)
      return nil
    }
    return read(value)
  }

  /// The value of a key that may be left out; `nil` only if it is there and wrong.
  func optional<Value>(_ key: String, else absent: Value, _ read: (Node) -> Value?) -> Value? {
    guard let value = values[key] else { return absent }
    return read(value)
  }

  /// Reports a key that makes no sense here.
  func forbid(_ key: String, _ reason: String) {
    if let value = values[key] { proofreader.report("\(quoted(key)) does not belong here: \(reason)", at: value) }
  }
}

private func listed(_ keys: [String]) -> String { keys.joined(separator: ", ") }
