package import Handbook
package import Office
import Store

/// Why there is no answer, as `application/problem+json` (RFC 9457).
package struct Problem: Error, Sendable {
  package let kind: Kind
  package var detail: Text?
  package var refusals: [Refusal] = []
  package var headers: [(name: String, value: String)] = []
  /// The version that is there now.
  package var version: Int?
  package var holders: [SessionFacts] = []

  package enum Kind: String, CaseIterable, Sendable {
    case malformed, unsigned, denied, scope, missing, method, contended, taken, gone, stale, large, media, refused
    case repeated, unversioned, hasty, ours, busy

    package var status: Int {
      switch self {
      case .malformed: 400
      case .unsigned: 401
      case .denied, .scope: 403
      case .missing: 404
      case .method: 405
      case .contended, .taken: 409
      case .gone: 410
      case .stale: 412
      case .large: 413
      case .media: 415
      case .refused, .repeated: 422
      case .unversioned: 428
      case .hasty: 429
      case .ours: 500
      case .busy: 503
      }
    }

    package var title: Text {
      switch self {
      case .malformed: Text(ru: "Запрос не читается", kk: "Сұраныс оқылмайды", en: "The request cannot be read")
      case .unsigned: Text(ru: "Нужен действующий токен", kk: "Жарамды токен керек", en: "A valid token is needed")
      case .denied:
        Text(ru: "Роль не даёт этого права", kk: "Рөл бұл құқықты бермейді", en: "The role does not give this right")
      case .scope:
        Text(ru: "Токен только для чтения", kk: "Токен тек оқуға арналған", en: "The token is for reading only")
      case .missing: Text(ru: "Не найдено", kk: "Табылмады", en: "Not found")
      case .method:
        Text(ru: "Так сюда не обращаются", kk: "Мұнда бұлай жүгінбейді", en: "The method is not for this path")
      case .contended:
        Text(
          ru: "Такой же запрос выполняется", kk: "Дәл осындай сұраныс орындалуда", en: "The same request is under way")
      case .taken: Text(ru: "Все места заняты", kk: "Барлық орын бос емес", en: "All places are taken")
      case .gone: Text(ru: "Сеанс завершён", kk: "Сеанс аяқталды", en: "The session is over")
      case .stale: Text(ru: "Запись изменили", kk: "Жазба өзгертілді", en: "It was changed meanwhile")
      case .large: Text(ru: "Слишком много данных", kk: "Деректер тым көп", en: "Too large")
      case .media:
        Text(
          ru: "Такой вид данных не принимается", kk: "Деректердің бұл түрі қабылданбайды",
          en: "This media type is not taken")
      case .refused: Text(ru: "Так не получится", kk: "Бұлай болмайды", en: "This cannot be done")
      case .repeated:
        Text(
          ru: "Этот Idempotency-Key уже был с другим запросом", kk: "Бұл Idempotency-Key басқа сұраныспен болған",
          en: "This Idempotency-Key came with another request before")
      case .unversioned: Text(ru: "Нужен заголовок If-Match", kk: "If-Match тақырыбы керек", en: "If-Match is needed")
      case .hasty: Text(ru: "Слишком часто", kk: "Тым жиі", en: "Too many requests")
      case .ours: Text(ru: "Ошибка сервиса", kk: "Сервис қатесі", en: "A mistake of ours")
      case .busy: Text(ru: "Сервис занят", kk: "Сервис бос емес", en: "The service is busy")
      }
    }
  }

  package init(_ kind: Kind, _ detail: Text? = nil) {
    self.kind = kind
    self.detail = detail
  }

  /// What an error of a desk is for a program; `nil` for a mistake of ours.
  init?(_ error: any Error) {
    switch error {
    case let problem as Problem: self = problem
    case let refusals as Refusals:
      self.init(.refused, refusals.all.first?.text)
      self.refusals = refusals.all
    case is Missing:
      self.init(
        .missing,
        Text(
          ru: "Такого нет, или токену это не видно.", kk: "Мұндай жоқ немесе токенге көрінбейді.",
          en: "There is no such thing, or it is not for this token to see."))
    case is Denied:
      self.init(
        .denied,
        Text(
          ru: "Роли меняет владелец или администратор абонента.",
          kk: "Рөлдерді абонент иесі немесе әкімшісі өзгертеді.",
          en: "The owner or an administrator of the subscriber changes roles."))
    case let stale as Stale:
      self.init(
        .stale,
        Text(
          ru: "Сейчас действует версия \(stale.version). Прочитайте её и повторите.",
          kk: "Қазір \(stale.version) нұсқасы қолданыста. Оны оқып, қайталаңыз.",
          en: "Version \(stale.version) is there now. Read it and repeat."))
      version = stale.version
      headers = [("ETag", "\"\(stale.version)\"")]
    case let taken as PlacesTaken:
      self.init(.taken, taken.text)
      holders = taken.holders
    case StoreFault.contended, StoreFault.unavailable:
      self.init(
        .busy,
        Text(
          ru: "Ничего не записано. Повторите через минуту.", kk: "Ештеңе жазылған жоқ. Бір минуттан кейін қайталаңыз.",
          en: "Nothing was written. Repeat in a minute."))
      headers = [("Retry-After", "60")]
    default: return nil
    }
  }

  package func reply(in language: Language, zone: Zone, id: String? = nil) -> Reply {
    var json = JSON(in: zone)
    json.object { problem in
      problem.add("type", "\(Interface.page)#\(kind.rawValue)")
      problem.add("title", kind.title[language])
      problem.add("status", kind.status)
      if let detail { problem.add("detail", detail[language]) }
      if let id { problem.add("request", id) }
      if let version { problem.add("version", version) }
      if kind == .taken { problem.add("holders", holders) }
      if !refusals.isEmpty {
        problem.add("errors") { json in
          json.array(refusals) { refusal, json in
            json.object {
              $0.add("rule", refusal.rule)
              $0.add("field", refusal.field?.name)
              $0.add("text", refusal.text[language])
            }
          }
        }
      }
    }
    return Reply(
      status: kind.status, headers: headers + [("Content-Language", language.rawValue)],
      content: .bytes(json.bytes, type: "application/problem+json"))
  }
}
