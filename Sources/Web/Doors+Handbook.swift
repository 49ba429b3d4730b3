import Guide
import Handbook
import Markdown
import Office
import Pages

/// The product's own handbook: for everybody, signed in or not.
extension Cabinet {
  var handbookDoors: [Door] {
    [
      .get(Link.handbook, .anyone) { visit in
        let query = String(visit.query.raw("q").prefix(100))
        if query.isEmpty { return page(Guide.shipped.contents, name: nil) }
        return .screen(
          GuideSearchPage(
            query: query,
            hits: Guide.shipped.find(query).map { hit in
              let path = Guide.shipped.chapter(hit.chapter).map { Link.chapter($0.name) } ?? Link.handbook
              return GuideSearchPage.Hit(
                link: "\(path)#\(hit.anchor)", chapter: hit.chapterTitle, title: hit.title, snippet: hit.snippet)
            }))
      },
      .get("/handbook/{chapter}", .anyone) { visit in
        guard let chapter = Guide.shipped.chapter(visit.parameters["chapter"] ?? "") else { throw Missing() }
        return page(chapter, name: chapter.name)
      },
    ]
  }

  private func page(_ chapter: Guide.Chapter, name: String?) -> Answer {
    .screen(
      ChapterPage(
        title: chapter.title, name: name, text: chapter.text.html, sources: chapter.sources,
        chapters: Guide.shipped.chapters.map { ChapterLine(name: $0.name, title: $0.title) }))
  }
}
