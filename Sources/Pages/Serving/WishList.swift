import Handbook
import Markup

/// What clients ask for, with what may be done at once: the form «Подписка» filled in, or a refusal with a word to the
/// client (PRO-03, C-08).
struct WishList: View {
  let wishes: [Wish]
  let catalogue: Catalogue
  /// On a client's own card nobody must be told who it is.
  let showsSubscriber: Bool
  let today: Day
  let seal: HTML
  let stamp: @Sendable (Instant) -> String

  var body: HTML {
    if wishes.isEmpty { return "" }
    return """
      <section class="wishes" id="wishes"><h2>\(Text.clientsAskFor) <span class="muted">\(wishes.count)</span></h2>\
      \(wishes.html(article))</section>
      """
  }

  private func article(_ wish: Wish) -> HTML {
    let tariff = catalogue.tariff(wish.tariff)
    let back = showsSubscriber ? "" : wish.subscriberID.description
    return """
      <article class="request"><p>\(if: showsSubscriber,
        "<a href=\"\(Link.subscriber(wish.subscriberID))\">\(wish.subscriberName)</a> · ")\
      <b>\(tariff?.name ?? Text(verbatim: wish.tariff.description))</b>\
      \(if: wish.subscriptionID != nil, " <span class=\"mark quiet\">\(Text.renewalWish)</span>") \
      <span class="muted">\(stamp(wish.askedAt)), \(wish.askedByName)</span></p>\
      \(if: !wish.comment.isEmpty, "<p>\(wish.comment)</p>")<div class="answers">\
      <a class="button main" href="\(form(for: wish, tariff))">\(Text.issueSubscription)</a>\
      <form method="post" action="/wishes/\(wish.id)/refusal" class="inline">\(seal)\
      <input type="hidden" name="subscriber" value="\(back)"><input type="text" name="answer" required \
      maxlength="1000" aria-label="\(Text.answerToClient): \(wish.subscriberName)" \
      placeholder="\(Text.answerToClient)"> <button>\(Text.decline)</button></form></div></article>
      """
  }

  /// The form as the client asks for it; a renewal is a copy of what it renews (J-02).
  private func form(for wish: Wish, _ tariff: Tariff?) -> String {
    if let renewed = wish.subscriptionID { return Link.copy(renewed) }
    return url(
      Link.newSubscription,
      [
        "subscriber": wish.subscriberID.description, "tariff": wish.tariff.description,
        "months": tariff?.periods(on: today).last.map(String.init) ?? "",
      ])
  }
}

extension Text {
  static let clientsAskFor = Text(ru: "Клиенты просят", kk: "Клиенттердің өтініштері", en: "Clients ask for")
  static let renewalWish = Text(ru: "продление", kk: "ұзарту", en: "renewal")
  static let answerToClient = Text(ru: "Ответ клиенту", kk: "Клиентке жауап", en: "Answer to the client")
}
