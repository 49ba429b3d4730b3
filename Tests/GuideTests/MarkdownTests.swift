import Markdown
import Markup
import Testing

@Suite struct MarkdownTests {
  private func html(_ text: String, link: (String) -> String? = { $0 }) -> String {
    String(decoding: Markdown(text, link: link).html.bytes, as: UTF8.self)
  }

  @Test("Headings have anchors, tables and autolinks are GitHub's")
  func gfm() {
    let html = html("# Один *два*\n\nтекст\n\n## Три\n\n| а | б |\n|---|--:|\n| 1 | 2 |\n\nhttps://example.kz ~~нет~~")
    #expect(html.contains("<h1 id=\"part-0\">Один <em>два</em></h1>"))
    #expect(html.contains("<h2 id=\"part-1\">Три</h2>"))
    #expect(html.contains("<th align=\"right\">б</th>") && html.contains("<td>1</td>"))
    #expect(html.contains("<a href=\"https://example.kz\">https://example.kz</a>") && html.contains("<del>нет</del>"))
    #expect(!html.contains("style="))
  }

  @Test(
    "Raw HTML and addresses that run something do not come through",
    arguments: [
      "<script>alert(1)</script>", "a <img src=x onerror=alert(1)> b", "[x](javascript:alert(1))",
      "[x](JaVaScRiPt:alert(1))", "<a href=\"javascript:alert(1)\">x</a>", "![x](javascript:alert(1))",
      "<javascript:alert(1)>", "[x](data:text/html;base64,PHNjcmlwdD4=)", "[x](vbscript:x)",
      "<div\nonclick=x>\ny</div>",
    ])
  func hostile(text: String) {
    let html = html(text).lowercased()
    for bad in ["<script", "onerror=", "onclick=", "href=\"javascript", "src=\"javascript", "href=\"data", "href=\"vb"]
    {
      #expect(!html.contains(bad), "\(html)")
    }
  }

  @Test(
    "Whatever is read, what is written is well-formed enough to stand in a page",
    arguments: [
      "", "#", "|", "```\n</pre><b>", "[a](<b> \"c\")", "\u{0}\u{202E}", String(repeating: "> ", count: 500) + "x",
      String(repeating: "[", count: 3000), String(repeating: "*a ", count: 2000),
    ])
  func odd(text: String) {
    let html = html(text)
    for tag in ["p", "pre", "blockquote", "table", "em"] {
      #expect(
        html.ranges(of: "<\(tag)>").count + html.ranges(of: "<\(tag) ").count == html.ranges(of: "</\(tag)>").count)
    }
  }

  @Test("A part is a heading and the words below it, without marks")
  func parts() {
    let parts = Markdown("до\n\n## А `б`\n\n**в** г\nд\n\n- е\n- ж\n\n| з | и |\n|---|---|\n| к | л |\n\n```\nм\n```")
      .parts
    #expect(parts.map(\.title) == ["", "А б"])
    #expect(parts.map(\.level) == [0, 2])
    #expect(parts.map(\.plain) == ["до", "в г д е ж з и к л м"])
  }

  @Test("A link goes where the place says, or is left out with its words kept")
  func links() {
    let html = html("[а](b.md) и [в *г*](../x)") { $0 == "b.md" ? "/handbook/b?x=1&y=\"" : nil }
    #expect(html == "<p><a href=\"/handbook/b?x=1&amp;y=%22\">а</a> и в <em>г</em></p>\n")
  }
}
