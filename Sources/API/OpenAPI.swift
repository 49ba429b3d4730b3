import Handbook
import Office

/// The OpenAPI 3.1 document, written from the same values as the routes.
extension Interface {
  /// - Parameter address: Where the service is, without a slash at the end.
  package func document(address: String) -> [UInt8] {
    var json = JSON(capacity: 1 << 17)
    json.object { document in
      document.add("openapi", "3.1.0")
      document.add("info") { json in
        json.object {
          $0.add("title", "Balgyn")
          $0.add("version", "1")
          $0.add("summary", "What people do in the cabinet, for programs.")
          $0.add("description", Self.conventions.map(\.en).joined(separator: "\n\n"))
          $0.add("license") {
            $0.object {
              $0.add("name", "Apache-2.0"); $0.add("identifier", "Apache-2.0")
            }
          }
        }
      }
      document.add("servers") { $0.array([address + Self.root]) { url, json in json.object { $0.add("url", url) } } }
      document.add("security") { $0.array(["bearer"]) { name, json in json.object { $0.add(name, [String]()) } } }
      document.add("tags") { json in
        json.array(Act.Tag.allCases) { tag, json in
          json.object {
            $0.add("name", tag.rawValue)
            $0.add("description", tag.text.en)
          }
        }
      }
      document.add("paths") { write(paths: &$0) }
      document.add("components") { write(components: &$0) }
    }
    return json.bytes
  }

  private func write(paths json: inout JSON) {
    var paths: [String] = []
    for act in acts where !paths.contains(act.path) { paths.append(act.path) }
    json.object { object in
      for path in paths {
        object.add(path) { json in
          json.object { item in
            for act in acts where act.path == path { item.add(act.method.rawValue.lowercased()) { write(act, &$0) } }
          }
        }
      }
    }
  }

  private func write(_ act: Act, _ json: inout JSON) {
    json.object { operation in
      operation.add("operationId", act.name)
      operation.add("tags", [act.tag.rawValue])
      operation.add("summary", act.summary.en)
      operation.add("x-scope", act.scope.rawValue)
      operation.add("x-kinds", act.access.kinds.map(\.rawValue))
      if let right = act.access.right { operation.add("x-right", right.rawValue) }
      operation.add("parameters") { json in
        json.array(act.parameters) { parameter, json in
          json.object {
            $0.add("name", parameter.input.name)
            $0.add("in", parameter.place)
            $0.add("required", parameter.input.isRequired)
            $0.add("schema") { parameter.input.write(schema: &$0) }
          }
        }
      }
      switch act.body {
      case .none: break
      case .fields(let inputs):
        operation.add("requestBody") { json in
          json.object { body in
            body.add("required", true)
            body.add("content") {
              $0.object { $0.add("application/json") { $0.object { $0.add("schema") { write(inputs, &$0) } } } }
            }
          }
        }
      case .file(let type):
        operation.add("requestBody") { json in
          json.object { body in
            body.add("required", true)
            body.add("content") { $0.object { $0.add(type) { $0.object { _ in } } } }
          }
        }
      }
      operation.add("responses") { json in
        json.object { responses in
          write(act, &responses)
          for status in act.problemStatuses {
            responses.add(String(status)) { $0.object { $0.add("$ref", "#/components/responses/Problem\(status)") } }
          }
        }
      }
    }
  }

  private func write(_ act: Act, _ responses: inout JSON.Object) {
    switch act.answer {
    case .nothing: responses.add("204") { $0.object { $0.add("description", "Done.") } }
    case .file(let type):
      responses.add("200") { json in
        json.object {
          $0.add("description", "The file.")
          $0.add("content") { $0.object { $0.add(type) { $0.object { _ in } } } }
        }
      }
    case .json(let status, let schema, let hasVersion, let hasLocation):
      responses.add(String(status)) { json in
        json.object { response in
          response.add("description", status == 201 ? "Made." : "Found, or done.")
          if hasVersion || hasLocation {
            response.add("headers") { json in
              json.object { headers in
                for name in [hasVersion ? "ETag" : nil, hasLocation ? "Location" : nil].compactMap(\.self) {
                  headers.add(name) { $0.object { $0.add("schema") { Schema.string.write(into: &$0) } } }
                }
              }
            }
          }
          response.add("content") {
            $0.object { $0.add("application/json") { $0.object { $0.add("schema") { schema.write(into: &$0) } } } }
          }
        }
      }
    }
  }

  private func write(_ inputs: [Input], _ json: inout JSON) {
    json.object { schema in
      schema.add("type", "object")
      schema.add("additionalProperties", false)
      schema.add("properties") { json in
        json.object { properties in
          for input in inputs { properties.add(input.name) { input.write(schema: &$0, orNull: !input.isRequired) } }
        }
      }
      let required = inputs.filter(\.isRequired).map(\.name)
      if !required.isEmpty { schema.add("required", required) }
    }
  }

