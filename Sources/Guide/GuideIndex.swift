import Handbook
import Markdown

/// What was found: a part of a chapter, with the words around the place.
package struct GuideHit: Sendable {
  package let chapter: String
  package let chapterTitle: String
  /// The part's own heading; empty where it is the chapter's.
  package let title: String
  package let anchor: String
  /// Some 200 characters, cut where words were found.
  package let snippet: [(text: String, isFound: Bool)]
}

/// Finds parts of the handbook by words, in whatever form they stand: «подписку» finds «подписки».
///
/// A part counts when it has every word, in its text, its heading or its chapter's title; where no part does, any word
/// will do. Rarer words weigh more, headings more than texts, and a short part more than a long one that says the same.
struct GuideIndex: Sendable {
  private struct Entry: Sendable {
    let chapter: String
    let chapterTitle: String
    let title: String
    let anchor: String
    let plain: String
    let stems: [String]
    let headings: Set<String>
  }

  private let entries: [Entry]
  /// In how many parts each stem stands.
  private let spread: [String: Int]

  init(_ chapters: [Guide.Chapter]) {
    entries = chapters.flatMap { chapter in
      chapter.text.parts.map { part in
        Entry(
          chapter: chapter.name, chapterTitle: chapter.title, title: part.level == 1 ? "" : part.title,
          anchor: part.anchor, plain: part.plain, stems: words(part.plain).map(\.stem),
          headings: Set(words("\(chapter.title) \(part.title)").map(\.stem)))
      }
    }
    spread = entries.reduce(into: [:]) { spread, entry in
      for stem in Set(entry.stems).union(entry.headings) { spread[stem, default: 0] += 1 }
    }
  }

  func find(_ query: String, limit: Int) -> [GuideHit] {
    let wanted = Set(words(query).map(\.stem))
    if wanted.isEmpty { return [] }
    let scored = entries.enumerated().map { place, entry in
      (place: place, entry: entry, score: score(entry, wanted))
    }.filter { $0.score.found > 0 }
    let all = scored.filter { $0.score.found == wanted.count }
    return (all.isEmpty ? scored : all)
      .sorted { ($0.score.found, $0.score.weight, $1.place) > ($1.score.found, $1.score.weight, $0.place) }
      .prefix(limit).map { hit(in: $0.entry, wanted) }
  }

  private func score(_ entry: Entry, _ wanted: Set<String>) -> (found: Int, weight: Double) {
    var (found, weight) = (0, 0.0)
    for word in wanted {
      let times = entry.stems.count { matches($0, word) }
      let isHeading = entry.headings.contains { matches($0, word) }
      if times == 0 && !isHeading { continue }
      found += 1
      let parts = Double(max(1, spread[word] ?? 1))
      let rarity = 1 + Double(entries.count) / parts
      // More of the same says ever less: 1 → 0,5, 2 → 0,67, 5 → 0,83, in a part of a hundred words.
      let often = Double(times) / (Double(times) + 0.5 + Double(entry.stems.count) / 200)
      weight += (often + (isHeading ? 1.5 : 0)) * (rarity / (1 + rarity / 10))
    }
    return (found, weight)
  }

  private func hit(in entry: Entry, _ wanted: Set<String>) -> GuideHit {
    let words = words(entry.plain)
    let found = words.indices.filter { index in wanted.contains { matches(words[index].stem, $0) } }
    // The first place with the most of the words within some thirty.
    let start = found.max { one, other in
      let (mine, its) = (
        found.count { $0 >= one && $0 < one + 28 }, found.count { $0 >= other && $0 < other + 28 }
      )
      return (mine, other) < (its, one)
    }
    let first = max(0, (start ?? 0) - 4)
    let last = min(words.count, first + 30)
    guard first < last else {
      return GuideHit(
        chapter: entry.chapter, chapterTitle: entry.chapterTitle, title: entry.title, anchor: entry.anchor, snippet: [])
    }
    var snippet: [(text: String, isFound: Bool)] = []
    var from = first == 0 ? entry.plain.startIndex : words[first].range.lowerBound
    if first > 0 { snippet.append(("… ", false)) }
    for index in first..<last where wanted.contains(where: { matches(words[index].stem, $0) }) {
      let range = words[index].range
      if from < range.lowerBound { snippet.append((String(entry.plain[from..<range.lowerBound]), false)) }
      snippet.append((String(entry.plain[range]), true))
      from = range.upperBound
    }
    let end = last == words.count ? entry.plain.endIndex : words[last - 1].range.upperBound
    if from < end { snippet.append((String(entry.plain[from..<end]), false)) }
    if last < words.count { snippet.append((" …", false)) }
    return GuideHit(
      chapter: entry.chapter, chapterTitle: entry.chapterTitle, title: entry.title, anchor: entry.anchor,
      snippet: snippet)
  }

  /// Whether a word of the text is the one asked for, or begins with it: «подпис» finds «подписка» while one types.
  private func matches(_ stem: String, _ wanted: String) -> Bool {
    stem == wanted || (wanted.count >= 3 && stem.hasPrefix(wanted))
  }
}

extension Guide {
  /// Parts of chapters with the words, the best first; nothing for an empty query.
  package func find(_ query: String, limit: Int = 30) -> [GuideHit] { index.find(query, limit: limit) }
}

/// The words of a text with their places, each cut to its stem.
private func words(_ text: String) -> [(stem: String, range: Range<String.Index>)] {
  var words: [(stem: String, range: Range<String.Index>)] = []
  var start: String.Index?
  for index in text.indices {
    if text[index].isLetter || text[index].isNumber {
      start = start ?? index
    } else if let from = start {
      words.append((stem(of: text[from..<index]), from..<index))
      start = nil
    }
  }
  if let start { words.append((stem(of: text[start...]), start..<text.endIndex)) }
  return words
}

/// Folded, without the ending of a Russian noun, adjective or verb where three letters or more are left. Longest first.
private func stem(of word: Substring) -> String {
  let word = folded(String(word))
  for ending in endings where word.hasSuffix(ending) && word.count - ending.count >= 3 {
    return String(word.dropLast(ending.count))
  }
  return word
}

private let endings = [
  "иями", "ями", "ами", "ыми", "ими", "ого", "его", "ому", "ему", "иях", "иям", "ием", "ией", "ешь", "ете", "ите",
  "ать",
  "ять", "ить", "еть", "ует", "уют", "ает", "яет", "ают", "яют", "ыйся", "ийся", "ться", "тся", "ии", "ия", "ие", "ию",
  "ий", "ый", "ой", "ей", "ая", "яя", "ое", "ее", "ую", "юю", "ые", "ых", "их", "ым", "им", "ом", "ем", "ам", "ям",
  "ах",
  "ях", "ов", "ев", "ть", "ет", "ит", "ат", "ят", "ут", "ют", "ла", "ло", "ли", "ок", "ка", "ки", "ке", "ку", "ек", "а",
  "я",
  "о", "е", "и", "ы", "у", "ю", "ь", "й",
].sorted { $0.count > $1.count }
