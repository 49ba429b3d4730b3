package import Handbook

/// What the OpenAPI document says of a value (JSON Schema 2020-12).
package indirect enum Schema: Sendable {
  case boolean
  case integer
  case string
  case day
  case moment
  /// `"10000.00"`.
  case money
  case text
  case words([String])
  case nullable(Schema)
  case list(of: Schema)
  case object(name: String, members: [(name: String, schema: Schema)])

  func write(into json: inout JSON) {
    json.object { object in
      switch self {
      case .boolean: object.add("type", "boolean")
      case .integer:
        object.add("type", "integer")
        object.add("format", "int64")
      case .string: object.add("type", "string")
      case .day:
        object.add("type", "string")
        object.add("format", "date")
      case .moment:
        object.add("type", "string")
        object.add("format", "date-time")
      case .money:
        object.add("type", "string")
        object.add("pattern", "^-?[0-9]+\\.[0-9]{2}$")
      case .text: object.add("$ref", "#/components/schemas/Text")
      case .words(let words):
        object.add("type", "string")
        object.add("enum", words)
      case .nullable(let schema):
        object.add("anyOf") { json in
          json.array([schema, nil]) { schema, json in
            if let schema { schema.write(into: &json) } else { json.object { $0.add("type", "null") } }
          }
        }
      case .list(let schema):
        object.add("type", "array")
        object.add("items") { schema.write(into: &$0) }
      case .object(let name, _): object.add("$ref", "#/components/schemas/\(name)")
      }
    }
  }

  /// Every named object that the schema speaks of, by its name.
  func collect(into named: inout [String: [(name: String, schema: Schema)]]) {
    switch self {
    case .nullable(let schema), .list(let schema): schema.collect(into: &named)
    case .object(let name, let members):
      if named.updateValue(members, forKey: name) != nil { return }
      for member in members { member.schema.collect(into: &named) }
    default: break
    }
  }
}

/// What can stand in an answer.
package protocol Written: SendableMetatype {
  static var schema: Schema { get }
  func write(into json: inout JSON)
}

/// What a thing looks like in an answer: each member's name, and where it comes from. The answer and its schema are
/// both written from it, so that they cannot differ.
package struct Shape<Thing>: Sendable {
  let name: String
  let members: [Member]

  init(_ name: String, _ members: [Member]) {
    self.name = name
    self.members = members
  }

  /// A class: the rows of an answer walk over the members many times, and only one reference is counted for each.
  final class Member: Sendable {
    let name: String
    let key: [UInt8]
    let schema: Schema
    let write: @Sendable (Thing, inout JSON) -> Void

    init<Value: Written>(_ name: String, _ value: @escaping @Sendable (Thing) -> Value) {
      self.name = name
      key = Array("\"\(name)\":".utf8)
      schema = Value.schema
      write = { thing, json in value(thing).write(into: &json) }
    }
  }
}

/// What has a shape of its own.
package protocol Shown: Written {
  static var shape: Shape<Self> { get }
}

extension Shown {
  package static var schema: Schema {
    .object(name: shape.name, members: shape.members.map { ($0.name, $0.schema) })
  }

  package func write(into json: inout JSON) {
    json.members(Self.shape.members) { member, json in
      json.key(member.key)
      member.write(self, &json)
    }
  }
}

// MARK: Words

extension String: Written {
  package static var schema: Schema { .string }
  package func write(into json: inout JSON) { json.string(self) }
}

extension Int: Written {
  package static var schema: Schema { .integer }
  package func write(into json: inout JSON) { json.number(self) }
}

extension Int64: Written {
  package static var schema: Schema { .integer }
  package func write(into json: inout JSON) { json.number(self) }
}

extension Bool: Written {
  package static var schema: Schema { .boolean }
  package func write(into json: inout JSON) { json.bool(self) }
}

extension Optional: Written where Wrapped: Written {
  package static var schema: Schema { .nullable(Wrapped.schema) }
  package func write(into json: inout JSON) { if let self { self.write(into: &json) } else { json.null() } }
}

extension Array: Written where Element: Written {
  package static var schema: Schema { .list(of: Element.schema) }
  package func write(into json: inout JSON) { json.array(self) { $0.write(into: &$1) } }
}

extension ID: Written {
  package static var schema: Schema { .integer }
  package func write(into json: inout JSON) { json.number(number) }
}

extension Day: Written {
  package static var schema: Schema { .day }
  package func write(into json: inout JSON) { json.string(iso) }
}

extension Instant: Written {
  package static var schema: Schema { .moment }
  package func write(into json: inout JSON) { json.moment(self) }
}

extension Money: Written {
  package static var schema: Schema { .money }
  package func write(into json: inout JSON) { json.string(plain) }
}

extension Text: Written {
  package static var schema: Schema { .text }
  package func write(into json: inout JSON) {
    json.object {
      $0.add("ru", ru)
      $0.add("kk", kk)
      $0.add("en", en)
    }
  }
}

extension Code: Written {
  package static var schema: Schema { .string }
  package func write(into json: inout JSON) { json.string(description) }
}

extension BIN: Written {
  package static var schema: Schema { .string }
  package func write(into json: inout JSON) { json.string(description) }
}

extension EmailAddress: Written {
  package static var schema: Schema { .string }
  package func write(into json: inout JSON) { json.string(description) }
}

extension Written where Self: RawRepresentable & CaseIterable, RawValue == String {
  package static var schema: Schema { .words(allCases.map(\.rawValue)) }
  package func write(into json: inout JSON) { json.string(rawValue) }
}
