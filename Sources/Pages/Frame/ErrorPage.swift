package import Handbook
package import Markup

/// What went wrong, in words; with its number where it is ours.
package struct ErrorPage: Screen {
  package let title: Text
  let text: Text
  let requestID: String?

  package init(title: Text, text: Text, requestID: String? = nil) {
    self.title = title
    self.text = text
    self.requestID = requestID
  }

  package func body(in frame: Frame) -> HTML {
    """
    <div class="gate"><h1>\(title)</h1><p>\(text)</p>\
    \(requestID.map { "<p class=\"muted\">\(Text.requestNumber): <code>\($0)</code></p>" as HTML })<p>\
    <a class="button" href="/">\(Text.home)</a></p></div>
    """
  }
}