  private func write(components json: inout JSON) {
    var named: [String: [(name: String, schema: Schema)]] = [:]
    for act in acts { if case .json(_, let schema, _, _) = act.answer { schema.collect(into: &named) } }
    SessionFacts.schema.collect(into: &named)
    named["Text"] = Language.allCases.map { ($0.rawValue, .string) }
    json.object { components in
      components.add("securitySchemes") { json in
        json.object {
          $0.add("bearer") {
            $0.object {
              $0.add("type", "http"); $0.add("scheme", "bearer")
            }
          }
        }
      }
      components.add("schemas") { json in
        json.object { schemas in
          for (name, members) in named.sorted(by: { $0.key < $1.key }) {
            schemas.add(name) { write(members, required: members.map(\.name), &$0) }
          }
          schemas.add("Problem") { json in
            write(
              [
                ("type", .string), ("title", .string), ("status", .integer), ("detail", .string), ("request", .string),
                ("version", .integer), ("holders", .list(of: SessionFacts.schema)),
                (
                  "errors",
                  .list(
                    of: .object(
                      name: "Refusal",
                      members: [("rule", .string), ("field", .nullable(.string)), ("text", .string)]))
                ),
              ], required: ["type", "title", "status"], &json)
          }
          schemas.add("Refusal") { json in
            write(
              [("rule", .string), ("field", .nullable(.string)), ("text", .string)],
              required: ["rule", "field", "text"], &json)
          }
        }
      }
      components.add("responses") { json in
        json.object { responses in
          for status in Set(Problem.Kind.allCases.map(\.status)).sorted() {
            let kinds = Problem.Kind.allCases.filter { $0.status == status }
            responses.add("Problem\(status)") { json in
              json.object { response in
                response.add("description", kinds.map { "\($0.title.en) (`\($0.rawValue)`)." }.joined(separator: " "))
                response.add("content") { json in
                  json.object {
                    $0.add("application/problem+json") {
                      $0.object { $0.add("schema") { $0.object { $0.add("$ref", "#/components/schemas/Problem") } } }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  private func write(_ members: [(name: String, schema: Schema)], required: [String], _ json: inout JSON) {
    json.object { schema in
      schema.add("type", "object")
      schema.add("properties") { json in
        json.object { properties in
          for member in members { properties.add(member.name) { member.schema.write(into: &$0) } }
        }
      }
      schema.add("required", required)
      schema.add("additionalProperties", false)
    }
  }
}

extension Act {
  /// Everything that stands outside of the body, and where.
  package var parameters: [(input: Input, place: String)] {
    let inPath = path.split(separator: "/").filter { $0.hasPrefix("{") }.map { name in
      let name = String(name.dropFirst().dropLast())
      let kind: Input.Kind = name == "code" ? .text(upTo: 32) : .integer(1...999_999_999_999_999)
      return (input: Input(name: name, kind: kind, isRequired: true), place: "path")
    }
    var parameters = inPath + query.map { (input: $0, place: "query") }
    if needsVersion { parameters.append((Input(name: "If-Match", kind: .text(upTo: 20), isRequired: true), "header")) }
    if method == .post, scope == .write {
      parameters.append((Input(name: "Idempotency-Key", kind: .text(upTo: 200), isRequired: false), "header"))
    }
    return parameters
  }

  /// The statuses with which the act may be refused.
  package var problemStatuses: [Int] {
    var statuses: Set<Int> = [401, 403, 404, 422, 429, 500, 503]
    statuses.formUnion(refusals)
    if case .none = body {} else { statuses.formUnion([400, 413, 415]) }
    if needsVersion { statuses.formUnion([412, 428]) }
    if method == .post, scope == .write { statuses.formUnion([400, 409]) }
    return statuses.sorted()
  }
}

extension Input {
  func write(schema json: inout JSON, orNull: Bool = false) {
    func type(_ name: String, _ object: inout JSON.Object) {
      if orNull { object.add("type", [name, "null"]) } else { object.add("type", name) }
    }
    json.object { object in
      switch kind {
      case .text(let limit):
        type("string", &object)
        object.add("maxLength", limit)
      case .integer(let range):
        type("integer", &object)
        object.add("minimum", range.lowerBound)
        object.add("maximum", range.upperBound)
      case .boolean: type("boolean", &object)
      case .day:
        type("string", &object)
        object.add("format", "date")
      case .words(let words):
        type("string", &object)
        object.add("enum") { json in
          json.array(words.map(Optional.some) + (orNull ? [nil] : [])) { word, json in word.write(into: &json) }
        }
      case .cursor: type("string", &object)
      case .ids(let limit):
        type("array", &object)
        object.add("maxItems", limit)
        object.add("items") { json in
          json.object {
            $0.add("type", "integer")
            $0.add("minimum", 1)
            $0.add("maximum", 999_999_999_999)
          }
        }
      }
    }
  }
}
