import API
import Handbook
import Markup
import Office
import Pages

/// The API for people to read: the same values as the OpenAPI document.
struct InterfacePage: Screen {
  let acts: [Act]

  var title: Text { Text(ru: "API для программ", kk: "Бағдарламаларға арналған API", en: "The API for programs") }

  func body(in frame: Frame) -> HTML {
    """
    <div class="head"><h1>\(title)</h1></div>
    <p class="hint">\(Text.interfaceHint) <a href="\(Interface.documentPath)">OpenAPI 3.1</a></p>
    <ul>\(Interface.conventions.html { "<li>\($0)</li>" })</ul>
    \(Act.Tag.allCases.html { tag in chapter(tag) })
    <h2>\(Text.problems)</h2>
    <table class="list"><thead><tr><th scope="col">\(Text.status)</th><th scope="col">type</th><th scope="col">\(Text.meaning)</th></tr></thead><tbody>\(Problem.Kind.allCases.html {
      "<tr id=\"\($0.rawValue)\"><td class=\"first\">\($0.status)</td><td><code>\($0.rawValue)</code></td><td>\($0.title)</td></tr>"
    })</tbody></table>
    """
  }

  private func chapter(_ tag: Act.Tag) -> HTML {
    """
    <section id="\(tag.rawValue)"><h2>\(tag.text)</h2>
    <table class="list"><thead><tr><th scope="col">\(Text.operation)</th><th scope="col">\(Text.meaning)</th><th scope="col">\(Text.takes)</th><th scope="col">\(Text.whoMay)</th></tr></thead><tbody>\(acts.filter { $0.tag == tag }.html { row($0) })</tbody></table></section>
    """
  }

  private func row(_ act: Act) -> HTML {
    """
    <tr id="\(act.name)"><td class="first"><code>\(act.method.rawValue) \(Interface.root + act.path)</code></td><td data-label="\(Text.meaning)">\(act.summary)</td><td data-label="\(Text.takes)"><code>\(takes(act))</code></td><td data-label="\(Text.whoMay)">\(act.scope.text)\(if: act.access.kinds.count < Subscriber.Kind.allCases.count, " · \(act.access.kinds.html { "\($0.text) " })")\(act.access.right.map { "<br><code>\($0.rawValue)</code>" as HTML })</td></tr>
    """
  }

  private func takes(_ act: Act) -> String {
    var words = act.query.map { $0.isRequired ? "?\($0.name)*" : "?\($0.name)" }
    switch act.body {
    case .none: break
    case .fields(let inputs): words += inputs.map { $0.isRequired ? "\($0.name)*" : $0.name }
    case .file(let type): words.append(type)
    }
    if act.needsVersion { words.append("If-Match*") }
    return words.isEmpty ? "—" : words.joined(separator: ", ")
  }
}

extension Text {
  fileprivate static let interfaceHint = Text(
    ru: "Всё, что делают в кабинете, доступно программам. Токен делает владелец абонента на странице «Токены API».",
    kk: "Кабинетте жасалатынның бәрі бағдарламаларға қолжетімді. Токенді абонент иесі «API токендері» бетінде жасайды.",
    en:
      "Whatever people do in the cabinet, programs can do. The subscriber's owner makes a token on the page “API tokens”."
  )
  fileprivate static let operation = Text(ru: "Операция", kk: "Операция", en: "Operation")
  fileprivate static let meaning = Text(ru: "Смысл", kk: "Мағынасы", en: "Meaning")
  fileprivate static let takes = Text(
    ru: "Принимает (* — обязательно)", kk: "Қабылдайды (* — міндетті)", en: "Takes (* is required)")
  fileprivate static let whoMay = Text(ru: "Кому можно", kk: "Кімге болады", en: "Who may")
  fileprivate static let status = Text(ru: "Статус", kk: "Мәртебе", en: "Status")
  fileprivate static let problems = Text(ru: "Виды отказов", kk: "Бас тарту түрлері", en: "Kinds of problems")
}
