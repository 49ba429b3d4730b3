import Foundation
import Handbook
import Mail
import Testing

/// Letters through a real mail server, read back by Python's e-mail package.
struct SMTPPostTests {
  private let moment = Instant(milliseconds: 1_767_250_800_999)
  private let letter = PrintedLetter(subject: "Invitation", plain: "Hello", html: "<p>Hello</p>")

  private func lines(_ text: String) -> String { text.replacingOccurrences(of: "\r\n", with: "\n") }

  @Test(arguments: [
    PrintedLetter(
      subject: "Приглашение для регистрации: абонент № 1168 «Сокжетпес», обслуживает Бухгалтер Плюс",
      plain: "Здравствуйте!\n\nОткройте ссылку:\nhttps://balgyn.kz/i/abc?x=1&y=2\n.\n..точки\nFrom тоже\n",
      html: "<p>Здравствуйте! <a href=\"https://balgyn.kz/i/abc?x=1&amp;y=2\">Открыть</a></p>\n"),
    PrintedLetter(
      subject: "Тіркелуге шақыру: әғқңөұүһі ӘҒҚҢӨҰҮҺІ", plain: "Сәлеметсіз бе!\nҚұпиясөз: жоқ",
      html: "<p>Сәлеметсіз бе!</p>"),
    PrintedLetter(subject: "Invitation to Balgyn", plain: "Hello!\r\nBye.", html: "<p>Hello!</p>"),
    PrintedLetter(subject: "", plain: "", html: ""),
    PrintedLetter(
      subject: "=?UTF-8?Q?not_this?= 👩‍👩‍👧 " + String(repeating: "ұ", count: 300),
      plain: String(repeating: "ұзақ жол ", count: 5000), html: String(repeating: "<b>ё</b>", count: 3000)),
  ])
  func `subject and bodies arrive as they were written`(letter: PrintedLetter) async throws {
    let server = try MailServer()
    try await SMTPPost(server.settings()).send(letter, to: EmailAddress("buh@example.kz")!, id: "17", at: moment)
    let arrived = try #require(try server.letters().first)
    #expect(arrived["Subject"] == letter.subject)
    #expect(arrived.kind == "multipart/alternative")
    #expect(arrived.kinds == ["text/plain", "text/html"])
    #expect(arrived.bodies.map(lines) == [letter.plain, letter.html].map(lines))
    #expect(arrived.defects == [])
    #expect(arrived.isASCII)
    #expect(arrived.longestLine <= 78)
  }

