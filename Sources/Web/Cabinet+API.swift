import API
import Crypto
import Foundation
import HTTPTypes
import Handbook
import Hummingbird
import Infobases
import Logging
import NIOCore
import Office
import Pages

/// The API over HTTP: each act at its path, the document, and an answer in the API's own words to whatever else is
/// asked under it.
extension Cabinet {
  /// The readable page, from the same values as the document.
  var interfaceDoors: [Door] {
    [.get(Interface.page, .anyone) { _ in .screen(InterfacePage(acts: interface.acts)) }]
  }

  func mountInterface(on router: Router<CabinetContext>) {
    let document = ByteBuffer(bytes: interface.document(address: office.address))
    router.get(RouterPath(Interface.documentPath)) { _, _ in
      finished(
        Response(
          status: .ok, headers: [.contentType: "application/json", .cacheControl: "no-cache"],
          body: .init(byteBuffer: document)))
    }
    for act in interface.acts {
      router.on(RouterPath(Interface.root + act.path), method: HTTPRequest.Method(act.method.rawValue)!) {
        request, context in await answer(act, request, context)
      }
    }
    let methods: [HTTPRequest.Method] = [.get, .post, .put, .patch, .delete, .options]
    for path in Set(interface.acts.map(\.path)) {
      let known = interface.acts.filter { $0.path == path }.map(\.method.rawValue)
      let allowed = known.contains("GET") ? known + ["HEAD"] : known
      for method in methods where !known.contains(method.rawValue) {
        router.on(RouterPath(Interface.root + path), method: method) { request, context in
          var problem = Problem(.method)
          problem.headers = [("Allow", allowed.joined(separator: ", "))]
          return refused(problem, request, context)
        }
      }
    }
    for method in methods {
      router.on(RouterPath(Interface.root + "/**"), method: method) { request, context in
        refused(Problem(.missing), request, context)
      }
    }
  }

  /// The answer to a path under the API's at which there is nothing.
  func strayed(_ request: Request, _ context: CabinetContext) -> Response {
    refused(Problem(.missing), request, context)
  }

  private func refused(_ problem: Problem, _ request: Request, _ context: CabinetContext) -> Response {
    let comer = Comer(request, context, isBehindProxy: settings.isBehindProxy)
    return written(interface.refusal(problem, in: comer.acceptedLanguage))
  }

  private func answer(_ act: Act, _ request: Request, _ context: CabinetContext) async -> Response {
    let comer = Comer(request, context, isBehindProxy: settings.isBehindProxy)
    // A name for what is uploaded, where something is: chance has its price.
    var upload = ""
    if case .file = act.body { upload = "\(settings.uploads)/upload-\(UUID().uuidString)" }
    defer { if !upload.isEmpty { try? FileManager.default.removeItem(atPath: upload) } }
    let asked = Interface.Asked(
      parameters: comer.parameters, query: comer.query,
      header: { name in HTTPField.Name(name).flatMap { request.headers[$0] } },
      body: { limit in
        do { return Array(buffer: try await request.body.whole(upTo: limit)) } catch BodyFault.tooLarge { return nil }
      },
      file: { [upload] in try await put(request.body, at: upload) },
      address: comer.address, agent: comer.agent, language: comer.acceptedLanguage, requestID: context.id)
    return written(
      await interface.answer(act, asked) { error in
        context.logger.error("a mistake of ours in the API", metadata: ["act": "\(act.name)", "error": "\(error)"])
      })
  }

  /// - Returns: `nil` if there is more than an upload may have.
  private func put(_ body: RequestBody, at path: String) async throws -> (path: String, hash: [UInt8])? {
    guard
      FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
      let handle = FileHandle(forWritingAtPath: path)
    else { throw CocoaError(.fileWriteUnknown) }
    defer { try? handle.close() }
    var hash = SHA256()
    var count = 0
    for try await chunk in body {
      count += chunk.readableBytes
      if count > settings.uploadLimit { return nil }
      let data = Data(chunk.readableBytesView)
      hash.update(data: data)
      try handle.write(contentsOf: data)
    }
    return (path, Array(hash.finalize()))
  }

  private func written(_ reply: Reply) -> Response {
    var headers: HTTPFields = [.cacheControl: "no-store"]
    for (name, value) in reply.headers {
      if let name = HTTPField.Name(name) { headers[name] = value }
    }
    let body: ResponseBody
    switch reply.content {
    case .nothing: body = .init()
    case .bytes(let bytes, let type):
      headers[.contentType] = type
      body = .init(byteBuffer: ByteBuffer(bytes: bytes))
    case .file(let bytes, let name):
      headers[.contentType] = "application/zip"
      headers[.contentDisposition] = attachment(name)
      body = .init(contentLength: Int(bytes.size)) { writer in
        for try await chunk in bytes { try await writer.write(ByteBuffer(bytes: chunk)) }
        try await writer.finish(nil)
      }
    }
    return finished(Response(status: .init(code: reply.status), headers: headers, body: body))
  }
}

/// `Content-Disposition` of a file by its name, whatever letters it has (RFC 6266).
func attachment(_ name: String) -> String {
  let ascii = name.unicodeScalars.map { $0.isASCII && $0 != "\"" && $0 != "\\" ? String($0) : "_" }.joined()
  return "attachment; filename=\"\(ascii)\"; filename*=UTF-8''\(url("", ["n": name]).dropFirst(3))"
}
