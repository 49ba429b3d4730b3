import CLibZip
import Foundation
import FoundationXML

/// The first sheet of a spreadsheet, as texts. Formulas count by the values that were kept with them.
struct XLSXTable {
  let rows: [[String]]

  /// Unpacked, a sheet is at most so large: an archive of nothing but zeros fills nobody's memory.
  private static let largestPart = 256 << 20

  init(path: String) throws {
    var code: Int32 = 0
    guard let archive = zip_open(path, ZIP_RDONLY, &code) else { throw SheetFault.notATable("the archive is damaged") }
    defer { zip_discard(archive) }
    var texts: [String] = []
    if let part = try Self.part("xl/sharedStrings.xml", of: archive) {
      let reader = SharedTexts()
      try reader.read(part)
      texts = reader.texts
    }
    guard let sheet = try Self.part("xl/worksheets/sheet1.xml", of: archive) else {
      throw SheetFault.notATable("there is no sheet in it")
    }
    let reader = SheetRows(texts)
    try reader.read(sheet)
    rows = reader.rows
  }

  private static func part(_ name: String, of archive: OpaquePointer) throws -> Data? {
    var status = zip_stat_t()
    guard zip_stat(archive, name, 0, &status) == 0 else { return nil }
    if status.size > UInt64(largestPart) { throw SheetFault.tooLarge }
    guard let file = zip_fopen(archive, name, 0) else { throw SheetFault.notATable("\(name) is damaged") }
    defer { zip_fclose(file) }
    var data = Data(count: Int(status.size))
    let read = data.withUnsafeMutableBytes { zip_fread(file, $0.baseAddress, UInt64($0.count)) }
    guard read == Int64(status.size) else { throw SheetFault.notATable("\(name) is cut off") }
    return data
  }
}

private class PartReader: NSObject, XMLParserDelegate {
  var fault: SheetFault?
  var text = ""

  func read(_ part: Data) throws {
    let parser = XMLParser(data: part)
    parser.shouldResolveExternalEntities = false
    parser.delegate = self
    let isRead = parser.parse()
    if let fault { throw fault }
    if !isRead { throw SheetFault.notATable("its XML is damaged") }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) { begin(name, attributes, parser) }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    end(name, parser)
  }

  func begin(_ element: String, _ attributes: [String: String], _ parser: XMLParser) {}
  func end(_ element: String, _ parser: XMLParser) {}

  /// A document type is what entities are made by, and no spreadsheet has one.
  func parser(_ parser: XMLParser, foundInternalEntityDeclarationWithName name: String, value: String?) {
    refuse(.notATable("it declares entities"), parser)
  }

  func refuse(_ fault: SheetFault, _ parser: XMLParser) {
    self.fault = fault
    parser.abortParsing()
  }
}

private final class SharedTexts: PartReader {
  var texts: [String] = []
  private var whole = ""
  private var isPhonetic = false

  override func begin(_ name: String, _ attributes: [String: String], _ parser: XMLParser) {
    switch name {
    case "si": whole = ""
    case "t": text = ""
    case "rPh": isPhonetic = true
    default: break
    }
  }

  override func end(_ name: String, _ parser: XMLParser) {
    switch name {
    case "t": if !isPhonetic { whole += text }
    case "rPh": isPhonetic = false
    case "si": texts.append(whole)
    default: break
    }
  }
}

private final class SheetRows: PartReader {
  var rows: [[String]] = []
  private let texts: [String]
  private var row: [String] = []
  private var (column, kind, value) = (0, "", "")

  init(_ texts: [String]) { self.texts = texts }

  override func begin(_ name: String, _ attributes: [String: String], _ parser: XMLParser) {
    switch name {
    case "row":
      // Empty rows are left out of the file; their numbers are not.
      let number = attributes["r"].flatMap { Int($0) } ?? rows.count + 1
      if number > TableFile.mostRows { return refuse(.tooLarge, parser) }
      while rows.count < number - 1 { rows.append([]) }
      row = []
    case "c":
      column = attributes["r"].map(Self.column) ?? row.count
      kind = attributes["t"] ?? "n"
      value = ""
      if column >= TableFile.mostColumns { refuse(.notATable("more than \(TableFile.mostColumns) columns"), parser) }
    case "v", "t": text = ""
    default: break
    }
  }

  override func end(_ name: String, _ parser: XMLParser) {
    switch name {
    case "v": value = text
    case "t": value += text
    case "c":
      while row.count < column { row.append("") }
      if kind == "s" {
        guard let place = Int(value), texts.indices.contains(place) else {
          return refuse(.notATable("a text is missing"), parser)
        }
        row.append(texts[place])
      } else {
        row.append(value)
      }
    case "row": rows.append(row)
    default: break
    }
  }

  /// `C7` is in column 2.
  private static func column(_ reference: String) -> Int {
    let letters = reference.unicodeScalars.prefix { ("A"..."Z").contains($0) }.prefix(4)
    return letters.reduce(0) { $0 * 26 + Int($1.value) - 64 } - 1
  }
}