  @Test func `headers say who, when, which letter, and that nobody wrote it by hand`() async throws {
    let server = try MailServer()
    let post = SMTPPost(server.settings())
    let (one, two) = (EmailAddress("one@example.kz")!, EmailAddress("two@example.kz")!)
    try await post.send(letter, to: one, id: "letter-17", at: moment, unsubscribe: "https://balgyn.kz/u/abc")
    try await post.send(letter, to: two, id: "letter-17", at: moment)
    let letters = try server.letters()
    try #require(letters.count == 2)
    let first = letters[0]
    #expect(
      first["From"] == "\"Балғын, сервисі\" <service@balgyn.kz>"
        || first["From"] == "Балғын, сервисі <service@balgyn.kz>")
    #expect(first["To"] == "one@example.kz")
    #expect(first["Date"] == "Thu, 01 Jan 2026 07:00:00 +0000")
    #expect(first["Message-ID"] == "<letter-17@balgyn.kz>")
    #expect(letters[1]["Message-ID"] == first["Message-ID"])
    #expect(first["Auto-Submitted"] == "auto-generated")
    #expect(first["List-Unsubscribe"] == "<https://balgyn.kz/u/abc>")
    #expect(letters[1]["List-Unsubscribe"] == nil)
    #expect((first.mailFrom, first.recipients, first.hello) == ("service@balgyn.kz", ["one@example.kz"], "balgyn.kz"))
  }

  @Test(arguments: ["\r\n", "\n", "\r", "\r\n ", "\u{2028}", "\u{85}", "\0", "?=\r\n"])
  func `no text begins a header of its own`(end: String) async throws {
    let server = try MailServer()
    let hostile = PrintedLetter(
      subject: "a\(end)Bcc: spy@example.kz\(end)\(end)body", plain: "a\(end)Bcc: spy@example.kz",
      html: "\(end).\(end)QUIT\(end)")
    let post = SMTPPost(server.settings(name: "a\(end)Bcc: spy@example.kz"))
    try await post.send(hostile, to: EmailAddress("a@example.kz")!, id: "1\(end)Bcc: spy@example.kz", at: moment)
    let arrived = try #require(try server.letters().first)
    #expect(arrived.all("Bcc") == [])
    #expect(arrived.recipients == ["a@example.kz"])
    #expect(arrived.headers.count == 8)
    #expect(arrived.kinds == ["text/plain", "text/html"])
    await #expect(throws: MailFault.self) {
      try await post.send(
        letter, to: EmailAddress("a@example.kz")!, id: "2", at: moment, unsubscribe: "https://a\(end)Bcc: b")
    }
  }

  @Test(arguments: [("nobody", 550, true), ("spam", 554, true), ("later", 451, false)])
  func `a refusal says whether it is worth trying again`(name: String, code: Int, isPermanent: Bool) async throws {
    let server = try MailServer()
    do throws(MailFault) {
      try await SMTPPost(server.settings()).send(letter, to: EmailAddress("\(name)@example.kz")!, id: "1", at: moment)
      Issue.record("it was taken")
    } catch {
      #expect((error.code, error.isPermanent) == (code, isPermanent))
      #expect(error.description.contains("\(code)"))
    }
    #expect(try server.letters().isEmpty)
  }

  @Test func `a server that is not there is worth trying again`() async throws {
    let settings = SMTPSettings(
      host: "127.0.0.1", port: 1, security: .none, fromAddress: EmailAddress("a@b.kz")!, fromName: "")
    do throws(MailFault) {
      try await SMTPPost(settings).send(letter, to: EmailAddress("a@example.kz")!, id: "1", at: moment)
      Issue.record("it was taken")
    } catch {
      #expect((error.code, error.isPermanent) == (0, false))
    }
  }

  @Test(arguments: [SMTPSettings.Security.startTLS, .implicitTLS])
  func `letters go over TLS, to a server that is known, from somebody whom it knows`(
    security: SMTPSettings.Security
  ) async throws {
    let account = (user: "service", password: "hush-hush-99")
    // aiosmtpd asks for a password only after STARTTLS.
    let server = try MailServer(security, account: security == .startTLS ? account : nil)
    let to = EmailAddress("a@example.kz")!
    let settings = server.settings(
      user: security == .startTLS ? account.user : nil, password: security == .startTLS ? account.password : nil)
    try await SMTPPost(settings).send(letter, to: to, id: "1", at: moment)
    let arrived = try #require(try server.letters().first)
    #expect(arrived.isEncrypted)
    if security == .startTLS { #expect(arrived.user == account.user) }

    do throws(MailFault) {
      try await SMTPPost(server.settings(isTrusted: false)).send(letter, to: to, id: "2", at: moment)
      Issue.record("it was taken by a stranger")
    } catch {
      #expect(!error.isPermanent)
    }
  }

  @Test func `a wrong password is no fault of the letter, and is never told`() async throws {
    let server = try MailServer(.startTLS, account: ("service", "right"))
    let settings = server.settings(user: "service", password: "hush-hush-99")
    do throws(MailFault) {
      try await SMTPPost(settings).send(letter, to: EmailAddress("a@example.kz")!, id: "1", at: moment)
      Issue.record("it was taken")
    } catch {
      #expect(!error.isPermanent)
      #expect(!error.description.contains("hush"))
    }
    var dumped = ""
    dump(settings, to: &dumped)
    dump(SMTPPost(settings), to: &dumped)
    #expect(!"\(settings) \(String(reflecting: settings)) \(SMTPPost(settings)) \(dumped)".contains("hush"))
  }

  @Test func `a server that cannot do TLS gets neither password nor letter`() async throws {
    let server = try MailServer(.none)
    let settings = SMTPSettings(
      host: "127.0.0.1", port: server.port, security: .startTLS, user: "a", password: "b",
      fromAddress: EmailAddress("a@b.kz")!, fromName: "")
    await #expect(throws: MailFault.self) {
      try await SMTPPost(settings).send(letter, to: EmailAddress("a@example.kz")!, id: "1", at: moment)
    }
    #expect(try server.letters().isEmpty)
  }

  @Test func `many letters at once all arrive`() async throws {
    let server = try MailServer()
    let post = SMTPPost(server.settings())
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<20 {
        group.addTask {
          try await post.send(letter, to: EmailAddress("u\(number)@example.kz")!, id: "\(number)", at: moment)
        }
      }
      try await group.waitForAll()
    }
    #expect(Set(try server.letters().flatMap(\.recipients)).count == 20)
  }
}
