import Foundation
import Handbook
import Testing

@testable import Office
@testable import Store
@testable import Web

struct CardTests {
  /// The words of the links in the card's row of tabs, of its commands, and so on.
  private func words(_ html: String, between start: String, and end: String) -> [String] {
    guard let from = html.range(of: start), let to = html.range(of: end, range: from.upperBound..<html.endIndex) else {
      return []
    }
    return html[from.upperBound..<to.lowerBound].matches(of: />([^<>]+)</).map {
      $0.1.trimmingCharacters(in: .whitespacesAndNewlines)
    }.filter { !$0.isEmpty }
  }

  @Test("The card has the tabs and the commands that the handbook names (G-02, G-04)")
  func card() async throws {
    try await Town.with { town, census in
      let client = census.own[.client]!.id
      let page = try await town.visit("GET", "/subscribers/\(client)", as: census.own[.partner]!.people[.owner]!).text
      #expect(
        words(page, between: "<nav aria-label=\"Закладки\"", and: "</nav>") == [
          "Контактная информация", "Сведения", "Обслуживающие организации", "Предоставляемые взаимоотношения",
          "Данные регистрации",
        ])
      let commands = words(page, between: "<div class=\"commands\"", and: "</details>")
      #expect(
        commands.filter { !$0.hasPrefix("Пользователи") } == [
          "Оформить подписку", "Записать и закрыть", "Подписки на тарифы", "Диаграмма подписок", "Ещё", "Записать",
          "Подобрать тариф", "Выставить счёт", "Договоры", "История",
        ])
      for row in [
        "Публичный идентификатор", "Причина ухода из сервиса", "Комментарий по причине ухода", "Дистрибьютор", "Город",
        "Номер подписки ИТС", "Наименование организации", "БИН/ИИН абонента",
      ] {
        #expect(
          words(page, between: "<div class=\"sheet\"", and: "</section>").contains { $0.hasPrefix(row) }, "\(row)")
      }
      #expect(!page.contains("КПП"))
    }
  }

  @Test("What the card's commands lead to opens, and to nobody else (G-02, G-09, G-10)")
  func commands() async throws {
    try await Town.with { town, census in
      let (own, other) = (census.own[.client]!.id, census.other[.client]!.id)
      let person = census.own[.partner]!.people[.operator]!
      for list in ["subscriptions", "diagram", "users", "history"] {
        #expect(try await town.visit("GET", "/subscribers/\(own)/\(list)", as: person).status == 200, "\(list)")
        #expect(try await town.visit("GET", "/subscribers/\(other)/\(list)", as: person).status == 404, "\(list)")
      }
      let diagram = try await town.visit("GET", "/subscribers/\(own)/diagram", as: person).text
      #expect(diagram.contains("<svg viewBox") && diagram.contains("class=\"now\""))
      #expect(!diagram.contains("style="))
    }
  }

  @Test("A letter is linked from the card only for whoever may read letters (G-04)")
  func letter() async throws {
    try await Town.with { town, census in
      let (client, partner) = (census.own[.client]!.id, census.own[.partner]!.id)
      try await town.office.database.write { tx in
        let (email, now) = (EmailAddress("came@example.kz")!, town.clock.now)
        let user = try tx.members(of: partner)[0].userID
        let id = try tx.insertInvitation(
          from: partner, to: email, code: [7], by: user, at: now, until: now + .days(30))
        try tx.keep(
          PrintedLetter(subject: "Вас приглашают", plain: "x", html: "x"), kind: "invitation", to: email, of: partner,
          in: .russian, at: now)
        _ = try tx.activate(id, by: client, at: now)
      }
      let seen = try await town.visit("GET", "/subscribers/\(client)", as: census.own[.vendor]!.people[.owner]!).text
      let unseen = try await town.visit("GET", "/subscribers/\(client)", as: census.own[.partner]!.people[.owner]!).text
      #expect(seen.contains("href=\"/letters/") && !unseen.contains("href=\"/letters/"))
      #expect(unseen.contains("Из письма") && unseen.contains("Вас приглашают, 10.03.2026 12:00"))
    }
  }

  @Test("The home page of a partner has the links of «Мои подписки»; the vendor's has not (C-05)")
  func home() async throws {
    try await Town.with { town, census in
      let page = try await town.visit("GET", "/", as: census.own[.partner]!.people[.owner]!).text
      #expect(
        words(page, between: "<section class=\"block\"", and: "</section>") == [
          "Мои подписки", "Тарифы", "Отчет по приложениям (базам)", "Подписки на тарифы обслуживаемых абонентов",
        ])
      let vendor = try await town.visit("GET", "/", as: census.own[.vendor]!.people[.owner]!).text
      #expect(!vendor.contains("class=\"block\""))
    }
  }

  @Test("Invitations come as CSV, as the list is filtered, and nobody else's (F-03, C-09)")
  func invitations() async throws {
    try await Town.with { town, census in
      let person = census.own[.partner]!.people[.owner]!
      for (email, other) in [("=cmd@example.kz", false), ("one@example.kz", false), ("theirs@example.kz", true)] {
        let person = other ? census.other[.partner]!.people[.owner]! : person
        _ = try await town.visit("POST", "/invitations", as: person, ["email": email, "language": "ru"])
      }
      let file = try await town.visit("GET", "/invitations.csv", as: person)
      #expect(file.header("Content-Type") == "text/csv; charset=utf-8")
      #expect(file.header("Content-Disposition") == "attachment; filename=\"invitations.csv\"")
      let lines = file.text.split(separator: "\r\n")
      #expect(lines[0].hasPrefix("\u{FEFF}\"Номер\";\"Почта\";\"Состояние\""))
      #expect(lines.contains { $0.contains("\"one@example.kz\";\"Отправлено\";\"2026-03-10T12:00:00+05:00\"") })
      #expect(!file.text.contains("theirs@") && !file.text.contains("\"=cmd"))
      let found = try await town.visit("GET", "/invitations.csv?q=one@&show=sent", as: person)
      #expect(found.text.split(separator: "\r\n").count == 2)
      let none = try await town.visit("GET", "/invitations.csv?q=one@&show=activated", as: person)
      #expect(none.text.split(separator: "\r\n").count == 1)
    }
  }

  @Test("Letters come as CSV of any length, without their texts (R-04)")
  func letters() async throws {
    try await Town.with { town, census in
      try await town.office.database.write { tx in
        for number in 0..<1203 {
          try tx.keep(
            PrintedLetter(subject: "Письмо \(number)", plain: "https://secret/\(number)", html: "secret"), kind: "x",
            to: EmailAddress("many@example.kz")!, of: nil, in: .russian, at: town.clock.now)
        }
      }
      let person = census.own[.vendor]!.people[.owner]!
      let file = try await town.visit("GET", "/letters.csv?q=many@", as: person)
      let lines = file.text.split(separator: "\r\n")
      #expect(lines.count == 1204 && Set(lines).count == 1204)
      #expect(lines[1].contains("\"Письмо 1202\";\"2026-03-10T12:00:00+05:00\""))
      #expect(!file.text.contains("secret"))
      let unsent = try await town.visit("GET", "/letters.csv?q=many@&show=unsent", as: person)
      #expect(unsent.text == file.text)
    }
  }
}

extension CardTests {
  @Test("The history names what changed in the reader's words, and leaves out what is empty (G-04)")
  func history() async throws {
    try await Town.with { town, census in
      let (client, person) = (census.own[.client]!.id, census.own[.partner]!.people[.owner]!)
      let facts = try await town.office.database.read { try $0.subscriber(client)! }
      let saved = try await town.visit(
        "POST", "/subscribers/\(client)", as: person,
        ["name": "ТОО \"Дала\" \\ <b>", "comment": "две\nстроки", "version": String(facts.version)])
      #expect(saved.status == 303)
      let page = try await town.visit("GET", "/subscribers/\(client)/history", as: person).text
      #expect(page.contains("Наименование: ТОО &quot;Дала&quot; \\ &lt;b&gt;; Комментарий: две строки"))
      #expect(!page.contains("organisation:") && !page.contains("bin:"))
    }
  }
}
