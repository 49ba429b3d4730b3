import Foundation
package import Handbook
import Yams

extension Catalogue {
  /// Reads an installation's catalogue from a YAML file.
  ///
  /// In order: the bytes become nodes with marks (`Proofreader+Syntax`), the codes that the lists give away are
  /// gathered (`Codes`), every entry is read (`CatalogueReading`), and what concerns several entries at once is checked
  /// (`CatalogueReading+Tariffs`). Any file at all is read or refused; none stops the program.
  ///
  /// - Throws: `Mistakes`: all of them, each with its line.
  package init(file path: String) throws(Mistakes) {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw Mistakes(all: [
        Mistake(file: path, line: 1, column: 1, message: "there is no such file, or it may not be read")
      ])
    }
    let bytes: Data?
    do { bytes = try file.read(upToCount: Proofreader.largest + 1) } catch {
      throw Mistakes(all: [Mistake(file: path, line: 1, column: 1, message: "the file cannot be read: \(error)")])
    }
    try self.init(yaml: Array(bytes ?? Data()), file: path)
  }

  /// - Parameter file: What to call the file in the mistakes.
  package init(yaml bytes: [UInt8], file: String) throws(Mistakes) {
    let proofreader = Proofreader(file: file)
    let catalogue = proofreader.root(of: bytes).flatMap { CatalogueReading($0, proofreader)?.catalogue() }
    if let mistakes = proofreader.mistakes { throw mistakes }
    guard let catalogue else {
      throw Mistakes(all: [Mistake(file: file, line: 1, column: 1, message: "the catalogue cannot be read")])
    }
    self = catalogue
  }
}
