/// The card of a subscriber, as people fill it (G-03 … G-06). «КПП» is no field of Kazakhstan and is left out (PRO-30).
package struct Card: Hashable, Sendable {
  package var name: String
  package var organisation: String
  package var bin: BIN?
  package var city: String
  package var email: String
  package var site: String
  package var phone: String
  package var comment: String
  package var itsNumber: String
  package var leavingReason: String
  package var leavingComment: String

  package init(
    name: String, organisation: String = "", bin: BIN? = nil, city: String = "", email: String = "", site: String = "",
    phone: String = "", comment: String = "", itsNumber: String = "", leavingReason: String = "",
    leavingComment: String = ""
  ) {
    self.name = name
    self.organisation = organisation
    self.bin = bin
    self.city = city
    self.email = email
    self.site = site
    self.phone = phone
    self.comment = comment
    self.itsNumber = itsNumber
    self.leavingReason = leavingReason
    self.leavingComment = leavingComment
  }

  /// Reads a card from a form; what is wrong is collected in `entries`.
  package init(_ entries: inout Entries) {
    self.init(
      name: entries.line("name", upTo: 150, required: true), organisation: entries.line("organisation"),
      bin: entries.bin("bin"), city: entries.line("city", upTo: 100),
      email: entries.email("email", required: false)?.description ?? "", site: entries.line("site"),
      phone: entries.line("phone", upTo: 50), comment: entries.paragraph("comment"),
      itsNumber: entries.line("its_number", upTo: 50), leavingReason: entries.line("leaving_reason"),
      leavingComment: entries.paragraph("leaving_comment"))
    if !site.isEmpty, !(site.hasPrefix("http://") || site.hasPrefix("https://")) {
      site = "https://" + site
    }
  }

  /// Everything by which a person looks for a subscriber, folded.
  package func searchKey(number: Subscriber.ID?) -> String {
    folded(
      ([number.map(\.description) ?? ""] + [name, organisation, bin?.description ?? "", email, phone, city]).joined(
        separator: " "))
  }

  /// The fields with their words, in the order of the card: for the audit, the API and the «who changed what» page.
  package var fields: [(field: Field, label: Text, value: String)] {
    [
      ("name", .cardName, name), ("organisation", .cardOrganisation, organisation),
      ("bin", .cardBIN, bin?.description ?? ""), ("city", .cardCity, city), ("email", .cardEmail, email),
      ("site", .cardSite, site), ("phone", .cardPhone, phone), ("comment", .cardComment, comment),
      ("its_number", .cardITSNumber, itsNumber), ("leaving_reason", .cardLeavingReason, leavingReason),
      ("leaving_comment", .cardLeavingComment, leavingComment),
    ]
  }
}

extension Text {
  package static let cardName = Text(ru: "Наименование", kk: "Атауы", en: "Name")
  package static let cardOrganisation = Text(
    ru: "Наименование организации", kk: "Ұйымның атауы", en: "Organisation name")
  package static let cardBIN = Text(ru: "БИН/ИИН абонента", kk: "Абоненттің БСН/ЖСН", en: "Subscriber's BIN/IIN")
  package static let cardCity = Text(ru: "Город", kk: "Қала", en: "City")
  package static let cardEmail = Text(ru: "Почта", kk: "Пошта", en: "E-mail")
  package static let cardSite = Text(ru: "Сайт", kk: "Сайт", en: "Site")
  package static let cardPhone = Text(ru: "Телефон", kk: "Телефон", en: "Phone")
  package static let cardComment = Text(ru: "Комментарий", kk: "Түсініктеме", en: "Comment")
  package static let cardITSNumber = Text(
    ru: "Номер подписки ИТС", kk: "ИТС жазылымының нөмірі", en: "ITS subscription number")
  package static let cardLeavingReason = Text(
    ru: "Причина ухода из сервиса", kk: "Сервистен кету себебі", en: "Reason for leaving the service")
  package static let cardLeavingComment = Text(
    ru: "Комментарий по причине ухода", kk: "Кету себебіне түсініктеме", en: "Comment on the reason for leaving")
}
