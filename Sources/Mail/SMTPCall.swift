import CCurl
import Foundation
import Handbook

/// One conversation with a mail server: one message to one recipient.
struct SMTPCall: Sendable {
  private let settings: SMTPSettings
  private let recipient: EmailAddress
  private let message: String

  private static let isReady = ccurl_begin() == CURLE_OK

  init(_ settings: SMTPSettings, to recipient: EmailAddress, _ message: String) {
    self.settings = settings
    self.recipient = recipient
    self.message = message
  }

  /// What the conversation has said so far, as libcurl's callbacks reach it.
  private final class Progress {
    let bytes: [UInt8]
    var sent = 0
    /// The server's last words that were a refusal.
    var refusal: [UInt8] = []

    init(_ message: String) {
      bytes = Array(message.utf8)
    }
  }

  /// Blocks its thread. `nil` when the server has taken the message.
  func perform() -> MailFault? {
    guard Self.isReady, let handle = curl_easy_init() else {
      return MailFault(isPermanent: false, "libcurl did not start")
    }
    defer { curl_easy_cleanup(handle) }
    guard isHost(settings.host), (1...65_535).contains(settings.port) else {
      return MailFault(isPermanent: false, "the mail server’s address is no address")
    }
    let recipients = curl_slist_append(nil, "<\(recipient)>")
    defer { curl_slist_free_all(recipients) }
    let progress = Progress(message)
    return withExtendedLifetime(progress) {
      let context = Unmanaged.passUnretained(progress).toOpaque()
      var result = configure(handle, recipients, context)
      if result == CURLE_OK { result = curl_easy_perform(handle) }
      return result == CURLE_OK ? nil : fault(result, Int(ccurl_reply_code(handle)), progress)
    }
  }

  private func configure(
    _ handle: UnsafeMutableRawPointer, _ recipients: UnsafeMutablePointer<curl_slist>?,
    _ context: UnsafeMutableRawPointer
  ) -> CURLcode {
    let scheme = settings.security == .implicitTLS ? "smtps" : "smtp"
    let host = settings.host.contains(":") ? "[\(settings.host)]" : settings.host
    // What follows the slash is how we introduce ourselves.
    let ourHost = settings.fromAddress.description.drop { $0 != "@" }.dropFirst()
    var texts: [(CURLoption, String)] = [
      (CURLOPT_URL, "\(scheme)://\(host):\(settings.port)/\(ourHost)"), (CURLOPT_PROTOCOLS_STR, "smtp,smtps"),
      (CURLOPT_PROXY, ""), (CURLOPT_MAIL_FROM, "<\(settings.fromAddress)>"),
    ]
    if let user = settings.user {
      texts += [(CURLOPT_USERNAME, user), (CURLOPT_PASSWORD, settings.password?.text ?? "")]
    }
    if let authorities = settings.authorities { texts.append((CURLOPT_CAINFO, authorities)) }
    let security = settings.security == .none ? CURLUSESSL_NONE : CURLUSESSL_ALL
    // Seconds.
    let numbers: [(CURLoption, Int)] = [
      (CURLOPT_NOSIGNAL, 1), (CURLOPT_UPLOAD, 1), (CURLOPT_CONNECTTIMEOUT, 15), (CURLOPT_TIMEOUT, 120),
      (CURLOPT_USE_SSL, Int(security.rawValue)), (CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
    ]
    for (option, text) in texts {
      let result = ccurl_set_text(handle, option, text)
      if result != CURLE_OK { return result }
    }
    for (option, number) in numbers {
      let result = ccurl_set_number(handle, option, number)
      if result != CURLE_OK { return result }
    }
    let results = [
      ccurl_set_list(handle, CURLOPT_MAIL_RCPT, recipients),
      ccurl_set_source(
        handle,
        { bytes, size, count, context in
          let progress = Unmanaged<Progress>.fromOpaque(context!).takeUnretainedValue()
          let length = min(size * count, progress.bytes.count - progress.sent)
          progress.bytes.withUnsafeBytes {
            UnsafeMutableRawPointer(bytes!).copyMemory(from: $0.baseAddress! + progress.sent, byteCount: length)
          }
          progress.sent += length
          return length
        }, context),
      ccurl_set_replies(
        handle,
        { bytes, size, count, context in
          let progress = Unmanaged<Progress>.fromOpaque(context!).takeUnretainedValue()
          let line = UnsafeRawBufferPointer(start: bytes, count: min(size * count, 300))
          if line.first == UInt8(ascii: "4") || line.first == UInt8(ascii: "5") { progress.refusal = Array(line) }
          return size * count
        }, context),
    ]
    return results.first { $0 != CURLE_OK } ?? CURLE_OK
  }

  private func fault(_ result: CURLcode, _ code: Int, _ progress: Progress) -> MailFault {
    let isAboutUs = result == CURLE_LOGIN_DENIED || [530, 534, 535, 538].contains(code)
    var words = String(cString: curl_easy_strerror(result))
    let reply = String(decoding: progress.refusal, as: UTF8.self).unicodeScalars
      .reduce(into: "") { $0.unicodeScalars.append($1.value < 32 || $1.value == 127 ? " " : $1) }
      .trimmingCharacters(in: .whitespaces)
    // The server's own words, unless it is repeating what it should keep to itself.
    if code >= 400, !isAboutUs, !reply.isEmpty { words += ": \(reply)" } else if code > 0 { words += " (\(code))" }
    return MailFault(isPermanent: (500...599).contains(code) && !isAboutUs, code: code, words)
  }

  private func isHost(_ host: String) -> Bool {
    (1...253).contains(host.utf8.count)
      && host.utf8.allSatisfy {
        (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || "-.:".utf8.contains($0)
      }
  }
}
