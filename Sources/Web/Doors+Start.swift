import API
import HTTPTypes
import Handbook
import Infobases
import Office
import Pages
import Store

/// What opens: an infobase's own start page under `/a/<application>/<number>` (BEY-2), with its session.
///
/// The session's token stands in the path of the page that it belongs to: each tab holds its own place, and gives it
/// back when it is closed. The application engine is mounted here.
extension Cabinet {
  var startDoors: [Door] {
    [
      .post("/a/{application}/{id}", .everybody) { visit in
        try await open(visit, application: visit.parameters["application"] ?? "")
      },
      .get("/a/{application}/{id}", .everybody) { visit in
        // A link to an infobase leads to its card, where it is opened: a link takes no place by itself.
        .goTo(Link.infobase(try visit.id("id", of: Infobase.self)))
      },
      .post("/infobases/{id}/opening", .everybody) { visit in
        let card = try await visit.client().infobase(visit.id("id", of: Infobase.self))
        return try await open(visit, application: card.facts.application.description)
      },
      .get("/a/{application}/{id}/{session}", .everybody) { visit in try await start(visit) },
      .post("/a/{application}/{id}/{session}/beat", .everybody) { visit in
        guard let pulse = try await visit.client().beat(session(visit), active: visit.form.isOn("active")) else {
          return .text("{\"over\":true}", type: "application/json", .gone)
        }
        guard let endsAt = pulse.endsAt else { return .text("{}", type: "application/json") }
        let text = Text.sessionEnds(visit.stamp(endsAt), pulse.message)[visit.language]
        var json = JSON()
        json.object { $0.add("text", { $0.string(text) }) }
        return .text(String(decoding: json.bytes, as: UTF8.self), type: "application/json")
      },
      .post("/a/{application}/{id}/{session}/end", .everybody) { visit in
        try await visit.client().close(session(visit))
        return .goTo(Link.infobases)
      },
    ]
  }

  private func session(_ visit: Visit) -> Token { Token(shown: visit.parameters["session"] ?? "") }

  private func open(_ visit: Visit, application: String) async throws -> Answer {
    let id = try visit.id("id", of: Infobase.self)
    let desk = try visit.client()
    let card = try await desk.infobase(id)
    guard card.facts.application.description == application else { throw Missing() }
    do {
      let token = try await desk.open(id, client: visit.agent)
      return .goTo("\(Link.open(card.facts.application, id))/\(token.text)")
    } catch let taken as PlacesTaken {
      return try await sessions(visit, taken)
    }
  }

  private func start(_ visit: Visit) async throws -> Answer {
    let id = try visit.id("id", of: Infobase.self)
    let desk = try visit.client()
    let card = try await desk.infobase(id)
    guard let live = try await desk.session(session(visit)), live.infobaseID == id,
      card.facts.application.description == visit.parameters["application"]
    else { return .goTo(Link.infobase(id)) }
    let label = try await office.keeper.open(id)
    return .screen(
      StartPage(
        facts: card.facts,
        applicationName: card.application?.name ?? Text(verbatim: card.facts.application.description),
        subscriberName: card.subscriberName, openedAt: visit.stamp(live.openedAt), members: card.rights.count,
        sessions: card.sessions.count, pulse: visit.path,
        details: [
          (.applicationVersion, "\(label.application.version)"), (.createdHead, visit.stamp(label.createdAt)),
          (.zoneHead, card.facts.zone),
        ]))
  }
}

extension Text {
  static let applicationVersion = Text(ru: "Версия приложения", kk: "Қолданба нұсқасы", en: "Application version")
  static let createdHead = Text(ru: "База создана", kk: "База құрылған", en: "Created")
  static let zoneHead = Text(ru: "Часовой пояс", kk: "Уақыт белдеуі", en: "Time zone")

  static func sessionEnds(_ moment: String, _ message: String) -> Text {
    let words = message.isEmpty ? "" : " «\(message)»"
    return Text(
      ru: "Сеанс завершат в \(moment). Сохраните работу.\(words)",
      kk: "Сеанс \(moment) аяқталады. Жұмысты сақтаңыз.\(words)",
      en: "This session ends at \(moment). Save your work.\(words)")
  }
}
