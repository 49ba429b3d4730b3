/// The tree of a module as JSON: each node an object with its kind, its place and its parts. Written without recursion
/// along chains, for tools that read it as text.
extension Tree {
  /// Positions are lines and columns counted from 1, columns in characters.
  package func json() -> String {
    var out = "{\"version\":1,\"module\":"
    var tasks: [Task] = [.node(root)]
    while let task = tasks.popLast() {
      switch task {
      case .text(let text): out += text
      case .node(let node):
        guard node >= 0 else {
          out += "null"
          continue
        }
        let part = self[node]
        out += "{\"kind\":\"\(Self.name(part.kind))\",\"at\":[\(place(part.start))],\"end\":[\(place(part.end))]"
        var parts: [Task] = []
        for (name, content) in contents(node) {
          parts.append(.text(",\"\(name)\":"))
          switch content {
          case .text(let text): parts.append(.text(Self.quoted(text)))
          case .flag(let flag): parts.append(.text(flag ? "true" : "false"))
          case .node(let child): parts.append(.node(child))
          case .list(let children):
            parts.append(.text("["))
            for (index, child) in children.enumerated() {
              if index > 0 { parts.append(.text(",")) }
              parts.append(.node(child))
            }
            parts.append(.text("]"))
          }
        }
        parts.append(.text("}"))
        tasks.append(contentsOf: parts.reversed())
      }
    }
    return out + "}"
  }

  private enum Task {
    case text(String)
    case node(Int32)
  }

  package enum Content {
    case text(String)
    case flag(Bool)
    case node(Int32)
    case list([Int32])
  }

  private func place(_ offset: UInt32) -> String { "\(lines.line(at: offset)),\(lines.column(at: offset, in: source))" }

  package static func name(_ kind: Node.Kind) -> String { "\(kind)" }

  package static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        if scalar.value < 32 {
          result += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }

  /// The named parts of a node.
  package func contents(_ node: Int32) -> [(String, Content)] {
    let part = self[node]
    func list(_ at: Int32) -> Content { .list(Array(self.list(at))) }
    switch part.kind {
    case .missing, .yes, .no, .undefined, .null, .break, .continue: return []
    case .number, .date: return [("text", .text(text(of: part.span)))]
    case .string: return [("value", .text(stringValue(of: node)))]
    case .name, .goto, .label: return [("name", .text(names[part.a]))]
    case .call: return [("name", .text(names[part.a])), ("arguments", list(part.b))]
    case .member: return [("object", .node(part.a)), ("name", .text(names[part.b]))]
    case .method: return [("object", .node(part.a)), ("name", .text(names[part.b])), ("arguments", list(part.c))]
    case .index: return [("object", .node(part.a)), ("index", .node(part.b))]
    case .new: return [("type", .text(names[part.a])), ("arguments", list(part.b))]
    case .newDynamic: return [("arguments", list(part.a))]
    case .choice: return [("condition", .node(part.a)), ("then", .node(part.b)), ("else", .node(part.c))]
    case .unary, .binary:
      let sign = ("operator", Content.text("\(Operator(rawValue: part.flags)!)"))
      return part.kind == .unary
        ? [sign, ("operand", .node(part.a))] : [sign, ("left", .node(part.a)), ("right", .node(part.b))]
    case .await, .execute, .callStatement, .return: return [("value", .node(part.a))]
    case .block: return [("statements", list(part.a))]
    case .assign: return [("target", .node(part.a)), ("value", .node(part.b))]
    case .if: return [("parts", list(part.a))]
    case .while: return [("condition", .node(part.a)), ("body", .node(part.b))]
    case .for:
      let rest = Array(self.list(part.c))
      return [("variable", .node(part.a)), ("from", .node(part.b)), ("to", .node(rest[0])), ("body", .node(rest[1]))]
    case .forEach: return [("variable", .node(part.a)), ("collection", .node(part.b)), ("body", .node(part.c))]
    case .try: return [("body", .node(part.a)), ("handler", .node(part.b))]
    case .raise: return [("arguments", list(part.a))]
    case .addHandler, .removeHandler: return [("event", .node(part.a)), ("handler", .node(part.b))]
    case .variables: return [("variables", list(part.a))]
    case .variable:
      return [("name", .text(names[part.a])), ("export", .flag(part.flags & 1 != 0)), ("annotations", list(part.b))]
    case .parameter:
      return [
        ("name", .text(names[part.a])), ("byValue", .flag(part.flags & Node.isByValue != 0)),
        ("default", .node(part.b)), ("annotations", list(part.c)),
      ]
    case .procedure:
      let rest = Array(self.list(part.c))
      return [
        ("name", .text(names[part.a])), ("function", .flag(part.flags & Node.isFunction != 0)),
        ("export", .flag(part.flags & Node.isExported != 0)), ("async", .flag(part.flags & Node.isAsync != 0)),
        ("annotations", list(rest[0])), ("parameters", list(part.b)), ("body", .node(rest[1])),
      ]
    case .annotation: return [("name", .text(names[part.a])), ("parameters", list(part.b))]
    case .annotationParameter: return [("name", .text(names[part.a])), ("value", .node(part.b))]
    case .module: return [("declarations", list(part.a)), ("body", .node(part.b))]
    }
  }

  /// What a module says, without places and spelling: equal for texts that mean the same.
  package func shape() -> String {
    var out = ""
    var tasks: [Task] = [.node(root)]
    while let task = tasks.popLast() {
      switch task {
      case .text(let text): out += text
      case .node(let node):
        guard node >= 0 else {
          out += "-"
          continue
        }
        out += "(\(Self.name(self[node].kind))"
        var parts: [Task] = []
        for (_, content) in contents(node) {
          switch content {
          case .text(let text):
            parts.append(.text(" " + (self[node].kind == .string ? Self.quoted(text) : Folding.fold(text))))
          case .flag(let flag): parts.append(.text(flag ? " +" : " -"))
          case .node(let child): parts.append(.node(child))
          case .list(let children):
            parts.append(.text("["))
            for child in children { parts.append(.node(child)) }
            parts.append(.text("]"))
          }
        }
        parts.append(.text(")"))
        tasks.append(contentsOf: parts.reversed())
      }
    }
    return out
  }
}
