internal import CLibCMark
package import Markup

/// A text in Markdown (CommonMark with GitHub's tables and autolinks), read and made into HTML that can be trusted: raw
/// HTML is left out, and so are addresses that run something (`javascript:`).
package struct Markdown: Sendable {
  /// A heading, and what stands below it until the next one. What comes before the first heading has an empty title.
  package struct Part: Sendable {
    /// 1 … 6; 0 before the first heading.
    package let level: Int
    package let title: String
    /// By which the heading is found in the page: `part-1`, counted from the top.
    package let anchor: String
    /// What a reader sees, without marks; a space between blocks and between cells.
    package let plain: String
  }

  package let parts: [Part]
  package let html: HTML

  /// - Parameter link: Where a link leads in the place where the text is shown; `nil` leaves its words without a link.
  package init(_ text: String, link: (String) -> String? = { $0 }) {
    let document = Document(text)
    defer { document.free() }
    document.removeRawHTML()
    document.turnLinks(link)
    (parts, html) = document.read()
  }
}

/// cmark's tree, for as long as it is read.
private struct Document {
  private let root: Node
  private let extensions: UnsafeMutablePointer<cmark_llist>?
  private let parser: OpaquePointer
  private static let options = CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8
  /// Registered once in the process.
  private static let isReady: Bool = {
    cmark_gfm_core_extensions_ensure_registered()
    return true
  }()

  typealias Node = OpaquePointer

  init(_ text: String) {
    precondition(Self.isReady)
    guard let parser = cmark_parser_new(Self.options) else { preconditionFailure("no memory for a Markdown parser") }
    for name in ["table", "autolink", "strikethrough"] {
      if let found = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, found) }
    }
    var text = text
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
    }
    guard let root = cmark_parser_finish(parser) else { preconditionFailure("no memory for a Markdown text") }
    self.root = root
    self.parser = parser
    extensions = cmark_parser_get_syntax_extensions(parser)
  }

  func free() {
    cmark_node_free(root)
    cmark_parser_free(parser)
  }

  func removeRawHTML() {
    for node in nodes(of: root)
    where [CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE].contains(cmark_node_get_type(node)) {
      cmark_node_unlink(node)
      cmark_node_free(node)
    }
  }

  func turnLinks(_ link: (String) -> String?) {
    for node in nodes(of: root) where cmark_node_get_type(node) == CMARK_NODE_LINK {
      if let address = link(string(cmark_node_get_url(node))) {
        cmark_node_set_url(node, address)
      } else {
        while let child = cmark_node_first_child(node) { cmark_node_insert_before(node, child) }
        cmark_node_unlink(node)
        cmark_node_free(node)
      }
    }
  }

  func read() -> ([Markdown.Part], HTML) {
    var parts: [Markdown.Part] = []
    var html = ""
    var (level, title, plain) = (0, "", "")
    func close() {
      if level > 0 || !plain.isEmpty {
        parts.append(.init(level: level, title: title, anchor: "part-\(parts.count)", plain: plain))
      }
    }
    var block = cmark_node_first_child(root)
    while let node = block {
      if cmark_node_get_type(node) == CMARK_NODE_HEADING {
        close()
        (level, title, plain) = (Int(cmark_node_get_heading_level(node)), words(of: node), "")
        // cmark writes `<h2>…</h2>`.
        html += "<h\(level) id=\"part-\(parts.count)\">" + rendered(node).dropFirst(4)
      } else {
        let words = words(of: node)
        if !words.isEmpty { plain += plain.isEmpty ? words : " " + words }
        html += rendered(node)
      }
      block = cmark_node_next(node)
    }
    close()
    return (parts, HTML(trusted: html))
  }

  private func rendered(_ node: Node) -> String {
    guard let text = cmark_render_html(node, Self.options, extensions) else { return "" }
    defer { cmark_get_default_mem_allocator().pointee.free(text) }
    return String(cString: text)
  }

  /// What a reader sees of the node; blocks and cells are parted by a space.
  private func words(of node: Node) -> String {
    var words = ""
    for node in nodes(of: node) {
      switch cmark_node_get_type(node) {
      case CMARK_NODE_TEXT, CMARK_NODE_CODE, CMARK_NODE_CODE_BLOCK: words += string(cmark_node_get_literal(node))
      case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: words += " "
      case CMARK_NODE_EMPH, CMARK_NODE_STRONG, CMARK_NODE_LINK: break
      // Blocks, and the extensions' nodes.
      default: words += " "
      }
    }
    return words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The node and everything under it, in the order of reading.
  private func nodes(of node: Node) -> [Node] {
    var nodes: [Node] = []
    let iterator = cmark_iter_new(node)
    defer { cmark_iter_free(iterator) }
    while true {
      switch cmark_iter_next(iterator) {
      case CMARK_EVENT_DONE: return nodes
      case CMARK_EVENT_ENTER: if let node = cmark_iter_get_node(iterator) { nodes.append(node) }
      default: break
      }
    }
  }

  private func string(_ text: UnsafePointer<CChar>?) -> String { text.map { String(cString: $0) } ?? "" }
}
