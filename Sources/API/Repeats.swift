import Crypto
import Foundation
import Handbook
import Office
import Store

/// `Idempotency-Key`: the same request sent twice is carried out once, also when both come at the same moment, and also
/// when the service is killed between.
///
/// 1. The key is reserved in the store, in a transaction of its own, before anything is done: whoever comes second
///    waits for the answer of the first.
/// 2. The act marks the key in its own first transaction. So a crash leaves either a reservation under which nothing
///    was done, which is taken over after a minute of silence, or a mark: it was done, and whoever asks again is told
///    so instead of doing it twice.
/// 3. The answer is kept for a day, sealed with a key made of the token: what the store keeps opens only for the token
///    that asked. A refusal changes nothing and is not kept: the key is free again.
struct Repeats: Sendable {
  let office: Office
  let program: Program
  /// What the program showed: the answer is sealed with it.
  let shown: Token
  let key: String
  let requestHash: [UInt8]

  static let silence = Instant.Span.seconds(60)
  private static let patience = 10_000
  private var now: Instant { office.world.now() }

  func once(_ act: (Office) async throws -> Reply) async throws -> Reply {
    var waited = 0
    while true {
      let (now, token, key, requestHash) = (now, program.token, key, requestHash)
      let isOurs = try await office.database.write { tx in
        try tx.reserveAnswer(
          of: token, key: key, requestHash: requestHash, at: now, silent: now - Self.silence, dayOld: now - .days(1))
      }
      if isOurs { return try await perform(act) }
      if let reply = try await answer() { return reply }
      if waited >= Self.patience { throw Problem.underWay }
      try await Task.sleep(for: .milliseconds(50))
      waited += 50
    }
  }

  /// What was answered the first time; `nil` while nothing was.
  private func answer() async throws -> Reply? {
    let (token, key) = (program.token, key)
    guard let kept = try await office.database.read({ try $0.kept(key, of: token) }) else { return nil }
    guard kept.requestHash == requestHash else { throw Problem(.repeated) }
    if kept.status == 0 { return nil }
    if kept.status == 1 {
      // Done, and the answer is being written this moment, or was lost with the process.
      if now - kept.at < Self.silence { return nil }
      throw Problem.doneUnanswered
    }
    var reply = Reply(status: kept.status, headers: [("Idempotent-Replayed", "true")], content: .nothing)
    if !kept.location.isEmpty { reply.headers.append(("Location", kept.location)) }
    if !kept.body.isEmpty {
      guard let box = Data(base64Encoded: kept.body),
        let body = try? AES.GCM.open(.init(combined: box), using: sealKey, authenticating: requestHash)
      else { throw Problem.doneUnanswered }
      reply.content = .bytes(
        Array(body), type: kept.status < 400 ? "application/json" : "application/problem+json")
    }
    return reply
  }

  private func perform(_ act: (Office) async throws -> Reply) async throws -> Reply {
    let (token, key, office) = (program.token, key, office)
    let pulse = Task {
      while true {
        try await Task.sleep(for: .seconds(20))
        try await office.database.write { try $0.renewAnswer(of: token, key: key, at: office.world.now()) }
      }
    }
    defer { pulse.cancel() }
    let reply: Reply
    do {
      reply = try await act(office.over(MarkingDatabase(base: office.database, token: token, key: key)))
    } catch {
      // Nothing was done: the key is free again. Something was, and was undone or broke off: the refusal is the answer.
      let isFree = try await office.database.write { try $0.releaseAnswer(of: token, key: key) }
      if !isFree, let problem = Problem(error) {
        try await keep(problem.reply(in: program.actor.language, zone: office.world.zone))
      }
      throw error
    }
    try await keep(reply)
    return reply
  }

  private func keep(_ reply: Reply) async throws {
    let (token, key) = (program.token, key)
    let location = reply.headers.first { $0.name == "Location" }?.value ?? ""
    switch reply.content {
    case .file:
      // A file is made anew as often as it is asked for.
      try await office.database.write { tx in
        try tx.setAnswer(of: token, key: key, status: 0, location: "", body: "")
        _ = try tx.releaseAnswer(of: token, key: key)
      }
    case .nothing:
      try await office.database.write {
        try $0.setAnswer(of: token, key: key, status: reply.status, location: location, body: "")
      }
    case .bytes(let bytes, _):
      let box = try AES.GCM.seal(bytes, using: sealKey, authenticating: requestHash).combined!.base64EncodedString()
      try await office.database.write {
        try $0.setAnswer(of: token, key: key, status: reply.status, location: location, body: box)
      }
    }
  }

  private var sealKey: SymmetricKey {
    HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: Data(shown.text.utf8)), info: Data("balgyn kept answer".utf8),
      outputByteCount: 32)
  }
}

/// The store, in which every transaction that changes something also marks the key as done.
private struct MarkingDatabase: Database {
  let base: any Database
  let token: ID<AccessToken>
  let key: String

  var dialect: Dialect { base.dialect }

  func write<Result: Sendable>(
    locking keys: [LockKey], _ body: @escaping @Sendable (any Writing) throws -> Result
  ) async throws -> Result {
    try await base.write(locking: keys) { tx in
      let result = try body(tx)
      try tx.markDone(key, of: token)
      return result
    }
  }

  func read<Result: Sendable>(_ body: @escaping @Sendable (any Reading) throws -> Result) async throws -> Result {
    try await base.read(body)
  }

  func close() async { await base.close() }
}

extension Problem {
  fileprivate static var underWay: Problem {
    var problem = Problem(
      .contended,
      Text(
        ru: "Запрос с этим Idempotency-Key ещё выполняется. Повторите через несколько секунд.",
        kk: "Осы Idempotency-Key бар сұраныс әлі орындалуда. Бірнеше секундтан кейін қайталаңыз.",
        en: "The request with this Idempotency-Key is under way. Repeat in some seconds."))
    problem.headers = [("Retry-After", "5")]
    return problem
  }

  fileprivate static var doneUnanswered: Problem {
    Problem(
      .contended,
      Text(
        ru:
          "Запрос с этим Idempotency-Key выполнен, но ответ не сохранился. Прочитайте список; не повторяйте с новым ключом.",
        kk:
          "Осы Idempotency-Key бар сұраныс орындалды, бірақ жауабы сақталмады. Тізімді оқыңыз; жаңа кілтпен қайталамаңыз.",
        en:
          "The request with this Idempotency-Key was carried out, but its answer was lost. Read the list; do not repeat it under a new key."
      ))
  }
}
